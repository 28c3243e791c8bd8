"""Deadlines in English: which dates of a text are some, and the day that each is.

- `by`, `before`, `until`, `no later than` and `end of` make a deadline anywhere; `in June` and `on 5 June`, too.
- A date without such a word is one in brackets of its own, at the start before a colon, and at the end behind a comma.
- No deadline: a year alone, what a thing is of (`the June 2025 survey`), a beginning (`from`, `since`), and what lies
  before the plan.
- `2026/27` and `FY2027` are years from one month of the plan's own, from April or from October where it has none.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from plantrack.dates.english_mentions import find_english_dates
from plantrack.dates.expressions import read
from plantrack.dates.mentions import DateForm, DateMention
from plantrack.dates.periods import DAY, FIRST_YEAR, LAST_YEAR, Period
from plantrack.documents.english.label_words import Labelled
from plantrack.documents.parsed_document import Deadline, Rhythm
from plantrack.documents.vocabulary import expression
from plantrack.tables.numeric_days import Order, order_of
from plantrack.tables.values import day_of, runs_on

_BEGINNING = re.compile(r"(?:the )?(?:start|beginning|early|mid)\b(?!.*\b(?:of|mid|early)\b)")
_RUN = re.compile(r"(?:from|between)\b.*(?: to |—| until | and )")
_OF_IT = re.compile(r"^[a-z]+ the [^.,;]*[0-9] [a-z]{3,}|^[^.,;]*[0-9] (?:report|survey|meeting|budget|review)\b")
"""A date that says of when a thing is: on the June 2026 survey."""
_STARTS = re.compile(r"(?:since|from|after|starting|beginning|for)\b(?!.*(?: to |—| until ))", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:(?:no later than|not later than|on or before|by and including|by|before|until|till|up to|ending"
    r"|due(?: on| in)?|ready for|in time for|in|on|during|within|at|throughout|over|w/c|the|from)\b ?)+",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    r"(?:(?P<first>(?:19|20)[0-9]{2})[/-](?:20)?(?P<last>[0-9]{2})"
    r"|(?:fy|fiscal year|financial year) ?['’]?(?P<century>20)?(?P<end>[0-9]{2})(?:[/-](?P<end2>[0-9]{2}))?)(?![0-9-])",
    re.IGNORECASE,
)
_PART = re.compile(r"\bq(?P<quarter>[1-4])\b|\bh(?P<half>[12])\b", re.IGNORECASE)
_DUE = re.compile(r"(?:^|[(\[,;] ?)(?:go-live|launch|completion|complete|due|deadline|target)[: ]*$", re.IGNORECASE)
"""Words in a bracket before the date of a deadline."""
_ORDINALS = ("fi", "se", "th", "fo")
_PART_ALONE = re.compile(
    r"(?:(?:the )?end of )?(?:the )?(?:q[1-4]|h[12]|(?P<ordinal>first|second|third|fourth) (?P<part>quarter|half))"
    r"(?: (?:of the (?:financial |fiscal )?(?:year|plan)|ends?))?",
    re.IGNORECASE,
)
"""A quarter or half that names no year."""
_DAYS = 366
_SHORT_YEAR = re.compile(r"(?<=[0-9][/.])([0-9]{2})$|(?<= )['’]([0-9]{2})$")
_OWN_FIRST = re.compile(
    r"\b(?:end|close) of (?:the )?(?:financial|fiscal)(?: year)?$|^(?:financial|fiscal) year[- ]end$", re.IGNORECASE
)
_IN_NUMBERS = re.compile(r"(?<![\w/.])[0-9]{1,2}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.)(?:20)?[0-9]{2}(?![\w/])")
_EFFECT = re.compile(r"\b(?:with effect|effective|(?:in|into) (?:force|effect))$")
"""Words before the day from which a rule is in force, by which it has to be made."""
_MID_YEAR = re.compile(r"(?:the )?mid(?:dle of the)?[ -]?year", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"(?:end|close) of (?:the )?calendar year|calendar year[- ]end", re.IGNORECASE)
_OVER_YEAR = re.compile(
    r"(?:in|over|during|within|throughout) (?:the )?(?:course of )?(?:the |this )(?:plan )?year", re.IGNORECASE
)
_SINCE_ISSUE = re.compile(
    r"\s*(?:of|from|after) (?:the )?(?:(?:date|day|issue|publication|approval|adoption) of )?(?:this|its|the) "
    r"(?:(?:date|day) of )?(?:note|plan|circular|memo(?:randum)?|notice|decision|letter|document|order|issue"
    r"|publication|approval|adoption)\b",
    re.IGNORECASE,
)
"""Words behind a length of time that is counted from the day of the document: within 60 days of the date of this."""
_MIDDLE = 15
"""The day of mid-October."""
_AMERICAN, _BRITISH = 10, 4


class DateReading(Struct, frozen=True):
    """How the dates of a document are read: the days of the plan, the order of days in numbers, and its own day."""

    within: Period | None = None
    order: Order | None = None
    issued: date | None = None


def dates_in(plain: str) -> Iterator[DateMention]:
    """Yield the dates of a folded text, in order."""
    return find_english_dates(plain)


def fiscal_year(words: str, within: Period | None) -> Period | None:
    """Return the days of `2026/27` or `FY2027`, which begin with the month of the plan's own year where it has one."""
    found = _FISCAL.search(words.replace("—", "-"))
    if found is None:
        return None
    own = within.first.month if within and (within.first.month, within.first.day) != (1, 1) else None
    if found["first"]:
        first, start = int(found["first"]), own or _BRITISH
        if int(found["last"]) != (first + 1) % 100:
            return None
    else:
        start = own or (_BRITISH if found["end2"] else _AMERICAN)
        first = 2000 + int(found["end"]) - (not found["end2"])
    return Period(date(first, start, 1), date(first + 1, start, 1) - DAY) if FIRST_YEAR <= first < LAST_YEAR else None


