"""The page a view is written on: its language, width and colour, and how text from people is made safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.model.plan import Plan, Text, Unit
from plantrack.render.i18n import counted

if TYPE_CHECKING:
    from plantrack.evaluation.lights.rules import RuleSet

_HIDDEN_RANGES = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF),
)  # fmt: skip
"""Controls, marks that turn the direction of text, characters without width, halves of characters, and what is none."""
LAST_BYTE = 0xFF
SPELLED = {
    code: f"\\x{code:02x}" if code <= LAST_BYTE else f"\\u{code:04x}"
    for first, last in _HIDDEN_RANGES
    for code in range(first, last + 1)
} | {ord("\n"): " ", ord("\t"): " "}
COMMAND = re.compile(r"^\s*:(?=:)|#(?=#[A-Za-z]*\[)")
"""What CI services take for commands: `::error` at the beginning of a line, `##[error]` and `##vso[…]` anywhere in one."""


def inert(line: str) -> str:
    r"""Return a line that no CI service takes for a command: `::error` becomes `\x3a:error`."""
    return COMMAND.sub(lambda found: found[0][:-1] + f"\\x{ord(found[0][-1]):02x}", line)


def visible(text: str) -> str:
    r"""Return the text on one line with control and bidi characters spelled out: an escape becomes `\x1b`."""
    return inert(text.translate(SPELLED))


def safe(fact: object) -> object:
    """Return what a sentence may be filled with: numbers and days as they are, anything else as visible text."""
    return fact if isinstance(fact, int | float | date) else visible(str(fact))


class RenderContext(Struct, frozen=True):
    """Where a view is written. `width` is in terminal cells, None for as wide as it needs; no colour in pipes.

    `as_of` and `known_at` are the dates of the view; known-at is None where everything recorded counts. `rules` are
    the light rules of a view that judges.
    """

    plan: Plan
    language: str = "en"
    width: int | None = None
    colour: bool = False
    as_of: date | None = None
    known_at: date | None = None
    rules: RuleSet | None = None

    @property
    def pages(self) -> tuple[RenderContext, ...]:
        """Return the page once per language: for `both` one in Chinese and one in English."""
        if self.language != "both":
            return (self,)
        return tuple(replace(self, language=language) for language in ("zh", "en"))

    def say(self, template: str, **facts: object) -> str:
        """Return a template of the catalogue in the page's language, filled with facts."""
        return self.tell(Message(template, facts))

    def tell(self, said: Message) -> str:
        """Return a message in the page's language, its facts safe to show."""
        facts = {name: self._fact(value) for name, value in said.facts.items()}
        return counted(self.language, said.template, facts).format(**facts)

    def _fact(self, value: object) -> object:
        if isinstance(value, Message):
            return self.tell(value)
        return self.title(value) if isinstance(value, Text) else safe(value)

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
