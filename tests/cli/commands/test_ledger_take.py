"""Ledgers that come back: what was changed in them is recorded, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from cli_support import HOSTILE, INERT, Bench, Run, Terminal
from ledger_support import BACK, NUMBERS, SENT, STONES, TASKS, Book, change, fill, opened, send, take, taken

CAME = {"kind": "ledger", "on": "2024-11-18", "unit": "stic", "for": "2024-11", "source": BACK}
REPORT = {"kind": "report", "on": "2024-11-18", "ref": "2"}


@pytest.fixture
def sent(bench: Bench) -> Bench:
    """Return a bench on which the ledger of a unit was sent, while one of its tasks was under way."""
    bench.run("update", "2", "--status", "in-progress", "--percent", "40", "--problem", "缺人", "--next", "调研")
    send(bench)
    return bench


NO_LEDGER = (
    "it says neither which ledger it is nor what was sent; fill in the workbook that was sent, or keep the line with "
    "the number of the ledger"
)


def came(changed: int, **other: Any) -> dict[str, Any]:
    return CAME | ({"changed": changed} if changed else {}) | other


# What is recorded


def test_everything_that_a_unit_fills_in(sent: Bench) -> None:
    """One report for the cells of a task; milestones are reached on their day; numbers are measured."""
    fill(sent, {
        "台账!G4": "已完成", "台账!H5": 0.6, "台账!J5": "起草完成", "台账!L5": "无", "台账!N5": "送审",
        "台账!O5": "深科1号",
        "节点!G4": "已完成", "节点!H4": "2024.10.12", "节点!I4": "已印发", "指标!I4": "2.5万家", "指标!J4": "2024-10",
    })  # fmt: skip
    done = take(sent, "--lang", "en")
    assert done.code == 0
    assert done.out.replace(done.out.partition("(id ")[2][:8], "ID") == (
        "back.xlsx: STI Bureau, 2024-11: cells recorded: 11 (id ID)\n"
        "  台账!G4: 1.1 Status: done\n"
        "  台账!H5: 2 Progress %: 40% → 60%\n"
        "  台账!J5: 2 Progress in this period: 起草完成\n"
        "  台账!L5: 2 Problems: 无\n"
        "  台账!N5: 2 Next steps: 送审\n"
        "  台账!O5: 2 Evidence: 深科1号\n"
        "  节点!G4: 1.1.1 Reached or not: not reached → reached\n"
        "  节点!H4: 1.1.1 Reached on: 2024.10.12\n"
        "  节点!I4: 1.1.1 What was done: 已印发\n"
        "  指标!I4: hnte-count Value of this period: 2.5万家\n"
        "  指标!J4: hnte-count Period covered: 2024-10\n"
    )
    assert taken(sent) == [
        {"kind": "report", "on": "2024-11-18", "ref": "1.1", "status": "done", "source": "back.xlsx#台账!G4"},
        {**REPORT, "percent": 60.0, "progress": "起草完成", "problem": "无", "next": "送审",
         "source": "back.xlsx#台账!H5,J5,L5,N5,O5"},
        {"kind": "milestone", "on": "2024-10-12", "ref": "1.1.1", "state": "reached", "note": "已印发",
         "source": "back.xlsx#节点!G4,H4,I4"},
        {"kind": "measure", "on": "2024-11-18", "ref": "hnte-count", "value": 25000, "unit": "家", "text": "2.5万家",
         "period": "2024-10", "source": "back.xlsx#指标!I4,J4"},
        came(11),
    ]  # fmt: skip


def test_who_says_so_and_where_it_stands(sent: Bench) -> None:
    """The unit is who acts; file and digest are evidence beside what the unit names, and all is one act."""
    fill(sent, {"台账!J5": "起草完成", "台账!O5": "深科1号"})
    take(sent)
    *_, report, ledger = sent.records()
    file = {"name": "../../back.xlsx", "digest": sha256((sent.here / BACK).read_bytes()).hexdigest()}
    assert (report["by"], report["evidence"]) == ("科创局", [file, {"name": "深科1号"}])
    assert (ledger["by"], ledger["evidence"], ledger["digest"]) == ("科创局", [file], file["digest"])
    assert sent.run("undo", "--by", "科创局", "--lang", "en").code == 0
    assert sent.json("show", "2")["task"]["status"] == "in-progress"
    assert "not yet" in sent.run("ledger", "status", "--lang", "en").out.splitlines()[4]


def test_a_file_that_the_project_does_not_keep(sent: Bench, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each record has its digest all the same, and nobody asks for the file."""
    fill(sent, {"台账!J5": "起草完成"})
    back = (sent.here / BACK).rename(tmp_path_factory.mktemp("mail") / BACK)
    assert sent.run("ledger", "take", str(back)).code == 0
    *_, report, ledger = sent.records()
    file = {"name": BACK, "digest": sha256(back.read_bytes()).hexdigest()}
    assert (report["evidence"], ledger["evidence"]) == ([file], [file])
    back.unlink()
    shown = sent.run("validate", "--lang", "en")
    assert BACK not in shown.out + shown.err


