"""Numbers as people write them, wherever they stand: in a command, in plan.yaml, in a document.

Digits with commas or blanks between the thousands, Chinese numerals, and magnitudes after either (`2千3百万`,
`3万4000`, `二十余万`, `九万四`); shares (`百分之3.2`, `三分之二`, `七成半`). What is counted is not known here.
"""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from msgspec import Struct

MAGNITUDES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10}
AMID = ("余", "多")
"""Qualifiers within a number: between its digits, its magnitude and its unit."""
LARGEST = 10**18
"""Amounts stay below this: beyond it a journal cannot keep them."""

_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGIT = "[一二两三四五六七八九]"
_TENS = f"{_DIGIT}?十{_DIGIT}?"
_HUNDREDS = f"{_DIGIT}?百(?:零{_DIGIT}|{_TENS})?"
_THOUSANDS = f"{_DIGIT}?千(?:零(?:{_TENS}|{_DIGIT})|{_HUNDREDS})?"
CHINESE_NUMERAL = f"{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_DIGIT}|[零〇]"
"""The form of a Chinese numeral below ten thousand."""
_SHORTENED = f"(?:{_DIGIT}千)?{_DIGIT}百{_DIGIT}|{_DIGIT}千{_DIGIT}"
"""A numeral whose last magnitude is left out: 三千六 is 3600."""

_PREFIXED = "瓦|克|伏|卡|焦|赫|帕|乏|兆"
_THOUSAND = f"千(?!{_PREFIXED}|米|字|分点|方百|家万|军|里)"
_HUNDRED = "百(?!强|货|姓|分|倍|年|万|帕)"
MAGNITUDE = f"(?:[十百千]?(?:万亿|亿|万)|{_THOUSAND}|{_HUNDRED})"
"""A magnitude behind digits: the 千 of 千瓦 and 千米 belongs to the unit."""

