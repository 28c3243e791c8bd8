"""The periodic report for machines, one list per heading."""

from __future__ import annotations

from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.model.plan import Public, basis_word
from plantrack.model.updates import record
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.envelope import Json, dated, envelope, indicator, light, logged_update, plain, task, text, units
from plantrack.reports.amendments import Amended
from plantrack.reports.cells import LightCell, ListCell, ReportCell, ReportSection, UpdateCell
from plantrack.reports.changes import Restatement, TaskChange
from plantrack.reports.extensions import Extension
from plantrack.reports.periodic import MissingReport, PeriodicReport
from plantrack.reports.sections import report_sections
from plantrack.reports.sections.bulletin import bulletin


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report on a period, one list per heading."""
    return envelope(
        "report",
        ctx,
        period={"first": view.period.first, "last": view.period.last, "label": view.period.label},
        summary=plain(view.summary),
        previous=plain(view.previous),
        reached=[dated(entry) for entry in view.reached],
        reported=[logged_update(entry) for entry in view.reported],
        late=[dated(entry) for entry in view.late],
        amendments=[amended(entry) for entry in view.amendments],
        extensions=[extension(entry) for entry in view.extensions],
        extensions_by_unit=[plain(entry) for entry in view.extensions_by_unit],
        at_risk=[task(evaluation) for evaluation in view.at_risk],
        unreported=[silent(entry) for entry in view.unreported],
        due_next=[dated(entry) for entry in view.due_next],
        indicators=[indicator(line) for line in view.indicators],
        arrived_late=[logged_update(entry) for entry in view.arrived_late],
        assumed=plain(view.assumed),
        changed=[changed(entry) for entry in view.changed],
        restated=restated(view.restated),
        sentences={on.language: [message_words(one, on) for one in bulletin(view)] for on in languages(ctx)},
        narrowed={"unit": view.unit, "ref": view.ref},
        grounds=view.provenance and plain(view.provenance),
        tasks=[task(top) for top in view.roots],
        units=units(ctx),
        sections=[section(found, ctx) for found in report_sections(view)],
    )


def languages(ctx: RenderContext) -> tuple[RenderContext, ...]:
    """Return the page in each language."""
    return replace(ctx, language="both").pages


def section(found: ReportSection, ctx: RenderContext) -> Json:
    """Return a section: words in both languages, cells as values that name their kind."""
    columns = [
        {"key": column.key, "title": said(column.title, ctx), "number": column.number} for column in found.columns
    ]
    return {
        "key": found.key,
        "title": said(found.title, ctx),
        "sentences": [said(words, ctx) for words in found.sentences],
        "columns": columns,
        "rows": [
            {column.key: value(cell, ctx) for column, cell in zip(found.columns, row, strict=True)}
            for row in found.rows
        ],
    }


def said(words: Message | ListCell, ctx: RenderContext) -> Json:
    """Return words in both languages."""
    return {on.language: message_words(words, on) for on in languages(ctx)}


def value(found: object, ctx: RenderContext) -> object:
    """Return a cell, or what is in one, as values; words in both languages, a light and an update as elsewhere."""
    if isinstance(found, Message):
        return said(found, ctx)
    if isinstance(found, UpdateCell):
        return {"kind": "update", "update": record(found.update)}
    if isinstance(found, LightCell):
        return {"kind": "light", **light(found.light)}
    if isinstance(found, ReportCell):
        fields = {name: value(getattr(found, name), ctx) for name in found.__struct_fields__}
        return {"kind": found.__struct_config__.tag, **fields}
    if isinstance(found, tuple):
        return [value(one, ctx) for one in found]
    return basis_word(found) if isinstance(found, Public) else found


def silent(entry: MissingReport) -> Json:
    """Return a unit and the references on which it owes a report."""
    return {"unit": entry.unit, "count": len(entry.tasks), "refs": [evaluation.ref for evaluation in entry.tasks]}


def amended(entry: Amended) -> Json:
    """Return an adoption after the first, with what it changed; `field` is null for a reference as a whole."""
    said = entry.update
    return {"on": said.on, "by": said.by, "reason": said.reason, "changes": [plain(change) for change in entry.changes]}


def extension(entry: Extension) -> Json:
    """Return a request to move a due date, with its answer."""
    ask, reply, titled = entry.ask, entry.reply, entry.milestone or entry.task
    return {
        "ref": ask.ref,
        "task": entry.task and entry.task.ref,
        "title": titled and text(titled.title),
        "lead": entry.lead,
        "asked_on": ask.on,
        "asked_by": ask.by,
        "reason": ask.reason,
        "due_before": entry.old,
        "promised_due": entry.promised,
        "asked_for": ask.due,
        "answer": entry.answer,
        "answered_on": reply and reply.on,
        "answered_by": reply and reply.by,
        "answer_reason": reply and reply.reason,
        "due_after": entry.granted,
        "days": entry.days,
        "late": entry.late,
    }


def changed(entry: TaskChange) -> Json:
    """Return a task, what is different about it since the period before, and where its light went."""
    differences = [plain(difference) for difference in entry.differences]
    return {
        "ref": entry.task.ref,
        "title": text(entry.task.title),
        "differences": differences,
        "direction": entry.direction,
    }


def restated(found: Restatement) -> Json:
    """Return the period before as it was known at its end, and what is known otherwise now, with the records."""
    return {
        "day": found.day,
        "known_at": found.known_at,
        "summary": plain(found.summary),
        "numbers": [plain(number) for number in found.numbers],
        "tasks": [
            {
                "ref": entry.task.ref,
                "title": text(entry.task.title),
                "differences": [plain(difference) for difference in entry.differences],
                "records": [record(update) for update in entry.records],
            }
            for entry in found.tasks
        ],
    }
