"""How often work comes back: 每季度末, 每月25日前, 按周, monthly."""

import re
from collections.abc import Iterator

from plantrack.characters.folding import folded
from plantrack.documents.english.dates import rhythm_in
from plantrack.documents.parsed_document import Rhythm

_EVERY = re.compile(
    r"(?<![到至为达在])(?:每(?:两?个?|隔1个?)(?P<every>[日天]|周|星期|月|季度?|半年|学期|年)|(?:按|逐)(?P<by>周|月|季度?)(?![度份节]))"
    r"(?:的?(?:首月|末月|第[一二三1-3]个月|年?[底末]|月?[底末]|[上中下]旬))?"
    r"(?:(?<=[周期])[1-6一二三四五六日天](?:[、和]周?[1-6一二三四五六日天])*(?![个次场期]))?"
    r"(?:(?<=月)的?(?:最后[1一]个?|第[1-4一二三四]个?)(?:周|星期)[1-6一二三四五六日天])?"
    r"(?:第?[0-9一二三四五]{1,3}(?:个工作日|[日号])|[0-9]{1,2}月(?:[底末]|[0-9]{1,2}[日号])?|[0-9]{1,2}[时点])?"
    r"(?:之|以)?前?,?(?:都|均|至少|不少于|定期|固定|集中|各|原则上)*"
)
"""How often, with the day of the period, by which or on which it is done."""
_RHYTHMS = {
    **dict.fromkeys("日天", Rhythm.DAY), **dict.fromkeys("周星", Rhythm.WEEK),
    "月": Rhythm.MONTH, "季": Rhythm.QUARTER, "半": Rhythm.HALF, "学": Rhythm.HALF,
}  # fmt: skip


def rhythms(plain: str) -> Iterator[tuple[int, Rhythm]]:
    """Yield the words of a folded text that say how often something is done: where each ends, and what it is."""
    for found in _EVERY.finditer(plain):
        yield found.end(), _RHYTHMS.get((found["every"] or found["by"])[0], Rhythm.YEAR)


def rhythm_of_cell(text: str) -> Rhythm | None:
    """Return how often something is done by the words of a cell that says when, in either language."""
    return next((found for _, found in rhythms(folded(text))), None) or (rhythm_in(text) if text.isascii() else None)


def rhythm_at_start(text: str) -> Rhythm | None:
    """Return how often a task comes back whose words begin with it: 每月开展比对."""
    found = _EVERY.match(folded(text))
    return _RHYTHMS.get((found["every"] or found["by"])[0], Rhythm.YEAR) if found else None
