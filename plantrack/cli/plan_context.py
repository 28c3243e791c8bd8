"""The plan of a command: its file and the files beside it, read when they are asked for, and what is said meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plantrack.cli import answers
from plantrack.cli.clock import now
from plantrack.cli.output import Output, echo, message_language
from plantrack.cli.progress_line import progress
from plantrack.dates.workdays import NONE
from plantrack.errors import Message, NotFoundError, PlanError, Problem, errors, message
from plantrack.files import typed, working_folder
from plantrack.model.plan import Plan
from plantrack.model.state import Terms
from plantrack.planfile import NAME, PlanFile, find_plan, looked_for, read_plan, text_of
from plantrack.render.i18n import LANGUAGES

if TYPE_CHECKING:
    from plantrack.dates.workdays import Calendar

EVALUATING = message("evaluating the plan …")


class SharedOptions(Struct, frozen=True):
    """Options that commands share, as typed; `languages` are those that the command can write.

    `over` is the last day that is over, where another view has decided it.
    """

    plan: str | None = None
    lang: str | None = None
    languages: tuple[str, ...] = tuple(LANGUAGES)
    as_of: str | None = None
    known_at: str | None = None
    rules: str | None = None
    over: date | None = None


class PlanContext:
    """The plan that a command works with. Nothing is read before it is asked for, and nothing twice."""

    def __init__(
        self,
        options: SharedOptions,
        output: Output = Output(),  # noqa: B008 - frozen
        *,
        quiet: bool = False,
        cached: bool = True,
    ) -> None:
        self.output = output
        self.given_plan = options.plan
        self.plan_name = options.plan or os.environ.get("PLANTRACK_PLAN") or None
        self._options, self._quiet = options, quiet
        folder = answers.cache_folder() if cached else None
        self._cache = Path(folder) if folder else None
        self._refs: tuple[str, ...] = ()
        self.judges = False
        """Whether the command judges, so that it has to see everything."""
        self.views = False
        """Whether the command shows or judges, so that it leaves out what it may not see."""
        self.remarks = False
        """Whether the view says itself where it shows what was known before."""
        self.unanswered = False
        """Whether what was known of the journal before has to do, as there was no answer from its server."""
        self.silent: Mapping[str, Message] = {}
        """The addresses of servers that are not asked, and why."""
        self.recording = False
        """Whether the command is there to record something, which needs nothing of what is known."""
        self.recorded = False
        """Whether the command recorded something, whatever becomes of its output."""

    @cached_property
    def folder(self) -> Path:
        """The plan's folder."""
        here, observed = working_folder(), answers.current
        if observed is None:
            return find_plan(self.plan_name, here)
        observed.rests_on(map(os.fspath, looked_for(self.plan_name, here)))
        found = find_plan(self.plan_name, here)
        observed.is_about(os.fspath(found))
        return found

    @cached_property
    def plan_file(self) -> PlanFile:
        """The plan file. Warns if it has problems."""
        self._warn_of_problems(errors(self._file.problems))
        return self._file

    @cached_property
    def _file(self) -> PlanFile:
        with self.progress(message("reading {file} …", file=typed(self.folder / NAME))):
            return read_plan(self.folder, self._cache, now(), self._refs)

    def narrow(self, typed: Iterable[str]) -> None:
        """Let the plan be as little as these references stand in, where all of them are written out."""
        self._refs = tuple(typed)

    def complete_lists(self) -> None:
        """Let a plan that would be none only because its lists are not begun yet count as one with empty lists."""
        try:
            _ = self._file
        except PlanError:
            from plantrack.planfile.editing import readable

            path = self.folder / NAME
            self._file = readable(text_of(path), self.folder, typed(path))[1]

    @property
    def plan(self) -> Plan:
        """The plan as its file says it."""
        return self.plan_file.plan

    def plan_if_any(self, *, or_several: bool = False) -> Plan | None:
        """Return the plan, or None where none was named and none is here, `or_several` are."""
        try:
            return self.plan
        except NotFoundError as missing:
            if self.plan_name or (missing.candidates and not or_several):
                raise
            return None

    @cached_property
    def calendar(self) -> Calendar:
        """The office's calendar. Warns if its file has problems."""
        calendar, problems = self._calendar
        self._warn_of_problems(problems)
        return calendar

    @cached_property
    def _calendar(self) -> tuple[Calendar, tuple[Problem, ...]]:
        if not os.path.lexists(self.folder / "calendar.yaml"):
            return NONE, ()
        from plantrack.planfile.calendar import read_calendar

        return read_calendar(self.folder)

    @property
    def terms(self) -> Terms:
        """The terms of the plan as its files say them."""
        from plantrack.planfile.terms import read_terms

        return read_terms(self._file.plan, self.folder, self.calendar)

    @property
    def side_problems(self) -> tuple[Problem, ...]:
        """The problems in the calendar and the light rules."""
        from plantrack.planfile.light_rules import rule_problems

        return (*self._calendar[1], *rule_problems(self.folder, self._file.file, self._file.plan.policy.lights))

    # What is said meanwhile

    @property
    def message_language(self) -> str:
        """The language of warnings and errors, also before the plan is read."""
        read: PlanFile | None = self.__dict__.get("_file")
        return message_language(self._options.lang, read.plan if read else None)

    def warn(self, template: str, **facts: object) -> None:
        """Print a warning on stderr, unless the command reports problems itself; the command goes on."""
        if not self._quiet:
            echo(message("warning: {said}", said=Message(template, facts)), self.message_language, err=True)

    def progress(self, said: Message = EVALUATING) -> AbstractContextManager[None]:
        """Show what is being done while it takes its time."""
        return progress(said, self.message_language)

    def _warn_of_problems(self, problems: Sequence[Problem]) -> None:
        if problems:
            file, n = problems[0].file, len(problems)
            self.warn("{file} has {n} problems; see `plantrack validate`", file=file, n=n)
