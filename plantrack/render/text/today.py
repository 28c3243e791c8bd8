"""What `plantrack` alone shows: the plan at a glance, a line per item, and the next things to do with their commands."""

import shlex
from collections.abc import Iterator

from plantrack.errors import Message, message
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.phrases import assumption_note
from plantrack.render.text.layout import Block, heading, styled
from plantrack.render.text.overview import introduction, light_table
from plantrack.render.text.plain import written
from plantrack.reports.next_steps import NextStep, StepKind, Today

SAID = {
    StepKind.ADOPT: message("adopt the plan: from then on reports are owed and changes are seen"),
    StepKind.ANSWER: message("approve or refuse the request of {day} on {what}"),
    StepKind.OVERDUE: message("report on {what}, which was due on {day}"),
    StepKind.OWED: message("give the report that is owed on {what}"),
    StepKind.DUE_SOON: message("look at {what}, which is due on {day}"),
    StepKind.REPORT: message("read the report"),
    StepKind.CHECK: message("check the plan for what is overdue, unreported, quietly changed or invalid"),
    StepKind.LIST: message("look through the tasks"),
}
OWED = message("ask for the reports owed on {n} tasks")
OWED_BY = message("ask for the reports owed on {n} tasks; {unit} leads {share} of them")


def today(view: Today, ctx: RenderContext) -> str:
    """Return the picture of today."""
    blocks = introduction(view.overview, ctx)
    if view.overview.roots:
        blocks += [*assumption_note(ctx), "", light_table(view.overview.roots, ctx)]
    return written(ctx, *blocks, heading(ctx.say("What to do next")), *_steps(view, ctx), "", _more(view, ctx))


def _steps(view: Today, ctx: RenderContext) -> Iterator[Block]:
    for number, step in enumerate(view.steps, 1):
        yield f"{number}. {ctx.sentence(plain(_said(step, ctx), ctx.language))}"
        yield styled(("   " + command(step, view), "bold"))


def _more(view: Today, ctx: RenderContext) -> str:
    return ctx.say(
        "More: `{status}` shows progress and dates, `{help}` all commands",
        status=_typed(("status",), view.named), help="plantrack --help",
    )  # fmt: skip


def command(step: NextStep, view: Today) -> str:
    """Return the command to type for a step."""
    ref, period = step.ref or "", view.overview.plan.period
    ended = ("--from", str(period.first), "--to", str(period.last)) if view.overview.ended else ()
    lead = ("--lead", step.name) if step.name and step.share < step.count else ()
    one_owed = ("update", ref) if step.count == 1 else ("list", "--unreported", *lead)
    words = {
        StepKind.ADOPT: ("adopt",),
        StepKind.ANSWER: ("approve", step.name or ""),
        StepKind.OVERDUE: ("update", ref),
        StepKind.OWED: one_owed,
        StepKind.DUE_SOON: ("show", ref),
        StepKind.REPORT: ("report", *ended),
        StepKind.CHECK: ("check",),
        StepKind.LIST: ("list",),
    }
    return _typed(words[step.kind], view.named)


def _typed(words: tuple[str, ...], named: str | None) -> str:
    return visible(shlex.join(("plantrack", *words, *(("--plan", named) if named else ()))))


def _said(step: NextStep, ctx: RenderContext) -> Message:
    """Return what there is to do; of several of a kind, how many there are."""
    facts = {"what": ctx.reference(step.ref or ""), "day": step.day, "n": step.count, "share": step.share}
    words = SAID[step.kind]
    if step.count > 1 and step.kind is StepKind.OWED:
        words = OWED_BY if step.name and step.share < step.count else OWED
        facts["unit"] = ctx.units([step.name or ""])
    said = Message(words.template, facts)
    several = step.count > 1 and step.kind is not StepKind.OWED
    return message("{said} (1 of {n})", said=said, n=step.count) if several else said
