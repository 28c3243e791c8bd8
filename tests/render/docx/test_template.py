"""Templates: the places of an office's paper are filled, its looks are kept, and what could do harm is refused."""

from __future__ import annotations

import re

import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from docx_fixtures import opened, told
from handmade import packed
from msgspec.structs import replace
from showcase import HOSTILE_PLAN, ctx, shown_report
from support import day
from templates import REL, changed, files, paper, red_paper, related, saved, with_parts

from plantrack.dates.periods import Period
from plantrack.errors import PlanError
from plantrack.render.docx.document import report
from plantrack.render.docx.template import PLACES
from plantrack.reports.shape import Shape

OFFICE = "urn:schemas-microsoft-com:office:office"


def written(template: bytes, language: str = "zh", shape: Shape = Shape()) -> bytes:  # noqa: B008 - frozen
    """Return the report on a paper."""
    return report(replace(shown_report(), shape=shape), replace(ctx(language), template=template))


def refused(template: bytes) -> str:
    """Return why a paper is refused."""
    with pytest.raises(PlanError) as error:
        written(template)
    return str(error.value)


def with_field(words: str) -> bytes:
    """Return a paper with a field."""
    return changed(
        red_paper(), "word/document.xml", "<w:sectPr",
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{words}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:sectPr',
    )  # fmt: skip


def test_places_are_filled() -> None:
    """In the text, also where Word has spread them over runs, in headers and footers; what the paper says stays."""
    found = opened(written(red_paper()))
    lines = [one.text for one in found.paragraphs]
    assert lines[:3] == ["科技创新局督查通报", "第9期　科创局", "科技创新计划：2024年第46周进展通报"]
    assert lines[-1] == "抄送：各区"
    sheet = found.sections[0]
    assert [sheet.header.paragraphs[0].text, sheet.footer.paragraphs[0].text] == ["2024年第46周", "2024年11月17日印发"]
    head = found.paragraphs[0].runs[0].font
    assert (head.size, str(head.color.rgb)) == (Pt(36), "FF0000")


def test_what_the_paper_has_is_not_there_twice() -> None:
    """Neither a head, a number, nor issuer and date of ours, where the paper has them."""
    assert [line for line in told(written(red_paper())) if line.startswith(("[Signature]", "[Issu"))] == []
    bare = told(written(saved(paper("{{report}}"))))
    assert [line for line in bare if line.startswith(("[Signature]", "[Issu"))] == [
        "[Signature] 科创局", "[Signature] 2024年11月17日",
    ]  # fmt: skip


def test_its_looks_are_used() -> None:
    """Margins and headings are those of the paper, and the text looks like the place where it stands."""
    found = opened(written(red_paper()))
    assert {round(sheet.left_margin.mm) for sheet in found.sections if sheet.left_margin} == {30, 15}
    heads = [one for one in found.paragraphs if one.style and one.style.name == "Heading 1"]
    assert len(heads) == 4
    assert {str(one.style.font.color.rgb) for one in heads if one.style} == {"0000FF"}
    (text, *_) = (one.style for one in found.paragraphs if one.text.startswith("截至"))
    assert text is not None
    assert (text.font.size, text.paragraph_format.first_line_indent) == (Pt(14), Pt(28))
    widths = [sum(int(column.width or 0) for column in one.columns) for one in found.tables]
    assert round(widths[0] / Mm(1)) == 216 - 60


def test_a_style_of_its_own_is_the_text() -> None:
    """Without anything else at its place."""
    document = paper("{{report}}")
    document.paragraphs[0].style = document.styles["Quote"]
    (text, *_) = (one for one in opened(written(saved(document))).paragraphs if one.text.startswith("截至"))
    assert text.style is not None
    assert text.style.name == "Quote"


