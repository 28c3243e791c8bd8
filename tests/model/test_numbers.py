"""Numbers wherever they stand: digits, Chinese numerals, magnitudes and shares."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.model.numbers import SHARE, Number, chinese_value, magnitude, number_at, share


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
        ("九万四", 94_000),
        ("三亿五", 350_000_000),
        ("三千六", 3600),
        ("一万二千五", 12_500),
        ("二百五", 250),
        ("一万零五", 10_005),
        ("一万零五百", 10_500),
        ("两万五千亿", 2_500_000_000_000),
        ("五点五", Decimal("5.5")),
        ("负五点五", Decimal("-5.5")),
        ("两三", None),
        ("亿亿", None),
        ("一亿两亿", None),
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
        ("12家", Number(0, 2, Decimal(12))),
        ("1.5万家", Number(0, 4, Decimal("1.5"), 10**4)),
        ("20余万人", Number(0, 4, Decimal(20), 10**4, "余")),
        ("20万多人", Number(0, 4, Decimal(20), 10**4, "多")),
        ("300千瓦", Number(0, 3, Decimal(300))),
        ("1亿2000万元", Number(0, 7, Decimal(120_000_000))),
        ("2千3百万元", Number(0, 5, Decimal(23_000_000))),
        ("3亿5千6百万元", Number(0, 7, Decimal(356_000_000))),
        ("3万4000人", Number(0, 6, Decimal(34_000))),
        ("5万8千6百元", Number(0, 6, Decimal(58_600))),
        ("1亿零500万元", Number(0, 7, Decimal(105_000_000))),
        ("1万零5家", Number(0, 4, Decimal(10_005))),
        ("3万5G基站", Number(0, 2, Decimal(3), 10**4)),
        ("1亿2024年", Number(0, 2, Decimal(1), 10**8)),
        ("1亿20000万", Number(0, 2, Decimal(1), 10**8)),
        ("1.5亿2000万", Number(0, 4, Decimal("1.5"), 10**8)),
        ("九千亿元", Number(0, 3, Decimal(9), 10**11, chinese=True)),
        ("三点二万家", Number(0, 4, Decimal("3.2"), 10**4, chinese=True)),
        ("三十千瓦", Number(0, 2, Decimal(30), chinese=True)),
        ("12千米", Number(0, 2, Decimal(12))),
        ("12千人", Number(0, 3, Decimal(12), 1000)),
        ("负3.9%", Number(0, 4, Decimal("-3.9"))),
        ("十余家", Number(0, 2, Decimal(10), amid="余", chinese=True)),
        ("9" * 19, None),
        ("9" * 40, None),
        ("家", None),
    ],
)
def test_a_number_goes_up_to_its_unit(text: str, expected: Number | None) -> None:
    """With what stands between its digits and the unit; nothing beyond what a journal keeps."""
    assert number_at(text, 0) == expected


@pytest.mark.parametrize(
    ("before", "number", "value"),
    [
        ("增速为", "-3.9%", "-3.9"),
        ("增速为", "负3.9%", "-3.9"),
        ("资金净流出", "-120万元", "-1200000"),
        ("净利润", "—3亿元", "-300000000"),
        ("为企业减负", "2500亿元", "250000000000"),
        ("肩负", "3项", "3"),
        ("项目-", "5个", "5"),
    ],
)
def test_a_sign_belongs_to_a_number_where_the_words_allow_it(before: str, number: str, value: str) -> None:
    """A dash behind another word is no minus, and 负 may end one."""
    found = number_at(before + number, len(before))
    assert found is not None
    assert found.whole == Decimal(value)


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("2", "3万", 20_000),
        ("2", "3千万", 20_000_000),
        ("七千", "九千亿", 700_000_000_000),
        ("一百二十", "一百五十万", 1_200_000),
        ("两百", "三百五十万", 2_000_000),
        ("八", "十万", 80_000),
        ("二", "三十万", 20_000),
        ("一", "二十", 1),
        ("1千", "5千万", 10_000_000),
        ("5000", "1万", 5000),
        ("一千", "两万", 1000),
        ("五百", "一千", 500),
        ("1亿2000万", "2亿", 120_000_000),
    ],
)
def test_the_lower_end_of_a_range_counts_as_the_upper_one_says(low: str, high: str, value: int) -> None:
    """Where it stands below it by that, and names no such magnitude itself."""
    first, last = number_at(low, 0), number_at(high, 0)
    assert first is not None
    assert last is not None
    assert first.up_to(last) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("百分之3.2", (Decimal("3.2"), "%")),
        ("百分之七点五", (Decimal("7.5"), "%")),
        ("百分之一百二十", (Decimal(120), "%")),
        ("负百分之三", (Decimal(-3), "%")),
        ("千分之五", (Decimal(5), "‰")),
        ("三分之二", (Decimal("0.6667"), "")),
        ("七成半", (Decimal("0.75"), "")),
        ("两成", (Decimal("0.2"), "")),
        ("3成", (Decimal("0.3"), "")),
        ("3.5成", (Decimal("0.35"), "")),
        ("三点五成", (Decimal("0.35"), "")),
        ("3成半", (Decimal("0.35"), "")),
        ("3成五", (Decimal("0.35"), "")),
        ("十成", (Decimal(1), "")),
        ("10成", (Decimal(1), "")),
        ("3成长期失业", (Decimal("0.3"), "")),
        ("三成年轻人", (Decimal("0.3"), "")),
        ("三分之五", None),
        ("三成立", None),
        ("3成员", None),
        ("3成长", None),
        ("3成果", None),
        ("三成为", None),
        ("一成不变", None),
        ("12成", None),
    ],
)
def test_shares(text: str, expected: tuple[Decimal, str] | None) -> None:
    """A percentage is one; a fraction is one of one."""
    found = re.match(SHARE, text)
    assert (share(found) if found else None) == expected


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
