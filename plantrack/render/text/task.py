"""Everything about one task, the list of milestones, and the log, as text."""

from collections.abc import Callable, Iterable, Sequence

from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.model.basis import address
from plantrack.model.state import Status
from plantrack.model.updates import Answer, Request, minute_in
from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.phrases import (
    NOTHING,
    assumption_note,
    basis_words,
    fraction_words,
    noted_basis,
    percent_words,
    status_words,
)
from plantrack.render.text.baseline import indicator_table
from plantrack.render.text.layout import Block, Fit, StyledText, TextTable, Words, heading, pairs, styled, table
from plantrack.render.text.overview import lead_text, light_table
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import bar, light_text
from plantrack.render.update_text import number, said
from plantrack.reports.listing import MilestoneOfTask
from plantrack.reports.log import Log, LogEntry
from plantrack.reports.overview import TaskView
from plantrack.reports.sections.columns import promised_day, said_cell


def show(view: TaskView, ctx: RenderContext) -> str:
    """Return everything about one task."""
    facts = view.evaluation.facts
    title = styled((f"{facts.task.ref} {ctx.title(facts.task.title)}", "bold"))
    parts: list[Block] = [title, ctx.say("as of {day}", day=view.as_of), *assumption_note(ctx), ""]
    parts += [_promise(view, ctx)]
    parts += [heading(ctx.say("How it stands")), _state(view, ctx)]
    if facts.checkpoints:
        parts += [heading(ctx.say("Milestones")), _milestones(((facts, point) for point in facts.checkpoints), ctx)]
    if facts.children:
        parts += [heading(ctx.say("Below it")), light_table(view.evaluation.children, ctx)]
    if facts.task.directions:
        parts += [heading(ctx.say("Directions of the document"))]
        parts += [f"  {visible(d.zh if ctx.language == 'zh' else d.en)}" for d in facts.task.directions]
    if view.numbers:
        parts += [heading(ctx.say("Indicators")), indicator_table(view.numbers, ctx)]
    parts += [heading(ctx.say("History")), _entries(view.history, ctx)]
    return written(ctx, *parts)


def _promise(view: TaskView, ctx: RenderContext) -> TextTable:
    facts, promised = view.evaluation.facts, view.promised
    kind = facts.task.kind
    rows: list[tuple[str, Words]] = [(ctx.say("Kind"), ctx.say(f"kind {facts.task.kind}"))] if kind else []
    words = ctx.say("nothing was adopted yet")
    if promised is not None:
        due = cell_words(promised_day(promised.due, facts.task), ctx) if promised.due else ctx.say("no date")
        words = ctx.say("{due}, adopted on {day}", due=due, day=facts.adopted)
        past = facts.days_past_promise
        if past and facts.status is Status.DONE:
            words += ctx.say("; reached {n} days after the promise", n=past)
        elif past:
            words += ctx.say("; {n} days past the promise", n=past)
    rows.append((ctx.say("Promised"), words))
    due_now = f"{facts.due}{noted_basis(facts.due_basis, ctx, full=True)}" if facts.due else ctx.say("no date")
    rows += [(ctx.say("Due"), due_now), (ctx.say("Lead"), lead_text(facts, ctx, full=True))]
    if facts.support:
        support = ctx.units(facts.support) + basis_words(view.support_basis, ctx, full=True)
        rows.append((ctx.say("Support"), support))
    public = dict.fromkeys(filter(None, map(address, (facts.lead_basis, facts.due_basis))))
    rows += [(ctx.say("Source"), visible(link)) for link in public]
    if place := facts.task.place:
        where = ctx.say("section {section}", section=place.section)
        where += ctx.say(", sentence {sentence}", sentence=place.sentence) if place.sentence else ""
        rows.append((ctx.say("In the document"), where))
    return pairs(rows)


def _state(view: TaskView, ctx: RenderContext) -> TextTable:
    facts = view.evaluation.facts
    expected = facts.expected is not None and ctx.say(", expected {percent}", percent=percent_words(facts.expected))
    progress = styled(bar(facts.percent, facts.expected, ctx), f" {percent_words(facts.percent)}", expected or "")
    rows: list[tuple[str, Words]] = [
        (ctx.say("Light"), light_text(view.evaluation.light, ctx)),
        (ctx.say("Status"), status_words(facts, ctx)),
        (ctx.say("Progress"), progress),
        (ctx.say("Ever reported"), fraction_words(*facts.reported)),
        (ctx.say("Last report"), str(facts.last_report or NOTHING)),
    ]
    rows += [(ctx.say("Awaiting approval"), _by(asked, ctx)) for asked in facts.pending]
    rows += [(ctx.say("Not accepted as done"), _by(facts.refused, ctx))] if facts.refused else []
    words = view.words
    last = (
        (ctx.say("Done so far"), words.progress),
        (ctx.say("Problem"), words.problem),
        (ctx.say("Next"), words.next),
    )
    rows += [(name, cell_words(said_cell(found), ctx)) for name, found in last if found]
    return pairs(rows)


