"""What an export says of how tasks stand: status and percentage of those without sub-tasks."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from plantrack.errors import Message, Problem, message
from plantrack.exchange.entry import Found
from plantrack.exchange.fields import scalar
from plantrack.model.plan import Plan
from plantrack.model.state import CLOSED, Status

NO_WORD = "{text!r} is no value of this key; write one of {words}"
NO_SHARE = "{text!r} is not a percentage; write a number from 0 to 100"


class Standing(Struct, frozen=True):
    """How a task was said to stand, and the part of the file that says it."""

    ref: str
    place: str
    status: Status | None
    percent: float | None


def standings(plan: Plan, states: dict[str, dict[str, Any]], file: str) -> Iterator[Standing | Problem]:
    """Yield how each task without sub-tasks stands, where that is said, or what is wrong in it."""
    for task in plan.leaves():
        given = {name: one for name, one in states.get(task.ref, {}).items() if isinstance(one, Found)}
        status, percent = (_read(given.get(name), read) for name, read in (("status", _status), ("percent", _percent)))
        wrong = [(name, one) for name, one in (("status", status), ("percent", percent)) if isinstance(one, Message)]
        yield from (given[name].place.noted(file, said) for name, said in wrong)
        if not wrong and (status or percent is not None):
            place = next(one.place.in_file("") for one in given.values())
            yield Standing(task.ref, place.lstrip("#:"), status, None if status in CLOSED else percent)


def _read(found: Found | None, read: Any) -> Any:
    return None if found is None else read(scalar(found.value))


def _status(text: str) -> Status | Message:
    return Status(text) if text in {*Status} else message(NO_WORD, text=text, words=tuple(Status))


def _percent(text: str) -> float | Message:
    try:
        percent = float(text.rstrip("%％"))
    except ValueError:
        percent = -1
    return percent if 0 <= percent <= 100 else message(NO_SHARE, text=text)  # noqa: PLR2004
