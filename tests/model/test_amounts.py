"""Amounts as people write them, in Chinese and English: written down."""

from __future__ import annotations

import pytest

from plantrack.model.amounts import Kind, Quantity, plain_number


@pytest.mark.parametrize(
    ("quantity", "zh", "en"),
    [
        (Quantity(24_700, "家", "超"), "超2.47万家", "over 24,700"),
        (Quantity(25_000, "家", "突破"), "突破2.5万家", "over 25,000"),
        (Quantity(24_712, "家"), "24712家", "24,712"),
        (Quantity(2000, "家", "近"), "近2000家", "nearly 2,000"),
        (Quantity(4300, "项", "余"), "4300余项", "over 4,300"),
        (Quantity(300_000, "人", "多"), "30万多人", "over 300,000"),
        (Quantity(30, "公里", "多"), "30多公里", "over 30 km"),
        (Quantity(3, "公里", "多"), "3公里多", "over 3 km"),
        (Quantity(3, "个月", "多"), "3个多月", "over 3"),
        (Quantity(1000, "家", "以上"), "1000家以上", "at least 1,000"),
        (Quantity(5, "%", "以内"), "5%以内", "at most 5%"),
        (Quantity(158_025_000_000, "元"), "1580.25亿元", "CNY 158.025 billion"),
        (Quantity(2_450_000_000_000, "元"), "24500亿元", "CNY 2.45 trillion"),
        (Quantity(123_456_000, "元"), "12345.6万元", "CNY 123.456 million"),
        (Quantity(15_000, "元"), "1.5万元", "CNY 15,000"),
        (Quantity(99.5, "元"), "99.5元", "CNY 99.5"),
        (Quantity(-30_000, "元"), "-3万元", "CNY -30,000"),
        (Quantity(26, "届"), "第26届", "no. 26"),
        (Quantity(21, "年", "连续"), "连续21年", "21 years"),
        (Quantity(1, "年"), "1年", "1 year"),
        (Quantity(7.5, "%"), "7.5%", "7.5%"),
        (Quantity(2, "倍"), "2倍", "2 times"),
        (Quantity(30, "家", "不足"), "不足30家", "under 30"),
        (Quantity(3, "公里", "上下"), "3公里上下", "about 3 km"),
        (Quantity(500_000, "㎡"), "50万㎡", "500,000 m²"),
        (Quantity(500_000, "平方米"), "50万平方米", "500,000 m²"),
        (Quantity(123_456_789_012, "元"), "12345678.9012万元", "CNY 123,456,789,012"),
        (Quantity(1_234_567_800, "元"), "123456.78万元", "CNY 1,234.5678 million"),
        (Quantity(860_000_000, "美元"), "8.6亿美元", "USD 860 million"),
        (Quantity(60, "亿元"), "60亿元", "CNY 6 billion"),
        (Quantity(25, "万千瓦"), "25万千瓦", "25 × 10,000 kW"),
        (Quantity(12, "千克"), "12千克", "12 kg"),
        (Quantity(20, "摄氏度"), "20摄氏度", "20 °C"),
        (Quantity(3, "兆瓦", None, 5), "3兆瓦至5兆瓦", "3 MW to 5 MW"),
        (Quantity(25_000, "万人"), "25000万人", "25,000 × 10,000"),
        (Quantity(25_000, "千瓦"), "2.5万千瓦", "25,000 kW"),
    ],
)
def test_amounts_are_written_as_people_write_them(quantity: Quantity, zh: str, en: str) -> None:
    """Chinese counts in 万 and 亿 where nothing is lost; English leaves nouns to the label, and has symbols."""
    assert (quantity.text("zh"), quantity.text("en"), str(quantity)) == (zh, en, zh)


@pytest.mark.parametrize(("language", "text"), [("zh", "第2位"), ("en", "no. 2")])
def test_ranks_are_places(language: str, text: str) -> None:
    """A rank is written as the place it is, one of the first as that."""
    assert Quantity(2, "位").text(language, Kind.RANK) == text
    assert Quantity(10, "位", "前").text(language, Kind.RANK) == {"zh": "前10位", "en": "top 10"}[language]


@pytest.mark.parametrize(
    ("qualifier", "exact"),
    [(None, True), ("连续", True), ("超", False), ("突破", False), ("以上", False), ("余", False), ("近", False)],
)
def test_qualified_amounts_are_not_exact(qualifier: str | None, exact: bool) -> None:  # noqa: FBT001 - a column
    """超, 突破, 以上 and the like make a comparison approximate; 连续 says nothing about the number."""
    assert Quantity(5, "家", qualifier).exact is exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (100, "100"),
        (2.50, "2.5"),
        (0.00004, "0"),
        (1 / 3, "0.3333"),
        (1e16, "10000000000000000"),
    ],
)
def test_numbers_have_no_exponent_and_no_idle_zeros(value: float, text: str) -> None:
    """At most four decimals are written."""
    assert plain_number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (10**40, "元", "1" + "0" * 32 + "亿元", "CNY " + f"{10**28:,} trillion"),
        (1e300, "家", "1" + "0" * 296 + "万家", f"{10**300:,}"),
        (5.123456, "元", "5.1235元", "CNY 5.1235"),
        (3.2, "‰", "3.2‰", "3.2‰"),
        (0.5, "个百分点", "0.5个百分点", "0.5 percentage points"),
    ],
)
def test_numbers_have_four_decimals_at_most_and_their_unit(value: float, unit: str, zh: str, en: str) -> None:
    assert (Quantity(value, unit).text("zh"), Quantity(value, unit).text("en")) == (zh, en)
