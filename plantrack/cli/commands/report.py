"""The command that reports on a period: report."""

from datetime import date
from typing import Annotated

from msgspec.structs import replace
from typer import Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, ItemOption, LeadOption, judging
from plantrack.dates.periods import Length, Period, period_of
from plantrack.errors import UsageError
from plantrack.render.formats import ILLUSTRATED, REPORT, Format
from plantrack.reports.periodic import PeriodicReport

WEEK = "A week: 2024-W46, W46, this or last (the latest complete one)."
MONTH = "A month: 2024-11, november, this or last."
QUARTER = "A quarter: 2024-Q4, Q4, this or last."
HALF = "A half-year: 2024-H2, H2, this or last."
YEAR = "A year: 2024, this or last."
TREND_DAYS = 16
"""Days of the past in the trend of a report on a terminal; the whole past would take too long."""


@judging(REPORT, both=True)
def report(
    context: Context,
    week: Annotated[str | None, Option("--week", metavar="WEEK", help=WEEK)] = None,
    month: Annotated[str | None, Option("--month", metavar="MONTH", help=MONTH)] = None,
    quarter: Annotated[str | None, Option("--quarter", metavar="QUARTER", help=QUARTER)] = None,
    half: Annotated[str | None, Option("--half", metavar="HALF", help=HALF)] = None,
    year: Annotated[str | None, Option("--year", metavar="YEAR", help=YEAR)] = None,
    first: Annotated[str | None, Option("--from", help="The first day of any range.", **DATE)] = None,
    last: Annotated[str | None, Option("--to", help="The last day of any range.", **DATE)] = None,
    lead: LeadOption = None,
    item: ItemOption = None,
) -> None:
    """Write the report on a period. The default is the latest complete week.

    Example: plantrack report --week 2024-W46 -o report.md
    """
    from plantrack.planfile.provenance import provenance
    from plantrack.reports.periodic import periodic_report

    named = {
        Length.WEEK: week, Length.MONTH: month, Length.QUARTER: quarter, Length.HALF: half, Length.YEAR: year,
    }  # fmt: skip
    period = _period(named, first, last, context)
    if period.first > context.today:
        raise UsageError("a report needs a period that has begun; this one begins on {day}", day=period.first)
    as_of = context.given_as_of or min(period.last, context.today)
    found = periodic_report(
        context.plan, context.history, period, zone=context.plan_file.zone,
        as_of=as_of, known_at=context.known_at, judging=context.judging(),
        units=context.units(lead), refs=context.tasks(item),
        provenance=provenance(context.plan_file, context.history, context.known_at),
    )  # fmt: skip
    context.present(REPORT, _with_trend(found, context, as_of), as_of)


def _with_trend(report: PeriodicReport, context: Context, as_of: date) -> PeriodicReport:
    """Return the report with its trend, where the format shows one: in charts, or at its head on a terminal."""
    illustrated = context.output.format in ILLUSTRATED
    if not illustrated and (context.output.format is not Format.TEXT or context.render_context().width is None):
        return report
    from plantrack.reports.changes import days_of, trends

    with context.output.progress(context.message_language):
        days = days_of(report.plan, as_of, None if illustrated else TREND_DAYS)
        trend = trends(
            report.plan, context.history, days, judging=context.judging(), last=as_of, known_at=context.known_at
        )
    return replace(report, trend=trend)


def _period(named: dict[Length, str | None], first: str | None, last: str | None, context: Context) -> Period:
    given = [(length, text) for length, text in named.items() if text]
    ranged = first is not None or last is not None
    if len(given) + ranged > 1:
        raise UsageError("name one period: --week, --month, --quarter, --half, --year, or --from with --to")
    if given:
        return context.period(text=given[0][1], length=given[0][0])
    if not ranged:
        return period_of(context.today, Length.WEEK).previous()
    if first is None or last is None:
        raise UsageError("a range has two ends: give both --from and --to")
    period = Period(context.days(first).first, context.days(last).last)
    if period.first > period.last:
        raise UsageError("the range ends on {last}, before it begins on {first}", first=period.first, last=period.last)
    return period
