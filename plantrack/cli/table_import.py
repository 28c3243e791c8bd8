"""The import of a table of tasks: the draft of a plan, and what the table says of how tasks stand as first reports."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plantrack.cli.clock import now
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.draft_target import DraftTarget
from plantrack.cli.output import Output, echo, echo_written
from plantrack.cli.progress_line import progress
from plantrack.cli.writer import actor, passed
from plantrack.errors import PlanError, UsageError, message
from plantrack.files import typed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plantrack.documents.tables.table_plan import TablePlan
    from plantrack.model.plan import Plan
    from plantrack.model.updates import AnyUpdate
    from plantrack.tables.sheet import Sheet

UNDATED = "the table says how its tasks stand; say as of which day with --on, as in --on {day}"
_MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)


class TableImport:
    """A table of tasks as the command line asks for it."""

    def __init__(self, context: Context, file: Path, table: TablePlan) -> None:
        self._context, self._file, self._table = context, file, table

    def show_json(self, language: str) -> None:
        """Print everything that was read."""
        from plantrack.render.table_reading import table_json

        typer.echo(table_json(self._table, language), nl=False)

    def draft(self, target: DraftTarget, form: str, language: str, *, on: str | None, by: str | None) -> None:
        """Write the draft and the first reports; in the format `text` show what was read and what comes next."""
        from plantrack.documents.draft import questions
        from plantrack.documents.draft.table_draft import table_draft
        from plantrack.planfile import parse_plan
        from plantrack.render.i18n import translator
        from plantrack.render.table_reading import table_text

        text = table_draft(self._table, target.id, self._file.name, translator(language))
        plan = parse_plan(text, target.folder, typed(target.file)).plan
        reports = [] if target.recorded else self._reports(plan, target, on, by)
        written = target.write(text)
        if form == "text":
            typer.echo(table_text(self._table, questions(text), Output().render_context(plan, language)), color=True)
            echo_written(written, language, dry_run=target.dry_run)
        self._record(reports, target)
        if form == "text":
            if reports:
                echo(
                    message(
                        "reports that would be recorded: {n}" if target.dry_run else "reports recorded: {n}",
                        n=len(reports),
                    ),
                    language,
                )
            for line in () if target.dry_run else target.next_steps(tracked=True):
                echo(line, language)

    def _reports(self, plan: Plan, target: DraftTarget, on: str | None, by: str | None) -> list[AnyUpdate]:
        """Return what the table says of how tasks stand, as records of one act. Raises UsageError without a day."""
        from plantrack.cli.evidence import evidence
        from plantrack.model import commands
        from plantrack.model.commands import ReportInput
        from plantrack.model.state import State
        from plantrack.model.updates import Act, Evidence, check_lengths

        found = [*self._table.reports()]
        if not found or (target.dry_run and on is None):
            return []
        if on is None and self._table.day is None and any(report.day is None for _, report in found):
            on = self._asked()
        day = self._day(on) if on is not None else self._table.day and passed(self._table.day, _today())
        kept, said = evidence(os.fspath(self._file), target.folder)
        if said:
            self._context.warn(said.template, **said.facts)
        act = Act(now(), actor(by), os.urandom)
        entries = [
            ReportInput(
                ref=ref, status=one.status, percent=one.percent, note=one.progress, problem=one.problem, next=one.next,
                source=f"{self._file.name}#{one.place}", on=one.day or day,
                evidence=(kept, *map(Evidence, one.evidence)),
            )
            for ref, one in found
        ]  # fmt: skip
        made = commands.say(plan, lambda _: State(), entries, lambda: {**act.stamp(), "on": day})
        for update in made:
            check_lengths(update)
        return made

    def _asked(self) -> str:
        """Ask on a terminal as of which day tasks stand so. Raises UsageError where nobody can be asked."""
        from plantrack.cli.terminal import on_terminal, typed_line
        from plantrack.render.i18n import translator

        language = self._context.message_language
        if not on_terminal():
            raise UsageError(UNDATED, day=now().date())
        return typed_line(translator(language)("the table says how tasks stand: as of which day?"), language)

    def _day(self, text: str) -> date:
        """Read the day as of which the table says how tasks stand. Raises UsageError for several, or one to come."""
        from plantrack.dates.expressions import read
        from plantrack.dates.periods import Period

        found = read(text, _today(), Period(*self._table.period))
        if found.first != found.last or found.rule:
            facts = {"text": text, "first": found.first, "last": found.last}
            raise UsageError("{text!r} is {first} to {last}; a single day is needed here", **facts)
        return passed(found.last, _today())

    def _record(self, reports: Sequence[AnyUpdate], target: DraftTarget) -> None:
        if reports and not target.dry_run:
            Context(SharedOptions(os.fspath(target.folder))).journal.append(reports)


def _today() -> date:
    """Return today in the time zone of a draft."""
    from plantrack.model.plan import CHINA_TIME

    return now().astimezone(CHINA_TIME).date()


def table_of(context: Context, file: Path, encoding: str | None, year: int | None) -> TableImport | None:
    """Return a file as a table of tasks; None if it is a document. Raises PlanError, naming it, if it has no tasks."""
    import hashlib

    from plantrack.documents.formats import content_of
    from plantrack.documents.tables import read_table
    from plantrack.tables.sheets import is_table, sheets_of

    content = content_of(file)
    if not is_table(content, file.name) and not (_MARKDOWN.search(file.name) and _mostly_table(content, encoding)):
        return None
    with progress(message("reading {file} …", file=typed(file)), context.message_language, 0):
        try:
            sheets: tuple[Sheet, ...] = sheets_of(content, file.name, encoding)
            table = read_table(sheets, hashlib.sha256(content).hexdigest(), file.name, year)
        except PlanError as error:
            raise PlanError("{file}: {why}", file=typed(file), why=error.message) from None
    return TableImport(context, file, table)


def _mostly_table(content: bytes, encoding: str | None) -> bool:
    """Tell whether a Markdown text is a table of tasks, with headings and little else."""
    from plantrack.characters.charset import decoded
    from plantrack.tables.heads import columns_of
    from plantrack.tables.text_tables import markdown_tables

    if not any(columns_of(sheet.rows) for sheet in markdown_tables(content, encoding)):
        return False
    lines = [line for line in decoded(content, encoding).text.splitlines() if line.strip()]
    drawn = [line for line in lines if "|" in line or line.lstrip().startswith("#")]
    return 2 * len(drawn) > len(lines)
