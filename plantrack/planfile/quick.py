"""A plan without a problem, read from the events of its text; none where anything is out of the ordinary.

`nodes` reads every plan and says what is wrong in it and where. What is read here, it would read as the same values.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from msgspec import inspect
from yaml import (
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
    YAMLError,
)
from yaml._yaml import CParser

from plantrack.errors import Message
from plantrack.model.plan import Plan, Text
from plantrack.model.state import Terms
from plantrack.model.text import VISIBLE
from plantrack.planfile.nodes import CONVERTERS, NO_VALUE, QUOTES, SINGLE, chosen, in_both

NAMING = ("ref", "id")
PLACED = ("start", "due", "curve", "lead", "support", "report_every", "report_due", "weight", "target")
"""The keys below a reference or id whose lines are kept."""
_KEPT = 4096
"""How many texts of a type are kept with what they were read as: days, units and words of a list come again."""
_DEEPEST = 40
"""The most levels of tasks that are ordinary; how many there may be is `composing`'s."""

Reader = Callable[[Any], Any]
"""Returns the value that begins with an event."""


class _NotOrdinaryError(Exception):
    """Something has to be looked at closely."""


def quick_plan(content: str) -> tuple[Plan, dict[str, int]] | None:
    """Return the plan and the line of every reference, where nothing that is written is wrong by itself."""
    reader = _EventReader(content)
    try:
        plan = reader.plan()
    except (_NotOrdinaryError, YAMLError, RecursionError):
        return None
    return plan, reader.lines


class _EventReader:
    """Reads the events of a text as values of the plan's types."""

    def __init__(self, content: str) -> None:
        self.lines: dict[str, int] = {}
        self._next: Callable[[], Any] = CParser(content).get_event
        self._known: dict[type, Reader] = {}

    def plan(self) -> Plan:
        """Return the plan that is the one document of the text."""
        self._expect(StreamStartEvent)
        self._expect(DocumentStartEvent)
        plan: Plan = self._reader(inspect.type_info(Plan))(self._next())
        self._expect(DocumentEndEvent)
        self._expect(StreamEndEvent)
        level = plan.tasks
        for _ in range(_DEEPEST):
            level = tuple(below for task in level for below in task.tasks)
        if level:
            raise _NotOrdinaryError
        return plan

    def _expect(self, kind: type) -> None:
        if type(self._next()) is not kind:
            raise _NotOrdinaryError

    def _reader(self, info: Any) -> Reader:
        match info:
            case inspect.Metadata():
                quoted = bool((info.extra or {}).get("quoted"))
                return _scalar(info.type, quoted=True) if quoted else self._reader(info.type)
            case inspect.UnionType():
                group, other = (self._reader(chosen(info, grouped=grouped)) for grouped in (True, False))
                return lambda event: (group if type(event) is MappingStartEvent else other)(event)
            case inspect.StructType():
                return self._known.get(info.cls) or self._struct(info)
            case inspect.VarTupleType():
                return self._tuple(info.item_type)
            case inspect.DictType():
                return self._dict(self._reader(info.key_type), self._reader(info.value_type))
        return _scalar(info)

    def _struct(self, info: inspect.StructType) -> Reader:
        kind, following, fields = info.cls, self._next, dict[str, Reader]()
        placed, bilingual = _placed(kind), issubclass(kind, Text)

        def read(event: Any) -> Any:
            _check_start(event, MappingStartEvent)
            values: dict[str, Any] = {}
            lines: dict[str, int] = {}
            while type(name := following()) is ScalarEvent:
                key, event = name.value, following()
                if key in values or key not in fields or name.anchor:
                    raise _NotOrdinaryError
                if key in placed:
                    lines[key] = event.start_mark.line + 1
                values[key] = fields[key](event)
            if type(name) is not MappingEndEvent:
                raise _NotOrdinaryError
            if lines:
                self._keep_lines(kind, values, lines)
            return _made(kind, in_both(values) if bilingual else values)

        self._known[kind] = _text_or(read) if kind is Text else read
        fields |= {field.encode_name: self._reader(field.type) for field in info.fields}
        return self._known[kind]

    def _keep_lines(self, kind: type, values: dict[str, Any], lines: dict[str, int]) -> None:
        """Keep the lines of a group of keys; its own name comes before the same one further inside."""
        name = str(values.get("ref") or values.get("id"))
        for key, line in lines.items():
            if key in NAMING:
                self.lines[name] = line
            elif key in PLACED:
                self.lines[f"{name} {key}"] = line
            if kind is Plan and key in Terms.__struct_fields__:
                self.lines[f" {key}"] = line

    def _tuple(self, item: Any) -> Reader:
        single, one, following = isinstance(item, SINGLE), self._reader(item), self._next

        def read(event: Any) -> tuple[Any, ...]:
            if single and type(event) is ScalarEvent:
                return (one(event),)
            _check_start(event, SequenceStartEvent)
            values = []
            while type(event := following()) is not SequenceEndEvent:
                values.append(one(event))
            return tuple(values)

        return read

    def _dict(self, named: Reader, one: Reader) -> Reader:
        following = self._next

        def read(event: Any) -> dict[Any, Any]:
            _check_start(event, MappingStartEvent)
            values = {}
            while type(event := following()) is not MappingEndEvent:
                name = named(event)
                if name in values:
                    raise _NotOrdinaryError
                values[name] = one(following())
            return values

        return read


def _placed(kind: type) -> frozenset[str]:
    """Return the keys of a group whose lines are kept: of one with a name, and of the plan what is promised."""
    fields = kind.__struct_fields__  # type: ignore[attr-defined]
    kept = (*NAMING, *PLACED, *(Terms.__struct_fields__ if kind is Plan else ()))
    return frozenset(kept).intersection(fields if not {*NAMING}.isdisjoint(fields) else ())


def _made(kind: type, values: dict[str, Any]) -> Any:
    try:
        return kind(**values)
    except TypeError:  # a key is missing
        raise _NotOrdinaryError from None


def _check_start(event: Any, kind: type[CollectionStartEvent]) -> None:
    if type(event) is not kind or event.tag or event.anchor:
        raise _NotOrdinaryError


def _text_or(group: Reader) -> Reader:
    """Return the reader of a text in two languages, where one may stand for both."""
    words = _string()

    def read(event: Any) -> Any:
        if type(event) is not ScalarEvent:
            return group(event)
        said = words(event)
        return Text(said, said)

    return read


def _scalar(info: Any, *, quoted: bool = False) -> Reader:
    if isinstance(info, inspect.StrType):
        return _string(info.pattern or "", quoted=quoted)
    written, convert = _string(), lru_cache(_KEPT)(partial(CONVERTERS[type(info)], info))

    def read(event: Any) -> Any:
        value = convert(written(event))
        if type(value) is Message:
            raise _NotOrdinaryError
        return value

    return read


def _string(pattern: str = "", *, quoted: bool = False) -> Reader:
    fits, is_visible = re.compile(pattern).search, re.compile(VISIBLE).search

    def read(event: Any) -> str:
        if type(event) is not ScalarEvent or event.tag or event.anchor:
            raise _NotOrdinaryError
        text: str = event.value
        if event.style not in QUOTES and (quoted or text in NO_VALUE):
            raise _NotOrdinaryError
        if not is_visible(text) or not fits(text):
            raise _NotOrdinaryError
        return text

    return read
