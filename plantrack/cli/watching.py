"""Watching a plan: what was recorded since, and its status as it is now."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from gc import collect
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

import typer

from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.cli.output import echo, screen
from plantrack.errors import Message, PlantrackError
from plantrack.journal.watching import Tail
from plantrack.model.updates import AnyUpdate, minute_in
from plantrack.planfile import NAME
from plantrack.render.context import plain
from plantrack.render.formats import STATUS, Format
from plantrack.render.update_text import written
from plantrack.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from plantrack.reports.overview import Overview

LATEST = 5
"""How many of the latest acts are shown above the status."""


class Watch:
    """A plan that is watched, narrowed to a task and to what units lead or support.

    It is looked at again after `every` seconds.
    """

    def __init__(self, context: Context, top: str | None, units: tuple[str, ...], every: float) -> None:
        self.context = context.again(quiet=True)
        self.context.views = True
        self.top, self.units, self.every = top, units, every
        self._tail = Tail()
        self._plan = self._stamp()
        self._tail.added(self.context.journal.folders())

    def wait(self) -> None:
        """Wait until something may have changed."""
        self.context.journal.wait(self.every)

    def added(self) -> list[AnyUpdate]:
        """Return what was recorded since on what is watched, with the plan as it is by now. Raises PlantrackError."""
        if (stamp := self._stamp()) != self._plan:
            self._plan, self.context = stamp, self.context.again()
        new = self._tail.added(self.context.journal.folders())
        if not new or not (self.top or self.units):
            return new
        watched = self._watched()
        return [update for update in new if update.narrowed(watched)]

    def status(self) -> str:
        """Return the status as it is now, as the command `status` shows it."""
        return str(STATUS[Format.TEXT](self._view(), self.context.render_context()))

    def _view(self) -> Overview:
        from plantrack.reports.overview import overview

        context = self.context = self.context.again()
        collect()  # a command collects nothing while it runs, and this one runs for days
        return overview(
            context.plan, context.state, context.as_of, self.top,
            units=self.units, supported=True, judging=context.judging(),
        )  # fmt: skip

    def _watched(self) -> frozenset[str]:
        """Return everything that the records are about which are shown."""
        from plantrack.reports.narrowing import of_tasks, references

        part = self._view().plan
        return references(of_tasks(part, [self.top]) if self.top else part).union(self.units)

    def told(self, updates: Sequence[AnyUpdate]) -> Iterator[str]:
        """Yield a line for each act: when it was recorded, and what."""
        ctx = self.context.render_context()
        for _, act in groupby(updates, lambda update: update.act):
            one = [*act]
            yield f"{minute_in(one[0].at, self.context.plan_file.zone)}  {written(one, ctx, dry_run=False)}"

    @property
    def today(self) -> date:
        """Today in the plan's time zone."""
        return now().astimezone(self.context.plan_file.zone).date()

    def _stamp(self) -> Stamp | None:
        with suppress(OSError):
            return stamp_of(self.context.folder / NAME)
        return None


def to_pipe(watch: Watch) -> NoReturn:
    """Print a line for each act that is recorded, as soon as it is known."""
    trouble: Message | None = None
    while True:
        watch.wait()
        try:
            new = watch.added()
        except PlantrackError as error:
            if error.message != trouble:
                echo(error.message, watch.context.message_language, err=True)
            trouble = error.message
            continue
        trouble = None
        for line in watch.told(new):
            typer.echo(line)


def _fitting(text: Text, console: Console, watch: Watch) -> Text:
    """Return the lines for which there is room; the last one says how many there are more."""
    lines = text.wrap(console, console.width)
    if len(lines) <= console.height:
        return text
    more = len(lines) - console.height + 1
    said = watch.context.render_context().say(
        "lines further down: {n}; a taller window, or `watch REF`, shows them", n=more
    )
    return type(text)("\n").join([*lines[: console.height - 1], type(text)(said)])


def on_screen(watch: Watch) -> NoReturn:
    """Show the latest acts, the last one first, above the status; and what is wrong, as long as it is."""
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    latest: deque[str] = deque(maxlen=LATEST)
    shown = (watch.today, screen())
    picture, trouble, drawn = watch.status(), "", ""
    head = watch.context.render_context().say("watching the plan; Ctrl-C ends")
    with Live(console=Console(highlight=False), screen=True, auto_refresh=False) as live:
        while True:
            above = [line for line in (head, trouble, *latest) if line]
            if (whole := "\n".join([*above, "", picture])) != drawn:
                drawn = whole
                live.update(_fitting(Text.from_ansi(whole), live.console, watch), refresh=True)
            watch.wait()
            try:
                new = watch.added()
                if new or trouble or shown != (watch.today, screen()):
                    shown = (watch.today, screen())
                    picture, trouble = watch.status(), ""
                latest.extendleft(watch.told(new))
            except PlantrackError as error:
                trouble = plain(error.message, watch.context.message_language)
