"""What was read from a document, as text with a short table and as JSON."""

from itertools import chain

from plantrack.documents.parsed_document import Clause, DocumentFigure, Item, ParsedDocument
from plantrack.render.context import SPELLED, RenderContext, plain, visible
from plantrack.render.envelope import Json, dump, fields
from plantrack.render.phrases import NOTHING
from plantrack.render.text.layout import TextTable, pairs, table
from plantrack.render.text.plain import written

_SPELLED = {code: words for code, words in SPELLED.items() if chr(code) not in "\n\t"}


def as_json(reading: ParsedDocument, language: str) -> str:
    """Return everything that was read; reasons for skipping are in `language`."""
    sections = [fields(section, "number", "title", "offset") for section in reading.sections]
    planned = bool(reading.items) or reading.plan_heading is not None
    return dump({
        "schema": "plantrack.import/1",
        "document": fields(reading, "title", "issuer", "published") | fields(reading.source, "sha256", "encoding"),
        "summary": {"heading": reading.summary_heading, "sections": sections},
        "plan": {"heading": reading.plan_heading, "year": reading.year if planned else None},
        "plan_items": [
            _entry(item, "number", "title", "offset")
            | {"tasks": [_entry(clause, "title", "kind", "quote", "offset") for clause in item.clauses]}
            for item in reading.items
        ],
        "figures": [figure(one) for one in reading.figures],
        "targets": [figure(one) for one in reading.targets],
        "skipped": [fields(one, "what", "why", "offset") | {"why": plain(one.why, language)} for one in reading.skipped],
    })  # fmt: skip


def _entry(entry: Item | Clause, *names: str) -> Json:
    """Return fields of an item or a clause, who is responsible, and its deadline."""
    deadline = entry.deadline
    due = {"due": deadline and deadline.due, "due_text": deadline and deadline.text}
    return {**fields(entry, *names), **fields(entry.duty, "lead", "support", "responsible"), **due}


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
    say = ctx.say
    items = table(
        reading.items,
        (say("No."), "right", lambda item: str(item.number)),
        (say("Item"), "fold", lambda item: visible(item.title)),
        (say("Clauses"), "right", lambda item: str(len(item.clauses))),
        (say("Lead"), "fold", lambda item: _lead(item, ctx)),
        (say("Due"), "fold", lambda item: ctx.listed(_dues(item)) or NOTHING),
    )
    asked = any(_lead(item, ctx).startswith("?") for item in reading.items)
    return written(ctx, about, "", items, *(["", say("?: the document does not say who leads")] if asked else []))


def _about(reading: ParsedDocument, questions: int, ctx: RenderContext) -> TextTable:
    say = ctx.say
    clauses = sum(len(item.clauses) for item in reading.items)
    parts = say("sections {sections}, figures {figures}", sections=len(reading.sections), figures=len(reading.figures))
    plan = say("items {items}, clauses {clauses}, targets {targets}, left out {skipped}", items=len(reading.items),
               clauses=clauses, targets=len(reading.targets), skipped=len(reading.skipped))  # fmt: skip
    return pairs([
        (say("Title"), visible(reading.title or NOTHING)),
        (say("Issuer"), visible(reading.issuer or NOTHING)),
        (say("Published"), str(reading.published or NOTHING)),
        (say("Summary"), f"{visible(reading.summary_heading or NOTHING)} {_aside(parts, ctx)}"),
        (say("Plan"), f"{visible(reading.plan_heading or NOTHING)} {_aside(plan, ctx)}"),
        (say("Year"), str(reading.year or NOTHING)),
        (say("To decide"), str(questions)),
    ])  # fmt: skip


def _aside(words: str, ctx: RenderContext) -> str:
    return ctx.say(" ({note})", note=words).strip()


def _dues(item: Item) -> list[str]:
    deadlines = (item.deadline, *(clause.deadline for clause in item.clauses))
    return sorted({str(found.due) for found in deadlines if found and found.due})


def _lead(item: Item, ctx: RenderContext) -> str:
    """Return who leads, or the only unit responsible; several responsible units follow a question mark."""
    duties = (item.duty, *(clause.duty for clause in item.clauses))
    leads = (duty.lead or (duty.responsible if len(duty.responsible) == 1 else ()) for duty in duties)
    if lead := dict.fromkeys(chain.from_iterable(leads)):
        return ctx.listed(map(visible, lead))
    names = dict.fromkeys(chain.from_iterable(duty.responsible for duty in duties))
    return f"? {ctx.listed(map(visible, names))}".rstrip()


def on_terminal(text: str) -> str:
    """Return the text of a document with terminal control characters spelled out."""
    return text.translate(_SPELLED)
