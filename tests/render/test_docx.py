"""The report as an official document: what it says, how its sheets look, and that people's text stays text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from showcase import HOSTILE, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, ZONE, page, shown_report
from support import day, journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.dates.periods import period
from plantrack.errors import UsageError
from plantrack.lights.packaged import packaged
from plantrack.model.facts import Colour
from plantrack.model.plan import Plan
from plantrack.model.update import AnyUpdate
from plantrack.render.charts import Picture
from plantrack.render.docx import report
from plantrack.render.docx.blocks import COLOURS, paragraph, run
from plantrack.render.docx.document import numbered
from plantrack.render.docx.layout import FONTS, STYLES
from plantrack.render.docx.package import Package
from plantrack.render.page import Page, visible
from plantrack.render.sections import report_sections, report_title
from plantrack.render.wording import light_words
from plantrack.reports.periodic import Grounds, PeriodicReport, periodic_report

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
SHIPPED = Path(__file__).parents[2] / "plans" / "shenzhen-sti-2024"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
"""A picture of one dot."""


def opened(written: bytes) -> Opened:
    """Return the document, read by another's reader."""
    return Document(BytesIO(written))


def told(written: bytes) -> list[str]:
    """Return everything it says: a line per paragraph that says something, and one per row of a table."""
    return list(_lines(opened(written)))


def _lines(document: Opened) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text:
            yield f"[{block.style.name if block.style else ''}] {block.text}"


def made(of: Plan, updates: list[AnyUpdate], language: str = "zh", week: str = "2024-W46") -> bytes:
    """Return the report on a week of a plan."""
    return report(viewed(of, updates, week), page(language, of=of))


def viewed(of: Plan, updates: list[AnyUpdate], week: str = "2024-W46") -> PeriodicReport:
    """Return what is reported."""
    return periodic_report(of, updates, period(week), zone=ZONE)


def many(count: int, title: str = "任务") -> Plan:
    """Return a plan of so many tasks, all due in the week before the report."""
    rows = "\n".join(
        f'    - {{ref: "{n}", title: {title}{n}, kind: deliverable, due: 2024-11-08}}' for n in range(1, count + 1)
    )
    return plan(f"report_every: week\ntasks:\n{rows}")


# what it says


@LANGUAGES
def test_the_whole_document(language: str, snapshot: SnapshotAssertion) -> None:
    """Title, lead, numbered sections with their tables, issuer and date; an annex for the table that is too long."""
    assert told(report(shown_report(), page(language))) == snapshot


def test_both_languages() -> None:
    """The Chinese document and then the English one, which begins on a page of its own and counts its pages from 1."""
    both = report(shown_report(), page("both"))
    assert told(both) == [line for one in ("zh", "en") for line in told(report(shown_report(), page(one)))]
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in opened(both).sections]  # noqa: SLF001
    assert [start.get(qn("w:start")) for start in starts if start is not None] == ["1", "1"]


def test_every_section_of_the_report_is_there() -> None:
    """Whatever sections the report has, they stand here in their order, with all their rows."""
    view = viewed(many(60), [])
    lines = told(report(view, page("zh", of=view.plan)))
    sections = report_sections(view, page("zh", of=view.plan))
    heads = [line.partition("、")[2] for line in lines if line.startswith("[Heading 1]")]
    assert heads == [section.title for section in sections]
    rows = [" | ".join(_plain(cell, view.plan) for cell in row) for section in sections for row in section.rows]
    shown = [line.replace("\u200b", "") for line in lines]
    assert [row for row in rows if row not in shown] == []


def _plain(cell: object, of: Plan) -> str:
    return cell if isinstance(cell, str) else f"● {light_words(cell, page('zh', of=of))}"  # type: ignore[arg-type]


def test_lines_may_end_between_references() -> None:
    """Some programs break 1.1 after its point otherwise; words are left as they are."""
    cells = ["1.1、2.1–2.5、10.4", "第1、2项"]
    assert [re.findall("<w:t[^>]*>(.*?)</w:t>", run(cell)) for cell in cells] == [
        ["1.1、\u200b2.1–2.5、\u200b10.4"],
        ["第1、2项"],
    ]


def test_a_colon_before_a_table_stays_alone() -> None:
    """What leads over to a table has no stop after its colon."""
    early = journal(
        '{"kind": "report", "ref": "1", "on": "2024-11-09", "percent": 5, "at": "2024-11-14T04:00:00.000Z"}'
    )
    found = viewed(plan('tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]'), early)
    lines = told(report(found, page("zh", of=found.plan)))
    assert [line for line in lines if "改变了上期情况" in line] == ["[Body Text] 2024-11-11以后的记录改变了上期情况："]


