"""One spelling for what can be written in many."""

from __future__ import annotations

import pytest

from plantrack.dates.spelling import one_spelling


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("２０２４年１１月", "2024年11月"),
        ("二〇二四年十一月", "2024年11月"),
        ("廿五日", "25日"),
        ("1—12月", "1-12月"),
        ("“三季度”", "3季度"),
        ("  Next   FRIDAY ", "next friday"),
        ("the third quarter", "q3"),
        ("second half", "h2"),
        ("in five working days", "in 5 working days"),
        ("三五天", "三五天"),
        ("10月 中旬", "10月中旬"),
        ("卅一日", "31日"),
        ("二O二四年", "2024年"),
    ],
)
def test_what_means_the_same_is_written_the_same(written: str, one: str) -> None:
    """Width, dashes, quotes, blanks, letters and numerals; 三五 is no number and stays."""
    assert one_spelling(written) == one
    assert one_spelling(one) == one
