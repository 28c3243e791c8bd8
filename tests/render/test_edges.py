"""Plans at the edges, in every format: nothing reported, one task, 300 tasks with long titles, a year not yet begun."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from python_calamine import CalamineWorkbook
from rich.cells import cell_len
from showcase import AS_OF, SHOWN, W46, ZONE
from support import plan

from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render import html, markdown, report_json
from plantrack.render.charts import Chart, picture
from plantrack.render.context import RenderContext
from plantrack.render.docx import document
from plantrack.render.text import periodic
from plantrack.render.xlsx import sheets
from plantrack.reports.chart_data import chart_data
from plantrack.reports.periodic import PeriodicReport, periodic_report

LONG = "深化科技体制机制改革促进创新链产业链资金链人才链深度融合并加快建设具有全球重要影响力的产业科技创新中心" * 2


def many(count: int) -> Plan:
    """Return a plan of so many tasks in items of thirty, each with a title of 80 characters."""
    items = []
    for top in range(1, count // 30 + 1):
        below = ", ".join(
            f"{{ref: '{top}.{n}', title: '{top}.{n}号{LONG[: 78 - len(str(top) + str(n))]}', kind: deliverable, "
            f"due: 2024-{n % 12 + 1:02}-15, lead: [stic]}}"
            for n in range(1, 31)
        )
        items.append(f"- {{ref: '{top}', title: '事项{top}', tasks: [{below}]}}\n")
    return plan(f"tasks:\n{''.join(items)}")


ONE = plan("tasks: [{ref: '1', title: {zh: 唯一任务, en: The only task}, kind: deliverable, due: 2024-11-30}]")
AHEAD = plan("""
    period: {first: 2099-01-01, last: 2099-12-31}
    tasks:
    - {ref: "1", title: {zh: 明年任务, en: A task of next year}, kind: deliverable, due: 2099-06-30}
    - {ref: "2", title: {zh: 另一任务, en: Another task}, kind: ongoing}
""")
PLANS: dict[str, Callable[[], Plan]] = {
    "silent": lambda: SHOWN,
    "one": lambda: ONE,
    "ahead": lambda: AHEAD,
    "many": lambda: many(300),
}
"""The plans, of which nobody reported anything."""


@pytest.fixture(scope="module", params=[*list(PLANS)[:-1], pytest.param("many", marks=pytest.mark.slow)])
def view(request: pytest.FixtureRequest) -> PeriodicReport:
    """The report on a plan of which nobody reported anything."""
    return periodic_report(PLANS[request.param](), History(), W46, zone=ZONE)


@pytest.fixture(params=["zh", "en"])
def ctx(request: pytest.FixtureRequest, view: PeriodicReport) -> RenderContext:
    """A page of that plan."""
    return RenderContext(view.plan, request.param, as_of=AS_OF)


def titles(ctx: RenderContext) -> list[str]:
    """Return the title of every task and item."""
    return [ctx.title(task.title) for task in ctx.plan.walk()]


def roots(ctx: RenderContext) -> list[str]:
    return [ctx.title(task.title) for task in ctx.plan.tasks]


def test_text_and_markdown_and_json(view: PeriodicReport, ctx: RenderContext) -> None:
    """Every item has its row; on a terminal of 80 columns no line is wider."""
    plain, marked = periodic.report(view, ctx), markdown.report(view, ctx)
    assert all(title in plain and markdown.escaped(title) in marked for title in roots(ctx))
    narrow = periodic.report(view, RenderContext(ctx.plan, ctx.language, 80, as_of=AS_OF))
    assert max(map(cell_len, narrow.splitlines())) == 80
    tasks = json.loads(report_json.report(view, ctx))["tasks"]
    assert sum(1 + len(task["children"]) for task in tasks) == len(titles(ctx))


def test_html(view: PeriodicReport, ctx: RenderContext) -> None:
    """Every task has its title."""
    written = html.report(view, ctx)
    shown = written.decode() if isinstance(written, bytes) else str(written)
    assert all(title in shown for title in titles(ctx))


def test_docx(view: PeriodicReport, ctx: RenderContext) -> None:
    """Every item has its title in a paragraph or a cell."""
    made = Document(BytesIO(document.report(view, ctx)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    shown = "\n".join([*cells, *(paragraph.text for paragraph in made.paragraphs)])
    assert all(title in shown for title in roots(ctx))


def test_xlsx(view: PeriodicReport, ctx: RenderContext) -> None:
    """A sheet of the workbook has a row for every task and item."""
    book = CalamineWorkbook.from_filelike(BytesIO(sheets.report(view, ctx)))
    found = ({str(cell) for row in book.get_sheet_by_name(n).to_python() for cell in row} for n in book.sheet_names)
    assert any(set(titles(ctx)) <= {cell.strip() for cell in cells} for cells in found)


@pytest.mark.parametrize("name", Chart)
def test_charts(name: Chart, ctx: RenderContext) -> None:
    """Each is drawn, or says why there is nothing to draw; a schedule names every item."""
    drawn = picture(name, chart_data(ctx.plan, History(), AS_OF), ctx)
    assert drawn.svg.startswith("<svg")
    assert drawn.alternative
    assert name is not Chart.GANTT or all(title in drawn.alternative for title in roots(ctx))
