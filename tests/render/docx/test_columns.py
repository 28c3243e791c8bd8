"""Widths of columns: words stay whole, and rows are as low as they can be."""

from __future__ import annotations

from plantrack.render.docx.columns import BESIDE, NARROW, width_of, widths_of


def test_short_tables_keep_their_proportions() -> None:
    """Where everything fits on one line, the room is shared as the texts are wide."""
    one, two = widths_of([[["一二三四五六七八"], ["一二三四五六七八一二三四五六七八"]]], 9000, 1)
    assert one + two == 9000
    assert abs(two / one - (32 * NARROW + BESIDE) / (16 * NARROW + BESIDE)) < 0.01


def test_long_texts_get_the_room() -> None:
    """A column that is long in many rows gets more than one that is long in a single row."""
    often = [[["短"], ["名" * 40], ["一"]]] * 9
    once, many, _ = widths_of([[["名" * 60], ["短"], ["一"]], *often], 9000, 1)
    assert many > once


def test_rows_of_every_length_count() -> None:
    """However many long rows there are, the short ones decide as well."""
    long, short = [["名" * 60], ["词"]], [["名"], ["词" * 14]]
    few, many = (widths_of([*[long] * 40, *[short] * n], 5200, 1)[1] for n in (0, 400))
    assert many > few
    assert many >= 28 * NARROW + BESIDE


def test_words_stay_whole() -> None:
    """A long word, a day and a number are not broken, as far as there is room."""
    cells = [["2024-11-17"], ["responsibility"], ["名" * 300]]
    day, word, _ = widths_of([cells] * 3, 9000, 1)
    assert day >= 10 * NARROW + BESIDE
    assert word >= 14 * NARROW + BESIDE


def test_stacked_lines_count() -> None:
    """What stands in two languages is twice as high, so its column gets the room of both."""
    single = widths_of([[["名" * 40], ["词" * 40]]] * 3, 6000, 1)
    stacked = widths_of([[["名" * 40], ["词" * 40, "w" * 120]]] * 3, 6000, 1)
    assert stacked[1] > single[1]


def test_signs_that_fonts_draw_broad() -> None:
    """They are as wide as a Chinese character; letters are a little narrower than digits."""
    assert (width_of("→"), width_of("1"), width_of("一"), width_of("abcdefgh")) == (2, 1, 2, 7)
