"""The values that reading a document gives. Every offset is a character position in the normalised text."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from plantrack.errors import Message
from plantrack.model.amounts import Kind


class Source(Struct, frozen=True):
    """A document as text: one line for each paragraph, heading or row of a table, whose cells are parted by tabs.

    `encoding` is None if the format states its own. `warnings` are for a person to look at.
    """

    text: str
    sha256: str
    encoding: str | None = None
    warnings: tuple[Message, ...] = ()


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

    `collective` holds words for many at once (各地区, 有关部门), which are no units. `quote` is where it was read.
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    quote: str | None = None
    offset: int | None = None


class Deadline(Struct, frozen=True):
    """A deadline: its day, and its words in the text; without a day if a person must decide."""

    due: date | None
    text: str
    offset: int


class Clause(Struct, frozen=True):
    """One action of an item, as the text has it. `sentence` counts within the item, from 1."""

    title: str
    kind: ClauseKind
    quote: str
    offset: int
    sentence: int
    duty: Duty = Duty()
    deadline: Deadline | None = None


class Item(Struct, frozen=True):
    """One item of the plan part. `number` is the document's own; `first` and `last` are the span of its whole text."""

    number: int
    title: str
    offset: int
    first: int
    last: int
    duty: Duty = Duty()
    deadline: Deadline | None = None
    clauses: tuple[Clause, ...] = ()


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
