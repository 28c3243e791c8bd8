"""What tests of workbooks share: a workbook read back, as values by another library and as the XML that it holds."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook
from required import require

Rows = list[list[Any]]


def sheets(book: bytes) -> dict[str, Rows]:
    """Return the rows of each sheet by its name, in the order of the sheets."""
    found = CalamineWorkbook.from_filelike(BytesIO(book))
    return {name: found.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in found.sheet_names}


def part(book: bytes, name: str) -> str:
    """Return one part of the file."""
    with ZipFile(BytesIO(book)) as archive:
        return archive.read(name).decode()


def parts(book: bytes) -> dict[str, str]:
    """Return every part of the file by its name."""
    with ZipFile(BytesIO(book)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def attributes(xml: str, element: str) -> list[dict[str, str]]:
    """Return the attributes of each element of that name."""
    return [dict(re.findall(r'([\w:]+)="([^"]*)"', found)) for found in re.findall(rf"<{element}\b([^>]*)>", xml)]


def table(rows: Rows, head: str) -> list[dict[str, Any]]:
    """Return the rows below the head that begins with a word, each by its columns, down to the next empty row."""
    start = next(number for number, row in enumerate(rows) if row[0] == head)
    names = [name for name in rows[start] if name]
    found: list[dict[str, Any]] = []
    for row in rows[start + 1 :]:
        if not any(cell != "" for cell in row):
            break
        found.append(dict(zip(names, row, strict=False)))
    return found


def shown_rows(book: bytes) -> dict[str, list[list[str]]]:
    """Return the rows of each sheet as a program shows them: numbers and days in their formats."""
    codes = number_formats(book)
    found: dict[str, list[list[str]]] = {}
    for number, (name, rows) in enumerate(sheets(book).items(), 1):
        styles = {a["r"]: int(a.get("s", 0)) for a in attributes(part(book, f"xl/worksheets/sheet{number}.xml"), "c")}
        found[name] = [
            [_formatted(cell, codes[styles.get(_place(row, column), 0)]) for column, cell in enumerate(cells)]
            for row, cells in enumerate(rows)
        ]
    return found


def number_formats(book: bytes) -> list[str]:
    """Return the number format of each style of a workbook."""
    xml = part(book, "xl/styles.xml")
    own = {a["numFmtId"]: unescape(a["formatCode"]) for a in attributes(xml, "numFmt")}
    known = {"0": "", "1": "0", "3": "#,##0", "9": "0%", **own}
    return [
        known.get(a["numFmtId"], "") for a in attributes(xml.partition("<cellXfs")[2].partition("</cellXfs")[0], "xf")
    ]


def _place(row: int, column: int) -> str:
    letters = chr(65 + column) if column < 26 else "A" + chr(65 + column - 26)
    return f"{letters}{row + 1}"


def _formatted(cell: Any, code: str) -> str:
    """Return a cell in a format of three parts at most: for what is above, below and equal to nothing."""
    if isinstance(cell, date):
        return f"{cell}{_literal(code.removeprefix('yyyy-mm-dd'))}"
    if isinstance(cell, str) or not code:
        return str(cell)
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    chosen = parts[0] if len(parts) == 1 or cell > 0 else parts[1] if cell < 0 else parts[2]
    spot = re.search(r'(?:#,##)?0(?:\.[0#]+)?%?(?=(?:[^"]*"[^"]*")*[^"]*$)', chosen)
    if spot is None:
        return _literal(chosen)
    places = len(spot[0].rstrip("%").partition(".")[2]) if "#" not in spot[0].partition(".")[2] else 6
    shown = abs(cell) * (100 if spot[0].endswith("%") else 1) if len(parts) > 1 or "%" in spot[0] else cell
    text = f"{shown:{',' if ',' in spot[0] else ''}.{places}f}" + ("%" if spot[0].endswith("%") else "")
    return _literal(chosen[: spot.start()]) + text + _literal(chosen[spot.end() :])


def _literal(code: str) -> str:
    return code.replace('\\"', "\0").replace('"', "").replace("\0", '"')


def by_libreoffice(book: bytes, form: str, folder: Path) -> Path:
    """Return what LibreOffice makes of a workbook."""
    require("soffice")
    source = folder / "report.xlsx"
    source.write_bytes(book)
    out = folder / "out"
    words = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", str(out)]
    done = subprocess.run(["soffice", *words, str(source)], capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return out / f"report.{form}"
