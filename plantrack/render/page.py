"""The page a view is written on: its language, width and colour, and how text from people is made safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from plantrack.errors import Message
from plantrack.model.plan import Plan, Text, Unit
from plantrack.render.words import translator

LAST_BYTE = 0xFF
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""Return the text on one line with control and bidi characters spelled out: an escape becomes `\x1b`."""
    return _HIDDEN.sub(_spelled, text.replace("\n", " ").replace("\t", " "))


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= LAST_BYTE else f"\\u{code:04x}"


class Page(Struct, frozen=True):
    """Where a view is written. `width` is in terminal cells, None for as wide as it needs; no colour in pipes.

    `as_of` and `known_at` are the dates of the view; known-at is None where everything recorded counts.
    """

    plan: Plan
    language: str = "en"
    width: int | None = None
    colour: bool = False
    as_of: date | None = None
    known_at: date | None = None

    def say(self, template: str, **facts: object) -> str:
        """Return a template of the catalogue in the page's language, filled with facts."""
        return self.tell(Message(template, facts))

    def tell(self, said: Message) -> str:
        """Return a message in the page's language, its facts safe to show."""
        facts = {name: self._fact(value) for name, value in said.facts.items()}
        return translator(self.language)(said.template).format(**facts)

    def _fact(self, value: object) -> object:
        if isinstance(value, Message):
            return self.tell(value)
        if isinstance(value, Text):
            return self.title(value)
        return visible(value) if isinstance(value, str) else value

    def title(self, text: Text | Unit) -> str:
        """Return a title in the page's language, safe to show."""
        return visible(text.in_language(self.language))

    def units(self, units: Iterable[str]) -> str:
        """Return the names of units, joined as the language does."""
        return ("、" if self.language == "zh" else ", ").join(
            visible(self.plan.unit_name(unit, self.language)) for unit in units
        )

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list within a sentence."""
        return ("、" if self.language == "zh" else ", ").join(words)