def test_long_tables_are_annexes() -> None:
    """Where they would stand is where they are; the annexes are listed above the issuer, and each begins a page."""
    lines = told(made(many(60), []))
    named = [line for line in lines if line.startswith(("[Annex", "[Signature]")) or "详见" in line]
    assert named == [
        "[Body Text] 共60条，详见附件1。",
        "[Body Text] 共60条，详见附件2。",
        "[Annex List] 附件：\t1.\t各事项进展",
        "[Annex List] \t2.\t超期",
        "[Annex List] \t3.\t图表",
        "[Signature] 科创局",
        "[Signature] 2024年11月17日",
        "[Annex] 附件1",
        "[Annex Title] 各事项进展",
        "[Annex] 附件2",
        "[Annex Title] 超期",
        "[Annex] 附件3",
        "[Annex Title] 图表",
    ]
    (annex,) = [style for style in STYLES if style.name == "Annex"]
    assert "<w:pageBreakBefore/>" in annex.form


def test_a_single_annex_has_no_number() -> None:
    """It is called annex, and nothing else; in a short report that is the one with the pictures."""
    lines = told(made(many(2), [], week="2024-W40"))
    assert [line for line in lines if "附件" in line] == ["[Annex List] 附件：\t图表", "[Annex] 附件"]


def test_numbers_of_headings() -> None:
    """Chinese numerals in Chinese."""
    page_of = {language: Page(SHOWN, language) for language in ("zh", "en")}
    assert [numbered(n, page_of["zh"]) for n in (1, 9, 10, 11, 19, 20, 21, 99)] == [
        "一、", "九、", "十、", "十一、", "十九、", "二十、", "二十一、", "九十九、",
    ]  # fmt: skip
    assert numbered(12, page_of["en"]) == "12. "


@pytest.mark.parametrize(
    ("issuer", "after"),
    [
        ("办公室", (8, 2)),
        ("科技创新局办", (5, 2)),
        ("科技创新局办公", (2, 0)),
        ("深圳市科技创新局", (2, 1)),
        ("局" * 26, (2, 2)),
    ],
)
def test_issuer_and_date(issuer: str, after: tuple[int, int]) -> None:
    """The date begins two characters right of the issuer's beginning; a longer date ends two before the edge."""
    of = plan(f"units: {{stic: {{zh: {issuer}, en: Office}}}}")
    signed = [p for p in opened(made(of, [])).paragraphs if p.style and p.style.name == "Signature"]
    assert [p.text for p in signed] == [issuer, "2024年11月17日"]
    assert tuple((p.paragraph_format.right_indent or Mm(0)).pt / 16 for p in signed) == after


@LANGUAGES
def test_properties(language: str) -> None:
    """Title, language, who wrote it, and the day of the view instead of the moment at which it was made."""
    known = opened(report(shown_report(), page(language))).core_properties
    issuer = {"zh": "科创局", "en": "STI Bureau"}[language]
    assert (known.author, known.last_modified_by, known.comments) == (issuer, issuer, "")
    assert known.language == {"zh": "zh-CN", "en": "en-GB"}[language]
    assert known.title == report_title(shown_report(), page(language))
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in (known.created, known.modified) if moment] == [
        "2024-11-17 00:00"
    ] * 2


# how it looks


def test_the_sheet() -> None:
    """A4, 37 mm above and 28 mm left of an area of 156 by 225 mm, with 22 lines; a long line of 28 characters fits."""
    (sheet,) = opened(report(shown_report(), page("zh"))).sections
    assert [round(length.mm) for length in (sheet.page_width, sheet.page_height) if length] == [210, 297]
    edges = (sheet.top_margin, sheet.left_margin, sheet.right_margin, sheet.bottom_margin)
    assert [round(length.mm) for length in edges if length is not None] == [37, 28, 26, 35]
    grid = sheet._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    pitch = int(grid.get(qn("w:linePitch")))
    assert pitch * 22 <= Mm(225).twips + 22 < (pitch + 2) * 22
    (text,) = [style for style in STYLES if style.name == "Body Text"]
    assert 28 * (16 * 20 + text.closer) <= Mm(156).twips


