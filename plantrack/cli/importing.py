"""The command that drafts a plan from a published document: import."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plantrack.cli.desk import Desk, page_on, spoken_language
from plantrack.cli.options import LangOption
from plantrack.cli.waiting import showing
from plantrack.errors import Message, PlanError, UsageError, message
from plantrack.files import typed, write_whole
from plantrack.planfile import NAME, content_of, plans_folder
from plantrack.planfile.new_plan import check_id, folder_files, write_files
from plantrack.render.update_text import plain

if TYPE_CHECKING:
    from plantrack.documents.document import ImportHints, ParsedDocument

KEPT = "plan.yaml.old"
"""What a plan is called that a draft took the place of."""

DocumentArgument = Annotated[
    Path, typer.Argument(metavar="DOCUMENT", help="The document: .docx, .html, .pdf, .txt or .md.")
]
FolderOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="plans/ID", help="The plan's folder; its name is the plan's id."),
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", help="How the text is encoded, if it is guessed wrongly.", metavar="NAME")
]
PlanHeadingOption = Annotated[
    str | None,
    typer.Option("--plan-heading", help="The heading of the plan, if it is guessed wrongly.", metavar="WORDS"),
]
SummaryHeadingOption = Annotated[
    str | None,
    typer.Option("--summary-heading", help="The heading of the summary, if it is guessed wrongly.", metavar="WORDS"),
]
YearOption = Annotated[
    int | None,
    typer.Option("--year", min=1901, max=2999, help="The year that the plan covers, if it is guessed wrongly."),
]


def import_(
    ctx: typer.Context,
    document: DocumentArgument,
    output: FolderOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a plan.yaml; the old one is kept beside it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")] = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to show what was read.")] = "text",
    only_text: Annotated[
        bool, typer.Option("--text", help="Print the text in which offsets count; write nothing.")
    ] = False,
    encoding: EncodingOption = None,
    plan_heading: PlanHeadingOption = None,
    summary_heading: SummaryHeadingOption = None,
    year: YearOption = None,
    lang: LangOption = None,
) -> None:
    """Draft a plan from a published document. Where a person must decide, a comment asks.

    With --format json and without -o nothing is written.

    Example: plantrack import harbour-2026.txt -o plans/harbour-2026
    """
    from plantrack.documents.document import ImportHints

    desk = ctx.find_root().obj = Desk(None, lang)
    language = spoken_language(lang, None, otherwise="zh")
    if only_text:
        _print_text(document, encoding, desk)
        return
    reading = read_document(document, encoding, ImportHints(plan_heading, summary_heading, year), desk)
    target = None
    if form == "text" or output is not None:
        target = Target(_folder(document, output, dry_run=dry_run), force=force, dry_run=dry_run)
    if form == "json":
        from plantrack.render.imported import as_json

        typer.echo(as_json(reading, language), nl=False)
    if target is not None:
        _draft(reading, document, target, form, language)


def read_document(document: Path, encoding: str | None, guide: ImportHints, desk: Desk) -> ParsedDocument:
    """Return what stands in a document, saying on stderr what a person should look at."""
    from plantrack.documents.formats import read_file
    from plantrack.documents.parse import parse_document

    with showing(message("reading {file} …", file=typed(document)), desk.tongue):
        source = read_file(document, encoding)
        try:
            reading = parse_document(source, guide)
        except PlanError as error:
            raise PlanError("{file}: {why}", file=typed(document), why=error.message) from None
    for warning in source.warnings:
        desk.warn("{said}", said=warning)
    return reading


def _print_text(document: Path, encoding: str | None, desk: Desk) -> None:
    """Print the normalised text as it is; on a terminal, with what could steer it spelled out."""
    from plantrack.documents.formats import read_file
    from plantrack.render.imported import on_terminal

    text = read_file(document, encoding).text
    typer.echo(on_terminal(text) if sys.stdout.isatty() else text, nl=sys.stdout.isatty())


class Target:
    """Where a draft goes. Raises UsageError where that is no folder for a plan, or one is there and `force` is not."""

    def __init__(self, folder: Path, *, force: bool, dry_run: bool) -> None:
        folder = folder if folder.name not in ("", "..") else folder.resolve()
        self.folder, self.dry_run = folder, dry_run
        self.id = folder.resolve().name
        self.file = folder / NAME
        self.replaces = self.file.exists()
        self.recorded = any((folder / "journal").glob("*.jsonl"))
        check_id(self.id)
        if self.recorded and not force:
            raise UsageError(
                "{folder} has a journal, whose records would lose their tasks; choose another folder. "
                "--force replaces the plan, and keeps it as {old}",
                folder=typed(folder), old=KEPT,
            )  # fmt: skip
        if self.replaces and not force:
            raise UsageError(
                "{file} is there already; nothing was changed. --force replaces it, and keeps it as {old}",
                file=typed(self.file), old=KEPT,
            )  # fmt: skip

    def kept(self) -> Path:
        """Return where the plan is kept that was there: a name that is still free."""
        called = (KEPT, *(f"{KEPT}.{number}" for number in range(2, 1000)))
        return next(path for path in map(self.folder.joinpath, called) if not path.exists())

    def write(self, plan: str) -> list[Path]:
        """Write the plan and what belongs beside it, unless it is a dry run; return what is written."""
        files = folder_files(self.folder, plan)
        kept = [self.kept()] if self.replaces else []
        if not self.dry_run:
            for path in kept:
                write_whole(path, content_of(self.file))
            write_files(files)
        return [*kept, *files]


def _folder(document: Path, given: str | None, *, dry_run: bool) -> Path:
    """Return the plan's folder: the one given, else one named as the document is, where that can be an id.

    Where it cannot, a dry run takes any name. What was given and is empty names none.
    """
    if given:
        folder = Path(given)
        return folder.parent if folder.name == NAME else folder
    name = document.stem.lower() if given is None else ""
    try:
        check_id(name)
    except UsageError:
        if given is not None or not dry_run:
            raise UsageError("name the plan's folder: -o plans/ID, as in -o plans/science-2025") from None
        name = "draft"
    return plans_folder(Path.cwd()) / name


def _draft(reading: ParsedDocument, document: Path, target: Target, form: str, language: str) -> None:
    """Write the draft; in the format `text` show what was read, what was written and what comes next."""
    from plantrack.documents.draft import draft
    from plantrack.render.i18n import translator

    text = draft(reading, target.id, document.name, translator(language))
    written = target.write(text)
    if form == "text":
        _show(reading, text, target, language)
        for line in _lines(written, target, tracked=bool(reading.items)):
            typer.echo(plain(line, language))


def _show(reading: ParsedDocument, text: str, target: Target, language: str) -> None:
    from plantrack.documents.draft import questions
    from plantrack.planfile import parse_plan
    from plantrack.render.imported import as_text

    plan = parse_plan(text, target.folder, typed(target.file)).plan
    page = page_on(plan, language, terminal=sys.stdout.isatty())
    typer.echo(as_text(reading, questions(text), page), color=True)


def _lines(written: list[Path], target: Target, *, tracked: bool) -> Iterator[Message]:
    """Yield what was written, or would be, and what comes next."""
    for path in written:
        yield message("{file}: would be written" if target.dry_run else "{file} written", file=typed(path))
    if target.dry_run:
        return
    if target.recorded:
        yield message("the journal stays; `plantrack check` shows the records that lost their tasks")
    if not tracked:
        yield message(
            "no plan part was found, so there is nothing to adopt yet; {file} says what is missing",
            file=typed(target.file),
        )
        return
    yield message(
        "now answer the questions in {file}, then run "
        "`plantrack validate {folder}` and `plantrack adopt --plan {folder}`",
        file=typed(target.file), folder=shlex.quote(typed(target.folder)),
    )  # fmt: skip


COMMANDS = {"import": import_}
