"""Leads: what each unit answers for, whatever is counted: tasks, reports owed, extensions."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def by_lead(found: Iterable[T], lead: Callable[[T], Sequence[str]]) -> list[tuple[str | None, list[T]]]:
    """Return each lead unit with what it leads, the one with the most first.

    What is led jointly counts for each of its units; None stands for nobody.
    """
    led: dict[str | None, list[T]] = {}
    for one in found:
        for unit in lead(one) or (None,):
            led.setdefault(unit, []).append(one)
    return sorted(led.items(), key=lambda pair: -len(pair[1]))
