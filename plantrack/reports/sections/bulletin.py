"""The report in three sentences: where the tasks stand; how far they are and what was reached; what is worst and owed.

Only what the numbers say; what there is nothing to say about is left out. A sentence names at most three titles.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import USUAL_COLOURS
from plantrack.model.amounts import plain_number
from plantrack.model.basis import Basis
from plantrack.model.percentages import share
from plantrack.model.plan import Text
from plantrack.model.short_titles import short_title
from plantrack.model.state import Status
from plantrack.reports.cells import (
    LightShare,
    ListCell,
    PercentCell,
    ReportCell,
    SpelledDay,
    UnitsCell,
    percent_cell,
    points_cell,
)
from plantrack.reports.changes import Trend
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections.columns import named
from plantrack.reports.summary import overlays_told

NAMED = 3
"""Titles in one sentence at most."""


def bulletin(view: PeriodicReport) -> Iterator[ListCell]:
    """Yield the sentences of the report's first paragraph; what was reached is first where little was told."""
    if not view.summary.tasks:
        yield ListCell((message("there is no task in this report"),), "sentence")
        return
    stand, gone = (_lights(view), *_moved(view)), (_progress(view), *_reached(view))
    order = ((*_reached(view), _progress(view)), stand) if view.silent else (stand, gone)
    for clauses in (*order, _outstanding(view)):
        if clauses:
            yield ListCell(clauses, "sentence")


def light_shares(view: PeriodicReport) -> tuple[LightShare, ...]:
    """Return the parts of the bar of lights: each that any task has, in the colour of the first of these."""
    tasks = view.summary.tasks
    shades = USUAL_COLOURS | {leaf.light.meaning: leaf.light.shade for leaf in reversed(list(leaves(view.roots)))}
    return tuple(
        LightShare(meaning, shades[meaning], n, PercentCell(found.percent))
        for meaning, n in view.summary.lights.items()
        if n and (found := percent_cell(share(n, tasks)))
    )


def _lights(view: PeriodicReport) -> Message:
    told = tuple(
        message("{light} {n} ({share})", light=message(f"light {part.meaning}"), n=part.count, share=part.share)
        for part in light_shares(view)
    )
    return message(
        "as of {day}, if nothing more were recorded, of {tasks} tasks: {told}"
        if view.projected
        else "as of {day}, of {tasks} tasks: {told}",
        day=SpelledDay(view.as_of), tasks=view.summary.tasks, told=ListCell(told),
    )  # fmt: skip


def _moved(view: PeriodicReport) -> Iterator[Message]:
    counts = Counter(() if view.is_first else (entry.direction for entry in view.changed))
    better, worse = counts[Trend.IMPROVED], counts[Trend.WORSE]
    told = [message("{n} better", n=better)] * bool(better) + [message("{n} worse", n=worse)] * bool(worse)
    if told:
        yield message("lights against the period before: {told}", told=ListCell(tuple(told)))


def _progress(view: PeriodicReport) -> Message:
    found = view.summary
    mean, expected = percent_cell(found.percent), percent_cell(found.expected)
    reported = message("{n} of {of} tasks ever reported on", n=found.reported, of=found.counted)
    if mean:
        return message("progress averages {percent}{gap} ({note})", percent=mean, gap=_gap(view) or "", note=reported)
    if expected:
        silent = message("nobody has reported a percentage where {expected} is expected", expected=expected)
        return message("{words} ({note})", words=silent, note=reported) if found.reported else silent
    return reported


def _gap(view: PeriodicReport) -> Message | None:
    """Return how many points the mean is behind or ahead of what is expected; None where nothing is."""
    expected, gap = percent_cell(view.summary.expected), points_cell(view.summary.percent, view.summary.expected)
    if gap is None or not gap.amount:
        return message(", as expected") if gap else None
    points = plain_number(abs(gap.amount))
    if gap.amount < 0:
        return message(", {points} points behind the {expected} expected", points=points, expected=expected)
    return message(", {points} points ahead of the {expected} expected", points=points, expected=expected)


