"""What drawing a PDF costs."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from handmade import pdf_of

from plantrack.budget import Budget, Work
from plantrack.documents.formats.pdf_costs import DrawingCosts
from plantrack.errors import PlanError


class Ledger(Budget):
    """A budget that keeps what was spent."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = self.fonts = 0

    def spend(self, work: Work, count: int = 1) -> None:
        """Keep what is spent, too."""
        super().spend(work, count)
        self.drawn += count * (work is Work.DRAWN)
        self.fonts += count * (work is Work.FONTS)


def stream(data: bytes, more: str = "") -> bytes:
    return f"<< {more} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def form(data: bytes, within: str = "") -> bytes:
    return stream(data, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {within} >>")


def costs(content: bytes) -> Ledger:
    ledger = Ledger()
    counting = DrawingCosts(ledger)
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        counting.open_page(page)
        page.extract_text(visitor_operand_before=counting.visit)
    return ledger


OUTER = form(b"/X1 Do /X1 Do", "/XObject << /X1 6 0 R >>")
"""A form of 13 bytes at /X2 of a page that draws the form of 7 bytes at /X1 twice."""


@pytest.mark.parametrize(
    ("content", "drawn"),
    [
        (lambda: pdf_of(stream(b"0 g")), 3),
        (lambda: pdf_of(stream(b"0 g"), pages=3), 9),
        (lambda: pdf_of(stream(b"/X1 Do"), form(b"0 g 0 g")), 6 + 7),
        (lambda: pdf_of(stream(b"/X1 Do /X1 Do"), form(b"0 g 0 g"), pages=2), 2 * (13 + 7 + 7)),
        (lambda: pdf_of(stream(b"/X1 Do"), OUTER, form(b"0 g 0 g")), 6 + 3 * 13),
        (lambda: pdf_of(stream(b"/X9 Do"), form(b"0 g 0 g")), 6),
    ],
    ids=["page", "pages", "form", "forms", "within", "missing"],
)
def test_drawn(content: Callable[[], bytes], drawn: int) -> None:
    """A page costs its contents, a form its size each time; where two share a name, the larger one."""
    assert costs(content()).drawn == drawn


def test_fonts() -> None:
    """The fonts of a page cost on each page."""
    assert costs(pdf_of(stream(b"0 g"), pages=3)).fonts == 3 * 1024


def test_packed_twice() -> None:
    """What is packed more than once costs more than anything may."""
    with pytest.raises(PlanError, match="too much is drawn on its pages"):
        costs(pdf_of(stream(b"0 g", "/Filter [/FlateDecode /FlateDecode]")))
