"""Units of amounts: which names are one unit, and what a unit such as 亿元 or 千瓦 counts by.

Which words of a document are units is said in `documents/vocabulary`; an amount that stands alone may be counted in
any word.
"""

import re
import unicodedata
from decimal import Decimal

from plantrack.model.numbers import MAGNITUDE, magnitude

SHORTER = dict.fromkeys(("元人民币", "人民币元", "人民币", "元整"), "元")
"""Names of a unit that are kept under the shorter one."""
SYMBOLS = {
    "瓦": "W", "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "千瓦时": "kWh", "兆瓦时": "MWh", "吉瓦时": "GWh",
    "千伏": "kV", "千伏安": "kVA", "兆伏安": "MVA", "焦": "J", "吉焦": "GJ", "赫兹": "Hz", "兆赫": "MHz", "吉赫": "GHz",
    "帕": "Pa", "兆帕": "MPa", "分贝": "dB", "℃": "°C", "米": "m", "厘米": "cm", "毫米": "mm", "微米": "µm",
    "纳米": "nm", "公里": "km", "㎡": "m²", "平方公里": "km²", "公顷": "ha", "立方米": "m³", "升": "L", "毫升": "mL",
    "毫克": "mg", "克": "g", "公斤": "kg", "吨": "t", "小时": "h", "分钟": "min", "秒": "s", "毫秒": "ms",
}  # fmt: skip
"""Physical units and what stands for them in English."""
SAME_UNIT = {
    **{unicodedata.normalize("NFKC", symbol).lower(): unit for unit, symbol in SYMBOLS.items()},
    **SHORTER,
    **dict.fromkeys(("yuan", "rmb", "cny"), "元"),
    **dict.fromkeys(("平方米", "平米", "m2", "m²", "sqm"), "㎡"),
    **dict.fromkeys(("平方千米", "km2", "km²", "k㎡"), "平方公里"),
    **dict.fromkeys(("year", "years"), "年"),
    "percent": "%", "times": "倍", "百分点": "个百分点", "千米": "公里", "千克": "公斤", "摄氏度": "℃",
}  # fmt: skip
_SCALE = "(?:[十百千]?(?:万亿|亿|万)|[千百](?!分))(?=.)"
_MAGNITUDE = f"{MAGNITUDE}(?=.)"


def canonical_unit(unit: str) -> str:
    """Return the unit under the one name by which units are compared: 平方米 is ㎡, and 台（套） is 台(套)."""
    plain = unicodedata.normalize("NFKC", unit)
    return SAME_UNIT.get(plain.lower(), plain)


def in_ones(unit: str) -> tuple[int, str]:
    """Return what a unit counts by, and of what: 10⁸ and 元 for 亿元, 1000 and 瓦 for 千瓦."""
    scale, unit = 1, _prefixed(unit)
    while found := re.match(_SCALE, unit):
        scale, unit = scale * magnitude(found[0]), _prefixed(unit[found.end() :])
    return scale, unit


def _prefixed(unit: str) -> str:
    """Return the one name of a unit, with the prefix that it may be written with."""
    own = canonical_unit(unit)
    return {"公里": "千米", "公斤": "千克"}.get(own, own)


def split_magnitude(unit: str) -> tuple[int, str]:
    """Return the magnitude of the number that a unit begins with, and the rest: 10⁸ and 元 for 亿元.

    A magnitude of the unit's own stays with it: 1 and 千瓦.
    """
    found = re.match(_MAGNITUDE, unit)
    return (magnitude(found[0]), unit[found.end() :]) if found else (1, unit)


def converted(value: Decimal, given: str, expected: str) -> Decimal | None:
    """Return an amount in another name of its unit (亿元 for 元, 公里 for 千米); None where the units differ."""
    if canonical_unit(given) == canonical_unit(expected):
        return value
    (scale, unit), (wanted, base) = in_ones(given), in_ones(expected)
    return value * scale / wanted if unit == base else None
