"""A plan in the formats of other programs, and in ours: each is made of the plan's records."""

from plantrack.exchange.records import Export, records
from plantrack.render.context import RenderContext
from plantrack.render.envelope import envelope


def json(view: Export, ctx: RenderContext) -> str:
    """Return the records in the envelope that every view has."""
    return envelope("export", ctx, records=[{"record": one.kind, **one.values} for one in records(view)])
