"""GB/T 9704-2012: the sheet, its edges, its grid and its fonts, as they are in the file."""

from __future__ import annotations

import re

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx_fixtures import opened
from showcase import ctx, shown_report
from templates import files

from plantrack.render.docx.document import report
from plantrack.render.docx.layout import FONTS, STYLES


def test_the_sheet() -> None:
    """A4, 37 mm above and 28 mm left of an area of 156 by 225 mm, with 22 lines; a long line of 28 characters fits."""
    sheet, turned = opened(report(shown_report(), ctx("zh"))).sections
    assert [round(length.mm) for length in (sheet.page_width, sheet.page_height) if length] == [210, 297]
    edges = (sheet.top_margin, sheet.left_margin, sheet.right_margin, sheet.bottom_margin)
    assert [round(length.mm) for length in edges if length is not None] == [37, 28, 26, 35]
    grid = sheet._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    pitch = int(grid.get(qn("w:linePitch")))
    assert (pitch, Mm(225).twips // pitch) == (28 * 20, 22)
    (text,) = [style for style in STYLES if style.name == "Body Text"]
    assert 28 * (16 * 20 + text.closer) <= Mm(156).twips
    assert (turned.orientation, round((turned.page_width or Mm(0)).mm)) == (WD_ORIENT.LANDSCAPE, 297)
    assert round((turned.top_margin or Mm(0)).mm) == 28


def test_lines_of_the_text() -> None:
    """Each is 28 points, so that 22 fit, and exactly so: text, headings, recipients, annex note and signature."""
    found = opened(report(shown_report(), ctx("zh"))).styles
    names = ("Normal", "Body Text", "Heading 1", "Recipients", "Annex List", "Signature", "Annex", "Issue")
    heights = {found[name].paragraph_format.line_spacing for name in names}
    assert {round(height.pt, 1) for height in heights} == {28}


def test_fonts() -> None:
    """The fonts of official documents, each with names under which it may be found elsewhere."""
    written = report(shown_report(), ctx("zh"))
    styles = opened(written).styles
    found = {
        name: (styles[name].element.rPr.rFonts.get(qn("w:eastAsia")), styles[name].element.rPr.sz.val.pt)
        for name in ("Normal", "Body Text", "Title", "Issuing Body", "Heading 1", "Annex", "Annex Title", "Copies",
                     "Table Text", "Odd Footer")
    }  # fmt: skip
    assert found == {
        "Normal": ("仿宋_GB2312", 16),
        "Body Text": ("仿宋_GB2312", 16),
        "Title": ("方正小标宋简体", 22),
        "Issuing Body": ("方正小标宋简体", 36),
        "Heading 1": ("黑体", 16),
        "Annex": ("黑体", 16),
        "Annex Title": ("方正小标宋简体", 22),
        "Copies": ("仿宋_GB2312", 14),
        "Table Text": ("仿宋_GB2312", 9),
        "Odd Footer": ("宋体", 14),
    }
    table = parse_xml(files(written)["word/fontTable.xml"])
    names = {font.get(qn("w:name")): font[0].get(qn("w:val")) for font in table}
    assert names == FONTS
    assert {font for font, _ in found.values()} <= names.keys()


def test_small_type() -> None:
    """What the report rests on is in the smallest type of all but long tables."""
    sizes = {style.name: style.size / 2 for style in STYLES if style.name != "End"}
    assert sizes["Small Print"] == 8
    assert [name for name, size in sizes.items() if size < 8] == [
        "Long Table Head",
        "Long Table Text",
        "Long Table Number",
    ]


@pytest.mark.parametrize("style", [style for style in STYLES if style.name != "Normal"], ids=lambda style: style.name)
def test_a_style_stands_alone(style: object) -> None:
    """In a paper of an office it looks as here, as it is based on no style and says all that a document may preset."""
    text = files(report(shown_report(), ctx("zh")))["word/styles.xml"].decode()
    (found,) = re.findall(rf'<w:style [^>]*><w:name w:val="{style.name}"/>.*?</w:style>', text)  # type: ignore[attr-defined]
    assert "basedOn" not in found
    assert all(word in found for word in ("w:before=", "w:after=", "w:line=", "<w:sz ", "<w:rFonts "))
