"""Help and refused command lines in Chinese and in English."""

from __future__ import annotations

import re

import pytest
from cli_support import Bench, widest
from command_tree import commands
from generated import comparable
from words import helped

from plantrack.cli.help import sentences, translated, wrapped

COMMANDS = ["", *commands()]
TYPED = re.compile(r"^(用法|  示例)：.*(\n +\S.*)*", re.MULTILINE)
"""How the command is called, and an example: what is typed there stays as it is."""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_chinese(bench: Bench, command: str) -> None:
    """Every sentence is Chinese, and every line fits into 80 columns."""
    done = bench.run(*command.split(), "--help", "--lang", "zh", env={"COLUMNS": "80", "TERMINAL_WIDTH": "80"})
    assert (done.code, done.err) == (0, "")
    told = " ".join(TYPED.sub("", done.out).split())
    assert {said for said in helped() if said in told} == set()
    assert re.findall(r"\b[A-Za-z]+(?: [a-z]+){2,}", told) == []
    assert widest(done.out) <= 80
    assert "选项：\n" in done.out
    assert "显示本帮助后退出。" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_english(bench: Bench, command: str) -> None:
    """Nothing of it is Chinese but what an example types."""
    done = bench.run(*command.split(), "--help", env={"PLANTRACK_LANG": "en", "COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    assert "Show this message and exit." in done.out
    assert set(re.findall(r"[\u3001-\u9fff\uff00-\uffef]+", done.out)) <= {"突破", "万家", "月底前", "每周五"}


ASSIGN = """\
用法：plantrack assign [选项] {REF} {UNIT…}

  指定任务的责任单位。写多个即为共同牵头；取代原有单位。

  示例：plantrack assign 7.4 guangming

参数：
  REF    编号（如6.2）或标题中的词。  [必填]
  UNIT…  单位名录中的标识或名称。  [必填]

选项：
  --support       指定为配合单位；牵头单位不变。
  --source SOURCE  出处：网址、文号或文件路径，可重复。
  --on DATE       生效日期，默认为今天。
  --by NAME       记录人，默认为您本人。
  --dry-run       只显示将记录的内容，不作记录。
  --plan PLAN     计划：文件夹，或 plans/ 下的标识。
  --lang zh|en    输出语言：zh（中文）或 en（英文）。
  -h, --help      显示本帮助后退出。
"""
CHART = """\
用法：plantrack chart [选项] {CHART} [REF]

  绘制计划图，显示在终端上，或用 -o 写为图片。gantt 可加事项编号，只绘该事项的任
  务。

  示例：plantrack chart gantt -o gantt.svg

参数：
  CHART  gantt（进度安排）、burnup（进度曲线）、baseline（上年对照）、units（按
         单位）或 lights（亮灯）。  [必填]
  [REF]  编号（如6.2）或标题中的词。

选项：
  --width N          宽度：图片为像素，终端为列数。  [60<=x<=20000]
  --as-of DATE       显示截至当日的情况。
  --known-at DATE    只计入截至当日已记录的内容。
  -o, --output FILE  将图写入此文件：.svg 或 .png。
  --no-pager         一次全部显示，不分页。
  --rules ID         按此套规则亮灯，不采用计划所定规则。
  --plan PLAN        计划：文件夹，或 plans/ 下的标识。
  --lang zh|en       输出语言：zh（中文）或 en（英文）。
  -h, --help         显示本帮助后退出。
"""


@pytest.mark.parametrize(("command", "shown"), [("assign", ASSIGN), ("chart", CHART)])
def test_whole_help(bench: Bench, command: str, shown: str) -> None:
    """Usage, what it does, an example, arguments and options."""
    done = bench.run(command, "--help", env={"PLANTRACK_LANG": "zh", "COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    assert comparable(done.out) == comparable(shown)


@pytest.mark.parametrize(
    ("words", "env", "first"),
    [
        (["status", "--lang", "zh", "-h"], {}, "用法"),
        (["status", "-h", "--lang=zh"], {}, "用法"),
        (["--lang", "zh", "status", "-h"], {}, "用法"),
        (["--lang", "zh", "-h"], {}, "用法"),
        (["schema", "-h", "--lang", "zh"], {}, "用法"),
        (["status", "-h", "--lang", "en"], {"PLANTRACK_LANG": "zh"}, "Usage"),
        (["status", "-h"], {"PLANTRACK_LANG": "zh"}, "用法"),
        (["status", "-h"], {"LANG": "zh_CN.UTF-8"}, "用法"),
        (["status", "-h"], {"LANG": "en_GB.UTF-8"}, "Usage"),
        (["status", "-h"], {}, "Usage"),
        (["status", "-h", "--lang", "fr"], {}, "Usage"),
        (["status", "-h", "--lang"], {}, "Error"),
    ],
)
def test_the_language_of_help(
    bench: Bench, words: list[str], env: dict[str, str], first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one on the command line, in PLANTRACK_LANG or in the locale; the plan is not asked."""
    for name in ("PLANTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    done = bench.run(*words, env=env)
    assert (done.out or done.err).startswith(first)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("nope", ["nope"]),
        ("shw", ["shw", "show"]),
        ("--nope", ["--nope"]),
        ("list --statu x", ["--statu", "--sort", "--status"]),
        ("list --sort x", ["--sort", "x", "number", "due", "lead"]),
        ("update", ["REF…"]),
        ("chart", ["CHART", "gantt", "burnup", "baseline", "units", "lights"]),
        ("new x --year 2025", ["--title"]),
        ("new x --title y --year z", ["--year", "z"]),
        ("check --grace 1.5", ["--grace", "1.5"]),
        ("watch --every abc", ["--every", "abc"]),
        ("chart gantt --width 3", ["--width", "3", "60", "20000"]),
        ("check --grace -1", ["--grace", "-1", "0"]),
        ("agenda a b", ["a", "b"]),
    ],
)
def test_a_refused_command_line(bench: Bench, words: str, named: list[str]) -> None:
    """The last line says what is wrong, in Chinese; before it stand the usage and the help. Nothing is recorded."""
    done = bench.run(*words.split(), env={"PLANTRACK_LANG": "zh"})
    usage, hint, empty, last = done.err.splitlines()
    assert (done.code, done.out, empty, left_over(last, named)) == (2, "", "", [])
    assert usage.startswith("用法：plantrack ")
    assert re.fullmatch(r"帮助见“plantrack( \w+)? -h”。", hint)
    assert bench.records() == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("list --overdue=3", ["--overdue"]),
        ("update 2 --percent", ["--percent"]),
        ("explain --compare a", ["--compare", "2"]),
    ],
)
def test_an_option_without_its_value(bench: Bench, words: str, named: list[str]) -> None:
    """Typer does not say of which command; the usage is left out as it is in English."""
    done = bench.run(*words.split(), env={"PLANTRACK_LANG": "zh"})
    assert (done.code, done.out, done.err.count("\n"), left_over(done.err, named)) == (2, "", 1, [])


def left_over(said: str, named: list[str]) -> list[str]:
    """Return what a Chinese error lacks of the words that it has to name, and what it has in Latin letters beside."""
    assert said.startswith("错误：")
    assert [word for word in named if word not in said] == []
    for word in sorted(named, key=len, reverse=True):
        said = said.replace(word, "")
    return re.findall(r"[A-Za-z]+", said)


def test_what_was_typed_is_shown_safely(bench: Bench) -> None:
    """No escape reaches the terminal."""
    done = bench.run("status", "--\x1b[31m", env={"PLANTRACK_LANG": "zh"})
    assert (done.code, "\x1b" in done.err) == (2, False)


def test_translated() -> None:
    """What is not known stays as it is; of an error within an error, the inner one is translated too."""
    assert translated("a new sentence of typer's") == "a new sentence of typer's"
    assert translated("Invalid value for '--x': 'y' is not a valid int.") == "“--x”的值无效：“y”不是整数。"
    assert translated("default: required") == "默认：required"
    assert translated("No such option: --a (Possible options: --b, --c)") == "没有选项 --a（可选：--b、--c）"


def test_sentences() -> None:
    """A paragraph is its first sentence and the rest; an example is one whole."""
    assert list(sentences("One. Two. Three.\n\nFour\nfive.\n\nExample: a. b")) == [
        ("One.", "Two. Three."),
        ("Four five.",),
        ("Example: a. b",),
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("一二三四五", ["一二三", "四五"]),
        ("一二三，四五", ["一二", "三，四", "五"]),
        ("一二（三）四", ["一二", "（三）", "四"]),
        ("ab cd efg", ["ab cd", "efg"]),
        ("abcdefghij kl", ["abcdefghij", "kl"]),
        ("用 -o 写为", ["用 -o", "写为"]),
    ],
)
def test_wrapped(text: str, lines: list[str]) -> None:
    """Wide characters count two cells; no mark that closes begins a line, and none that opens ends one."""
    assert wrapped(text, 6) == lines
