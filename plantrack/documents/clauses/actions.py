"""What one phrase is: an action of some kind, or none and why. The rules are data, in vocabulary/verbs.toml.

The first that fits decides:

1. What opens a phrase and is no part of it goes: 要, 我们将, 并, somebody and 要.
2. A phrase that says where, whom or how (在..., 将..., 与...) is an action by the verb within it; one that closes with
   原则, 方式, 为重点 and the like is only the frame of another.
3. A rule about verb and object: 发挥...作用, 办好...论坛, 推动...建成; effects of what was done before; sayings.
4. An amount makes a deliverable where the action is one that counts; so does a deadline.
5. Else the list that the verb stands in: what is ticked off, what runs on, what is a direction. 持续 and the like
   before a verb make what could be ticked off run on.
6. Without a known verb: what holds an amount, is over at the end (建成, 开通) or has a deadline is a deliverable.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from plantrack.documents.clauses.shapes import Rule, rules, shape
from plantrack.documents.reading import ClauseKind
from plantrack.errors import Message, message


class Nothing(StrEnum):
    """Why a phrase is no action."""

    EFFECT = "effect"
    SLOGAN = "slogan"
    MEANS = "means"
    UNKNOWN = "unknown"

    @property
    def why(self) -> Message:
        """Return the reason in words."""
        return _REASONS[self]


_REASONS = {
    Nothing.EFFECT: message("an effect of what is done before it"),
    Nothing.SLOGAN: message("a principle or a saying: nothing is done by it"),
    Nothing.MEANS: message("how or why something else is done"),
    Nothing.UNKNOWN: message("no action that plantrack knows"),
}


class Action(Struct, frozen=True):
    """What a phrase is, and where its title begins within it."""

    kind: ClauseKind | Nothing
    first: int = 0


class Around(Struct, frozen=True):
    """Where a phrase stands in its sentence: whether an action came before it, and whether a phrase follows.

    `due` says whether it holds a deadline, `time` where one ends that opens it, so that the verb stands behind.
    """

    after: bool = False
    before: bool = False
    due: bool = False
    time: int = 0


def action(said: str, around: Around) -> Action:
    """Return what a veiled phrase is."""
    if around.time:
        return Action(_kind(said[around.time :].lstrip(", "), around))
    first = _opened(said)
    return Action(_kind(said[first:], around), first)


def _opened(said: str) -> int:
    """Return where the title of a phrase begins."""
    first = 0
    while found := shape("opening").match(said, first):
        first = found.end()
    if not shape("verb").match(said, first) and (found := shape("modal").match(said, first)):
        first = found.end()
    return first


def _kind(said: str, around: Around) -> ClauseKind | Nothing:
    counts = bool(shape("amount").search(said))
    if (ruled := _ruled(said, around, counts=counts or around.due)) is not None:
        return ruled
    verb = _verb(said)
    if around.before and not counts and _frame(said, verb):
        return Nothing.MEANS
    if verb is None and not around.due:
        done = counts or shape("over").match(said) or shape("reached").search(said)
        return ClauseKind.DELIVERABLE if done else Nothing.UNKNOWN
    if verb is None or around.due or (counts and shape("counted").match(said, verb.start())):
        return ClauseKind.DELIVERABLE
    return _by_verb(verb)


def _ruled(said: str, around: Around, *, counts: bool) -> ClauseKind | Nothing | None:
    for rule in rules():
        found = rule.verbs.match(said) if _applies(rule, around, counts=counts) else None
        if found and rule.holds.search(said, found.end()):
            return Nothing(rule.kind) if rule.kind in list(Nothing) else ClauseKind(rule.kind)
    return None


def _applies(rule: Rule, around: Around, *, counts: bool) -> bool:
    if (rule.after and not around.after) or (rule.closing and around.before):
        return False
    return rule.counted or not counts


def _verb(said: str) -> re.Match[str] | None:
    """Return the verb at the head of a phrase, behind what says how, or behind when, where, whom and with what."""
    if head := shape("verb").match(said):
        led = shape("led").search(said, head.end() + 1) if shape("preposition").fullmatch(head[0]) else None
        return led or head
    if opening := shape("preposition").match(said):
        return shape("within").search(said, opening.end() + 1)
    if (when := _WHEN.match(said)) and (behind := shape("verb").match(said, when.end())):
        return behind
    return shape("anywhere").search(said)


_WHEN = re.compile(r"[^\x00-\x7f]{1,7}?(?:前|后|内|期间|原则上)")
"""Words that say when, where no day is named: 春节后, 暑期前, 两年内."""


def _frame(said: str, verb: re.Match[str] | None) -> bool:
    """Say whether a phrase only tells how or why another is done."""
    if shape("frame_opening").match(said) and (verb is None or not shape("led").fullmatch(verb[0])):
        return True
    return (verb is None or verb.start() > 0) and bool(shape("frame").match(said))


def _by_verb(verb: re.Match[str]) -> ClauseKind:
    if shape("deliverable").fullmatch(verb["verb"]):
        return ClauseKind.ONGOING if shape("running").search(verb["manner"]) else ClauseKind.DELIVERABLE
    return ClauseKind.DIRECTION if shape("direction").fullmatch(verb[0]) else ClauseKind.ONGOING
