"""Amounts with their qualifiers, and ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plantrack.documents.figures.quantities import Amount, amount_at, qualifier_before
from plantrack.model.amounts import Kind


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("超2.5万家", 1, Amount(first=0, last=6, core=1, value=Decimal(25_000), unit="家", qualifier="超")),
        ("5%—6%", 0, Amount(first=0, last=5, core=0, value=Decimal(5), value_to=Decimal(6), unit="%")),
        ("3至5家", 0, Amount(first=0, last=4, core=0, value=Decimal(3), value_to=Decimal(5), unit="家")),
        ("5000-1万元", 0, Amount(first=0, last=8, core=0, value=Decimal(5000), value_to=Decimal(10_000), unit="元")),
        ("从3家到5家", 1, Amount(first=1, last=3, core=1, value=Decimal(3), unit="家")),
        ("2024", 0, Amount(first=0, last=4, core=0, value=Decimal(2024), bare=True)),
        ("2倍", 0, Amount(first=0, last=2, core=0, value=Decimal(2), unit="倍", form=Kind.MULTIPLE)),
        ("十余家", 0, Amount(first=0, last=3, core=0, value=Decimal(10), unit="家", qualifier="余", chinese=True)),
        ("千家", 0, Amount(first=0, last=2, core=0, value=Decimal(1000), unit="家", chinese=True, lone=True)),
        ("家", 0, None),
    ],
)  # fmt: skip
def test_an_amount_begins_with_its_number(text: str, place: int, expected: Amount | None) -> None:
    """Its quote begins with the qualifier."""
    assert amount_at(text, place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业超", ("超", 2)),
        ("企业超 ", ("超", 2)),
        ("企业不超过", ("不超过", 2)),
        ("项目等", ("等", 3)),
        ("至少建设", ("至少", 4)),
        ("节约", (None, 2)),
        ("企业", (None, 2)),
    ],
)
def test_the_qualifier_before_a_place(text: str, expected: tuple[str | None, int]) -> None:
    """And where the amount begins with it; 等 and what a verb parts from the number stay outside."""
    assert qualifier_before(text, len(text)) == expected
