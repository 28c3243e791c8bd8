"""A table of tasks as a document, for what is held against one: its tasks are clauses, its indicators are figures."""

from itertools import count

from plantrack.documents.parsed_document import Clause, Item, ParsedDocument, Skipped, Source
from plantrack.documents.tables.table_plan import TablePlan, TableTask


def as_document(table: TablePlan) -> ParsedDocument:
    """Return what a table says. Its text has a line for each task, and offsets count the tasks, in order."""
    figures, targets = table.numbers()
    places = count()
    return ParsedDocument(
        source=Source("\n".join(task.title for task in table.every()), table.sha256),
        title=table.title, issuer=table.issuer, published=None, summary_heading=None, sections=(), plan_heading=None,
        year=table.period[1].year, figures=figures, targets=targets, language=table.language, period=table.period,
        items=tuple(_item(task, number, places) for number, task in enumerate(table.tasks, 1)),
        skipped=tuple(Skipped(one.what, one.why, 0) for one in table.left_out),
    )  # fmt: skip


def _item(task: TableTask, number: int, places: "count[int]") -> Item:
    """Return a task with what is below it; one that has nothing below is its only clause."""
    place = next(places)
    own = Clause(
        task.title, task.kind, task.title, place, 1, duty=task.duty, deadline=task.deadline, recurs=task.recurs,
        milestones=task.milestones,
    )  # fmt: skip
    return Item(
        number, task.title, place, place, place, task.duty, task.deadline, () if task.tasks else (own,),
        tuple(_item(one, n, places) for n, one in enumerate(task.tasks, 1)), task.label,
    )  # fmt: skip
