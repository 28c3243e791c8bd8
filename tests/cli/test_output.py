"""The output: as wide and as coloured as it may be, written whole or not at all, with progress on a terminal."""

from __future__ import annotations

import json

import pytest
from cli_support import COLOUR, Bench, Run, on_terminal, screens, uncoloured, widest
from templates import paper, saved

from plantrack.cli.output import Output
from plantrack.render.formats import SLOW, Format

FILES = [f"r.{form}" for form in sorted(SLOW - {Format.PDF})]


@pytest.mark.slow
def test_a_terminal_shows_that_a_file_is_being_made(bench: Bench) -> None:
    """The line goes away again: what stays is what was written."""
    for file in FILES:
        done = on_terminal(bench, "report", "--week", "2024-W46", "-o", file, "--lang", "en", env={"TERM": "xterm"})
        assert done.code == 0
        assert f"making {file.removeprefix('r.')} …" in uncoloured(done.out)
        assert done.out.endswith(f"{file} written\n")


@pytest.mark.slow
def test_a_pipe_shows_nothing(bench: Bench) -> None:
    """Neither does a format that is made at once."""
    for file in FILES:
        done = bench.run("report", "--week", "2024-W46", "-o", file, "--lang", "en")
        assert done == (0, "", f"{file} written\n")
    shown = on_terminal(bench, "report", "--week", "2024-W46", "-o", "r.md", "--lang", "en", env={"TERM": "xterm"})
    assert shown.out == "r.md written\n"


def test_outside_a_terminal_there_is_nothing_to_close() -> None:
    """It can be used around any work."""
    with Output(Format.DOCX).progress("en") as shown:
        assert shown is None


@pytest.mark.parametrize("name", ["status", "show 1.1", "list", "log", "baseline", "report", "check"])
def test_output(bench: Bench, name: str) -> None:
    """A file gets what stdout would have; that it was written is said on stderr."""
    shown = bench.run(*name.split(), "--lang", "en")
    assert shown.out
    written = bench.run(*name.split(), "--lang", "en", "-o", "view.txt")
    assert written == Run(shown.code, "", "view.txt written\n")
    assert (bench.here / "view.txt").read_text("utf-8") == shown.out


def test_output_is_plain(bench: Bench) -> None:
    """A file named on a terminal is as wide as it needs, and without colour."""
    plain = bench.program("status", "--as-of", "2024-11-18", "--lang", "en").out
    done = on_terminal(bench, "status", "--as-of", "2024-11-18", "--lang", "en", "-o", "view.txt")
    assert done == Run(0, "view.txt written\n")
    assert (bench.here / "view.txt").read_text("utf-8") == plain


def test_output_cannot_be_written(bench: Bench) -> None:
    """A file that cannot be written is an error with the path; an old one stays as it was."""
    (bench.here / "folder").mkdir()
    before = bench.files()
    for target, why in (("no/view.txt", "No such file or directory"), ("folder", "Is a directory")):
        done = bench.run("status", "-o", target, "--lang", "en")
        assert done == Run(2, "", f"error: {target}: cannot be written: {why}; mend that, or write to another place\n")
    assert bench.files() == before


def test_output_is_whole_or_not_at_all(bench: Bench) -> None:
    """An error while the view is made leaves the old file alone."""
    (bench.here / "view.txt").write_text("old")
    assert bench.run("show", "9.9", "-o", "view.txt").code == 4
    assert (bench.here / "view.txt").read_text() == "old"


VIEWS = [
    f"{view} --as-of 2024-12-31"
    for view in (
        "status --lang zh", "status 6 --lang en", "show 9.1 --lang en", "list --overdue --lang zh", "log --lang en",
        "baseline --lang zh", "report --week 2024-W46 --lang en", "report --month 2024-11 --lang zh",
    )
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 200])
def test_width(shipped: Bench, columns: int) -> None:
    """On a terminal no line is wider than it is, and colour is used."""
    for view, screen in zip(VIEWS, screens(shipped, *VIEWS, columns=columns), strict=True):
        assert (view, screen.code) == (view, 0)
        assert widest(screen.out) <= columns, view
        assert COLOUR.search(screen.out), view
        assert "\x1b" not in uncoloured(screen.out), view


@pytest.mark.parametrize("view", VIEWS)
def test_width_in_a_pipe(shipped: Bench, view: str) -> None:
    """In a pipe lines are as wide as they are, and there is no colour."""
    piped = shipped.run(*view.split())
    assert (piped.code, "\x1b" in piped.out) == (0, False)
    assert widest(piped.out) > 80


def test_narrow(bench: Bench) -> None:
    """A terminal narrower than 60 columns is written on as if it had 60."""
    words = ("status", "--as-of", "2024-11-18")
    assert on_terminal(bench, *words, columns=30) == on_terminal(bench, *words, columns=60)


