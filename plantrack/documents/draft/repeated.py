"""Questions that come again: each is asked where it belongs while there are few, else once for all."""

from enum import Enum

from plantrack.errors import Message, message

FEW = 2
"""How many questions of one kind are asked one by one."""
LISTED = 40
"""How many references a question for all names."""


class Asked(Enum):
    """What may be asked more than once in a draft, each with the question that is asked for all."""

    DATE = message("{n} deliverables have no date in the document, so the last day of the plan is assumed: {refs}")
    UNREAD = message("{n} times in the document are no days; which days are they? They stand beside {refs}")
    OUTSIDE = message("{n} dates in the document are outside this plan; they stand beside {refs}")
    LEAD = message("who leads these {n}: {refs}?")
    AMONG = message(
        "the document holds several units responsible for {n} tasks and does not say who leads; move one to `lead`: "
        "{refs}"
    )
    SUPPORT_ONLY = message("the document names who supports {n} tasks, and not who leads: {refs}")
    NOTHING = message("{n} items of which no clause became a task: what is to be done in {refs}?")
    TASK = message(
        "{n} phrases were left out because no action is known in them; are there tasks among them? Below {refs}"
    )
    UNPLACED = message("{n} sentences were not understood; are there tasks among them? Below {refs}")
    AIM = message("{n} indicators belong to no task; which are they for? {refs}")
    NUMBER = message("{n} numbers cannot stand here as they are: {refs}")
    PERSON = message("{n} units are persons: of which units? {refs}")


def question_for_all(asked: Asked, names: list[str]) -> Message:
    """Return the question that stands for one about each of some references or ids."""
    words: Message = asked.value
    listed = tuple(dict.fromkeys(names))
    refs = (*listed[:LISTED], "…") if len(listed) > LISTED else listed
    return message(words.template, n=len(names), refs=refs)
