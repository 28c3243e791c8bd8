"""The agenda: what is to be done and reported by when, and what awaits an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed

from plantrack.dates.periods import DAY
from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate, leaves, walk
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate
from plantrack.reports.agenda import Agenda, AgendaKind, agenda

WORK: Plan = plan("""
    report_due: 5th of next month
    tasks:
    - ref: "1"
      title: 一
      lead: [fund]
      due: 2024-12-30
      tasks:
      - {ref: "1.1", title: 一之一, kind: deliverable, due: 2024-11-15, basis: {due: assumed}, support: [smart]}
      - ref: "1.2"
        title: 一之二
        kind: deliverable
        due: 2024-11-29
        lead: [smart]
        milestones: [{ref: "1.2.1", title: 初稿, due: 2024-11-01}, {ref: "1.2.2", title: 定稿, due: 2024-11-22}]
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-11-20, lead: [smart]}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-12-31, lead: [fund]}
""")
LINES = """
    {"kind": "adopt", "on": "2024-09-01", "promises": {"1": {}, "1.1": {"due": "2024-11-15"}, "1.2": {}, "1.2.1": {}, "1.2.2": {}, "2": {}, "3": {}}}
    {"kind": "report", "ref": "1.1", "on": "2024-10-20", "status": "in-progress"}
    {"kind": "report", "ref": "1.1", "on": "2024-11-04", "status": "in-progress"}
    {"kind": "report", "ref": "2", "on": "2024-09-20", "status": "in-progress"}
    {"kind": "report", "ref": "3", "on": "2024-11-11", "status": "done"}
    {"kind": "milestone", "ref": "1.2.1", "on": "2024-11-05", "state": "reached"}
    {"kind": "request", "ref": "1.2.2", "on": "2024-11-12", "what": "extend", "due": "2024-12-06", "reason": "意见较多"}
