"""The titles of charts: each states what its chart shows, in the numbers of the report."""

from collections.abc import Sequence
from datetime import timedelta

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Meaning
from plantrack.model.percentages import rounded_points
from plantrack.reports.cells import ListCell
from plantrack.reports.changes import Snapshot
from plantrack.reports.chart_data import URGENT, ChartData, compared
from plantrack.reports.summary import Summary

Title = Message | ListCell
FOUR_WEEKS = timedelta(weeks=4)
"""How far back the lights are compared."""
GROWING = ("percent", "points", "places", "years")
"""The units of a change that say more or less than last year."""


def schedule_title(found: Summary, rows: Sequence[TaskEvaluation]) -> Title:
    """State how many tasks and milestones of some rows are past their dates, or what is due next."""
    told = [message("{n} tasks overdue", n=n)] if (n := found.overdue_tasks) else []
    told += [message("{n} milestones missed", n=n)] if (n := found.missed_milestones) else []
    if told:
        return ListCell(tuple(told))
    due = min((due for row in rows if (due := row.facts.next_due)), key=lambda due: due.day, default=None)
    if due is None:
        return message("Nothing is overdue")
    return message("Nothing is overdue, next due: {ref} on {day}", ref=due.item.ref, day=due.day)


def progress_title(data: ChartData) -> Title:
    """State how far progress is behind or ahead of what is expected."""
    now = data.past[-1] if data.past else None
    if now is None or now.expected is None:
        return message("Progress, expected and reported")
    if now.percent is None:
        return message("Nobody reported progress")
    points = rounded_points(now.percent, now.expected)
    if points < 0:
        return message("Progress is {points} points behind expected", points=-points)
    if points > 0:
        return message("Progress is {points} points ahead of expected", points=points)
    return message("Progress is as expected")


def indicators_title(data: ChartData) -> Title:
    """State how many indicators were measured, are above or below last year, and have reached their targets."""
    found = [row.line for row in compared(data.numbers)]
    measured = sum(line.latest is not None for line in found)
    told = [message("{n} of {of} indicators measured", n=measured, of=len(found))]
    changes = [line.change.amount for line in found if line.change and line.change.unit in GROWING]
    told += [message("{n} above last year", n=n)] if (n := sum(amount > 0 for amount in changes)) else []
    told += [message("{n} below last year", n=n)] if (n := sum(amount < 0 for amount in changes)) else []
    told += [message("{n} at their targets", n=n)] if (n := sum(line.missing == 0 for line in found)) else []
    return ListCell(tuple(told))


def units_title(data: ChartData) -> Title:
    """State how many units have tasks off track, and how many owe reports."""
    units = data.loads
    late, owing = sum(u.having(Meaning.OFF_TRACK) > 0 for u in units), sum(u.owing > 0 for u in units)
    told = [message("units with tasks off track: {n} of {of}", n=late, of=len(units))] if late else []
    told += [message("units owing reports: {n} of {of}", n=owing, of=len(units))] if owing else []
    return ListCell(tuple(told)) if told else message("No unit has tasks off track or owes reports")


def lights_title(data: ChartData) -> Title:
    """State how many tasks have the most frequent bad light, and how many had it four weeks before."""
    now = data.past[-1] if data.past else None
    if now is None:
        return message("Lights through the year")
    counts, tasks = now.lights, now.lights.total()
    *worse, least = URGENT
    meaning = max(worse, key=lambda meaning: counts[meaning])
    meaning = meaning if counts[meaning] else least
    if not counts[meaning]:
        return message("{n} tasks, all done, on track or not due", n=tasks)
    facts = {"light": message(f"light {meaning}"), "n": counts[meaning], "of": tasks}
    then = _before(data, now)
    if then is None:
        return message("{light}: {n} of {of}", **facts)
    return message("{light}: {n} of {of}, {then} on {day}", **facts, then=then.lights[meaning], day=then.day)


def _before(data: ChartData, now: Snapshot) -> Snapshot | None:
    """Return the latest snapshot that is four weeks older."""
    return next((found for found in reversed(data.past) if found.day <= now.day - FOUR_WEEKS), None)