def test_nothing_changed(sent: Bench) -> None:
    """The ledger came in all the same; a second one says nothing more."""
    fill(sent, {})
    assert (take(sent).code, taken(sent)) == (0, [came(0)])
    change(sent, lambda book: book.create_sheet("x"), "second.xlsx")
    done = take(sent, "--lang", "en", name="second.xlsx")
    assert done == Run(0, "second.xlsx: everything in it is recorded already; nothing to do\n")
    assert taken(sent) == [came(0)]


def test_the_same_file_again(sent: Bench) -> None:
    """It is known by its digest, whatever its name; one that was saved anew says what is recorded already."""
    fill(
        sent,
        {"台账!H5": 0.6, "台账!J5": "起草", "台账!L5": "无", "台账!O5": "1号", "指标!I4": 25000, "节点!G4": "已完成"},
    )
    take(sent)
    before = sent.files()
    assert take(sent, "--lang", "en") == Run(0, "back.xlsx: was taken already; nothing to do\n")
    book = opened(sent.here / BACK)
    book.create_sheet("copy")
    book.save(sent.here / "again.xlsx")
    done = take(sent, "--lang", "en", name="again.xlsx")
    assert done == Run(0, "again.xlsx: everything in it is recorded already; nothing to do\n")
    assert {k: v for k, v in sent.files().items() if k != "again.xlsx"} == before


def test_a_dry_run(sent: Bench) -> None:
    """It shows what would be recorded, and records nothing."""
    fill(sent, {"台账!J5": "起草"})
    before = sent.files()
    done = take(sent, "--dry-run", "--lang", "en")
    assert done == Run(0, "back.xlsx: STI Bureau, 2024-11: cells that would be recorded: 1\n"
                          "  台账!J5: 2 Progress in this period: 起草\n")  # fmt: skip
    assert sent.files() == before


def test_a_period_that_is_over_is_answered(sent: Bench) -> None:
    """A report on it says which it is for, where the task owes one."""
    fill(sent, {"台账!J4": "a", "台账!J5": "b"})
    with time_machine.travel("2024-12-03T04:00:00Z"):
        take(sent)
    found = [(one["ref"], one.get("for")) for one in taken(sent) if one["kind"] == "report"]
    assert found == [("1.1", "2024-11"), ("2", "2024-11")]


def test_what_needs_approval_is_asked_for(bench: Bench) -> None:
    """A task that is marked as done is claimed to be, as at the terminal; the claim is not made twice."""
    bench.edit("language: zh\n", "language: zh\npolicy: {approval: {close: other-person}}\n")
    send(bench)
    fill(bench, {"台账!G5": "已完成", "台账!H5": 1.0, "台账!J5": "已出台"})
    take(bench)
    assert [(one["kind"], one.get("what"), one.get("percent")) for one in taken(bench)] == [
        ("report", None, 100.0), ("request", "close", None), ("ledger", None, None),
    ]  # fmt: skip
    change(bench, lambda book: book.create_sheet("x"), "x.xlsx", BACK)
    assert (
        take(bench, "--lang", "en", name="x.xlsx").out
        == "x.xlsx: everything in it is recorded already; nothing to do\n"
    )


