"""Numbers in running text: their place and value, but not what they count.

Digits with commas or blanks between the thousands, Chinese numerals, and magnitudes after either (1亿2000万, 二十余万).
"""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import CHINESE_NUMERAL, LARGEST, MAGNITUDES, numeral

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]{1,3}(?: [0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_MINUS = "(?:(?<=[\t(为是到至达从由率速幅比长])[-—](?=[0-9]))"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_LONGEST = 30
"""Longer runs of digits are not amounts."""
_MAGNITUDE = (
    "(?:[十百千]?(?:万亿|亿|万)|千(?!瓦|米|克|伏|卡|焦|字|赫|帕|乏|兆|分点|方百|家万|军|里)|百(?!强|货|姓|分|倍|年|万))"
)
CHINESE = rf"(?<!{_CHINESE}){_CHINESE}++(?:点[零一二三四五六七八九]{{1,6}})?"
NUMBER = re.compile(rf"(?<![0-9.])(?P<digits>{_MINUS}?+{_DIGITS})|(?P<chinese>{CHINESE})")
"""The digits of a number, which may be an amount."""


class Number(Struct, frozen=True):
    """A number as it stands in the text. `amid` is 余 or 多; `magnitude` is what its digits count by."""

    first: int
    last: int
    value: Decimal
    magnitude: int = 1
    amid: str | None = None
    chinese: bool = False
    bare: bool = False

    @property
    def whole(self) -> Decimal:
        """Return the value in ones."""
        return self.value * self.magnitude


@cache
def _rest() -> re.Pattern[str]:
    """Return what may follow the digits up to the unit."""
    amid = any_of(table("figure_words")["qualifiers"]["amid"])
    return re.compile(
        rf" ?(?P<amid>{amid})?+(?P<magnitude>{_MAGNITUDE})?+"
        rf"(?P<more>(?:[0-9]{{1,4}}(?:千万|百万|万|千(?!瓦|米|克|伏))){{1,2}}+)?+(?P<amid2>{amid})?+"
    )


def number_at(text: str, place: int) -> Number | None:
    """Return the number that begins at `place`; None if there is none, or a journal cannot store it."""
    found = NUMBER.match(text, place)
    rest = found and _rest().match(text, found.end())
    value = _value(found["digits"], found["chinese"]) if found else None
    if found is None or rest is None or value is None:
        return None
    size = magnitude(rest["magnitude"] or "")
    if rest["more"]:
        value, size = value * size + _pieces(rest["more"]), 1
    if abs(value * size) >= LARGEST:
        return None
    return Number(
        first=place,
        last=rest.end() if rest[0].strip() else found.end(),
        value=value,
        magnitude=size,
        amid=rest["amid"] or rest["amid2"],
        chinese=found["digits"] is None,
        bare=size == 1,
    )


def _value(digits: str | None, chinese: str | None) -> Decimal | None:
    if digits is None:
        return chinese_value(chinese or "")
    return Decimal(re.sub("[, ]", "", digits).replace("—", "-")) if len(digits) < _LONGEST else None


def magnitude(word: str) -> int:
    """Return what a magnitude multiplies by: 千万 and 百亿 are two in one."""
    if not word:
        return 1
    if word in MAGNITUDES:
        return MAGNITUDES[word]
    return (10 if word[0] == "十" else MAGNITUDES[word[0]]) * MAGNITUDES[word[1:]]


def _pieces(text: str) -> Decimal:
    pieces = re.findall(r"([0-9]+)(\D+)", text)
    return Decimal(sum(int(digits) * magnitude(word) for digits, word in pieces))


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral with magnitudes and decimals, or None for other text (一二三)."""
    if len(text) > _LONGEST:
        return None
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return value
    return value + Decimal("0." + "".join(str(numeral(digit)) for digit in decimals))


def _whole(text: str) -> Decimal | None:
    for word in ("亿", "万"):
        left, found, right = text.partition(word)
        if word in right:
            return None
        if found:
            high = _whole(left) if left else Decimal(1)
            low = _whole(right.lstrip("零")) if right else Decimal(0)
            return None if high is None or low is None else high * MAGNITUDES[word] + low
    return Decimal(numeral(text)) if re.fullmatch(CHINESE_NUMERAL, text) else None
