"""The styles of Word: what a paragraph has from its own and from those that this is based on, and which are headings.

A heading is told by the name and the level of its style, or by bold letters.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct

from plantrack.documents.formats.grid import whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题) ?([1-6])")
_TITLES = ("title", "标题", "subtitle", "副标题")
_DEEPEST = 6
_CHAIN = 20
T = TypeVar("T")


class WordFace(Struct, frozen=True):
    """How paragraphs are set: the level of a heading (0 for none) and bold letters. None if nothing says it."""

    level: int | None = None
    bold: bool | None = None


class WordStyles:
    """The styles of a document by their identifiers, and the one of paragraphs that name none."""

    def __init__(self, root: Any) -> None:
        found = [*root.iter(f"{W}style")] if root is not None else []
        self._styles = {of.get(f"{W}styleId"): of for of in found}
        self.default = next((of.get(f"{W}styleId") for of in found if _is_default(of)), None)
        self._said: dict[tuple[str | None, Callable[[Any], Any]], Any] = {}

    def said(self, name: str | None, ask: Callable[[Any], T | None]) -> T | None:
        """Return what a style, or the first that it is based on, says to a question."""
        key = name, ask
        if key not in self._said:
            self._said[key] = next((told for of in self._chain(name) if (told := ask(of)) is not None), None)
        found: T | None = self._said[key]
        return found

    def _chain(self, name: str | None) -> Iterator[Any]:
        for _ in range(_CHAIN):
            of = self._styles.get(name)
            if of is None:
                break
            yield of
            name = value_of(of, "basedOn")

    def name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in lower case, or an empty text."""
        of = self._styles.get(value_of(paragraph, "pPr/pStyle"))
        return "" if of is None else _name(of)

    def face(self, paragraph: Any) -> WordFace:
        """Return how a paragraph is set: as it says itself, or by its style."""
        style, own = value_of(paragraph, "pPr/pStyle"), _outlined(paragraph)
        level = self.said(style, _level)
        return WordFace(level if own is None else level or own, self.said(style, _bold))

    def is_bold(self, run: Any, face: WordFace) -> bool:
        """Tell whether the letters of a run are bold in a paragraph that is set in that way."""
        own, style = _bold(run), self.said(value_of(run, "rPr/rStyle"), _bold)
        return bool(own if own is not None else face.bold if style is None else style)


def value_of(of: Any, path: str) -> str | None:
    """Return the attribute `val` of the element at a path."""
    at = of.find(_qualified(path))
    found = at.get(f"{W}val") if at is not None else None
    return None if found is None else str(found)


@cache
def _qualified(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))


def _is_default(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _name(style: Any) -> str:
    return (value_of(style, "name") or "").lower()


def _level(style: Any) -> int | None:
    """Return the level that a style has by its name or its place in the outline; a title has none."""
    found = _HEADING.fullmatch(_name(style))
    return int(found[1]) if found else 0 if _name(style) in _TITLES else _outlined(style)


def _outlined(of: Any) -> int | None:
    level = value_of(of, "pPr/outlineLvl")
    if level is None:
        return None
    found = whole_number(level, _DEEPEST)
    return found + 1 if found < _DEEPEST else 0


def _bold(of: Any) -> bool | None:
    found = of.find(f"{W}rPr/{W}b")
    return None if found is None else found.get(f"{W}val") not in ("0", "false")