# How it comes back


def rearranged(book: Book) -> None:
    """Move a column, insert rows and columns, sort, hide and comment."""
    sheet = book[TASKS]
    sheet.insert_cols(3)
    sheet["C3"] = "备注栏"
    sheet.insert_rows(1, 2)
    sheet.insert_rows(6)
    first, second = ([cell.value for cell in sheet[row]] for row in (7, 8))
    for cell, value in zip(sheet[7], second, strict=True):
        cell.value = value
    for cell, value in zip(sheet[8], first, strict=True):
        cell.value = value
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("汇总")["A1"] = "编号"


def renamed(book: Book) -> None:
    sheet = book[TASKS]
    sheet["B3"], sheet["J3"], sheet["H3"] = "任务编号", "工作进展", "完成比例（%）"


def two_rows(book: Book) -> None:
    """Heads in two rows, of which the upper one is merged."""
    sheet = book[TASKS]
    sheet.insert_rows(3)
    for place, words in {"A3": "任务信息", "G3": "本期填报"}.items():
        sheet[place] = words
    sheet.merge_cells("A3:F3")
    sheet.merge_cells("G3:O3")


def deleted(book: Book) -> None:
    """The row of another task is deleted, with sheets that nobody needs."""
    book[TASKS].delete_rows(4)
    del book[NUMBERS], book["填报说明"], book[STONES]


WAYS: dict[str, tuple[Callable[[Book], None], str, str]] = {
    "as it was sent": (lambda book: None, "J5", "H5"),
    "columns and rows moved": (rearranged, "K7", "I7"),
    "heads renamed": (renamed, "J5", "H5"),
    "heads in two rows": (two_rows, "J6", "H6"),
    "rows and sheets deleted": (deleted, "J4", "H4"),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_it_was_saved(sent: Bench, way: str) -> None:
    """References and heads say what a cell is; nothing is taken from where it stands."""
    how, progress, percent = WAYS[way]

    def filled(book: Book) -> None:
        how(book)
        book[TASKS][progress], book[TASKS][percent] = "起草完成", 0.6

    change(sent, filled)
    done = take(sent)
    assert (done.code, taken(sent)) == (0, [
        {**REPORT, "percent": 60.0, "progress": "起草完成",
         "source": f"back.xlsx#台账!{percent},{progress}"}, came(2),
    ]), done  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("60%", 60),
        ("６０％", 60),
        (0.6, 60),
        ("0.6", 60),
        (60, 60),
        ("60", 60),
        (1.0, 100),
        (0.335, 33.5),
        ("100%", 100),
    ],
)
def test_percentages(sent: Bench, typed: object, percent: float) -> None:
    """However people write them."""
    fill(sent, {"台账!H5": typed})
    take(sent)
    assert [one.get("percent") for one in taken(sent)] == [percent, None]


@pytest.mark.parametrize(
    ("typed", "status"),
    [("已完成", "done"), ("done", "done"), ("完成", "done"), ("受阻", "blocked"), ("未启动", None), ("进行中", None)],
)
def test_statuses(sent: Bench, typed: str, status: str | None) -> None:
    """In either language; one that stays changes nothing, and one that contradicts the percentage is refused."""
    fill(sent, {"台账!G5": typed})
    take(sent)
    assert [one.get("status") for one in taken(sent) if one["kind"] == "report"] == ([status] if status else [])


@pytest.mark.parametrize("typed", ["2024-06-30", "2024.6.30", "2024/6/30", "6月底", "2024年6月30日", "20240630", 45473])
def test_days(sent: Bench, typed: object) -> None:
    """However people write them, also without a year."""
    fill(sent, {"节点!H4": typed})
    take(sent)
    assert [(one["kind"], one["on"]) for one in taken(sent)] == [("milestone", "2024-06-30"), ("ledger", "2024-11-18")]


