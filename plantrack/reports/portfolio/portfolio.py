"""The portfolio: the plans of a place, the worst first, with what they come to by unit and by light."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.errors import Problem
from plantrack.evaluation.facts import Meaning
from plantrack.model.plan import Unit
from plantrack.model.unit_directory import MatchedUnit, UnitDirectory, UnitOfPlan, matched
from plantrack.reports.portfolio.numbers import PortfolioNumbers, added
from plantrack.reports.portfolio.rows import LateEntry, PlanRow, TaskRow, UnitPart

NOBODY = ""
"""The key of the tasks that nobody leads."""
NAMED = 3
"""Plans that the name of a unit is told apart by, at most."""


class UnreadPlan(Struct, frozen=True):
    """A plan, or a folder that may hold some, of which nothing is known but why: every problem has its place."""

    name: str
    problems: tuple[Problem, ...]


class PlanPlace(Struct, frozen=True):
    """A plan of the portfolio: its folder as people type it, its row, and the keys of its units by their ids there."""

    folder: str
    row: PlanRow
    keys: dict[str, str] = {}

    def lead(self, units: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of units of this plan."""
        return tuple(dict.fromkeys(self.keys.get(unit, unit) for unit in units))


class UnitAcross(Struct, frozen=True):
    """A unit of one or several plans, by its key; `plans` are the places of these plans in the portfolio.

    `previous` is how it stood at the end of the period before, in a report.
    """

    key: str
    numbers: PortfolioNumbers
    plans: tuple[int, ...]
    previous: PortfolioNumbers | None = None


class LightAcross(Struct, frozen=True):
    """A light with the number of tasks that have it, and of plans with such a task."""

    meaning: Meaning
    tasks: int
    plans: int


class Portfolio(Struct, frozen=True, kw_only=True):
    """The plans of a place. `plans` and `units` have the worst first; `unread` count in no number.

    `units` by their keys have names in `names`. `apart` are those in doubt; `problems` those of the directory.
    In a report, `period` is what it is on, and `previous` how all stood at the end of the period before; `issue` is
    the number that it was given.
    """

    place: str
    as_of: date
    plans: tuple[PlanPlace, ...]
    unread: tuple[UnreadPlan, ...]
    numbers: PortfolioNumbers
    units: tuple[UnitAcross, ...]
    lights: tuple[LightAcross, ...]
    names: dict[str, Unit]
    apart: tuple[MatchedUnit, ...] = ()
    problems: tuple[Problem, ...] = ()
    period: Period | None = None
    previous: PortfolioNumbers | None = None
    narrowed: tuple[str, ...] = ()
    issue: int | None = None

    @property
    def late(self) -> list[tuple[PlanPlace, LateEntry]]:
        """Return what is past its date in any plan, the latest first."""
        found = [(plan, entry) for plan in self.plans for entry in plan.row.late]
        return sorted(found, key=lambda pair: -pair[1].days)

    @property
    def off_track(self) -> list[tuple[PlanPlace, TaskRow]]:
        """Return what is off track in any plan without being overdue."""
        return [(plan, task) for plan in self.plans for task in plan.row.off_track]


def portfolio(
    place: str,
    rows: Iterable[tuple[str, PlanRow]],
    as_of: date,
    directory: UnitDirectory,
    *,
    unread: Sequence[UnreadPlan] = (),
    problems: Sequence[Problem] = (),
    period: Period | None = None,
    narrowed: Sequence[str] = (),
) -> Portfolio:
    """Return the portfolio of the plans in folders, each with its row."""
    ordered = sorted(rows, key=lambda pair: ([-share for share in pair[1].numbers.badness] or [1], pair[0]))
    found = matched(_units(ordered), directory, as_of)
    keys = _keyed(found, [row.id for _, row in ordered])
    of_plans: list[dict[str, str]] = [{} for _ in ordered]
    for key, unit in keys.items():
        for one in unit.members:
            of_plans[one.plan][one.id] = key
    plans = tuple(PlanPlace(folder, row, own) for (folder, row), own in zip(ordered, of_plans, strict=True))
    before = [plan.row.previous for plan in plans if plan.row.previous]
    return Portfolio(
        place=place,
        as_of=as_of,
        plans=plans,
        unread=tuple(unread),
        numbers=added([plan.row.numbers for plan in plans]),
        units=_across(plans),
        lights=_lights(plans),
        names=_names(keys, plans),
        apart=tuple(one for one in found if one.doubt),
        problems=tuple(problems),
        period=period,
        previous=added(before) if before else None,
        narrowed=tuple(narrowed),
    )


def _units(rows: Sequence[tuple[str, PlanRow]]) -> Iterable[UnitOfPlan]:
    return (UnitOfPlan(n, part.id, part.unit) for n, (_, row) in enumerate(rows) for part in row.units if part.id)


def _keyed(found: Sequence[MatchedUnit], plans: Sequence[str]) -> dict[str, MatchedUnit]:
    """Return the units by keys, which are their ids where nothing else has them."""
    ids, keys = Counter(one.id for one in found), dict[str, MatchedUnit]()
    for one in found:
        key = one.id if one.known or ids[one.id] == 1 else f"{one.id} ({plans[one.members[0].plan]})"
        while key in keys:
            key += "'"
        keys[key] = one
    return keys


def _names(keys: dict[str, MatchedUnit], plans: Sequence[PlanPlace]) -> dict[str, Unit]:
    """Return the units; those whose names are the same have the plans that they are of behind them."""
    same = Counter(name for one in keys.values() for name in {one.unit.zh, one.unit.en})
    return {
        key: _told_apart(one, plans) if max(same[one.unit.zh], same[one.unit.en]) > 1 else one.unit
        for key, one in keys.items()
    }


def _told_apart(one: MatchedUnit, plans: Sequence[PlanPlace]) -> Unit:
    names = [*dict.fromkeys(plans[member.plan].row.id for member in one.members)]
    told = ", ".join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])])
    return Unit(zh=f"{one.unit.zh}（{told}）", en=f"{one.unit.en} ({told})")


def _across(plans: Sequence[PlanPlace]) -> tuple[UnitAcross, ...]:
    parts: dict[str, list[tuple[int, UnitPart]]] = {}
    for n, plan in enumerate(plans):
        for part in plan.row.units:
            parts.setdefault(plan.keys[part.id] if part.id else NOBODY, []).append((n, part))
    found = [_unit(key, of_plans) for key, of_plans in parts.items()]
    found = [one for one in found if one.numbers.counts["tasks"]]
    return tuple(sorted(found, key=lambda one: ([-share for share in one.numbers.badness], one.key)))


def _unit(key: str, parts: Sequence[tuple[int, UnitPart]]) -> UnitAcross:
    before = [part.previous for _, part in parts if part.previous]
    plans = tuple(dict.fromkeys(n for n, _ in parts))
    return UnitAcross(key, added([part.numbers for _, part in parts]), plans, added(before) if before else None)


def _lights(plans: Sequence[PlanPlace]) -> tuple[LightAcross, ...]:
    """Return the lights that any task has, the worst first."""
    counted = (
        LightAcross(meaning, sum(numbers), sum(n > 0 for n in numbers))
        for meaning in reversed(Meaning)
        for numbers in [[plan.row.numbers.lights.get(meaning, 0) for plan in plans]]
    )
    return tuple(one for one in counted if one.tasks)
