"""Text as YAML: quoted so that it reads back unchanged, escaped for a comment, and the comments that ask a question."""

import json
import re

from plantrack.errors import UsageError

QUESTION = "# ?"
"""Opens a comment of a plan.yaml that asks a person to decide."""
_QUOTED_OR_COMMENT = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|(?<!\S)#.*")


def quoted(text: str) -> str:
    """Return a text as YAML that reads back unchanged; invisible characters are escaped, because YAML refuses some.

    Raises UsageError for unpaired surrogates, which no file can hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("nothing was recorded: a text holds bytes that are not UTF-8; type it again") from None
    return spelled(json.dumps(text, ensure_ascii=False))


def spelled(text: str) -> str:
    r"""Return a text on one line, with each invisible character escaped: a line feed becomes `\U0000000a`."""
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in text)


def question_lines(text: str) -> list[int]:
    """Return the numbers, from 1, of the lines of a plan.yaml that hold a question."""
    return [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if QUESTION in line and any(found.startswith(QUESTION) for found in _QUOTED_OR_COMMENT.findall(line))
    ]
