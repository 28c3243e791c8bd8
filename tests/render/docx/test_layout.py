"""The sheet: its edges, its grid and its fonts."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.shared import Mm
from docx_fixtures import opened
from showcase import ctx, shown_report

from plantrack.render.docx.document import report
from plantrack.render.docx.layout import FONTS, STYLES


def test_the_sheet() -> None:
    """A4, 37 mm above and 28 mm left of an area of 156 by 225 mm, with 22 lines; a long line of 28 characters fits."""
    (sheet,) = opened(report(shown_report(), ctx("zh"))).sections
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
    styles = opened(report(shown_report(), ctx("zh"))).styles
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
