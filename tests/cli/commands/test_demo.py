"""The demo: what is written, where it is refused, and that its clock stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_support import Bench

from plantrack.cli.commands.demo import COMMANDS

FOLDER = "plantrack-demo"


@pytest.fixture
def empty(tmp_path: Path) -> Bench:
    """Return a bench without any plan."""
    return Bench(tmp_path / "here", FOLDER)


def test_what_is_written(empty: Bench) -> None:
    """A plan and the records until that day; everything that is proposed can be run, and validates."""
    done = empty.run("demo", "--lang", "en")
    said, *commands = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert said == "plantrack-demo: a made-up plan as it stood on 2026-09-18; now try"
    assert {path.split("/")[0] for path in empty.files()} == {FOLDER}
    assert max(path for path in empty.files() if path.endswith(".jsonl")).endswith("journal/2026-W38.jsonl")
    assert empty.run("validate", FOLDER).code == 0
    for words in (command.split() for command in commands):
        assert words[0] == "plantrack"
        shown = empty.run(*words[1:], "--lang", "en")
        assert (shown.code, shown.err) == (1 if words[1] == "check" else 0, "")


@pytest.mark.parametrize("words", [*COMMANDS, "list", "show 1.1"])
def test_its_clock_stands(empty: Bench, words: str) -> None:
    """Every view is as of the day that was given and says that it is made up; nothing later is known."""
    assert empty.run("demo", "--day", "2026-05-18").code == 0
    said = empty.run(*words.split(), "--plan", FOLDER, "--lang", "zh")
    assert (said.err, said.out.splitlines()[0]) == ("", "虚构示例，时钟停在2026-05-18")
    assert not re.findall(r"2026-W(?:2[2-9]|[345]\d)|于2026-0[6-9]", said.out)


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_every_page_of_a_report_is_marked(empty: Bench, form: str) -> None:
    """By its title, in either language."""
    empty.run("demo")
    for language, mark in (("zh", "2026年工作要点（虚构）"), ("en", "(made-up example)")):
        assert mark in empty.run("report", "--plan", FOLDER, "--format", form, "--lang", language).out[:1500]


@pytest.mark.parametrize("words", ["status", "list", "check", "report", "log"])
def test_json_is_marked(empty: Bench, words: str) -> None:
    """By the day at which the clock stands."""
    empty.run("demo")
    assert json.loads(empty.run(words, "--plan", FOLDER, "--format", "json").out)["example"] == "2026-09-18"


def test_the_clock_is_put_to_another_day(empty: Bench) -> None:
    """In either direction, and in either language: what is there is what is written to a new folder."""
    for day, language in (("2026-12-31", "zh"), ("2026-01-01", "en"), ("2026-05-18", "zh")):
        words = ("--day", day, "--lang", language)
        assert empty.run("demo", *words).code == 0
        assert empty.run("demo", f"new-{day}/{FOLDER}", *words).code == 0
        written = {path.removeprefix(f"{FOLDER}/"): text for path, text in empty.files().items() if path[:4] != "new-"}
        other = f"new-{day}/{FOLDER}/"
        assert written == {p.removeprefix(other): text for p, text in empty.files().items() if p.startswith(other)}


@pytest.mark.parametrize("change", ["edited", "recorded", "beside", "binary", "file"])
def test_what_is_something_else_is_left_alone(empty: Bench, change: str) -> None:
    """A plan that was edited, a record of one's own, another file, and a file in place of the folder."""
    folder = empty.here / FOLDER
    if change == "file":
        folder.write_text("kept")
    else:
        empty.run("demo")
    if change == "edited":
        (folder / "plan.yaml").write_text((folder / "plan.yaml").read_text("utf-8") + "# mine\n", "utf-8")
    elif change == "recorded":
        assert empty.run("update", "1.2", "--percent", "75", "--plan", FOLDER).code == 0
    elif change in ("beside", "binary"):
        (folder / "notes.txt").write_bytes(b"\xff" if change == "binary" else b"mine")
    before = empty.files()
    done = empty.run("demo", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: plantrack-demo holds something else than the demo; name another folder\n"
    assert empty.files() == before


RULE = "begin with a letter, and write lower-case letters, digits and hyphens, as in science-2025"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--day 2025-12-31", "the demo covers 2026-01-01 to 2026-12-31, not 2025-12-31; name a day between them"),
        ("--day 2027-01-01", "the demo covers 2026-01-01 to 2026-12-31, not 2027-01-01; name a day between them"),
        ("--day May", "'May' is not a day; write it as YYYY-MM-DD"),
        ("Me", f"'Me' cannot be a plan's id; {RULE}"),
    ],
)
def test_what_is_refused(empty: Bench, words: str, said: str) -> None:
    """A day of another year or that is none, and a folder that can be no plan's; nothing is written."""
    assert empty.run("demo", *words.split(), "--lang", "en") == (2, "", f"error: {said}\n")
    assert empty.files() == {}


def test_a_dry_run_writes_nothing(empty: Bench) -> None:
    """It says what it would write."""
    assert empty.run("demo", "here", "--dry-run", "--lang", "en") == (0, "here: would be written\n", "")
    assert empty.files() == {}
