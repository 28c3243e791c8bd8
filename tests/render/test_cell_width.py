"""How many cells of a terminal text takes, held beside rich."""

from __future__ import annotations

from unicodedata import category

import pytest
from rich.cells import cell_len

from plantrack.render.cell_width import cell_width, chunk, padded, shortened


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("深圳", 4),
        ("“深圳”—…·", 9),
        ("ｱ（）", 5),
        ("e\u0301", 1),
        ("한글", 4),
        ("🧪", 2),
        ("░█◆", 3),
    ],
)
def test_width(text: str, cells: int) -> None:
    """Two for wide and full-width characters, none for marks on another one, one for quotation marks and dashes."""
    assert (cell_width(text), cell_len(text)) == (cells, cells)


def test_all_that_chinese_documents_hold() -> None:
    """Latin, punctuation, symbols, ideographs and full-width forms are as wide as rich says."""
    ranges = [(0x20, 0x7F), (0xA1, 0xAD), (0xAE, 0x250), (0x2010, 0x2028), (0x2030, 0x2060), (0x2190, 0x2600),
              (0x3000, 0x3100), (0x4E00, 0xA000), (0xFF00, 0xFF60)]  # fmt: skip
    chars = [chr(code) for first, last in ranges for code in range(first, last) if category(chr(code)) != "Cn"]
    assert [char for char in chars if cell_width(char) != cell_len(char)] == []


@pytest.mark.parametrize(
    ("cells", "beginning", "short"),
    [(8, "深圳市ab", "深圳市ab"), (7, "深圳市a", "深圳市…"), (5, "深圳", "深圳…"), (4, "深圳", "深…")],
)
def test_cut(cells: int, beginning: str, short: str) -> None:
    """No character is cut in half; an ellipsis says that something is missing."""
    assert (chunk("深圳市ab", cells), shortened("深圳市ab", cells)) == (beginning, short)
    assert cell_width(padded(short, cells)) == cells


def test_a_chunk_is_never_empty() -> None:
    """One character stands even where there is no room for it, so that whoever cuts comes to an end."""
    assert chunk("深圳", 1) == "深"
