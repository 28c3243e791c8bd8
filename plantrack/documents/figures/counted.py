"""Whether an amount is a figure: `两家` after 新增 is one; `两个` in a slogan and a year are not."""

import re
from functools import cache

from plantrack.documents.figures.quantities import Amount
from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import Kind

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_STOP = re.compile(r"[,。;、()\n\t ]|$|和|的|以|左右|提高|下降|增|减|上升|升|降|扩|缩|压|调")
_END = re.compile(r"[,。;、()\n\t ]|$")
_LIMITS = ("以上", "以下")
_EXACT = (None, "等")
_ROUND = 10_000
_MANIFOLD = 11
"""From this value on, a Chinese numeral with a classifier is hardly a slogan."""
_MANY = 1_000_000


def counts(text: str, amount: Amount) -> bool:
    """Tell whether the amount is a figure."""
    if amount.form not in (None, Kind.MULTIPLE):
        return True
    if amount.unit in ("年", "届", "季度"):
        return amount.qualifier == "连续" or (amount.unit == "年" and _lasting(text, amount))
    return _spoken(text, amount) if amount.chinese else _written(text, amount)


def _lasting(text: str, amount: Amount) -> bool:
    """Years are a figure if they are a limit or a duration."""
    before = text[max(amount.first - 2, 0) : amount.first]
    return amount.qualifier in _LIMITS or before in ("延长", "缩短", "提前", "寿命")


def _written(text: str, amount: Amount) -> bool:
    """Digits count with a unit or a magnitude; alone only after a word that introduces a value."""
    if (
        _FIRST_YEAR <= amount.value <= _LAST_YEAR
        and amount.value % 1 == 0
        and (amount.bare or amount.unit in unit_words("nouns"))
    ):
        return False
    before = text[max(amount.first - 4, 0) : amount.core]
    return not amount.bare or bool(_words().value.search(before) and _STOP.match(text, amount.last))


def _spoken(text: str, amount: Amount) -> bool:
    """A Chinese numeral counts with a qualifier, with a share, and with a classifier after a word of quantity."""
    before = text[max(amount.first - 8, 0) : amount.first]
    if before.endswith(("第", "每", "数", "几", "上")) and amount.first == amount.core:
        return False
    if amount.qualifier not in _EXACT:
        return bool(amount.unit) or amount.value >= _ROUND
    if amount.lone:
        return amount.value >= _MANY and amount.unit in ("名", "户", "人次")
    if not amount.unit:
        return amount.value >= _ROUND and bool(_words().value.search(before) and _STOP.match(text, amount.last))
    return amount.unit in ("倍", "%", "个百分点") or _classified(before, amount) or _trails(text, before, amount)


def _classified(before: str, amount: Amount) -> bool:
    """Tell whether the words before a plain Chinese numeral make it a count of what follows."""
    words = _words()
    if amount.unit == "个":
        return amount.value != 1 and bool(words.sure.search(before))
    if amount.unit not in words.classifiers:
        return False
    if amount.value == 1:
        return bool(words.one.search(before))
    return amount.value >= _MANIFOLD or bool(words.verbs.search(before)) or _leads(before, amount)


def _trails(text: str, before: str, amount: Amount) -> bool:
    """Tell whether a clause ends with the amount, after the noun that it counts: 举办讲座三次."""
    words = _words()
    known = amount.unit in words.tail and amount.value > 1
    return known and _END.match(text, amount.last) is not None and words.noun.search(before) is not None


def _leads(before: str, amount: Amount) -> bool:
    """Tell whether a clause begins with the amount: 两项成果获奖."""
    return amount.unit in ("家", "项", "名", "所", "座", "件") and before[-1:] in ("", *",。;\n ")


class _CountWords:
    def __init__(self) -> None:
        words = table("figure_words")["chinese"]
        ends = "(?:了|的|市|省|等)?$"
        self.value = re.compile(any_of(table("figure_words")["value"]["words"]) + "$")
        self.classifiers = frozenset(words["classifiers"])
        self.verbs = re.compile(any_of(words["verbs"]) + ends)
        self.sure = re.compile(any_of(words["sure"]) + ends)
        self.tail = self.classifiers.union(words["tail"])
        self.noun = re.compile(f"[^\\x00-\\x7f,。;、:()“《](?<![{''.join(words['told'])}])$")
        self.one = re.compile(any_of(words["ones"]) + ends)


_words = cache(_CountWords)
