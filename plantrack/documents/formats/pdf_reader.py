"""PDF files: the text of their pages, joined into paragraphs by the positions of lines."""

import io
import logging
import re
from collections import Counter
from typing import Any

from msgspec import Struct

from plantrack.budget import Budget, Work
from plantrack.documents.formats.boilerplate import without_page_edges
from plantrack.documents.formats.line_repair import PageLine, join_lines, width, with_depths
from plantrack.documents.formats.normalisation import prepared
from plantrack.documents.formats.pdf_costs import LIMITS, DrawingCosts
from plantrack.documents.formats.pdf_tables import Piece, RuledTable, Rules
from plantrack.documents.formats.reader import ExtractedText
from plantrack.documents.formats.spacing import HAN
from plantrack.errors import PlanError
from plantrack.extras import needs
from plantrack.tables.workbooks import locked

_LONGEST = 10_000
"""Maximum length of a line, in characters."""
_LEAST = 10
"""With fewer characters per page, on average, a file is a scan."""
_CHINESE = re.compile(f"[{HAN}]")
_SIGNS = re.compile("[“”‘’…—· ]+")
_OPENS = re.compile(rb"[^%]{0,1000}%PDF-", re.DOTALL)
_DAMAGED = "the PDF cannot be read: {why}; open it, print it to a new PDF, or copy the text and save it as .txt"


