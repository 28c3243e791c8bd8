"""The command that writes supervision sheets: sheet."""

from typing import Annotated

from typer import Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, References, writing
from plantrack.errors import UsageError
from plantrack.render.formats import SHEET

ANSWER_BY = "Day by which an answer is asked for; by default three working days later."


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
