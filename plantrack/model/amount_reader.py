"""Amounts that stand alone, as a person types them or a plan quotes them: `超2.47万家`, `CNY 6 billion`, `no. 22`.

Numbers are read by `numbers`, as in documents. What could mean two amounts is refused.
"""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import InputError
from plantrack.model.amounts import AFTER, ALSO_AFTER, ALSO_BEFORE, BEFORE, LONE, TOP, WITHIN, Quantity, as_number
from plantrack.model.measures import SHORTER, canonical_unit, converted, split_magnitude
from plantrack.model.numbers import AMID, BALANCES, LARGEST, MAGNITUDE, MAGNITUDES, SHARE, Number, number_at, share

UNREADABLE = "cannot read {text!r} as an amount; write a number with its unit, as in over 25,000 or CNY 1.58 billion"
OTHER_UNIT = "{text!r} is counted in {given}, but here the unit is {expected}"
ENGLISH_BEFORE = {
    "over": "超", "above": "超", "exceeding": "超", "more than": "超过",
    "nearly": "近", "almost": "近", "close to": "近",
    "about": "约", "around": "约", "approximately": "约", "roughly": "约",
    "at least": "至少", "not less than": "不低于", "no less than": "不低于", "no fewer than": "不低于",
    "at most": "最多", "up to": "最多", "not more than": "不超过", "no more than": "不超过",
    "under": "不足", "below": "低于", "less than": "低于", "fewer than": "少于",
    "better than": "优于", "including": "等",
}  # fmt: skip
ENGLISH_MAGNITUDES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "thousand": 10**3,
}  # fmt: skip
CURRENCIES = {
    "人民币": "元", "rmb": "元", "cny": "元", "¥": "元", "us$": "美元", "usd": "美元", "hk$": "港元", "hkd": "港元",
    "eur": "欧元", "€": "欧元", "gbp": "英镑", "£": "英镑", "jpy": "日元",
}  # fmt: skip
"""What stands before an amount of money, with its unit."""
IN_WORDS = {
    "首位": "第一位", "榜首": "第一位", "翻番": "2倍", "翻一番": "2倍", "翻两番": "4倍",
    "一半": "50%", "半数": "50%", "过半": "超过50%", "近半": "近50%", "百分百": "100%",
}  # fmt: skip
"""Amounts without a number."""

_FIRST = ("", "位", "名", "强", "甲")
_RANKS = ("位", "名", "st", "nd", "rd", "th")
_EDITIONS = ("届", "辑")
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
_BETWEEN = r"(?<=[^\s—~至到-])(?: (?:—+|[~-]) |(?:—+|[~-]) ?| ?[至到] ?| to )(?=.)"


