"""Classification of one phrase: a kind of action, or the reason for rejecting it. Rules are in vocabulary/verbs.toml.

The first rule that applies decides:

1. An introduction is not part of the title: 要, 我们将, 并, an actor with 要.
2. A phrase that says where, whom or how (在..., 将..., 与...) is classified by the verb within it; one that ends with
   原则, 方式, 为重点 and the like is only the frame of another.
3. A rule about verb and object: 发挥...作用, 办好...论坛, 推动...建成; effects of earlier actions; slogans.
4. An amount makes a deliverable if the verb is one that counts; so does a deadline.
5. The list of the verb decides: deliverable, ongoing or direction. After 持续 and the like, a deliverable is ongoing.
6. Without a known verb, an amount, a completion (建成, 开通) or a deadline makes a deliverable.
"""

import re
from enum import StrEnum

from msgspec import Struct

from plantrack.documents.clauses.patterns import after_manner, modal_end, opening_end, pattern, ruled_verbs, rules
from plantrack.documents.parsed_document import ClauseKind
from plantrack.errors import Message, message

_WHEN = re.compile(
    r"[^\x01-\x7f]{1,7}?(?:前|后|内|期间|原则上|当天|当日)"
    r"|[自从]?(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|初|底|[上中下]旬)?(?:起|开始)"
    r"(?!(?:正式|全面)?(?:执行|施行|实施|生效|试行|实行))"
)
"""Times that are no deadline: those that name no day (春节后, 两年内, “3·15”当天), and those from which it is done."""


class RejectReason(StrEnum):
    """The reason why a phrase is not an action."""

    EFFECT = "effect"
    SLOGAN = "slogan"
    MEANS = "means"
    HEADING = "heading"
    UNKNOWN = "unknown"

    @property
    def why(self) -> Message:
        """Return the reason as a sentence."""
        return _REASONS[self]


_REASONS = {
    RejectReason.EFFECT: message("an effect of what is done before it"),
    RejectReason.SLOGAN: message("a principle or a saying: nothing is done by it"),
    RejectReason.MEANS: message("how or why something else is done"),
    RejectReason.HEADING: message("it only announces the list behind it"),
    RejectReason.UNKNOWN: message("no action that plantrack knows"),
}


class Action(Struct, frozen=True):
    """The class of a phrase, where it begins without an introduction, and where its title does, behind a date too."""

    kind: ClauseKind | RejectReason
    first: int = 0
    title: int = 0


class PhraseContext(Struct, frozen=True):
    """Where a phrase stands in its sentence: after an action, before another phrase.

    `due` tells whether it holds a deadline; `time` is where a deadline at its start ends and the verb may follow.
    """

    after: bool = False
    before: bool = False
    due: bool = False
    time: int = 0


def action(plain: str, around: PhraseContext) -> Action:
    """Classify a masked phrase."""
    if around.time:
        rest = plain[around.time :].lstrip(",: ")
        return Action(_kind(rest, around), title=len(plain) - len(rest))
    first = _opened(plain)
    return Action(_kind(plain[first:], around), first, first)


def _opened(plain: str) -> int:
    """Return the offset of the title within a phrase."""
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
    starts = [place for place in after_manner(plain) if ruled_verbs().match(plain, place)]
    for rule in rules() if starts else ():
        apart = (rule.after and not around.after) or (rule.closing and around.before) or (counts and not rule.counted)
        if apart or (rule.nominal and pattern("verb").match(plain)):
            continue
        found = next((found for start in starts if (found := rule.verbs.match(plain, start))), None)
        if found and rule.holds.search(plain, found.end()):
            return RejectReason(rule.kind) if rule.kind in list(RejectReason) else ClauseKind(rule.kind)
    return None


def _verb(plain: str) -> re.Match[str] | None:
    """Return the main verb of a phrase, after adverbs or after words for when, where, whom and with what."""
    if head := pattern("verb").match(plain):
        led = pattern("led").search(plain, head.end() + 1) if pattern("preposition").fullmatch(head[0]) else None
        return led or head
    if opening := pattern("preposition").match(plain):
        return pattern("within").search(plain, opening.end() + 1)
    if (when := _WHEN.match(plain)) and (behind := pattern("verb").match(plain, when.end())):
        return behind
    return pattern("anywhere").search(plain)


def _frame(plain: str, verb: re.Match[str] | None) -> bool:
    """Tell whether a phrase only says how or why another action is done."""
    if pattern("frame_opening").match(plain) and (verb is None or not pattern("led").fullmatch(verb[0])):
        return True
    return (verb is None or verb.start() > 0) and bool(pattern("frame").match(plain))


def _by_verb(verb: re.Match[str]) -> ClauseKind:
    if pattern("deliverable").fullmatch(verb["verb"]):
        return ClauseKind.ONGOING if pattern("running").search(verb["manner"]) else ClauseKind.DELIVERABLE
    return ClauseKind.DIRECTION if pattern("direction").fullmatch(verb[0]) else ClauseKind.ONGOING
