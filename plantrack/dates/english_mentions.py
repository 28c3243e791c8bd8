"""Dates inside English running text: where one stands and in which form. `expressions.read` says which day it is.

Names of months begin with a capital, so that `may` and `march` are words. A month alone is a date only behind a word
such as `by`, `in` or `end of`, or where nothing stands beside it.
"""

import re
from collections.abc import Iterator
from functools import cache

from plantrack.dates.mentions import DateForm, DateMention
from plantrack.dates.spans import NTH, WEEKDAY

_YEAR = r"(?:19|20)[0-9]{2}"
_FISCAL = (
    rf"(?:{_YEAR}[/—-](?:20)?[0-9]{{2}}(?![0-9-])"
    r"|(?:FY|fiscal year|financial year) ?['’]?(?:20)?[0-9]{2}(?:[/—-][0-9]{2})?)"
)
_BY = (
    "(?:no later than|not later than|on or before|by and including|by|before|until|till|up to|due(?: on| in)?|ending"
    "|ready for|in time for)"
)
_IN = "(?:in|on|during|within|at|throughout|over|from|since|after|between|for|w/c|starting|beginning)"
_EDGE = (
    "(?:(?:the )?(?:very )?(?:end|close)(?: of |[- ])|(?:the )?(?:start|beginning|middle) of "
    "|(?:early|mid|late)[- ](?:in )?)(?:the )?"
)
_UNITS = "days?|weeks?|months?|working days?|quarters?|years?"
_SAID = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|[0-9]{1,3}"


_MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b(?:(?:(?<=\b[A-Z]..)|(?<=Sept))\.(?= ?[0-9]))?"
)
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


_OWN_YEAR = rf",? ?(?:of )?(?:{_YEAR}|['’][0-9]{{2}})\b(?!-)"
_DAY = (
    rf"(?:(?i:{re.sub(r'[?]P<weekday>', '?:', WEEKDAY)}),? (?:the )?)?"
    rf"(?:\b[0-9]{{1,2}}(?:{NTH})? (?:of )?{_MONTH}(?:{_OWN_YEAR})?"
    rf"|{_MONTH} [0-9]{{1,2}}(?:{NTH})?(?![0-9:%])(?:{_OWN_YEAR})?)"
)
_NUMBERS = (
    rf"\b{_YEAR}-[0-9]{{2}}-[0-9]{{2}}\b"
    rf"|(?<![\w/.])[0-9]{{1,2}}(?:/[0-9]{{1,2}}/|\.[0-9]{{1,2}}\.)(?:{_YEAR}|[0-9]{{2}})(?![\w/])"
)
_PART = (
    r"\b(?:Q[1-4]|H[12]|[Ww]eek [0-9]{1,2}|W[0-9]{1,2}|(?i:first|second|third|fourth|final|last) (?i:quarter|half))\b"
    rf"(?:,?[ /-](?:of )?(?:{_FISCAL}|{_YEAR}\b)|(?: of)? (?:the |this )?(?:fiscal |financial )?year\b)?"
)
_NAMED = rf"\b{_FISCAL},? Q[1-4]\b|{_MONTH}{_OWN_YEAR}|\b{_SEASON} (?:of )?{_YEAR}\b|{_PART}|\b{_YEAR}[ -]?[QH][1-4]\b"
_TO = r"(?: ?[—-] ?| to | until | and )"
_RUN = rf"(?:{_DAY}|{_NAMED}|{_MONTH}){_TO}(?:{_DAY}|{_NAMED})|\b[0-9]{{1,2}} ?[—-] ?{_DAY}"
_SURE = f"{_RUN}|{_DAY}|{_NUMBERS}|{_NAMED}"
_LOOSE = (
    rf"{_MONTH}|mid[- ]?year\b|(?:year|quarter|month)[ -]end\b"
    r"|(?:(?:fiscal|financial|calendar|school|academic) )?year\b|quarter\b"
    rf"|{_FISCAL}|{_YEAR}\b|{_SEASON}(?: {_YEAR})?|(?:Christmas|Easter)(?: {_YEAR})?"
)
"""Words that are a date behind a word such as `by` only."""


@cache
def _mention() -> re.Pattern[str]:
    """Return the pattern of all dates, whose last group names the form."""
    return re.compile(
        rf"(?<!\w)(?:(?P<bounded>\b(?i:{_BY}) (?:the )?(?i:{_EDGE})?(?:{_SURE}|{_LOOSE})"
        rf"|\b(?i:{_EDGE})(?:{_SURE}|{_LOOSE})|\b(?i:year|quarter|month)[ -]end\b)"
        rf"|(?P<counted>\b(?i:within|in) (?:the )?(?:next |first )?(?i:{_SAID}) (?i:{_UNITS})\b)"
        rf"|(?P<bare>(?:\b(?i:{_IN}) (?:the )?)?(?:{_SURE})|\b(?i:{_IN}) {_MONTH}(?![ -]?[A-Za-z]))"
        rf"|(?P<year>(?:\b(?i:{_IN}) )?(?:{_FISCAL}|(?<![\w.,£$€#-]){_YEAR}\b(?![,.]?[0-9]))))"
    )


def find_english_dates(plain: str) -> Iterator[DateMention]:
    """Yield the dates of a folded text, in order, each with the word before it that says how it is meant."""
    for found in _mention().finditer(plain):
        yield DateMention(*found.span(), DateForm(found.lastgroup or DateForm.BARE))
