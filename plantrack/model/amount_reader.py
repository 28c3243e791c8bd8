"""Amounts that stand alone, as a person types them or a plan quotes them: `超2.47万家`, `CNY 6 billion`, `no. 22`.

Numbers are read by `numbers`, as in documents. What could mean two amounts is refused.
"""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import InputError
from plantrack.model.amounts import AFTER, ALSO_AFTER, ALSO_BEFORE, BEFORE, LONE, Quantity, as_number
from plantrack.model.measures import SHORTER, canonical_unit, converted, split_magnitude
from plantrack.model.numbers import AMID, BALANCES, LARGEST, MAGNITUDE, MAGNITUDES, SHARE, Number, number_at, share

UNREADABLE = "cannot read {text!r} as an amount; write a number with its unit, as in 突破2.5万家 or 1580.25亿元"
OTHER_UNIT = "{text!r} is counted in {given}, but here the unit is {expected}"
ENGLISH_BEFORE = {
    **dict.fromkeys(("over", "above", "exceeding"), "超"), "more than": "超过",
    **dict.fromkeys(("nearly", "almost", "close to"), "近"),
    **dict.fromkeys(("about", "around", "approximately", "roughly"), "约"),
    "at least": "至少", **dict.fromkeys(("not less than", "no less than", "no fewer than"), "不低于"),
    **dict.fromkeys(("at most", "up to"), "最多"), **dict.fromkeys(("not more than", "no more than"), "不超过"),
    "under": "不足", "below": "低于", "less than": "低于", "fewer than": "少于", "better than": "优于", "including": "等",
}  # fmt: skip
ENGLISH_MAGNITUDES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "thousand": 10**3,
}  # fmt: skip
CURRENCIES = {
    "人民币": "元", "rmb": "元", "cny": "元", "¥": "元", "us$": "美元", "usd": "美元", "hk$": "港元", "hkd": "港元",
    "eur": "欧元", "€": "欧元", "gbp": "英镑", "£": "英镑", "jpy": "日元",
}  # fmt: skip
WHOLE = {
    "首位": "第一位", "榜首": "第一位", "一半": "50%", "半数": "50%", "过半": "超过50%", "近半": "近50%", "百分百": "100%",
    "翻番": "2倍", "翻一番": "2倍", "翻两番": "4倍",
}  # fmt: skip
"""Amounts without a number."""
_ORDINALS = ("位", "名", "st", "nd", "rd", "th")
"""Units of a place among others."""
_CONTINUED = ("届", "辑")
"""Units of an edition."""
_LONGEST = 100

_FOLDED = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("−﹣", "-")
    | dict.fromkeys("–―─", "—")
    | dict.fromkeys("∼〜", "~")
    | {"≧": "≥", "≦": "≤", "￥": "¥"}
    | dict(zip("萬億兩點餘負壹贰貳叁肆伍陆陸柒捌玖拾佰仟", "万亿两点余负一二二三四五六六七八九十百千", strict=True))
)
_PHRASES = {"percentage points": "个百分点", "per cent": "%", "percent": "%", "m2": "㎡", "m²": "㎡"}
_BETWEEN = re.compile(r"(?<=[^\s—~至到-])(?: (?:—+|[~-]) |(?:—+|[~-]) ?| ?[至到] ?| to )(?=.)")


class _Part(Struct, frozen=True):
    """One amount of a text. `unit` stands behind the number, `money` before it; `scaled` tells of a magnitude.

    `times` is by what an amount in English counts where its unit does: 25 × 10,000 for 25万人.
    """

    number: Number
    unit: str
    money: str
    qualifier: str | None
    ordinal: bool
    scaled: bool
    english: bool
    times: int

    @property
    def counted_in(self) -> str:
        """Return the unit that the text gives."""
        return self.unit or self.money or ("位" if self.ordinal else "")


def parse_quantity(text: str, unit: str | None = None) -> Quantity:
    """Read one amount as people write it, in `unit` where one is expected; a bare number takes it.

    Raises InputError for anything that is not one amount, is ambiguous, or is counted in another unit.
    """
    found = parse_range(text, unit)
    if found.value_to is not None:
        raise InputError("{text!r} is a range; write the one amount that is meant", text=text)
    return found


def parse_range(text: str, unit: str | None = None) -> Quantity:
    """Read an amount, or a range between two: 5%—6%, 两到三万人次. Raises InputError for anything else."""
    plain = _plain(text)
    low, high = _ends(plain) or (None, _part(plain))
    if high is None:
        raise InputError(UNREADABLE, text=text)
    if low is None:
        value, name = _counted(high, text, unit)
        return Quantity(_number(value, text), name, high.qualifier)
    if not high.counted_in and (low.money or plain.startswith("百分之")):
        high = replace(high, unit=low.counted_in)
    value_to, name = _counted(high, text, unit)
    value, _ = _counted(_lower(low, high), text, name)
    if value >= value_to:
        raise InputError(UNREADABLE, text=text)
    return Quantity(_number(value, text), name, low.qualifier or high.qualifier, _number(value_to, text))


def _ends(text: str) -> tuple[_Part, _Part] | None:
    """Return the two amounts of a range, or None for another text. A dash may be a minus instead: 超-3%."""
    for between in _BETWEEN.finditer(text):
        low, high = _part(text[: between.start()]), _part(text[between.end() :])
        if low and high:
            return low, high
    return None


