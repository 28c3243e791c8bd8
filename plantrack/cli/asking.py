"""Asking on a terminal what is to be reported about a task."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import typer

from plantrack.cli.options import percentage
from plantrack.cli.terminal import typed_line
from plantrack.errors import InputError, UsageError
from plantrack.model.commands import ReportInput, parent_refused
from plantrack.model.percentages import percent_text
from plantrack.model.plan import Plan, Task, TaskKind
from plantrack.model.policy import Approval, Approvals
from plantrack.model.state import CLOSED, ReferenceState, Status, Written
from plantrack.render.choices import choose, names
from plantrack.render.context import RenderContext, plain, visible

Answer = TypeVar("Answer")


def ask_about(ref: str, plan: Plan, before: ReferenceState, ctx: RenderContext, policy: Approvals) -> ReportInput:
    """Ask what fits a task or milestone, showing what is known; an empty answer changes nothing.

    Only what the policy lets a report say is offered.

    Raises InputError for a task with others below it.
    """
    title = plan.title_of(ref)
    typer.echo(f"{ref}  {ctx.title(title) if title else ''}\n{ctx.say('an empty answer changes nothing')}")
    if ref in plan.milestones:
        return _about_milestone(ref, before, ctx)
    free = policy.cancel is Approval.NONE
    offered = {status: number for number, status in enumerate(Status, 1) if free or status is not Status.CANCELLED}
    return _about_task(plan.by_ref[ref], plan, before, ctx, offered)


def refuse_parents(refs: Sequence[str], plan: Plan) -> None:
    """Raise InputError for a task that others are below: on it nothing can be answered."""
    for task in (plan.by_ref[ref] for ref in refs if ref in plan.by_ref):
        if task.tasks:
            raise parent_refused(task)


def _about_milestone(ref: str, before: ReferenceState, ctx: RenderContext) -> ReportInput:
    reached = before.done_since
    step = Status.IN_PROGRESS if reached else Status.DONE
    choices = ctx.say("1 open again") if reached else ctx.say("1 reached")
    question = _known(ctx.say("status ({choices})", choices=choices), str(reached) if reached else None, ctx)
    status = ask(ctx, question, lambda text: _one(text, step))
    return ReportInput(ref=ref, status=status, note=ask(ctx, ctx.say("done so far"), str) if status else None)


def _about_task(
    task: Task, plan: Plan, before: ReferenceState, ctx: RenderContext, offered: dict[Status, int]
) -> ReportInput:
    listed = ctx.listed(f"{number} {ctx.say(f'status {status}')}" for status, number in offered.items())
    said = before.status.value
    now = ctx.say(f"status {said}") if said else None
    status = ask(ctx, _known(ctx.say("status ({choices})", choices=listed), now, ctx), partial(_status, offered))
    closed = (status or said) in CLOSED
    answers: dict[str, Any] = {}
    if not closed and _has_percent(task, plan, before):
        now = None if before.shown is None else percent_text(before.shown)
        answers["percent"] = ask(ctx, _known(ctx.say("percent"), now, ctx), _percent)
    answers["note"] = ask(ctx, _known(ctx.say("done so far"), _statement(before.progress, ctx), ctx), str)
    if not closed:
        answers["problem"] = ask(ctx, _known(ctx.say("problem"), _problem(before.problem, ctx), ctx), str)
        answers["next"] = ask(ctx, _known(ctx.say("next"), _statement(before.next, ctx), ctx), str)
    return ReportInput(ref=task.ref, status=status, **answers)


def _has_percent(task: Task, plan: Plan, before: ReferenceState) -> bool:
    """Tell whether a percentage says something about the task: a deliverable, or where the plan gives it a curve."""
    curve = any(above.curve for above in plan.lineage(task.ref))
    return task.kind is TaskKind.DELIVERABLE or curve or before.percent.value is not None


def _known(question: str, now: str | None, ctx: RenderContext) -> str:
    return ctx.say("{question}, now {now}", question=question, now=now) if now else question


def _statement(said: Written[str | None], ctx: RenderContext) -> str | None:
    return said.value and visible(said.value) + ctx.say(" ({note})", note=said.on)


def _problem(said: Written[str | None], ctx: RenderContext) -> str | None:
    known = _statement(said, ctx)
    return known and ctx.say("{problem}; write none once it is solved", problem=known)


def _one(text: str, step: Status) -> Status:
    if text == "1":
        return step
    raise ValueError(text)


def _status(offered: Mapping[Status, int], text: str) -> Status:
    if text.isdecimal():
        return {number: status for status, number in offered.items()}[int(text)]
    return choose("status", names("status", offered), text)


def _percent(text: str) -> float:
    number = percentage(text)
    if not 0 <= number <= 100:  # noqa: PLR2004 - percent
        raise ValueError(text)
    return number


def ask(ctx: RenderContext, question: str, read: Callable[[str], Answer]) -> Answer | None:
    """Ask until the answer can be read. An empty answer is None."""
    while text := typed_line(question, ctx.language):
        try:
            return read(text)
        except (LookupError, ValueError, UsageError):
            typer.echo(ctx.say("{text!r} cannot be read; try again, or leave it empty", text=text))
        except InputError as error:
            typer.echo(plain(error.message, ctx.language))
    return None
