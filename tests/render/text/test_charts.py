"""The pictures drawn with characters: in both languages, and within the width of the page."""

from __future__ import annotations

from datetime import date

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, data_of, page_of
from hypothesis import given
from hypothesis import strategies as st
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


@given(percent=st.integers(0, 100), on=st.dates(date(2024, 2, 2), date(2024, 12, 31)))
def test_progress_passes_what_is_expected_only_where_it_is_ahead(percent: int, on: date) -> None:
    """On a scale of its own; the bar in time is drawn with lines and says nothing of it."""
    text = "tasks: [{ref: '1', title: 一, kind: deliverable, start: 2024-02-01, due: 2024-11-30, curve: {04-30: 80}}]"
    said = f'{{"kind": "report", "on": "{on}", "ref": "1", "status": "in-progress", "percent": {percent}}}'
    shown = data_of(text, said, on)
    facts = shown.rows[0].facts
    row = chart(ChartView(Chart.GANTT, shown), replace(page_of(shown.plan), width=80)).splitlines()[-1]
    scale, time = row[20:40], row[40:]
    assert facts.expected is not None
    assert ("╎" in scale, "█" in time, "░" in time) == (True, False, False)
    behind = percent < facts.expected
    assert ("█" in scale[scale.index("╎") :]) <= (not behind), row


def test_colour() -> None:
    """On a terminal each light has its colour."""
    shown = data_of()
    drawn = chart(ChartView(Chart.LIGHTS, shown), replace(page_of(shown.plan), width=80, colour=True))
    assert "\x1b[32m✓" in drawn
    assert "\x1b[31m✗" in drawn
