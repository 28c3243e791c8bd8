"""The ledger: a row for each task, with what was promised, who answers for it, how it stands, and what was said last.

A column is one entry of COLUMNS: its key, its title, and what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.model.plan import Basis, Plan, Public, Task, Text, basis_word
from plantrack.reports.cells import (
    CountCell,
    DayCell,
    LightCell,
    ListCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TextCell,
    UnitsCell,
    percent_cell,
)
from plantrack.reports.extensions import Extension
from plantrack.reports.indicators import IndicatorProgress, figure_cell, measured_cell, target_cell
from plantrack.reports.last_words import NONE, LastWords
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import named, reference
from plantrack.reports.sections.requests import answer, moved, request


class LedgerRow(Struct, frozen=True):
    """What a row is made from. `start` is None where nobody said one."""

    number: int
    depth: int
    plan: Plan
    item: Task
    evaluation: TaskEvaluation
    start: date | None
    indicators: tuple[IndicatorProgress, ...]
    extensions: tuple[Extension, ...]
    words: LastWords

    @property
    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        return self.evaluation.facts

    @property
    def task(self) -> Task:
        """Return the task."""
        return self.evaluation.facts.task


class LedgerColumn(ReportColumn, frozen=True, kw_only=True):
    """A column that says what stands in it for a row."""

    of: Callable[[LedgerRow], ReportCell | None]


def ledger(view: PeriodicReport) -> ReportSection:
    """Return every task under its item, in the order of the plan."""
    rows = tuple(ledger_rows(view))
    cells = tuple(tuple(column.of(row) for column in COLUMNS) for row in rows)
    return ReportSection("ledger", message("Ledger"), (), COLUMNS, cells, tuple(row.depth for row in rows))


def ledger_rows(view: PeriodicReport) -> Iterator[LedgerRow]:
    """Yield what the rows are made from."""
    asked: dict[str, list[Extension]] = {}
    for entry in view.extensions:
        if entry.task:
            asked.setdefault(entry.task.ref, []).append(entry)
    followed: dict[str, list[IndicatorProgress]] = {}
    for indicator in view.indicators:
        for ref in indicator.indicator.tasks:
            followed.setdefault(ref, []).append(indicator)
    for number, evaluation in enumerate(walk(view.roots), 1):
        ref, lineage = evaluation.ref, tuple(view.plan.lineage(evaluation.ref))
        start = evaluation.facts.start
        told = start != view.plan.period.first or any(task.start for task in lineage)
        yield LedgerRow(
            number, len(lineage) - 1, view.plan, lineage[-1], evaluation, start if told else None,
            tuple(followed.get(ref, ())), tuple(sorted(asked.get(ref, ()), key=attrgetter("ask.key"))),
            view.last_words.get(ref, NONE),
        )  # fmt: skip


def _lines(parts: Iterable[ReportCell | Message | Text | str]) -> ListCell | None:
    made = tuple(parts)
    return ListCell(made, "lines") if made else None


def _text(words: str | None) -> TextCell | None:
    return TextCell(words) if words else None


def _day(day: date | None) -> DayCell | None:
    return DayCell(day) if day else None


def _unknown(_: LedgerRow) -> None:
    """Return nothing: offices have this column, and a plan does not say it."""


def _origin(row: LedgerRow) -> ListCell | None:
    """Return the document, at the head of an item, and the clause that the task comes from."""
    document, place = None if row.depth else row.plan.document, row.task.place
    parts: list[Text | Message] = [document.title] if document else []
    if place and place.sentence:
        parts.append(message("section {section}, sentence {sentence}", section=place.section, sentence=place.sentence))
    elif place:
        parts.append(message("section {section}", section=place.section))
    return _lines(parts)


def _indicator(line: IndicatorProgress) -> Message | Text:
    """Return an indicator with its target, last year's figure and the latest measurement, as far as there are any."""
    target, figure = target_cell(line), line.figure
    told = [message("target {amount}", amount=target)] if target else []
    if figure:
        told.append(message("{amount} in {year}", year=figure.period, amount=figure_cell(figure)))
    if line.latest:
        told.append(message("latest {amount}", amount=measured_cell(line.latest, figure)))
    label = line.indicator.label
    return message("{what}: {words}", what=label, words=ListCell(tuple(told), "clauses")) if told else label


def _indicators(row: LedgerRow) -> ListCell | None:
    return _lines(map(_indicator, row.indicators))


def _people(row: LedgerRow) -> Iterator[str]:
    """Yield who acts for the units that lead."""
    return (name for unit in row.facts.lead if unit in row.plan.units for name in row.plan.units[unit].people)


