"""The report in sentences, the way a bulletin sums up: counts with their shares, what is late, what comes next.

Only what the numbers say; a sentence for which there is nothing to say is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import leaves
from plantrack.evaluation.facts import Meaning
from plantrack.evaluation.percentages import share
from plantrack.reports.cells import ListCell, ReportCell, SpelledDay, UnitsCell, percent_cell
from plantrack.reports.changes import Trend
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections.columns import named

NAMED = 3
"""Titles in one sentence at most."""
NO_LEAD = message("without a lead")
BEST_FIRST = (
    Meaning.DONE, Meaning.ON_TRACK, Meaning.ATTENTION, Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.NOT_DUE,
)  # fmt: skip


def bulletin(view: PeriodicReport) -> Iterator[Message]:
    """Yield the sentences of the report's first paragraph."""
    if not view.summary.tasks:
        yield message("There is no task in this report.")
        return
    for sentences in (_lights, _progress, _reached, _late, _moved, _unreported, _due_next):
        yield from sentences(view)


def _lights(view: PeriodicReport) -> Iterator[Message]:
    counts, tasks = Counter(leaf.light.meaning for leaf in leaves(view.roots)), view.summary.tasks
    told = tuple(
        message("{light} {n} ({share})", light=message(f"light {meaning}"), n=n, share=percent_cell(share(n, tasks)))
        for meaning in BEST_FIRST
        if (n := counts[meaning])
    )
    yield message("Of {tasks} tasks: {told}.", tasks=tasks, told=ListCell(told))
    if view.summary.cancelled:
        yield message("Cancelled besides: {n}.", n=view.summary.cancelled)


def _progress(view: PeriodicReport) -> Iterator[Message]:
    percent, expected = percent_cell(view.summary.percent), percent_cell(view.summary.expected)
    if percent is None:
        yield message("Nobody has reported a percentage on a deliverable.")
        return
    yield message(
        "Deliverables stand at {percent} on average where {expected} are expected.", percent=percent, expected=expected
    )


def _reached(view: PeriodicReport) -> Iterator[Message]:
    if view.reached:
        yield message(
            "Reached in this period: {what}, namely {told}.", what=_counts(view.reached), told=_titles(view.reached)
        )


def _counts(entries: Sequence[DueItem]) -> ListCell:
    """Return how many of them are tasks, and how many milestones."""
    stones = sum(entry.milestone is not None for entry in entries)
    tasks = len(entries) - stones
    told = [message("{n} tasks", n=tasks)] * bool(tasks) + [message("{n} milestones", n=stones)] * bool(stones)
    return ListCell(tuple(told))


def _titles(entries: Iterable[DueItem]) -> ReportCell | Message:
    names = (named(entry.ref, (entry.milestone or entry.task).title) for entry in entries)
    return _first(list(dict.fromkeys(names)))


def _first(parts: Sequence[ReportCell | Message]) -> ReportCell | Message:
    """Return the first of some names, and that there are others."""
    words = ListCell(tuple(parts[:NAMED]))
    return message("{words} and others", words=words) if len(parts) > NAMED else words


def _late(view: PeriodicReport) -> Iterator[Message]:
    if view.late:
        worst = [entry for entry in view.late if entry.days == view.late[0].days]
        yield message(
            "Past their date: {what}; the longest, by {days} days: {told}, led by {lead}.",
            what=_counts(view.late), days=worst[0].days, told=_titles(worst),
            lead=_first(list(dict.fromkeys(UnitsCell(entry.lead, entry.lead_basis) for entry in worst))),
        )  # fmt: skip


def _moved(view: PeriodicReport) -> Iterator[Message]:
    counts = Counter(entry.direction for entry in view.changed)
    better, worse = counts[Trend.IMPROVED], counts[Trend.WORSE]
    if better or worse:
        yield message(
            "Against the period before, lights that are better: {better}; worse: {worse}.", better=better, worse=worse
        )
    if view.restated.numbers:
        yield message("The numbers of the period before are those known now; what was restated is listed.")


def _unreported(view: PeriodicReport) -> Iterator[Message]:
    """Yield who owes reports. A task that owes one may have a light that is worse than silence."""
    if not view.unreported:
        return
    owed, count = view.summary.unreported, len(view.unreported[0].tasks)
    others = owed - sum(leaf.light.meaning is Meaning.UNREPORTED for leaf in leaves(view.roots))
    most = [entry for entry in view.unreported if len(entry.tasks) == count]
    yield message(
        "Reports are owed on {n} tasks{others}, most by {units} ({each}).",
        n=owed, each=message("{n} each", n=count) if len(most) > 1 else count,
        units=_first([UnitsCell((entry.unit,)) if entry.unit else NO_LEAD for entry in most]),
        others=message(" ({n} of them under another light)", n=others) if others > 0 else "",
    )  # fmt: skip


def _due_next(view: PeriodicReport) -> Iterator[Message]:
    if view.due_next:
        first = [entry for entry in view.due_next if entry.day == view.due_next[0].day]
        yield message(
            "Due in {period}: {what}, first {told} on {day}.",
            period=view.period.next(), what=_counts(view.due_next), told=_titles(first), day=SpelledDay(first[0].day),
        )  # fmt: skip
