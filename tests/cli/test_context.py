"""The context: dates and warnings, whatever a person typed, and that reading needs no rights."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from cli_support import (
    HOSTILE,
    INERT,
    PATIENCE,
    Bench,
    Run,
    Terminal,
    environment,
    on_terminal,
    screens,
    uncoloured,
)


def test_plan_with_problems(bench: Bench) -> None:
    """A plan that has problems is worked with, after one warning; nothing but the result goes to stdout."""
    bench.edit("due: 2024-12-31,", "due: 2025-12-31,")
    done = bench.run("status", "--lang", "en")
    warning = "warning: plans/fairs/plan.yaml has 1 problem; see `plantrack validate`\n"
    assert (done.code, done.err) == (0, warning)
    assert done.out.startswith("Plan of the fairs\n")
    assert bench.run("status").err == "警告：plans/fairs/plan.yaml有1个问题；见 `plantrack validate`\n"


def test_broken_lines(bench: Bench) -> None:
    """A line that cannot be read hides no other: one warning, then the result."""
    bench.write("<<<<<<< HEAD", {**REPORT, "progress": "在"}, "{torn")
    done = bench.run("log", "--lang", "en")
    warning = "warning: 2 lines of the journal cannot be read; see `plantrack validate`\n"
    assert (done.code, done.err) == (0, warning)
    assert "在" in done.out


# Dates

REPORT = {
    "kind": "report", "id": "R1", "act": "A1", "at": "2024-11-10T17:00:00.000Z", "by": "刘洋", "on": "2024-11-08",
    "ref": "2",
}  # fmt: skip


@pytest.mark.parametrize(("zone", "today"), [("Asia/Shanghai", "2024-11-19"), ("Europe/London", "2024-11-18")])
def test_today(bench: Bench, monkeypatch: pytest.MonkeyPatch, zone: str, today: str) -> None:
    """Today is the day in the plan's time zone, wherever the program runs."""
    monkeypatch.setattr("plantrack.cli.context.now", lambda: datetime(2024, 11, 18, 17, tzinfo=UTC))
    bench.edit("language: zh", f"language: zh\ntimezone: {zone}")
    assert bench.json("status")["as_of"] == today
    assert bench.run("update", "2", "--note", "x").code == 0
    assert bench.records()[-1]["on"] == today


@pytest.mark.parametrize(
    ("moment", "as_of", "owes"),
    [
        ("2024-11-17T15:59:59Z", [], "2024-W45"),
        ("2024-11-17T16:00:00Z", [], "2024-W46"),
        ("2024-11-17T15:59:59Z", ["--as-of", "2024-11-17"], "2024-W46"),
        ("2024-11-17T15:59:59Z", ["--as-of", "2024-11-16"], "2024-W45"),
        ("2024-11-17T15:59:59Z", ["--as-of", "2025-11-17"], "2024-W45"),
    ],
)
def test_today_is_not_over(bench: Bench, moment: str, as_of: list[str], owes: str) -> None:
    """On Sunday before midnight in Shanghai the week still runs; --as-of is the end of its day, if that has come."""
    bench.edit("language: zh", "language: zh\nreport_every: week")
    with time_machine.travel(moment):
        found = bench.json("explain", "2", *as_of)["inputs"]
        report = bench.json("report")["period"]["label"]
    assert found["owes"] == owes
    assert as_of or report == owes


@pytest.mark.parametrize(
    ("as_of", "known_at", "percent"),
    [
        (None, None, 40),
        ("2024-11-08", None, 40),
        ("2024-11-07", None, None),
        ("2024-11-18", "2024-11-10", None),
        ("2024-11-18", "2024-11-11", 40),
        ("2024-11-08", "2024-11-11", 40),
    ],
)
def test_dates(bench: Bench, as_of: str | None, known_at: str | None, percent: float | None) -> None:
    """As-of cuts by the day it took effect, known-at by the day of recording in the plan's time zone, both inclusive.

    It was recorded at one in the morning of the 11th in Shenzhen, which was still the 10th in UTC.
    """
    bench.write({**REPORT, "percent": 40})
    words = [*(["--as-of", as_of] if as_of else []), *(["--known-at", known_at] if known_at else [])]
    found = bench.json("status", *words)
    assert (found["as_of"], found["known_at"]) == (as_of or "2024-11-18", known_at)
    assert found["tasks"][1]["percent"] == percent


def test_same_view_same_bytes(bench: Bench) -> None:
    """The same plan, journal, dates and language give the same bytes, whenever one looks."""
    words = ("report", "--week", "2024-W46", "--lang", "en")
    assert bench.program(*words).out == bench.run(*words).out


# Whatever a person typed


