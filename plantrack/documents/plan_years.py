"""The years of a document: that of its plan, that of its figures, and the days of a plan that is for others."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.dates.expressions import read
from plantrack.dates.periods import FIRST_YEAR, Period, span_label
from plantrack.documents.annotations import Span
from plantrack.documents.english.period import plan_period
from plantrack.documents.language import ENGLISH
from plantrack.documents.outline.parts import DocumentParts
from plantrack.documents.parsed_document import DocumentFigure, ImportHints
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import PartRole, year_in, years_in

_PARTLY = re.compile("[上下]半年|季度")
_PART = re.compile(
    "(20[0-9]{2}年)度?(第?[一二三四1-4]季度|[上下]半年|(?:(?:1[0-2]|[1-9])[—–-])?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)份?"
    "(?![0-9一二三四五六七八九十底末])"
)
"""A part of a year that a title names: 2026年3月工作要点, but not 2026年3月15日."""
_TERM = re.compile("(?P<year>20[0-9]{2})(?:年(?:春|(?P<autumn>秋))季?|学年度?第?[二下])学期")
"""2026年春季学期, 2025—2026学年第二学期."""
_DAYS_OF_YEAR = 366
_HEAD = 600
"""Number of characters at the beginning of a text in which it may say its period."""


class PlanYears(NamedTuple):
    """The years of plan and figures, whether the document states the plan's, and the first of several."""

    plan: int | None
    summary: int | None
    stated: bool
    first: int | None
    within: Period | None = None
    """The days of the plan, in English."""
    part: tuple[date, date] | None = None
    """The days of a part of a year that a Chinese plan is for, or those of a school term."""

    @property
    def span(self) -> Span:
        """The years within which its dates are read."""
        return (None, self.first) if self.first else (self.plan, self.plan or FIRST_YEAR)


def years_of(doc: ScannedText, parts: DocumentParts, hints: ImportHints) -> PlanYears:
    """Return the years in headings and title, or that of publication; the plan's follows the summary's.

    A summary of one half-year and a plan for the other are of the same year.
    """
    metadata, headings = doc.metadata, [folded(part.title) if part else "" for part in (parts.plan, parts.summary)]
    if doc.language == ENGLISH:
        return _english_years(doc, parts, headings, hints)
    plan, summary = map(year_in, headings)
    later = parts.plan is None or not any(_PARTLY.search(heading) for heading in headings)
    titled = year_in(folded(metadata.title)) if metadata.title else None
    plan = hints.year or plan or (summary + later if summary else None)
    if plan is None and titled:
        plan = titled + (parts.plan is None)
    part = None if hints.year else _part_of_year(headings[0]) or _part_of_year(folded(metadata.title or ""))
    plan = plan or (part[0].year if part else None)
    plain = plan is not None
    plan = plan or metadata.year
    first = None if hints.year else _first(headings[0], metadata.title, plan)
    return PlanYears(plan, summary or (plan - later if plan else None), plain, first, part=part)


def _part_of_year(words: str) -> tuple[date, date] | None:
    """Return the days of the last part of a year, or of a term from February or September on, that a title names."""
    if term := _TERM.search(words):
        year = int(term["year"])
        return (date(year, 9, 1), date(year + 1, 1, 31)) if term["autumn"] else (date(year, 2, 1), date(year, 7, 31))
    if found := [*_PART.finditer(words)]:
        read_as = read("".join(found[-1].groups()), date(FIRST_YEAR, 1, 1))
        return read_as.first, read_as.last
    return None


def _english_years(doc: ScannedText, parts: DocumentParts, headings: Sequence[str], hints: ImportHints) -> PlanYears:
    """Return the years of an English plan, whose period need not be one; that of its figures is the one before.

    Where neither its title nor its first lines name any, it is for those of its headings.
    """
    metadata = doc.metadata
    head = [] if hints.year else doc.folded[:_HEAD].split("\n")
    asked = [str(hints.year)] if hints.year else [headings[0], folded(metadata.title or "")]
    headed = [one.year for one in parts.chapters if one.year and one.role is not PartRole.SUMMARY]
    within = plan_period(doc.folded, head, asked)
    if within is None and headed and not hints.year:
        within = Period(date(min(headed), 1, 1), date(max(headed), 12, 31))
    if within is None:
        year = metadata.published.year if metadata.published else None
        return PlanYears(year, year and year - 1, stated=False, first=None)
    several = within.first.year if (within.last - within.first).days > _DAYS_OF_YEAR else None
    return PlanYears(within.last.year if several else within.first.year, within.first.year - 1, True, several, within)


def in_period(figures: tuple[DocumentFigure, ...], within: Period | None) -> tuple[DocumentFigure, ...]:
    """Return figures of a plan that is not for whole years with its days as their period."""
    if partly(within) is None or within is None:
        return figures
    name = span_label(within)
    return tuple(replace(one, period=name) if one.period == str(within.first.year) else one for one in figures)


def partly(within: Period | None) -> tuple[date, date] | None:
    """Return the days of a plan that is not for whole years."""
    if within is None or (within.first.month, within.last.month) == (1, 12):
        return None
    return within.first, within.last


def _first(heading: str, title: str | None, last: int | None) -> int | None:
    """Return the first year of a plan whose heading or title names several."""
    run = years_in(heading) or years_in(folded(title or ""))
    return run[0] if run and run[1] == last else None
