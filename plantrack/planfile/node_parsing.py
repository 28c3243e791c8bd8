"""From the nodes of a plan.yaml to a plan, the places of its references, and every problem."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from plantrack.errors import PlanError, message
from plantrack.model.plan import UNREADABLE, Plan, Task
from plantrack.model.state import Terms
from plantrack.planfile.composing import compose
from plantrack.planfile.consistency import RULES, repeats_references
from plantrack.planfile.nodes import BAD, NodeReader
from plantrack.planfile.places import NAMING, PLACED, Parsed


def parse_with_places(content: str, folder: str, file: str) -> Parsed:
    """Return the plan, the line of every reference, and the problems, each with its place. Raises PlanError."""
    return parse_nodes(compose(content, file), folder, file)


def parse_nodes(root: Node, folder: str, file: str) -> Parsed:
    """Return the same from nodes, wherever they were read from."""
    reader = NodeReader(file)
    if not isinstance(root, MappingNode):
        raise PlanError("{file}: not a plan; a plan begins with `id:`, `title:` and `period:`", file=file)
    plan = reader.read(root, Plan)
    if plan is BAD:
        problems = reader.sorted_problems()
        raise PlanError("{file}: cannot be read as a plan; see the problems", problems=problems, file=file)
    for value, field, said in (violation for rule in RULES for violation in rule(plan)):
        if reader.misread(value, field) or not reader.unread.isdisjoint(map(str, said.facts.values())):
            continue  # its own problem is reported already
        places = (reader.place(value, name) for name in (field, field.partition("[")[0], "ref"))
        reader.note(next(filter(None, places), root), said)
    if plan.id != folder:
        said = message("the plan is called {id}, its folder {folder}; give both one name", id=plan.id, folder=folder)
        reader.note(reader.place(plan, "id") or root, said)
    if plan.journal is None and _key_line(root, "journal"):
        plan = replace(plan, journal=UNREADABLE)
    return _with_unique_references(plan), _lines(root), reader.sorted_problems()


def key_line(content: str, key: str) -> int:
    """Return the line of a key in the text of a plan.yaml; 0 where it is not there."""
    return _key_line(compose(content, ""), key)


def _key_line(root: Node, key: str) -> int:
    keys = [node for node, _ in root.value] if isinstance(root, MappingNode) else []
    return next((node.start_mark.line + 1 for node in keys if isinstance(node, ScalarNode) and node.value == key), 0)


def _with_unique_references(plan: Plan) -> Plan:
    """Return a plan without tasks and milestones whose reference was used before them, in the order of the file.

    No task is then below one of its own reference, where a way up by references would never end.
    """
    return replace(plan, tasks=_first_uses(plan.tasks, set())) if repeats_references(plan) else plan


def _first_uses(tasks: Iterable[Task], used: set[str]) -> tuple[Task, ...]:
    """Return tasks without those, and without milestones, whose reference is used already; `used` grows."""
    kept = []
    for task in tasks:
        if task.ref not in used:
            used.add(task.ref)
            stones = tuple(stone for stone in task.milestones if stone.ref not in used)
            used.update(stone.ref for stone in stones)
            kept.append(replace(task, milestones=stones, tasks=_first_uses(task.tasks, used)))
    return tuple(kept)


def _lines(root: MappingNode) -> dict[str, int]:
    """Return the line of every reference and id in the file, and of what was promised: "6.5", "6.5 due", " policy"."""
    whole = [(key.value, value) for key, value in root.value if isinstance(key, ScalarNode)]
    lines = {f" {key}": value.start_mark.line + 1 for key, value in whole if key in Terms.__struct_fields__}
    stack: list[Node] = [root]
    seen = set[int]()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue  # an alias; a problem says so where it matters
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            stack.extend(reversed(node.value))
        elif isinstance(node, MappingNode):
            pairs = [(key.value, value) for key, value in node.value if isinstance(key, ScalarNode)]
            lines |= {name: line for name, line in _named(pairs) if name not in lines}
            stack.extend(value for _, value in reversed(node.value) if not isinstance(value, ScalarNode))
    return lines


def _named(pairs: list[tuple[str, Node]]) -> Iterator[tuple[str, int]]:
    """Yield the reference or id of a group of keys with its line, and what is promised under it."""
    named = (value.value for key, value in pairs if key in NAMING and isinstance(value, ScalarNode))
    name = next(named, None)
    if name is not None:
        for key, value in pairs:
            if key in NAMING:
                yield name, value.start_mark.line + 1
            elif key in PLACED:
                yield f"{name} {key}", value.start_mark.line + 1
