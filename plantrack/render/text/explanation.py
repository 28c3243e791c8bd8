"""The explanation of a light, and what differs between two offices' rules, as text."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.curve import Stretch
from plantrack.lights.judge import Condition, Tried
from plantrack.lights.rules import GREEN, Bounds
from plantrack.model.facts import Light
from plantrack.model.update import Status
from plantrack.render.page import Page
from plantrack.render.text.canvas import drawn, heading, light_text, pairs, table
from plantrack.render.text.overview import below_table, lead_text
from plantrack.render.wording import basis_words, percent_words, reason_words
from plantrack.reports.explanation import Comparison, Explanation


def explain(view: Explanation, page: Page) -> str:
    """Return why a task has its light: what is known, where it should be, every rule tried, and the one that fired."""
    task, say = view.standing.facts.task, page.say
    title = Text(f"{task.ref} {page.title(task.title)}", style="bold")
    rules = say("as of {day}, by the rules {id}: {title}", day=view.as_of, id=view.rules.id, title=view.rules.title)
    source = say("source: {source}", source=view.rules.source)
    parts: list[RenderableType] = [title, Text(rules), Text(source, "dim"), Text(""), _verdict(view, page)]
    parts += [heading(say("What is known")), _known(view, page)]
    if view.standing.children:
        parts += [heading(say("The worst light below it counts")), below_table(view.standing.children, page)]
    else:
        parts += [heading(say("Rules, in their order; the first that holds gives the light")), _rules(view, page)]
    return drawn(page, *parts)


def _verdict(view: Explanation, page: Page) -> Text:
    light = light_text(view.standing.light, page)
    fired = view.fired
    if fired is None:
        return light
    why = page.say("by rule {n}", n=fired.number)
    if view.standing.light.meaning is not fired.rule.light:
        why = page.say("rule {n} alone would say that all is well, but silence never does", n=fired.number)
    if fired.rule.assumed:
        why += page.say(
            "; its source leaves open, and somebody here set: {names}", names=_names(fired.rule.assumed, page)
        )
    return light.append(f"  {why}", style="dim")


def _names(names: tuple[str, ...], page: Page) -> str:
    return page.listed(page.say(f"when {asked}") for asked in names)


def _known(view: Explanation, page: Page) -> Table:
    facts, say = view.standing.facts, page.say
    rows: list[tuple[str, str | Text]] = [
        (say("Status"), say(f"status {facts.status}") if facts.status else say("nobody reported")),
        (say("Progress"), percent_words(facts.percent)),
        (say("Expected"), _expected(view, page)),
    ]
    if view.behind is not None:
        rows.append((say("Behind"), say("{n} points", n=f"{view.behind:g}")))
    rows += [(say("Starts"), str(facts.start)), (say("Due"), _due(view, page)), (say("Lead"), lead_text(facts, page))]
    rows.append((say("Last report"), str(facts.last_report or say("none"))))
    rows.append(
        (
            say("Owes a report"),
            say("for {period}, missed in a row: {n}", period=facts.owes, n=facts.missed) if facts.owes else say("no"),
        )
    )
    rows += [
        (
            point.milestone.ref,
            say("reached on {day}, due {due}", day=point.done, due=point.due)
            if point.done
            else say("due {due}, not reached", due=point.due),
        )
        for point in facts.checkpoints
    ]
    return pairs(rows)


def _expected(view: Explanation, page: Page) -> str:
    facts = view.standing.facts
    if facts.expected is None:
        return page.say("nothing: it has no curve")
    words = percent_words(facts.expected)
    if view.by_milestones:
        return words + page.say(", the weight of the milestones whose dates have passed")
    return words + _stretch(view.stretch, page) if view.stretch else words


def _stretch(stretch: Stretch, page: Page) -> str:
    if not stretch.workdays:
        return page.say(", the point of {day}", day=stretch.since.day)
    words = page.say(
        ", between {since} ({low}) and {until} ({high}): {passed} of {workdays} working days have passed",
        since=stretch.since.day, low=percent_words(stretch.since.percent), until=stretch.until.day,
        high=percent_words(stretch.until.percent), passed=stretch.passed, workdays=stretch.workdays,
    )  # fmt: skip
    return words + page.say(" (provisional: days off not published)") if stretch.provisional else words


def _due(view: Explanation, page: Page) -> str:
    facts = view.standing.facts
    if facts.due is None:
        return page.say("no date")
    days, workdays = facts.days_left or 0, page.say("{n} working days", n=f"{abs(view.workdays_left or 0):g}")
    if days < 0:
        left = page.say(", {n} days ago ({workdays})", n=-days, workdays=workdays)
    else:
        left = page.say(", {n} days left ({workdays})", n=days, workdays=workdays)
    words = f"{facts.due}{basis_words(facts.due_basis, page)}{left}"
    moved = facts.promised_due not in (None, facts.due)
    return words + page.say(", promised for {day}", day=facts.promised_due) if moved else words


def _rules(view: Explanation, page: Page) -> Table:
    say = page.say
    made = table((say("No."), "right"), say("Light"), (say("When"), "fold"), (say("Found"), "fold"), say("Holds"))
    for tried in view.tried:
        light = light_text(Light(tried.rule.light, colour=tried.rule.colour, words=tried.rule.words), page)
        style = "bold" if tried == view.fired else "" if tried.holds else "dim"
        made.add_row(
            str(tried.number),
            light,
            _when(tried, page),
            _found(tried, page),
            _holds(tried, view.fired, page),
            style=style,
        )
    return made


def _holds(tried: Tried, fired: Tried | None, page: Page) -> str:
    """Return whether a rule holds. One that says all is well is not asked any more once another gave the light."""
    if tried == fired:
        return page.say("gives the light")
    if tried.rule.light in GREEN and fired and fired.number < tried.number:
        return page.say("not asked")
    return page.say("holds too") if tried.holds else page.say("no")


def _when(tried: Tried, page: Page) -> str:
    if not tried.conditions:
        return page.say("always")
    return page.say("; ").join(
        _wanted(condition, page, assumed=condition.name in tried.rule.assumed) for condition in tried.conditions
    )


def _wanted(condition: Condition, page: Page, *, assumed: bool) -> str:
    name, wanted = page.say(f"when {condition.name}"), condition.wanted
    words = _bounds(wanted, page) if isinstance(wanted, Bounds) else value_words(wanted, page)
    return page.say("{what}: {words}", what=name, words=words) + (basis_words("assumed", page) if assumed else "")


def _bounds(bounds: Bounds, page: Page) -> str:
    said = [(name, getattr(bounds, name)) for name in bounds.__struct_fields__]
    return page.listed(page.say(f"{bound} {{n}}", n=f"{number:g}") for bound, number in said if number is not None)


def _found(tried: Tried, page: Page) -> str:
    return page.say("; ").join(value_words(condition.found, page) for condition in tried.conditions)


def value_words(value: object, page: Page) -> str:
    """Return what a condition wants or found in words: yes or no, a status, a kind, a number."""
    if value is None:
        return page.say("not known")
    if isinstance(value, bool):
        return page.say("yes") if value else page.say("no")
    if isinstance(value, tuple):
        return page.listed(value_words(entry, page) for entry in value)
    if isinstance(value, int | float):
        return f"{value:g}"
    return page.say(f"status {value}") if isinstance(value, Status) else page.say(f"kind {value}")


def compare(view: Comparison, page: Page) -> str:
    """Return the tasks whose lights differ between two rule sets."""
    say = page.say
    title = say(
        "lights that differ as of {day}: {n} of {tasks}", day=view.as_of, n=len(view.differing), tasks=view.tasks
    )
    if not view.differing:
        return drawn(page, Text(title))
    made = table(
        say("No."),
        (say("Task"), "fold"),
        (page.title(view.first.title), "fold"),
        (page.title(view.second.title), "fold"),
    )
    for one, other in view.differing:
        made.add_row(
            one.ref, Text(page.title(one.facts.task.title)), _light(one.light, page), _light(other.light, page)
        )
    return drawn(page, Text(title), Text(""), made)


def _light(light: Light, page: Page) -> Text:
    """Return a light with its first reason, which is what another office's rules differ in."""
    first = Light(light.meaning, (), (), light.colour, light.words)
    why = reason_words(light.reasons[0], page) if light.reasons else ""
    return light_text(first, page).append(f" {why}" if why else "", style="default")
