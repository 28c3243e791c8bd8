"""What answers the questions of a draft: by kind, what is asked for and how the plan is changed by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from plantrack.cli.context import Context
from plantrack.cli.writer import actor
from plantrack.dates.periods import ISO_DAY
from plantrack.errors import InputError, Message, NotFoundError, message
from plantrack.model.basis import Attribution, BasisSet
from plantrack.model.lookup import find_unit
from plantrack.model.plan import Document, Plan, Task, TaskKind, Text, Unit
from plantrack.model.planning import next_reference, with_changed, with_task, with_unit

Change = Callable[[Plan], Plan]
YES, NO = ("y", "yes", "是"), ("n", "no", "否", "不是")


class About(Struct, frozen=True):
    """What a question is about: the reference of a task, if it is about one, and words of the document."""

    ref: str
    words: str


class ReviewAnswer(Struct, frozen=True):
    """What is asked for, the questions that it answers, and the change that is made by what is typed.

    `is_open` tells whether a task still needs the answer, where one question is about several.
    """

    prompt: Message
    to: tuple[Message, ...]
    change: Callable[[About, str, Context], Change]
    remarks: tuple[Message, ...] = ()
    """The comments that each need an answer, where one question is about all of them."""
    is_open: Callable[[Task], bool] = bool


def _assigned(context: Context) -> Attribution:
    return Attribution(assigned=actor(None), on=context.today)


def _due(about: About, text: str, context: Context) -> Change:
    basis = replace(context.plan.by_ref[about.ref].basis, due=_assigned(context))
    return partial(with_changed, name=about.ref, due=context.days(text).last, basis=basis)


def _lead(about: About, text: str, context: Context) -> Change:
    """Return the change by which a unit leads a task, or every item."""
    unit, new = _unit(context.plan, text)
    refs = [about.ref] if about.ref else [task.ref for task in context.plan.tasks]

    def change(plan: Plan) -> Plan:
        plan = with_unit(plan, unit, new) if new else plan
        for ref in refs:
            old = plan.by_ref[ref]
            support = tuple(other for other in old.support if other != unit)
            basis = replace(old.basis, lead=_assigned(context), support=old.basis.support if support else None)
            plan = with_changed(plan, ref, lead=(unit,), support=support, basis=basis)
        return plan

    return change


def _unit(plan: Plan, text: str) -> tuple[str, Unit | None]:
    """Return the id of the unit that is meant; a name that none has any part of is that of a new one.

    Raises InputError where it fits several.
    """
    try:
        return find_unit(plan, text), None
    except NotFoundError:
        if any(text in name for unit in plan.units.values() for name in (unit.zh, unit.en)):
            raise InputError("{typed!r} fits several; choose one", typed=text) from None
    free = (f"unit-{number}" for number in range(1, len(plan.units) + 2))
    return next(name for name in free if name not in plan.units), Unit(text, text)


def as_task(about: About, text: str, context: Context) -> Change:
    """Return the change that makes a task of a phrase, due on a day or, after yes, on the plan's last; no: nothing."""
    if text.casefold() in NO:
        return lambda plan: plan
    plan, agreed = context.plan, text.casefold() in YES
    day = plan.period.last if agreed else context.days(text).last
    near = plan.by_ref.get(about.ref)
    above = near.ref if near and near.tasks else about.ref.rpartition(".")[0] or None
    task = Task(
        next_reference(above, (*plan.by_ref, *plan.milestones)), Text(about.words, about.words),
        kind=TaskKind.DELIVERABLE, place=near.place and replace(near.place, sentence=None) if near else None,
        due=day, basis=BasisSet(due="assumed" if agreed else _assigned(context)),
    )  # fmt: skip
    return lambda plan: with_task(plan, above, task)


def _title(_: About, text: str, __: Context) -> Change:
    return lambda plan: replace(plan, title=Text(text, text))


def _issuer(_: About, text: str, __: Context) -> Change:
    return lambda plan: with_changed(plan, plan.issuer, zh=text, en=text)


def _published(_: About, text: str, context: Context) -> Change:
    day = context.days(text).last
    return lambda plan: replace(plan, document=Document(plan.title, day))


