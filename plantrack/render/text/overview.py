"""The status and the list as text: a line per task where there is room, two where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import TaskFacts
from plantrack.render.context import RenderContext
from plantrack.render.phrases import NOTHING, basis_words, deadline_words, lead_words, percent_words
from plantrack.render.text.baseline import headline_table
from plantrack.render.text.canvas import (
    bar,
    drawn,
    fraction,
    heading,
    light_text,
    table,
    wide,
)
from plantrack.reports.overview import Overview, Summary


def status(view: Overview, ctx: RenderContext) -> str:
    """Return the plan at a glance."""
    shown = [child for top in view.roots for child in (top, *top.children)] if view.ref else list(view.roots)
    parts: list[RenderableType] = [Text(ctx.title(view.plan.title), style="bold"), *_lead_in(view, ctx)]
    parts += [Text(""), _tasks(shown, ctx)]
    if view.headlines and not view.ref:
        parts += [heading(ctx.say("Last year's figures beside this year's")), headline_table(view.headlines, ctx)]
    return drawn(ctx, *parts)


def _lead_in(view: Overview, ctx: RenderContext) -> list[Text]:
    lines = [Text(ctx.say("as of {day}", day=view.as_of) + " · " + summary_text(view.summary, ctx))]
    if ctx.rules and ctx.rules.id != "default":
        lines.append(Text(ctx.say("judged by: {title}", title=ctx.rules.title)))
    if view.ended is not None:
        lines.append(
            Text(ctx.say("the plan ended {n} days ago, on {day}", n=view.ended, day=view.plan.period.last), "yellow")
        )
    if not view.adopted:
        lines.append(Text(ctx.say("nothing was adopted by then: no report is owed yet"), "yellow"))
    return lines


def summary_text(summary: Summary, ctx: RenderContext) -> str:
    """Return the plan in numbers on one line."""
    return ctx.say(
        "{tasks} tasks: {done} done, {on_track} on track, {late} late, {unreported} unreported",
        tasks=summary.tasks, done=summary.done, on_track=summary.on_track, late=summary.late,
        unreported=summary.unreported,
    )  # fmt: skip


def listing(view: Sequence[TaskEvaluation], ctx: RenderContext) -> str:
    """Return the chosen tasks."""
    if not view:
        return ctx.say("no task fits, as of {day}", day=ctx.as_of) + "\n"
    return drawn(ctx, _tasks(view, ctx), Text(ctx.say("tasks: {n}, as of {day}", n=len(view), day=ctx.as_of)))


def _tasks(shown: Sequence[TaskEvaluation], ctx: RenderContext) -> Table:
    return _wide_table(shown, ctx) if wide(ctx) else _narrow_table(shown, ctx)


def _wide_table(shown: Sequence[TaskEvaluation], ctx: RenderContext) -> Table:
    say = ctx.say
    made = table(
        say("No."), (say("Task"), "fold"), (say("Lead"), "fold"), say("Progress"), ("", "right"), (say("Expected"), "right"),
        (say("Reported"), "right"), (say("Light"), "fold"), (say("Milestones"), "right"), say("Next due"),
    )  # fmt: skip
    for evaluation in shown:
        facts = evaluation.facts
        made.add_row(
            facts.task.ref, Text(ctx.title(facts.task.title)), lead_text(facts, ctx),
            bar(facts.percent, facts.expected, ctx), percent_words(facts.percent), percent_words(facts.expected),
            fraction(facts.reported), light_text(evaluation.light, ctx), milestones_text(evaluation),
            deadline_words(facts.next_due, ctx),
        )  # fmt: skip
    return made


def _narrow_table(shown: Sequence[TaskEvaluation], ctx: RenderContext) -> Table:
    """Return two lines per task: title, bar, light and dates, and below them who leads and the numbers behind them."""
    say = ctx.say
    made = table(
        say("No."),
        (say("Task"), "fold"),
        say("Progress"),
        (say("Light"), "fold"),
        (say("Milestones"), "right"),
        say("Next due"),
    )
    made.columns[1].ratio, made.columns[3].ratio = 3, 2
    made.expand = True
    for evaluation in shown:
        facts = evaluation.facts
        words = Text(ctx.title(facts.task.title)).append("\n").append_text(lead_text(facts, ctx))
        progress = Text.assemble(bar(facts.percent, facts.expected, ctx, 5), f" {percent_words(facts.percent):>4}\n")
        progress.append(say("expected {percent}", percent=percent_words(facts.expected)), "dim")
        light = light_text(evaluation.light, ctx).append("\n")
        light.append(say("reported {fraction}", fraction=fraction(facts.reported)), "dim")
        made.add_row(facts.task.ref, words, progress, light, milestones_text(evaluation), deadline_text(facts, ctx))
    return made


def below_table(children: Sequence[TaskEvaluation], ctx: RenderContext) -> Table:
    """Return the tasks below one, each with its light alone."""
    made = table(ctx.say("No."), (ctx.say("Task"), "fold"), (ctx.say("Light"), "fold"))
    for child in children:
        made.add_row(child.ref, Text(ctx.title(child.facts.task.title)), light_text(child.light, ctx))
    return made


def deadline_text(facts: TaskFacts, ctx: RenderContext) -> str:
    """Return the next due date with its basis below it."""
    found = facts.next_due
    return f"{found.day}\n{basis_words(found.basis, ctx).strip()}" if found else NOTHING


def lead_text(facts: TaskFacts, ctx: RenderContext) -> Text:
    """Return who leads, with the basis of it; what was assumed is drawn back."""
    style = "dim" if facts.lead_basis == "assumed" else "" if facts.lead else "yellow"
    return Text(lead_words(facts.lead, facts.lead_basis, ctx), style=style)


def milestones_text(evaluation: TaskEvaluation) -> str:
    """Return milestones reached of all, over the task and everything below it."""
    points = [point for below in evaluation.walk() for point in below.facts.checkpoints]
    return fraction((sum(point.done is not None for point in points), len(points))) if points else "–"
