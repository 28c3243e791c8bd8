"""Whether an amount counts anything."""

from __future__ import annotations

import pytest

from plantrack.documents.figures.counted import counts
from plantrack.documents.figures.quantities import amount_at


@pytest.mark.parametrize(
    ("before", "number", "counted"),
    [
        ("新增", "5家", True),
        ("达到", "3.4", True),
        ("方案", "3", False),
        ("活动", "2024个", True),
        ("活动", "2024", False),
        ("第一次", "2024企业", False),
        ("连续", "5年", True),
        ("延长", "30年", True),
        ("三个", "5年", False),
        ("更新", "20年以上", True),
        ("新增", "两家", True),
        ("做到", "两个", False),
        ("新增", "两个", True),
        ("新增", "一家", True),
        ("每", "一家", False),
        ("吸引", "十余家", True),
        ("突破", "千亿元", True),
        ("", "万元", False),
        ("", "百万名", True),
        ("数", "百家", False),
        ("第", "三家", False),
        ("增长", "两倍", True),
        ("", "三家", True),
        ("，", "三家", True),
        ("", "三个", False),
        ("近", "百万", True),
        ("", "百万", False),
    ],
)
def test_what_counts(before: str, number: str, *, counted: bool) -> None:
    """Digits with a unit; a Chinese numeral where the words say that it counts."""
    text = f"{before}{number}，".replace("，", ",")
    amount = amount_at(text, len(before))
    assert amount is not None
    assert counts(text, amount) is counted
