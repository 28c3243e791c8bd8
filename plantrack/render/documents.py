"""Views of documents as text and as JSON: what was read, its coverage by a plan, the differences between two issues."""

from collections.abc import Iterable, Iterator
from itertools import chain

from plantrack.documents.coverage import Coverage
from plantrack.documents.parsed_document import Clause, DocumentFigure, Item, ParsedDocument
from plantrack.documents.reissue import ClausePlace, Difference, Reissue
from plantrack.errors import Message, message
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext, plain, spelled, visible
from plantrack.render.envelope import Json, dump, fields
from plantrack.render.phrases import NOTHING
from plantrack.render.text.layout import Block, TextTable, heading, pairs, styled, table
from plantrack.render.text.plain import written

SHOWN = 10
"""How many sentences in which nothing was read are shown after an import."""
_SPELLED = {code: words for code, words in spelled().items() if chr(code) not in "\n\t"}


def reading_json(reading: ParsedDocument, language: str) -> str:
    """Return everything that was read; reasons for skipping are in `language`."""
    sections = [fields(section, "number", "title", "offset") for section in reading.sections]
    planned = bool(reading.items) or reading.plan_heading is not None
    return dump({
        "schema": "plantrack.import/1",
        "document": fields(reading, "title", "issuer", "published") | fields(reading.source, "sha256", "encoding"),
        "summary": {"heading": reading.summary_heading, "sections": sections},
        "plan": {"heading": reading.plan_heading, "year": reading.year if planned else None},
        "plan_items": list(map(_item, reading.items)),
        "figures": [figure(one) for one in reading.figures],
        "targets": [figure(one) for one in reading.targets],
        "skipped": [fields(one, "what", "why", "offset") | {"why": plain(one.why, language)} for one in reading.skipped],
        "unplaced": [fields(one, "text", "offset", "tells") for one in reading.unplaced],
    })  # fmt: skip


def _item(item: Item) -> Json:
    """Return an item, or a part of one, with its tasks and parts."""
    tasks = [
        _entry(clause, "title", "kind", "quote", "offset", "recurs", "done")
        | {"milestones": [fields(stone, "title", "due") for stone in clause.milestones]}
        for clause in item.clauses
    ]
    return _entry(item, "number", "label", "title", "offset") | {"tasks": tasks, "parts": list(map(_item, item.parts))}


def _entry(entry: Item | Clause, *names: str) -> Json:
    """Return fields of an item or a clause, who is responsible, and its deadline."""
    deadline = entry.deadline
    due = {"due": deadline and deadline.due, "due_text": deadline and deadline.text}
    return {**fields(entry, *names), **fields(entry.duty, "lead", "support", "responsible", "people"), **due}


def figure(found: DocumentFigure) -> Json:
    """Return a figure of a document."""
    return fields(
        found, "quote", "value", "value_to", "unit", "qualifier", "kind", "label", "period", "section", "offset"
    )


def reading_text(reading: ParsedDocument, questions: int, ctx: RenderContext) -> str:
    """Return what was read, item by item, and how many questions the draft leaves open."""
    about = _about(reading, questions, ctx)
    if not reading.items:
        return written(ctx, about, *_unplaced(reading, ctx))
    say = ctx.say
    items = table(
        reading.items,
        (say("No."), "right", lambda item: str(item.number)),
        (say("Item"), "fold", lambda item: visible(item.title)),
        (say("Clauses"), "right", lambda item: str(sum(len(part.clauses) for part in item.walk()))),
        (say("Lead"), "fold", lambda item: _lead(item, ctx)),
        (say("Due"), "fold", lambda item: ctx.listed(_dues(item)) or NOTHING),
    )
    asked = any(_lead(item, ctx).startswith("?") for item in reading.items)
    notes: list[Block] = ["", say("?: the document does not say who leads")] if asked else []
    return written(ctx, about, "", items, *notes, *_unplaced(reading, ctx))


def _unplaced(reading: ParsedDocument, ctx: RenderContext) -> list[Block]:
    """Return the first of the sentences that tell something, in which nothing was read."""
    found = [visible(one.text) for one in reading.unplaced if one.tells]
    more = [ctx.say("and {n} more", n=len(found) - SHOWN)] if len(found) > SHOWN else []
    return _listed(ctx.say("Sentences of the document in which nothing was read"), [*found[:SHOWN], *more])


