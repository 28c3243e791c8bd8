"""Text as YAML: quoted so that it reads back as it was, or as part of a comment, always on one line."""

from __future__ import annotations

import json

from plantrack.errors import UsageError


def quoted(text: str) -> str:
    """Return a text as YAML that reads back as it was; what could not be seen is escaped, for YAML refuses some of it.

    Raises UsageError for halves of characters, which no file can hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("nothing was recorded: a text holds bytes that are not UTF-8; type it again") from None
    return spelled(json.dumps(text, ensure_ascii=False))


def spelled(text: str) -> str:
    r"""Return a text on one line: what could not be seen is spelled out, so that a line feed becomes `\U0000000a`."""
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)
