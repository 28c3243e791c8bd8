"""The command that shows how dates are read: date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from typer import Argument, Option

from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.cli.options import DATE, TextOrJson, on_plan
from plantrack.cli.output import echo
from plantrack.dates.periods import Period, parse_day
from plantrack.errors import InputError, message

if TYPE_CHECKING:
    from plantrack.dates.expressions import Expression
    from plantrack.dates.workdays import Calendar
    from plantrack.model.plan import Plan

DEFAULT_ZONE = "Asia/Shanghai"
"""The time zone where there is no plan: the default of a plan."""


@on_plan
def date(
    context: Context,
    texts: Annotated[
        list[str],
        Argument(metavar="EXPR…", help="Dates as people write them: by end of June, Friday next week, Q3."),
    ],
    today: Annotated[str | None, Option("--today", help="The day to read them from, as in 2024-11-17.", **DATE)] = None,
    form: TextOrJson = "text",
) -> None:
    """Show how dates are read, and the next day of recurring ones. Exit code 2 if one cannot be read.

    Years default to the plan's, or to today's without a plan.

    Example: plantrack date 9月底前 每周五 "in 5 working days" --today 2024-11-17
    """
    from plantrack.cli.hints import with_hint
    from plantrack.dates.workdays import NONE
    from plantrack.render import dates

    known = context.plan_if_any()
    language = context.language_for(known)
    here = context.today if known else now().astimezone(ZoneInfo(DEFAULT_ZONE)).date()
    day, calendar = parse_day(today) if today else here, context.calendar if known else NONE
    found, refused = _read(texts, day, known, calendar)
    if form == "json":
        typer.echo(dates.as_json(found, day, calendar, known), nl=False)
    else:
        typer.echo(dates.as_text(found, day, calendar, language), nl=False)
    for error in refused:
        echo(message("error: {said}", said=with_hint(error.message)), language, err=True)
    raise typer.Exit(InputError.exit_code if refused else 0)


def _read(
    texts: list[str], today: dt.date, plan: Plan | None, calendar: Calendar
) -> tuple[list[Expression], list[InputError]]:
    """Return the dates that can be read, and for each of the others the error."""
    from plantrack.dates.expressions import read

    within = Period(plan.period.first, plan.period.last) if plan else None
    found: list[Expression] = []
    refused: list[InputError] = []
    for text in texts:
        try:
            found.append(read(text, today, within, calendar))
        except InputError as error:
            refused.append(error)
    return found, refused
