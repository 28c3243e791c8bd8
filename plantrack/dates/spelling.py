"""Normalised spelling of dates: character width, dashes, spaces, Chinese numerals, number words.

Only equivalent spellings are unified. What is not a number stays as it is, and then matches no expression.
"""

import re

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_QUOTED = re.compile(r"['‘](.*?)['’]")
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
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4"}
_CHINESE = re.compile(r"[\u3007\u4e00-\u9fff]")
_HOUR = re.compile(
    r"(?<=[日号天一二三四五六])(?:(?:下班|中午|(?:[上下]午|中午)?(?:1[0-9]|2[0-3]|[6-9])(?:[点时]|:[0-9]{2}))(?P<by>前)|[上下]午)$"
)
"""An hour of a day is that day: 每周五上午, 6月30日17:00前."""
LONGEST = 80
"""Maximum length of a date, in characters; a longer text is refused."""


def one_spelling(text: str) -> str:
    """Return a text in half width and small letters, with plain dashes and digits for numerals and number words."""
    said = text.translate(_WIDTHS).translate(_MARKS).lower()
    said = re.sub(r"-+", "-", _QUOTED.sub(r"\1", " ".join(said.split())))
    return _chinese(said) if _CHINESE.search(said) else _english(said)


def _chinese(said: str) -> str:
    """Remove spaces, except between two numbers, and the hour of a day."""
    close = re.sub(r"(?<![0-9]) | (?![0-9])", "", said)
    close = re.sub("(?<=二)[o0](?=[一二三四五六七八九〇]{2}年)", "〇", close)
    whole = _HOUR.sub(lambda found: found["by"] or "", close)
    return _NUMERAL.sub(lambda found: _value(found[0]), whole)


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


def _english(said: str) -> str:
    said = re.sub(r"[.,](?= |$)|\bthe ", "", said)
    said = re.sub(r"\bend[- ](?=[a-z])(?!of )", "end of ", said)
    said = re.sub(r"\b(first|second|third|fourth|1st|2nd|3rd|4th) quarter\b", lambda m: f"q{_ORDINALS[m[1]]}", said)
    said = re.sub(r"\b(first|second|1st|2nd) half\b", lambda m: f"h{_ORDINALS[m[1]]}", said)
    return re.sub(rf"\b({'|'.join(_WORDS)})\b", lambda m: str(_WORDS.index(m[1])), said)
