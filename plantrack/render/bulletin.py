"""The report in sentences, the way a bulletin sums up: counts with their shares, what is late, what comes next.

Only what the numbers say; a sentence for which there is nothing to say is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.model.facts import Meaning
from plantrack.render.page import Page
from plantrack.render.wording import day_words, lead_words, percent_words, period_words
from plantrack.reports.changes import Direction
from plantrack.reports.periodic import Dated, PeriodicReport
from plantrack.standing import leaves

NAMED = 3
"""So many titles stand in a sentence."""
BEST_FIRST = (
    Meaning.DONE, Meaning.ON_TRACK, Meaning.ATTENTION, Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.NOT_DUE,
)  # fmt: skip


def paragraph(view: PeriodicReport, page: Page) -> str:
    """Return the report as one paragraph in the page's language."""
    return ("" if page.language == "zh" else " ").join(sentences(view, page))


def sentences(view: PeriodicReport, page: Page) -> Iterator[str]:
    """Yield the sentences of the paragraph."""
    if not view.summary.tasks:
        yield page.say("There is no task in this report.")
        return
    yield from _lights(view, page)
    yield _progress(view, page)
    yield from _reached(view, page)
    yield from _late(view, page)
    yield from _moved(view, page)
    yield from _silent(view, page)
    yield from _next(view, page)


def _lights(view: PeriodicReport, page: Page) -> Iterator[str]:
    counts, tasks = Counter(leaf.light.meaning for leaf in leaves(view.tops)), view.summary.tasks
    told = (
        page.say("{light} {n} ({share})", light=page.say(f"light {meaning}"), n=n, share=f"{100 * n / tasks:.1f}%")
        for meaning in BEST_FIRST
        if (n := counts[meaning])
    )
    yield page.say("Of {tasks} tasks: {told}.", tasks=tasks, told=page.listed(told))
    if view.summary.cancelled:
        yield page.say("Cancelled besides: {n}.", n=view.summary.cancelled)


def _progress(view: PeriodicReport, page: Page) -> str:
    if view.summary.percent is None:
        return page.say("Nobody has reported a percentage on a deliverable.")
    return page.say(
        "Deliverables stand at {percent} on average where {expected} are expected.",
        percent=percent_words(view.summary.percent), expected=percent_words(view.summary.expected),
    )  # fmt: skip


def _reached(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.reached:
        yield page.say(
            "Reached in this period: {what}, namely {told}.",
            what=_counts(view.reached, page), told=_named(view.reached, page),
        )  # fmt: skip


def _counts(entries: Sequence[Dated], page: Page) -> str:
    """Return how many of them are tasks, and how many milestones."""
    stones = sum(entry.milestone is not None for entry in entries)
    tasks = len(entries) - stones
    told = (
        page.say("{n} tasks", n=tasks) if tasks else "",
        page.say("{n} milestones", n=stones) if stones else "",
    )
    return page.listed(filter(None, told))


def _named(entries: Iterable[Dated], page: Page) -> str:
    return _first((f"{e.ref} {page.title((e.milestone or e.task).title)}" for e in entries), page)


def _first(words: Iterable[str], page: Page) -> str:
    """Return the first of some words, and that there are others."""
    told = list(dict.fromkeys(words))
    return page.listed(told[:NAMED]) + (page.say(" and others") if len(told) > NAMED else "")


def _late(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.late:
        worst = [entry for entry in view.late if entry.days == view.late[0].days]
        yield page.say(
            "Past their date: {what}; the longest, by {days} days: {told}, led by {lead}.",
            what=_counts(view.late, page), days=worst[0].days, told=_named(worst, page),
            lead=_first((lead_words(entry.lead, entry.lead_basis, page) for entry in worst), page),
        )  # fmt: skip


def _moved(view: PeriodicReport, page: Page) -> Iterator[str]:
    counts = Counter(entry.direction for entry in view.changed)
    better, worse = counts[Direction.IMPROVED], counts[Direction.WORSE]
    if better or worse:
        yield page.say(
            "Against the period before, lights that are better: {better}; worse: {worse}.", better=better, worse=worse
        )
    if view.restated.numbers:
        yield page.say("The numbers of the period before are those known now; what was restated is listed.")


def _silent(view: PeriodicReport, page: Page) -> Iterator[str]:
    """Yield who owes reports. A task that owes one may have a light that is worse than silence."""
    if not view.unreported:
        return
    owed = view.summary.unreported
    others = owed - sum(leaf.light.meaning is Meaning.UNREPORTED for leaf in leaves(view.tops))
    most = [entry for entry in view.unreported if len(entry.tasks) == len(view.unreported[0].tasks)]
    units = _first((page.units([entry.unit]) if entry.unit else page.say("without a lead") for entry in most), page)
    yield page.say(
        "Reports are owed on {n} tasks{others}, most by {units} ({each}).",
        n=owed, units=units, each=page.say("{n} each", n=len(most[0].tasks)) if len(most) > 1 else len(most[0].tasks),
        others=page.say(" ({n} of them under another light)", n=others) if others > 0 else "",
    )  # fmt: skip


def _next(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.due_next:
        first = [entry for entry in view.due_next if entry.day == view.due_next[0].day]
        yield page.say(
            "Due in {period}: {what}, first {told} on {day}.",
            period=period_words(view.next_period, page), what=_counts(view.due_next, page), told=_named(first, page),
            day=day_words(first[0].day, page),
        )  # fmt: skip
