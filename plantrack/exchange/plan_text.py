"""A plan as the text of a plan.yaml: its keys in the order of the schema, what is long after what is short."""

import re
from collections.abc import Iterator
from typing import Any

from plantrack.exchange.fields import scalar
from plantrack.exchange.records import APART, stated
from plantrack.model.plan import Plan, Text
from plantrack.quoting import quoted

HEAD = "# yaml-language-server: $schema=../plan.schema.json"
"""Tells editors what belongs into the file."""
_PLAIN = re.compile(r"[a-z][a-z0-9-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Words and days that need no quotation marks."""
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that other readers of YAML take for something else."""


def plan_text(plan: Plan) -> str:
    """Return a plan.yaml that reads back as this plan."""
    values = stated(plan)
    apart = {name: values.pop(name) for name in APART if name in values}
    lines = [*_lines(values), *(line for name, value in apart.items() for line in ("", *_entry(name, value)))]
    return "\n".join([HEAD, "", *lines]) + "\n"


def _lines(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        yield from _entry(name, value)


def _entry(name: str, value: Any) -> Iterator[str]:
    """Yield the lines of a key: one of its own, or its name and what stands below it."""
    if _is_short(value):
        yield f"{_key(name)}: {_short(value)}"
        return
    yield f"{_key(name)}:"
    if isinstance(value, dict):
        yield from (f"  {line}" for line in _lines(value))
        return
    for one in value:
        first, *rest = _lines(one) if isinstance(one, dict) else [_short(one)]
        yield from (f"- {first}", *(f"  {line}" for line in rest))


def _is_short(value: Any) -> bool:
    """Tell whether a value stands on the line of its key: anything but lists and groups of groups."""
    if isinstance(value, dict):
        return not any(isinstance(one, dict | list | Text) for one in value.values())
    return not isinstance(value, list) or not any(isinstance(one, dict | Text) for one in value)


def _short(value: Any) -> str:
    match value:
        case Text():
            both = (quoted(value.zh), quoted(value.en))
            return both[0] if value.zh == value.en else "{{zh: {}, en: {}}}".format(*both)
        case dict():
            return "{" + ", ".join(f"{_key(name)}: {_short(one)}" for name, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_short, value)) + "]"
    return _single(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"\w[\w-]*", name, re.ASCII) else quoted(name)


def _single(value: Any) -> str:
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value not in _WORDS else quoted(value)
    return scalar(value)
