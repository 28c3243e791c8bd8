"""Questions that come again: each is asked where it belongs while there are few, else once for all."""

from collections.abc import Callable
from enum import Enum, auto

from plantrack.errors import Message, message

FEW = 2
"""How many questions of one kind are asked one by one."""
LISTED = 40
"""How many references a question for all names."""


class Asked(Enum):
    """What may be asked more than once in a draft."""

    DATE = auto()
    UNREAD = auto()
    OUTSIDE = auto()
    LEAD = auto()
    AMONG = auto()
    SUPPORT_ONLY = auto()
    NOTHING = auto()
    TASK = auto()
    UNPLACED = auto()
    AIM = auto()
    NUMBER = auto()
    PERSON = auto()


def question_for_all(asked: Asked, names: list[str]) -> Message:
    """Return the question that stands for one about each of some references or ids."""
    listed = tuple(dict.fromkeys(names))
    refs = (*listed[:LISTED], "…") if len(listed) > LISTED else listed
    return _FOR_ALL[asked](len(names), refs)


_FOR_ALL: dict[Asked, Callable[[int, tuple[str, ...]], Message]] = {
    Asked.DATE: lambda n, refs: message(
        "{n} deliverables have no date in the document, so the last day of the plan is assumed: {refs}", n=n, refs=refs
    ),
    Asked.UNREAD: lambda n, refs: message(
        "{n} times in the document are no days; which days are they? They stand beside {refs}", n=n, refs=refs
    ),
    Asked.OUTSIDE: lambda n, refs: message(
        "{n} dates in the document are outside this plan; they stand beside {refs}", n=n, refs=refs
    ),
    Asked.LEAD: lambda n, refs: message("who leads these {n}: {refs}?", n=n, refs=refs),
    Asked.AMONG: lambda n, refs: message(
        "the document holds several units responsible for {n} tasks and does not say who leads; move one to `lead`: "
        "{refs}", n=n, refs=refs
    ),
    Asked.SUPPORT_ONLY: lambda n, refs: message(
        "the document names who supports {n} tasks, and not who leads: {refs}", n=n, refs=refs
    ),
    Asked.NOTHING: lambda n, refs: message(
        "{n} items of which no clause became a task: what is to be done in {refs}?", n=n, refs=refs
    ),
    Asked.TASK: lambda n, refs: message(
        "{n} phrases were left out because no action is known in them; are there tasks among them? Below {refs}",
        n=n, refs=refs,
    ),
    Asked.UNPLACED: lambda n, refs: message(
        "{n} sentences were not understood; are there tasks among them? Below {refs}", n=n, refs=refs
    ),
    Asked.AIM: lambda n, refs: message("{n} indicators belong to no task; which are they for? {refs}", n=n, refs=refs),
    Asked.NUMBER: lambda n, refs: message("{n} numbers cannot stand here as they are: {refs}", n=n, refs=refs),
    Asked.PERSON: lambda n, refs: message("{n} units are persons: of which units? {refs}", n=n, refs=refs),
}  # fmt: skip
