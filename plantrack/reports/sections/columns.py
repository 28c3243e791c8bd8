"""Building blocks of the sections: shared columns under their keys, cells made from plain values, and tables."""

from collections.abc import Iterable
from datetime import date

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light, OpenDate, TaskFacts
from plantrack.model.plan import Milestone, Plan, Task, Text
from plantrack.model.updates import AnyUpdate
from plantrack.reports import cells
from plantrack.reports.cells import (
    DayCell,
    ListCell,
    ReferencesCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    StatementCell,
    UnitsCell,
)
from plantrack.reports.overview import Statement
from plantrack.reports.periodic import DueItem
from plantrack.reports.requests import AnsweredRequest

Value = ReportCell | Message | Text | str | date | float | int | Light | AnyUpdate | None
"""What a cell is made from."""
Values = tuple[Value, ...]


def column(key: str, title: str, *, number: bool = False) -> ReportColumn:
    """Return a column whose title is a message of the catalogue."""
    return ReportColumn(key, message(title), number)


ON, REF, WHAT, TASK, DUE, ITEM = (
    column("on", "On"), column("ref", "No."), column("what", "What"), column("task", "Task"), column("due", "Due"),
    column("item", "Item"),
)  # fmt: skip
NEXT_DUE, PAST_DUE, PROMISED, LEAD, LIGHT, UNIT, BY = (
    column("next_due", "Next due"), column("past_due", "Past due"), column("promised", "Promised"),
    column("lead", "Lead"), column("light", "Light"), column("unit", "Unit"), column("by", "By"),
)  # fmt: skip
PERCENT, EXPECTED, COUNT, REFERENCES = (
    column("percent", "Progress", number=True), column("expected", "Expected", number=True),
    column("count", "Count", number=True), column("references", "References"),
)  # fmt: skip


def as_cell(value: Value) -> ReportCell | None:
    """Return the cell of a plain value: words, a day, a number, a light or an update; a cell stays what it is."""
    if value is None or isinstance(value, ReportCell):
        return value
    if isinstance(value, Message | Text | str):
        return cells.TextCell(value)
    if isinstance(value, date):
        return DayCell(value)
    if isinstance(value, int | float):
        return cells.CountCell(value)
    return cells.LightCell(value) if isinstance(value, Light) else cells.UpdateCell(value)


def table(
    key: str, title: Message, columns: tuple[ReportColumn, ...], rows: Iterable[Values], *sentences: Message
) -> ReportSection:
    """Return a section with its rows and, where there are any, its sentences."""
    made = tuple(tuple(map(as_cell, row)) for row in rows)
    return ReportSection(key, title, sentences if made else (), columns, made)


def reference(ref: str) -> ReferencesCell:
    """Return the cell of one reference."""
    return ReferencesCell((ref,))


def unit_cell(unit: str | None) -> UnitsCell:
    """Return the cell of one unit; None is nobody."""
    return UnitsCell((unit,) if unit else ())


def lead_cell(entry: DueItem | TaskFacts) -> UnitsCell:
    """Return the cell of the units that lead a task."""
    return UnitsCell(entry.lead, entry.lead_basis)


def named(ref: str, title: Text | Message) -> ListCell:
    """Return a reference and its title."""
    return ListCell((ref, title), "name")


def counted_title(task: Task, whole: Plan) -> Text | Message:
    """Return a task's title; where a view was narrowed, with how many of the tasks below it in the whole plan count."""
    alike = whole.by_ref.get(task.ref, task)
    if alike is task:
        return task.title
    counted, every = (sum(not one.tasks for one in top.walk()) for top in (task, alike))
    if counted == every:
        return task.title
    return message("{title} ({n} of its {of} tasks)", title=task.title, n=counted, of=every)


def identity(entry: DueItem | AnsweredRequest) -> Values:
    """Return reference and title of a task, or of a milestone with the title of its task."""
    stone, task = entry.milestone, entry.task
    if stone and task:
        return reference(entry.ref), message("{stone} ({task})", stone=stone.title, task=task.title)
    return reference(entry.ref), task.title if task else None


def said_cell(words: Statement | None) -> StatementCell | None:
    """Return the cell of what somebody said."""
    return StatementCell(words.text, words.on) if words else None


def due_cell(entry: DueItem) -> DayCell:
    """Return the cell of a due date, with the one promised where that is another."""
    return DayCell(entry.day, entry.basis, original_day(entry) if entry.promised != entry.day else None)


def open_day(found: OpenDate | None) -> DayCell | None:
    """Return the cell of a date that is still open."""
    return DayCell(found.day, found.basis) if found else None


def promised_day(day: date | None, entry: Task | Milestone | None) -> DayCell | None:
    """Return the promised date with its basis, which is known where the plan still says that date."""
    if day is None or entry is None:
        return DayCell(day, None) if day else None
    basis = entry.basis if isinstance(entry, Milestone) else entry.basis.due
    return DayCell(day, basis if day == entry.due else None)


def light_change(now: TaskEvaluation, was: TaskEvaluation | None) -> ReportCell:
    """Return the names of a light then and now."""
    light = cells.LightCell(now.light, "name")
    if was is None or was.light.meaning is now.light.meaning:
        return light
    return cells.TransitionCell(cells.LightCell(was.light, "name"), light)


def percent_change(now: TaskEvaluation, was: TaskEvaluation | None) -> ReportCell | None:
    """Return the percentage then and now with the change in points."""
    percent, before = now.facts.percent, was.facts.percent if was else None
    if was is None or percent == before:
        return cells.percent_cell(percent)
    change = cells.points_cell(percent, before)
    return cells.became(cells.percent_cell(before), cells.percent_cell(percent), change)


def original_day(entry: DueItem | AnsweredRequest) -> DayCell | None:
    """Return the date promised for a task or milestone."""
    return promised_day(entry.promised, entry.milestone or entry.task)
