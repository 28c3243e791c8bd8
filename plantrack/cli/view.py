"""The desks for reading: plan and journal as of a day, judged by rules, and written in a format, or drawn."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from plantrack.cli.desk import Desk, page_on
from plantrack.cli.waiting import waiting
from plantrack.errors import UsageError, message, reason
from plantrack.files import typed, write_whole
from plantrack.model.state import State
from plantrack.render.context import RenderContext
from plantrack.render.formats import BILINGUAL, BINARY, CHART, Format, V, Writers
from plantrack.render.update_text import plain

if TYPE_CHECKING:
    from plantrack.checks import CheckResult
    from plantrack.evaluation.evaluate import JudgingPolicy
    from plantrack.evaluation.lights.rules import RuleSet


class View(Desk):
    """A desk for reading: plan and journal as of a day and as known at a day, and the format to write."""

    def __init__(
        self,
        plan: str | None,
        lang: str | None,
        as_of: str | None,
        known_at: str | None,
        form: str,
        output: Path | None,
        rules: str | None = None,
    ) -> None:
        super().__init__(plan, lang)
        self._as_of, self._known_at, self._rules = as_of, known_at, rules
        self.format, self._output = Format(form), output
        self._judged_by: RuleSet | None = None

    @cached_property
    def as_of(self) -> date:
        """The day of the view, to its end; today unless given."""
        return self.given_as_of or self.today

    @cached_property
    def given_as_of(self) -> date | None:
        """The day of the view where one was given."""
        return self.one_day(self._as_of) if self._as_of else None

    @cached_property
    def known_day(self) -> date | None:
        """The last day whose records count, where one was given."""
        return self.one_day(self._known_at) if self._known_at else None

    @property
    def known_at(self) -> datetime | None:
        """The last moment of that day in the plan's time zone."""
        day = self.known_day
        return datetime.combine(day, time.max, self.planfile.zone) if day else None

    @property
    def state(self) -> State:
        """The plan after replaying what the view admits."""
        return self.history.at(self.as_of, self.known_at)

    def elsewhere(self, folder: Path) -> View:
        """Return the same view of the plan in another folder, which says nothing about what is wrong there."""
        view = View(str(folder), self._lang, str(self.as_of), None, self.format, None, self._rules)
        view.known_day, view.quiet, view.keeps = self.known_day, True, False
        return view

    def rules(self, name: str | None = None) -> RuleSet:
        """Return the light rules of that name; without one those that were given, else the plan's."""
        from plantrack.planfile.light_rules import read_rules

        return read_rules(name or self._rules or self.plan.policy.lights, self.planfile.folder)

    def judging(self, grace: int | None = None) -> JudgingPolicy:
        """Return by what the plan is judged; `grace` in days, if it is not the policy's."""
        from plantrack.evaluation.evaluate import JudgingPolicy

        self._judged_by = self.rules()
        return JudgingPolicy(self.calendar, self._judged_by, self.plan.policy.grace if grace is None else grace)

    def ctx(self, as_of: date | None = None) -> RenderContext:
        """Return the page to write on: as wide as the terminal, and as it needs in a pipe or a file."""
        ctx = page_on(self.plan, self.language, terminal=sys.stdout.isatty() and self._output is None)
        return replace(ctx, as_of=as_of or self.as_of, known_at=self.known_day, rules=self._judged_by)

    def present(self, writers: Writers[V], view: V, as_of: date | None = None) -> None:
        """Write a view in the chosen format to stdout, or whole to the file that was named."""
        write = writers[self.format]
        with waiting(self.format, self.tongue):
            ctx = self.ctx(as_of)
            parts = [write(view, page) for page in ((ctx,) if self.format in BILINGUAL else ctx.pages)]
        encoded = (part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace") for part in parts)
        self._deliver(b"\n".join(encoded))

    def _deliver(self, written: bytes) -> None:
        """Write what was made to the file that was named, or to stdout, but no binary file onto a terminal."""
        if self._output is not None:
            write_whole(self._output, written)
            typer.echo(plain(message("{file} written", file=typed(self._output)), self.tongue), err=True)
        elif self.format in BINARY and sys.stdout.isatty():
            raise UsageError(
                "a file of the format {form} is not for a terminal; name one: -o report.{form}", form=self.format
            )
        elif self.format in BINARY:
            sys.stdout.buffer.write(written)
        else:
            typer.echo(written.decode(), nl=False, color=True)

    def summarize(self, view: CheckResult) -> None:
        """Append what a check found to the summary of this step, where GITHUB_STEP_SUMMARY names one."""
        given = os.environ.get("GITHUB_STEP_SUMMARY")
        if self.format is not Format.GITHUB or not given:
            return
        from plantrack.render.github import SUMMARY_ROOM, summary

        try:
            with Path(given).open("ab") as file:
                file.write(summary(view, self.ctx(), SUMMARY_ROOM - file.tell()).encode())
        except OSError as error:
            self.warn("{file}: cannot be written: {why}", file=given, why=reason(error))


class Easel(View):
    """A desk for drawing: on the terminal, or into a file whose ending says how."""

    def __init__(self, *, output: Path | None, **given: str | None) -> None:
        super().__init__(form=_drawn_as(output), output=output, **given)


def _drawn_as(output: Path | None) -> str:
    if output is None:
        return "text"
    ending = output.suffix.lower().removeprefix(".")
    if ending not in list(CHART):
        raise UsageError("a picture is written as .svg or .png; {file} ends otherwise", file=typed(output))
    return ending


class ReportView(View):
    """A desk for a report, which may be written in both languages at once."""

    languages = ("zh", "en", "both")
