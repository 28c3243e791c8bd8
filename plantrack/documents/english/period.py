"""The days that an English plan is for: 2026, 2026/27, FY2027, 2026-2028, April 2026 to March 2027."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from plantrack.dates.english_mentions import find_english_dates
from plantrack.dates.expressions import read
from plantrack.dates.periods import DAY, FIRST_YEAR, LAST_YEAR, Period
from plantrack.dates.spans import MONTHS
from plantrack.documents.english.dates import fiscal_year
from plantrack.errors import InputError

_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) ?(?:—|-|to|and|/) ?((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![\w£$€,.])((?:19|20)[0-9]{2})(?![\w]|[,.][0-9])")
_LONGEST = 6
"""Maximum number of years that a plan is for."""
_BESIDE = 25
"""Maximum number of letters beside a range that is the period of a plan."""
_SHORTEST = 150
"""Minimum number of days of a range that is a plan's period."""
TWO_YEARS = date(FIRST_YEAR, 1, 1), Period(date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + 1, 12, 31))
"""Dates that name no year of their own cannot be read within them."""
_BEGINS = re.compile(
    r"(?:(?i:financial|fiscal) year|\bFY ?(?:20)?[0-9]{2}\b)[^.\n]{0,40}?\b(?:begin|start|run|from)[^.\n]{0,20}?(?:1 )?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_YEARLY = re.compile(
    r"(?i:\b(?P<kind>academic|school|financial|fiscal|plan|council|municipal|reporting) year)[: ] ?"
    r"(?P<year>20[0-9]{2}[/—-](?:20)?[0-9]{2})"
)
"""A year that a line at the head names as one: Academic year 2026-27."""
_SEPTEMBER = 9


def plan_period(plain: str, head: Iterable[str], headings: Iterable[str]) -> Period | None:
    """Return the days that a line at the head of a text states alone, or that headings name, or None.

    The texts are folded; the heading that counts most comes first. `plain` may say when a financial year begins.
    """
    begins = _BEGINS.search(plain)
    own = _year_from(MONTHS.index(begins["month"][:3].lower()) + 1) if begins else None
    head = [*head]
    stated = (days for line in head if (days := _range_in(line)))
    named = (days for heading in headings if (days := _range_in(heading) or year_named(heading, own)))
    found = filter(None, map(_YEARLY.search, head))
    owns = {"academic": _year_from(_SEPTEMBER), "school": _year_from(_SEPTEMBER)}
    yearly = (days for told in found if (days := fiscal_year(told["year"], owns.get(told["kind"].lower(), own))))
    return next(stated, None) or next(named, None) or next(yearly, None)


def _year_from(month: int) -> Period:
    return Period(date(FIRST_YEAR, month, 1), date(FIRST_YEAR + 1, month, 1) - DAY)


def previous(within: Period) -> Period:
    """Return the year before that of a plan."""
    if (within.first.month, within.first.day) == (1, 1):
        return Period(date(within.first.year - 1, 1, 1), within.first - DAY)
    return Period(within.first.replace(year=within.first.year - 1), within.first - DAY)


def _range_in(line: str) -> Period | None:
    """Return the days from one date to another that a line names, if they are long enough for a plan."""
    line = re.sub(r"\bTo\b", "to", line.title()) if line.isupper() else line
    for one in find_english_dates(line):
        words = line[one.first : one.last].replace("—", "-")
        beside = len(re.sub(r"[^A-Za-z]", "", line[: one.first] + line[one.last :]))
        if (
            beside > _BESIDE
            or not re.search("[0-9]{4}", words)
            or not re.search(r"[a-z0-9] ?(?:-| to | until ) ?[0-9A-Z]", words)
        ):
            continue
        with suppress(InputError):
            found = read(re.sub("^(?:from|between|over|in|for) ", "", words, flags=re.IGNORECASE), *TWO_YEARS)
            if (found.last - found.first).days > _SHORTEST and found.first.year > TWO_YEARS[0].year:
                return Period(found.first, found.last)
    return None


def year_named(heading: str, own: Period | None = None) -> Period | None:
    """Return the days that a folded heading names, or None; financial years begin with the month of `own`."""
    if fiscal := fiscal_year(heading, own):
        return fiscal
    several = _YEARS.search(heading)
    first, last = (int(several[1]), int(several[1][: -len(several[2])] + several[2])) if several else (0, 0)
    if 0 < last - first < _LONGEST:
        return Period(date(first, 1, 1), date(last, 12, 31))
    years = [int(year) for year in _YEAR.findall(heading) if FIRST_YEAR <= int(year) <= LAST_YEAR]
    return Period(date(years[-1], 1, 1), date(years[-1], 12, 31)) if years else None
