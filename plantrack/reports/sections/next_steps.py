"""What comes next: what falls due in the period that follows, by date, and the next steps that were reported."""

from collections.abc import Iterator

from plantrack.errors import message
from plantrack.evaluation.evaluate import walk
from plantrack.model.short_titles import short_title
from plantrack.reports.cells import ReportSection
from plantrack.reports.overview import Statement
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.bulletin import counts_of, title_of
from plantrack.reports.sections.columns import (
    Values,
    column,
    due_cell,
    lead_cell,
    reference,
    said_cell,
    table,
)

COLUMNS = cols.DUE, cols.REF, cols.WHAT, cols.LEAD, column("next", "Next step")


def next_steps(view: PeriodicReport) -> ReportSection:
    """Return what falls due, each with the next step of its task, and then the other next steps of this period."""
    due = [message("Due in {period}: {what}.", period=view.period.next(), what=counts_of(view.due_next))]
    return table("next", message("Next steps"), COLUMNS, _rows(view), *(due if view.due_next else []))


def _rows(view: PeriodicReport) -> Iterator[Values]:
    """Yield the rows; a next step stands once, at the earliest date of its task."""
    steps = {ref: words.next for ref, words in view.last_words.items() if words.next}
    for entry in view.due_next:
        yield (
            due_cell(entry),
            reference(entry.ref),
            title_of(entry),
            lead_cell(entry),
            said_cell(steps.pop(entry.task.ref, None)),
        )
    for facts in (found.facts for found in walk(view.roots) if _said_now(steps.get(found.ref), view)):
        ref, task = facts.task.ref, facts.task
        yield None, reference(ref), short_title(task), lead_cell(facts), said_cell(steps[ref])


def _said_now(step: Statement | None, view: PeriodicReport) -> bool:
    return step is not None and view.period.first <= step.on <= view.as_of
