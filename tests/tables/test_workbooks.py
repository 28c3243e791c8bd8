"""Workbooks: what is read of them, and which are refused before they are laid out."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from handmade import packed
from required import require
from spreadsheets import raw_ods, raw_xlsx, saved, workbook, xlsx

from plantrack.errors import PlanError
from plantrack.tables.sheet import Range, Row, Sheet
from plantrack.tables.sheets import sheets_of
from plantrack.tables.workbooks import is_workbook, workbook_sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows_of(content: bytes) -> tuple[Row, ...]:
    """Return the rows of the only sheet."""
    (sheet,) = workbook_sheets(content)
    return sheet.rows


def test_values() -> None:
    """Text without blanks around and invisible characters, numbers, days, truth; what is merged; a hidden sheet."""
    day, moment = date(2024, 6, 30), datetime(2024, 6, 30, 12)  # noqa: DTZ001
    row: list[Any] = [None, " 修\u200b桥 ", 0.6, 60, True, day, moment, time(12), None, "x"]
    book = workbook({"一": [["表"], [], row], "隐": [["a"]], "二": [["b"]]}, {"一": ["A1:C2"]})
    book["隐"].sheet_state = "veryHidden"
    read = (None, "修桥", 0.6, 60.0, True, day, moment, "12:00:00", None, "x")
    assert [*workbook_sheets(saved(book))] == [
        Sheet("一", (("表",), (), read), (Range(0, 0, 1, 2),)),
        Sheet("隐", (("a",),), hidden=True),
        Sheet("二", (("b",),)),
    ]


def test_places_of_cells() -> None:
    """Rows and columns count as in the file, however much above and beside is empty; formatted blanks are no cells."""
    blank = '<row r="900"><c r="XFD900" s="1"/></row>'
    assert rows_of(raw_xlsx(f'<row r="2"><c r="C2"><v>1</v></c></row>{blank}')) == ((), (None, None, 1.0))
    assert rows_of(raw_xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>")) == ((1.0, 2.0),)


def test_formulas() -> None:
    """A formula counts as its value, and an error is seen as one."""
    text, error = '<c r="A1" t="str"><f>1&amp;2</f><v>12</v></c>', '<c r="B1" t="e"><f>X!A1</f><v>#REF!</v></c>'
    cells = f'{text}{error}<c r="C1"><f>1+1</f><v>2</v></c>'
    assert rows_of(raw_xlsx(f'<row r="1">{cells}</row>')) == (("12", "#REF!", 2.0),)


def test_open_document() -> None:
    """An .ods is read, with repeated cells, and the million blank rows that end its tables."""
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    assert rows_of(_ods(2, 2, "修桥", end)) == (("修桥",) * 2,) * 2


FAR = "its cells reach too far from the table; delete all rows below it and all columns beside it"
MUCH = "more than 67108864 bytes of text in its cells"


def _ods(rows: int, columns: int, text: str = "a", end: str = "") -> bytes:
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )
    return raw_ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>{end}')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (raw_xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'), FAR),
        (raw_xlsx("<row r='1048576'><c ><v>1</v></c><c r = 'zz'><v>1</v></c></row>"), FAR),
        (raw_xlsx('<row r="9999999999"><c x=">" r="A9999999999"><v>1</v></c></row>'), FAR),
        (raw_xlsx('<x:row r="1" xmlns:x="a"><x:c r="XFD1048576"><v>1</v></x:c></x:row>'), FAR),
        (raw_xlsx("<row>" + '<c t="s"><v>0</v></c>' * 1000 + "</row>", f"<si><t>{'长' * 30_000}</t></si>"), MUCH),
        (raw_xlsx("<row>" + '<c t="s"><v></v></c>' * 1000 + "</row>", f"<si><t>{'长' * 30_000}</t></si>"), MUCH),
        (raw_xlsx("", f"<si><t>{'x' * 100_000_000}</t></si>"), "more than 67108864 bytes in its sheets; save"),
        (raw_xlsx("<!DOCTYPE a><row/>"), "declares entities or is no plain XML"),
        (_ods(1000, 16384), FAR),
        (_ods(1_048_576, 2), FAR),
        (_ods(1000, 1000, "长" * 100), MUCH),
    ],
    ids=[
        "last cell", "no place", "large number", "prefix", "shared", "unnamed", "bomb", "entities", "wide", "long",
        "repeated",
    ],
)  # fmt: skip
def test_hostile(content: bytes, said: str) -> None:
    """What would take all memory is refused with what to do."""
    with pytest.raises(PlanError, match=said):
        [*workbook_sheets(content)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            packed({"xl/workbook.bin": b""}),
            r"this is a binary workbook \(.xlsb\); open it in Excel or WPS, save it as .xlsx",
        ),
        (packed({"word/document.xml": b""}), "this is no workbook; open it in Excel or WPS"),
        (packed({"xl/workbook.xml": b"<a/>"}), "the workbook is damaged: "),
        (OLE + b"\0" * 600, "this is no workbook"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "it is locked with a password; open it, save it without the password",
        ),
        (OLE + "Workbook\0".encode("utf-16-le") + b"\0" * 600, "the workbook is damaged: "),
    ],
)
def test_refused(content: bytes, said: str) -> None:
    """Other formats, a password, and what is damaged."""
    with pytest.raises(PlanError, match=said):
        [*workbook_sheets(content)]


def test_known_by_content() -> None:
    """Workbooks of each format, and what is none."""
    old = OLE + "Workbook\0".encode("utf-16-le")
    assert all(map(is_workbook, (xlsx([["a"]]), raw_ods(""), packed({"xl/workbook.bin": b""}), old)))
    assert not any(map(is_workbook, (b"", b"a,b", b"PK", OLE, packed({"content.xml": b""}))))


def test_every_byte_may_be_wrong() -> None:
    """A workbook with a byte changed is read, or refused with a sentence."""
    whole = xlsx([["序号", "任务"], [1, "修桥"]])
    for place in range(0, len(whole), 7):
        try:
            assert [*workbook_sheets(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])]
        except PlanError as error:
            assert str(error)  # noqa: PT017


def test_durations() -> None:
    """A length of time is text; nobody's plan computes with it."""
    book = workbook({"a": [[timedelta(days=2)]]})
    assert rows_of(saved(book)) == (("2 days, 0:00:00",),)


@pytest.mark.slow
def test_saved_by_an_office(tmp_path: Path) -> None:
    """What LibreOffice saves as .xls, as a .et is inside, and as .ods holds the same; .ods has no merged cells."""
    require("soffice")
    values: list[Any] = ["修桥", 0.6, 60, date(2024, 6, 30), None, "x"]
    (tmp_path / "a.xlsx").write_bytes(saved(workbook({"表": [["任务表"], values]}, {"表": ["A1:C1"]})))
    for ending in ("xls", "ods"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        words = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), "a.xlsx"]
        subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    rows = (("任务表",), ("修桥", 0.6, 60.0, date(2024, 6, 30), None, "x"))
    assert sheets_of((tmp_path / "a.xls").read_bytes(), "a.et") == (Sheet("表", rows, (Range(0, 0, 0, 2),)),)
    assert sheets_of((tmp_path / "a.ods").read_bytes(), "a.ods") == (Sheet("表", rows),)
