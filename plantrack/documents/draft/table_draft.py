"""The draft of a plan.yaml from a table of tasks: each task with its cell, and questions for what is not understood."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import PurePath

from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.draft_task import DraftTask, deliverables, owned
from plantrack.documents.draft.fact_writer import FactWriter
from plantrack.documents.draft.figures import TableNumbers, baseline_lines, target_lines
from plantrack.documents.draft.plan_head import PlanHead
from plantrack.documents.draft.task_writer import TaskWriter
from plantrack.documents.draft.writer import DraftWriter, settled, short
from plantrack.documents.parsed_document import ClauseKind
from plantrack.documents.tables.table_plan import TablePlan, TableTask
from plantrack.errors import Translate, message


def table_draft(
    table: TablePlan, plan_id: str, file: str, translate: Translate = str, *, deliverables_only: bool = False
) -> str:
    """Return the text of a plan.yaml that `validate` accepts, with its questions in the language of `translate`."""
    places = count()
    tasks = tuple(_draft_task(task, places) for task in table.tasks)
    tasks = deliverables(tasks) if deliverables_only else tasks
    return settled(partial(_lines, table, tasks, plan_id, file), translate, table.language)


def _lines(
    table: TablePlan, tasks: tuple[DraftTask, ...], plan_id: str, file: str, writer: DraftWriter
) -> Iterator[str]:
    every = [below for task in tasks for below in task.walk()]
    units = Directory(table.issuer, (task.duty for task in every))
    head = PlanHead(
        plan_id=plan_id, file=file, sha256=table.sha256, named=table.title, title=table.title or PurePath(file).stem,
        issuer=units.issuer, language=table.language, period=table.period, doubt=table.doubt,
    )  # fmt: skip
    dated = any(task.deadline or task.milestones or task.kind is ClauseKind.ONGOING for task in every)
    named = any(owned(task.duty) for task in every)
    facts = FactWriter(units, table.period, writer, ask_dates=dated)
    yield from head.lines(writer)
    yield ""
    yield from units.lines(writer)
    numbers = TableNumbers(*table.numbers())
    yield from baseline_lines(numbers, table.period[1].year - 1, writer)
    yield from target_lines(numbers, every, str(table.period[1].year), writer)
    yield ""
    for one in table.left_out:
        left = message("left out: {place} “{what}” ({why})", place=str(one.place), what=short(one.what), why=one.why)
        yield writer.note(left)
    yield from writer.ask_if(None if dated else message("the table has no dates: by when is each task to be done?"))
    yield from writer.ask_if(None if named else message("the table names no owners: who leads each task?"))
    yield from writer.for_all()
    yield "tasks:"
    yield from TaskWriter(facts, writer, ask_owners=named).lines(tasks)


def _draft_task(task: TableTask, places: Iterator[int]) -> DraftTask:
    """Return a task as drafts write it; the next of `places` is that of its numbers."""
    place = next(places)
    return DraftTask(
        ref=task.ref, span=(place, place + 1), title=task.title, cell=str(task.place), duty=task.duty,
        kind=None if task.tasks else task.kind, deadline=task.deadline, inferred=task.inferred, recurs=task.recurs,
        start=task.start,
        weight=task.weight, curve=task.curve,
        milestones=task.milestones,
        notes=tuple(message("“{head}”: {text}", head=head, text=text) for head, text in task.notes),
        questions=task.questions, tasks=tuple(_draft_task(below, places) for below in task.tasks),
    )  # fmt: skip
