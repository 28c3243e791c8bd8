"""Special forms of amounts: editions, ranks, fractions, doublings, streaks.

第25届, 首位, 全国第二, 前十, 七成, 三分之一, 百分之五, 1:3.4, 翻一番, 六连冠.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from plantrack.documents.figures.quantities import Amount, qualifier_before, range_at
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import AFTER, ALSO_AFTER, TOP, Kind
from plantrack.model.numbers import PART, SHARE, count, percentage, share, tenths

_NUMERAL = "(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
_END = r"(?=[,。;:!?、()“”\x00 \t\n]|的|和|与|并|且|及|以|$)"
_UPPER = re.compile(f"(?P<of>[百千])分之(?P<part>{PART})|(?P<bare>{PART})(?:{_END}|(?=之间))")
_Reader = Callable[[str, "re.Match[str]"], Amount | None]


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all special forms; the name of the matching group is the form."""
    rank, runs = table("figure_words")["rank"], table("figure_words")["streak"]["runs"]
    places = any_of(rank["places"])
    return re.compile(
        rf"第(?P<edition>{_NUMERAL})[届辑个]"
        rf"|{places}第(?P<placed>{_NUMERAL})(?:大|[位名]|{_END})"
        rf"|第(?P<counted>{_NUMERAL})(?=[位名](?!者))"
        r"|1[:∶](?P<ratio>[0-9]{1,4}(?:\.[0-9]{1,4})?)(?![0-9:∶])"
        r"|(?<![0-9.])(?P<to_one>[0-9]{1,4}(?:\.[0-9]{1,4})?)[:∶]1(?![0-9.:∶])"
        rf"|第(?P<ordinal>{_NUMERAL}){_END}"
        rf"|(?P<first>{any_of(rank['first'])})(?!度)"
        rf"|(?<![提以之目当此向空])前(?P<top>{_NUMERAL})(?:[位名甲强]|{_END}|(?=行列|之列))"
        rf"|{SHARE}"
        r"|(?P<most>[过近超]半)(?![年月天径导])数?"
        rf"|翻了?[近超]?(?P<turned>{_NUMERAL}|)番"
        r"|(?P<turned_over>翻)倍"
        r"|(?P<all>百分百)"
        r"|(?<![0-9./])(?P<parts>[1-9]/[2-9])(?![0-9./年月万])"
        rf"|(?P<run>{_NUMERAL}){any_of(runs)}"
    )


def form_of(text: str, found: re.Match[str]) -> Amount | None:
    """Return the amount of a special form, or None if it only looks like one."""
    name = next(name for name in _READERS if found[name] is not None)
    return _READERS[name](text, found)


def _ranked(found: re.Match[str], name: str) -> Amount:
    return _plain(found, count(found[name]), "名" if found[0].endswith("名") else "位", Kind.RANK)


def _counted(text: str, found: re.Match[str]) -> Amount | None:
    first, last = found.start(), found.end() + 1
    if _spoken(text, first):
        return None
    value, unit = count(found["counted"]), text[last - 1]
    return Amount(first=first, last=last, core=first, value=value, unit=unit, form=Kind.RANK)


def _ratio(text: str, found: re.Match[str]) -> Amount | None:
    before = text[max(found.start() - 16, 0) : found.start()]
    value = Decimal(found["ratio"] or found["to_one"])
    return _qualified(text, found, value, "", None) if re.search("[比率]", before) else None


def _spoken(text: str, place: int) -> bool:
    """Tell whether "first" is figurative here: 摆在首位."""
    return _words().spoken.search(text[max(place - 10, 0) : place]) is not None


def _ordinal(text: str, found: re.Match[str]) -> Amount | None:
    among = _words().among.search(text[max(found.start() - 20, 0) : found.start()])
    ranks = among and not _spoken(text, found.start())
    return _plain(found, count(found["ordinal"]), "位", Kind.RANK) if ranks else None


class _FormWords:
    def __init__(self) -> None:
        rank = table("figure_words")["rank"]
        self.spoken = re.compile(f"{any_of(rank['spoken'])}(?:了|突出|重要|优先|更加突出)?(?:的)?$")
        listed = f"(?:第{_NUMERAL}[位名]?[、和与])"
        self.among = re.compile(
            f"{any_of(rank['verbs'])}(?:了|到|在|了全国|各省)?{listed}*$|{any_of(rank['places'])}{listed}+$"
        )
        self.after = re.compile(rf"{any_of((*AFTER, *ALSO_AFTER))}|[多余](?=[,。;、的\n]|$)")