def day_named(words: str, calendar: DateReading) -> date | None:
    """Return the last day of a date with the words around it; None where a person must decide."""
    said = _AROUND.sub("", " ".join(words.replace("—", "-").split()))
    year = fiscal_year(said, calendar.within)
    if year:
        return _in_fiscal_year(said, year)
    if calendar.within and (part := _part_of_own(said, calendar.within)):
        return part
    if _OWN_FIRST.search(said):
        return calendar.within.last if calendar.within else None
    if calendar.within and _MID_YEAR.fullmatch(said):
        return _in_fiscal_year("h1", calendar.within)
    if calendar.within and _CALENDAR_YEAR.fullmatch(said):
        return date(calendar.within.first.year, 12, 31)
    mid = re.match(r"mid(?:dle)?\b", said, re.IGNORECASE) is not None
    said = re.sub(r"^((?:end|close)[ -])(?:of )?(?=[0-9]{4}$)", "end of ", said, flags=re.IGNORECASE)
    said = re.sub(r"^(?:close|end)[ -](?:of )?(?:the )?", "end of ", said, flags=re.IGNORECASE)
    said = _SHORT_YEAR.sub(lambda found: f"20{found[1] or found[2]}", said)
    own = re.search(r"(?:19|20)[0-9]{2}", said)
    within = calendar.within or (Period(date(int(own[0]), 1, 1), date(int(own[0]), 12, 31)) if own else None)
    day = day_of(said, within, order=calendar.order) if within else None
    return (day.replace(day=_MIDDLE) if mid else day) if isinstance(day, date) else None