def _about(reading: ParsedDocument, questions: int, ctx: RenderContext) -> TextTable:
    say = ctx.say
    clauses = sum(1 for _ in reading.clauses())
    parts = say("sections {sections}, figures {figures}", sections=len(reading.sections), figures=len(reading.figures))
    plan = say("items {items}, clauses {clauses}, targets {targets}, left out {skipped}", items=len(reading.items),
               clauses=clauses, targets=len(reading.targets), skipped=len(reading.skipped))  # fmt: skip
    return pairs([
        (say("Title"), visible(reading.title or NOTHING)),
        (say("Issuer"), visible(reading.issuer or NOTHING)),
        (say("Published"), str(reading.published or NOTHING)),
        (say("Summary"), f"{visible(reading.summary_heading or NOTHING)}{_aside(parts, ctx)}"),
        (say("Plan"), f"{visible(reading.plan_heading or NOTHING)}{_aside(plan, ctx)}"),
        _when(reading, ctx),
        (say("Draft"), say("tasks {tasks}, directions {directions}", tasks=sum(not task.tasks for task in ctx.plan.walk()),
                           directions=sum(len(task.directions) for task in ctx.plan.walk()))),
        (say("Not understood"), str(sum(one.tells for one in reading.unplaced))),
        (say("To decide"), str(questions)),
    ])  # fmt: skip


def _when(reading: ParsedDocument, ctx: RenderContext) -> tuple[str, str]:
    """Return the year that the document names, or from which to which day its plan is drafted."""
    if reading.year and reading.year_stated and not (reading.period or reading.year_first):
        return ctx.say("Year"), str(reading.year)
    period = ctx.plan.period
    return ctx.say("Period"), ctx.say("{first} to {last}", first=period.first, last=period.last)


def _aside(words: str, ctx: RenderContext) -> str:
    return ctx.say(" ({note})", note=words)


def _entries(item: Item) -> Iterator[Item | Clause]:
    for part in item.walk():
        yield part
        yield from part.clauses


def _dues(item: Item) -> list[str]:
    deadlines = (entry.deadline for entry in _entries(item))
    return sorted({str(found.due) for found in deadlines if found and found.due})


def _lead(item: Item, ctx: RenderContext) -> str:
    """Return who leads, or the only unit responsible; several responsible units follow a question mark."""
    duties = [entry.duty for entry in _entries(item)]
    leads = (duty.lead or (duty.responsible if len(duty.responsible) == 1 else ()) for duty in duties)
    if lead := dict.fromkeys(chain.from_iterable(leads)):
        return ctx.listed(map(visible, lead))
    names = dict.fromkeys(chain.from_iterable(duty.responsible for duty in duties))
    return f"? {ctx.listed(map(visible, names))}".rstrip()


def on_terminal(text: str) -> str:
    """Return the text of a document with terminal control characters spelled out."""
    return text.translate(_SPELLED)


def coverage_json(found: Coverage, plan: Plan) -> str:
    """Return each clause with its tasks, and everything without a counterpart."""
    return dump({
        "schema": "plantrack.trace/1",
        "plan": plan.id,
        "open": found.open,
        "clauses": [
            {"item": one.item, **fields(one.clause, "title", "kind", "quote", "offset"), "tasks": one.refs}
            for one in found.clauses
        ],
        "tasks_without_clause": [fields(task, "ref", "title") for task in found.tasks],
        "figures_not_in_plan": [figure(one) for one in found.figures],
        "targets_not_in_plan": [figure(one) for one in found.targets],
        "figures_not_in_document": [one.id for one in found.extra_figures],
        "unplaced": [fields(one, "text", "offset") for one in found.unplaced],
    })  # fmt: skip


