"""The writer of a command that records: who acts, on which day it took effect, and one act for all of its updates."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from functools import cached_property, partial
from itertools import takewhile
from operator import ne
from typing import Any, TypeVar

import typer

from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.errors import LostError, UsageError
from plantrack.journal import Journal, MemoryJournal
from plantrack.model.commands import state_with
from plantrack.model.requesting import Guard, guard
from plantrack.model.state import ReferenceState, State
from plantrack.model.text import given_text
from plantrack.model.updates import Act, AnyUpdate, Changing, Evidence, MilestoneUpdate, Report, check_lengths
from plantrack.render.context import RenderContext

Result = TypeVar("Result")
TRIES = 3
"""How often something is decided where the connection to the server is lost each time."""
FUTURE = "{day} is after today ({today}); record it once it has happened"


def actor(given: str | None, registered: Callable[[], str | None] = lambda: None) -> str:
    """Return who acts: the name given, PLANTRACK_ACTOR, the name registered, git's user.name, or the login name."""
    if known := given_text(given) or given_text(os.environ.get("PLANTRACK_ACTOR")):
        return known
    if known := registered() or given_text(_git_user()):
        return known
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("your name is unknown; give it with --by or PLANTRACK_ACTOR") from None


def passed(day: date, today: date) -> date:
    """Return a day of effect. Raises UsageError for one after today."""
    if day > today:
        raise UsageError(FUTURE, day=day, today=today)
    return day


