"""The table of all tasks, and the filters that work on it where a script may run."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from plantrack.render.html.elements import Html, element, joined
from plantrack.render.html.tables import cells, progress_cell, severity, table
from plantrack.render.page import Page, visible
from plantrack.render.wording import NOTHING, SIGNS, basis_words, lead_words, light_name, percent_words, promised_words
from plantrack.reports.periodic import PeriodicReport
from plantrack.standing import Standing


class Row(Struct, frozen=True):
    """A task without sub-tasks, and by which words of each filter it is found."""

    top: Standing
    leaf: Standing
    light: tuple[str, ...]
    lead: tuple[str, ...]
    item: tuple[str, ...]


def all_tasks(view: PeriodicReport, page: Page) -> Html:
    """Return the filters, how many tasks are shown, and a row for each task without sub-tasks."""
    rows = [_row(top, leaf, page) for top in view.tops for leaf in top.leaves()]
    if not rows:
        return element("p", page.say("Nothing."))
    worst_first = sorted(rows, key=lambda row: severity(row.leaf.light))
    words = {
        "light": list(dict.fromkeys(word for row in worst_first for word in row.light)),
        "lead": list(dict.fromkeys(word for row in rows for word in row.lead)),
        "item": list(dict.fromkeys(word for row in rows for word in row.item)),
    }
    return joined((_filters(words, page), _shown(len(rows), page), _table(rows, words, page)))


def _row(top: Standing, leaf: Standing, page: Page) -> Row:
    light = f"{SIGNS[leaf.light.meaning]} {light_name(leaf.light, page)}"
    lead = tuple(page.units([unit]) for unit in leaf.facts.lead) or (page.say("nobody"),)
    return Row(top, leaf, (light,), lead, (_item(top, page),))


def _item(top: Standing, page: Page) -> str:
    return f"{visible(top.ref)} {page.title(top.facts.task.title)}"


def _filters(words: dict[str, list[str]], page: Page) -> Html:
    """Return the filters, which stay hidden until the script shows them."""
    labels = {"light": page.say("Light"), "lead": page.say("Lead"), "item": page.say("Item")}
    choices = (element("label", labels[name], " ", _choice(name, of, page)) for name, of in words.items())
    button = element("button", page.say("Show all tasks"), type="reset")
    return element("form", *choices, button, class_="filters", autocomplete="off", hidden="")


def _choice(name: str, words: Sequence[str], page: Page) -> Html:
    options = (element("option", word, value=str(number)) for number, word in enumerate(words))
    return element("select", element("option", page.say("all"), value=""), *options, name=name)


def _shown(number: int, page: Page) -> Html:
    return element("p", page.say("Tasks shown:"), " ", element("b", str(number)), f" / {number}", role="status")


def _table(rows: Sequence[Row], words: dict[str, list[str]], page: Page) -> Html:
    say = page.say
    columns = (
        say("No."), say("Task"), say("Item"), say("Lead"), say("Progress"), say("Expected"), say("Light"), say("Due"),
        say("Promised"), say("Last report"),
    )  # fmt: skip
    numbers = {name: {word: str(number) for number, word in enumerate(of)} for name, of in words.items()}
    return table(say("All tasks"), columns, (_task(row, numbers, columns, page) for row in rows), (4, 5))


def _task(row: Row, numbers: dict[str, dict[str, str]], columns: Sequence[str], page: Page) -> Html:
    facts, task = row.leaf.facts, row.leaf.facts.task
    due = f"{facts.due}{basis_words(facts.due_basis, page)}" if facts.due else NOTHING
    before = (page.title(task.title), _item(row.top, page) if row.top is not row.leaf else NOTHING)
    after = (
        percent_words(facts.expected), row.leaf.light, due, promised_words(facts.promised_due, task, page),
        str(facts.last_report or NOTHING),
    )  # fmt: skip
    found = {f"data_{name}": " ".join(of[word] for word in getattr(row, name)) for name, of in numbers.items()}
    return element(
        "tr",
        element("th", visible(row.leaf.ref), scope="row", class_="short", data_label=columns[0]),
        *cells((*before, lead_words(facts.lead, facts.lead_basis, page)), columns[1:4], page),
        progress_cell(facts.percent, facts.expected, columns[4]),
        *cells(after, columns[5:], page, right=(0,)),
        **found,
    )
