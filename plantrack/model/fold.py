"""Folding: the state of many updates at once, which is the one that applying each of them gives.

What an update says is defined by `apply` of its kind, in any order. Most reports change nothing, because a later one
that is known already says all that they say; these are told by a glance, and of them only the day counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import compress
from operator import attrgetter

from plantrack.model.state import State, Status
from plantrack.model.text import stated_text
from plantrack.model.updates import AnyDated, Report

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
        self._days: defaultdict[str, int] = defaultdict(int)
        self._bits: dict[date, int] = {}

    def add(self, updates: Sequence[AnyDated]) -> None:
        """Fold a part of the updates, the last of them first."""
        days, bits = self._days, self._bits
        until, covers, done, cancelled = self._until, self._covers, Status.DONE, Status.CANCELLED
        for update in reversed(updates):
            if type(update) is Report and update.period is None and not update.problem and not update.solved:
                status, on = update.status, update.on
                goes_on = status is not done and status is not cancelled
                if goes_on and (on < until.get(update.ref, _NEVER) or covers(update)):
                    if status is not None or update.percent is not None or update.says_something:
                        days[update.ref] |= bits.get(on) or bits.setdefault(on, 1 << len(bits))
                    continue
            update.apply(self._state)

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
        days = [*self._bits]
        for ref, bits in self._days.items():
            said = f"{bits:b}".encode().translate(_TRUTH)[::-1]
            self._state.change(ref).report_days.update(compress(days, said))
        return self._state


_TRUTH = bytes.maketrans(b"01", bytes((0, 1)))
"""Makes the digits of a binary number what they say."""


def _says_all(report: Report) -> bool:
    """Tell whether a report writes every field that one can write which closes nothing and tells of no problem."""
    return report.status is not None and report.percent is not None and stated_text(report.progress) is not None
