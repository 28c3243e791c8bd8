"""A sheet of cells."""

from __future__ import annotations

import pytest

from plantrack.errors import PlanError
from plantrack.tables.sheet import Range, Sheet, cell_at, cell_name


def test_spread() -> None:
    """The value of merged cells stands in each of them, also beyond the end of a row and of the sheet."""
    sheet = Sheet("a", (("x", None, "y"), (), ("z",)), (Range(0, 0, 1, 1), Range(2, 0, 9, 2), Range(1, 2, 1, 3)))
    assert sheet.spread() == (("x", "x", "y"), ("x", "x"), ("z", "z", "z"))


def test_merged_over_and_over() -> None:
    """Merged cells that overlap a thousand times are refused instead of filled."""
    sheet = Sheet("a", (("x",) * 500,) * 500, (Range(0, 0, 999, 499),) * 1000)
    with pytest.raises(PlanError, match="its cells reach too far from the table"):
        sheet.spread()


def test_cells() -> None:
    """A cell outside of the rows holds nothing; names are those of a workbook."""
    assert [cell_at(((), ("a",)), *place) for place in ((1, 0), (0, 0), (1, 1), (2, 0))] == ["a", None, None, None]
    names = [cell_name(*place) for place in ((0, 0), (9, 25), (0, 26), (1048575, 16383))]
    assert names == ["A1", "Z10", "AA1", "XFD1048576"]
