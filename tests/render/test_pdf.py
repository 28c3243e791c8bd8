"""The report as PDF: what a program makes of it, and what is said where none is there or it fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace
from required import require
from section_fixtures import SaidSection, said_section
from showcase import AS_OF, SHOWN, ZONE, ctx, shown_report
from support import journal, plan

from plantrack.dates.periods import period
from plantrack.errors import UsageError
from plantrack.model.history import History
from plantrack.render.context import RenderContext
from plantrack.render.pdf import from_docx, from_html, page, report
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.section_table import report_sections
from plantrack.reports.shape import Shape


def words(written: bytes, tmp_path: Path) -> str:
    """Return the text of a PDF, read by another program, without the spaces and breaks that lines bring."""
    require("pdftotext")
    (tmp_path / "report.pdf").write_bytes(written)
    read = subprocess.run(["pdftotext", "-raw", "report.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def sheets(written: bytes, tmp_path: Path) -> list[str]:
    """Return the sizes of the pages of a PDF in points."""
    require("pdfinfo")
    (tmp_path / "report.pdf").write_bytes(written)
    read = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "-1", "report.pdf"], cwd=tmp_path, capture_output=True, check=True
    ).stdout.decode()
    return [" ".join(line.split()[3:6]) for line in read.splitlines() if " size:" in line and line.startswith("Page ")]


def said(view: PeriodicReport, on: RenderContext) -> list[SaidSection]:
    """Return the sections of a report in words."""
    return [said_section(found, on) for found in report_sections(view)]


@pytest.mark.slow
def test_libreoffice_shows_every_title(tmp_path: Path) -> None:
    """It opens the document as it is: every section, every task, in both languages, and the page's number."""
    require("soffice")
    view, on = shown_report(), ctx("both")
    text = words(report(view, on), tmp_path)
    titles = [section.title for one in on.pages for section in said(view, one)]
    titles += [one.title(task.title) for one in on.pages for task in SHOWN.tasks]
    assert [title for title in titles if "".join(title.split()) not in text] == []
    assert "—1—" in text


LONG = "长" * 78


@pytest.mark.slow
def test_long_titles_and_notes(tmp_path: Path) -> None:
    """Three hundred titles of 80 characters, and a note longer than a page, are cut nowhere, in text and annex."""
    require("soffice")
    rows = "\n".join(
        f'    - {{ref: "{n}", title: {LONG}{n}, kind: deliverable, due: 2024-11-08}}' for n in range(1, 301)
    )
    of = plan(f"report_every: week\ntasks:\n{rows}")
    note = "".join(f"第{n}句。" for n in range(1500))
    updates = journal(f'{{"kind": "report", "on": "2024-11-12", "ref": "1", "progress": "{note}"}}')
    view = periodic_report(of, History(updates), period("2024-W46"), zone=ZONE)
    written = report(view, ctx("zh", of=of))
    text = words(written, tmp_path)
    assert [task.ref for task in of.tasks if task.title.zh not in text] == []
    assert text.count("句") == 2 * 1500
    assert {round(float(size.split()[0])) for size in sheets(written, tmp_path)} == {595, 842}


@pytest.mark.slow
def test_a_browser_prints_a_page(tmp_path: Path) -> None:
    """On the sheet that the page asks for, without header and footer of its own."""
    program = require("chromium", "chromium-browser", "google-chrome")
    html = "<!doctype html><meta charset=utf-8><title>x</title><style>@page{size:A4}</style><p>进展通报</p>"
    written = from_html(program, html.encode(), AS_OF)
    assert words(written, tmp_path) == "进展通报"
    assert [[round(float(side)) for side in size.split() if side != "x"] for size in sheets(written, tmp_path)] == [
        [595, 842]
    ]


# which program, and what if none


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that alone is searched for programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(file: Path, script: str) -> str:
    """Return a program that does what the lines of Python say."""
    file.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{script}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def html(view: PeriodicReport, on: RenderContext) -> str:
    """Return a page that says in which language it is."""
    return f"<p>{on.language}"