def _lower(low: _Part, high: _Part) -> _Part:
    """Return the lower end of a range, counted as the upper end says where it says nothing itself: 2至3万家."""
    if low.unit or (low.money and high.money):
        return low
    number = low.number if low.english else replace(low.number, value=low.number.up_to(high.number), magnitude=1)
    return replace(low, number=number, unit=high.unit, times=high.times, scaled=low.scaled or high.scaled)


def _number(value: Decimal, text: str) -> float | int:
    if abs(value) >= LARGEST:
        raise InputError(UNREADABLE, text=text)
    return as_number(value)


def _counted(part: _Part, text: str, expected: str | None) -> tuple[Decimal, str]:
    """Return value and unit of an amount, in the unit expected where there is one."""
    value, given = part.number.whole, part.counted_in
    if part.unit and part.money and canonical_unit(part.unit) != part.money:
        raise InputError(UNREADABLE, text=text)
    if expected is None:
        if not given:
            raise InputError("the amount {text!r} has no unit; write it, as in 2.5万家", text=text)
        return value, "位" if given in _ORDINALS and given != "名" else SHORTER.get(given, given)
    if not given:
        own = split_magnitude(expected)[0]
        if part.times > 1:
            return value * part.times / own, expected
        if part.scaled and own > 1:
            facts = {"text": text, "unit": expected}
            raise InputError("{text!r} may be counted in {unit} or not; write the unit with the number", **facts)
        return value, expected
    if part.ordinal and (given in _ORDINALS) and (expected in _ORDINALS or (not part.unit and expected in _CONTINUED)):
        return value, expected
    inside = converted(value, given, expected)
    if inside is None:
        units = {"given": given, "expected": expected}
        raise InputError(OTHER_UNIT, text=text, **units)
    return inside, expected


def _plain(text: str) -> str:
    """Return a text on one line, half width, in simplified characters, or an empty one where it is too long."""
    plain = " ".join(text.translate(_FOLDED).split()) if len(text) <= _LONGEST else ""
    for phrase, word in _PHRASES.items():
        plain = plain.replace(phrase, word)
    plain = next((plain[len(word) :] for word in BALANCES if re.match(f"{word}[-—负]", plain)), plain)
    return WHOLE.get(plain, plain)


def _part(text: str) -> _Part | None:
    """Return the amount that a text is, or None."""
    shape = _shape()
    head = shape.head.match(text)
    rest = text[head.end() :] if head else text
    share_found = shape.share.match(rest)
    read = share(share_found) if share_found else None
    if share_found:
        if read is None:
            return None
        fraction = not read[1]
        number: Number | None = Number(0, share_found.end(), read[0] * (100 if fraction else 1))
    else:
        number = number_at(rest, 0)
    tail = number and shape.tail.fullmatch(rest, number.last)
    if head is None or number is None or tail is None or (read and tail["unit"]):
        return None
    english = (tail["english"] or "").strip().lower()
    if english:
        number = replace(number, magnitude=number.magnitude * ENGLISH_MAGNITUDES[english])
    within = re.fullmatch("个([余多])(.+)", tail["unit"])
    before = (head["before"] or head["then"] or "").strip().lower()
    after = tail["after"] or tail["plus"] or ""
    qualifier = (
        (ENGLISH_BEFORE | ALSO_BEFORE).get(before, before)
        or number.amid
        or (within[1] if within else tail["amid"])
        or ALSO_AFTER.get(after, after)
    )
    if rest[: number.last] in MAGNITUDES.keys() - {"十"} and not qualifier:  # 万家: the number is missing
        return None
    unit = f"个{within[2]}" if within else tail["unit"]
    return _Part(
        number=number,
        unit=(read[1] or "%") if read else unit,
        money=CURRENCIES.get((head["money"] or "").lower(), ""),
        qualifier=qualifier or None,
        ordinal=bool(head["ordinal"]) or unit in _ORDINALS[2:],
        scaled=bool(english or set(rest[: number.last]) & set("百千万亿")),
        english=bool(english),
        times=int((tail["times"] or "1").replace(",", "")),
    )


class _Shape:
    """The forms of what stands before and behind a number."""

    def __init__(self) -> None:
        english = "|".join(sorted(ENGLISH_BEFORE, key=len, reverse=True))
        chinese = "|".join(map(re.escape, sorted((*BEFORE, *ALSO_BEFORE), key=len, reverse=True)))
        before = f"(?:{english}) |(?:{chinese}) ?|(?:{'|'.join(LONE)})(?=[百千万亿])"
        money = "|".join(map(re.escape, CURRENCIES))
        self.head = re.compile(
            rf"(?i:(?P<before>{before})?(?P<money>{money})? ?(?P<then>{before})?)"
            rf"(?P<ordinal>(?:全球|世界|全国|全省|全市)?第|(?i:no)\.? ?(?=[0-9]))?"
        )
        self.share = re.compile(SHARE)
        amid, after = f"[{''.join(AMID)}]", "|".join(map(re.escape, (*ALSO_AFTER, *AFTER)))
        self.tail = re.compile(
            rf"(?P<english> ?(?i:{'|'.join(ENGLISH_MAGNITUDES)})(?![A-Za-z]))? ?"
            rf"(?: ?× ?(?P<times>1[0,]{{2,16}})(?![0-9,]))?(?P<plus>\+)?(?P<unit>(?!{MAGNITUDE}|[零〇一二两三四五六七八九十万亿几数来把])[^\d\s\x00-\x1f—~至到]{{0,12}}?)(?P<amid>{amid})?(?P<after>{after})? ?"
        )


@cache
def _shape() -> _Shape:
    """Return the forms; compiled when the first amount is read, as most commands read none."""
    return _Shape()