class Writer:
    """Records the updates of one command."""

    def __init__(self, context: Context, by: str | None, on: str | None = None, *, dry_run: bool) -> None:
        self._context, self._by, self._on, self._dry_run = context, by, on, dry_run
        self._evidence: tuple[Evidence, ...] = ()
        context.recording = True

    @cached_property
    def by(self) -> str:
        """The name of who acts."""
        return actor(self._by, lambda: self._context.known_name)

    @cached_property
    def on(self) -> date:
        """The day on which it took effect: today unless given, and never later."""
        return self.past_day(self._on) if self._on else self._context.today

    def past_day(self, text: str) -> date:
        """Read a day of effect. Raises UsageError for one after today."""
        day, today = self._context.day(text), self._context.today
        return passed(day, today)

    @property
    def is_dry_run(self) -> bool:
        """Whether nothing is to be recorded."""
        return self._dry_run

    @cached_property
    def _act(self) -> Act:
        return Act(now(), self.by, os.urandom)

    def stamp(self) -> dict[str, object]:
        """Return the fields that the next update of this act begins with."""
        return {**self._act.stamp(), "on": self.on, "evidence": self._evidence}

    def undated_stamp(self) -> dict[str, Any]:
        """Return the same without a day: for what is so at every day."""
        return self._act.stamp()

    def cite(self, sources: Sequence[str] | None) -> str | None:
        """Return the first source, and keep the others, and what files hold, for the updates of this act."""
        first, self._evidence = self.cited(sources or ())
        return first

    def cited(self, sources: Iterable[str]) -> tuple[str | None, tuple[Evidence, ...]]:
        """Return the first source, and as evidence the others and every one that is a file. Blank ones are none."""
        kept = []
        for source in filter(given_text, sources):
            from plantrack.cli.evidence import evidence

            one, said = evidence(source, self._context.plan_file.folder)  # warnings are in the plan's language
            kept.append(one)
            if said:
                self._context.warn(said.template, **said.facts)
        return (kept[0].name if kept else None), tuple(one for n, one in enumerate(kept) if n or one.digest)

    def deciding(self) -> AbstractContextManager[None]:
        """Let nobody else record anything between what is read and decided meanwhile and what is recorded.

        A dry run waits for nobody.
        """
        return nullcontext() if self._dry_run else self._context.journal.exclusive()

    def decide(self, work: Callable[[], Result]) -> Result:
        """Return what `work` does, which reads, decides and then records, while nobody else records anything.

        Where the connection is lost before anything was recorded it is done anew. Raises LostError where that is in
        vain.
        """
        for _ in range(TRIES - 1):
            with suppress(LostError), self.deciding():
                return work()
            self._context.forget()
            self.__dict__.pop("_act", None)
        with self.deciding():
            return work()

    def state(self, on: date | None = None) -> State:
        """Return the state on a day; by default on the day of effect."""
        return self._context.history.at(on or self.on)

    def telling(self) -> AbstractContextManager[None]:
        """Let nobody else tell anybody meanwhile, so that two runs at once tell nothing twice; others may record."""
        return self._context.journal.telling()

    def keep(self, update: AnyUpdate) -> None:
        """Append one record to the journal, without a word. What the command records is not yet complete by it."""
        self._context.journal.append([update])

    @property
    def guard(self) -> Guard:
        """Who has to approve what, and everything recorded."""
        return guard(self._context.plan, self._context.history)

    def record(
        self,
        updates: list[AnyUpdate],
        taken: Sequence[AnyUpdate] = (),
        *,
        above: str = "",
        back: bool = False,
        late: bool = False,
    ) -> None:
        """Append the updates to the journal, unless it is a dry run, and print what was recorded, below some text."""
        before = self._before(updates)
        self.append(updates)
        if above:
            typer.echo(above, nl=False)
        self._show(updates, before, dry_run=self._dry_run, taken=taken, back=back, late=late)
        self._warn_about(updates, before)

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Append the updates to the journal, unless it is a dry run, without a word."""
        for update in updates:
            check_lengths(update)
        journal: Journal = MemoryJournal() if self._dry_run else self._context.journal
        journal.append(updates)
        self._context.recorded = not self._dry_run

    def confirmed(self, updates: list[AnyUpdate]) -> bool:
        """Show what would be recorded and ask, until the answer is yes or no, whether to; a dry run needs no answer."""
        from plantrack.cli.terminal import agreed

        if self._dry_run:
            return True
        self._show(updates, self._before(updates), dry_run=True)
        if agreed(self._ctx.say("record this? (Enter: yes, n: no)"), self._ctx.language):
            return True
        typer.echo(self._ctx.say("not recorded"))
        return False

    @property
    def _ctx(self) -> RenderContext:
        return RenderContext(self._context.plan, self._context.language, calendar=self._context.calendar)

    def _before(self, updates: Sequence[AnyUpdate]) -> dict[str, ReferenceState]:
        """Return what was known of what updates change, by the id of the update."""
        told = [update for update in updates if isinstance(update, Changing)]
        states = (state_with(self.state(one.on), takewhile(partial(ne, one), updates), one.ref, one.on) for one in told)
        return {one.id: state.of(one.ref) for one, state in zip(told, states, strict=True)}

    def _show(self, updates: Sequence[AnyUpdate], before: dict[str, ReferenceState], **how: Any) -> None:
        from plantrack.render.update_text import written

        typer.echo(written(updates, self._ctx, before=before, **how))

    def _warn_about(self, updates: Sequence[AnyUpdate], before: dict[str, ReferenceState]) -> None:
        """Warn where progress falls, and once about reports that took effect before the adoption."""
        for update in updates:
            if isinstance(update, Report) and (fall := update.fall(before[update.id])):
                self._context.warn(
                    "the progress of {ref} falls from {old} to {new}", ref=update.ref, old=fall[0], new=fall[1]
                )
        reports = [update for update in updates if isinstance(update, Report | MilestoneUpdate)]
        known = self._context.history.at() if reports else State()
        adopted = ((update, known.of(update.ref).adopted_on) for update in reports)
        if early := next(((update, day) for update, day in adopted if day and update.on < day), None):
            self._context.warn("{day} is before {ref} was adopted ({adopted}); no report is owed for that day",
                               day=early[0].on, ref=early[0].ref, adopted=early[1])  # fmt: skip


def _git_user() -> str | None:
    import subprocess

    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S607
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip() or None
