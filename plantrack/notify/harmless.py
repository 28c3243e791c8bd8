"""Texts from people made harmless for mail and chats: nothing hidden, no header, no mention that nobody meant."""

import re
import unicodedata


def one_line(text: str) -> str:
    r"""Return a text on one line, as for a header; what cannot be seen is spelled out: an escape becomes `\x1b`."""
    return _spelled(" ".join(text.splitlines()))


def lines(text: str) -> str:
    """Return a text with its lines, each without anything that cannot be seen."""
    return "\n".join(map(_spelled, text.splitlines()))


def without_tags(text: str) -> str:
    """Return a text for a chat: `<@all>`, `<at …>` and `<font …>` are words there, and mention or colour nothing."""
    return re.sub(r"<(?=[@/!A-Za-z])", "＜", lines(text))


def _spelled(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    return "".join(ascii(char)[1:-1] if _hidden(char) else char for char in line)


def _hidden(char: str) -> bool:
    return not char.isprintable() and unicodedata.category(char) != "Zs"
