"""Deadlines in all the forms of official documents, read by the plan's year 2024."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.dates.expressions import read
from plantrack.dates.periods import Period
from plantrack.documents.deadlines import (
    deadline_of_value,
    deadlines_among,
    find_deadlines,
    labelled_values,
    runs_on,
    times_with_owners,
)
from plantrack.documents.parsed_document import Deadline
from plantrack.documents.scan import scan

DUE = """
9月底前完成立项 => 2024-09-30 9月底前
9月底之前完成立项 => 2024-09-30 9月底之前
9月末前完成立项 => 2024-09-30 9月末前
十二月底前完成立项 => 2024-12-31 十二月底前
12月31日前完成立项 => 2024-12-31 12月31日前
2024年12月31日前印发方案 => 2024-12-31 2024年12月31日前
2024年9月底完成 => 2024-09-30 2024年9月底
2024.9.30前完成 => 2024-09-30 2024.9.30前
2024-09-30 => 2024-09-30 2024-09-30
9月30日 => 2024-09-30 9月30日
三季度召开大会 => 2024-09-30 三季度
第三季度召开大会 => 2024-09-30 第三季度
3季度召开大会 => 2024-09-30 3季度
三季度末前完成 => 2024-09-30 三季度末前
2024年第四季度完成 => 2024-12-31 2024年第四季度
二、三季度开展巡查 => 2024-09-30 三季度
上半年完成选址 => 2024-06-30 上半年
下半年开工 => 2024-12-31 下半年
上半年底前完成选址 => 2024-06-30 上半年底前
年内建成 => 2024-12-31 年内
年底前完成 => 2024-12-31 年底前
年底完成 => 2024-12-31 年底
年末前完成 => 2024-12-31 年末前
本年度内完成 => 2024-12-31 本年度内
今年6月底前完成 => 2024-06-30 今年6月底前
明年一季度末完成 => 2025-03-31 明年一季度末
2025年底前完成 => 2025-12-31 2025年底前
二〇二四年底前完成 => 2024-12-31 二〇二四年底前
到2025年，建成驿站100个 => 2025-12-31 2025年
到2027年底，建成驿站100个 => 2027-12-31 2027年底
6月举办论坛 => 2024-06-30 6月
6月份举办论坛 => 2024-06-30 6月份
12月上旬举办论坛 => 2024-12-10 12月上旬
10月中旬举办论坛 => 2024-10-20 10月中旬
力争6月举办论坛 => 2024-06-30 6月
计划于11月召开 => 2024-11-30 11月
6—9月开展巡查 => 2024-09-30 6—9月
6月至9月开展巡查 => 2024-09-30 6月至9月
6月1日至9月30日开展巡查 => 2024-09-30 6月1日至9月30日
春节前发放到位 => 2024-02-09 春节前
国庆节前开园 => 2024-09-30 国庆节前
完成时限：2024年9月 => 2024-09-30 2024年9月
完成时限：9月 => 2024-09-30 9月
完成时限：2025年 => 2025-12-31 2025年
完成时限：三季度 => 2024-09-30 三季度
时间节点:6月底 => 2024-06-30 6月底
2024年 => 2024-12-31 2024年
第四季度 => 2024-12-31 第四季度
（市教育局负责，9月底前完成） => 2024-09-30 9月底前
修订办法，6月底前印发 => 2024-06-30 6月底前
自6月1日起至9月30日止开展巡查 => 2024-09-30 自6月1日起至9月30日止
即日起至12月31日开展整治 => 2024-12-31 12月31日
12月20日（星期五）召开大会 => 2024-12-20 12月20日（星期五）
六月第三个星期日举办活动 => 2024-06-16 六月第三个星期日
前十一个月完成选址 => 2024-11-30 前十一个月
2025年首季度完成选址 => 2025-03-31 2025年首季度
6月上半月完成选址 => 2024-06-15 6月上半月
2025.3月底前完成选址 => 2025-03-31 2025.3月底前
力争今明两年建成 => 2025-12-31 今明两年
到次年底，建成驿站100个 => 2025-12-31 次年底
10月中旬前完成选址 => 2024-10-20 10月中旬前
年中前完成选址 => 2024-06-30 年中前
力争年中完成选址 => 2024-06-30 年中
6.30前完成选址 => 2024-06-30 6.30前
Q3完成选址 => 2024-09-30 Q3
在“七一”前开馆 => 2024-06-30 “七一”前
开展选址，全年完成。 => 2024-12-31 全年
汛期前完成清淤 => None 汛期前
"""

NONE = """
长期坚持
政策执行至2024年12月31日
有效期至2024年12月31日
将政策延长至2024年底
实施期限：2024年1月1日至2024年12月31日
全年完成投资100亿元
持续推进
时限：立即
完成时限：长期
全年无休
去年底前开工的项目
缩短0.5个工作日以内
两年内建成监控网络
在两年之内完成
全年培训农民5000人次
全年开放各类场馆
“十四五”期间建成
“十四五”末建成
自2024年1月1日起施行
从6月起实行新办法
2023年印发的方案
2023年12月底前完成
2024年制定任务清单
编写2024年度培训大纲
落实《行动方案（2023—2025年）》
落实《9月底前完成的清单》
开展“6月底前行动”
每年2月底前报送
每季度末通报
6月印发的清单
在6月的会议上
9月30日以来
年初部署
建设三年行动
"""

UNREAD = """
印发后30日内报送 => 30日内
3个月内办结 => 3个月内
5个工作日内答复 => 5个工作日内
9月前完成 => 9月前
10月初举办论坛 => 10月初
2月30日前完成 => 2月30日前
12月20日（星期日）前完成 => 12月20日（星期日）前
"""


BOTH = [
    "2024Q3",
    "2024年Q3",
    "2024年第三季度",
    "三季度",
    "第3季度",
    "2024H2",
    "下半年",
    "前三季度",
    "9月",
    "9月份",
    "9月底",
    "9月末前",
    "9月底之前",
    "十月卅日前",
    "十月廿日前",
    "十月三十日前",
    "10月31日",
    "10月31号前",
    "10月上中旬",
    "10月下旬",
    "2024-10-31",
    "2024/10/31",
    "2024.10.31",
    "2024年10月31日前",
    "二〇二四年十月三十一日前",
    "年底",
    "年底前",
    "年末前",
    "年内",
    "2024年底前",
    "2024年年底",
    "今年6月底前",
    "当年底前",
    "本年度内",
    "2024年度内",
    "2025年3月底前",
    "明年一季度末",
    "6—9月",
    "6-9月",
    "6月至9月",
    "6月1日至9月30日",
    "11月14日至16日",
    "2024年3月—5月",
    "春节前",
    "国庆节前",
    "2025年元旦前",
    "12月20日（星期五）前",
    "12月31日24时前",
    "12月31日24：00前",
    "9月底及以前",
    "9月30日或之前",
    "9月30日（含）前",
    "9月30日前（含当日）",
    "6月第3个周五前",
    "11月最后一个工作日前",
    "次年3月底前",
    "12月月底前",
    "2024.12底前",
    "五月三日前",
    "5月3日之前",
    "五月三号以前",
]
"""Dates that may stand anywhere in a text."""
PLAN = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("words", BOTH)
def test_the_command_and_documents_read_the_same_day(words: str) -> None:
    """What `plantrack date` reads is read in a sentence, and as the value of a label or a cell, as the same day."""
    due = read(words, PLAN.first, PLAN).last
    for text in (f"{words}完成立项", f"完成时限：{words}\n"):
        assert find_deadlines(scan(text), 0, len(text), 2024) == ((Deadline(due, words, text.index(words)),), ())
    assert deadline_of_value(scan(words), 0, len(words), 2024) == Deadline(due, words, 0)


@pytest.mark.parametrize(
    "words",
    [
        *("2024", "2024年", "2024-10", "2024.6", "2024/06", "20241031", "2024-W46", "今年", "今年度", "全年", "三季末"),
        *(
            "2024.12",
            "12/2024",
            "第48周",
            "次年3月",
            "即日起至年底",
            "前11个月",
            "6-Dec-2024",
            "2024 Q4",
            "week of December 2",
        ),
        *("october 31", "31 october 2024", "by end of June", "Q3 2025", "mid-October", "before spring festival"),
    ],
)
def test_a_cell_is_read_as_the_command_reads_it(words: str) -> None:
    """Where nothing else stands, any date of the grammar is one."""
    due = read(words, PLAN.first, PLAN).last
    assert deadline_of_value(scan(words), 0, len(words), 2024) == Deadline(due, words, 0)


@pytest.mark.parametrize(
    "words",
    [
        "下周五",
        "次月5日前",
        "上半月",
        "每月最后一个工作日",
        "三天后",
        "本月底",
        "明天",
        "每周五",
        "每月25日前",
        "every friday",
    ],
)
def test_what_a_document_cannot_mean_names_no_day(words: str) -> None:
    """Days told from today, and those that come again, are read by the command; a document has no today."""
    assert read(words, PLAN.first, PLAN).last
    assert deadline_of_value(scan(words), 0, len(words), 2024) == Deadline(None, words, 0)


@pytest.mark.parametrize("row", DUE.strip().splitlines())
def test_deadlines_are_read_by_the_plans_year(row: str) -> None:
    plain, meant = row.split(" => ")
    day, text = meant.split()
    assert find_deadlines(scan(plain), 0, len(plain), 2024) == (
        (Deadline(None if day == "None" else date.fromisoformat(day), text, plain.index(text)),),
        (),
    )


@pytest.mark.parametrize("plain", NONE.strip().splitlines())
def test_times_that_are_no_deadline(plain: str) -> None:
    assert find_deadlines(scan(plain), 0, len(plain), 2024) == ((), ())


@pytest.mark.parametrize("row", UNREAD.strip().splitlines())
def test_what_cannot_be_read_is_returned_as_it_stands(row: str) -> None:
    plain, unread = row.split(" => ")
    assert find_deadlines(scan(plain), 0, len(plain), 2024) == ((), (Deadline(None, unread, plain.index(unread)),))


def test_a_year_that_was_given_holds_for_the_rest_of_the_sentence() -> None:
    text = "2025年3月启动建设，6月底前完成。9月底前总结。"
    assert [one.due for one in find_deadlines(scan(text), 0, len(text), 2024)[0]] == [
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2024, 9, 30),
    ]


def test_the_latest_of_several_is_the_deadline() -> None:
    text = "6月底前启动，年底前完成，9月底前评估"
    assert deadline_of_value(scan(text), 0, len(text), 2024) == Deadline(date(2024, 12, 31), "年底前", 7)


def test_without_any_there_is_none() -> None:
    assert [deadline_of_value(scan(text), 0, len(text), 2024) for text in ("", " ", "—", "/")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "runs"),
    [("长期坚持", True), ("持续推进", True), ("每季度", True), ("汛期前", False), ("2月30日前", False)],
)
def test_words_behind_a_label_that_name_no_day(text: str, *, runs: bool) -> None:
    """What stands where a day should is kept as it stands; some words say that there is none."""
    found = deadline_of_value(scan(f"：{text} "), 1, len(text) + 2, 2024)
    assert found == Deadline(None, text, 1)
    assert found
    assert runs_on(found) is runs
    assert not runs_on(Deadline(date(2024, 12, 31), "全年", 0))


def test_values_of_labels() -> None:
    plain = "完成时限:长期坚持;备注:无。完成时间 :6月底前\n"
    assert [plain[first:last] for first, last in labelled_values(plain, 0, len(plain))] == ["长期坚持", "6月底前"]


def test_times_behind_owners() -> None:
    plain = "(教育局牵头,财政局配合;全年)(水利局,汛期前完成)(林业局;长期坚持)(城关镇、前进乡)"
    assert [plain[slice(*span)] for span in times_with_owners(plain, 0, len(plain))] == [
        "全年",
        "汛期前完成",
        "长期坚持",
    ]


def test_what_lies_before_the_first_of_several_years_is_none() -> None:
    text = "2024年底前启动，2025年底前完成，2026年年底见效"
    assert find_deadlines(scan(text), 0, len(text), None, 2025) == (
        (Deadline(date(2025, 12, 31), "2025年底前", 10), Deadline(date(2026, 12, 31), "2026年年底", 20)),
        (),
    )


def test_a_run_of_years_behind_a_label_ends_with_its_last() -> None:
    text = "2025—2027年"
    assert deadline_of_value(scan(text), 0, len(text), 2025) == Deadline(date(2027, 12, 31), text, 0)


def test_without_a_plans_year_only_whole_dates_are_read() -> None:
    text = "6月底前启动，2025年底前完成"
    assert find_deadlines(scan(text), 0, len(text), None) == (
        (Deadline(date(2025, 12, 31), "2025年底前", 7),),
        (Deadline(None, "6月底前", 0),),
    )


def test_only_the_part_asked_for_is_read() -> None:
    text = "6月底前启动，年底前完成"
    assert find_deadlines(scan(text), 7, len(text), 2024) == ((Deadline(date(2024, 12, 31), "年底前", 7),), ())


def test_dates_that_are_deadlines_are_found_without_being_read() -> None:
    plain = "9月前启动,去年底前完成“6月底前”行动,年底前完成"
    found = deadlines_among(scan(plain).dates, plain)
    assert [plain[one.first : one.last] for one in found] == ["9月前", "年底前"]


@given(st.text("0123456789年月日底末前内季度上下半旬一三十到至全每起的、，。 《》“”", max_size=40))
def test_any_text_is_read_and_every_deadline_stands_at_its_offset(text: str) -> None:
    deadlines, unread = find_deadlines(scan(text), 0, len(text), 2024)
    assert all(text.startswith(one.text, one.offset) and (one.due or date.min) >= date(2024, 1, 1) for one in deadlines)
    assert all(text.startswith(one.text, one.offset) and one.due is None for one in unread)


@pytest.mark.parametrize(
    ("words", "due", "text"),
    [
        ("自发文之日起30日内制定方案", date(2024, 3, 31), "自发文之日起30日内"),
        ("本通知印发后10个工作日内报送", date(2024, 3, 15), "本通知印发后10个工作日内"),
        ("自本方案印发之日起3个月内办结", date(2024, 6, 1), "自本方案印发之日起3个月内"),
    ],
)
def test_what_is_counted_from_the_issue_of_a_document(words: str, due: date, text: str) -> None:
    """The day of the document is that from which is counted."""
    head = "云岭县2024年工作方案\n云岭县人民政府\n2024年3月1日\n"
    doc = scan(head + words)
    assert find_deadlines(doc, len(head), len(doc.text), 2024) == ((Deadline(due, text, len(head)),), ())
