"""The desk a command works at: the plan, its journal, today, the language and the page.

The clock, the environment and the terminal are asked here and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plantrack.dates.periods import ISO_DAY, Period, parse_day
from plantrack.dates.workdays import NONE
from plantrack.errors import Message, NotFoundError, Problem, UsageError, message
from plantrack.journal import Journal, JournalContents, open_journal
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.planfile import PlanFile, find_plan, read_plan
from plantrack.render.context import RenderContext
from plantrack.render.update_text import plain

if TYPE_CHECKING:
    from plantrack.dates.workdays import Calendar

NARROWEST = 60


def now() -> datetime:
    """Return this moment in UTC. The one place where the clock is read."""
    return datetime.now(UTC)  # noqa: TID251


def spoken_language(
    given: str | None, plan: Plan | None, known: Sequence[str] = ("zh", "en"), *, otherwise: str = "en"
) -> str:
    """Return `zh` or `en`: the one given, PLANTRACK_LANG, the locale if it is one of them, else the plan's own.

    `known` are the words that may be given; `otherwise` is the language where there is no plan.
    """
    for word in (given, os.environ.get("PLANTRACK_LANG")):
        if word:
            if word not in known:
                raise UsageError("no language is called {word!r}; write zh or en", word=word)
            return word
    locale = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    spoken = locale.replace("-", "_").partition("_")[0].lower()
    if spoken in ("zh", "en"):
        return spoken
    return plan.language if plan else otherwise


def cache_folder() -> Path | None:
    """Return where read plans are kept: PLANTRACK_CACHE (`off` for nowhere), else the user's cache folder."""
    given = os.environ.get("PLANTRACK_CACHE")
    if given:
        return None if given == "off" else Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "plantrack"
    home = os.environ.get("HOME")
    return Path(home) / ".cache" / "plantrack" if home else None


def page_on(plan: Plan, language: str, *, terminal: bool) -> RenderContext:
    """Return a page as wide as the terminal, in colour unless that is unwanted; elsewhere as wide as it needs."""
    width = max(_terminal_width(), NARROWEST) if terminal else None
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return RenderContext(plan, language, width, colour)


class Desk:
    """What one command works with. Nothing is read before it is asked for."""

    languages: tuple[str, ...] = ("zh", "en")

    def __init__(self, plan: str | None, lang: str | None) -> None:
        self._given = plan or os.environ.get("PLANTRACK_PLAN") or None
        self._lang = lang
        self._found: PlanFile | None = None
        self.quiet = False
        self.keeps = True

    @property
    def named(self) -> bool:
        """Tell whether somebody said which plan it is."""
        return self._given is not None

    @cached_property
    def folder(self) -> Path:
        """The plan's folder."""
        return find_plan(self._given, Path.cwd())

    @cached_property
    def planfile(self) -> PlanFile:
        """The plan file; its problems are told once."""
        self._found = found = read_plan(self.folder, cache_folder() if self.keeps else None)
        errors = sum(not problem.warning for problem in found.problems)
        if errors:
            self.warn("{file} has problems: {n}; `plantrack validate` shows them", file=found.file, n=errors)
        return found

    @property
    def plan(self) -> Plan:
        """The plan as its file says it."""
        return self.planfile.plan

    @cached_property
    def plan_if_any(self) -> Plan | None:
        """The plan, or None where none is here and none was named."""
        try:
            return self.plan
        except NotFoundError as missing:
            if self._given or missing.candidates:
                raise
            return None

    @cached_property
    def _calendar(self) -> tuple[Calendar, tuple[Problem, ...]]:
        if not (self.planfile.folder / "calendar.yaml").exists():
            return NONE, ()
        from plantrack.planfile.calendar import read_calendar

        return read_calendar(self.planfile.folder)

    @property
    def calendar_problems(self) -> tuple[Problem, ...]:
        """What is wrong in the calendar file beside the plan."""
        return self._calendar[1]

    @property
    def side_problems(self) -> tuple[Problem, ...]:
        """What is wrong in the files beside the plan file: the calendar and the light rules."""
        from plantrack.planfile.light_rules import rule_problems

        return (*self.calendar_problems, *rule_problems(self.folder, self.planfile.file, self.plan.policy.lights))

    @cached_property
    def calendar(self) -> Calendar:
        """The office's calendar beside the plan; its problems are told once."""
        if self.calendar_problems:
            file, n = self.calendar_problems[0].file, len(self.calendar_problems)
            self.warn("{file} has problems: {n}; `plantrack validate` shows them", file=file, n=n)
        return self._calendar[0]

    @cached_property
    def language(self) -> str:
        """The language of everything shown."""
        return spoken_language(self._lang, self.plan, self.languages)

    @property
    def tongue(self) -> str:
        """The language of warnings and errors: the same as far as it is known by then, and English where it is not."""
        try:
            return spoken_language(self._lang, self._found.plan if self._found else None)
        except UsageError:
            return "en"

    @cached_property
    def journal(self) -> Journal:
        """The plan's journal."""
        return open_journal(self.planfile.journal)

    @cached_property
    def reading(self) -> JournalContents:
        """Everything in the journal; lines that cannot be read are told once."""
        found = self.journal.read()
        broken = sum(not problem.warning for problem in found.problems)
        if broken:
            self.warn("lines of the journal that cannot be read: {n}; `plantrack validate` shows them", n=broken)
        return found

    @cached_property
    def history(self) -> History:
        """The updates in the journal."""
        return History(self.reading.updates)

    @cached_property
    def today(self) -> date:
        """Today in the plan's time zone."""
        return now().astimezone(self.planfile.zone).date()

    def days(self, text: str) -> Period:
        """Read days as people write them. The grammar is loaded only for what is no plain 2024-11-17."""
        if ISO_DAY.fullmatch(text):
            return Period(parse_day(text), parse_day(text))
        from plantrack.dates.expressions import read

        span = self.plan.period
        found = read(text, self.today, Period(span.first, span.last), self.calendar)
        if rule := found.rule:
            raise UsageError("{text!r} comes again and again ({rule}); write one of its days", text=text, rule=rule)
        if found.provisional:
            self.warn("{text!r}: the days off up to {last} are not published yet", text=text, last=found.last)
        return Period(found.first, found.last)

    def one_day(self, text: str) -> date:
        """Read a single day as people write it. Raises UsageError for several, naming the first and the last."""
        days = self.days(text)
        if days.first != days.last:
            raise UsageError(
                "{text!r} is {first} to {last}; a single day belongs here", text=text, first=days.first, last=days.last
            )
        return days.first

    def warn(self, template: str, **facts: object) -> None:
        """Say on stderr what the reader should know, unless the command itself says it; the command goes on."""
        if self.quiet:
            return
        typer.echo(plain(message("warning: {said}", said=Message(template, facts)), self.tongue), err=True)


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns
