"""What tests of workbooks share: a workbook read back, as values by another library and as the XML that it holds."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

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
