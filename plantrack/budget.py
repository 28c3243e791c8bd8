"""What reading one document may cost, in one table.

A small file can unpack, repeat or refer to far more than it holds. So every reader counts its work here as it does it,
not when it is done, and stops with an error for people once the budget is used up.
"""

from collections import Counter
from enum import StrEnum

from plantrack.errors import PlanError, message


class Work(StrEnum):
    """A kind of work that a document can ask for."""

    PARTS = "parts"
    BYTES = "bytes"
    TAGS = "tags"
    ATTRIBUTES = "attributes"
    CHARACTERS = "characters"
    CELLS = "cells"
    REPEATED = "repeated"
    PAGES = "pages"
    DRAWN = "drawn"
    FONTS = "fonts"
    PIECES = "pieces"
    ENTRIES = "entries"
    SHEETS = "sheets"
    AREA = "area"
    TABLE = "table"


_SHORTER = message("longer than {n} characters; save the part that holds the plan as a document of its own")
_DRAWN = message("too much is drawn on its pages; give the part with the plan, or copy the text and save it as .txt")
_ENTRIES = message("more than {n} figures and tasks in it; save the part that holds the plan as a document of its own")
_SMALLER = message("more than {n} bytes in its sheets; save the sheet with the tasks as a file of its own")
_AREA = message(
    "its cells reach too far from the table; delete all rows below it and all columns beside it, and save it"
)
_LIMITS = {
    Work.PARTS: (20_000, message("more than {n} parts in one file; this is no document")),
    Work.BYTES: (32 * 1024 * 1024, message("the parts unpack to more than {n} bytes; this is no document")),
    Work.TAGS: (500_000, message("more than {n} tags; this is no page that people wrote")),
    Work.ATTRIBUTES: (500_000, message("its tags have too many attributes; this is no page that people wrote")),
    Work.CHARACTERS: (500_000, _SHORTER),
    Work.CELLS: (500_000, message("more than {n} cells in its tables; copy the text and save it as .txt")),
    Work.REPEATED: (5_000_000, message("its tables repeat too much of their text; copy the text and save it as .txt")),
    Work.PAGES: (2000, message("more than {n} pages; give the part with the plan")),
    Work.DRAWN: (3 * 1024 * 1024, _DRAWN),
    Work.FONTS: (16 * 1024 * 1024, _DRAWN),
    Work.PIECES: (80_000, _DRAWN),
    Work.ENTRIES: (10_000, _ENTRIES),
    Work.SHEETS: (64 * 1024 * 1024, _SMALLER),
    Work.AREA: (2_000_000, _AREA),
    Work.TABLE: (64 * 1024 * 1024, message("more than {n} bytes of text in its cells; save the table with less text")),
}
"""The most of each kind of work, and what is said beyond it.

Half a million characters are longer than any office's plan and summary, and their densest text is read within seconds.
REPEATED counts the text of a cell for every row that it spans and again for every table around it. A page of a PDF
takes about 15 kB of DRAWN and 400 PIECES of text, so some 200 pages are read. Sheets hold more than documents: SHEETS
counts what the parts of a workbook unpack to, AREA the rectangle of each sheet up to its last cell, and TABLE the text
of each cell, which a workbook may keep once for many.
"""


class Budget:
    """The work that one document has cost so far."""

    def __init__(self) -> None:
        self._spent: Counter[Work] = Counter()
        self._used_up: PlanError | None = None

    def spend(self, work: Work, count: int = 1) -> None:
        """Count work. Raises PlanError once there was too much of a kind, and ever after: libraries drop errors."""
        self._spent[work] += count
        if self._used_up is None:
            self._used_up = _too_much(work, self._spent[work])
        if self._used_up is not None:
            raise self._used_up


def check(work: Work, count: int) -> None:
    """Raise PlanError if this much work is too much."""
    if (error := _too_much(work, count)) is not None:
        raise error


def _too_much(work: Work, count: int) -> PlanError | None:
    most, said = _LIMITS[work]
    return PlanError(said.template, n=most) if count > most else None
