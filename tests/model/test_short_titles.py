"""Short titles: the one given, else the title, cut where it is too long for a sentence."""

from __future__ import annotations

import pytest
from counting import calls
from support import plan

from plantrack.model.plan import Text
from plantrack.model.short_titles import short_title

PLAN = plan("""
    title: {zh: 深圳市科技创新局2024年度工作计划, en: Work plan}
    short: 年度计划
    tasks:
    - ref: "1"
      title: {zh: 强化基础研究和应用基础研究，深化国家自然科学基金区域创新发展联合基金, en: Basic research}
      kind: deliverable
      due: 2024-12-31
      milestones: [{ref: "1.1", title: 起草《关于进一步加快推动科技服务业高质量发展的实施方案》, due: 2024-06-30}]
    - {ref: "2", title: {zh: 一, en: One}, short: {zh: 基础研究, en: Basic research}, kind: ongoing}
""")


def test_the_short_title_counts() -> None:
    """A plan and a task may have one, in both languages or in one text for both."""
    assert short_title(PLAN) == Text("年度计划", "年度计划")
    assert short_title(PLAN.by_ref["2"]) == Text("基础研究", "Basic research")


def test_a_long_title_is_cut() -> None:
    """At the end of a clause; each language on its own. A milestone has a title only."""
    assert short_title(PLAN.by_ref["1"]) == Text("强化基础研究和应用基础研究…", "Basic research")
    stone = PLAN.milestones["1.1"][1]
    assert short_title(stone).zh == "起草《关于进一步加快推动科技服务业高质…》"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十"),
        ("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…"),
        ("推进光明科学城、河套深港科技创新合作区建设，加快布局", "推进光明科学城…"),
        ("一二三四五六七八九十一二三四五六七八九，二十", "一二三四五六七八九十一二三四五六七八九…"),
        ("印发《若干措施，一》，召开深圳市科技创新工作推进大会", "印发《若干措施，一》…"),
        ("，二三四五六七八九十一二三四五六七八九十一", "，二三四五六七八九十一二三四五六七八九…"),
        ("Hold a successful 26th China Hi-Tech Fair", "Hold a successful 26th China Hi-Tech Fair"),
        (
            "Reach 24,700 national high-tech enterprises by the end of the year",
            "Reach 24,700 national high-tech enterprises by the end…",
        ),
        ("Build laboratories; extend the pilot base to every district of the city", "Build laboratories…"),
        (
            "Promote the issuance of the “Science Plan for the Hetao Cooperation Zone, Shenzhen Park”",
            "Promote the issuance of the “Science Plan for the Hetao…”",
        ),
        ("x" * 61, "x" * 58 + "…"),
    ],
)
def test_where_it_is_cut(title: str, short: str) -> None:
    """After the last clause that fits, never inside a quoted name; else after a word; else anywhere."""
    task = plan(f'tasks: [{{ref: "1", title: "{title}", kind: ongoing}}]').by_ref["1"]
    assert short_title(task) == Text(short, short)


def test_a_title_without_end() -> None:
    """Ten times the title is cut by the same work."""
    short, long = (plan(f'tasks: [{{ref: "1", title: "{"题" * n}", kind: ongoing}}]').by_ref["1"] for n in (100, 1_000))
    assert calls(lambda: short_title(long)) == calls(lambda: short_title(short))
