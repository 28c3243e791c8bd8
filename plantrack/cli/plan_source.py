"""The plan that a command works on, and the files beside it: calendar and light rules. Not its history."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plantrack.dates.workdays import NONE
from plantrack.errors import Problem
from plantrack.planfile import PlanFile, find_plan, read_plan

if TYPE_CHECKING:
    from plantrack.dates.workdays import Calendar
    from plantrack.evaluation.lights.rules import RuleSet


def cache_folder() -> Path | None:
    """Return the folder for caches: PLANTRACK_CACHE (`off` for none), else one in the user's cache folder."""
    given = os.environ.get("PLANTRACK_CACHE")
    if given:
        return None if given == "off" else Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "plantrack"
    home = os.environ.get("HOME")
    return Path(home) / ".cache" / "plantrack" if home else None


class PlanSource:
    """The files of one plan; each is read when it is first asked for."""

    def __init__(self, given: str | Path | None = None, *, cached: bool = True) -> None:
        self.given = str(given) if given else os.environ.get("PLANTRACK_PLAN") or None
        self._cached = cached

    @cached_property
    def folder(self) -> Path:
        """The plan's folder."""
        return find_plan(self.given, Path.cwd())

    @cached_property
    def file(self) -> PlanFile:
        """The plan file."""
        return read_plan(self.folder, cache_folder() if self._cached else None)

    @property
    def file_if_read(self) -> PlanFile | None:
        """The plan file, or None until it has been read."""
        return self.__dict__.get("file")

    @cached_property
    def calendar(self) -> tuple[Calendar, tuple[Problem, ...]]:
        """The office's calendar and the problems in its file."""
        if not (self.folder / "calendar.yaml").exists():
            return NONE, ()
        from plantrack.planfile.calendar import read_calendar

        return read_calendar(self.folder)

    @property
    def side_problems(self) -> tuple[Problem, ...]:
        """The problems in the files beside the plan file."""
        from plantrack.planfile.light_rules import rule_problems

        return (*self.calendar[1], *rule_problems(self.folder, self.file.file, self.file.plan.policy.lights))

    def rules(self, name: str | None = None) -> RuleSet:
        """Return the light rules of that name, or those that the plan names."""
        from plantrack.planfile.light_rules import read_rules

        return read_rules(name or self.file.plan.policy.lights, self.folder, self.file.plan.policy)
