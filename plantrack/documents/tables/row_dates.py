"""Dates in the cells of a row: the deadline, milestones in words, what is to be reached by the ends of periods."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from plantrack.characters.folding import folded
from plantrack.dates.mentions import DateForm, find_dates
from plantrack.dates.periods import Period
from plantrack.documents.parsed_document import ClauseKind, DatedStep, Deadline, Rhythm
from plantrack.documents.rhythms import rhythm_of_cell
from plantrack.documents.tables.cell_lists import listed
from plantrack.documents.tables.table_plan import Spelling
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.errors import Message
from plantrack.model.state import Status
from plantrack.tables.heads import Column
from plantrack.tables.sheet import Cell
from plantrack.tables.values import day_of, is_blank, percent_of, runs_on, status_of, text_of

_PIECES = re.compile(r"[；;\n。]")
_HAN = re.compile("[一-龥]")
_EDGES = " ，,：:、；;。-—"
_MARK = re.compile("[xXvVyY√✓✔●○■◆▲★☆*+–—-]+|是")
"""What a cell of a period has where something is done in it, and no words for it."""
_EN_DAY = re.compile(
    r"\b(?:by |until |before )?(?:end of )?(?:(?:[0-9]{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?: [0-9]{1,2}(?![0-9]))?|q[1-4])(?:,? [0-9]{4})?\b",
    re.IGNORECASE,
)


def deadline_of(row: TableRow, spelling: Spelling) -> tuple[Deadline | None, ClauseKind]:
    """Return the deadline of a row, without a day where a person must decide it, and the kind of work that it says."""
    column = due_column(row, spelling)
    cell = row.cell(column) if column else None
    if column is None or cell is None:
        return None, ClauseKind.DELIVERABLE
    text = " ".join(text_of(cell).split())
    if runs_on(cell) or recurrence_of(row, spelling):
        return None, ClauseKind.ONGOING
    day = day_of(cell, spelling.within, order=spelling.order)
    due = day if isinstance(day, date) else day_in(text, spelling.within)
    return Deadline(due, str(due) if due and due in spelling.within else text, 0), ClauseKind.DELIVERABLE


def due_column(row: TableRow, spelling: Spelling) -> Column | None:
    """Return the column that says by when a row is done: a day alone in a note or a milestone may say it, too.

    What says that the task is done (已完成) is none. A note says the day within the month, the quarter or the half-year
    of the column of days.
    """
    column = next((one for one in (Column.DUE_NOW, Column.DUE) if row.cell(one) is not None), None)
    if column and status_of(row.cell(column)) is Status.DONE:
        return None
    if column is None:
        return Column.MILESTONE if _is_time(row.cell(Column.MILESTONE), spelling) else None
    noted = day_of(row.cell(Column.NOTE), spelling.within, order=spelling.order)
    if isinstance(noted, date):
        first, last = (day_of(row.cell(column), spelling.within, begins=begins) for begins in (True, False))
        if isinstance(first, date) and isinstance(last, date) and first < last and first <= noted <= last:
            return Column.NOTE
    return column


def _is_time(cell: Cell, spelling: Spelling) -> bool:
    """Tell whether a cell says nothing but a day, or how often."""
    return runs_on(cell) or isinstance(day_of(cell, spelling.within, order=spelling.order), date)


def recurrence_of(row: TableRow, spelling: Spelling) -> Rhythm | None:
    """Return how often the work of a row comes back, by its column of days."""
    column = due_column(row, spelling)
    return rhythm_of_cell(row.text(column)) if column else None


def start_of(row: TableRow, spelling: Spelling) -> date | None | Message:
    """Return the day on which a task starts; the first one of a month or quarter."""
    return day_of(row.cell(Column.START), spelling.within, order=spelling.order, begins=True)


def day_in(text: str, within: Period) -> date | None:
    """Return the day that a text names among other words, if only in one place; in English no digits may be left."""
    found = [*days_in(text, within)]
    apart = {text[one[1] : other[0]] for one, other in pairwise(found)}
    if not found or not apart <= {"、", "和", "及", "与"}:  # of 5月、10月 the last one
        return None
    first, (_, last, day) = found[0][0], found[-1]
    left = text[:first] + text[last:]
    return None if re.search("[0-9]", left) and not _HAN.search(text) else day


def days_in(text: str, within: Period) -> Iterator[tuple[int, int, date]]:
    """Yield the days that a text names, with their places."""
    plain = folded(text)
    mentions = [(one.first, one.last) for one in find_dates(plain) if one.form is not DateForm.COUNTED]
    for first, last in mentions or [found.span() for found in _EN_DAY.finditer(plain)]:
        if isinstance(day := day_of(plain[first:last], within), date):
            yield first, last, day


def milestones_of(row: TableRow, spelling: Spelling) -> Iterator[DatedStep]:
    """Yield the milestones of a row: those in words, and what its columns of periods say."""
    within = spelling.within
    text = "" if due_column(row, spelling) is Column.MILESTONE else row.text(Column.MILESTONE)
    before, entries = listed(text)
    pieces = (*_PIECES.split(before), *entries)
    for piece in (part for whole in pieces for part in _dated(whole, within)):
        if piece.strip(_EDGES):
            yield _milestone(piece, within)
    for place, words in row.heads.periods.items():
        cell = row.cells[place] if place < len(row.cells) else None
        if not is_blank(cell) and not isinstance(percent_of(cell), float):
            day = day_of(words, within)
            yield (
                DatedStep("", day if isinstance(day, date) else None)
                if _MARK.fullmatch(text_of(cell).strip())
                else _by(text_of(cell), day if isinstance(day, date) else None, within)
            )


def _dated(piece: str, within: Period) -> list[str]:
    """Split words at commas where each part names a day: 6月底完成修缮,9月底开街."""
    parts = re.split("[,，]", piece)
    return parts if all(len([*days_in(part, within)]) == 1 for part in parts) else [piece]


def _by(cell: str, end: date | None, within: Period) -> DatedStep:
    """Return what is to be reached by the end of a period, or on a day in it that the cell names itself."""
    own = _milestone(cell, within)
    return own if own.due and end and own.due <= end else DatedStep(" ".join(cell.split()), end)


def _milestone(piece: str, within: Period) -> DatedStep:
    words = " ".join(piece.split())
    found = [*days_in(words, within)]
    if len(found) != 1:
        return DatedStep(words.strip(_EDGES), None)
    first, last, day = found[0]
    rest = f"{words[:first].strip(_EDGES)} {words[last:].strip(_EDGES)}".strip()
    return DatedStep(rest or words.strip(_EDGES), day)


def curve_of(row: TableRow, within: Period) -> dict[date, float]:
    """Return what is to be done by the ends of periods, where all of their cells are percentages that never fall."""
    cells = [(words, row.cells[n]) for n, words in row.heads.periods.items() if n < len(row.cells)]
    filled = [(day_of(words, within), percent_of(cell)) for words, cell in cells if not is_blank(cell)]
    points = {day: share for day, share in filled if isinstance(day, date) and isinstance(share, float)}
    shares = [points[day] for day in sorted(points)]
    return points if len(points) == len(filled) > 1 and shares == sorted(shares) else {}
