"""The import of a table of tasks: the draft of a plan, and what the table says of how tasks stand as first reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plantrack.cli.context import Context
from plantrack.cli.draft_target import Drafting, DraftTarget
from plantrack.cli.output import Output, echo, echo_written
from plantrack.cli.progress_line import progress
from plantrack.errors import PlanError, message
from plantrack.files import typed

if TYPE_CHECKING:
    from plantrack.documents.parsed_document import ParsedDocument
    from plantrack.documents.tables.table_plan import TablePlan
    from plantrack.tables.sheet import Sheet

_FEW = 4
"""How many times the words around the tables of a Markdown text are in these, if it is a table."""


class TableImport:
    """A table of tasks as the command line asks for it."""

    def __init__(self, context: Context, file: Path, table: TablePlan) -> None:
        self._context, self._file, self._table = context, file, table
        self.sha256, self.text = table.sha256, ""

    def document(self) -> ParsedDocument:
        """Return it as a document."""
        from plantrack.documents.tables.table_document import as_document

        return as_document(self._table)

    def show_json(self, language: str) -> None:
        """Print everything that was read."""
        from plantrack.render.table_reading import table_json

        typer.echo(table_json(self._table, language), nl=False)

    def draft(self, target: DraftTarget, asked: Drafting) -> None:
        """Write the draft and the first reports; in the format `text` show what was read and what comes next."""
        from plantrack.cli.first_reports import FirstReports, record, tell
        from plantrack.dates.periods import Period
        from plantrack.documents.draft import questions
        from plantrack.documents.draft.table_draft import table_draft
        from plantrack.planfile import parse_plan
        from plantrack.render.i18n import translator
        from plantrack.render.table_reading import table_text

        table, form, language = self._table, asked.form, asked.language
        text = table_draft(
            table, target.id, self._file.name, translator(language), deliverables_only=asked.deliverables_only
        )
        plan, asks = parse_plan(text, target.folder, typed(target.file)).plan, questions(text)
        said = [(ref, report) for ref, report in table.reports() if ref in plan.by_ref]
        first = FirstReports(self._context, self._file, Period(*table.period), said, table.day)
        reports = first.made(plan, target, asked.on, asked.by)
        written = target.write(text)
        if form == "text":
            typer.echo(table_text(self._table, asks, Output().render_context(plan, language)), color=True)
            echo_written(written, language, dry_run=target.dry_run)
        record(reports, target)
        if form == "text":
            tell(reports, target, language)
            for line in () if target.dry_run or asked.review else target.next_steps(tracked=True, questions=asks):
                echo(line, language)


def table_of(context: Context, file: Path, encoding: str | None, year: int | None) -> TableImport | None:
    """Return a file as a table of tasks; None if it is a document. Raises PlanError, naming it, if it has no tasks."""
    import hashlib

    from plantrack.documents.formats import content_of
    from plantrack.documents.tables import read_table
    from plantrack.tables.sheets import MARKDOWN, is_table, sheets_of

    content = content_of(file)
    if not is_table(content, file.name) and not (MARKDOWN.search(file.name) and _mostly_table(content, encoding)):
        return None
    with progress(message("reading {file} …", file=typed(file)), context.message_language, 0):
        try:
            sheets: tuple[Sheet, ...] = sheets_of(content, file.name, encoding)
            table = read_table(sheets, hashlib.sha256(content).hexdigest(), file.name, year)
        except PlanError as error:
            raise PlanError("{file}: {why}", file=typed(file), why=error.message) from None
    return TableImport(context, file, table)


def _mostly_table(content: bytes, encoding: str | None) -> bool:
    """Tell whether a Markdown text is a table of tasks, with headings and few other words."""
    from plantrack.characters.charset import decoded
    from plantrack.tables.heads import columns_of
    from plantrack.tables.text_tables import markdown_tables

    if not any(columns_of(sheet.rows) for sheet in markdown_tables(content, encoding)):
        return False
    lines = [line.strip() for line in decoded(content, encoding).text.splitlines()]
    words = [line for line in lines if "|" not in line and not line.startswith("#")]
    return sum(map(len, words)) * _FEW <= sum(len(line) for line in lines if "|" in line)
