"""Folding of characters that are written in several ways, one for one, so that offsets do not change.

Covers width, traditional characters of the vocabularies, dashes and spaces. What is shown or quoted is always the
raw text.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from plantrack.word_tables import word_table

_WIDTHS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys("\u3000\xa0\u2002\u2003\u2009", " ")
_DASHES = dict.fromkeys("–―─－﹣−", "—")
_BARS = {"丨": ":"}
"""What pages have between a label and its value."""
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”"}


def _traditional() -> dict[str, Any]:
    return word_table(__package__, "traditional")


@cache
def _forms() -> dict[int, str]:
    simplified = dict(_traditional()["pairs"].split())
    return str.maketrans({**simplified, **_WIDTHS, **_BLANKS, **_DASHES, **_BARS, **_QUOTES})


def folded(text: str) -> str:
    """Return a text of the same length: half width, simplified characters, `—` for dashes, `“”` for quotation marks."""
    plain = text.translate(_forms())
    for word, same in _traditional()["words"].items():
        plain = plain.replace(word, same)
    return plain


def without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with those spans, given in order, blanked."""
    pieces, last = [], 0
    for a, b in places:
        pieces += [text[last:a], " " * (b - max(a, last))]
        last = max(b, last)
    return "".join([*pieces, text[last:]])
