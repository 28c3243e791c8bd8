"""Reminders: who is to be told what on a day, by the plan's ladder, and what was told before.

A pure function of plan, state, calendar and day: the same gives the same. What is sent is recorded as notices, which
are part of the state; how they are sent is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from plantrack.dates.periods import DAY
from plantrack.dates.workdays import Calendar, add_workdays, is_workday
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate, walk
from plantrack.evaluation.outstanding import Outstanding, outstanding
from plantrack.model.plan import Plan
from plantrack.model.reminding import Level, ReminderStep, Subject
from plantrack.model.state import State
from plantrack.model.updates import Acknowledgement, Matter, Notice, Thing

Recipient = tuple[str, Level]
"""A unit, and as whom it is told."""


class Reminder(Struct, frozen=True):
    """One thing that a unit is to be told at a step; `matter` is what is recorded of it."""

    unit: str
    level: Level
    step: ReminderStep
    matter: Matter
    owed: Outstanding


class UnitReminders(Struct, frozen=True):
    """What one message tells: all that a unit is to be told on a day at one level, the worst first."""

    unit: str
    level: Level
    reminders: tuple[Reminder, ...]

    @property
    def step(self) -> ReminderStep:
        """Return the highest step."""
        return max((one.step for one in self.reminders), key=attrgetter("day"))

    @property
    def repeated(self) -> bool:
        """Tell whether something may have been told before."""
        return any(one.matter.repeat for one in self.reminders)

    @property
    def matters(self) -> tuple[Matter, ...]:
        """Return what is recorded."""
        return tuple(one.matter for one in self.reminders)


class Reminders(Struct, frozen=True):
    """Everything that is to be told on a day, a message each, the worst first.

    On a day off it is nothing, and of a plan of which nothing was `adopted` by then.
    """

    day: date
    day_off: bool
    adopted: bool
    messages: tuple[UnitReminders, ...]


def judged_on(day: date, judging: JudgingPolicy) -> JudgingPolicy:
    """Return the terms by which a day is looked at while it runs: the day before is the last that is over."""
    return replace(judging, over=day - DAY)


def reminders(
    plan: Plan,
    state: State,
    day: date,
    judging: JudgingPolicy,
    *,
    units: Collection[str] = (),
    refs: Collection[str] = (),
) -> Reminders:
    """Return who is to be told what on a day that is not over.

    Only these units, if any, and only about these references and what is below them.
    """
    roots = evaluate(plan, state, day, judging_on := judged_on(day, judging))
    adopted = any(one.facts.adopted is not None for one in walk(roots))
    if not is_workday(day, judging.calendar):
        return Reminders(day, day_off=True, adopted=adopted, messages=())
    wanted = _with_what_is_below(plan, refs)
    ladder = _Ladder(plan, day, judging_on)
    told = _Told(state)
    owed = outstanding(plan, state, roots, ladder.until, judging_on)
    found = [
        one
        for what in owed
        if not refs or what.ref in wanted or what.facts.task.ref in wanted
        for one in told.left(ladder.reached(what))
        if not units or one.unit in units
    ]
    return Reminders(day, day_off=False, adopted=adopted, messages=_messages(found))


def _with_what_is_below(plan: Plan, refs: Collection[str]) -> frozenset[str]:
    below = (task.ref for ref in refs if ref in plan.by_ref for task in plan.by_ref[ref].walk())
    return frozenset([*refs, *below])


def open_things(plan: Plan, state: State, day: date, judging: JudgingPolicy, ref: str) -> tuple[Outstanding, ...]:
    """Return what is outstanding of a task or milestone and nobody acknowledged: what the ladder has reached.

    Where that is nothing, it is all that comes next. What somebody is to be told of later is never acknowledged unseen.
    """
    roots = evaluate(plan, state, day, judging_on := judged_on(day, judging))
    ladder, known = _Ladder(plan, day, judging_on), acknowledged_things(state)
    owed = outstanding(plan, state, roots, ladder.until, judging_on)
    found = tuple(one for one in owed if one.ref == ref and one.thing not in known)
    return tuple(one for one in found if any(ladder.reached(one))) or found


def acknowledged_things(state: State) -> set[Thing]:
    """Return everything that was acknowledged."""
    return {thing for known in state.all_kept(Acknowledgement) for thing in known.things}


@lru_cache(maxsize=4096)
def step_day(since: date, step: int, calendar: Calendar) -> date:
    """Return the working day on which a step falls, so many from a day; step 0 of a day off is the next one."""
    return add_workdays(since, step or int(not is_workday(since, calendar)), calendar).day


def has_reached(step: ReminderStep, since: date, day: date, calendar: Calendar, *, late: bool) -> bool:
    """Tell whether what is counted from a day has reached a step on another; one after it waits until it is late."""
    return (late or step.day <= 0) and step_day(since, step.day, calendar) <= day


class _Ladder:
    """Which steps a thing has reached on a day. Steps are working days, and none falls on a day off."""

    def __init__(self, plan: Plan, day: date, judging: JudgingPolicy) -> None:
        self._day, self._issuer = day, plan.acting((plan.issuer,), day)
        self._steps = sorted(plan.reminders, key=attrgetter("day"))
        self._calendar = judging.calendar
        ahead = -min([0, *(step.day for step in self._steps)])
        self.until = add_workdays(day, ahead, self._calendar).day if ahead else day

    def reached(self, owed: Outstanding) -> Iterator[Reminder]:
        """Yield for each of those who are told the highest step that was reached."""
        highest: dict[Recipient, ReminderStep] = {}
        for step in self._steps:
            if self._fits(step, owed) and has_reached(step, owed.since, self._day, self._calendar, late=owed.late):
                highest |= dict.fromkeys(self._recipients(step, owed), step)
        for (unit, level), step in highest.items():
            yield Reminder(unit, level, step, _matter(owed, step), owed)

    @staticmethod
    def _fits(step: ReminderStep, owed: Outstanding) -> bool:
        """Tell whether a step is for a thing; for a request only those after the day are."""
        subject = owed.cause.subject
        return subject in step.about and (step.day > 0 or subject is not Subject.REQUEST)

    def _recipients(self, step: ReminderStep, owed: Outstanding) -> list[Recipient]:
        """Return who is told at a step: of a request who answers it; where nobody leads, the office."""
        office = [(unit, Level.OFFICE) for unit in self._issuer]
        if owed.cause.subject is Subject.REQUEST or not owed.units:
            return office
        levels = (level for level in Level if level in step.to and level is not Level.OFFICE)
        return [(unit, level) for level in levels for unit in owed.units] + office * (Level.OFFICE in step.to)


def _matter(owed: Outstanding, step: ReminderStep) -> Matter:
    request = owed.request.id if owed.request else None
    return Matter(owed.cause, owed.ref, owed.due, step.day, owed.period, request)


class _Told:
    """What was told before, to whom and at which step, and what was acknowledged."""

    def __init__(self, state: State) -> None:
        self._sent: dict[tuple[Recipient, Thing], int] = {}
        self._begun: set[tuple[Recipient, Thing, int]] = set()
        self._known = acknowledged_things(state)
        for notice in state.all_kept(Notice):
            for matter in notice.matters:
                self._keep((notice.unit, notice.level), matter, sent=notice.state == "sent")

    def _keep(self, who: Recipient, matter: Matter, *, sent: bool) -> None:
        if sent:
            self._sent[who, matter.thing] = max(matter.step, self._sent.get((who, matter.thing), matter.step))
        else:
            self._begun.add((who, matter.thing, matter.step))

    def left(self, found: Iterable[Reminder]) -> Iterator[Reminder]:
        """Yield what nobody acknowledged and who is told was not sent; what may have been is marked as a repeat."""
        for one in found:
            who, matter = (one.unit, one.level), one.matter
            sent = self._sent.get((who, matter.thing))
            if matter.thing in self._known or (sent is not None and sent >= matter.step):
                continue
            begun = (who, matter.thing, matter.step) in self._begun
            yield replace(one, matter=replace(matter, repeat=True)) if begun else one


def _messages(found: Sequence[Reminder]) -> tuple[UnitReminders, ...]:
    """Return a message for each unit and level, the worst first."""
    order = [*Level]
    ordered = sorted(found, key=lambda one: (one.unit, order.index(one.level), -one.step.day, one.matter.due))
    made = [
        UnitReminders(unit, level, tuple(group))
        for (unit, level), group in groupby(ordered, key=lambda one: (one.unit, one.level))
    ]
    return tuple(sorted(made, key=lambda one: (-one.step.day, order.index(one.level))))
