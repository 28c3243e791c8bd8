"""Conditions: what each name in a rule's `when` looks at. One function per name; None where nothing can be said."""

from collections.abc import Callable
from fractions import Fraction

from plantrack.dates.workdays import Calendar, workdays_to
from plantrack.errors import Message
from plantrack.evaluation.facts import TaskFacts
from plantrack.model.basis import basis_word
from plantrack.model.percentages import Exact, rounded_percent, rounded_points, share
from plantrack.model.state import Status

Seen = bool | float | Exact | str | None
MONTHS = 12


def workdays_to_due(facts: TaskFacts, calendar: Calendar) -> float | None:
    """Return the working days left to the due date, negative past it; None without one."""
    return None if facts.due is None else workdays_to(facts.due, facts.as_of, calendar)


def _days_late(facts: TaskFacts, calendar: Calendar) -> float:
    """Return by how many days the task or a milestone of it is past its date, whichever is more."""
    return max([_days_overdue(facts, calendar), *(p.days_late for p in facts.checkpoints if p.overdue)])


def _days_overdue(facts: TaskFacts, calendar: Calendar) -> float:
    return -(facts.days_left or 0) if facts.overdue else 0


def _days_without_report(facts: TaskFacts, calendar: Calendar) -> float | None:
    """Count from the last report; where there is none, from adoption or the start, whichever is later."""
    if facts.adopted is None:
        return None
    return max((facts.as_of - (facts.last_report or max(facts.adopted, facts.start))).days, 0)


def _made_up_late(facts: TaskFacts, calendar: Calendar) -> float:
    """Count the milestones that were reached after their date in the month of as-of."""
    month = facts.as_of.replace(day=1)
    return sum(p.done is not None and month <= p.done and p.due < p.done for p in facts.checkpoints)


def _months_not_started(facts: TaskFacts, calendar: Calendar) -> float:
    """Count the months, from that of the start on, in which the task should have begun and is said not to have."""
    said = facts.status is Status.NOT_STARTED or (facts.status is None and facts.percent == 0)
    if not said or facts.start > facts.as_of:
        return 0
    return (facts.as_of.year - facts.start.year) * MONTHS + facts.as_of.month - facts.start.month + 1


def _time_passed(facts: TaskFacts, calendar: Calendar) -> float | None:
    """Return the share of the calendar days from start to due that are over, in percent as it is shown."""
    if facts.due is None:
        return None
    whole = max((facts.due - facts.start).days + 1, 1)
    return rounded_percent(share(min(max((facts.as_of - facts.start).days + 1, 0), whole), whole))


CONDITIONS: dict[str, Callable[[TaskFacts, Calendar], Seen]] = {
    "status": lambda facts, calendar: facts.status,
    "kind": lambda facts, calendar: facts.task.kind,
    "adopted": lambda facts, calendar: facts.adopted is not None,
    "reported": lambda facts, calendar: facts.ever_reported,
    "report_owed": lambda facts, calendar: facts.owed,
    "status_known": lambda facts, calendar: facts.status is not None,
    "percent_known": lambda facts, calendar: facts.percent is not None,
    "revised": lambda facts, calendar: (
        basis_word(facts.due_basis) == "approved" or facts.due != (facts.promised_due or facts.task.due)
    ),
    "unreported": lambda facts, calendar: facts.missed,
    "days_without_report": _days_without_report,
    "expected": lambda facts, calendar: facts.expected,
    "points_behind": lambda facts, calendar: facts.points_behind,
    "days_to_due": lambda facts, calendar: facts.days_left,
    "workdays_to_due": workdays_to_due,
    "days_overdue": _days_overdue,
    "days_late": _days_late,
    "milestones_missed": lambda facts, calendar: sum([p.overdue for p in facts.checkpoints]),
    "made_up_late": _made_up_late,
    "months_not_started": _months_not_started,
    "time_passed": _time_passed,
}

TOLD = (
    "days_overdue", "days_late", "points_behind", "unreported", "days_without_report", "milestones_missed",
    "made_up_late", "months_not_started", "workdays_to_due", "days_to_due", "time_passed",
)  # fmt: skip
"""The conditions whose number is told with the reason; the first of them in a rule is."""


def told_number(name: str, facts: TaskFacts, found: Seen) -> float | int | None:
    """Return the number of a condition as it is told: points between the percentages shown, days of the calendar."""
    if name == "workdays_to_due":
        return facts.days_left
    if name == "points_behind" and facts.expected is not None and facts.percent is not None:
        return rounded_points(facts.expected, facts.percent)
    return rounded_percent(found) if isinstance(found, int | float | Fraction) else None


def told_beside(name: str, facts: TaskFacts) -> Message | str | None:
    """Return what is named beside the number: the period without a report, or the first milestone that was missed."""
    if name == "unreported":
        return facts.missing
    if name == "milestones_missed":
        return next((p.milestone.ref for p in facts.checkpoints if p.overdue), None)
    return None
