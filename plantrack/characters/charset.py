"""From bytes to text: by byte order mark, then UTF-8, GB18030 and Big5, each only if every byte decodes.

The charset that a page declares is ignored: gb2312 usually means more than that, and many are wrong.
"""

import codecs
import re
from itertools import islice

from msgspec import Struct

from plantrack.budget import Work, check
from plantrack.errors import Message, PlanError, UsageError, message

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""UTF-32 comes before UTF-16, whose mark is a prefix of its own."""
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "cp950"}
_NAMES = {"cp950": "big5", "utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
_SAMPLE = 20_000
_PLAUSIBLE = 0.75
"""Minimum share of common characters beyond ASCII; wrongly decoded text has fewer."""
_SPOILT = 0.01
_MARKS_OF_TEXT = re.compile("[\xa0\u2010-\u2026\u3000-\u301f\uff01-\uff5e]")
_FIRST_GB = {bytes([byte]) for byte in range(0xB0, 0xD8)}
_FIRST_BIG = {bytes([byte]) for byte in range(0xA4, 0xC7)}
_OTHER = re.compile(r"[^\x00-\x7f]")


class Decoded(Struct, frozen=True):
    """A text, its encoding, and warnings for a person."""

    text: str
    encoding: str
    warnings: tuple[Message, ...] = ()


def decoded(content: bytes, encoding: str | None = None, work: Work = Work.CHARACTERS) -> Decoded:
    """Return the text of bytes, as long as `work` allows.

    Raises UsageError for an unknown encoding, PlanError if none decodes.
    """
    found = _found(content, encoding)
    check(work, len(found.text))
    return found


def _found(content: bytes, encoding: str | None) -> Decoded:
    if encoding:
        return _as_told(content, encoding)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _as_told(content, name)
    return _by_ladder(content)


def _as_told(content: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        return Decoded(content.decode(_SUPERSETS.get(name, name)), _NAMES.get(name, name))
    except LookupError:
        raise UsageError(
            "there is no encoding {encoding!r}; try utf-8, gb18030, big5 or utf-16", encoding=encoding
        ) from None
    except UnicodeError as error:
        raise PlanError(
            "not {encoding} at byte {byte}; leave out --encoding to have it found, or name another",
            encoding=encoding, byte=getattr(error, "start", 0),
        ) from None  # fmt: skip


def _by_ladder(content: bytes) -> Decoded:
    if b"\0" in content:
        return _wide(content)
    if (text := _strict(content, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    texts = [(name, text) for name in ("gb18030", "cp950") if (text := _strict(content, name)) is not None]
    best = max(texts, key=lambda of: round(common(of[1]), 2), default=None)
    if best and common(best[1]) >= _PLAUSIBLE:
        return Decoded(best[1], _NAMES.get(best[0], best[0]), _doubts(best[0]))
    return _spoilt(content) or _unlikely(best)


def _unlikely(best: tuple[str, str] | None) -> Decoded:
    """Accept a text of rare characters; refuse bytes that are no text in any encoding."""
    if best is None or common(best[1]) < _PLAUSIBLE / 3:
        raise PlanError("this is no text in UTF-8, GB18030 or Big5; name its encoding with --encoding")
    return Decoded(best[1], _NAMES.get(best[0], best[0]), _doubts(best[0]))


def _doubts(name: str) -> tuple[Message, ...]:
    if name != "cp950":
        return ()
    return (message("read as Big5, which cannot be told for sure; if characters look wrong, name --encoding"),)


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> Decoded:
    """Decode UTF-16 without its mark: no other encoding has NUL bytes in text."""
    texts = [(name, text) for name in ("utf-16-le", "utf-16-be") if (text := _strict(content, name)) is not None]
    best = max(texts, key=lambda of: common(of[1]), default=None)
    if best is None or "\0" in best[1] or common(best[1]) < _PLAUSIBLE:
        raise PlanError("this is no text: it holds bytes that no text has; give the document itself")
    return Decoded(best[1], "utf-16")


def _spoilt(content: bytes) -> Decoded | None:
    """Return the text if only a few bytes are damaged, with a warning that counts them."""
    for name in ("utf-8", "gb18030", "cp950"):
        text = content.decode(name, "replace")
        lost = text.count("\ufffd")
        if 0 < lost <= max(2, len(text) * _SPOILT) and common(text) >= _PLAUSIBLE:
            said = message("read as {encoding}; {n} characters are damaged and became \ufffd", encoding=name, n=lost)
            return Decoded(text, _NAMES.get(name, name), (said,))
    return None


def common(text: str) -> float:
    """Return the share of common characters among those beyond ASCII, from 0 to 1; 1 if there are none."""
    sample = [found[0] for found in islice(_OTHER.finditer(text), _SAMPLE)]
    known: dict[str, bool] = {}
    for one in sample:
        known.setdefault(one, _is_common(one))
    return sum(known[one] for one in sample) / len(sample) if sample else 1.0


def _is_common(one: str) -> bool:
    """Characters in daily use are in the first planes of GB2312 and Big5, or are punctuation."""
    gb, big = one.encode("gb2312", "ignore"), one.encode("cp950", "ignore")
    return bool(_MARKS_OF_TEXT.match(one)) or gb[:1] in _FIRST_GB or big[:1] in _FIRST_BIG
