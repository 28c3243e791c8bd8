"""A plan in the formats of other programs, and in ours: each is made of the plan's records."""

from typing import Any

from plantrack.exchange.records import Export, records
from plantrack.render.context import RenderContext
from plantrack.render.envelope import dump_line, envelope


def json(view: Export, ctx: RenderContext) -> str:
    """Return the records in the envelope that every view has."""
    return envelope("export", ctx, records=_named(view))


def jsonl(view: Export, ctx: RenderContext) -> str:
    """Return a record on each line."""
    return "".join(f"{dump_line(one)}\n" for one in _named(view))


def csv(view: Export, ctx: RenderContext) -> str:
    """Return one table of text."""
    from plantrack.exchange.csv import write

    return write(records(view))


def markdown(view: Export, ctx: RenderContext) -> str:
    """Return a table for each kind of record."""
    from plantrack.exchange.markdown import write

    return write(records(view))


def xlsx(view: Export, ctx: RenderContext) -> bytes:
    """Return a workbook with a sheet for each kind of record."""
    from plantrack.exchange.xlsx import write

    return write(records(view))


def taskwarrior(view: Export, ctx: RenderContext) -> str:
    """Return a task of Taskwarrior for each leaf and milestone."""
    from plantrack.exchange.taskwarrior import write

    return write(view, ctx.title)


def _named(view: Export) -> list[dict[str, Any]]:
    return [{"record": one.kind, **one.values} for one in records(view)]
