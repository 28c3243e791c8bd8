"""The row of one plan: what a portfolio shows of it, made of the same views that show this one plan."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.evaluation.evaluate import TaskEvaluation, leaves, walk
from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.basis import basis_word
from plantrack.model.plan import Plan, Text, Unit
from plantrack.reports.narrowing import parts_of_units
from plantrack.reports.overview import Overview
from plantrack.reports.periodic import DueItem, PeriodicReport, late_items
from plantrack.reports.portfolio.numbers import PortfolioNumbers, numbers_of


class UnitPart(Struct, frozen=True, array_like=True):
    """What a unit of the plan leads in numbers; `id` and `unit` are None for the tasks that nobody leads.

    `previous` is how that stood at the end of the period before, in a report.
    """

    id: str | None
    unit: Unit | None
    numbers: PortfolioNumbers
    previous: PortfolioNumbers | None = None


class LateEntry(Struct, frozen=True, array_like=True):
    """A task or milestone past its date: the titles of both, where it is a milestone, and who leads it."""

    ref: str
    milestone: Text | None
    task: Text
    due: date
    days: int
    lead: tuple[str, ...]
    basis: str | None


class TaskRow(Struct, frozen=True, array_like=True):
    """A task with its light. Percentages are exact, of `reported` those of the tasks below it that were ever."""

    ref: str
    title: Text
    lead: tuple[str, ...]
    light: Light
    numbers: PortfolioNumbers


class PlanRow(Struct, frozen=True, kw_only=True):
    """One plan as of a day, with its `short` title, which is the whole one where it has none.

    `items` are its tasks at the top, `off_track` those that are so without being overdue. `problems` counts those of
    its files, `broken` the lines of its journal that cannot be read; it is `unanswered` where the server of its
    journal was silent, and this is what was known here before. What a report adds is how it stood at the end of the
    period before, and how many tasks were reached and reported on in the period.
    """

    id: str
    title: Text
    short: Text
    language: str
    first: date
    last: date
    as_of: date
    adopted: bool
    example: bool
    projected: bool
    numbers: PortfolioNumbers
    units: tuple[UnitPart, ...]
    items: tuple[TaskRow, ...]
    late: tuple[LateEntry, ...]
    off_track: tuple[TaskRow, ...]
    problems: int = 0
    broken: int = 0
    unanswered: bool = False
    previous: PortfolioNumbers | None = None
    reached: int = 0
    reported: int = 0

    @property
    def ended(self) -> int | None:
        """Return how many days ago the plan's period ended; None while it runs."""
        return max((self.as_of - self.last).days, 0) or None

    @property
    def begins(self) -> int | None:
        """Return in how many days the plan's period begins; None once it has."""
        return max((self.first - self.as_of).days, 0) or None


def row_of_overview(view: Overview, *, projected: bool) -> PlanRow:
    """Return the row of a plan in a status."""
    return replace(_row(view), adopted=view.adopted, projected=projected)


def row_of_report(view: PeriodicReport) -> PlanRow:
    """Return the row of a plan in a report on a period."""
    made = _row(view)
    before = _parts(view.whole, view.before, view.units)
    units = tuple(replace(part, previous=before[part.id].numbers if part.id in before else None) for part in made.units)
    told = {task.ref for update in view.reported if update.is_report and (task := view.plan.task_of(update.ref or ""))}
    return replace(
        made, previous=numbers_of(view.before), reached=len(view.reached), reported=len(told), units=units,
        projected=view.projected,
    )  # fmt: skip


def _row(view: Overview | PeriodicReport) -> PlanRow:
    plan, roots = view.plan, view.roots
    return PlanRow(
        id=plan.id,
        title=plan.title,
        short=plan.short or plan.title,
        language=plan.language,
        first=plan.period.first,
        last=plan.period.last,
        as_of=view.as_of,
        adopted=any(leaf.facts.adopted for leaf in leaves(roots)),
        example=plan.example is not None,
        projected=False,
        numbers=numbers_of(roots),
        units=tuple(_parts(view.whole, roots, view.units).values()),
        items=tuple(map(_item, roots)),
        late=tuple(map(_late, late_items(roots))),
        off_track=tuple(map(_item, _otherwise_off_track(roots))),
    )


def _parts(plan: Plan, roots: Sequence[TaskEvaluation], units: Sequence[str]) -> dict[str | None, UnitPart]:
    parts = {unit: part for unit, part in parts_of_units(roots).items() if not units or unit in units}
    for unit in (unit for found in walk(roots) for unit in found.facts.lead if not units or unit in units):
        parts.setdefault(unit, [])  # of milestones of what has tasks below it
    return {unit: UnitPart(unit, _named(plan, unit), numbers_of(part)) for unit, part in parts.items()}


def _named(plan: Plan, unit: str | None) -> Unit | None:
    """Return a unit without the people who act for it."""
    known = plan.units.get(unit) if unit else None
    return known and replace(known, people=())


def _item(found: TaskEvaluation) -> TaskRow:
    facts = found.facts
    return TaskRow(facts.task.ref, facts.task.title, facts.lead, found.light, numbers_of((found,)))


def _late(entry: DueItem) -> LateEntry:
    stone = entry.milestone.title if entry.milestone else None
    return LateEntry(entry.ref, stone, entry.task.title, entry.day, entry.days, entry.lead, basis_word(entry.basis))


def _otherwise_off_track(roots: Sequence[TaskEvaluation]) -> Iterator[TaskEvaluation]:
    return (leaf for leaf in leaves(roots) if leaf.light.meaning is Meaning.OFF_TRACK and not leaf.facts.overdue)
