"""A plan without a problem, read line by line as plans are ordinarily written; none where anything is out of that.

`nodes` reads every plan and says what is wrong in it and where. What is read here, it would read as the same values.
Ordinary are groups and lists by indentation or in brackets on one line, and words on one line, bare or in quotes.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, partial
from json import loads
from typing import Any

from msgspec import inspect

from plantrack.errors import Message
from plantrack.model.plan import Plan, Text
from plantrack.model.state import Terms
from plantrack.model.text import given_text
from plantrack.planfile.ordinary import END, KEY, LONGEST_KEY, Lines, NotOrdinaryError, refuse
from plantrack.planfile.places import NAMING, PLACED
from plantrack.planfile.scalars import CONVERTERS, NO_VALUE, QUOTES, SINGLE, chosen, in_both

_KEPT = 4096
"""How many texts of a type are kept with what they were read as: days, units and words of a list come again."""
_DEEPEST = 40
"""The most levels of tasks that are ordinary; how many there may be is `composing`'s."""
_START = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
"""What words without quotes begin with."""
_WORDS = re.compile(f"{_START}[^:#]*(?::/[^:#]*)*")
_IN_BRACKETS = re.compile(rf"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|{_START}[^:#,\[\]{{}}]*(?::/[^:#,\[\]{{}}]*)*)""")
_ONE = rf"""(?:"([^"\\]*)"|({_START}[^:#,\[\]{{}}]*(?<! )))"""
_ESCAPED = re.compile(r'"(?:[^"\\]|\\(?:["\\nt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"')
"""Words in quotes with such escapes as mean the same in JSON."""
_BOTH = re.compile(f"{{zh: {_ONE}, en: {_ONE}}}")
"""Words in both languages, as they are written most of the time."""
_KEY_IN_BRACKETS = re.compile(f" *({KEY}): +")


def quick_plan(content: str) -> tuple[Plan, dict[str, int]] | None:
    """Return the plan and the line of every reference, where nothing that is written is wrong by itself."""
    try:
        lines = Lines(content)
        plan: Plan = _Readers(lines).of(inspect.type_info(Plan)).block(0)
    except (NotOrdinaryError, LookupError, RecursionError):  # a key is unknown, or a bracket is not closed
        return None
    level = plan.tasks
    for _ in range(_DEEPEST):
        level = tuple(below for task in level for below in task.tasks)
    return None if level or lines.column != END else (plan, lines.places)


class _ValueReader:
    """Reads values of a type."""

    def inline(self, text: str) -> Any:
        """Return the value that stands on one line, behind a key or a dash."""
        value, end = self.bracketed(text, 0)
        return value if end == len(text) else refuse()

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        """Return the value that begins at a place between brackets, and where it ends."""
        return refuse()

    def block(self, column: int) -> Any:
        """Return the value that begins with the current line, at a column, and go behind it."""
        return refuse()


