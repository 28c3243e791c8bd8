"""The context of a command on all plans of a place: as of one plan without tasks, which has the units of all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from plantrack.cli.clock import now
from plantrack.cli.context import Context, SharedOptions
from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import Problem, UnreachableError, UsageError
from plantrack.files import typed, working_folder
from plantrack.journal.addresses import check_address
from plantrack.model.plan import CHINA_TIME, Plan, PlanPeriod, Text, Unit
from plantrack.planfile import PlanFile
from plantrack.planfile.many import place_of_plans

WHOLE = "all"
"""The id of that plan."""


class PlaceContext(Context):
    """What a command on all plans works with: days are read, and views are written, as of one plan of this year."""

    def __init__(self, context: Context, place: str | None) -> None:
        """Take the context of the command, and the folder of plans, or the server, that was given.

        Raises UsageError where a plan was named too, NotFoundError where there is no such folder, and JournalError
        where the server refuses, or does not answer and what was known of it here does not do.
        """
        if context.given_plan:
            raise UsageError("--plan is for one plan, --all for those of a folder; give one of them")
        super().__init__(context._options, context.output)  # noqa: SLF001 - it is one
        self._name, self.judges = "", context.judges
        if place and "://" in place:
            self.place = self._laid_out(check_address(place))
        else:
            self.place = place_of_plans(Path(place) if place else None, working_folder())
        self.has({})
        for why in self.silent.values():
            self.warn("{why}; this is what was known here before", why=why)

    def _laid_out(self, address: str) -> Path:
        """Return a folder with the plans of a server, which keeps the journals of all of them."""
        from plantrack.journal.postgresql.connection import Server
        from plantrack.journal.postgresql.plan_files import laid_out, lay_out

        server = Server(address, self.waiting)
        self._name = server.name
        os.environ["PLANTRACK_JOURNAL"] = address  # for the processes that read the plans, too
        cache = self._cache
        if cache is None:
            cache = Path(mkdtemp(prefix="plantrack-"))
            finalize(self, rmtree, cache, ignore_errors=True)
        try:
            return lay_out(server, cache)
        except UnreachableError as error:
            known = laid_out(server, cache)
            if self.judges or not known.is_dir():
                raise
            self.silent = {address: error.message}
            return known

    def has(self, units: dict[str, Unit], languages: Iterable[str] = ()) -> None:
        """Write from now on with the names of these units, and in the language of most plans if none is asked for."""
        spoken = sorted(languages)
        language = max(spoken, key=spoken.count, default="zh")
        year, name = self.today.year, Text(self.name, self.name)
        period = PlanPeriod(date(year, 1, 1), date(year, 12, 31))
        plan = Plan(WHOLE, name, "", period, units, (), language="en" if language == "en" else "zh")
        self._file = self.plan_file = PlanFile(plan, self.place, self.name, {})

    @property
    def cache(self) -> Path | None:
        """The folder for caches, if there is one."""
        return self._cache

    def for_plans(self) -> SharedOptions:
        """Return the options for each of the plans: its days as they were read here, and no language."""
        as_of, known_at = (str(day) if day else None for day in (self.given_as_of, self.known_day))
        return SharedOptions(as_of=as_of, known_at=known_at, rules=self._options.rules)

    @property
    def on_server(self) -> bool:
        """Whether the plans are those of a server."""
        return bool(self._name)

    @property
    def name(self) -> str:
        """The place as people type it."""
        return self._name or typed(self.place)

    def name_of(self, folder: Path) -> str:
        """Return the folder of a plan as people type it; of one on a server, the place of its journal there."""
        return f"{self._name}/{folder.name}" if self._name else typed(folder)

    def shown(self, file: str, folder: Path) -> str:
        """Return a file of a plan as people know it: of one on a server not where it lies here."""
        own = f"{typed(folder)}/"
        if not self.on_server:
            return file
        return f"{folder.name}/{file.removeprefix(own) if file.startswith(own) else Path(file).name}"

    @cached_property
    def folder(self) -> Path:
        """The folder of the plans."""
        return self.place

    @cached_property
    def today(self) -> date:
        """Today where most plans are."""
        return now().astimezone(CHINA_TIME).date()

    @cached_property
    def _calendar(self) -> tuple[Calendar, tuple[Problem, ...]]:
        return NONE, ()
