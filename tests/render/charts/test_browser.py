"""Pictures in a real browser, with its fonts: texts keep their room, and a page shows what is drawn for its width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from drawn import JOURNAL, PLAN, Box, data_of, drawn
from required import require, require_module
from showcase import W46, ZONE, ctx
from support import journal, plan

from plantrack.model.history import History
from plantrack.render.charts import PAGE, PHONE, PRINT, SCREEN, Canvas, Chart
from plantrack.render.html import report
from plantrack.reports.periodic import periodic_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
MEASURED = """() => [...document.querySelectorAll('svg text')].map((text) => {
  const box = text.getBBox();
  return [box.x, box.y + box.height * 0.2, box.x + box.width, box.y + box.height * 0.85, text.textContent];
})"""
SHOWN = """() => [...document.querySelectorAll('.fold figure svg')].filter((svg) => svg.checkVisibility()).map(
  (svg) => [svg.viewBox.baseVal.width, svg.getBoundingClientRect().width])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of this machine; nothing is downloaded."""
    program = require("chromium", "chromium-browser", "google-chrome")
    with require_module("playwright.sync_api").sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.mark.parametrize("canvas", [SCREEN, PAGE, PHONE, PRINT], ids=["screen", "page", "phone", "print"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_lies_over_another(browser: Browser, language: str, canvas: Canvas) -> None:
    """As wide as the fonts that are there make them, and none leaves the picture."""
    page = browser.new_page()
    for name in Chart:
        page.set_content(drawn(name, data_of(), language, canvas).svg)
        found = [Box(*box) for box in page.evaluate(MEASURED)]
        assert len(found) > 5
        assert [(one.words, other.words) for one, other in combinations(found, 2) if one.meets(other)] == []
        assert [box.words for box in found if box.left < 0 or box.right > canvas.width] == []
    page.close()


@pytest.mark.parametrize(
    ("width", "canvas"), [(360, PHONE), (390, PHONE), (700, PAGE), (1280, PAGE)], ids=["360", "390", "700", "1280"]
)
def test_a_page_shows_what_is_drawn_for_its_width(browser: Browser, tmp_path: Path, width: int, canvas: Canvas) -> None:
    """Its text is as large as it is drawn, give or take, and nothing has to be scrolled sideways."""
    view = periodic_report(plan(PLAN), History(journal(JOURNAL)), W46, zone=ZONE)
    file = tmp_path / "page.html"
    file.write_text(report(view, ctx("zh", of=view.plan)), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(file.as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    found = page.evaluate(SHOWN)
    assert [drawn_for for drawn_for, _ in found] == [canvas.width] * len(Chart)
    assert all(0.85 <= size / drawn_for <= 1 for drawn_for, size in found), found
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.close()


def test_a_printed_page_shows_charts_across_it(browser: Browser, tmp_path: Path) -> None:
    """At their 8 points, also where a wide table makes the browser scale the page down."""
    view = periodic_report(plan(PLAN), History(journal(JOURNAL)), W46, zone=ZONE)
    file = tmp_path / "page.html"
    file.write_text(report(view, ctx("zh", of=view.plan)), "utf-8")
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    across = page.evaluate("() => document.querySelector('.fold figure').getBoundingClientRect().width")
    assert page.evaluate(SHOWN) == [[PAGE.width, across]] * len(Chart)
    page.close()
