"""The command that draws: chart."""

from typing import Annotated

from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.options import OptionalTask, drawing
from plantrack.errors import UsageError
from plantrack.render.charts import Chart, ChartView
from plantrack.render.formats import CHART


@drawing
def chart(
    context: Context,
    name: Annotated[Chart, Argument(metavar="CHART", help="gantt, burnup, baseline, units or lights.")],
    ref: OptionalTask = None,
    width: Annotated[
        int | None,
        Option("--width", metavar="N", min=60, max=20000, help="Width in pixels, or in columns on a terminal."),
    ] = None,
) -> None:
    """Draw a chart of the plan on the terminal, or to a file with -o. With an item, gantt shows only its tasks.

    Example: plantrack chart gantt -o gantt.svg
    """
    from plantrack.reports.chart_data import chart_data

    top = context.reference(ref, milestones=False) if ref else None
    if top and name is not Chart.GANTT:
        raise UsageError("only the gantt chart takes an item; write `chart gantt {ref}`", ref=top)
    past = name in (Chart.BURNUP, Chart.LIGHTS)
    judging, known_at = context.judging(), context.known_at
    with context.progress():
        found = chart_data(
            context.plan, context.records, context.as_of, top, known_at=known_at, judging=judging, past=past
        )
    context.present(CHART, ChartView(name, found, width))
