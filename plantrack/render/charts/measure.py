"""The width of text in the fonts of pictures, and text wrapped or shortened to fit.

Widths are those of a bold CJK font, in em, rounded up, so that the regular font fits as well.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

_WIDTHS = {
    0.25: " ", 0.3: "|", 0.35: "',.:;Iijl", 0.4: "!()-/[\\]f{}", 0.45: "rt", 0.5: "s", 0.55: "*?cz–",
    0.6: '"#$+0123456789<=>FJLY^_aegvxy~', 0.65: "AESTVXZ`bdhknopqu", 0.7: "BCKPR", 0.75: "&DGNU", 0.8: "HOQ",
    0.9: "Mw", 0.95: "W", 1.0: "%m", 1.05: "@",
}  # fmt: skip
WIDTHS = {char: width for width, chars in _WIDTHS.items() for char in chars}
FULL, PICTOGRAM, FIRST_PICTOGRAM = 1.0, 1.4, 0x1F000
NEVER_FIRST = frozenset("，。、；：！？）》」』”’…％·,.;:!?)%")
"""Punctuation that never starts a line."""


def width(text: str, size: float) -> float:
    """Return the width of a text at a font size, in the unit of that size."""
    return sum(map(_em, text)) * size


@cache
def _em(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return PICTOGRAM if ord(char) >= FIRST_PICTOGRAM and ord(char) < 0x20000 else FULL  # noqa: PLR2004 - the next plane


def wrapped(text: str, size: float, room: float, lines: int = 1) -> tuple[str, ...]:
    """Return a text as at most `lines` lines that fit the room; the rest is cut with an ellipsis."""
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
        if width(kept + cluster + "…", size) > room:
            break
        kept += cluster
    return kept.rstrip() + "…"


def _pieces(text: str, size: float, room: float) -> Iterable[str]:
    """Yield the unbreakable pieces: words with their blank, and single wide characters; words too long are cut."""
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
    """Return characters with their combining marks."""
    found: list[str] = []
    for char in text:
        if found and unicodedata.category(char) in ("Mn", "Me"):
            found[-1] += char
        else:
            found.append(char)
    return found
