"""Normalised spelling of dates: character width, dashes, spaces, Chinese numerals, number words.

Only equivalent spellings are unified. What is not a number stays as it is, and then matches no expression.
"""

import re
from collections.abc import Callable

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_QUOTED = re.compile(r"['‘\"](.*?)['’\"]")
"""Single quotation marks are removed only in pairs: june '24 is a month of a year, not a day."""
_MARKS = str.maketrans({**dict.fromkeys("‐‑‒–—―−〜~", "-"), **dict.fromkeys('“”"', ""), **dict.fromkeys("○◯", "〇")})
_DIGITS = {**{c: n for n, c in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_NUMERAL = re.compile(
    r"(?<![0-9〇零一二两三四五六七八九十廿卅百千])(?!两(?:[月季号]|日(?!内)))"
    r"[〇零一二两三四五六七八九十廿卅]+(?![0-9百千万]|月(?:之|以)?内)"
)
"""Not numerals of dates: 两月 is two months, never February; 三月内 is in March or within three months."""
_TENS = re.compile(
    r"(?P<tens>[二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)|(?P<joined>[廿卅])(?P<more>[一二三四五六七八九]?)"
)
_YEAR_DIGITS = 4
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CHINESE = re.compile(r"[\u3007\u4e00-\u9fff]")
_BESIDE = r"[(,]?((?:周|星期|礼拜)[一二三四五六日天])[),]?"
"""A weekday beside a day, perhaps in brackets: 11月17日（星期日）."""
_CLOCK = "(?:[点时](?:整|半|[0-5]?[0-9]分)?|:[0-5][0-9])"
HOUR = (
    rf"(?:下班|中午|(?:[上下]午|中午|晚上?)(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九]){_CLOCK}"
    rf"|(?:1[0-9]|2[0-3]|[6-9]|二?十[一二三四五六七八九]?|[六七八九]){_CLOCK}|(?:24|二十四)(?:[点时]整?|:00))"
)
"""An hour of a day, in Chinese; an hour before six is told with its half of the day."""
_HOUR = re.compile(
    rf"(?:(?<=[日号天一二三四五六)])|(?<=[0-9]) ){HOUR}(?=(?:之|以)?前|为?止|[至到]|$)"
    r"|(?<=[日号天一二三四五六)])[上下]午(?=[至到]|$)"
)
"""An hour of a day is that day: 每周五上午, 6月30日17:00前, 12月31日24时."""
_HOUR_EN = (
    "(?:(?!12[:0-9]* ?am)(?:1[0-2]|[1-9])(?::[0-5][0-9])? ?[ap]m|(?:0?[6-9]|1[0-9]|2[0-3]):[0-5][0-9]|24:00|noon)"
)
LONGEST = 80
"""Maximum length of a date, in characters; a longer text is refused."""


def one_spelling(text: str) -> str:
    """Return a text in half width and small letters, with plain dashes and digits for numerals and number words."""
    said = re.sub('[“"]十一[”"]', "国庆", text).translate(_WIDTHS).translate(_MARKS).lower()
    said = re.sub(r"-+", "-", _QUOTED.sub(r"\1", " ".join(said.split())))
    return _chinese(said) if _CHINESE.search(said) else _english(said)


def _chinese(said: str) -> str:
    """Remove spaces, except between two numbers, and the hour of a day."""
    close = re.sub(r"(?<![0-9]) | (?![0-9])", "", said)
    close = re.sub(r"^(1[0-2]|0?[1-9])\.(3[01]|[12][0-9]|0?[1-9])(?=(?:之|以)?前$)", r"\1月\2日", close)
    close = re.sub("(?<=二)[o0](?=[一二三四五六七八九〇]{2}年)", "〇", close)
    close = re.sub(rf"^{_BESIDE}(?=[0-9])", r"\1,", re.sub(rf"(?<=[日号天0-9一二三四五六]){_BESIDE}", r"\1", close))
    numbered = _NUMERAL.sub(lambda found: _value(found[0]), _HOUR.sub("", close))
    return re.sub("首(?=季|个)", "1", numbered)


def _value(numeral: str) -> str:
    """Return a numeral in digits: 一 to 九十九, and four digits in a row; 三五 (three to five) is no number."""
    tens = _TENS.fullmatch(numeral)
    if tens and tens["joined"]:
        return str({"廿": 20, "卅": 30}[tens["joined"]] + _DIGITS.get(tens["more"], 0))
    if tens:
        return str(_DIGITS.get(tens["tens"], 1) * 10 + _DIGITS.get(tens["ones"], 0))
    if len(numeral) in (1, _YEAR_DIGITS) and not set(numeral) & set("十廿卅"):
        return "".join(str(_DIGITS[c]) for c in numeral)
    return numeral


_DAY_ONLY, _MONTH_NUMBER = "(1[3-9]|2[0-9]|3[01])", "(0?[1-9]|1[0-2])"
"""In 30/09/2026 and 09/30/2026, what is above twelve can only be the day."""
_LENGTHS = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
_SPELLINGS_EN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[.,](?= |$)|\bthe "), ""),
    (re.compile(r" ?\(([a-z]+)\)"), r" \1"),
    (re.compile(rf"(?: at)? {_HOUR_EN}$"), ""),
    (re.compile(rf"^(?:by|before) {_HOUR_EN}(?: on)? "), "by "),
    (re.compile(r"\bfollowing (?=(?:week|month|quarter|year)\b)"), "next "),
    (re.compile(rf"(?<![-/.0-9]){_DAY_ONLY}([-/.]){_MONTH_NUMBER}\2([12][0-9]{{3}})(?![0-9])"), r"\4-\3-\1"),
    (re.compile(rf"(?<![-/.0-9]){_MONTH_NUMBER}([-/.]){_DAY_ONLY}\2([12][0-9]{{3}})(?![0-9])"), r"\4-\1-\3"),
    (re.compile(rf"\b([0-9]{{1,2}})[-/.]({_MONTH})(?:[-/.](?=[0-9]{{4}}))?"), r"\1 \2 "),
    (re.compile(rf"\b({_MONTH})[-/.]([0-9]{{1,2}})[-/.](?=[0-9]{{4}})"), r"\1 \2 "),
    (re.compile(r"\beo([wmqy])\b"), lambda found: f"end of {_LENGTHS[found[1]]}"),
    (re.compile(rf"\bend of (?:month|year) (?:of )?(?={_MONTH}|[0-9]{{4}})"), "end of "),
    (re.compile(r"\bend[- ](?=[a-z])(?!of )"), "end of "),
    (re.compile(rf"\b({'|'.join(_ORDINALS)})\b"), lambda found: _ORDINALS[found[1]]),
    (re.compile(r"\b([1-4])(?:st|nd|rd|th) quarter\b"), r"q\1"),
    (re.compile(r"\b([12])(?:st|nd) half\b"), r"h\1"),
    (re.compile(r"\b(?:(?:calendar )?weeks?|[ck]w) ?(?:no |number |#)?(?=[0-9]{1,2}\b)"), "w"),
    (re.compile(r"\b([0-9]{4}) (?=[qhw][0-9]{1,2}\b)"), r"\1"),
    (re.compile(r"\b([qhw][0-9]{1,2})[-/](?=[0-9]{4}\b)"), r"\1 "),
    (re.compile(rf"\b({'|'.join(_WORDS)})\b"), lambda found: str(_WORDS.index(found[1]))),
)


def _english(said: str) -> str:
    for pattern, same in _SPELLINGS_EN:
        said = pattern.sub(same, said).strip()
    return said
