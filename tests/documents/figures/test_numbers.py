"""Numbers in running text, and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.figures.numbers import Number, chinese_value, magnitude, number_at


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("二十五", 25),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("三万", 30_000),
        ("一万二千", 12_000),
        ("两亿五千万", 250_000_000),
        ("三万亿", 3 * 10**12),
        ("千", 1000),
        ("百万", 10**6),
        ("五点五", Decimal("5.5")),
        ("一二三", None),
        ("十十", None),
        ("二〇二四", None),
        ("万万万", None),
        ("一" * 100, None),
        ("", None),
    ],
)
def test_chinese_numerals(text: str, value: int | Decimal | None) -> None:
    """None for what is no numeral, such as digits in a row."""
    assert chinese_value(text) == value


@pytest.mark.parametrize(
    ("word", "size"), [("", 1), ("万", 10**4), ("千万", 10**7), ("百亿", 10**10), ("十万", 10**5), ("万亿", 10**12)]
)
def test_magnitudes(word: str, size: int) -> None:
    """Two in one multiply."""
    assert magnitude(word) == size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12家", Number(0, 2, Decimal(12), bare=True)),
        ("1.5万家", Number(0, 4, Decimal("1.5"), 10**4)),
        ("20余万人", Number(0, 4, Decimal(20), 10**4, "余")),
        ("20万多人", Number(0, 4, Decimal(20), 10**4, "多")),
        ("300千瓦", Number(0, 3, Decimal(300), bare=True)),
        ("1亿2000万元", Number(0, 7, Decimal(120_000_000), bare=True)),
        ("十余家", Number(0, 2, Decimal(10), amid="余", chinese=True, bare=True)),
        ("9" * 19, None),
        ("9" * 40, None),
        ("家", None),
    ],
)
def test_a_number_goes_up_to_its_unit(text: str, expected: Number | None) -> None:
    """With what stands between its digits and the unit; nothing beyond what a journal keeps."""
    assert number_at(text, 0) == expected


@given(st.integers(1, 9999))
def test_a_written_numeral_is_its_value(value: int) -> None:
    """Whatever the number below ten thousand."""
    assert chinese_value(written(value)) == value


def written(value: int) -> str:
    """Return the Chinese numeral of a number below ten thousand."""
    text, zero = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + word
        zero = not digit
    return text
