"""The context of a command: the plan and its history as of a day, the light rules, the language and the output."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plantrack.cli import answers
from plantrack.cli.clock import now
from plantrack.cli.history_context import HistoryContext
from plantrack.cli.output import echo, language_of
from plantrack.cli.plan_context import SharedOptions
from plantrack.dates.periods import DAY, ISO_DAY, Length, Period, parse_day, parse_period, period_of
from plantrack.errors import InputError, NotFoundError, PlantrackError, UsageError, message
from plantrack.files import real
from plantrack.model.lookup import find_reference, find_unit
from plantrack.model.plan import Plan
from plantrack.model.promises import named_as_adopted
from plantrack.model.state import State
from plantrack.render.context import RenderContext
from plantrack.render.formats import V, Writers

if TYPE_CHECKING:
    from plantrack.cli.observed import Observation
    from plantrack.evaluation.evaluate import JudgingPolicy
    from plantrack.evaluation.lights.rules import RuleSet
    from plantrack.journal.postgresql.connection import Server

UNSETTLED = (
    "recorded; but the server does not know by now who answers for what: {why}; `plantrack journal init` lets it know"
)


OTHERS = (
    "{server}: the files of {plan} there are others than here and were changed elsewhere; they stay as they are: bring "
    "plan.yaml here up to date, by git, say; or `plantrack journal init` keeps there what is here"
)
HIDDEN = (
    "this role may not read the records about {ref}, which its unit neither leads nor supports; its office gives "
    "rights with `plantrack journal grant`"
)


class Context(HistoryContext):
    """What a command works with: the plan and its history, the days of its view, and how it is shown."""

    _judged_by: RuleSet | None = None
    _told_of_others = False

    # The view and its days

    @property
    def state(self) -> State:
        """The state that the view shows."""
        return self.history.at(self.as_of, self.known_at)

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
        found = Context(options, self.output, quiet=True, cached=False)
        found.views = self.views
        return found

    def of(self, folder: Path) -> Context:
        """Return a context of the plan in a folder, as its file is now, in the same language."""
        return Context(replace(self._options, plan=str(folder)), self.output, cached=False)

    def again(self, *, quiet: bool = False) -> Context:
        """Return the same context, which reads the plan and its history anew; a `quiet` one says nothing meanwhile."""
        found = Context(self._options, self.output, quiet=quiet or self._quiet, cached=self._cache is not None)
        found.views = self.views
        if "journal" in self.__dict__:
            found.journal = self.journal  # with its connection, if it has one
        return found

    def _settle(self, server: Server) -> None:
        try:
            self.settle(server, anyway=False)
        except PlantrackError as error:
            self.warn(UNSETTLED, why=error.message)

    def settle(self, server: Server, *, anyway: bool = True, overwrite: bool = False) -> None:
        """Let a server know who answers for what; not `anyway` where nothing may have changed it.

        It keeps the plan's files, too; with `overwrite` also where others have changed them there. Nobody but the
        office of the plan, and the owner of the tables, has it known. Raises PlantrackError.
        """
        from plantrack.cli.responsible import charges
        from plantrack.journal.postgresql.rights import settle, unsettled

        known = unsettled(server, self.plan.id, anyway=anyway)
        if known is not None:
            now = self.again(quiet=True)
            settle(server, self.plan.id, known, charges(now.plan, now.history.at(now.latest_day), now.today))
            self._publish(server, overwrite=overwrite)

    def _publish(self, server: Server, *, overwrite: bool) -> None:
        """Keep the plan's files on the server, for whoever asks it about all plans. Warns, once, of others there."""
        from plantrack.journal.postgresql.plan_files import publish, seen_file
        from plantrack.planfile import text_of
        from plantrack.planfile.revision import FILES

        paths = [path for pattern in FILES for path in sorted(self.folder.glob(pattern)) if path.is_file()]
        names = {path.relative_to(self.folder).as_posix(): text_of(path) for path in paths}
        seen = seen_file(self._cache, server, self.plan.id, real(self.folder)) if self._cache else None
        changed = publish(server, self.plan.id, names, seen, overwrite=overwrite)
        known = {"server": server.name, "plan": self.plan.id}
        if changed:
            said = message(
                "{server}: files of {plan} that are kept there now as they are here: {n}", n=changed, **known
            )
            echo(said, self.message_language, err=True)
        elif changed is None and not self._told_of_others:
            self._told_of_others = True
            self.warn(OTHERS, **known)

    def reference(
        self, typed: str, *, milestones: bool = True, reported: bool = False, indicators: bool = False
    ) -> str:
        """Return the reference of the task or milestone meant; on a terminal, of several the one that is picked.

        With `indicators` it may also be the id of an indicator.
        """
        from plantrack.cli.terminal import pick

        if indicators and typed in self.plan.indicator_by_id:
            return typed
        find = partial(find_reference, self.plan_file.plan, typed, milestones=milestones, reported=reported)
        found = pick(find, self.language)
        if self.partly:
            from plantrack.reports.narrowing import references

            if found not in references(self.plan):
                raise NotFoundError(HIDDEN, ref=found)
        return found

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
            partly=self.partly,
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


__all__ = ["Context", "SharedOptions"]
