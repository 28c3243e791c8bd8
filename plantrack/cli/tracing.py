"""The command that holds a plan against its document, and one issue of a document against the next: trace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plantrack.cli.desk import Desk, page_on, spoken_language
from plantrack.cli.importing import (
    EncodingOption,
    PlanHeadingOption,
    SummaryHeadingOption,
    YearOption,
    read_document,
)
from plantrack.cli.options import LangOption
from plantrack.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from plantrack.documents.document import ParsedDocument
    from plantrack.model.plan import Plan

PlanArgument = Annotated[
    str | None,
    typer.Argument(metavar="[PLAN]", help="The plan: a folder, or an id under plans/."),
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
        typer.Option("--diff", metavar="OLD NEW", help="Compare two issues of a document, and name the tasks touched."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 if anything is open or differs.")] = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write it.")] = "text",
    encoding: EncodingOption = None,
    plan_heading: PlanHeadingOption = None,
    summary_heading: SummaryHeadingOption = None,
    year: YearOption = None,
    lang: LangOption = None,
) -> None:
    """Show which clause of a document became which task of a plan. What is left over on either side is told.

    With --diff: the clauses that came, went or changed from one issue to the next.

    Example: plantrack trace shenzhen-sti-2024 harbour-2026.txt
    """
    from plantrack.documents.document import ImportHints

    desk = ctx.find_root().obj = Desk(plan, lang)
    guide = ImportHints(plan_heading, summary_heading, year)
    if (document is None) == (diff is None):
        raise UsageError("write `trace PLAN DOCUMENT`, or compare two issues of a document: `trace --diff OLD NEW`")
    if document is not None:
        found = _cover(desk, form, read_document(document, encoding, guide, desk))
    else:
        old, new = (read_document(path, encoding, guide, desk) for path in diff or ())
        found = _compare(desk, form, (old, new), lang)
    raise typer.Exit(1 if strict and found else 0)


def _cover(desk: Desk, form: str, reading: ParsedDocument) -> int:
    """Show how the plan and the document cover each other; return how much is open."""
    from plantrack.documents.coverage import coverage
    from plantrack.render import traced

    found = coverage(desk.plan, reading)
    if form == "json":
        typer.echo(traced.as_json(found, desk.plan), nl=False)
    else:
        page = page_on(desk.plan, desk.language, terminal=sys.stdout.isatty())
        typer.echo(traced.as_text(found, page), nl=False, color=True)
    return found.open


def _compare(desk: Desk, form: str, issues: tuple[ParsedDocument, ParsedDocument], lang: str | None) -> int:
    """Show how two issues of a document differ; return in how many clauses."""
    from plantrack.documents.reissue import reissue
    from plantrack.render import reissued

    plan = _known_plan(desk)
    found = reissue(*issues, plan)
    if form == "json":
        typer.echo(reissued.as_json(found, plan), nl=False)
    else:
        typer.echo(reissued.as_text(found, spoken_language(lang, plan, otherwise="zh")), nl=False)
    return len(found.came) + len(found.went) + len(found.changed)


def _known_plan(desk: Desk) -> Plan | None:
    """Return the plan that was named, or the only one here; without it, no tasks are told."""
    try:
        return desk.plan
    except NotFoundError:
        if desk.named:
            raise
        return None


COMMANDS = {"trace": trace}
