"""Which paragraphs of Word are headings: by the names and levels of their styles, and by bold letters."""

import re
from typing import Any

from msgspec import Struct

from plantrack.documents.formats.grid import whole_number
from plantrack.documents.formats.word_numbering import W, value_of

_HEADING = re.compile(r"(?:heading|标题) ?([1-6])")
_TITLES = ("title", "标题", "subtitle", "副标题")
_DEEPEST = 6
_CHAIN = 20


class WordFace(Struct, frozen=True):
    """How a style sets paragraphs: the level of a heading (0 for none) and bold letters. None if it does not say."""

    level: int | None = None
    bold: bool | None = None


class WordHeadings:
    """The styles of a document, as far as they tell headings."""

    def __init__(self, styles: Any) -> None:
        found = styles.iter(f"{W}style") if styles is not None else ()
        self._styles = {of.get(f"{W}styleId"): of for of in found}
        self._faces: dict[str | None, WordFace] = {}

    def face(self, paragraph: Any) -> WordFace:
        """Return how a paragraph is set: as it says itself, or by its style and those that this is based on."""
        style, level = self._face(value_of(paragraph, "pPr/pStyle")), _outlined(paragraph)
        return style if level is None or style.level else WordFace(level, style.bold)

    def is_bold(self, run: Any, face: WordFace) -> bool:
        """Tell whether the letters of a run are bold in a paragraph that is set in that way."""
        own, style = _bold(run), self._face(value_of(run, "rPr/rStyle")).bold
        return bool(own if own is not None else face.bold if style is None else style)

    def _face(self, name: str | None) -> WordFace:
        """Return how a style sets paragraphs."""
        if name not in self._faces:
            self._faces[name] = self._found(name)
        return self._faces[name]

    def _found(self, name: str | None) -> WordFace:
        level = bold = None
        for _ in range(_CHAIN):
            of = self._styles.get(name)
            if of is None:
                break
            level = _named(of) if level is None else level
            bold = _bold(of) if bold is None else bold
            name = value_of(of, "basedOn")
        return WordFace(level, bold)


def _named(style: Any) -> int | None:
    """Return the level that a style has by its name or its place in the outline; a title has none."""
    name = (value_of(style, "name") or "").lower()
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0 if name in _TITLES else _outlined(style)


def _outlined(of: Any) -> int | None:
    level = value_of(of, "pPr/outlineLvl")
    if level is None:
        return None
    found = whole_number(level, _DEEPEST)
    return found + 1 if found < _DEEPEST else 0


def _bold(of: Any) -> bool | None:
    found = of.find(f"{W}rPr/{W}b")
    return None if found is None else found.get(f"{W}val") not in ("0", "false")
