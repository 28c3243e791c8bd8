"""Where lines may be broken: the rules of Chinese typesetting, numbers with their units, dates whole."""

from __future__ import annotations

import re
from functools import partial

import pytest
from counting import calls
from hypothesis import given
from hypothesis import strategies as st
from showcase import ctx, shown_report

from plantrack.render.cell_width import cell_width
from plantrack.render.text.line_breaks import CLOSING, OPENING, narrowest, spans
from plantrack.render.text.periodic import report

BEGINS = re.compile(rf"^[│ ]*[{CLOSING}]")
ENDS = re.compile(rf"[{OPENING}][│ ]*$")


def broken(text: str, width: int) -> list[str]:
    """Return the lines of a text."""
    return [text[start:end] for start, end in spans(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("平均进度，比应达的落后", 8, ["平均进", "度，比应", "达的落后"]),
        ("见《科技规划》（原文）", 8, ["见《科技", "规划》", "（原文）"]),
        ("完成（占一半）。", 6, ["完成", "（占一", "半）。"]),
        ("关注12项、滞后4项", 8, ["关注", "12项、滞", "后4项"]),
        ("落后21.6个百分点", 16, ["落后21.6个百分点"]),
        ("落后21.6个百分点", 14, ["落后", "21.6个百分点"]),
        ("共计1580.25亿元整", 12, ["共计", "1580.25亿元", "整"]),
        ("截至2024年11月17日止", 16, ["截至", "2024年11月17日止"]),
        ("定于11月14日开幕", 10, ["定于", "11月14日开", "幕"]),
        ("开幕于2024-11-17", 12, ["开幕于", "2024-11-17"]),
        ("办好第26届高交会", 8, ["办好", "第26届高", "交会"]),
        ("亮灯：✗ 滞后 4、✓ 完成 1", 18, ["亮灯：✗ 滞后 4、", "✓ 完成 1"]),
        ("✗ 滞后 8、? 应报未报 31、▲ 关注 3", 16, ["✗ 滞后 8、", "? 应报未报 31、", "▲ 关注 3"]),
        ("真的吗? 是的", 8, ["真的吗?", "是的"]),
        ("▲ attention 27.7 points behind", 14, ["▲ attention", "27.7 points", "behind"]),
        ("done on 17 November 2024, late", 16, ["done on", "17 November", "2024, late"]),
        ("done on 17 November 2024, late", 20, ["done on", "17 November 2024,", "late"]),
        ("behind by 51 days", 12, ["behind by", "51 days"]),
        ("未报2024-W46的共2024-10期", 12, ["未报2024-W46", "的共2024-10", "期"]),
        ("https://example.org/a/b", 10, ["https://ex", "ample.org/", "a/b"]),
        ("one  two", 4, ["one", "two"]),
        ("", 4, [""]),
    ],
)
def test_where_a_line_is_broken(text: str, width: int, lines: list[str]) -> None:
    """Marks stay with what they close or open; only what is too long alone is broken inside."""
    assert broken(text, width) == lines


@given(text=st.text("科技，。：；、（）《》「」“”0123456789.%年月日项个 abc-", max_size=60), width=st.integers(4, 40))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Only blanks where a line is broken; every line fits."""
    lines = broken(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line.rstrip()) <= width for line in lines)


@given(
    text=st.text("科技创新，。：；、（）《》", min_size=1, max_size=60).filter(
        lambda t: not re.search(r"[，。：；、（）《》]{2}", t)
    )
)
def test_no_line_begins_or_ends_with_the_wrong_mark(text: str) -> None:
    """Nor where marks stand close together, as long as two do not meet."""
    lines = broken(text, 12)
    assert not [line for line in lines[1:] if BEGINS.match(line)]
    assert not [line for line in lines[:-1] if ENDS.search(line)]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_report(language: str, width: int) -> None:
    """On a terminal of any width, in sentences and in cells."""
    lines = report(shown_report(), ctx(language, width)).splitlines()
    assert not [line for line in lines if BEGINS.match(line) or ENDS.search(line)]


def test_the_narrowest_room_for_a_text() -> None:
    """That of the longest part that is not broken."""
    assert narrowest("关注12项，落后21.6个百分点（推定）") == cell_width("21.6个百分点")
    assert narrowest("") == 0


@pytest.mark.parametrize("fragment", ["一", "a", "a b，（", "（", "1", "12 ", " ", "\u0301", "✓ a", "，"])
@pytest.mark.parametrize("end", ["", "一"])
def test_breaking_takes_linear_time(fragment: str, end: str) -> None:
    """A text twice as long takes twice the calls, whatever it is made of."""
    short, long = (calls(partial(broken, "x" + fragment * number + end, 40)) for number in (1000, 2000))
    assert long < 2.5 * short + 1000
