"""The commands that judge and report: report, check, validate."""

from __future__ import annotations

from typing import Annotated

import typer

from plantrack.cli.completion import complete_rule
from plantrack.cli.desk import View
from plantrack.cli.options import reading
from plantrack.dates.periods import Length, Period, last_complete, parse_period
from plantrack.errors import UsageError

WEEK = "A week: 2024-W46, this or last (the latest complete one)."
MONTH = "A month: 2024-11, this or last."
QUARTER = "A quarter: 2024-Q4, this or last."


@reading("text", "markdown", "json")
def report(
    view: View,
    week: Annotated[str | None, typer.Option("--week", metavar="WEEK", help=WEEK)] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="MONTH", help=MONTH)] = None,
    quarter: Annotated[str | None, typer.Option("--quarter", metavar="QUARTER", help=QUARTER)] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day of any range.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day of any range.")] = None,
) -> None:
    """Write the report on a period. That is the latest complete week, unless another is named.

    Example: plantrack report --week 2024-W46 --format markdown -o report.md
    """
    from plantrack.reports.periodic import periodic_report

    named = {Length.WEEK: week, Length.MONTH: month, Length.QUARTER: quarter}
    period = _period(named, first, last, view)
    as_of = view.given_as_of or min(period.last, max(view.today, period.first))
    found = periodic_report(
        view.plan, view.reading.updates, period, zone=view.planfile.zone, as_of=as_of, known_at=view.known_at
    )
    view.present("report", found, as_of)


def _period(named: dict[Length, str | None], first: str | None, last: str | None, view: View) -> Period:
    given = [(length, text) for length, text in named.items() if text]
    ranged = first is not None or last is not None
    if len(given) + ranged > 1:
        raise UsageError("name one period: --week, --month, --quarter, or --from with --to")
    if given:
        return parse_period(given[0][1], given[0][0], view.today)
    if not ranged:
        return last_complete(view.today, Length.WEEK)
    if first is None or last is None:
        raise UsageError("a range has two ends: give both --from and --to")
    period = Period(view.days(first).first, view.days(last).last)
    if period.first > period.last:
        raise UsageError("the range ends on {last}, before it begins on {first}", first=period.first, last=period.last)
    return period


@reading("text", "json")
def check(
    view: View,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule", metavar="RULE", help="Only this rule; may be given again.", autocompletion=complete_rule
        ),
    ] = None,
    grace: Annotated[
        int, typer.Option("--grace", min=0, metavar="DAYS", help="Days after a due date that still pass.")
    ] = 0,
) -> None:
    """Find what is late, unreported or broken. Exit code 1 if anything is found.

    Example: plantrack check --rule overdue --grace 3
    """
    from plantrack.checks import RULES, Checked, check, from_problems, located
    from plantrack.standing import standings

    rules = tuple(rule) if rule else RULES
    for name in rules:
        if name not in RULES:
            raise UsageError("no rule is called {name!r}; the rules are {known}", name=name, known=", ".join(RULES))
    found = check(view.plan, standings(view.plan, view.state, view.as_of, grace), rules)
    found = located(found, view.planfile.file, view.planfile.lines)
    if "invalid-plan" in rules:
        found += from_problems(view.plan.id, "invalid-plan", view.planfile.problems)
    if "journal-line" in rules:
        found += from_problems(view.plan.id, "journal-line", view.reading.problems)
    view.present("check", Checked(rules, tuple(found)))
    raise typer.Exit(1 if found else 0)


def validate(
    ctx: typer.Context,
    plan: Annotated[
        str | None, typer.Argument(metavar="[PLAN]", help="A plan folder, its plan.yaml, or an id.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="zh|en", help="Language of what is shown: zh or en.")
    ] = None,
) -> None:
    """Show every problem of a plan's files. Each as file:line:column: message; exit code 1 if there is one.

    Example: plantrack validate plans/shenzhen-sti-2024
    """
    from plantrack.checks import stray_records
    from plantrack.cli.desk import Desk, now
    from plantrack.render.lines import validation

    desk = ctx.find_root().obj = Desk(plan, lang)
    desk.quiet = True
    reading = desk.journal.read(places=True)
    strays = stray_records(desk.plan, reading.updates, reading.places, now())
    problems = (*desk.planfile.problems, *desk.calendar_problems, *reading.problems, *strays)
    typer.echo(validation(problems, desk.planfile.file, desk.language), nl=False)
    raise typer.Exit(1 if any(not problem.warning for problem in problems) else 0)


COMMANDS = {"report": report, "check": check, "validate": validate}
