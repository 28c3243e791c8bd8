"""The portfolio as sections of typed cells: overall, plans, what is late, what is off track, units, lights."""

from collections import Counter
from collections.abc import Iterator
from itertools import compress
from typing import Any

from msgspec.structs import replace

from plantrack.errors import Message, Problem, message
from plantrack.evaluation.facts import USUAL_COLOURS, Light
from plantrack.model.percentages import Exact, share
from plantrack.model.plan import Text
from plantrack.model.unit_directory import Doubt, MatchedUnit
from plantrack.reports.cells import (
    ChangeCell,
    CountCell,
    DayCell,
    LightCell,
    LightShare,
    ListCell,
    PercentCell,
    ReportCell,
    ReportParagraph,
    ReportSection,
    SpelledDay,
    TextCell,
    UnitsCell,
    percent_cell,
    points_cell,
)
from plantrack.reports.portfolio.numbers import PortfolioNumbers
from plantrack.reports.portfolio.portfolio import NOBODY, PlanPlace, Portfolio, UnitAcross, UnreadPlan
from plantrack.reports.portfolio.rows import LateEntry, TaskRow
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.columns import Values, column, reference, table
from plantrack.reports.summary import counts_told, overlays_told

MOST = 20
"""Rows of a list of tasks in a text, which a reader can take in."""
TASKS, REPORTING, OVERDUE = (
    column("tasks", "Tasks", number=True), column("reporting", "Reports given", number=True),
    column("overdue", "Overdue", number=True),
)  # fmt: skip
PLAN, PLANS, NOTE = column("plan", "Plan"), column("plans", "Plans", number=True), column("note", "Note")
SINCE = (
    column("percent_change", "Progress: change", number=True), column("overdue_change", "Overdue: change", number=True)
)  # fmt: skip
PROGRESS = (column("reached", "Reached", number=True), column("reported", "Reported on", number=True))
OF_PLANS = (PLAN, cols.LIGHT, TASKS, REPORTING, cols.PERCENT, cols.EXPECTED, OVERDUE, *SINCE, *PROGRESS, NOTE)
LATE = cols.REF, cols.WHAT, cols.DUE, column("days_late", "Days late", number=True), cols.LEAD
OF_UNITS = (cols.UNIT, cols.LIGHT, PLANS, TASKS, REPORTING, cols.PERCENT, cols.EXPECTED, OVERDUE, *SINCE)


def title(view: Portfolio) -> Message:
    """Return the title of the bulletin."""
    return message("Report on all plans ({place})" if view.period else "All plans ({place})", place=view.place)


def days(view: Portfolio) -> Message:
    """Return the days that it covers, and the day as of which it is."""
    if view.period is None:
        return message("as of {day}", day=SpelledDay(view.as_of))
    first, last, day = map(SpelledDay, (view.period.first, view.period.last, view.as_of))
    return message("{first} to {last}, as of {day}", first=first, last=last, day=day)


def glance(view: Portfolio) -> tuple[ReportSection, ...]:
    """Return the sections of a status."""
    return _filled(overall(view), plans(view), units(view), lights(view), doubts(view))


def bulletin(view: Portfolio, most: int | None = None) -> tuple[ReportSection, ...]:
    """Return the sections of a report; of its lists of tasks at most so many rows, and how many more there are."""
    lists = (_first(found, most) for found in (late(view), off_track(view)))
    return _filled(overall(view), plans(view), *lists, units(view), lights(view), doubts(view))


def _first(found: ReportSection, most: int | None) -> ReportSection:
    more = len(found.rows) - most if most is not None else 0
    if more <= 0:
        return found
    told = message("The first {n} are listed; {more} more are in the workbook (`-o all.xlsx`).", n=most, more=more)
    return replace(found, sentences=(*found.sentences, told), rows=found.rows[:most])


def _filled(first: ReportSection, *others: ReportSection) -> tuple[ReportSection, ...]:
    return (first, *(found for found in others if found.rows or found.sentences or found.paragraphs))


