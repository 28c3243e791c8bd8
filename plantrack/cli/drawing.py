"""The command that draws: chart."""

from __future__ import annotations

from typing import Annotated

import typer

from plantrack.cli.options import OptionalTask, drawing
from plantrack.cli.view import Easel
from plantrack.errors import UsageError
from plantrack.model.lookup import find_reference
from plantrack.render.charts import Chart, ChartView
from plantrack.render.formats import CHART


@drawing
def chart(
    view: Easel,
    name: Annotated[Chart, typer.Argument(metavar="CHART", help="gantt, burnup, baseline, units or lights.")],
    ref: OptionalTask = None,
    width: Annotated[
        int | None,
        typer.Option("--width", metavar="N", min=60, max=20000, help="So many pixels wide, or columns on a terminal."),
    ] = None,
) -> None:
    """Draw the plan: on the terminal, or as a picture with -o. gantt takes the number of an item for its tasks.

    Example: plantrack chart gantt -o gantt.svg
    """
    from plantrack.reports.chart_data import scene

    top = find_reference(view.plan, ref, milestones=False) if ref else None
    if top and name is not Chart.GANTT:
        raise UsageError("only a schedule is drawn of one item; write `chart gantt {ref}`", ref=top)
    past = name in (Chart.BURNUP, Chart.LIGHTS)
    found = scene(view.plan, view.history, view.as_of, top, known_at=view.known_at, judging=view.judging(), past=past)
    view.present(CHART, ChartView(name, found, width))


COMMANDS = {"chart": chart}