class PdfReader:
    """PDF, detected by its first bytes, before which some servers write others."""

    def detect(self, content: bytes, name: str) -> bool:
        """Decide by the mark `%PDF-`."""
        return bool(_OPENS.match(content[:1100]))

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the paragraphs of the pages."""
        pages = _pages(content, budget)
        if sum(len(line.text.strip()) for page in pages for line in page) < _LEAST * len(pages):
            raise PlanError("this PDF is a scan: its pages are pictures; run a text recognition (OCR) over it first")
        stay = without_page_edges([[line.text for line in page] for page in pages])
        lines = [page[n] for page, kept in zip(pages, stay, strict=True) for n in kept if page[n].text.strip()]
        return ExtractedText(join_lines(with_depths(lines), exact=True))


def _pages(content: bytes, budget: Budget) -> list[list[PageLine]]:
    """Return the lines of the pages; anything that pypdf raises becomes one PlanError."""
    pypdf = needs("pypdf", "documents")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(**LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(content))
            if reader.is_encrypted and not reader.decrypt(""):
                raise locked()
            return _read(reader, budget)
    except PlanError:
        raise
    except (Exception, RecursionError) as error:  # noqa: BLE001  # a file may break pypdf in any way
        raise PlanError(_DAMAGED, why=str(error) or type(error).__name__) from None


def _read(reader: Any, budget: Budget) -> list[list[PageLine]]:
    budget.spend(Work.PAGES, len(reader.pages))
    costs = DrawingCosts(budget)
    pages: list[list[PageLine]] = []
    for page in reader.pages:
        costs.open_page(page)
        of, rules = _PdfPage(budget), Rules(costs.visit)
        page.extract_text(visitor_operand_before=rules.visit, visitor_text=of.visit)
        budget.spend(Work.PIECES, 0)
        pages.append(of.lines(rules.tables(budget)))
    return pages


class _PdfLine(Struct):
    """A line on the page, in points: its start, its end, and the size of its characters.

    `faces` are the fonts and sizes of its first and its last Chinese words.
    """

    text: str
    begin: float
    end: float
    size: float
    faces: tuple[str, str] = ("", "")


class _PdfPage:
    """Collects the lines of one page from the pieces of text that pypdf reports."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pieces: list[tuple[Piece, Any]] = []
        self.found: list[_PdfLine] = []
        self._open = _PdfLine("", 0, 0, 0)
        self._signs = ("", 0.0)
        self._told: set[int] = set()

    def visit(self, text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        """Take a piece of text with its two transformation matrices, font and size."""
        self._budget.spend(Work.PIECES)
        self._budget.spend(Work.CHARACTERS, len(text))
        across = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        up = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        size = abs(size * (inner[0] or inner[1]) * (outer[0] or outer[1]))
        self._pieces.append((Piece(text, across, up, size), font))

    def lines(self, tables: list[RuledTable]) -> list[PageLine]:
        """The lines; the rows of a table stand where its first piece of text was drawn."""
        owners = [_owner(piece, tables) for piece, _ in self._pieces]
        rows = [table.rows(self._budget) for table in tables]
        for owner, (piece, font) in zip(owners, self._pieces, strict=True):
            if owner is None or not rows[owner]:
                self._add(piece, font)
                continue
            self._flush()
            if owner not in self._told:
                self._told.add(owner)
                self.found += [_PdfLine(row, 0, 0, 0) for row in rows[owner]]
        self._flush()
        return _measured(self.found)

    def _add(self, of: Piece, font: Any) -> None:
        across, size = of.across, of.size
        for n, piece in enumerate(of.text.split("\n")):
            if n or len(self._open.text) > _LONGEST:
                self._flush()
            if piece.strip(" ") and size:
                begin = self._open.begin if self._open.size else across
                end = across + width(piece.rstrip()) * size
                text = self._with_signs(piece, across)
                self._open = _PdfLine(text, begin, end, size, self._faces(piece, font, size))
                self._signs = (piece, across) if _SIGNS.fullmatch(piece) else ("", 0.0)
            else:
                self._open.text += piece

    def _with_signs(self, piece: str, across: float) -> str:
        """Return the line with a piece; signs of another font, drawn before it, fill the spaces left for them."""
        drawn, place = self._signs
        before, signs = self._open.text.removesuffix(drawn), drawn.replace(" ", "")
        if not signs or across >= place or before == self._open.text or piece.count(" ") != len(signs):
            return self._open.text + piece
        left = piece.split(" ")
        return before + "".join(word + sign for word, sign in zip(left, (*signs, ""), strict=True))

    def _faces(self, piece: str, font: Any, size: float) -> tuple[str, str]:
        before = self._open.faces
        if not font or not _CHINESE.search(piece):
            return before
        face = f"{font.get('/BaseFont')} {size:.1f}"
        return (before[0] or face, face)

    def _flush(self) -> None:
        """End the line."""
        of, self._open = self._open, _PdfLine("", 0, 0, 0)
        of.text = prepared(of.text).replace("\t", " ").strip("\n ")
        if of.text.strip():
            self.found.append(of)


def _owner(piece: Piece, tables: list[RuledTable]) -> int | None:
    """Return the place of the table that takes a piece."""
    return next((n for n, table in enumerate(tables) if table.take(piece)), None) if piece.text.strip() else None


def _measured(found: list[_PdfLine]) -> list[PageLine]:
    """Return lines measured from the left margin in characters of the usual size; rows have no measure."""
    plain = [of for of in found if of.size]
    margin, size = _margin(plain), _usual(plain)
    return [
        PageLine(
            of.text.strip(" "),
            max(0.0, (of.begin - margin) / size) + width(of.text) - width(of.text.lstrip()) if of.size else 0.0,
            (of.end - margin) / size if of.size else 0.0,
            faces=of.faces,
        )
        for of in found
    ]


def _margin(found: list[_PdfLine]) -> float:
    """Return the leftmost position at which several lines begin."""
    places = Counter(round(of.begin) for of in found)
    often = [place for place, n in places.items() if n > 1 and n >= len(found) * 0.1]
    return float(min(often or places or [0]))


def _usual(found: list[_PdfLine]) -> float:
    sizes: Counter[float] = Counter()
    for of in found:
        sizes[round(of.size, 1)] += len(of.text)
    return max(sizes, key=lambda size: sizes[size], default=1.0) or 1.0
