"""Labels and their values in an English text: `Lead officer: J. Smith. Due: end of June`, on one line or on several."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from msgspec import Struct

from plantrack.dates.english_mentions import find_english_dates
from plantrack.documents.english.sentences import sentences
from plantrack.documents.vocabulary import any_of, table

_words = cache(
    lambda: {word: LabelRole(name) for name, words in table("en/owners")["labels"].items() for word in words}
)
_NUMBERED = r"(?:(?<=(?i:action)) [A-Z]?[0-9]{1,4}[./-][0-9]{1,4})?"
"""The number of an action behind the word: ACTION 3/1."""
STEP = re.compile(
    r"\n[ \t]*(?:[-*•] )?(?P<time>(?:Q[1-4]|H[12]|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r"|[0-9]{1,2} [A-Z][a-z]{2,8}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})(?: 20[0-9]{2})?)\b[^\n]*"
)
"""A line of its own below `Milestones:`, with its time first."""


class LabelRole(StrEnum):
    """What the value of a label says."""

    LEAD = "lead"
    SUPPORT = "support"
    DUE = "due"
    MILESTONES = "milestones"
    ACTION = "action"
    STATUS = "status"
    OTHER = "other"


class Labelled(Struct, frozen=True):
    """A label with its value: [first, last) is the whole, `value` where the value begins."""

    role: LabelRole
    first: int
    value: int
    last: int


@cache
def _label() -> re.Pattern[str]:
    words = any_of(_words()).replace(r"\ ", r"\s")
    return re.compile(
        rf"(?:^|(?<=[.;|,(\[—•\n\t] )|(?<=[(\[\n\t|])|(?<= - )|(?<=[\w)%] )(?=[A-Z]))[ \t]*(?:[-•*] )?[*_]*"
        rf"(?P<label>(?i:{words})){_NUMBERED}"
        rf"(?:[ ]?\([^()\n]{{1,20}}\))?[*_]*[ ]?:[*_]*(?:[ \t]*(?=\S)|[ \t]*(?={STEP.pattern}))",
        re.MULTILINE,
    )


def role_of_label(words: str) -> LabelRole | None:
    """Return what the value of a label says, or None if it is not known."""
    return _words().get(" ".join(words.lower().split()))


def labels(plain: str, first: int, last: int) -> Iterator[Labelled]:
    """Yield the labels in a part of a text with their values, in order."""
    found = [*_label().finditer(plain, first, last)]
    for place, one in enumerate(found):
        limit = found[place + 1].start() if place + 1 < len(found) else last
        role = role_of_label(one["label"])
        listed = STEP.match(plain, one.end(), limit)
        if listed and role is not LabelRole.MILESTONES:
            continue
        end = _steps_end(plain, one.end(), limit) if listed else _end(plain, one.end(), limit)
        if role in (LabelRole.LEAD, LabelRole.SUPPORT):  # Lead: Woodland Team; by the end of November
            times = (one.end() + time.first for time in find_english_dates(plain[one.end() : end]))
            end = next((plain.rindex(plain[place], 0, t) for t in times if plain[(place := t - 2)] in ",;"), end)
        if role is not None and end > one.end():
            start = one.start("label")
            yield Labelled(role, start, one.end(), end)


def _steps_end(plain: str, first: int, last: int) -> int:
    """Return the end of the lines below a label that each begin with a time."""
    while found := STEP.match(plain, first, last):
        first = found.end()
    return first


def _end(plain: str, first: int, last: int) -> int:
    """Return the end of a value: with its line, its sentence, or the bracket around it."""
    line = plain.find("\n", first, last)
    last = last if line < 0 else line
    last = next((end for _, end in sentences(plain, first, last) if plain[end : end + 1] != ";"), last)
    depth = 0
    for place in range(first, last):
        depth += (plain[place] in "([") - (plain[place] in ")]")
        if depth < 0:
            return place
    return first + len(plain[first:last].rstrip(" \t,;|—"))
