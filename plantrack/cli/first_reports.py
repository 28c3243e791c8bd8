"""The first reports of a plan that comes in: what the file says of how tasks stand, as records of one act."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from plantrack.cli.clock import now
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.draft_target import DraftTarget
from plantrack.cli.evidence import evidence
from plantrack.cli.output import echo
from plantrack.cli.terminal import on_terminal, typed_line
from plantrack.cli.writer import actor, passed
from plantrack.dates.expressions import read
from plantrack.dates.periods import Period
from plantrack.documents.tables.table_plan import TableReport
from plantrack.errors import UsageError, message
from plantrack.model import commands
from plantrack.model.commands import ReportInput
from plantrack.model.plan import CHINA_TIME, Plan
from plantrack.model.state import State
from plantrack.model.updates import Act, AnyUpdate, Evidence, check_lengths
from plantrack.render.i18n import translator

UNDATED = "the table says how its tasks stand; say as of which day with --on, as in --on {day}"


class FirstReports:
    """What a file says of how the tasks of a plan of `period` stand, by their references; `dated` is its own day."""

    def __init__(
        self,
        context: Context,
        file: Path,
        period: Period,
        found: Sequence[tuple[str, TableReport]],
        dated: date | None = None,
    ) -> None:
        self._context, self._file, self._period, self._found, self._dated = context, file, period, found, dated
        self._today = now().astimezone(CHINA_TIME).date()

    def made(self, plan: Plan, target: DraftTarget, on: str | None, by: str | None) -> list[AnyUpdate]:
        """Return the records; none beside others, nor without a day in a dry run. Raises UsageError without a day."""
        if target.recorded or not self._found or (target.dry_run and on is None):
            return []
        if on is None and self._dated is None and any(report.day is None for _, report in self._found):
            on = self._asked()
        day = self._day(on) if on is not None else self._dated and passed(self._dated, self._today)
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
            for ref, one in self._found
        ]  # fmt: skip
        made = commands.say(plan, lambda _: State(), entries, lambda: {**act.stamp(), "on": day})
        for update in made:
            check_lengths(update)
        return made

    def _asked(self) -> str:
        """Ask on a terminal as of which day tasks stand so. Raises UsageError where nobody can be asked."""
        language = self._context.message_language
        if not on_terminal():
            raise UsageError(UNDATED, day=now().date())
        return typed_line(translator(language)("the table says how tasks stand: as of which day?"), language)

    def _day(self, text: str) -> date:
        """Read the day as of which tasks stand so. Raises UsageError for several, or one to come."""
        found = read(text, self._today, self._period)
        if found.first != found.last or found.rule:
            facts = {"text": text, "first": found.first, "last": found.last}
            raise UsageError("{text!r} is {first} to {last}; a single day is needed here", **facts)
        return passed(found.last, self._today)


def record(reports: Sequence[AnyUpdate], target: DraftTarget) -> None:
    """Record reports beside a plan that has been written, unless it is a dry run."""
    if reports and not target.dry_run:
        Context(SharedOptions(os.fspath(target.folder))).journal.append(reports)


def tell(reports: Sequence[AnyUpdate], target: DraftTarget, language: str) -> None:
    """Say how many reports were recorded, or would be."""
    if reports:
        echo(
            message(
                "reports that would be recorded: {n}" if target.dry_run else "reports recorded: {n}", n=len(reports)
            ),
            language,
        )