MAKES = 'Path("report.pdf").write_text("{name} " + Path("{source}").read_text("utf-8", "replace")[:20])'


@pytest.fixture
def _page_there(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("plantrack.render.html")
    module.report = html  # type: ignore[attr-defined]
    module.__spec__ = ModuleSpec(module.__name__, None)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("plantrack.render.html", module, raising=False)


@pytest.mark.usefixtures("_page_there")
def test_the_document_is_printed_by_libreoffice(programs: Path) -> None:
    """By nothing else, and the page by a browser alone, whatever is installed."""
    program(programs / "chromium", MAKES.format(name="chromium", source="report.html"))
    program(programs / "libreoffice", MAKES.format(name="libreoffice", source="report.docx"))
    assert report(shown_report(), ctx("zh"))[:14] == b"libreoffice PK"
    assert page(shown_report(), ctx("both")) == b"chromium <p>both"


@pytest.mark.parametrize(
    ("write", "there", "said"),
    [
        (report, "chromium", "LibreOffice is not installed, which prints the document"),
        (page, "soffice", "no browser is installed that prints the page"),
    ],
)  # fmt: skip
def test_no_program(programs: Path, write: Callable[..., bytes], there: str, said: str) -> None:
    """One sentence says what to install; a program that prints the other is not asked."""
    program(programs / there, MAKES.format(name=there, source="report.docx"))
    with pytest.raises(UsageError) as error:
        write(shown_report(), ctx("en"))
    assert str(error.value).startswith(f"{said}; install ")


def test_the_moment_is_the_day_of_the_report(programs: Path) -> None:
    """And its digests are those of its content, so that two runs give the same bytes."""
    made = (
        "<AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA> /CreationDate(D:2{n}261130133655Z) /ModDate (D:2{n}261130133655+00) trailer"
        " /ID [ <{n}7C450BB6618876CD075E9FA4B09F3A4>\\n<{n}7C450BB6618876CD075E9FA4B09F3A4> ] /DocChecksum"
        " /{n}EA8BC5EE34FF0F938A04A8F31F9ABD7 end"
    )
    found = []
    for n in (1, 2):
        office = program(programs / "soffice", f'Path("report.pdf").write_text("{made.format(n=n)}")')
        found.append(from_docx(office, b"", AS_OF))
    assert found[0] == found[1]
    text, _, end = found[0].decode().partition(" trailer")
    assert text == f"<{'A' * 32}> /CreationDate(D:20241117000000Z) /ModDate (D:20241117000000+00)"
    assert "7C450BB6" not in end
    assert end.endswith(" end")


@pytest.mark.slow
def test_the_same_bytes_twice() -> None:
    """From both programs."""
    require("soffice")
    require("chromium", "chromium-browser", "google-chrome")
    view = replace(shown_report(), shape=Shape(brief=True))
    for write in (report, page):
        assert write(view, ctx("zh")) == write(view, ctx("zh"))


@pytest.mark.parametrize(
    ("script", "why"),
    [("sys.exit('broken')", "broken"), ("sys.exit(3)", "3"), ("pass", "0")],
)
def test_a_program_that_makes_nothing(programs: Path, script: str, why: str) -> None:
    """Its last words are passed on, or the code with which it ended."""
    office = program(programs / "soffice", script)
    with pytest.raises(UsageError) as error:
        from_docx(office, b"", AS_OF)
    assert str(error.value) == f"soffice made no PDF: {why}"


def test_a_program_that_cannot_be_run(programs: Path) -> None:
    """The system's reason is passed on."""
    (programs / "soffice").write_bytes(b"\x00")
    with pytest.raises(UsageError, match=r"^soffice made no PDF: .*Permission denied"):
        from_docx(str(programs / "soffice"), b"", AS_OF)


def test_nothing_is_left_behind(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which it was made is gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "bin"))
    office = program(programs / "soffice", 'Path("report.pdf").write_text("x")')
    assert from_docx(office, b"", AS_OF) == b"x"
    assert [path.name for path in programs.iterdir()] == ["soffice"]
