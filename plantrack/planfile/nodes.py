"""From YAML nodes to typed values, so that one run reports every problem with its line and column.

Scalars are read as the type that their key asks for and never guessed: `no`, `6.10` and `12:30` stay as written.
Anchors and tags are refused, so that every value is found where it applies.
"""

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from msgspec import inspect
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Text
from plantrack.planfile.scalars import CONVERTERS, NO_VALUE, QUOTES, SINGLE, chosen, in_both, near

BAD = object()
"""Stands for a value that could not be read; a problem says why."""
FULL_WIDTH = "{said}; a full-width colon or comma (：，) made this one text: write “: ” or “, ”"
_TAGS = "tag:yaml.org,2002:"


class _UnreadableError(Exception):
    """A value cannot be read; the problem has been noted."""


class NodeReader:
    """Reads nodes as values of the plan's types; collects problems and the node of every value.

    `unread` holds the references and ids of entries that were left out because a required key is wrong in them.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self._given: dict[int, dict[str, Node]] = {}
        self._misread: set[tuple[int, str]] = set()
        self._seen: set[int] = set()
        self._kept: list[object] = []  # keeps ids unique
        self._known: dict[type, dict[str, inspect.Field]] = {}
        self._reading: dict[type, Callable[[Node, Any], Any]] = {
            inspect.Metadata: self._metadata,
            inspect.UnionType: self._union,
            inspect.StructType: self._struct,
            inspect.VarTupleType: self._tuple,
            inspect.DictType: self._dict,
        }

    def read(self, node: Node, kind: type) -> Any:
        """Return the node as a value of a type, or BAD."""
        return self._read(node, inspect.type_info(kind))

    def problem(self, node: Node, template: str, **facts: Any) -> None:
        """Note a problem at a node, with a hint where a full-width mark is the likely cause."""
        said = message(template, **facts)
        if isinstance(node, ScalarNode) and ("：" in node.value or "，" in node.value):
            said = message(FULL_WIDTH, said=said)
        self.note(node, said)

    def note(self, node: Node, said: Message) -> None:
        """Note a problem at a node. What was no YAML has marks of its own, which may name a part of the file."""
        mark = node.start_mark
        part = getattr(mark, "part", "")
        self.problems.append(Problem(self.file + part, mark.line + 1, mark.column + 1, said))

    def sorted_problems(self) -> tuple[Problem, ...]:
        """Return the problems in the order of their places."""
        return tuple(sorted(self.problems, key=lambda problem: (problem.line, problem.column)))

    def place(self, value: object, name: str) -> Node | None:
        """Return the node from which a field of a value was read; items of lists are named `field[0]`."""
        key, _, number = name.partition("[")
        node = self._given.get(id(value), {}).get(key)
        if not number:
            return node
        items, place = node.value if isinstance(node, SequenceNode) else (), int(number[:-1])
        return items[place] if 0 <= place < len(items) else None

    def misread(self, value: object, name: str) -> bool:
        """Tell whether a field of a value is missing only because it could not be read."""
        return (id(value), name) in self._misread

    def _fail(self, node: Node, template: str, **facts: Any) -> NoReturn:
        self.problem(node, template, **facts)
        raise _UnreadableError

    def _read(self, node: Node, info: Any) -> Any:
        try:
            return self._value(node, info)
        except _UnreadableError:
            return BAD

    def _value(self, node: Node, info: Any) -> Any:
        return self._reading.get(type(info), self._scalar)(node, info)

    def _metadata(self, node: Node, info: inspect.Metadata) -> Any:
        if (info.extra or {}).get("quoted") and isinstance(node, ScalarNode) and node.style not in QUOTES:
            self._fail(node, 'the reference {text} must stand in quotes: "{text}"', text=node.value)
        return self._value(node, info.type)

    def _union(self, node: Node, info: inspect.UnionType) -> Any:
        return self._value(node, chosen(info, grouped=isinstance(node, MappingNode)))

    def _expect(self, node: Node, kind: type[Node], template: str, **facts: Any) -> None:
        """Refuse a node of another kind, with a tag, or met before: an alias leads to its anchor's node again."""
        if not isinstance(node, kind):
            self._fail(node, template, **facts)
        if node.tag:
            self._fail(node, "tags are not supported in a plan; remove {tag}", tag=node.tag.replace(_TAGS, "!!"))
        if id(node) in self._seen:
            self._fail(node, "anchors and aliases (& and *) are not supported in a plan; write the value out")
        self._seen.add(id(node))

    def _struct(self, node: Node, info: inspect.StructType) -> Any:
        if info.cls is Text and isinstance(node, ScalarNode):
            words = self._scalar(node, inspect.StrType())
            return Text(words, words)
        fields = self._fields(info)
        self._expect(node, MappingNode, "a group of keys is expected here: {keys}", keys=tuple(fields))
        given = self._entries(node, fields)
        values = {key: v for key, entry in given.items() if (v := self._read(entry, fields[key].type)) is not BAD}
        if issubclass(info.cls, Text):
            values = in_both(values)
        if lacking := [key for key, field in fields.items() if field.required and key not in values]:
            self._leave_out(node, lacking, values)
        return self._remember(info.cls(**values), given, values)

    def _fields(self, info: inspect.StructType) -> dict[str, inspect.Field]:
        if info.cls not in self._known:
            self._known[info.cls] = {field.encode_name: field for field in info.fields}
        return self._known[info.cls]

    def _leave_out(self, node: Node, lacking: Iterable[str], values: dict[str, Any]) -> NoReturn:
        """Note which required keys are missing; those that are there are wrong, which has been noted."""
        written = [name.value for name, _ in node.value]
        for key in lacking:
            if key not in written:
                self.problem(node, "the key {key!r} is missing; add it here", key=key)
        self.unread.update(str(values[key]) for key in ("ref", "id") if key in values)
        raise _UnreadableError

    def _remember(self, made: object, given: dict[str, Node], values: dict[str, Any]) -> object:
        """Return a value after keeping the nodes of its fields."""
        self._kept.append(made)
        self._given[id(made)] = given
        if len(values) < len(given):
            self._misread.update((id(made), key) for key in given if key not in values)
        return made

    def _entries(self, node: Node, known: Iterable[str] | None) -> dict[str, Node]:
        """Return the keys of a mapping and their nodes; doubled and unknown keys are problems."""
        given: dict[str, Node] = {}
        for name, value in node.value:
            key = name.value if isinstance(name, ScalarNode) else None
            if key is None:
                self.problem(name, "a key must be a plain word")
            elif key in given:
                self.problem(name, "the key {key!r} appears twice; keep one of them", key=key)
            elif known is not None and key not in known:
                self._unknown_key(name, key, list(known))
            elif isinstance(value, ScalarNode) and not value.style and value.value in NO_VALUE:
                self.problem(value, "the key {key!r} has no value; give one or leave the key out", key=key)
            else:
                given[key] = value
        return given

    def _unknown_key(self, node: Node, key: str, known: list[str]) -> None:
        if found := near(key, known):
            self.problem(node, "unknown key {key!r}; did you mean {near!r}?", key=key, near=found[0])
        else:
            self.problem(node, "unknown key {key!r}; known here: {known}", key=key, known=tuple(known))

    def _tuple(self, node: Node, info: inspect.VarTupleType) -> tuple[Any, ...]:
        item = info.item_type
        if isinstance(node, ScalarNode) and isinstance(item, SINGLE):
            return (self._value(node, item),)
        self._expect(node, SequenceNode, "a list is expected here: each entry on its own line, after “- ”")
        return tuple(value for entry in node.value if (value := self._read(entry, item)) is not BAD)

    def _dict(self, node: Node, info: inspect.DictType) -> dict[Any, Any]:
        self._expect(node, MappingNode, "a group of keys and values is expected here")
        names = {name.value: name for name, _ in node.value if isinstance(name, ScalarNode)}
        entries = self._entries(node, None).items()
        pairs = [(self._read(names[key], info.key_type), self._read(value, info.value_type)) for key, value in entries]
        self.unread.update(key for key, value in pairs if value is BAD and isinstance(key, str))
        return {key: value for key, value in pairs if key is not BAD and value is not BAD}

    def _scalar(self, node: Node, info: Any) -> Any:
        self._expect(node, ScalarNode, "a single value is expected here, not a list or a group of keys")
        value = CONVERTERS[type(info)](info, node.value)
        if isinstance(value, Message):
            self._fail(node, value.template, **value.facts)
        return value
