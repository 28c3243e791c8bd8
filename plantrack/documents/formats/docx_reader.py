"""Word documents: paragraphs and tables in order, with the automatic numbers that Word shows.

Headers, footers, footnotes, comments, deleted, struck or hidden text, and tables of contents are left out.
"""

import re
from typing import Any

from plantrack.archive import Archive
from plantrack.budget import Budget, Work
from plantrack.documents.formats.foreign import refuse_parts
from plantrack.documents.formats.grid import Grid, GridCell, is_layout, one_line, rows, whole_number
from plantrack.documents.formats.heading_lines import BOLD, headed
from plantrack.documents.formats.reader import ExtractedText
from plantrack.documents.formats.word_numbering import WordNumbering
from plantrack.documents.formats.word_styles import W, WordFace, WordStyles, value_of

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

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the lines of the document's body."""
        archive = Archive(content, budget)
        if not any(map(_MAIN.fullmatch, archive.parts)):
            refuse_parts(archive.parts)
        root = archive.xml(next(filter(_MAIN.fullmatch, archive.parts)))
        styles = WordStyles(archive.xml("word/styles.xml"))
        numbering = WordNumbering(archive.xml("word/numbering.xml"), styles, budget)
        return ExtractedText(_DocxWalk(numbering, styles, budget).through(root))


class _Paragraph:
    """An open paragraph: its number, how it is set, whether all of it is bold, and its text so far."""

    def __init__(self, label: str, face: WordFace, *, dropped: bool) -> None:
        self.label = label
        self.face = face
        self.bold = face.level is None
        self.parts: list[str] = []
        self.dropped = dropped

    @property
    def lines(self) -> list[str]:
        """Its lines; the first one has the number."""
        text = "".join(self.parts)
        if self.dropped or not text.strip():
            return []
        first, *others = (self.label + text.lstrip()).split("\n")
        return [headed(first, self.face.level or (BOLD if self.bold and not others else 0)), *others]


class _WordGrid:
    """An open table, and the cells of the row above by the column in which they begin."""

    def __init__(self) -> None:
        self.rows: Grid[str] = []
        self._above: dict[int, GridCell[str]] = {}
        self._here: dict[int, GridCell[str]] = {}
        self._column = 0

    def open_row(self) -> None:
        self.rows.append([])
        self._above, self._here, self._column = self._here, {}, 0

    def add(self, cell: GridCell[str], *, goes_on: bool) -> None:
        """Add a cell to the open row; one that goes on from above has the text of the cell there."""
        above = self._above.get(self._column) if goes_on else None
        cell.text = above.text if above is not None else cell.text
        self.rows[-1].append(cell)
        self._here[self._column] = cell
        self._column += cell.across


class _DocxWalk:
    """A walk through the body without recursion. Text boxes follow the paragraph that anchors them."""

    def __init__(self, numbering: WordNumbering, styles: WordStyles, budget: Budget) -> None:
        self.numbering = numbering
        self.styles = styles
        self.budget = budget
        self.open: list[_Paragraph] = []
        self.sinks: list[list[str]] = [[]]
        self.grids: list[_WordGrid] = []
        self.carried: list[str] = []

    def through(self, root: Any) -> list[str]:
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
        return [*self.sinks[0], "".join(self.carried)]

    def _start(self, one: Any) -> None:
        if one.tag == f"{W}p":
            self.open.append(self._paragraph(one))
        elif one.tag == f"{W}tbl":
            self.grids.append(_WordGrid())
        elif one.tag == f"{W}tr" and self.grids:
            self.grids[-1].open_row()
        elif one.tag in (f"{W}tc", f"{W}txbxContent"):
            self.sinks.append([])
        elif self.open and one.tag in _TEXTS:
            self._say(one.text or "")
            self._weigh(one)
        elif self.open and one.tag in _SAID:
            self._say(_SAID[one.tag])

    def _say(self, text: str) -> None:
        self.budget.spend(Work.CHARACTERS, len(text))
        self.open[-1].parts.append(text)

    def _weigh(self, one: Any) -> None:
        """Note whether the letters of a text are bold."""
        at = self.open[-1]
        if at.bold and (one.text or "").strip():
            at.bold = self.styles.is_bold(one.getparent(), at.face)

    def _paragraph(self, one: Any) -> _Paragraph:
        contents = self.styles.name(one).startswith(_CONTENTS)
        label = self.numbering.label(one) if _has_text(one) else ""
        return _Paragraph(label, self.styles.face(one), dropped=contents)

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
        joins = bool(lines or self.carried) and one.find(f"{W}pPr/{W}rPr/{W}del") is not None
        if self.carried and (len(lines) > 1 or not joins):
            lines, self.carried = ["".join([*self.carried, *lines[:1]]), *lines[1:]], []
        if joins:
            self.carried += lines[-1:]
            del lines[-1:]
        self.sinks[-1] += lines

    def _end_cell(self, one: Any) -> None:
        lines = self.sinks.pop()
        if not self.grids or not self.grids[-1].rows:
            self.sinks[-1] += lines
            return
        self.budget.spend(Work.REPEATED, sum(map(len, lines)))
        merge = one.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val") != "restart"
        across = whole_number(value_of(one, "tcPr/gridSpan"), 1, _MOST_SPAN)
        text = one_line(lines, head=len(self.grids[-1].rows) == 1)
        self.grids[-1].add(GridCell(text, lines, across=across), goes_on=goes_on)

    def _end_table(self) -> None:
        grid = [row for row in self.grids.pop().rows if row]
        if is_layout(grid):
            self.sinks[-1] += [line for row in grid for cell in row for line in cell.lines]
        else:
            self.sinks[-1] += rows(grid, self.budget)


def _has_text(paragraph: Any) -> bool:
    """Tell whether a paragraph has text; an empty one gets no number, though Word counts it."""
    return any((of.text or "").strip() for of in paragraph.iter(*_TEXTS))


def _is_hidden(one: Any) -> bool:
    """Tell whether a run is hidden or struck out."""
    if one.tag != f"{W}r":
        return False
    told = (one.find(f"{W}rPr/{W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(of is not None and of.get(f"{W}val") not in ("0", "false") for of in told)