def hostile(bench: Bench) -> None:
    """Record a note, a problem, a next step, a source and a name that try to do harm, and a title too."""
    bench.edit("zh: 出台措施, en: Issue measures", r'zh: "[red]x[/red] \e[31m <b>措施", en: "[red]x[/red] \e[31m <b>"')
    words = [f"--{name}={HOSTILE}" for name in ("note", "problem", "next", "source", "by")]
    done = bench.run("update", "2", "--percent", "5", *words, "--lang", "en")
    assert done.code == 0
    assert done.out.count(INERT) == 5
    assert "\x1b" not in done.out
    said = {"progress": HOSTILE, "problem": HOSTILE, "next": HOSTILE, "source": HOSTILE, "by": HOSTILE}
    assert bench.records() == [{"kind": "report", "on": "2024-11-18", "ref": "2", "percent": 5, **said}]
    measure = ("measure", "hnte-count", "2.5万家", "--on", "2024-11-18", "--note", HOSTILE, "--period", "2024")
    assert INERT in bench.run(*measure).out
    ask = ("reschedule", "2", "2025-01-31", "--reason", HOSTILE)
    assert INERT in bench.run(*ask).out


SHOWING = ("status", "show 2", "list", "log", "report --week 2024-W47", "check", "baseline")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_inert_in_text(bench: Bench, language: str) -> None:
    """In text it stands as typed, with the escape made visible: in a pipe, and on a terminal in colour."""
    hostile(bench)
    lines = [f"{view} --lang {language} --as-of 2025-02-01" for view in SHOWING]
    for line, screen in zip(lines, screens(bench, *lines, columns=400), strict=True):
        piped = bench.run(*line.split())
        assert (line, INERT in piped.out, "\x1b" in piped.out + piped.err) == (line, True, False)
        shown = uncoloured(screen.out)
        assert (line, INERT in shown, "\x1b" in shown) == (line, True, False)


@pytest.mark.parametrize("view", SHOWING)
def test_inert_in_json(bench: Bench, view: str) -> None:
    """In JSON it is the same text, escaped as JSON does; the sentences of a check are made for people."""
    hostile(bench)
    words = (*view.split(), "--lang", "en", "--as-of", "2025-02-01")
    assert "\x1b" not in bench.run(*words, "--format", "json").out
    kept = INERT if view == "check" else HOSTILE
    assert any(kept in text for text in texts(bench.json(*words)))


def texts(value: object) -> list[str]:
    """Return every text in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for entry in value for text in texts(entry)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_inert_in_markdown(bench: Bench, language: str) -> None:
    """In Markdown nothing of it is markup, a tag or an escape."""
    hostile(bench)
    done = bench.run("report", "--week", "this", "--format", "markdown", "--lang", language)
    shown = r"\[red\]x\[/red\] \\x1b\[31m &#60;b&#62;"
    assert done.out.count(shown) > 5
    assert ("\x1b" in done.out, "<b>" in done.out, "[red]" in done.out) == (False, False, False)


@pytest.mark.parametrize(
    "words",
    [
        "done {}", "show {}", "log {}", "measure {} 5", "measure hnte-count {}", "assign 2 {}", "undo {}",
        "reschedule 2 {} --reason x", "list --lead {}", "list --mine --by {}", "report --week {}",
        "report --from {} --to 2024-01-01",
        "check --rule {}", "status --plan {}", "status --lang {}", "status --as-of {}", "status --format {}",
        "list --sort {}", "update 2 --percent {}", "baseline --section {}", "validate {}", "status -o {}/x", "{}",
    ],
)  # fmt: skip
def test_inert_in_errors(bench: Bench, words: str) -> None:
    """In an error, too, it is shown with the escape made visible."""
    done = bench.run(*(word.format(HOSTILE) for word in words.split()), env={"PLANTRACK_LANG": "en"})
    assert done.code in (2, 4)
    assert "\x1b" not in done.err
    assert INERT in done.err.replace("\\\\", "\\")


@pytest.mark.parametrize("words", ["status --{}", "status 2 {}"])
def test_inert_in_wrong_usage(bench: Bench, words: str) -> None:
    """What typer names in an error of its own steers nothing either, whether it shows the escape or leaves it out."""
    done = bench.run(*(word.format(HOSTILE) for word in words.split()), env={"PLANTRACK_LANG": "en"})
    assert (done.code, "\x1b" in done.err, "[red]x[/red] " in done.err) == (2, False, True)


def test_inert_on_a_terminal(bench: Bench) -> None:
    """So it is on a terminal."""
    for words in (("done", HOSTILE), ("list", "--sort", HOSTILE), (HOSTILE,)):
        assert "\x1b" not in on_terminal(bench, *words, "--lang", "en").out


def test_inert_in_questions(bench: Bench) -> None:
    """And in the questions of `update`."""
    hostile(bench)
    with Terminal(bench, "update", "2", "--lang", "en") as terminal:
        terminal.await_text("done): ")
        terminal.interrupt()
        screen = terminal.end().out
    assert ("\x1b" in screen, INERT in screen) == (False, True)


def test_inert_in_validate(bench: Bench) -> None:
    """And in the problems that `validate` finds in plan and journal."""
    bench.edit('ref: "2", title: {zh: 出台措施', r'ref: "2", "colour\e[31m": "\e[31m", title: {zh: "\e[31m措施"')
    bench.write(
        {**REPORT, "ref": "\x1b[31m"}, {**REPORT, "id": "R2", "kind": "\x1b[31m"}, {**REPORT, "id": "R3", "\x1b": 1}
    )
    done = bench.run("validate", "--lang", "en")
    assert (done.code, "\x1b" in done.out + done.err) == (1, False)
    assert done.out.replace("\\\\", "\\").count(r"\x1b") >= 3


# Reading only

UNPRIVILEGED = """
import importlib, json, os, pkgutil, sys
from typer.testing import CliRunner
import plantrack
for found in pkgutil.walk_packages(plantrack.__path__, "plantrack."):  # whatever is loaded where it is needed
    if found.name != "plantrack.__main__":
        importlib.import_module(found.name)
