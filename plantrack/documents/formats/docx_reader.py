"""Word documents: paragraphs and tables in order, with the automatic numbers that Word shows.

Headers, footers, footnotes, comments, deleted or hidden text, and tables of contents are left out.
"""

import re
from typing import Any

from plantrack.archive import Archive
from plantrack.documents.formats.foreign import refuse_parts
from plantrack.documents.formats.grid import Grid, GridCell, is_layout, one_line, rows, whole_number
from plantrack.documents.formats.reader import ExtractedText
from plantrack.documents.formats.word_numbering import W, WordNumbering

_MAIN = re.compile(r"word/document[0-9]*\.xml", re.IGNORECASE)
_UNREAD = frozenset(
    {
        f"{W}{name}"
        for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText", "rt", "object")
    }
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SAID = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_TEXTS = (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_CONTENTS = ("toc ", "toc", "目录 ")
_MOST_SPAN = 60


class DocxReader:
    """Zip files with the parts of a Word document."""

    def detect(self, content: bytes, name: str) -> bool:
        """Accept every zip file; `read` refuses other contents with advice."""
        return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def read(self, content: bytes, encoding: str | None) -> ExtractedText:
        """Return the lines of the document's body."""
        archive = Archive(content)
        if not any(map(_MAIN.fullmatch, archive.parts)):
            refuse_parts(archive.parts)
        root = archive.xml(next(filter(_MAIN.fullmatch, archive.parts)))
        numbering = WordNumbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
        return ExtractedText(_DocxWalk(numbering).through(root))


class _Paragraph:
    """An open paragraph: its number and its text so far."""

    def __init__(self, label: str, *, dropped: bool) -> None:
        self.label = label
        self.parts: list[str] = []
        self.dropped = dropped

    @property
    def lines(self) -> list[str]:
        """Its lines; the first one has the number."""
        text = "".join(self.parts)
        if self.dropped or not text.strip():
            return []
        return (self.label + text.lstrip()).split("\n")


class _DocxWalk:
    """A walk through the body without recursion. Text boxes follow the paragraph that anchors them."""

    def __init__(self, numbering: WordNumbering) -> None:
        self.numbering = numbering
        self.open: list[_Paragraph] = []
        self.sinks: list[list[str]] = [[]]
        self.grids: list[Grid[str]] = []
        self.carried = ""

    def through(self, root: Any) -> list[str]:
        """Return all lines of an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, one in walk:
            if event == "start" and (one.tag in _UNREAD or _is_hidden(one)):
                skipped = one
                walk.skip_subtree()
            elif event == "start":
                self._start(one)
            elif one is not skipped:
                self._end(one)
        return self.sinks[0]

    def _start(self, one: Any) -> None:
        if one.tag == f"{W}p":
            self.open.append(self._paragraph(one))
        elif one.tag == f"{W}tbl":
            self.grids.append([])
        elif one.tag == f"{W}tr" and self.grids:
            self.grids[-1].append([])
        elif one.tag in (f"{W}tc", f"{W}txbxContent"):
            self.sinks.append([])
        elif self.open and one.tag in _TEXTS:
            self.open[-1].parts.append(one.text or "")
        elif self.open and one.tag in _SAID:
            self.open[-1].parts.append(_SAID[one.tag])

    def _paragraph(self, one: Any) -> _Paragraph:
        contents = self.numbering.style_name(one).startswith(_CONTENTS)
        return _Paragraph(self.numbering.label(one) if _has_text(one) else "", dropped=contents)

    def _end(self, one: Any) -> None:
        if one.tag == f"{W}p":
            self._end_paragraph(one)
        elif one.tag == f"{W}tc":
            self._end_cell(one)
        elif one.tag == f"{W}txbxContent":
            lines = self.sinks.pop()
            self.sinks[-1] += lines
        elif one.tag == f"{W}tbl":
            self._end_table()

    def _end_paragraph(self, one: Any) -> None:
        """End a paragraph; one whose end mark was deleted continues in the next."""
        lines = self.open.pop().lines
        if self.carried:
            lines, self.carried = [self.carried + "".join(lines[:1]), *lines[1:]], ""
        if lines and one.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.carried = lines.pop()
        self.sinks[-1] += lines

    def _end_cell(self, one: Any) -> None:
        lines = self.sinks.pop()
        if not self.grids or not self.grids[-1]:
            self.sinks[-1] += lines
            return
        row = self.grids[-1][-1]
        cell = GridCell(one_line(lines), lines, across=_span(one))
        merge = one.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val") != "restart":
            above = _above(self.grids[-1], sum(other.across for other in row))
            cell.text = above.text if above is not None else cell.text
        row.append(cell)

    def _end_table(self) -> None:
        grid = [row for row in self.grids.pop() if row]
        layout = is_layout(grid)
        self.sinks[-1] += [line for row in grid for cell in row for line in cell.lines] if layout else rows(grid)


def _has_text(paragraph: Any) -> bool:
    """Tell whether a paragraph has text; an empty one gets no number, though Word counts it."""
    return any((of.text or "").strip() for of in paragraph.iter(*_TEXTS))


def _is_hidden(one: Any) -> bool:
    if one.tag != f"{W}r":
        return False
    vanish = one.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false")


def _span(cell: Any) -> int:
    said = cell.find(f"{W}tcPr/{W}gridSpan")
    return whole_number(said.get(f"{W}val"), 1, _MOST_SPAN) if said is not None else 1


def _above(grid: Grid[str], column: int) -> GridCell[str] | None:
    """Return the cell of the row above that begins in a column."""
    at = 0
    for cell in grid[-2] if len(grid) > 1 else []:
        if at == column:
            return cell
        at += cell.across
    return None
