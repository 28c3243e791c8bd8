"""What kept values look like: the fields of a type, so that a test can tell when those that were kept are outdated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args, get_type_hints

import msgspec


def shape(kind: type, seen: set[type]) -> Iterator[str]:
    """Yield every field of a type, and of the types below it, with its annotation as written."""
    if kind in seen:
        return
    seen.add(kind)
    yield from (f"{kind.__name__}.{name}: {written}" for name, written in kind.__annotations__.items())
    for below in sorted(_below(get_type_hints(kind)), key=lambda one: one.__name__):
        yield from shape(below, seen)


def _below(hints: Mapping[str, object]) -> set[type]:
    found: set[type] = set()
    waiting = list(hints.values())
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            found.add(hint)
    return found
