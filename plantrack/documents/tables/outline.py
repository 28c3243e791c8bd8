"""The tree of a sheet: rows that group others, columns of categories, merged tasks, and numbers such as 1.2.

A row groups those below it if nothing else stands in it than one text: merged over the table, or beside or behind a
marker (一、, （一）, Part). Tasks of one category, and those whose number begins with that of another, stand below it.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.documents.tables.table_plan import LeftOut
from plantrack.documents.tables.task_sheets import TableRow, TaskSheet
from plantrack.errors import message
from plantrack.tables.heads import Column
from plantrack.tables.sheet import CellPlace
from plantrack.tables.values import is_blank, text_of

_STYLES = (
    re.compile(
        r"(?:第[一二三四五六七八九十百0-9]+[章节篇部条](?:分)?|part|phase|chapter|section)[ 、.:：-]*", re.IGNORECASE
    ),
    re.compile(r"[一二三四五六七八九十百]+(?:[、.．，,:：]|\s+|$)"),
    re.compile(r"[(（][一二三四五六七八九十百]+[)）]"),
    re.compile(r"[IVX]+[.、)）]"),
)
"""The markers of rows that group others."""
_LABEL = re.compile(
    r"(?P<label>(?:(?P<short>O|KR)|(?:(?P<word>objective|goal|priority|action|task|milestone|key result|theme|strand"
    r"|pillar|workstream|outcome|output|component)|目标|任务|关键结果) ?)"
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|(?(word)[a-z](?![a-z])|(?!))))"
    r"(?:[ \t\u3000]*[:：.、—–-]+[ \t\u3000]*|[ \t\u3000]+|(?(short)(?=[一-龥])|(?!)))(?=\S)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|total|sum|subtotal)[:：]?", re.IGNORECASE)
_TOTAL_LINE = re.compile(r"(?:合计|总计|小计|共计|total|sum|subtotal)(?: [^:：]{1,30})?[:：]", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:备?注|说明|填[表报]人?|制表人?|审核人?|签[字发]|联系人|note|notes|prepared by)(?:\s*[:：]|$)", re.IGNORECASE
)
_LONGEST = 80


class Node(Struct):
    """An item or a task: where it stands, its rows (several where it is merged over them), and what is below it."""

    title: str
    place: CellPlace
    number: str = ""
    rows: list[TableRow] = []
    below: list["Node"] = []


def outline(sheet: TaskSheet) -> tuple[list[Node], tuple[LeftOut, ...]]:
    """Return the items and tasks of a sheet, and the rows that became none."""
    builder = _Builder()
    for row in sheet.rows:
        builder.add(row)
    return builder.top, tuple(builder.left)


class _Builder:
    """Puts rows into a tree, one after the other."""

    def __init__(self) -> None:
        self.top: list[Node] = []
        self.left: list[LeftOut] = []
        self._groups: list[tuple[int, Node]] = []
        self._styles: list[int] = []
        self._category: Node | None = None
        self._categories: dict[str, Node] = {}
        self._task: Node | None = None
        self._numbered: dict[str, Node] = {}

    def add(self, row: TableRow) -> None:
        """Add a row: of a group, of a task, or one that continues the task above it."""
        texts = {text_of(cell).strip() for cell in row.cells if not is_blank(cell)}
        first = next(text_of(cell).strip() for cell in row.cells if not is_blank(cell))
        title = row.text(Column.TITLE)
        if _is_foot(first, title, alone=len(texts) <= 1):
            self.left.append(LeftOut(row.begin, first, message("a line of totals or notes")))
        elif (style := _group_style(row, texts)) is not None:
            self._group(row, style)
        elif not title and self._task is None:
            self.left.append(LeftOut(row.begin, first, message("the row has no task")))
        elif self._task and (not title or self._same(self._task, row)):
            self._task.rows.append(row)
        else:
            self._new(row, title)

    def _group(self, row: TableRow, style: int) -> None:
        text = next(text_of(cell).strip() for cell in reversed(row.cells) if not is_blank(cell))
        if style not in self._styles:
            self._styles.append(style)
        level = self._styles.index(style)
        while self._groups and self._groups[-1][0] >= level:
            self._groups.pop()
        node = Node(_unmarked(" ".join(text.split())), row.begin, below=[])
        self._siblings().append(node)
        self._groups.append((level, node))
        self._category = self._task = None
        self._categories = {}
        self._numbered = {}

    def _siblings(self) -> list[Node]:
        return self._groups[-1][1].below if self._groups else self.top

    @staticmethod
    def _same(task: Node, row: TableRow) -> bool:
        """Tell whether a row has the same task as the one above it, and says another measure."""
        above = task.rows[-1]
        same = all(above.text(one) == row.text(one) for one in (Column.TITLE, Column.NUMBER, Column.REFERENCE))
        return same and above.row + 1 == row.row and row.text(Column.MEASURES) != above.text(Column.MEASURES)

    def _new(self, row: TableRow, title: str) -> None:
        number = _number(row)
        self._task = Node(title, row.place(), number, [row], [])
        parent = next((self._numbered[one] for one in _prefixes(number) if one in self._numbered), None)
        (parent.below if parent else self._under_category(row)).append(self._task)
        if number:
            self._numbered[number] = self._task

    def _under_category(self, row: TableRow) -> list[Node]:
        """Return the tasks of the row's category; a blank one is that of the row above."""
        words = _unmarked(" ".join(row.text(Column.CATEGORY).split()))
        siblings = self._siblings()
        if words and words not in self._categories:
            self._categories[words] = Node(words, row.place(Column.CATEGORY), below=[])
            siblings.append(self._categories[words])
        if words:
            self._category = self._categories[words]
        return self._category.below if self._category else siblings