def coverage_text(found: Coverage, ctx: RenderContext) -> str:
    """Return the clauses with their tasks, what is open on either side, and a line of counts."""
    say = ctx.say
    clauses = table(
        found.clauses,
        (say("Item"), "right", lambda one: str(one.item)),
        (say("Clause"), "fold", lambda one: visible(one.clause.title)),
        (say("Task"), "fold", lambda one: ctx.listed(one.refs) if one.counterparts else styled((say("none"), "red"))),
    )
    parts: list[Block] = [clauses] if found.clauses else []
    tasks = (f"{task.ref} {visible(task.title)}" for task in found.tasks)
    extra = (f"{one.id} {ctx.title(one.label)} {visible(one.text)}" for one in found.extra_figures)
    parts += _listed(say("Tasks that no clause asks for"), tasks)
    parts += _listed(say("Figures of the document that the baseline lacks"), _figures(found.figures))
    parts += _listed(say("Numbers of the plan part that the plan lacks"), _figures(found.targets))
    parts += _listed(say("Figures of the baseline that the document lacks"), extra)
    sentences = (visible(one.text) for one in found.unplaced)
    parts += _listed(say("Sentences of the document in which nothing was read"), sentences)
    n, missing = len(found.clauses), len(found.missing)
    counts = say("clauses: {clauses}, with a task: {covered}; open on either side: {open}",
                 clauses=n, covered=n - missing, open=found.open)  # fmt: skip
    return written(ctx, *parts, *([""] if parts else []), counts)


def _listed(title: str, lines: Iterable[str]) -> list[Block]:
    shown = [f"  {line}" for line in lines]
    return [heading(title), *shown] if shown else []


def _figures(figures: Iterable[DocumentFigure]) -> Iterator[str]:
    return (f"{one.section} {visible(one.label)} {visible(one.quote)}" for one in figures)


def reissue_json(found: Reissue, plan: Plan | None) -> str:
    """Return the clauses that came, went and changed; `plan` is null without one."""
    return dump({
        "schema": "plantrack.trace/1",
        "plan": plan and plan.id,
        "same": found.same,
        **{name: list(map(_difference, getattr(found, name))) for name in ("came", "went", "changed")},
    })  # fmt: skip


def _difference(one: Difference) -> Json:
    return {"old": _place(one.old), "new": _place(one.new), "fields": one.fields, "tasks": one.refs}


def _place(place: ClausePlace | None) -> Json | None:
    return None if place is None else {
        "item": place.number, "title": place.entry.title, "kind": place.clause and place.clause.kind, "due": place.due,
        **fields(place.duty, "lead", "support", "responsible"), "offset": place.entry.offset,
    }  # fmt: skip


def reissue_text(found: Reissue, language: str) -> str:
    """Return each clause that came, went or changed with the tasks it affects, and a line of counts."""
    lines = [line for one in (*found.went, *found.changed, *found.came) for line in _lines(one)]
    counts = message("clauses: added {came}, removed {went}, changed {changed}, unchanged {same}", came=len(found.came),
                     went=len(found.went), changed=len(found.changed), same=found.same)  # fmt: skip
    return "".join(f"{plain(line, language)}\n" for line in (*lines, counts))


def _lines(one: Difference) -> Iterator[Message]:
    old, new = one.old, one.new
    tasks = message(" [tasks: {refs}]", refs=tuple(one.refs)) if one.refs else ""
    if old is None or new is None:
        came = message("added: {what}{tasks}", what=_named(new), tasks=tasks)
        yield came if old is None else message("removed: {what}{tasks}", what=_named(old), tasks=tasks)
        return
    yield message("changed: {what}{tasks}", what=_named(old), tasks=tasks)
    for field in one.fields:
        was, now = _value(old, field), _value(new, field)
        yield {
            "title": message("  text: {text}", text=now),
            "due": message("  due date: {old} → {new}", old=was, new=now),
            "lead": message("  lead: {old} → {new}", old=was, new=now),
            "support": message("  support: {old} → {new}", old=was, new=now),
            "responsible": message("  responsible: {old} → {new}", old=was, new=now),
            "collective": message("  all together: {old} → {new}", old=was, new=now),
            "kind": message("  kind: {old} → {new}", old=was, new=now),
        }[field]


def _named(place: ClausePlace | None) -> str:
    return f"{place.number} {place.entry.title}" if place else NOTHING


def _value(place: ClausePlace, field: str) -> object:
    if field == "title":
        return place.clause.quote if place.clause else place.item.title
    if field == "kind":
        return message(f"kind {place.clause.kind}") if place.clause else NOTHING
    return (place.due if field == "due" else tuple(getattr(place.duty, field))) or NOTHING
