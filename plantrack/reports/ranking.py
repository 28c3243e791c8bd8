"""The ranking of units: what each leads in numbers, beside the other units and beside the period before.

Units are ranked by the digits that are shown, so that equal digits share a place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.model.percentages import Exact, Number, rounded_percent, rounded_points, share
from plantrack.model.plan import RankBy
from plantrack.reports.narrowing import parts_of_units
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.summary import Summary, summarise


class UnitNumbers(Struct, frozen=True):
    """What a unit leads in numbers. `due` counts the tasks on which a report is due, given or not."""

    summary: Summary
    due: int

    @property
    def given(self) -> int:
        """Return on how many of these tasks the latest report that was due has been given."""
        return self.due - self.summary.owed

    @property
    def reporting(self) -> Exact | None:
        """Return the share of reports given, in percent; None where none is due."""
        return share(self.given, self.due) if self.due else None


class RankedUnit(Struct, frozen=True, kw_only=True):
    """A unit with its place among those that can be ranked; `unit` is None for the tasks that nobody leads.

    `before` is how it stood at the end of the period before, None where it led nothing then. `extensions` is how many
    it asked for in all.
    """

    unit: str | None
    place: int | None
    now: UnitNumbers
    before: UnitNumbers | None
    place_before: int | None
    extensions: int

    @property
    def gained(self) -> int | None:
        """Return how many places it gained since the period before; None where it had or has none."""
        return self.place_before - self.place if self.place and self.place_before else None


def ranking(view: PeriodicReport) -> tuple[RankedUnit, ...]:
    """Return the units by their places, then those without one in the order of the plan, and nobody last.

    A task that several units lead counts for each. In the report of some units only these are ranked.
    """
    by, asked = view.plan.bulletin.rank_by, {entry.unit: entry.asked for entry in view.extensions_by_unit}
    now, before = (_numbers(roots, view.units) for roots in (view.roots, view.before))
    places, places_before = _places(now, by), _places(before, by)
    found = (
        RankedUnit(
            unit=unit, place=places.get(unit), now=numbers, before=before.get(unit),
            place_before=places_before.get(unit), extensions=asked.get(unit, 0),
        )
        for unit, numbers in now.items()
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.unit is None, one.place is None, one.place or 0)))


def last_placed(found: Sequence[RankedUnit]) -> tuple[RankedUnit, ...]:
    """Return the units on the last place; none where all share one."""
    last = max((one.place for one in found if one.place), default=1)
    return tuple(one for one in found if one.place == last) if last > 1 else ()


def _numbers(roots: Iterable[TaskEvaluation], units: Sequence[str]) -> dict[str | None, UnitNumbers]:
    parts = parts_of_units(roots).items()
    return {
        unit: UnitNumbers(summarise(part), sum(leaf.facts.owed for leaf in leaves(part)))
        for unit, part in parts
        if not units or unit in units
    }


Score = tuple[Number, ...]
"""What a unit is ranked by: the greater, the better."""


def _reported(found: UnitNumbers) -> Score | None:
    return None if found.reporting is None else (rounded_percent(found.reporting),)


def _progress(found: UnitNumbers) -> Score | None:
    """A unit that is silent on everything is as far behind as is expected of it."""
    expected = found.summary.expected
    return None if expected is None else (rounded_points(found.summary.percent or 0, expected),)


def _overdue(found: UnitNumbers) -> Score | None:
    return _fewest(found, found.summary.overdue_tasks)


def _lights(found: UnitNumbers) -> Score | None:
    lights = found.summary.lights
    return _fewest(found, *(lights[worse] for worse in (Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.ATTENTION)))


def _fewest(found: UnitNumbers, *counts: int) -> Score | None:
    """Return the shares of the tasks that were not cancelled, so that who leads many is compared with who leads few."""
    counted = found.summary.counted
    return tuple(-share(count, counted) for count in counts) if counted else None


SCORES: dict[RankBy, Callable[[UnitNumbers], Score | None]] = {
    RankBy.REPORTED: _reported, RankBy.PROGRESS: _progress, RankBy.OVERDUE: _overdue, RankBy.LIGHTS: _lights,
}  # fmt: skip
"""What units are ranked by under each rule that a plan may name; None where a unit has nothing to compare."""


def _places(numbers: Mapping[str | None, UnitNumbers], by: RankBy) -> dict[str | None, int]:
    scores = {unit: score for unit, found in numbers.items() if unit and (score := SCORES[by](found)) is not None}
    return {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}
