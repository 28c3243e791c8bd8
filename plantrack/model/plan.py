"""The plan: what was promised, as frozen values whose fields are the keys of plan.yaml.

Reading and writing the file live in `planfile`; what happened lives in `updates` and `state`.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import Literal

from msgspec import Struct

from plantrack.model.amounts import Kind, Quantity
from plantrack.model.basis import BasisSet, Link, StatedBasis
from plantrack.model.plan_fields import (
    CurveDay,
    DueRule,
    ExampleDay,
    FileName,
    Number,
    Reference,
    Server,
    Share,
    Span,
    Weight,
    Words,
    Year,
)
from plantrack.model.policy import Identifier, Policy
from plantrack.model.reminding import USUAL_LADDER, ReminderStep
from plantrack.model.section_keys import SectionKey

SHANGHAI = "Asia/Shanghai"
CHINA_TIME = timezone(timedelta(hours=8))
"""The time there, without a change since 1991. The database of time zones takes its time to load."""


class Text(Struct, frozen=True, gc=False):
    """Words for people in Chinese and English. A plain string in the file stands for both."""

    zh: Words
    en: Words

    def in_language(self, language: str) -> str:
        """Return the words in `language`, `zh` or `en`."""
        return self.zh if language == "zh" else self.en


class TaskKind(StrEnum):
    """What a task is: something to tick off, or something that runs through the period."""

    DELIVERABLE = "deliverable"
    ONGOING = "ongoing"


class Frequency(StrEnum):
    """How often a task owes a report."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class SourcePlace(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Where a task stands in the source document: section of the plan part, and sentence within it (from 1)."""

    section: Number
    sentence: Number | None = None


class Direction(Text, frozen=True, forbid_unknown_fields=True, gc=False):
    """An orientation of the document: a direction for an item, with nothing to tick off."""

    sentence: Number | None = None