def _reached(view: PeriodicReport) -> Iterator[Message]:
    """Yield what was reached: tasks first, and the milestones of those that are still open."""
    done = [entry for entry in view.reached if entry.milestone is None]
    tasks = {entry.task.ref for entry in done}
    entries = [*done, *(entry for entry in view.reached if entry.milestone and entry.task.ref not in tasks)]
    late = sum(entry.days > 0 for entry in view.reached)
    if entries:
        told, alone = _titles(entries), len(view.reached) == 1
        reached = message("reached in this period: {what}, namely {told}", what=counts_of(view.reached), told=told)
        yield message("{words}, after the promise", words=reached) if late and alone else reached
        if late and not alone:
            yield message("{n} of them after the promise", n=late)


def counts_of(entries: Sequence[DueItem]) -> ListCell:
    """Return how many of them are tasks, and how many milestones."""
    stones = sum(entry.milestone is not None for entry in entries)
    tasks = len(entries) - stones
    told = [message("{n} tasks", n=tasks)] * bool(tasks) + [message("{n} milestones", n=stones)] * bool(stones)
    return ListCell(tuple(told))


def _titles(entries: Iterable[DueItem]) -> ReportCell | Message:
    return first_few(list({entry.ref: _title(entry) for entry in entries}.values()))


def _title(entry: DueItem) -> ListCell:
    """Return the reference and the short title."""
    return named(entry.ref, title_of(entry))


def title_of(entry: DueItem) -> Text | Message:
    """Return the short title; a milestone stands with its task."""
    if entry.milestone is None:
        return short_title(entry.task)
    return message("{stone} ({task})", stone=short_title(entry.milestone), task=short_title(entry.task))


def first_few(parts: Sequence[ReportCell | Message]) -> ReportCell | Message:
    """Return the first of some names, and that there are others."""
    words = ListCell(tuple(parts[:NAMED]))
    return message("{words} and others", words=words) if len(parts) > NAMED else words


def _outstanding(view: PeriodicReport) -> tuple[ReportCell | Message | Text | str, ...]:
    """Return what is furthest past its date, else what is blocked; and the counts of what is blocked, owed or late.

    Of reports that are owed no count says again what the lights said.
    """
    blocked = [leaf for leaf in leaves(view.roots) if leaf.facts.status is Status.BLOCKED]
    worst = (_furthest(view),) if view.late else (_stuck(blocked),) if blocked else ()
    counts = [message("{n} tasks blocked", n=len(blocked))] if blocked else []
    overlays = overlays_told(view.summary, owed=not view.summary.owed_alone)
    told = (*counts, *(overlays.parts if overlays else ()))
    return (*worst, message("in addition: {told}", told=ListCell(told, "clauses"))) if worst and told else worst or told


def _furthest(view: PeriodicReport) -> Message:
    """Return what is furthest past its date; a date that was given goes before those that somebody here set."""
    given = [entry for entry in view.late if entry.basis != "assumed"]
    late = given or view.late
    worst = [entry for entry in late if entry.days == late[0].days]
    leads = _leads(worst)
    words = message(
        "longest overdue by a date that was given, by {days} days: {told}"
        if 0 < len(given) < len(view.late)
        else "longest overdue, by {days} days: {told}",
        days=worst[0].days, told=_titles(worst),
    )  # fmt: skip
    return message("{words}, led by {lead}", words=words, lead=first_few(leads)) if leads else words


def _leads(entries: Iterable[DueItem]) -> list[UnitsCell]:
    """Return the units that lead, each once, by the basis of the first entry that names it."""
    bases: dict[str, Basis | None] = {}
    for entry in entries:
        for unit in entry.lead:
            bases.setdefault(unit, entry.lead_basis)
    return [
        UnitsCell(tuple(unit for unit in bases if bases[unit] == basis), basis)
        for basis in dict.fromkeys(bases.values())
    ]


def _stuck(blocked: Iterable[TaskEvaluation]) -> Message:
    return message(
        "blocked: {told}", told=first_few([named(leaf.ref, short_title(leaf.facts.task)) for leaf in blocked])
    )