@pytest.mark.slow
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour(shipped: Bench, env: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get the same screen without colour."""
    words = ("status", "--lang", "en", "--as-of", "2024-12-31")
    plain, coloured = on_terminal(shipped, *words, env=env), on_terminal(shipped, *words)
    assert "\x1b" not in plain.out
    assert "\x1b" in coloured.out
    assert plain.out == "".join(f"{line.rstrip()}\n" for line in uncoloured(coloured.out).splitlines())


def test_json_on_a_terminal(bench: Bench) -> None:
    """What is for machines is the same everywhere."""
    words = ("status", "--format", "json", "--as-of", "2024-11-18")
    assert on_terminal(bench, *words) == bench.program(*words)


def test_error_on_a_terminal(bench: Bench) -> None:
    """An error on a terminal is the same plain line."""
    words = ("done", "9.9", "--lang", "en")
    assert on_terminal(bench, *words) == Run(4, bench.run(*words).err)


def test_a_report_by_its_ending(bench: Bench) -> None:
    """Each file begins as its format does."""
    begins = {"r.md": b"# ", "r.html": b"<!doctype html>", "r.docx": b"PK", "r.xlsx": b"PK", "r.json": b"{"}
    for file, begin in begins.items():
        assert bench.run("report", "--week", "2024-W46", "-o", file).code == 0
        assert (bench.here / file).read_bytes()[: len(begin)] == begin
    assert json.loads((bench.here / "r.json").read_bytes())["schema"] == "plantrack.report/1"


def test_an_ending_that_contradicts(bench: Bench) -> None:
    """Both are named, and nothing is written."""
    before = bench.files()
    done = bench.run("report", "--format", "docx", "-o", "r.md", "--lang", "en")
    assert done == (
        2,
        "",
        (
            "error: the format docx contradicts the ending of r.md, which is for markdown; "
            "choose another ending, or another format\n"
        ),
    )
    assert bench.run("status", "-o", "r.html", "--lang", "en").code == 2
    assert bench.files() == before


@pytest.mark.parametrize(
    "words", ["status", "list", "show 2", "explain 2", "check", "chart gantt", "report --month this"]
)
def test_a_day_to_come_is_a_projection(bench: Bench, words: str) -> None:
    """The first line says so, and nobody is blamed for a period that is not over; today and before there is none."""
    said = "projection: 2025-06-30, if nothing more were recorded"
    shown = bench.run(*words.split(), "--lang", "en", "--as-of", "2025-06-30").out
    assert shown.splitlines()[0] == said
    assert "2024-11 (" not in shown
    assert "2025-" in shown
    for day in ("2024-11-17", "2024-11-18"):
        assert "nothing more" not in bench.run(*words.split(), "--lang", "en", "--as-of", day).out


EXAMPLE = ("language: zh\n", "language: zh\nexample: 2024-11-01\n")


@pytest.mark.parametrize("words", ["status", "list", "show 2", "explain 2", "check", "chart gantt", "log", "report"])
def test_a_made_up_plan_says_so(bench: Bench, words: str) -> None:
    """The first line of every text does; its clock stands, so that today is that day and nothing later is told."""
    bench.edit(*EXAMPLE)
    for lang, said in (
        ("en", "a made-up example, whose clock stands at 2024-11-01"),
        ("zh", "虚构示例，时钟停在2024-11-01"),
    ):
        shown = bench.run(*words.split(), "--lang", lang).out
        assert shown.splitlines()[0] == said
        assert "2024-11-18" not in shown


def test_recording_where_the_clock_stands(bench: Bench) -> None:
    """What is recorded takes effect on that day, is recorded now, and nothing later can be recorded."""
    bench.edit(*EXAMPLE)
    assert bench.run("update", "2", "--percent", "40").code == 0
    assert bench.records() == [{"kind": "report", "by": "刘洋", "on": "2024-11-01", "ref": "2", "percent": 40.0}]
    assert '"at":"2024-11-18T04:00' in (bench.journal / "2024-W47.jsonl").read_text("utf-8")
    assert bench.run("update", "2", "--percent", "50", "--on", "2024-11-02", "--lang", "en").err == (
        "error: 2024-11-02 is after today (2024-11-01); record it once it has happened\n"
    )


def test_a_projection_for_machines(bench: Bench) -> None:
    """It is marked, and as of today the key is not there."""
    assert bench.json("status", "--as-of", "2024-11-19")["projected"] is True
    assert "projected" not in bench.json("status", "--as-of", "2024-11-18")
    assert bench.json("explain", "2", "--as-of", "2025-06-30")["inputs"]["owes"] == "2024-10"
    document = bench.run(
        "report", "--month", "this", "--as-of", "2024-12-31", "--format", "markdown", "--lang", "en"
    ).out
    assert "as of 31 December 2024, if nothing more were recorded" in document


@pytest.mark.parametrize(
    "words", ["report --format html", "list --format json", "check --format json", "status --format text"]
)
def test_every_view_refuses(bench: Bench, words: str) -> None:
    """Exit code 2, and every file is as it was."""
    before = bench.files()
    for name in ("plan.yaml", "journal/2024-W38.jsonl"):
        done = bench.run(*words.split(), "-o", f"plans/fairs/{name}", "--lang", "en")
        said = f"error: plans/fairs/{name} belongs to a plan or to git; write the output to another file\n"
        assert (done.code, done.out, done.err) == (2, "", said)
    assert bench.files() == before


def test_the_paper_stays_as_it_was(bench: Bench) -> None:
    """No view replaces the Word file that the plan writes on, nor a report the one that it was told to write on."""
    bench.edit("\ntasks:\n", "\nbulletin: {template: office.docx}\ntasks:\n")
    for name in ("plans/fairs/office.docx", "own.docx"):
        (bench.here / name).write_bytes(saved(paper("{{report}}")))
    before = bench.files()
    said = "belongs to a plan or to git; write the output to another file\n"
    for words, name in (
        ("report", "plans/fairs/office.docx"),
        ("report --template own.docx", "own.docx"),
    ):
        done = bench.run(*words.split(), "-o", name, "--lang", "en")
        assert done == Run(2, "", f"error: {name} {said}")
    assert bench.files() == before
    assert bench.run("report", "-o", "plans/fairs/report.docx").code == 0
