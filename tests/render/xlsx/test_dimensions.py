"""How wide columns are, and how high rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.render.xlsx.dimensions import A3, A4, HIGHEST, PIXELS, across, fitted, height, least, needed, weight
from plantrack.render.xlsx.values import SheetCell

LIMITS = st.tuples(st.floats(1, 20), st.floats(0, 500), st.floats(0, 100)).map(lambda c: (c[0] + c[1], c[0], c[2]))


def texts(*words: str) -> list[SheetCell]:
    """Return cells of text."""
    return [SheetCell(said, said) for said in words]


def test_paper() -> None:
    """A page has room for so many characters that they are printed in 9 points on A4, in 7 on A3."""
    assert [round(paper.room(9)) for paper in (A4, A3)] == [159, 301]


def test_width() -> None:
    """A column needs the width of its widest line."""
    assert needed("No.", texts("深圳", "a\n深圳市科技创新局", "")) == 17


def test_width_of_numbers() -> None:
    """A number that is cut shows nothing but hashes, so a column has room for all of its words."""
    assert least("No.", [SheetCell("超1,007,200,000,000元", 1_007_200_000_000), *texts("深圳市科技创新局")]) == 26.25


def test_width_of_a_head() -> None:
    """It has room on two lines beside the button of the filter, without a broken word."""
    assert [round(least(head, []), 1) for head in ("连续未报期数", "A", "Problem")] == [8.6, 5.0, 9.7]


def test_weight() -> None:
    """A column of long texts asks for more than one of short texts, or of few."""
    weights = [weight(texts(*words)) for words in (["深" * 40] * 4, ["深" * 40, "", "", ""], ["深"] * 4, [])]
    assert weights == sorted(weights, reverse=True)


def test_columns_that_fit() -> None:
    """They have the width that they need."""
    assert fitted([(30, 5, 4), (8, 5, 1)], 100) == [30, 8]


def test_columns_that_do_not_fit() -> None:
    """Long texts get more of the page than short ones, and no column less than its least."""
    assert fitted([(400, 5, 40), (100, 5, 10), (12, 12, 1)], 112) == pytest.approx([80, 20, 12])


@given(st.lists(LIMITS, max_size=8), st.floats(10, 300))
def test_widths(columns: list[tuple[float, float, float]], room: float) -> None:
    """Columns are on the page where their least allows it, and always between that and what they need."""
    widths = fitted(columns, room)
    assert sum(widths) <= max(room, sum(few for _, few, _ in columns)) + 1e-6
    assert all(few <= wide <= most for wide, (most, few, _) in zip(widths, columns, strict=True))


def test_height() -> None:
    """A row is as high as the text with most lines, in the font of the language."""
    assert height(["一", "", "7"], [10, 10, 10], "zh") == height([""], [10], "zh")
    assert [height([text], [10], "zh") for text in ("深圳", "深圳市科技创新", "深\n圳\n市")] == [17.5, 32.0, 46.5]
    assert height(["one two three"], [8], "en") == pytest.approx(30.2)


def test_thin_letters() -> None:
    """They take less of a line in a font whose letters differ."""
    assert [height(["till it is filled"], [12], language) for language in ("zh", "en")] == [32.0, pytest.approx(16.6)]


def test_height_in_bold() -> None:
    """Bold letters are wider, so a line may end before it would otherwise."""
    assert [height(["深圳市科"], [8.3], "zh", bold=bold) for bold in (False, True)] == [17.5, 32.0]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("深圳市科技，创新局", 2),  # the comma stays behind its character
        ("深圳市科（创新局委）", 3),  # a bracket stays with what it encloses
        ("2026-04-30前", 2),  # broken behind a hyphen
        ("a b c d e f g h i", 2),
        ("x" * 25, 3),
    ],
)
def test_lines(text: str, lines: int) -> None:
    """Lines break between words, and a word that is longer than a line within it."""
    assert height([text], [9.8], "zh") == 14.5 * lines + 3


def test_height_of_an_endless_text() -> None:
    """No program shows a row that is higher than a page."""
    assert height(["深" * 9999], [10], "zh") == HIGHEST


def test_columns_together() -> None:
    """A column is five pixels wider than its characters, which have seven each."""
    assert across([10, 20]) * PIXELS == pytest.approx(7 * 30 + 5 * 2)
