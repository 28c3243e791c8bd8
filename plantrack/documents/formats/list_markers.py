"""The markers that begin an item of a list or a heading."""

import re
from collections.abc import Iterable, Iterator

_SIGNS = "•●■◆○▪◦‣⁃►▶"
BULLET = re.compile(rf"(?:[{_SIGNS}] ?|[-*+–—·] )(?=[^\s{_SIGNS}])")
"""A sign without a number before the words of an item; a dash or a point only with a blank behind it."""
MARKER = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,5}(?:[、.．，,]|[章节篇条部])|[一二三四五六七八九十]是|[(（](?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})[)）]"
    rf"|[0-9]{{1,3}}(?:[、．)）]|\.(?![0-9]))|[①-⑳⑴-⒛]|——|[{_SIGNS}·]|[-*+–] (?=\S))"
)
"""一、 (一) 1. ① —— 第一章 一是, and the signs of bullets."""
STEP = "  "
"""What stands before a bullet for each level above it."""
DEEPEST = 4


def depths(lines: Iterable[tuple[str, float]]) -> Iterator[int]:
    """Yield for each line, given with its indent, below how many levels of bullets it stands as one.

    A bullet is below the one above it if it is indented further, or has another sign.
    """
    above: list[tuple[float, str]] = []
    for text, indent in lines:
        sign = text[:1] if BULLET.match(text) else ""
        while above and (above[-1][0] > indent or (not sign and above[-1][0] == indent)):
            above.pop()
        if not sign:
            yield 0
            continue
        while (indent, sign) in above[:-1]:
            above.pop()
        if not above or above[-1] != (indent, sign):
            above.append((indent, sign))
        yield min(len(above), DEEPEST) - 1
