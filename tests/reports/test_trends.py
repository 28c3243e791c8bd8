"""Trends: the plan on many days is what a replay of each day would say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from strategies import PLAN as DRAWN_PLAN
from strategies import journals
from support import day, journal, moment, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate
from plantrack.reports.changes import MOST, Snapshot, days_of, snapshot, trends
from plantrack.reports.shades import tally
from plantrack.reports.summary import summarise

PLAN = """
tasks:
- {ref: "1", title: 一, kind: deliverable, due: 2024-03-31}
- {ref: "2", title: 二, kind: deliverable, due: 2024-12-31}
"""
JOURNAL = """
{"kind": "adopt", "on": "2024-01-02", "promises": {"1": {"due": "2024-03-31"}, "2": {"due": "2024-12-31"}}}
{"kind": "report", "on": "2024-02-10", "ref": "1", "percent": 50, "status": "in-progress"}
{"kind": "report", "on": "2024-03-20", "ref": "1", "status": "done"}
{"kind": "report", "on": "2024-03-21", "ref": "2", "percent": 90, "at": "2024-05-01T00:00:00Z"}
"""


def test_each_day_is_told_as_it_was() -> None:
    """What takes effect later does not shine through; what was known later does, unless known-at says otherwise."""
    days = [day("2024-01-31"), day("2024-02-29"), day("2024-03-31")]
    found = trends(plan(PLAN), History(journal(JOURNAL)), days)
    assert [(s.day, s.percent) for s in found] == list(zip(days, [None, 25, 95], strict=True))
    assert [[(ref, light.meaning.value) for ref, ((light, _),) in s.items] for s in found] == [
        [("1", "not-due"), ("2", "not-due")],
        [("1", "attention"), ("2", "unreported")],
        [("1", "done"), ("2", "on-track")],
    ]
    known = trends(plan(PLAN), History(journal(JOURNAL)), days, known_at=moment("2024-04-01T00:00:00Z"))
    assert [s.percent for s in known] == [None, 25, 50]


@given(journals())
def test_a_trend_is_the_replay_of_each_day(said: list[AnyUpdate]) -> None:
    """Growing one state from day to day gives what replaying each day gives, in whatever order the updates come."""
    days = [date(2024, 1, 1) + timedelta(days=step) for step in range(0, 366, 30)]
    for found in trends(DRAWN_PLAN, History(said[::-1]), days[::-1]):
        roots = evaluate(DRAWN_PLAN, History(said).at(found.day), found.day)
        summary = summarise(roots)
        assert found == snapshot(found.day, roots)
        assert (found.percent, found.expected) == (summary.percent, summary.expected)
        assert found.items == tuple((top.ref, tally((top,))) for top in roots)
        assert found.tally == tally(roots)
        assert found.lights == Counter({light: count for light, count in summary.lights.items() if count})


@given(journals())
def test_of_days_to_come_only_what_is_expected_is_told(said: list[AnyUpdate]) -> None:
    """By what was recorded until the last day that counts."""
    last, later = date(2024, 5, 31), date(2024, 8, 31)
    before, after = trends(DRAWN_PLAN, History(said), [later, last], last=last)
    assert before == snapshot(last, evaluate(DRAWN_PLAN, History(said).at(last), last))
    assert after == Snapshot(later, summarise(evaluate(DRAWN_PLAN, History(said).at(last), later)).expected)


def test_a_plan_is_followed_by_weeks() -> None:
    """To the ends of its weeks, its last day and as-of, which comes in between."""
    days = days_of(plan("period: {first: 2024-01-01, last: 2024-02-01}"), day("2024-01-17"))
    assert list(map(str, days)) == [
        "2024-01-07", "2024-01-14", "2024-01-17", "2024-01-21", "2024-01-28", "2024-02-01",
    ]  # fmt: skip


def test_as_of_outside_the_plan_is_no_day_of_it() -> None:
    """Before its first day and after its last one."""
    known = plan("period: {first: 2024-01-01, last: 2024-01-08}")
    for other in ("2023-12-31", "2024-02-01"):
        assert list(map(str, days_of(known, day(other)))) == ["2024-01-07", "2024-01-08"]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "months"), [(300, list(range(1, 13))), (1000, [2, 4, 6, 8, 10, 12]), (9000, [12])])
def test_a_large_plan_is_followed_by_months_or_more(size: int, months: list[int]) -> None:
    """So that a report of it does not take seconds."""
    tasks = "".join(f'- {{ref: "{n}", title: 任务, kind: ongoing}}\n' for n in range(1, size + 1))
    days = days_of(plan(f"tasks:\n{tasks}"), day("2024-12-31"))
    assert [d.month for d in days] == months


def test_a_plan_of_a_century_is_followed_by_years() -> None:
    """And on its last day; one of a thousand years only so far."""
    days = days_of(plan("period: {first: 2000-01-01, last: 2100-06-30}"), day("2000-01-01"))
    assert [(d.month, d.day) for d in days[1:]] == [(12, 31)] * 100 + [(6, 30)]
    assert len(days_of(plan("period: {first: 1900-01-01, last: 2899-12-31}"), day("1899-01-01"))) == MOST + 1
