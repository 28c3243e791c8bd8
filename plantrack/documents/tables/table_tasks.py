"""From the outline of a sheet to its tasks: title, owners, dates, milestones and reports of each, and questions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import ClauseKind, DatedStep, Deadline, Duty
from plantrack.documents.rhythms import rhythm_at_start
from plantrack.documents.tables.cell_lists import listed
from plantrack.documents.tables.outline import Node, labelled
from plantrack.documents.tables.row_dates import curve_of, day_in, deadline_of, milestones_of, recurrence_of, start_of
from plantrack.documents.tables.row_owners import duty_of
from plantrack.documents.tables.row_reports import report_of
from plantrack.documents.tables.row_targets import target_of
from plantrack.documents.tables.table_plan import Spelling, TableReport, TableTask
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.documents.vocabulary import any_of, table
from plantrack.documents.vocabulary import listed as listed_words
from plantrack.errors import Message, message
from plantrack.model.state import Status
from plantrack.tables.heads import Column
from plantrack.tables.values import is_blank, text_of

NOTED = frozenset({
    Column.TARGET, Column.NOTE, Column.SOURCE, Column.LEADER, Column.INSPECTOR, Column.PRIORITY, Column.QUANTITY,
    Column.EXPECTED, Column.LIGHT, Column.EXTENSION, Column.INDICATOR, Column.UNIT, Column.BASELINE,
})  # fmt: skip
"""The columns that are kept as comments, because a plan has no key for them; a telephone number is not kept."""
_COUNTED = frozenset({Column.TARGET, Column.INDICATOR, Column.UNIT, Column.BASELINE})
"""Those of a target in numbers, which becomes an indicator."""
_verb = cache(
    lambda: re.compile(f"{listed_words('verbs', 'manner', 'words')}*{any_of(chain(*table('verbs')['verbs'].values()))}")
)
"""An action at the start of words."""
_HALVES = re.compile(r"[；;\n]")


def tasks_of(nodes: Sequence[Node], spelling: Spelling) -> tuple[TableTask, ...]:
    """Return the tasks of an outline."""
    return tuple(task for node in nodes for task in _TaskReader(spelling).tasks(node))


class _TaskReader:
    def __init__(self, spelling: Spelling) -> None:
        self._spelling, self._within = spelling, spelling.within

    def tasks(self, node: Node) -> Iterator[TableTask]:
        """Yield the task of a node; several where its title is nothing but a list."""
        before, entries = listed(node.title)
        if not node.rows:
            reader = _TaskReader(self._spelling.below(node.title))
            label, title = labelled(node.title)
            yield TableTask(title=title, place=node.place, label=label, tasks=reader.below(node))
        elif entries and not before:
            whole = self._whole(node)
            yield from (replace(whole, title=entry, number="") for entry in entries)
        else:
            yield self._task(node, before, entries)

    def below(self, node: Node) -> tuple[TableTask, ...]:
        return tuple(task for child in node.below for task in self.tasks(child))

    def _task(self, node: Node, title: str, entries: tuple[str, ...]) -> TableTask:
        label, title = labelled(" ".join(title.split()))
        task, below = replace(self._whole(node), title=title, label=label), self.below(node)
        before, measures = _measures(node.rows[0].text(Column.MEASURES))
        if len(node.rows) > 1 and any(row.text(Column.MEASURES) for row in node.rows):
            below = (*(self._of_row(row) for row in node.rows), *below)
            duties = {one.duty for one in below}
            return _parent(replace(task, duty=duties.pop() if len(duties) == 1 else Duty()), below)
        if entries or measures:
            place = task.place if entries else node.rows[0].place(Column.MEASURES)
            listed_below = (self._entry(replace(task, place=place), entry) for entry in entries or measures)
            return _parent(task, (*listed_below, *below))
        if before:
            head = node.rows[0].heads.names[node.rows[0].heads.columns[Column.MEASURES]]
            task = replace(task, notes=((head, " ".join(before.split())), *task.notes))
        return _parent(task, below) if below else task

    def _of_row(self, row: TableRow) -> TableTask:
        """Return the task of one row of several that share theirs: its measure."""
        title = row.text(Column.MEASURES) or row.text(Column.MILESTONE) or row.text(Column.TITLE)
        return replace(
            self._read(row, (row,)), title=" ".join(title.split()), place=row.place(Column.MEASURES), of_row=True
        )

    def _entry(self, task: TableTask, entry: str) -> TableTask:
        """Return an entry of a list as a task that has the dates of the whole, or the day that it names itself."""
        own = day_in(entry, self._within)
        recurs = None if own else rhythm_at_start(entry)
        if recurs:
            return TableTask(title=entry, place=task.place, kind=ClauseKind.ONGOING, recurs=recurs, of_row=True)
        deadline = Deadline(own, str(own), 0) if own else task.deadline
        done = TableReport(str(task.place), Status.DONE) if task.report and task.report.status is Status.DONE else None
        return TableTask(
            title=entry, place=task.place, kind=task.kind, deadline=deadline, start=task.start, report=done, of_row=True
        )

    def _whole(self, node: Node) -> TableTask:
        return replace(self._read(node.rows[0], node.rows), place=node.place, number=node.number)

    def _read(self, row: TableRow, rows: Sequence[TableRow]) -> TableTask:
        """Return what the first of some rows says of a task; the others add milestones."""
        deadline, kind = deadline_of(row, self._spelling)
        curve = curve_of(row, self._within)
        stones = tuple(dict.fromkeys(stone for one in rows for stone in milestones_of(one, self._spelling)))
        report, asked = report_of(row, self._spelling)
        start = start_of(row, self._spelling)
        task = TableTask(
            title=row.text(Column.TITLE), place=row.place(),
            duty=merged([duty_of(one, first_leads=self._spelling.first_leads) for one in rows]),
            kind=kind, deadline=deadline, curve=curve, milestones=stones, report=report,
            notes=tuple(_notes(row)), weight=_weight(row), target=target_of(row),
            recurs=recurrence_of(row, self._spelling),
        )  # fmt: skip
        return _dated(task, start, self._within, asked)


def _measures(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the words before a list of measures and its entries; actions with ; between them are one, too."""
    before, entries = listed(text)
    parts = [] if entries else [" ".join(part.split()) for part in _HALVES.split(text.rstrip("；;。\n"))]
    if len(parts) > 1 and 2 * sum(_verb().match(folded(part)) is not None for part in parts) >= len(parts):
        return "", tuple(parts)
    return before, entries


