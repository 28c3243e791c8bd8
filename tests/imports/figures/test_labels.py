"""What a figure measures, in the words around it."""

from __future__ import annotations

import pytest

from plantrack.documents.figures import find_figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("全市新增上市企业12家。", ["全市新增上市企业"]),
        ("新增12家上市企业。", ["新增上市企业"]),
        ("设立20亿元种子基金。", ["设立种子基金"]),
        ("工业产值达900亿元，增长6%。", ["工业产值", "工业产值增长"]),
        ("工业产值900亿元、增长6%，占全省的12%。", ["工业产值", "工业产值增长", "工业产值占全省"]),
        ("出口、进口分别增长6%、8%。", ["出口、进口分别增长", "进口增长"]),
        ("共有30家展商、12个团组和80个项目参展。", ["展商", "团组", "项目参展"]),
        ("（二）实施12项重点任务。", ["实施重点任务"]),
        ("其中省级平台8个。", ["省级平台"]),
        ("专利申请量连续20年居全国首位。", ["专利申请量居全国首位", "专利申请量居全国"]),
        ("2023年税收90亿元。", ["税收"]),
        ("高新技术企业新增100家，超900家。", ["高新技术企业新增", "高新技术企业新增"]),
        ("惠及居民6万户、18万人。", ["惠及居民", "惠及居民"]),
        ("5%。", ["%"]),
    ],
)
def test_labels_say_what_is_counted(text: str, labels: list[str]) -> None:
    """Without the number; an elliptic figure speaks of what the one before it does."""
    assert [figure.label for figure in find_figures(text, 2024, planned=False)] == labels