def _period(_: About, text: str, context: Context) -> Change:
    """Return the change of the plan's days; what was assumed to be due on its last day is due on the new one."""
    if text.casefold() in YES:
        return lambda plan: plan
    parts = re.split(r"\s+to\s+|\s*至\s*", text)
    days = [context.days(part) for part in (text.split() if re.fullmatch(rf"{ISO_DAY}\s+{ISO_DAY}", text) else parts)]
    first, last = days[0].first, days[-1].last

    def change(plan: Plan) -> Plan:
        was = plan.period.last
        moved = [task.ref for task in plan.walk() if task.basis.due == "assumed" and task.due == was]
        plan = replace(plan, period=replace(plan.period, first=first, last=last))
        for ref in moved:
            plan = with_changed(plan, ref, due=last)
        return plan

    return change


def _zone(_: About, text: str, __: Context) -> Change:
    return lambda plan: replace(plan, timezone=text)


def _settled(_: About, text: str, __: Context) -> Change:
    if text.casefold() not in YES:
        raise ValueError(text)
    return lambda plan: plan


ANSWERS = (
    ReviewAnswer(
        message("due date"),
        (
            message("no date in the document"),
            message("the document says “{text}”: which day?"),
            message("the document says “{text}”, which is {due}, outside this plan"),
            message("{n} deliverables have no date in the document, so the last day of the plan is assumed: {refs}"),
            message("{n} times in the document are no days; which days are they? They stand beside {refs}"),
            message("{n} dates in the document are outside this plan; they stand beside {refs}"),
        ),
        _due,
        is_open=lambda task: task.basis.due == "assumed",
    ),
    ReviewAnswer(
        message("lead unit"),
        (
            message("who leads this?"),
            message("who leads these {n}: {refs}?"),
            message("the document names no owners: who leads each item? `lead: [issuer]`, what is below inherits it"),
            message("the table names no owners: who leads each task?"),
            message("the document holds these units responsible and does not say who leads; move one to `lead`"),
            message(
                "the document holds several units responsible for {n} tasks and does not say who leads; move one to "
                "`lead`: {refs}"
            ),
            message("the document names who supports, and not who leads"),
            message("the document names who supports {n} tasks, and not who leads: {refs}"),
        ),
        _lead,
        is_open=lambda task: not task.lead,
    ),
    ReviewAnswer(message("is it a task (y, n, or its due date)"), (message("is this a task: “{what}”?"),), as_task),
    ReviewAnswer(
        message("is it a task (y, n, or its due date)"),
        (
            message(
                "{n} phrases were left out because no action is known in them; are there tasks among them? Below {refs}"
            ),
        ),
        as_task,
        (message("left out: “{what}” ({why})", why=message("no action that plantrack knows")),),
    ),
    ReviewAnswer(
        message("is it a task (y, n, or its due date)"),
        (message("{n} sentences were not understood; are there tasks among them? Below {refs}"),),
        as_task,
        (message("not understood: “{what}”"),),
    ),
    ReviewAnswer(message("title"), (message("the document has no title; what is the plan called?"),), _title),
    ReviewAnswer(message("issuer"), (message("the document does not name its issuer: whose plan is it?"),), _issuer),
    ReviewAnswer(
        message("day of publication"),
        (message("the day of publication is not in the document; with it, add `document:` with title and published"),),
        _published,
    ),
    ReviewAnswer(
        message("is it the period (y, or the first and the last day)"),
        (
            message("the title names no days: are these the first and the last day of the plan?"),
            message("no year of the plan is named; these are the years of its dates: is that its period?"),
            message("no year of the plan is named; this is the year of publication: is it right?"),
            message("no year of the plan is named; this follows that of the figures: is it right?"),
        ),
        _period,
    ),
    ReviewAnswer(
        message("time zone"),
        (message("the document names no time zone: which is the plan's? Write it as Europe/London"),),
        _zone,
    ),
)
SETTLED = ReviewAnswer(message("is it settled (y: delete the question)"), (), _settled)
"""What answers any other question: somebody corrects the file."""