_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]{1,3}(?: [0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
BALANCES = ("净流出", "净流入", "净增", "净减", "净额", "净利润", "利润", "差额", "结余", "亏损")
"""Words for a difference, behind which a dash is a minus."""
_SIGNED = "|".join(rf"(?<={word}[-—负])" for word in (r"\A", r"[\t(为是在于到至达从由率速幅比长降增]", *BALANCES))
_NEGATIVE = f"负(?:{_SIGNED})"
_MINUS = f"(?:[-—](?=[0-9])(?:{_SIGNED})|{_NEGATIVE}(?=[0-9]))"
CHINESE_DIGITS = "零〇一二两三四五六七八九十百千万亿"
"""The characters of numerals."""
_RUN = f"[{CHINESE_DIGITS}](?!(?<=千)(?:{_PREFIXED}))"
_POINT = "点[零一二三四五六七八九]{1,6}"
# No possessive quantifier stands around a lookahead: Python before 3.11.4 forgets it there.
CHINESE = (
    rf"(?:{_NEGATIVE}(?:(?<=\A负)|(?={_DIGIT}+点)))?{_RUN}(?<![{CHINESE_DIGITS}].)(?:{_RUN})*(?!{_RUN})(?:{_POINT})?"
)
_LONGEST = 30
"""Longer runs of digits are not amounts."""
_FINEST = 12
"""Maximum number of decimals."""

PART = rf"(?:[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?|[零一二两三四五六七八九十百]{{1,6}}(?:{_POINT})?)"
"""The number of a percentage in words: behind 百分之."""
_NO_TENTHS = (
    "[为立果功员绩效熟分套因型形材败像活片批双对网链势色衣真]"
    "|长(?!期)|就(?!业)|交(?!通)|品(?!牌)|本(?!科|地|市|省)|都(?!是|有|在|来)|人(?=[教高大])|年(?!轻)|见(?!效)"
    "|建(?=制)|行(?!业)|群(?!众)|规(?=模)|体(?=系)|文(?!化)|药(?!品|企)|不(?=变)"
)
"""What makes other words of 成: 成员, 成效, 成长, but not 三成长期失业."""
_TENTHS = rf"(?:[0-9](?:\.[0-9]{{1,2}})?|10|[一二两三四五六七八九](?:{_POINT})?|十)"
_ENDS = "(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
SHARE = (
    rf"(?P<negative>{_NEGATIVE})?(?P<of>[百千])分之(?P<part>{PART})"
    rf"|(?P<below>{_ENDS})分之(?P<above>{_ENDS})"
    rf"|(?<![A-Za-z0-9第唯统之同单{CHINESE_DIGITS}])(?<![0-9][.,])"
    rf"(?:(?P<low>{_TENTHS})(?:——?|[至到~-]))?(?P<tenths>{_TENTHS})成"
    rf"(?P<half>[半一二三四五六七八九](?![十百千万亿、]))?(?!{_NO_TENTHS})"
)
"""A share in words. `share` reads it."""


class Number(Struct, frozen=True):
    """A number as it stands in a text. `amid` is 余 or 多; `magnitude` is what its digits count by."""

    first: int
    last: int
    value: Decimal
    magnitude: int = 1
    amid: str | None = None
    chinese: bool = False

    @property
    def whole(self) -> Decimal:
        """Return the value in ones."""
        return self.value * self.magnitude

    @property
    def bare(self) -> bool:
        """Tell whether the digits have no magnitude."""
        return self.magnitude == 1

    def up_to(self, high: "Number") -> Decimal:
        """Return its value as the lower end of a range, which counts by what only the upper end names: 2至3万."""
        if self.bare and self.value < high.value:
            return self.value * high.magnitude
        large = next(size for size in (10**12, 10**8, 10**4, 1) if size <= high.magnitude)
        return self.whole * (large if self.magnitude < large and self.whole * large < high.whole else 1)


@cache
def digits() -> re.Pattern[str]:
    """Return the digits of a number, which may be an amount. It takes a hundredth of a second to compile."""
    return re.compile(rf"(?<![0-9.])(?P<digits>(?:{_MINUS})?{_ARABIC})|(?P<chinese>{CHINESE})")


@cache
def _rest() -> re.Pattern[str]:
    """Return what may follow the digits up to the unit."""
    amid = f"[{''.join(AMID)}]"
    tail = "(?:零[0-9]{1,4}|[0-9]{2,4})(?![0-9.,%年A-Za-z])"
    return re.compile(
        rf" ?(?P<amid>{amid})?(?P<magnitude>{MAGNITUDE})?"
        rf"(?P<more>(?<=[十百千万亿])(?:零?[0-9]{{1,4}}{MAGNITUDE}){{0,4}}(?:{tail})?)?(?P<amid2>{amid})?"
    )


def number_at(text: str, place: int) -> Number | None:
    """Return the number that begins at `place`; None if there is none, or a journal cannot store it."""
    found = digits().match(text, place)
    rest = found and _rest().match(text, found.end())
    read = found and (_arabic(found["digits"]) if found["digits"] else _chinese(found["chinese"]))
    if found is None or rest is None or read is None:
        return None
    value, size = read[0], read[1] * magnitude(rest["magnitude"] or "")
    last, amid = rest.end(), rest["amid"] or rest["amid2"]
    if rest["more"]:
        joined = None if rest["amid"] or not found["digits"] else _joined(value, rest["magnitude"] + rest["more"])
        if joined is None:
            last, amid = rest.start("more"), rest["amid"]
        else:
            value, size = joined, 1
    if abs(value * size) >= LARGEST:
        return None
    last = last if text[found.end() : last].strip() else found.end()
    return Number(first=place, last=last, value=value, magnitude=size, amid=amid, chinese=not found["digits"])


def _arabic(digits: str) -> tuple[Decimal, int] | None:
    plain = re.sub("[, ]", "", digits).replace("—", "-").replace("负", "-")
    whole, _, decimals = plain.partition(".")
    return (Decimal(plain), 1) if len(whole) < _LONGEST and len(decimals) <= _FINEST else None


def _joined(value: Decimal, more: str) -> Decimal | None:
    """Return the value of digits that go on with smaller magnitudes: 1 and 亿2000万."""
    if value % 1:
        return None
    whole = _whole(f"{abs(value)}{more}")
    return None if whole is None else whole.copy_sign(value)


def magnitude(word: str) -> int:
    """Return what a magnitude multiplies by: 千万 and 百亿 are two in one."""
    if not word:
        return 1
    return MAGNITUDES.get(word) or MAGNITUDES[word[0]] * MAGNITUDES[word[1:]]


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral with magnitudes and decimals, or None for other text (一二三)."""
    read = _chinese(text)
    return None if read is None else read[0] * read[1]


_COUNTED = f"(.+?)((?:(?<=\\A{_DIGIT})[百千])?(?:万亿|亿|万)?)"


def _chinese(text: str) -> tuple[Decimal, int] | None:
    """Return a Chinese numeral as what it counts and by what: 9 and 千亿 for 九千亿."""
    if not text or len(text) > _LONGEST:
        return None
    whole, _, decimals = text.removeprefix("负").partition("点")
    found = re.fullmatch(_COUNTED, whole)
    digits, word = (whole, "") if found is None or decimals or set(found[1]) & set("万亿") else found.groups()
    value = _whole(digits)
    if value is None:
        return None
    if decimals:
        value += Decimal("0." + "".join(str(_VALUES[digit]) for digit in decimals))
    return (-value if text.startswith("负") else value), magnitude(word)


def _whole(text: str) -> Decimal | None:
    """Return the value of a whole number with magnitudes, in digits or in words, or None."""
    for word in ("亿", "万"):
        left, found, right = text.partition(word)
        if found:
            high, low = _whole(left) if left else Decimal(1), _behind(right, MAGNITUDES[word])
            return None if high is None or low is None else high * MAGNITUDES[word] + low
    if re.fullmatch(_SHORTENED, text):
        return Decimal(numeral(text[:-1]) + _VALUES[text[-1]] * MAGNITUDES[text[-2]] // 10)
    return Decimal(numeral(text)) if re.fullmatch(CHINESE_NUMERAL, text) else _pieces(text)


def _behind(text: str, size: int) -> Decimal | None:
    """Return the value of what follows a magnitude and is smaller: the last digit of 九万四 counts thousands."""
    if re.fullmatch(_DIGIT, text):
        return Decimal(_VALUES[text] * size // 10)
    low = Decimal(0) if not text else None if text[0] in "百千万亿" else _whole(text.lstrip("零〇"))
    return low if low is not None and low < size else None


def _pieces(text: str) -> Decimal | None:
    """Return the value of digits with falling magnitudes below ten thousand, such as 5千6百."""
    if not re.fullmatch("(?:零?[0-9]+[千百十]?)+", text):
        return None
    pieces = [(int(digits), magnitude(word)) for digits, word in re.findall("([0-9]+)([千百十]?)", text)]
    falling = all(count * size < before for (_, before), (count, size) in pairwise(pieces))
    return Decimal(sum(count * size for count, size in pieces)) if falling else None


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral below ten thousand, such as 二十五."""
    total, digit = 0, 0
    for char in text:
        if char in "十百千":
            total += (digit or 1) * MAGNITUDES[char]
        digit = _VALUES.get(char, 0)
    return total + digit


def share(found: re.Match[str]) -> tuple[Decimal, str] | None:
    """Return value and unit of a share in words: %, ‰, or none for a fraction of one; None for 三分之五."""
    if found["of"]:
        value = percentage(found["part"])
        return None if value is None else (-value if found["negative"] else value, "%‰"["百千".index(found["of"])])
    if found["tenths"]:
        half = found["half"] or "零"
        return tenths(found["tenths"]) + Decimal(5 if half == "半" else numeral(half)) / 100, ""
    below, above = count(found["below"]), count(found["above"])
    return (round(above / below, 4), "") if below > above else None


def tenths(part: str) -> Decimal:
    """Return the value of a number of tenths, in digits or words, as a fraction of one."""
    return (percentage(part) or Decimal(0)) / 10


def percentage(part: str) -> Decimal | None:
    """Return the value of the number of a percentage in words."""
    return Decimal(part) if part[0].isdecimal() else chinese_value(part)


def count(digits: str) -> Decimal:
    """Return the value of a short number in digits or words; 0 for other text."""
    return Decimal(digits) if digits.isdecimal() else chinese_value(digits) or Decimal(0)
