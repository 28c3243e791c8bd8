"""Sheets of a file: known by its content, read with numbers and days as such, or refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import packed
from spreadsheets import xlsx

from plantrack.errors import PlanError
from plantrack.tables.sheets import Sheet, is_table, read_sheets, sheets_of

HEAD, ROW = ("序号", "任务"), ("1", "修桥")


@pytest.mark.parametrize("name", ["a.xlsx", "a.et", "a.csv", "a"])
def test_by_content(name: str) -> None:
    """A workbook is one whatever its name."""
    assert sheets_of(xlsx([HEAD, ROW]), name) == (Sheet("表1", (HEAD, ROW)),)
    assert is_table(xlsx([HEAD, ROW]), name)


def test_text_by_name() -> None:
    """Text is a table with commas or tabs, or one of Markdown, by the name of its file."""
    assert sheets_of(b"a,b\n1,2\n", "plan.csv") == (Sheet("plan", (("a", "b"), ("1", "2"))),)
    assert sheets_of(b"# T\n|a|b|\n|-|-|\n|1|2|\n", "plan.md") == (Sheet("T", (("a", "b"), ("1", "2")), above=("T",)),)
    assert [is_table(b"a,b", name) for name in ("a.csv", "a.TSV", "a.txt", "a.md")] == [True, True, False, False]


def test_other_files_are_no_tables() -> None:
    """A Word document and an archive have other readers."""
    assert not is_table(packed({"word/document.xml": b"<a/>"}), "a.docx")
    assert not is_table(b"PK\x03\x04", "a.zip")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"\n , \n", "a.csv"), ("\u200b".encode(), "a.csv"), (b"text", "a.md"), (xlsx([]), "a.xlsx")],
)
def test_nothing_in_it(content: bytes, name: str) -> None:
    """An empty file is told, and never becomes an empty plan."""
    with pytest.raises(PlanError, match="there is no table in it, or an empty one; give the file that holds the tasks"):
        sheets_of(content, name)


def test_errors_name_the_file(tmp_path: Path) -> None:
    """What is not there, is no file, or is damaged."""
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(PlanError, match=r"a\.xlsx: the file is damaged"):
        read_sheets(tmp_path / "a.xlsx")
    with pytest.raises(PlanError, match=r"b\.xlsx: cannot be read: No such file or directory"):
        read_sheets(tmp_path / "b.xlsx")
    with pytest.raises(PlanError, match="cannot be read"):
        read_sheets(tmp_path)