def overall(view: Portfolio) -> ReportSection:
    """Return where all plans stand, in sentences and as a bar."""
    return ReportSection("overall", message("Overall"), tuple(_overall(view)), shares=_shares(view.numbers))


def _overall(view: Portfolio) -> Iterator[Message | ListCell]:
    if not (view.plans or view.unread):
        yield message("There is no plan here.")
    if view.plans:
        yield from _together(view)
    if view.unread:
        yield message("Plans that cannot be read, and count in no number: {n}.", n=len(view.unread))
    yield from _apart(view)


def _together(view: Portfolio) -> Iterator[Message | ListCell]:
    """Yield where the plans that can be read stand together."""
    found, summary = view.numbers, view.numbers.summary
    counted = message("{n} plans", n=len(view.plans))
    clauses = [message("{plans} with {tasks}", plans=counted, tasks=counts_told(summary))]
    if found.due:
        reporting = percent_cell(found.reporting)
        clauses.append(message("reports given on {given} of {due} tasks that owe one ({share})",
                               given=found.given, due=found.due, share=reporting))  # fmt: skip
    yield ListCell(tuple(clauses), "sentence")
    if summary.percent is not None:
        yield ListCell(tuple(_moved(view)), "sentence")
    if told := overlays_told(summary, owed=False):
        yield replace(told, of="sentence")


def _moved(view: Portfolio) -> Iterator[Message]:
    found, before = view.numbers.summary, view.previous.summary if view.previous else None
    yield message("progress {percent}, expected {expected}",
                  percent=percent_cell(found.percent), expected=percent_cell(found.expected))  # fmt: skip
    if before and (change := points_cell(found.percent, before.percent)):
        changed = message("{change} since the period before", change=change)
        yield changed if change.amount else message("unchanged since the period before")


def _apart(view: Portfolio) -> Iterator[Message]:
    """Yield how many plans are none that run."""
    rows = [plan.row for plan in view.plans]
    if n := sum(not row.adopted for row in rows):
        yield message("Plans of which nothing was adopted by then, so that no report is owed: {n}.", n=n)
    if n := sum(row.ended is not None for row in rows):
        yield message("Plans that have ended: {n}.", n=n)
    if n := sum(row.begins is not None for row in rows):
        yield message("Plans that have not begun: {n}.", n=n)


def _shares(found: PortfolioNumbers) -> tuple[LightShare, ...]:
    tasks = found.counts["tasks"]
    return tuple(
        LightShare(meaning, USUAL_COLOURS[meaning], n, PercentCell(percent.percent))
        for meaning, n in found.summary.lights.items()
        if n and (percent := percent_cell(share(n, tasks)))
    )


def plans(view: Portfolio) -> ReportSection:
    """Return a row for each plan: those that cannot be read, then the worst first."""
    names = plan_names(view)
    rows = [*map(_unread, view.unread), *(_plan(one, names[one.folder], view) for one in view.plans)]
    return _telling(table("plans", message("Plans, the worst first"), OF_PLANS, rows), {"plan", "light", "tasks"})


def _unread(found: UnreadPlan) -> Values:
    told = tuple(map(_placed, found.problems))
    note = ListCell(told, "lines") if len(told) > 1 else told[0]
    return found.name, message("cannot be read"), *([None] * (len(OF_PLANS) - 3)), note


def _plan(one: PlanPlace, name: Text | Message, view: Portfolio) -> Values:
    row = one.row
    told = tuple(_notes(one, view))
    note = ListCell(told, "clauses") if told else None
    progress = (row.reached, row.reported) if view.period else (None, None)
    return name, light(row.numbers), *_numbers(row.numbers, row.previous), *progress, note


