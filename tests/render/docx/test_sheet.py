"""The sheet: upright as it is, and turned by a quarter."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from plantrack.errors import PlanError
from plantrack.render.docx.layout import NAMESPACES, TWIP, page_setup
from plantrack.render.docx.sheet import PageSetup, W


def page(inside: str) -> PageSetup:
    """Return a sheet of a page setup."""
    return PageSetup(parse_xml(f"<w:sectPr {NAMESPACES}>{inside}</w:sectPr>"))


SIZE, MARGINS = (
    '<w:pgSz w:w="11906" w:h="16838"/>',
    (
        '<w:pgMar w:top="1440" w:right="900" w:bottom="1000" w:left="1800" w:header="800"'
        ' w:footer="700" w:gutter="100"/>'
    ),
)


def test_the_standard() -> None:
    """156 mm of text upright; turned, the edge for binding is at the top and tables have 267 mm."""
    sheet = PageSetup(parse_xml(page_setup("").replace("<w:sectPr>", f"<w:sectPr {NAMESPACES}>")))
    rooms = [(sheet.room(landscape=side), sheet.height(landscape=side)) for side in (False, True)]
    assert [(round(wide / TWIP), round(high / TWIP)) for wide, high in rooms] == [(156, 225), (267, 164)]


def test_a_turned_page() -> None:
    """Its sides are those of the page; it has no first page, and goes on counting."""
    first = '<w:type w:val="continuous"/>', '<w:pgNumType w:start="5"/><w:titlePg/>'
    sheet = page(first[0] + SIZE + MARGINS + first[1])
    assert [len(sheet.upright), len(sheet.landscape)] == [5, 2]
    size, margins = sheet.landscape.find(f"{W}pgSz"), sheet.landscape.find(f"{W}pgMar")
    assert {name.removeprefix(W): value for name, value in size.items()} == {
        "w": "16838", "h": "11906", "orient": "landscape",
    }  # fmt: skip
    assert {name.removeprefix(W): value for name, value in margins.items()} == {
        "top": "1800", "right": "850", "bottom": "900", "left": "850",
        "header": "800", "footer": "600", "gutter": "100",
    }  # fmt: skip


def test_a_page_in_landscape_stays() -> None:
    """Where the paper lies on its side already."""
    sheet = page('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' + MARGINS)
    assert sheet.room(landscape=True) == sheet.room(landscape=False) == 16838 - 1800 - 900 - 100


def test_what_is_not_said_is_the_standard() -> None:
    """Or cannot be read."""
    assert page("").room(landscape=False) == page('<w:pgMar w:left="28mm"/>').room(landscape=False)
    assert round(page("").room(landscape=False) / TWIP) == 156


def test_no_room() -> None:
    """Margins that leave none are told."""
    with pytest.raises(PlanError) as error:
        page(SIZE + '<w:pgMar w:top="9000" w:right="900" w:bottom="9000" w:left="900"/>')
    assert str(error.value) == "the margins of the template leave no room for a report; make them smaller"
