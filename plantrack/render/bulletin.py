"""The report in sentences, the way a bulletin sums up: counts with their shares, what is late, what comes next.

Only what the numbers say; a sentence for which there is nothing to say is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Meaning
from plantrack.render.context import RenderContext
from plantrack.render.phrases import day_words, lead_words, percent_words, period_words
from plantrack.reports.changes import Trend
from plantrack.reports.periodic import DueItem, PeriodicReport

NAMED = 3
"""So many titles stand in a sentence."""
BEST_FIRST = (
    Meaning.DONE, Meaning.ON_TRACK, Meaning.ATTENTION, Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.NOT_DUE,
)  # fmt: skip


def paragraph(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report as one paragraph in the page's language."""
    return ("" if ctx.language == "zh" else " ").join(sentences(view, ctx))


def sentences(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield the sentences of the paragraph."""
    if not view.summary.tasks:
        yield ctx.say("There is no task in this report.")
        return
    yield from _lights(view, ctx)
    yield _progress(view, ctx)
    yield from _reached(view, ctx)
    yield from _late(view, ctx)
    yield from _moved(view, ctx)
    yield from _silent(view, ctx)
    yield from _next(view, ctx)


def _lights(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    counts, tasks = Counter(leaf.light.meaning for leaf in leaves(view.roots)), view.summary.tasks
    told = (
        ctx.say("{light} {n} ({share})", light=ctx.say(f"light {meaning}"), n=n, share=f"{100 * n / tasks:.1f}%")
        for meaning in BEST_FIRST
        if (n := counts[meaning])
    )
    yield ctx.say("Of {tasks} tasks: {told}.", tasks=tasks, told=ctx.listed(told))
    if view.summary.cancelled:
        yield ctx.say("Cancelled besides: {n}.", n=view.summary.cancelled)


def _progress(view: PeriodicReport, ctx: RenderContext) -> str:
    if view.summary.percent is None:
        return ctx.say("Nobody has reported a percentage on a deliverable.")
    return ctx.say(
        "Deliverables stand at {percent} on average where {expected} are expected.",
        percent=percent_words(view.summary.percent), expected=percent_words(view.summary.expected),
    )  # fmt: skip


def _reached(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    if view.reached:
        yield ctx.say(
            "Reached in this period: {what}, namely {told}.",
            what=_counts(view.reached, ctx), told=_named(view.reached, ctx),
        )  # fmt: skip


def _counts(entries: Sequence[DueItem], ctx: RenderContext) -> str:
    """Return how many of them are tasks, and how many milestones."""
    stones = sum(entry.milestone is not None for entry in entries)
    tasks = len(entries) - stones
    told = (
        ctx.say("{n} tasks", n=tasks) if tasks else "",
        ctx.say("{n} milestones", n=stones) if stones else "",
    )
    return ctx.listed(filter(None, told))


def _named(entries: Iterable[DueItem], ctx: RenderContext) -> str:
    return _first((f"{e.ref} {ctx.title((e.milestone or e.task).title)}" for e in entries), ctx)


def _first(words: Iterable[str], ctx: RenderContext) -> str:
    """Return the first of some words, and that there are others."""
    told = list(dict.fromkeys(words))
    return ctx.listed(told[:NAMED]) + (ctx.say(" and others") if len(told) > NAMED else "")


def _late(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    if view.late:
        worst = [entry for entry in view.late if entry.days == view.late[0].days]
        yield ctx.say(
            "Past their date: {what}; the longest, by {days} days: {told}, led by {lead}.",
            what=_counts(view.late, ctx), days=worst[0].days, told=_named(worst, ctx),
            lead=_first((lead_words(entry.lead, entry.lead_basis, ctx) for entry in worst), ctx),
        )  # fmt: skip


def _moved(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    counts = Counter(entry.direction for entry in view.changed)
    better, worse = counts[Trend.IMPROVED], counts[Trend.WORSE]
    if better or worse:
        yield ctx.say(
            "Against the period before, lights that are better: {better}; worse: {worse}.", better=better, worse=worse
        )
    if view.restated.numbers:
        yield ctx.say("The numbers of the period before are those known now; what was restated is listed.")


def _silent(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield who owes reports. A task that owes one may have a light that is worse than silence."""
    if not view.unreported:
        return
    owed = view.summary.unreported
    others = owed - sum(leaf.light.meaning is Meaning.UNREPORTED for leaf in leaves(view.roots))
    most = [entry for entry in view.unreported if len(entry.tasks) == len(view.unreported[0].tasks)]
    units = _first((ctx.units([entry.unit]) if entry.unit else ctx.say("without a lead") for entry in most), ctx)
    yield ctx.say(
        "Reports are owed on {n} tasks{others}, most by {units} ({each}).",
        n=owed, units=units, each=ctx.say("{n} each", n=len(most[0].tasks)) if len(most) > 1 else len(most[0].tasks),
        others=ctx.say(" ({n} of them under another light)", n=others) if others > 0 else "",
    )  # fmt: skip


def _next(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    if view.due_next:
        first = [entry for entry in view.due_next if entry.day == view.due_next[0].day]
        yield ctx.say(
            "Due in {period}: {what}, first {told} on {day}.",
            period=period_words(view.next_period, ctx), what=_counts(view.due_next, ctx), told=_named(first, ctx),
            day=day_words(first[0].day, ctx),
        )  # fmt: skip
