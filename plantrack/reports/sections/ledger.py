"""The ledger: a row for each task, with what was promised, who answers for it, how it stands, and what was said last.

A column is one entry of COLUMNS: its key, its title, and what stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.model.plan import Basis, Plan, Public, Task, Text, basis_word
from plantrack.reports.cells import (
    DayCell,
    LightCell,
    ListCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    UnitsCell,
    percent_cell,
)
from plantrack.reports.extensions import Extension
from plantrack.reports.indicators import IndicatorProgress, figure_cell, measured_cell, target_cell
from plantrack.reports.overview import NONE, LastWords
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.columns import named, reference
from plantrack.reports.sections.requests import answer, moved, request
from plantrack.reports.sections.rows import Value, table


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

    of: Callable[[LedgerRow], Value]


def ledger_column(key: str, title: str, of: Callable[[LedgerRow], Value]) -> LedgerColumn:
    """Return a column whose title is a message of the catalogue."""
    return LedgerColumn(key, message(title), of=of)


def ledger(view: PeriodicReport) -> ReportSection:
    """Return every task under its item, in the order of the plan."""
    rows = tuple(ledger_rows(view))
    found = table("ledger", message("Ledger"), COLUMNS, (tuple(c.of(row) for c in COLUMNS) for row in rows))
    return replace(found, levels=tuple(row.depth for row in rows))


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


def _units(units: tuple[str, ...], basis: Basis | None = None) -> UnitsCell | None:
    return UnitsCell(units, basis) if units else None


def _kind(row: LedgerRow) -> Message | None:
    return message(f"kind {row.task.kind}") if row.task.kind else None


def _status(row: LedgerRow) -> Message | None:
    return message(f"status {row.facts.status}") if row.facts.status else None


COLUMNS = (
    ledger_column("row", "Row", lambda row: row.number),
    ledger_column("ref", "No.", lambda row: reference(row.task.ref)),
    ledger_column("origin", "Task from", _origin),
    ledger_column("kind", "Kind", _kind),
    ledger_column("item", "Key work", lambda row: row.item.title),
    ledger_column("goal", "Goal", lambda row: row.task.title),
    ledger_column("indicators", "Indicators and targets", lambda row: _lines(map(_indicator, row.indicators))),
    ledger_column("measures", "Measures", lambda row: _lines(Text(d.zh, d.en) for d in row.task.directions)),
    ledger_column("official", "Lead official", _unknown),
    ledger_column("lead", "Lead", lambda row: _units(row.facts.lead, row.facts.lead_basis)),
    ledger_column("responsible", "Responsible unit", _unknown),
    ledger_column("support", "Support", lambda row: _units(row.facts.support)),
    ledger_column("contact", "Contact", lambda row: _lines(_people(row))),
    ledger_column("start", "Start", lambda row: row.start),
    ledger_column("promised", "Due, as promised", lambda row: row.facts.promised_due),
    ledger_column("due", "Due, in force", lambda row: row.facts.due),
    ledger_column("basis", "Basis of the date", lambda row: _basis(row.facts.due_basis)),
    ledger_column("milestones", "Milestones", lambda row: _lines(map(_milestone, row.facts.checkpoints))),
    ledger_column("expected", "Expected by now", lambda row: percent_cell(row.facts.expected)),
    ledger_column("percent", "Actual progress", lambda row: percent_cell(row.facts.percent)),
    ledger_column("progress", "Done so far", lambda row: row.words.progress or None),
    ledger_column("problem", "Problem", lambda row: row.words.problem or None),
    ledger_column("next", "Next", lambda row: row.words.next or None),
    ledger_column("status", "Status", _status),
    ledger_column("light", "Light", lambda row: LightCell(row.evaluation.light, "name")),
    ledger_column("reasons", "Why this light", lambda row: LightCell(row.evaluation.light, "reasons")),
    ledger_column("asked", "Extensions asked for", lambda row: len(row.extensions) or None),
    ledger_column("why", "Why extended", lambda row: _lines(map(_request, row.extensions))),
    ledger_column("answers", "Extensions answered", lambda row: _lines(map(_answer, row.extensions))),
    ledger_column("last_report", "Last report", lambda row: row.facts.last_report),
    ledger_column("evidence", "Evidence", lambda row: _lines(row.words.sources)),
)
