"""The commands that read published documents: import, trace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.draft_target import DraftTarget, draft_folder
from plantrack.cli.options import LangOption, NoWriteOption, OptionTable, TextOrJson, option, providing
from plantrack.cli.output import Output, echo, echo_written
from plantrack.cli.progress_line import progress
from plantrack.errors import PlanError, UsageError, message
from plantrack.files import typed

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ParsedDocument, Source

DOCUMENT = "The document: .docx, .html, .pdf, .txt or .md."
WRONG = "{}, if detected wrongly."
WORDS = {"metavar": "WORDS"}
READING: OptionTable = {
    "encoding": option("--encoding", metavar="NAME", help=WRONG.format("Text encoding")),
    "plan_heading": option("--plan-heading", help=WRONG.format("Heading of the plan"), **WORDS),
    "summary_heading": option("--summary-heading", help=WRONG.format("Heading of the summary"), **WORDS),
    "year": option(
        "--year", kind=int | None, metavar="YEAR", min=1901, max=2999, help=WRONG.format("Year that the plan covers")
    ),
    "lang": (LangOption, None),
}
"""The options of commands that read a document: what is detected wrongly in it, and the language."""
PLAN: OptionTable = {
    "plan": (Annotated[str | None, Argument(metavar="[PLAN]", help="The plan: a folder, or an id under plans/.")], None)
}


class DocumentReader:
    """Reads published documents as the command line asks for it."""

    def __init__(self, context: Context, encoding: str | None, **hints: Any) -> None:
        self._context, self._encoding, self._hints = context, encoding, hints

    def source(self, document: Path) -> Source:
        """Return a document's text and structure, as its format has them."""
        from plantrack.documents.formats import read_file

        return read_file(document, self._encoding)

    def read(self, document: Path) -> ParsedDocument:
        """Return what a document says. Prints its warnings on stderr."""
        from plantrack.documents.parse import parse_document
        from plantrack.documents.parsed_document import ImportHints

        with progress(message("reading {file} …", file=typed(document)), self._context.message_language, 0):
            source = self.source(document)
            try:
                parsed = parse_document(source, ImportHints(**self._hints))
            except PlanError as error:
                raise PlanError("{file}: {why}", file=typed(document), why=error.message) from None
        for warning in source.warnings:
            self._context.warn("{said}", said=warning)
        return parsed


def _reader(encoding: str | None, lang: str | None, plan: str | None = None, **hints: Any) -> dict[str, Any]:
    context = Context(SharedOptions(plan, lang))
    return {"context": context, "reader": DocumentReader(context, encoding, **hints)}


@providing(READING, _reader)
def import_(
    context: Context,
    reader: DocumentReader,
    document: Annotated[Path, Argument(metavar="DOCUMENT", help=DOCUMENT)],
    output: Annotated[
        str | None, Option("--output", "-o", metavar="plans/ID", help="The plan's folder; its name is the plan's id.")
    ] = None,
    force: Annotated[
        bool, Option("--force", help="Replace an existing plan.yaml; the old one is kept beside it.")
    ] = False,
    dry_run: NoWriteOption = False,
    form: TextOrJson = "text",
    only_text: Annotated[bool, Option("--text", help="Print the text that offsets refer to; write nothing.")] = False,
) -> None:
    """Draft a plan from a published document. Comments ask where a person must decide.

    What `export` wrote becomes the same plan again, without its comments.

    With --format json and without -o nothing is written.

    Example: plantrack import harbour-2026.txt -o plans/harbour-2026
    """
    from plantrack.cli.exported import bring_in, exported
    from plantrack.render.documents import on_terminal, reading_json

    language = context.language_for(None, default="zh")
    if only_text:
        text, terminal = reader.source(document).text, sys.stdout.isatty()
        typer.echo(on_terminal(text) if terminal else text, nl=terminal)
        return
    if found := exported(document):
        bring_in(found, DraftTarget(found.folder(output), force=force or dry_run, dry_run=dry_run), context, form)
        return
    parsed = reader.read(document)
    target = None
    if form == "text" or output is not None:
        target = DraftTarget(draft_folder(document, output, dry_run=dry_run), force=force, dry_run=dry_run)
    if form == "json":
        typer.echo(reading_json(parsed, language), nl=False)
    if target is not None:
        _draft(parsed, document, target, form, language)


def _draft(parsed: ParsedDocument, document: Path, target: DraftTarget, form: str, language: str) -> None:
    """Write the draft; in the format `text` show what was read, what was written and what comes next."""
    from plantrack.documents.draft import draft, questions
    from plantrack.planfile import parse_plan
    from plantrack.render.documents import reading_text
    from plantrack.render.i18n import translator

    text = draft(parsed, target.id, document.name, translator(language))
    written = target.write(text)
    if form == "text":
        plan = parse_plan(text, target.folder, typed(target.file)).plan
        typer.echo(reading_text(parsed, questions(text), Output().render_context(plan, language)), color=True)
        echo_written(written, language, dry_run=target.dry_run)
        for line in () if target.dry_run else target.next_steps(tracked=bool(parsed.items)):
            echo(line, language)


@providing(READING, _reader, first=PLAN)
def trace(
    context: Context,
    reader: DocumentReader,
    document: Annotated[Path | None, Argument(metavar="[DOCUMENT]", help=DOCUMENT)] = None,
    diff: Annotated[
        tuple[Path, Path] | None,
        Option("--diff", metavar="OLD NEW", help="Compare two editions of a document and list the tasks affected."),
    ] = None,
    strict: Annotated[bool, Option("--strict", help="Exit code 1 if anything is open or differs.")] = False,
    form: TextOrJson = "text",
) -> None:
    """Show which clause of a document became which task of a plan. Lists what is left over on either side.

    With --diff: the clauses that were added, removed or changed between two editions.

    Example: plantrack trace shenzhen-sti-2024 harbour-2026.txt
    """
    if (document is None) == (diff is None):
        raise UsageError("`trace` takes a plan and a document; write `trace PLAN DOCUMENT` or `trace --diff OLD NEW`")
    if document is not None:
        found = _cover(context, form, reader.read(document))
    else:
        old, new = map(reader.read, diff or ())
        found = _compare(context, form, (old, new))
    raise typer.Exit(1 if strict and found else 0)


def _cover(context: Context, form: str, parsed: ParsedDocument) -> int:
    """Show how the plan and the document cover each other; return how much is open."""
    from plantrack.documents.coverage import coverage
    from plantrack.render import documents

    found = coverage(context.plan, parsed)
    if form == "json":
        typer.echo(documents.coverage_json(found, context.plan), nl=False)
    else:
        ctx = context.output.render_context(context.plan, context.language)
        typer.echo(documents.coverage_text(found, ctx), nl=False, color=True)
    return found.open


def _compare(context: Context, form: str, editions: tuple[ParsedDocument, ParsedDocument]) -> int:
    """Show how two editions of a document differ; return in how many clauses."""
    from plantrack.documents.reissue import reissue
    from plantrack.render import documents

    plan = context.plan_if_any(or_several=True)
    found = reissue(*editions, plan)
    if form == "json":
        typer.echo(documents.reissue_json(found, plan), nl=False)
    else:
        typer.echo(documents.reissue_text(found, context.language_for(plan, default="zh")), nl=False)
    return len(found.came) + len(found.went) + len(found.changed)