def test_csv(sent: Bench) -> None:
    """Without the hidden sheet the number tells which ledger it is; what was sent is computed from the journal."""
    bench = sent
    bench.run("update", "2", "--percent", "45", "--by", "张敏")
    number = opened(bench.here / SENT)[TASKS]["A2"].value
    rows = [
        "编号,任务,状态,实际进度%,本期进展情况",
        "2,出台措施,进行中,40%,起草",
        "1.1,办好高交会,,,",
        "1.2,x,进行中,10%,y",
    ]
    text = "\n".join([number, *rows])
    (bench.here / "back.csv").write_bytes(text.encode("gb18030"))
    done = take(bench, "--lang", "en", name="back.csv")
    assert (done.code, done.err) == (
        0, ("warning: back.csv, back!A5: 1.2 was not sent to this unit; the row is left out\n"
        "warning: back.csv, back: rows that were sent are missing (3): 1.1.1, hnte-count, fair-area\n")
    )  # fmt: skip
    assert taken(bench) == [{**REPORT, "progress": "起草", "source": "back.csv#back!E3"}, came(1, source="back.csv")]


# What changes nothing, and is told


def test_what_is_left_out_is_told(sent: Bench) -> None:
    """Rows of others, unknown rows, rows without a number, blanked cells and lone evidence, each with its place."""
    fill(sent, {
        "台账!B6": "1.2", "台账!J6": "x", "台账!B7": "9.9", "台账!J7": "y", "台账!J8": "z", "台账!H5": None,
        "台账!G5": "—", "台账!O4": "1号",
    })  # fmt: skip
    done = take(sent, "--lang", "en")
    assert (done.code, taken(sent)) == (0, [came(0)])
    assert done.err == (
        "warning: back.xlsx, 台账!B6: 1.2 was not sent to this unit; the row is left out\n"
        "warning: back.xlsx, 台账!B7: no task of the plan is called 9.9; the row is left out\n"
        "warning: back.xlsx, 台账!B8: the row has no number; it is left out\n"
        "warning: back.xlsx, 台账!G5: the cell was emptied, which changes nothing\n"
        "warning: back.xlsx, 台账!H5: the cell was emptied, which changes nothing\n"
        "warning: back.xlsx, 台账!O4: it stands alone, which reports nothing; write what was done or measured as well\n"
    )


def test_a_column_of_the_unit_s_own_is_told(sent: Bench) -> None:
    """What stands below a head that nobody asked for is not taken, and told once."""
    fill(sent, {
        "台账!P3": "经办人意见", "台账!P4": "同意", "台账!P5": "同意", "台账!Q3": "空", "台账!R5": "x",
        "台账!J5": "起草",
    })  # fmt: skip
    done = take(sent, "--lang", "en")
    assert done.code == 0
    assert done.err == (
        "warning: back.xlsx, 台账!P3: nothing was asked below “经办人意见”; the column is left out\n"
        "warning: back.xlsx, 台账!R3: nothing was asked below “”; the column is left out\n"
    )
    assert taken(sent) == [REPORT | {"progress": "起草", "source": "back.xlsx#台账!J5"}, came(1)]


def test_a_folder_without_ledgers(sent: Bench) -> None:
    """The message names the folder, and what would be a ledger in it."""
    (sent.here / "empty").mkdir()
    said = (
        "error: empty holds no ledger; name a folder with files that end in .xlsx, .xlsm, .xls, .et, .ods, .csv, .tsv\n"
    )
    assert sent.run("ledger", "take", "--from", "empty", "--lang", "en") == Run(2, "", said)


def test_what_is_not_read_is_told(sent: Bench) -> None:
    """A second column with the head of another, rows that were deleted, and a sheet that is gone."""

    def how(book: Book) -> None:
        tasks = book[TASKS]
        tasks["P3"], tasks["P5"] = tasks["J3"].value, "起草完成"
        tasks.delete_rows(4)
        del book[STONES]

    change(sent, how)
    done = take(sent, "--lang", "en")
    assert (done.code, taken(sent)) == (0, [came(0)])
    assert done.err == (
        "warning: back.xlsx, 台账!P3: the head “本期进展情况” is there twice; the second column is left out\n"
        "warning: back.xlsx, 台账: rows that were sent are missing (2): 1.1, 1.1.1\n"
    )


