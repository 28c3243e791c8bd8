"""The commands that read published documents: import, trace."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument, Option

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.draft_target import Drafting, DraftTarget, draft_folder
from plantrack.cli.options import (
    DATE,
    PERSON,
    LangOption,
    NoWriteOption,
    OptionTable,
    TextOrJson,
    option,
    providing,
)
from plantrack.cli.output import Output, echo, echo_written
from plantrack.cli.progress_line import progress
from plantrack.errors import PlanError, UsageError, message
from plantrack.files import typed
from plantrack.planfile import NAME

if TYPE_CHECKING:
    from plantrack.cli.table_import import TableImport
    from plantrack.documents.parsed_document import ParsedDocument, Source

READ = "The document (.docx, .html, .pdf, .txt, .md), or the table (.xlsx, .xls, .et, .ods, .csv, .md)."
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


LOST = (
    "{file}: {why}. Name the heading of the plan with --plan-heading, look with --text at what was read, or bring it "
    "into a form that is read (guide import); --force drafts it all the same"
)


IS_PLAN = (
    "{file} is a plan already; look at it with `plantrack status --plan {folder}`, or answer its questions with "
    "`plantrack import DOCUMENT -o {folder} --review`"
)


class DocumentReader:
    """Reads published documents as the command line asks for it."""

    def __init__(self, context: Context, encoding: str | None, **hints: Any) -> None:
        self._context, self._encoding, self._hints = context, encoding, hints

    def source(self, document: Path) -> Source:
        """Return a document's text and structure, as its format has them."""
        from plantrack.documents.formats import read_file

        return read_file(document, self._encoding)

    def table(self, document: Path) -> TableImport | None:
        """Return a file as a table of tasks; None if it is a document."""
        from plantrack.cli.table_import import table_of

        if not document.is_file():
            return None
        return table_of(self._context, document, self._encoding, self._hints["year"])

    def traced(self, document: Path) -> ParsedDocument:
        """Return what a document says, or a table of tasks."""
        if table := self.table(document):
            return table.document()
        return self.read(document)

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


class DocumentImport:
    """A published document that becomes the draft of a plan."""

    def __init__(self, document: Path, parsed: ParsedDocument) -> None:
        self._document, self._parsed = document, parsed
        self.sha256, self.text = parsed.source.sha256, parsed.source.text

    def show_json(self, language: str) -> None:
        """Print everything that was read."""
        from plantrack.render.documents import reading_json

        typer.echo(reading_json(self._parsed, language), nl=False)

    def draft(self, target: DraftTarget, asked: Drafting) -> None:
        """Write the draft; in the format `text` show what was read, what was written and what comes next.

        Raises UsageError where a day or a name is given: a document does not say how tasks stand; PlanError where too
        little was understood to be adopted, unless it is forced.
        """
        from plantrack.documents.draft import draft, questions
        from plantrack.planfile import parse_plan
        from plantrack.render.documents import reading_text
        from plantrack.render.i18n import translator

        if asked.on or asked.by:
            raise UsageError("only a table says how tasks stand; leave out --on and --by")
        parsed, language = self._parsed, asked.language
        text = draft(
            parsed, target.id, self._document.name, translator(language), deliverables_only=asked.deliverables_only
        )
        plan, asks = parse_plan(text, target.folder, typed(target.file)).plan, questions(text)
        shown = reading_text(parsed, asks, Output().render_context(plan, language))
        refused = None if asked.force else self._refusal()
        written = [] if refused else target.write(text)
        if asked.form == "text":
            typer.echo(shown, err=bool(refused), color=None if refused else True)
        if refused:
            raise refused
        if asked.form == "text":
            echo_written(written, language, dry_run=target.dry_run)
            following = target.next_steps(tracked=bool(parsed.items), questions=asks)
            for line in () if target.dry_run or asked.review else following:
                echo(line, language)

    def check(self) -> None:
        """Raise PlanError where too little was understood to be adopted."""
        if refused := self._refusal():
            raise refused

    def _refusal(self) -> PlanError | None:
        from plantrack.documents.placement import why_not

        why = why_not(self._parsed)
        return PlanError(LOST, file=typed(self._document), why=why) if why else None


