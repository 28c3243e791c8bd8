"""Cards: lines of `label: value` that repeat for each task, and say what the columns of a table of tasks say.

Consecutive cards are a table. What stands between them, such as a heading, stays with the text around.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.tables.task_sheets import task_sheet
from plantrack.documents.tables.text_sheets import Span, TaskTable, TextLine, tells_work
from plantrack.tables.cell_values import text_cell, trimmed
from plantrack.tables.heads import Column, column_of, is_head, names_task
from plantrack.tables.sheet import Sheet

_PART = r"[^\s:;。,、|*【】()]{1,20}"
_LABEL = re.compile(
    r"(?:(?P<line>^[ \t]*+(?:[-+*•·●○■◆] ?)?(?:\(?[0-9一二三四五六七八九十]{1,3}(?:[.、)] ?)++)?)"
    r"|(?<=[;。|\t])|(?<= )(?=[一-龥A-Z])) *+"
    rf"(?:\*{{0,2}}(?P<label>{_PART}(?: {_PART}){{0,3}})\*{{0,2}} ?:\*{{0,2}}|【(?P<boxed>{_PART})】 ?:?)",
    re.MULTILINE,
)
"""A label at the start of a line, with a number or sign before it, or within one behind a stop or blanks."""
_MARK = re.compile(
    r"[ \t]*+(?:(?P<round>\([0-9]{1,2}\))|(?P<dot>[0-9]{1,2}[.、)])|(?P<circle>[①-⑳])|(?P<sign>[-–•·●○■◆*]))"
)
_CHAPTER = re.compile(r"[ \t]*+(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|#)")
_NUMBERED = re.compile(rf"{_CHAPTER.pattern}|{_MARK.pattern}")
_EDGES = " \t\n;|"
_OFTEN = 2
_BELOW = (Column.PERSON, Column.PHONE, Column.NOTE)
"""Columns that a line below all cards may name, as who to ask."""
_WIDEST = 40
"""Maximum number of different labels of cards."""
_LONGEST_GROUP = 30
_ABOVE = 80
"""Number of characters above a card in which a heading begins."""


class _CardField(Struct, frozen=True):
    """A label with its value, and where the label, the value and the lines of both begin and end."""

    name: str
    first: int
    value: int
    last: int
    leads: bool
    """Whether it begins a line."""

    @property
    def key(self) -> str:
        """What tells the labels of one column from others; the one that names the task is no other."""
        column = column_of(self.name)
        return self.name if column is None or (column is Column.TITLE and not _names(self.name)) else column.value

    @property
    def titles(self) -> bool:
        return self.key == Column.TITLE


_Card = dict[str, _CardField]
"""Labels with their values, by what tells them from others, in order."""


def cards(text: str, aside: Sequence[Span]) -> tuple[TaskTable, ...]:
    """Return the cards of tasks in a text outside of some spans, in order; those that nothing parts are one table."""
    plain = folded(text)
    blocks = [*_blocks(plain, _lines(plain, aside))]
    counts = Counter(key for block in blocks for card in block for key in card)
    for block in blocks:
        while (last := next(reversed(block[-1]))) in _BELOW and counts[last] == 1 < counts[Column.TITLE]:
            del block[-1][last]
    tables = (_table(text, plain, block) for block in blocks if len(block) > 1 or _names_itself(plain, block[0]))
    return tuple(table for table in tables if table)


def group_lines(plain: str, tables: Sequence[TaskTable]) -> tuple[int, ...]:
    """Return where the short lines without a number begin that stand each above some cards, if there are several."""
    above = ((plain.rfind("\n", 0, max(table.first - 1, 0)) + 1, table.first - 1) for table in tables)
    lines = [(first, plain[first:last]) for first, last in above if 1 < last - first <= _LONGEST_GROUP]
    found = [first for first, line in lines if not _NUMBERED.match(line) and not re.search(r"[。;:,\t]", line)]
    return tuple(found) if len(found) >= _OFTEN else ()


@lru_cache(maxsize=4096)
def _names(name: str) -> bool:
    return names_task(name)


def _names_itself(plain: str, card: _Card) -> bool:
    """Tell whether a card alone names its task, instead of a numbered heading above it."""
    first = _first(card)
    line = plain.rfind("\n", 0, max(first - 1, 0)) + 1
    return names_task(card[Column.TITLE].name, alone=True) or not _NUMBERED.match(plain, max(line, first - _ABOVE))


def _first(card: _Card) -> int:
    return next(iter(card.values())).first


# lines with labels


def _lines(plain: str, aside: Sequence[Span]) -> Iterator[tuple[Span, list[_CardField]]]:
    """Yield the lines, each with its labels; none for one that does not begin with a label, or stands aside."""
    found = [*_labels(plain)]
    counts = Counter(one.name for one in found if one.leads)
    least = max(_OFTEN, sum(of for name, of in counts.items() if _names(name)))
    if not any(map(_names, counts)):
        return
    known = iter([one for one in found if counts[one.name] >= least or is_head(one.name)])
    one, left = next(known, None), iter([*aside, (len(plain), len(plain))])
    first_aside, last_aside = next(left)
    for line in re.finditer(r"[^\n]+", plain):
        while last_aside <= line.start() < len(plain) and last_aside < len(plain):
            first_aside, last_aside = next(left)
        labels = []
        while one and one.first < line.end():
            labels.append(one)
            one = next(known, None)
        begins = labels and labels[0].leads and not first_aside <= line.start() < last_aside
        ends = [*(label.first for label in labels[1:]), line.end()]
        fields = (_field(plain, replace(label, last=last)) for label, last in zip(labels, ends, strict=True))
        yield line.span(), [*fields] if begins else []


def _labels(plain: str) -> Iterator[_CardField]:
    """Yield all words that stand as labels; within a line, the last of several English ones that are a head."""
    for found in _LABEL.finditer(plain):
        name, first, leads = found["label"] or found["boxed"], found.start(), found["line"] is not None
        while not leads and " " in name and not is_head(name):
            name = name.partition(" ")[2]
            first = found.end("label") - len(name)
        yield _CardField(name, first, found.end(), found.end(), leads)


def _field(plain: str, field: _CardField) -> _CardField:
    """Return a label with its value, without blanks and stops around that."""
    words = plain[field.value : field.last]
    last = field.value + len(words.rstrip(f"{_EDGES}。." if field.titles else _EDGES))
    return replace(field, value=min(field.value + len(words) - len(words.lstrip(_EDGES)), last), last=last)


# cards


def _blocks(plain: str, lines: Iterator[tuple[Span, list[_CardField]]]) -> Iterator[list[_Card]]:
    """Yield the consecutive cards that have a task."""
    block: list[_Card] = []
    card: _Card = {}
    for span, fields in lines:
        if not fields and card and _goes_on(plain, last := next(reversed(card.values())), span):
            card[last.key] = _field(plain, replace(last, last=span[1]))
            continue
        if not fields:
            yield from _ended([*block, card])
            block, card = [], {}
        for field in fields:
            if field.key in card:
                block.append(card)
                if not _begins(field, card):
                    yield from _ended(block)
                    block = []
                card = {}
            card[field.key] = field
    yield from _ended([*block, card])


def _ended(block: Sequence[_Card]) -> Iterator[list[_Card]]:
    if cards := [card for card in block if Column.TITLE in card]:
        yield cards


def _begins(field: _CardField, card: _Card) -> bool:
    """Tell whether a label that a card has already begins the next one: that of the task, or one before it."""
    keys = [*card]
    return Column.TITLE in card and keys.index(field.key) <= keys.index(Column.TITLE)


def _goes_on(plain: str, field: _CardField, line: Span) -> bool:
    """Tell whether a line belongs to the value above it: below a label alone, or as an entry of the same list."""
    if field.value == field.last:
        return not _CHAPTER.match(plain, *line)
    marks = _MARK.match(plain, field.value), _MARK.match(plain, *line)
    return all(marks) and len({mark.lastgroup for mark in marks if mark}) == 1


def _table(text: str, plain: str, block: Sequence[_Card]) -> TaskTable | None:
    """Return cards as the rows of a table, below a line of heads that takes no room."""
    names = {key: field.name for card in reversed(block) for key, field in card.items()}
    keys = [*dict.fromkeys(key for card in block for key in card)][:_WIDEST]
    first = _first(block[0])
    heads = TextLine(((first, first),), first, first)
    lines = [heads, *(_line(plain, card, keys) for card in block)]
    rows = (trimmed(text_cell(text[a:b]) for a, b in line.cells) for line in lines[1:])
    read = task_sheet(Sheet("", (tuple(names[key] for key in keys), *rows)))
    return TaskTable(read, tuple(lines), first, lines[-1].last) if read and tells_work(read) else None


def _line(plain: str, card: _Card, keys: Sequence[str]) -> TextLine:
    """Return the cells of a card in the order of the columns; what it does not say stands at its beginning."""
    first, last = _first(card), next(reversed(card.values())).last
    spans = {key: (field.value, field.last) for key, field in card.items()}
    end = plain.find("\n", last)
    return TextLine(tuple(spans.get(key, (first, first)) for key in keys), first, end if end >= 0 else len(plain))
