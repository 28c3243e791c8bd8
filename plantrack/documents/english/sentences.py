"""Sentences of an English text. A full stop before a capital ends one, but not that of an abbreviation or initial."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9@•])|[.!?]?\s*\n(?=\s*[^a-z\s])|;(?=\s)|[.!?]?\s*$")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|e\.g|i\.e|etc|vs|approx|Dept|Ltd|Co|Fig|cf|incl|est|min|max|Cllr|Rev"
    r"|Gen|Sr|Jr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))$"
)
_FAR = 12
"""Maximum length of an abbreviation, in characters."""
_LONGEST_BRACKET = 160
"""Maximum number of characters between a semicolon and the end of the bracket that it stands in."""
_NUMBERED = re.compile(r"(?:^|\n)\s*[0-9]{1,3}$")


def sentences(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in a part of a text, without blanks around them and without their full stop."""
    place = first
    for found in _END.finditer(plain, first, last):
        before = plain[max(place, found.start() - _FAR) : found.start()]
        goes_on = found[0].startswith(".") and (_ABBREVIATED.search(before) or _NUMBERED.search(before))
        if found.start() < place or goes_on or (found[0] == ";" and _enclosed(plain, place, found.start(), last)):
            continue
        yield from _stripped(plain, place, found.start())
        place = found.end()
    yield from _stripped(plain, place, last)


def _enclosed(plain: str, first: int, place: int, last: int) -> bool:
    """Tell whether a place is within a bracket that opens and closes in one sentence."""
    opened = max(plain.rfind(sign, first, place) for sign in "([")
    closing = {"(": ")", "[": "]"}.get(plain[opened]) if opened >= 0 else None
    if closing is None or closing in plain[opened:place]:
        return False
    closed = plain.find(closing, place, min(last, place + _LONGEST_BRACKET))
    return closed >= 0 and "\n" not in plain[place:closed]


def _stripped(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    words = plain[first:last]
    if re.search(r"\w", words):
        yield first + len(words) - len(words.lstrip()), first + len(words.rstrip(" \t\n.;"))
