"""Amounts as people write them (`超2.47万家`, `1580.25亿元`, `第26届`): read, written and compared.

A quantity is a value in its base unit, the unit, and the word that qualifies it. Where a number stands and what it
counts is not known here.
"""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import cache

from msgspec import Struct

from plantrack.errors import InputError


class Kind(StrEnum):
    """What sort of number a figure is; it decides how two of them compare."""

    MEASURE = "measure"
    GROWTH = "growth"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    STREAK = "streak"
    RANK = "rank"
    EDITION = "edition"
    TARGET = "target"
    STRETCH = "stretch"
    PARAMETER = "parameter"
    THRESHOLD = "threshold"


RATES = ("%", "‰", "个百分点", "百分点")
"""Units of rates, which do not add up."""
_COUNTED_IN = {
    Kind.GROWTH: RATES,
    Kind.FRACTION: (*RATES, "成", ""),
    Kind.MULTIPLE: ("倍", "番"),
    Kind.RANK: ("位", "名", "强", ""),
}
"""The units of kinds that are counted in few."""
_NEVER_COUNTED_IN = {Kind.STREAK: (*RATES, "元", "倍", "番"), Kind.EDITION: (*RATES, "元", "倍", "番", "年")}


def kinds_counted_in(unit: str) -> tuple[Kind, ...]:
    """Return the kinds of numbers that can be counted in a unit."""
    own = canonical_unit(unit).strip()
    return tuple(k for k in Kind if own in _COUNTED_IN.get(k, (own,)) and own not in _NEVER_COUNTED_IN.get(k, ()))


BEFORE = (
    "不低于", "不少于", "不小于", "不超过", "不高于", "不多于", "不大于", "不到", "不足", "超过", "突破", "高于",
    "多于", "大于", "优于", "低于", "少于", "小于", "至少", "最多", "连续", "接近", "大约", "超", "逾",
    "近", "约", "上", "等",
)  # fmt: skip
AFTER = ("以上", "以下", "以内", "左右", "上下")
AMID = ("余", "多")
ENGLISH_BEFORE = {
    "more than": "超过", "at least": "至少", "not less than": "不低于", "nearly": "近", "almost": "近", "about": "约",
    "over": "超", "above": "超",
}  # fmt: skip
AT_MOST = ("不超过", "不高于", "不多于", "不大于", "低于", "少于", "小于", "不到", "不足", "最多", "以下", "以内")
"""Qualifiers of a target that is kept by staying below it."""
EXACT = (None, "连续")
"""Qualifiers that leave a number exact; every other one makes a comparison approximate."""

MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
ENGLISH_MAGNITUDES = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3}
SAME_UNIT = {"平方米": "㎡", "m2": "㎡", "m²": "㎡", "yuan": "元", "rmb": "元", "cny": "元", "percent": "%"}

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGIT = "[一二两三四五六七八九]"
_TENS = f"{_DIGIT}?十{_DIGIT}?"
_HUNDREDS = f"{_DIGIT}?百(?:零{_DIGIT}|{_TENS})?"
_THOUSANDS = f"{_DIGIT}?千(?:零(?:{_TENS}|{_DIGIT})|{_HUNDREDS})?"
CHINESE_NUMERAL = f"{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_DIGIT}|[零〇]"
"""The form of a Chinese numeral below ten thousand."""
LARGEST = 10**18
"""Amounts stay below this: beyond it a journal cannot keep them."""


@cache
def _shape() -> re.Pattern[str]:
    """Return the form of an amount; compiled when the first one is read, as most commands read none."""
    return re.compile(
        rf"""
        (?P<before>{"|".join(BEFORE)})?
        (?P<ordinal>(?:全球|世界|全国|全省|全市)?第)?
        (?P<number>-?[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}(?:\.[0-9]+)?|-?[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?|{CHINESE_NUMERAL})
        \s*(?P<amid>{"|".join(AMID)})?
        (?P<magnitude>万亿|亿|万|千|百|(?i:trillion|billion|million|thousand)(?![A-Za-z]))?+
        (?P<amid2>{"|".join(AMID)})?
        \s*(?P<unit>(?![零〇一二两三四五六七八九十万亿])[^\d\s\x00-\x1f]{{0,12}}?)
        (?P<after>{"|".join(AFTER)})?
        """,
        re.VERBOSE,
    )


