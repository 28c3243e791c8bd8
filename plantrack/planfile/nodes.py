"""From YAML nodes to typed values, node by node, so that one run reports every problem with its line and column.

Scalars are read by the type that the key asks for and never guessed, so `no`, `6.10` and `12:30` stay what was
written. Anchors and tags are refused: a plan says what it says where it says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Any

from msgspec import inspect
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Text

BAD = object()
"""Stands for a value that could not be read; a problem says why."""

Reader = Callable[[Node], Any]

_SINGLE = (inspect.StrType, inspect.Metadata, inspect.EnumType)
"""Types of which one entry may stand for a list."""
_TAGS = "tag:yaml.org,2002:"


class NodeReader:
    """Reads nodes as values of the plan's types; gathers problems and remembers where each value stood.

    `unread` holds the references and ids of entries left out because something required is wrong in them.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.places: dict[tuple[int, str], Node] = {}
        self.unread: set[str] = set()
        self._misread: set[tuple[int, str]] = set()
        self._seen: set[int] = set()
        self._readers: dict[int, Reader] = {}
        self._keep: list[object] = []

    def read(self, node: Node, wanted: type) -> Any:
        """Return the node as a value of the wanted type, or BAD."""
        return self._reader(inspect.type_info(wanted))(node)

    def problem(self, node: Node, template: str, **facts: Any) -> None:
        """Note a problem at a node, with a hint where a full-width mark is the likely cause."""
        said = message(template, **facts)
        text = node.value if isinstance(node, ScalarNode) else ""
        if "：" in text or "，" in text:
            said = message(
                "{said}; a full-width colon or comma (：，) made this one text: write “: ” or “, ”", said=said
            )
        self.note(node, said)

    def note(self, node: Node, said: Message) -> None:
        """Note a problem at a node."""
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, said))

    def place(self, value: object, name: str) -> Node | None:
        """Return the node from which a field of a value was read; items of lists are named `field[0]`."""
        return self.places.get((id(value), name))

    def misread(self, value: object, name: str) -> bool:
        """Tell whether a field of a value is missing only because what stands there could not be read."""
        return (id(value), name) in self._misread

    def _reader(self, info: Any) -> Reader:
        """Return the reader of a type, made once."""
        key = id(info)
        if isinstance(info, inspect.StructType):
            key = id(info.cls)
        if key not in self._readers:
            self._keep.append(info)
            self._readers[key] = lambda node: self._readers[key](node)  # noqa: PLW0108 - a type may hold itself
            self._readers[key] = self._make(info)
        return self._readers[key]

    def _make(self, info: Any) -> Reader:
        if isinstance(info, inspect.Metadata):
            return self._quoted(self._reader(info.type)) if (info.extra or {}).get("quoted") else self._make(info.type)
        if isinstance(info, inspect.StructType):
            return self._struct(info)
        if isinstance(info, inspect.UnionType):
            return self._union(info)
        if isinstance(info, inspect.VarTupleType):
            return self._tuple(info)
        if isinstance(info, inspect.DictType):
            return self._dict(info)
        return self._scalar(info)

    def _once(self, node: Node) -> bool:
        """Tell whether a node is met for the first time and has no tag; an alias meets its anchor's node again."""
        if node.tag:
            self.problem(node, "tags are not supported in a plan; remove {tag}", tag=node.tag.replace(_TAGS, "!!"))
            return False
        if id(node) in self._seen:
            self.problem(node, "anchors and aliases (& and *) are not supported in a plan; write the value out")
            return False
        self._seen.add(id(node))
        return True

    def _struct(self, info: inspect.StructType) -> Reader:
        cls = info.cls
        fields = {f.encode_name: (self._reader(f.type), f.required) for f in info.fields}
        words = self._scalar(inspect.StrType())

        def read(node: Node) -> Any:
            if cls is Text and isinstance(node, ScalarNode):
                return BAD if (said := words(node)) is BAD else Text(said, said)
            if not isinstance(node, MappingNode):
                self.problem(node, "a group of keys is expected here: {keys}", keys=", ".join(fields))
                return BAD
            if not self._once(node):
                return BAD
            given = self._entries(node, fields)
            values = {key: fields[key][0](value) for key, value in given.items()}
            written = [name.value for name, _ in node.value]
            missing = [key for key, (_, required) in fields.items() if required and key not in written]
            for key in missing:
                self.problem(node, "the key {key!r} is missing; add it here", key=key)
            values = {key: value for key, value in values.items() if value is not BAD}
            if any(required and key not in values for key, (_, required) in fields.items()):
                self.unread.update(str(values[key]) for key in ("ref", "id") if key in values)
                return BAD
            made = cls(**values)
            self._keep.append(made)
            for key, value in given.items():
                self._remember(made, key, value)
            self._misread.update((id(made), key) for key in given if key not in values)
            return made

        return read

    def _remember(self, made: object, key: str, node: Node) -> None:
        self.places[id(made), key] = node
        if isinstance(node, SequenceNode):
            for number, item in enumerate(node.value):
                self.places[id(made), f"{key}[{number}]"] = item

    def _entries(self, node: MappingNode, known: Iterable[str] | None) -> dict[str, Node]:
        """Return the keys of a mapping and their nodes; doubled and unknown keys are problems."""
        given: dict[str, Node] = {}
        for name, value in node.value:
            key = name.value if isinstance(name, ScalarNode) else None
            if key is None:
                self.problem(name, "a key must be a plain word")
            elif key in given:
                self.problem(name, "the key {key!r} appears twice; keep one of them", key=key)
            elif known is not None and key not in known:
                self._unknown_key(name, key, known)
            elif not (isinstance(value, ScalarNode) and not value.style and value.value in ("", "~", "null")):
                given[key] = value
            elif known is None or key in known:
                self.problem(value, "the key {key!r} has no value; give one or leave the key out", key=key)
        return given

    def _unknown_key(self, node: Node, key: str, known: Iterable[str]) -> None:
        near = _near(key, list(known))
        if near:
            self.problem(node, "unknown key {key!r}; did you mean {near!r}?", key=key, near=near[0])
        else:
            self.problem(node, "unknown key {key!r}; known here: {known}", key=key, known=", ".join(known))

    def _union(self, info: inspect.UnionType) -> Reader:
        """A mapping is read as the member that is one; anything else as the member that is not."""
        groups = [t for t in info.types if isinstance(t, inspect.StructType)]
        scalars = [t for t in info.types if not isinstance(t, (inspect.StructType, inspect.NoneType))]
        if {type(t) for t in scalars} == {inspect.IntType, inspect.FloatType}:
            scalars = [t for t in scalars if isinstance(t, inspect.FloatType)]
        group = self._reader(groups[0]) if groups else None
        scalar = self._reader(scalars[0]) if scalars else None

        def read(node: Node) -> Any:
            chosen = group if group and (scalar is None or isinstance(node, MappingNode)) else scalar
            return chosen(node) if chosen else BAD

        return read

    def _tuple(self, info: inspect.VarTupleType) -> Reader:
        item = self._reader(info.item_type)

        def read(node: Node) -> Any:
            if isinstance(node, ScalarNode) and isinstance(info.item_type, _SINGLE):
                value = item(node)
                return BAD if value is BAD else (value,)
            if not isinstance(node, SequenceNode):
                self.problem(node, "a list is expected here: each entry on its own line, after “- ”")
                return BAD
            return tuple(v for v in map(item, node.value) if v is not BAD) if self._once(node) else BAD

        return read

    def _dict(self, info: inspect.DictType) -> Reader:
        key_reader, value_reader = self._reader(info.key_type), self._reader(info.value_type)

        def read(node: Node) -> Any:
            if not isinstance(node, MappingNode):
                self.problem(node, "a group of keys and values is expected here")
                return BAD
            if not self._once(node):
                return BAD
            names = {n.value: n for n, _ in node.value if isinstance(n, ScalarNode)}
            pairs = [(key_reader(names[k]), value_reader(v)) for k, v in self._entries(node, None).items()]
            self.unread.update(k for k, v in pairs if v is BAD and isinstance(k, str))
            return {k: v for k, v in pairs if k is not BAD and v is not BAD}

        return read

    def _quoted(self, inner: Reader) -> Reader:
        def read(node: Node) -> Any:
            if isinstance(node, ScalarNode) and node.style not in ("'", '"'):
                self.problem(node, 'the reference {text} must stand in quotes: "{text}"', text=node.value)
                return BAD
            return inner(node)

        return read

    def _scalar(self, info: Any) -> Reader:
        convert = _CONVERTERS[type(info)](info)

        def read(node: Node) -> Any:
            if not isinstance(node, ScalarNode):
                self.problem(node, "a single value is expected here, not a list or a group of keys")
                return BAD
            if not self._once(node):
                return BAD
            value = convert(node.value)
            if isinstance(value, Message):
                self.problem(node, value.template, **value.facts)
                return BAD
            return value

        return read


