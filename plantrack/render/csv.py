"""Lists as CSV, for spreadsheets and scripts: RFC 4180 in UTF-8 without a byte-order mark, and no formulas.

Columns and codes are the same in every language; titles, names of units and what a record says are in the reader's.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.model.basis import basis_word
from plantrack.model.percentages import Number, rounded_percent
from plantrack.model.updates import minute_in
from plantrack.render.context import RenderContext, visible
from plantrack.render.update_text import said
from plantrack.reports.agenda import Agenda, AgendaEntry
from plantrack.reports.ledgers import Ledgers
from plantrack.reports.listing import MilestoneOfTask
from plantrack.reports.log import Log, LogEntry

Cell = str | int | float | date | None
Row = dict[str, Cell]
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula."""
TASK = (
    "ref", "title", "item", "kind", "lead", "support", "status", "percent", "expected", "light", "reasons", "due",
    "promised_due", "days_past_promise", "last_report", "milestones_reached", "milestones",
)  # fmt: skip
MILESTONE = ("ref", "title", "task", "task_title", "lead", "due", "basis", "promised_due", "reached", "days_late")
AGENDA = (
    "day", "workdays", "overdue", "kind", "refs", "title", "units", "basis", "period", "missed", "request", "asked_by",
)  # fmt: skip
LEDGER = ("unit", "name", "period", "due", "on", "days_late", "files", "changed")
RECORD = ("on", "recorded", "by", "ref", "title", "kind", "what", "source", "in_force", "id", "act")


def listing(view: Sequence[TaskEvaluation], ctx: RenderContext) -> str:
    """Return a row for each of the chosen tasks."""
    return _table(TASK, (_task(one, ctx) for one in view))


def _task(one: TaskEvaluation, ctx: RenderContext) -> Sequence[Cell]:
    facts, light = one.facts, one.light
    *_, item = ctx.plan.lineage(facts.task.ref)
    return (
        facts.task.ref, ctx.title(facts.task.title), item.ref, facts.task.kind, ctx.units(facts.lead),
        ctx.units(facts.support), facts.status, _percent(facts.percent), _percent(facts.expected), light.meaning,
        " ".join(reason.code for reason in light.reasons), facts.due, facts.promised_due, facts.days_past_promise,
        facts.last_report, sum(point.done is not None for point in facts.checkpoints), len(facts.checkpoints),
    )  # fmt: skip


def _percent(percent: Number | None) -> float | None:
    return None if percent is None else rounded_percent(percent)


def milestones(view: Sequence[MilestoneOfTask], ctx: RenderContext) -> str:
    """Return a row for each of the chosen milestones."""
    return _table(
        MILESTONE,
        (
            (
                point.milestone.ref, ctx.title(point.milestone.title), one.ref, ctx.title(one.facts.task.title),
                ctx.units(one.facts.lead), point.due, basis_word(point.basis), point.promised_due, point.done,
                (point.days_past_promise if point.done else point.overdue and point.days_late) or 0,
            )
            for one, point in view
        ),
    )  # fmt: skip


def agenda(view: Agenda, ctx: RenderContext) -> str:
    """Return a row for each thing to do; of a report on several tasks, with all their references."""
    return _table(AGENDA, (_entry(entry, ctx) for entry in view.entries))


def _entry(entry: AgendaEntry, ctx: RenderContext) -> Sequence[Cell]:
    title = ctx.plan.title_of(entry.refs[0]) if len(entry.refs) == 1 else None
    return (
        entry.day, entry.workdays, "yes" if entry.overdue else "no", entry.kind, " ".join(map(visible, entry.refs)),
        ctx.title(title) if title else "", ctx.units(entry.units), basis_word(entry.basis),
        entry.period.label if entry.period else "", entry.missed or "",
        visible(entry.request.name) if entry.request else "", visible(entry.request.by) if entry.request else "",
    )  # fmt: skip


def log(view: Log, ctx: RenderContext) -> str:
    """Return a row for each update in order of recording; those of unknown kinds have no row."""
    return _table(RECORD, (_record(entry, ctx) for entry in view.entries))


def _record(entry: LogEntry, ctx: RenderContext) -> Sequence[Cell]:
    update = entry.update
    sources = "; ".join(map(visible, update.sources))
    title = ctx.plan.title_of(update.ref) if update.ref else None
    return (
        update.on, minute_in(update.at, ctx.plan.zone), visible(update.by), visible(update.ref or ""),
        ctx.title(title) if title else "", str(update.__struct_config__.tag),
        said(update, ctx, late=entry.late), sources, "yes" if entry.in_force else "no", visible(update.id), visible(update.act),
    )  # fmt: skip


def ledgers(view: Ledgers, ctx: RenderContext) -> str:
    """Return a row for each unit whose ledger was due."""
    return _table(
        LEDGER,
        (
            (one.unit, ctx.units((one.unit,)), view.period.label, view.due, one.on, one.days_late, one.files, one.changed)
            for one in view.units
        ),
    )  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    file = StringIO()
    written = csv.writer(file)
    written.writerow(columns)
    written.writerows([_inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return file.getvalue()


def _inert(text: str) -> str:
    """Return text in which a spreadsheet sees no formula."""
    return f"'{text}" if _FORMULA.match(text) else text
