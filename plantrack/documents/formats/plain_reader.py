"""Plain text, with lines that were wrapped by mail or copied from a PDF joined into paragraphs."""

from collections import Counter
from itertools import groupby, pairwise

from msgspec.structs import replace

from plantrack.budget import Budget
from plantrack.characters.charset import decoded
from plantrack.characters.cleaning import cleaned
from plantrack.documents.formats.boilerplate import is_page_number, without_page_edges
from plantrack.documents.formats.cut_lines import uncut
from plantrack.documents.formats.line_repair import (
    PageLine,
    join_lines,
    line_of,
    with_brackets,
    with_depths,
    wrapped,
)
from plantrack.documents.formats.markup import resolved
from plantrack.documents.formats.reader import ExtractedText
from plantrack.documents.formats.spacing import rolled_out

_MANY_CELLS = 2
_MANY_ROWS = 3


class PlainTextReader:
    """Any text that no other reader detects."""

    def detect(self, content: bytes, name: str) -> bool:
        """Accept everything; decoding shows whether it is text."""
        return True

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the paragraphs of a text."""
        found = decoded(content, encoding)
        return ExtractedText(paragraphs(found.text), found.encoding, found.warnings)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, with wrapped lines joined and page boilerplate removed."""
    pages = [_split(cleaned(page)) for page in resolved(text).split("\f")]
    lines = _lines(uncut(_without_edges(pages)))
    lines = with_depths([replace(one, text=row) for one, row in zip(lines, _rows(lines), strict=True) if row])
    return join_lines(lines) if wrapped(lines) else [one.nested for one in with_brackets(lines)]


def _split(page: str) -> list[str]:
    """Return the lines of a page, of one that has lost its line breaks those that it had."""
    return (page if "\n" in page.strip() else rolled_out(page.strip())).split("\n")


def _without_edges(pages: list[list[str]]) -> list[str]:
    """Remove page headers and footers; without form feeds, page numbers end the pages."""
    if len(pages) == 1:
        pages = _by_numbers(pages[0])
    if len(pages) == 1:
        return pages[0]
    pages = [page for page in pages if any(map(str.strip, page))]
    return [page[n] for page, stay in zip(pages, without_page_edges(pages), strict=True) for n in _filled(page, stay)]


def _by_numbers(lines: list[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for one in lines:
        pages[-1].append(one)
        if is_page_number(one):
            pages.append([])
    return pages


def _filled(page: list[str], stay: list[int]) -> list[int]:
    """Return the lines from the first to the last with text, so that a page break ends no paragraph."""
    filled = [n for n in stay if page[n].strip()]
    return [n for n in stay if filled and filled[0] <= n <= filled[-1]]


def _lines(raw: list[str]) -> list[PageLine]:
    """Return the lines with text; empty lines separate paragraphs, unless nearly every line is followed by one."""
    filled = sum(bool(one.strip()) for one in raw)
    double = sum(bool(a.strip()) and not b.strip() for a, b in pairwise(raw)) > 0.8 * filled
    return [
        line_of(one, apart=not double and n > 0 and not raw[n - 1].strip()) for n, one in enumerate(raw) if one.strip()
    ]


def _rows(lines: list[PageLine]) -> list[str]:
    """Return the texts of lines, rows drawn with bars as tab-separated ones.

    A line without a bar at its ends, or blanks around one, is a row only where several beside it have as many bars.
    """
    runs = [[*run] for _, run in groupby((one.text for one in lines), lambda text: "|" in text)]
    return [_row(text, among=n < last) for run in runs for last in (_table_end(run),) for n, text in enumerate(run)]


def _table_end(run: list[str]) -> int:
    """Return where the table of a run of lines with bars ends, 0 where too few of them have as many bars."""
    counts = [text.count("|") for text in run]
    bars, many = Counter(counts).most_common(1)[0]
    return len(run) - counts[::-1].index(bars) if bars >= _MANY_CELLS and many >= _MANY_ROWS else 0


def _row(text: str, *, among: bool) -> str:
    drawn = text.startswith("|") or text.endswith("|") or " | " in text
    if not among and not (drawn and text.count("|") >= _MANY_CELLS):
        return text
    if not text.strip("|-—:+= "):
        return ""
    return "\t".join(cell.strip() for cell in text.strip("|").split("|"))
