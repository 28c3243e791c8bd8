"""Units of amounts: one name for each, and what they count by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plantrack.model.amount_reader import parse_quantity
from plantrack.model.amounts import Quantity
from plantrack.model.measures import SYMBOLS, canonical_unit, converted, in_ones, split_magnitude


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("平方米", "㎡"),
        ("M2", "㎡"),
        ("Yuan", "元"),
        ("RMB", "元"),
        ("percent", "%"),
        ("人民币", "元"),
        ("千米", "公里"),
        ("kWh", "千瓦时"),
        ("km²", "平方公里"),
        ("摄氏度", "℃"),
        ("家", "家"),
        ("㎡", "㎡"),
        ("台（套）", "台(套)"),
    ],
)
def test_units_have_one_name_for_comparing(unit: str, name: str) -> None:
    """平方米 and ㎡ are the same; a unit not known otherwise stands for itself."""
    assert canonical_unit(unit) == name


@pytest.mark.parametrize(
    ("unit", "ones", "split"),
    [
        ("亿元", (10**8, "元"), (10**8, "元")),
        ("万千瓦", (10**7, "瓦"), (10**4, "千瓦")),
        ("千瓦", (1000, "瓦"), (1, "千瓦")),
        ("千人", (1000, "人"), (1000, "人")),
        ("百万人次", (10**6, "人次"), (10**6, "人次")),
        ("百分点", (1, "个百分点"), (1, "百分点")),
        ("家", (1, "家"), (1, "家")),
        ("万", (1, "万"), (1, "万")),
    ],
)
def test_a_unit_may_begin_with_a_magnitude(unit: str, ones: tuple[int, str], split: tuple[int, str]) -> None:
    """亿元 counts by a magnitude of the number; the 千 of 千瓦 is the unit's own."""
    assert (in_ones(unit), split_magnitude(unit)) == (ones, split)


@pytest.mark.parametrize(
    ("value", "given", "expected", "result"),
    [
        ("1580.25", "亿元", "元", "158025000000"),
        ("158025000000", "元", "亿元", "1580.25"),
        ("12", "千米", "公里", "12"),
        ("12", "千米", "米", "12000"),
        ("5000", "米", "公里", "5"),
        ("25", "km", "万千米", "0.0025"),
        ("5", "kW", "瓦", "5000"),
        ("500", "千瓦", "万千瓦", "0.05"),
        ("3", "家", "个", None),
        ("3", "千分点", "百分点", None),
    ],
)
def test_an_amount_in_another_name_of_its_unit(value: str, given: str, expected: str, result: str | None) -> None:
    """Only magnitudes move; nothing is converted from one unit to another."""
    assert converted(Decimal(value), given, expected) == (None if result is None else Decimal(result))


@pytest.mark.parametrize("unit", SYMBOLS)
def test_what_is_shown_with_a_symbol_can_be_typed(unit: str) -> None:
    """In the unit, and in one that counts by ten thousand of it."""
    for name in (unit, f"万{unit}"):
        shown = Quantity(25, name)
        assert parse_quantity(shown.text("en"), name) == shown
