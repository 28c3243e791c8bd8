"""The numbers of an English text: opened 2 community hubs, planted 1,240 trees, cut waiting times by 12%.

A number counts what stands behind it, up to the next small word; money and percentages count themselves. Of `from 112
to 80` and `to 80 (from 112)` the value is 80 and the baseline 112. Dates, numbers of chapters, versions and names
(Phase 2, Windows 11) are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from plantrack.characters.folding import without
from plantrack.documents.english.dates import dates_in
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.documents.vocabulary import any_of, listed, table
from plantrack.model.amount_reader import CURRENCIES, ENGLISH_BEFORE, ENGLISH_MAGNITUDES
from plantrack.model.amounts import Kind, as_number
from plantrack.model.numbers import LARGEST

_SAID = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_POINTS = "个百分点"
_SYMBOLS = {**CURRENCIES, "$": "美元"}
_MAGNITUDES = {**ENGLISH_MAGNITUDES, "m": 10**6, "k": 10**3, "b": 10**9}
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
_MARKERS = re.compile(
    r"^[ \t]*\(?[a-z]\)(?=[ \t])|^[ \t]*(?:[-*•] )?\(?[0-9]{1,3}(?:(?:\.[0-9]{1,3})+[.)]?|[.)])(?=[ \t])"
    r"|\bv?[0-9]+\.[0-9]+(?:\.[0-9]+)+|\bv[0-9.]+",
    re.MULTILINE,
)
_CLAUSE = re.compile(r"[.;:!?](?=\s|$)|\n|,(?=\s)|\band\b")
_BASELINE = re.compile(
    r"[^.;\n]{0,25}?[( ,](?:up |down )?(?:from|baseline|currently|against|compared (?:to|with))[: ]+"
    rf"(?:a baseline of |the current |of )?[£$€]?(?P<old>{_DIGITS})"
)
_GREW = re.compile(r"\b(?:by|(?:increase|reduction|rise|fall|growth|cut|drop) of) $")
_BOX = re.compile(r"^(?:[-*•] )?\[[ xX]\] ")
_AROUND_LABEL = re.compile(
    r"^(?:we|it|they) (?:have |has |will )?|^of |(?: (?:to|by|from|of|at|for|in))+$", re.IGNORECASE
)
_FAR = 200
"""Search radius, in characters, for the words around a number."""
_EDGES = " ,.;:()—-"


@cache
def _number() -> re.Pattern[str]:
    before = any_of(ENGLISH_BEFORE)
    money = any_of(_SYMBOLS)
    small = listed("en/figures", "units", "small")
    added = any_of(("more", "additional", "extra", "further", "other"))
    word = rf"(?!{small}\b)[a-z][\w’'-]*"
    noun = rf"(?:[A-Z]{{2,5}}[ ])?{word}(?:[ ](?:{word}|[A-Z]{{2,5}}\b)){{0,2}}|[a-zA-Z]?[A-Z]{{1,2}}h?\b"
    return re.compile(
        rf"(?P<before>\b(?i:{before}) )?(?P<money>(?i:{money}) ?)?"
        rf"(?<![\w.,/#—-])(?:(?P<digits>{_DIGITS})|(?<![\w-])(?P<said>(?i:{'|'.join(_SAID)}))(?=[ ][a-z]))"
        rf"(?![\d/]|[.,][0-9])"
        rf"(?:[ ]?(?P<size>(?i:{any_of(ENGLISH_MAGNITUDES)})\b|[mkb](?![\w’'-])))?(?P<plus>\+)?"
        rf"(?:[ ]?(?P<share>%|per ?cent\b)|[ ](?P<points>percentage points?|pp)\b|[ ](?:{added} )*(?P<noun>{noun}))?"
        r"(?![\w]|-[a-z])"
    )


def find_english_figures(
    text: str, plain: str, period: str | None, *, planned: bool, first: int, last: int
) -> Iterator[DocumentFigure]:
    """Yield the figures from `first` up to `last`, of the summary or of the plan part."""
    part = _masked(plain[first:last])
    baseline, told = None, 0
    for found in _number().finditer(part):
        value, unit = _value(found), _unit(part, found)
        if found.start() < told or value >= LARGEST or _named(part, found):
            continue
        if _leads(part, found):
            baseline = value
            continue
        old, told = _from_behind(part, found)
        old, baseline = baseline if old is None else old, None
        if not unit:
            continue
        a, b = first + found.start(), first + found.end()
        yield DocumentFigure(
            quote=text[a:b], offset=a, value=as_number(value), unit=unit, kind=_kind(part, found, planned=planned),
            qualifier=_qualifier(found), label=_label(text[first:last], part, found) or unit, period=period,
            baseline=None if old is None else as_number(old),
        )  # fmt: skip


def _masked(plain: str) -> str:
    """Return a text of the same length without dates and the numbers of chapters and versions."""
    plain = _MARKERS.sub(lambda found: " " * len(found[0]), plain)
    return without(plain, ((one.first, one.last) for one in dates_in(plain)))


def _value(found: re.Match[str]) -> Decimal:
    if found["said"]:
        return Decimal(_SAID.index(found["said"].lower()) + 2)
    return Decimal(found["digits"].replace(",", "")) * _MAGNITUDES.get((found["size"] or "").lower(), 1)


def _before(part: str, place: int) -> str:
    """Return the words of a sentence before a place, as far as they are looked at."""
    return re.split(r"[.;\n](?=\s|$)", part[max(0, place - _FAR) : place])[-1]


def _unit(part: str, found: re.Match[str]) -> str:
    """Return what is counted: money, a share, the words behind the number, or those of `the number of …` before it."""
    if found["money"]:
        return _SYMBOLS[found["money"].strip().lower()]
    if found["share"] or found["points"]:
        return "%" if found["share"] else _POINTS
    if found["noun"]:
        return str(found["noun"])
    small = listed("en/figures", "units", "small")
    named = re.search(rf"[Nn]umber of ((?:(?!{small}\b)[a-z][\w’'-]*[ ]?){{1,3}})", _before(part, found.start()))
    word = rf"(?!{small}\b|(?:rose|fell|grew|increased|dropped)\b)[a-z][\w’'-]*"
    told = rf"(?:^|[A-Z]\w+ |\b(?:of|the|our) )((?:{word} ){{1,3}}(?:per {word} )?)"
    told += "(?:rose |fell |grew |increased |dropped )?"
    named = named or re.search(rf"{told}(?:from [£$€\d.,%]+ )?to $", _before(part, found.start()))
    return named[1].strip() if named else ""


def _named(part: str, found: re.Match[str]) -> bool:
    """Tell whether a number belongs to the name before it: Phase 2, Windows 11, aged 16."""
    before = re.search(r"(?P<more>\S*[ ])?(?P<word>\S+)[ ]$", _before(part, found.start()))
    if before is None or found["money"] or found["share"]:
        return False
    within = bool((before["more"] or "").strip(" -•*"))
    name = within and before["word"][0].isupper() and before["word"].isalnum()
    return name or before["word"].lower() in table("en/figures")["units"]["numbered"]


def _leads(part: str, found: re.Match[str]) -> bool:
    """Tell whether a number is the one that another starts from: from 112 to 80."""
    to = re.compile(r"[^.;,\n]{0,30}? to\b").match(part, found.end())
    return to is not None and _before(part, found.start()).lower().endswith("from ")


def _from_behind(part: str, found: re.Match[str]) -> tuple[Decimal | None, int]:
    """Return the number behind another that it starts from, and where it ends: 80 (from 112), 80% (baseline: 64%)."""
    rest = _BASELINE.match(part, found.end())
    return (Decimal(rest["old"].replace(",", "")), rest.end()) if rest else (None, 0)


def _kind(part: str, found: re.Match[str], *, planned: bool) -> Kind:
    if planned:
        return Kind.TARGET
    grew = (found["share"] or found["points"]) and _GREW.search(_before(part, found.start()))
    return Kind.GROWTH if grew else Kind.MEASURE


def _qualifier(found: re.Match[str]) -> str | None:
    if found["plus"]:
        return "以上"
    return ENGLISH_BEFORE[found["before"].strip().lower()] if found["before"] else None


def _label(text: str, part: str, found: re.Match[str]) -> str:
    far = max(0, found.start() - _FAR)
    start = max((one.end() for one in _CLAUSE.finditer(part, far, found.start())), default=far)
    stop = _CLAUSE.search(part, found.end(), found.end() + _FAR)
    end = stop.start() if stop else min(len(text), found.end() + _FAR)
    core = found.start("noun") if found["noun"] else found.end()
    around = part[start : found.start()], text[core:end]
    words = _BOX.sub("", " ".join(" ".join(around).split()))
    words = re.sub(r"\([^()]*\)?$", "", words.strip(" ,.;:")).strip(_EDGES)
    return _AROUND_LABEL.sub("", words)
