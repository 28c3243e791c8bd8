"""The context of a command: the plan and the files beside it, its history, the clock, the language and the output."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime, time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plantrack.cli import answers
from plantrack.cli.clock import now
from plantrack.cli.output import Output, echo, language_of, message_language
from plantrack.cli.progress_line import progress
from plantrack.dates.periods import DAY, ISO_DAY, Length, Period, parse_day, parse_period, period_of
from plantrack.dates.workdays import NONE
from plantrack.errors import InputError, Message, NotFoundError, PlanError, Problem, UsageError, errors, message
from plantrack.files import typed, working_folder
from plantrack.journal import Journal, JournalContents, is_short, open_journal
from plantrack.model.history import History
from plantrack.model.lookup import find_reference, find_unit
from plantrack.model.plan import Plan
from plantrack.model.promises import named_as_adopted
from plantrack.model.state import State, Terms
from plantrack.planfile import NAME, PlanFile, find_plan, looked_for, read_plan, text_of
from plantrack.render.context import RenderContext
from plantrack.render.formats import V, Writers
from plantrack.render.i18n import LANGUAGES

if TYPE_CHECKING:
    from plantrack.cli.observed import Observation
    from plantrack.dates.workdays import Calendar
    from plantrack.evaluation.evaluate import JudgingPolicy
    from plantrack.evaluation.lights.rules import RuleSet
    from plantrack.journal.snapshots import Records


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


class Context:
    """What a command works with. Nothing is read before it is asked for, and nothing twice."""

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
        self._judged_by: RuleSet | None = None
        self._refs: tuple[str, ...] = ()
        self.recorded = False
        """Whether the command recorded something, whatever becomes of its output."""

    # The plan and its history

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

    @cached_property
    def journal(self) -> Journal:
        """The plan's journal."""
        return open_journal(self.plan_file.journal, self._waiting)

    @cached_property
    def _records(self) -> Records | None:
        """The journal beside its snapshot; None of a short one, which is read as it is."""
        if is_short(self.plan_file.journal):
            return None
        from plantrack.journal.snapshots import Records

        return Records(self.plan_file.journal, self._cache, now())

    @property
    def _continued(self) -> History | None:
        return self._records.continued if self._records else None

    @cached_property
    def contents(self) -> JournalContents:
        """Everything in the journal. Warns if lines cannot be read."""
        found = self._records.contents if self._records else self.journal.read()
        if broken := len(errors(found.problems)):
            self.warn("{n} lines of the journal cannot be read; see `plantrack validate`", n=broken)
        return found

    @cached_property
    def history(self) -> History:
        """The updates in the journal. What a snapshot says is not read, unless it is needed whole."""
        with self.progress(message("reading {file} …", file=typed(self.plan_file.journal))):
            return self._continued or History(self.contents.updates)

    @property
    def records(self) -> History:
        """The history, for views that tell of records: without a snapshot it is read whole at once, and not twice."""
        if "history" not in self.__dict__ and not (self._records and self._records.recalled):
            self.history = History(self.contents.updates)
        return self.history

    def records_from(self, until: date, known: datetime) -> History:
        """Return the records for a view from a day and a moment on: of a long history with few of what was before."""
        if "history" not in self.__dict__ and self._records:
            with self.progress(message("reading {file} …", file=typed(self.plan_file.journal))):
                found = self._records.settled(until, known)
            if found:
                self.history = found
        return self.records

    @property
    def journal_problems(self) -> tuple[Problem, ...]:
        """The problems of the journal's lines; what a snapshot was made from has none."""
        return () if self._continued else self.contents.problems

    @property
    def state(self) -> State:
        """The state that the view shows."""
        return self.history.at(self.as_of, self.known_at)

    # Days

    @cached_property
    def today(self) -> date:
        """Today in the plan's time zone; in a made-up plan the day on which its clock stands."""
        return self._file.plan.example or now().astimezone(self.plan_file.zone).date()

    @property
    def latest(self) -> datetime:
        """Now, or the end of the day on which the clock of a made-up plan stands, if that is later."""
        stands = self._file.plan.example
        return max(now(), datetime.combine(stands, time.max, self.plan_file.zone)) if stands else now()

    @property
    def latest_day(self) -> date:
        """The day of that moment: what was adopted by then counts, wherever the clock of a plan stands."""
        return self.latest.astimezone(self.plan_file.zone).date()

    @cached_property
    def as_of(self) -> date:
        """The day that the view shows, to its end: today unless given."""
        return self.given_as_of or self.today

    @cached_property
    def over(self) -> date:
        """The last day that is over: the one after --as-of if it has come, else the day before today."""
        given = self.given_as_of
        return self._options.over or (given if given and given <= self.today else self.today - DAY)

    @cached_property
    def given_as_of(self) -> date | None:
        """The day after --as-of."""
        return self.day(self._options.as_of) if self._options.as_of else None

    @cached_property
    def known_day(self) -> date | None:
        """The day after --known-at, the last whose records count."""
        return self.day(self._options.known_at) if self._options.known_at else None

    @property
    def known_at(self) -> datetime | None:
        """The last moment of that day in the plan's time zone."""
        return datetime.combine(self.known_day, time.max, self.plan_file.zone) if self.known_day else None

    def days(self, text: str) -> Period:
        """Read days as people write them. The grammar is loaded only for what is no plain 2024-11-17."""
        if re.fullmatch(ISO_DAY, text):
            return Period(parse_day(text), parse_day(text))
        from plantrack.dates.expressions import read

        span = self.plan.period
        found = read(text, self.today, Period(span.first, span.last), self.calendar)
        if rule := found.rule:
            from plantrack.render.dates import rule_words

            raise UsageError("{text!r} recurs ({rule}); write one of its days", text=text, rule=rule_words(rule))
        if found.provisional:
            self.warn("{text!r}: the days off up to {last} are not published yet", text=text, last=found.last)
        return Period(found.first, found.last)

    def day(self, text: str) -> date:
        """Read a single day as people write it. Raises UsageError for several."""
        days = self.days(text)
        if days.first != days.last:
            facts = {"text": text, "first": days.first, "last": days.last}
            raise UsageError("{text!r} is {first} to {last}; a single day is needed here", **facts)
        return days.first

    def period(self, text: str, length: Length, today: date | None = None) -> Period:
        """Read a period by its name, or as people write dates where they mean exactly one: W46, 11月, Q3, 上半年.

        `this` and `last` are those of `today`, by default the real one.
        """
        try:
            return parse_period(text, length, today or self.today, self.plan.period.last.year)
        except InputError:
            with suppress(InputError):
                days = self.days(text)
                found = period_of(days.first, length)
                if (found.first, found.last) == (days.first, days.last):
                    return found
            raise

    # Judging

    def rules(self, name: str | None = None) -> RuleSet:
        """Return the light rules of that name; without one those that were given, else the plan's."""
        from plantrack.planfile.light_rules import read_rules

        policy = self._file.plan.policy
        return read_rules(name or self._options.rules or policy.lights, self.folder, policy)

    def judging(self, grace: int | None = None) -> JudgingPolicy:
        """Return the terms by which the plan is judged; `grace` in days, if it is not the policy's."""
        from plantrack.evaluation.evaluate import JudgingPolicy

        self._judged_by = self.rules()
        days = self.plan.policy.grace if grace is None else grace
        return JudgingPolicy(self.calendar, self._judged_by, days, self.over)

    def at(self, folder: Path) -> Context:
        """Return the same view of the plan as it lies in another folder, without warnings and without a cache."""
        known_at = self.known_day and str(self.known_day)
        options = replace(self._options, plan=str(folder), as_of=str(self.as_of), known_at=known_at, over=self.over)
        return Context(options, self.output, quiet=True, cached=False)

    def of(self, folder: Path) -> Context:
        """Return a context of the plan in a folder, as its file is now, in the same language."""
        return Context(replace(self._options, plan=str(folder)), self.output, cached=False)

    def again(self) -> Context:
        """Return the same context, which reads the plan and its history anew."""
        return Context(self._options, self.output, quiet=self._quiet, cached=self._cache is not None)

    def reference(
        self, typed: str, *, milestones: bool = True, reported: bool = False, indicators: bool = False
    ) -> str:
        """Return the reference of the task or milestone meant; on a terminal, of several the one that is picked.

        With `indicators` it may also be the id of an indicator.
        """
        from plantrack.cli.terminal import pick

        if indicators and typed in self.plan.indicator_by_id:
            return typed
        find = partial(find_reference, self.plan, typed, milestones=milestones, reported=reported)
        return pick(find, self.language)

    def known_unit(self, typed: str) -> str:
        """Return the id of the unit meant, whoever answers for it by now; on a terminal the one that is picked."""
        from plantrack.cli.terminal import pick

        return pick(partial(find_unit, self.plan, typed), self.language)

    def unit(self, typed: str) -> str:
        """Return the id of the unit that answers on the view's day for the one meant: itself, or its successor."""
        return self.units([typed])[0]

    def units(self, typed: Iterable[str] | None, day: date | None = None) -> tuple[str, ...]:
        """Return those units for several meant, each once, as of the view's day or of another one."""
        return self.plan.acting(map(self.known_unit, typed or ()), day or self.as_of)

    def tasks(self, typed: Iterable[str] | None) -> tuple[str, ...]:
        """Return the references of the tasks meant, each once."""
        return tuple(dict.fromkeys(self.reference(one, milestones=False) for one in typed or ()))

    # Language and output

    @cached_property
    def language(self) -> str:
        """The language of what is shown."""
        return self.language_for(self.plan)

    def language_for(self, plan: Plan | None, default: str = "en") -> str:
        """Return the language of what is shown where there may be no plan."""
        return language_of(self._options.lang, plan, self._options.languages, default)

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

    def _waiting(self) -> None:
        self.warn("another command is writing to the journal; waiting until it has ended")

    def _warn_of_problems(self, problems: Sequence[Problem]) -> None:
        if problems:
            file, n = problems[0].file, len(problems)
            self.warn("{file} has {n} problems; see `plantrack validate`", file=file, n=n)

    def render_context(self, as_of: date | None = None) -> RenderContext:
        """Return the context in which the view is rendered; `as_of` if it is another day than the view's."""
        plan = named_as_adopted(self.plan, self.state) if "history" in self.__dict__ else self.plan
        ctx = self.output.render_context(plan, self.language)
        return replace(
            ctx,
            as_of=as_of or self.as_of,
            known_at=self.known_day,
            rules=self._judged_by,
            calendar=self.calendar,
            projected=(as_of or self.as_of) > self.today,
        )

    def present(self, writers: Writers[V], view: V, as_of: date | None = None, template: bytes | None = None) -> None:
        """Write a view in the chosen format, to stdout or to the file that was named."""
        if self.output.file is not None:
            from plantrack.planfile.protected import check_output

            check_output(self.output.file, *filter(None, (self.plan_file.template,)))
        ctx = replace(self.render_context(as_of), template=template)
        self.output.present(writers, view, ctx, self.message_language)
        if answers.current:
            self._observe(answers.current)

    def _observe(self, observation: Observation) -> None:
        """Say how long the view holds: while it is today, and not at all beside records of days to come."""
        observation.holds_today(self.plan_file.zone)
        if "history" in self.__dict__ and self.history.latest and self.history.latest > now():
            observation.spoil()
