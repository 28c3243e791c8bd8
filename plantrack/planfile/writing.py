"""Values of the plan's types as YAML: on one line, or as an entry of a list with a line for each key."""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from msgspec import Struct, structs

from plantrack.model.amounts import all_digits
from plantrack.model.plan import Text
from plantrack.model.plan_fields import usual
from plantrack.planfile.scalars import LANGUAGES, NO_VALUE
from plantrack.quoting import quoted

_PLAIN = re.compile("[a-z][a-z0-9-]*")
"""What needs no quotes: identifiers, and the words of closed lists."""


def one_line(value: Any) -> str:
    """Return a value as YAML on one line, without the keys that are as they are when nothing is written."""
    match value:
        case Text() if type(value) is Text and value.zh == value.en:
            return quoted(value.zh)
        case Struct():
            return "{" + ", ".join(pairs(value)) + "}"
        case tuple():
            words = [*map(one_line, value)]
            if any(word.startswith('"') for word in words):
                words = [
                    word if isinstance(one, Struct) else quoted(one) for one, word in zip(value, words, strict=True)
                ]
            return "[" + ", ".join(words) + "]"
    return _scalar(value)


def item_lines(value: Any, dash: int, gap: int = 1, *, grouped: bool) -> list[str]:
    """Return the lines of an entry of a list whose dashes stand at a column; `grouped` has a line for each key."""
    first, *others = pairs(value) if grouped else (one_line(value),)
    return [f"{'':{dash}}-{'':{gap}}{first}", *(f"{'':{dash + 1 + gap}}{other}" for other in others)]


def pairs(value: Struct) -> Iterator[str]:
    """Yield each key of a value with what stands behind it, on one line."""
    for field in structs.fields(value):
        given = getattr(value, field.name)
        if given != usual(field):
            yield f"{field.encode_name}: {quoted(given) if field.name in LANGUAGES else one_line(given)}"


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case int() | float():
            return all_digits(value)
    return value if _PLAIN.fullmatch(value) and value not in NO_VALUE else quoted(value)
