"""The kind of a figure, from the words before and after it, in the summary and in the plan."""

import re
from functools import cache

from plantrack.documents.figures.quantities import Amount
from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import Kind

_BEHIND = ("以上", "以下", "以内")
_LIMITS = (*_BEHIND, "超", "超过", "不低于", "不超过", "不足", "低于", "高于")
_BOUNDS = ("不超过", "不高于", "不多于", "不低于", "不少于", "最多", "至少")
_TO = re.compile("[^,。;、0-9]{1,8}[到至为]")
_NOUN = re.compile(
    r"(?:、[超过不低于]{0,3}[0-9.]{1,8}[万亿]{0,2}元)?的?[^\x00-\x7f,。;、:()《》“”和与及且或并达占为居]"
)
_LISTED = re.compile("[^,。;、]{1,12}[、和]")
_JOINED = re.compile(r"[、和与及~—-]|以及")


def kind_of(text: str, clause: int, amount: Amount, previous: tuple[Amount, Kind] | None, *, planned: bool) -> Kind:
    """Return the kind of an amount whose clause begins at `clause`. `previous` is the figure before it."""
    if amount.form in (Kind.EDITION, Kind.STREAK) or amount.qualifier == "连续":
        return amount.form or Kind.STREAK
    if _condition(text, amount):
        return Kind.THRESHOLD
    beside = previous is not None and _JOINED.fullmatch(text, previous[0].last, amount.first) is not None
    if (
        previous
        and beside
        and previous[0].unit == amount.unit
        and (previous[1] is not Kind.THRESHOLD or _NOUN.match(text, amount.last))
    ):
        return previous[1]
    before = text[max(clause, previous[0].last if previous else 0) : amount.first]
    if planned and previous and _goes_on(text, clause, previous, before):
        return previous[1]
    if planned:
        ranked = amount.form is Kind.RANK
        return Kind.RANK if ranked else _planned(text, before, text[clause : amount.first], amount)
    return amount.form or (Kind.GROWTH if _changes(before, amount) else Kind.MEASURE)


def _changes(before: str, amount: Amount) -> bool:
    """Tell whether the amount is a change of a level. A number of things more than last year is not."""
    if amount.unit in unit_words("shares") and before.endswith("+"):
        return True
    if not grows(before):
        return amount.unit in unit_words("shares") and amount.value < 0 and before.endswith("(")
    words = _words()
    if amount.unit in ("%", "‰") and not grows(before, shares=True):
        return False
    level = amount.unit in words.levels or "/" in amount.unit
    return amount.unit in unit_words("shares") or (level and words.compared.search(before) is not None)


def grows(before: str, *, shares: bool = False) -> bool:
    """Tell whether the words before a percentage make it a rate of change; `shares` excludes shares of a whole."""
    return _growth(shares=shares).search(before) is not None and _gap().search(before) is None


@cache
def _growth(*, shares: bool) -> re.Pattern[str]:
    words = table("figure_words")["growth"]
    level = "".join([*words["level"], *(words["shares"] if shares else ())])
    verbs = f"(?!{any_of(words['broken'])}){any_of(words['verbs'])}"
    return re.compile(rf"{any_of(words['nouns'])}[^,。;]*$|{verbs}[^,。;{level}]{{0,8}}$")


@cache
def _gap() -> re.Pattern[str]:
    words = table("figure_words")["growth"]
    gaps = f"(?:{any_of(words['gaps'])}|[比较][^,。;]{{1,20}}(?<![提减降增偏]){any_of(words['gap'])}出?)"
    return re.compile(gaps + "[^,。;增降提升减]{0,12}$")


def _condition(text: str, amount: Amount) -> bool:
    """Tell whether the amount limits what is counted: 投资5亿元以上项目."""
    if amount.qualifier in _BEHIND and amount.unit.endswith("级"):
        return True
    counted = amount.qualifier in _BEHIND and text[amount.last : amount.last + 1].isdecimal()
    if not counted and not _NOUN.match(text, amount.last):
        return False
    return amount.unit in ("岁", "周岁") or (amount.qualifier in _LIMITS and _limits(text, amount))