_RANGE = re.compile("(?<=.)[—–－~～至到-]+(?=.)")
_MAGNITUDE = re.compile("(?<=[0-9])(?:万亿|[亿万千百])")


class Quantity(Struct, frozen=True):
    """A value in its base unit (元, 家, %), the unit, and the qualifier that stands beside it.

    A range goes from `value` to `value_to`.
    """

    value: float | int
    unit: str
    qualifier: str | None = None
    value_to: float | int | None = None

    @property
    def exact(self) -> bool:
        """Tell whether the number is meant exactly, so that a change can be stated without 'about'."""
        return self.qualifier in EXACT and self.value_to is None

    def __str__(self) -> str:
        return self.text("zh")

    def digits(self, language: str, kind: Kind = Kind.MEASURE) -> str:
        """Return the number within `text`: 2.47 of 超2.47万家, 24,700 of `over 24,700`."""
        if kind is Kind.RANK:
            return str(self.value)
        return _scaled(self)[0] if language == "zh" else _english_number(self)[0]

    def text(self, language: str, kind: Kind = Kind.MEASURE) -> str:
        """Return the amount the way people write it in `language`: 超2.47万家, or `over 24,700`."""
        if kind is Kind.RANK:
            return f"第{self.value}位" if language == "zh" else f"no. {self.value}"
        return _chinese(self) if language == "zh" else _english(self)


def parse_quantity(text: str, unit: str | None = None) -> Quantity:
    """Read an amount as people write it. `unit` is the one expected; a bare number takes it.

    Raises InputError for anything that is not one amount, or is counted in another unit.
    """
    plain = unicodedata.normalize("NFKC", text).replace("m2", "㎡").strip()
    for english, chinese in ENGLISH_BEFORE.items():
        if plain.lower().startswith(english + " "):
            plain = chinese + plain[len(english) :].strip()
    found = _shape().fullmatch("第一位" if plain in ("首位", "榜首") else plain)
    if found is None or abs(_value(found)) >= LARGEST:
        raise InputError(
            "cannot read {text!r} as an amount; write a number with its unit, as in 突破2.5万家 or 1580.25亿元",
            text=text,
        )
    qualifier = found["before"] or found["amid"] or found["amid2"] or found["after"]
    return Quantity(_value(found), _unit(found, text, unit), qualifier)


def parse_range(text: str) -> Quantity:
    """Read an amount, or a range between two: 5%—6%, 2至3万家. Raises InputError for anything else."""
    start, *end = _RANGE.split(text.strip())
    if len(end) != 1:
        return parse_quantity(text)
    last = parse_quantity(end[0])
    magnitude = _MAGNITUDE.search(unicodedata.normalize("NFKC", end[0]))
    if magnitude and re.search("[0-9]$", unicodedata.normalize("NFKC", start)):  # the 2 of 2至3万家 means 2万
        start += magnitude[0]
    first = parse_quantity(start, last.unit)
    return Quantity(first.value, last.unit, first.qualifier or last.qualifier, last.value)


