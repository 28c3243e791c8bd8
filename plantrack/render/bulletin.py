"""The report in sentences, the way a bulletin sums up: counts with their shares, what is late, what comes next.

Only what the numbers say; a sentence for which there is nothing to say is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from plantrack.model.facts import Meaning
from plantrack.render.page import Page
from plantrack.render.wording import lead_words, percent_words
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
    yield _lights(view, page)
    yield _progress(view, page)
    yield from _reached(view, page)
    yield from _late(view, page)
    yield from _moved(view, page)
    yield from _silent(view, page)
    yield from _next(view, page)


def _lights(view: PeriodicReport, page: Page) -> str:
    counts, tasks = Counter(leaf.light.meaning for leaf in leaves(view.tops)), view.summary.tasks
    told = (
        page.say("{light} {n} ({share})", light=page.say(f"light {meaning}"), n=n, share=f"{100 * n / tasks:.1f}%")
        for meaning in BEST_FIRST
        if (n := counts[meaning])
    )
    return page.say("Of {tasks} tasks: {told}.", tasks=tasks, told=page.listed(told))


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
            "Reached in this period: {n}, namely {told}.", n=len(view.reached), told=_named(view.reached, page)
        )


def _named(entries: Iterable[Dated], page: Page) -> str:
    titles = [f"{e.ref} {page.title((e.milestone or e.task).title)}" for e in entries]
    return page.listed(titles[:NAMED]) + (page.say(" and others") if len(titles) > NAMED else "")


def _late(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.late:
        worst = view.late[0]
        yield page.say(
            "Past their date: {late}; the longest, by {days} days, is {told}, led by {lead}.",
            late=len(view.late), days=worst.days, told=_named([worst], page), lead=lead_words(worst.lead, worst.lead_basis, page),
        )  # fmt: skip


def _moved(view: PeriodicReport, page: Page) -> Iterator[str]:
    counts = Counter(entry.direction for entry in view.changed)
    better, worse = counts[Direction.IMPROVED], counts[Direction.WORSE]
    if better or worse:
        yield page.say(
            "Against the period before, lights that are better: {better}; worse: {worse}.", better=better, worse=worse
        )


def _silent(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.unreported:
        most = view.unreported[0]
        yield page.say(
            "Reports are owed on {n} tasks, most by {unit} ({count}).",
            n=view.summary.unreported, unit=page.units([most.unit]) if most.unit else page.say("nobody"),
            count=len(most.tasks),
        )  # fmt: skip


def _next(view: PeriodicReport, page: Page) -> Iterator[str]:
    if view.due_next:
        first = view.due_next[0]
        yield page.say(
            "Due in {period}: {n}, first {told} on {day}.",
            period=view.next_period.label, n=len(view.due_next), told=_named([first], page), day=first.day,
        )  # fmt: skip