def test_fonts() -> None:
    """The fonts of official documents, each with names under which it may be found elsewhere."""
    styles = opened(report(shown_report(), page("zh"))).styles
    found = {
        name: (styles[name].element.rPr.rFonts.get(qn("w:eastAsia")), styles[name].element.rPr.sz.val.pt)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Table Text", "Odd Footer")
    }
    assert found == {
        "Normal": ("仿宋_GB2312", 16),
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Table Text": ("仿宋_GB2312", 10.5),
        "Odd Footer": ("宋体", 14),
    }
    assert {font for font, _ in found.values()} <= FONTS.keys()


@pytest.mark.parametrize(("language", "bold"), [("zh", None), ("en", True)])
def test_headings(language: str, bold: bool | None) -> None:  # noqa: FBT001 - as the library says it
    """In Chinese a font of their own sets them off, in English they are bold; so are the heads of columns."""
    document = opened(report(shown_report(), page(language)))
    heads = [p for p in document.paragraphs if p.style and p.style.name in ("Title", "Heading 1")]
    heads += [p for table in document.tables for cell in table.rows[0].cells for p in cell.paragraphs]
    assert {found.bold for p in heads for found in p.runs if found.text.strip()} == {bold}
    assert len(heads) > 60


def test_page_numbers() -> None:
    """Between dashes: right on odd pages, left on even ones."""
    document = opened(report(shown_report(), page("zh")))
    feet = document.sections[0].footer, document.sections[0].even_page_footer
    assert [[p.text for p in foot.paragraphs] for foot in feet] == [["— 1 —"], ["— 1 —"]]
    assert [foot.paragraphs[0].style.name for foot in feet if foot.paragraphs[0].style] == ["Odd Footer", "Even Footer"]
    assert document.settings.odd_and_even_pages_header_footer


def test_heads_repeat_and_rows_stay_whole() -> None:
    """Only the first row of a table is its head."""
    for table in opened(made(many(60), [])).tables:
        rows = [row._tr.trPr for row in table.rows]  # noqa: SLF001
        assert all(form.find(qn("w:cantSplit")) is not None for form in rows)
        assert [form.find(qn("w:tblHeader")) is not None for form in rows] == [True] + [False] * (len(rows) - 1)


def test_the_issuer_never_stands_alone_on_a_page() -> None:
    """What the report rests on, all of it, stays with the lines that close the text."""
    view, on = shown_report(), replace(page("zh"), rules=packaged("default"))
    view = replace(view, grounds=Grounds("aa" * 8, "bb" * 8, "0.1.0"))
    last = opened(report(view, on)).tables[-1]
    assert len(last.rows) == 7
    assert all(
        p.paragraph_format.keep_with_next for row in last.rows[1:] for cell in row.cells for p in cell.paragraphs
    )


def test_numbers_stand_on_the_right() -> None:
    """As the section says; what is no number stands on the left."""
    table = opened(report(shown_report(), page("zh"))).tables[0]
    styles = [[p.style.name for cell in row.cells for p in cell.paragraphs if p.style] for row in table.rows]
    assert styles[0] == ["Table Head"] * 3
    assert styles[1:] == [["Table Text", "Table Number", "Table Number"]] * (len(styles) - 1)


@LANGUAGES
def test_lights_have_colour_and_words(language: str) -> None:
    """A dot in the light's colour, and beside it its name and reasons: colour is never the only sign."""
    view, on = shown_report(), page(language)
    table = opened(report(view, on)).tables[1]
    cells = [row.cells[5].paragraphs[0] for row in table.rows[1:]]
    shown = [(str(cell.runs[0].font.color.rgb), cell.text) for cell in cells]
    assert shown == [(COLOURS[top.light.shade], f"● {light_words(top.light, on)}") for top in view.tops]
    assert len(shown) == 2


def test_every_colour() -> None:
    """Each has its own."""
    assert COLOURS.keys() == set(Colour)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_tall_annex_lies_on_its_side() -> None:
    """Bound above, with the page number below, where rows would be too tall on a standing sheet."""
    of = many(30, "一项名称很长的重点工作任务" * 6)
    sections = opened(made(of, [])).sections
    lying = [sheet for sheet in sections if sheet.orientation == WD_ORIENT.LANDSCAPE]
    assert lying
    assert {round(length.mm) for sheet in lying for length in (sheet.page_width,) if length} == {297}
    assert {round(length.mm) for sheet in lying for length in (sheet.top_margin,) if length} == {28}


def test_tables_are_as_wide_as_the_text() -> None:
    """The columns together fill the area to the twip, and none is without width."""
    document = opened(made(many(60, "名" * 80), []))
    for table in document.tables:
        widths = [int(column.width.twips) for column in table.columns if column.width]
        assert sum(widths) in {Mm(156).twips, Mm(225).twips}
        assert min(widths) > 400


