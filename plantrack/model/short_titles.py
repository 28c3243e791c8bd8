"""Short titles: what a plan, a task or a milestone is called in a sentence, where its whole title has no room."""

import re
from unicodedata import east_asian_width

from plantrack.model.plan import Milestone, Plan, Task, Text

ROOM, ENGLISH_ROOM = 40, 60
"""Columns of a title in a sentence: 20 Chinese characters, or some ten English words."""
_CLAUSE_END = re.compile(r"[，；：。、]|[,;:](?=\s)")
_WORD_END = re.compile(r"\s")
_HANGING = re.compile(r"(?:\s(?:a|an|the|of|for|and|or|to|in|on|at|by|with|from|into))+$", re.IGNORECASE)
"""The words that no title ends in."""
_OPENING, _CLOSING = "《〈（「“(", "》〉）」”)"


def short_title(entry: Plan | Task | Milestone) -> Text:
    """Return the `short` title of the entry, else its title; a long one is cut at the end of a clause, with `…`."""
    if not isinstance(entry, Milestone) and entry.short:
        return entry.short
    return Text(*map(_shortened, (entry.title.zh, entry.title.en)))


def _shortened(title: str) -> str:
    """Return a title that fits: cut at its last clause, else at a word, else anywhere.

    Quoted names stay whole, but for one that would leave little more than what stands before it.
    """
    room = ROOM if _columns(title) > len(title) else ENGLISH_ROOM
    if _columns(title) <= room:
        return title
    head = title[:room]
    while _columns(head) > room - 2:
        head = head[:-1]
    for end, least in ((_CLAUSE_END, 1), (_WORD_END, room // 2)):
        places = [found.start() for found in end.finditer(title, 0, len(head) + 1) if _closed(title[: found.start()])]
        if places and places[-1] >= least:
            return _HANGING.sub("", title[: places[-1]]) + "…"
    if room == ENGLISH_ROOM:
        head = _HANGING.sub("", head.rpartition(" ")[0] or head)
    closing = "".join(
        right for left, right in zip(_OPENING, _CLOSING, strict=True) if head.count(left) > head.count(right)
    )
    return head + "…" + closing


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map("WF".__contains__, map(east_asian_width, text)))


def _closed(text: str) -> bool:
    """Tell whether every quoted name or bracket in a text is closed."""
    return all(text.count(left) == text.count(right) for left, right in zip(_OPENING, _CLOSING, strict=True))