def _by(record: Request | Answer, ctx: RenderContext) -> str:
    """Return what a request or an answer says, on which day and by whom."""
    return ctx.say("{words}, on {day} by {by}", words=said(record, ctx), day=record.on, by=record.by)


def milestones(view: Sequence[MilestoneOfTask], ctx: RenderContext) -> str:
    """Return the chosen milestones, each with its task and who leads it."""
    if not view:
        return ctx.say("no milestone fits, as of {day}", day=ctx.as_of) + "\n"
    shown = [(task.facts, point) for task, point in view]
    last = ctx.say("{n} milestones, as of {day}", n=len(view), day=ctx.as_of)
    return written(
        ctx,
        _milestones(
            shown, ctx,
            (ctx.say("Task"), "fold", lambda one: ctx.reference(one[0].task.ref)),
            (ctx.say("Lead"), "fold", lambda one: lead_text(one[0], ctx)),
        ),
        last,
        *assumption_note(ctx),
    )  # fmt: skip


def _milestones(
    shown: Iterable[tuple[TaskFacts, Checkpoint]],
    ctx: RenderContext,
    *more: tuple[str, Fit, Callable[[tuple[TaskFacts, Checkpoint]], Words]],
) -> TextTable:
    say = ctx.say
    return table(
        shown,
        (say("No."), "fixed", lambda one: one[1].milestone.ref),
        (say("Milestone"), "fold", lambda one: ctx.title(one[1].milestone.title)),
        *more,
        (say("Due"), "fixed", lambda one: f"{one[1].due}{noted_basis(one[1].basis, ctx)}"),
        (say("Promised"), "fixed", lambda one: cell_words(promised_day(one[1].promised_due, one[1].milestone), ctx)),
        (say("Reached"), "fixed", lambda one: _reached(one[1], ctx)),
    )


def _reached(point: Checkpoint, ctx: RenderContext) -> Words:
    late = point.overdue and styled((ctx.say("{n} days late", n=point.days_late), "red"))
    if point.done and point.days_past_promise:
        return ctx.say("{day}, {n} days after the promise", day=point.done, n=point.days_past_promise)
    return late or str(point.done or NOTHING)


def log(view: Log, ctx: RenderContext) -> str:
    """Return the updates in order of recording."""
    unknown = [ctx.say("of unknown kind, left alone: {record}", record=str(record)) for record in view.unknown]
    earlier = [ctx.say("earlier records left out: {n}", n=view.earlier)] if view.earlier else []
    return written(ctx, _entries(view.entries, ctx), *earlier, *unknown)


def _entries(entries: Sequence[LogEntry], ctx: RenderContext) -> Block:
    if not entries:
        return ctx.say("nothing was recorded")
    return table(
        entries,
        (ctx.say("On"), "fixed", lambda entry: str(entry.update.on or NOTHING)),
        (ctx.say("No."), "fixed", lambda entry: number(entry.update, ctx)),
        (ctx.say("What"), "fold", lambda entry: _what(entry, ctx)),
        (ctx.say("By"), "fold", lambda entry: visible(entry.update.by)),
        (ctx.say("Recorded"), "fixed", lambda entry: minute_in(entry.update.at, ctx.plan.zone)),
        (ctx.say("Id"), "fixed", lambda entry: visible(entry.update.short)),
    )


def _what(entry: LogEntry, ctx: RenderContext) -> StyledText:
    """Return what an update says, whether it was taken back, and its source; a record on an indicator also says of which."""
    update = entry.update
    label = ctx.plan.title_of(update.ref) if update.ref in ctx.plan.indicator_by_id else None
    words = said(update, ctx, late=entry.late)
    if label:
        words = ctx.say("{what}: {words}", what=label, words=words)
    taken_back = ("", "") if entry.in_force or entry.objection else (ctx.say(" (taken back)"), "dim")
    if entry.objection:
        said_of_it = plain(entry.objection.said, ctx.language)
        without = "" if entry.in_force else ctx.say(", without effect")
        taken_back = (ctx.say(" ({note})", note=said_of_it + without), "yellow")
    return styled(
        (words, "" if entry.in_force else "strike dim"),
        taken_back,
        ("".join(f"\n{visible(source)}" for source in update.sources), "dim"),
    )
