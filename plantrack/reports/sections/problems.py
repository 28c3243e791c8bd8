"""What needs attention, the worst first: each task once, with its light, days late, and its problem as it was typed.

Tasks whose only fault is a report that is owed are drawn together by their leads.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, leaves, walk
from plantrack.evaluation.facts import Meaning, ReasonCode, TaskFacts
from plantrack.model.percentages import Number
from plantrack.model.short_titles import short_title
from plantrack.model.state import Status
from plantrack.reports.cells import LightCell, ListCell, ReferencesCell, ReportSection, UnitsCell
from plantrack.reports.changes import RANKS
from plantrack.reports.periodic import RISKS, PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import Values, column, lead_cell, reference, said_cell, table

TROUBLES = RISKS - {ReasonCode.DUE_SOON} | {ReasonCode.OVERDUE, ReasonCode.REVISED_MISSED}
"""The reasons of a light for which a task is listed by itself."""
COLUMNS = (
    cols.REF, cols.TASK, cols.LEAD, cols.LIGHT, column("days_late", "Days late (longest)", number=True),
    column("problem", "Problem"),
)  # fmt: skip
Rank = tuple[int, int, int, bool, float, Number]
"""What rows are sorted by, the greatest first: light, days late, reports missed, if it is blocked, points behind.

Of the points the nearest float comes first: it is compared faster, and only where two are alike the exact ones are.
"""
Ranked = tuple[Rank, Values]


def problems(view: PeriodicReport) -> ReportSection:
    """Return a row for each task with a problem, or late, blocked or behind, and one for each lead owing reports.

    What nobody ever reported on in a plan that is over is told in a paragraph instead.
    """
    left = {leaf.ref for leaf in view.silent}
    rows = sorted((*_tasks(view, left), *_owing(view, left)), key=lambda ranked: ranked[0], reverse=True)
    section = table("problems", message("Problems"), COLUMNS, (row for _, row in rows))
    return replace(section, sentences=(_never_reported(view.silent, view),)) if left else section


def _never_reported(silent: Sequence[TaskEvaluation], view: PeriodicReport) -> Message:
    """Return how many tasks nothing was ever reported on, by their lights; nothing follows from silence."""
    found: dict[Meaning, list[str]] = {}
    for leaf in silent:
        found.setdefault(leaf.light.meaning, []).append(leaf.ref)
    told = (
        message("{light} {n} ({refs})", light=message(f"light {meaning}"), n=len(found[meaning]),
                refs=ReferencesCell(tuple(found[meaning])))
        for meaning in sorted(found, key=lambda meaning: RANKS.get(meaning, 0), reverse=True)
    )  # fmt: skip
    return message(
        "Nothing was ever reported on {n} of {of} tasks, and what became of them is not known: {told}.",
        n=len(silent), of=view.summary.tasks, told=ListCell(tuple(told)),
    )  # fmt: skip


def _tasks(view: PeriodicReport, left: Collection[str]) -> Iterator[Ranked]:
    for found in (found for found in walk(view.roots) if found.ref not in left):
        words = view.last_words.get(found.ref)
        problem = words.problem if words else None
        if problem or troubled(found):
            facts, days = found.facts, days_late(found.facts)
            rank, blocked = RANKS.get(found.light.meaning, 0), facts.status is Status.BLOCKED
            behind = facts.points_behind
            behind = (facts.expected or 0) - (facts.percent or 0) if behind is None else behind
            what = (reference(found.ref), short_title(facts.task), lead_cell(facts))
            row = (*what, found.light, days or None, said_cell(problem))
            yield (rank, days, facts.missed, blocked, float(behind), behind), row


def troubled(found: TaskEvaluation) -> bool:
    """Tell whether a leaf has a fault other than a report that is owed: then it has a row of its own."""
    return not found.children and any(reason.code in TROUBLES for reason in found.light.reasons)


def days_late(facts: TaskFacts) -> int:
    """Return by how many days the task, or the latest of its milestones, is past its date; 0 where none is."""
    own = -(facts.days_left or 0) if facts.overdue else 0
    return max(own, *(point.days_late for point in facts.checkpoints if point.overdue), 0)


def _owing(view: PeriodicReport, left: Collection[str]) -> Iterator[Ranked]:
    """Yield a row for each lead, or joint leads, with the tasks on which nothing but a report is missing."""
    owing: dict[UnitsCell, list[TaskEvaluation]] = defaultdict(list)
    for leaf in (leaf for leaf in leaves(view.roots) if leaf.ref not in left):
        words = view.last_words.get(leaf.ref)
        if leaf.facts.owes and not troubled(leaf) and not (words and words.problem):
            owing[lead_cell(leaf.facts)].append(leaf)
    for lead, tasks in owing.items():
        refs, missed = tuple(leaf.ref for leaf in tasks), [leaf.facts.missed for leaf in tasks]
        told = message("{what}: {words}", what=_owed(missed), words=ReferencesCell(refs))
        worst = max(tasks, key=lambda leaf: RANKS.get(leaf.light.meaning, 0)).light
        yield (
            (RANKS.get(worst.meaning, 0), 0, max(missed), False, 0, 0),
            (None, told, lead, LightCell(worst, "name"), None, None),
        )


def _owed(missed: Sequence[int]) -> Message:
    """Return on how many tasks reports are owed, and for how many periods in a row: of each, or of the worst."""
    n, most = len(missed), max(missed)
    if most == 1:
        return message("reports owed on {n} tasks", n=n)
    if most == min(missed):
        return message("reports owed on {n} tasks, {k} periods in a row", n=n, k=most)
    return message("reports owed on {n} tasks, up to {k} periods in a row", n=n, k=most)
