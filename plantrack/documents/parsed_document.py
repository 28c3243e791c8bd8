"""The values that reading a document gives. Every offset is a character position in the normalised text."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.model.amounts import Kind


class Source(Struct, frozen=True):
    """A document as text: one line for each paragraph, heading or row of a table, whose cells are parted by tabs.

    `encoding` is None if the format states its own. `warnings` are for a person to look at.
    """

    text: str
    sha256: str
    encoding: str | None = None
    warnings: tuple[Message, ...] = ()
    levels: tuple[tuple[int, int], ...] = ()
    """What the format says of lines: the offset of each that is a heading, with its level, 1 to 6; 7 is a bold line."""


class ImportHints(Struct, frozen=True):
    """What a person states about a document that would be guessed wrongly."""

    plan_heading: str | None = None
    summary_heading: str | None = None
    year: int | None = None


class ClauseKind(StrEnum):
    """The kind of a clause: a deliverable, work that runs through the year, or a direction."""

    DELIVERABLE = "deliverable"
    ONGOING = "ongoing"
    DIRECTION = "direction"


class Duty(Struct, frozen=True):
    """Who is responsible. If the text does not say who leads, all units are in `responsible`.

    `people` are persons who answer for it. `collective` holds words for many at once (各地区, 有关部门), which are no
    units. `quote` is where it was read. `ahead` says that what they are to do follows in the sentence: 由A牵头,完成....
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    quote: str | None = None
    offset: int | None = None
    people: tuple[str, ...] = ()
    ahead: bool = False

    @property
    def place(self) -> int:
        """Where it stands; -1 for owners that stand nowhere."""
        return -1 if self.offset is None else self.offset

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.place + len(self.quote or "")


class Deadline(Struct, frozen=True):
    """A deadline: its day, and its words in the text; without a day if a person must decide."""

    due: date | None
    text: str
    offset: int


class DatedStep(Struct, frozen=True):
    """A dated step of a clause (6月底前验收); without a day if a person must decide."""

    title: str
    due: date | None

    @property
    def lost(self) -> Message:
        """The question about it where it cannot stand."""
        if self.due is None:
            return message("is this a milestone, and by which day: “{what}”?", what=self.title)
        return message(
            "the milestone “{what}” of {day} lies outside of the dates of its task", what=self.title, day=self.due
        )


class Rhythm(StrEnum):
    """How often work comes back: 每季度, 每月25日前."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"


class Clause(Struct, frozen=True):
    """One action of an item, as the text has it. `sentence` counts within the item, from 1.

    `recurs` is set where the work comes back; then it has no day. `done` says that the document ticks it off.
    """

    title: str
    kind: ClauseKind
    quote: str
    offset: int
    sentence: int
    duty: Duty = Duty()
    deadline: Deadline | None = None
    recurs: Rhythm | None = None
    milestones: tuple[DatedStep, ...] = ()
    done: bool = False


class Item(Struct, frozen=True):
    """One item of the plan part, or a group or task below one: what its own text says, then its parts.

    `number` is the document's own, `label` that as written (1.1, KR2); `first` and `last` are the span of its whole
    text, `offset` that of its title. An item whose only clause has its title is that task itself.
    """

    number: int
    title: str
    offset: int
    first: int
    last: int
    duty: Duty = Duty()
    deadline: Deadline | None = None
    clauses: tuple[Clause, ...] = ()
    parts: tuple["Item", ...] = ()
    label: str = ""

    def walk(self) -> Iterator["Item"]:
        """Yield the item and everything below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


class SummarySection(Struct, frozen=True):
    """One section of the summary part. `first` and `last` are the span of its whole text."""

    number: int
    title: str
    offset: int
    first: int
    last: int


class DocumentFigure(Struct, frozen=True, kw_only=True):
    """One number that the document states: `value` in the base unit, up to `value_to` for a range.

    `quote` is literal text; `section` is that of the summary, or the item of the plan; 0 stands for what comes before.
    `baseline` is what stands beside a goal as the value of the year before (from 112 to 80).
    `period` is written as in plan.yaml: 2023, 2023-12 or 2023-01/2023-12; None where nothing says it.
    """

    quote: str
    offset: int
    value: float | int
    value_to: float | int | None = None
    unit: str
    qualifier: str | None = None
    kind: Kind
    label: str
    period: str | None = None
    section: int = 0
    baseline: float | int | None = None


class Unplaced(Struct, frozen=True):
    """A sentence that became nothing. `tells` says that it holds an action, a date, an amount or a unit."""

    text: str
    offset: int
    tells: bool


class Skipped(Struct, frozen=True):
    """Text of the plan part that became no task, and why."""

    what: str
    why: Message
    offset: int


class ParsedDocument(Struct, frozen=True, kw_only=True):
    """A document as it was read."""

    source: Source
    title: str | None
    issuer: str | None
    published: date | None
    summary_heading: str | None
    sections: tuple[SummarySection, ...]
    plan_heading: str | None
    plan_span: tuple[int, int] | None = None
    year: int | None
    year_stated: bool = True
    """Whether the heading, the title or a person gives the year; otherwise it is that of publication."""
    year_first: int | None = None
    """The first of several years that the plan is for."""
    year_before: int | None = None
    """The year of the figures."""
    items: tuple[Item, ...]
    figures: tuple[DocumentFigure, ...]
    targets: tuple[DocumentFigure, ...]
    skipped: tuple[Skipped, ...]
    unplaced: tuple[Unplaced, ...] = ()
    language: str = "zh"
    period: tuple[date, date] | None = None
    """The days that the plan is for, where they are not whole years: 2026/27."""

    def every(self) -> Iterator[Item]:
        """Yield the items and everything below them, in order."""
        return (part for item in self.items for part in item.walk())

    def clauses(self) -> Iterator[Clause]:
        """Yield all clauses of the plan part, in order."""
        return (clause for item in self.every() for clause in item.clauses)
