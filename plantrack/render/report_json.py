"""The periodic report for machines, one list per heading."""

from msgspec import UNSET
from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.model.basis import Attribution, Decision, basis_word
from plantrack.model.updates import AnyDated, record
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.envelope import (
    Json,
    basis,
    envelope,
    fields,
    indicator,
    lateness,
    light,
    narrowed,
    summary,
    task,
    units,
)
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.cells import LightCell, ListCell, ReportCell, ReportSection, UpdateCell
from plantrack.reports.changes import TaskChange, differ
from plantrack.reports.issue_number import issue_number
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.ranking import RankedUnit, UnitNumbers, ranking
from plantrack.reports.reminded import Reminded
from plantrack.reports.requests import AnsweredRequest
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.section_table import all_sections, report_sections


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report on a period, one list per heading."""
    return envelope(
        "report",
        ctx,
        period=fields(view.period, "first", "last", "label"),
        issue=issue_number(view),
        summary=summary(view.summary),
        previous=summary(view.previous),
        reached=[due_item(entry) for entry in view.reached],
        reported=[logged_update(update, ctx) for update in view.reported],
        late=[due_item(entry) for entry in view.late],
        past_promise=[due_item(entry) | {"done": entry.done} for entry in view.past_promise],
        amendments=[fields(one.update, "on", "by", "reason") | fields(one, "changes") for one in view.amendments],
        extensions=[asked_for(entry) for entry in view.extensions],
        extensions_by_unit=view.extensions_by_unit,
        ranked_by=view.plan.bulletin.rank_by,
        ranking=[ranked_unit(one) for one in ranking(view)],
        requests=[asked_for(entry) for entry in view.requests],
        reminded=[told(one, ctx) for one in view.reminded],
        at_risk=[task(evaluation) for evaluation in view.at_risk],
        unreported=[
            {"unit": entry.unit, "count": len(entry.tasks), "refs": [evaluation.ref for evaluation in entry.tasks]}
            for entry in view.unreported
        ],
        due_next=[due_item(entry) for entry in view.due_next],
        indicators=[indicator(line) for line in view.indicators],
        arrived_late=[logged_update(update, ctx) for update in view.arrived_late],
        assumed=view.assumed,
        changed=[changed(entry) | fields(entry, "direction") for entry in view.changed],
        restated=restated(view),
        sentences={on: [message_words(one, replace(ctx, language=on)) for one in bulletin(view)] for on in LANGUAGES},
        narrowed=narrowed(view.units, view.refs),
        grounds=view.provenance,
        tasks=[task(top) for top in view.roots],
        units=units(ctx),
        sections=[section(found, ctx) for found in all_sections(view).values()],
        shown=[found.key for found in report_sections(view)],
    )


def told(one: Reminded, ctx: RenderContext) -> Json:
    """Return a thing that was told, with the first record that answers it, null where nothing does."""
    matter = fields(one.matter, "cause", "ref", "due", "step", "period", "request")
    told_to = fields(one, "units", "levels", "first", "last", "times")
    return {**matter, **told_to, "answer": one.answer and logged_update(one.answer, ctx)}


def section(found: ReportSection, ctx: RenderContext) -> Json:
    """Return a section: words in both languages, cells as values that name their kind."""
    keys = [column.key for column in found.columns]
    return {
        "key": found.key,
        "title": said(found.title, ctx),
        "sentences": [said(words, ctx) for words in found.sentences],
        "columns": [{"key": c.key, "title": said(c.title, ctx), "number": c.number} for c in found.columns],
        "part": found.part,
        "paragraphs": [
            {"lead": value(one.lead, ctx), "sentences": [said(words, ctx) for words in one.sentences]}
            for one in found.paragraphs
        ],
        "shares": [fields(one, "meaning", "shade", "count") | {"share": value(one.share, ctx)} for one in found.shares],
        "rows": [dict(zip(keys, (value(cell, ctx) for cell in row), strict=True)) for row in found.rows],
    }


def said(words: Message | ListCell, ctx: RenderContext) -> Json:
    """Return words in both languages."""
    return {on: message_words(words, replace(ctx, language=on)) for on in LANGUAGES}


def value(found: object, ctx: RenderContext) -> object:
    """Return a cell, or what is in one, as values; words in both languages, a light and an update as elsewhere."""
    if isinstance(found, Message):
        return said(found, ctx)
    if isinstance(found, UpdateCell):
        return {"kind": "update", "update": record(found.update) | lateness(found.update, ctx)}
    if isinstance(found, LightCell):
        return {"kind": "light", **light(found.light)}
    if isinstance(found, ReportCell):
        values = {name: value(getattr(found, name), ctx) for name in found.__struct_fields__}
        return {"kind": found.__struct_config__.tag, **values}
    if isinstance(found, tuple):
        return [value(one, ctx) for one in found]
    known = None if found is UNSET else found
    return basis_word(known) if isinstance(known, Attribution | Decision) else known


def due_item(entry: DueItem) -> Json:
    """Return a task or milestone with the date that matters."""
    return {
        "ref": entry.ref, "task": entry.task.ref, "title": entry.item.title, "date": entry.day,
        "promised_due": entry.promised, "days_late": entry.days, "lead": entry.lead,
        "basis": basis(entry.lead_basis, entry.basis),
    }  # fmt: skip


def logged_update(update: AnyDated, ctx: RenderContext) -> Json:
    """Return an update as recorded, with the item it belongs to."""
    task = ctx.plan.task_of(update.ref or "")
    item = [*ctx.plan.lineage(task.ref)][-1].ref if task else None
    return {"item": item, **record(update), **lateness(update, ctx)}


def asked_for(entry: AnsweredRequest) -> Json:
    """Return a request with its answer; `own` is one that was approved by the person who asked."""
    ask, reply, titled = entry.ask, entry.reply, entry.milestone or entry.task
    return {
        "id": ask.id, "what": ask.what,
        "ref": ask.ref, "task": entry.task and entry.task.ref, "title": titled and titled.title, "lead": entry.lead,
        "asked_on": ask.on, "recorded_on": entry.recorded, "asked_by": ask.by, "reason": ask.reason,
        "due_before": entry.old, "promised_due": entry.promised, "asked_for": ask.due,
        "answer": entry.answer, "answered_on": reply and reply.on, "answered_by": reply and reply.by,
        "answer_reason": reply and reply.reason, "answer_source": reply and reply.source,
        "due_after": entry.granted, "days": entry.days, "late": entry.late, "own": entry.own,
    }  # fmt: skip


def ranked_unit(one: RankedUnit) -> Json:
    """Return a unit with its place and its numbers, beside those of the period before."""
    now, before = unit_numbers(one.now), one.before and unit_numbers(one.before)
    return fields(one, "unit", "place", "place_before", "extensions") | {"now": now, "before": before}


def unit_numbers(found: UnitNumbers) -> Json:
    """Return what a unit leads in numbers, and of the reports due how many were given."""
    return summary(found.summary) | {"reports_due": found.due, "reports_given": found.given}


def restated(view: PeriodicReport) -> Json:
    """Return the period before as it was known then, and what is known differently now."""
    found, then, now = view.restated, summary(view.restated.summary), summary(view.previous)
    return {
        **fields(found, "day", "known_at"), "summary": then,
        "numbers": [{"field": name, "old": then[name], "new": now[name]} for name in then if differ(then[name], now[name])],
        "tasks": [changed(one) | {"records": list(map(record, one.records))} for one in found.tasks],
    }  # fmt: skip


def changed(entry: TaskChange) -> Json:
    """Return a task and what is different about it."""
    return fields(entry.task, "ref", "title") | fields(entry, "differences")
