"""The status and the list as text: a line per task where there is room, two where there is not."""

from collections.abc import Iterator, Sequence
from datetime import date

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.model.plan import Plan
from plantrack.render.cells import cell_words, message_words
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, assumption_note, fraction_words, lead_words, percent_words
from plantrack.render.text.baseline import indicator_table
from plantrack.render.text.layout import Block, Column, StyledText, TextTable, heading, styled, table, wide
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import NARROW_BAR, bar, cell_text, light_text
from plantrack.reports.overview import Overview
from plantrack.reports.sections.columns import counted_title, open_day
from plantrack.reports.summary import Summary, counts_told, overlays_told, summarise


def status(view: Overview, ctx: RenderContext) -> str:
    """Return the plan at a glance."""
    shown = [child for top in view.roots for child in (top, *top.children)] if view.ref else view.roots
    blocks = introduction(view, ctx)
    if shown:
        blocks += [*assumption_note(ctx), "", _tasks(shown, view.whole, ctx)]
    if view.headlines and not view.ref:
        blocks += [heading(ctx.say("Last year's figures beside this year's")), indicator_table(view.headlines, ctx)]
    return written(ctx, *blocks)


def introduction(view: Overview, ctx: RenderContext) -> list[Block]:
    """Return the head of the plan at a glance: its title, the lights, and what stands out."""
    title = ctx.title(view.plan.title)
    for what in (ctx.reference(view.ref) if view.ref else None, ctx.units(view.units)):
        title = ctx.say("{title} ({what})", title=title, what=what) if what else title
    lines: list[Block] = [styled((title, "bold")), *_counts(view.summary, view.as_of, ctx)]
    if ctx.rules and ctx.rules.id != "default":
        lines.append(ctx.say("judged by: {title}", title=ctx.rules.title))
    if view.ended is not None:
        ended = ctx.say("the plan ended {n} days ago, on {day}", n=view.ended, day=view.plan.period.last)
        lines.append(styled((ended, "yellow")))
    if not view.adopted:
        lines.append(styled((ctx.say("nothing was adopted by then: no report is owed yet"), "yellow")))
    return lines


def _counts(found: Summary, day: date | None, ctx: RenderContext) -> list[Block]:
    """Return the lights of some tasks, which add up to their number, and on a line of its own what is told besides."""
    told = overlays_told(found)
    lines: list[Block] = [ctx.say("as of {day}", day=day) + " · " + message_words(counts_told(found), ctx)]
    return [*lines, ctx.say("besides: {told}", told=message_words(told, ctx))] if told else lines


def listing(view: Sequence[TaskEvaluation], ctx: RenderContext) -> str:
    """Return the chosen tasks."""
    if not view:
        return ctx.say("no task fits, as of {day}", day=ctx.as_of) + "\n"
    return written(ctx, _tasks(view, ctx.plan, ctx), *_counts(summarise(view), ctx.as_of, ctx), *assumption_note(ctx))


def _tasks(shown: Sequence[TaskEvaluation], whole: Plan, ctx: RenderContext) -> TextTable:
    """Return a line per task where there is room for it."""
    if not wide(ctx):
        return _narrow_table(shown, whole, ctx)
    return table(
        shown,
        (ctx.say("No."), "fixed", lambda one: one.ref),
        (ctx.say("Task"), "fold", lambda one: _title(one.facts, whole, ctx)),
        (ctx.say("Lead"), "fold", lambda one: lead_text(one.facts, ctx)),
        (ctx.say("Progress"), "fixed", lambda one: bar(one.facts.percent, one.facts.expected, ctx)),
        ("", "right", lambda one: percent_words(one.facts.percent)),
        (ctx.say("Expected"), "right", lambda one: percent_words(one.facts.expected)),
        (ctx.say("Ever reported"), "right", lambda one: fraction_words(*one.facts.reported)),
        (ctx.say("Light"), "fold", lambda one: light_text(one.light, ctx)),
        (ctx.say("Milestones"), "right", milestones_words),
        (ctx.say("Next due"), "fixed", lambda one: cell_text(open_day(one.facts.next_due), ctx)),
        *_past_due(shown, ctx),
    )


def _narrow_table(shown: Sequence[TaskEvaluation], whole: Plan, ctx: RenderContext) -> TextTable:
    """Return two lines per task: title, bar, light and dates, and below them who leads and the numbers behind them."""
    return table(
        shown,
        (ctx.say("No."), "fixed", lambda one: one.ref),
        (ctx.say("Task"), "fold", lambda one: styled(_title(one.facts, whole, ctx), "\n", lead_text(one.facts, ctx))),
        (ctx.say("Progress"), "fixed", lambda one: _progress(one.facts, ctx)),
        (ctx.say("Light"), "fold", lambda one: _light(one, ctx)),
        (ctx.say("Milestones"), "right", milestones_words),
        (ctx.say("Next due"), "fixed", lambda one: cell_text(open_day(one.facts.next_due), ctx)),
        *_past_due(shown, ctx),
    )


def _title(facts: TaskFacts, whole: Plan, ctx: RenderContext) -> str:
    return cell_words(counted_title(facts.task, whole), ctx)


def _past_due(shown: Sequence[TaskEvaluation], ctx: RenderContext) -> Iterator[Column[TaskEvaluation]]:
    """Return the column of dates that have passed, where there are any."""
    if not any(one.facts.past_due for one in shown):
        return
    yield ctx.say("Past due"), "fixed", lambda one: cell_text(open_day(one.facts.past_due), ctx)


def _progress(facts: TaskFacts, ctx: RenderContext) -> StyledText:
    drawn = bar(facts.percent, facts.expected, ctx, NARROW_BAR)
    expected = ctx.say("expected {percent}", percent=percent_words(facts.expected))
    return styled(drawn, f" {percent_words(facts.percent):>5}\n", (expected, "dim"))


def _light(one: TaskEvaluation, ctx: RenderContext) -> StyledText:
    reported = ctx.say("ever reported {fraction}", fraction=fraction_words(*one.facts.reported))
    return styled(light_text(one.light, ctx), "\n", (reported, "dim"))


def light_table(shown: Sequence[TaskEvaluation], ctx: RenderContext) -> TextTable:
    """Return tasks, each with its light alone."""
    return table(
        shown,
        (ctx.say("No."), "fixed", lambda one: one.ref),
        (ctx.say("Task"), "fold", lambda one: ctx.title(one.facts.task.title)),
        (ctx.say("Light"), "fold", lambda one: light_text(one.light, ctx)),
    )


def lead_text(facts: TaskFacts, ctx: RenderContext, *, full: bool = False) -> StyledText:
    """Return who leads and the basis of it, in `full` with who decided it: dim where it is marked as assumed, yellow where nobody leads."""
    marked = facts.lead_basis == "assumed" and not ctx.plan.mostly_assumed
    style = "dim" if marked else "" if facts.lead else "yellow"
    return styled((lead_words(facts.lead, facts.lead_basis, ctx, full=full), style))


def milestones_words(one: TaskEvaluation) -> str:
    """Return milestones reached of all, over the task and everything below it."""
    points = [point for below in walk((one,)) for point in below.facts.checkpoints]
    return fraction_words(sum(point.done is not None for point in points), len(points)) if points else NOTHING
