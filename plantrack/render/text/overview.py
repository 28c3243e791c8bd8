"""The status and the list as text: a line per task where there is room, two where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.model.facts import Facts
from plantrack.render.page import Page
from plantrack.render.text.canvas import (
    bar,
    drawn,
    fraction,
    heading,
    light_text,
    table,
    wide,
)
from plantrack.render.text.numbers import headline_table
from plantrack.render.wording import NOTHING, basis_words, deadline_words, lead_words, percent_words
from plantrack.reports.overview import Overview, Summary
from plantrack.standing import Standing


def status(view: Overview, page: Page) -> str:
    """Return the plan at a glance."""
    shown = [child for top in view.tops for child in (top, *top.children)] if view.ref else list(view.tops)
    parts: list[RenderableType] = [Text(page.title(view.plan.title), style="bold"), *_lead_in(view, page)]
    parts += [Text(""), _tasks(shown, page)]
    if view.headlines and not view.ref:
        parts += [heading(page.say("Last year's figures beside this year's")), headline_table(view.headlines, page)]
    return drawn(page, *parts)


def _lead_in(view: Overview, page: Page) -> list[Text]:
    lines = [Text(page.say("as of {day}", day=view.as_of) + " · " + summary_text(view.summary, page))]
    if page.rules and page.rules.id != "default":
        lines.append(Text(page.say("judged by: {title}", title=page.rules.title)))
    if view.ended is not None:
        lines.append(
            Text(page.say("the plan ended {n} days ago, on {day}", n=view.ended, day=view.plan.period.last), "yellow")
        )
    if not view.adopted:
        lines.append(Text(page.say("nothing was adopted by then: no report is owed yet"), "yellow"))
    return lines


def summary_text(summary: Summary, page: Page) -> str:
    """Return the plan in numbers on one line."""
    return page.say(
        "{tasks} tasks: {done} done, {on_track} on track, {late} late, {unreported} unreported",
        tasks=summary.tasks, done=summary.done, on_track=summary.on_track, late=summary.late,
        unreported=summary.unreported,
    )  # fmt: skip


def listing(view: Sequence[Standing], page: Page) -> str:
    """Return the chosen tasks."""
    if not view:
        return page.say("no task fits, as of {day}", day=page.as_of) + "\n"
    return drawn(page, _tasks(view, page), Text(page.say("tasks: {n}, as of {day}", n=len(view), day=page.as_of)))


def _tasks(shown: Sequence[Standing], page: Page) -> Table:
    return _wide_table(shown, page) if wide(page) else _narrow_table(shown, page)


def _wide_table(shown: Sequence[Standing], page: Page) -> Table:
    say = page.say
    made = table(
        say("No."), (say("Task"), "fold"), (say("Lead"), "fold"), say("Progress"), ("", "right"), (say("Expected"), "right"),
        (say("Reported"), "right"), (say("Light"), "fold"), (say("Milestones"), "right"), say("Next due"),
    )  # fmt: skip
    for standing in shown:
        facts = standing.facts
        made.add_row(
            facts.task.ref, Text(page.title(facts.task.title)), lead_text(facts, page),
            bar(facts.percent, facts.expected, page), percent_words(facts.percent), percent_words(facts.expected),
            fraction(facts.reported), light_text(standing.light, page), milestones_text(standing),
            deadline_words(facts.next_due, page),
        )  # fmt: skip
    return made


def _narrow_table(shown: Sequence[Standing], page: Page) -> Table:
    """Return two lines per task: title, bar, light and dates, and below them who leads and the numbers behind them."""
    say = page.say
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
    for standing in shown:
        facts = standing.facts
        words = Text(page.title(facts.task.title)).append("\n").append_text(lead_text(facts, page))
        progress = Text.assemble(bar(facts.percent, facts.expected, page, 5), f" {percent_words(facts.percent):>4}\n")
        progress.append(say("expected {percent}", percent=percent_words(facts.expected)), "dim")
        light = light_text(standing.light, page).append("\n")
        light.append(say("reported {fraction}", fraction=fraction(facts.reported)), "dim")
        made.add_row(facts.task.ref, words, progress, light, milestones_text(standing), deadline_text(facts, page))
    return made


def below_table(children: Sequence[Standing], page: Page) -> Table:
    """Return the tasks below one, each with its light alone."""
    made = table(page.say("No."), (page.say("Task"), "fold"), (page.say("Light"), "fold"))
    for child in children:
        made.add_row(child.ref, Text(page.title(child.facts.task.title)), light_text(child.light, page))
    return made


def deadline_text(facts: Facts, page: Page) -> str:
    """Return the next due date with its basis below it."""
    found = facts.next_due
    return f"{found.day}\n{basis_words(found.basis, page).strip()}" if found else NOTHING


def lead_text(facts: Facts, page: Page) -> Text:
    """Return who leads, with the basis of it; what was assumed is drawn back."""
    style = "dim" if facts.lead_basis == "assumed" else "" if facts.lead else "yellow"
    return Text(lead_words(facts.lead, facts.lead_basis, page), style=style)


def milestones_text(standing: Standing) -> str:
    """Return milestones reached of all, over the task and everything below it."""
    points = [point for below in standing.walk() for point in below.facts.checkpoints]
    return fraction((sum(point.done is not None for point in points), len(points))) if points else "–"
