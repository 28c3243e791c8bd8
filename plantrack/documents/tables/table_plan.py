"""The values that reading a table of tasks gives."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.documents.figures.kinds import grows
from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.parsed_document import ClauseKind, DatedStep, Deadline, DocumentFigure, Duty, Rhythm
from plantrack.errors import Message, message
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.state import Status
from plantrack.tables.heads import Column
from plantrack.tables.numeric_days import Order
from plantrack.tables.sheet import CellPlace

YEARS_ASKED = message("no year of the plan is named; these are the years of its dates: is that its period?")
"""What is asked about a period that the dates suggest."""

YEAR = re.compile(r"(?<![0-9.])(20[0-9]{2})(?![0-9])")
Quote = tuple[str, int]
"""Words and where they stand."""


class Spelling(Struct, frozen=True):
    """How a table is to be read: the plan's period, the order of days in numbers, which columns have shares of one.

    `first_leads` says that the first of several units leads.
    """

    within: Period
    order: Order | None = None
    shares: frozenset[Column] = frozenset()
    first_leads: bool = False

    def below(self, heading: str) -> "Spelling":
        """Return how the tasks below a heading are to be read: one that names a year of several says theirs."""
        years = {*map(int, YEAR.findall(folded(heading)))} & {*range(self.within.first.year, self.within.last.year + 1)}
        if len(years) != 1:
            return self
        year = years.pop()
        return replace(self, within=Period(date(year, 1, 1), date(year, 12, 31)))


class TableReport(Struct, frozen=True):
    """What the table says about how a task stands; `day` where it has a column of days."""

    place: str
    status: Status | None = None
    percent: float | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    evidence: tuple[str, ...] = ()
    day: date | None = None

    @property
    def says_something(self) -> bool:
        """Tell whether there is anything to record."""
        return any((self.status, self.percent is not None, self.progress, self.problem, self.next))


class RowTarget(Struct, frozen=True):
    """An indicator of a row: what is to be reached, and the last year's value where it is known, with their cells."""

    label: str
    goal: Quantity
    before: Quantity | None
    said: tuple[str, str]

    def figures(self, year: int, goal: Quote, before: Quote) -> tuple[DocumentFigure, ...]:
        """Return the target of a year, and the figure of the year before, which stand in two cells."""
        target = DocumentFigure(
            quote=goal[0], offset=goal[1], value=self.goal.value, value_to=self.goal.value_to,
            unit=self.goal.unit, qualifier=self.goal.qualifier, kind=Kind.TARGET, label=self.label, period=str(year),
            baseline=self.before.value if self.before else None,
        )  # fmt: skip
        if self.before is None:
            return (target,)
        rate = grows(self.label) and self.before.unit in unit_words("shares")
        last_year = DocumentFigure(
            quote=before[0], offset=before[1], value=self.before.value, value_to=self.before.value_to,
            unit=self.before.unit, qualifier=self.before.qualifier, kind=Kind.GROWTH if rate else Kind.MEASURE,
            label=self.label, period=str(year - 1),
        )  # fmt: skip
        return target, last_year


class TableTask(Struct, frozen=True, kw_only=True):
    """A task or an item of the table, with what is below it. `number` is the table's own; `ref` the plan's.

    `label` is what its title began with (KR2). `of_row` says that it is no more than a measure, or an entry of a list,
    in the rows of the one above.
    `inferred` says that its deadline is the day of its last milestone. `curve` is what is to be done, in percent, by
    the ends of periods. `notes` are columns that a plan has no place for, each with its head.
    """

    title: str
    place: CellPlace
    number: str = ""
    label: str = ""
    ref: str = ""
    of_row: bool = False
    duty: Duty = Duty()
    kind: ClauseKind = ClauseKind.DELIVERABLE
    deadline: Deadline | None = None
    inferred: bool = False
    recurs: Rhythm | None = None
    start: date | None = None
    weight: float | None = None
    milestones: tuple[DatedStep, ...] = ()
    curve: dict[date, float] = {}
    notes: tuple[tuple[str, str], ...] = ()
    questions: tuple[Message, ...] = ()
    report: TableReport | None = None
    target: RowTarget | None = None
    tasks: tuple["TableTask", ...] = ()

    def walk(self) -> Iterator["TableTask"]:
        """Yield the task and everything below it, in order."""
        yield self
        for below in self.tasks:
            yield from below.walk()


class ReadColumn(Struct, frozen=True):
    """A head of a sheet, and the column that it was read as; None where it is not known."""

    sheet: str
    head: str
    column: Column | None


class LeftOut(Struct, frozen=True):
    """A row or a sheet that became no task, and why."""

    place: CellPlace
    what: str
    why: Message


class TablePlan(Struct, frozen=True, kw_only=True):
    """A table of tasks as it was read. `doubt` asks about the period where no heading names it.

    `day` is the one as of which it says how tasks stand, where a line above its heads names it.
    """

    sha256: str
    title: str | None
    issuer: str | None
    language: str
    period: tuple[date, date]
    doubt: Message | None
    day: date | None = None
    tasks: tuple[TableTask, ...]
    columns: tuple[ReadColumn, ...]
    left_out: tuple[LeftOut, ...]

    def every(self) -> Iterator[TableTask]:
        """Yield the items and tasks, in order."""
        return (below for task in self.tasks for below in task.walk())

    def numbers(self) -> tuple[tuple[DocumentFigure, ...], tuple[DocumentFigure, ...]]:
        """Return last year's figures of indicators with a unit, and their targets; offsets count tasks, in order."""
        places = ((n, task.target) for n, task in enumerate(self.every()) if task.target and task.target.goal.unit)
        year = self.period[1].year
        found = [target.figures(year, *((text, n) for text in target.said)) for n, target in places]
        return tuple(one for _, *before in found for one in before), tuple(goal for goal, *_ in found)

    def reports(self) -> Iterator[tuple[str, TableReport]]:
        """Yield what the table says about how tasks stand, with their references."""
        return ((task.ref, task.report) for task in self.every() if task.report)
