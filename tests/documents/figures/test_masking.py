"""What is blanked before numbers are looked for: every pattern of the table."""

from __future__ import annotations

import re

import pytest

from plantrack.documents.figures.masking import MASK, mask_non_figures
from plantrack.documents.vocabulary import table

EXAMPLES = [
    "八项规定", "前2%", "《100个项目》", "[12]", "〔2024〕5号", "2024-01-15", "2024—2029年", "2024年1月5日",
    "1—12月", "3月底", "9:30", "下午3时", "20+8", "B2B", "PM2.5",
    "每10万人", "第18号", "二十届三中全会", "第十四届全国人民代表大会", "17号线", "107国道", "世界500强",
    "5A级", "3.0版", "75周年", "二期", "3年行动", "近三年", "前三季度",
    "C919", "3个半月", "500千伏", "24小时营业", "11方面工作", "六件民生实事", "排第一位的", "0755-88101234", "12345热线",
]  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_is_no_figure_is_blanked(example: str) -> None:
    """At the same length, and nothing beside it."""
    assert mask_non_figures(f"甲{example}，乙") == f"甲{MASK * len(example)}，乙"


def test_every_pattern_has_an_example() -> None:
    """A pattern that no example needs would be no one's."""
    idle = [p for p in table("figure_none")["patterns"] if not any(re.search(p, example) for example in EXAMPLES)]
    assert idle == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“1+5”", MASK * 5),
        ("“六连冠”", "“六连冠”"),
        ("“力争全年新增规模以上工业企业120家”", "“力争全年新增规模以上工业企业120家”"),
        ("“12", "“12"),
    ],
)
def test_codes_between_quotation_marks(text: str, expected: str) -> None:
    """Short ones only; what has no end is read."""
    assert mask_non_figures(text) == expected