class _Part(Struct, frozen=True):
    """One amount of a text. `unit` stands behind the number, `money` before it; `ordinal` tells of a place.

    `english` is a magnitude in English. `times` is by what an amount counts where English leaves out a unit that begins
    with a magnitude: 25 × 10,000 for 25万人.
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
        raise InputError(UNREADABLE, text=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    if low and not high.counted_in and (low.money or plain.startswith("百分之")):
        high = replace(high, unit=low.counted_in)
    last, name = _counted(high, text, unit)
    first = last if low is None else _counted(_lower(low, high), text, name)[0]
    if max(abs(first), abs(last)) >= LARGEST or (low and first >= last):
        raise InputError(UNREADABLE, text=text)
    if low is None:
        return Quantity(as_number(last), name, high.qualifier)
    return Quantity(as_number(first), name, low.qualifier or high.qualifier, as_number(last))


def _plain(text: str) -> str:
    """Return a text on one line, half width, in simplified characters; an empty one where it is too long."""
    plain = " ".join(text.translate(_FOLDED).split()) if len(text) <= _LONGEST else ""
    for phrase, word in _PHRASES.items():
        plain = plain.replace(phrase, word)
    plain = next((plain[len(word) :] for word in BALANCES if re.match(f"{word}[-—负]", plain)), plain)
    return IN_WORDS.get(plain, plain)


def _ends(text: str) -> tuple[_Part, _Part] | None:
    """Return the two amounts of a range, or None for another text. A dash may be a minus instead: 超-3%."""
    for between in re.finditer(_BETWEEN, text):
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


def _counted(part: _Part, text: str, expected: str | None) -> tuple[Decimal, str]:
    """Return value and unit of an amount, in the unit expected where there is one."""
    value, given = part.number.whole * part.times, part.counted_in
    if part.unit and part.money and canonical_unit(part.unit) != part.money:
        raise InputError(UNREADABLE, text=text)
    if expected is None:
        if not given:
            raise InputError("the amount {text!r} has no unit; write it, as in CNY 6 billion", text=text)
        return value, "位" if part.ordinal and not part.unit else SHORTER.get(given, given)
    if not given:
        return _bare(part, text, expected), expected
    placed = part.ordinal and given in _RANKS
    if placed and (expected in _RANKS or (not part.unit and expected in _EDITIONS)):
        return value, expected
    inside = converted(value, given, expected)
    if inside is None:
        raise InputError(OTHER_UNIT, text=text, given=given, expected=expected)
    return inside, expected


def _bare(part: _Part, text: str, expected: str) -> Decimal:
    """Return the value of an amount without a unit, in the unit expected."""
    own, _ = split_magnitude(expected)
    if part.times > 1:
        return part.number.whole * part.times / own
    if part.scaled and own > 1:
        facts = {"text": text, "unit": expected}
        raise InputError("{text!r} may be counted in {unit} or not; write the unit with the number", **facts)
    return part.number.whole


_ENGLISH_UNIT = r"[A-Za-z][A-Za-z’'-]{0,24}(?: [A-Za-z][A-Za-z’'-]{0,24}){0,3}"
"""What is counted in English: community hubs."""


class _AmountShape:
    """The forms of what stands before and behind a number."""

    def __init__(self) -> None:
        english = "|".join(sorted(ENGLISH_BEFORE, key=len, reverse=True))
        chinese = "|".join(map(re.escape, sorted((*BEFORE, *ALSO_BEFORE), key=len, reverse=True)))
        before = f"(?:{english}) |(?:{chinese}) ?|(?:{'|'.join(LONE)})(?=[百千万亿])"
        money = "|".join(map(re.escape, CURRENCIES))
        ordinal = r"(?:全球|世界|全国|全省|全市)?(?:第|(?P<top>前))|no\.? ?(?=[0-9])|(?P<english_top>top )"
        self.head = re.compile(
            f"(?i:(?P<before>{before})?(?P<money>{money})? ?(?P<then>{before})?(?P<ordinal>{ordinal})?)"
        )
        self.share = re.compile(SHARE)
        amid, after = f"[{''.join(AMID)}]", "|".join(map(re.escape, (*ALSO_AFTER, *AFTER)))
        no_unit = f"(?!{MAGNITUDE}|[零〇一二两三四五六七八九十万亿几数来把])"
        self.tail = re.compile(
            rf"(?P<english> ?(?i:{'|'.join(ENGLISH_MAGNITUDES)})(?![A-Za-z]))?"
            r"(?: ?× ?(?P<times>1[0,]{2,16})(?![0-9,]))? ?(?P<plus>\+)?"
            rf"(?:个(?P<within>{amid})(?P<noun>{'|'.join(unit[1:] for unit in WITHIN)})"
            rf"|(?P<unit>{no_unit}[^\d\s\x00-\x1f—~至到]{{0,12}}?|{_ENGLISH_UNIT}))"
            rf"(?P<amid>{amid})?(?P<after>{after})? ?"
        )


@cache
def _shape() -> _AmountShape:
    """Return the forms; compiled when the first amount is read, as most commands read none."""
    return _AmountShape()


def _part(text: str) -> _Part | None:
    """Return the amount that a text is, or None."""
    shape = _shape()
    head = shape.head.match(text)
    rest = text[head.end() :] if head else text
    number, own = _number(rest)
    tail = shape.tail.fullmatch(rest, number.last) if number else None
    if head is None or number is None or tail is None or (own and tail["unit"]):
        return None
    top = head["top"] or head["english_top"]
    if top and tail["unit"] not in _FIRST:
        return None
    qualifier = _qualifier(head, number, tail)
    if rest[: number.last] in MAGNITUDES.keys() - {"十"} and not qualifier:  # 万家: the number is missing
        return None
    english = (tail["english"] or "").strip().lower()
    unit = own or (f"个{tail['noun']}" if tail["noun"] else tail["unit"])
    unit = "" if top and unit in _FIRST[3:] else unit
    return _Part(
        number=replace(number, magnitude=number.magnitude * ENGLISH_MAGNITUDES.get(english, 1)),
        unit=unit,
        money=CURRENCIES.get((head["money"] or "").lower(), ""),
        qualifier=qualifier,
        ordinal=bool(head["ordinal"]) or unit in _RANKS[2:],
        scaled=bool(english or set(rest[: number.last]) & set("百千万亿")),
        english=bool(english),
        times=int((tail["times"] or "1").replace(",", "")),
    )


def _number(text: str) -> tuple[Number | None, str]:
    """Return the number at the beginning of a text, and the unit that a share has: two thirds are 66.67 %.

    Tenths count by 10 %, as those of the lower end of a range do: 三到五成.
    """
    found = _shape().share.match(text)
    if found is None:
        return number_at(text, 0), ""
    read = share(found)
    if read is None:
        return None, ""
    if found["tenths"]:
        return (None if found["low"] else Number(0, found.end(), 10 * read[0], magnitude=10)), "%"
    return Number(0, found.end(), read[0] if read[1] else 100 * read[0]), read[1] or "%"


def _qualifier(head: re.Match[str], number: Number, tail: re.Match[str]) -> str | None:
    """Return the first qualifier of an amount, under the name by which it is kept."""
    if head["top"] or head["english_top"]:
        return TOP
    before = (head["before"] or head["then"] or "").strip().lower()
    after = tail["plus"] or tail["after"] or ""
    kept = (
        ENGLISH_BEFORE.get(before) or ALSO_BEFORE.get(before, before),
        number.amid or tail["within"] or tail["amid"],
        ALSO_AFTER.get(after, after),
    )
    return next(filter(None, kept), None)
