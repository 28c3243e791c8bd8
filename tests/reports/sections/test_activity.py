"""What happened: what changed since the period before, and what was restated."""

from __future__ import annotations

import re
from typing import Any

import pytest
from section_fixtures import said_sections
from showcase import ZONE, ctx, shown_report
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report

CORRECTED = plan("""
    report_every: week
    tasks:
    - {ref: "1", title: 一, kind: ongoing, lead: [stic]}
    - {ref: "2", title: 二, kind: ongoing, lead: [stic]}
    - {ref: "3", title: 三, kind: ongoing}
""")
LATE = """
    {"kind": "report", "ref": "1", "on": "2024-11-06", "percent": 10}
    {"kind": "report", "ref": "1", "on": "2024-11-07", "percent": 30, "progress": "更正", "at": "2024-11-13T02:00:00Z"}
    {"kind": "assign", "ref": "2", "on": "2024-11-07", "lead": ["fund"], "at": "2024-11-14T02:00:00.000Z"}
    {"kind": "assign", "ref": "3", "on": "2024-11-07", "lead": ["fund"], "at": "2024-11-14T02:00:00.000Z"}
"""
RESTATED = periodic_report(CORRECTED, History(journal(LATE)), period_of(day("2024-11-17"), "week"), zone=ZONE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_changed(language: str, snapshot: Any) -> None:
    """A row for each task, then → now, those whose light is worse first."""
    assert said_sections(shown_report(), ctx(language))["changed"] == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_restated(language: str, snapshot: Any) -> None:
    """Then and now, with the record that says so, its author and its day."""
    assert said_sections(RESTATED, ctx(language))["restated"] == snapshot


def test_a_record_is_of_its_day_in_the_plan_s_time() -> None:
    """Recorded late in the evening by UTC, it is of the next day in Shenzhen."""
    lines = journal(LATE.replace("2024-11-13T02:00:00Z", "2024-11-13T16:30:00Z"))
    found = periodic_report(CORRECTED, History(lines), period_of(day("2024-11-17"), "week"), zone=ZONE)
    rows = said_sections(found, ctx("en"))["restated"].rows
    assert [row for row in rows if "by 刘洋 on 2024-11-14" in row and "更正" in row]
    assert not [row for row in rows if "on 2024-11-13" in row]


def test_a_cancelled_task_went_nowhere() -> None:
    """Its light is another, and neither better nor worse."""
    lines = journal("""
        {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {}, "2": {}, "3": {}}}
        {"kind": "report", "ref": "1", "on": "2024-11-12", "status": "cancelled"}
    """)
    found = periodic_report(CORRECTED, History(lines), period_of(day("2024-11-17"), "week"), zone=ZONE)
    assert said_sections(found, ctx("en"))["changed"].rows == (
        "1 | 一 | unreported → cancelled | not stated → cancelled | – | – | STI Bureau",
    )


def test_nothing_restated() -> None:
    """A report on a week about which nobody said anything afterwards has neither."""
    quiet = periodic_report(CORRECTED, History(), period_of(day("2024-11-17"), "week"), zone=ZONE)
    said = said_sections(quiet, ctx("en"))
    assert [(said[key].sentences, said[key].rows) for key in ("restated", "changed")] == [((), ())] * 2


LATER = ', "at": "2024-11-14T02:00:00.000Z"}'


def test_a_journal_that_was_only_begun_corrects_nothing() -> None:
    """What is typed in afterwards, before anything had been reported, arrives late for nobody and restates nothing."""
    week = period_of(day("2024-11-17"), "week")
    typed = History(journal(re.sub(r'(, "at": "[^"]+")?}$', LATER, LATE, flags=re.MULTILINE)))
    said = said_sections(periodic_report(CORRECTED, typed, week, zone=ZONE), ctx("en"))
    assert [said[key].rows for key in ("restated", "arrived_late")] == [(), ()]


def test_an_adoption_does_not_arrive_late() -> None:
    """It is no report; what it amends is listed with the amendments, and what it changes with what was restated."""
    lines = LATE + '    {"kind": "adopt", "on": "2024-11-06", "promises": {"1": {}}' + LATER
    found = periodic_report(CORRECTED, History(journal(lines)), period_of(day("2024-11-17"), "week"), zone=ZONE)
    assert [row.split(" | ")[3] for row in said_sections(found, ctx("en"))["arrived_late"].rows] == [
        "30%, 更正", "lead: NSF", "lead: NSF",
    ]  # fmt: skip
