"""How blocks fit a width: words folded into lines, and the widths of the columns of a table."""

from collections.abc import Iterator

from plantrack.render.cell_width import cell_width
from plantrack.render.text.layout import FOLDED, GAP, WHOLE_WORD, StyledText, TextColumn, TextTable, Words, styled
from plantrack.render.text.line_breaks import narrowest, spans

LONGEST_WORD = 24
"""The longest words that a column makes room for, if it can; longer ones are broken."""
READABLE = 12
"""The width that a column of long words needs at least."""
ROOMY, CLOSE, BREAKING = (LONGEST_WORD, READABLE), (WHOLE_WORD, FOLDED), (FOLDED, FOLDED)
"""The longest word that a column makes room for, and the least width of one with long words: the best at first."""


def folded(words: Words, width: int) -> StyledText:
    """Return words with line feeds where they are broken; what goes on below an indented line is indented as well."""
    text, parts = styled(words), []
    for place, line in _lines(words if isinstance(words, str) else words.plain):
        indent = len(line) - len(line.lstrip())
        for start, end in spans(line[indent:], max(width - indent, 1)):
            hanging, own = (indent, indent + start) if start else (0, 0)
            parts.append((hanging, place + own, place + indent + end))
    pieces = (
        piece
        for number, (hanging, start, end) in enumerate(parts)
        for piece in [("\n" + " " * hanging, "")] * bool(number) + _sliced(text, start, end)
    )
    return StyledText(tuple(pieces))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with its place."""
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1


def _sliced(text: StyledText, start: int, end: int) -> list[tuple[str, str]]:
    """Return the pieces of a text between two places."""
    found, place = [], 0
    for piece, style in text.pieces:
        if part := piece[max(start - place, 0) : max(end - place, 0)]:
            found.append((part, style))
        place += len(piece)
    return found


def column_widths(table: TextTable, width: int, least_room: tuple[int, int] = ROOMY) -> list[int] | None:
    """Return the widths of columns whose cells are folded; None where there is no room to read them side by side."""
    heads = [tuple(column.heading for column in table.columns)] if table.headed else []
    columns = [[styled(cell).plain.split("\n") for cell in cells] for cells in zip(*heads, *table.rows, strict=True)]
    natural = [max(cell_width(line) for lines in cells for line in lines) for cells in columns]
    least = [
        min(wide, _least(column, cells, *least_room))
        for wide, column, cells in zip(natural, table.columns, columns, strict=True)
    ]
    room = width - len(GAP) * (len(natural) - 1)
    if sum(least) > room:
        return None
    return next(
        widths
        for level in range(min(max(natural), room), 0, -1)
        if sum(widths := [min(wide, max(low, level)) for wide, low in zip(natural, least, strict=True)]) <= room
    )


def _least(column: TextColumn, cells: list[list[str]], longest_word: int, readable: int) -> int:
    """Return the width below which a column cannot be read: that of its longest word, and of some words."""
    if column.fit != "fold":
        return max(cell_width(line) for lines in cells for line in lines)
    word = max(narrowest(line) for lines in cells for line in lines)
    return max(min(word, longest_word), readable)
