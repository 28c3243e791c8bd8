"""The actions of an item, as literal text, and what was left out with the reason.

`segmentation` splits the body, `actions` classifies each phrase. A title is the shortest literal text that names the
action: from its verb, or from the words for where, whom and with what (在..., 将..., 与...), to the next comma.

- A date before or behind the action is no part of its title, but of its quote.
- 组织A、B等力量,共同参与C is one action: a phrase that opens with 共同 belongs to the one before it.
- If a body of one sentence holds no action, the sentence itself is a direction.
- A run-in heading is neither an action nor left out: it names the sentences that follow.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.clauses.actions import Action, PhraseContext, RejectReason, action
from plantrack.documents.clauses.segmentation import MASK, Phrase, announces, headings, masked, phrases, sentences
from plantrack.documents.deadlines import SINCE_ISSUE, deadlines_among
from plantrack.documents.parsed_document import Clause, ClauseKind, Skipped
from plantrack.documents.scan import ScannedText
from plantrack.documents.vocabulary import any_of, table

Span = tuple[int, int]
_LONGEST = 120
"""Maximum distance, in characters, between a paper that is approved and the words that issue it."""
_FAR = 4
"""Number of phrases that 对 can reach over, and of times that are looked at in a phrase."""
_NEAR = 20
"""Search radius, in characters, for the words that end the first half of an action."""
LEADING = re.compile(f"(?:力争|争取|确保|计划|预定|预计|拟|定|时间[为是]|上、|到|于|在|截至|最迟)*(?:{SINCE_ISSUE})?")
"""Words that may stand before a date at the start of a phrase."""
_OCCASION = re.compile("[^,;0-9]{1,8}(?:当[天日]|期间|前后|之际)")
"""What may stand behind a date, and names the day: 5月21日国际茶日当天."""
_APPROVED = re.compile(r"(?:会议)?(?:研究|讨论|审议)?并?(?:原则)?上?(?:同意|通过)了?(?P<paper>《[^《》]{2,60}》)")
_ISSUE = re.compile(r"[^《》,]{0,24}?(?P<verb>印发实施|印发|出台|发布|公布|实施|报批)")

__all__ = ["LEADING", "find_clauses"]


def find_clauses(doc: ScannedText, first: int, last: int) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
    """Return the actions of an item's body in order, without owners and deadlines, and what was left out.

    `first` and `last` are the span of the body, after the heading.
    """
    text, plain = doc.text, masked(doc, first, last)
    found = sentences(plain)
    times = [
        (one.first - first, one.last - first)
        for one in deadlines_among(doc.dates_in(first, last), plain, first)
        if plain[one.first - first : one.last - first] == doc.folded[one.first : one.last]  # not masked
    ]
    heads = headings(plain, found)
    clauses: list[Clause] = []
    skipped: list[Skipped] = []
    for number, sentence in enumerate(found, 1):
        listed = [] if number - 1 in heads else list(phrases(plain, sentence, number))
        for phrase, one in _actions(plain, listed, times):
            begin, end = first + phrase.first + one.first, first + phrase.last
            if isinstance(one.kind, RejectReason):
                skipped.append(Skipped(text[begin:end], one.kind.why, begin))
            else:
                title = text[first + phrase.first + one.title : first + _title_end(doc, plain, phrase, first)]
                clauses.append(Clause(title or text[begin:end], one.kind, text[begin:end], begin, phrase.sentence))
        clauses, skipped = _with_paper(clauses, skipped, number)
    if not clauses and len(found) == 1:
        whole = text[first + found[0].first : first + found[0].last]
        return (Clause(whole, ClauseKind.DIRECTION, whole, first + found[0].first, 1),), ()
    return tuple(clauses), tuple(skipped)


def _with_paper(clauses: list[Clause], skipped: list[Skipped], number: int) -> tuple[list[Clause], list[Skipped]]:
    """Name the paper that is approved and then issued: 原则同意《方案》,由市港航局修改完善后印发 is 印发《方案》."""
    paper = _APPROVED.fullmatch(folded(skipped[-1].what)) if skipped else None
    issue = _ISSUE.fullmatch(folded(clauses[-1].title)) if clauses and clauses[-1].sentence == number else None
    if paper is None or issue is None or not 0 < clauses[-1].offset - skipped[-1].offset < _LONGEST:
        return clauses, skipped
    title = issue["verb"] + skipped[-1].what[paper.start("paper") :]
    named = replace(clauses[-1], title=title, kind=ClauseKind.DELIVERABLE)
    return [*clauses[:-1], named], skipped[:-1]


def _title_end(doc: ScannedText, plain: str, phrase: Phrase, first: int) -> int:
    """Return where the title of a phrase ends: before a date in brackets, or one behind a blank or behind owners."""
    last = phrase.last
    for one in reversed(doc.dates_in(first + phrase.first, first + last)[-_FAR:]):
        begin, end = one.first - first, one.last - first
        behind = plain[end:last] if plain[end - 1] != MASK else doc.folded[one.last : first + last]
        opening = doc.folded[one.first - 1]
        if opening not in " (" or behind.strip("),; ") not in ("", *table("deadlines")["again"]["words"]):
            break
        last = begin - (opening == "(")
    return phrase.first + len(plain[phrase.first : last].rstrip(" —,;"))


def _actions(plain: str, found: list[Phrase], times: list[Span]) -> Iterator[tuple[Phrase, Action]]:
    """Yield the phrases of a sentence, classified; the phrases of one action are joined first."""
    whole = _whole(plain, found, times)
    after = False
    for n, phrase in enumerate(whole):
        rest = plain[phrase.first : phrase.last]
        before = n + 1 < len(whole)
        after = after and ";" not in plain[whole[n - 1].last : phrase.first]
        inside = [(a, b) for a, b in _following(times, phrase) if b <= phrase.last]
        time = inside[0][1] - phrase.first if inside and _opens(plain, phrase, inside[0]) else 0
        around = PhraseContext(after, before, bool(inside), time)
        if announces(plain, phrase):
            one = Action(RejectReason.HEADING)
        else:
            one = Action(RejectReason.MEANS) if before and _shape("whom").match(rest) else action(rest, around)
        after = after or isinstance(one.kind, ClauseKind)
        yield phrase, one


def _following(times: list[Span], phrase: Phrase) -> list[Span]:
    place = bisect(times, (phrase.first,))
    return times[place : place + _FAR]


def _opens(plain: str, phrase: Phrase, time: Span) -> bool:
    """Tell whether a date stands at the start of a phrase, after 到 or 力争 at most."""
    return bool(LEADING.fullmatch(plain, phrase.first, time[0]))


def _whole(plain: str, found: list[Phrase], times: list[Span]) -> list[Phrase]:
    """Join phrases that a comma splits but that belong together: a date and its action, two halves, a beneficiary."""
    whole: list[Phrase] = []
    for n, phrase in enumerate(found):
        if whole and (
            _only_time(plain, whole[-1], times)
            or _halves(plain, whole[-1], phrase)
            or _for_whom(plain, whole[-1], found[n : n + _FAR])
        ):
            whole[-1] = replace(whole[-1], last=phrase.last)
        else:
            whole.append(phrase)
    return whole


def _only_time(plain: str, phrase: Phrase, times: list[Span]) -> bool:
    inside = next(iter(_following(times, phrase)), None)
    if inside is None or not _opens(plain, phrase, inside):
        return False
    return inside[1] == phrase.last or _OCCASION.fullmatch(plain, inside[1], phrase.last) is not None


def _halves(plain: str, before: Phrase, phrase: Phrase) -> bool:
    first = _shape("verbs").match(plain, before.first)
    closes = _shape("endings").search(plain, max(before.first, before.last - _NEAR), before.last)
    return bool(first and (closes or _shape("openings").match(plain, phrase.first)))


def _for_whom(plain: str, before: Phrase, following: list[Phrase]) -> bool:
    """Tell whether a phrase that opens with 对 continues up to one that names the beneficiary."""
    if plain[before.first] != "对" or _shape("whom").match(plain[before.first : before.last]):
        return False
    return any(_shape("whom").match("对" + plain[one.first : one.last]) for one in following)


@cache
def _shape(name: str) -> re.Pattern[str]:
    tables = table("verbs")
    if name == "whom":
        frames, never = tables["frames"], "|".join(tables["anywhere"]["verbs"])
        about = f"(?:凡是?|对于?|针对).*的(?:[^,的]{{0,12}}{any_of(frames['whom_nouns'])})?$"
        return re.compile(f"(?:(?!.*(?:{never}))(?:对.*{frames['whom']}|{about}))")
    return re.compile(f"(?:{'|'.join(tables['halves'][name])})" + ("$" if name == "endings" else ""))
