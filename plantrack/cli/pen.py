"""The pen: what a command that records works with, on top of the desk: who acts, on which day, one act for it all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cached_property

import typer

from plantrack.cli import desk
from plantrack.errors import UsageError
from plantrack.journal import Journal, MemoryJournal
from plantrack.model.state import State
from plantrack.model.update import Act, AnyUpdate
from plantrack.render.context import RenderContext


class Pen(desk.Desk):
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
        return Act(desk.now(), self.by, os.urandom)

    def dated(self) -> dict[str, object]:
        """Return what every dated update of this command begins with."""
        return {**self.act.stamp(), "on": self.on}

    def state(self) -> State:
        """Return the plan as it stands on the day of effect."""
        return self.history.at(self.on)

    def everything(self) -> State:
        """Return the plan after replaying all that was ever recorded."""
        return self.history.at()

    def record(self, updates: list[AnyUpdate], taken: Sequence[AnyUpdate] = (), *, late: bool = False) -> None:
        """Keep the updates, or in a dry run only show them, and say in one line what was written."""
        from plantrack.render.update_text import written

        ctx = RenderContext(self.plan, self.language)
        journal: Journal = MemoryJournal() if self.dry_run else self.journal
        journal.append(updates)
        typer.echo(written(updates, ctx, dry_run=self.dry_run, taken=taken, late=late))


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
