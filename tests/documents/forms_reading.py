"""What a document says, as nodes that can be compared: read by the package, or written by hand beside the document.

`reading` reads a file as `plantrack import` does: as a table of tasks or as a document. `gold` reads NN-….right.json.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plantrack.characters.folding import folded
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.table_import import table_of
from plantrack.documents.formats import read_source
from plantrack.documents.numbering import sole
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Clause, Duty, Item, ParsedDocument
from plantrack.documents.similarity import comparable
from plantrack.documents.tables.table_plan import TablePlan, TableTask
from plantrack.errors import PlantrackError
from plantrack.model.amount_reader import CURRENCIES

FORMS = Path(__file__).parent / "forms"
RIGHT = ".right.json"
MILESTONE = "milestone"
Number = float | int


@dataclass
class Node:
    """An item, a group, a task or a dated checkpoint, with what is below it. `words` are all that it was read from."""

    title: str
    kind: str = ""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    told: bool = True
    """Whether the text says who leads; otherwise all units are in `lead`."""
    person: tuple[str, ...] = ()
    due: str | None = None
    assumed: bool = False
    recurs: str | None = None
    done: bool = False
    target: tuple[Number, ...] = ()
    words: str = ""
    parts: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass
class AsRight:
    """What is as right as the gold: tasks of their own, other days, no last day of the year; publication and issuer."""

    tasks: tuple[str, ...] = ()
    days: dict[str, str] = field(default_factory=dict)
    year_end: bool = False
    published: str | None = None
    issuer: str | None = None


@cache
def _told_as_right() -> dict[str, Any]:
    return tomllib.loads((FORMS / "as_right.toml").read_text("utf-8"))


def _as_right(name: str) -> AsRight:
    told = _told_as_right()
    return AsRight(
        tasks=tuple(told["tasks"].get(name, ())),
        days=told["days"].get(name, {}),
        year_end=name in told["year_end"],
        published=told["published"].get(name),
        issuer=told["issuer"].get(name),
    )


@dataclass
class Reading:
    """Everything about a document that is compared. A gold has `not_tasks`, a reading `lost` and perhaps `error`."""

    nodes: list[Node] = field(default_factory=list)
    title: str | None = None
    issuer: str | None = None
    published: str | None = None
    """The day; empty where a table is read, of which it is not asked."""
    years: tuple[int, ...] = ()
    asked: bool = False
    """Whether the year is no more than a guess, which a person is asked about."""
    language: str = "zh"
    sections: tuple[str, ...] = ()
    figures: tuple[tuple[Number, str], ...] = ()
    targets: tuple[Number, ...] = ()
    not_tasks: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    error: str | None = None
    also: AsRight = field(default_factory=AsRight)
    states: frozenset[str] = frozenset()
    """The facts that a gold states: those it leaves out are not compared."""

    def every(self) -> Iterator[Node]:
        """Yield all nodes, in order."""
        return (part for node in self.nodes for part in node.walk())


def documents() -> list[Path]:
    """Return the documents that have their right reading beside them, in order."""
    golds = sorted(FORMS.glob(f"*{RIGHT}"))
    found = [[one for one in FORMS.glob(f"{gold.name.removesuffix(RIGHT)}.*") if one != gold] for gold in golds]
    return [one for same in found for one in same]


def reading(file: Path) -> Reading:
    """Return what the package reads of a file; with an error, and nothing else, if it refuses it."""
    try:
        if table := table_of(Context(SharedOptions(None, None)), file, None, None):
            return _of_table(table._table)  # noqa: SLF001 - what it read is shown as text or JSON only
    except PlantrackError as error:
        return Reading(error=str(error))
    return read_document(file.read_bytes(), file.name)


def read_document(content: bytes, name: str) -> Reading:
    """Return what the package reads of a document."""
    try:
        return _of_document(parse_document(read_source(content, name)))
    except PlantrackError as error:
        return Reading(error=str(error))


def _of_document(read: ParsedDocument) -> Reading:
    years = read.period or ()
    span = range(read.year_first or read.year, read.year + 1) if read.year else ()
    return Reading(
        nodes=[_of_item(item) for item in read.items],
        title=read.title,
        issuer=read.issuer,
        published=_iso(read.published),
        years=(*dict.fromkeys(day.year for day in years),) or (*span,),
        asked=not read.year_stated,
        language=read.language,
        sections=tuple(one.title for one in read.sections),
        figures=tuple(
            in_base(end, one.unit) for one in read.figures for end in (one.value, one.value_to) if end is not None
        ),
        targets=tuple(
            round(float(end), 6)
            for one in read.targets
            for end in (one.value, one.value_to, one.baseline)
            if end is not None
        ),
        unplaced=tuple(one.text for one in read.unplaced),
    )


def _of_item(item: Item) -> Node:
    if not item.parts and (only := sole(item)):
        return _of_clause(only, item)
    own = [(clause.offset, _of_clause(clause)) for clause in item.clauses]
    below = [(part.offset, _of_item(part)) for part in item.parts]
    due = item.deadline.due if item.deadline else None
    parts = [node for _, node in sorted([*own, *below], key=lambda pair: pair[0])]
    return Node(item.title, **_owners(item.duty), due=_iso(due), parts=parts)


def _of_clause(clause: Clause, item: Item | None = None) -> Node:
    duty = item.duty if item and clause.duty == Duty() else clause.duty
    deadline = clause.deadline or (item.deadline if item else None)
    return Node(
        clause.title,
        kind=clause.kind.value,
        **_owners(duty),
        due=_iso(deadline.due if deadline else None),
        recurs=clause.recurs.value if clause.recurs else None,
        done=clause.done,
        words=clause.quote,
        parts=[Node(one.title, kind=MILESTONE, due=_iso(one.due)) for one in clause.milestones],
    )


def _owners(duty: Duty) -> dict[str, Any]:
    told = not duty.responsible
    return {"lead": duty.lead or duty.responsible, "support": duty.support, "told": told, "person": duty.people}


def _of_table(table: TablePlan) -> Reading:
    first, last = table.period
    return Reading(
        nodes=[_of_row(task) for task in table.tasks],
        title=table.title,
        issuer=table.issuer,
        published="",
        years=tuple(range(first.year, last.year + 1)),
        asked=table.doubt is not None,
        language=table.language,
        unplaced=tuple(one.what for one in table.left_out),
    )


def _of_row(task: TableTask) -> Node:
    steps = [Node(one.title, kind=MILESTONE, due=_iso(one.due)) for one in task.milestones]
    duty = _owners(task.duty)
    duty["person"] = tuple(dict.fromkeys((*task.duty.people, *task.duty.people)))
    return Node(
        task.title,
        kind="" if task.tasks else task.kind.value,
        **duty,
        due=_iso(task.deadline.due if task.deadline else None),
        target=_numbers(task),
        recurs=task.recurs.value if task.recurs else None,
        done=task.report is not None and task.report.status == "done",
        words=" ".join((task.title, *(note for _, note in task.notes))),
        parts=[*steps, *(_of_row(below) for below in task.tasks)],
    )


def _numbers(task: TableTask) -> tuple[Number, ...]:
    amounts = (task.target.goal, task.target.before) if task.target else ()
    return tuple(round(float(one.value), 6) for one in amounts if one)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def gold(document: Path) -> Reading:
    """Return the right reading of a document, as it is written beside it."""
    told = json.loads(document.with_name(document.stem + RIGHT).read_text("utf-8"))
    return Reading(
        nodes=[_of_gold(node) for node in told["items"]],
        title=told.get("title"),
        issuer=told.get("issuer"),
        published=told.get("published"),
        years=_years(told.get("plan_year")),
        language=told.get("language", "zh"),
        sections=tuple(told.get("summary_sections", ())),
        figures=tuple(in_base(one["value"], folded(one["unit"])) for one in told.get("figures", ())),
        targets=tuple(in_base(one["value"], one["unit"])[0] for one in told.get("targets", ())),
        not_tasks=tuple(told.get("not_tasks", ())),
        states=frozenset(told),
        also=_as_right(document.name),
    )


def _years(said: int | str | None) -> tuple[int, ...]:
    """Return the years of 2026, or of 2026/27."""
    ends = [int(part) for part in re.findall("[0-9]+", str(said))]
    return tuple(end if end > 99 else ends[0] // 100 * 100 + end for end in ends)


_TARGET = ("value", "from", "baseline")
_SCALE = {
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
}
_SCALED = re.compile(rf"([£€$]?)\s*({'|'.join(_SCALE)})(?![a-z])", re.IGNORECASE)


def in_base(value: Number, unit: str) -> tuple[float, str]:
    """Return a figure in its base unit: 9.6 萬人次 and 96000 人次 are the same."""
    if found := _SCALED.match(unit):
        value, unit = value * _SCALE[found[2].lower()], found[1] + unit[found.end() :]
    unit = {"$": "美元", **CURRENCIES}.get(unit.strip(), unit)
    return round(float(value), 6), comparable(unit) or unit.strip()


def _of_gold(told: dict[str, Any]) -> Node:
    steps = [Node(title, kind=MILESTONE, due=due) for title, due in told.get("milestones", ())]
    target = told.get("target", {})
    return Node(
        told["title"],
        kind=told.get("kind", ""),
        lead=tuple(told.get("lead", ())),
        support=tuple(told.get("support", ())),
        person=tuple(told.get("person", ())),
        due=told.get("due"),
        assumed=told.get("due_assumed", False),
        recurs=told.get("recurs"),
        done=told.get("done", False),
        target=tuple(in_base(target[key], target.get("unit", ""))[0] for key in _TARGET if key in target),
        parts=[*steps, *(_of_gold(below) for below in told.get("tasks", ()))],
    )
