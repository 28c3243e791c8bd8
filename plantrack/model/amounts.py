"""Amounts as people write them (`超2.47万家`, `1580.25亿元`, `第26届`): read, written and compared.

A quantity is a value in its base unit, the unit, and the word that qualifies it. Where a number stands and what it
counts is not known here.
"""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from plantrack.model.measures import SYMBOLS, canonical_unit, split_magnitude
from plantrack.model.numbers import AMID, MAGNITUDES


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
    "近", "约", "等",
)  # fmt: skip
"""Qualifiers before a number; `AMID` are those within one."""
LONE = ("上",)
"""Qualifiers before a magnitude that stands alone: 上百家."""
TOP = "前"
"""Before a number, it makes a place one of the first: 前十."""
AFTER = ("以上", "以下", "以内", "左右", "上下")
"""Qualifiers after the unit."""
WITHIN = ("个月", "个小时", "个百分点", "个工作日", "个学时")
"""Units that a qualifier divides: 3个多月."""
ALSO_BEFORE = {
    "破": "突破", "超出": "超过", "未超过": "不超过", "将近": "近", "最少": "至少", "至多": "最多", "连续第": "连续",
    "≥": "不低于", "≤": "不超过", ">=": "不低于", "<=": "不超过", ">": "高于", "<": "低于",
}  # fmt: skip
"""Other ways to write those before a number, with the name under which each is kept."""
ALSO_AFTER = {
    "及以上": "以上", "(含)以上": "以上", "+": "以上", "及以下": "以下", "(含)以下": "以下",
    "之内": "以内", "内": "以内",
}  # fmt: skip
"""The same of those after the unit."""
AT_MOST = ("不超过", "不高于", "不多于", "不大于", "低于", "少于", "小于", "不到", "不足", "最多", "以下", "以内", TOP)
"""Qualifiers of a target that is kept by staying below it."""
EXACT = (None, "连续")
"""Qualifiers that leave a number exact; every other one makes a comparison approximate."""


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
        if kind is Kind.RANK and self.qualifier != TOP:
            return f"第{self.value}位" if language == "zh" else f"no. {self.value}"
        return _chinese(self) if language == "zh" else _english(self)


MONEY = {"元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY"}
"""Currencies by the unit of an amount, as English writes them."""


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
    if qualifier == "多" and number.isdecimal() and not number.endswith("0"):  # 3个多月, 3公里多, but 30多家
        measure, unit = ("个", quantity.unit[1:]) if quantity.unit in WITHIN else (quantity.unit, "")
        return f"{number}{measure}多{unit}"
    return f"{number}{qualifier}{quantity.unit}" if qualifier in AMID else f"{qualifier}{number}{quantity.unit}"


def _scaled(quantity: Quantity) -> tuple[str, str]:
    """Return digits and magnitude: money in 亿 or 万 where four decimals suffice, counts in 万 where two do."""
    value = Decimal(str(quantity.value))
    if split_magnitude(quantity.unit)[0] > 1:
        return plain_number(value), ""
    if quantity.unit in MONEY:
        for word in ("亿", "万"):
            amount = value / MAGNITUDES[word]
            if abs(amount) >= 1 and amount == _rounded(amount):
                return plain_number(amount), word
    if abs(value) >= MAGNITUDES["万"] and (value / 100).to_integral_value() == value / 100:
        return plain_number(value / MAGNITUDES["万"]), "万"
    return plain_number(value), ""


def plain_number(value: Decimal | float | int) -> str:
    """Return digits without exponent or trailing zeros, at most four decimals."""
    return all_digits(_rounded(Decimal(str(value))))


def all_digits(value: Decimal | float) -> str:
    """Return a number as it was written, without exponent or trailing zeros."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal) -> Decimal:
    """Return a value with at most four decimals, however large it is."""
    return value.scaleb(4).to_integral_value().scaleb(-4)


_ENGLISH_QUALIFIERS = {
    "超": "over", "超过": "over", "突破": "over", "逾": "over", "以上": "at least", "不低于": "at least",
    "不少于": "at least", "至少": "at least", "近": "nearly", "接近": "nearly", "约": "about", "大约": "about",
    "左右": "about", "余": "over", "多": "over", "以下": "at most", "以内": "at most", "不超过": "at most",
    TOP: "top", "等": "including", "连续": "", "高于": "over", "多于": "over", "大于": "over", "优于": "better than",
    "不小于": "at least", "低于": "under", "少于": "under", "小于": "under", "不到": "under", "不足": "under",
    "不高于": "at most", "不多于": "at most", "不大于": "at most", "最多": "at most", "上下": "about",
}  # fmt: skip


_ENGLISH_UNITS = {
    "%": "%", "‰": "‰", **dict.fromkeys(("个百分点", "百分点"), " percentage points"),
    "倍": " times", "年": " years",
}  # fmt: skip


def _english(quantity: Quantity) -> str:
    words = _ENGLISH_QUALIFIERS.get(quantity.qualifier or "", quantity.qualifier or "")
    amount = _english_amount(quantity)
    if quantity.value_to is not None:
        amount += f" to {_english_amount(Quantity(quantity.value_to, quantity.unit))}"
    return f"{words} {amount}".strip()


def _english_amount(quantity: Quantity) -> str:
    unit, (digits, magnitude) = quantity.unit, _english_number(quantity)
    money = MONEY.get(split_magnitude(unit)[1])
    if money or unit == "届":
        return f"{money} {digits}{magnitude}" if money else f"no. {digits}"
    if unit == "年" and quantity.value == 1:
        return "1 year"
    base = split_magnitude(unit)[1]
    symbol = SYMBOLS.get(canonical_unit(base))
    return digits + magnitude + (f" {symbol}" if symbol else _ENGLISH_UNITS.get(base, ""))


def _english_number(quantity: Quantity) -> tuple[str, str]:
    """Return digits and magnitude: money in the largest magnitude where four decimals suffice."""
    value, (scale, unit) = Decimal(str(quantity.value)), split_magnitude(quantity.unit)
    if unit not in MONEY:
        return f"{Decimal(plain_number(value)):,f}", f" × {scale:,}" if scale > 1 else ""
    value *= scale
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        amount = value / size
        if abs(amount) >= 1 and amount == _rounded(amount):
            return f"{Decimal(plain_number(amount)):,f}", f" {word}"
    return f"{Decimal(plain_number(value)):,f}", ""


def as_number(value: Decimal) -> float | int:
    """Return a value as journals and plans keep it: whole amounts are whole numbers."""
    return int(value) if value == value.to_integral_value() else float(value)
