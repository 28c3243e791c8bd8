"""Segmentation of an item's body into sentences, phrases and run-in headings, without their meaning.

- A line break ends a sentence, as 。!? do. Commas and ; separate phrases, but not within 《》, “” and brackets.
- Owners, deadline lines and lines about people are left out, and so are the markers of sub-items ((1), ①, 一是, ——).
- A run-in heading is a short sentence without a comma before others of the same paragraph or sub-item, with a marker of
  its own, or in a text where at least half of several paragraphs begin so. It names what follows and is no phrase.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from plantrack.characters.folding import without
from plantrack.dates.mentions import QUOTED_DAY
from plantrack.documents.scan import ScannedText
from plantrack.documents.vocabulary import listed
from plantrack.tables.heads import Column, column_of

MASK = "\0"
"""Replaces each character that is quoted or in brackets in a masked text."""
_ASIDE = re.compile(
    r"(?<=《)[^《》\n]*+(?=》)|(?<=“)(?!"
    + QUOTED_DAY[1:]
    + r")[^“”\n]*+(?=”)|\((?![0-9一二三四五六七八九十]{1,3}\))(?:[^()\n]|\([^()\n]{0,40}\))*+\)|【[^【】\n]*+】"
)
_SENTENCE = re.compile(r"[^。!?\n]+[。!?]?")
_DATED = r"(?:[0-9]{1,2}月(?:[底末]|前|[0-9]{1,2}日前)|年[底末]|[一二三四]季度[底末])"
_PHRASE = re.compile(rf"(?:[^,;:、。!?\n]|、(?!{_DATED})|(?<=[0-9]),(?=[0-9]{{3}}(?![0-9]))|(?<=[0-9]):(?=[0-9]))+")
"""A phrase; 、 parts two where a date follows: 3月底前完成设计、6月底前开工."""
_MARK = re.compile(
    r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳⑴-⒇]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.、)](?:(?![0-9])|(?=[0-9]{1,2}月|20[0-9]{2}年))|[一二三四五六七八九十]{1,3}、"
    r"|[一二三四五六七八九十]{1,2}[是要](?!否)|—{1,2}|[●■◆•·▪]|[-*+] |第[一二三四五六七八九十]{1,2},|首先,|其次,)\s*"
)
_BEFORE_LIST = re.compile(rf"[ \t]*:(?:{_MARK.pattern})")
_LABEL = re.compile(r"^(?P<label>[^\s:,。;、]{2,12}) ?:[^。;\n]*", re.MULTILINE)
"""A label at the start of a line, such as the columns of a table have."""
_HEADING = 30
_labels = cache(lambda: re.compile(rf"{listed('deadlines', 'labels', 'words')} ?: ?[^。;\n]*"))
_SAYS_WHAT = (Column.TITLE, Column.MEASURES, Column.TARGET, Column.MILESTONE)
_OTHERS = (Column.SOURCE, Column.LEADER, Column.PERSON, Column.PHONE, Column.INSPECTOR, Column.NOTE)
"""Labels of what is to be done, and of lines that tell of something else: none of their words is an action."""


class Phrase(Struct, frozen=True):
    """One phrase: its span, the number of its sentence from 1, and its position in that sentence from 0."""

    first: int
    last: int
    sentence: int
    place: int


class Sentence(Struct, frozen=True):
    """One sentence: its span, and whether it has a marker, starts a line, and ends with a full stop."""

    first: int
    last: int
    marked: bool
    opens: bool
    whole: bool


def masked(doc: ScannedText, first: int, last: int) -> str:
    """Return a span, folded and of the same length, with quotations and brackets masked and owners blanked."""
    plain = _ASIDE.sub(lambda found: MASK * len(found[0]), doc.folded[first:last])
    owned = ((one.place - first, min(one.end, last) - first) for one in doc.duties_in(first, last))
    plain = without(plain, owned)
    plain = _labels().sub(lambda found: " " * len(found[0]), plain)
    return _LABEL.sub(_without_label, plain)


def _without_label(found: re.Match[str]) -> str:
    """Blank the label of a measure (具体措施:), and the whole line of any other label (责任人:)."""
    head = column_of(found["label"])
    if head in _OTHERS:
        return " " * len(found[0])
    known = head in _SAYS_WHAT
    return " " * len(found["label"]) + found[0][len(found["label"]) :] if known else found[0]


def sentences(plain: str) -> tuple[Sentence, ...]:
    """Return the sentences of a masked body in order, without empty ones."""
    return tuple(_sentences(plain))


def _sentences(plain: str) -> Iterator[Sentence]:
    for found in _SENTENCE.finditer(plain):
        mark = _MARK.match(found[0])
        first = found.start() + (mark.end() if mark else len(found[0]) - len(found[0].lstrip()))
        last = found.start() + len(found[0].rstrip(" 。!?"))
        if re.search(r"[^\W_]", plain[first:last]):
            before = plain[max(0, found.start() - 40) : found.start()].rstrip(" \t")
            opens = before.endswith("\n") or not before
            yield Sentence(first, last, bool(mark), opens, found[0].rstrip().endswith(("。", "!", "?")))


def headings(plain: str, found: Sequence[Sentence]) -> frozenset[int]:
    """Return the positions of the sentences that are run-in headings."""
    able = [n for n, one in enumerate(found[:-1]) if _could_head(plain, one, found[n + 1])]
    lines = [n for n in able if found[n].opens]
    several = sum(one.opens for one in found)
    running = len(lines) > 1 and 2 * len(lines) >= several
    return frozenset(n for n in able if found[n].marked or (running and found[n].opens))


def _could_head(plain: str, one: Sentence, following: Sentence) -> bool:
    """Tell whether a sentence is short, has no comma, and is followed by one that elaborates it."""
    short = one.last - one.first <= _HEADING and not re.search(r"[,;《0-9]", plain[one.first : one.last])
    followed = (not following.opens) if one.whole else one.marked
    return short and followed and not following.marked


def phrases(plain: str, one: Sentence, number: int) -> Iterator[Phrase]:
    """Yield the phrases of a sentence, each without its marker."""
    place = 0
    for found in _PHRASE.finditer(plain, one.first, one.last):
        mark = _MARK.match(found[0]) if place else None
        first = found.start() + (mark.end() if mark else len(found[0]) - len(found[0].lstrip()))
        last = found.start() + len(found[0].rstrip())
        if first < last:
            yield Phrase(first, last, number, place)
            place += 1


def announces(plain: str, phrase: Phrase) -> bool:
    """Tell whether a phrase ends before a colon and a list: 办好五件实事:一是..."""
    return _BEFORE_LIST.match(plain, phrase.last) is not None
