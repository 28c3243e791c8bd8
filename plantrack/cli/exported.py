"""An export of a plan that comes in again: what `import` makes of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct

from plantrack.cli.context import Context
from plantrack.cli.draft_target import DraftTarget
from plantrack.cli.output import Output, echo, echo_written
from plantrack.dates.periods import Period
from plantrack.errors import PlanError, PlantrackError, Problem, UsageError, message
from plantrack.exchange.composing import Composed, composed
from plantrack.exchange.entry import ExportedEntry
from plantrack.exchange.plan_text import plan_text
from plantrack.exchange.reading import entries_of
from plantrack.exchange.records import Export
from plantrack.exchange.standing import Standing, standings
from plantrack.files import read_regular, typed, working_folder
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.planfile import MAX_BYTES, NAME, parse_plan, plans_folder, read_plan
from plantrack.planfile.new_plan import check_id
from plantrack.planfile.node_parsing import parse_nodes
from plantrack.render.context import inert

if TYPE_CHECKING:
    from plantrack.cli.first_reports import FirstReports

NOT_TAKEN = "how {n} tasks stand is no part of a plan, and was not taken; --on DAY makes first reports of it"
ONLY_A_PART = "{file} holds a part of its plan, and would take the rest away; choose another folder"


class Exported(Struct, frozen=True):
    """A file that was exported, and its entries."""

    path: Path
    entries: Sequence[ExportedEntry]

    @property
    def file(self) -> str:
        """Return the file as a person here would type it."""
        return typed(self.path)

    def folder(self, given: str | None) -> Path:
        """Return the folder for the plan: the one given, else one of the plan's own id. Raises UsageError for no id."""
        if given:
            return Path(given).parent if Path(given).name == NAME else Path(given)
        name = next((entry.text("id") for entry in self.entries if entry.kind == "plan"), None)
        if name is not None:
            check_id(name)
        return plans_folder(working_folder()) / (name or "")


def exported(document: Path) -> Exported | None:
    """Return what a file exported has; None of any other, or of one that cannot be read."""
    with suppress(OSError):
        entries = entries_of(read_regular(document, MAX_BYTES), typed(document))
        return None if entries is None else Exported(document, entries)
    return None


class Importing(Struct, frozen=True):
    """How an export is to be brought in: in which format it is told, and as of which day tasks stand, said by whom."""

    form: str
    on: str | None
    by: str | None


def bring_in(export: Exported, target: DraftTarget, context: Context, asked: Importing) -> None:
    """Write the plan of an export, unless it is a dry run, which shows what would change. Raises PlanError."""
    with context.progress(message("reading {file} …", file=export.file)):
        plan, found = _plan(export, target)
    language = context.language_for(plan)
    if asked.form == "json":
        typer.echo(_json(plan, language), nl=False)
        return
    if found.part and target.replaces and not target.dry_run:
        raise UsageError(ONLY_A_PART, file=export.file)
    if target.dry_run and target.replaces:
        _show_changes(target, plan)
    first = _first_reports(export, found, plan, context) if asked.on else None
    reports = first.made(plan, target, asked.on, asked.by) if first else []
    written = target.write(plan_text(plan))
    echo(message("{n} tasks read from {file}", n=len(plan.by_ref), file=export.file), language)
    if found.states and not reports:
        echo(message(NOT_TAKEN, n=len(found.states)), language)
    echo_written(written, language, dry_run=target.dry_run)
    if reports:
        from plantrack.cli.first_reports import record, tell

        record(reports, target)
        tell(reports, target, language)
    if not target.dry_run:
        folder = shlex.quote(typed(target.folder))
        echo(
            message("now run `plantrack validate {folder}` and `plantrack adopt --plan {folder}`", folder=folder),
            language,
        )


def _first_reports(export: Exported, found: Composed, plan: Plan, context: Context) -> FirstReports:
    """Return what the export says of how tasks stand. Raises PlanError with everything that is wrong in it."""
    from plantrack.cli.first_reports import FirstReports
    from plantrack.documents.tables.table_plan import TableReport

    said = [*standings(plan, found.states, export.file)]
    if problems := tuple(one for one in said if isinstance(one, Problem)):
        raise PlanError("{file}: cannot be read as a plan; see the problems", problems=problems, file=export.file)
    stands = [(one.ref, TableReport(one.place, one.status, one.percent)) for one in said if isinstance(one, Standing)]
    return FirstReports(context, export.path, Period(plan.period.first, plan.period.last), stands)


def _plan(export: Exported, target: DraftTarget) -> tuple[Plan, Composed]:
    """Return the plan of an export under the id of its folder. Raises PlanError with everything that is wrong."""
    found = composed(export.entries, export.file, target.id, _taken(target.folder))
    plan, _, problems = parse_nodes(found.root, target.id, export.file)
    if every := (*found.problems, *problems):
        raise PlanError("{file}: cannot be read as a plan; see the problems", problems=every, file=export.file)
    if parse_plan(plan_text(plan), target.folder, NAME).plan != plan:
        raise PlantrackError(
            "the plan in {file} would not be the same in a plan.yaml; nothing was written, please report it",
            file=export.file,
        )
    return plan, found


def _taken(folder: Path) -> Iterable[str]:
    """Return the references that the records in a folder name, which no new task may have."""
    return History(open_journal(folder / "journal").read().updates).named


def _json(plan: Plan, language: str) -> str:
    from plantrack.render.exchange import json

    view = Export(plan, (), History(()), plan.period.last)
    return json(view, Output().render_context(plan, language))


def _show_changes(target: DraftTarget, plan: Plan) -> None:
    """Show how the plan would change, without comments and layout."""
    for line in _changes(read_plan(target.folder).plan, plan, typed(target.file)):
        typer.echo(inert(line))


def _changes(old: Plan, new: Plan, file: str) -> Iterator[str]:
    before, after = (plan_text(plan).splitlines() for plan in (old, new))
    return unified_diff(before, after, file, file, lineterm="")
