"""The commands that show: status, show, list, explain, log, baseline."""

from collections.abc import Sequence
from typing import Annotated, NoReturn

from msgspec.structs import replace
from typer import Argument, Exit, Option

from plantrack.cli.context import Context
from plantrack.cli.options import (
    DATE,
    PERSON,
    REFERENCE,
    STATUSES,
    AllOption,
    ItemOption,
    LeadOption,
    OptionalTask,
    TaskOrFolder,
    judging,
    reading,
    viewing,
    word_of,
)
from plantrack.errors import UsageError
from plantrack.evaluation.facts import Meaning
from plantrack.model.lookup import find_section
from plantrack.model.plan import TaskKind, Text
from plantrack.model.state import Status
from plantrack.render.formats import BASELINE, COMPARISON, EXPLANATION, LIST, LOG, MILESTONES, STATUS, STATUS_ALL, TASK
from plantrack.reports.listing import Sort

LIGHTS = word_of("light", Meaning)
"""Its word is read later, as the office's light rules may have names of their own."""
KINDS = reading("kind", TaskKind)
WORDS = {"metavar": "[WORD]…", "help": "Only tasks with all these words in a title, or below these numbers."}


@judging(STATUS)
def status(context: Context, ref: TaskOrFolder = None, lead: LeadOption = None, every: AllOption = False) -> None:
    """Show the plan at a glance, one task, or what a unit leads; with --all all plans of a folder, the worst first.

    Example: plantrack status 6 --as-of 2024-11-17
    """
    if every:
        _status_of_all(context, ref, lead or ())
    from plantrack.reports.overview import overview

    top = context.reference(ref, milestones=False) if ref else None
    units = context.units(lead)
    with context.progress():
        view = overview(context.plan, context.state, context.as_of, top, units=units, judging=context.judging())
    context.present(STATUS, view)


def _status_of_all(context: Context, folder: str | None, leads: Sequence[str]) -> NoReturn:
    from plantrack.cli.place_context import PlaceContext
    from plantrack.cli.portfolio import status_of_all

    place = PlaceContext(context, folder)
    view, code = status_of_all(place, leads)
    place.present(STATUS_ALL, view, view.as_of)
    raise Exit(code)


@judging(TASK)
def show(context: Context, ref: Annotated[str, Argument(**REFERENCE)]) -> None:
    """Show one task in full. Includes its promise, state, milestones, figures, history and place in the document.

    Example: plantrack show 6.6
    """
    from plantrack.reports.overview import task_view

    context.narrow([ref])
    found = context.plan.task_of(context.reference(ref))
    if found:
        cut, judging = (context.as_of, context.known_at), context.judging()
        with context.progress():
            view = task_view(context.plan, context.records, found.ref, *cut, judging=judging)
        context.present(TASK, view)


@judging(LIST)
def list_(
    context: Context,
    words: Annotated[list[str] | None, Argument(**REFERENCE | WORDS)] = None,
    overdue: Annotated[bool, Option("--overdue", help="Only overdue tasks.")] = False,
    due_by: Annotated[str | None, Option("--due-by", "--due", help="Only tasks due by this day.", **DATE)] = None,
    lead: LeadOption = None,
    item: ItemOption = None,
    mine: Annotated[bool, Option("--mine", help="Only tasks that your unit leads or supports.")] = False,
    status: Annotated[
        list[Status] | None, Option("--status", help="Only tasks with this status; may be repeated.", **STATUSES)
    ] = None,
    light: Annotated[
        list[str] | None, Option("--light", help="Only tasks with this light; may be repeated.", **LIGHTS)
    ] = None,
    kind: Annotated[
        list[TaskKind] | None, Option("--kind", help="Only tasks of this kind; may be repeated.", **KINDS)
    ] = None,
    milestones: Annotated[bool, Option("--milestones", help="List the milestones of these tasks.")] = False,
    unreported: Annotated[bool, Option("--unreported", help="Only tasks that owe a report.")] = False,
    sort: Annotated[Sort, Option("--sort", help="Sort order; a leading minus reverses it.")] = Sort.NUMBER,
    by: Annotated[str | None, Option("--by", help="Your name, for --mine.", **PERSON)] = None,
) -> None:
    """List tasks, filtered and sorted. Several values of one option add up; different options all hold.

    Example: plantrack list Hi-Tech --overdue --sort -due
    """
    from plantrack.cli.own_units import own_unit
    from plantrack.cli.writer import actor
    from plantrack.reports.listing import TaskFilter, listing
    from plantrack.reports.listing import milestones as milestone_listing
    from plantrack.reports.narrowing import refs_below

    numbers = [task.ref for word in words or () if (task := context.plan.task_of(word))]
    choice = TaskFilter(
        overdue=overdue,
        due_by=context.days(due_by).last if due_by else None,
        units=context.units(lead),
        mine=own_unit(context, actor(by)) if mine else None,
        statuses=tuple(status or ()),
        lights=tuple(_light(one, context) for one in light or ()),
        kinds=tuple(kind or ()),
        refs=refs_below(context.plan, [*numbers, *context.tasks(item)]),
        words=tuple(word for word in words or () if not context.plan.task_of(word)),
        unreported=unreported,
    )
    asked, judging = (context.plan, context.state, context.as_of, choice, sort), context.judging()
    if milestones:
        with context.progress():
            stones = milestone_listing(*asked, judging=judging)
        context.present(MILESTONES, stones)
    else:
        with context.progress():
            tasks = listing(*asked, judging=judging)
        context.present(LIST, tasks)


