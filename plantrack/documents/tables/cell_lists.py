"""Lists inside one cell: 1. 2. 3., (1) (2), ① ②, bullets."""

import re

_MARK = (
    r"(?:(?P<dot>[0-9]{1,2})(?:[、．)）]|\.(?![0-9])|\.(?=[0-9]{1,2}月))"
    r"|[(（](?P<round>[0-9]{1,2})[)）])|(?P<circle>[①-⑳])"
)
_NUMBERED = re.compile(rf"(?:(?<=[\n；;。：:])|^)[ \t\u3000]*{_MARK}")
_LED = re.compile(rf"(?<![0-9第.、(（]){_MARK}")
"""The same behind any word, as in a cell whose line breaks are lost; such a list begins with the cell."""
_BULLET = re.compile(r"(?:(?<=\n)|^)[ \t\u3000]*[-–—•·●○■◆*][ \t\u3000]*(?=\S)")
_FLOWING = re.compile(r"(?:(?<=[ \u3000：:])|^)[-–—•·●○■◆*▪] ?(?=\S)")
_LISTED = re.compile(r"(?:[^-–—•·●○■◆*▪]{2,80}[：:] ?)?[-–—•·●○■◆*▪]")
_EDGES = " \t\n\u3000；;。"
_LEAST = 2


def listed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the words before a list and its entries; the whole text and nothing if there is no list in it."""
    marks = _run([*_NUMBERED.finditer(text)])
    led = _run([*_LED.finditer(text)]) if marks or _LED.match(text) else []
    marks = led if len(led) > len(marks) and led[0].start() == 0 else marks
    marks = marks or [*_BULLET.finditer(text)]
    if len(marks) < _LEAST and _LISTED.match(text):
        marks = [*_FLOWING.finditer(text)]
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
