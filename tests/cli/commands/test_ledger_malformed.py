"""Ledgers that are refused: each says what is wrong, with sheet and cell, and nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from cli_support import Bench
from ledger_support import BACK, NUMBERS, SENT, STONES, TASKS, Book, change, send

HIDDEN = "plantrack"
PERIODS = "write a month, as in 2024-11, or the year up to it, as in 2024-01/2024-11"
NO_DATE = "not a date that plantrack reads; write it like 2024-11-17, November 17, end of June, Q3 or in 5 working days"
CHANGED = "what was sent stands on a hidden sheet, which was changed; fill in the ledger that was sent"


class Malformed(NamedTuple):
    """How a ledger was spoilt, and what is said of it, in English."""

    how: Callable[[Book], object]
    said: str


def put(place: str, value: Any) -> Callable[[Book], object]:
    """Return what writes a cell."""
    sheet, _, cell = place.partition("!")

    def how(book: Book) -> None:
        book[sheet][cell] = value

    return how


def cell(place: str, value: Any, said: str) -> Malformed:
    """Return a ledger with one cell that cannot be read or recorded."""
    return Malformed(put(place, value), f"{BACK}, {place}: {said}")


def both(*steps: Callable[[Book], object]) -> Callable[[Book], object]:
    return lambda book: [step(book) for step in steps]


def no_number(book: Book) -> None:
    """Remove the hidden sheet, and the line with the number."""
    del book[HIDDEN]
    for sheet in book:
        sheet["A2"] = None


def copied(book: Book) -> None:
    """Copy the sheet with the tasks, and fill in both otherwise."""
    book[TASKS]["J5"] = "甲"
    book.copy_worksheet(book[TASKS])["J5"] = "乙"


CASES: dict[str, Malformed] = {
    "a head that nobody knows": Malformed(
        both(put("台账!J3", "我们做的"), put("台账!J5", "起草完成")),
        f"{BACK}, 台账!J3: no ledger has the head “我们做的”, and a head that was sent is missing; "
        "give it back to its column",
    ),
    "a percentage above 100": cell("台账!H5", 120, "“120” is no percentage from 0 to 100"),
    "a percentage below 0": cell("台账!H5", -5, "“-5” is no percentage from 0 to 100"),
    "a percentage in words": cell("台账!H5", "七成左右", "“七成左右” is no percentage from 0 to 100"),
    "a percentage of which two are meant": cell("台账!H5", "1", "“1” may be 1 % or 100 %"),
    "several percentages": cell("台账!H5", "40%/60%", "“40%/60%” is no percentage from 0 to 100"),
    "a status that is none": cell("台账!G5", "差不多了", "“差不多了” is no status"),
    "a number as a status": cell("台账!G5", 3, "“3” is no status"),
    "a status that needs approval": cell("台账!G5", "已取消", "cancelling 2 needs approval"),
    "not started, with progress": cell(
        "台账!G5", "未启动", "2 is at 40% and has started; give another status, or 0 percent"),
    "progress of what is not started": Malformed(
        both(put("台账!G4", "未启动"), put("台账!H4", 0.5)),
        f"{BACK}, 台账!G4: 1.1 is at 50% and has started; give another status, or 0 percent"),
    "done at another percentage": Malformed(
        both(put("台账!G5", "已完成"), put("台账!H5", 0.9)),
        f"{BACK}, 台账!G5: what is done is at 100 percent; leave the percentage of 2 out"),
    "done with a new problem": Malformed(
        both(put("台账!G5", "已完成"), put("台账!L5", "缺钱")),
        f"{BACK}, 台账!G5: 2 is closed and keeps no problem and no next step; write a note instead"),
    "an error of a formula": cell("台账!J5", "#REF!", "the formula gives the error #REF!; write the value itself"),
    "another error of a formula": cell(
        "台账!H5", "#DIV/0!", "the formula gives the error #DIV/0!; write the value itself"),
    "an error beside a number": cell("指标!I4", "#N/A", "the formula gives the error #N/A; write the value itself"),
    "a milestone reached or not": cell("节点!G4", "也许", "“也许” is no status"),
    "an amount far from the target": cell(
        "指标!I4", 2.5, "“2.5” names no unit and is far from 超2.47万家; write the number with its unit, as there"),
    "a milestone reached before the plan": cell(
        "节点!H4", "2014-06-30",
        "2014-06-30 is before the plan begins (2024-01-01); correct it, or record it by `done`"),
    "a day to come": cell(
        "节点!H4", "2024-12-24", "2024-12-24 is after today (2024-11-18); record it once it has happened"),
    "a day that does not exist": cell("节点!H4", "2024-02-30", "'2024-02-30': there is no such day or period"),
    "a day that is none": cell("节点!H4", "过几天", f"'过几天': {NO_DATE}"),
    "an amount without a number": cell(
        "指标!I4", "很多", "cannot read '很多' as an amount; write a number with its unit, as in over 25,000 or "
        "CNY 1.58 billion"),
    "an amount in another unit": cell("指标!I4", "5平方米", "'5平方米' is counted in 平方米, but here the unit is 家"),
    "a period to come": Malformed(
        both(put("指标!I4", "5家"), put("指标!J4", "2025")),
        f"{BACK}, 指标!J4: 2025 begins after today (2024-11-18); name a period that has begun"),
    "a period that is none": Malformed(
        both(put("指标!I4", "5家"), put("指标!J4", "截至9月")), f"{BACK}, 指标!J4: “截至9月” is no period; {PERIODS}"),
    "a task that stands twice": Malformed(copied, f"{BACK}, 台账 Copy!J5: 2 says another thing in 台账!J5"),
    "a hidden sheet that was changed": Malformed(put("plantrack!B2", "other"), f"{BACK}: {CHANGED}"),
    "a digest that was changed": Malformed(put("plantrack!B1", "0" * 64), f"{BACK}: {CHANGED}"),
    "values that were changed": Malformed(put("plantrack!C8", '{"percent":"90"}'), f"{BACK}: {CHANGED}"),
    "neither hidden sheet nor number": Malformed(
        no_number, f"{BACK}: it says neither which ledger it is nor what was sent; fill in the workbook that was sent, "
        "or keep the line with the number of the ledger"),
    "no column with the numbers": Malformed(
        lambda book: [sheet.delete_cols(2) for sheet in (book[TASKS], book[STONES], book[NUMBERS])],
        f"{BACK}: no sheet has a column with the numbers of tasks beside one to fill in; restore the heads"),
    "no heads": Malformed(
        lambda book: [sheet.delete_rows(3) for sheet in (book[TASKS], book[STONES], book[NUMBERS])],
        f"{BACK}: no sheet has a column with the numbers of tasks beside one to fill in; restore the heads"),
}  # fmt: skip


@pytest.fixture
def sent(bench: Bench) -> Bench:
    bench.run("update", "2", "--status", "in-progress", "--percent", "40")
    send(bench)
    return bench


def test_there_are_thirty() -> None:
    """As many as were promised."""
    assert len(CASES) >= 30


@pytest.mark.parametrize("name", CASES)
def test_refused(sent: Bench, name: str) -> None:
    """One line names the cell; the other cells of the file are not recorded either."""
    how, said = CASES[name]
    change(sent, lambda book: (put("台账!N4", "调研")(book), how(book)))
    before = sent.files()
    done = sent.run("ledger", "take", BACK, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == f"error: {said}"
    assert sent.files() == before


def test_every_cell_is_named(sent: Bench) -> None:
    """Several that cannot be read are told at once."""
    change(sent, both(put("台账!H5", 120), put("台账!G4", "x"), put("节点!H4", "2025")))
    done = sent.run("ledger", "take", BACK, "--lang", "en")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == [
        "back.xlsx, 台账!G4", "back.xlsx, 台账!H5", "back.xlsx, 节点!H4",
    ]  # fmt: skip


def test_no_workbook(bench: Bench) -> None:
    """A file that cannot be read is refused as such."""
    send(bench)
    (bench.here / BACK).write_bytes((bench.here / SENT).read_bytes()[:3000])
    done = bench.run("ledger", "take", BACK, "missing.xlsx", "--lang", "en")
    assert (done.code, done.out, len(done.err.splitlines())) == (3, "", 2)
    assert done.err.splitlines()[1] == "error: missing.xlsx: cannot be read: No such file or directory"


def test_beside_what_cannot_be_read(sent: Bench) -> None:
    """The period of a number that cannot be read does not stand alone."""
    change(sent, both(put("指标!I4", "很多"), put("指标!J4", "2024-10")))
    said = sent.run("ledger", "take", BACK, "--lang", "en").err.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == ["back.xlsx, 指标!I4"]
