"""The table of all tasks, and the filters that work on it where a script may run."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.render.context import RenderContext, visible
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import cells, progress_cell, severity, table
from plantrack.render.phrases import NOTHING, SIGNS, basis_words, lead_words, light_name, percent_words, promised_words
from plantrack.reports.periodic import PeriodicReport


class Row(Struct, frozen=True):
    """A task without sub-tasks, and by which words of each filter it is found."""

    top: TaskEvaluation
    leaf: TaskEvaluation
    light: tuple[str, ...]
    lead: tuple[str, ...]
    item: tuple[str, ...]


def all_tasks(view: PeriodicReport, ctx: RenderContext) -> Html:
    """Return the filters, how many tasks are shown, and a row for each task without sub-tasks."""
    rows = [_row(top, leaf, ctx) for top in view.roots for leaf in top.leaves()]
    if not rows:
        return element("p", ctx.say("Nothing."))
    worst_first = sorted(rows, key=lambda row: severity(row.leaf.light))
    words = {
        "light": list(dict.fromkeys(word for row in worst_first for word in row.light)),
        "lead": list(dict.fromkeys(word for row in rows for word in row.lead)),
        "item": list(dict.fromkeys(word for row in rows for word in row.item)),
    }
    return joined((_filters(words, ctx), _shown(len(rows), ctx), _table(rows, words, ctx)))


def _row(top: TaskEvaluation, leaf: TaskEvaluation, ctx: RenderContext) -> Row:
    light = f"{SIGNS[leaf.light.meaning]} {light_name(leaf.light, ctx)}"
    lead = tuple(ctx.units([unit]) for unit in leaf.facts.lead) or (ctx.say("nobody"),)
    return Row(top, leaf, (light,), lead, (_item(top, ctx),))


def _item(top: TaskEvaluation, ctx: RenderContext) -> str:
    return f"{visible(top.ref)} {ctx.title(top.facts.task.title)}"


def _filters(words: dict[str, list[str]], ctx: RenderContext) -> Html:
    """Return the filters, which stay hidden until the script shows them."""
    labels = {"light": ctx.say("Light"), "lead": ctx.say("Lead"), "item": ctx.say("Item")}
    choices = (element("label", labels[name], " ", _choice(name, of, ctx)) for name, of in words.items())
    button = element("button", ctx.say("Show all tasks"), type="reset")
    return element("form", *choices, button, class_="filters", autocomplete="off", hidden="")


def _choice(name: str, words: Sequence[str], ctx: RenderContext) -> Html:
    options = (element("option", word, value=str(number)) for number, word in enumerate(words))
    return element("select", element("option", ctx.say("all"), value=""), *options, name=name)


def _shown(number: int, ctx: RenderContext) -> Html:
    return element("p", ctx.say("Tasks shown:"), " ", element("b", str(number)), f" / {number}", role="status")


def _table(rows: Sequence[Row], words: dict[str, list[str]], ctx: RenderContext) -> Html:
    say = ctx.say
    columns = (
        say("No."), say("Task"), say("Item"), say("Lead"), say("Progress"), say("Expected"), say("Light"), say("Due"),
        say("Promised"), say("Last report"),
    )  # fmt: skip
    numbers = {name: {word: str(number) for number, word in enumerate(of)} for name, of in words.items()}
    return table(say("All tasks"), columns, (_task(row, numbers, columns, ctx) for row in rows), (4, 5))


def _task(row: Row, numbers: dict[str, dict[str, str]], columns: Sequence[str], ctx: RenderContext) -> Html:
    facts, task = row.leaf.facts, row.leaf.facts.task
    due = f"{facts.due}{basis_words(facts.due_basis, ctx)}" if facts.due else NOTHING
    before = (ctx.title(task.title), _item(row.top, ctx) if row.top is not row.leaf else NOTHING)
    after = (
        percent_words(facts.expected), row.leaf.light, due, promised_words(facts.promised_due, task, ctx),
        str(facts.last_report or NOTHING),
    )  # fmt: skip
    found = {f"data_{name}": " ".join(of[word] for word in getattr(row, name)) for name, of in numbers.items()}
    return element(
        "tr",
        element("th", visible(row.leaf.ref), scope="row", class_="short", data_label=columns[0]),
        *cells((*before, lead_words(facts.lead, facts.lead_basis, ctx)), columns[1:4], ctx),
        progress_cell(facts.percent, facts.expected, columns[4]),
        *cells(after, columns[5:], ctx, right=(0,)),
        **found,
    )