def _numbers(now: PortfolioNumbers, before: PortfolioNumbers | None) -> Values:
    """Return tasks, reports given, progress, expected and overdue, and how the last and progress changed."""
    summary, was = now.summary, before.summary if before else None
    percents = percent_cell(summary.percent, summary.expected), percent_cell(summary.expected)
    changes: Values = (None, None)
    if was:
        changes = _points(summary.percent, was.percent), ChangeCell(summary.overdue_tasks - was.overdue_tasks)
    return summary.tasks, percent_cell(now.reporting), *percents, summary.overdue_tasks, *changes


def _points(now: Exact | None, before: Exact | None) -> ChangeCell | None:
    found = points_cell(now, before)
    return found and ChangeCell(found.amount)


def light(found: PortfolioNumbers) -> LightCell | None:
    """Return the worst light of some tasks, with the number of each."""
    if found.worst is None:
        return None
    counts = tuple((meaning, found.lights[meaning]) for meaning in type(found.worst) if found.lights.get(meaning))
    return LightCell(Light(found.worst, counts=counts))


def _notes(one: PlanPlace, view: Portfolio) -> Iterator[Message]:
    row = one.row
    if not row.numbers.counts["tasks"]:
        yield message("no tasks")
    if not row.adopted:
        yield message("nothing was adopted by then")
    if row.ended:
        yield message("ended {n} days ago, on {day}", n=row.ended, day=row.last)
    if row.begins:
        yield message("begins in {n} days, on {day}", n=row.begins, day=row.first)
    if row.problems:
        yield message("{n} problems; validate {plan}", n=row.problems, plan=one.folder)
    if row.broken:
        yield message("{n} lines of the journal cannot be read; validate {plan}", n=row.broken, plan=one.folder)
    if row.unanswered:
        yield message("no answer from the server; as it was known here")
    if row.example:
        yield message("a made-up example")
    if row.as_of != view.as_of:
        yield message("as of {day}", day=row.as_of)


def plan_names(view: Portfolio) -> dict[str, Text | Message]:
    """Return the name of the plan in each folder: its short title, and the folder where another has the same one."""
    titles = {one.folder: one.row.short for one in view.plans}
    same = Counter(name for title in titles.values() for name in {title.zh, title.en})
    return {
        folder: message("{title} ({note})", title=title, note=folder)
        if max(same[title.zh], same[title.en]) > 1
        else title
        for folder, title in titles.items()
    }


def units(view: Portfolio) -> ReportSection:
    """Return a row for each unit, over all plans, the worst first; nobody last."""
    found = sorted(view.units, key=lambda one: one.key == NOBODY)
    rows = (_unit(one) for one in found)
    made = table("units", message("Units over all plans"), OF_UNITS, rows)
    several = sum(one.numbers.counts["tasks"] for one in found) > view.numbers.counts["tasks"]
    note = (message("A task that several units lead counts for each of them."),) if several else ()
    return replace(_telling(made, {"unit", "light", "plans", "tasks"}), sentences=note)


def _unit(one: UnitAcross) -> Values:
    return (UnitsCell((one.key,) if one.key else ()), light(one.numbers), len(one.plans),
            *_numbers(one.numbers, one.previous))  # fmt: skip


def lights(view: Portfolio) -> ReportSection:
    """Return a row for each light, the worst first: tasks, their share, and the plans that have any."""
    tasks = view.numbers.counts["tasks"]
    rows = (
        (LightCell(Light(one.meaning), "name"), one.tasks, percent_cell(share(one.tasks, tasks)), one.plans)
        for one in view.lights
    )
    columns = cols.LIGHT, TASKS, column("share", "Share", number=True), PLANS
    return table("lights", message("Lights, the worst first"), columns, rows)


def late(view: Portfolio) -> ReportSection:
    """Return what is past its date in any plan, the latest first."""
    names = plan_names(view)
    rows = ((names[plan.folder], *_late(plan, entry)) for plan, entry in view.late)
    return table("late", message("Late"), (PLAN, *LATE), rows)


