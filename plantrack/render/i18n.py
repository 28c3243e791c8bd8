"""The languages, and their message catalogues: every message that code asks for.

They stand in `plantrack/locale`, one folder per language. Most keys are the English text itself. Keys that name a word of
the data (`status done`, `because overdue`) and keys with a count (`{n} days late`) have their English in that catalogue.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from plantrack.render.catalogue import Catalogue

CATALOGUES = Path(__file__).parents[1] / "locale"
COUNTS = ("n", "days", "points", "tasks", "count")
"""Facts that decide between singular and plural: the first of these that a message has."""
SILENT = {"", "because done", "because cancelled", "because reported"}
"""Keys without any text, which a catalogue cannot hold: reasons that the light's name already says."""


class Locale(Struct, frozen=True):
    """A language: the folder of its catalogue, its tag and name, and how lists and dates are written.

    `day`, `day_of_year` and `month` are filled with `year`, `month` and `day`; `month` is one of `months`. `space`
    stands between sentences, `stop` at the end of one.
    """

    folder: str
    tag: str
    name: str
    comma: str
    day: str
    day_of_year: str
    month: str
    months: tuple[str, ...]
    space: str = " "
    stop: str = "."


LANGUAGES = {
    "zh": Locale(
        "zh_CN", "zh-Hans", "中文", "、", "{year}年{month}{day}日", "{month}{day}日",
        "{year}年{month}", tuple(f"{month}月" for month in range(1, 13)), space="", stop="。",
    ),
    "en": Locale(
        "en", "en", "English", ", ", "{day} {month} {year}", "{day} {month}", "{month} {year}",
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"),
    ),
}  # fmt: skip
"""The languages a view can be written in, in the order in which a view in all of them has them."""


@cache
def _catalogue(language: str) -> Catalogue:
    return Catalogue((CATALOGUES / LANGUAGES[language].folder / "LC_MESSAGES" / "plantrack.mo").read_bytes())


@cache
def _form(language: str, key: str, count: int) -> str:
    if key in SILENT:
        return ""
    forms = _catalogue(language).forms(key) or (key,)
    return forms[0 if count == 1 else -1]


def translator(language: str) -> Callable[[str], str]:
    """Return a function from keys to text in `zh` or `en`; a key that the catalogue lacks is its own text."""
    return lambda key: _form(language, key, 2)


def translated(language: str, key: str, facts: Mapping[str, object]) -> str:
    """Return the text of a key, unfilled, in the form for its count: `{n} day late` where `n` is 1."""
    if facts.keys().isdisjoint(COUNTS):
        return _form(language, key, 2)
    count = next(facts[name] for name in COUNTS if name in facts)
    return _form(language, key, 1 if str(count).lstrip("+-−") == "1" else 2)
