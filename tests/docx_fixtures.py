"""Official documents: made of a plan, and opened again by another's reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.table import Table
from showcase import ZONE, ctx
from support import plan

from plantrack.dates.periods import period
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate
from plantrack.render.docx.document import report
from plantrack.render.docx.package import Package, Properties
from plantrack.reports.periodic import PeriodicReport, periodic_report

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def opened(written: bytes) -> Opened:
    """Return the document, read by another's reader."""
    return Document(BytesIO(written))


def told(written: bytes) -> list[str]:
    """Return everything it says: a line per paragraph that says something, and one per row of a table."""
    return list(_lines(opened(written)))


def _lines(document: Opened) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        elif block.text:
            yield f"[{block.style.name if block.style else ''}] {block.text}"


def written(blocks: str) -> bytes:
    """Return the file of some blocks, which is dated 17 November 2024."""
    return Package(None, {}).written(blocks, Properties("t", "a", ["zh"], date(2024, 11, 17)))


def made(of: Plan, updates: list[AnyUpdate], language: str = "zh", week: str = "2024-W46") -> bytes:
    """Return the report on a week of a plan."""
    return report(viewed(of, updates, week), ctx(language, of=of))


def viewed(of: Plan, updates: list[AnyUpdate], week: str = "2024-W46") -> PeriodicReport:
    """Return what is reported."""
    return periodic_report(of, History(updates), period(week), zone=ZONE)


def many(count: int, title: str = "任务") -> Plan:
    """Return a plan of so many tasks, all due in the week before the report."""
    rows = "\n".join(
        f'    - {{ref: "{n}", title: {title}{n}, kind: deliverable, due: 2024-11-08}}' for n in range(1, count + 1)
    )
    return plan(f"report_every: week\ntasks:\n{rows}")