_words = cache(_FormWords)


def _share(text: str, found: re.Match[str]) -> Amount | None:
    read = share(found)
    if read is None:
        return None
    amount = _qualified(text, found, *read, None if read[1] else Kind.FRACTION)
    return _up_to(text, amount, found["of"]) if found["of"] and amount.last == found.end() else amount


def _tenths(text: str, found: re.Match[str]) -> Amount | None:
    """Return a number of tenths, or a range: 三到五成. 从三到五成 is a change, to the latter."""
    amount = _share(text, found)
    low = tenths(found["low"]) if found["low"] else None
    if amount is None or low is None or low >= amount.value:
        return None if low else amount
    if range_at(text, found.start(), found.end("low")) is None:
        return replace(amount, first=found.start("tenths"), core=found.start("tenths"), qualifier=None)
    return replace(amount, value=low, value_to=amount.value)


def _up_to(text: str, amount: Amount, of: str) -> Amount:
    """Return a percentage, up to another one where it begins a range: 百分之三到百分之五, 百分之三到五."""
    start = range_at(text, amount.core, amount.last)
    found = None if start is None else _UPPER.match(text, start)
    value = percentage(found["part"] or found["bare"]) if found and found["of"] in (None, of) else None
    if found is None or value is None or value <= amount.value:
        return amount
    return replace(amount, value_to=value, last=found.end())


def _most(text: str, found: re.Match[str]) -> Amount | None:
    first, last = found.span()
    word = {"过": "超过"}.get(found[0][0], found[0][0])
    return Amount(first=first, last=last, core=first, value=Decimal("0.5"), qualifier=word, form=Kind.FRACTION)


def _turned(text: str, found: re.Match[str]) -> Amount | None:
    amount = _qualified(text, found, Decimal(2) ** count(found["turned"] or "1"), "倍", Kind.MULTIPLE)
    within = re.search("[近超]", found[0])
    return replace(amount, qualifier=within[0]) if within else amount


def _parts(text: str, found: re.Match[str]) -> Amount | None:
    above, below = map(Decimal, found["parts"].split("/"))
    return _qualified(text, found, round(above / below, 4), "", Kind.FRACTION) if below > above else None


_READERS: dict[str, _Reader] = {
    "edition": lambda text, found: _plain(found, count(found["edition"]), found[0][-1], Kind.EDITION),
    "placed": lambda text, found: _ranked(found, "placed"),
    "counted": _counted,
    "ratio": _ratio,
    "to_one": _ratio,
    "ordinal": _ordinal,
    "first": lambda text, found: None if _spoken(text, found.start()) else _plain(found, Decimal(1), "位", Kind.RANK),
    "top": lambda text, found: replace(_ranked(found, "top"), qualifier=TOP),
    "of": _share,
    "below": _share,
    "tenths": _tenths,
    "most": _most,
    "turned": _turned,
    "turned_over": lambda text, found: _qualified(text, found, Decimal(2), "倍", Kind.MULTIPLE),
    "all": lambda text, found: _qualified(text, found, Decimal(100), "%", None),
    "parts": _parts,
    "run": lambda text, found: _plain(found, count(found["run"]), found[0][len(found["run"]) :], Kind.STREAK),
}


def _plain(found: re.Match[str], value: Decimal, unit: str, form: Kind) -> Amount:
    first, last = found.span()
    return Amount(first=first, last=last, core=first, value=value, unit=unit, form=form)


def _qualified(text: str, found: re.Match[str], value: Decimal, unit: str, form: Kind | None) -> Amount:
    word, first = qualifier_before(text, found.start())
    tail = _words().after.match(text, found.end())
    last, after = (tail.end(), ALSO_AFTER.get(tail[0], tail[0])) if tail else (found.end(), None)
    core, qualifier = found.start(), word or after
    return Amount(first=first, last=last, core=core, value=value, unit=unit, qualifier=qualifier, form=form)
