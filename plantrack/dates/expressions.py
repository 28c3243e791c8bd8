"""Dates and date ranges as people write them, in Chinese and English: 9月底前, 三季度, in 5 working days.

The grammar: tables of patterns are in `spans`, `relative`, `parts` and `recurring`; this module reads the modifiers
around one and ranges of two. Ambiguous text is refused with the way to write it, never guessed.

- A day or period without a year lies in the plan's period; if that has it twice or not at all, the year is asked for.
- 底, 末 and `end of` are the last day; 前 after them, after a day, 截至, 不晚于, `by`, `until` and `no later than` run
  up to that day, which is part of it. `before` a day may leave it out, and is refused. 及以前, 或之前, （含）前 and
  `on or before` run up to the last day of a period, too.
- 下周五 is the Friday of next week. `friday` and 周五 are read where that day of this week is still ahead, `next
  friday` where the coming Friday and that of next week are one.
- 春节前 ends on the day before the published days off.
- The end of a range takes what it leaves open from the start: 6月15日至月底 ends in June, 上周一至周五 in that week.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NoReturn

from msgspec.structs import replace

from plantrack.dates.parts import PARTS, WEEKDAYS, Part
from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR, Period
from plantrack.dates.recurring import recurring
from plantrack.dates.relative import FEASTS, RELATIVE
from plantrack.dates.spans import (
    BEFORE,
    END,
    INCLUDING,
    ITSELF,
    NTH,
    SPANS,
    WEEKDAY,
    WITHIN,
    ZH_WEEK,
    DateContext,
    Expression,
    Precision,
    SpanRule,
    Table,
    compiled,
    first_match,
    one_day,
    until,
)
from plantrack.dates.spelling import LONGEST, one_spelling
from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import InputError, message

__all__ = ["Expression", "Precision", "read"]


def read(text: str, today: date, within: Period | None = None, calendar: Calendar = NONE) -> Expression:
    """Read an expression. Years come from `within`, the plan's period, or else from today's year.

    Raises InputError, which says how to write it, for what is unknown, ambiguous or impossible.
    """
    known = within or Period(date(today.year, 1, 1), date(today.year, 12, 31))
    said = one_spelling(text) if len(text) <= LONGEST else ""
    try:
        found = _read(said, DateContext(today, known, calendar))
        if found and not FIRST_YEAR <= found.first.year <= found.last.year <= LAST_YEAR:
            raise ValueError(text)
    except InputError as refused:
        why = refused.message
    except (ValueError, OverflowError):
        why = message("there is no such day or period")
    else:
        if found:
            return replace(found, text=text)
        remedy = next(remedy for pattern, remedy in _REMEDIES if re.fullmatch(pattern, said))
        why = message(remedy, year=known.last.year)
    raise InputError("{text!r}: {said}", text=text, said=why)


Reader = Callable[[str, DateContext], Expression | None]


def _read(said: str, frame: DateContext) -> Expression | None:
    said = re.sub("^[于在]", "", said)
    return recurring(said, frame) or _one(said, frame) or _modified(said, frame) or _run(said, frame)


def _one(said: str, frame: DateContext) -> Expression | None:
    return _named_or_part(said, frame) or _part(WEEKDAYS, said, frame, _named_or_part)


def _named_or_part(said: str, frame: DateContext) -> Expression | None:
    return _named(said, frame) or _part(PARTS, said, frame, _named)


def _named(said: str, frame: DateContext) -> Expression | None:
    match = first_match(_SINGLE, said)
    return match and match[1](match[0], frame)


def _part(parts: Table[Part], said: str, frame: DateContext, read_base: Reader) -> Expression | None:
    """Read what is told by a base, itself a day or period; None where no part is of it."""
    for pattern, (allowed, rule) in parts:
        if found := pattern.fullmatch(said):
            base = read_base(_BARE.get(found["base"], found["base"]), frame)
            if base and base.precision in allowed:
                return rule(found, base, frame)
    return None


_SINGLE: Table[SpanRule] = SPANS + RELATIVE

# modifiers of a day or period

_BARE = {"年": "全年", "年度": "全年", "year": "全年", "月": "本月", "month": "this month"}
_BARE |= {"季": "本季度", "季度": "本季度", "quarter": "this quarter"}
"""Words that name a period only with a modifier: 年底, end of month."""
_CALENDAR = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR})
_INSIDE = _CALENDAR | {Precision.WEEK, Precision.DEKAD}


def _until_day(found: Expression, frame: DateContext) -> Expression:
    return until(found.last, frame) if found.precision is Precision.DAY else _unclear(found, frame)


def _until_end(found: Expression, frame: DateContext) -> Expression:
    return until(found.last, frame)


def _unclear(found: Expression, frame: DateContext) -> NoReturn:
    raise InputError("it is not clear whether that time is part of it; write by end of September")


_DAYS = frozenset({Precision.DAY})
_DEKADS = frozenset({Precision.DEKAD, Precision.RANGE})
_END = rf"(?P<base>.+){END}|(?P<en>end of .+|(?:year|quarter|month)[ -]end)"
_UNTIL = "(?:截[至止][到至]?|直?[到至]|不[晚迟]于|最[晚迟])"
_BOUND_EN = "(?:by|until|till|up to|through)"
_MODIFIERS: Table[tuple[frozenset[Precision], Callable[[Expression, DateContext], Expression]]] = compiled(
    (rf"(?:{_UNTIL})?(?P<end>.+?){INCLUDING}", (_DAYS | _INSIDE, _until_end)),
    (rf"(?:on or before|before or on|{_BOUND_EN} and including) (?P<end>.+)", (_DAYS | _INSIDE, _until_end)),
    (rf"(?:{_BOUND_EN} )?(?P<end>.+?) (?:incl(?:usive)?|or (?:before|earlier))", (_DAYS | _INSIDE, _until_end)),
    (rf"{_UNTIL}(?P<end>.+?)前?(?:为?止)?", (_DAYS | _INSIDE, _until_day)),
    (r"(?:not? later than|until|till|up to|through) (?P<end>.+)", (_DAYS | _INSIDE, _until_day)),
    (
        rf"(?P<base>.+){END}{BEFORE}|(?P<en>(?:by|before) end of .+|by .+[ -]end)",
        (_CALENDAR, _until_end),
    ),
    (_END, (_CALENDAR, lambda found, _: one_day(found.last))),
    (rf"(?P<base>.+旬){BEFORE}", (_DEKADS, _until_end)),
    (rf"(?P<base>.+?)(?:{BEFORE}|为?止)|(?P<en>by .+)", (_DAYS | _INSIDE, _until_day)),
    (r"(?P<en>before .+)", (frozenset(Precision), _unclear)),
    (rf"(?P<base>.+?){WITHIN}|(?P<en>(?:in|within|during) .+)", (_INSIDE | {Precision.RANGE}, lambda found, _: found)),
    (r"(?P<en>on .+)", (_DAYS, lambda found, _: found)),
)
"""The modifiers, each with the precisions that it can stand with, and what it makes of a day or period."""
_TWICE = re.compile("((年|月|季)[度份]?)\\2度?$")
"""12月月底 and 三季度季末 are 12月底 and 三季度末."""
_AROUND = re.compile(r"^(?:by |before )?(?:end of )?(?:in |within |during |on )?|[ -]end$")


def _modified(said: str, frame: DateContext) -> Expression | None:
    if (match := first_match(_MODIFIERS, said)) is None:
        return None
    given, (allowed, change) = match[0].groupdict(), match[1]
    one = _point(given["end"], frame) if "end" in given else _base(given.get("base"), said, frame)
    return change(one, frame) if one and one.precision in allowed else None


def _base(chinese: str | None, said: str, frame: DateContext) -> Expression | None:
    base = _TWICE.sub(r"\1", chinese or _AROUND.sub("", said))
    return _one(_BARE.get(base, base), frame)


def _point(said: str, frame: DateContext) -> Expression | None:
    """Read what a bound or a range can end with: a day or period, or the last day of one."""
    if (found := re.fullmatch(_END, said)) is None:
        return _one(said, frame)
    one = _base(found["base"], said, frame)
    return one_day(one.last) if one and one.precision in _CALENDAR else None


# ranges

_NOW = {"即日": "今天", "现在": "今天", "now": "today"}
"""Names of today that a range begins with."""
_BETWEEN = re.compile(r"-|(?<=-[0-9]{2})/(?=[0-9]{4}-)|至|到| to | until | through ")
_UNIT = re.compile(r"(?:月份?|[日号]|季度|周)$")
_YEAR = re.compile(r"[0-9]{4}|[今本当明去次翌]年|(?:this|next|last) year")
_END_OF_IT = re.compile(r"(?:月|季度?)[底末]|end of (?:month|quarter)|(?:month|quarter)[ -]end")
_WEEKDAY = re.compile(rf"{ZH_WEEK}[1-6日天]|{WEEKDAY}")
_WHICH_PERIOD = "it is not clear of which week, month or quarter; write the date"
_YEAR_BEHIND = re.compile(r" (?:of )?[0-9]{4}$")
_MONTH_BEFORE = re.compile(r".*月")
_DAY_EN = rf"[0-9]{{1,2}}{NTH}?"
_MONTH_NAME_BEFORE = re.compile(rf"[a-z]{{3,}} (?={_DAY_EN}$)")
_MONTH_BEHIND = re.compile(rf"(?:(?<=[0-9])|(?<={NTH})) (?:of )?[a-z]{{3,}}(?: [0-9]{{4}})?$")


_AROUND_RANGE = (
    (re.compile("^between (.+) and (?=.)"), r"\1 to "),
    (re.compile("[和与](?=.+之间$)"), "至"),
    (re.compile(rf"^from |^[自从]|起(?=[至到-])|(?:为?止|之?间|期间|{ITSELF}| incl(?:usive)?)$"), ""),
)
"""What stands around the two sides of a range, and how it is told without."""


def _run(said: str, frame: DateContext) -> Expression | None:
    for pattern, plain in _AROUND_RANGE:
        said = pattern.sub(plain, said)
    sides = (_shared(said[: at.start()].strip(), said[at.end() :].strip()) for at in _BETWEEN.finditer(said))
    found = [run for left, right in sides if (run := _joined(left, right, frame))]
    return found[0] if len(found) == 1 else None


def _shared(left: str, right: str) -> tuple[str, str]:
    """Complete each side by the other: 1, 6月 → 1月, 6月; 11月14日, 16日 share a month; june, august 2024 a year."""
    unit = _UNIT.search(right)
    if unit and re.search("(?:^|[年月第])[0-9]{1,2}$", left):
        left += unit[0]
    if re.fullmatch("[0-9]{1,2}周?", right) and (week := re.search("第(?=[0-9]+周$)|w(?=[0-9]+$)", left)):
        right = week[0] + right
    if re.fullmatch(r"[0-9]{1,2}[日号]", right) and (month := _MONTH_BEFORE.match(left)):
        right = month[0] + right
    if re.fullmatch(rf"{_DAY_EN}(?: [0-9]{{4}})?", right) and (month := _MONTH_NAME_BEFORE.match(left)):
        right = month[0] + right
    if re.fullmatch(_DAY_EN, left) and (month := _MONTH_BEHIND.search(right)):
        left += month[0]
    elif (year := _YEAR_BEHIND.search(right)) and not _YEAR_BEHIND.search(left):
        left += year[0]
    return left, right


def _joined(left: str, right: str, frame: DateContext) -> Expression | None:
    first = _point(_NOW.get(left, left), frame)
    if first is None or first.precision is Precision.RANGE:
        return None
    right = re.sub("^[次翌]年", f"{first.first.year + 1}年", right)
    last = _point(right, _onwards(left, right, first, frame))
    if last is None or (last.precision is Precision.YEAR is not first.precision):
        return None
    day_given = first.precision is Precision.DAY and not re.search("季|quarter", right)
    if _END_OF_IT.fullmatch(right) and not day_given and last != _point(right, frame):
        raise InputError(_WHICH_PERIOD)
    if first.first > last.last or first.last > last.last:
        raise InputError("it ends before it begins; write both years")
    return Expression(first.first, last.last, Precision.RANGE)


def _onwards(left: str, right: str, first: Expression, frame: DateContext) -> DateContext:
    """Return the context for reading the end of a range, whose start gives the year, month or week left open."""
    today, within = frame.today, frame.within
    if _YEAR.search(left) and not _YEAR.search(right):
        within = Period(date(first.first.year, 1, 1), date(first.first.year, 12, 31))
    elif re.search("[0-9]{4}", left) and first.first.year != today.year and re.match("明年|.*next year", right):
        raise InputError("it is not clear next year of which one is meant; write both years")
    week_given = _WEEKDAY.search(left) or first.last.isocalendar()[:2] == today.isocalendar()[:2]
    if _END_OF_IT.fullmatch(right) or re.match("[次翌][月日季周]", right) or (_WEEKDAY.fullmatch(right) and week_given):
        today = first.last
    elif _WEEKDAY.fullmatch(right):
        raise InputError(_WHICH_PERIOD)
    return DateContext(today, within, frame.calendar)


# how to write what was not read

_REMEDIES = (
    (r"[0-9]{1,3}", "it can be a day, a month or a number; write June, June 6 or {year}-06-06"),
    (r"[0-9]{1,2}[-/. ][0-9]{1,2}(?:[-/. ][0-9]{2,4})?|[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}",
     "day, month and year can be read in several ways; write November 12 or {year}-11-12"),
    (r"(?:[0-9]+-)?[0-9]{1,2}(?:[日号](?:之|以)?[前后]?|st|nd|rd|th)|[上中下]旬",
     "the month is missing; write November 25"),
    (r".*[日号](?:凌晨|0[时点]|0{1,2}:00).*",
     "midnight ends one day and begins the next; write by December 31, or the date"),
    (r"[0-9]{2}年.*", "a year has four digits; write {year}"),
    (r"(?:本|这|下|上)?个?周末前?|.*weekend|.*end of (?:this |next |last )?week",
     "it can be several days; write Friday, Sunday or the date"),
    (r".*元旦.*", "it stands at both ends of a year; write by December 31, {year}, or the date"),
    (rf"(?:{'|'.join(FEASTS)})节?",
     "it can be one day or all its days off; write before Spring Festival, or the date"),
    (r"(?:by )?(?:每|隔|every|each).*|.*(?:weekly|monthly|quarterly|yearly|fortnightly)",
     "the day is missing or unknown; write every Friday, every other Friday or 25th of every month"),
    (r".*起|(?:from|since) (?!.* (?:to|until|through) ).*",
     "it has no end; write June 1 to September 30, or June to September"),
    (r".*(?:初|中|左右|约.*|early|around .*|about .*|mid-?year)(?:(?:之|以)?前)?|.*前后",
     "it is too vague for a date; write early October, mid-October or the date"),
    (r"(?s).*",
     "not a date that plantrack reads; write it like {year}-11-17, November 17, end of June, Q3 or in 5 working days"),
)  # fmt: skip
"""Patterns of what was not read, each with the way to write it; `year` is the plan's last."""
