"""The error boundary: whatever goes wrong is one clear line on stderr and an exit code."""

from __future__ import annotations

import fcntl
import os
import shlex
import signal
import subprocess
import termios
from collections.abc import Callable
from time import monotonic

import pytest
from cli_support import HOSTILE, INERT, PATIENCE, Bench, Run, Terminal, command, environment

READING = ["status", "show", "list", "log", "baseline", "report", "check"]

# Exit codes


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("nope", ["'nope'"]),
        ("done", ["'REF…'"]),
        ("status --as-off 2024-11-01", ["--as-off", "--as-of"]),
        ("status --format html", ["'--format'", "'html'", "'text'", "'json'"]),
        ("list --sort name", ["'--sort'", "'name'", "'number'", "'due'", "'lead'"]),
    ],
)
def test_wrong_words(bench: Bench, words: str, named: list[str]) -> None:
    """Words that no command takes are wrong usage: how it is used, where help is, and what was wrong."""
    done = bench.run(*words.split())
    usage, hint, empty, last = done.err.splitlines()
    assert (done.code, done.out, empty) == (2, "", "")
    assert usage.startswith("Usage: plantrack ")
    assert hint.endswith("-h' for help.")
    assert last.startswith("Error: ")
    assert [word for word in named if word not in last] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list --lead nope", 4),
        ("status --as-of 2024-11-31", 2),
        ("log --since x --plan fairs", 2),
        ("show 9.9", 4),
        ("check --only nope", 2),
        ("report --week 2024-W60", 2),
        ("explain", 2),
        ("baseline --section 9", 4),
        ("import nope.txt", 3),
        ("trace fairs nope.txt", 3),
        ("status --nope", 2),
    ],
)
def test_errors_are_text_whatever_the_format(bench: Bench, words: str, code: int) -> None:
    """With JSON asked for, an error is the same text on stderr with the same exit code, and stdout stays empty."""
    expected = bench.run(*words.split(), "--lang", "en")
    assert (expected.code, expected.out, expected.err != "") == (code, "", True)
    assert bench.run(*words.split(), "--lang", "en", "--format", "json") == expected


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("status --as-of 2024-11-31", 2, "'2024-11-31' is not a day; write it as YYYY-MM-DD"),
        ("status --lang fr", 2, "no language is called 'fr'; write zh or en"),
        ("update 2", 2, "there is nothing to record for 2; give a status, a percentage or a note"),
        ("update 1 --percent 5", 2, "1 is not reported on itself; report on its sub-tasks: 1.1, 1.2"),
        ("done 9.9", 4, "no task or milestone is called '9.9'; `plantrack list` shows them all"),
        ("measure nope 5", 4, "no indicator is called 'nope'; `plantrack baseline` shows them all"),
        ("assign 2 nope", 4, "no unit is called 'nope'; choose one\n  stic  STI Bureau\n  fund  NSF Committee"),
        (
            "undo",
            4,
            "nothing of 刘洋 is in force that could be undone; name a record by its id, as `plantrack log` shows them",
        ),
        ("undo XYZ", 4, "no such record: 'XYZ'; `plantrack log` shows the ids"),
        ("status --plan nope", 4, "there is no plan at nope; name a folder with a plan.yaml, or an id under plans/"),
    ],
)
def test_refused(bench: Bench, words: str, code: int, said: str) -> None:
    """What cannot be carried out is one line that says what is wrong and what to do; nothing is written."""
    before = bench.files()
    lang = () if "--lang" in words else ("--lang", "en")
    assert bench.run(*words.split(), *lang) == Run(code, "", f"error: {said}\n")
    assert bench.files() == before


def test_several(bench: Bench) -> None:
    """Words that fit several tasks bring the candidates with their titles, and change nothing."""
    said = "错误：“高交会”对应多个；请选择一个\n  1.1  办好高交会\n  1.2  高交会招商\n"
    assert bench.run("done", "高交会") == Run(4, "", said)
    assert bench.records() == []


def test_several_in_the_language_of_the_reader(bench: Bench) -> None:
    """The titles of the candidates too."""
    said = "error: 'fair' fits several; choose one\n  1  Hold the fairs\n  1.1  Hold the Hi-Tech Fair\n"
    assert bench.run("show", "fair", "--lang", "en") == Run(4, "", said)


