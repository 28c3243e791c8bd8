"""What a view needs to be written: plan, language, width, colour and dates; and how text from people is made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plantrack.dates.workdays import NONE, Calendar
from plantrack.errors import Message
from plantrack.model.plan import Plan, Text, Unit
from plantrack.render.i18n import LANGUAGES, translated

if TYPE_CHECKING:
    from plantrack.evaluation.lights.rules import RuleSet

_HIDDEN_RANGES = (
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164),
    (0xD800, 0xDFFF), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF),
)  # fmt: skip
"""Controls, bidi marks, zero-width characters, fillers, tags, surrogates and noncharacters; no variation selectors."""
_PRINTABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
"""Those of them that are printable for Python."""
COMMAND = r"^\s*:(?=:)|#(?=#[A-Za-z]*\[)"
"""Commands of CI services: `::error` at the beginning of a line, `##[error]` and `##vso[…]` anywhere in one."""


@cache
def spelled() -> dict[int, str]:
    """Return how each of these characters is spelled out, by its code; blanks stand for breaks and tabs."""
    codes = (code for first, last in _HIDDEN_RANGES for code in range(first, last + 1))
    return {code: ascii(chr(code))[1:-1] for code in codes} | str.maketrans({"\n": " ", "\t": " ", "\r": r"\x0d"})


def inert(line: str) -> str:
    r"""Return a line in which CI services see no command: `::error` becomes `\x3a:error`."""
    if "::" not in line and "##" not in line:
        return line
    return re.sub(COMMAND, lambda found: found[0][:-1] + f"\\x{ord(found[0][-1]):02x}", line)


def visible(text: str) -> str:
    r"""Return text on one line with control and bidi characters spelled out: an escape becomes `\x1b`."""
    harmless = text.isprintable() and (text.isascii() or _PRINTABLE.isdisjoint(text))
    return inert(text if harmless else text.translate(spelled()))


def unended(text: str) -> str:
    """Return what a person wrote without the mark at its end, for a sentence that goes on."""
    return text.rstrip("。；，、.;, ")


def plain(message: Message, language: str) -> str:
    """Return a message in a language; its facts are safe to show, and titles are in that language."""
    return _filled(message.template, message.facts, language)


def _filled(template: str, facts: Mapping[str, object], language: str) -> str:
    if not facts:
        return _unfilled(template, language)
    words = {name: _worded(fact, language) for name, fact in facts.items()}
    return translated(language, template, words).format(**words)


@cache
def _unfilled(template: str, language: str) -> str:
    return translated(language, template, {}).format()


_AS_THEY_ARE = (int, float, date)
"""The facts that need no words."""


def _worded(fact: object, language: str) -> object:
    if type(fact) is str:  # as most are
        return visible(fact)
    if isinstance(fact, _AS_THEY_ARE):
        return fact
    if isinstance(fact, Message):
        return plain(fact, language)
    if isinstance(fact, Text):
        return visible(fact.in_language(language))
    if isinstance(fact, tuple):
        return LANGUAGES[language].comma.join(str(_worded(one, language)) for one in fact)
    return visible(str(fact))


class RenderContext(Struct, frozen=True):
    """How a view is to be written. `width` is in terminal cells, None for as wide as needed; no colour in pipes.

    `as_of` and `known_at` are the dates of the view; known-at is None where everything recorded counts. `rules` are
    the light rules that were applied, if any; `calendar` is the office's, `template` the Word file that documents are
    written on. A view is `projected` as of a day to come: it shows what would be if nothing more were recorded. It is
    `partly` where it leaves out what may not be read.
    """

    plan: Plan
    language: str = "en"
    width: int | None = None
    colour: bool = False
    as_of: date | None = None
    known_at: date | None = None
    calendar: Calendar = NONE
    projected: bool = False
    partly: bool = False
    rules: RuleSet | None = None
    template: bytes | None = None

    @property
    def pages(self) -> tuple[RenderContext, ...]:
        """Return the context once per language: for `both`, one for each."""
        if self.language != "both":
            return (self,)
        return tuple(replace(self, language=language) for language in LANGUAGES)

    def say(self, template: str, **facts: object) -> str:
        """Return a message in the reader's language, filled with facts."""
        return _filled(template, facts, self.language)

    def title(self, text: Text | Unit) -> str:
        """Return a title in the reader's language, safe to show."""
        return visible(text.in_language(self.language))

    def reference(self, ref: str) -> str:
        """Return a reference with the title of what it names, where the plan has it; an indicator by its label."""
        title = self.plan.title_of(ref)
        if title and ref in self.plan.indicator_by_id:
            return self.title(title) + self.say(" ({note})", note=visible(ref))
        return f"{visible(ref)} {self.title(title)}" if title else visible(ref)

    def units(self, units: Iterable[str]) -> str:
        """Return the names of units as a list."""
        return self.listed(visible(self.plan.unit_name(unit, self.language, self.as_of)) for unit in units)

    def joined(self, parts: Iterable[str], between: str) -> str:
        """Return parts of one sentence with a mark between them, whatever mark one ends in."""
        *before, last = list(parts) or [""]
        return between.join([*map(unended, before), last])

    def sentence(self, words: str) -> str:
        """Return clauses as a sentence: with a capital at its head and one mark at its end, whatever they end in."""
        return words[:1].upper() + unended(words[1:]) + LANGUAGES[self.language].stop

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list within a sentence."""
        return LANGUAGES[self.language].comma.join(words)
