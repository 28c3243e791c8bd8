"""Markers and their runs: every style of numbering, at the beginning of a line and within one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.characters.folding import folded
from plantrack.documents.scan.markers import find_markers, find_runs, number_of

FORMS = {
    "第一部分": "第{cn}部分 ",
    "一、": "{cn}、",
    "(一)": "（{cn}）",
    "1.": "{n}．",
    "1、": "{n}、",
    "(1)": "（{n}）",
    "1)": "{n}）",
    "一是": "{cn}是",
    "第一,": "第{cn}，",
    "1.1": "2.{n} ",
}
CHINESE = [*"一二三四五六七八九十", "十一", "十二"]


def found(text: str) -> list[tuple[str, int, str]]:
    """Return style, number and the words behind of every marker."""
    plain = folded(text)
    return [(m.style, m.number, text[m.body : m.body + 2]) for m in find_markers(plain)]


@pytest.mark.parametrize("style", FORMS)
def test_each_style_at_the_beginning_of_a_line(style: str) -> None:
    """A line that begins with a number of that style has a marker; its words begin behind it."""
    lines = [FORMS[style].format(cn=CHINESE[n - 1], n=n) + "推进改革" for n in (1, 2, 11)]
    assert found("\n".join(lines)) == [(style, n, "推进") for n in (1, 2, 11)]


@pytest.mark.parametrize(
    ("text", "marker"), [("①修路", ("①", 1, "修路")), ("⑿修路", ("(1)", 12, "修路")), ("⒊修路", ("1.", 3, "修路"))]
)
def test_enclosed_numbers(text: str, marker: tuple[str, int, str]) -> None:
    """Enclosed numbers are numbers."""
    assert found(text) == [marker]


def test_within_a_line() -> None:
    """Behind the end of a sentence or a blank a marker may stand within a line."""
    assert [m[:2] for m in found("（一）修路。（二）建桥；（三）治水 四、收尾")] == [
        ("(一)", 1),
        ("(一)", 2),
        ("(一)", 3),
        ("一、", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "同比增长 7.5%",
        "投资 3.2亿元",
        "1.5万家企业",
        "2024年",
        "工业、农业",
        "第一产业",
        "一般、较好",
        "国发〔2018〕42号",
        "十四五",
        "一体化",
        "要素保障。一要素",
        "（KAUST）",
        "（2024）",
        "下降 2、3个点",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    """Numbers that count something, and words that begin like one, are none."""
    assert found(text) == []


def runs(text: str) -> list[tuple[str, list[int]]]:
    """Return the runs of a text: style and numbers."""
    return [(run.style, [m.number for m in run.markers]) for run in find_runs(find_markers(folded(text)))]


def test_runs_begin_anew() -> None:
    """A run ends where its style begins with one again; other styles between do not end it."""
    text = "一、总结\n（一）甲\n（二）乙\n二、计划\n（一）丙\n（二）丁\n（三）戊"
    assert runs(text) == [("一、", [1, 2]), ("(一)", [1, 2]), ("(一)", [1, 2, 3])]


def test_runs_go_on_across_chapters() -> None:
    """Numbers that go on below the next heading are one run."""
    assert runs("一、甲\n1．修路\n2．建桥\n二、乙\n3．治水") == [("一、", [1, 2]), ("1.", [1, 2, 3])]


def test_numbers_that_leap() -> None:
    """A number that was forgotten does not end a run; one that fits nowhere is left out."""
    assert runs("（一）甲\n（二）乙\n（四）丁\n（三）丙\n（五）戊\n（十九）己") == [("(一)", [1, 2, 4, 5])]


def test_dashes() -> None:
    """Dashes make a run until something numbered stands between."""
    assert runs("——甲\n——乙\n一、丙\n——丁") == [("——", [0, 0]), ("一、", [1]), ("——", [0])]


@given(st.integers(1, 99))
def test_numerals(number: int) -> None:
    """Chinese numerals and digits are the same number."""
    ones = "" if number % 10 == 0 else "一二三四五六七八九"[number % 10 - 1]
    tens = "" if number < 10 else "十" if number < 20 else "一二三四五六七八九"[number // 10 - 1] + "十"
    assert number_of(tens + ones) == number_of(str(number)) == number


def test_english_numbers() -> None:
    """Minutes are numbered by year; what stands below a lettered part begins with its letter. A date is none."""
    text = "GOAL THREE: Jobs\n26/041 Highways\nA.1 Repairs\nB2 Open a hub\n26/04/2026 was a Sunday.\n12/05 It was agreed to wait.\n"
    assert [(one.style, one.number, text[one.body :][:4]) for one in find_markers(text, "en")] == [
        ("Goal 1", 3, "Jobs"),
        ("26/041", 41, "High"), ("A.1", 1, "Repa"), ("A.1", 2, "Open"),
    ]  # fmt: skip
