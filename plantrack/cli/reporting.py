"""The commands that judge and report: report, check, validate."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Any

import typer
from msgspec.structs import replace

from plantrack.cli.completion import complete_rule, complete_task, complete_unit
from plantrack.cli.desk import Desk, now
from plantrack.cli.options import judging, reporting
from plantrack.cli.view import View
from plantrack.cli.waiting import waiting
from plantrack.dates.periods import Length, Period, last_complete, parse_period, period_of
from plantrack.errors import PlantrackError, UsageError
from plantrack.model.history import History
from plantrack.model.lookup import find_reference, find_unit
from plantrack.render.formats import CHECK, ILLUSTRATED, REPORT, Format

WEEK = "A week: 2024-W46, W46, this or last (the latest complete one)."
MONTH = "A month: 2024-11, november, this or last."
QUARTER = "A quarter: 2024-Q4, Q4, this or last."
HALF = "A half-year: 2024-H2, H2, this or last."
SPARKED = 16
"""So many days of the past stand at the head of a report on a terminal; all of them would take too long."""


@reporting(REPORT)
def report(
    view: View,
    week: Annotated[str | None, typer.Option("--week", metavar="WEEK", help=WEEK)] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="MONTH", help=MONTH)] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", metavar="QUARTER", help=QUARTER)] = None,
    half: Annotated[str | None, typer.Option("--half", metavar="HALF", help=HALF)] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day of any range.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day of any range.")] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help="Only what this unit leads.", autocompletion=complete_unit),
    ] = None,
    item: Annotated[
        str | None,
        typer.Option(
            "--item", metavar="REF", help="Only this task and what is below it.", autocompletion=complete_task
        ),
    ] = None,
) -> None:
    """Write the report on a period. That is the latest complete week, unless another is named.

    Example: plantrack report --week 2024-W46 -o report.md
    """
    from plantrack.planfile.provenance import provenance
    from plantrack.reports.periodic import periodic_report

    named = {Length.WEEK: week, Length.MONTH: month, Length.QUARTER: quarter, Length.HALF: half}
    period = _period(named, first, last, view)
    as_of = view.given_as_of or min(period.last, max(view.today, period.first))
    found = periodic_report(
        view.plan,
        view.history,
        period,
        zone=view.planfile.zone,
        as_of=as_of,
        known_at=view.known_at,
        judging=view.judging(),
        unit=find_unit(view.plan, unit) if unit else None,
        ref=find_reference(view.plan, item, milestones=False) if item else None,
        provenance=provenance(view.planfile, view.history, view.known_at),
    )
    if view.format in ILLUSTRATED or (view.format is Format.TEXT and view.ctx().width):
        from plantrack.reports.chart_data import through_period

        days, known = None if view.format in ILLUSTRATED else SPARKED, view.known_at
        with waiting(view.format, view.tongue):
            trend = through_period(found.plan, view.history, as_of, judging=view.judging(), known_at=known, last=days)
        found = replace(found, trend=trend)
    view.present(REPORT, found, as_of)


def _period(named: dict[Length, str | None], first: str | None, last: str | None, view: View) -> Period:
    given = [(length, text) for length, text in named.items() if text]
    ranged = first is not None or last is not None
    if len(given) + ranged > 1:
        raise UsageError("name one period: --week, --month, --quarter, --half, or --from with --to")
    if given:
        return _whole(*given[0], view)
    if not ranged:
        return last_complete(view.today, Length.WEEK)
    if first is None or last is None:
        raise UsageError("a range has two ends: give both --from and --to")
    period = Period(view.days(first).first, view.days(last).last)
    if period.first > period.last:
        raise UsageError("the range ends on {last}, before it begins on {first}", first=period.first, last=period.last)
    return period


def _whole(length: Length, text: str, view: View) -> Period:
    """Read a period by its name, or as people write dates where they mean exactly one: W46, 11月, Q3, 上半年."""
    try:
        return parse_period(text, length, view.today)
    except UsageError:
        with suppress(UsageError):
            days = view.days(text)
            found = period_of(days.first, length)
            if (found.first, found.last) == (days.first, days.last):
                return found
        raise


@judging(CHECK)
def check(
    view: View,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", "--rule", metavar="RULE", help="Only this rule; may be given again.", autocompletion=complete_rule
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on", metavar="RULE", help="What it finds fails; may be given again.", autocompletion=complete_rule
        ),
    ] = None,
    warn_on: Annotated[
        list[str] | None,
        typer.Option(
            "--warn-on", metavar="RULE", help="What it finds is a warning only.", autocompletion=complete_rule
        ),
    ] = None,
    lead: Annotated[
        str | None,
        typer.Option("--lead", metavar="UNIT", help="Only what this unit leads.", autocompletion=complete_unit),
    ] = None,
    new_since: Annotated[
        str | None,
        typer.Option(
            "--new-since",
            metavar="REV|FILE",
            help="Fail only on what a git revision, or an earlier JSON result, lacks.",
        ),
    ] = None,
    grace: Annotated[
        int | None, typer.Option("--grace", min=0, metavar="DAYS", help="Days after a due date that still pass.")
    ] = None,
) -> None:
    """Find what is late, silent, slipped or broken. Exit code 1 if an error is found; warnings and known ones pass.

    Example: plantrack check --new-since main --format github
    """
    from plantrack.checks import CheckResult
    from plantrack.cli.gate import Gate, rules

    gate = Gate(rules(only), rules(fail_on), rules(warn_on), lead, grace)
    found = gate.findings(view) if new_since is None else gate.ratchet(view, new_since)
    checked = CheckResult(tuple(gate.weights(view.plan)), tuple(found))
    view.present(CHECK, checked)
    view.summarize(checked)
    raise typer.Exit(1 if checked.failed else 0)


def validate(
    ctx: typer.Context,
    plans: Annotated[
        list[str] | None, typer.Argument(metavar="[PLAN]…", help="Plan folders, files in them, or ids.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="zh|en", help="Language of what is shown: zh or en.")
    ] = None,
) -> None:
    """Show every problem of a plan's files. Each as file:line:column: message; exit code 1 if there is one.

    Example: plantrack validate plans/shenzhen-sti-2024
    """
    root = ctx.find_root()
    desks = [Desk(plan, lang) for plan in plans or (None,)]
    root.obj = desks[0]
    each = {desk.folder.resolve(): desk for desk in desks}
    raise typer.Exit(max(_validated(desk, root) for desk in each.values()))


def _validated(desk: Desk, root: Any) -> int:
    """Show the problems of one plan's files, or why they cannot be read; return the exit code for that."""
    from plantrack.checks.unknown_references import unknown_references
    from plantrack.cli.app import told
    from plantrack.planfile.questions import questions_in
    from plantrack.render.update_text import validation

    root.obj, desk.quiet = desk, True
    try:
        reading = desk.journal.read(places=True)
        unknown_records = unknown_references(desk.plan, History(reading.updates), reading.places, now())
        asked = questions_in(desk.folder, desk.planfile.file)
        problems = (*desk.planfile.problems, *asked, *desk.side_problems, *reading.problems, *unknown_records)
    except PlantrackError as error:
        return told(error, root)
    typer.echo(validation(problems, desk.planfile.file, desk.language), nl=False)
    return int(any(not problem.warning for problem in problems))


COMMANDS = {"report": report, "check": check, "validate": validate}
