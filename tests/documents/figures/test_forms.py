"""Editions, ranks, fractions, doublings and runs."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from plantrack.documents.figures.forms import form_of, pattern
from plantrack.model.amounts import Kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二十五届", (Decimal(25), "届", None, Kind.EDITION)),
        ("全国第3位", (Decimal(3), "位", None, Kind.RANK)),
        ("全国第二大", (Decimal(2), "位", None, Kind.RANK)),
        ("第5名", (Decimal(5), "名", None, Kind.RANK)),
        ("排名第5", (Decimal(5), "位", None, Kind.RANK)),
        ("首位", (Decimal(1), "位", None, Kind.RANK)),
        ("前十", (Decimal(10), "位", "前", Kind.RANK)),
        ("前3名", (Decimal(3), "名", "前", Kind.RANK)),
        ("近百分之五", (Decimal(5), "%", "近", None)),
        ("三分之二", (Decimal("0.6667"), "", None, Kind.FRACTION)),
        ("七成半", (Decimal("0.75"), "", None, Kind.FRACTION)),
        ("3成", (Decimal("0.3"), "", None, Kind.FRACTION)),
        ("共5个,3成完工", (Decimal("0.3"), "", None, Kind.FRACTION)),
        ("近3.5成", (Decimal("0.35"), "", "近", Kind.FRACTION)),
        ("3成半", (Decimal("0.35"), "", None, Kind.FRACTION)),
        ("从三到五成", (Decimal("0.5"), "", None, Kind.FRACTION)),
        ("五到三成", None),
        ("八成以上", (Decimal("0.8"), "", "以上", Kind.FRACTION)),
        ("过半", (Decimal("0.5"), "", "超过", Kind.FRACTION)),
        ("比例1∶3.4", (Decimal("3.4"), "", None, None)),
        ("比例2.1:1", (Decimal("2.1"), "", None, None)),
        ("翻番", (Decimal(2), "倍", None, Kind.MULTIPLE)),
        ("翻三番", (Decimal(8), "倍", None, Kind.MULTIPLE)),
        ("九连冠", (Decimal(9), "连冠", None, Kind.STREAK)),
        ("放在首位", None),
        ("工序第5", None),
        ("甲队1:3", None),
        ("三分之五", None),
    ],
)
def test_forms(text: str, expected: tuple[Decimal, str, str | None, Kind | None] | None) -> None:
    """Value, unit, qualifier and kind; None for what only looks like one."""
    found = pattern().search(text)
    assert found is not None
    amount = form_of(text, found)
    told = None if amount is None else (amount.value, amount.unit, amount.qualifier, amount.form)
    assert told == expected


@pytest.mark.parametrize("text", ["三到五成", "3—5成", "3至5成", "三~五成", "3-5成以上"])
def test_a_range_of_tenths(text: str) -> None:
    """Both of its ends count tenths."""
    found = pattern().search(text)
    assert found is not None
    amount = form_of(text, found)
    assert amount is not None
    assert (amount.first, amount.last) == (0, len(text))
    assert (amount.value, amount.value_to, amount.form) == (Decimal("0.3"), Decimal("0.5"), Kind.FRACTION)


@pytest.mark.parametrize(
    "text",
    [
        "前列",
        "第三方",
        "第一批",
        "三成立",
        "首位度",
        "提前三",
        "翻新",
        "过半年",
        "三次产业",
        "3成员",
        "6.3成立",
        "1,3成",
        "12成",
        "A3成套",
        "统一成",
        "二十三成",
        "一成不变",
    ],
)
def test_what_is_no_such_form(text: str) -> None:
    """Words that share characters with one."""
    assert re.search(pattern(), text) is None
