"""The pictures drawn with characters: in both languages, and within the width of the page."""

from __future__ import annotations

from datetime import date

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, data_of, page_of
from msgspec.structs import replace
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from plantrack.render.charts import Chart, ChartView
from plantrack.render.text.charts import chart

LONG = "".join(f'- {{ref: "{n}", title: {"长题" * 40}, kind: deliverable, due: 2024-11-30}}\n' for n in range(1, 301))


@pytest.mark.parametrize("width", [80, 160, None])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", Chart)
def test_chart(name: Chart, language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Each of them; colours go with signs, so plain text says as much."""
    shown = data_of()
    drawn = chart(ChartView(name, shown), replace(page_of(shown.plan, language), width=width))
    assert drawn == snapshot
    assert width is None or max(map(cell_len, drawn.splitlines())) <= width


@pytest.mark.parametrize("name", Chart)
@pytest.mark.parametrize(
    ("text", "said", "as_of"),
    [
        pytest.param(EMPTY, "", DAY, id="empty"),
        pytest.param(f"tasks:\n{LONG}", "", DAY, id="many", marks=pytest.mark.slow),
        pytest.param(PLAN, JOURNAL, date(2023, 11, 1), id="not-begun"),
        pytest.param(PLAN, JOURNAL, date(2026, 1, 1), id="over"),
        pytest.param(PLAN + "period: {first: 1990-01-01, last: 2060-12-31}\n", JOURNAL, DAY, id="decades"),
    ],
)
def test_at_the_edges(name: Chart, text: str, said: str, as_of: date) -> None:
    """No line is wider than the page, however much or little there is to draw."""
    shown = data_of(text, said, as_of)
    lines = chart(ChartView(name, shown), replace(page_of(shown.plan, "zh", as_of), width=60)).splitlines()
    assert len(lines) >= 4
    assert max(map(cell_len, lines)) <= 60


def test_colour() -> None:
    """On a terminal each light has its colour."""
    shown = data_of()
    drawn = chart(ChartView(Chart.LIGHTS, shown), replace(page_of(shown.plan), width=80, colour=True))
    assert "\x1b[32m✓" in drawn
    assert "\x1b[31m✗" in drawn
