"""A plan in the formats of other programs, and in ours: each is made of the plan's records."""

from typing import Any

from plantrack.exchange.records import Export, records
from plantrack.render.context import RenderContext
from plantrack.render.envelope import envelope, line


def json(view: Export, ctx: RenderContext) -> str:
    """Return the records in the envelope that every view has."""
    return envelope("export", ctx, records=_named(view))


def jsonl(view: Export, ctx: RenderContext) -> str:
    """Return a record on each line."""
    return "".join(map(line, _named(view)))


def _named(view: Export) -> list[dict[str, Any]]:
    return [{"record": one.kind, **one.values} for one in records(view)]
