"""Of which kind an amount is."""

from __future__ import annotations

import pytest

from plantrack.documents.figures.kinds import grows, kind_of
from plantrack.documents.figures.quantities import Amount, amount_at
from plantrack.model.amounts import Kind


def found(text: str) -> Amount:
    """Return the first amount in digits."""
    amount = amount_at(text, next(place for place, char in enumerate(text) if char.isdecimal()))
    assert amount is not None
    return amount


@pytest.mark.parametrize(
    ("text", "summary", "plan"),
    [
        ("收入增长5%,", Kind.GROWTH, Kind.TARGET),
        ("占比达5%,", Kind.MEASURE, Kind.TARGET),
        ("力争收入增长5%,", Kind.GROWTH, Kind.STRETCH),
        ("用好20亿元基金", Kind.MEASURE, Kind.PARAMETER),
        ("投资5亿元以上项目", Kind.THRESHOLD, Kind.THRESHOLD),
        ("投资5亿元以上,", Kind.MEASURE, Kind.TARGET),
        ("项目30个以上,", Kind.MEASURE, Kind.TARGET),
        ("建设30个以上基地", Kind.MEASURE, Kind.TARGET),
        ("连续5年", Kind.STREAK, Kind.STREAK),
        ("增长2倍", Kind.MULTIPLE, Kind.TARGET),
    ],
)
def test_the_words_around_decide(text: str, summary: Kind, plan: Kind) -> None:
    """In the summary and in the plan part."""
    amount = found(text)
    assert [kind_of(text, 0, amount, None, planned=planned) for planned in (False, True)] == [summary, plan]


def test_what_stands_beside_is_of_the_same_kind() -> None:
    """分别增长6%、8%."""
    text = "出口、进口分别增长6%、8%"
    first, second = amount_at(text, 9), amount_at(text, 12)
    assert first is not None
    assert second is not None
    assert kind_of(text, 0, second, (first, Kind.GROWTH), planned=False) is Kind.GROWTH


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("增长", True),
        ("增速达到", True),
        ("比上年减少", True),
        ("提高到", False),
        ("增速高于全国", False),
        ("增速比全国高", False),
        ("占比", False),
    ],
)
def test_rates_of_change(before: str, *, expected: bool) -> None:
    """A gap and a level are none."""
    assert grows(before) is expected
