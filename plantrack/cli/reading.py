"""The commands that show: status, show, list, explain, log, baseline."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec.structs import replace

from plantrack.cli.options import OptionalReference, OptionalTask, ReferenceArgument, UnitOption, judging, reading
from plantrack.cli.view import View
from plantrack.errors import NotFoundError, UsageError
from plantrack.evaluation.facts import Meaning
from plantrack.model.lookup import find_my_unit, find_reference, find_unit
from plantrack.model.state import Status
from plantrack.render.formats import BASELINE, COMPARISON, EXPLANATION, LIST, LOG, STATUS, TASK
from plantrack.reports.listing import Sort


@judging(STATUS)
def status(view: View, ref: OptionalTask = None) -> None:
    """Show the plan at a glance, or one task and what is below it.

    Example: plantrack status 6 --as-of 2024-11-17
    """
    from plantrack.reports.overview import overview

    top = find_reference(view.plan, ref, milestones=False) if ref else None
    view.present(STATUS, overview(view.plan, view.state, view.as_of, top, judging=view.judging()))


@judging(TASK)
def show(view: View, ref: ReferenceArgument) -> None:
    """Show one task whole. Its promise, state, milestones, numbers and history, and its place in the document.

    Example: plantrack show 6.6
    """
    from plantrack.reports.overview import task_view

    found = view.plan.task_of(find_reference(view.plan, ref))
    if found:
        view.present(
            TASK, task_view(view.plan, view.history, found.ref, view.as_of, view.known_at, judging=view.judging())
        )


@judging(LIST)
def list_(
    view: View,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its date.")] = False,
    due_by: Annotated[
        str | None, typer.Option("--due-by", "--due", metavar="DATE", help="Only what falls due by this day.")
    ] = None,
    lead: UnitOption = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only what your unit leads or supports.")] = False,
    status: Annotated[Status | None, typer.Option("--status", help="Only tasks with this status.")] = None,
    light: Annotated[Meaning | None, typer.Option("--light", help="Only tasks with this light.")] = None,
    unreported: Annotated[bool, typer.Option("--unreported", help="Only tasks that owe a report.")] = False,
    sort: Annotated[Sort, typer.Option("--sort", help="What to sort by.")] = Sort.NUMBER,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who you are, for --mine.")] = None,
) -> None:
    """List tasks, chosen and sorted.

    Example: plantrack list --overdue --sort due
    """
    from plantrack.cli.pen import Pen
    from plantrack.reports.listing import TaskFilter, listing

    me = Pen(None, None, by, dry_run=True).by if mine else None
    choice = TaskFilter(
        overdue=overdue,
        due_by=view.days(due_by).last if due_by else None,
        unit=find_unit(view.plan, lead) if lead else None,
        mine=find_my_unit(view.plan, me) if me else None,
        status=status,
        light=light,
        unreported=unreported,
    )
    view.present(LIST, listing(view.plan, view.state, view.as_of, choice, sort, judging=view.judging()))


@judging(EXPLANATION)
def explain(
    view: View,
    ref: OptionalTask = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option("--compare", metavar="ID ID", help="List the lights that differ by two rules."),
    ] = None,
) -> None:
    """Explain a light. What is known of the task, where it should be by now, every rule tried and the one that fired.

    Example: plantrack explain 6.5 --rules yinchuan-2025
    """
    from plantrack.reports.explanation import explain as why

    if (ref is None) == (compare is None):
        raise UsageError("write `explain REF`, or compare two rule sets: `explain --compare default yinchuan-2025`")
    if ref is not None:
        found = find_reference(view.plan, ref, milestones=False)
        view.present(EXPLANATION, why(view.plan, view.state, view.as_of, found, judging=view.judging()))
    elif compare is not None:
        _compare(view, compare)


def _compare(view: View, names: tuple[str, str]) -> None:
    from plantrack.evaluation.evaluate import evaluate
    from plantrack.reports.explanation import compare

    one, other = (
        (rules, evaluate(view.plan, view.state, view.as_of, replace(view.judging(), rules=rules)))
        for rules in map(view.rules, names)
    )
    view.present(COMPARISON, compare(one, other, view.plan, view.as_of))


@reading(LOG)
def log(
    view: View,
    ref: OptionalReference = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what was recorded from this day on.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Only what this person recorded.")] = None,
) -> None:
    """Show what was recorded, in order of recording.

    Example: plantrack log 6.6 --since 2024-11-01
    """
    from plantrack.reports.log import Log, log_entries, references_of

    refs = references_of(view.plan, find_reference(view.plan, ref)) if ref else None
    day = view.days(since).first if since else None
    entries = log_entries(view.history, view.as_of, view.known_at, refs=refs, by=by, since=day, zone=view.planfile.zone)
    strange = () if ref or by or since else tuple(u.record for u in view.reading.unknown)
    view.present(LOG, Log(entries, strange))


@reading(BASELINE)
def baseline(
    view: View,
    section: Annotated[
        int | None, typer.Option("--section", metavar="N", help="Only this section; 0 is the preamble.")
    ] = None,
) -> None:
    """Show last year's figures beside this year's. What was measured since, the change, and the target.

    Example: plantrack baseline --section 8
    """
    from plantrack.reports.indicators import baseline as figures

    numbers = {*view.plan.sections, *(f.section for f in (view.plan.baseline.figures if view.plan.baseline else ()))}
    if section is not None and section not in numbers:
        known = ", ".join(str(number) for number in sorted(numbers)) or "–"
        raise NotFoundError("no section {section}; the sections are {known}", section=section, known=known)
    view.present(BASELINE, figures(view.plan, view.state, section))


COMMANDS = {
    "status": status,
    "show": show,
    "list": list_,
    "explain": explain,
    "log": log,
    "baseline": baseline,
}
