"""The command that writes a plan for other programs: export."""

from pathlib import Path
from typing import Annotated, Any, Literal

from typer import Argument

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.options import DATES, FILE, PLAN, REFERENCE, RULE_SET, LeadOption, providing
from plantrack.cli.output import Output
from plantrack.render.formats import EXPORT, Format, output_format

PART = {"metavar": "[REF]…", "help": "Only these tasks and what is below them: numbers, or words from titles."}
_EXPORTS = [form.value for form in EXPORT]


def _export(form: str, output: Path | None, **shared: Any) -> dict[str, Any]:
    chosen = Output(Format(output_format(form, output, _EXPORTS)), output, paged=False)
    context = Context(SharedOptions(**shared), chosen)
    context.views = True
    return {"context": context}


exporting = providing(
    {**DATES, **FILE, **RULE_SET, **PLAN},
    _export,
    first={"form": (Annotated[Literal[*_EXPORTS], Argument(metavar="FORMAT", help="Format of the export.")], ...)},
)
"""Adds the options of an export: its format, dates, file, light rules, plan and language."""


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
    view = Export(
        part, roots, context.history, context.as_of, part=bool(units or chosen or context.partly), units=units
    )
    context.present(EXPORT, view)
