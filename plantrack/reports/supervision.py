"""Supervision sheets (督办单): what is owed on a task, since when, what was promised and what was reported."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.reminding import ReminderStep, Subject
from plantrack.model.requesting import check_open
from plantrack.reports.agenda import Agenda, AgendaEntry, AgendaKind, agenda
from plantrack.reports.overview import LastWords, words_on
from plantrack.reports.reminders import has_reached
from plantrack.reports.requests import AnsweredRequest, requests

DAYS = 3
"""How many working days there are for an answer unless it is said."""
AHEAD = 3
"""How many of the next dates are told where nothing is overdue."""


class SupervisionSheet(Struct, frozen=True):
    """One task under supervision. `step` is the step of the ladder that it has reached, if any.

    `owed` is what is overdue of it and of what is below it, else what comes next.
    """

    facts: TaskFacts
    step: ReminderStep | None
    owed: tuple[AgendaEntry, ...]
    requests: tuple[AnsweredRequest, ...]
    words: LastWords


class SupervisionSheets(Struct, frozen=True):
    """The sheets of some tasks as of a day, and the day by which an answer is asked for."""

    plan: Plan
    as_of: date
    answer_by: date
    sheets: tuple[SupervisionSheet, ...]


def supervision(
    plan: Plan, history: History, refs: Sequence[str], cut: tuple[date, datetime | None], judging: JudgingPolicy
) -> tuple[SupervisionSheet, ...]:
    """Return the sheets of some tasks, as of a day and known at a moment. Raises InputError for a closed one."""
    state = history.at(*cut)
    for ref in refs:
        check_open(plan, state, ref)
    roots = evaluate(plan, state, cut[0], judging)
    facts = {one.ref: one.facts for one in walk(roots)}
    due = agenda(plan, state, cut[0], max(cut[0], plan.period.last), judging=judging)
    asked = requests(plan, history, roots, *cut)
    return tuple(
        SupervisionSheet(
            facts[ref],
            _step(plan, owed := _owed(due, names := _below(plan, ref)), cut[0], judging.calendar),
            owed,
            tuple(one for one in asked if one.ref in names),
            words_on(plan, state, facts[ref]),
        )
        for ref in refs
    )


def _below(plan: Plan, ref: str) -> frozenset[str]:
    """Return the references of a task, of what is below it, and of the milestones of all these."""
    tasks = [*plan.by_ref[ref].walk()]
    return frozenset([*(task.ref for task in tasks), *(stone.ref for task in tasks for stone in task.milestones)])


def _owed(view: Agenda, names: frozenset[str]) -> tuple[AgendaEntry, ...]:
    """Return what is overdue among the entries on some references, else what comes next; other references aside."""
    overdue, coming = (
        [replace(one, refs=kept) for one in part if (kept := tuple(ref for ref in one.refs if ref in names))]
        for part in (view.overdue, view.coming)
    )
    return tuple(overdue or coming[:AHEAD])


def _step(plan: Plan, owed: Sequence[AgendaEntry], as_of: date, calendar: Calendar) -> ReminderStep | None:
    """Return the highest step of the ladder that something owed has reached."""
    reached = [
        step
        for step in plan.reminders
        for one in owed
        if _subject(one) in step.about and has_reached(step, one.day, as_of, calendar, late=one.overdue)
    ]
    return max(reached, key=lambda step: step.day, default=None)


def _subject(entry: AgendaEntry) -> Subject:
    return Subject.REPORT if entry.kind is AgendaKind.REPORT else Subject.DATE