class _Readers:
    """The readers of the types of a plan, each made once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._known: dict[type, _ValueReader] = {}

    def of(self, info: Any) -> _ValueReader:
        """Return the reader of a type."""
        match info:
            case inspect.Metadata():
                quoted = bool((info.extra or {}).get("quoted"))
                return _ScalarReader(info.type, quoted=True) if quoted else self.of(info.type)
            case inspect.UnionType():
                group, other = (self.of(chosen(info, grouped=grouped)) for grouped in (True, False))
                return _UnionReader(group, other, self._lines)
            case inspect.StructType():
                return self._known.get(info.cls) or self._struct(info)
            case inspect.VarTupleType():
                return _ListReader(self.of(info.item_type), self._lines, single=isinstance(info.item_type, SINGLE))
            case inspect.DictType():
                return _DictReader(self.of(info.key_type), self.of(info.value_type), self._lines)
        return _ScalarReader(info)

    def _struct(self, info: inspect.StructType) -> _ValueReader:
        reader = (_TextReader if info.cls is Text else _StructReader)(info.cls, self._lines)
        self._known[info.cls] = reader
        reader.fields |= {field.encode_name: self.of(field.type) for field in info.fields}
        return reader


class _ScalarReader(_ValueReader):
    """Reads single words."""

    def __init__(self, info: Any, *, quoted: bool = False) -> None:
        self._quoted = quoted
        if isinstance(info, inspect.StrType):
            fits = re.compile(info.pattern).search if info.pattern else None
            self._convert: Callable[[str], Any] = lambda text: text if fits is None or fits(text) else None
        else:
            self._convert = partial(CONVERTERS[type(info)], info)
            self.inline = lru_cache(_KEPT)(self.inline)  # type: ignore[method-assign]  # they come again and again

    def inline(self, text: str) -> Any:
        if text[0] in QUOTES:
            return self._read(_unquoted(text))
        if self._quoted or text in NO_VALUE or not _WORDS.fullmatch(text):
            raise NotOrdinaryError
        return self._read(text)

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        found = _IN_BRACKETS.match(text, at)
        return (self.inline(found[0].rstrip(" ")), found.end()) if found else refuse()

    def _read(self, text: str) -> Any:
        value = self._convert(text) if given_text(text) else None
        return refuse() if value is None or type(value) is Message else value


_WORD = _ScalarReader(inspect.StrType())


def _unquoted(text: str) -> str:
    """Return what stands between the quotes of a text."""
    inside = text[1:-1]
    if len(text) > 1 and text[-1] == text[0] and text[0] not in inside and ("\\" not in inside or text[0] == "'"):
        return inside
    return str(loads(text)) if _ESCAPED.fullmatch(text) else refuse()


class _GroupReader(_ValueReader):
    """Reads groups of keys."""

    placed: frozenset[str] = frozenset()

    def __init__(self, lines: Lines) -> None:
        self.fields: dict[str, _ValueReader] = {}
        self._lines = lines

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        values: dict[str, Any] = {}
        if text[at] != "{":
            raise NotOrdinaryError
        while found := _KEY_IN_BRACKETS.match(text, at + 1):
            if (key := found[1]) in values:
                raise NotOrdinaryError
            values[key], at = self.fields[key].bracketed(text, found.end())
            if text[at] != ",":
                break
        at += not values
        return (self.made(values), at + 1) if text[at] == "}" else refuse()

    def block(self, column: int) -> Any:
        lines, fields = self._lines, self.fields
        values: dict[str, Any] = {}
        places: dict[str, int] = {}
        while lines.column == column and not lines.dash:
            key, rest = lines.key or refuse(), lines.rest
            if key in values:
                raise NotOrdinaryError
            reader, place = fields[key], lines.number
            if rest:
                values[key] = reader.inline(rest)
                lines.go_on()
            else:
                lines.go_on()
                place, below = lines.number, lines.column
                if below < column or (below == column and not lines.dash):
                    raise NotOrdinaryError
                values[key] = reader.block(below)
            if key in self.placed:
                places[key] = place
        return self.made(values, places) if lines.column < column else refuse()

    def made(self, values: dict[str, Any], places: dict[str, int] | None = None) -> Any:
        """Return the value with these fields; without their places, all of them stand on the current line."""
        return refuse()


class _StructReader(_GroupReader):
    """Reads values of a class."""

    def __init__(self, kind: type, lines: Lines) -> None:
        super().__init__(lines)
        self._kind, self._bilingual, self.placed = kind, issubclass(kind, Text), _placed(kind)

    def made(self, values: dict[str, Any], places: dict[str, int] | None = None) -> Any:
        if self.placed:
            every = dict.fromkeys(self.placed & values.keys(), self._lines.number) if places is None else places
            self._keep(values, every)
        try:
            return self._kind(**in_both(values) if self._bilingual else values)
        except TypeError:  # a key is missing
            raise NotOrdinaryError from None

    def _keep(self, values: dict[str, Any], places: dict[str, int]) -> None:
        """Keep the lines of a group of keys; its own name comes before the same one further inside."""
        name, kept = str(values.get("ref") or values.get("id")), self._lines.places
        for key, line in places.items():
            if key in NAMING:
                kept[name] = line
            elif key in PLACED:
                kept[f"{name} {key}"] = line
            if self._kind is Plan and key in Terms.__struct_fields__:
                kept[f" {key}"] = line


class _TextReader(_StructReader):
    """Reads words in two languages, where one may stand for both."""

    def inline(self, text: str) -> Any:
        if text[0] == "{":
            return super().inline(text)
        said = _WORD.inline(text)
        return Text(said, said)

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        if found := _BOTH.match(text, at):
            zh, bare_zh, en, bare_en = found.groups()
            zh, en = given_text(zh or bare_zh), given_text(en or bare_en)
            if not (zh and en) or bare_zh in NO_VALUE or bare_en in NO_VALUE:
                raise NotOrdinaryError
            return Text(zh, en), found.end()
        if text[at] == "{":
            return super().bracketed(text, at)
        said, end = _WORD.bracketed(text, at)
        return Text(said, said), end


class _DictReader(_GroupReader):
    """Reads values by names."""

    def __init__(self, named: _ValueReader, one: _ValueReader, lines: Lines) -> None:
        super().__init__(lines)
        self.fields = defaultdict(lambda: one)
        self._named = named

    def made(self, values: dict[str, Any], places: dict[str, int] | None = None) -> Any:
        made = {self._named.inline(key): value for key, value in values.items() if len(key) <= LONGEST_KEY}
        return made if len(made) == len(values) else refuse()


class _ListReader(_ValueReader):
    """Reads lists; where `single`, one value stands for a list of it."""

    def __init__(self, one: _ValueReader, lines: Lines, *, single: bool) -> None:
        self._one, self._lines, self._single = one, lines, single
        if single:
            self.inline = lru_cache(_KEPT)(self.inline)  # type: ignore[method-assign]

    def inline(self, text: str) -> Any:
        return (self._one.inline(text),) if self._single and text[0] != "[" else super().inline(text)

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        if text[at] != "[":
            if not self._single:
                raise NotOrdinaryError
            value, end = self._one.bracketed(text, at)
            return (value,), end
        if text[at + 1] == "]":
            return (), at + 2
        value, at = self._one.bracketed(text, at + 1)
        values = [value]
        while text[at] == ",":
            value, at = self._one.bracketed(text, at + (2 if text[at + 1] == " " else 1))
            values.append(value)
        return (tuple(values), at + 1) if text[at] == "]" else refuse()

    def block(self, column: int) -> Any:
        lines, one, values = self._lines, self._one, []
        while lines.column == column and lines.dash:
            if lines.key:
                lines.column, lines.dash = column + lines.dash, 0
                values.append(one.block(lines.column))
            else:
                values.append(one.inline(lines.text))
                lines.go_on()
        return tuple(values) if values and lines.column <= column else refuse()


class _UnionReader(_ValueReader):
    """Reads what may be a group of keys or something else."""

    def __init__(self, group: _ValueReader, other: _ValueReader, lines: Lines) -> None:
        self._group, self._other, self._lines = group, other, lines

    def inline(self, text: str) -> Any:
        return (self._group if text[0] == "{" else self._other).inline(text)

    def bracketed(self, text: str, at: int) -> tuple[Any, int]:
        return (self._group if text[at] == "{" else self._other).bracketed(text, at)

    def block(self, column: int) -> Any:
        return (self._other if self._lines.dash else self._group).block(column)


def _placed(kind: type) -> frozenset[str]:
    """Return the keys of a group whose lines are kept: of one with a name, and of the plan what is promised."""
    fields = kind.__struct_fields__  # type: ignore[attr-defined]
    kept = (*NAMING, *PLACED, *(Terms.__struct_fields__ if kind is Plan else ()))
    return frozenset(kept).intersection(fields if not {*NAMING}.isdisjoint(fields) else ())