def _part_of_own(said: str, within: Period) -> date | None:
    """Return the last day of a quarter or half without a year, which is one of the year of the plan: Q4 of 2026/27."""
    own = _PART_ALONE.fullmatch(said)
    yearly = within.first.month != 1 and within.first.day == 1 and (within.last - within.first).days < _DAYS
    if own is None or not yearly:
        return None
    named = own["ordinal"]
    words = f"{own['part'][0]}{_ORDINALS.index(named.lower()[:2]) + 1}" if named else said
    return _in_fiscal_year(words, within)


def _in_fiscal_year(said: str, year: Period) -> date:
    found = _PART.search(said)
    if found is None:
        return year.last
    months = 3 * int(found["quarter"]) if found["quarter"] else 6 * int(found["half"])
    month = year.first.month - 1 + months
    return date(year.first.year + month // 12, month % 12 + 1, 1) - DAY


def deadlines(plain: str, text: str, first: int, last: int, calendar: DateReading) -> Iterator[Deadline]:
    """Yield the deadlines of a clause in order; without a day where a person must decide."""
    for one in dates_in(plain[first:last]):
        a, b = first + one.first, first + one.last
        if not _is_deadline(plain[first:last], one):
            continue
        counted = one.form is DateForm.COUNTED
        day = _since_issue(text, a, b, calendar) if counted else day_named(text[a:b], calendar)
        if day is None or calendar.within is None or day >= calendar.within.first:
            yield Deadline(day, text[a:b], a)


def _since_issue(text: str, first: int, last: int, calendar: DateReading) -> date | None:
    """Return the day that is counted from the day of the document; None where it is from another."""
    if calendar.issued is None or not _SINCE_ISSUE.match(text, last):
        return None
    return read(text[first:last], calendar.issued).last


def _is_deadline(clause: str, one: DateMention) -> bool:
    words, before, after = clause[one.first : one.last], clause[: one.first].rstrip(), clause[one.last :].lstrip()
    if re.match("half[- ]?term", after):
        return False
    if one.form in (DateForm.BOUNDED, DateForm.COUNTED):
        return not _BEGINNING.match(words)
    if one.form is DateForm.BARE and _EFFECT.search(before) and words.lower().startswith(("from ", "on ")):
        return True
    if one.form is DateForm.YEAR or _STARTS.match(words) or _OF_IT.search(f"{words} {after}"):
        return False
    if after[:1] in ("", ")", "]") and _DUE.search(before):
        return True
    closed = not after or after[0] in ")];.,:—|"
    return bool(_AROUND.match(words) or _RUN.match(words)) or (closed and (not before or before[-1] in "([,;:—|-"))


def deadline_of_value(text: str, value: Labelled, calendar: DateReading) -> Deadline | None:
    """Return the deadline behind a label, without a day where a person must decide; None where it says of no day."""
    words = text[value.value : value.last].strip()
    if runs_on(words) or rhythm_in(words):
        return None
    if calendar.within and _OVER_YEAR.fullmatch(words):
        return Deadline(calendar.within.last, words, value.value)
    counted = (one for one in dates_in(words) if one.form is DateForm.COUNTED)
    places = ((value.value + one.first, value.value + one.last) for one in counted)
    since = next(filter(None, (_since_issue(text, *place, calendar) for place in places)), None)
    day = (
        since
        or day_named(words, calendar)
        or max((d for one in dates_in(words) if (d := day_named(words[one.first : one.last], calendar))), default=None)
    )
    return Deadline(day, words, value.value)


def rhythm_in(words: str) -> Rhythm | None:
    """Return how often work comes back, by words that stand alone or with `every`; None if it does not."""
    for rhythm in Rhythm:
        if re.search(rf"\b(?:{expression('en/verbs', 'recurs', rhythm.value).pattern})\b", words, re.IGNORECASE):
            return rhythm
    return None


def calendar_of(plain: str, within: Period | None, issued: date | None = None) -> DateReading:
    """Return how the dates of a folded text are read; the order of its days in numbers is that in which all fit."""
    return DateReading(within, order_of(_IN_NUMBERS.findall(plain), within) if within else None, issued)
