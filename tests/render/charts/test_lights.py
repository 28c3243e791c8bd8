"""The lights through the year: columns of shares per stretch of days, up to as-of."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from drawn import SVG, boxes, data_of, drawn, place, told
from support import day

from plantrack.render.charts import PHONE, SCREEN, Canvas, Chart
from plantrack.render.charts.lights import areas, levels, stretches


def test_columns_follow_each_other_without_a_gap() -> None:
    """From the first day of the plan to as-of, each with the lights at its end."""
    shown = data_of()
    found = stretches(shown, "3")
    assert (found[0].first, found[-1].last) == (day("2024-01-01"), day("2024-11-17"))
    assert all((after.first - before.last).days == 1 for before, after in pairwise(found))
    days = (day("2024-06-23"), day("2024-06-30"))
    assert [light.meaning.value for column in found if column.last in days for light, _ in column.tally] == [
        "off-track", "done",
    ]  # fmt: skip


def test_columns_are_shares_that_add_up() -> None:
    """Each light's part of a column is as high as its share of the tasks; an item's lights are those of its tasks."""
    shown = data_of()
    for column in stretches(shown):
        found = levels(column.tally, (100, 300))
        assert sum(count for _, count in column.tally) == 4
        assert [round((low - high) / 50) for high, low in found] == [count for _, count in column.tally]
        assert (found[0][1], found[-1][0]) == (300, 100)
    last = stretches(shown, "1")[-1].tally
    assert [(light.meaning.value, count) for light, count in last] == [("unreported", 1), ("off-track", 1)]


def test_every_column_is_drawn() -> None:
    """For the plan and for each item, a part for each light."""
    shown = data_of()
    svg = drawn(Chart.LIGHTS, shown).svg
    parts = sum(len(c.tally) for ref in (None, "1", "2", "3") for c in stretches(shown, ref))
    assert len(told(svg, "rect", "2024-")) == parts


@pytest.mark.parametrize("as_of", ["2024-01-07", "2024-06-30", "2024-11-14", "2024-12-31"])
def test_no_column_passes_today(as_of: str) -> None:
    """The last one ends at its line; what is to come is empty."""
    svg = drawn(Chart.LIGHTS, data_of(as_of=day(as_of))).svg
    lines = [e.attrib for e in ET.fromstring(svg).iter(f"{SVG}line") if e.attrib["class"] == "pt-blue-line"]  # noqa: S314
    ends = [place(part)[1] for part in told(svg, "rect", "2024-")]
    assert 0 <= float(lines[0]["x1"]) - max(ends) < 1.2


@pytest.mark.parametrize("canvas", [SCREEN, PHONE], ids=["screen", "phone"])
def test_each_light_has_its_words(canvas: Canvas) -> None:
    """Those of today at the last column, with number and share; earlier ones in their area, or in a legend."""
    words = [box.words for box in boxes(drawn(Chart.LIGHTS, data_of(), canvas=canvas).svg)]
    for one in ("off track 2 (50%)", "unreported 1 (25%)", "done 1 (25%)", "not due", "attention"):
        assert words.count(one) == 1, one


def test_an_area_holds_a_line_of_text() -> None:
    """Columns side by side in which a light has one in common."""
    found = stretches(data_of())
    light = found[0].tally[0][0]
    widest = max((len(run), band) for run, band in areas(found, light, (0, 100)))
    assert (light.meaning.value, widest[0], widest[1]) == ("not-due", 12, (75, 100))


@pytest.mark.parametrize(("as_of", "words"), [("2024-11-14", "as of 2024-11-14 (week not over)"),
                                              ("2024-11-17", "as of 2024-11-17")])  # fmt: skip
def test_a_week_that_is_not_over_is_marked(as_of: str, words: str) -> None:
    """Its columns are outlined, and the day says so."""
    svg = drawn(Chart.LIGHTS, data_of(as_of=day(as_of))).svg
    rects = [e.attrib for e in ET.fromstring(svg).iter(f"{SVG}rect")]  # noqa: S314 - it was made here
    outlines = [rect for rect in rects if rect["fill"] == "none" and "stroke-dasharray" in rect]
    assert len(outlines) == (4 if "week" in words else 0)
    assert words in [box.words for box in boxes(svg)]


def test_runs_are_told() -> None:
    """Since when an item has had which lights."""
    assert drawn(Chart.LIGHTS, data_of(), "zh").alternative.splitlines()[3] == (
        "3 培育企业：2024-01-07至2024-02-25未到期 1；2024-03-03至2024-04-28应报未报 1；2024-05-05至2024-05-05关注 1；"
        "2024-05-12至2024-06-23滞后 1；2024-06-30至2024-11-17完成 1"
    )


def test_the_year_has_not_begun() -> None:
    """There is nothing to show yet, and a sentence says so."""
    found = drawn(Chart.LIGHTS, data_of(as_of=day("2023-12-01")))
    assert found.alternative == "The period of the plan begins on 2024-01-01; there are no lights yet."