def _dated(task: TableTask, start: date | None | Message, within: Period, asked: Iterable[Message]) -> TableTask:
    """Return a task with a start, a deadline and milestones that fit into each other; what does not is asked."""
    questions = list(asked)
    days = [stone.due for stone in task.milestones if stone.due]
    if task.deadline is None and task.kind is ClauseKind.DELIVERABLE and (days or task.curve):
        last = max([*days, *task.curve])
        task = replace(task, deadline=Deadline(last, str(last), 0), inferred=True)
    due = task.deadline.due if task.deadline and task.deadline.due and task.deadline.due in within else within.last
    if isinstance(start, Message):
        questions.append(message("when does it start? {said}", said=start))
    elif start and (start not in within or start > due):
        questions.append(message("it starts on {start}, outside of its dates: is that right?", start=start))
        start = None
    begin = start if isinstance(start, date) else within.first
    kept: list[DatedStep] = []
    undated: list[DatedStep] = []
    for stone in filter(lambda stone: stone.title, task.milestones):
        (kept if stone.due and begin <= stone.due <= due else undated).append(stone)
    questions += [stone.lost for stone in undated]
    curve = {day: share for day, share in task.curve.items() if begin <= day <= due}
    return replace(
        task, start=start if isinstance(start, date) else None, milestones=tuple(kept), curve=curve,
        questions=tuple(questions),
    )  # fmt: skip


def _parent(task: TableTask, below: tuple[TableTask, ...]) -> TableTask:
    """Return a task that others are below: they have its dates, and it says nothing of its own but words."""
    questions, report = task.questions, task.report
    if report and (report.percent is not None or report.status not in (None, Status.DONE)):
        said = tuple(
            filter(None, (report.status and report.status.value, report.percent is not None and f"{report.percent:g}%"))
        )
        questions += (message("it has sub-tasks; report on each of them: {said}", said=said),)
    if report:
        report = replace(report, status=None, percent=None)
        report = report if report.says_something else None
    inherits = replace(task, deadline=None, kind=ClauseKind.DELIVERABLE, inferred=False, start=None, curve={})
    return replace(inherits, questions=questions, report=report, tasks=below)


def _notes(row: TableRow) -> Iterator[tuple[str, str]]:
    """Yield what a plan has no place for: columns that are not known, and those known that it has no key for."""
    target = target_of(row)
    told = _COUNTED if target and target.goal.unit else frozenset()
    kept = [place for column, place in row.heads.columns.items() if column in NOTED - told]
    if row.cell(Column.DUE_NOW) is not None and (place := row.heads.columns.get(Column.DUE)) is not None:
        kept.append(place)
    if re.search(r"[^0-9.]", row.text(Column.REFERENCE)):
        kept.append(row.heads.columns[Column.REFERENCE])
    for place in sorted({*kept, *row.heads.unknown}):
        head, cell = row.heads.names[place], row.cells[place] if place < len(row.cells) else None
        if head and not is_blank(cell):
            yield head, " ".join(text_of(cell).split())


def _weight(row: TableRow) -> float | None:
    cell = row.cell(Column.WEIGHT)
    try:
        number = float(text_of(cell).rstrip("%％分")) if cell is not None else 0
    except ValueError:
        return None
    return round(number, 3) if 0.001 <= number <= 10**6 else None  # noqa: PLR2004 - the smallest that is kept
