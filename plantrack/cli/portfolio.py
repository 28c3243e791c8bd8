"""The commands with `--all`: the plans of a place are found, a row is made of each, and the rows are shown together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec.msgpack import decode
from msgspec.structs import replace

from plantrack.cli.check_run import CheckRun, gone_below, refuse_both
from plantrack.cli.place_context import PlaceContext
from plantrack.cli.plan_questions import CheckQuestion, ReportQuestion, StatusQuestion, Wanted
from plantrack.cli.plan_rows import PlanQuestion, RowMaker, beside, rows_of
from plantrack.cli.progress_line import counted
from plantrack.dates.periods import Period
from plantrack.errors import NotFoundError, Problem, errors, message
from plantrack.model.unit_directory import UnitDirectory, names_of
from plantrack.planfile.earlier_results import earlier_of_all
from plantrack.planfile.many import plan_folders, read_directory
from plantrack.reports.portfolio.checked import CheckedPlan, CheckedPortfolio, compared, remark_on
from plantrack.reports.portfolio.portfolio import Portfolio, UnreadPlan, portfolio
from plantrack.reports.portfolio.rows import PlanRow

UNREAD = 3
"""The exit code where a plan, or the directory of units, cannot be read."""
NO_UNIT = "no plan here that can be read has the unit {typed}; write it as one of the plans does"
READING = message("reading the plans")
Row = TypeVar("Row", PlanRow, CheckedPlan)


class Plans:
    """The plans of a place with their directory of units, and the units of which tasks are wanted."""

    def __init__(self, context: PlaceContext, leads: Iterable[str] = ()) -> None:
        self.context, self.leads = context, tuple(leads)
        self.directory, found = read_directory(context.place)
        self.problems = tuple(map(beside, found))

    @property
    def wanted(self) -> Wanted:
        """The units of which tasks are wanted, with the ids and names that the directory has for them."""
        return tuple((typed, frozenset(_known_as(typed, self.directory))) for typed in self.leads)

    def rows(
        self, asked: PlanQuestion, kind: type[Row], *, kept: bool = True
    ) -> tuple[list[tuple[str, Row]], list[UnreadPlan]]:
        """Return the row of each plan with its folder, and what cannot be read; rows are `kept` where they hold on.

        Raises NotFoundError where no plan has a unit that is wanted.
        """
        places = list(plan_folders(self.context.place))
        unread = [UnreadPlan(one.file, (one,)) for one in places if isinstance(one, Problem)]
        folders = sorted(one for one in places if isinstance(one, Path))
        with counted(READING, self.context.message_language) as told:
            found = rows_of(folders, self._maker(asked), self.context.cache if kept else None, told)
        pairs = list(zip(folders, found, strict=True))
        rows = [(self.context.name_of(folder), decode(one.row, type=kind)) for folder, one in pairs if one.row]
        unread += [self._unread(folder, one.problems) for folder, one in pairs if one.problems]
        if self.leads and not rows:
            known = tuple(self.directory.units.items())
            raise NotFoundError(
                "no plan here that can be read has the unit {typed}; write it as one of the plans does",
                typed=self.leads,
                candidates=known,
            )
        return rows, unread

    def _unread(self, folder: Path, problems: Iterable[Problem]) -> UnreadPlan:
        told = (replace(one, file=self.context.shown(one.file, folder)) for one in problems)
        return UnreadPlan(self.context.name_of(folder), tuple(told))

    def _maker(self, asked: PlanQuestion) -> RowMaker:
        return RowMaker(asked, self.context.for_plans(), self.context.cache is not None, dict(self.context.silent))

    def portfolio(self, asked: StatusQuestion | ReportQuestion, period: Period | None = None) -> Portfolio:
        """Return the portfolio; its views are written with the names of its units from now on."""
        rows, unread = self.rows(asked, PlanRow)
        days = {row.as_of for _, row in rows}
        as_of = self.context.given_as_of or (days.pop() if len(days) == 1 else self.context.today)
        found = portfolio(
            self.context.name, rows, as_of, self.directory,
            unread=unread, problems=self.problems, period=period, narrowed=self.leads,
        )  # fmt: skip
        self.context.has(found.names, [row.language for _, row in rows])
        return found


def _known_as(typed: str, directory: UnitDirectory) -> set[str]:
    """Return the ids and names of the unit meant in the directory, beside what was typed."""
    named = {key for key, unit in directory.units.items() if typed == key or typed.casefold().strip() in names_of(unit)}
    own = {typed, typed.casefold().strip()}
    return own.union(named, *(names_of(directory.units[key]) for key in named)) if len(named) == 1 else own


def status_of_all(context: PlaceContext, leads: Sequence[str]) -> tuple[Portfolio, int]:
    """Return the plans at a glance, and the exit code."""
    plans = Plans(context, leads)
    found = plans.portfolio(StatusQuestion(plans.wanted))
    return found, _code(found)


def report_on_all(context: PlaceContext, period: Period, leads: Sequence[str]) -> tuple[Portfolio, int]:
    """Return the report on a period of all plans, and the exit code."""
    plans = Plans(context, leads)
    found = plans.portfolio(ReportQuestion(period.first, period.last, plans.wanted), period)
    return found, _code(found)


def _code(found: Portfolio) -> int:
    return UNREAD if found.unread or errors(found.problems) else 0


def _placed(row: CheckedPlan, context: PlaceContext) -> CheckedPlan:
    """Return a row whose findings name the files of the plan as people know them."""
    folder = context.place / row.id
    found = (replace(one, file=context.shown(one.file, folder) if one.file else None) for one in row.findings)
    return replace(row, findings=tuple(found)) if context.on_server else row


def check_all(
    context: PlaceContext, run: CheckRun, new_since: str | None, baseline: Path | None
) -> tuple[CheckedPortfolio, int]:
    """Return what is found in all plans and in their directory, and the exit code.

    What a git revision or an earlier result has is known. Raises UsageError for both, for a revision that is none, and
    for a file that is no such result or is tracked by git.
    """
    refuse_both(new_since, baseline)
    earlier = earlier_of_all(baseline) if baseline else None
    gone = gone_below(context.place, new_since) if new_since is not None else ()
    plans = Plans(context, run.leads)
    asked = CheckQuestion(run, plans.wanted, new_since)
    rows, unread = plans.rows(asked, CheckedPlan, kept=new_since is None)
    rows = [(name, _placed(row, context)) for name, row in rows]
    context.has({}, [row.language for _, row in rows])
    remarks = (remark_on(folder, message("{said}", said=one)) for folder, row in rows for one in row.remarks)
    found = CheckedPortfolio(context.name, tuple(rows), tuple(unread), (*plans.problems, *remarks, *gone))
    if earlier:
        found = compared(found, *earlier)
    return found, UNREAD if unread else int(found.failed)