class PlanPeriod(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The days the plan covers, both included."""

    first: date
    last: date


class Document(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The published text that the plan was taken from."""

    title: Text
    published: date
    source: Link | None = None


class FormerName(Text, frozen=True, forbid_unknown_fields=True, gc=False):
    """A name that a unit had up to a day, that day included."""

    until: date


class Unit(Text, frozen=True, forbid_unknown_fields=True, gc=False):
    """A body that can answer for a task, with the people who act for it.

    `formerly` has its earlier names. After the day `until` its `successor` answers for what it was given.
    """

    people: tuple[Words, ...] = ()
    formerly: tuple[FormerName, ...] = ()
    until: date | None = None
    successor: Identifier | None = None

    def named_on(self, day: date | None) -> Text:
        """Return the name of a day; without one, the name of now."""
        names = sorted((name for name in self.formerly if day and day <= name.until), key=lambda name: name.until)
        return names[0] if names else self


class Figure(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One number that the document states. `value` is in the base unit; `text` is how the document writes it.

    A range goes from `value` to `value_to`.
    """

    id: Identifier
    label: Text
    text: Words
    value: float | int
    unit: Words
    kind: Kind
    period: Span
    section: Number
    qualifier: Words | None = None
    value_to: float | int | None = None

    @property
    def quantity(self) -> Quantity:
        """Return value, unit and qualifier as one."""
        return Quantity(self.value, self.unit, self.qualifier, self.value_to)


class Baseline(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The figures of the year before."""

    year: Year
    figures: tuple[Figure, ...]


class Target(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A number that the plan promises to reach; `value_to` where it is a range, which is reached with its lower end."""

    text: Words
    value: float | int
    unit: Words
    basis: StatedBasis
    qualifier: Words | None = None
    value_to: float | int | None = None

    @property
    def quantity(self) -> Quantity:
        """Return value, unit and qualifier as one."""
        return Quantity(self.value, self.unit, self.qualifier, self.value_to)


class Indicator(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What is followed this year by number. `baseline` names the figures of last year that it continues.

    `cumulative` numbers add up over the year (a turnover, projects approved), so that a part of it has a share.
    """

    id: Identifier
    label: Text
    unit: Words
    tasks: tuple[Reference, ...] = ()
    baseline: tuple[Identifier, ...] = ()
    target: Target | None = None
    headline: bool = False
    cumulative: bool = False


class Milestone(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A dated checkpoint of a task."""

    ref: Reference
    title: Text
    due: date
    basis: StatedBasis | None = None
    weight: Weight | None = None


class Task(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Something to be done. A leaf has a kind; a task with sub-tasks says nothing of its own.

    `curve` says by which day how much should be done. With a `weight` on a milestone, the milestones measure the task.
    `short` is its title where there is little room.
    """

    ref: Reference
    title: Text
    short: Text | None = None
    kind: TaskKind | None = None
    place: SourcePlace | None = None
    lead: tuple[Identifier, ...] = ()
    support: tuple[Identifier, ...] = ()
    start: date | None = None
    due: date | None = None
    basis: BasisSet = BasisSet()
    report_every: Frequency | None = None
    report_due: DueRule | None = None
    weight: Weight | None = None
    curve: dict[CurveDay, Share] = {}
    milestones: tuple[Milestone, ...] = ()
    directions: tuple[Direction, ...] = ()
    tasks: tuple["Task", ...] = ()

    def walk(self) -> Iterator["Task"]:
        """Yield the task and everything below it, in order."""
        yield self
        for child in self.tasks:
            yield from child.walk()


class RankBy(StrEnum):
    """By what units are ranked: reports given, progress against expected, tasks overdue, or their lights."""

    REPORTED = "reported"
    PROGRESS = "progress"
    OVERDUE = "overdue"
    LIGHTS = "lights"


class Bulletin(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """How the periodic report of a plan looks. Nothing here decides a judgement, so nothing of it is adopted.

    `heading` is who issues it (发文机关标志), `to` and `copy` whom it goes to (主送, 抄送). `sections` are the keys of
    its parts in their order; without any, the usual ones. `template` is a Word file beside plan.yaml.
    """

    heading: Text | None = None
    to: tuple[Text, ...] = ()
    copy: tuple[Text, ...] = ()
    sections: tuple[SectionKey, ...] = ()
    rank_by: RankBy = RankBy.REPORTED
    name_worst: bool = False
    template: FileName | None = None


UNREADABLE = ""
"""The address of a journal that is written in the plan and cannot be read; it is not beside the plan then."""


class Plan(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One published plan. The index properties are computed once and cached."""

    id: Identifier
    title: Text
    issuer: Identifier
    period: PlanPeriod
    units: dict[Identifier, Unit]
    tasks: tuple[Task, ...]
    short: Text | None = None
    language: Literal["zh", "en"] = "zh"
    timezone: Words = SHANGHAI
    report_every: Frequency = Frequency.MONTH
    report_due: DueRule | None = None
    curve: dict[CurveDay, Share] = {}
    policy: Policy = Policy()
    bulletin: Bulletin = Bulletin()
    reminders: tuple[ReminderStep, ...] = USUAL_LADDER
    journal: Server | None = None
    document: Document | None = None
    example: ExampleDay | None = None
    sections: dict[Number, Text] = {}
    baseline: Baseline | None = None
    figures: tuple[Figure, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def walk(self) -> Iterator[Task]:
        """Yield every task in the order of the file."""
        return iter(self._every)

    @cached_property
    def _every(self) -> tuple[Task, ...]:
        return tuple(below for task in self.tasks for below in task.walk())

    def leaves(self) -> Iterator[Task]:
        """Yield every task without sub-tasks."""
        return (task for task in self.walk() if not task.tasks)

    @cached_property
    def zone(self) -> tzinfo:
        """The plan's time zone. Falls back to UTC; an unknown zone is reported as a problem."""
        if self.timezone == SHANGHAI:
            return CHINA_TIME
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(self.timezone)
        return ZoneInfo("UTC")

    @cached_property
    def by_ref(self) -> dict[str, Task]:
        """Every task by its reference."""
        return {task.ref: task for task in self.walk()}

    @cached_property
    def parents(self) -> dict[str, Task]:
        """The task above, by the reference of the task below."""
        return {child.ref: task for task in self.walk() for child in task.tasks}

    @cached_property
    def milestones(self) -> dict[str, tuple[Task, Milestone]]:
        """Every milestone and its task, by the milestone's reference."""
        return {stone.ref: (task, stone) for task in self.walk() for stone in task.milestones}

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Every indicator by its id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def indicators_of(self) -> dict[str, list[Indicator]]:
        """The indicators that follow a task, by its reference."""
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            for ref in indicator.tasks:
                found.setdefault(ref, []).append(indicator)
        return found

    @cached_property
    def mostly_assumed(self) -> bool:
        """Whether more than half of the leads of leaves and of the due dates of leaves and milestones are assumed."""
        leading = (next((task for task in self.lineage(leaf.ref) if task.lead), None) for leaf in self.leaves())
        found: list[StatedBasis | None] = [task.basis.lead for task in leading if task]
        found += [leaf.basis.due for leaf in self.leaves() if leaf.due]
        found += [stone.basis for _, stone in self.milestones.values()]
        return 2 * found.count("assumed") > len(found)

    def lineage(self, ref: str) -> Iterator[Task]:
        """Yield the task of `ref` and then each task above it."""
        task = self.by_ref.get(ref)
        while task is not None:
            yield task
            task = self.parents.get(task.ref)

    def find(self, ref: str) -> Task | Milestone | None:
        """Return the task or milestone of that reference, or None."""
        return self.milestones[ref][1] if ref in self.milestones else self.by_ref.get(ref)

    def task_of(self, ref: str) -> Task | None:
        """Return the task that `ref` belongs to: itself, a milestone's task, or the first that an indicator follows."""
        if ref in self.milestones:
            return self.milestones[ref][0]
        refs = self.indicator_by_id[ref].tasks if ref in self.indicator_by_id else (ref,)
        return next((self.by_ref[name] for name in refs if name in self.by_ref), None)

    def title_of(self, ref: str) -> Text | None:
        """Return the title of a task or milestone, or the label of an indicator; the plan's own for no reference."""
        if not ref:
            return self.title
        if ref in self.indicator_by_id:
            return self.indicator_by_id[ref].label
        return found.title if (found := self.find(ref)) else None

    def every(self, ref: str) -> Frequency:
        """Return how often `ref` owes a report: its own word, the nearest above, else the plan's."""
        return next((task.report_every for task in self.lineage(ref) if task.report_every), self.report_every)

    def report_due_of(self, ref: str) -> str | None:
        """Return by when reports on `ref` must be in: its own word, the nearest above, else the plan's; None: none."""
        return next((task.report_due for task in self.lineage(ref) if task.report_due), self.report_due)

    def unit_name(self, unit: str, language: str, day: date | None = None) -> str:
        """Return the unit's name of a day in `language`; an id that the directory does not have stands for itself."""
        return self.units[unit].named_on(day).in_language(language) if unit in self.units else unit

    def acting(self, units: Iterable[str], day: date) -> tuple[str, ...]:
        """Return who answers on a day for what units were given: themselves, or their successors once they ended."""
        return tuple(dict.fromkeys((self._acting(unit, day) for unit in units) if self._succeeded else units))

    @cached_property
    def _succeeded(self) -> bool:
        """Whether any unit has a successor."""
        return any(unit.successor for unit in self.units.values())

    def _acting(self, unit: str, day: date) -> str:
        passed = set[str]()  # where they stand in a ring, which `validate` shows, it ends where it began
        while unit not in passed and (known := self.units.get(unit)) and known.until and day > known.until:
            passed.add(unit)
            unit = known.successor or unit
        return unit
