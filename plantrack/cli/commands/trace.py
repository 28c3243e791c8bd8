"""The command that compares a plan with its document, and one edition of a document with the next: trace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from plantrack.cli.commands.import_plan import DocumentReader, reading
from plantrack.cli.context import Context
from plantrack.cli.options import TextOrJson
from plantrack.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ParsedDocument
    from plantrack.model.plan import Plan

PLAN = Argument(metavar="[PLAN]", help="The plan: a folder, or an id under plans/.")
TracedArgument = Annotated[
    Path | None, Argument(metavar="[DOCUMENT]", help="The document: .docx, .html, .pdf, .txt or .md.")
]
DiffOption = Annotated[
    tuple[Path, Path] | None,
    Option("--diff", metavar="OLD NEW", help="Compare two editions of a document and list the tasks affected."),
]


@reading(first={"plan": (Annotated[str | None, PLAN], None)})
def trace(
    context: Context,
    reader: DocumentReader,
    document: TracedArgument = None,
    diff: DiffOption = None,
    strict: Annotated[bool, Option("--strict", help="Exit code 1 if anything is open or differs.")] = False,
    form: TextOrJson = "text",
) -> None:
    """Show which clause of a document became which task of a plan. Lists what is left over on either side.

    With --diff: the clauses that were added, removed or changed between two editions.

    Example: plantrack trace shenzhen-sti-2024 harbour-2026.txt
    """
    if (document is None) == (diff is None):
        raise UsageError("write `trace PLAN DOCUMENT`, or compare two issues of a document: `trace --diff OLD NEW`")
    if document is not None:
        found = _cover(context, form, reader.read(document))
    else:
        old, new = map(reader.read, diff or ())
        found = _compare(context, form, (old, new))
    raise typer.Exit(1 if strict and found else 0)


def _cover(context: Context, form: str, parsed: ParsedDocument) -> int:
    """Show how the plan and the document cover each other; return how much is open."""
    from plantrack.documents.coverage import coverage
    from plantrack.render import traced

    found = coverage(context.plan, parsed)
    if form == "json":
        typer.echo(traced.as_json(found, context.plan), nl=False)
    else:
        ctx = context.output.render_context(context.plan, context.language)
        typer.echo(traced.as_text(found, ctx), nl=False, color=True)
    return found.open


def _compare(context: Context, form: str, editions: tuple[ParsedDocument, ParsedDocument]) -> int:
    """Show how two editions of a document differ; return in how many clauses."""
    from plantrack.documents.reissue import reissue
    from plantrack.render import reissued

    plan = _known_plan(context)
    found = reissue(*editions, plan)
    if form == "json":
        typer.echo(reissued.as_json(found, plan), nl=False)
    else:
        typer.echo(reissued.as_text(found, context.language_for(plan, default="zh")), nl=False)
    return len(found.came) + len(found.went) + len(found.changed)


def _known_plan(context: Context) -> Plan | None:
    """Return the plan that was named, or the only one here; None if there is none."""
    try:
        return context.plan
    except NotFoundError:
        if context.source.given:
            raise
        return None
