"""Cleaning of characters: invisible ones are removed, look-alikes become the common character."""

import re
import unicodedata
from functools import cache

from plantrack.word_tables import word_table

_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u180b-\\u180e\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff\\ufff0-\\ufffc\\ud800-\\udfff\\ue000-\\uf8ff"
    "\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff]"
)
"""Control and format characters, variation selectors, surrogates and private-use glyphs."""
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBLE = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


@cache
def _forms() -> dict[int, str]:
    """U+E5E5 is how GB18030 decodes the ideographic space of old editors."""
    codes = [code for codes in (_KANGXI, *_COMPATIBLE) for code in codes]
    same = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {0xE5E5: "\u3000", **{k: v for k, v in same.items() if len(v) == 1}, **str.maketrans(_radicals())}


def _radicals() -> dict[str, str]:
    return dict(word_table(__package__, "radicals")["characters"])


def cleaned(text: str) -> str:
    r"""Return a text without invisible characters, with radicals as characters and `\n` for every line break."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text.translate(_forms())))
