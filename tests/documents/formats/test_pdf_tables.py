"""Ruled tables of a PDF page: which lines make cells, and which text stands in them."""

from __future__ import annotations

from typing import Any

import pytest

from plantrack.budget import Budget
from plantrack.documents.formats.pdf_tables import Piece, Rules
from plantrack.errors import PlanError

UNMOVED = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
ACROSS, UP = (50.0, 100.0, 200.0, 300.0), (700.0, 680.0, 640.0, 600.0)
"""Three columns and three rows, in points."""


def ruled(*operators: tuple[bytes, list[Any]], matrix: list[float] = UNMOVED) -> Rules:
    """Return what was drawn."""
    rules = Rules()
    for operator, operands in operators:
        rules.visit(operator, operands, matrix)
    return rules


def stroke(x: float, y: float, right: float, top: float) -> list[tuple[bytes, list[Any]]]:
    return [(b"m", [x, y]), (b"l", [right, top]), (b"S", [])]


def thin(x: float, y: float, right: float, top: float) -> list[tuple[bytes, list[Any]]]:
    return [(b"re", [x, y - 0.3, max(right - x, 0.6), max(top - y, 0.6)]), (b"f", [])]


def rows(rules: Rules, *texts: tuple[float, float, str]) -> list[list[str]]:
    """Return the cells of the only table, with texts at their places; None of the others is taken."""
    (table,) = rules.tables(Budget())
    taken = [table.take(Piece(text, across, up, 10)) for across, up, text in texts]
    assert all(taken)
    return [row.split("\t") for row in table.rows(Budget())]


TEXTS = (
    (60.0, 685.0, "序号"), (110.0, 685.0, "任务"), (210.0, 685.0, "牵头单位"),
    (60.0, 655.0, "1"), (110.0, 665.0, "新建天桥"), (110.0, 650.0, "2"), (115.0, 650.0, "座"), (210.0, 655.0, "住建局"),
    (60.0, 615.0, "2"), (110.0, 625.0, "Open the"), (110.0, 612.0, "low-"), (110.0, 602.0, "carbon pier"),
)  # fmt: skip


@pytest.mark.parametrize("line", [stroke, thin])
def test_cells(line: Any) -> None:
    """Lines that are strokes or thin areas part cells, whose lines of text are joined."""
    level = [one for up in UP for one in line(ACROSS[0], up, ACROSS[-1], up)]
    upright = [one for at in ACROSS for one in line(at, UP[-1], at, UP[0])]
    assert rows(ruled(*level, *upright), *TEXTS) == [
        ["序号", "任务", "牵头单位"], ["1", "新建天桥2座", "住建局"], ["2", "Open the low-carbon pier", ""],
    ]  # fmt: skip


def test_cells_over_others() -> None:
    """Where no line is drawn, a cell spans rows, in each of which it stands, or columns."""
    level = [one for up in (700.0, 640.0, 600.0) for one in stroke(50, up, 300, up)] + stroke(100, 680, 300, 680)
    upright = [one for at in (50.0, 300.0) for one in stroke(at, 600, at, 700)]
    upright += [*stroke(100, 640, 100, 700), *stroke(200, 640, 200, 700)]
    found = rows(
        ruled(*level, *upright),
        (60, 670, "交通"),
        (110, 685, "修路"),
        (210, 685, "甲局"),
        (110, 650, "架桥"),
        (60, 615, "合计"),
    )
    assert found == [["交通", "修路", "甲局"], ["交通", "架桥", ""], ["合计", "", ""]]


def test_moved_drawings() -> None:
    """A box that is drawn at the scale of the page counts; one that only clips, fills or frames a text does not."""
    page = [0.5, 0.0, 0.0, 0.5, 10.0, 0.0]
    boxes = [(b"re", [x, y, 100, 40]) for x in (0, 100) for y in (0, 40)]
    (table,) = ruled(*boxes, (b"S", []), matrix=page).tables(Budget())
    assert [table.take(Piece("甲", *place, 10)) for place in ((12, 5), (62, 25), (111, 5), (12, 45))] == [
        True,
        True,
        False,
        False,
    ]
    assert ruled(*boxes, (b"n", [])).tables(Budget()) == []
    assert ruled(*boxes, (b"f", [])).tables(Budget()) == []
    (frame,) = ruled(boxes[0], (b"S", [])).tables(Budget())
    assert (frame.take(Piece("甲", 5, 5, 10)), frame.rows(Budget())) == (True, [])


def test_what_is_no_table() -> None:
    """Operands that are no numbers draw nothing; a drawing of many lines is no table, and many of them cost too much."""
    assert (
        ruled((b"re", ["a", None, 1]), (b"l", []), (b"re", [1e308, 1e308, 1e308, 1e308]), (b"S", [])).tables(Budget())
        == []
    )
    grid = [one for n in range(450) for one in (*stroke(n * 9, 0, n * 9, 4500), *stroke(0, n * 9, 4500, n * 9))]
    assert ruled(*grid).tables(Budget()) == []
    budget, fine = Budget(), ruled(*(one for one in grid[: 380 * 6]))
    with pytest.raises(PlanError, match="cells in its tables"):
        [fine.tables(budget) for _ in range(5)]
