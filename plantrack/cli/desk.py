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
from msgspec.structs import replace

from plantrack.cli.waiting import waiting
from plantrack.dates.periods import ISO_DAY, Period, parse_day
from plantrack.dates.workdays import NONE
from plantrack.errors import Message, NotFoundError, Problem, UsageError, message, reason
from plantrack.files import typed, write_whole
from plantrack.journal import Journal, Reading, open_journal
from plantrack.model.plan import Plan
from plantrack.model.state import Cut, State, replay
from plantrack.planfile import PlanFile, find_plan, read_plan
from plantrack.render.lines import plain
from plantrack.render.page import Page

if TYPE_CHECKING:
    from plantrack.checks import Checked
    from plantrack.dates.workdays import Calendar
    from plantrack.lights.rules import RuleSet
    from plantrack.render.charts import Chart
    from plantrack.reports.scene import Scene
    from plantrack.standing import Terms

NARROWEST = 60
PIXELS = 1920
"""How wide a picture is as PNG, unless it is said."""
WHOLE = ("json", "html", "docx", "xlsx", "pdf")
"""The formats that hold a view in both languages by themselves; of the others, one is written after the other."""
BINARY = ("docx", "xlsx", "pdf")
PICTURED = ("html", "docx", "pdf")
"""The formats that show pictures of a report."""


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


def page_on(plan: Plan, language: str, *, terminal: bool) -> Page:
    """Return a page as wide as the terminal, in colour unless that is unwanted; elsewhere as wide as it needs."""
    width = max(_terminal_width(), NARROWEST) if terminal else None
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Page(plan, language, width, colour)


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
        from plantrack.planfile.lightrules import rule_problems

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
        rules: str | None = None,
    ) -> None:
        super().__init__(plan, lang)
        self._as_of, self._known_at, self._rules = as_of, known_at, rules
        self.format, self._output = form, output
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
    def cut(self) -> Cut:
        """What the view admits."""
        return Cut(self.as_of, self.known_at)

    @cached_property
    def state(self) -> State:
        """The plan after replaying what the view admits."""
        return replay(self.reading.updates, self.cut)

    def elsewhere(self, folder: Path) -> View:
        """Return the same view of the plan in another folder, which says nothing about what is wrong there."""
        view = View(str(folder), self._lang, str(self.as_of), None, self.format, None, self._rules)
        view.known_day, view.quiet, view.keeps = self.known_day, True, False
        return view

    def rules(self, name: str | None = None) -> RuleSet:
        """Return the light rules of that name; without one those that were given, else the plan's."""
        from plantrack.planfile.lightrules import read_rules

        return read_rules(name or self._rules or self.plan.policy.lights, self.planfile.folder)

    def terms(self, grace: int | None = None) -> Terms:
        """Return by what the plan is judged; `grace` in days, if it is not the policy's."""
        from plantrack.standing import Terms

        self._judged_by = self.rules()
        return Terms(self.calendar, self._judged_by, self.plan.policy.grace if grace is None else grace)

    def page(self, as_of: date | None = None) -> Page:
        """Return the page to write on: as wide as the terminal, and as it needs in a pipe or a file."""
        page = page_on(self.plan, self.language, terminal=sys.stdout.isatty() and self._output is None)
        return replace(page, as_of=as_of or self.as_of, known_at=self.known_day, rules=self._judged_by)

    def present(self, name: str, view: object, as_of: date | None = None) -> None:
        """Write a view in the chosen format to stdout, or whole to the file that was named."""
        write = getattr(import_module(f"plantrack.render.{self.format}"), name)
        with waiting(self.format, self.tongue):
            if self.format in WHOLE:
                written = write(view, self.page(as_of))
            else:
                written = "\n".join(write(view, page) for page in self.page(as_of).pages)
        self._deliver(written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace"))

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

    def summarize(self, view: Checked) -> None:
        """Append what a check found to the summary of this step, where GITHUB_STEP_SUMMARY names one."""
        given = os.environ.get("GITHUB_STEP_SUMMARY")
        if self.format != "github" or not given:
            return
        from plantrack.render.github import SUMMARY_ROOM, summary

        try:
            with Path(given).open("ab") as file:
                file.write(summary(view, self.page(), SUMMARY_ROOM - file.tell()).encode())
        except OSError as error:
            self.warn("{file}: cannot be written: {why}", file=given, why=reason(error))


class Easel(View):
    """A desk for drawing: on the terminal, or into a file whose ending says how."""

    def __init__(self, *, output: Path | None, **given: str | None) -> None:
        super().__init__(form=_drawn_as(output), output=output, **given)

    def draw(self, name: Chart, scene: Scene, width: int | None) -> None:
        """Draw a picture, so many columns or pixels wide."""
        from plantrack.render.charts import picture

        page = self.page()
        if self.format == "text":
            from plantrack.render.text.charts import chart

            drawn = chart(name, scene, replace(page, width=width or page.width)).encode()
        elif self.format == "svg":
            from plantrack.render.charts.svg import resized

            svg = picture(name, scene, page).svg
            drawn = (resized(svg, width) if width else svg).encode()
        else:
            from plantrack.render.charts.png import png

            drawn = png(picture(name, scene, page).svg, width or PIXELS)
        self._deliver(drawn)


def _drawn_as(output: Path | None) -> str:
    if output is None:
        return "text"
    ending = output.suffix.lower().removeprefix(".")
    if ending not in ("svg", "png"):
        raise UsageError("a picture is written as .svg or .png; {file} ends otherwise", file=typed(output))
    return ending


class ReportView(View):
    """A desk for a report, which may be written in both languages at once."""

    languages = ("zh", "en", "both")


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size().columns
