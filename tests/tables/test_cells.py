"""Cells from what a library gives."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from plantrack.tables.cell_values import Given, cell_of, text_cell, trimmed


def test_cells() -> None:
    """Text is cleaned, numbers are floats, days stay, hours are text; nothing to see is None."""
    day, moment = date(2024, 6, 30), datetime(2024, 6, 30, 12)  # noqa: DTZ001
    given: tuple[Given, ...] = ("a\r\nb ", 1, 0.5, True, day, moment, time(12), timedelta(1), "\u3000\u200b")
    assert [*map(cell_of, given)] == [
        "a\nb", 1.0, 0.5, True, day, moment, "12:00:00", "1 day, 0:00:00", None
    ]  # fmt: skip
    assert (text_cell(" \x1b[31m红 "), text_cell("")) == ("[31m红", None)
    assert trimmed(["a", None, "", None]) == ("a", None, "")
