"""The unit after a number and the qualifier after it. The words are in `vocabulary/figure_units.toml`."""

import re
from functools import cache

from msgspec import Struct

from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import AFTER, ALSO_AFTER, WITHIN
from plantrack.model.measures import SHORTER
from plantrack.model.numbers import AMID

_STOP = r"(?=[,。;、)\n]|$)"
_NO_UNIT = "的了和与及等后前时起者是,。;、:()“”《》—"
"""After a magnitude, at the end of a clause, any other single character is a unit (200万钵)."""


@cache
def unit_words(*kinds: str) -> frozenset[str]:
    """Return the units of some kinds: measures, classifiers, nouns, shares, multiples, letters."""
    return frozenset(word for kind in kinds for word in table("figure_units")[kind])


class UnitMatch(Struct, frozen=True):
    """A unit in the text, up to and with its qualifier. `name` is empty for a number alone."""

    name: str
    last: int
    core: int
    amid: str | None = None
    after: str | None = None


@cache
def _shape() -> re.Pattern[str]:
    words, broken = table("figure_units"), any_of(table("figure_words")["qualifiers"]["after_broken"])
    amid, after = any_of(AMID), any_of((*AFTER, *ALSO_AFTER))
    chinese = any_of(w for name in ("measures", "classifiers", "nouns", "shares", "multiples") for w in words[name])
    letters = f"(?:{any_of(words['letters'])}(?![A-Za-z0-9]))"
    one = f"(?:(?!{any_of(words['broken'])})(?:{chinese}|{letters}))"
    unknown = rf"(?<=[0-9][万亿])(?!{after}|{amid})[^\x00-\x7f{_NO_UNIT}]{_STOP}"
    joined = rf"\({any_of(words['joined'])}(?:、{any_of(words['joined'])})?\)"
    return re.compile(
        rf" ?(?P<unit>(?:个(?P<within>{amid})(?:{'|'.join(unit[1:] for unit in WITHIN)}))|大[类项]"
        rf"|大(?=[^大小约概致幅数])|{one}(?:{joined})?(?:/(?:每?{one}|人|年|季|月|周|日|天|时|班)(?:·(?:年|月|日|天|次))?)?|/(?:10|100|十|百)?万(?!元)|{unknown})?"
        r"(?P<amid>多(?=[,。;、的 \n]|$)|余(?=[,。;、 \n]|$))?(?P<level>级(?!台|别))?"
        rf"(?P<after>(?!{broken}){after})?"
    )


def unit_at(text: str, place: int) -> UnitMatch:
    """Return the unit at `place`."""
    found = _shape().match(text, place)
    if found is None or not (found["unit"] or found["after"]):
        return UnitMatch("", place, place)
    within, name = found["within"] or "", found["unit"] or ""
    if within:
        name = name.replace(within, "", 1)
    name = SHORTER.get(name, name)
    core = found.end("level") if found["level"] else found.end("unit")
    return UnitMatch(name + (found["level"] or ""), found.end(), core, within or found["amid"], found["after"])
