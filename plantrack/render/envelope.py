"""The envelope of every JSON view, and the values that several of them hold."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light, TaskFacts
from plantrack.evaluation.progress import Change
from plantrack.model.plan import Text, basis_word
from plantrack.model.updates import Measurement, record
from plantrack.render.context import COMMAND, SPELLED, RenderContext
from plantrack.reports.indicators import IndicatorProgress
from plantrack.reports.periodic import DueItem, LoggedUpdate

Json = dict[str, Any]
_ESCAPED = {code: f"\\u{code:04x}" for code in SPELLED if code >= ord("\x7f")}
"""Hidden characters that JSON does not escape by itself."""


def dump(value: object) -> str:
    """Return a value as indented JSON that ends with a line feed, with hidden characters escaped."""
    written = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return COMMAND.sub(r"\\u0023", written.translate(_ESCAPED)) + "\n"


def envelope(view: str, ctx: RenderContext, **content: object) -> str:
    """Return the content of a view inside the envelope that every view has."""
    head = {"schema": f"plantrack.{view}/1", "plan": ctx.plan.id, "as_of": ctx.as_of, "known_at": ctx.known_at}
    judged = {"rules": ctx.rules.id} if ctx.rules else {}
    return dump({**head, **judged, **content})


def fields(value: Struct, *names: str) -> Json:
    """Return some fields of a value under their own names."""
    return {name: getattr(value, name) for name in names}


def text(words: Text) -> Json:
    """Return words in both languages."""
    return {"zh": words.zh, "en": words.en}


def task(evaluation: TaskEvaluation) -> Json:
    """Return one task as of a day, with those below it."""
    facts = evaluation.facts
    return {
        "ref": facts.task.ref,
        "title": text(facts.task.title),
        "kind": facts.task.kind,
        "lead": facts.lead,
        "support": facts.support,
        "basis": {"lead": basis_word(facts.lead_basis), "due": basis_word(facts.due_basis)},
        "status": facts.status,
        "percent": facts.percent,
        "expected": facts.expected,
        "reported": facts.reported,
        **light(evaluation.light),
        "due": facts.due,
        "promised_due": facts.promised_due,
        "days_past_promise": facts.days_past_promise,
        "last_report": facts.last_report,
        "milestones": milestones(facts),
        "children": [task(child) for child in evaluation.children],
    }


def light(found: Light) -> Json:
    """Return a light: its meaning, the colour it is shown in, and its reasons."""
    return {"light": found.meaning, "colour": found.shade, "reasons": [reason.code for reason in found.reasons]}


def milestones(facts: TaskFacts) -> list[Json]:
    """Return a task's milestones; `done` is the day one was reached, or null."""
    return [
        {
            "ref": point.milestone.ref,
            "title": text(point.milestone.title),
            "due": point.due,
            "done": point.done,
            "promised_due": point.promised_due,
            "basis": basis_word(point.basis),
        }
        for point in facts.checkpoints
    ]


def measure(found: Measurement) -> Json:
    """Return one measurement."""
    return fields(
        found, "value", "unit", "qualifier", "text", "on", "period", "published", "source", "comparable", "note"
    )


def change(found: Change | None) -> Json | None:
    """Return the change of a measurement against last year's figure."""
    return plain(found) if found else None


def indicator(line: IndicatorProgress) -> Json:
    """Return an indicator with last year's figure, its measurements and its target."""
    return {
        "id": line.indicator.id,
        "label": text(line.indicator.label),
        "unit": line.indicator.unit,
        "tasks": line.indicator.tasks,
        "headline": line.indicator.headline,
        "baseline": line.figure and fields(line.figure, "id", "value", "text"),
        "target": target(line),
        "measured": [measure(found) for found in line.measured],
        "latest": line.latest and measure(line.latest),
        "change": change(line.change),
    }


def target(line: IndicatorProgress) -> Json | None:
    """Return an indicator's target and what is missing to it, in the base unit."""
    wanted = line.indicator.target
    if wanted is None:
        return None
    target_fields = fields(wanted, "value", "value_to", "unit", "qualifier", "text")
    return {**target_fields, "basis": basis_word(wanted.basis), "missing": line.missing}


def plain(value: Struct) -> Json:
    """Return a value whose field names are its keys."""
    found: Json = msgspec.to_builtins(value)
    return found


def dated(entry: DueItem) -> Json:
    """Return a task or milestone with the date that matters."""
    titled = entry.milestone or entry.task
    return {
        "ref": entry.ref,
        "task": entry.task.ref,
        "title": text(titled.title),
        "date": entry.day,
        "promised_due": entry.promised,
        "days_late": entry.days,
        "lead": entry.lead,
        "basis": {"lead": basis_word(entry.lead_basis), "due": basis_word(entry.basis)},
    }


def logged_update(entry: LoggedUpdate) -> Json:
    """Return an update as recorded, with the item it belongs to."""
    return {"item": entry.top and entry.top.ref, **record(entry.update)}


def units(ctx: RenderContext) -> Json:
    """Return the directory of units, so that ids can be shown by name."""
    return {key: {"zh": unit.zh, "en": unit.en} for key, unit in ctx.plan.units.items()}
