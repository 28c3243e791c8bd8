"""The report in sentences, the way a bulletin sums up: counts with their shares, what is late, what comes next.

Only what the numbers say; a sentence for which there is nothing to say is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.errors import Message, message
from plantrack.model.percentages import share
from plantrack.reports.cells import ListCell, ReportCell, SpelledDay, UnitsCell, percent_cell
from plantrack.reports.changes import Trend
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections.columns import named
from plantrack.reports.summary import overlays_told

NAMED = 3
"""Titles in one sentence at most."""
NO_LEAD = message("without a lead")


def bulletin(view: PeriodicReport) -> Iterator[Message]:
    """Yield the sentences of the report's first paragraph."""
    if not view.summary.tasks:
        yield message("There is no task in this report.")
        return
    for sentences in (_lights, _progress, _reached, _late, _moved, _unreported, _due_next):
        yield from sentences(view)


def _lights(view: PeriodicReport) -> Iterator[Message]:
    tasks, counts = view.summary.tasks, ((meaning, n) for meaning, n in view.summary.lights.items() if n)
    told = tuple(
        message("{light} {n} ({share})", light=message(f"light {meaning}"), n=n, share=percent_cell(share(n, tasks)))
        for meaning, n in counts
    )
    yield message("Of {tasks} tasks: {told}.", tasks=tasks, told=ListCell(told))
    if besides := overlays_told(view.summary):
        yield message("Besides: {told}.", told=besides)


def _progress(view: PeriodicReport) -> Iterator[Message]:
    found = view.summary
    mean, expected = percent_cell(found.percent), percent_cell(found.expected)
    if mean:
        yield message("Progress averages {percent}, against {expected} expected.", percent=mean, expected=expected)
    elif expected:
        yield message("Nobody has reported a percentage where {expected} is expected.", expected=expected)
    yield message("Ever reported on: {n} of {of}.", n=found.reported, of=found.counted)


def _reached(view: PeriodicReport) -> Iterator[Message]:
    if view.reached:
        yield message(
            "Reached in this period: {what}, namely {told}.", what=_counts(view.reached), told=_titles(view.reached)
        )
    late = [
        message("{what} {n} days after the promise", what=named(entry.ref, entry.item.title), n=entry.days)
        for entry in view.reached
        if entry.days
    ]
    if late:
        yield message("Reached late: {told}.", told=ListCell(tuple(late)))


def _counts(entries: Sequence[DueItem]) -> ListCell:
    """Return how many of them are tasks, and how many milestones."""
    stones = sum(entry.milestone is not None for entry in entries)
    tasks = len(entries) - stones
    told = [message("{n} tasks", n=tasks)] * bool(tasks) + [message("{n} milestones", n=stones)] * bool(stones)
    return ListCell(tuple(told))


def _titles(entries: Iterable[DueItem]) -> ReportCell | Message:
    names = (named(entry.ref, entry.item.title) for entry in entries)
    return _first(list(dict.fromkeys(names)))


def _first(parts: Sequence[ReportCell | Message]) -> ReportCell | Message:
    """Return the first of some names, and that there are others."""
    words = ListCell(tuple(parts[:NAMED]))
    return message("{words} and others", words=words) if len(parts) > NAMED else words


def _late(view: PeriodicReport) -> Iterator[Message]:
    if view.late:
        worst = [entry for entry in view.late if entry.days == view.late[0].days]
        yield message(
            "Longest past its date, by {days} days: {told}, led by {lead}.",
            days=worst[0].days, told=_titles(worst),
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
    if not view.unreported:
        return
    count = len(view.unreported[0].tasks)
    most = [entry for entry in view.unreported if len(entry.tasks) == count]
    units = _first([UnitsCell((entry.unit,)) if entry.unit else NO_LEAD for entry in most])
    if len(view.unreported) == 1:
        yield message("Reports owed: {n} ({units}).", n=count, units=units)
        return
    each = message("{n} each", n=count) if len(most) > 1 else count
    yield message("Most reports owed: {units} ({each}).", units=units, each=each)


def _due_next(view: PeriodicReport) -> Iterator[Message]:
    if view.due_next:
        first = [entry for entry in view.due_next if entry.day == view.due_next[0].day]
        yield message(
            "Due in {period}, on {day}: {what}, {told}."
            if len(first) == len(view.due_next)
            else "Due in {period}: {what}; the first, on {day}: {told}.",
            period=view.period.next(), what=_counts(view.due_next), told=_titles(first), day=SpelledDay(first[0].day),
        )  # fmt: skip
