"""Measures: how wide text is in the fonts that pictures ask for, and how it is wrapped or shortened to fit.

Widths are for the bold of a CJK font, in em, rounded up: what fits in it fits in the regular one too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_WIDTHS = {
    0.25: " ", 0.3: "|", 0.35: "',.:;Iijl", 0.4: "!()-/[\\]f{}", 0.45: "rt", 0.5: "s", 0.55: "*?cz–",
    0.6: '"#$+0123456789<=>FJLY^_aegvxy~', 0.65: "AESTVXZ`bdhknopqu", 0.7: "BCKPR", 0.75: "&DGNU", 0.8: "HOQ",
    0.9: "Mw", 0.95: "W", 1.0: "%m", 1.05: "@",
}  # fmt: skip
WIDTHS = {char: width for width, chars in _WIDTHS.items() for char in chars}
FULL, PICTOGRAM, FIRST_PICTOGRAM = 1.0, 1.4, 0x1F000
ELLIPSIS = "…"
NEVER_FIRST = frozenset("，。、；：！？）》」』”’…％·,.;:!?)%")
"""Marks that stay at the end of the line before."""


def width(text: str, size: float) -> float:
    """Return how wide a text is at a font size, in the unit of that size."""
    return sum(map(_em, text)) * size


def _em(char: str) -> float:
    if char in WIDTHS:
        return WIDTHS[char]
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return PICTOGRAM if ord(char) >= FIRST_PICTOGRAM and ord(char) < 0x20000 else FULL  # noqa: PLR2004 - the next plane


def wrapped(text: str, size: float, room: float, lines: int = 1) -> tuple[str, ...]:
    """Return a text as at most so many lines that fit into the room; what does not fit ends in an ellipsis."""
    found: list[str] = []
    line = ""
    for piece in _pieces(text, size, room):
        if line and width(line + piece.rstrip(), size) > room:
            found.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    found.append(line.rstrip())
    if len(found) <= lines:
        return tuple(filter(None, found)) or ("",)
    return (*found[: lines - 1], _shortened(" ".join(found[lines - 1 : lines + 1]), size, room))


def _shortened(text: str, size: float, room: float) -> str:
    kept = ""
    for cluster in _clusters(text):
        if width(kept + cluster + ELLIPSIS, size) > room:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


def _pieces(text: str, size: float, room: float) -> Iterable[str]:
    """Yield what a line may end after: a word with its blank, or a single wide character; words too long are cut."""
    word = ""
    for cluster in _clusters(text):
        wide = _wide(cluster[0])
        if word and (wide or _wide(word[0]) or word[-1] == " ") and not (cluster in NEVER_FIRST and word[-1] != " "):
            yield word
            word = ""
        if word and width(word + cluster, size) > room:
            yield word
            word = ""
        word += cluster
    if word:
        yield word


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _clusters(text: str) -> list[str]:
    """Return characters with the marks that stand on them."""
    found: list[str] = []
    for char in text:
        if found and unicodedata.category(char) in ("Mn", "Me"):
            found[-1] += char
        else:
            found.append(char)
    return found
