"""The command that draws: chart."""

from pathlib import Path
from typing import Annotated, Any

from typer import Argument, Option

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.options import DATES, PAGER, PLAN, RULE_SET, OptionalTask, output_option, providing
from plantrack.cli.output import Output
from plantrack.errors import UsageError
from plantrack.files import typed
from plantrack.render.charts import Chart, ChartView
from plantrack.render.formats import CHART, Format


def _picture(output: Path | None, *, no_pager: bool, **shared: Any) -> dict[str, Any]:
    ending = output.suffix.lower().removeprefix(".") if output else Format.TEXT
    if ending not in list(CHART):
        raise UsageError("a picture is written as .svg or .png; {file} ends otherwise", file=typed(output or Path()))
    context = Context(SharedOptions(**shared), Output(Format(ending), output, not no_pager))
    context.views = True
    return {"context": context}


drawing = providing(
    {**DATES, **output_option("Write the chart to this file: .svg or .png."), **PAGER, **RULE_SET, **PLAN}, _picture
)
"""Adds the options of a chart: dates, a file whose ending decides on its format, pager, light rules, plan, language."""


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
