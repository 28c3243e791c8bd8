"""Which reports a task owes: period by period, each with the day by which its report must be in."""

from __future__ import annotations

from datetime import date

from reference.days import DAY, Period, deadline, next_period, period_of, workdays
from reference.tasks import CLOSED, Cut, Task, adopted, nearest, reports, start, status


def frequency(cut: Cut, task: Task) -> str:
    """Return how often a task owes a report: its own word, the nearest above, else the plan's."""
    found: str = nearest(cut.plan, task["ref"], "report_every") or cut.plan.get("report_every", "month")
    return found


def report_day(cut: Cut, task: Task, period: Period) -> date:
    """Return by when the report on a period must be in."""
    rule = nearest(cut.plan, task["ref"], "report_due") or cut.plan.get("report_due")
    return deadline(period, rule, cut.calendar)


def owed(cut: Cut, task: Task) -> list[Period]:
    """Return the periods for which a leaf owes a report, in order.

    Each period that is over, begins on or after adoption and start and has a working day: of a deliverable until it is
    closed, of an ongoing task up to the plan's last period.
    """
    since = adopted(cut, task["ref"])
    if since is None or status(cut, task["ref"]) in CLOSED:
        return []
    since = max(since, start(cut, task["ref"]))
    every = frequency(cut, task)
    found, period = [], period_of(since, every)
    while period.last <= cut.ended:
        ended = task["kind"] == "ongoing" and period.first > cut.plan["period"]["last"]
        if period.first >= since and workdays(period.first, period.last, cut.calendar) and not ended:
            found.append(period)
        period = next_period(period, every)
    return found


def owed_and_due(cut: Cut, task: Task) -> list[Period]:
    """Return the owed periods whose report should be in by now."""
    return [period for period in owed(cut, task) if report_day(cut, task, period) <= cut.due_by]


def answered(cut: Cut, task: Task) -> set[str]:
    """Return the names of the periods that reports answer: those they are given for, else those of their days."""
    every = frequency(cut, task)
    return {record.get("for") or period_of(record["on"], every).label for record in reports(cut, task)}


def missing(cut: Cut, task: Task) -> list[Period]:
    """Return the periods in a row, back from the latest due, on which nobody reported."""
    found: list[Period] = []
    given = answered(cut, task)
    for period in reversed(owed_and_due(cut, task)):
        if period.label in given:
            break
        found.append(period)
    return found


def silent(cut: Cut, task: Task) -> bool:
    """Tell whether nobody has spoken since the latest period began that is over, has a working day and is due."""
    every = frequency(cut, task)
    period = period_of(cut.ended + DAY, every)
    while True:
        period = period_of(period.first - DAY, every)
        worked = workdays(period.first, period.last, cut.calendar)
        if worked and report_day(cut, task, period) <= cut.due_by:
            return not any(record["on"] >= period.first for record in reports(cut, task))
