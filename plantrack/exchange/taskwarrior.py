"""A plan for `task import` of Taskwarrior 2.6: a task for each leaf and milestone, which keep their uuid.

Every task has its record as the attribute `plantrack`; what Taskwarrior has no task for (the plan, its units, figures,
items) are those of one more task, which is deleted there and so never shown.
"""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from plantrack.errors import PlanError, decoding_reason
from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.exchange.entry import EntryPlace, ExportedEntry, plain
from plantrack.exchange.json import decoded, read_records
from plantrack.exchange.records import Export, Record, records
from plantrack.model.plan import Plan, Text
from plantrack.model.state import Status

ATTRIBUTE = "plantrack"
POSITION = "position"
"""The field of a record there that says where it stood among all, as Taskwarrior has an order of its own."""
STATUS = {Status.DONE: "completed", Status.CANCELLED: "deleted"}
"""What Taskwarrior calls how a task stands; anything else is pending there."""
_HAS_RECORDS = re.compile(rb'"plantrack"\s*:\s*"')


def write(view: Export, title: Callable[[Text], str]) -> str:
    """Return the tasks as a list, one on each line; `title` gives a title in the language that is shown."""
    every = [Record(one.kind, {POSITION: number, **one.values}) for number, one in enumerate(records(view))]
    kept = {one.values["ref"]: one for one in every if "ref" in one.values}
    writer = _TaskwarriorTasks(view.plan, title, view.as_of)
    tasks = {ref: task | _attribute(kept[ref]) for ref, task in writer.tasks(view.roots, kept)}
    whole = writer.whole() | _attribute(*(one for one in every if one.values.get("ref") not in tasks))
    lines = (json.dumps(task, ensure_ascii=False) for task in (whole, *tasks.values()))
    return "[\n" + ",\n".join(lines) + "\n]\n"


class _TaskwarriorTasks:
    """Writes what Taskwarrior is to show of tasks and milestones."""

    def __init__(self, plan: Plan, title: Callable[[Text], str], as_of: date) -> None:
        self._plan, self._title, self._as_of = plan, title, as_of

    def whole(self) -> dict[str, Any]:
        """Return the task that is never shown."""
        ended = {"status": "deleted", "end": self._moment(self._plan.period.first, time.min)}
        return self._stamped("", self._title(self._plan.title), self._plan.period.last) | ended

    def tasks(self, roots: Iterable[TaskEvaluation], kept: Container[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each leaf that is kept, and each of its milestones, by its reference."""
        for one in leaves(roots):
            task, facts = one.facts.task, one.facts
            if task.ref in kept:
                words, common = self._title(task.title), {"project": self._project(task.ref), "tags": _tags(one)}
                ended = facts.last_report or self._as_of
                yield task.ref, self._stamped(task.ref, words, facts.due) | common | self._status(facts.status, ended)
                for point in facts.checkpoints:
                    ref, said = point.milestone.ref, f"{self._title(point.milestone.title)} ({words})"
                    status = Status.DONE if point.done else None
                    yield ref, self._stamped(ref, said, point.due) | common | self._status(status, point.done)

    def _project(self, ref: str) -> str:
        """Return the titles of the tasks above, which Taskwarrior parts by dots; at the top that of the plan."""
        above = [self._title(task.title).replace(".", " ") for task in self._plan.lineage(ref)][:0:-1]
        return ".".join(above) or self._title(self._plan.title)

    def _stamped(self, ref: str, words: str, due: date | None) -> dict[str, Any]:
        """Return what every task has. It is due with the end of its day."""
        name = uuid5(NAMESPACE_URL, f"plantrack:{self._plan.id}/{ref}")
        entry = self._moment(self._plan.period.first, time.min)
        found = {"uuid": str(name), "description": words, "entry": entry}
        return found | ({"due": self._moment(due, time(23, 59, 59))} if due else {})

    def _status(self, status: Status | None, ended: date | None) -> dict[str, Any]:
        if status not in STATUS or ended is None:
            return {"status": "pending"}
        return {"status": STATUS[status], "end": self._moment(ended, time(12))}

    def _moment(self, day: date, at: time) -> str:
        return f"{datetime.combine(day, at, self._plan.zone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _tags(one: TaskEvaluation) -> list[str]:
    """Return words to filter by: the kind of a task, who leads it, and its light."""
    words = [one.facts.task.kind or "", *one.facts.lead, one.light.meaning]
    return [str(word).replace("-", "_") for word in words if word]


def _attribute(*found: Record) -> dict[str, str]:
    """Return records as the attribute of a task: JSON without anything that Taskwarrior would change."""
    values = [{"record": one.kind, **one.values} for one in found]
    return {ATTRIBUTE: json.dumps(msgspec.to_builtins(values)).replace("&", "\\u0026")}


def is_export(content: bytes) -> bool:
    """Tell whether a text of JSON is tasks with the records of a plan."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") and _HAS_RECORDS.search(content) is not None


def read(content: bytes, file: str) -> list[ExportedEntry]:
    """Return the entries of tasks, as they were exported or as `task export` writes them. Raises PlanError."""
    try:
        tasks = decoded(content.removeprefix(b"\xef\xbb\xbf"), list[dict[str, Any]])
    except msgspec.DecodeError as error:
        raise PlanError("{file}: {why}", file=file, why=decoding_reason(error)) from None
    found = [
        entry
        for number, task in enumerate(tasks)
        if isinstance(kept := task.get(ATTRIBUTE), str)
        for entry in read_records(kept, EntryPlace(part=f"#[{number}]"), file)
    ]
    return sorted(found, key=_position)


def _position(entry: ExportedEntry) -> int:
    number = plain(entry.fields.pop(POSITION, None))
    return number if isinstance(number, int) else 0
