"""The commands that record: update, done, measure, assign, reschedule, adopt, undo."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plantrack.cli.completion import complete_reference
from plantrack.cli.options import IndicatorArgument, References, SourceOption, TaskArgument, Units, undoing, writing
from plantrack.cli.pen import Pen
from plantrack.errors import UsageError
from plantrack.model.commands import MeasurementInput, ReportInput
from plantrack.model.state import Status

StatusOption = Annotated[Status | None, typer.Option("--status", help="How it stands.")]


def _number(text: str) -> float:
    """Read a percentage, with or without its sign."""
    try:
        return float(text.rstrip("%％"))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a valid float.") from None


PercentOption = Annotated[
    float | None, typer.Option("--percent", metavar="0-100", help="How far it is.", parser=_number)
]
NoteOption = Annotated[str | None, typer.Option("--note", help="What was done.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why.")]


@writing
def update(
    pen: Pen,
    refs: References,
    status: StatusOption = None,
    percent: PercentOption = None,
    note: NoteOption = None,
    problem: Annotated[str | None, typer.Option("--problem", help="What stands in the way.")] = None,
    following: Annotated[str | None, typer.Option("--next", help="What comes next.")] = None,
    source: SourceOption = None,
) -> None:
    """Report on tasks. On a terminal without options it asks; `update -` reads JSON lines. A bad one changes nothing.

    Example: plantrack update 6.5 --status in-progress --percent 40 --note "Three consortia formed"
    """
    from plantrack.cli.asking import ask_about, read_lines
    from plantrack.model.commands import say

    said = ReportInput(
        ref="", status=status, percent=percent, note=note, problem=problem, next=following, source=source
    )
    if "-" in refs:
        if refs != ["-"] or said != ReportInput(ref=""):
            raise UsageError("`update -` takes everything from the lines it reads; leave out what stands beside it")
        entries = read_lines(sys.stdin.buffer, pen)
    elif said == ReportInput(ref="") and sys.stdin.isatty() and sys.stdout.isatty():
        entries = [ask_about(ref, pen) for ref in dict.fromkeys(refs)]
    else:
        entries = [_about(ref, said) for ref in dict.fromkeys(refs)]
    pen.record(say(pen.plan, pen.state, entries, pen.dated))


def _about(ref: str, said: ReportInput) -> ReportInput:
    return ReportInput(
        ref=ref, status=said.status, percent=said.percent, note=said.note, problem=said.problem, next=said.next,
        source=said.source,
    )  # fmt: skip


@writing
def done(
    pen: Pen,
    refs: References,
    note: NoteOption = None,
    source: SourceOption = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="The other way: they are open again.")] = False,
) -> None:
    """Report tasks as done, and milestones as reached.

    Example: plantrack done 6.6 --on 2024-11-16
    """
    from plantrack.model.commands import say

    status = Status.IN_PROGRESS if reopen else Status.DONE
    entries = [ReportInput(ref=ref, status=status, note=note, source=source) for ref in dict.fromkeys(refs)]
    pen.record(say(pen.plan, pen.state, entries, pen.dated))


@writing
def measure(
    pen: Pen,
    indicator: IndicatorArgument,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The amount as people write it: 突破2.5万家.")],
    period: Annotated[str | None, typer.Option("--period", help="What it covers: 2024, 2024-11.")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="When it was published.")] = None,
    not_comparable: Annotated[
        bool, typer.Option("--not-comparable", help="It does not count the same as last year's figure.")
    ] = False,
    note: NoteOption = None,
    source: SourceOption = None,
) -> None:
    """Record a number of an indicator. It is written the way people write it.

    Example: plantrack measure hnte-count 突破2.5万家 --period 2024 --on 2024-12-31
    """
    from plantrack.model.commands import measure as record

    number = MeasurementInput(
        indicator=indicator,
        text=value,
        period=period,
        published=pen.one_day(published) if published else None,
        comparable=not not_comparable,
        note=note,
        source=source,
    )
    pen.record(record(pen.plan, number, pen.dated))


@writing
def assign(
    pen: Pen,
    ref: TaskArgument,
    units: Units,
    support: Annotated[bool, typer.Option("--support", help="They help; the lead stays.")] = False,
    source: SourceOption = None,
) -> None:
    """Make units answer for a task. Several are joint leads; they replace those before.

    Example: plantrack assign 7.4 guangming
    """
    from plantrack.model.commands import assign as record

    pen.record(record(pen.plan, ref, units, pen.dated, support=support, source=source))


@writing
def reschedule(
    pen: Pen,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="REF", help="A task or milestone with a due date.", autocompletion=complete_reference),
    ] = None,
    due: Annotated[str | None, typer.Argument(metavar="DATE", help="The new due date.")] = None,
    reason: ReasonOption = None,
    approve: Annotated[str | None, typer.Option("--approve", metavar="ID", help="Approve this request.")] = None,
    refuse: Annotated[str | None, typer.Option("--refuse", metavar="ID", help="Refuse this request.")] = None,
    source: SourceOption = None,
) -> None:
    """Ask for a later date, or answer such a request. The date moves when the request is approved.

    A request after the due date goes on, and is marked as late.

    Example: plantrack reschedule 3.3 2025-07-31 --reason "Founding documents under review" --on 2024-12-20
    """
    from plantrack.model.commands import answer, ask

    if (approve is None) == (refuse is None):
        if approve is not None or ref is None or due is None:
            raise UsageError("write `reschedule REF DATE --reason …`, or answer with --approve ID or --refuse ID")
        asked, passed = ask(pen.plan, pen.state(), ref, pen.days(due).last, pen.dated, reason=reason, source=source)
        pen.record(asked, late=passed is not None)
        if passed:
            pen.warn("it was due on {day}; the request is recorded as asked late", day=passed)
    elif ref is not None:
        raise UsageError("an answer names the request by its id only, and no reference")
    else:
        given, yes = approve or refuse or "", approve is not None
        pen.record(answer(pen.state(), given, pen.dated, approve=yes, reason=reason, source=source))


@writing
def adopt(pen: Pen, reason: ReasonOption = None) -> None:
    """Adopt the plan as its file says it. From now on this is what was promised; again: an amendment, with its reason.

    Example: plantrack adopt --on 2024-09-18
    """
    from plantrack.model.commands import adopt as record
    from plantrack.planfile.questions import questions_in
    from plantrack.render.cells import amendments
    from plantrack.render.context import RenderContext

    if any(not problem.warning for problem in pen.planfile.problems):
        raise UsageError("a plan with problems cannot be adopted; `plantrack validate` shows them")
    for asked in questions_in(pen.folder, pen.planfile.file):
        pen.warn("{file}: {said}", file=asked.file, said=asked.message)
    updates, changes = record(pen.plan, pen.everything(), pen.dated, reason=reason)
    ctx = RenderContext(pen.plan, pen.language)
    typer.echo(amendments(changes, ctx), nl=False)
    if updates:
        pen.record(updates)
    else:
        typer.echo(ctx.say("nothing to adopt: the plan says what was adopted"))


@undoing
def undo(
    pen: Pen,
    record: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="An id from `log`, or its last characters.")
    ] = None,
) -> None:
    """Take back your latest act, or a named one. Undoing an undo restores.

    Example: plantrack undo
    """
    from plantrack.model.commands import undo as take_back

    updates, taken = take_back(pen.history, pen.dated, pen.by, record)
    pen.record(updates, taken)


COMMANDS = {
    "update": update,
    "done": done,
    "measure": measure,
    "assign": assign,
    "reschedule": reschedule,
    "adopt": adopt,
    "undo": undo,
}