def _basis(basis: Basis | None) -> ListCell | None:
    """Return where a date comes from, with the address of what was published."""
    if basis is None:
        return None
    word = message(f"basis {basis_word(basis)}")
    return _lines([word, basis.public] if isinstance(basis, Public) else [word])


def _milestone(point: Checkpoint) -> Message:
    stone, due = named(point.milestone.ref, point.milestone.title), DayCell(point.due, point.basis)
    if point.done:
        return message("{what}: {words}, reached on {day}", what=stone, words=due, day=point.done)
    return message("{what}: {words}", what=stone, words=due)


def _request(entry: Extension) -> Message | ListCell:
    return ListCell((entry.ref, request(entry)), "name") if entry.milestone else request(entry)


def _answer(entry: Extension) -> Message:
    return message("{what}: {words}", what=moved(entry), words=answer(entry))


def _lead(row: LedgerRow) -> UnitsCell | None:
    return UnitsCell(row.facts.lead, row.facts.lead_basis) if row.facts.lead else None


def _support(row: LedgerRow) -> UnitsCell | None:
    return UnitsCell(row.facts.support) if row.facts.support else None


def _asked(row: LedgerRow) -> CountCell | None:
    return CountCell(len(row.extensions)) if row.extensions else None


def _kind(row: LedgerRow) -> TextCell | None:
    return TextCell(message(f"kind {row.task.kind}")) if row.task.kind else None


def _status(row: LedgerRow) -> TextCell | None:
    return TextCell(message(f"status {row.facts.status}")) if row.facts.status else None


COLUMNS = (
    LedgerColumn("row", message("Row"), of=lambda row: CountCell(row.number)),
    LedgerColumn("ref", message("No."), of=lambda row: reference(row.task.ref)),
    LedgerColumn("origin", message("Task from"), of=_origin),
    LedgerColumn("kind", message("Kind"), of=_kind),
    LedgerColumn("item", message("Key work"), of=lambda row: TextCell(row.item.title)),
    LedgerColumn("goal", message("Goal"), of=lambda row: TextCell(row.task.title)),
    LedgerColumn("indicators", message("Indicators and targets"), of=_indicators),
    LedgerColumn("measures", message("Measures"), of=lambda row: _lines(Text(d.zh, d.en) for d in row.task.directions)),
    LedgerColumn("official", message("Lead official"), of=_unknown),
    LedgerColumn("lead", message("Lead"), of=_lead),
    LedgerColumn("responsible", message("Responsible unit"), of=_unknown),
    LedgerColumn("support", message("Support"), of=_support),
    LedgerColumn("contact", message("Contact"), of=lambda row: _lines(_people(row))),
    LedgerColumn("start", message("Start"), of=lambda row: _day(row.start)),
    LedgerColumn("promised", message("Due, as promised"), of=lambda row: _day(row.facts.promised_due)),
    LedgerColumn("due", message("Due, in force"), of=lambda row: _day(row.facts.due)),
    LedgerColumn("basis", message("Basis of the date"), of=lambda row: _basis(row.facts.due_basis)),
    LedgerColumn("milestones", message("Milestones"), of=lambda row: _lines(map(_milestone, row.facts.checkpoints))),
    LedgerColumn("expected", message("Expected by now"), of=lambda row: percent_cell(row.facts.expected)),
    LedgerColumn("percent", message("Actual progress"), of=lambda row: percent_cell(row.facts.percent)),
    LedgerColumn("progress", message("Done so far"), of=lambda row: _text(row.words.progress)),
    LedgerColumn("problem", message("Problem"), of=lambda row: _text(row.words.problem)),
    LedgerColumn("next", message("Next"), of=lambda row: _text(row.words.next)),
    LedgerColumn("status", message("Status"), of=_status),
    LedgerColumn("light", message("Light"), of=lambda row: LightCell(row.evaluation.light, "name")),
    LedgerColumn("reasons", message("Why this light"), of=lambda row: LightCell(row.evaluation.light, "reasons")),
    LedgerColumn("asked", message("Extensions asked for"), of=_asked),
    LedgerColumn("why", message("Why extended"), of=lambda row: _lines(map(_request, row.extensions))),
    LedgerColumn("answers", message("Extensions answered"), of=lambda row: _lines(map(_answer, row.extensions))),
    LedgerColumn("last_report", message("Last report"), of=lambda row: _day(row.facts.last_report)),
    LedgerColumn("evidence", message("Evidence"), of=lambda row: _lines(row.words.sources)),
)
