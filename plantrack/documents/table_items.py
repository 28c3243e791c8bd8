"""The items that tables of tasks in a document give: `tables` reads the rows, here their words get their places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR, Period
from plantrack.documents.annotations import Span
from plantrack.documents.cell_clauses import CellReader
from plantrack.documents.english.dates import calendar_of
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.owners.roles import says_first_leads
from plantrack.documents.parsed_document import (
    Clause,
    ClauseKind,
    DatedStep,
    Deadline,
    DocumentFigure,
    Duty,
    Item,
    Rhythm,
    Skipped,
)
from plantrack.documents.scan import ScannedText
from plantrack.documents.tables import sheet_tasks, spelling_of
from plantrack.documents.tables.cell_lists import listed
from plantrack.documents.tables.outline import alone
from plantrack.documents.tables.row_dates import deadline_of, due_column
from plantrack.documents.tables.row_owners import duty_of
from plantrack.documents.tables.row_targets import target_of
from plantrack.documents.tables.table_plan import TableTask
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.documents.tables.text_sheets import TaskTable
from plantrack.model.state import Status
from plantrack.tables.heads import Column
from plantrack.tables.values import is_blank

Said = TypeVar("Said")
_SAID = (Column.MEASURES, Column.TARGET)
"""The columns that say what is to be done for a task."""
_DESCRIBED = re.compile("(?:建设|项目|主要)(?:内容|规模)|规模及内容")
_COUNT = re.compile(r"[^\w]?[0-9][0-9.]*[^\W0-9]{0,4}%?")
_DIGITS = 6
_FIRST_SENTENCE = re.compile(r"[^。；;\n]{2,60}[。：:](?=.)")


def table_items(
    doc: ScannedText, tables: Iterable[TaskTable], span: tuple[int, int], years: Span, within: Period | None = None
) -> tuple[tuple[Item, ...], tuple[Skipped, ...]]:
    """Return the items of the rows in a span, and the rows that became none; `within` are the days of the plan."""
    cells = CellReader(
        doc, years, calendar_of(doc.folded, within, doc.metadata.published), says_first_leads(doc.folded)
    )
    items: list[Item] = []
    skipped: list[Skipped] = []
    for table in tables:
        rows = _rows_in(table, span)
        if rows and table.tasks:
            reader = _RowReader(cells, replace(table, sheet=replace(table.sheet, rows=tuple(rows))), within)
            items += reader.items(reader.tasks, len(items))
            skipped += reader.skipped
    return tuple(items), tuple(skipped)


def _rows_in(table: TaskTable, span: tuple[int, int]) -> list[TableRow]:
    return [row for row in table.sheet.rows if span[0] <= table.lines[row.row].first < span[1]]


def with_row_targets(
    doc: ScannedText, figures: Iterable[DocumentFigure], span: tuple[int, int], year: int | None
) -> tuple[tuple[DocumentFigure, ...], tuple[DocumentFigure, ...]]:
    """Return the targets of a span, those of indicators in rows as these say them, and their figures of last year."""
    if year is None:
        return tuple(figures), ()
    cells: list[tuple[int, int, bool]] = []
    goals: list[DocumentFigure] = []
    before: list[DocumentFigure] = []
    for table in doc.tables:
        for row in _rows_in(table, span):
            if target := target_of(row):
                goal, base = (table.span(row.place(column)) for column in (Column.TARGET, Column.BASELINE))
                cells += [(*goal, True), (*base, True)]
                own, *last_year = target.figures(year, *((doc.text[a:b], a) for a, b in (goal, base)))
                goals.append(own)
                before += last_year
    within = SpanIndex(cells)
    left = [one for one in figures if within.at(one.offset) is None]
    return tuple(sorted([*left, *goals], key=lambda one: one.offset)), tuple(before)


def owned_rows(tables: Iterable[TaskTable]) -> int:
    """Return the number of rows that name owners."""
    return sum(duty_of(row, first_leads=False) != Duty() for table in tables for row in table.sheet.rows)


def _within(years: Span) -> Period:
    """Return the days in which those without a year lie; all days where the year is not known."""
    last, first = years
    if last is None:
        return Period(date(max(first, FIRST_YEAR), 1, 1), date(LAST_YEAR, 12, 31))
    return Period(date(min(first, last), 1, 1), date(last, 12, 31))


class _RowReader:
    def __init__(self, cells: CellReader, table: TaskTable, within: Period | None) -> None:
        self._cells, self._doc, self._table = cells, cells.doc, table
        spelling = spelling_of([table.sheet], within or _within(cells.years))
        self._spelling = replace(spelling, first_leads=spelling.first_leads or cells.first_leads)
        self.tasks, left = sheet_tasks(table.sheet, self._spelling)
        self._rows = {row.row: row for row in table.sheet.rows}
        self._begun = {task.place.row for top in self.tasks for task in top.walk()}
        self.skipped = [Skipped(one.what, one.why, table.span(one.place)[0]) for one in left]

    def items(self, tasks: Sequence[TableTask], before: int) -> Iterator[Item]:
        """Yield tasks as items; those without a number of their own are counted on from others."""
        for place, task in enumerate(tasks, before + 1):
            own = int(task.number) if task.number.isdecimal() and len(task.number) <= _DIGITS else 0
            yield self._item(task, own or place)

    def _item(self, task: TableTask, number: int) -> Item:
        row = self._row(task)
        title, offset, rest = self._title(task, split=row is not None)
        label = task.label or (task.number if "." in task.number else "")
        due = self._deadline(row) or self._last_step(row, task)
        item = Item(number, title, offset, *self._extent(task), task.duty, due, label=label)
        parts = tuple(self.items([below for below in task.tasks if not below.of_row], 0))
        item, clauses = self._clauses(item, task, row, rest)
        stones = [self._stone(stone, item) for stone in task.milestones]
        if row and not clauses and not parts:
            clauses = [self._sole(item, task)]
        elif row:
            clauses = _with_stones(clauses, stones, task.milestones)
        recurs = self._rhythm(row)
        if recurs and clauses:
            item = replace(item, deadline=None)
            clauses = [_recurring(clause, recurs) for clause in clauses]
        if _is_done(task):
            clauses = [replace(clause, done=True) for clause in clauses]
        return replace(item, clauses=tuple(clauses), parts=parts)

    def _row(self, task: TableTask) -> TableRow | None:
        """Return the row of a task; None for a category, or a line that groups others."""
        row = self._rows[task.place.row]
        category = task.place.column == row.heads.columns.get(Column.CATEGORY)
        return None if category or (task.tasks and alone(row)) else row

    def _extent(self, task: TableTask) -> tuple[int, int]:
        """Return where the rows of a task, and of all below it, begin and end."""
        rows = [one.place.row for one in task.walk()]
        last = max(rows)
        while last + 1 in self._rows and last + 1 not in self._begun:
            last += 1
        return self._table.lines[min(rows)].first, self._table.lines[last].last

    def _title(self, task: TableTask, *, split: bool) -> tuple[str, int, tuple[int, int] | None]:
        """Return a title with its offset, and the span of the sentences behind it in its cell."""
        first, last = self._table.span(task.place)
        offset = self._doc.text.find(task.title, first, last)
        if offset < 0:
            return task.title, first, None
        if not split:
            return task.title, offset, None
        head = _FIRST_SENTENCE.match(self._doc.text, offset, offset + len(task.title))
        if head is None:
            return task.title, offset, None
        return head[0].rstrip("。；;：:"), offset, (head.end(), offset + len(task.title))

    def _clauses(
        self, item: Item, task: TableTask, row: TableRow | None, rest: tuple[int, int] | None
    ) -> tuple[Item, list[Clause]]:
        """Return the clauses of a row, and its item: what is said of several rows alike is said of the item."""
        below = [one for one in task.tasks if one.of_row]
        if any(one.place.row != below[0].place.row for one in below):
            rows = [self._rows[one.place.row] for one in below]
            whole = replace(item, duty=_shared([one.duty for one in below], Duty()))
            whole = replace(whole, deadline=_shared([self._deadline(one) for one in rows], None))
            found = [
                replace(clause, duty=one.duty if whole.duty == Duty() else Duty())
                for one, row in zip(below, rows, strict=True)
                for clause in self._of_cell(
                    self._table.span(one.place), None if whole.deadline else self._deadline(row)
                )
            ]
            return whole, found
        if row is None:
            return item, []
        spans = [self._span(row, column) for column in _SAID if self._says(row, column)]
        spans = spans[-1:] if _describes(row) else spans
        if below and below[0].place == task.place:  # a list in the cell of the title
            spans = [self._table.span(task.place), *spans]
        elif rest:
            spans = [rest, *spans]
        return item, [clause for span in spans for clause in self._of_cell(span, None)]

    def _says(self, row: TableRow, column: Column) -> bool:
        """Tell whether a row says in words what is to be done. An English target says what it is measured by."""
        if column is Column.TARGET and self._cells.english:
            return False
        cell = row.heads.cell(row.own, column)
        return not is_blank(cell) and (column is not Column.TARGET or target_of(row) is None)

    def _span(self, row: TableRow, column: Column) -> tuple[int, int]:
        return self._table.span(row.place(column))

    def _deadline(self, row: TableRow | None) -> Deadline | None:
        span = self._due_span(row)
        if row is None or span is None:
            return None
        first, last = span
        read, _ = deadline_of(row, self._spelling)
        if read and read.due and not self._cells.english:
            return Deadline(read.due, self._doc.text[first:last], first)
        said = self._cells.deadline(first, last)
        if read and read.due and not (said and said.due):
            return Deadline(read.due, self._doc.text[first:last], first)
        return said

    def _last_step(self, row: TableRow | None, task: TableTask) -> Deadline | None:
        """Return the deadline of a row that only says what is reached when: 6月底完成修缮,9月底开街."""
        if row is None or not task.inferred or is_blank(row.heads.cell(row.own, Column.MILESTONE)):
            return None
        first, last = self._span(row, Column.MILESTONE)
        return Deadline(task.deadline.due, self._doc.text[first:last], first) if task.deadline else None

    def _rhythm(self, row: TableRow | None) -> Rhythm | None:
        span = self._due_span(row)
        return self._cells.rhythm(*span) if span else None

    def _due_span(self, row: TableRow | None) -> tuple[int, int] | None:
        column = due_column(row, self._spelling) if row else None
        if row is None or column is None or is_blank(row.heads.cell(row.own, column)):
            return None
        return self._span(row, column)

    def _of_cell(self, span: tuple[int, int], deadline: Deadline | None) -> Iterator[Clause]:
        """Yield the clauses of a cell, or the entries of the list in it; a direction in a cell is work, too."""
        first, last = span
        _, entries = listed(self._doc.text[first:last])
        for entry in entries:
            found = self._doc.text.find(entry, first, last)
            if found >= 0:
                first = found + len(entry)
                one = self._cells.whole(found, first)
                yield replace(one, deadline=one.deadline or deadline)
        if not entries:
            clauses, skipped = self._cells.clauses(first, last, deadline)
            self.skipped += skipped
            for one in clauses:
                yield replace(one, kind=ClauseKind.ONGOING) if one.kind is ClauseKind.DIRECTION else one

    def _sole(self, item: Item, task: TableTask) -> Clause:
        """Return the clause of a row that is itself the task."""
        last = item.offset + len(item.title)
        read = self._cells.whole(item.offset, last)
        if self._doc.text[item.offset : last] != item.title:
            read = replace(read, title=item.title)
        due, row = item.deadline or read.deadline, self._rows[task.place.row]
        counted = (due and due.due) or row.cell(Column.TARGET) is not None or task.milestones
        kind = ClauseKind.DELIVERABLE if counted else read.kind
        return replace(
            read, kind=task.kind if task.kind is ClauseKind.ONGOING else kind, deadline=None if item.deadline else due,
            milestones=task.milestones or self._shares(task) or read.milestones,
        )  # fmt: skip

    def _shares(self, task: TableTask) -> tuple[DatedStep, ...]:
        """Return what is to be done by the ends of periods, in percent, as steps."""
        words = "{}% complete" if self._cells.english else "完成{}%"
        return tuple(DatedStep(words.format(f"{share:g}"), day) for day, share in sorted(task.curve.items()))

    def _stone(self, stone: DatedStep, item: Item) -> Clause:
        """Return a milestone of a row that has tasks as one of them."""
        found = max(self._doc.text.find(stone.title, item.first, item.last), item.first)
        quote = self._doc.text[found : found + len(stone.title)]
        deadline = Deadline(stone.due, str(stone.due), found) if stone.due else None
        return Clause(stone.title, ClauseKind.DELIVERABLE, quote, found, 1, deadline=deadline)


def _with_stones(clauses: Sequence[Clause], stones: Sequence[Clause], steps: tuple[DatedStep, ...]) -> list[Clause]:
    """Return the clauses of a row with its milestones; those that only count (上半年2家) are steps of its only one."""
    if len(clauses) == 1 and steps and all(_COUNT.fullmatch(step.title) for step in steps):
        return [replace(clauses[0], milestones=steps)]
    return [*clauses, *stones]


def _is_done(task: TableTask) -> bool:
    return task.report is not None and task.report.status is Status.DONE


def _describes(row: TableRow) -> bool:
    """Tell whether the measures of a row describe the whole (建设内容) of which its target says what is done."""
    place = row.heads.columns.get(Column.MEASURES)
    return place is not None and bool(_DESCRIBED.search(folded(row.heads.names[place])))


def _shared(said: Sequence[Said], nothing: Said) -> Said:
    """Return what several rows say alike, or the first alone; nothing where they differ."""
    return said[0] if all(one in (said[0], nothing) for one in said[1:]) else nothing


def _recurring(clause: Clause, recurs: Rhythm) -> Clause:
    """Return a clause as work that comes back, unless it has a day of its own."""
    return clause if clause.deadline else replace(clause, kind=ClauseKind.ONGOING, recurs=clause.recurs or recurs)
