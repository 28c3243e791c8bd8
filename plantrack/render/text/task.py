"""One task whole, and the log, as text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plantrack.evaluation.facts import TaskFacts
from plantrack.model.plan import Public
from plantrack.model.update import AnyUpdate, Measure, short
from plantrack.render.context import RenderContext, visible
from plantrack.render.phrases import basis_words, percent_words, promised_words
from plantrack.render.text.baseline import headline_table
from plantrack.render.text.canvas import bar, drawn, fraction, heading, light_text, pairs, table
from plantrack.render.text.overview import below_table, lead_text
from plantrack.render.update_text import number, said
from plantrack.reports.log import Log, LogEntry
from plantrack.reports.overview import TaskView


def show(view: TaskView, ctx: RenderContext) -> str:
    """Return one task whole."""
    facts = view.evaluation.facts
    title = Text(f"{facts.task.ref} {ctx.title(facts.task.title)}", style="bold")
    parts: list[RenderableType] = [title, Text(ctx.say("as of {day}", day=view.as_of)), Text(""), _promise(view, ctx)]
    parts += [heading(ctx.say("How it stands")), _state(view, ctx)]
    if facts.checkpoints:
        parts += [heading(ctx.say("Milestones")), _milestones(facts, ctx)]
    if facts.children:
        parts += [heading(ctx.say("Below it")), below_table(view.evaluation.children, ctx)]
    if facts.task.directions:
        parts += [heading(ctx.say("Directions of the document"))]
        parts += [Text(f"  {visible(d.zh if ctx.language == 'zh' else d.en)}") for d in facts.task.directions]
    if view.numbers:
        parts += [heading(ctx.say("Indicators")), headline_table(view.numbers, ctx)]
    parts += [heading(ctx.say("History")), _entries(view.history, ctx, view.asked_late)]
    return drawn(ctx, *parts)


def _promise(view: TaskView, ctx: RenderContext) -> Table:
    facts, promised = view.evaluation.facts, view.promised
    rows: list[tuple[str, str | Text]] = []
    if facts.task.kind:
        rows.append((ctx.say("Kind"), ctx.say(f"kind {facts.task.kind}")))
    if promised is None:
        rows.append((ctx.say("Promised"), ctx.say("nothing was adopted yet")))
    else:
        due = promised_words(promised.due, facts.task, ctx) if promised.due else ctx.say("no date")
        words = ctx.say("{due}, adopted on {day}", due=due, day=facts.adopted)
        past = facts.days_past_promise
        rows.append((ctx.say("Promised"), words + (ctx.say("; {n} days past the promise", n=past) if past else "")))
    due_now = f"{facts.due}{basis_words(facts.due_basis, ctx)}" if facts.due else ctx.say("no date")
    rows += [(ctx.say("Due"), due_now), (ctx.say("Lead"), lead_text(facts, ctx))]
    if facts.support:
        rows.append((ctx.say("Support"), ctx.units(facts.support) + basis_words(view.support_basis, ctx)))
    rows += [(ctx.say("Source"), visible(b.public)) for b in _public(facts)]
    if place := facts.task.place:
        where = ctx.say("section {section}", section=place.section)
        where += ctx.say(", sentence {sentence}", sentence=place.sentence) if place.sentence else ""
        rows.append((ctx.say("In the document"), where))
    return pairs(rows)


def _public(facts: TaskFacts) -> list[Public]:
    return list(dict.fromkeys(b for b in (facts.lead_basis, facts.due_basis) if isinstance(b, Public)))


def _state(view: TaskView, ctx: RenderContext) -> Table:
    facts = view.evaluation.facts
    progress = Text.assemble(bar(facts.percent, facts.expected, ctx), f" {percent_words(facts.percent)}")
    if facts.expected is not None:
        progress.append(ctx.say(", expected {percent}", percent=percent_words(facts.expected)))
    rows: list[tuple[str, str | Text]] = [
        (ctx.say("Light"), light_text(view.evaluation.light, ctx)),
        (ctx.say("Status"), ctx.say(f"status {facts.status}") if facts.status else ctx.say("nobody reported")),
        (ctx.say("Progress"), progress),
        (ctx.say("Reported"), fraction(facts.reported)),
        (ctx.say("Last report"), str(facts.last_report or "–")),
    ]
    names = {"progress": "Done so far", "problem": "Problem", "next": "Next"}
    rows += [(ctx.say(names[name]), visible(text)) for name, text in view.words]
    return pairs(rows)


def _milestones(facts: TaskFacts, ctx: RenderContext) -> Table:
    say = ctx.say
    made = table(say("No."), (say("Milestone"), "fold"), say("Due"), say("Promised"), say("Reached"))
    for point in facts.checkpoints:
        late = point.overdue and ctx.say("{n} days late", n=point.days_late)
        made.add_row(
            point.milestone.ref, Text(ctx.title(point.milestone.title)), f"{point.due}{basis_words(point.basis, ctx)}",
            promised_words(point.promised_due, point.milestone, ctx), Text(str(point.done or late or "–"), style="red" if late else ""),
        )  # fmt: skip
    return made


def log(view: Log, ctx: RenderContext) -> str:
    """Return the updates in order of recording."""
    strange = [Text(ctx.say("of unknown kind, left alone: {record}", record=str(record))) for record in view.unknown]
    return drawn(ctx, _entries(view.entries, ctx), *strange)


def _entries(entries: Sequence[LogEntry], ctx: RenderContext, late: frozenset[str] = frozenset()) -> RenderableType:
    if not entries:
        return Text(ctx.say("nothing was recorded"))
    say = ctx.say
    made = table(say("On"), say("No."), (say("What"), "fold"), (say("By"), "fold"), say("Recorded"), say("Id"))
    for entry in entries:
        update = entry.update
        words = Text(_said(update, ctx, late=update.id in late), style="" if entry.in_force else "strike dim")
        if not entry.in_force:
            words.append(ctx.say(" (taken back)"), style="dim")
        if source := getattr(update, "source", None):
            words.append(f"\n{visible(source)}", style="dim")
        made.add_row(
            str(getattr(update, "on", "–")), number(update, ctx), words, visible(update.by),
            f"{update.at:%Y-%m-%d %H:%M}Z", visible(short(update)),
        )  # fmt: skip
    return made


def _said(update: AnyUpdate, ctx: RenderContext, *, late: bool) -> str:
    """Return what an update says; a measurement also says of what."""
    label = ctx.plan.title_of(update.ref) if isinstance(update, Measure) else None
    words = said(update, ctx, late=late)
    return ctx.say("{what}: {words}", what=label, words=words) if label else words
