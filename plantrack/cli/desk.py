"""The desk a command works at: the plan, its journal, the dates, the language and the streams.

The clock, the environment and the terminal are asked here and nowhere else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plantrack.dates.periods import ISO_DAY, Period, parse_day
from plantrack.errors import Message, NotFoundError, Problem, UsageError, message
from plantrack.files import typed, write_whole
from plantrack.journal import Journal, MemoryJournal, Reading, open_journal
from plantrack.model.plan import Plan
from plantrack.model.state import Cut, State, replay
from plantrack.model.update import Act, AnyUpdate
from plantrack.planfile import PlanFile, find_plan, read_plan
from plantrack.render.lines import plain
from plantrack.render.page import Page

if TYPE_CHECKING:
    from plantrack.dates.workdays import Calendar

NARROWEST = 60


def now() -> datetime:
    """Return this moment in UTC. The one place where the clock is read."""
    return datetime.now(UTC)  # noqa: TID251


def spoken_language(given: str | None, plan: Plan | None) -> str:
    """Return `zh` or `en`: the one given, PLANTRACK_LANG, the locale if it is one of them, else the plan's own."""
    for word in (given, os.environ.get("PLANTRACK_LANG")):
        if word:
            if word not in ("zh", "en"):
                raise UsageError("no language is called {word!r}; write zh or en", word=word)
            return word
    locale = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    spoken = locale.replace("-", "_").partition("_")[0].lower()
    if spoken in ("zh", "en"):
        return spoken
    return plan.language if plan else "en"


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


class Desk:
    """What one command works with. Nothing is read before it is asked for."""

    def __init__(self, plan: str | None, lang: str | None) -> None:
        self._given = plan or os.environ.get("PLANTRACK_PLAN") or None
        self._lang = lang
        self._found: PlanFile | None = None
        self.quiet = False

    @cached_property
    def planfile(self) -> PlanFile:
        """The plan file; its problems are told once."""
        self._found = found = read_plan(find_plan(self._given, Path.cwd()), cache_folder())
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
        from plantrack.planfile.calendar import read_calendar

        return read_calendar(self.planfile.folder)

    @property
    def calendar_problems(self) -> tuple[Problem, ...]:
        """What is wrong in the calendar file beside the plan."""
        return self._calendar[1]

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
        return spoken_language(self._lang, self.plan)

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
    def reading(self) -> Reading:
        """Everything in the journal; lines that cannot be read are told once."""
        found = self.journal.read()
        broken = sum(not problem.warning for problem in found.problems)
        if broken:
            self.warn("lines of the journal that cannot be read: {n}; `plantrack validate` shows them", n=broken)
        return found

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
    ) -> None:
        super().__init__(plan, lang)
        self._as_of, self._known_at = as_of, known_at
        self.format, self._output = form, output

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
    def cut(self) -> Cut:
        """What the view admits."""
        return Cut(self.as_of, self.known_at)

    @cached_property
    def state(self) -> State:
        """The plan after replaying what the view admits."""
        return replay(self.reading.updates, self.cut)

    def page(self, as_of: date | None = None) -> Page:
        """Return the page to write on: as wide as the terminal, and as it needs in a pipe or a file."""
        terminal = sys.stdout.isatty() and self._output is None
        width = max(_terminal_width(), NARROWEST) if terminal else None
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return Page(self.plan, self.language, width, colour, as_of or self.as_of, self.known_day)

    def present(self, name: str, view: object, as_of: date | None = None) -> None:
        """Write a view in the chosen format to stdout, or whole to the file that was named."""
        written = getattr(import_module(f"plantrack.render.{self.format}"), name)(view, self.page(as_of))
        if self._output is None:
            typer.echo(written, nl=False, color=True)
        else:
            write_whole(self._output, written.encode())
            typer.echo(plain(message("{file} written", file=typed(self._output)), self.language), err=True)


class Pen(Desk):
    """A desk for writing: who acts, on which day, and the one act that all updates of the command belong to."""

    def __init__(
        self, plan: str | None, lang: str | None, by: str | None, on: str | None = None, *, dry_run: bool
    ) -> None:
        super().__init__(plan, lang)
        self._by, self._on, self.dry_run = by, on, dry_run

    @cached_property
    def by(self) -> str:
        """Who acts: as given, PLANTRACK_ACTOR, git's user.name, or the login name."""
        return self._by or os.environ.get("PLANTRACK_ACTOR") or _git_user() or _login()

    @cached_property
    def on(self) -> date:
        """The day on which it took effect: today unless given, and never later."""
        return self.day(self._on) if self._on else self.today

    def day(self, typed_day: str) -> date:
        """Read a day of effect. Raises UsageError for one after today."""
        day = self.one_day(typed_day)
        if day > self.today:
            raise UsageError(
                "{day} is after today ({today}); what has not happened cannot be recorded", day=day, today=self.today
            )
        return day

    @cached_property
    def act(self) -> Act:
        """The act of this command."""
        return Act(now(), self.by, os.urandom)

    def dated(self) -> dict[str, object]:
        """Return what every dated update of this command begins with."""
        return {**self.act.stamp(), "on": self.on}

    def state(self) -> State:
        """Return the plan as it stands on the day of effect."""
        return replay(self.reading.updates, Cut(as_of=self.on))

    def everything(self) -> State:
        """Return the plan after replaying all that was ever recorded."""
        return replay(self.reading.updates)

    def record(self, updates: list[AnyUpdate], taken: Sequence[AnyUpdate] = ()) -> None:
        """Keep the updates, or in a dry run only show them, and say in one line what was written."""
        from plantrack.render.lines import written

        page = Page(self.plan, self.language)
        journal: Journal = MemoryJournal() if self.dry_run else self.journal
        journal.append(updates)
        typer.echo(written(updates, page, dry_run=self.dry_run, taken=taken))


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _git_user() -> str | None:
    import subprocess

    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S607
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("nobody knows who you are; say it with --by or PLANTRACK_ACTOR") from None
