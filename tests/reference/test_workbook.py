"""The numbers and days of the year's workbook, as LibreOffice writes them again, are those of the report as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reference.scripted_year import Year, performed
from workbooks import Rows, by_libreoffice, sheets, table

SPREAD = ("unreported",)
"""The parts that a workbook spreads over other rows."""
WORDS = ("report", "--quarter", "2026-Q2", "--full", "--lang", "zh")


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    """Perform the year."""
    yield from performed(tmp_path, monkeypatch)


def number(cell: dict[str, Any]) -> float | date | None:
    """Return the number or day of a cell as JSON has it; None of any other."""
    match cell["kind"]:
        case "percent":
            return float(cell["percent"]) / 100
        case "count":
            return float(cell["count"])
        case "day":
            return date.fromisoformat(cell["day"])
    return None


def compare(rows: Rows, section: dict[str, Any]) -> tuple[int, list[Any]]:
    """Return how many numbers and days a section has, and those that its sheet has otherwise."""
    shown = table(rows, section["columns"][0]["title"]["zh"])
    assert len(shown) == len(section["rows"]), section["key"]
    titles = {column["key"]: column["title"]["zh"] for column in section["columns"]}
    pairs = [
        (section["key"], titles[key], number(cell), there[titles[key]])
        for told, there in zip(section["rows"], shown, strict=True)
        for key, cell in told.items()
        if isinstance(cell, dict) and number(cell) is not None
    ]
    return len(pairs), [pair for pair in pairs if not same(*pair[2:])]


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal, numbers but for the last digits of a fraction."""
    return round(one, 12) == round(other, 12) if isinstance(one, float) and isinstance(other, float) else one == other


@pytest.mark.slow
def test_the_workbook_has_the_numbers_of_the_report(year: Year, tmp_path: Path) -> None:
    """Every percentage, count and day of every section that has a sheet."""
    bench = year.bench
    assert bench.run(*WORDS, "-o", "report.xlsx").code == 0
    told = json.loads(bench.run(*WORDS, "--format", "json").out)["sections"]
    book = sheets(by_libreoffice((bench.here / "report.xlsx").read_bytes(), "xlsx", tmp_path).read_bytes())
    found = {rows[0][0]: rows for rows in book.values()}
    compared = {
        one["key"]: compare(found[title], one)
        for one in told
        if (title := one["title"]["zh"]) in found and one["rows"] and one["key"] not in SPREAD
    }
    assert {key: differ for key, (_, differ) in compared.items() if differ} == {}
    assert sum(number for number, _ in compared.values()) > 100
