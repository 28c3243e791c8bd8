"""Single values as they are written in a file, whatever reads the lines or nodes around them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import inspect

from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR
from plantrack.errors import Message, message
from plantrack.model.text import given_text

SINGLE = (inspect.StrType, inspect.Metadata, inspect.EnumType)
"""Item types of lists for which a single value may be written."""
LANGUAGES = ("zh", "en")
"""The keys of words for people."""
QUOTES = ("'", '"')
"""The styles of a text in quotes."""
NO_VALUE = ("", "~", "null")
"""What stands without quotes where nothing was written."""


def in_both(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of words for people; those in one language stand for both."""
    given = {language: values[language] for language in LANGUAGES if language in values}
    return dict.fromkeys(LANGUAGES, *given.values()) | values if len(given) == 1 else values


def chosen(info: inspect.UnionType, *, grouped: bool) -> Any:
    """Return the type of a union to read something as: a group of keys if it is one, for anything else the other."""
    groups = [kind for kind in info.types if isinstance(kind, inspect.StructType)]
    others = [kind for kind in info.types if not isinstance(kind, (inspect.StructType, inspect.NoneType))]
    if groups and (not others or grouped):
        return groups[0]
    return min(others, key=lambda kind: isinstance(kind, inspect.IntType))  # a float may be written without decimals


def near(word: str, known: list[str]) -> list[str]:
    """Return the known word that was probably meant, if there is one."""
    from difflib import get_close_matches

    return get_close_matches(word, known, n=1, cutoff=0.75)


def _string(info: inspect.StrType, text: str) -> str | Message:
    if not given_text(text):
        return message("this is empty; write the text or leave the key out")
    if info.pattern and not re.search(info.pattern, text):
        form = next((message(words) for start, words in _FORMS.items() if info.pattern.startswith(start)), "")
        return message("{text!r} is not of the form that belongs here: {form}", text=text, form=form)
    return text


_FORMS = {
    "^[0-9]{1,6}": "numbers with dots between them, as in 6.10",
    "^[a-z]": "lower-case letters, digits and hyphens, as in hi-tech-fair",
    "^([0-9]{4}-)?": "MM-DD, as in 06-30, or a whole day as YYYY-MM-DD",
    "^[0-9]{4}": "a year, a part of one or a range: 2023, 2023-H1, 2023-Q4, 2023-12 or 2023-01/2023-11",
    "^https": "an address that begins with http:// or https://",
    "^[^/": "the name of a Word file beside plan.yaml, as in letterhead.docx",
    r"^[^\s@": "a mail address, as in zhang@example.org",
    r"^\+?[0-9]": "a mobile number, digits only, as in 13800138000",
    "^(?!all": "the id of one user there, as in zhangsan or ou_8a3c",
    "^[0-9A-Za-z]": "the name of a server, as in smtp.example.org",
}


def _choice(words: dict[str, Any], text: str) -> Any:
    if text in words:
        return words[text]
    if found := near(text, [*words]):
        return message("{text!r} is no value of this key; did you mean {near!r}?", text=text, near=found[0])
    return message("{text!r} is no value of this key; write one of {words}", text=text, words=tuple(words))


def _day(info: inspect.DateType, text: str) -> date | Message:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return message("{text!r} is not a day; write it as YYYY-MM-DD", text=text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return message("the day {text} does not exist in the calendar; correct it", text=text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return message("{text} is in no year from {first} to {last}; correct it",
                       text=text, first=FIRST_YEAR, last=LAST_YEAR)  # fmt: skip
    return day


def _number(info: inspect.IntType | inspect.FloatType, text: str) -> float | Message:
    if re.fullmatch(r"-?[0-9]{1,18}", text):
        return _within(info, int(text))
    if isinstance(info, inspect.IntType):
        return message("{text!r} is not a whole number; write at most 18 digits and nothing else", text=text)
    if re.fullmatch(r"-?[0-9]{1,18}\.[0-9]{1,12}", text):
        return _within(info, float(text))
    return message("{text!r} is not a number in the base unit; write digits only, as in 24700 or 7.5", text=text)


def _within(info: inspect.IntType | inspect.FloatType, number: float) -> float | Message:
    """Return the number, or what is wrong with it where it lies outside the bounds of its type."""
    if info.gt is not None and number <= info.gt:
        return message("{n} is too small; write a number above {least}", n=number, least=info.gt)
    if info.ge is not None and number < info.ge:
        return message("{n} is too small; write a number of {least} or more", n=number, least=info.ge)
    if info.le is not None and number > info.le:
        return message("{n} is too large; write a number of {most} or less", n=number, most=info.le)
    return number


CONVERTERS: dict[type, Callable[[Any, str], Any]] = {
    inspect.StrType: _string,
    inspect.EnumType: lambda info, text: _choice({str(member.value): member for member in info.cls}, text),
    inspect.LiteralType: lambda info, text: _choice({word: word for word in info.values}, text),
    inspect.DateType: _day,
    inspect.IntType: _number,
    inspect.FloatType: _number,
    inspect.BoolType: lambda info, text: _choice({"true": True, "false": False}, text),
}