def test_the_annex_lies_on_its_side() -> None:
    """Between the text and what the paper says below it, which stands upright again, without a first page's head."""
    document = opened(red_paper())
    document.sections[0].different_first_page_header_footer = True
    sheets = opened(written(saved(document))).sections
    assert [sheet.orientation for sheet in sheets] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert [sheet.different_first_page_header_footer for sheet in sheets] == [True, False, False]
    ended = opened(written(saved(paper("{{report}}")))).sections
    assert [sheet.orientation for sheet in ended] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_a_place_at_the_end_of_a_section() -> None:
    """The pages after it keep their setup."""
    document = paper("{{report}}")
    document.add_section()
    document.sections[1].left_margin = Mm(50)
    document.add_paragraph("附注")
    sheets = opened(written(saved(document))).sections
    assert [round(sheet.left_margin.mm) for sheet in sheets if sheet.left_margin] == [30, 15, 30, 50]


def test_what_was_typed_fills_no_place() -> None:
    """Words of a plan that look like a place are words."""
    plan = replace(HOSTILE_PLAN.tasks[0].title, zh="{{date}} {{report}} {{x}}")
    view = shown_report()
    tasks = (replace(view.plan.tasks[0], title=plan), *view.plan.tasks[1:])
    of = replace(view.plan, title=plan, tasks=tasks)
    found = report(replace(view, plan=of, whole=of), replace(ctx("zh"), plan=of, template=red_paper()))
    assert "{{date}} {{report}} {{x}}：\n2024年第46周进展通报" in [one.text for one in opened(found).paragraphs]


def test_the_same_bytes() -> None:
    """Twice, and nothing of the moment."""
    assert written(red_paper()) == written(red_paper())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["正文"], "the template has 0 paragraphs that say {{report}}; write one for the report"),
        (["{{report}}", "{{report}}"], "the template has 2 paragraphs that say {{report}}; write one for"),
        (["正文：{{report}}"], "{{report}} has no paragraph of its own; write it in one"),
        (["{{report}}", "{{isue}}"], "the template has a place {{isue}}, which there is not; there are: {{report}}, "),
    ],
)
def test_places_that_lack(lines: list[str], said: str) -> None:
    """Each is told in a sentence with what to do."""
    assert refused(saved(paper(*lines))).startswith(said)


def test_a_place_in_a_table() -> None:
    """There is no room for pages."""
    document = paper("正文")
    document.add_table(1, 1).cell(0, 0).text = "{{report}}"
    assert refused(saved(document)).startswith("{{report}} has no paragraph of its own; write it in one")


def test_no_number() -> None:
    """A report on any run of days has none unless it is given."""
    view = replace(shown_report(), shape=Shape(issue=12))
    found = report(view, replace(ctx("zh"), template=red_paper()))
    assert opened(found).paragraphs[1].text == "第12期　科创局"
    unnumbered = replace(view, shape=Shape(), period=Period(day("2024-11-12"), day("2024-11-17")))
    with pytest.raises(PlanError) as error:
        report(unnumbered, replace(ctx("zh"), template=red_paper()))
    assert str(error.value) == "the template has a place {{issue}}, and this report has no number; give --issue N"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (f"{REL}/image", "http://evil.example/x.png"),
        (f"{REL}/oleObject", "file:///c:/x.bin"),
        (f"{REL}/aFChunk", "http://evil.example/x.html"),
        (f"{REL}/subDocument", "http://evil.example/x.docx"),
        (f"{REL}/hyperlink", "javascript:alert(1)"),
        (f"{REL}/hyperlink", "file:///etc/passwd"),
        (f"{REL}/styles", "http://evil.example/styles.xml"),
    ],
)
def test_nothing_is_fetched(kind: str, target: str) -> None:
    """What is elsewhere is refused with its address."""
    said = f"the template holds {kind.rpartition('/')[2]} {target}; text and pictures are all it may hold"
    assert refused(related(red_paper(), kind, target)) == said


