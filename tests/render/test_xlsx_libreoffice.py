"""The report as a workbook, opened by LibreOffice: it keeps every cell, and prints on the paper that it is made for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from showcase import ctx, shown_report
from workbooks import Rows, by_libreoffice, parts, sheets

from plantrack.render.xlsx.sheets import report

A4, A3 = (841, 595), (1190, 841)
"""The paper in landscape, in whole points."""


@pytest.fixture(scope="module")
def book() -> bytes:
    """Return the workbook of the plan shown, in both languages."""
    return report(shown_report(), ctx("both"))


@pytest.mark.slow
def test_libreoffice_keeps_every_cell(book: bytes, tmp_path: Path) -> None:
    """Opened and written again, every sheet has the cells that it had: texts, numbers and days."""
    again = by_libreoffice(book, "xlsx", tmp_path).read_bytes()
    assert cells(sheets(again)) == cells(sheets(book))
    assert sum("/tables/" in name for name in parts(again)) == len(sheets(book))


def cells(found: dict[str, Rows]) -> dict[str, list[list[Any]]]:
    """Return the cells that are not empty, numbers rounded."""
    return {
        name: [[round(c, 9) if isinstance(c, float) else c for c in row if c != ""] for row in rows if any(row)]
        for name, rows in found.items()
    }


@pytest.mark.slow
def test_libreoffice_prints_it(book: bytes, tmp_path: Path) -> None:
    """Each sheet of this small plan is one page of A4 in landscape, the whole ledger one of A3."""
    made = by_libreoffice(book, "pdf", tmp_path).read_bytes()
    pages = re.findall(rb"/MediaBox\[0 0 (\d+)\S* (\d+)", made)
    found = Counter((int(wide), int(high)) for wide, high in pages)
    assert found == {A4: len(sheets(book)) - 2, A3: 2}
