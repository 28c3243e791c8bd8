"""The lights through the year: a cell per stretch of days, up to as-of."""

from __future__ import annotations

from itertools import pairwise

from drawn import data_of, drawn
from support import day

from plantrack.render.charts import Chart
from plantrack.render.charts.lights import cells


def test_cells_follow_each_other_without_a_gap() -> None:
    """From the first day of the plan to as-of, each with the light at its end."""
    shown = data_of()
    found = list(cells(shown.plan.tasks[2], shown))
    assert (found[0][0], found[-1][1]) == (day("2024-01-01"), day("2024-11-17"))
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(found))
    assert [light.meaning.value for _, last, light in found if last in (day("2024-06-23"), day("2024-06-30"))] == [
        "off-track", "done",
    ]  # fmt: skip


def test_runs_are_told() -> None:
    """Since when an item has had which light."""
    assert drawn(Chart.LIGHTS, data_of(), "zh").alternative.splitlines()[2] == (
        "3 培育企业：2024-01-07至2024-02-25未到期；2024-03-03至2024-04-28应报未报；2024-05-05至2024-05-05关注；"
        "2024-05-12至2024-06-23滞后；2024-06-30至2024-11-17完成"
    )


def test_the_year_has_not_begun() -> None:
    """There is nothing to show yet, and a sentence says so."""
    found = drawn(Chart.LIGHTS, data_of(as_of=day("2023-12-01")))
    assert found.alternative == "The period of the plan begins on 2024-01-01; there are no lights yet."
