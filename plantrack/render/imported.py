"""What was read from a document, as text with a short table and as JSON."""

from __future__ import annotations

from plantrack.documents.parsed_document import Clause, Deadline, DocumentFigure, Duty, Item, ParsedDocument
from plantrack.render.context import SPELLED, RenderContext, visible
from plantrack.render.envelope import Json, dump, fields
from plantrack.render.phrases import NOTHING
from plantrack.render.text.layout import TextTable, pairs, table, written
from plantrack.render.update_text import plain

_SPELLED = {code: words for code, words in SPELLED.items() if chr(code) not in "\n\t"}


def as_json(reading: ParsedDocument, language: str) -> str:
    """Return everything that was read; reasons for skipping are in `language`."""
    source = reading.source
    return dump({
        "schema": "plantrack.import/1",
        "document": {
            "title": reading.title, "issuer": reading.issuer, "published": reading.published,
            "sha256": source.sha256, "encoding": source.encoding,
        },
        "summary": {
            "heading": reading.summary_heading,
            "sections": [{"number": s.number, "title": s.title, "offset": s.offset} for s in reading.sections],
        },
        "plan": {"heading": reading.plan_heading, "year": reading.year if _planned(reading) else None},
        "plan_items": [_item(item) for item in reading.items],
        "figures": [figure(one) for one in reading.figures],
        "targets": [figure(one) for one in reading.targets],
        "skipped": [
            {"what": one.what, "why": plain(one.why, language), "offset": one.offset} for one in reading.skipped
        ],
    })  # fmt: skip


def _planned(reading: ParsedDocument) -> bool:
    """Tell whether the document has a plan part."""
    return bool(reading.items) or reading.plan_heading is not None


def _item(item: Item) -> Json:
    duty = item.duty
    return {
        **fields(item, "number", "title", "offset"), **fields(duty, "lead", "support", "responsible"),
        **_due(item.deadline), "tasks": [_clause(clause) for clause in item.clauses],
    }  # fmt: skip


def _clause(clause: Clause) -> Json:
    return {
        **fields(clause, "title", "kind", "quote", "offset"), **fields(clause.duty, "lead", "support", "responsible"),
        **_due(clause.deadline),
    }  # fmt: skip


def _due(deadline: Deadline | None) -> Json:
    return {"due": deadline and deadline.due, "due_text": deadline and deadline.text}


def figure(found: DocumentFigure) -> Json:
    """Return a figure of a document."""
    return fields(
        found, "quote", "value", "value_to", "unit", "qualifier", "kind", "label", "period", "section", "offset"
    )


def as_text(reading: ParsedDocument, questions: int, ctx: RenderContext) -> str:
    """Return what was read, item by item, and how many questions the draft leaves open."""
    about = _about(reading, questions, ctx)
    if not reading.items:
        return written(ctx, about)
    sign = ctx.say("?: the document does not say who leads")
    asked = any(_lead(item, ctx).startswith("?") for item in reading.items)
    return written(ctx, about, "", _items(reading, ctx), *(["", sign] if asked else []))


def _about(reading: ParsedDocument, questions: int, ctx: RenderContext) -> TextTable:
    say = ctx.say
    clauses = sum(len(item.clauses) for item in reading.items)
    summary = say(
        "sections {sections}, figures {figures}", sections=len(reading.sections), figures=len(reading.figures)
    )
    plan = say("items {items}, clauses {clauses}, targets {targets}, left out {skipped}", items=len(reading.items),
               clauses=clauses, targets=len(reading.targets), skipped=len(reading.skipped))  # fmt: skip
    return pairs([
        (say("Title"), visible(reading.title or NOTHING)),
        (say("Issuer"), visible(reading.issuer or NOTHING)),
        (say("Published"), str(reading.published or NOTHING)),
        (say("Summary"), f"{visible(reading.summary_heading or NOTHING)} {_aside(summary, ctx)}"),
        (say("Plan"), f"{visible(reading.plan_heading or NOTHING)} {_aside(plan, ctx)}"),
        (say("Year"), str(reading.year or NOTHING)),
        (say("To decide"), str(questions)),
    ])  # fmt: skip


def _aside(words: str, ctx: RenderContext) -> str:
    return ctx.say(" ({note})", note=words).strip()


def _items(reading: ParsedDocument, ctx: RenderContext) -> TextTable:
    say = ctx.say
    return table(
        reading.items,
        (say("No."), "right", lambda item: str(item.number)),
        (say("Item"), "fold", lambda item: visible(item.title)),
        (say("Clauses"), "right", lambda item: str(len(item.clauses))),
        (say("Lead"), "fold", lambda item: _lead(item, ctx)),
        (say("Due"), "fold", lambda item: ctx.listed(_dues(item)) or NOTHING),
    )


def _dues(item: Item) -> list[str]:
    deadlines = (item.deadline, *(clause.deadline for clause in item.clauses))
    return sorted({str(found.due) for found in deadlines if found and found.due})


def _lead(item: Item, ctx: RenderContext) -> str:
    """Return who leads, or who is responsible alone; several responsible units follow a question mark."""
    duties = (item.duty, *(clause.duty for clause in item.clauses))
    lead = dict.fromkeys(name for duty in duties for name in duty.lead or duty.responsible[:1] * _alone(duty))
    if lead:
        return ctx.listed(map(visible, lead))
    held = dict.fromkeys(name for duty in duties for name in duty.responsible)
    return f"? {ctx.listed(map(visible, held))}" if held else "?"


def _alone(duty: Duty) -> bool:
    """Tell whether exactly one unit is responsible."""
    return len(duty.responsible) == 1


def on_terminal(text: str) -> str:
    """Return the text of a document with terminal control characters spelled out."""
    return text.translate(_SPELLED)
