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

from plantrack.documents.clauses.patterns import PhraseRule, after_manner, modal_end, opening_end, pattern, rules
from plantrack.documents.document import ClauseKind
from plantrack.errors import Message, message


class RejectReason(StrEnum):
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
    RejectReason.EFFECT: message("an effect of what is done before it"),
    RejectReason.SLOGAN: message("a principle or a saying: nothing is done by it"),
    RejectReason.MEANS: message("how or why something else is done"),
    RejectReason.UNKNOWN: message("no action that plantrack knows"),
}


class Action(Struct, frozen=True):
    """What a phrase is, and where its title begins within it."""

    kind: ClauseKind | RejectReason
    first: int = 0


class PhraseContext(Struct, frozen=True):
    """Where a phrase stands in its sentence: whether an action came before it, and whether a phrase follows.

    `due` says whether it holds a deadline, `time` where one ends that opens it, so that the verb stands behind.
    """

    after: bool = False
    before: bool = False
    due: bool = False
    time: int = 0


def action(plain: str, around: PhraseContext) -> Action:
    """Return what a veiled phrase is."""
    if around.time:
        return Action(_kind(plain[around.time :].lstrip(", "), around))
    first = _opened(plain)
    return Action(_kind(plain[first:], around), first)


def _opened(plain: str) -> int:
    """Return where the title of a phrase begins."""
    first = 0
    while end := opening_end(plain, first):
        first = end
    return first if pattern("verb").match(plain, first) else modal_end(plain, first) or first


def _kind(plain: str, around: PhraseContext) -> ClauseKind | RejectReason:
    counts = bool(pattern("amount").search(plain))
    if (ruled := _ruled(plain, around, counts=counts or around.due)) is not None:
        return ruled
    verb = _verb(plain)
    if around.before and not counts and _frame(plain, verb):
        return RejectReason.MEANS
    if verb is None and not around.due:
        done = counts or pattern("over").match(plain) or pattern("reached").search(plain)
        return ClauseKind.DELIVERABLE if done else RejectReason.UNKNOWN
    if verb is None or around.due or (counts and pattern("counted").match(plain, verb.start())):
        return ClauseKind.DELIVERABLE
    return _by_verb(verb)


def _ruled(plain: str, around: PhraseContext, *, counts: bool) -> ClauseKind | RejectReason | None:
    starts = list(dict.fromkeys(after_manner(plain)))
    for rule in rules():
        if not _applies(rule, around, counts=counts):
            continue
        found = next((found for start in starts if (found := rule.verbs.match(plain, start))), None)
        if found and rule.holds.search(plain, found.end()):
            return RejectReason(rule.kind) if rule.kind in list(RejectReason) else ClauseKind(rule.kind)
    return None


def _applies(rule: PhraseRule, around: PhraseContext, *, counts: bool) -> bool:
    if (rule.after and not around.after) or (rule.closing and around.before):
        return False
    return rule.counted or not counts


def _verb(plain: str) -> re.Match[str] | None:
    """Return the verb at the head of a phrase, behind what says how, or behind when, where, whom and with what."""
    if head := pattern("verb").match(plain):
        led = pattern("led").search(plain, head.end() + 1) if pattern("preposition").fullmatch(head[0]) else None
        return led or head
    if opening := pattern("preposition").match(plain):
        return pattern("within").search(plain, opening.end() + 1)
    if (when := _WHEN.match(plain)) and (behind := pattern("verb").match(plain, when.end())):
        return behind
    return pattern("anywhere").search(plain)


_WHEN = re.compile(r"[^\x00-\x7f]{1,7}?(?:前|后|内|期间|原则上)")
"""Words that say when, where no day is named: 春节后, 暑期前, 两年内."""


def _frame(plain: str, verb: re.Match[str] | None) -> bool:
    """Say whether a phrase only tells how or why another is done."""
    if pattern("frame_opening").match(plain) and (verb is None or not pattern("led").fullmatch(verb[0])):
        return True
    return (verb is None or verb.start() > 0) and bool(pattern("frame").match(plain))


def _by_verb(verb: re.Match[str]) -> ClauseKind:
    if pattern("deliverable").fullmatch(verb["verb"]):
        return ClauseKind.ONGOING if pattern("running").search(verb["manner"]) else ClauseKind.DELIVERABLE
    return ClauseKind.DIRECTION if pattern("direction").fullmatch(verb[0]) else ClauseKind.ONGOING