def _near(word: str, known: list[str]) -> list[str]:
    """Return the known word that was probably meant, if there is one."""
    from difflib import get_close_matches

    return get_close_matches(word, known, n=1)


def _string(info: inspect.StrType) -> Callable[[str], Any]:
    pattern = re.compile(info.pattern) if info.pattern else None

    def convert(text: str) -> Any:
        if not text.strip():
            return message("this is empty; write the text or leave the key out")
        if pattern and not pattern.search(text):
            return message("{text!r} is not of the form that belongs here: {form}", text=text, form=_form(pattern))
        return text

    return convert


_FORMS = {
    "^[0-9]{1,6}": "numbers with dots between them, as in 6.10",
    "^[a-z]": "lower-case letters, digits and hyphens, as in hi-tech-fair",
    "^([0-9]{4}-)?": "month and day as in 06-30, or a whole day as in 2024-06-30",
    "^[0-9]{4}": "a year, a month or a range of them: 2023, 2023-12 or 2023-01/2023-12",
    "^https": "an address that begins with http:// or https://",
}


def _form(pattern: re.Pattern[str]) -> Message | str:
    return next((message(words) for start, words in _FORMS.items() if pattern.pattern.startswith(start)), "")


def _choice(words: list[str], make: Callable[[str], Any]) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        if text in words:
            return make(text)
        near = _near(text, words)
        if near:
            return message("{text!r} is not known here; did you mean {near!r}?", text=text, near=near[0])
        return message("{text!r} is not known here; write one of {words}", text=text, words=", ".join(words))

    return convert


