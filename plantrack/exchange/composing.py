"""Entries, put together again as the nodes of a plan.yaml, each with the place where it stood.

So whatever is wrong is found by the rules of plan.yaml, and told with its sheet and cell or its line.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from plantrack.errors import PlanError, Problem, message
from plantrack.exchange.entry import EntryPlace, ExportedEntry, Found, plain
from plantrack.exchange.fields import KINDS, scalar
from plantrack.exchange.new_numbers import number
from plantrack.exchange.records import SCHEMA, STATE

MAX_DEPTH = 40
TOO_DEEP = message("nested too deeply to be a plan; take levels out")
NO_TASK = "no task has the reference {ref}; correct it or add the task"
MISSING = "the key {key!r} is missing; add it here"
NO_KIND = "{text!r} is no value of this key; write one of {words}"
IN_A_RING = "{ref} is below itself; correct `parent`"


class Composed(Struct, frozen=True):
    """A plan.yaml as nodes, what is wrong in how it is put together, and how its tasks were said to stand."""

    root: Node
    problems: tuple[Problem, ...]
    states: dict[str, dict[str, Any]]
    part: bool


class _DeeperError(Exception):
    """Something nests deeper than any plan."""


def composed(entries: Sequence[ExportedEntry], file: str, plan_id: str | None, taken: Iterable[str] = ()) -> Composed:
    """Return the plan that entries make up, under another id if one is given. Raises PlanError where there is none.

    Entries without a reference get the next number that is free, also of those `taken` before.
    """
    whole = next((entry for entry in entries if entry.kind == "plan"), None)
    if whole is None:
        raise PlanError("{file}: there is no plan in it; it has one record `plan`", file=file)
    _check_version(whole, file)
    number(entries, taken)
    try:
        return _put_together(whole, _Composer(file, entries), plan_id)
    except _DeeperError:
        raise PlanError("{file}: {why}", file=file, why=TOO_DEEP) from None


def _put_together(whole: ExportedEntry, found: "_Composer", plan_id: str | None) -> Composed:
    fields = {name: value for name, value in whole.fields.items() if name not in ("schema", "part")}
    fields |= {"id": plan_id} if plan_id else {}
    year, figures = plain(fields.get("baseline")), found.of("baseline")
    if year is not None or figures:
        fields["baseline"] = {**(year if isinstance(year, dict) else {}), "figures": figures}
    more = {
        "units": found.named("unit", "id"), "sections": found.named("section", "number"),
        "figures": found.of("figure"), "indicators": found.of("indicator"),
    }  # fmt: skip
    fields |= {name: value for name, value in more.items() if value} | {"tasks": found.tasks()}
    root = node(fields, whole.place)
    return Composed(root, tuple(found.problems), found.states, plain(whole.fields.get("part")) in (True, "true"))


def _check_version(whole: ExportedEntry, file: str) -> None:
    schema = whole.text("schema")
    if schema not in (None, SCHEMA):
        raise PlanError(
            "{file}: this version does not read {schema}; it reads {known}", file=file, schema=schema, known=SCHEMA
        )


def node(value: Any, place: Any, depth: int = 0) -> Node:
    """Return nested values as a node; what is None has none."""
    if depth > 2 * MAX_DEPTH:
        raise _DeeperError
    match value:
        case Node():
            return value
        case Found():
            return node(value.value, value.place, depth)
        case dict():
            pairs = [
                (node(str(name), _place(one, place)), one) for name, one in value.items() if plain(one) is not None
            ]
            return _group([(name, node(one, place, depth + 1)) for name, one in pairs], place)
        case list():
            return SequenceNode("", [node(one, place, depth + 1) for one in value], place, place)
    return ScalarNode("", scalar(value), place, place, '"')


def _place(value: Any, row: EntryPlace) -> EntryPlace:
    return value.place if isinstance(value, Found) else row


def _group(pairs: list[tuple[Node, Node]], place: Any) -> MappingNode:
    return MappingNode("", pairs, place, place)


class _Composer:
    """Puts entries of each kind together."""

    def __init__(self, file: str, entries: Iterable[ExportedEntry]) -> None:
        self.problems: list[Problem] = []
        self.states: dict[str, dict[str, Any]] = {}
        self._file = file
        self._entries: dict[str, list[ExportedEntry]] = {kind: [] for kind in KINDS}
        for entry in entries:
            if entry.kind in KINDS:
                self._entries[entry.kind].append(entry)
            else:
                self.problem(entry.place, NO_KIND, text=entry.kind, words=tuple(KINDS))

    def problem(self, place: EntryPlace, template: str, **facts: Any) -> None:
        """Note what is wrong at a place."""
        self.problems.append(place.noted(self._file, message(template, **facts)))

    def of(self, kind: str) -> list[Node]:
        """Return the entries of a kind."""
        return [node(entry.fields, entry.place) for entry in self._entries[kind]]

    def named(self, kind: str, key: str) -> Node | None:
        """Return the entries of a kind by the field that names them; of a section its title alone is the value."""
        pairs = []
        for entry in self._entries[kind]:
            if entry.text(key) is None:
                self.problem(entry.place, MISSING, key=key)
                continue
            name = node(entry.fields.pop(key), entry.place)
            value = entry.fields.get("title") if kind == "section" else entry.fields
            pairs.append((name, node(value, entry.place)))
        return _group(pairs, EntryPlace()) if pairs else None

    def tasks(self) -> list[Node]:
        """Return the tasks at the top with everything below them."""
        self._refs = {entry.text("ref") for entry in self._entries["task"]}
        below = {kind: self._by_parent(kind) for kind in ("milestone", "task")}
        found = list(self._below(None, below))
        for rest in below["task"].values():
            self.problem(rest[0].place, IN_A_RING, ref=rest[0].text("ref"))
        return found

    def _by_parent(self, kind: str) -> dict[str | None, list[ExportedEntry]]:
        found: dict[str | None, list[ExportedEntry]] = {}
        for entry in self._entries[kind]:
            parent = entry.fields.pop("parent")
            ref = plain(parent)
            if ref in self._refs or (ref is None and kind == "task"):
                found.setdefault(ref, []).append(entry)
            elif ref is None:
                self.problem(entry.place, MISSING, key="parent")
            else:
                self.problem(parent.place if isinstance(parent, Found) else entry.place, NO_TASK, ref=ref)
        return found

    def _below(
        self, ref: str | None, below: dict[str, dict[str | None, list[ExportedEntry]]], depth: int = 0
    ) -> Iterator[Node]:
        """Yield the tasks below one; each stands below the first of that reference only."""
        if depth > MAX_DEPTH:
            raise _DeeperError
        for task in below["task"].pop(ref, ()):
            own = task.text("ref")
            if state := {name: task.fields.pop(name) for name in STATE if name in task.fields}:
                self.states[own or ""] = state
            stones = [node(stone.fields, stone.place) for stone in below["milestone"].pop(own, ())]
            tasks = list(self._below(own, below, depth + 1))
            more = {name: value for name, value in (("milestones", stones), ("tasks", tasks)) if value}
            yield node(task.fields | more, task.place)
