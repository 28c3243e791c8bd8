"""Tables of words as one case: all that differ are listed together, with what was told and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def differing(
    words: Iterable[T], told: Callable[[T], object], expected: Callable[[T], object]
) -> dict[T, tuple[object, object]]:
    """Return the words of which something else is told than expected, with both."""
    both = {word: (_outcome(told, word), expected(word)) for word in words}
    assert both, "the table is empty"
    return {word: pair for word, pair in both.items() if pair[0] != pair[1]}


def _outcome(told: Callable[[T], object], word: T) -> object:
    try:
        return told(word)
    except Exception as error:  # noqa: BLE001 - it is listed beside its word, and is never what was expected
        return error
