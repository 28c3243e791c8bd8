"""Boilerplate of pages: buttons, menus, counters, footers, page numbers and running headers.

Only short lines are removed; in doubt, a line stays. The words are in `vocabulary/boilerplate.toml`.
"""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plantrack.characters.folding import folded
from plantrack.documents.formats.list_markers import MARKER
from plantrack.documents.vocabulary import any_of, table

_SHORT = 160
_LONGEST_BUTTONS = 60
_LAST_LINES = 12
_STOPS = ("。", "；")
_TRAIL = re.compile(
    r"(?:您|你)?(?:现在|当前|目前)?(?:的|所在的?)?位置(?:是)?[::].{0,150}|(?:首页|主页|home) ?(?:>|»|/|›|->|—>).{0,150}"
    r"|[^ >»›。，]{1,16}(?: ?[>»›] ?[^>»›。，]{1,30}){2,8}"
    r"|第 ?[0-9]{1,3} ?篇|约 ?[0-9]{1,4} ?页|- ?[0-9]{1,4}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"[^\t]{1,80}?(?:[.．…·]{4,}|… ?…) ?[(（]?[0-9]{1,3}[)）]?")
_PAGE = re.compile(
    r"[-—·~ ]*+第? ?[0-9]{1,4} ?页(?: ?[,，/]? ?共 ?[0-9]{1,4} ?页)?[-—· ]*"
    r"|[-—·~]+ ?[0-9]{1,4} ?[-—·~]+|[0-9]{1,4} ?/ ?[0-9]{1,4}|共 ?[0-9]{1,4} ?页|[Pp]age [0-9]{1,4}(?: of [0-9]{1,4})?"
    r"|(?:https?|file|ﬁle)://[!-~]+(?: [0-9]{1,4} ?/ ?[0-9]{1,4})?"
    r"|[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4},? (?:[上下]午 ?)?[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?(?: .{0,60})?"
)
_NUMBER = re.compile(r"[0-9ivx]{1,4}")
_EDGE = 2
_MASKED = re.compile(r"^[0-9]+(?= )|(?<= )[0-9]+$|第 ?[0-9]+ ?页")
_LONGEST_HEADER = 50


class _BoilerplateWords(NamedTuple):
    """The words of the table as expressions over folded text."""

    whole: re.Pattern[str]
    opening: re.Pattern[str]
    inside: re.Pattern[str]
    ending: re.Pattern[str]
    fact: re.Pattern[str]
    pieces: re.Pattern[str]


def _any(words: list[str]) -> str:
    return any_of(map(folded, words))


@cache
def _words() -> _BoilerplateWords:
    of = table("boilerplate")
    counters, buttons = _any(of["counters"]), _any(of["buttons"])
    size = r"(?:字体|字号)(?:大小)?:? ?[\[【(]? ?大 ?[|/]? ?中 ?[|/]? ?小 ?[\]】)]?"
    return _BoilerplateWords(
        whole=re.compile(rf"(?:[\s\[\]【】()|/·>»:,、-]|{_any(of['words'])})+", re.IGNORECASE),
        opening=re.compile(_any(of["openings"]), re.IGNORECASE),
        inside=re.compile(_any(of["inside"]), re.IGNORECASE),
        ending=re.compile(_any(of["endings"])),
        fact=re.compile(rf"[\[【(]?(?:{_any(of['facts'])})[\]】)]? ?[::\t]"),
        pieces=re.compile(
            rf"(?:{counters}) ?: ?[0-9]* ?次?|[\[【(] ?{size} ?[\]】)]|{size}|[\[【(] ?(?:{buttons}) ?[\]】)]"
            rf"|(?<= )(?:{buttons})(?= |$)"
        ),
    )


def is_fact(text: str) -> bool:
    """Tell whether a line gives the source or the date of a document; such a line always stays."""
    return len(text) <= _SHORT and bool(_words().fact.match(folded(text)))


def facts_in(line: str) -> list[str]:
    """Return the facts of a line, each with its label; the line itself if it gives none."""
    if not is_fact(line):
        return [line]
    breaks = [found.start() for found in re.finditer(rf" +(?={_words().fact.pattern})", folded(line))]
    return [line[first:last] for first, last in pairwise([0, *breaks, len(line)])]


def without_boilerplate(lines: list[str]) -> list[str]:
    """Return the lines of the document, and those with facts about it without the buttons in them."""
    kept = [rest for line in lines if (rest := _rest(line))]
    kept = kept[: _end(kept)]
    last = kept[-_LAST_LINES:]
    text = kept[: len(kept) - len(last)]
    own = {label for line in text if (label := _ends_page(line))}
    return text + [line for line in last if not (label := _ends_page(line)) or label in own]


def _end(lines: list[str]) -> int:
    """Return where links to other pages begin at the end of a text, below words such as 相关推荐."""
    first = max(0, len(lines) - _LAST_LINES)
    found = (
        n for n in range(first, len(lines)) if folded(lines[n]).strip(":【】[] ") in table("boilerplate")["others"]
    )
    place = next(found, len(lines))
    return len(lines) if any(line.endswith(_STOPS) for line in lines[place:]) else place


def _rest(line: str) -> str:
    """Return the rest of a line without boilerplate, which may be empty."""
    if len(line) > _SHORT:
        return line
    plain, words = folded(line), _words()
    if words.fact.match(plain):
        return _without_pieces(line, plain)
    alone = words.whole.fullmatch(plain[:_LONGEST_BUTTONS]) and len(plain) <= _LONGEST_BUTTONS
    gone = alone or words.opening.match(plain) or words.inside.search(plain)
    return "" if gone or _TRAIL.fullmatch(plain) or _CONTENTS.fullmatch(plain) else line


def _without_pieces(line: str, plain: str) -> str:
    """Cut the pieces found in the folded line, whose offsets are those of the line."""
    for found in reversed(list(_words().pieces.finditer(plain))):
        line = line[: found.start()] + line[found.end() :]
    return re.sub(" {2,}", " ", line).strip(" |")


def _ends_page(line: str) -> str | None:
    """Return the first words of a footer line; the same words in the text show that they belong to it."""
    found = _words().ending.match(folded(line)) if len(line) <= _SHORT and "。" not in line else None
    return found[0] if found else None


def is_page_number(text: str) -> bool:
    """Tell whether a line can only be a page number: — 3 —, 第3页, or what browsers print."""
    return bool(_PAGE.fullmatch(folded(text).strip()))


def without_page_edges(pages: list[list[str]]) -> list[list[int]]:
    """Return the lines to keep of each page, without page numbers and repeated headers and footers."""
    edges = [{n: page[n] for n in _edge(page)} for page in pages]
    seen = Counter(_masked(text) for edge in edges for text in set(edge.values()))
    often = max(2, 0.4 * len(pages))
    able = (text for text, n in seen.items() if n >= often and len(text) <= _LONGEST_HEADER)
    headers = {text for text in able if not (text.endswith(("。", "；", "，", "、")) or MARKER.match(text))}
    return [
        [n for n, text in enumerate(page) if not _is_edge(text, headers, at_edge=n in edge)]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: list[str]) -> list[int]:
    filled = [n for n, text in enumerate(page) if text.strip()]
    return filled[:_EDGE] + filled[_EDGE:][-_EDGE:]


def _masked(text: str) -> str:
    return _MASKED.sub("0", text.strip())


def _is_edge(text: str, headers: set[str], *, at_edge: bool) -> bool:
    if is_page_number(text):
        return True
    return at_edge and (bool(_NUMBER.fullmatch(text.strip())) or _masked(text) in headers)