def _light(typed: str, context: Context) -> Meaning | Text:
    """Return the light that is meant, by its code or as it is shown; the office's rules may name it their own way."""
    if typed in {*Meaning}:
        return Meaning(typed)
    from plantrack.render.choices import choose, names

    known: dict[Meaning | Text, Text] = dict(names("light", Meaning).items())
    return choose("light", known | {rule.words: rule.words for rule in context.rules().rules if rule.words}, typed)


@judging(EXPLANATION)
def explain(
    context: Context,
    ref: OptionalTask = None,
    compare: Annotated[
        tuple[str, str] | None,
        Option("--compare", metavar="ID ID", help="List the tasks whose lights differ between two rule sets."),
    ] = None,
) -> None:
    """Explain a light. Shows the facts of the task, its expected progress, every rule tried and the one that decided.

    Example: plantrack explain 6.5 --rules yinchuan-2025
    """
    from plantrack.reports.explanation import explain as why

    if (ref is None) == (compare is None):
        raise UsageError(
            "`explain` takes a task or two rule sets; write `explain REF` or `explain --compare default yinchuan-2025`"
        )
    if ref is not None:
        context.narrow([ref])
        found = context.reference(ref, milestones=False)
        context.present(EXPLANATION, why(context.plan, context.state, context.as_of, found, judging=context.judging()))
    elif compare is not None:
        _compare(context, compare)


def _compare(context: Context, names: tuple[str, str]) -> None:
    from plantrack.evaluation.evaluate import evaluate
    from plantrack.reports.explanation import compare

    one, other = (
        (rules, evaluate(context.plan, context.state, context.as_of, replace(context.judging(), rules=rules)))
        for rules in map(context.rules, names)
    )
    context.present(COMPARISON, compare(one, other, context.plan, context.as_of))


@viewing(LOG)
def log(
    context: Context,
    ref: Annotated[
        str | None, Argument(**REFERENCE | {"metavar": "[REF]", "help": "A task, milestone or indicator."})
    ] = None,
    since: Annotated[str | None, Option("--since", help="Only records from this day on.", **DATE)] = None,
    by: Annotated[
        list[str] | None, Option("--by", help="Only records of this person; may be repeated.", **PERSON)
    ] = None,
    limit: Annotated[int | None, Option("--limit", "-n", min=1, metavar="N", help="Only the latest N records.")] = None,
) -> None:
    """Show the records in the order in which they were made.

    Example: plantrack log 6.6 --since 2024-11-01 --limit 5
    """
    from plantrack.reports.log import Log, log_entries, references_of
    from plantrack.reports.requests import late_requests

    refs = references_of(context.plan, context.reference(ref, indicators=True)) if ref else None
    day = context.days(since).first if since else None
    entries = log_entries(
        context.records,
        context.as_of,
        context.known_at,
        refs=refs,
        by=frozenset(by or ()),
        since=day,
        zone=context.plan_file.zone,
        late=late_requests(context.plan, context.history, context.known_at),
    )
    shown = entries[-limit:] if limit else entries
    strange = () if ref or by or since or limit else tuple(u.record for u in context.contents.unknown)
    context.present(LOG, Log(shown, strange, earlier=len(entries) - len(shown)))


@viewing(BASELINE)
def baseline(
    context: Context,
    section: Annotated[
        list[int] | None,
        Option("--section", metavar="N", help="Only this section; 0 is the preamble; may be repeated."),
    ] = None,
) -> None:
    """Show last year's figures beside this year's. Includes measurements, changes and targets.

    Example: plantrack baseline --section 8
    """
    from plantrack.reports.indicators import baseline as figures

    sections = [find_section(context.plan, number) for number in section or ()]
    context.present(BASELINE, figures(context.plan, context.state, sections))
