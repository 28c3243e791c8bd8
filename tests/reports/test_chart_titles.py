"""The titles of charts: each states what its chart shows."""

from __future__ import annotations

import pytest
from drawn import DAY, EMPTY, JOURNAL, PLAN, data_of, page_of
from support import day

from plantrack.render.cells import message_words
from plantrack.reports import chart_titles as titles
from plantrack.reports.chart_data import ChartData

ONE = "tasks: [{ref: '1', title: 一, kind: deliverable, start: 2024-01-01, due: 2024-12-31, curve: {06-30: 50}}]"
SAID = '{{"kind": "report", "on": "2024-06-30", "ref": "1", "status": "in-progress", "percent": {percent}}}'


def said(title: titles.Title, shown: ChartData) -> str:
    """Return a title in English."""
    return message_words(title, page_of(shown.plan))


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (21, "Progress is 29 points behind expected"),
        (49, "Progress is 1 point behind expected"),
        (50, "Progress is as expected"),
        (53.5, "Progress is 3.5 points ahead of expected"),
    ],
)
def test_progress(percent: float, words: str) -> None:
    """In points, as the digits shown differ."""
    shown = data_of(ONE, SAID.format(percent=percent), day("2024-06-30"))
    assert said(titles.progress_title(shown), shown) == words


def test_no_progress() -> None:
    """Nobody reported; or nothing is expected."""
    shown = data_of(ONE, "", day("2024-06-30"))
    assert said(titles.progress_title(shown), shown) == "Nobody reported progress"
    shown = data_of("tasks: [{ref: '1', title: 一, kind: ongoing}]", "")
    assert said(titles.progress_title(shown), shown) == "Progress, expected and reported"


def test_the_schedule() -> None:
    """What is past its date; else what is due next, if anything is."""
    for text, records, as_of, words in (
        (PLAN, JOURNAL, DAY, "1 task overdue, 2 milestones missed"),
        (ONE, "", DAY, "Nothing is overdue, next due: 1 on 2024-12-31"),
        (ONE, "", day("2025-01-02"), "1 task overdue"),
        (ONE, SAID.format(percent=50).replace("in-progress", "done"), DAY, "Nothing is overdue"),
    ):
        shown = data_of(text, records, as_of)
        assert said(titles.schedule_title(shown.summary, shown.rows), shown) == words


def test_the_indicators() -> None:
    """How many were measured, and how they stand to last year and to their targets."""
    fell = JOURNAL.replace("26000", "24000").replace("2.6万家", "2.4万家")
    reached = JOURNAL.replace("26000", "30000").replace("2.6万家", "3万家")
    for records, words in (
        (JOURNAL, "1 of 2 indicators measured, 1 above last year"),
        (fell, "1 of 2 indicators measured, 1 below last year"),
        (reached, "1 of 2 indicators measured, 1 above last year, 1 at their targets"),
        ("", "0 of 2 indicators measured"),
    ):
        shown = data_of(PLAN, records)
        assert said(titles.indicators_title(shown), shown) == words


def test_the_units() -> None:
    """None is named."""
    shown = data_of()
    assert said(titles.units_title(shown), shown) == "units with tasks off track: 1 of 2, units owing reports: 2 of 2"
    shown = data_of(ONE, SAID.format(percent=50), day("2024-06-30"))
    assert said(titles.units_title(shown), shown) == "No unit has tasks off track or owes reports"


def test_the_lights() -> None:
    """The most frequent bad one, now and four weeks before; attention only where there is nothing worse."""
    for text, records, as_of, words in (
        (PLAN, JOURNAL, DAY, "off track: 2 of 4, 0 on 2024-10-20"),
        (ONE, SAID.format(percent=50), day("2024-06-30"), "1 task, done, on track or not due"),
        (ONE, SAID.format(percent=38), day("2024-06-30"), "attention: 1 of 1, 0 on 2024-06-02"),
        (PLAN, JOURNAL, day("2024-01-10"), "4 tasks, all done, on track or not due"),
        (EMPTY, "", day("2023-01-01"), "Lights through the year"),
    ):
        shown = data_of(text, records, as_of)
        assert said(titles.lights_title(shown), shown) == words
