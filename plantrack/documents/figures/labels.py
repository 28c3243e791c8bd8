"""The label of a figure: the words around its number, without numbers (深圳高新区GDP同比增长)."""

import re
from functools import cache

from plantrack.documents.figures.quantities import Amount
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import ALSO_BEFORE, BEFORE

_NEAR = 80
"""Maximum distance, in characters, to a figure whose subject an elliptic one shares."""
_FAR = 1000
"""Maximum length of a label, and of a sentence whose figures share their subjects, in characters."""
_TAIL = re.compile(r"[^0-9,。;、!?()\n\t]{0,30}")
_RELATIVE = re.compile(
    "(?:同比|环比|比上年|较上年|年均|平均|实际|名义|可比|分别|累计|预计|首次)*"
    "(?:(?<=比)[增降]$|增长|下降|提高|增加|减少|上升|回落|增速|占|位居|稳居|居(?=[全世首第各同东]|$)|排名|位列|总数|总量|总面积|总投资|投资|总里程|竣工|完工)"
)
_CHANGE = re.compile("同比|环比|较上年|比上年|分别|增长|下降|占(?!比)|位?居[全世首第各同]|、")
_DATED = re.compile(
    r"(?:[0-9]{4}年度?|20[0-9]{2}(?=[^0-9]))的?|\([一二三四五六七八九十]{1,3}\)"
    r"|^ ?(?:[①-⑳-]|[0-9]{1,3}[.、]) ?|^ ?[一二三四五六七八九十]{1,3}[、是]"
)
_RESPECTIVELY = re.compile("((?:同比|环比|[比较][上去]年|较年初|均)*)分别([^0-9]*)")
_NUMBERS = re.compile("[0-9]+(?:[.,][0-9]+)*")
_LIST = re.compile(r"(?:[^,。;\n]|,(?=[0-9]{3})){0,200}")
_LEADS_ON = re.compile("[、和与及] ?$|^[^、]{0,2}[到至为] ?$")
"""Words between two numbers that carry no label: a list, or 从A提高到B."""
_EDGES = " \t、,;:(的\x00"


@cache
def _ends() -> re.Pattern[str]:
    """Return the pattern of words before a number that belong to that number."""
    broken = table("figure_words")["qualifiers"]["broken"]
    kept = "".join(f"(?<!{word})" for word in [*broken, "参与", "给予"])
    return re.compile(f"(?:(?:{any_of((*BEFORE, *ALSO_BEFORE))}|以及|和|及|与|第){kept})+$")


class Labels:
    """Labels the figures of a text in order; an elliptic figure takes the subject of earlier ones."""

    def __init__(self, text: str) -> None:
        """Take the folded text."""
        self._text = text
        self._last, self._head, self._tail, self._label = -_NEAR, "", "", ""
        self._told: list[tuple[int, str]] = []

    def label(self, clause: int, amount: Amount) -> str:
        """Return the label of the next amount, whose clause begins at `clause`."""
        text, inside = self._text, self._last > clause
        between = text[self._last : amount.first].rpartition("\t")[2] if inside else text[clause : amount.first]
        tail = _trimmed((_TAIL.match(text, amount.last) or [""])[0], inside=False)
        head = self._shared(clause, amount) or self._elliptic(
            _trimmed(between, inside=inside), tail, amount, inside=inside
        )
        self._last, self._head, self._tail = amount.last, head, tail
        self._label = head + tail or self._label or amount.unit
        self._told.append((amount.last, self._label))
        return self._label

    def _elliptic(self, head: str, tail: str, amount: Amount, *, inside: bool) -> str:
        """Return the words before a number, completed by the subject or the verb that they leave out."""
        if inside and (not head or (self._tail and head.startswith(self._tail))):
            joined = not head or _LEADS_ON.search(self._text[self._last : amount.first])
            return self._head if joined else self._with_head(head)
        if inside and _RELATIVE.match(head) and self._tail.startswith(head):
            return self._with_head(head)
        near = amount.first - self._last < _NEAR and "。" not in self._text[self._last : amount.first]
        if near and _RELATIVE.match(head):
            return _CHANGE.split(self._label)[0] + head
        return _CHANGE.split(self._label)[0] if near and not head and not tail else head

    def _with_head(self, head: str) -> str:
        return self._head + head if len(self._head) < _FAR else head

    def _shared(self, clause: int, amount: Amount) -> str:
        """Return the subject of the next of several numbers: 出口、进口分别增长6%、8%.

        If the clause names none, they are the labels of the figures before it: 出口6亿元、进口8亿元,分别增长6%、8%.
        Subjects that may share their last words (家电、汽车销售额) are not split.
        """
        before = self._text[clause : amount.first]
        found = _RESPECTIVELY.search(before)
        if found is None:
            return ""
        place = len(_NUMBERS.findall(before, found.end()))
        count = place + len(_NUMBERS.findall((_LIST.match(self._text, amount.core) or [""])[0]))
        names = re.split("[、和与]|以及", before[: found.start()])
        if found.start() == 0:
            sentence = max(clause - _FAR, self._text.rfind("。", max(0, clause - _FAR), clause))
            told = [label for last, label in self._told[-count - place :] if sentence < last <= clause]
            names = [_CHANGE.split(label)[0] for label in told[-count:]]
        elif len(names) == count and names[place][-1:] != names[-1][-1:]:
            return _trimmed(before[: found.end()], inside=False)
        return _trimmed(names[place] + found[1] + found[2], inside=False) if len(names) == count else ""


def _trimmed(head: str, *, inside: bool) -> str:
    head = _DATED.sub("", head).strip(_EDGES).removeprefix("其中").lstrip(":")
    head = _ends().sub("", (head.lstrip("和与及并") if inside else head)).strip(_EDGES)
    for word in () if head.endswith(("下达", "到达")) else ("达到", "达", "了", "至", "到", "为", "共有", "由", "从"):
        head = head.removesuffix(word)
    return head
