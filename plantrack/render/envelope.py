"""The envelope of every JSON view, and the values that several of them hold."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import msgspec
from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Checkpoint, Light
from plantrack.evaluation.owing import days_late
from plantrack.model.basis import Basis, basis_word
from plantrack.model.percentages import rounded_percent
from plantrack.model.updates import AnyUpdate, Measurement
from plantrack.render.context import COMMAND, RenderContext, spelled
from plantrack.reports.indicators import IndicatorProgress
from plantrack.reports.summary import SHARES, Summary

Json = dict[str, Any]


def _escaped(code: int) -> str:
    """Return a character as JSON escapes it: beyond the first plane as two surrogates."""
    units = chr(code).encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


_ESCAPED = {code: _escaped(code) for code in spelled() if code >= ord("\x7f")}
"""Hidden characters that JSON does not escape by itself."""


def dump(value: object) -> str:
    """Return a value as indented JSON that ends with a line feed, with hidden characters escaped."""
    return _safe(msgspec.json.format(msgspec.json.encode(value, enc_hook=_number), indent=2)) + "\n"


def dump_line(value: object) -> str:
    """Return a value as JSON on one line, with hidden characters escaped."""
    return _safe(msgspec.json.encode(value, enc_hook=_number))


def _safe(written: bytes) -> str:
    return re.sub(COMMAND, r"\\u0023", written.decode().translate(_ESCAPED))


def _number(value: object) -> float | int:
    """Return a percentage as it is shown: they are the only exact fractions in any view."""
    if isinstance(value, Fraction):
        return rounded_percent(value)
    raise NotImplementedError


def envelope(view: str, ctx: RenderContext, **content: object) -> str:
    """Return the content of a view inside the envelope that every view has."""
    head: Json = {"schema": f"plantrack.{view}/1", "plan": ctx.plan.id, "as_of": ctx.as_of, "known_at": ctx.known_at}
    head |= {"projected": True} if ctx.projected else {}
    head |= {"only_readable": True} if ctx.partly else {}
    head |= {"example": ctx.plan.example} if ctx.plan.example else {}
    return dump(head | ({"rules": ctx.rules.id} if ctx.rules else {}) | content)


def fields(value: Struct, *names: str) -> Json:
    """Return some fields of a value under their own names."""
    return {name: getattr(value, name) for name in names}


def task(evaluation: TaskEvaluation) -> Json:
    """Return one task as of a day, with those below it."""
    facts = evaluation.facts
    return {
        **fields(facts.task, "ref", "title", "kind"),
        **fields(facts, "lead", "support"),
        "basis": basis(facts.lead_basis, facts.due_basis),
        **fields(facts, "status", "percent", "expected", "reported"),
        **light(evaluation.light),
        **fields(facts, "due", "promised_due", "days_past_promise", "last_report", "owes", "missed", "missed_since"),
        "next_due": facts.next_due and facts.next_due.day,
        "past_due": facts.past_due and facts.past_due.day,
        "milestones": [milestone(point) for point in facts.checkpoints],
        "pending": [fields(asked, "id", "what", "ref", "on", "by", "due", "reason") for asked in facts.pending],
        "refused": facts.refused and fields(facts.refused, "on", "by", "reason"),
        "children": [task(child) for child in evaluation.children],
    }


def milestone(point: Checkpoint) -> Json:
    """Return a milestone as of a day; `done` is the day it was reached, or null."""
    dates = fields(point, "due", "done", "promised_due", "days_past_promise")
    return {**fields(point.milestone, "ref", "title"), **dates, "basis": basis_word(point.basis)}


def basis(lead: Basis | None, due: Basis | None) -> Json:
    """Return where the lead and the due date of a task come from."""
    return {"lead": basis_word(lead), "due": basis_word(due)}


def light(found: Light) -> Json:
    """Return a light: its meaning, the colour it is shown in, and its reasons."""
    return {"light": found.meaning, "colour": found.shade, "reasons": [reason.code for reason in found.reasons]}


def measure(found: Measurement) -> Json:
    """Return one measurement."""
    names = ("value", "unit", "qualifier", "text", "on", "period", "published", "source", "comparable", "note")
    return fields(found, *names)


def indicator(line: IndicatorProgress) -> Json:
    """Return an indicator with last year's figure, its measurements, their change and its target."""
    return {
        **fields(line.indicator, "id", "label", "unit", "tasks", "headline"),
        "baseline": line.figure and fields(line.figure, "id", "value", "text"),
        "target": target(line),
        "measured": [measure(found) for found in line.measured],
        "latest": line.latest and measure(line.latest),
        "change": line.change,
    }


def target(line: IndicatorProgress) -> Json | None:
    """Return an indicator's target and what is missing to reach it, in the base unit."""
    found = line.indicator.target
    if found is None:
        return None
    values = fields(found, "value", "value_to", "unit", "qualifier", "text")
    return {**values, "basis": basis_word(found.basis), "missing": line.missing}


def narrowed(units: Sequence[str], refs: Sequence[str]) -> Json:
    """Return what a view was narrowed to; `unit` and `ref` are null where there is not exactly one."""
    (unit,), (ref,) = (found if len(found) == 1 else (None,) for found in (units, refs))
    return {"unit": unit, "ref": ref, "units": units, "refs": refs}


def summary(found: Summary) -> Json:
    """Return the plan in numbers. Of the older keys `tasks` are those not cancelled, `unreported` those owed."""
    older = {
        "tasks": found.counted, "late": found.overdue_tasks, "milestones_late": found.missed_milestones,
        "unreported": found.owed,
    }  # fmt: skip
    return {**found.counts(), **fields(found, *SHARES), **older, "total": found.tasks, "lights": found.lights}


def units(ctx: RenderContext) -> Json:
    """Return the directory of units, so that ids can be shown by name."""
    return {key: fields(unit.named_on(ctx.as_of), "zh", "en") for key, unit in ctx.plan.units.items()}


def lateness(update: AnyUpdate, ctx: RenderContext) -> Json:
    """Return by how many days a report for an earlier period came after it was due; nothing for any other update."""
    days = days_late(ctx.plan, update, ctx.calendar)
    return {} if days is None else {"days_late": days}