def test_one_beside_whole_percentages(sent: Bench) -> None:
    """1 among numbers such as 60 may be one percent or all of it; nothing is recorded."""
    fill(sent, {"台账!H4": 60, "台账!H5": 1})
    assert take(sent, "--lang", "en") == Run(2, "", "error: back.xlsx, 台账!H5: “1” may be 1 % or 100 %\n")
    assert taken(sent) == []


def test_an_older_revision_of_the_plan(sent: Bench) -> None:
    """What is not in the plan any more is told, and the rest is recorded."""
    sent.edit('ref: "2", title', 'ref: "3", title')
    sent.edit('tasks: ["2"]', 'tasks: ["3"]')
    fill(sent, {"台账!J4": "a", "台账!J5": "b"})
    done = take(sent, "--lang", "en")
    assert (
        done.err.splitlines()[-1] == "warning: back.xlsx, 台账!B5: 2 is not in the plan any more; the row is left out"
    )
    assert [one["ref"] for one in taken(sent) if one["kind"] == "report"] == ["1.1"]


def test_problems(sent: Bench) -> None:
    """`无` solves what is open, and says nothing where nothing is."""
    fill(sent, {"台账!L4": "无", "台账!L5": "暂无"})
    take(sent)
    assert [(one.get("ref"), one.get("problem")) for one in taken(sent)] == [("2", "暂无"), (None, None)]


# Conflicts


def test_a_cell_that_changed_on_both_sides(sent: Bench) -> None:
    """Both values are shown, and nothing of the file is recorded."""
    sent.run("update", "2", "--percent", "50", "--note", "会签")
    fill(sent, {"台账!H5": 0.6, "台账!J5": "起草", "台账!J4": "筹备"})
    before = sent.files()
    done = take(sent, "--lang", "en")
    assert done == Run(
        1,
        "back.xlsx: cells changed on both sides: 2; nothing of it was recorded; decide by --ours or --theirs\n"
        "  台账!H5: 2 Progress %: recorded by now 50%, in the file 60%\n"
        "  台账!J5: 2 Progress in this period: recorded by now 会签, in the file 起草\n",
    )
    assert sent.files() == before


@pytest.mark.parametrize(
    ("side", "said"),
    [("--ours", [{"ref": "1.1", "progress": "筹备"}]),
     ("--theirs", [{"ref": "1.1", "progress": "筹备"}, {"ref": "2", "percent": 60.0, "progress": "起草"}])],
)  # fmt: skip
def test_who_decides(sent: Bench, side: str, said: list[dict[str, Any]]) -> None:
    """What is recorded stays, or what the file says counts; what changed on one side only is recorded anyway."""
    sent.run("update", "2", "--percent", "50", "--note", "会签")
    fill(sent, {"台账!H5": 0.6, "台账!J5": "起草", "台账!J4": "筹备"})
    assert take(sent, side).code == 0
    found = [one for one in taken(sent) if one["kind"] == "report"]
    assert [{k: v for k, v in one.items() if k in ("ref", "percent", "progress")} for one in found] == said


def test_another_day_of_a_milestone(sent: Bench) -> None:
    """It is open again from the day that was recorded, and reached on the day of the file, a later one too."""
    sent.run("done", "1.1.1", "--on", "2024-10-01")
    fill(sent, {"节点!G4": "已完成", "节点!H4": "10月12日", "节点!I4": "已印发"})
    assert take(sent).code == 1
    assert take(sent, "--theirs").code == 0
    source = "back.xlsx#节点!H4,I4"
    milestone = {"kind": "milestone", "ref": "1.1.1", "source": source}
    assert taken(sent) == [
        {**milestone, "on": "2024-10-01", "state": "reopened"},
        {**milestone, "on": "2024-10-12", "state": "reached", "note": "已印发"},
        came(2),
    ]
    assert sent.json("show", "1.1.1")["task"]["milestones"][0]["done"] == "2024-10-12"


