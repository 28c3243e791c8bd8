"""Folding: the state of many updates at once, which is the one that applying each of them gives.

What an update says is defined by `apply` of its kind, in any order. Of plain reports and reached milestones there are
many, so these are sorted once, and of each reference only the last writers are written; all others are applied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter, itemgetter, lt
from typing import TypeVar

from plantrack.model.state import CLOSED, Key, ReferenceState, State, Status
from plantrack.model.text import given_text, stated_text
from plantrack.model.updates import AnyDated, MilestoneUpdate, Report

Reporting = TypeVar("Reporting", Report, MilestoneUpdate)
Last = dict[str, Report]
"""The last writer of something, by reference."""
Named = list[tuple[str, Report]]
"""Reports, each with its reference, in the order of their keys."""
_DONE, _CANCELLED = Status.DONE, Status.CANCELLED
_key, _recorded, _day = attrgetter("on", "at", "id"), attrgetter("at", "id"), itemgetter(0)


def folded(updates: Iterable[AnyDated], below: State | None = None) -> State:
    """Return the state of updates in any order, on top of another one."""
    fold = Fold()
    fold.add(updates)
    return fold.state(below)


class Fold:
    """Folds updates that may come in several parts, so that not all of them need to be in memory at once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._last: defaultdict[str, Last] = defaultdict(dict)
        self._finished: defaultdict[str, set[Key]] = defaultdict(set)
        self._days: defaultdict[str, set[date]] = defaultdict(set)
        self._single: list[AnyDated] = []
        self._names: dict[str, str] = {}

    def add(self, updates: Iterable[AnyDated]) -> None:
        """Fold a part of the updates."""
        reports: Named = []
        for day, group in _by_day(updates):
            plain = [u for u in group if type(u) is Report and u.period is None]
            if len(plain) < len(group):
                self._others(day, [u for u in group if type(u) is not Report or u.period is not None])
            if _in_order(plain):
                said = [u for u in plain if u.status is not None or u.percent is not None or u.says_something]
                reports += self._reported(day, said)
            else:
                self._single += plain
        self._keep_last(reports)

    def state(self, below: State | None = None) -> State:
        """Return the state of everything that was added, on top of another one."""
        state = below.copy() if below else State()
        for update in self._single:
            update.apply(state)
        for name, last in self._last.items():
            for ref, report in last.items():
                _WRITE[name](state.change(ref), report)
        for ref, keys in self._finished.items():
            known = state.change(ref)
            for key in keys:
                known.finish(key, done=True)
        for ref, days in self._days.items():
            state.change(ref).report_days |= days
        return state

    def _others(self, day: date, updates: list[AnyDated]) -> None:
        """Fold what is no plain report: milestones that are reached without a note, and everything else."""
        reached = [u for u in updates if type(u) is MilestoneUpdate and u.state == "reached" and not u.note]
        self._single += [u for u in updates if type(u) is not MilestoneUpdate or u.state != "reached" or u.note]
        for ref, stone in self._reported(day, reached):
            self._finished[ref].add(stone.key)

    def _reported(self, day: date, updates: list[Reporting]) -> list[tuple[str, Reporting]]:
        """Note the day of reports; return them with their references, of which equal ones are one object.

        Such are looked up many times as fast.
        """
        given: list[str] = [update.ref for update in updates]
        refs: list[str] = [*map(self._names.setdefault, given, given)]
        for ref in refs:
            self._days[ref].add(day)
        return list(zip(refs, updates, strict=True))

    def _keep_last(self, reports: Named) -> None:
        """Keep the last writer of each field. Most last reports write all of them but the problem."""
        last = dict(reports)
        full = {ref: report for ref, report in last.items() if _is_full(report)}
        some = [(ref, report) for ref, report in reports if ref not in full]
        for ref, report in some:
            if report.status is _DONE:
                self._finished[ref].add(report.key)
        self._join("opened", full | {n: r for n, r in some if r.status is not None and r.status is not _DONE})
        self._join("status", full | {n: r for n, r in some if r.status is not None})
        self._join("percent", full | {n: r for n, r in some if r.percent is not None})
        self._join("progress", self._worded(full | {n: r for n, r in some if r.progress}, reports))
        told = [(n, r) for n, r in reports if r.problem or r.solved or r.status is _DONE or r.status is _CANCELLED]
        self._join("problem", {n: r for n, r in told if r.solved or r.status in CLOSED or given_text(r.problem)})
        self._join("next", last)

    def _worded(self, last: Last, reports: Named) -> Last:
        """Return the reports whose progress says something; all of a reference without are looked at one by one."""
        silent = {ref for ref, report in last.items() if stated_text(report.progress) is None}
        if silent:
            self._single += [report for ref, report in reports if ref in silent]
        return {ref: report for ref, report in last.items() if ref not in silent} if silent else last

    def _join(self, name: str, found: Last) -> None:
        """Keep the later of two writers of one field; of two with one key, `apply` decides."""
        last = self._last[name]
        if not last:
            self._last[name] = found
            return
        for ref, report in found.items():
            old = last.get(ref)
            if old is None or old.on < report.on or _key(old) < _key(report):
                last[ref] = report
            elif _key(old) == _key(report):
                self._single.append(report)


def _by_day(updates: Iterable[AnyDated]) -> list[tuple[date, list[AnyDated]]]:
    """Return the updates by day, in the order of days."""
    days: defaultdict[date, list[AnyDated]] = defaultdict(list)
    for update in updates:
        days[update.on].append(update)
    return sorted(days.items(), key=_day)


def _in_order(reports: list[Report]) -> bool:
    """Put reports of one day into the order of their keys; tell whether there is one."""
    moments = [report.at for report in reports]
    if all(map(lt, moments, moments[1:])):
        return True
    reports.sort(key=_recorded)
    keys = [*map(_recorded, reports)]
    return all(map(lt, keys, keys[1:]))


def _is_full(report: Report) -> bool:
    """Tell whether a report writes status, percentage and progress, and is none that a task is done."""
    said = report.status is not None and report.percent is not None and bool(report.progress)
    return said and report.status is not _DONE


def _write(name: str) -> Callable[[ReferenceState, Report], None]:
    """Return what writes a field as a report says it."""
    return lambda known, report: known.write(name, report.key, getattr(report, name))


_WRITE: dict[str, Callable[[ReferenceState, Report], None]] = {
    "opened": lambda known, report: known.finish(report.key, done=False),
    "status": _write("status"),
    "percent": _write("percent"),
    "progress": _write("progress"),
    "problem": lambda known, said: known.write("problem", said.key, said.left_open("problem")),
    "next": lambda known, said: known.write("next", said.key, said.left_open("next")),
}
"""What is done with the last writer of each field."""
