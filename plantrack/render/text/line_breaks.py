"""Where a line of text may be broken: between words, and in Chinese by the rules of its typesetting.

No line begins with a mark that closes or goes on (，。：；、》）」), none ends with one that opens (（《「), and a number stays
with its unit, a date whole, and the sign of a light with its name.
"""

import re
from collections.abc import Iterator

from plantrack.render.cell_width import cell_width, reach

CLOSING = r"，。：；、？！）》〉」』】〕”’…％,.;:!?)\]}%"
OPENING = r"（《〈「『【〔“‘(\[{"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_HAN = r"\u3400-\u9fff"
_CLOSING = frozenset(CLOSING.replace("\\", ""))
_UNIT = re.compile(
    rf"\s*[{OPENING}]*(?:"
    rf"(?:[✓●▲✗·]|(?<![^\s、])[?–])\ [^\s、，；]+(?:\ \d+(?=\s{{2}}|[、，；,]|$))?"  # a light
    rf"|\d{{1,2}}\ (?:{_MONTHS})(?:\ \d{{4}})?|\d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|第\d+周)?|\d{{1,2}}月\d{{1,2}}日"
    rf"|第?[+-]?\d[\d,.]*(?:个百分点|[十百千万亿余]*[{_HAN}]|\ [a-z]+)"  # a number with its unit
    rf"|[^\s\u2e80-\uffef{OPENING}]+|\S"
    rf")(?:(?!(?<=、)\?\ )[{CLOSING}])*",  # a sign behind a comma belongs to the next light
    re.VERBOSE,
)
"""What stays together: a word, a number, a date or a character, with the marks around it."""


def spans(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each part of a line begins and ends, so that it fits; what is too long alone is broken anywhere."""
    start = end = used = 0  # `used` are the cells from `start` to `end`
    for unit in _units(line):
        used += cell_width(unit[0])
        if end > start and used > width:
            yield start, end
            start = _behind_blanks(line, end)
            used = cell_width(line[start : unit.end()])
        while used > width:
            cut = _cut(line, start, width)
            yield start, cut
            begun, start = start, _behind_blanks(line, cut)
            used -= cell_width(line[begun:start])
        end = unit.end()
    yield start, len(line)


def _units(line: str) -> Iterator[re.Match[str]]:
    return _UNIT.finditer(line, 0, len(line.rstrip()))


def _cut(line: str, start: int, width: int) -> int:
    """Return where a text that is too long is broken: at a blank, else where no line begins with a mark that closes."""
    place = reach(line, width, start)
    if (blank := line.rfind(" ", start + 1, place + 1)) > 0:
        return blank
    while place > start + 1 and line[place] in _CLOSING:
        place -= 1
    return place


def _behind_blanks(line: str, place: int) -> int:
    while place < len(line) and line[place].isspace():
        place += 1
    return place


def narrowest(line: str) -> int:
    """Return the width below which something that stays together would be broken."""
    return max((cell_width(unit[0].strip()) for unit in _units(line)), default=0)
