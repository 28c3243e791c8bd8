"""The commands that record: update, done, comment, measure, assign, adopt, undo."""

import sys
from contextlib import suppress
from functools import partial
from typing import Annotated

import typer
from msgspec.structs import replace
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.options import (
    DATE,
    INDICATOR,
    REFERENCE,
    STATUSES,
    TASK,
    UNIT,
    ReasonOption,
    References,
    SourceOption,
    percentage,
    recording,
    undoing,
)
from plantrack.cli.writer import Writer
from plantrack.dates.periods import span_label
from plantrack.errors import JournalError, UsageError, errors
from plantrack.model import commands
from plantrack.model.commands import ReportInput
from plantrack.model.lookup import find_indicator
from plantrack.model.state import Status

NoteOption = Annotated[str | None, Option("--note", metavar="TEXT", help="What was done.")]
ForOption = Annotated[
    str | None,
    Option("--for", metavar="PERIOD", help="Answer this period, which is over: 2024-07, W46, last."),
]


PERIOD = "Period covered: 2024, 2024-H1, Q3, January to May."


@recording
def update(
    context: Context,
    writer: Writer,
    refs: References,
    status: Annotated[Status | None, Option("--status", help="Current status.", **STATUSES)] = None,
    percent: Annotated[
        float | None, Option("--percent", metavar="0-100", help="Progress in percent.", parser=percentage)
    ] = None,
    note: NoteOption = None,
    problem: Annotated[str | None, Option("--problem", metavar="TEXT", help="Current problem.")] = None,
    following: Annotated[str | None, Option("--next", metavar="TEXT", help="Next step.")] = None,
    solved: Annotated[bool, Option("--solved", help="The problem is solved.")] = False,
    source: SourceOption = None,
    period: ForOption = None,
) -> None:
    """Report on tasks. Without options it asks on a terminal; `update -` reads JSON lines. All or none are recorded.

    Example: plantrack update 6.5 --status in-progress --percent 40 --note "Three consortia formed"
    """
    from plantrack.cli.terminal import on_terminal

    context.narrow(refs)
    empty, asked = ReportInput(ref=""), False
    texts = {"note": note, "problem": problem, "next": following, "source": writer.cite(source)}
    report = replace(empty, status=status, percent=percent, solved=solved, **texts)
    if "-" in refs:
        if refs != ["-"] or report != empty or period:
            raise UsageError("`update -` reads everything from its input; leave out other references and options")
        from plantrack.cli.prompts import read_lines

        entries = read_lines(sys.stdin.buffer, context, writer)
    elif report == empty and on_terminal():
        entries, asked = _asked(context, writer, refs), True
    else:
        entries = [replace(report, ref=ref) for ref in _references(context, refs)]
    _report(context, writer, entries, period, asked=asked)


def _references(context: Context, typed: list[str]) -> list[str]:
    return list(dict.fromkeys(context.reference(one, reported=True) for one in typed))


def _asked(context: Context, writer: Writer, typed: list[str]) -> list[ReportInput]:
    """Return what is answered about each reference; all of them are found before anything is asked."""
    from plantrack.cli.asking import ask_about, refuse_parents

    refs = _references(context, typed)
    refuse_parents(refs, context.plan)
    state = writer.state()
    policy, ctx = writer.guard.policy, context.render_context()
    answers = [ask_about(ref, context.plan, state.of(ref), ctx, policy) for ref in refs]
    return [answer for answer in answers if answer != ReportInput(ref=answer.ref)] or answers[:1]


@recording
def done(
    context: Context,
    writer: Writer,
    refs: References,
    note: NoteOption = None,
    source: SourceOption = None,
    period: ForOption = None,
    reopen: Annotated[bool, Option("--reopen", help="Reopen the tasks instead.")] = False,
) -> None:
    """Report tasks as done, and milestones as reached.

    Where the policy wants approval, the task is done once that is given.

    Example: plantrack done 6.6 --on 2024-11-16
    """
    context.narrow(refs)
    status = Status.IN_PROGRESS if reopen else Status.DONE
    said = ReportInput(ref="", status=status, note=note, source=writer.cite(source))
    entries = [replace(said, ref=ref) for ref in _references(context, refs)]
    if reopen:
        commands.check_closed(context.plan, writer.state(), entries)
    _report(context, writer, entries, period)


def _report(
    context: Context, writer: Writer, entries: list[ReportInput], period: str | None, *, asked: bool = False
) -> None:
    """Record reports, for an earlier period where one is given, and warn of those that are still owed."""
    from plantrack.cli.owed import answered_period, warn_of_open_reports

    if period:
        entries = [replace(one, period=answered_period(context, one.ref, period, writer.on)) for one in entries]
    updates = commands.say(context.plan, writer.state, entries, writer.stamp, writer.guard)
    if asked and not writer.confirmed(updates):
        return
    writer.record(updates)
    with suppress(JournalError):  # what was recorded is confirmed, whatever cannot be read beside it
        warn_of_open_reports(context, updates)