def alone(row: TableRow) -> str:
    """Return the text of a row in which nothing else stands; nothing of any other row."""
    texts = {text_of(cell).strip() for cell in row.cells if not is_blank(cell)}
    return texts.pop() if len(texts) == 1 else ""


def is_note(text: str) -> bool:
    """Tell whether a line below a table explains it, or says who made it: 备注：…, Prepared by."""
    return _FOOT.match(folded(text)) is not None


def _is_foot(first: str, title: str, *, alone: bool) -> bool:
    return any(_TOTAL.fullmatch(folded(text)) for text in (first, title)) or bool(
        alone and (is_note(first) or _TOTAL_LINE.match(folded(first)))
    )


def _group_style(row: TableRow, texts: set[str]) -> int | None:
    """Return the style of a row that groups others, or None: the number of its marker, or one for merged cells."""
    title, own = row.text(Column.TITLE), [text_of(cell).strip() for cell in row.own if not is_blank(cell)]
    text = " ".join(own)
    if not own or len(text) > _LONGEST or len(own) > 2:  # noqa: PLR2004 - a marker and a text
        return None
    style = next((n for n, pattern in enumerate(_STYLES) if pattern.match(folded(text))), None)
    if len(own) > 1:
        return style if style is not None and _STYLES[style].fullmatch(folded(own[0])) else None
    merged = sum(not is_blank(cell) for cell in row.cells) > 1 and len(texts) == 1
    return style if style is not None else len(_STYLES) if merged or not title else None


def _unmarked(text: str) -> str:
    """Return a title without the marker before it."""
    plain = folded(text)
    for pattern in _STYLES:
        if (found := pattern.match(plain)) and text[found.end() :].strip():
            return text[found.end() :].strip() if pattern is not _STYLES[0] or "第" in found[0] else text
    return text


def labelled(title: str) -> tuple[str, str]:
    """Return the label that a title begins with (O1, KR2, Action 3), or nothing, and the title without it."""
    found = _LABEL.match(title)
    return (found["label"], title[found.end() :]) if found else ("", title)


def _number(row: TableRow) -> str:
    """Return the number of a row, where it is made of digits and points."""
    for column in (Column.REFERENCE, Column.NUMBER):
        found = re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,9}", folded(row.text(column)).strip("()、. "))
        if found:
            return found[0]
    return ""


def _prefixes(number: str) -> Iterator[str]:
    parts = number.split(".")
    return (".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
