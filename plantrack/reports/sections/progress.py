"""What was reached and reported in the period: a paragraph for each item, a sentence for each task, in the words typed.

Problems and next steps have sections of their own, and so have requests and amendments.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.evaluation.owing import days_late
from plantrack.model.percentages import Exact, exact
from plantrack.model.plan import Task, Text
from plantrack.model.short_titles import short_title
from plantrack.model.state import Status
from plantrack.model.text import stated_text
from plantrack.model.updates import AnyDated, Measurement, MilestoneUpdate, Report
from plantrack.model.updates.base import precedence
from plantrack.reports.cells import (
    LinkCell,
    ListCell,
    ReferencesCell,
    ReportCell,
    ReportParagraph,
    ReportSection,
    SpelledDay,
    TextCell,
    percent_cell,
)
from plantrack.reports.indicators import measured_cell
from plantrack.reports.links import is_web, short_address
from plantrack.reports.periodic import DueItem, PeriodicReport
from plantrack.reports.sections.columns import lead_cell, named

MANY, TOLD = 6, 3
"""The most tasks of an item that are all told of, and how many of more; what was reached is told of always."""
Phrase = ReportCell | Message | Text | str
Days = dict[date, list[Phrase]]
"""What is told of a task, by the day on which it happened."""


def progress(view: PeriodicReport) -> ReportSection:
    """Return a paragraph for each item with anything reached or reported; where nobody said anything there is none.

    Of an item with much reported, it tells what was reached and where there was the most progress.
    """
    told = _told(view)
    return ReportSection("progress", message("Progress made"), paragraphs=tuple(_paragraphs(view, told)))


def _paragraphs(view: PeriodicReport, told: dict[str, Days]) -> Iterator[ReportParagraph]:
    gains = _gains(view)
    for top in view.roots:
        spoken = {found.ref: found.facts for found in walk((top,)) if found.ref in told}
        left = _left_out(spoken, gains)
        sentences = [
            _sentence(top.facts.task, facts, told[ref], view) for ref, facts in spoken.items() if ref not in left
        ]
        if left:
            refs = ReferencesCell(tuple(ref for ref in spoken if ref in left))
            sentences.append(ListCell((message("reported on as well: {refs}", refs=refs),), "sentence"))
        if sentences:
            yield ReportParagraph(named(top.ref, short_title(top.facts.task)), tuple(sentences))


def _gains(view: PeriodicReport) -> dict[str, Exact]:
    """Return the progress since the period before of each task of which nothing was reached."""
    before = {found.ref: found.facts.percent or 0 for found in walk(view.before)}
    reached = {entry.task.ref for entry in view.reached}
    found = (one.facts for one in walk(view.roots) if one.ref not in reached)
    return {facts.task.ref: (facts.percent or 0) - before.get(facts.task.ref, 0) for facts in found}


def _left_out(refs: Iterable[str], gains: Mapping[str, Exact]) -> set[str]:
    """Return what is only named: of many tasks of which nothing was reached, those with the least progress."""
    rest = sorted((ref for ref in refs if ref in gains), key=gains.__getitem__, reverse=True)
    return set(rest[TOLD:]) if len(rest) > MANY else set()


def _sentence(item: Task, facts: TaskFacts, days: Days, view: PeriodicReport) -> ListCell:
    """Return what is told of a task, day by day, with its lead; the item itself is named by its paragraph."""
    words = ListCell(tuple(_day(day, days[day], view) for day in sorted(days)), "clauses")
    what, lead = named(facts.task.ref, short_title(facts.task)), lead_cell(facts)
    if facts.task is item:
        said = message("{what}: {words}", what=lead, words=words) if facts.lead else words
    elif facts.lead:
        said = message("{what}, led by {lead}: {words}", what=what, lead=lead, words=words)
    else:
        said = message("{what}: {words}", what=what, words=words)
    return ListCell((said,), "sentence")


def _day(day: date, phrases: Collection[Phrase], view: PeriodicReport) -> Message:
    """Return what is told of a day, and after it the pages on which it rests."""
    spelled = SpelledDay(day, year=view.period.first.year != view.period.last.year)
    words = ListCell(tuple(phrase for phrase in phrases if not isinstance(phrase, LinkCell)), "phrases")
    pages = ListCell(tuple(phrase for phrase in phrases if isinstance(phrase, LinkCell)))
    told = message("{words} ({note})", words=words, note=pages) if pages.parts else words
    return message("{day}: {told}", day=spelled, told=told)


def _told(view: PeriodicReport) -> dict[str, Days]:
    """Return what is told of each task: what was reached, tasks first, and what was reported, the same words once."""
    told: dict[str, Days] = defaultdict(lambda: defaultdict(list))
    said = [u for u in view.reported if isinstance(u, Report) and u.percent is not None]
    latest = {u.ref: u for u in sorted(said, key=lambda u: precedence(u, u.period))}
    for entry in sorted(view.reached, key=lambda entry: entry.milestone is not None):
        told[entry.task.ref][entry.day].append(_reached(entry))
    for update in view.reported:
        if task := view.plan.task_of(update.ref or ""):
            last = latest.get(update.ref or "") is update
            _tell(update, told[task.ref], tuple(_phrases(update, view, last=last)))
    return {ref: days for ref, days in told.items() if days}


def _tell(update: AnyDated, days: Days, phrases: Collection[Phrase]) -> None:
    """Add what an update says to the days of its task, and the web pages that say so."""
    for phrase in phrases:
        if phrase not in (chain(*days.values()) if isinstance(phrase, TextCell) else days[update.on]):
            days[update.on].append(phrase)
    if update.on in days and (phrases or isinstance(update, MilestoneUpdate) or _done(update)):
        pages = [LinkCell(source, short_address(source)) for source in filter(is_web, update.sources)]
        days[update.on] += (page for page in pages if page not in days[update.on])


def _done(update: AnyDated) -> bool:
    return isinstance(update, Report) and update.status is Status.DONE


def _reached(entry: DueItem) -> Message:
    """Return that a task is done, or a milestone reached, and by how many days that was after the promise."""
    stone = entry.milestone
    done = message("milestone {what} reached", what=named(stone.ref, stone.title)) if stone else message("status done")
    late = message("{n} days after the promise", n=entry.days)
    return message("{words} ({note})", words=done, note=late) if entry.days > 0 else done


def _phrases(update: AnyDated, view: PeriodicReport, *, last: bool) -> Iterator[Phrase]:
    """Yield what an update says of progress; a percentage only where it is the `last` of the task in the period."""
    if isinstance(update, Measurement):
        indicator = view.plan.indicator_by_id[update.ref]
        figure = next((line.figure for line in view.indicators if line.indicator is indicator), None)
        yield message("{what} at {words}", what=indicator.label, words=measured_cell(update, figure))
    elif isinstance(update, MilestoneUpdate):
        if update.state == "reopened":
            yield message("milestone {what} reopened", what=update.ref)
        yield from _typed(update.note)
    elif isinstance(update, Report):
        words = tuple(_reported(update, last=last))
        yield from (_answer(update, words, view),) if words and update.period else words


def _answer(update: Report, words: tuple[Phrase, ...], view: PeriodicReport) -> Message:
    """Return what a report on an earlier period says, with that period and by how many days it was late."""
    days = days_late(view.whole, update, view.calendar)
    remarks = (*update.remarks(), *([message("{days} days late", days=days)] if days else ()))
    return message("{words} ({note})", words=ListCell(words, "phrases"), note=ListCell(remarks, "phrases"))


def _reported(update: Report, *, last: bool) -> Iterator[Phrase]:
    done, words = _done(update), tuple(_typed(update.progress))
    if update.status and not done and (update.status is not Status.IN_PROGRESS or not (words or update.percent)):
        yield message(f"status {update.status}")
    if last and not done and update.percent is not None:
        yield message("progress {percent}", percent=percent_cell(exact(update.percent)))
    yield from words
    if update.solved:
        yield message("problem solved")


def _typed(text: str | None) -> Iterator[TextCell]:
    if text and (said := stated_text(text)):
        yield TextCell(said)
