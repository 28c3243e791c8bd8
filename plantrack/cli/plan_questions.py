"""What is asked of each plan by the commands with `--all`: the row of a status, a report or a check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from plantrack.cli.check_run import CheckRun
from plantrack.cli.context import Context
from plantrack.cli.plan_rows import in_both
from plantrack.dates.periods import Period
from plantrack.errors import UsageError, errors
from plantrack.model.lookup import has_words
from plantrack.model.plan import Plan
from plantrack.model.unit_directory import names_of
from plantrack.reports.portfolio.checked import CheckedPlan, checked
from plantrack.reports.portfolio.rows import PlanRow, row_of_overview, row_of_report

Wanted = tuple[tuple[str, frozenset[str]], ...]
"""The units whose tasks are wanted: each as it was typed, and the ids and names that the directory has for it."""


def units_of(plan: Plan, wanted: Wanted) -> list[str]:
    """Return the ids of those units in a plan; none where it has none of them.

    Raises UsageError where words fit several of one plan.
    """
    return [unit for typed, names in wanted for unit in _units(plan, typed, names)]


def _units(plan: Plan, typed: str, names: frozenset[str]) -> Sequence[str]:
    exact = [key for key, unit in plan.units.items() if names & {key, *names_of(unit)}]
    fitting = exact or [key for key, unit in plan.units.items() if has_words(unit, typed.split())]
    if len(fitting) > 1 and not exact:
        raise UsageError("{typed!r} fits several units of {plan}: {units}; write the id of one",
                         typed=typed, plan=plan.id, units=tuple(fitting))  # fmt: skip
    return fitting


class StatusQuestion(Struct, frozen=True):
    """The plan at a glance."""

    judges: ClassVar[bool] = False
    wanted: Wanted = ()

    def leads(self, plan: Plan) -> list[str]:
        """Return the ids of the units wanted."""
        return units_of(plan, self.wanted)

    def row(self, context: Context) -> PlanRow | None:
        """Return the row of the plan; None where none of the wanted units is there."""
        from plantrack.reports.overview import overview

        units = context.plan.acting(self.leads(context.plan), context.as_of)
        if self.wanted and not units:
            return None
        view = overview(context.plan, context.state, context.as_of, units=units, judging=context.judging())
        return _with_problems(row_of_overview(view, projected=context.as_of > context.today), context)


class ReportQuestion(Struct, frozen=True):
    """The report on a period."""

    judges: ClassVar[bool] = False
    first: date
    last: date
    wanted: Wanted = ()

    def leads(self, plan: Plan) -> list[str]:
        """Return the ids of the units wanted."""
        return units_of(plan, self.wanted)

    def row(self, context: Context) -> PlanRow | None:
        """Return the row of the plan; None where none of the wanted units is there."""
        from plantrack.reports.periodic import periodic_report, settled_by

        period = Period(self.first, self.last)
        as_of = context.given_as_of or min(period.last, context.today)
        units = context.plan.acting(self.leads(context.plan), as_of)
        if self.wanted and not units:
            return None
        zone = context.plan_file.zone
        history = context.records_from(*settled_by(period, zone, context.known_at))
        found = periodic_report(
            context.plan, history, period, zone=zone, as_of=as_of, known_at=context.known_at,
            judging=context.judging(), units=units,
        )  # fmt: skip
        return _with_problems(row_of_report(found), context)


class CheckQuestion(Struct, frozen=True):
    """The check. On a server it looks at the chain, too."""

    judges: ClassVar[bool] = True
    run: CheckRun
    wanted: Wanted = ()
    new_since: str | None = None

    def leads(self, plan: Plan) -> list[str]:
        """Return the ids of the units wanted."""
        return units_of(plan, self.wanted)

    def row(self, context: Context) -> CheckedPlan | None:
        """Return what is found; None where none of the wanted units is there."""
        units = self.leads(context.plan)
        if self.wanted and not units:
            return None
        context.check_chain()
        result = replace(self.run, leads=tuple(units)).result(context, self.new_since)
        return checked(context.plan, result, in_both)


def _with_problems(row: PlanRow, context: Context) -> PlanRow:
    """Return a row with the number of problems in the plan's files and of lines of its journal that cannot be read.

    Without an answer from the server of the journal, that is in it too.
    """
    found = errors((*context.plan_file.problems, *context.side_problems))
    return replace(row, problems=len(found), broken=len(errors(context.journal_problems)),
                   unanswered=context.unanswered)  # fmt: skip
