"""Plain lines about a ledger that came back: which cell changed what, and which changed on both sides."""

from plantrack.ledger.ledger_columns import NOTE, TABLES
from plantrack.ledger.merging import ChangedCell
from plantrack.ledger.outgoing import DONE, OPEN
from plantrack.ledger.returned import Returned
from plantrack.render.cell_width import shortened
from plantrack.render.context import RenderContext, plain, visible

WIDEST = 60
"""The most cells of a text that are shown of it."""
_TITLES = {column.key: column.title for table in reversed(TABLES.values()) for column in table}


def taken_line(returned: Returned, file: str, changed: int, ctx: RenderContext, *, dry_run: bool, short: str) -> str:
    """Return which ledger a file is, and how many cells were recorded."""
    facts = {"file": file, "unit": ctx.units((returned.stamp.unit,)), "period": returned.stamp.period, "count": changed}
    if dry_run:
        return ctx.say("{file}: {unit}, {period}: cells that would be recorded: {count}", **facts)
    if not changed:
        return ctx.say("{file}: {unit}, {period}: came in with nothing filled in (id {id})", **facts, id=short)
    return ctx.say("{file}: {unit}, {period}: cells recorded: {count} (id {id})", **facts, id=short)


def changed_line(change: ChangedCell, ctx: RenderContext) -> str:
    """Return where a cell stands, what it is about, what was sent and what it says now."""
    new = _words(change.key, change.filled.value, change.filled.text, ctx)
    if change.sent:
        new = ctx.say("{old} → {new}", old=_words(change.key, change.sent, change.sent, ctx), new=new)
    return ctx.say("  {place}: {ref} {column}: {said}", **_about(change, ctx), said=new)


def conflict_line(change: ChangedCell, ctx: RenderContext) -> str:
    """Return where a cell stands that changed on both sides, with both values."""
    ours = _words(change.key, change.ours or "", change.ours or "", ctx)
    theirs = _words(change.key, change.filled.value, change.filled.text, ctx)
    said = ctx.say("recorded by now {ours}, in the file {theirs}", ours=ours or "–", theirs=theirs)
    return ctx.say("  {place}: {ref} {column}: {said}", **_about(change, ctx), said=said)


def _about(change: ChangedCell, ctx: RenderContext) -> dict[str, object]:
    title = NOTE.title if change.key == NOTE.key and change.ref in ctx.plan.milestones else _TITLES[change.key]
    place, ref = visible(change.filled.place), visible(change.ref)
    return {"place": place, "ref": ref, "column": plain(title, ctx.language)}


def _words(key: str, value: str, text: str, ctx: RenderContext) -> str:
    """Return a value as people know it."""
    if key == "status" and value:
        status = value
        return ctx.say(f"status {status}")
    if key == "reached":
        return {DONE: ctx.say("reached"), OPEN: ctx.say("not reached")}.get(value, "")
    return f"{value}%" if key == "percent" and value else shortened(visible(text), WIDEST)
