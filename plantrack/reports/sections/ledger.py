"""The ledger: a row for each task, with what was promised, who answers for it, its progress, and its last words.

A column is one entry of COLUMNS: its head, and the value of its cell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Checkpoint, Light, TaskFacts
from plantrack.model.basis import Basis, address, basis_word, decision
from plantrack.model.plan import Plan, Task, Text
from plantrack.reports.cells import (
    ChangeCell,
    DayCell,
    LightCell,
    LinkCell,
    ListCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TransitionCell,
    UnitsCell,
    percent_cell,
    points_cell,
)
from plantrack.reports.indicators import IndicatorProgress, figure_cell, measured_cell, target_cell
from plantrack.reports.overview import LastWords
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.requests import AnsweredRequest
from plantrack.reports.sections.columns import (
    DUE,
    Value,
    column,
    counted_title,
    named,
    promised_day,
    reference,
    said_cell,
    table,
)
from plantrack.reports.sections.outstanding import answer, moved, request

WHAT = "{what}: {words}"


class LedgerRow(Struct, frozen=True):
    """What a row is made from. `start` is None where none was given."""

    number: int
    depth: int
    plan: Plan
    whole: Plan
    item: Task
    light: Light
    before: TaskEvaluation | None
    facts: TaskFacts
    task: Task
    start: date | None
    indicators: tuple[IndicatorProgress, ...]
    extensions: tuple[AnsweredRequest, ...]
    words: LastWords


def ledger(view: PeriodicReport) -> ReportSection:
    """Return every task under its item, in the order of the plan."""
    rows, columns = tuple(ledger_rows(view)), tuple(head for head, _ in COLUMNS)
    found = table("ledger", message("Ledger"), columns, (tuple(of(row) for _, of in COLUMNS) for row in rows))
    return replace(found, levels=tuple(row.depth for row in rows))


def ledger_rows(view: PeriodicReport) -> Iterator[LedgerRow]:
    """Yield what the rows are made from."""
    asked: dict[str | None, list[AnsweredRequest]] = defaultdict(list)
    followed: dict[str, list[IndicatorProgress]] = defaultdict(list)
    for entry in sorted(view.extensions, key=attrgetter("ask.key")):
        asked[entry.task.ref if entry.task else None].append(entry)
    for line in view.indicators:
        for ref in line.indicator.tasks:
            followed[ref].append(line)
    before = {evaluation.ref: evaluation for evaluation in walk(view.before)}
    for number, evaluation in enumerate(walk(view.roots), 1):
        ref, facts, lineage = evaluation.ref, evaluation.facts, tuple(view.plan.lineage(evaluation.ref))
        given = facts.start != view.plan.period.first or any(task.start for task in lineage)
        yield LedgerRow(
            number, len(lineage) - 1, view.plan, view.whole, lineage[-1], evaluation.light, before.get(ref), facts,
            facts.task,
            facts.start if given else None, tuple(followed[ref]), tuple(asked[ref]),
            view.last_words.get(ref, LastWords()),
        )  # fmt: skip


def _lines(parts: Iterable[ReportCell | Message | Text | str]) -> ListCell | None:
    made = tuple(parts)
    return ListCell(made, "lines") if made else None


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
    return message(WHAT, what=label, words=ListCell(tuple(told), "clauses")) if told else label


def _people(row: LedgerRow) -> ListCell | None:
    return _lines(name for unit in row.facts.lead if unit in row.plan.units for name in row.plan.units[unit].people)


def _due(row: LedgerRow) -> ReportCell | None:
    """Return the date in force with its basis, and the one promised first where that is another one."""
    facts, promised = row.facts, promised_day(row.facts.promised_due, row.task)
    due = DayCell(facts.due, facts.due_basis) if facts.due else None
    return TransitionCell(promised, due) if promised and (due is None or promised.day != due.day) else due


def _change(row: LedgerRow) -> ChangeCell | None:
    """Return by how many points progress changed since the period before."""
    return points_cell(row.facts.percent, row.before.facts.percent) if row.before else None


def _basis(row: LedgerRow) -> ListCell | None:
    """Return where a date comes from: with the address of what was published, or with who decided it and when."""
    basis = row.facts.due_basis
    if basis is None:
        return _lines([message("basis plan")]) if row.facts.due and row.whole.mostly_assumed else None
    word = message(f"basis {basis_word(basis)}")
    if decided := decision(basis):
        return _lines([word, decided.by, DayCell(decided.on), *([decided.paper] if decided.paper else [])])
    link = address(basis)
    return _lines([word, LinkCell(link)] if link else [word])


def _milestone(point: Checkpoint) -> Message:
    stone, due = named(point.milestone.ref, point.milestone.title), DayCell(point.due, point.basis)
    if point.done and point.days_past_promise:
        late = message("{n} days after the promise", n=point.days_past_promise)
        return message("{what}: {words}, reached on {day}, {late}", what=stone, words=due, day=point.done, late=late)
    if point.done:
        return message("{what}: {words}, reached on {day}", what=stone, words=due, day=point.done)
    return message(WHAT, what=stone, words=due)


def _request(entry: AnsweredRequest) -> Message | ListCell:
    return ListCell((entry.ref, request(entry)), "name") if entry.milestone else request(entry)


def _answer(entry: AnsweredRequest) -> Message:
    return message(WHAT, what=moved(entry), words=answer(entry))


def _units(units: tuple[str, ...], basis: Basis | None | UnsetType = UNSET) -> UnitsCell | None:
    return UnitsCell(units, basis) if units else None


COLUMNS: tuple[tuple[ReportColumn, Callable[[LedgerRow], Value]], ...] = (
    (column("row", "Row"), lambda row: row.number),
    (column("ref", "No."), lambda row: reference(row.task.ref)),
    (column("origin", "Task from"), _origin),
    (column("kind", "Kind"), lambda row: message(f"kind {row.task.kind}") if row.task.kind else None),
    (column("item", "Key work"), lambda row: row.item.title),
    (column("goal", "Goal"), lambda row: counted_title(row.task, row.whole)),
    (column("indicators", "Indicators and targets"), lambda row: _lines(map(_indicator, row.indicators))),
    (column("measures", "Measures"), lambda row: _lines(Text(d.zh, d.en) for d in row.task.directions)),
    (column("official", "Lead official"), lambda _: None),  # as offices have it; no plan says it
    (column("lead", "Lead"), lambda row: _units(row.facts.lead, row.facts.lead_basis)),
    (column("responsible", "Responsible unit"), lambda _: None),  # the same
    (column("support", "Support"), lambda row: _units(row.facts.support)),
    (column("contact", "Contact"), _people),
    (column("start", "Start"), lambda row: row.start),
    (DUE, _due),
    (column("past_promise", "Days past the promise", number=True), lambda row: row.facts.days_past_promise or None),
    (column("basis", "Basis of the date"), _basis),
    (column("milestones", "Milestones"), lambda row: _lines(map(_milestone, row.facts.checkpoints))),
    (column("expected", "Expected by now"), lambda row: percent_cell(row.facts.expected)),
    (column("percent", "Actual progress"), lambda row: percent_cell(row.facts.percent)),
    (column("change", "Change", number=True), _change),
    (column("progress", "Done so far"), lambda row: said_cell(row.words.progress)),
    (column("problem", "Problem"), lambda row: said_cell(row.words.problem)),
    (column("next", "Next"), lambda row: said_cell(row.words.next)),
    (column("status", "Status"), lambda row: message(f"status {row.facts.status}") if row.facts.status else None),
    (column("light", "Light"), lambda row: LightCell(row.light, "all" if row.light.counts else "name")),
    (column("reasons", "Why this light"), lambda row: None if row.light.counts else LightCell(row.light, "reasons")),
    (column("asked", "Extensions asked for"), lambda row: len(row.extensions) or None),
    (column("why", "Why extended"), lambda row: _lines(map(_request, row.extensions))),
    (column("answers", "Extensions answered"), lambda row: _lines(map(_answer, row.extensions))),
    (column("last_report", "Last report"), lambda row: row.facts.last_report),
    (column("evidence", "Evidence"), lambda row: _lines(map(LinkCell, row.words.sources))),
)
