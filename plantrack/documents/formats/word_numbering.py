"""The automatic numbering of Word: the numbers before paragraphs that are not in their text."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from plantrack.budget import Budget, Work
from plantrack.documents.formats.grid import whole_number
from plantrack.documents.formats.list_markers import DEEPEST, STEP
from plantrack.documents.formats.numerals import written
from plantrack.documents.formats.word_styles import W, WordStyles, value_of

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
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

    def __init__(self, numbering: Any, styles: WordStyles, budget: Budget) -> None:
        self._budget, self._styles = budget, styles
        self._lists = dict(_lists(numbering)) if numbering is not None else {}
        self._counts: dict[tuple[str, int], int] = {}

    def label(self, paragraph: Any) -> str:
        """Return the number that Word shows before a paragraph, and advance the counter."""
        number, level = self._place(paragraph)
        of = self._lists.get(number)
        if of is None or level not in of.levels:
            return ""
        self._count(of, level)
        shown = of.levels[level]
        if shown.style == "bullet":
            return f"{STEP * min(level, DEEPEST - 1)}- "
        self._budget.spend(Work.CHARACTERS, len(shown.frame))
        said = _PLACE.sub(lambda found: self._written(of, int(found[1]) - 1, legal=shown.legal), shown.frame).strip()
        return said if not said or (_CLOSE.search(said) and not said.isascii()) else f"{said} "

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or those of its style."""
        style = value_of(paragraph, "pPr/pStyle") or self._styles.default
        number, level = (ask(paragraph) or self._styles.said(style, ask) for ask in (_number_of, _level_of))
        return number or "0", whole_number(level, 0)

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
        said = written(self._counts.get((of.abstract, level), at.start), "decimal" if legal else at.style)
        self._budget.spend(Work.CHARACTERS, len(said))
        return said


def _number_of(of: Any) -> str | None:
    return value_of(of, "pPr/numPr/numId")


def _level_of(of: Any) -> str | None:
    return value_of(of, "pPr/numPr/ilvl")


def _lists(root: Any) -> Iterator[tuple[str, _WordList]]:
    """Yield the lists by their numbers; those of one definition share its levels."""
    abstracts = {of.get(f"{W}abstractNumId"): of for of in root.iter(f"{W}abstractNum")}
    levels = {key: dict(map(_level, of.findall(f"{W}lvl")[:_DEEPEST])) for key, of in abstracts.items()}
    links = {value_of(of, "styleLink"): key for key, of in abstracts.items() if value_of(of, "styleLink")}
    followed = {key: links.get(value_of(of, "numStyleLink"), key) for key, of in abstracts.items()}
    for of in root.iter(f"{W}num"):
        key = value_of(of, "abstractNumId") or ""
        if key in abstracts:
            yield of.get(f"{W}numId"), _list(followed[key], levels[followed[key]], of)


def _list(key: str, levels: dict[int, NumberLevel], number: Any) -> _WordList:
    """Return the list of a number, with the levels that it overrides."""
    anew = {}
    for override in number.findall(f"{W}lvlOverride")[:_DEEPEST]:
        levels = levels | dict(map(_level, override.findall(f"{W}lvl")[:_DEEPEST]))
        if (start := value_of(override, "startOverride")) is not None:
            anew[whole_number(override.get(f"{W}ilvl"), 0)] = whole_number(start, 1)
    return _WordList(key, levels, anew)


def _level(of: Any) -> tuple[int, NumberLevel]:
    custom = of.find(f".//{W}numFmt")
    style = (custom.get(f"{W}val") if custom is not None else None) or "decimal"
    return whole_number(of.get(f"{W}ilvl"), 0), NumberLevel(
        style, value_of(of, "lvlText") or "", whole_number(value_of(of, "start"), 1),
        restarts=value_of(of, "lvlRestart") != "0", legal=of.find(f"{W}isLgl") is not None,
    )  # fmt: skip
