"""The ledger as an annex: a row for each task under its item, what it was and became, and its last words.

Neighbours of an item on which nobody ever reported, and which stand alike, share a row.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.reports.cells import (
    DayCell,
    LightCell,
    ListCell,
    ReferencesCell,
    ReportCell,
    ReportSection,
    UnitsCell,
    became,
    percent_cell,
)
from plantrack.reports.overview import LastWords
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import (
    Values,
    column,
    counted_title,
    light_change,
    percent_change,
    reference,
    said_cell,
    table,
)
from plantrack.reports.sections.problems import troubled

COLUMNS = (
    cols.REF, cols.TASK, cols.LEAD, cols.DUE, cols.LIGHT, column("percent", "Progress"), cols.EXPECTED,
    column("progress", "Done so far"), column("problem", "Problem"), column("next", "Next step"),
)  # fmt: skip
SILENT = LastWords()


def progress_ledger(view: PeriodicReport) -> ReportSection:
    """Return every task under its item, in the order of the plan; a sentence names those past their promise."""
    before = {found.ref: found for found in walk(() if view.is_first else view.before)}
    parts = [(len([*view.plan.lineage(found[0].ref)]) - 1, found) for found in _parts(view, before)]
    rows = (_row(found, before, view) for _, found in parts)
    section = table("ledger", message("Ledger of progress"), COLUMNS, rows, *_past_promise(view))
    return replace(section, part="annex", levels=tuple(level for level, _ in parts))


def _past_promise(view: PeriodicReport) -> Iterator[Message]:
    found = (message("{ref} ({n} days)", ref=reference(entry.ref), n=entry.days) for entry in view.past_promise)
    if told := tuple(found):
        yield message("Past the date promised: {tasks}.", tasks=ListCell(told))


def _parts(view: PeriodicReport, before: dict[str, TaskEvaluation]) -> Iterator[Sequence[TaskEvaluation]]:
    """Yield the tasks of each row: one, or neighbours that share it."""
    for _, found in groupby(walk(view.roots), lambda found: _shared(found, before.get(found.ref), view)):
        yield tuple(found)


def _shared(found: TaskEvaluation, before: TaskEvaluation | None, view: PeriodicReport) -> Hashable:
    """Return what tasks of a row have in common; a task that has a row of its own shares it with none."""
    facts = found.facts
    parent = [one.ref for one in view.plan.lineage(found.ref)][1:2]
    alone = not parent or found.children or facts.last_report or found.ref in view.last_words or troubled(found)
    if alone or facts.promised_due not in (None, facts.due):
        return found.ref
    reasons = tuple(reason.code for reason in found.light.reasons)
    dates = facts.due, facts.due_basis, facts.expected
    return parent[0], facts.lead, found.light.meaning, reasons, before and before.light.meaning, dates


def _row(found: Sequence[TaskEvaluation], before: dict[str, TaskEvaluation], view: PeriodicReport) -> Values:
    first = found[0]
    was, facts, words = before.get(first.ref), first.facts, view.last_words.get(first.ref, SILENT)
    alone = len(found) == 1
    told = counted_title(facts.task, view.whole) if alone else message("{n} tasks, never reported on", n=len(found))
    lead = None if first.children else UnitsCell(facts.lead, facts.lead_basis)
    return (
        ReferencesCell(tuple(one.ref for one in found)), told, lead, _due(facts),
        LightCell(first.light) if first.children else light_change(first, was), percent_change(first, was),
        percent_cell(facts.expected),
        said_cell(words.progress), said_cell(words.problem), said_cell(words.next),
    )  # fmt: skip


def _due(facts: TaskFacts) -> ReportCell | None:
    """Return the date promised and the one in force."""
    if facts.due is None:
        return None
    promised = cols.promised_day(facts.promised_due, facts.task)
    due = DayCell(facts.due, facts.due_basis)
    return due if promised is None or promised.day == due.day else became(promised, due)
