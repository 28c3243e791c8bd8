"""Steps of an action, and how often work comes back, by the words around dates."""

from __future__ import annotations

import pytest

from plantrack.documents.parsed_document import Clause, ClauseKind, DatedStep, Deadline
from plantrack.documents.scan import scan
from plantrack.documents.steps import checkpoints, gives_deadline, is_step, named_after, repeats, rhythm, words_after

EVERY = """
每季度开展1次业务交流 => quarter
每月25日前报送进展 => month
每月底前通报 => month
每季度末月25日前报送 => quarter
每周调度 => week
每季度第一个月10日前报送 => quarter
每半年通报一次 => half-year
每年2月底前报送 => year
召开例会,每季度不少于1次 => quarter
每月至少召开一次会议 => month
每季度向市政府报告 => quarter
按月通报 => month
每学期开展演练2次 => half-year
每日7时前上报水情 => day
每周二、周四组织喊话 => week
每月最后一个周五组织一次演练 => month
每周一对设备进行巡查 => week
每两个月开展一次清理 => month
逐季通报结果 => quarter
将标准提高到每月2500元 =>
每周5天开放 =>
每月人均补助80元 =>
每年人均收入 =>
按季节轮换 =>
每月初 =>
每周一升旗仪式 => week
账目公示,每月5日前(财务) => month
"""


@pytest.mark.parametrize("row", EVERY.strip().splitlines())
def test_rhythm(row: str) -> None:
    """What comes back is work that is told with its rhythm; an amount for each month is none."""
    plain, meant = row.split(" =>")
    assert (rhythm(plain) or "") == meant.strip()


def clause(title: str) -> Clause:
    return Clause(title, ClauseKind.DELIVERABLE, title, 0, 1)


@pytest.mark.parametrize(
    ("before", "words", "says"),
    [
        ("编制规划", "印发", (True, False, True)),
        ("建成冷库", "验收", (True, True, True)),
        ("改造食堂12所", "启动", (True, True, False)),
        ("新增服务15件", "上线8件以上", (True, True, False)),
        ("编制规划", "报市政府审定", (True, True, True)),
        ("完成装修", "通过国家验收", (False, False, True)),
        ("新增服务15件", "上线8个", (False, False, True)),
        ("举办大会", "", (True, False, True)),
        ("改造管网30公里", "完成50%", (True, True, False)),
    ],
)
def test_words_of_a_date(before: str, words: str, says: tuple[bool, bool, bool]) -> None:
    """Whether they only say more of the action, name a step of it, and give its deadline."""
    action = clause(before)
    assert (repeats(words, action), is_step(words, action), gives_deadline(words, action)) == says


def test_checkpoints_are_literal() -> None:
    """Their words stand as the document has them."""
    text = "新增服务１５件，６月底前，上线８件以上。"
    time = Deadline(None, "６月底前", text.index("６"))
    assert words_after(scan(text), time) == "上线8件以上"
    assert checkpoints(scan(text), clause("新增服务15件"), [time]) == (DatedStep("上线８件以上", None),)


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("建成中心", "中心建成"),
        ("东闸口5月底前动工", "东闸口建成"),
        ("动工", "建成"),
        ("完成方案", "建成"),
        ("建成桥梁12座", "建成"),
    ],
)
def test_what_a_bare_verb_is_about(before: str, title: str) -> None:
    """It takes what the action before it is about, where that is short and no amount."""
    assert named_after("建成", clause(before)) == title
