"""The automatic numbering of Word: the numbers before paragraphs that are not in their text."""

import re
from typing import Any

from msgspec import Struct

from plantrack.documents.formats.grid import whole_number
from plantrack.documents.formats.numerals import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_CHAIN = 20
_CLOSE = re.compile(r"[、，．）)】〕]$")


class NumberLevel(Struct, frozen=True):
    """One level of a list: the style, frame and start of its numbers."""

    style: str
    frame: str
    start: int = 1
    restarts: bool = True
    legal: bool = False


class _WordList(Struct):
    """A numId: the list that it continues, its levels, and where it restarts."""

    abstract: str
    levels: dict[int, NumberLevel]
    anew: dict[int, int]


class WordNumbering:
    """The lists of a document and their counters."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _styles(styles) if styles is not None else {}
        self._counts: dict[tuple[str, int], int] = {}

    def style_name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in lower case, or an empty text."""
        style = self._styles.get(_value(paragraph, "pPr/pStyle") or "")
        return (_value(style, "name") or "").lower() if style is not None else ""

    def label(self, paragraph: Any) -> str:
        """Return the number that Word shows before a paragraph, and advance the counter."""
        number, level = self._place(paragraph)
        of = self._lists.get(number)
        if of is None or level not in of.levels:
            return ""
        self._count(of, level)
        shown = of.levels[level]
        if shown.style == "bullet":
            return "- "
        said = _PLACE.sub(lambda found: self._written(of, int(found[1]) - 1, legal=shown.legal), shown.frame).strip()
        return said if not said or (_CLOSE.search(said) and not said.isascii()) else f"{said} "

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or those of its style and base styles."""
        number, level = _value(paragraph, "pPr/numPr/numId"), _value(paragraph, "pPr/numPr/ilvl")
        style = _value(paragraph, "pPr/pStyle") or self._styles_default()
        for _ in range(_CHAIN):
            at = self._styles.get(style or "")
            if at is None or (number is not None and level is not None):
                break
            number = number if number is not None else _value(at, "pPr/numPr/numId")
            level = level if level is not None else _value(at, "pPr/numPr/ilvl")
            style = _value(at, "basedOn")
        return number or "0", int(level) if level and level.isdecimal() else 0

    def _styles_default(self) -> str | None:
        return next((key for key, of in self._styles.items() if of.get(f"{W}default") in ("1", "true")), None)

    def _count(self, of: _WordList, level: int) -> None:
        key = (of.abstract, level)
        if level in of.anew:
            self._counts[key] = of.anew.pop(level)
        else:
            self._counts[key] = self._counts.get(key, of.levels[level].start - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            if deeper in of.levels and of.levels[deeper].restarts:
                self._counts.pop((of.abstract, deeper), None)

    def _written(self, of: _WordList, level: int, *, legal: bool) -> str:
        at = of.levels.get(level)
        if at is None:
            return ""
        return written(self._counts.get((of.abstract, level), at.start), "decimal" if legal else at.style)


def _value(of: Any, path: str) -> str | None:
    """Return the attribute `val` of the element at a path."""
    at = of.find("/".join(W + step for step in path.split("/")))
    found = at.get(f"{W}val") if at is not None else None
    return None if found is None else str(found)


def _styles(root: Any) -> dict[str, Any]:
    """Return the styles of paragraphs by their identifiers."""
    return {of.get(f"{W}styleId"): of for of in root.iter(f"{W}style") if of.get(f"{W}type") == "paragraph"}


def _lists(root: Any) -> dict[str, _WordList]:
    abstracts = {of.get(f"{W}abstractNumId"): of for of in root.iter(f"{W}abstractNum")}
    links = {_value(of, "styleLink"): key for key, of in abstracts.items() if _value(of, "styleLink")}
    found = {}
    for of in root.iter(f"{W}num"):
        key = _value(of, "abstractNumId") or ""
        if key in abstracts:
            key = links.get(_value(abstracts[key], "numStyleLink"), key)
            found[of.get(f"{W}numId")] = _list(key, abstracts[key], of)
    return found


def _list(key: str, abstract: Any, number: Any) -> _WordList:
    levels = {place: level for of in abstract.findall(f"{W}lvl") for place, level in [_level(of)]}
    anew = {}
    for override in number.findall(f"{W}lvlOverride"):
        for of in override.findall(f"{W}lvl"):
            place, level = _level(of)
            levels[place] = level
        if (start := _value(override, "startOverride")) is not None:
            anew[whole_number(override.get(f"{W}ilvl"), 0)] = whole_number(start, 1)
    return _WordList(key, levels, anew)


def _level(of: Any) -> tuple[int, NumberLevel]:
    custom = of.find(f".//{W}numFmt")
    style = (custom.get(f"{W}val") if custom is not None else None) or "decimal"
    return whole_number(of.get(f"{W}ilvl"), 0), NumberLevel(
        style,
        _value(of, "lvlText") or "",
        whole_number(_value(of, "start"), 1),
        restarts=_value(of, "lvlRestart") != "0",
        legal=of.find(f"{W}isLgl") is not None,
    )
