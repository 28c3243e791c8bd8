"""The command that drafts a plan from a published document: import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.draft_target import DraftTarget, draft_folder
from plantrack.cli.language import Language
from plantrack.cli.options import Decorator, LangOption, NoWriteOption, OptionTable, TextOrJson, option, providing
from plantrack.cli.output import Output, echo, echo_written, progress
from plantrack.cli.plan_source import PlanSource
from plantrack.errors import PlanError, message
from plantrack.files import typed
from plantrack.journal import is_empty, new_files

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ParsedDocument, Source

DocumentArgument = Annotated[Path, Argument(metavar="DOCUMENT", help="The document: .docx, .html, .pdf, .txt or .md.")]
FolderOption = Annotated[
    str | None, Option("--output", "-o", metavar="plans/ID", help="The plan's folder; its name is the plan's id.")
]
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
"""The options of commands that read a document."""


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

        with progress(message("reading {file} …", file=typed(document)), self._context.message_language):
            source = self.source(document)
            try:
                parsed = parse_document(source, ImportHints(**self._hints))
            except PlanError as error:
                raise PlanError("{file}: {why}", file=typed(document), why=error.message) from None
        for warning in source.warnings:
            self._context.warn("{said}", said=warning)
        return parsed


def _reader(encoding: str | None, lang: str | None, plan: str | None = None, **hints: Any) -> dict[str, Any]:
    context = Context(PlanSource(plan), Language(lang))
    return {"context": context, "reader": DocumentReader(context, encoding, **hints)}


def reading(first: OptionTable | None = None) -> Decorator:
    """Add the options of commands that read a document: what is detected wrongly in it, and the language."""
    return providing(READING, _reader, first)


@reading()
def import_(
    context: Context,
    reader: DocumentReader,
    document: DocumentArgument,
    output: FolderOption = None,
    force: Annotated[
        bool, Option("--force", help="Replace an existing plan.yaml; the old one is kept beside it.")
    ] = False,
    dry_run: NoWriteOption = False,
    form: TextOrJson = "text",
    only_text: Annotated[bool, Option("--text", help="Print the text that offsets refer to; write nothing.")] = False,
) -> None:
    """Draft a plan from a published document. Comments ask where a person must decide.

    With --format json and without -o nothing is written.

    Example: plantrack import harbour-2026.txt -o plans/harbour-2026
    """
    language = context.language_for(None, default="zh")
    if only_text:
        _print_text(reader.source(document).text)
        return
    parsed = reader.read(document)
    target = None
    if form == "text" or output is not None:
        folder = draft_folder(document, output, dry_run=dry_run)
        recorded = not is_empty(folder / "journal")
        target = DraftTarget(folder, force=force, dry_run=dry_run, recorded=recorded)
    if form == "json":
        from plantrack.render.imported import as_json

        typer.echo(as_json(parsed, language), nl=False)
    if target is not None:
        _draft(parsed, document, target, form, language)


def _print_text(text: str) -> None:
    """Print the normalised text as it is; on a terminal, with what could steer it spelled out."""
    from plantrack.render.imported import on_terminal

    typer.echo(on_terminal(text) if sys.stdout.isatty() else text, nl=sys.stdout.isatty())


def _draft(parsed: ParsedDocument, document: Path, target: DraftTarget, form: str, language: str) -> None:
    """Write the draft; in the format `text` show what was read, what was written and what comes next."""
    from plantrack.documents.draft import draft
    from plantrack.render.i18n import translator

    text = draft(parsed, target.id, document.name, translator(language))
    written = target.write(text, new_files(target.folder / "journal"))
    if form == "text":
        _show(parsed, text, target, language)
        echo_written(written, language, dry_run=target.dry_run)
        for line in () if target.dry_run else target.next_steps(tracked=bool(parsed.items)):
            echo(line, language)


def _show(parsed: ParsedDocument, text: str, target: DraftTarget, language: str) -> None:
    from plantrack.documents.draft import questions
    from plantrack.planfile import parse_plan
    from plantrack.render.imported import as_text

    plan = parse_plan(text, target.folder, typed(target.file)).plan
    ctx = Output().render_context(plan, language)
    typer.echo(as_text(parsed, questions(text), ctx), color=True)
