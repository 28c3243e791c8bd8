"""The command that writes supervision sheets: sheet."""

from pathlib import Path
from typing import Annotated, Any

from typer import Option

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.options import DATE, DATES, PLAN, References, output_option, providing
from plantrack.cli.output import Output
from plantrack.errors import UsageError
from plantrack.render.formats import SHEET, Format, output_format

ANSWER_BY = "Day by which an answer is asked for; by default three working days later."


def _document(output: Path | None, **shared: Any) -> dict[str, Any]:
    form = Format(output_format(None, output, [Format.DOCX]))
    context = Context(SharedOptions(**shared), Output(form, output))
    context.views = True
    return {"context": context}


writing = providing({**DATES, **output_option("Write the document to this file: .docx."), **PLAN}, _document)
"""Adds the options of a document: dates, a file, plan and language."""


@writing
def sheet(
    context: Context,
    refs: References,
    answer_by: Annotated[str | None, Option("--answer-by", help=ANSWER_BY, **DATE)] = None,
) -> None:
    """Write a supervision sheet of one page for each task. Has what is owed, promised and reported, and a part to sign.

    Example: plantrack sheet 6.5 --as-of 2024-11-17 -o sheet.docx
    """
    from plantrack.dates.workdays import add_workdays
    from plantrack.evaluation.evaluate import JudgingPolicy
    from plantrack.reports.supervision import DAYS, SupervisionSheets, supervision

    chosen, as_of = context.tasks(refs), context.as_of
    asked = context.day(answer_by) if answer_by else add_workdays(as_of, DAYS, context.calendar).day
    if asked < as_of:
        raise UsageError("an answer is asked for by {day}, before {as_of}; name a later day", day=asked, as_of=as_of)
    judging = JudgingPolicy(context.calendar, None, context.plan.policy.grace, context.over)
    with context.progress():
        found = supervision(context.plan, context.history, chosen, (as_of, context.known_at), judging)
    context.present(SHEET, SupervisionSheets(context.plan, as_of, asked, found))
