"""The command that shows what is to be done and reported by when: agenda."""

from datetime import date, timedelta
from typing import Annotated

from typer import Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, PERSON, UNIT, viewing
from plantrack.errors import UsageError
from plantrack.render.formats import AGENDA

UNITS = "Only what this unit leads, supports, reports on or answers; may be repeated."
MINE = "Only what the units that name you under `people:` have to do."
UNTIL = "Last day to look at; by default 30 days ahead."


@viewing(AGENDA)
def agenda(
    context: Context,
    unit: Annotated[list[str] | None, Option("--unit", help=UNITS, **UNIT)] = None,
    mine: Annotated[bool, Option("--mine", help=MINE)] = False,
    until: Annotated[str | None, Option("--until", help=UNTIL, **DATE)] = None,
    by: Annotated[str | None, Option("--by", help="Your name, for --mine.", **PERSON)] = None,
) -> None:
    """Show what is to be done and reported by when: what is overdue, what awaits an answer, and then day by day.

    Example: plantrack agenda --unit stic --as-of 2024-11-17
    """
    from plantrack.evaluation.evaluate import JudgingPolicy
    from plantrack.reports.agenda import agenda as entries

    units = _units(context, unit, by, mine=mine)
    judging = JudgingPolicy(context.calendar, None, context.plan.policy.grace, context.over)
    last = _last_day(context, until)
    with context.progress():
        view = entries(context.plan, context.state, context.as_of, last, units, judging=judging)
    context.present(AGENDA, view)


def _units(context: Context, typed: list[str] | None, by: str | None, *, mine: bool) -> tuple[str, ...]:
    if not mine:
        return context.units(typed)
    if typed:
        raise UsageError("--mine names your units already; leave out --unit")
    from plantrack.cli.own_units import own_units
    from plantrack.cli.writer import actor

    return own_units(context, actor(by))


def _last_day(context: Context, until: str | None) -> date:
    from plantrack.reports.agenda import DAYS, MOST_DAYS

    first = context.as_of
    last = context.days(until).last if until else first + timedelta(DAYS)
    if not first <= last <= first + timedelta(MOST_DAYS):
        facts = {"until": last, "day": first, "last": first + timedelta(MOST_DAYS)}
        raise UsageError("an agenda of {day} cannot reach to {until}; name a day from {day} to {last}", **facts)
    return last