def _late(plan: PlanPlace, entry: LateEntry) -> Values:
    due = DayCell(entry.due, _basis(entry.basis))
    return reference(entry.ref), _what(entry.milestone, entry.task), due, entry.days, UnitsCell(plan.lead(entry.lead))


def _what(stone: Text | None, task: Text) -> Text | Message:
    return message("{stone} ({task})", stone=stone, task=task) if stone else task


def _basis(word: str | None) -> Any:
    """Return the basis that a word stands for; only the word is shown."""
    return word


def off_track(view: Portfolio) -> ReportSection:
    """Return what is off track in any plan for another reason than its date."""
    names = plan_names(view)
    rows = (_task(names[plan.folder], plan, task) for plan, task in view.off_track)
    columns = PLAN, cols.REF, cols.TASK, cols.LIGHT, cols.LEAD
    return table("off_track", message("Off track for another reason than the date"), columns, rows)


def _task(name: Text | Message, plan: PlanPlace, task: TaskRow) -> Values:
    return name, reference(task.ref), task.title, LightCell(task.light), UnitsCell(plan.lead(task.lead))


def doubts(view: Portfolio) -> ReportSection:
    """Return what is wrong in the directory of units, and which units stand apart because they are in doubt."""
    sentences = (*map(_placed, view.problems), *(_doubt(one, view) for one in view.apart))
    lead = message("Shown apart, as nothing says that they are one")
    paragraphs = (ReportParagraph(lead, sentences),) if sentences else ()
    return ReportSection("doubts", message("Units in doubt"), paragraphs=paragraphs)


DOUBTS = {
    Doubt.OTHER_NAME: message(
        "{unit} of {plans} has the id {id}, which is another unit elsewhere; write its names into units.yaml"
    ),
    Doubt.OTHER_ID: message(
        "{unit} of {plans} has the id {id} and the name of another unit of units.yaml; correct one of them"
    ),
    Doubt.SEVERAL: message("{unit} of {plans} is the name of several units of units.yaml; give it one of their ids"),
}


def _doubt(one: MatchedUnit, view: Portfolio) -> Message:
    plans = tuple(dict.fromkeys(view.plans[member.plan].row.id for member in one.members))
    words = DOUBTS[one.doubt or Doubt.OTHER_NAME]
    return Message(words.template, {"id": one.id, "unit": Text(one.unit.zh, one.unit.en), "plans": plans})


def _placed(problem: Problem) -> Message:
    """Return a problem with its place."""
    place = ":".join([problem.file, *(str(n) for n in (problem.line, problem.column) if n)])
    return message("{place}: {said}", place=place, said=problem.message)


def items(one: PlanPlace) -> ReportSection:
    """Return the tasks at the top of a plan."""
    reported = column("reported", "Ever reported", number=True)
    columns = cols.REF, cols.ITEM, cols.PERCENT, cols.EXPECTED, reported, OVERDUE, cols.LIGHT, cols.LEAD
    return table("items", message("Item by item"), columns, (_item(one, task) for task in one.row.items))


def _item(plan: PlanPlace, task: TaskRow) -> Values:
    found = task.numbers.summary
    percents = percent_cell(found.percent, found.expected), percent_cell(found.expected)
    reported, lead = CountCell(found.reported, found.counted), UnitsCell(plan.lead(task.lead))
    return reference(task.ref), task.title, *percents, reported, found.overdue_tasks, LightCell(task.light), lead


def _telling(found: ReportSection, kept: set[str]) -> ReportSection:
    """Return a section without the columns that say nothing in any row, but those to keep."""
    told = [
        column.key in kept or any(_says(row[number]) for row in found.rows)
        for number, column in enumerate(found.columns)
    ]
    rows = tuple(tuple(compress(row, told)) for row in found.rows)
    return replace(found, columns=tuple(compress(found.columns, told)), rows=rows)


def _says(cell: ReportCell | None) -> bool:
    return cell not in (None, CountCell(0), ChangeCell(0), TextCell(""))
