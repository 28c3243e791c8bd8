"""Words of closed lists as people type them: what is shown of a status, a light or a kind is what is accepted."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from plantrack.errors import UsageError
from plantrack.model.plan import Text
from plantrack.render.i18n import LANGUAGES, translator

Choice = TypeVar("Choice")
Word = TypeVar("Word", bound=StrEnum)
UNKNOWN = {
    "status": "{typed!r} is no status; write {names}",
    "light": "{typed!r} is no light; write {names}",
    "kind": "{typed!r} is no kind of task; write {names}",
}
"""How a word is refused that its list lacks."""


def names(of: str, words: Iterable[Word]) -> dict[Word, Text]:
    """Return the names by which the words of the list `of` are shown, in both languages."""
    return {word: _name(f"{of} {word}") for word in words}


def _name(template: str) -> Text:
    return Text(zh=translator("zh")(template), en=translator("en")(template))


def choose(of: str, named: Mapping[Choice, Text], typed: str) -> Choice:
    """Return the choice that is meant: by its code, where it has one, or its name in either language.

    Raises UsageError with all names for a word that is none of them.
    """
    for choice, name in named.items():
        if _plain(typed) in map(_plain, (str(choice), name.zh, name.en)):
            return choice
    listed = {language: dict.fromkeys(name.in_language(language) for name in named.values()) for language in LANGUAGES}
    text = Text(**{language: LANGUAGES[language].comma.join(words) for language, words in listed.items()})
    raise UsageError(UNKNOWN[of], typed=typed, names=text)


def _plain(word: str) -> str:
    return word.strip().casefold().replace("-", " ").replace("_", " ")
