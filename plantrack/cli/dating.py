"""The command that shows how dates are read: date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from plantrack.cli.desk import Desk, now, spoken_language
from plantrack.cli.options import LangOption, PlanOption
from plantrack.dates.periods import Period, parse_day
from plantrack.errors import UsageError

if TYPE_CHECKING:
    from plantrack.dates.expressions import Expression
    from plantrack.dates.workdays import Calendar
    from plantrack.model.plan import Plan

HOME = "Asia/Shanghai"
"""The time zone of today where there is no plan: that of a plan which names none."""

Expressions = Annotated[
    list[str], typer.Argument(metavar="EXPR…", help="Dates as people write them: 9月底前, next friday, Q3.")
]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="Read them as on this day, written as 2024-11-17.")
]


def date(
    ctx: typer.Context,
    texts: Expressions,
    today: TodayOption = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write it.")] = "text",
    plan: PlanOption = None,
    lang: LangOption = None,
) -> None:
    """Show how dates are read, and the next day of what recurs. Exit code 2 if one is refused.

    Years are the plan's, or today's without a plan.

    Example: plantrack date 9月底前 每周五 "in 5 working days" --today 2024-11-17
    """
    from plantrack.dates.workdays import NONE
    from plantrack.render import dates

    desk = ctx.find_root().obj = Desk(plan, lang)
    known, language = desk.plan_if_any, spoken_language(lang, desk.plan_if_any)
    day = _today(today, desk)
    calendar = desk.calendar if known else NONE
    found, refused = _read(texts, day, known, calendar)
    if form == "json":
        typer.echo(dates.as_json(found, day, calendar, known), nl=False)
    else:
        typer.echo(dates.as_text(found, day, calendar, language), nl=False)
    for error in refused:
        typer.echo(dates.refusal(error, language), err=True)
    raise typer.Exit(UsageError.exit_code if refused else 0)


def _today(given: str | None, desk: Desk) -> dt.date:
    if given:
        return parse_day(given)
    return desk.today if desk.plan_if_any else now().astimezone(ZoneInfo(HOME)).date()


def _read(
    texts: list[str], today: dt.date, plan: Plan | None, calendar: Calendar
) -> tuple[list[Expression], list[UsageError]]:
    """Return what could be read, and why the rest could not."""
    from plantrack.dates.expressions import read

    within = Period(plan.period.first, plan.period.last) if plan else None
    found: list[Expression] = []
    refused: list[UsageError] = []
    for text in texts:
        try:
            found.append(read(text, today, within, calendar))
        except UsageError as error:
            refused.append(error)
    return found, refused


COMMANDS = {"date": date}
