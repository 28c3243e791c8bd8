"""Days and periods relative to today or to a holiday: 三天后, 下周一, in 5 working days, 春节前."""

from datetime import date, timedelta
from functools import partial

from msgspec.structs import replace

from plantrack.dates.periods import DAY, Length, period_of
from plantrack.dates.spans import (
    BEFORE,
    OF_YEAR,
    WEEKDAY,
    WITHIN,
    YEAR,
    ZH_WEEK,
    ZH_WEEKDAY,
    DateContext,
    Expression,
    Found,
    Precision,
    SpanRule,
    Table,
    compiled,
    in_year,
    one_day,
    part_of_month,
    shift_of,
    until,
    whole,
)
from plantrack.dates.workdays import add_workdays, days_off, first_day_off
from plantrack.errors import InputError

_NEAR = {
    **dict.fromkeys(("今天", "今日", "today"), 0),
    **dict.fromkeys(("明天", "明日", "次日", "翌日", "tomorrow"), 1),
    **dict.fromkeys(("后天", "the day after tomorrow", "day after tomorrow"), 2),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), -1),
    **dict.fromkeys(("前天", "the day before yesterday", "day before yesterday"), -2),
    "大后天": 3,
    "大前天": -3,
}
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TURN = r"(?P<turn>本|这个?|下{1,2}个?|上{1,2}个?|次|翌)"
_TURN_EN = r"(?P<turn>this|next|last)"
WEEK = timedelta(days=7)


def weekday_of(word: str) -> int:
    """Return the number of a day of the week from Monday, 0: `5` and `fri` are 4, 日 and 天 are 6."""
    if word in "日天":
        return 6
    return int(word) - 1 if word.isdigit() else _DAY_NAMES.index(word[:3])


def _near(found: Found, frame: DateContext) -> Expression:
    return one_day(frame.today + timedelta(_NEAR[found[0]]))


def _shifted(found: Found, frame: DateContext, length: Length) -> Expression:
    there, shift = period_of(frame.today, length), shift_of(found["turn"])
    for _ in range(abs(shift)):
        there = there.next() if shift > 0 else there.previous()
    return whole(there)


_week, _month, _quarter = (partial(_shifted, length=length) for length in (Length.WEEK, Length.MONTH, Length.QUARTER))


def _week_day(found: Found, frame: DateContext) -> Expression:
    return one_day(_week(found, frame).first + timedelta(weekday_of(found["weekday"])))


def _this_weekday(found: Found, frame: DateContext) -> date:
    return period_of(frame.today, Length.WEEK).first + timedelta(weekday_of(found["weekday"]))


def _bare_weekday(found: Found, frame: DateContext) -> Expression:
    day = _this_weekday(found, frame)
    if day <= frame.today:
        raise InputError("that day of this week ({day}) is not ahead; write Friday this week or Friday next week",
                         day=day)  # fmt: skip
    return one_day(day)


def _shifted_weekday(found: Found, frame: DateContext) -> Expression:
    """Read `next`, `last` and `this friday`; refuse it if another week may be meant as well."""
    here, shift = _this_weekday(found, frame), shift_of(found["turn"])
    if (here - frame.today).days * (shift or -1) > 0:
        raise InputError("it can be {one} or {other}; write friday this week, last week or next week",
                         one=here, other=here + WEEK * (shift or 1))  # fmt: skip
    return one_day(here + WEEK * shift)


_MONTHS = {"月": 1, "month": 1, "年": 12, "year": 12}


def far(found: Found, frame: DateContext, sign: int = 1) -> Expression:
    """Return the day that many days, weeks, months, years or working days away; 半个月 is 15 days, 半年 6 months."""
    unit = found["unit"]
    if found["n"] == "半":
        number, unit = (15, "天") if unit == "月" else (6, "月")
    else:
        number = 1 if found["n"] == "a" else int(found["n"])
    number *= sign
    if unit in ("工作日", "working", "business"):
        there = add_workdays(frame.today, number, frame.calendar)
        return replace(one_day(there.day), provisional=there.provisional)
    if unit in _MONTHS:
        from dateutil.relativedelta import relativedelta

        return one_day(frame.today + relativedelta(months=number * _MONTHS[unit]))
    return one_day(frame.today + (WEEK if unit in ("周", "星期", "week") else DAY) * number)


def _within(found: Found, frame: DateContext) -> Expression:
    return replace(far(found, frame), first=frame.today, precision=Precision.RANGE)


