"""Differences between two issues of a document, as text and as JSON."""

from collections.abc import Iterator

from plantrack.documents.reissue import ClausePlace, Difference, Reissue
from plantrack.errors import Message, message
from plantrack.model.plan import Plan
from plantrack.render.context import plain
from plantrack.render.envelope import Json, dump, fields
from plantrack.render.phrases import NOTHING


def as_json(found: Reissue, plan: Plan | None) -> str:
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


def as_text(found: Reissue, language: str) -> str:
    """Return each clause that came, went or changed with the tasks it affects, and a line of counts."""
    lines = [line for one in (*found.went, *found.changed, *found.came) for line in _lines(one)]
    counts = message("clauses: came {came}, went {went}, changed {changed}, the same {same}", came=len(found.came),
                     went=len(found.went), changed=len(found.changed), same=found.same)  # fmt: skip
    return "".join(f"{plain(line, language)}\n" for line in (*lines, counts))


def _lines(one: Difference) -> Iterator[Message]:
    old, new = one.old, one.new
    tasks = message(" [tasks: {refs}]", refs=", ".join(one.refs)) if one.refs else ""
    if old is None or new is None:
        came = message("came: {what}{tasks}", what=_named(new), tasks=tasks)
        yield came if old is None else message("went: {what}{tasks}", what=_named(old), tasks=tasks)
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
        return place.clause.kind.value if place.clause else NOTHING
    return (place.due if field == "due" else "、".join(getattr(place.duty, field))) or NOTHING