def test_no_plan(bench: Bench) -> None:
    """What is no plan cannot be worked with at all: each problem with its place, then that it cannot be read."""
    bench.file.write_text("title: 会展计划\ncolour: red\n", "utf-8")
    done = bench.run("status", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    first, *others, last = done.err.splitlines()
    assert first.startswith("plans/fairs/plan.yaml:1:1: the key 'id' is missing")
    assert any(line.startswith("plans/fairs/plan.yaml:2:1: unknown key 'colour'") for line in others)
    assert last == "error: plans/fairs/plan.yaml: cannot be read as a plan; see the problems"


def test_syntax_error(bench: Bench) -> None:
    """A plan that is not even YAML is told by its one problem."""
    bench.file.write_text("id: [\n", "utf-8")
    done = bench.run("check", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    (line,) = done.err.splitlines()
    assert line.startswith("plans/fairs/plan.yaml:2:1: not valid YAML: ")


@pytest.mark.parametrize("name", [*READING, "validate", "undo"])
def test_journal_cannot_be_read(bench: Bench, name: str) -> None:
    """A journal that cannot be read at all is no empty journal."""
    for path in bench.journal.iterdir():
        path.unlink()
    bench.journal.rmdir()
    bench.journal.write_text("a file where a folder belongs")
    words = [name, "1.1"] if name == "show" else [name]
    said = "error: plans/fairs/journal: cannot be read: Not a directory; check the path and who may read it\n"
    assert bench.run(*words, "--lang", "en") == Run(5, "", said)


def test_journal_file_cannot_be_read(bench: Bench) -> None:
    """So is one of its files: what it holds may decide everything."""
    (bench.journal / "2024-W40.jsonl").mkdir()
    said = "plans/fairs/journal/2024-W40.jsonl: cannot be read: Is a directory; check the path and who may read it"
    assert bench.run("status", "--lang", "en") == Run(5, "", f"error: {said}\n")


def test_journal_cannot_be_written(bench: Bench) -> None:
    """An update that cannot be kept is not reported as kept."""
    (bench.journal / "2024-W47.jsonl").mkdir()
    done = bench.run("measure", "hnte-count", "5万家", "--period", "2024", "--lang", "en")
    assert done == Run(
        5,
        "",
        "error: plans/fairs/journal/2024-W47.jsonl: nothing was recorded: Is a directory; "
        "mend that and type the command again\n",
    )


def test_fault(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours says so in one line, with how to report it; what it is about is safe to show."""
    monkeypatch.setattr("plantrack.reports.overview.overview", _fault)
    done = bench.run("status", "--lang", "en")
    assert done == Run(
        70,
        "",
        f"internal error: RuntimeError: {INERT}; run it again with `plantrack --debug …` and report the output\n",
    )


@pytest.mark.parametrize("asked", ["option", "environment"])
def test_debug(bench: Bench, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    """Whoever asks for it sees the whole traceback; the exit code stays."""
    monkeypatch.setattr("plantrack.reports.overview.overview", _fault)
    words, env = (["--debug"], {}) if asked == "option" else ([], {"PLANTRACK_DEBUG": "1"})
    done = bench.run(*words, "status", "--lang", "en", env=env)
    assert (done.code, done.out) == (70, "")
    assert done.err.startswith("Traceback (most recent call last):\n")
    assert "in _fault" in done.err
    assert bench.run(*words, "done", "9.9", env=env).code == 4


def _fault(*_: object, **__: object) -> None:
    raise RuntimeError(HOSTILE)


def test_exit_codes_of_the_program(bench: Bench) -> None:
    """The program ends with the code that scripts see, its results on stdout and the rest on stderr."""
    found = bench.program("check", "--rule", "overdue", "--as-of", "2024-11-18", "--lang", "en")
    assert (found.code, found.err, found.out.count("[overdue]")) == (1, "", 2)
    assert bench.program("check", "--rule", "overdue", "--as-of", "2024-10-01", "--lang", "en") == Run(
        0, "nothing found as of 2024-10-01\n"
    )
    missing = "error: no task or milestone is called '9.9'; `plantrack list` shows them all\n"
    assert bench.program("done", "9.9", "--lang", "en") == Run(4, "", missing)


# The language of what goes wrong

CHINESE, ENGLISH = "错误：没有任务或节点“9.9”；见 `plantrack list`\n", "error: no task or milestone is called '9.9'; "


@pytest.mark.parametrize(
    ("words", "env", "said"),
    [
        (["--lang", "zh"], {"PLANTRACK_LANG": "en"}, CHINESE),
        (["--lang", "en"], {"PLANTRACK_LANG": "zh"}, ENGLISH),
        ([], {"PLANTRACK_LANG": "en", "LANG": "zh_CN.UTF-8"}, ENGLISH),
        ([], {"LANG": "en_GB.UTF-8"}, ENGLISH),
        ([], {}, CHINESE),
    ],
    ids=["the option", "the option again", "the environment", "the locale", "the plan's own"],
)
def test_errors_speak_the_readers_language(bench: Bench, words: list[str], env: dict[str, str], said: str) -> None:
    """An error is told in the language of everything shown."""
    done = bench.run("done", "9.9", *words, env=env)
    assert (done.code, done.err[: len(said)]) == (4, said)


def test_errors_before_there_is_a_context_speak_it_too(bench: Bench) -> None:
    """What the options alone decide is refused in the language asked for."""
    said = "错误：r.odt：此命令不写.odt，可写：text、json\n"
    assert bench.run("status", "-o", "r.odt", "--lang", "zh") == Run(2, "", said)


def test_an_option_before_the_command(bench: Bench) -> None:
    """It is told where the option goes."""
    said = "错误：--lang 不能写在命令之前；请写 plantrack guide --lang …\n"
    assert bench.run("--lang", "zh", "guide") == Run(2, "", said)
    said = "error: --plan cannot stand before the command; write plantrack status --plan …\n"
    assert bench.run("--plan=fairs", "status", "--lang", "en") == Run(2, "", said)


@pytest.mark.parametrize("words", ["status", "done 2", "validate", "report --week x", "show nope"])
def test_unknown_language(bench: Bench, words: str) -> None:
    """A language that nobody speaks is wrong usage, and is told in English; nothing is written."""
    before = bench.files()
    done = bench.run(*words.split(), env={"PLANTRACK_LANG": "fr"})
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert bench.files() == before


def test_unknown_language_is_named(bench: Bench) -> None:
    """The error names the word."""
    said = "error: no language is called 'fr'; write zh or en\n"
    assert bench.run("status", env={"PLANTRACK_LANG": "fr"}) == Run(2, "", said)


# Interrupts and pipes


def test_interrupted_at_a_question(bench: Bench) -> None:
    """Ctrl-C at a question ends with 130 on a line of its own; nothing is recorded."""
    with Terminal(bench, "update", "2", "--lang", "en") as terminal:
        terminal.await_text("done): ")
        terminal.interrupt()
        done = terminal.end()
    assert done.code == 130
    assert done.out.endswith("done): \n")
    assert bench.records() == []


def test_end_of_input_at_a_question(bench: Bench) -> None:
    """So does Ctrl-D."""
    with Terminal(bench, "update", "2", "--lang", "en") as terminal:
        terminal.await_text("done): ")
        terminal.type("\x04")
        done = terminal.end()
    assert (done.code, "Traceback" in done.out) == (130, False)
    assert bench.records() == []


def test_interrupted_while_reading(bench: Bench) -> None:
    """Ctrl-C while lines are awaited ends with 130, silently; not even the lines read so far are recorded."""
    process = subprocess.Popen(
        command("update", "-"), cwd=bench.here, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    with process:
        process.stdin.write(b'{"ref": "2", "note": "x"}\n')
        process.stdin.flush()
        _until(lambda: _waiting_bytes(process.stdin.fileno() if process.stdin else -1) == 0)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert (process.stdout and process.stdout.read(), process.stderr and process.stderr.read()) == (b"", b"")
    assert bench.records() == []


def _waiting_bytes(descriptor: int) -> int:
    """Return how many bytes of a pipe nobody has read yet."""
    return int.from_bytes(fcntl.ioctl(descriptor, termios.FIONREAD, b"\0" * 4), "little")


def _until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end


@pytest.mark.parametrize("words", ["report --week 2024-W46", "log --format json", "check"])
def test_nobody_listens(bench: Bench, words: str) -> None:
    """When whoever reads the results has gone, the program ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            command(*words.split()), cwd=bench.here, env=environment(), stdin=subprocess.DEVNULL, stdout=pipe,
            stderr=subprocess.PIPE, timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (141, b"")


def test_somebody_stops_listening(shipped: Bench) -> None:
    """`| head -1` gets its line, however much would follow."""
    for _ in range(2):
        assert shipped.run("update", "6.5", "--note", "lines " * 10_000).code == 0
    line = (
        shlex.join(command("log", "--as-of", "2030-01-08", "--format", "json"))
        + ' | head -1; test "${PIPESTATUS[0]}" = 141'
    )
    done = subprocess.run(
        ["bash", "-c", line], cwd=shipped.here, env=environment(), capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


# Help texts