# whose text it is


@given(typed=st.text())
@example(HOSTILE)
@example("]]></w:t> &amp; \x00 \ud800 \ufffe \t\n")
def test_text_stays_text(typed: str) -> None:
    """Whatever was typed is one run of visible text."""
    package = Package()
    sheet = paragraph("End", form="<w:sectPr/>")
    document = opened(package.written(paragraph("Body Text", run(typed)) + sheet, "t", "a", ["zh"], day("2024-11-17")))
    first = document.paragraphs[0]
    assert [r.text for r in first.runs] == [visible(typed)]
    assert len(document.paragraphs) == 2


@LANGUAGES
def test_a_hostile_report_is_inert(language: str) -> None:
    """Titles, notes, names, units and references: no link, no field and no mark-up comes of them."""
    written = made(HOSTILE_PLAN, HOSTILE_UPDATES, language)
    assert sum(line.count(INERT) for line in told(written)) > 30
    with ZipFile(BytesIO(written)) as archive:
        text, related = (
            archive.read("word/document.xml").decode(),
            archive.read("word/_rels/document.xml.rels").decode(),
        )
    assert all(tag not in text for tag in ("<w:hyperlink", "<w:fld", "<w:instr", "<w:object", "<w:altChunk"))
    assert "External" not in related
    assert "javascript:1" in text


# pictures

PICTURE = Picture("gantt", "进度", "说明 <&>\x1b", "<svg/>")


def test_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wide as the text and no higher than a page, with the text that stands for it."""
    module = ModuleType("plantrack.render.charts.png")
    module.png = lambda svg, width: DOT  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    package = Package()
    blocks = "".join(paragraph("Picture", package.embed(PICTURE)) for _ in range(2)) + paragraph(
        "End", form="<w:sectPr/>"
    )
    document = opened(package.written(blocks, "t", "a", ["zh"], day("2024-11-17")))
    assert [(shape.width, shape.height) for shape in document.inline_shapes] == [(Mm(156), Mm(156))] * 2
    shapes = [shape._inline.docPr for shape in document.inline_shapes]  # noqa: SLF001
    assert [(s.get("id"), s.get("name"), s.get("descr")) for s in shapes] == [
        (number, "gantt", r"说明 <&>\x1b") for number in ("1", "2")
    ]


def test_no_picture_without_what_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document is written without pictures where they cannot be drawn."""
    monkeypatch.setitem(sys.modules, "plantrack.render.charts.png", None)
    assert not Package().embed(PICTURE)


# whatever the plan is

ONE = plan('tasks: [{ref: "1", title: 唯一任务, kind: deliverable, due: 2024-11-30}]')


@LANGUAGES
@pytest.mark.parametrize(
    ("of", "week"),
    [
        (plan(""), "2024-W46"),
        (ONE, "2024-W46"),
        (ONE, "2023-W40"),
        (SHOWN, "2024-W02"),
        (many(300, "名" * 78), "2024-W46"),
    ],
    ids=["no task", "one task", "year not begun", "no updates", "300 tasks"],
)
def test_any_plan(of: Plan, week: str, language: str) -> None:
    """Nothing to tell is told, too; every title stands in the document."""
    text = "\n".join(told(made(of, [], language, week)))
    assert [task.ref for task in of.tasks if task.title.in_language(language) not in text] == []
    assert text.startswith("[Title] ")


def test_a_report_without_updates(snapshot: SnapshotAssertion) -> None:
    """Sections that have nothing to say say so."""
    lines = told(made(ONE, journal('{"kind": "adopt", "on": "2024-09-18", "promises": {"1": {}}}')))
    assert lines == snapshot


# the file


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Another process, another order of hashes, another time zone, another moment: the same file."""
    written = []
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        file = tmp_path / f"{seed}.docx"
        words = [
            "report",
            "--week",
            "2024-W46",
            "--plan",
            str(SHIPPED),
            "--lang",
            "both",
            "--format",
            "docx",
            "-o",
            str(file),
        ]
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PLANTRACK_CACHE": "off"}
        subprocess.run([sys.executable, "-m", "plantrack", *words], check=True, env=surroundings, capture_output=True)
        written.append(file.read_bytes())
    assert written[0] == written[1]
    with ZipFile(BytesIO(written[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as error:
        report(shown_report(), page("en"))
    assert str(error.value) == "the package docx is not installed; run: pip install 'plantrack[office]'"