def _before_feast(found: Found, frame: DateContext) -> Expression:
    eve = in_year(found, frame, lambda year: one_day(first_day_off(FEASTS[found["feast"]], year) - DAY))
    return until(eve.last, frame)


def _before_day(found: Found, frame: DateContext) -> Expression:
    month, day = DAYS.get(found["named"]) or map(int, found["named"].split("·"))
    return until(in_year(found, frame, lambda year: one_day(date(year, month, day) - DAY)).last, frame)


def _before_new_year(found: Found, frame: DateContext) -> Expression:
    return until(date(int(found["year"]), 1, 1) - DAY, frame)


FEASTS = {
    "春节": "Spring Festival", "清明": "Tomb-sweeping Day", "五一": "Labour Day", "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival", "中秋": "Mid-autumn Festival", "国庆": "National Day",
    "spring festival": "Spring Festival", "chinese new year": "Spring Festival", "labour day": "Labour Day",
    "labor day": "Labour Day", "dragon boat festival": "Dragon Boat Festival", "national day": "National Day",
    "mid-autumn festival": "Mid-autumn Festival",
}  # fmt: skip
DAYS = {"五四": (5, 4), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "教师节": (9, 10), "双11": (11, 11)}
"""Days that are known by a name, and are no days off."""
_FEAST = f"(?P<feast>{'|'.join(FEASTS)})"


def _feast(found: Found, frame: DateContext) -> Expression:
    return in_year(found, frame, lambda y: Expression(*days_off(FEASTS[found["feast"]], y), Precision.RANGE))


_N = r"(?P<n>[0-9]{1,5})"
ZH_UNITS = "工作日|自然日|周|星期|天|(?<=个)月"
_ZH_FAR = rf"{_N}个?(?P<unit>{ZH_UNITS})"
_ZH_LONG = "(?P<n>(?<![0-9])[1-9]|半)个?(?P<unit>(?<=[1-9])年|(?<=半)年|(?<=半)月|(?<=半个)月)"
EN_FAR = r"(?P<n>[0-9]{1,5}|a) (?P<unit>(?:working|business)(?= day)|day|week|month|year)(?:(?<=ng|ss) days?|s?)"
_LATER = "(?:之|以)?后"
RELATIVE: Table[SpanRule] = compiled(
    ("|".join(_NEAR), _near),
    (rf"{_TURN}{ZH_WEEK}", _week),
    (rf"{_TURN}{ZH_WEEKDAY}", _week_day),
    (ZH_WEEKDAY, _bare_weekday),
    (rf"{_TURN}月份?", _month),
    ("[上下]半月", lambda found, frame: part_of_month(whole(period_of(frame.today, Length.MONTH)), found[0])),
    (rf"{_TURN}季度", _quarter),
    (_ZH_FAR + _LATER, far),
    (_ZH_FAR + BEFORE, partial(far, sign=-1)),
    (_ZH_FAR + WITHIN, _within),
    (_ZH_LONG + _LATER, far),
    (_ZH_LONG + WITHIN, _within),
    (rf"{_N}(?P<unit>日){WITHIN}", _within),
    (rf"{_TURN_EN} week", _week),
    (rf"(?:on )?{WEEKDAY}", _bare_weekday),
    (rf"{_TURN_EN} {WEEKDAY}", _shifted_weekday),
    (rf"{_TURN_EN} month", _month),
    (rf"{_TURN_EN} quarter", _quarter),
    (rf"in {EN_FAR}", far),
    (rf"{EN_FAR} (?:from now|from today|later)", far),
    (rf"{EN_FAR} ago", partial(far, sign=-1)),
    (rf"within {EN_FAR}", _within),
    (rf"{YEAR}{_FEAST}节?{BEFORE}", _before_feast),
    (rf"{YEAR}{_FEAST}节?(?:假期|长假|期间)", _feast),
    (rf"{YEAR}(?P<named>{'|'.join(DAYS)})节?{BEFORE}", _before_day),
    (rf"(?P<named>(?:1[0-2]|[1-9])·[0-9]{{1,2}})[^0-9]{{0,12}}[日节]{BEFORE}", _before_day),
    (rf"before {_FEAST}{OF_YEAR}", _before_feast),
    (rf"during {_FEAST}{OF_YEAR}", _feast),
    (rf"(?P<year>[0-9]{{4}})年元旦{BEFORE}", _before_new_year),
)
"""Every day and period relative to today or to a holiday. The patterns exclude each other."""
