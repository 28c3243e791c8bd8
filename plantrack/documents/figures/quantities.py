"""Amounts in running text: a number or range with its unit and the qualifiers beside it.

`counted` and `kinds` decide whether an amount is a figure, and of which kind.
"""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from plantrack.documents.figures.unit_words import UnitMatch, unit_at, unit_words
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import ALSO_AFTER, ALSO_BEFORE, BEFORE, LONE, Kind
from plantrack.model.numbers import Number, number_at

_YUAN = "人民币"
_WINDOW = 6
"""Search radius, in characters, for the qualifier before a number."""
_RANGE = re.compile(" ?(?:——?|[~-]|至|到) ?")
_FROM = re.compile("[从由自][^,。;0-9]{0,12}$")


class Amount(Struct, frozen=True, kw_only=True):
    """An amount and its span, qualifiers included. `form` is its kind if the words alone give it.

    `core` is where its number begins, `bare` says that no magnitude and no unit follows the digits.
    """

    first: int
    last: int
    core: int
    value: Decimal
    value_to: Decimal | None = None
    unit: str = ""
    qualifier: str | None = None
    form: Kind | None = None
    chinese: bool = False
    bare: bool = False
    lone: bool = False


def amount_at(text: str, place: int) -> Amount | None:
    """Return the amount whose digits begin at `place`, or None."""
    left = number_at(text, place)
    if left is None:
        return None
    unit = unit_at(text, left.last)
    if unit.name in unit_words("nouns") and unit.name != "国" and (left.chinese or not left.bare):
        unit = UnitMatch("", left.last, left.last)
    value, value_to, unit, end = _range(text, left, unit)
    lone = left.chinese and text[left.first] in "百千万亿"
    money = len(_YUAN) if unit.name == "元" and text.endswith(_YUAN, 0, left.first) else 0
    word, first = qualifier_before(text, left.first - money, lone=lone)
    qualifier = _nearest(word, left.amid or unit.amid, unit.after)
    return Amount(
        first=first, last=end, core=left.first, value=value, value_to=value_to, unit=unit.name, qualifier=qualifier,
        form=Kind.MULTIPLE if unit.name == "倍" else None, chinese=left.chinese, bare=left.bare and not unit.name,
        lone=lone,
    )  # fmt: skip


def _nearest(before: str | None, amid: str | None, after: str | None) -> str | None:
    """Return the qualifier that counts: the one before the number, except 等, which only ends a list."""
    word = before if before not in (None, "等") else amid or after or before
    return (ALSO_BEFORE | ALSO_AFTER).get(word, word) if word else None


def qualifier_before(text: str, place: int, *, lone: bool = False) -> tuple[str | None, int]:
    """Return the qualifier directly before `place`, and where the amount begins with it; 等 is not part of it.

    `lone` says that the number is a magnitude alone (上百家).
    """
    window = text[max(place - _WINDOW, 0) : place]
    found = _before(lone=lone).search(window)
    if found is None or found["broken"]:
        return None, place
    if found["far"]:
        return found["far"], place
    word = found["word"]
    return word, place if word == "等" else place - len(window) + found.start()


@cache
def _before(*, lone: bool) -> re.Pattern[str]:
    words = table("figure_words")["qualifiers"]
    broken = any_of([*words["broken"], *(words["lone_broken"] if lone else ())])
    before = any_of([*BEFORE, *ALSO_BEFORE, *(LONE if lone else ())])
    beside = f"(?:(?P<broken>{broken})|(?P<word>{before})) ?$"
    return re.compile(f"{beside}|(?P<far>{any_of(words['far'])})[^0-9,。;、超近约]{{1,4}}$")


def range_at(text: str, first: int, last: int) -> int | None:
    """Return where the upper end of a range begins whose lower end is an amount; None where no range goes on.

    从 before the lower end makes 到 behind it a change.
    """
    found = _RANGE.match(text, last)
    if found is None:
        return None
    changes = found[0].strip() in ("到", "至") and _FROM.search(text[max(first - 15, 0) : first])
    return None if changes else found.end()


def _range(text: str, left: Number, unit: UnitMatch) -> tuple[Decimal, Decimal | None, UnitMatch, int]:
    """Return value, upper value, unit and end. 从A到B holds two amounts rather than a range."""
    alone = left.whole, None, unit, unit.last if unit.name or unit.after else left.last
    start = None if unit.after else range_at(text, left.first, unit.last)
    right = number_at(text, start) if start else None
    last = unit_at(text, right.last) if right else unit
    if right is None or not (last.name or not right.bare) or (unit.name and unit.name != last.name):
        return alone
    low = left.whole if unit.name else left.up_to(right)
    if low >= right.whole:
        return alone
    return low, right.whole, last, last.last if last.name or last.after else right.last
