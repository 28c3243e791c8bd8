"""Folding: the state of many updates at once, which is the one that applying each of them gives.

What an update says is defined by `apply` of its kind, in any order. Most reports change nothing, because a later one
that is known already says all that they say; these are told by a glance, and of them only the day counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from plantrack.model.state import Key, State, Status
from plantrack.model.text import stated_text
from plantrack.model.updates import AnyDated, AnyUpdate, MilestoneUpdate, Report

_NEVER = date.min
_key = attrgetter("on", "at", "id")


def folded(updates: Sequence[AnyDated], below: State | None = None) -> State:
    """Return the state of updates in any order, on top of another one. Those that took effect last are best last."""
    fold = Fold(below)
    fold.add(updates)
    return fold.state()


class Fold:
    """Folds updates that may come in several parts, so that not all of them need to be in memory at once."""

    def __init__(self, below: State | None = None) -> None:
        """Begin with another state, or with nothing."""
        self._state = below.copy() if below else State()
        self._last: dict[str, Report] = {}
        self._until: dict[str, date] = {}
        self._days: defaultdict[str, list[date]] = defaultdict(list)
        self._known_days: dict[date, date] = {}
        self._covered: dict[str, list[date]] = {}
        self._reach = date.max
        self._reached: defaultdict[str, list[Key]] = defaultdict(list)

    def add(self, updates: Sequence[AnyDated]) -> None:
        """Fold a part of the updates, the last of them first."""
        if updates:
            left = self.left_of(updates, max([update.on for update in updates]))
            self.apply([update for update in left if update.on is not None])

    def apply(self, updates: Iterable[AnyDated]) -> None:
        """Fold updates one by one."""
        for update in updates:
            update.apply(self._state)

    def left_of(self, updates: Sequence[AnyUpdate], until: date) -> list[AnyUpdate]:
        """Fold what only says how things stand, or that they are reached; return the rest. None is later than a day."""
        self._cover(until)
        left, covered, days, day = list[AnyUpdate](), self._covered, self._days, _NEVER
        done, cancelled, ends, covers = Status.DONE, Status.CANCELLED, self._until, self._covers
        for update in reversed(updates):
            if (
                type(update) is Report
                and (status := update.status) is not done
                and status is not cancelled
                and update.period is None
                and not update.problem
                and not update.solved
                and (status is not None or update.says_something)
            ):
                if update.on != day:
                    day = self._known_days.setdefault(update.on, update.on)
                known = covered.get(update.ref)
                if known is not None:
                    known.append(day)
                    continue
                if day < ends.get(update.ref, _NEVER) or covers(update):
                    days[update.ref].append(day)
                    continue
            if type(update) is MilestoneUpdate and not update.note and update.state == "reached":
                self._reached[update.ref].append(update.key)
                continue
            left.append(update)
        return left

    def _cover(self, until: date) -> None:
        """Note which references have a report later than a day, which says all that a report of that day may say.

        Those that are covered are looked at again only where a part is of later days than the one before.
        """
        if until > self._reach:
            self._covered.clear()
            self._until = {ref: report.on for ref, report in self._last.items()}
        self._reach = until
        for ref in [ref for ref, day in self._until.items() if day > until]:
            del self._until[ref]
            self._covered[ref] = self._days[ref]

    def left_out(self) -> tuple[list[Report], dict[str, list[date]], dict[str, list[Key]]]:
        """Return what `left_of` did not: the last reports, and by reference the days of all and what was reached."""
        return [*self._last.values()], self._days, self._reached

    def join(self, days: Iterable[tuple[str, list[date]]], reached: Mapping[str, list[Key]]) -> None:
        """Fold what another fold left out, but for its last reports, which are folded as all others are."""
        for ref, more in days:
            self._days[ref] += more
        for ref, keys in reached.items():
            self._reached[ref] += keys

    def names(self) -> set[str]:
        """Return the references of the updates that `left_of` does not return."""
        return self._days.keys() | self._reached.keys()

    def _covers(self, report: Report) -> bool:
        """Tell whether a later report says all that a report says, after this one has become the last if it is."""
        old = self._last.get(report.ref)
        if old is not None and _key(report) < _key(old):
            return True
        if not _says_all(report) or (old is not None and _key(report) == _key(old)):
            return False
        self._last[report.ref], self._until[report.ref] = report, report.on
        return True

    def state(self) -> State:
        """Return the state of everything that was added."""
        for report in self._last.values():
            report.apply(self._state)
        self._covered.clear()
        while self._days:
            ref, days = self._days.popitem()
            known = self._state.change(ref)
            known.report_days = {*known.report_days, *days}
        for ref, keys in self._reached.items():
            known = self._state.change(ref)
            known.finished = {*known.finished, *[key for key in keys if key > known.reopened]}
            known.report_days = {*known.report_days, *[on for _, on, _, _ in keys]}
        return self._state


def _says_all(report: Report) -> bool:
    """Tell whether a report writes every field that one can write which closes nothing and tells of no problem."""
    return report.status is not None and report.percent is not None and stated_text(report.progress) is not None
