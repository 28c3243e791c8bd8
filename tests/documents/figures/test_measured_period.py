"""The period a figure is of."""

from __future__ import annotations

import pytest

from plantrack.documents.figures.measured_period import period_of


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全市新增企业", "2023"),
        ("1—12月，全市新增企业", "2023-01/2023-12"),
        ("1至11月全市新增企业", "2023-01/2023-11"),
        ("上半年新增企业", "2023-01/2023-06"),
        ("前三季度新增企业", "2023-01/2023-09"),
        ("三季度新增企业", "2023-07/2023-09"),
        ("前11个月新增企业", "2023-01/2023-11"),
        ("前十个月新增企业", "2023-01/2023-10"),
        ("规模由2020年的", "2020"),
        ("截至2023年底，企业总数", "2023-12"),
        ("截至2024年3月，企业总数", "2024-03"),
        ("2022年1—6月，企业总数", "2022-01/2022-06"),
        ("2022年新增企业", "2022"),
        ("到2027年，企业总数", "2027"),
        ("比2019年增长", "2023"),
        ("五年来累计新增企业", None),
        ("“十四五”以来累计新增企业", None),
        ("上半年新增企业多。全年新增企业", "2023"),
        ("由2019年的5家增加到2023年的", "2023"),
    ],
)
def test_the_period_is_the_one_that_the_sentence_names(text: str, period: str | None) -> None:
    """The last one before the number; else the year of the part."""
    assert period_of(text, len(text), 2023) == period


def test_without_a_year_nothing_is_said() -> None:
    """A month alone is of no year."""
    assert (period_of("新增企业", 4, None), period_of("1—6月新增企业", 8, None)) == (None, None)


def test_a_year_that_a_share_is_measured_against_is_not_its_period() -> None:
    """恢复到2019年的118% is told of the year of the part."""
    text = "1—6月客流恢复到2019年的118%、2020年的近3倍。"
    assert [period_of(text, text.index(word), 2023) for word in ("118%", "近3倍")] == ["2023-01/2023-06"] * 2
