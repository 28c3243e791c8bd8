"""The commands that ask for approval and give it: reschedule, cancel, approve, refuse. `done` is with the reports."""

from datetime import date
from functools import partial
from typing import Annotated

from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, REFERENCE, REQUEST, ReasonOption, References, SourceOption, recording
from plantrack.cli.writer import Writer
from plantrack.errors import UsageError
from plantrack.model import requesting
from plantrack.model.text import given_text
from plantrack.model.updates import Verdict

Requests = Annotated[list[str], Argument(**REQUEST)]
UNCLEAR = (
    "`reschedule` takes a reference and a date, as in `reschedule 6.2 2025-03-31`; answer with `approve` or `refuse`"
)
PAPER = "The paper's number, or the address, of the decision; may be repeated."
PaperOption = Annotated[list[str] | None, Option("--source", metavar="SOURCE", help=PAPER)]


@recording
def reschedule(
    context: Context,
    writer: Writer,
    ref: Annotated[str | None, Argument(**REFERENCE | {"help": "A task or milestone with a due date."})] = None,
    due: Annotated[str | None, Argument(help="The new due date.", **DATE)] = None,
    reason: ReasonOption = None,
    approve: Annotated[str | None, Option("--approve", metavar="ID", hidden=True, help="Approve this request.")] = None,
    refuse: Annotated[str | None, Option("--refuse", metavar="ID", hidden=True, help="Refuse this request.")] = None,
    source: SourceOption = None,
) -> None:
    """Request a later date. The date moves once the request is approved.

    A request made after the due date is recorded as late.

    Example: plantrack reschedule 9.2 2025-03-31 --reason "Members are still being consulted" --on 2024-12-20
    """
    if approve is not None or refuse is not None:
        if ref is not None or (approve is not None and refuse is not None):
            raise UsageError(UNCLEAR)
        verdict: Verdict = "refuse" if approve is None else "approve"
        _answer(context, writer, [approve or refuse or ""], verdict, reason, source)
        return
    if ref is None or due is None:
        raise UsageError(UNCLEAR)
    context.narrow([ref])
    day, paper = context.days(due).last, writer.cite(source)

    def decided() -> date | None:
        guard = writer.guard
        made = requesting.request(
            context.plan, guard, ref, "extend", writer.stamp, due=day, reason=reason, source=paper
        )
        passed = requesting.late_for(context.plan, guard, made[0])
        writer.record(made, late=passed is not None)
        return passed

    if passed := writer.decide(decided):
        context.warn("it was due on {day}; the request is recorded as late", day=passed)


@recording
def cancel(
    context: Context, writer: Writer, refs: References, reason: ReasonOption = None, source: SourceOption = None
) -> None:
    """Request that tasks be cancelled. They stay open until the request is approved.

    Example: plantrack cancel 6.5 --reason "Merged into 6.2 by the office meeting of 8 November"
    """
    context.narrow(refs)
    tasks, paper = context.tasks(refs), writer.cite(source)

    def decided() -> None:
        asked = partial(requesting.request, context.plan, writer.guard, reason=reason, source=paper)
        writer.record([made for ref in tasks for made in asked(ref, "cancel", writer.stamp)])

    writer.decide(decided)


@recording
def approve(
    context: Context,
    writer: Writer,
    requests: Requests,
    reason: ReasonOption = None,
    source: PaperOption = None,
) -> None:
    """Approve requests.

    The date moves, the task is cancelled, or it is done.

    Example: plantrack approve 8QMVRXMS --source "No. 15 of 2024"
    """
    _answer(context, writer, requests, "approve", reason, source)


@recording
def refuse(
    context: Context,
    writer: Writer,
    requests: Requests,
    reason: Annotated[str, Option("--reason", metavar="TEXT", help="Why.")],
    source: PaperOption = None,
) -> None:
    """Refuse requests.

    The date stays, and the task stays open.

    Example: plantrack refuse 8QMVRXMS --reason "The acceptance report is missing"
    """
    if not given_text(reason):
        raise UsageError("a refusal needs a reason; give it with --reason")
    _answer(context, writer, requests, "refuse", reason, source)


def _answer(
    context: Context, writer: Writer, typed: list[str], verdict: Verdict, reason: str | None, source: list[str] | None
) -> None:
    paper = writer.cite(source)

    def decided() -> bool:
        guard = writer.guard
        answers = requesting.answer(context.plan, guard, typed, verdict, writer.stamp, reason=reason, source=paper)
        writer.record([*answers])
        return requesting.self_approved(guard, answers)

    if writer.decide(decided):
        context.warn("{by} approves what {by} asked for; it is marked as approved by who asked", by=writer.by)