def _reader(encoding: str | None, lang: str | None, plan: str | None = None, **hints: Any) -> dict[str, Any]:
    context = Context(SharedOptions(plan, lang))
    return {"context": context, "reader": DocumentReader(context, encoding, **hints)}


@providing(READING, _reader)
def import_(
    context: Context,
    reader: DocumentReader,
    document: Annotated[Path, Argument(metavar="DOCUMENT", help=READ)],
    output: Annotated[
        str | None, Option("--output", "-o", metavar="plans/ID", help="The plan's folder; its name is the plan's id.")
    ] = None,
    force: Annotated[
        bool,
        Option("--force", help="Draft what was hardly understood; replace a plan.yaml, which is kept beside it."),
    ] = False,
    deliverables_only: Annotated[
        bool, Option("--deliverables-only", help="Leave out of the draft what cannot be ticked off.")
    ] = False,
    review: Annotated[
        bool, Option("--review", help="Go through the questions on the terminal, also of a draft that is there.")
    ] = False,
    dry_run: NoWriteOption = False,
    form: TextOrJson = "text",
    only_text: Annotated[bool, Option("--text", help="Print the text that offsets refer to; write nothing.")] = False,
    on: Annotated[str | None, Option("--on", help="The day as of which a table says how tasks stand.", **DATE)] = None,
    by: Annotated[str | None, Option("--by", help="Name to record that under; by default your own.", **PERSON)] = None,
) -> None:
    """Draft a plan from a published document or a table of tasks. Comments ask where a person must decide.

    What `export` wrote becomes the same plan again, without its comments.

    With --format json and without -o nothing is written.

    Example: plantrack import harbour-2026.txt -o plans/harbour-2026
    """
    from plantrack.cli.exported import Importing, bring_in, exported
    from plantrack.cli.reviewing import Review, check_review, is_in_review

    language = context.language_for(None, default="zh")
    _check_document(document)
    if only_text:
        _show_text(reader.source(document).text)
        return
    if found := exported(document):
        folder = DraftTarget(found.folder(output), force=force or dry_run, dry_run=dry_run)
        bring_in(found, folder, context, Importing(form, on, by))
        return
    if review:
        check_review(form, dry_run=dry_run)
    read, target = reader.table(document) or DocumentImport(document, reader.read(document)), None
    if review and is_in_review(draft_folder(document, output, dry_run=False), read.sha256):
        Review(draft_folder(document, output, dry_run=False), context, read.text).run()
        return
    if form == "text" or output is not None:
        target = DraftTarget(draft_folder(document, output, dry_run=dry_run), force=force, dry_run=dry_run)
    if form == "json":
        read.show_json(language)
    if target is not None:
        read.draft(target, Drafting(form, language, on, by, force, deliverables_only, review))
        if review:
            Review(target.folder, context, read.text).run()
    elif isinstance(read, DocumentImport) and not force:
        read.check()


def _check_document(document: Path) -> None:
    """Raise UsageError for a plan, or a folder: neither is a document."""
    folder = document if document.is_dir() else document.parent
    if (folder / NAME).is_file() and document in (folder, folder / NAME):
        raise UsageError(IS_PLAN, file=typed(document), folder=shlex.quote(typed(folder)))
    if document.is_dir():
        raise UsageError("{file} is a folder; give the document itself", file=typed(document))


def _show_text(text: str) -> None:
    from plantrack.render.documents import on_terminal

    terminal = sys.stdout.isatty()
    typer.echo(on_terminal(text) if terminal else text, nl=terminal)


@providing(READING, _reader, first=PLAN)
def trace(
    context: Context,
    reader: DocumentReader,
    document: Annotated[Path | None, Argument(metavar="[DOCUMENT]", help=READ)] = None,
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
        found = _cover(context, form, reader.traced(document))
    else:
        old, new = map(reader.traced, diff or ())
        found = _compare(context, form, (old, new))
    raise typer.Exit(1 if strict and found else 0)


def _cover(context: Context, form: str, parsed: ParsedDocument) -> int:
    """Show how the plan and the document cover each other; return how much is open."""
    from plantrack.cli.reviewing import declined
    from plantrack.documents.coverage import coverage
    from plantrack.planfile import content_of, decoded
    from plantrack.render import documents

    file = context.plan_file.folder / NAME
    found = coverage(context.plan, parsed, declined(decoded(content_of(file), file)))
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