@recording
def measure(
    context: Context,
    writer: Writer,
    indicator: Annotated[str, Argument(**INDICATOR)],
    value: Annotated[str, Argument(metavar="VALUE", help="The amount as written in reports: over 25,000.")],
    period: Annotated[str | None, Option("--period", metavar="PERIOD", help=PERIOD)] = None,
    published: Annotated[str | None, Option("--published", help="Date of publication.", **DATE)] = None,
    not_comparable: Annotated[
        bool, Option("--not-comparable", help="Not measured the same way as last year's figure.")
    ] = False,
    note: NoteOption = None,
    source: SourceOption = None,
) -> None:
    """Record a measurement of an indicator. The amount is written as in reports.

    Example: plantrack measure hnte-count 突破2.5万家 --period 2024 --on 2024-12-31
    """
    from plantrack.cli.terminal import pick

    day = context.day(published) if published else None
    covered = _covered(period, context, writer) if period else None
    known = pick(partial(find_indicator, context.plan, indicator), context.language)
    made = commands.measure(
        context.plan, known, value, writer.stamp, period=covered, published=day, comparable=not not_comparable,
        note=note, source=writer.cite(source),
    )  # fmt: skip
    writer.record(made)
    if covered is None and any(context.plan.indicator_by_id[ref].baseline for one in made for ref in one.refs):
        context.warn("no period was given, so no change against last year is stated; undo, and add --period {example}",
                     example=f"{context.plan.period.first.year}-H1")  # fmt: skip


def _covered(text: str, context: Context, writer: Writer) -> str:
    """Return the name of the period that a measurement covers. Raises UsageError for one that has not begun."""
    days = context.days(text)
    if days.first > writer.on:
        raise UsageError("{text!r} begins on {first}, after {day}; name a period that has begun",
                         text=text, first=days.first, day=writer.on)  # fmt: skip
    return span_label(days)


@recording
def comment(
    context: Context,
    writer: Writer,
    ref: Annotated[str, Argument(**REFERENCE | {"help": "A task, milestone or indicator."})],
    text: Annotated[str, Argument(metavar="TEXT", help="The comment.")],
    source: SourceOption = None,
) -> None:
    """Comment on a task. A comment is no report: nothing that is owed is answered by it.

    Example: plantrack comment 6.5 "The district asks for a joint meeting"
    """
    context.narrow([ref])
    found = context.reference(ref, indicators=True)
    writer.record(commands.comment(context.plan, found, text, writer.stamp, source=writer.cite(source)))


@recording
def assign(
    context: Context,
    writer: Writer,
    ref: Annotated[str, Argument(**TASK)],
    units: Annotated[list[str], Argument(**UNIT | {"metavar": "UNIT…", "help": "Ids or names of the plan's units."})],
    support: Annotated[bool, Option("--support", help="Assign as supporting units; the lead stays.")] = False,
    source: SourceOption = None,
) -> None:
    """Assign a task to units. Several are joint leads; they replace the previous ones.

    Example: plantrack assign 7.4 guangming
    """
    context.narrow([ref])
    task = context.reference(ref, milestones=False)
    named = [context.known_unit(unit) for unit in units]
    writer.record(commands.assign(context.plan, task, named, writer.stamp, support=support, source=writer.cite(source)))


@recording
def adopt(context: Context, writer: Writer, reason: ReasonOption = None) -> None:
    """Adopt the plan as written in its file. This becomes the promise; adopting again amends it and needs a reason.

    Example: plantrack adopt --on 2024-09-18
    """
    from plantrack.model import adopting
    from plantrack.render.cells import amendments
    from plantrack.render.context import RenderContext

    if errors(context.plan_file.problems):
        raise UsageError("a plan with problems cannot be adopted; `plantrack validate` shows them")
    for question in context.plan_file.questions:
        context.warn("{file}: {said}", file=question.file, said=question.message)
    ctx = RenderContext(context.plan, context.language)

    def decided() -> None:
        state, terms = context.history.at(), context.terms
        updates, changes = adopting.adopt(context.plan, state, writer.stamp, reason=reason, terms=terms)
        changed = amendments(changes, ctx)
        if updates:
            writer.record(updates, above=changed)
        else:
            context.warn_unanswered()
            typer.echo(changed + ctx.say("nothing to adopt: the plan is as adopted"))

    writer.decide(decided)


@undoing
def undo(
    context: Context,
    writer: Writer,
    record: Annotated[str | None, Argument(metavar="[ID]", help="An id from `log`, or its last characters.")] = None,
) -> None:
    """Undo your latest command, or a given record. Undoing an undo restores it.

    Example: plantrack undo
    """

    def decided() -> None:
        updates, taken, back = commands.undo(context.history, writer.stamp, writer.by, record, context.plan.zone)
        writer.record(updates, taken, back=back)

    writer.decide(decided)