"""  # noqa: E501
TODAY = day("2024-11-18")
MONDAY = JudgingPolicy(over=TODAY - DAY)


def listed(view: Agenda) -> list[str]:
    """Return a line for each entry: its part, day, working days, what, on what, whose, and on which period."""
    parts = (("overdue", view.overdue), ("answer", view.answers), ("coming", view.coming))
    return [
        " ".join(
            (part, str(one.day), str(one.workdays), one.kind, "+".join(one.refs), "+".join(one.units) or "–",
             *map(str, filter(None, (one.period and one.period.label, one.since, one.missed, one.basis)))),
        )
        for part, entries in parts for one in entries
    ]  # fmt: skip


def on_monday(*units: str, until: str = "2024-12-31", lines: str = LINES) -> list[str]:
    """Return the agenda of Monday 18 November."""
    return listed(agenda(WORK, replayed(lines, TODAY), TODAY, day(until), units, judging=MONDAY))


EVERYTHING = [
    "overdue 2024-10-09 -29 report 1.2 smart 2024-10 2024-09 2",
    "overdue 2024-11-05 -9 report 2 fund 2024-10 2024-10 1",
    "overdue 2024-11-15 -1 task 1.1 fund assumed",
    "answer 2024-11-12 -4 answer 1.2.2 stic",
    "coming 2024-11-22 4 milestone 1.2.2 smart",
    "coming 2024-11-29 9 task 1.2 smart",
    "coming 2024-12-05 13 report 2 fund 2024-11",
    "coming 2024-12-30 30 task 1 fund",
    "coming 2024-12-31 31 task 4 fund",
]


def test_everything_that_is_to_be_done() -> None:
    """What passed comes first, then requests, then the days to come.

    A closed task, a milestone that was reached, a period that was reported on and what nobody adopted owe nothing; a
    report on a milestone counts for its task.
    """
    assert on_monday() == EVERYTHING


@pytest.mark.parametrize(
    ("units", "kept"),
    [
        (("smart",), [0, 2, 4, 5]),
        (("fund",), [1, 2, 6, 7, 8]),
        (("stic",), [3]),
        (("smart", "fund"), [0, 1, 2, 4, 5, 6, 7, 8]),
    ],
)
def test_what_units_have_to_do(units: tuple[str, ...], kept: list[int]) -> None:
    """They lead or support what is due; reports are due from who leads, and answers from the issuer."""
    assert on_monday(*units) == [EVERYTHING[place] for place in kept]


@pytest.mark.parametrize(
    ("until", "last"), [("2024-11-18", 4), ("2024-11-22", 5), ("2024-12-04", 6), ("2024-12-05", 7)]
)
def test_until_when_it_reaches(until: str, last: int) -> None:
    """The last day is in it; what is overdue and what awaits an answer always is."""
    assert on_monday(until=until) == EVERYTHING[:last]


WEEKLY: Plan = plan("""
    report_every: week
    report_due: every Friday
    tasks:
    - {ref: "1", title: 一, kind: ongoing, lead: [fund]}
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-12-31, lead: [smart]}
""")
ADOPTED = '{"kind": "adopt", "on": "2024-11-01", "promises": {"1": {}, "2": {}, "3": {}}}\n'
GIVEN = '{"kind": "report", "ref": "2", "on": "2024-12-24", "status": "in-progress"}'


@pytest.mark.parametrize(
    ("as_of", "given", "expected"),
    [
        ("2024-11-01", "", [
            "coming 2024-11-08 5 report 1+2 fund 2024-W45",
            "coming 2024-11-08 5 report 3 smart 2024-W45",
        ]),
        ("2024-11-09", "", [
            "coming 2024-11-08 0 report 1+2 fund 2024-W45",
            "coming 2024-11-08 0 report 3 smart 2024-W45",
            "coming 2024-11-15 5 report 1+2 fund 2024-W46",
            "coming 2024-11-15 5 report 3 smart 2024-W46",
        ]),
        ("2024-12-28", GIVEN, [
            "overdue 2024-11-08 -35 report 1+2 fund 2024-W51 2024-W45 7",
            "overdue 2024-11-08 -35 report 3 smart 2024-W51 2024-W45 7",
            "coming 2024-12-27 0 report 1 fund 2024-W52",
            "coming 2024-12-27 0 report 3 smart 2024-W52",
            "coming 2025-01-03 4 report 1+2 fund 2025-W01",
            "coming 2025-01-03 4 report 3 smart 2025-W01",
        ]),
        ("2024-12-31", GIVEN, [
            "overdue 2024-11-08 -37 report 1 fund 2024-W52 2024-W45 8",
            "overdue 2024-11-08 -37 report 3 smart 2024-W52 2024-W45 8",
            "coming 2025-01-03 2 report 1+2 fund 2025-W01",
            "coming 2025-01-03 2 report 3 smart 2025-W01",
        ]),
        ("2025-01-04", GIVEN, [
            "overdue 2024-11-08 -39 report 1 fund 2024-W52 2024-W45 8",
            "overdue 2024-11-08 -39 report 3 smart 2024-W52 2024-W45 8",
            "coming 2025-01-03 0 report 1+2 fund 2025-W01",
            "coming 2025-01-03 0 report 3 smart 2025-W01",
            "coming 2025-01-10 5 report 3 smart 2025-W02",
        ]),
    ],
)  # fmt: skip
def test_reports_of_each_week(as_of: str, given: str, expected: list[str]) -> None:
    """A week that is not over is not missed, though its report was due on Friday.

    What goes on owes a last report for the plan's last week, a deliverable until it is closed; units are told once for
    all their tasks.
    """
    today = day(as_of)
    state = replayed(ADOPTED + given, today)
    view = agenda(WEEKLY, state, today, today + timedelta(7), judging=JudgingPolicy(over=today - DAY))
    assert [line for line in listed(view) if " report " in line] == expected


def test_a_plan_that_nobody_adopted() -> None:
    """Its dates stand, and nobody owes a report."""
    view = agenda(WORK, replayed(""), day("2024-11-01"), day("2024-11-20"), judging=JudgingPolicy())
    assert not view.adopted
    assert listed(view) == [
        "coming 2024-11-01 0 milestone 1.2.1 smart",
        "coming 2024-11-15 10 task 1.1 fund assumed",
        "coming 2024-11-20 13 task 3 smart",
    ]


def test_days_off_and_grace() -> None:
    """Working days are the office's; a date that passed within its grace is not overdue, and stands under its day."""
    judging = JudgingPolicy(Calendar(holidays=(day("2024-11-19"),)), grace=3, over=day("2024-11-17"))
    view = agenda(WORK, replayed("", TODAY), TODAY, day("2024-11-20"), judging=judging)
    assert listed(view) == [
        "overdue 2024-11-01 -11 milestone 1.2.1 smart",
        "coming 2024-11-15 -1 task 1.1 fund assumed",
        "coming 2024-11-20 1 task 3 smart",
    ]


def _units(found: Iterator[tuple[str, ...]]) -> set[str]:
    return {unit for units in found for unit in units}


@given(journals(), DAYS)
def test_it_agrees_with_the_other_views(updates: list[AnyUpdate], today: date) -> None:
    """Overdue are the dates and reports that the evaluation has so; all units together have to do what has a lead."""
    judging, state = JudgingPolicy(over=today - DAY), History(updates).at(today)
    whole = agenda(PLAN, state, today, today + timedelta(60), judging=judging)
    every = evaluate(PLAN, state, today, judging)
    dates = {
        (found.item.ref, found.day) for one in walk(every) for found in one.facts.own_open_dates() if found.overdue
    }
    owed = {(one.ref, one.facts.owes) for one in leaves(every) if one.facts.owes}
    told = [one for one in whole.overdue if one.kind is not AgendaKind.REPORT]
    assert {(one.refs[0], one.day) for one in told} == dates
    reports = [(ref, one.period.label) for one in whole.overdue if one.period for ref in one.refs]
    assert sorted(reports) == sorted(owed)
    coming = [(ref, one.period) for one in whole.coming if one.period for ref in one.refs]
    assert len(coming) == len({*coming})
    assert all(one.day <= whole.until for one in whole.coming)
    units = _units(one.units for one in whole.entries)
    parts = [one for unit in units for one in agenda(PLAN, state, today, whole.until, (unit,), judging=judging).entries]
    assert {one for one in whole.entries if one.units} <= {*parts} <= {*whole.entries}, "or what one only supports"
