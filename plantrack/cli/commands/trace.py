"""The command that holds a plan against its document, and one issue of a document against the next: trace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantrack.cli.commands.import_plan import (
    EncodingOption,
    PlanHeadingOption,
    SummaryHeadingOption,
    YearOption,
    read_document,
)
from plantrack.cli.context import Context
from plantrack.cli.language import Language
from plantrack.cli.options import LangOption, TextOrJson, open_context
from plantrack.cli.plan_source import PlanSource
from plantrack.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ParsedDocument
    from plantrack.model.plan import Plan

PlanArgument = Annotated[
    str | None, typer.Argument(metavar="[PLAN]", help="The plan: a folder, or an id under plans/.")
]
TracedArgument = Annotated[
    Path | None, typer.Argument(metavar="[DOCUMENT]", help="The document: .docx, .html, .pdf, .txt or .md.")
]


def trace(
    ctx: typer.Context,
    plan: PlanArgument = None,
    document: TracedArgument = None,
    diff: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--diff", metavar="OLD NEW", help="Compare two editions of a document and list the tasks affected."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 if anything is open or differs.")] = False,
    form: TextOrJson = "text",
    encoding: EncodingOption = None,
    plan_heading: PlanHeadingOption = None,
    summary_heading: SummaryHeadingOption = None,
    year: YearOption = None,
    lang: LangOption = None,
) -> None:
    """Show which clause of a document became which task of a plan. Lists what is left over on either side.

    With --diff: the clauses that were added, removed or changed between two editions.

    Example: plantrack trace shenzhen-sti-2024 harbour-2026.txt
    """
    from plantrack.documents.parsed_document import ImportHints

    context = open_context(ctx, Context(PlanSource(plan), Language(lang)))
    guide = ImportHints(plan_heading, summary_heading, year)
    if (document is None) == (diff is None):
        raise UsageError("write `trace PLAN DOCUMENT`, or compare two issues of a document: `trace --diff OLD NEW`")
    if document is not None:
        found = _cover(context, form, read_document(document, encoding, guide, context))
    else:
        old, new = (read_document(path, encoding, guide, context) for path in diff or ())
        found = _compare(context, form, (old, new), Language(lang))
    raise typer.Exit(1 if strict and found else 0)


def _cover(context: Context, form: str, reading: ParsedDocument) -> int:
    """Show how the plan and the document cover each other; return how much is open."""
    from plantrack.documents.coverage import coverage
    from plantrack.render import traced

    found = coverage(context.plan, reading)
    if form == "json":
        typer.echo(traced.as_json(found, context.plan), nl=False)
    else:
        ctx = context.output.render_context(context.plan, context.language)
        typer.echo(traced.as_text(found, ctx), nl=False, color=True)
    return found.open


def _compare(context: Context, form: str, issues: tuple[ParsedDocument, ParsedDocument], language: Language) -> int:
    """Show how two issues of a document differ; return in how many clauses."""
    from plantrack.documents.reissue import reissue
    from plantrack.render import reissued

    plan = _known_plan(context)
    found = reissue(*issues, plan)
    if form == "json":
        typer.echo(reissued.as_json(found, plan), nl=False)
    else:
        typer.echo(reissued.as_text(found, language.of(plan, default="zh")), nl=False)
    return len(found.came) + len(found.went) + len(found.changed)


def _known_plan(context: Context) -> Plan | None:
    """Return the plan that was named, or the only one here; without it, no tasks are told."""
    try:
        return context.plan
    except NotFoundError:
        if context.source.given:
            raise
        return None
