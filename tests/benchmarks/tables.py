"""Tables in Markdown, budgets beside them, and the place in the README where they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import own_memory

BEGIN, END = "<!-- measured: written by run.py -->", "<!-- end of measured -->"


class Table(NamedTuple):
    """One part's results; `notes` are sentences below the table."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


class Budget(NamedTuple):
    """What a number may be at most: now, and after the hardening. None where nothing was promised."""

    core: float | None = None
    hardening: float | None = None

    def verdict(self, measured: float, unit: str = "×") -> str:
        """Return each limit and whether it is kept."""
        limits = [(limit, name) for limit, name in ((self.core, "core"), (self.hardening, "hardening")) if limit]
        return ", ".join(
            f"{name} ≤ {limit:g} {unit}: {'kept' if measured <= limit else 'missed'}" for limit, name in limits
        )


def markdown(table: Table) -> str:
    """Return the table under its heading; every column but the first is aligned to the right.

    Raises ValueError for a row that does not fit the columns.
    """
    rule = "|".join([":--", *["--:"] * (len(table.header) - 1)])
    if any(len(row) != len(table.header) for row in table.rows):
        raise ValueError(f"{table.title}: a row has more or fewer cells than there are columns")
    rows = [" | ".join(row) for row in (table.header, *table.rows)]
    lines = [f"### {table.title}", "", f"| {rows[0]} |", f"|{rule}|", *(f"| {row} |" for row in rows[1:])]
    return "\n".join([*lines, *(f"\n{note}" for note in table.notes)]) + "\n"


def milliseconds(seconds: float) -> str:
    """Return a time as people compare it: milliseconds up to a second, then seconds."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def mebibytes(memory: float) -> str:
    """Return an amount of memory in MiB; less than this process itself needs cannot be seen."""
    return f"{memory:.0f} MiB" if memory > own_memory() else f"≤ {own_memory():.0f} MiB"


def times(ratio: float) -> str:
    """Return a ratio with as many digits as mean something."""
    return f"{ratio:.2f} ×" if ratio >= 0.1 else f"{ratio:.4f} ×"


def median_of(runs: int) -> str:
    """Return the sentence that says how many runs stand behind a number."""
    return f"Medians of {runs} runs after a warm-up." if runs > 1 else "One run after a warm-up."


def put(readme: Path, table: Table) -> None:
    """Put a table between the two markers of a README, in place of the one with its title or after the others.

    Raises ValueError where the markers are missing.
    """
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    between, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{readme.name} has no place for the tables: {BEGIN} … {END}")
    parts = {part.partition("\n")[0]: part.strip() for part in re.split("(?m)^(?=### )", between) if part.strip()}
    parts[f"### {table.title}"] = markdown(table).strip()
    readme.write_text("\n\n".join([before + begin, *parts.values(), end + after]), encoding="utf-8")