def _day(info: object) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return message("{text!r} is not a day; write it as 2024-11-17", text=text)
        try:
            return date.fromisoformat(text)
        except ValueError:
            return message("the day {text} does not exist in the calendar; correct it", text=text)

    return convert


def _number(info: inspect.IntType | inspect.FloatType) -> Callable[[str], Any]:
    whole = isinstance(info, inspect.IntType)

    def convert(text: str) -> Any:
        if re.fullmatch(r"-?[0-9]{1,18}", text):
            return _within(info, int(text))
        if not whole and re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{1,12}", text):
            return _within(info, float(text))
        if whole:
            return message("{text!r} is not a whole number; write at most 18 digits and nothing else", text=text)
        return message("{text!r} is not a number in the base unit; write digits only, as in 24700 or 7.5", text=text)

    return convert


def _within(info: inspect.IntType | inspect.FloatType, number: float) -> float | Message:
    """Return the number, or what is wrong with it where it lies outside the bounds of its type."""
    if info.gt is not None and number <= info.gt:
        return message("{n} is too small; write a number above {least}", n=number, least=info.gt)
    if info.ge is not None and number < info.ge:
        return message("{n} is too small; write a number of {least} or more", n=number, least=info.ge)
    if info.le is not None and number > info.le:
        return message("{n} is too large; write a number of {most} or less", n=number, most=info.le)
    return number


def _truth(info: object) -> Callable[[str], Any]:
    return _choice(["true", "false"], lambda text: text == "true")


def _enum(info: inspect.EnumType) -> Callable[[str], Any]:
    cls: type[Enum] = info.cls
    return _choice([str(member.value) for member in cls], cls)


_CONVERTERS: dict[type, Callable[[Any], Callable[[str], Any]]] = {
    inspect.StrType: _string,
    inspect.EnumType: _enum,
    inspect.LiteralType: lambda info: _choice(list(info.values), str),
    inspect.DateType: _day,
    inspect.IntType: _number,
    inspect.FloatType: _number,
    inspect.BoolType: _truth,
}
