"""The catalogues of words: what code asks for, in English and in Chinese.

They stand in `plantrack/locale`, one per language. Most keys are their own English; those that stand for a word of the
data (`status done`, `because overdue`) and those that count something (`{n} days late`) have theirs in the English one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
FOLDERS = {"zh": "zh_CN", "en": "en"}
COUNTS = ("n", "days", "points", "tasks", "count")
"""The fact that a sentence counts: the first of these that it is filled with."""
SILENT = {"", "because done", "because cancelled", "because reported"}
"""What has no words: reasons that the light's own name says already. A catalogue cannot say nothing."""


class _Uncounted(NullTranslations):
    """Answers for sentences that have one form, whatever they are filled with."""

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
    found.add_fallback(_Uncounted(found))
    return found


@cache
def _said(language: str, key: str, count: int) -> str:
    return "" if key in SILENT else _catalogue(language).ngettext(key, key, count)


def translator(language: str) -> Callable[[str], str]:
    """Return what turns a key into words of `zh` or `en`; a key that the catalogue lacks stands for itself."""
    return lambda key: _said(language, key, 2)


def counted(language: str, key: str, facts: Mapping[str, object]) -> str:
    """Return the words of a key in the form that its count asks for: `{n} day late` where 1 is counted."""
    count = next((facts[name] for name in COUNTS if name in facts), None)
    return _said(language, key, 1 if str(count).lstrip("+-−") == "1" else 2)
