"""Lists inside one cell."""

from __future__ import annotations

from differences import differing

from plantrack.documents.tables.cell_lists import listed

LISTS = {
    "优化环境：1.出台措施；2.上线平台。": ("优化环境", ("出台措施", "上线平台")),
    "1.3月底前勘察\n2.6月底前施工": ("", ("3月底前勘察", "6月底前施工")),
    "（1）修订目录；（2）公开结果": ("", ("修订目录", "公开结果")),
    "①甲 ②乙": ("", ("甲", "乙")),
    "Prepare:\n- a\n- b": ("Prepare", ("a", "b")),
    "1、甲\n2、乙\n（1）丙": ("", ("甲", "乙 （1）丙")),
    "完成投资1.5亿元，增长2.3%": ("完成投资1.5亿元，增长2.3%", ()),
    "1.只有一条": ("1.只有一条", ()),
    "2.从二开始\n3.接着三": ("2.从二开始\n3.接着三", ()),
    "": ("", ()),
}


def test_lists() -> None:
    """Numbers from 1 on, in one style, or bullets; at least two. What stands before them heads them."""
    assert differing(LISTS, listed, LISTS.__getitem__) == {}
