"""Reports that are owed, where somebody reports: the period that a report answers, and which one is still open."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from plantrack.cli.context import Context
from plantrack.dates.periods import Length, Period, period, period_of
from plantrack.errors import InputError, Message, PlantrackError, message
from plantrack.evaluation.owing import check_answer, missing
from plantrack.evaluation.reporting import Reporting
from plantrack.model.lookup import find_reference
from plantrack.model.updates import AnyUpdate

TOLD = 5
"""Maximum number of open reports, and of names of periods, that are told after one command."""


def answered_period(context: Context, typed: str, text: str, on: date) -> str:
    """Return the name of the period that a report of a day answers, given as people write it: 2024-07, 7月, last.

    Raises NotFoundError for a reference, and InputError for a period that the task does not owe or that is not over, or
    is of another length than those on which it reports.
    """
    plan, ref = context.plan, find_reference(context.plan, typed)
    task = plan.task_of(ref) or plan.by_ref[ref]
    length = Length(plan.every(task.ref))
    try:
        found = context.period(text, length, on)
    except InputError:
        if not (names := _names(context, text, length)):
            raise
        said = {"ref": ref, "length": message(length.value), "text": text, "names": names}
        raise InputError("{ref} reports every {length}; instead of {text} write {names}", **said) from None
    since = Reporting(plan, context.history.at(on), on, context.calendar).since(task)
    check_answer(plan, task, found, on=on, since=since, calendar=context.calendar)
    return found.label


def _names(context: Context, text: str, length: Length) -> tuple[str, ...] | Message:
    """Return the names of the periods of a length in which the days of another period lie; none where it is none."""
    days: Period | None = None
    with suppress(PlantrackError):
        days = context.days(text)
    with suppress(InputError):
        days = period(text)
    names = [one.label for one in _within(days, length)] if days else []
    return tuple(names) if len(names) <= TOLD else message("{first} to {last}", first=names[0], last=names[-1])


def _within(days: Period, length: Length) -> Iterator[Period]:
    one = period_of(days.first, length)
    while one.first <= days.last:
        yield one
        one = one.next()


def warn_of_open_reports(context: Context, updates: Sequence[AnyUpdate]) -> None:
    """Warn of the reports that tasks still owe after they were reported on, and say how to give them."""
    plan, state = context.plan, context.history.at(context.today).copy()
    for update in updates:
        if update.on:
            update.apply(state)
    reporting = Reporting(plan, state, context.today, context.calendar, over=context.over)
    tasks = dict.fromkeys(ref for update in updates for ref in _tasks(context, update.refs))
    owing = [(ref, missed) for ref in tasks if (missed := reporting.missed(plan.by_ref[ref]))]
    for ref, missed in owing[:TOLD]:
        latest, since = missed[0].label, missed[-1].label
        context.warn(
            "{ref} still owes the report for {period}; give it with `plantrack update {ref} --for {name}`",
            ref=ref, period=missing(latest, len(missed), since), name=latest,
        )  # fmt: skip
    if len(owing) > TOLD:
        context.warn("{n} more tasks owe a report; `plantrack list --unreported` shows them", n=len(owing) - TOLD)


def _tasks(context: Context, refs: Iterable[str]) -> Iterable[str]:
    found = (context.plan.task_of(ref) for ref in refs)
    return (task.ref for task in found if task and not task.tasks)
