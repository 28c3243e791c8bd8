"""The directory of units of many plans, and which units of different plans are one.

A unit is the same in two plans where both call it by the same id and by a name that they share, of any time. A
directory says more: there a name alone is enough, and a unit that has ended is its successor. What is ambiguous stays
apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from plantrack.model.plan import Unit
from plantrack.model.policy import Identifier


class UnitDirectory(Struct, frozen=True, forbid_unknown_fields=True):
    """The units of all plans by their ids, as in a plan.yaml."""

    units: dict[Identifier, Unit] = {}

    def acting(self, unit: str, day: date) -> str:
        """Return who answers on a day for what a unit was given: itself, or its successor once it has ended."""
        passed = set[str]()
        while unit not in passed and (known := self.units.get(unit)) and known.until and day > known.until:
            passed.add(unit)
            unit = known.successor or unit
        return unit


class UnitOfPlan(Struct, frozen=True):
    """A unit as a plan has it; `plan` is the place of the plan among the others."""

    plan: int
    id: str
    unit: Unit | None


class Doubt(StrEnum):
    """Why a unit of a plan stands apart, although something of it is known elsewhere."""

    OTHER_NAME = "other-name"
    OTHER_ID = "other-id"
    SEVERAL = "several"


class MatchedUnit(Struct, frozen=True):
    """One unit of all plans: its id, its names, and the units of plans that it is. `doubts` are of those apart."""

    id: str
    unit: Unit
    members: tuple[UnitOfPlan, ...]
    doubt: Doubt | None = None
    known: bool = False


def matched(units: Iterable[UnitOfPlan], directory: UnitDirectory, day: date) -> tuple[MatchedUnit, ...]:
    """Return which units of plans are one, as of a day."""
    named = _by_name(directory)
    found: dict[str, list[UnitOfPlan]] = {}
    rest: list[tuple[UnitOfPlan, Doubt | None]] = []
    for one in units:
        key, doubt = _in_directory(one, directory, named)
        if key is None:
            rest.append((one, doubt))
        else:
            found.setdefault(directory.acting(key, day), []).append(one)
    known = (MatchedUnit(key, directory.units[key], tuple(members), known=True) for key, members in found.items())
    doubtful = (MatchedUnit(one.id, _unit(one), (one,), doubt) for one, doubt in rest if doubt)
    return (*known, *_alike([one for one, doubt in rest if not doubt]), *doubtful)


def names_of(unit: Unit) -> set[str]:
    """Return every name that a unit has or had, in both languages, as they are compared."""
    return {text.casefold().strip() for name in (unit, *unit.formerly) for text in (name.zh, name.en)}


def _by_name(directory: UnitDirectory) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, unit in directory.units.items():
        for name in names_of(unit):
            found.setdefault(name, set()).add(key)
    return found


def _in_directory(
    one: UnitOfPlan, directory: UnitDirectory, named: Mapping[str, set[str]]
) -> tuple[str | None, Doubt | None]:
    """Return the id in the directory of a unit of a plan; without one, why it is in doubt, if it is."""
    fitting = set[str]().union(*(named.get(name, set()) for name in names_of(_unit(one))))
    if one.id in fitting:
        return one.id, None
    if one.id in directory.units:
        return None, Doubt.OTHER_ID if fitting else Doubt.OTHER_NAME
    if len(fitting) > 1:
        return None, Doubt.SEVERAL
    return next(iter(fitting), None), None


def _alike(units: Sequence[UnitOfPlan]) -> list[MatchedUnit]:
    """Return the units that share id and name, directly or through others between them."""
    groups: dict[str, list[tuple[set[str], list[UnitOfPlan]]]] = {}
    for one in units:
        names, members, apart = names_of(_unit(one)), [one], []
        for known, others in groups.get(one.id, []):
            if names.isdisjoint(known):
                apart.append((known, others))
            else:
                names, members = names | known, [*others, *members]
        groups[one.id] = [*apart, (names, members)]
    return [
        MatchedUnit(key, _latest(members), tuple(members), Doubt.OTHER_NAME if len(parts) > 1 else None)
        for key, parts in groups.items()
        for _, members in parts
    ]


def _unit(one: UnitOfPlan) -> Unit:
    """Return the unit; an id that its plan does not define stands for its name."""
    return one.unit or Unit(zh=one.id, en=one.id)


def _latest(members: Sequence[UnitOfPlan]) -> Unit:
    """Return the unit as the plan has it that knows most of its names."""
    return max(map(_unit, members), key=lambda unit: len(unit.formerly))