@pytest.mark.parametrize(
    "kind", [f"{REL}/oleObject", f"{REL}/control", f"{REL}/package", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"]
)  # fmt: skip
def test_nothing_runs(kind: str) -> None:
    """Macros, controls and embedded files are refused."""
    template = with_parts(related(red_paper(), kind, "x.bin", outside=False), [("word/x.bin", b"x")])
    assert refused(template) == f"the template holds {kind.rpartition('/')[2]}; text and pictures are all it may hold"


@pytest.mark.parametrize(
    "words",
    [
        "<w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r>",
        "<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT</w:instrText></w:r>',
        '<w:fldSimple w:instr=" INCLUDEPICTURE http://evil.example/x.png "/>',
    ],
)
def test_no_field_reads_a_file(words: str) -> None:
    """However it is spread over runs, or inside another one."""
    assert re.fullmatch(
        r"the template has a field (DDEAUTO|INCLUDETEXT|INCLUDEPICTURE); page numbers are all it may have",
        refused(with_field(words)),
    )


def test_page_numbers_are_fields() -> None:
    """They and calculations of them may stay."""
    nested = (
        '<w:r><w:instrText> = </w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText>page</w:instrText>'
        '<w:fldChar w:fldCharType="end"/><w:instrText> - 1</w:instrText></w:r>'
    )
    assert opened(written(with_field(nested))).paragraphs[0].text == "科技创新局督查通报"


def test_a_picture_elsewhere() -> None:
    """Also one that an old drawing names without a relationship."""
    drawing = (
        f'<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="{OFFICE}">'
        '<v:imagedata {}="http://evil.example/x.png"/></v:rect></w:pict></w:r></w:p><w:sectPr'
    )
    for attribute in ("src", "o:href"):
        template = changed(red_paper(), "word/document.xml", "<w:sectPr", drawing.format(attribute))
        assert refused(template) == "the template has a picture that is elsewhere; insert the picture itself"


def test_settings_that_read_files_are_left_out() -> None:
    """Word would open the template that a paper was made from, wherever that is."""
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{REL}/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    template = with_parts(red_paper(), [("word/_rels/settings.xml.rels", link.encode())])
    settings = f'<w:attachedTemplate r:id="rId1" xmlns:r="{REL}"/><w:mailMerge/></w:settings>'
    found = files(written(changed(template, "word/settings.xml", "</w:settings>", settings)))
    assert not any(b"evil.example" in part for part in found.values())
    assert b"attachedTemplate" not in found["word/settings.xml"]
    assert b"mailMerge" not in found["word/settings.xml"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", "the file is damaged: File is not a zip file"),
        (b"PK\x03\x04nonsense", "the file is damaged: "),
        (packed({"a.txt": b""}), "the template is no Word document (.docx): "),
        (packed({f"{n}.bin": b"" for n in range(501)}), "the template has more than 500 parts"),
        (with_parts(red_paper(), [("word/x.bin", bytes(33 << 20))]), "the parts unpack to more than 33554432 bytes"),
        (with_parts(red_paper(), [("word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')]), "word/x.xml declares"),
        (with_parts(red_paper(), [("word/document.xml", b"<a><b></a>")]), "the file is damaged: "),
        (with_parts(red_paper(), [("docProps/core.xml", b"<a><b></a>")]), "the file is damaged: "),
        (with_parts(red_paper(), [("word/document.xml", b"<a/>")]), "the template has 0 paragraphs that say"),
        (changed(red_paper(), "[Content_Types].xml", ".document.main+xml", ".document.macroEnabled.main+xml"),
         "the template is no Word document (.docx): "),
    ],
    ids=["empty", "cut", "no document", "parts", "bomb", "entities", "broken", "properties", "other xml", "macros"],
)  # fmt: skip
def test_no_document(template: bytes, said: str) -> None:
    """Files that are none, are damaged, or are made to do harm."""
    assert refused(template).startswith(said)


def test_the_places() -> None:
    """Those that the documentation names."""
    assert PLACES == ("report", "issue", "date", "period", "unit")
