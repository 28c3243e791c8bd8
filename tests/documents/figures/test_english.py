"""The numbers of English texts."""

from __future__ import annotations

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.figures.extraction import english_amounts, find_figures
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.model.amounts import Kind


def figures(text: str, *, planned: bool = False) -> tuple[DocumentFigure, ...]:
    """Return the figures of a text."""
    return find_figures(english_amounts(text, folded(text)), 2025, planned=planned)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "We opened 2 community hubs, planted 1,240 trees and cut waiting times by 12%.",
            [(2, "community hubs", Kind.MEASURE, "opened community hubs"), (1240, "trees", Kind.MEASURE, "planted trees"), (12, "%", Kind.GROWTH, "cut waiting times")],
        ),
        ("64% of residents are satisfied", [(64, "%", Kind.MEASURE, "residents are satisfied")]),
        ("Invested £1.2 million in parks", [(1200000, "英镑", Kind.MEASURE, "Invested in parks")]),
        ("Spent $3,500 on books; €4m on roads", [(3500, "美元", Kind.MEASURE, "Spent on books"), (4000000, "欧元", Kind.MEASURE, "on roads")]),
        ("Trained over 300 new staff", [(300, "new staff", Kind.MEASURE, "Trained new staff")]),
        ("Opened two libraries", [(2, "libraries", Kind.MEASURE, "Opened libraries")]),
        ("Rates rose 3 percentage points", [(3, "个百分点", Kind.MEASURE, "Rates rose")]),
        ("1.1 Phase 2 of Windows 11, aged 16, by 5 May 2026, v1.2, 24/7, COVID-19, a 12-month plan in 2025/26", []),
    ],
)  # fmt: skip
def test_found(text: str, found: list[tuple[float, str, Kind, str]]) -> None:
    """A number counts what stands behind it; dates, versions and numbers of names are none."""
    assert [(one.value, one.unit, one.kind, one.label) for one in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "value", "unit", "baseline"),
    [
        ("Reduce the number of households in temporary accommodation to 80 (from 112).", 80, "households", 112),
        ("Raise satisfaction from 64% to 70%.", 70, "%", 64),
        ("Cut response time to 6.5 days, from 9 days.", 6.5, "days", 9),
        ("Reach 55% (baseline: 47%)", 55, "%", 47),
        ("Open 3 hubs", 3, "hubs", None),
    ],
)
def test_baseline(text: str, value: float, unit: str, baseline: float | None) -> None:
    """Of a pair, the goal is the value, and what it starts from the baseline."""
    (one,) = figures(text, planned=True)
    assert (one.value, one.unit, one.baseline, one.kind) == (value, unit, baseline, Kind.TARGET)
    assert text[one.offset :].startswith(one.quote)


def test_qualifier_and_period() -> None:
    """The qualifier is kept under its Chinese name, as in a plan; the period is that of the part."""
    (one,) = figures("Planted more than 40 trees")
    assert (one.qualifier, one.quote, one.period) == ("超过", "more than 40 trees", "2025")
