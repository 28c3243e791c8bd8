"""One task whole, and the log, as text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.model.facts import Facts
from plantrack.model.plan import Public
from plantrack.model.update import AnyUpdate, Measure, short
from plantrack.render.lines import number, said
from plantrack.render.page import Page, visible
from plantrack.render.text.canvas import bar, drawn, fraction, heading, light_text, pairs, table
from plantrack.render.text.numbers import headline_table
from plantrack.render.text.overview import below_table, lead_text
from plantrack.render.wording import basis_words, percent_words, promised_words
from plantrack.reports.history import Entry, Log
from plantrack.reports.overview import TaskView


def show(view: TaskView, page: Page) -> str:
    """Return one task whole."""
    facts = view.standing.facts
    title = Text(f"{facts.task.ref} {page.title(facts.task.title)}", style="bold")
    parts: list[RenderableType] = [title, Text(page.say("as of {day}", day=view.as_of)), Text(""), _promise(view, page)]
    parts += [heading(page.say("How it stands")), _state(view, page)]
    if facts.checkpoints:
        parts += [heading(page.say("Milestones")), _milestones(facts, page)]
    if facts.children:
        parts += [heading(page.say("Below it")), below_table(view.standing.children, page)]
    if facts.task.directions:
        parts += [heading(page.say("Directions of the document"))]
        parts += [Text(f"  {visible(d.zh if page.language == 'zh' else d.en)}") for d in facts.task.directions]
    if view.numbers:
        parts += [heading(page.say("Indicators")), headline_table(view.numbers, page)]
    parts += [heading(page.say("History")), _entries(view.history, page, view.asked_late)]
    return drawn(page, *parts)


def _promise(view: TaskView, page: Page) -> Table:
    facts, promised = view.standing.facts, view.promised
    rows: list[tuple[str, str | Text]] = []
    if facts.task.kind:
        rows.append((page.say("Kind"), page.say(f"kind {facts.task.kind}")))
    if promised is None:
        rows.append((page.say("Promised"), page.say("nothing was adopted yet")))
    else:
        due = promised_words(promised.due, facts.task, page) if promised.due else page.say("no date")
        words = page.say("{due}, adopted on {day}", due=due, day=facts.adopted)
        past = facts.days_past_promise
        rows.append((page.say("Promised"), words + (page.say("; {n} days past the promise", n=past) if past else "")))
    due_now = f"{facts.due}{basis_words(facts.due_basis, page)}" if facts.due else page.say("no date")
    rows += [(page.say("Due"), due_now), (page.say("Lead"), lead_text(facts, page))]
    if facts.support:
        rows.append((page.say("Support"), page.units(facts.support) + basis_words(view.support_basis, page)))
    rows += [(page.say("Source"), visible(b.public)) for b in _public(facts)]
    if place := facts.task.place:
        where = page.say("section {section}", section=place.section)
        where += page.say(", sentence {sentence}", sentence=place.sentence) if place.sentence else ""
        rows.append((page.say("In the document"), where))
    return pairs(rows)


def _public(facts: Facts) -> list[Public]:
    return list(dict.fromkeys(b for b in (facts.lead_basis, facts.due_basis) if isinstance(b, Public)))


def _state(view: TaskView, page: Page) -> Table:
    facts = view.standing.facts
    progress = Text.assemble(bar(facts.percent, facts.expected, page), f" {percent_words(facts.percent)}")
    if facts.expected is not None:
        progress.append(page.say(", expected {percent}", percent=percent_words(facts.expected)))
    rows: list[tuple[str, str | Text]] = [
        (page.say("Light"), light_text(view.standing.light, page)),
        (page.say("Status"), page.say(f"status {facts.status}") if facts.status else page.say("nobody reported")),
        (page.say("Progress"), progress),
        (page.say("Reported"), fraction(facts.reported)),
        (page.say("Last report"), str(facts.last_report or "–")),
    ]
    names = {"progress": "Done so far", "problem": "Problem", "next": "Next"}
    rows += [(page.say(names[name]), visible(text)) for name, text in view.words]
    return pairs(rows)


def _milestones(facts: Facts, page: Page) -> Table:
    say = page.say
    made = table(say("No."), (say("Milestone"), "fold"), say("Due"), say("Promised"), say("Reached"))
    for point in facts.checkpoints:
        late = point.overdue and page.say("{n} days late", n=point.days_late)
        made.add_row(
            point.milestone.ref, Text(page.title(point.milestone.title)), f"{point.due}{basis_words(point.basis, page)}",
            promised_words(point.promised_due, point.milestone, page), Text(str(point.done or late or "–"), style="red" if late else ""),
        )  # fmt: skip
    return made


def log(view: Log, page: Page) -> str:
    """Return the updates in order of recording."""
    strange = [Text(page.say("of unknown kind, left alone: {record}", record=str(record))) for record in view.unknown]
    return drawn(page, _entries(view.entries, page), *strange)


def _entries(entries: Sequence[Entry], page: Page, late: frozenset[str] = frozenset()) -> RenderableType:
    if not entries:
        return Text(page.say("nothing was recorded"))
    say = page.say
    made = table(say("On"), say("No."), (say("What"), "fold"), (say("By"), "fold"), say("Recorded"), say("Id"))
    for entry in entries:
        update = entry.update
        words = Text(_said(update, page, late=update.id in late), style="" if entry.in_force else "strike dim")
        if not entry.in_force:
            words.append(page.say(" (taken back)"), style="dim")
        if source := getattr(update, "source", None):
            words.append(f"\n{visible(source)}", style="dim")
        made.add_row(
            str(getattr(update, "on", "–")), number(update, page), words, visible(update.by),
            f"{update.at:%Y-%m-%d %H:%M}Z", visible(short(update)),
        )  # fmt: skip
    return made


def _said(update: AnyUpdate, page: Page, *, late: bool) -> str:
    """Return what an update says; a measurement also says of what."""
    label = page.plan.title_of(update.ref) if isinstance(update, Measure) else None
    words = said(update, page, late=late)
    return page.say("{what}: {words}", what=label, words=words) if label else words
