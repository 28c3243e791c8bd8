"""The language of output: what decides, and in which order."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run

EMPTY = {"zh": "没有记录\n", "en": "nothing was recorded\n"}


@pytest.mark.parametrize(
    ("words", "env", "language"),
    [
        (["--lang", "zh"], {"PLANTRACK_LANG": "en", "LANG": "en_GB.UTF-8"}, "zh"),
        (["--lang", "en"], {"PLANTRACK_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"PLANTRACK_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ([], {"PLANTRACK_LANG": "", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "en_US", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "en"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh-Hans-CN"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "zh"),
        ([], {}, "zh"),
    ],
)
def test_language(bench: Bench, words: list[str], env: dict[str, str], language: str) -> None:
    """The option, then PLANTRACK_LANG (empty is unset), then the locale if it is zh or en, then the plan's own."""
    assert bench.run("log", "--by", "nobody", *words, env=env) == Run(0, EMPTY[language])


def test_language_of_the_plan(bench: Bench) -> None:
    """A plan may be English."""
    bench.edit("language: zh", "language: en")
    assert bench.run("log", "--by", "nobody") == Run(0, EMPTY["en"])


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "已写入r.md\n"),
        ({"LANG": "en_GB.UTF-8"}, "r.md written\n"),
        ({"PLANTRACK_LANG": "en", "LANG": "zh_CN.UTF-8"}, "r.md written\n"),
        ({}, "已写入r.md\n"),
    ],
)
def test_messages_beside_both_languages(bench: Bench, env: dict[str, str], said: str) -> None:
    """A report in both languages is told of in the language in which everything else would be."""
    assert bench.run("report", "--month", "2024-10", "--lang", "both", "-o", "r.md", env=env) == Run(0, "", said)


@pytest.mark.parametrize(("words", "env"), [([], {"PLANTRACK_LANG": "fr"}), (["--lang", "fr"], {})])
def test_a_language_that_there_is_not_is_refused_in_that_of_the_locale(
    bench: Bench, words: list[str], env: dict[str, str]
) -> None:
    """Whether an option or the environment names it."""
    said = "错误：没有语言“fr”；请写 zh 或 en\n"
    assert bench.run("status", *words, env={**env, "LANG": "zh_CN.UTF-8"}) == Run(2, "", said)