def test_a_note_on_a_milestone_alone(sent: Bench) -> None:
    """It is a comment on the milestone: nothing is reached or open again by it."""
    sent.run("done", "1.1.1", "--on", "2024-10-01")
    fill(sent, {"节点!G4": "已完成", "节点!H4": "2024-10-12", "节点!I4": "已印发", "节点!J4": "深科2号"})
    done = take(sent, "--ours", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[1:] == ["  节点!I4: 1.1.1 What was done: 已印发", "  节点!J4: 1.1.1 Evidence: 深科2号"]
    assert taken(sent) == [
        {"kind": "comment", "on": "2024-11-18", "ref": "1.1.1", "text": "已印发", "source": "back.xlsx#节点!I4,J4"},
        came(2),
    ]
    assert sent.records()[-2]["evidence"][1] == {"name": "深科2号"}


def test_a_number_that_was_measured_on_both_sides(sent: Bench) -> None:
    """Two numbers of one period are a conflict, whatever the other periods say; the same number is nothing new."""
    fill(sent, {"指标!I4": "2.5万家", "指标!J4": "2024-10"})
    sent.run("measure", "hnte-count", "2.4万家", "--period", "2024-09")
    sent.run("measure", "hnte-count", "3万家", "--period", "2024-10")
    done = take(sent, "--lang", "en")
    assert (done.code, taken(sent), done.err) == (1, [], "")
    assert done.out.splitlines()[1:] == [
        "  指标!I4: hnte-count Value of this period: recorded by now 3万家, in the file 2.5万家"
    ]
    assert take(sent, "--ours").code == 0
    assert taken(sent) == [came(0)]
    fill(sent, {"指标!I4": "30000", "指标!J4": "2024-10"}, "same.xlsx")
    assert (take(sent, name="same.xlsx").code, len(taken(sent))) == (0, 1)


def test_both_say_the_same(sent: Bench) -> None:
    """That is no conflict, and nothing new."""
    sent.run("update", "2", "--percent", "60", "--note", "起草")
    fill(sent, {"台账!H5": 0.6, "台账!J5": "起草"})
    assert (take(sent).code, taken(sent)) == (0, [came(0)])


# Several files


def test_one_that_fails_stops_no_other(sent: Bench) -> None:
    """Each file is recorded whole or not at all; the worst exit code tells; a folder ends with who sent."""
    (sent.here / "in").mkdir()
    fill(sent, {"台账!J5": "起草"}, "in/a.xlsx")
    fill(sent, {"台账!J5": "x", "台账!H5": "七成"}, "in/b.xlsx")
    (sent.here / "in" / "c.csv").write_text("编号,状态\n1,x\n", "utf-8")
    (sent.here / "in" / "~$a.xlsx").write_bytes(b"")
    done = sent.run("ledger", "take", "--from", "in", "--lang", "en")
    assert done.code == 2
    assert done.err.splitlines() == [
        f"error: in/c.csv: {NO_LEDGER}",
        "error: in/b.xlsx, 台账!H5: “七成” is no percentage from 0 to 100",
    ]
    assert done.out.splitlines()[1:] == [
        "  台账!J5: 2 Progress in this period: 起草",
        "",
        "Ledgers for November 2024, due by 30 November 2024",
        "came in: 1 of 2, of these late: 0, with nothing filled in: 0",
        "Unit           Came in     Cells changed",
        "────────────────────────────────────────",
        "STI Bureau     2024-11-18              1",
        "NSF Committee  not yet                 –",
    ]
    assert [one["ref"] for one in taken(sent) if one["kind"] == "report"] == ["2"]


def test_what_comes_back_empty_is_told_as_such(sent: Bench) -> None:
    """A ledger in which nothing was filled in came back, and says nothing of any task."""
    fill(sent, {})
    done = take(sent, "--lang", "en")
    assert done.out.startswith("back.xlsx: STI Bureau, 2024-11: came in with nothing filled in (id ")
    assert taken(sent) == [came(0)]
    assert sent.run("ledger", "status", "--lang", "en").out.splitlines() == [
        "Ledgers for November 2024, due by 30 November 2024",
        "came in: 1 of 2, of these late: 0, with nothing filled in: 1",
        "Unit           Came in         Cells changed",
        "────────────────────────────────────────────",
        "STI Bureau     2024-11-18  nothing filled in",
        "NSF Committee  not yet                     –",
    ]


def test_columns_that_are_gone_are_told(sent: Bench) -> None:
    """Whatever stood there was not read."""
    change(sent, lambda book: book["台账"].delete_cols(11, 4))
    done = take(sent, "--lang", "en")
    assert done.code == 0
    assert done.err == (
        "warning: back.xlsx, 台账: columns that were sent are missing, so nothing was read of them: "
        "Problems, Next steps\n"
    )


def test_a_ledger_of_a_period_to_come(bench: Bench) -> None:
    """What it reports counts now, which is said."""
    send(bench, "stic", "--period", "2024-12")
    fill(bench, {"台账!J5": "起草"})
    done = take(bench, "--lang", "en")
    assert done.code == 0
    assert done.err == (
        "warning: back.xlsx: it is for 2024-12, which has not begun; what it reports counts for the period of "
        "2024-11-18\n"
    )
    assert [one["kind"] for one in taken(bench)] == ["report", "ledger"]


def test_what_nobody_saved_has_not_come_in(sent: Bench) -> None:
    """A ledger that lies where it was sent to is silence, not an answer."""
    assert sent.run("ledger", "take", "stic-2024-11.xlsx", "--lang", "en") == Run(
        0, "stic-2024-11.xlsx: is as it was sent, so it has not come in\n"
    )
    assert taken(sent) == []


def test_what_was_filled_in_is_not_written_over(bench: Bench) -> None:
    """Not before it was taken in; nothing of the others is written either."""
    bench.run("ledger", "send", "--per-unit", ".", "--period", "2024-11")
    fill(bench, {"台账!J5": "起草完成"}, "stic-2024-11.xlsx")
    before = bench.files()
    refused = bench.run("ledger", "send", "--per-unit", ".", "--period", "2024-11", "--lang", "en")
    assert refused == Run(
        2,
        "",
        "error: stic-2024-11.xlsx was saved since it was sent, and is not taken in; "
        "run `plantrack ledger take stic-2024-11.xlsx`, or move it away, and send again\n",
    )
    assert bench.files() == before
    assert bench.run("ledger", "take", "--from", ".").code == 0
    assert bench.run("ledger", "send", "--per-unit", ".", "--period", "2024-11").code == 0


def test_a_plan_that_is_over_has_its_last_period(bench: Bench) -> None:
    """Nobody reports on a month that the plan does not have."""
    with time_machine.travel("2025-03-03T04:00:00Z"):
        done = bench.run("ledger", "send", "--per-unit", "ledgers", "--lang", "en")
    assert "ledgers/stic-2024-12.xlsx written" in done.out.splitlines()


@pytest.mark.parametrize("cell", [("台账!J5", "起草"), ("台账!H5", "七成")], ids=["a conflict", "an error"])
def test_who_sent_what_is_not_recorded(sent: Bench, cell: tuple[str, str]) -> None:
    """A unit whose file waits for a decision or a correction is told apart from those that sent nothing."""
    sent.run("update", "2", "--note", "会签")
    (sent.here / "in").mkdir()
    fill(sent, dict([cell]), "in/a.xlsx")
    done = sent.run("ledger", "take", "--from", "in", "--lang", "en")
    assert done.code > 0
    assert done.out.splitlines()[-3:] == [
        "STI Bureau     not yet              –",
        "NSF Committee  not yet              –",
        "Sent, but not recorded because of conflicts or errors: STI Bureau",
    ]


def test_two_units_on_one_task(bench: Bench) -> None:
    """What one file recorded is known when the next is decided upon."""
    bench.run("assign", "2", "fund", "--support")
    send(bench)
    send(bench, "fund")
    fill(bench, {"台账!J5": "甲"}, "a.xlsx")
    fill(bench, {"台账!J5": "乙"}, "b.xlsx", "fund-2024-11.xlsx")
    done = bench.run("ledger", "take", "a.xlsx", "b.xlsx", "--lang", "en")
    assert done.code == 1
    assert done.out.splitlines()[-1] == "  台账!J5: 2 Progress in this period: recorded by now 甲, in the file 乙"


def test_the_history_is_replayed_once(sent: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files there are."""
    from plantrack.model.history import Cuts

    for number in range(5):
        fill(sent, {"台账!J4": f"第{number}次"}, f"{number}.xlsx")
    counted: list[int] = []
    real = Cuts.state

    def state(self: Cuts, as_of: Any) -> Any:
        if self.replayed(as_of) is None:
            counted.append(1)
        return real(self, as_of)

    monkeypatch.setattr(Cuts, "state", state)
    sent.run("ledger", "take", "--theirs", *(f"{number}.xlsx" for number in range(5)))
    assert (len(counted), len(taken(sent))) == (1, 10)


# Hostile content


def test_whatever_stands_in_a_cell_is_data(sent: Bench) -> None:
    """Markup, escapes and formulas are kept as typed and shown harmlessly."""
    from openpyxl.cell.cell import Cell

    def filled(book: Book) -> None:
        cell: Cell = book[TASKS]["J5"]
        cell.value = "=HYPERLINK(1)"
        cell.data_type = "s"
        book[TASKS]["J4"] = HOSTILE.replace("\x1b", "")

    change(sent, filled)
    done = take(sent, "--lang", "en")
    assert INERT.replace(r"\x1b", "") in done.out
    assert [one["progress"] for one in taken(sent)[:2]] == [HOSTILE.replace("\x1b", ""), "=HYPERLINK(1)"]


def test_status_of_ledgers(sent: Bench) -> None:
    """Who sent, when and how late, and who did not; also as JSON and CSV."""
    fill(sent, {"台账!J5": "起草"})
    with time_machine.travel("2024-12-03T04:00:00Z"):
        take(sent)
        shown = sent.run("ledger", "status", "--period", "2024-11", "--lang", "en")
        found = sent.json("ledger", "status", "--period", "last")
        listed = sent.run("ledger", "status", "--period", "2024-11", "--format", "csv", "--lang", "zh").out
    assert shown.out.splitlines()[4:] == [
        "STI Bureau     2024-12-03 (3 days late)              1",
        "NSF Committee  not yet                               –",
    ]
    assert (found["period"], found["due"], found["ledgers"]) == ("2024-11", "2024-11-30", [
        {"unit": "stic", "on": "2024-12-03", "days_late": 3, "files": 1, "changed": 1},
        {"unit": "fund", "on": None, "days_late": 0, "files": 0, "changed": 0},
    ])  # fmt: skip
    assert listed == (
        "unit,name,period,due,on,days_late,files,changed\n"
        "stic,科创局,2024-11,2024-11-30,2024-12-03,3,1,1\nfund,基金委,2024-11,2024-11-30,,0,0,0\n"
    )


@pytest.mark.parametrize(
    ("answers", "percents", "code"), [("22", [50.0, 60.0], 0), ("11", [50.0], 0), ("2\n", [50.0], 1)]
)
def test_a_terminal_asks(sent: Bench, answers: str, percents: list[float], code: int) -> None:
    """Each conflict is decided on its own; one that nobody decides leaves the file as it is."""
    sent.run("update", "2", "--percent", "50", "--note", "会签")
    fill(sent, {"台账!H5": 0.6, "台账!J5": "起草"})
    with Terminal(sent, "ledger", "take", BACK, "--on", "2024-11-18", "--lang", "en", columns=200) as terminal:
        for answer in answers:
            terminal.await_text("which counts? (1: recorded, 2: the file, Enter: neither): ")
            terminal.type(answer.strip() + "\n")
        ended = terminal.end()
    assert ended.code == code, ended
    assert [one["percent"] for one in sent.records() if one.get("percent", 40.0) != 40.0] == percents
