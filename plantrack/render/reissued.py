"""Differences between two issues of a document, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.documents.reissue import ClausePlace, Difference, Reissue
from plantrack.errors import Message, message
from plantrack.model.plan import Plan
from plantrack.render.envelope import Json, dump
from plantrack.render.phrases import NOTHING
from plantrack.render.update_text import plain


def as_json(found: Reissue, plan: Plan | None) -> str:
    """Return the clauses that came, went and changed; `plan` is null without one."""
    return dump({
        "schema": "plantrack.trace/1",
        "plan": plan and plan.id,
        "same": found.same,
        "came": [_difference(one) for one in found.came],
        "went": [_difference(one) for one in found.went],
        "changed": [_difference(one) for one in found.changed],
    })  # fmt: skip


def _difference(one: Difference) -> Json:
    return {"old": _place(one.old), "new": _place(one.new), "fields": one.fields, "tasks": one.refs}


def _place(place: ClausePlace | None) -> Json | None:
    if place is None:
        return None
    return {
        "item": place.number, "title": place.entry.title, "kind": place.clause and place.clause.kind, "due": place.due,
        "lead": place.duty.lead, "support": place.duty.support, "responsible": place.duty.responsible,
        "offset": place.entry.offset,
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
    changes = {
        "title": message("  text: {text}", text=new.clause.quote if new.clause else new.item.title),
        "due": message("  due date: {old} → {new}", old=old.due or NOTHING, new=new.due or NOTHING),
        "lead": message("  lead: {old} → {new}", old=_names(old.duty.lead), new=_names(new.duty.lead)),
        "support": message("  support: {old} → {new}", old=_names(old.duty.support), new=_names(new.duty.support)),
        "responsible": message("  responsible: {old} → {new}",
                               old=_names(old.duty.responsible), new=_names(new.duty.responsible)),
        "collective": message("  all together: {old} → {new}",
                              old=_names(old.duty.collective), new=_names(new.duty.collective)),
        "kind": message("  kind: {old} → {new}", old=_kind(old), new=_kind(new)),
    }  # fmt: skip
    yield from (changes[field] for field in one.fields)


def _named(place: ClausePlace | None) -> str:
    return f"{place.number} {place.entry.title}" if place else NOTHING


def _kind(place: ClausePlace) -> str:
    return place.clause.kind.value if place.clause else NOTHING


def _names(names: Sequence[str]) -> str:
    return "、".join(names) or NOTHING
