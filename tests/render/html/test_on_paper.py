"""The report printed by a real browser: the body upright, the annex across, light and without controls."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from browsing import Opener, ledger
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
UPRIGHT, ACROSS = (595, 842), (842, 595)
"""A4 in points."""


def printed(found: Page) -> list[tuple[tuple[int, int], str]]:
    """Return width, height and text of each page on paper; the text without spaces, which readers place differently."""
    sheets = PdfReader(BytesIO(found.pdf(prefer_css_page_size=True))).pages
    sizes = [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets]
    return list(zip(sizes, ("".join(sheet.extract_text().split()) for sheet in sheets), strict=True))


def test_on_paper(opened: Opener) -> None:
    """The body is upright, the annex lies across; each page of a table has its head, and no control is there."""
    found = opened("paper")
    sheets = printed(found)
    across = [text for size, text in sheets if size == ACROSS and "longlong" in text]
    assert len(across) > 2
    heads = "No.TaskLeadDueLightProgressExpectedDonesofar"
    assert [heads in text for text in across] == [True] * len(across)
    late = [text for size, text in sheets if size == UPRIGHT and "dayspast" in text]
    assert ["No.TaskLeadLightDayslate" in text for text in late] == [True] * len(late) != []
    whole = "".join(text for _, text in sheets)
    assert whole.index("Problems") < whole.index("Progressmade") < whole.index("Ledgerofprogress")
    assert not re.search("Showall|Search", whole)
    assert not found.locator("#en-ledger table").is_visible()


def test_a_short_report_is_two_pages_and_an_annex(opened: Opener) -> None:
    """The body takes at most two upright pages; then the annex begins on a page of its own, and the basis is last."""
    sheets = printed(opened("shown"))
    sizes = [size for size, _ in sheets]
    body = sizes.index(ACROSS)
    assert (body <= 2, "AnnexLedgerofprogress" in sheets[body][1]) == (True, True)
    assert "Whatthisreportrestson" in sheets[-1][1]
    assert all("Annex" not in text for _, text in sheets[:body])


def test_paper_shows_what_was_filtered(opened: Opener) -> None:
    """And how many tasks that is."""
    found = ledger(opened, "paper")
    found.locator('select[name="item"]').select_option("3 Item 3")
    across = "".join(text for size, text in printed(found) if size == ACROSS)
    assert "Tasksshown:20/60" in across
    assert ("3Item3" in across, "2Item2" in across) == (True, False)


def test_paper_is_light(opened: Opener) -> None:
    """Dark letters, also where the screen is dark."""
    found = opened("shown", color_scheme="dark")
    assert found.evaluate("getComputedStyle(document.body).color") == "rgb(231, 235, 240)"
    found.emulate_media(media="print")
    assert found.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
