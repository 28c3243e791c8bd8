"""Tables become rows, layouts do not."""

from __future__ import annotations

import pytest

from plantrack.budget import Budget
from plantrack.documents.formats.grid import GridCell, is_layout, one_line, rows
from plantrack.errors import PlanError


def cell(text: str, down: int = 1, across: int = 1) -> GridCell[str]:
    return GridCell(text, [text], down, across)


def test_rows() -> None:
    """What reaches down stands in every row; what reaches across stands once."""
    grid = [
        [cell("1", down=2), cell("修路"), cell("六月", down=2)],
        [cell("架桥")],
        [cell("合计", across=2), cell("2")],
    ]
    assert rows(grid, Budget()) == ["1\t修路\t六月", "1\t架桥\t六月", "合计\t\t2"]


def test_layout() -> None:
    """One column, or one cell that holds nearly all; a table with little text is none."""
    assert is_layout([[cell("正文")], [cell("")]])
    assert is_layout([[cell("菜单"), cell("正文" * 200)]])
    assert not is_layout([[cell("1"), cell("修路")]])
    assert not is_layout([[cell("一"), cell("修路" * 60)], [cell("二"), cell("架桥" * 60)]])


def test_too_long() -> None:
    """Cells that repeat for ever end in an error."""
    with pytest.raises(PlanError, match="its tables repeat too much of their text"):
        rows([[cell("长" * 10_000, down=1000), cell("短")], *[[cell("短")] for _ in range(1000)]], Budget())


def test_one_line() -> None:
    """The lines of a cell are parted by a blank; names in Latin letters are a list, but in a head."""
    assert one_line(["市教育局", " 市\t财政局 "]) == "市教育局 市 财政局"
    assert one_line(["Parks", "Office of Legal Services"]) == "Parks; Office of Legal Services"
    assert one_line(["Lead", "Officer"], head=True) == "Lead Officer"
    assert one_line(["Refurbish the", "Northgate branch"]) == "Refurbish the Northgate branch"
