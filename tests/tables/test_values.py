"""What people write in cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from differences import differing

from plantrack.characters.folding import folded
from plantrack.dates.periods import Period
from plantrack.errors import Message
from plantrack.tables.sheet import Cell
from plantrack.tables.values import are_shares, day_of, is_blank, percent_of, runs_on, short_text, status_of, text_of
from plantrack.word_tables import word_table

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def said(read: Callable[[Any], object]) -> Callable[[Any], object]:
    """Return a reader whose messages are their sentences."""

    def with_words(cell: Cell) -> object:
        found = read(cell)
        return str(found) if isinstance(found, Message) else found

    return with_words


def test_the_table() -> None:
    """Words stand in the form in which cells are compared, and no word is two statuses."""
    table = word_table("plantrack.tables", "values")
    statuses = [word for words in table["status"].values() for word in words]
    assert len(statuses) == len(set(statuses))
    words = [*statuses, *table["blank"]["words"], *table["running"]["words"]]
    assert [word for word in words if "".join(folded(word).lower().split()) != word] == []


def test_text() -> None:
    """A cell as people read it."""
    moments = datetime(2024, 6, 30), datetime(2024, 6, 30, 9, 5)  # noqa: DTZ001
    cells = (None, "a ", 6.0, 0.1, 1e308, True, date(2024, 6, 30), *moments)
    expected = ["", "a ", "6", "0.1", "1e+308", "TRUE", "2024-06-30", "2024-06-30", "2024-06-30 09:05"]
    assert [text_of(cell) for cell in cells] == expected
    assert short_text("长\n" * 60) == "长 " * 29 + "长…"


def test_blanks() -> None:
    """Dashes and words for nothing are blank; zero and no are not."""
    blank: tuple[Cell, ...] = (None, "", "—", "——", "/", "无", "Ｎ／Ａ", " - ")
    given: tuple[Cell, ...] = (0.0, False, "否", "修桥")
    assert all(map(is_blank, blank))
    assert not any(map(is_blank, given))


PERCENTS: dict[Cell, object] = {
    "60%": 60, "0.6": 60, 60.0: 60, 0.6: 60, "６０％": 60, "60 percent": 60, 0.0: 0, "100%": 100, "1%": 1, 33.3: 33.3,
    0.07: 7, "—": None, None: None, "1": "“1” may be 1 % or 100 %", "约60%": "“约60%” is no percentage from 0 to 100",
    1e308: "“1e+308” is no percentage from 0 to 100", "120%": "“120%” is no percentage from 0 to 100",
    -1.0: "“-1” is no percentage from 0 to 100", "六成": "“六成” is no percentage from 0 to 100",
    date(2024, 6, 30): "“2024-06-30” is no percentage from 0 to 100",
}  # fmt: skip


def test_percentages() -> None:
    """With and without a sign, as a share of one, in full width; what is not clear is said."""
    assert differing(PERCENTS, said(percent_of), PERCENTS.__getitem__) == {}


def test_shares() -> None:
    """1 is all of it in a column of shares of one, and a share it may be where another number is one."""
    assert [are_shares(cells) for cells in ([0.5, 1.0, None, "x"], ["0.5"], [1.0], [0.5, 60.0], ["50%"])] == [
        True, True, False, False, False
    ]  # fmt: skip
    assert [percent_of(cell, shares=True) for cell in (1.0, 0.333, "1", "50%")] == [100, 33.3, 100, 50]


STATUSES: dict[Cell, object] = {
    "已完成": "done", "正在推进": "in-progress", "done": "done", "In progress": "in-progress",
    "IN-PROGRESS": "in-progress", "未启动": "not-started", "✔": "done", "完成。": "done", "已 办 结": "done",
    "（已完成）": "done", "暂停": "blocked", "On hold": "blocked", "取消": "cancelled", True: "done",
    False: "not-started", "—": None, None: None, "随便": "“随便” is no status", 3.0: "“3” is no status",
}  # fmt: skip


def test_statuses() -> None:
    """In both languages, with signs, brackets and full stops."""
    assert differing(STATUSES, said(status_of), STATUSES.__getitem__) == {}


_END, _MORNING = date(2024, 6, 30), datetime(2024, 6, 30, 9)  # noqa: DTZ001
_HOW = "write it like 2024-11-17, November 17, end of June, Q3 or in 5 working days"


def _unread(text: str) -> str:
    return f"{text!r}: not a date that plantrack reads; {_HOW}"


DAYS: dict[Cell, object] = {
    "6月底": _END, "2024.6.30": _END, "2024/6/30": _END, 45473.0: _END, "45473": _END, "20240630": _END,
    20240630.0: _END, "2024.6": _END, 2024.6: _END, "2024年6月": _END, "2024-06-30 00:00:00": _END, "2024—06—30": _END,
    "6月30日前完成": _END, "6月底前全部完成": _END, "二季度": _END, "June 30": _END, "２０２４年６月３０日": _END,
    "2024年底前": date(2024, 12, 31), "全年": date(2024, 12, 31), _MORNING: _END, _END: _END,
    "—": None, None: None,
    "6.30": "'6.30': day, month and year can be read in several ways; write November 12 or 2024-11-12",
    "明天": "“明天” names no day", "每月底": "“每月底” names no day",
    "适时": _unread("适时"), "2月30日": "'2月30日': there is no such day or period",
    True: _unread("TRUE"),
    1e308: _unread("1e+308"),
}  # fmt: skip


def test_days() -> None:
    """As people and as Excel write them; a day that is told from today, or comes back, is none."""
    assert differing(DAYS, said(lambda cell: day_of(cell, YEAR)), DAYS.__getitem__) == {}


def test_without_an_end() -> None:
    """Words for work that has none."""
    assert [runs_on(cell) for cell in ("长期坚持", " Ongoing ", "12月", None, 1.0)] == [True, True, False, False, False]
