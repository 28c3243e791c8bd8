"""The command that drafts a plan from a published document: import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantrack.cli.context import Context
from plantrack.cli.language import Language
from plantrack.cli.options import LangOption, NoWriteOption, TextOrJson, open_context
from plantrack.cli.output import Output, echo, echo_written, progress
from plantrack.cli.plan_source import PlanSource
from plantrack.errors import PlanError, message
from plantrack.files import typed
from plantrack.journal import is_empty, new_files
from plantrack.planfile.draft_target import DraftTarget, draft_folder

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ImportHints, ParsedDocument

DocumentArgument = Annotated[
    Path, typer.Argument(metavar="DOCUMENT", help="The document: .docx, .html, .pdf, .txt or .md.")
]
FolderOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="plans/ID", help="The plan's folder; its name is the plan's id.")
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Text encoding, if detected wrongly.")
]
PlanHeadingOption = Annotated[
    str | None, typer.Option("--plan-heading", help="Heading of the plan, if detected wrongly.", metavar="WORDS")
]
SummaryHeadingOption = Annotated[
    str | None, typer.Option("--summary-heading", help="Heading of the summary, if detected wrongly.", metavar="WORDS")
]
YearOption = Annotated[
    int | None, typer.Option("--year", min=1901, max=2999, help="Year that the plan covers, if detected wrongly.")
]


def import_(
    ctx: typer.Context,
    document: DocumentArgument,
    output: FolderOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace an existing plan.yaml; the old one is kept beside it.")
    ] = False,
    dry_run: NoWriteOption = False,
    form: TextOrJson = "text",
    only_text: Annotated[
        bool, typer.Option("--text", help="Print the text that offsets refer to; write nothing.")
    ] = False,
    encoding: EncodingOption = None,
    plan_heading: PlanHeadingOption = None,
    summary_heading: SummaryHeadingOption = None,
    year: YearOption = None,
    lang: LangOption = None,
) -> None:
    """Draft a plan from a published document. Comments ask where a person must decide.

    With --format json and without -o nothing is written.

    Example: plantrack import harbour-2026.txt -o plans/harbour-2026
    """
    from plantrack.documents.parsed_document import ImportHints

    context = open_context(ctx, Context(PlanSource(), Language(lang)))
    language = Language(lang).of(None, default="zh")
    if only_text:
        _print_text(document, encoding)
        return
    reading = read_document(document, encoding, ImportHints(plan_heading, summary_heading, year), context)
    target = None
    if form == "text" or output is not None:
        folder = draft_folder(document, output, dry_run=dry_run)
        recorded = not is_empty(folder / "journal")
        target = DraftTarget(folder, force=force, dry_run=dry_run, recorded=recorded)
    if form == "json":
        from plantrack.render.imported import as_json

        typer.echo(as_json(reading, language), nl=False)
    if target is not None:
        _draft(reading, document, target, form, language)


def read_document(document: Path, encoding: str | None, guide: ImportHints, context: Context) -> ParsedDocument:
    """Return what a document says, with warnings on stderr."""
    from plantrack.documents.formats import read_file
    from plantrack.documents.parse import parse_document

    with progress(message("reading {file} …", file=typed(document)), context.message_language):
        source = read_file(document, encoding)
        try:
            reading = parse_document(source, guide)
        except PlanError as error:
            raise PlanError("{file}: {why}", file=typed(document), why=error.message) from None
    for warning in source.warnings:
        context.warn("{said}", said=warning)
    return reading


def _print_text(document: Path, encoding: str | None) -> None:
    """Print the normalised text as it is; on a terminal, with what could steer it spelled out."""
    from plantrack.documents.formats import read_file
    from plantrack.render.imported import on_terminal

    text = read_file(document, encoding).text
    typer.echo(on_terminal(text) if sys.stdout.isatty() else text, nl=sys.stdout.isatty())


def _draft(reading: ParsedDocument, document: Path, target: DraftTarget, form: str, language: str) -> None:
    """Write the draft; in the format `text` show what was read, what was written and what comes next."""
    from plantrack.documents.draft import draft
    from plantrack.render.i18n import translator

    text = draft(reading, target.id, document.name, translator(language))
    written = target.write(text, new_files(target.folder / "journal"))
    if form == "text":
        _show(reading, text, target, language)
        echo_written(written, language, dry_run=target.dry_run)
        for line in () if target.dry_run else target.next_steps(tracked=bool(reading.items)):
            echo(line, language)


def _show(reading: ParsedDocument, text: str, target: DraftTarget, language: str) -> None:
    from plantrack.documents.draft import questions
    from plantrack.planfile import parse_plan
    from plantrack.render.imported import as_text

    plan = parse_plan(text, target.folder, typed(target.file)).plan
    ctx = Output().render_context(plan, language)
    typer.echo(as_text(reading, questions(text), ctx), color=True)
