"""The command that reports on a period: report."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from msgspec.structs import replace
from typer import Exit, Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, AllOption, FolderArgument, ItemOption, LeadOption, check_place, judging
from plantrack.dates.periods import Length, Period, period_of
from plantrack.errors import UsageError
from plantrack.files import read_template
from plantrack.model.section_keys import SectionKey
from plantrack.planfile.protected import check_output
from plantrack.render.formats import ILLUSTRATED, PRINTED_PAGE, REPORT, REPORT_ALL, WORD, Format, Writers
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.shape import Shape

if TYPE_CHECKING:
    from plantrack.cli.place_context import PlaceContext

WEEK = "A week: 2024-W46, W46, this or last (the latest complete one)."
MONTH = "A month: 2024-11, november, this or last."
QUARTER = "A quarter: 2024-Q4, Q4, this or last."
HALF = "A half-year: 2024-H2, H2, this or last."
YEAR = "A year: 2024, this or last."
SECTIONS = "Show these parts in this order: overall,problems,units; by default those of the plan, else the usual ones."
BRIEF = "Show where the tasks stand, the worst problems and what comes next."
ISSUE = "The number of this issue; by default that of the reports of this length since the plan was adopted."
FROM = "The first day of any range; `--from html` prints a PDF of the web page instead of the document."
TEMPLATE = "A Word file (.docx) to write the document on: the office's own paper, where a paragraph says {{report}}."
PAGE = "html"
"""What `--from` says where the PDF is one of the web page."""
TREND_DAYS = 16
"""Days of the past in the trend of a report on a terminal; the whole past would take too long."""


@judging(REPORT, both=True)
def report(
    context: Context,
    folder: FolderArgument = None,
    week: Annotated[str | None, Option("--week", metavar="WEEK", help=WEEK)] = None,
    month: Annotated[str | None, Option("--month", metavar="MONTH", help=MONTH)] = None,
    quarter: Annotated[str | None, Option("--quarter", metavar="QUARTER", help=QUARTER)] = None,
    half: Annotated[str | None, Option("--half", metavar="HALF", help=HALF)] = None,
    year: Annotated[str | None, Option("--year", metavar="YEAR", help=YEAR)] = None,
    first: Annotated[list[str] | None, Option("--from", help=FROM, **DATE)] = None,
    last: Annotated[str | None, Option("--to", help="The last day of any range.", **DATE)] = None,
    lead: LeadOption = None,
    item: ItemOption = None,
    sections: Annotated[list[str] | None, Option("--sections", metavar="KEYS", help=SECTIONS)] = None,
    brief: Annotated[bool, Option("--brief", help=BRIEF)] = False,
    full: Annotated[bool, Option("--full", help="Show every part.")] = False,
    issue: Annotated[int | None, Option("--issue", metavar="N", min=1, help=ISSUE)] = None,
    template: Annotated[Path | None, Option("--template", metavar="FILE", help=TEMPLATE)] = None,
    every: AllOption = False,
) -> None:
    """Write the report on a period. The default is the latest complete week; of a plan that is over, all until then.

    Example: plantrack report --week 2024-W46 -o report.md
    """
    from plantrack.planfile.provenance import provenance
    from plantrack.reports.changes import days_of
    from plantrack.reports.periodic import periodic_report, settled_by

    if sum((bool(sections), brief, full)) > 1:
        raise UsageError("--sections, --brief and --full exclude each other; give one of them")
    named = {
        Length.WEEK: week, Length.MONTH: month, Length.QUARTER: quarter, Length.HALF: half, Length.YEAR: year,
    }  # fmt: skip
    days, printed = [day for day in first or () if day != PAGE], PAGE in (first or ())
    check_place(folder, every=every)
    if every:
        own = {"--item": item, "--sections": sections, "--brief": brief, "--full": full, f"--from {PAGE}": printed}
        place = _place(context, folder, [name for name, given in own.items() if given])
        paper = _template(template, place, printed=False)
        _report_on_all(place, _period(named, days, last, place), lead or (), issue, paper)
    period = _period(named, days, last, context)
    as_of = context.given_as_of or min(period.last, context.today)
    if period.first > min(context.today, as_of):
        raise UsageError("this period begins on {day}; a report needs one that has begun", day=period.first)
    units, refs = context.units(lead, as_of), context.tasks(item)
    shape, zone = Shape(_section_keys(sections or ()), brief, full, issue), context.plan_file.zone
    past = _past_shown(context, shape, printed=printed)
    history = context.records if past != 0 else context.records_from(*settled_by(period, zone, context.known_at))
    with context.progress():
        for day in () if past == 0 else days_of(context.plan, as_of, past):
            history.at(min(day, as_of), context.known_at)  # states of later days continue from those of earlier ones
        found = periodic_report(
            context.plan, history, period, zone=zone,
            as_of=as_of, known_at=context.known_at, judging=context.judging(), units=units, refs=refs,
            provenance=provenance(context.plan_file, history, context.known_at),
        )  # fmt: skip
    shown = _with_trend(replace(found, shape=shape), context, past)
    context.present(_writers(context, printed=printed), shown, as_of, _template(template, context, printed=printed))


def _place(context: Context, folder: str | None, refused: Sequence[str]) -> "PlaceContext":
    """Return the context of a report on all plans. Raises UsageError for an option that is for one plan."""
    from plantrack.cli.place_context import PlaceContext

    place = PlaceContext(context, folder)
    if refused:
        raise UsageError("{option} is for the report of one plan; leave it out, or leave out --all", option=refused[0])
    return place


def _report_on_all(
    place: "PlaceContext", period: Period, leads: Sequence[str], issue: int | None, template: bytes | None
) -> NoReturn:
    from plantrack.cli.portfolio import report_on_all

    view, code = report_on_all(place, period, leads)
    place.present(REPORT_ALL, replace(view, issue=issue), view.as_of, template)
    raise Exit(code)


def _writers(context: Context, *, printed: bool) -> Writers[PeriodicReport]:
    """Return the functions that write a report; with `printed` the PDF is one of the web page."""
    if printed and context.output.format is not Format.PDF:
        raise UsageError("--from html prints a PDF; give --format pdf, or a file that ends in .pdf")
    return {**REPORT, Format.PDF: PRINTED_PAGE} if printed else REPORT


def _template(typed: Path | None, context: Context, *, printed: bool) -> bytes | None:
    """Return the paper for a document: the one that was given, else that of the plan. Raises PlanError without it."""
    if printed or context.output.format not in WORD:
        if typed:
            raise UsageError("--template is for documents; give --format docx or pdf, or a file that ends so")
        return None
    if typed and context.output.file:
        check_output(context.output.file, typed)
    path = typed or context.plan_file.template
    return read_template(path) if path else None


def _section_keys(typed: Iterable[str]) -> tuple[SectionKey, ...]:
    """Return the keys of parts, written with commas between them. Raises UsageError for what is no key."""
    words = [word.strip() for text in typed for word in text.split(",")]
    if unknown := [word for word in words if word not in list(SectionKey)]:
        raise UsageError(
            "no part of the report is called {word!r}; write one of {words}", word=unknown[0], words=tuple(SectionKey)
        )
    return tuple(map(SectionKey, words))


def _past_shown(context: Context, shape: Shape, *, printed: bool) -> int | None:
    """Return how many days of the past are shown: all (None) in charts, some at the head on a terminal, else none."""
    form = context.output.format
    if not shape.brief if printed or form is Format.HTML else form in ILLUSTRATED and shape.full:
        return None
    return TREND_DAYS if form is Format.TEXT and context.render_context().width is not None else 0


def _with_trend(report: PeriodicReport, context: Context, past: int | None) -> PeriodicReport:
    """Return the report with its trend of that many days of the past."""
    if past == 0:
        return report
    from plantrack.reports.changes import days_of, snapshot, trends

    as_of, judging = report.as_of, context.judging()
    with context.output.progress(context.message_language):
        days = days_of(report.plan, as_of, past)
        others = (day for day in days if day != as_of)
        trend = trends(report.plan, context.history, others, judging=judging, last=as_of, known_at=context.known_at)
    own = [snapshot(as_of, report.roots)] if as_of in days else []
    return replace(report, trend=tuple(sorted((*trend, *own), key=lambda found: found.day)))


def _period(named: dict[Length, str | None], first: Sequence[str], last: str | None, context: Context) -> Period:
    if len(first) > 1:
        raise UsageError("{option} was given more than once; it takes one value", option="--from")
    given = [(length, text) for length, text in named.items() if text]
    ranged = bool(first) or last is not None
    if len(given) + ranged > 1:
        raise UsageError(
            "a report is on one period; name it by --week, --month, --quarter, --half, --year, or --from with --to"
        )
    if given:
        return context.period(text=given[0][1], length=given[0][0])
    if not ranged:
        week, plan = period_of(context.today, Length.WEEK).previous(), context.plan.period
        return week if week.first <= plan.last else Period(plan.first, week.last)
    if not first or last is None:
        raise UsageError("a range has two ends; give both --from and --to")
    period = Period(context.days(first[0]).first, context.days(last).last)
    if period.first > period.last:
        raise UsageError(
            "the range ends on {last}, before it begins on {first}; exchange the two",
            first=period.first,
            last=period.last,
        )
    return period
