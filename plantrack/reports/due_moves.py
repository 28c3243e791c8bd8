"""How often the due date of a task or milestone moved, in the order in which that was recorded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from msgspec import UNSET, Struct

from plantrack.model.history import History, in_order_of_recording
from plantrack.model.state import Key
from plantrack.model.updates import Adoption, Answer, AnyUpdate, Reschedule, Retraction, meaning


class DueMoves(Struct, frozen=True):
    """How often a date moved after it was first recorded, and when the last record on it was made."""

    number: int = 0
    at: datetime | None = None


class _Setter(Struct, frozen=True):
    """A record that sets a date: it counts unless a record with a greater key does, or somebody takes it back."""

    key: Key
    day: date | None
    names: frozenset[str]


class MovesByReference:
    """Counts the moves of each reference in a cut of a history: taking a record back moves the date again."""

    def __init__(self, history: History, as_of: date | None = None, known_at: datetime | None = None) -> None:
        known = [one for one in history.updates if known_at is None or one.at <= known_at]
        self._retractions: dict[str, list[Retraction]] = defaultdict(list)
        for one in known:
            if isinstance(one, Retraction):
                self._retractions[one.target].append(one)
        gone, effective = history.retracted(known_at), {one.id for one in history.in_force(known_at=known_at)}
        self._records: dict[str, list[AnyUpdate]] = defaultdict(list)
        for one in known:
            if not isinstance(one, Adoption | Answer | Reschedule) or (as_of and one.on > as_of):
                continue
            if one.id in effective or not gone.isdisjoint((one.id, one.act)):  # what was void never moved anything
                for ref in one.refs:
                    self._records[ref].append(one)

    def of(self, ref: str) -> DueMoves:
        """Return how often the date of a reference moved."""
        records = self._records.get(ref, [])
        names = {name for one in records for name in (one.id, one.act)}
        steps = in_order_of_recording([*records, *self._taking_back(names)])
        moved = sum(one != other for one, other in pairwise(self._days(ref, steps)))
        return DueMoves(moved, steps[-1].at if steps else None)

    def _taking_back(self, names: set[str]) -> list[Retraction]:
        """Return the retractions of some records, and those of these."""
        found: dict[int, Retraction] = {}
        left = [*names]
        while left:
            for one in self._retractions.get(left.pop(), ()):
                if id(one) not in found:
                    found[id(one)] = one
                    left += [one.id, one.act]
        return [*found.values()]

    def _days(self, ref: str, steps: list[AnyUpdate]) -> Iterator[date | None]:
        """Yield the date after each record, from the first that sets one; None where nothing sets it any more."""
        setters: list[_Setter] = []
        back: list[Retraction] = []
        latest: _Setter | None = None
        for step in steps:
            found = None if isinstance(step, Retraction) else _setter(step, ref)
            if isinstance(step, Retraction):
                back.append(step)
                gone = History(back).retracted()
                latest = _latest(one for one in setters if one.names.isdisjoint(gone))
            elif found:
                setters.append(found)
                latest = _latest((found, latest) if latest else (found,))
            if setters:
                yield latest.day if latest else None


def _latest(setters: Iterable[_Setter]) -> _Setter | None:
    return max(setters, key=lambda one: one.key, default=None)


def _setter(step: AnyUpdate, ref: str) -> _Setter | None:
    names = frozenset((step.id, step.act))
    if isinstance(step, Adoption):
        due = step.promises[ref].due
        return None if due is UNSET else _Setter(step.key, due, names)
    answer = meaning(step) if isinstance(step, Reschedule) else step
    extension = answer.extension if isinstance(answer, Answer) else None
    return _Setter(answer.key, extension.day, names) if extension and isinstance(answer, Answer) else None
