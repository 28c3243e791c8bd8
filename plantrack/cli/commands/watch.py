"""The command that shows a plan while it changes: watch."""

from typing import Annotated

from typer import Option

from plantrack.cli.context import Context
from plantrack.cli.options import UNIT, OptionalTask, on_plan
from plantrack.cli.output import screen

OF_UNIT = "Only what this unit leads or supports; may be repeated."


@on_plan
def watch(
    context: Context,
    ref: OptionalTask = None,
    unit: Annotated[list[str] | None, Option("--unit", help=OF_UNIT, **UNIT)] = None,
    every: Annotated[
        float,
        Option("--every", metavar="SECONDS", min=0.2, max=3600, help="Look again after so long, where nobody tells."),
    ] = 5,
) -> None:
    """Show the status and the latest records as they change, until Ctrl-C. Into a pipe: a line for each new record.

    Example: plantrack watch --unit stic
    """
    from plantrack.cli.watching import Watch, on_screen, to_pipe

    top = context.reference(ref, milestones=False) if ref else None
    watched = Watch(context, top, context.units(unit), every)
    if screen():
        on_screen(watched)
    else:
        to_pipe(watched)
