"""Lines that were cut at a width, however that was counted, made whole again.

A program cuts after a number of characters, wherever that falls; or it counts Latin letters as halves and begins no
line with a comma; or it keeps words whole. A text so cut has lines in mid-sentence to which the next word could not
have been added, and hardly any that are nearly as long to which it could. Where a paragraph ends at that width, what
follows must tell it.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec import Struct

from plantrack.documents.formats.line_repair import (
    ENDS,
    FEW,
    OPEN,
    STRONG,
    TOKEN,
    aside,
    has_ended,
    labelled,
    whole_of,
    width,
)
from plantrack.documents.formats.list_markers import MARKER
from plantrack.documents.formats.spacing import HAN, without_layout_spaces

_SET_APART = re.compile(f"[{HAN}] [0-9]")
"""A blank before a number, of those that copying from a PDF leaves; one at the end of a line is lost."""
_NEAR = 0.9
_MOSTLY = 0.65
"""Share of the long lines in mid-sentence to which nothing could have been added."""
_OTHER = re.compile(
    r"[A-Za-z]{0,12} ?[0-9]{1,2}(?:[./][0-9]{1,2}){0,3}[.:)]?(?=[ ：])|\([a-z]\)|[A-Z]\.[0-9]"
    r"|[^\s:：,，。;；、|]{2,12}[:：]"
)
"""Action 1.1, KR1, (a), B.2 and labels."""
_BEGINS = re.compile(r"\u3000|\s{2}|\*\*|#")
_HEADING = 16
"""Maximum length of a heading behind the end of a sentence, in characters."""
_NUMBER = re.compile(rf"[0-9]{{1,2}}(?=(?:[.、])[{HAN}])")
"""The number of a line in a list, which begins one where it follows that of an earlier line."""
_CLOSING_BRACKETS = tuple("）)〕】")


class _Way(Struct, frozen=True):
    """A way of cutting: how wide a text is, what is not cut, and the widths at which it is done."""

    measure: Callable[[str], float]
    token: re.Pattern[str]
    least: float
    most: float
    join: Callable[[list[str]], str]
    blank: int = 0

    def full(self, one: str, after: str, most: float) -> bool:
        """Tell whether the first word of the next line could not have been added to a line."""
        found = self.token.match(after)
        blank = self.blank or (1 if _SET_APART.search(one) else 0)
        return found is not None and self.measure(one) + blank + self.measure(found[0]) > most


_WAYS = (
    _Way(len, re.compile("."), 16, 80, lambda texts: without_layout_spaces("".join(texts))),
    _Way(width, TOKEN, 16, 80, whole_of),
    _Way(len, re.compile(r"[^\s\u2e80-\uffef]+"), 40, 120, lambda texts: re.sub(r"(?<=\w-) ", "", " ".join(texts)), 1),
)


def uncut(raw: Sequence[str]) -> list[str]:
    """Return the lines of a text, made whole again if they were cut at a width."""
    best = max(((_cuts(raw, way), way) for way in _WAYS), key=lambda pair: len(pair[0]))
    whole: list[list[str]] = []
    for n, one in enumerate(raw):
        whole[len(whole) - (n in best[0]) :] = [[*whole[-1], one] if n in best[0] else [one]]
    return [best[1].join(of) if len(of) > 1 else of[0] for of in whole]


def _cuts(raw: Sequence[str], way: _Way) -> frozenset[int]:
    """Return which lines go on with the one before, if all were cut in a way; none if they were not."""
    most = max(map(way.measure, raw), default=0.0)
    if not way.least <= most <= way.most:
        return frozenset()
    pairs = [*pairwise([*raw, ""])]
    full = [way.full(one, after, most) for one, after in pairs]
    known = {_sign(one) for cut, one in zip([False, *full], raw, strict=False) if not cut}
    known |= {one[-1:] for cut, one in zip(full, raw, strict=True) if not cut}
    signs = [(_sign(after), int(found[0]) if (found := _NUMBER.match(after)) else 0) for _, after in pairs]
    counted = [number > 1 and (sign, number - 1) in signs[:n] for n, (sign, number) in enumerate(signs)]
    goes_on = [not (_parts(one, after, known) or on) for (one, after), on in zip(pairs, counted, strict=True)]
    cuts = frozenset(n for n, both in enumerate(zip(full, goes_on, strict=True)) if all(both))
    near = (n for n, one in enumerate(raw) if goes_on[n] and way.measure(one) >= _NEAR * most)
    long = [full[n] for n in near if not has_ended(raw[n])]
    ending = all(n + 1 in cuts or has_ended(raw[n + 1]) for n in cuts)
    least = 2 if all(long) and ending else FEW
    sure = sum(long) >= max(least, _MOSTLY * len(long)) and 2 * len(cuts) >= sum(full)
    return frozenset(n + 1 for n in cuts) if sure else frozenset()


def _parts(one: str, after: str, known: AbstractSet[str]) -> bool:
    """Tell whether a full line ends a paragraph: what follows is blank, indented, a row, or begins as paragraphs do.

    `known` are the kinds of markers with which paragraphs begin, and the characters with which they end.
    """
    if not (one.strip() and after.strip()) or _BEGINS.match(after) or any(_is_row(one, after, mark) for mark in "\t|"):
        return True
    if OPEN.search(one) or aside(after) or (one[-1] + after[0]).isdecimal():
        return False
    if one[-1] not in (*ENDS, *_CLOSING_BRACKETS):
        both = labelled(one) and labelled(after) and not re.search(r"\s", one)
        strong = STRONG.match(after) or re.match("[A-Z].*1", _sign(after))
        return both or (strong is not None and _sign(after) in known - {"", one[-1]})
    if one[-1] not in known:
        return False
    short = has_ended(one) and one[-1] not in "：:" and not has_ended(after) and width(after) < _HEADING
    return _sign(after) in known if _sign(after) else short


def _is_row(one: str, after: str, mark: str) -> bool:
    return one.count(mark) == after.count(mark) > 0


def _sign(line: str) -> str:
    """Return the kind of marker with which a line begins, whatever its number."""
    found = MARKER.match(line) or _OTHER.match(line)
    alike = found[0] if found else ""
    for kind, first in (("[0-9]+", "1"), ("[一二三四五六七八九十百]+", "一"), (r"(?<=\()[a-z](?=\))", "a")):
        alike = re.sub(kind, first, alike)
    return alike