def _limits(text: str, amount: Amount) -> bool:
    """Tell whether a bound before a noun is a condition rather than a count."""
    words = _words()
    if amount.unit in unit_words("shares"):
        before = text[max(amount.first - 6, 0) : amount.first]
        return text.startswith("的", amount.last) and (grows(before) or words.rate.search(before) is not None)
    if amount.unit == "":
        return amount.value >= 10**8
    if text[amount.core : amount.last].endswith(("及以上", "及以下")):
        return True
    behind = amount.qualifier in _BEHIND
    measured = words.measured.search(text[max(amount.first - 6, 0) : amount.first]) is not None
    measured = measured or words.sized.match(text, amount.last) is not None
    return amount.unit not in unit_words("nouns", "classifiers") and (
        behind or measured or text.startswith("的", amount.last)
    )


def _goes_on(text: str, clause: int, previous: tuple[Amount, Kind], before: str) -> bool:
    """Tell whether this figure continues the one before it: another given size, or another stretch goal."""
    between = text[previous[0].last : clause]
    if previous[1] is Kind.STRETCH:
        return clause > previous[0].last and _striven(text, clause, previous[0], between)
    return previous[1] is Kind.PARAMETER and _LISTED.fullmatch(before) is not None


def _striven(text: str, clause: int, previous: Amount, between: str) -> bool:
    """Tell whether a clause continues a stretch goal: it has no new action and no goal of its own."""
    words = _words()
    if re.search("[。;\n]", between) or words.acts.match(text, clause) or words.headlines.match(text, clause):
        return False
    return words.alone.search(text[max(previous.core - 10, 0) : previous.core]) is None


def _planned(text: str, before: str, clause: str, amount: Amount) -> Kind:
    if _words().stretch.search(clause):
        return Kind.STRETCH
    if before.endswith(("从", "由")) and _TO.match(text, amount.last):
        return Kind.MEASURE
    return Kind.PARAMETER if _given(text, before, amount) else Kind.TARGET


def _given(text: str, before: str, amount: Amount) -> bool:
    """Tell whether the amount is the size of an existing thing: 用好20亿元基金."""
    words = _words()
    if amount.unit in ("小时", "分钟", "天", "年", "个月"):
        return words.things.match(text, amount.last) is not None
    if amount.unit in ("米", "公里") and words.reach.match(text, amount.last):
        return True
    if amount.qualifier in _BOUNDS and words.rules.search(before):
        return True
    if text.startswith("的", amount.last):
        return words.measured.search(before) is not None
    governed = words.verbs.search(before) is not None and _NOUN.match(text, amount.last) is not None
    return governed or amount.unit == "大" or amount.unit.endswith("级")


class _KindWords:
    def __init__(self) -> None:
        words = table("figure_words")
        stretch, given, growth = words["stretch"], words["given"], words["growth"]
        applied = f"争取[^,。;0-9]{{0,12}}{any_of(stretch['applied'])}"
        self.stretch = re.compile(f"(?!{any_of(stretch['broken'])}|{applied}){any_of(stretch['words'])}")
        self.alone = re.compile(f"{any_of(stretch['words'])}{any_of(stretch['alone'])}?$")
        self.headlines = re.compile(f"[^0-9,。;]{{0,12}}?{any_of(stretch['headlines'])}")
        self.levels = frozenset(growth["levels"])
        self.compared = re.compile(f"{any_of(growth['compared'])}[^,。;]{{1,12}}$")
        done = "".join(f"(?<!{word})" for word in given["done"])
        self.verbs = re.compile(f"{done}{any_of(given['verbs'])}[^,。;]{{0,6}}$")
        self.rules = re.compile(any_of(given["rules"]))
        self.acts = re.compile(any_of(words["chinese"]["verbs"]))
        self.measured = re.compile(f"{any_of(words['threshold']['measured'])}$")
        self.rate = re.compile(f"{any_of(words['threshold']['rates'])}$")
        self.sized = re.compile(f"{any_of(words['threshold']['things'])}(?:共|达|有|超|累计|数量|总数|达到)*[0-9]")
        self.reach = re.compile(any_of(given["reach"]))
        self.things = re.compile(f"[^,。;、\n]{{0,4}}?{any_of(given['things'])}")


_words = cache(_KindWords)
