"""Message catalogues: every message that code asks for, in each language.

They stand in `plantrack/locale`, one folder per language. Most keys are the English text itself. Keys that name a word of
the data (`status done`, `because overdue`) and keys with a count (`{n} days late`) have their English in that catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
FOLDERS = {"zh": "zh_CN", "en": "en"}
"""The folder of each language's catalogue."""
COUNTS = ("n", "days", "points", "tasks", "count")
"""Facts that decide between singular and plural: the first of these that a message has."""
SILENT = {"", "because done", "because cancelled", "because reported"}
"""Keys without any text, which a catalogue cannot hold: reasons that the light's name already says."""


class _SingleFormFallback(NullTranslations):
    """Fallback for messages that have one form, whatever their count."""

    def __init__(self, catalogue: NullTranslations) -> None:
        super().__init__()
        self._catalogue = catalogue

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._catalogue.gettext(msgid1)


@cache
def _catalogue(language: str) -> NullTranslations:
    folder = FOLDERS.get(language, "en")
    with (LOCALE / folder / "LC_MESSAGES" / "plantrack.mo").open("rb") as file:
        found = GNUTranslations(file)
    found.add_fallback(_SingleFormFallback(found))
    return found


@cache
def _form(language: str, key: str, count: int) -> str:
    return "" if key in SILENT else _catalogue(language).ngettext(key, key, count)


def translator(language: str) -> Callable[[str], str]:
    """Return a function from keys to text in `zh` or `en`; a key that the catalogue lacks is its own text."""
    return lambda key: _form(language, key, 2)


def translated(language: str, key: str, facts: Mapping[str, object]) -> str:
    """Return the text of a key, unfilled, in the form for its count: `{n} day late` where `n` is 1."""
    count = next((facts[name] for name in COUNTS if name in facts), None)
    return _form(language, key, 1 if str(count).lstrip("+-−") == "1" else 2)
