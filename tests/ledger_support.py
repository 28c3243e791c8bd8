"""What tests of ledgers share: ledgers that were sent, filled in as units do, and taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from cli_support import Bench, Run

SENT, BACK = "stic-2024-11.xlsx", "back.xlsx"
Book = Any
TASKS, STONES, NUMBERS = "台账", "节点", "指标"
FIRST = 4
"""The first row below the heads."""


def send(bench: Bench, unit: str = "stic", *words: str) -> Path:
    """Send the ledger of a unit, and return where it lies."""
    done = bench.run("ledger", "send", "--unit", unit, "-o", f"{unit}-2024-11.xlsx", "--lang", "zh", *words)
    assert done.code == 0, done
    return bench.here / f"{unit}-2024-11.xlsx"


def opened(path: Path) -> Book:
    return openpyxl.load_workbook(path)


def fill(bench: Bench, cells: Mapping[str, Any], name: str = BACK, sent: str = SENT) -> None:
    """Fill in cells of a ledger that was sent, as in `台账!H5`, and save it under a name."""
    book = opened(bench.here / sent)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell] = value
    book.save(bench.here / name)


def change(bench: Bench, how: Callable[[Book], object], name: str = BACK, sent: str = SENT) -> None:
    """Change a ledger that was sent, and save it under a name."""
    book = opened(bench.here / sent)
    how(book)
    book.save(bench.here / name)


def take(bench: Bench, *words: str, name: str = BACK) -> Run:
    return bench.run("ledger", "take", name, *words)


def taken(bench: Bench) -> list[dict[str, Any]]:
    """Return what was recorded from ledgers, without what all of these records have."""
    records = [record for record in bench.records() if record["by"] in ("科创局", "基金委", "智能院")]
    return [{k: v for k, v in one.items() if k not in ("evidence", "digest", "by")} for one in records]
