"""The command that writes a plan for other programs: export."""

from typing import Annotated

from typer import Argument

from plantrack.cli.context import Context
from plantrack.cli.options import REFERENCE, LeadOption, exporting
from plantrack.render.formats import EXPORT

PART = {"metavar": "[REF]…", "help": "Only these tasks and what is below them: numbers, or words from titles."}


@exporting
def export(
    context: Context,
    refs: Annotated[list[str] | None, Argument(**REFERENCE | PART)] = None,
    lead: LeadOption = None,
) -> None:
    """Write the whole plan for other programs. Has every field of plan.yaml, and how each task stands.

    Example: plantrack export json -o plan.json
    """
    from plantrack.evaluation.evaluate import evaluate
    from plantrack.exchange.records import Export
    from plantrack.reports.narrowing import of_tasks, of_units

    plan, units, chosen = context.plan, context.units(lead), context.tasks(refs)
    with context.progress():
        roots = evaluate(plan, context.state, context.as_of, context.judging())
        part = of_units(plan, roots, units) if units else plan
        part = of_tasks(part, [ref for ref in chosen if ref in part.by_ref]) if chosen else part
    view = Export(part, roots, context.history, context.as_of, part=bool(units or chosen), units=units)
    context.present(EXPORT, view)
