"""A strict reader of calendars, written from RFC 5545 alone: what it reads has no fault that the standard names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

OCTETS = 75
"""The longest line, without its break."""
PARAMETER = r';[A-Z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
LINE = re.compile(rf"([A-Z0-9-]+)((?:{PARAMETER})*):(.*)", re.DOTALL)
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
TEXT = re.compile(r"(?:[^\\,;]|\\[\\;,nN])*")
ONCE = {
    "VCALENDAR": ({"PRODID", "VERSION"}, {"CALSCALE", "METHOD"}),
    "VEVENT": ({"UID", "DTSTAMP", "DTSTART"},
               {"DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "TRANSP", "LAST-MODIFIED", "CLASS", "URL"}),
    "VALARM": ({"ACTION", "TRIGGER", "DESCRIPTION"}, {"DURATION", "REPEAT"}),
}  # fmt: skip
"""What each component must have exactly once, and what it may have at most once."""
MANY = {"CATEGORIES"}
INSIDE = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}
SHAPES = {
    "VERSION": r"2\.0", "CALSCALE": "GREGORIAN", "DTSTAMP": r"\d{8}T\d{6}Z", "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "DTSTART": r"\d{8}", "DTEND": r"\d{8}", "SEQUENCE": r"\d+", "STATUS": "TENTATIVE|CONFIRMED|CANCELLED",
    "TRANSP": "OPAQUE|TRANSPARENT", "ACTION": "DISPLAY",
    "TRIGGER": r"[+-]?P(\d+W|\d+D(T\d+H(\d+M(\d+S)?)?)?|T\d+H(\d+M(\d+S)?)?)",
}  # fmt: skip
"""How values look that are no text; days are all-day ones."""


class Component(NamedTuple):
    """A component: its name, its properties in order, and what is inside."""

    name: str
    properties: list[tuple[str, str, str]]
    parts: list[Component]

    def all(self, name: str) -> list[str]:
        """Return the values of a property, texts unescaped."""
        return [_unescaped(value) if name not in SHAPES else value for one, _, value in self.properties if one == name]

    def get(self, name: str) -> str:
        """Return the value of a property that there is once."""
        (value,) = self.all(name)
        return value


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def read(content: bytes) -> Component:
    """Return the calendar. Raises AssertionError where RFC 5545 does not allow something."""
    top = Component("", [], [])
    stack = [top]
    for line in _lines(content):
        found = LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            assert INSIDE[value] == (stack[-1].name or None), value
            stack.append(Component(value, [], []))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            _check(stack.pop(), value)
        else:
            stack[-1].properties.append((name, parameters, value))
    (calendar,) = top.parts
    assert len(stack) == 1
    names = [event.get("UID") for event in calendar.parts]
    assert len({*names}) == len(names)
    return calendar


def _lines(content: bytes) -> Iterator[str]:
    """Yield the unfolded lines: each is broken by CR LF, and goes on behind a blank."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= OCTETS
    texts = [line.decode() for line in lines]  # no character is torn by a fold
    assert not [text for text in texts if CONTROLS.search(text)]
    assert not texts[0].startswith(" ")
    return iter(re.sub("\r\n[ \t]", "", "\r\n".join(texts)).split("\r\n"))


def _check(found: Component, ended: str) -> None:
    """Check that a component has what it needs, nothing too often, and values as they must look."""
    assert found.name == ended
    counts, (needed, most) = Counter(name for name, _, _ in found.properties), ONCE[found.name]
    assert {name: counts[name] for name in needed} == dict.fromkeys(needed, 1)
    assert all(count == 1 or name in MANY or name.startswith("X-") for name, count in counts.items()), counts
    assert all(name in needed | most | MANY or name.startswith("X-") for name in counts), counts
    for name, parameters, value in found.properties:
        if name in SHAPES:
            assert re.fullmatch(SHAPES[name], value), (name, value)
        else:
            parts = re.split(r"(?<!\\)(?:\\\\)*,", value) if name == "CATEGORIES" else [value]
            assert all(TEXT.fullmatch(part) for part in parts), (name, value)
        assert (parameters == ";VALUE=DATE") == (name in ("DTSTART", "DTEND")), (name, parameters)
    if found.name == "VEVENT":
        assert found.get("DTSTART") < found.get("DTEND")
