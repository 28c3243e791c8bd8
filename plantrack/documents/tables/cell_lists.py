"""Lists inside one cell: 1. 2. 3., (1) (2), ① ②, bullets."""

import re

_NUMBERED = re.compile(
    r"(?:(?<=[\n；;。：:])|^)[ \t\u3000]*"
    r"(?:(?P<dot>[0-9]{1,2})(?:[、．)）]|\.(?![0-9])|\.(?=[0-9]{1,2}月))|[(（](?P<round>[0-9]{1,2})[)）])|(?P<circle>[①-⑳])"
)
_BULLET = re.compile(r"(?:(?<=\n)|^)[ \t\u3000]*[-–•·●○■◆*][ \t\u3000]*(?=\S)")
_EDGES = " \t\n\u3000；;。"
_LEAST = 2


def listed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the words before a list and its entries; the whole text and nothing if there is no list in it."""
    marks = _run([*_NUMBERED.finditer(text)]) or [*_BULLET.finditer(text)]
    if len(marks) < _LEAST:
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    entries = [text[mark.end() : end].strip(_EDGES) for mark, end in zip(marks, ends, strict=True)]
    return text[: marks[0].start()].strip(_EDGES + "：:"), tuple(" ".join(entry.split()) for entry in entries if entry)


def _run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the marks that count 1, 2, 3 in one style."""
    found: list[re.Match[str]] = []
    for mark in marks:
        if _number(mark) == len(found) + 1 and (not found or found[0].lastgroup == mark.lastgroup):
            found.append(mark)
    return found if len(found) >= _LEAST else []


def _number(mark: re.Match[str]) -> int:
    word = mark[mark.lastgroup or 0]
    return int(word) if word.isdecimal() else ord(word) - ord("①") + 1
