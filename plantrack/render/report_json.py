"""The periodic report for machines, one list per heading."""

from __future__ import annotations

from msgspec.structs import replace

from plantrack.model.update import record
from plantrack.render.bulletin import sentences
from plantrack.render.context import RenderContext
from plantrack.render.envelope import Json, dated, envelope, indicator, plain, task, text, told, units
from plantrack.reports.amendments import Amended
from plantrack.reports.changes import Restatement, TaskChange
from plantrack.reports.extensions import Extension
from plantrack.reports.periodic import MissingReport, PeriodicReport


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report on a period, one list per heading."""
    return envelope(
        "report",
        ctx,
        period={"first": view.period.first, "last": view.period.last, "label": view.period.label},
        summary=plain(view.summary),
        previous=plain(view.previous),
        reached=[dated(entry) for entry in view.reached],
        reported=[told(entry) for entry in view.reported],
        late=[dated(entry) for entry in view.late],
        amendments=[amended(entry) for entry in view.amendments],
        extensions=[extension(entry) for entry in view.extensions],
        extensions_by_unit=[plain(entry) for entry in view.extensions_by_unit],
        at_risk=[task(evaluation) for evaluation in view.at_risk],
        unreported=[silent(entry) for entry in view.unreported],
        due_next=[dated(entry) for entry in view.due_next],
        indicators=[indicator(line) for line in view.indicators],
        arrived_late=[told(entry) for entry in view.arrived_late],
        assumed=plain(view.assumed),
        changed=[changed(entry) for entry in view.changed],
        restated=restated(view.restated),
        sentences={on.language: list(sentences(view, on)) for on in replace(ctx, language="both").pages},
        narrowed={"unit": view.unit, "ref": view.ref},
        grounds=view.provenance and plain(view.provenance),
        tasks=[task(top) for top in view.roots],
        units=units(ctx),
    )


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
