"""Sections of a report and the typed cells of their tables: values, before any language or format.

A cell says what something is; `render.cells` words it, and a format decides how its kind looks. Messages stay
templates whose facts may be cells as well as plain text, numbers and days.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from plantrack.errors import Message, message
from plantrack.evaluation.facts import Colour, Light, Meaning
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.basis import Basis
from plantrack.model.percentages import Exact, rounded_percent, rounded_points
from plantrack.model.plan import Plan, Text
from plantrack.model.promises import Amendment, field_words, parted, value_words
from plantrack.model.updates import AnyUpdate


class ReportCell(Struct, frozen=True, tag_field="kind"):
    """A value in a table. What is not known is None in its place, which formats show as a dash or leave empty."""


class TextCell(ReportCell, frozen=True, tag="text"):
    """Words: a message of the catalogue, a title in both languages, or text as somebody typed it."""

    text: Message | Text | str


class StatementCell(ReportCell, frozen=True, tag="statement"):
    """What somebody said, as it was typed, and the day on which it took effect."""

    text: str
    on: date


class DayCell(ReportCell, frozen=True, tag="day"):
    """A day; of a due date its basis, None where the plan itself says it, and the first promise where it is another."""

    day: date
    basis: Basis | None | UnsetType = UNSET
    promised: DayCell | None = None


class SpelledDay(ReportCell, frozen=True, tag="spelled_day"):
    """A day as it stands in a sentence: 17 November 2024, or without its year."""

    day: date
    year: bool = True


class PercentCell(ReportCell, frozen=True, tag="percent"):
    """A percentage, 0–100, rounded as it is shown; `expected` is the one that a bar marks beside it."""

    percent: float | int
    expected: float | int | None = None


class CountCell(ReportCell, frozen=True, tag="count"):
    """A plain number: how many there are, and of how many where that is told too."""

    count: float | int
    of: int | None = None


class ChangeCell(ReportCell, frozen=True, tag="change"):
    """A difference with its sign, in `percent`, `points`, `places` or `years`; without a unit it is one of counts.

    Of a part of a year, with the unit `share`, it is the percentage of last year's whole.
    """

    amount: float | int
    unit: str = ""
    approximate: bool = False


class AmountCell(ReportCell, frozen=True, tag="amount"):
    """An amount: in Chinese in its own words where it has any, in English by its value.

    `figure` is the sort of number it is, `period` what a measurement covers.

    `missing` is what a target lacks still, in its unit: 0 once it is reached, None where nobody measured.
    """

    quantity: Quantity
    text: str | None = None
    figure: Kind = Kind.MEASURE
    period: str | None = None
    basis: Basis | None = None
    missing: float | int | None = None


class ReferencesCell(ReportCell, frozen=True, tag="references"):
    """References of tasks or milestones; several are shown with neighbours drawn together."""

    refs: tuple[str, ...]


class LightCell(ReportCell, frozen=True, tag="light"):
    """A light: its name with its reasons, or one of the two where each has a column."""

    light: Light
    show: Literal["all", "name", "reasons"] = "all"


class UnitsCell(ReportCell, frozen=True, tag="units"):
    """Ids of units; of those that lead, the basis, None where the plan itself says it. Empty where there are none."""

    units: tuple[str, ...]
    basis: Basis | None | UnsetType = UNSET


class PersonCell(ReportCell, frozen=True, tag="person"):
    """A person by name."""

    name: str


class LinkCell(ReportCell, frozen=True, tag="link"):
    """An address, and what it is called; it is shown itself where it has no name."""

    address: str
    text: Message | Text | str | None = None


class UpdateCell(ReportCell, frozen=True, tag="update"):
    """What an update says; `late` is a request for a later date that came after the one that it was to move."""

    update: AnyUpdate
    late: bool = False


class TransitionCell(ReportCell, frozen=True, tag="transition"):
    """What something was and what it became, and the difference of the two where it is told."""

    old: ReportCell | None
    new: ReportCell | None
    change: ChangeCell | None = None


class ListCell(ReportCell, frozen=True, tag="list"):
    """Several things in one place: words of a list, phrases, clauses, lines, or a reference with its title.

    Clauses stand in a sentence of others, or make up a whole one (`sentence`); `sentences` follow one another.
    """

    parts: tuple[ReportCell | Message | Text | str, ...]
    of: Literal["words", "phrases", "clauses", "sentence", "sentences", "lines", "name"] = "words"


class ReportColumn(Struct, frozen=True):
    """A column of a table. Its key never changes; a column of numbers is set to the right."""

    key: str
    title: Message
    number: bool = False


class ReportParagraph(Struct, frozen=True):
    """A paragraph of the body: what it is about, set apart from its sentences, and the sentences."""

    lead: Message | ListCell | Text | None
    sentences: tuple[Message | ListCell, ...]


class LightShare(Struct, frozen=True):
    """One part of the bar of lights: how many tasks have a light, and their share of all."""

    meaning: Meaning
    shade: Colour
    count: int
    share: PercentCell


class ReportSection(Struct, frozen=True):
    """A heading, sentences, paragraphs, a bar and a table, each of which may be empty.

    Its key never changes and is the same in every language. `levels` are the depths of the rows in an outline, for
    tables that have one. `part` is where it stands: in the body of the report, an annex, or small type at the end. The
    counts of `shares` add up to the tasks.
    """

    key: str
    title: Message
    sentences: tuple[Message | ListCell, ...] = ()
    columns: tuple[ReportColumn, ...] = ()
    rows: tuple[tuple[ReportCell | None, ...], ...] = ()
    levels: tuple[int, ...] = ()
    part: Literal["body", "annex", "foot"] = "body"
    paragraphs: tuple[ReportParagraph, ...] = ()
    shares: tuple[LightShare, ...] = ()

    def column(self, key: str) -> int:
        """Return the place of a column."""
        return [column.key for column in self.columns].index(key)


def percent_cell(percent: Exact | None, expected: Exact | None = None) -> PercentCell | None:
    """Return the cell of a percentage; None where nobody said one."""
    if percent is None:
        return None
    return PercentCell(rounded_percent(percent), None if expected is None else rounded_percent(expected))


def points_cell(now: Exact | None, before: Exact | None) -> ChangeCell | None:
    """Return the change of a percentage in points: the difference of the two as they are shown."""
    if now is None or before is None:
        return None
    return ChangeCell(rounded_points(now, before), "points")


def became(old: ReportCell | None, new: ReportCell | None, change: ChangeCell | None = None) -> ReportCell | None:
    """Return the cell of what something was and became; where both are the same, that of the one."""
    return new if old == new else TransitionCell(old, new, change)


def amendment_cells(change: Amendment, plan: Plan) -> tuple[TextCell, TransitionCell | None]:
    """Return a field and what it was and became; of a reference as a whole, that it is new or dropped, and None."""
    if change.field is None:
        return TextCell(message("is new" if change.new else "is dropped")), None
    indicator = plan.indicator_by_id.get(change.ref)
    old, new = (
        _term(value, change.field, indicator.unit if indicator else "") for value in parted(change.old, change.new)
    )
    return TextCell(field_words(change.field)), TransitionCell(old, new)


def _term(value: object, field: str, unit: str) -> ReportCell | None:
    """Return one side of an amendment; a number counts in `unit` where there is one."""
    if unit and isinstance(value, int | float):
        return AmountCell(Quantity(value, unit))
    if isinstance(value, date):
        return DayCell(value)
    if field in ("lead", "support"):
        return UnitsCell(value) if isinstance(value, tuple) and value else None
    return None if value is None else TextCell(value_words(value))
