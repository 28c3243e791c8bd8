"""How much room cells need, in characters and in points."""

from __future__ import annotations

import pytest

from plantrack.render.xlsx.fit import HIGHEST, cells, height, width
from plantrack.render.xlsx.values import SheetCell


def texts(*words: str) -> list[SheetCell]:
    """Return cells of text."""
    return [SheetCell(said, said) for said in words]


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("深圳", 4), ("第26届", 6), ("–", 2), ("😀", 1)])
def test_cells(text: str, wide: int) -> None:
    """A Chinese character is as wide as two others."""
    assert cells(text) == wide


def test_width() -> None:
    """A column is as wide as its widest line needs, and no wider than it may be."""
    assert width(40, "No.", texts("深圳", "a\n深圳市科技创新局", "")) == 18
    assert width(10, "No.", texts("深圳市科技创新局")) == 10


def test_width_of_numbers() -> None:
    """A number that is cut shows nothing but hashes, so a column has room for all of its words."""
    assert width(10, "No.", [SheetCell("超1,007,200,000,000元", 1_007_200_000_000), *texts("深圳市科技创新局")]) == 23


def test_width_of_a_column_without_cells() -> None:
    """Its head has room on two lines without a broken word, and it is never too narrow to be seen."""
    assert width(40, "连续未报期数", []) == 8
    assert width(40, "A", []) == 6
    assert width(7, "Problem", []) == pytest.approx(9.7)


def test_height() -> None:
    """A row is as high as the text with most lines."""
    assert height(["一", "", "7"], [10, 10, 10]) == height([""], [10])
    assert [height([text], [10]) for text in ("深圳", "深圳市科技创新", "深\n圳\n市")] == [
        17.5,
        32.0,
        46.5,
    ]


def test_height_in_bold() -> None:
    """Bold letters are wider, so a line may end before it would otherwise."""
    assert (height(["深圳市科"], [9]), height(["深圳市科"], [9], bold=True)) == (17.5, 32.0)


def test_height_of_an_endless_text() -> None:
    """No program shows a row that is higher than a page."""
    assert height(["深" * 9999], [10]) == HIGHEST