def _value(found: re.Match[str]) -> float | int:
    digits = found["number"].replace(",", "")
    number = Decimal(numeral(digits)) if digits[0] in _DIGITS or digits[0] in "十百千" else Decimal(digits)
    magnitude = (found["magnitude"] or "").lower()
    number *= MAGNITUDES.get(magnitude) or ENGLISH_MAGNITUDES.get(magnitude, 1)
    return int(number) if number == number.to_integral_value() else float(number)


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral below ten thousand, such as 二十五."""
    total, digit = 0, 0
    for char in text:
        if char in "十百千":
            total += (digit or 1) * 10 ** ("十百千".index(char) + 1)
        digit = _DIGITS.get(char, 0)
    return total + digit


def canonical_unit(unit: str) -> str:
    """Return the unit under the one name by which units are compared: 平方米 is ㎡, and 台（套） is 台(套)."""
    plain = unicodedata.normalize("NFKC", unit)
    return SAME_UNIT.get(plain.lower(), plain)


def _unit(found: re.Match[str], text: str, expected: str | None) -> str:
    given = found["unit"] or ("位" if found["ordinal"] else "")
    if not given and expected is None:
        raise InputError("the amount {text!r} has no unit; write it, as in 2.5万家", text=text)
    if given and expected is not None and canonical_unit(given) != canonical_unit(expected):
        units = {"given": given, "expected": expected}
        raise InputError("{text!r} is counted in {given}, but here the unit is {expected}", text=text, **units)
    return given if expected is None else expected


def _chinese(quantity: Quantity) -> str:
    if quantity.value_to is not None:
        after = quantity.qualifier in AFTER
        low = Quantity(quantity.value, quantity.unit, None if after else quantity.qualifier)
        high = Quantity(quantity.value_to, quantity.unit, quantity.qualifier if after else None)
        return f"{_chinese(low)}至{_chinese(high)}"
    qualifier, number = quantity.qualifier or "", "".join(_scaled(quantity))
    if quantity.unit == "届":
        return f"第{number}届"
    if qualifier in AFTER:
        return f"{number}{quantity.unit}{qualifier}"
    return f"{number}{qualifier}{quantity.unit}" if qualifier in AMID else f"{qualifier}{number}{quantity.unit}"


def _scaled(quantity: Quantity) -> tuple[str, str]:
    """Return digits and magnitude: money in 亿 or 万 where four decimals suffice, counts in 万 where two do."""
    value = Decimal(str(quantity.value))
    if quantity.unit == "元":
        for word in ("亿", "万"):
            amount = value / MAGNITUDES[word]
            if abs(amount) >= 1 and amount == round(amount, 4):
                return plain_number(amount), word
    if abs(value) >= MAGNITUDES["万"] and value % 100 == 0:
        return plain_number(value / MAGNITUDES["万"]), "万"
    return plain_number(value), ""


def plain_number(value: Decimal | float | int) -> str:
    """Return digits without exponent or trailing zeros, at most four decimals."""
    text = format(round(Decimal(str(value)), 4), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_ENGLISH_QUALIFIERS = {
    "超": "over", "超过": "over", "突破": "over", "逾": "over", "以上": "at least", "不低于": "at least",
    "不少于": "at least", "至少": "at least", "近": "nearly", "接近": "nearly", "约": "about", "大约": "about",
    "左右": "about", "余": "over", "多": "over", "以下": "at most", "以内": "at most", "不超过": "at most",
    "等": "including", "连续": "", "高于": "over", "多于": "over", "大于": "over", "优于": "better than",
    "不小于": "at least", "低于": "under", "少于": "under", "小于": "under", "不到": "under", "不足": "under",
    "不高于": "at most", "不多于": "at most", "不大于": "at most", "最多": "at most", "上下": "about",
}  # fmt: skip


def _english(quantity: Quantity) -> str:
    words = _ENGLISH_QUALIFIERS.get(quantity.qualifier or "", quantity.qualifier or "")
    amount = _english_amount(quantity)
    if quantity.value_to is not None:
        amount += f" to {_english_amount(Quantity(quantity.value_to, quantity.unit))}"
    return f"{words} {amount}".strip()


def _english_amount(quantity: Quantity) -> str:
    unit, (digits, magnitude) = quantity.unit, _english_number(quantity)
    if unit in ("元", "届"):
        return f"CNY {digits}{magnitude}" if unit == "元" else f"no. {digits}"
    if unit == "年" and quantity.value == 1:
        return "1 year"
    return digits + {"%": "%", "㎡": " m²", "平方米": " m²", "倍": " times", "年": " years"}.get(unit, "")


def _english_number(quantity: Quantity) -> tuple[str, str]:
    """Return digits and magnitude: money in millions and above."""
    value = Decimal(str(quantity.value))
    if quantity.unit != "元":
        return f"{Decimal(plain_number(value)):,f}", ""
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if abs(value) >= size:
            return plain_number(value / size), f" {word}"
    return f"{value:,f}", ""
