"""The draft of a plan.yaml from a table of tasks: each task with its cell, and questions for what is not understood."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.fact_writer import FactWriter
from plantrack.documents.draft.plan_head import PlanHead
from plantrack.documents.draft.writer import DraftWriter, indented, short
from plantrack.documents.parsed_document import ClauseKind
from plantrack.documents.tables.row_owners import led_by_people, like_person
from plantrack.documents.tables.table_plan import TablePlan, TableTask
from plantrack.errors import Message, Translate, message
from plantrack.quoting import spelled


def table_draft(table: TablePlan, plan_id: str, file: str, translate: Translate = str) -> str:
    """Return the text of a plan.yaml that `validate` accepts, with its questions in the language of `translate`."""
    writer, tasks = DraftWriter(translate), [*table.every()]
    duties = [led_by_people(task.duty) for task in tasks]
    people, doubts = _people(tasks)
    units = Directory(table.issuer, duties, people, doubts)
    head = PlanHead(
        plan_id=plan_id, file=file, sha256=table.sha256, named=table.title, title=table.title or PurePath(file).stem,
        issuer=units.issuer, language=table.language, period=table.period, doubt=table.doubt,
    )  # fmt: skip
    dated = any(task.deadline or task.milestones or task.kind is ClauseKind.ONGOING for task in tasks)
    facts = FactWriter(units, table.period, writer, ask_dates=dated)
    lines = [
        *head.lines(writer),
        "",
        *units.lines(writer),
        "",
        *_left_out(table, writer),
        *writer.ask_if(None if dated else message("the table has no dates: by when is each task to be done?")),
        *writer.ask_if(None if any(map(_owned, tasks)) else message("the table names no owners: who leads each task?")),
        "tasks:",
        *_TableWriter(facts, writer, ask_owners=any(map(_owned, tasks))).lines(table.tasks),
    ]
    return "\n".join(lines) + "\n"


def _owned(task: TableTask) -> bool:
    return bool(task.duty.lead or task.duty.support or task.duty.responsible or task.duty.people)


def _people(tasks: Iterable[TableTask]) -> tuple[Mapping[str, list[str]], Mapping[str, Message]]:
    """Return the persons of each unit, by its name, and a question for each that is itself a person."""
    people: dict[str, dict[str, None]] = {}
    persons: dict[str, None] = {}
    for task in tasks:
        duty, named_persons = led_by_people(task.duty), task.duty.people
        answering = (duty.lead or duty.responsible)[:1]
        for name in answering:
            others = [person for person in named_persons if name not in named_persons]
            people.setdefault(name, {}).update(dict.fromkeys(others))
        named = (*duty.lead, *duty.support, *duty.responsible)
        persons |= dict.fromkeys(name for name in named if name in named_persons or like_person(name))
    acting = {name: [*known] for name, known in people.items()} | {name: [name] for name in persons}
    asked = {name: message("“{name}” is a person: of which unit?", name=name) for name in persons}
    return acting, asked


def _digits(number: float) -> str:
    """Return a number with at most three decimals, in digits only."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


def _left_out(table: TablePlan, writer: DraftWriter) -> Iterator[str]:
    for one in table.left_out:
        yield writer.note(
            message("left out: {place} “{what}” ({why})", place=str(one.place), what=short(one.what), why=one.why)
        )


class _TableWriter:
    """Writes the tree of tasks; `ask_owners` asks about tasks that neither have owners nor stand below any."""

    def __init__(self, facts: FactWriter, writer: DraftWriter, *, ask_owners: bool) -> None:
        self._facts, self._writer, self._ask_owners = facts, writer, ask_owners

    def lines(self, tasks: Iterable[TableTask], *, led: bool = False) -> Iterator[str]:
        """Yield tasks on the level of a list."""
        for task in tasks:
            yield from indented(self._task(task, led=led), 2)

    def _task(self, task: TableTask, *, led: bool) -> Iterator[str]:
        led = led or _owned(task)
        yield f'- ref: "{task.ref}"  # {spelled(str(task.place))}'
        yield f"  title: {self._writer.text(task.title)}"
        yield from indented(self._asked(task, led=led), 2)
        kind = None if task.tasks else task.kind
        yield from indented(self._facts.lines(led_by_people(task.duty), task.deadline, kind, inferred=task.inferred), 2)
        yield from indented(self._rest(task), 2)
        if task.tasks:
            yield "  tasks:"
            yield from indented(self.lines(task.tasks, led=led), 2)

    def _asked(self, task: TableTask, *, led: bool) -> Iterator[str]:
        for head, text in task.notes:
            yield f"# “{spelled(head)}”: {spelled(text)}"
        yield from map(self._writer.ask, task.questions)
        if self._ask_owners and not led and not task.tasks:
            yield self._writer.ask(message("who leads this?"))

    def _rest(self, task: TableTask) -> Iterator[str]:
        if task.start:
            yield f"start: {task.start}"
        if task.weight:
            yield f"weight: {_digits(task.weight)}"
        if task.curve:
            points = ", ".join(f'"{day}": {_digits(share)}' for day, share in sorted(task.curve.items()))
            yield f"curve: {{{points}}}"
        if task.milestones:
            yield "milestones:"
        for place, stone in enumerate(task.milestones, len(task.tasks) + 1):
            words = self._writer.text(stone.title)
            yield f'  - {{ref: "{task.ref}.{place}", title: {words}, due: {stone.due}, basis: document}}'
