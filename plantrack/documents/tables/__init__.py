"""Tables of tasks, from their sheets to a tree of tasks with owners, dates and first reports.

`read_table` does it all: `task_sheets` finds the heads, `outline` which row belongs below which, `table_tasks` what
each row says. Heads and values are understood by `plantrack.tables`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plantrack.budget import Budget, Work
from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.documents.owners.roles import says_first_leads
from plantrack.documents.tables.numbering import with_refs
from plantrack.documents.tables.outline import alone, outline
from plantrack.documents.tables.row_dates import day_in
from plantrack.documents.tables.table_plan import YEAR, YEARS_ASKED, LeftOut, ReadColumn, Spelling, TablePlan, TableTask
from plantrack.documents.tables.table_tasks import tasks_of
from plantrack.documents.tables.task_sheets import TaskSheet, task_sheets
from plantrack.errors import Message, UsageError, message
from plantrack.tables.heads import Column
from plantrack.tables.numeric_days import order_of
from plantrack.tables.sheet import Cell, CellPlace, Sheet
from plantrack.tables.values import are_shares, text_of

_ISSUER = re.compile(r"(?:填报|填表|制表|编制|报送|发布|制定)(?:单位|部门)\s*[:：]\s*([^\s:：]{2,40})")
_AS_OF = re.compile(r"(?:截至|截止|as (?:of|at))(?:日期|时间)?[:\s]*(.{4,40})", re.IGNORECASE)
_TWO_YEARS = re.compile(
    rf"(?<![0-9])20(?:{'|'.join(f'{n:02}[/–-]{n + 1:02}' for n in range(12, 99))})(?![0-9]|[/–-][0-9])"
)
_ABOUT = re.compile(
    r"^附件|(?:单位|部门|日期|时间|人|电话|页|号) *[:：]|\b(?:updated|prepared|owner|as (?:of|at)|date|status)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![0-9.])20[0-9]{2}|[表单案划账]$|\b(?:plan|tracker|okrs?|roadmap|programme|program)\b", re.IGNORECASE
)
_HAN = re.compile("[一-龥]")
_DATED = (Column.DUE, Column.DUE_NOW, Column.START, Column.MILESTONE)


def read_table(sheets: Sequence[Sheet], sha256: str, name: str, year: int | None = None) -> TablePlan:
    """Return what a table says. Raises PlanError where it has no tasks, UsageError if nothing tells its year.

    `name` is that of the file; `year` what a person says.
    """
    found, left = task_sheets(sheets)
    period, doubt = _period(found, name, year)
    within = Period(*period)
    spelling = spelling_of(found, within)
    trees = [sheet_tasks(sheet, spelling) for sheet in found]
    tasks = with_refs(_joined([(sheet.name, tasks) for sheet, (tasks, _) in zip(found, trees, strict=True)]))
    Budget().spend(Work.ENTRIES, sum(1 for task in tasks for _ in task.walk()))
    title = _title(found[0])
    return TablePlan(
        sha256=sha256, title=title, issuer=_issuer(found), period=period, doubt=doubt, tasks=tasks,
        day=_day(found, within),
        language="zh" if _HAN.search((title or "") + "".join(task.title for task in tasks)) else "en",
        columns=tuple(_columns(found)), left_out=(*left, *(one for _, rows in trees for one in rows)),
    )  # fmt: skip


def spelling_of(sheets: Sequence[TaskSheet], within: Period) -> Spelling:
    """Return how the days and shares of some sheets are written; they are written alike in all of them."""
    shares = frozenset(column for column in (Column.PERCENT, Column.PROGRESS) if are_shares(_cells(sheets, column)))
    order = order_of((cell for column in _DATED for cell in _cells(sheets, column)), within)
    said = (line for one in sheets for line in (*one.above, *one.heads.names, *map(alone, one.rows)))
    return Spelling(within, order, shares, first_leads=any(says_first_leads(folded(line)) for line in said))


def sheet_tasks(sheet: TaskSheet, spelling: Spelling) -> tuple[tuple[TableTask, ...], tuple[LeftOut, ...]]:
    """Return the tasks of a sheet, and the rows that became none."""
    nodes, left = outline(sheet)
    return tasks_of(nodes, spelling.below(sheet.name)), left


def _joined(trees: Sequence[tuple[str, tuple[TableTask, ...]]]) -> tuple[TableTask, ...]:
    """Return the tasks of the only sheet, or each sheet as an item."""
    if len(trees) == 1:
        return trees[0][1]
    return tuple(TableTask(title=name, place=CellPlace(name), tasks=tasks) for name, tasks in trees)


def _cells(sheets: Iterable[TaskSheet], column: Column) -> list[Cell]:
    return [row.cell(column) for sheet in sheets for row in sheet.rows]


def _period(sheets: Sequence[TaskSheet], name: str, year: int | None) -> tuple[tuple[date, date], Message | None]:
    """Return the first and the last day of the plan, and a question where no heading names its years."""
    if year:
        return _whole([year]), None
    groups = [text for sheet in sheets for row in sheet.rows if (text := alone(row))]
    headings = [line for sheet in sheets for line in (*sheet.above, sheet.name)]
    if span := next((found[0] for line in headings if (found := _TWO_YEARS.search(folded(line)))), None):
        return _whole([int(span[:4]), int(span[:4]) + 1]), message(
            "the plan is for “{years}”: on which days does it begin and end?", years=span
        )
    if stated := _years([*headings, *groups]) or _years([name]):
        return _whole(stated), None
    heads = (name for sheet in sheets for name in sheet.heads.names)
    cells = (row.cell(column) for sheet in sheets for row in sheet.rows for column in _DATED)
    if dated := _years([*heads, *map(text_of, cells)]):
        return _whole(dated), YEARS_ASKED

    raise UsageError("{file} does not say which year the plan is for; say it with --year", file=name)


def _years(texts: Iterable[str]) -> list[int]:
    return [int(year) for text in texts for year in YEAR.findall(folded(text))]


def _whole(years: Iterable[int]) -> tuple[date, date]:
    known = [*years]
    return date(min(known), 1, 1), date(max(known), 12, 31)


def _title(sheet: TaskSheet) -> str | None:
    """Return the line above the heads that names a plan or a year, or the longest that says nothing of who made it."""
    lines = [line for line in sheet.above if not _ABOUT.search(line)]
    named = [line for line in lines if _NAMED.search(line)]
    return next(iter(named), max(lines, key=len, default=None))


def _issuer(sheets: Iterable[TaskSheet]) -> str | None:
    lines = (found for sheet in sheets for line in sheet.above if (found := _ISSUER.search(line)))
    return next((found[1] for found in lines), None)


def _day(sheets: Iterable[TaskSheet], within: Period) -> date | None:
    """Return the day in a line such as 截至2025年3月31日 above the heads."""
    lines = (found for sheet in sheets for line in sheet.above if (found := _AS_OF.search(folded(line))))
    return next((day for line in lines if (day := day_in(line[1], within))), None)


def _columns(sheets: Iterable[TaskSheet]) -> Iterator[ReadColumn]:
    for sheet in sheets:
        places = {place: column for column, place in sheet.heads.columns.items()}
        for place, head in enumerate(sheet.heads.names):
            column = places.get(place)
            if head or column:
                period = Column.MILESTONE if place in sheet.heads.periods else None
                yield ReadColumn(sheet.name, head, column or period)