from plantrack.cli.app import build
commands = [words.split(" ") for words in sys.argv[1:]]
for words in commands:
    CliRunner().invoke(build(), [*words, "--dry-run"] if words[0] == "update" else words)
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
done = [CliRunner().invoke(build(), words) for words in commands]
print(json.dumps([(run.exit_code, run.stdout, run.stderr) for run in done]))
"""


def unprivileged(bench: Bench, *commands: str) -> list[Run]:
    """Run commands as a user without rights; once before with them, so that everything is loaded that may be."""
    done = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, *commands], cwd=bench.here, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, timeout=PATIENCE, check=True,
    )  # fmt: skip
    return [Run(*found) for found in json.loads(done.stdout)]


@pytest.fixture
def shared(bench: Bench) -> Iterator[Bench]:
    """Return a bench where everybody may look."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Bench(shutil.copytree(bench.here, Path(place, "here")), "fairs")
        for path in Path(place).rglob("*"):
            path.chmod(0o755)


@pytest.fixture
def read_only(shared: Bench) -> Bench:
    """Return a bench on which nobody may write."""
    for path in (*shared.here.rglob("*"), shared.here):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return shared


def test_reading_needs_no_rights(read_only: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading works where one may only read, and makes no file."""
    monkeypatch.chdir(read_only.here)
    before = read_only.files()
    names = ("status", "show 1.1", "list", "log", "baseline", "report --week 2024-W40", "check")
    commands = [f"{name} --lang en --as-of 2024-10-01" for name in names] + ["validate --lang en"]
    done = unprivileged(read_only, *commands)
    assert done == [read_only.run(*words.split()) for words in commands]
    assert [(run.code, run.err) for run in done] == [(0, "")] * 8
    assert read_only.files() == before


def test_writing_needs_rights(read_only: Bench) -> None:
    """Recording there is an error with the path; nothing is reported as recorded."""
    before = read_only.files()
    done = unprivileged(read_only, "update 2 --note x --lang en")
    said = "plans/fairs/journal/.lock: nothing was recorded: Permission denied; mend that and type the command again"
    assert done == [Run(5, "", f"error: {said}\n")]
    assert read_only.files() == before


def test_unreadable_journal(shared: Bench) -> None:
    """A journal that one may not read is an error with the path."""
    (shared.journal / "2024-W38.jsonl").chmod(0)
    said = "plans/fairs/journal/2024-W38.jsonl: cannot be read: Permission denied; check the path and who may read it"
    assert unprivileged(shared, "status --lang en", "check --lang en") == [Run(5, "", f"error: {said}\n")] * 2


def test_unreadable_plan(shared: Bench) -> None:
    """So is a plan."""
    shared.file.chmod(0)
    said = "error: plans/fairs/plan.yaml: cannot be read: Permission denied; check the path and who may read it\n"
    assert unprivileged(shared, "status --lang en", "validate --lang en") == [Run(3, "", said)] * 2


def test_the_plan_is_only_read(bench: Bench) -> None:
    """No command changes the plan file."""
    before = bench.file.read_bytes()
    for words in ("status", "done 2", "undo", "adopt --reason x", "assign 2 fund", "report", "check", "validate"):
        bench.run(*words.split())
    assert bench.file.read_bytes() == before
