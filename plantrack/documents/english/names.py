"""Names in an English list of owners: units and roles, persons, and words for many at once.

`Highways Team`, `Head of Waste`, `Finance` are units; `J. Smith`, `Maria Lopez`, `@maria` are persons.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import partial

from msgspec import Struct

from plantrack.documents.vocabulary import any_of, table, words_of

LONGEST = 80
"""Maximum length of a name, in characters."""
_MOST_WORDS = 9
_PERSON_WORDS = 4
_SEPARATORS = re.compile(r"[,;/|\n]|(?<= )\+(?= )")
_AND = re.compile(r" (?:and|&|with|as well as|together with) (?:the )?")
_INITIALS = re.compile(
    r"(?:[A-Z]\.[ ]?)+[A-Z][\w’'-]+|(?:Mr|Mrs|Ms|Dr|Prof|Cllr|Sir|Dame|Rev)\.? [A-Z].*|[A-Z][\w’'-]+ [A-Z]\.?"
)
_OF_FIELD = re.compile(
    r"\b(?:(?:Assistant|Deputy|Associate|Vice|Managing|Executive|Clinical|Senior|Chief|Interim|Acting|Joint) )+"
    r"(?:Head|Director|President|Principal|Dean|Lead|Manager|Officer|Nurse), [A-Z][a-z]+(?=[,;)]|$)"
)
"""A post with its field behind a comma: Assistant Head, Teaching."""
_TEAM = re.compile(r"-(?=(?:team|group|wg|squad|crew)$)")
"""What joins a short name to what it is: docs-team."""
_WITHIN = "\0"
_HANDLE = re.compile(r"@[\w.-]*\w")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}")
_WORD = re.compile(r"[\w&’'.@-]+")
_ONE = ("team", "unit", "office", "department", "service", "services", "board", "committee", "manager", "officer")
"""Last words that make one unit of words such as `community`."""
_SMALL = ("team", "group", "committee", "board", "crew", "squad", "council", "secretariat")
"""Last words of units that are written small."""
_FIELD_ENDS = ("ing", "ment", "tion", "sion", "ics", "ance", "ility", "ology", "ies", "ions", "works", "ence", "ency")
"""The endings of words that name what a unit does rather than a person."""
_words = partial(words_of, "en/owners")


class NameKind(StrEnum):
    """What a name is of."""

    UNIT = "unit"
    PERSON = "person"
    MANY = "many"


class EnglishName(Struct, frozen=True):
    """A name and what it is of."""

    text: str
    kind: NameKind


def kind_of_name(text: str) -> NameKind | None:
    """Return what a name is of, or None if the words are no name."""
    words = _WORD.findall(text)
    if not words or len(text) > LONGEST or len(words) > _MOST_WORDS:
        return None
    lower = [word.lower() for word in words]
    several = lower[0] in _words("many") and (lower[0] in _words("always_many") or lower[-1].rstrip(")") not in _ONE)
    if several or (lower[-1] in _words("many_last") and text[1:].islower()):
        return NameKind.MANY
    if _HANDLE.fullmatch(text) and not _TEAM.search(text):
        return NameKind.PERSON
    if is_unit(text) or (len(words) == 1 and text[0].isupper() and not is_given(text)):
        return NameKind.UNIT
    if _INITIALS.fullmatch(text) or (len(words) <= _PERSON_WORDS and all(word[0].isupper() for word in words)):
        return NameKind.UNIT if _ACRONYM.fullmatch(text) or _mixed(words[-1]) else NameKind.PERSON
    return NameKind.MANY if len(words) <= _PERSON_WORDS and text.islower() else None


def is_unit(text: str) -> bool:
    """Tell whether a name has the form of a unit's or a role's: a word for one of them, or for what units do."""
    words = [word.lower().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(_TEAM.sub(" ", text))]
    if not words or not (text[0].isupper() or _heads(words)) or _INITIALS.fullmatch(text):
        return False
    if is_given(text) and not _heads(words):
        return False
    return _heads(words) or words[-1].endswith(_FIELD_ENDS) or any(word in _words("units", "fields") for word in words)


def is_small_unit(text: str) -> bool:
    """Tell whether words in lower case name one unit all the same: docs team, steering group."""
    words = text.split()
    return len(words) > 1 and words[-1] in _SMALL and words[0] not in (*_words("many"), "a", "an", "one")


def is_given(text: str) -> bool:
    """Tell whether a name begins with a given name."""
    return next(iter(text.lower().split()), "") in table("en/given_names")["names"]


def _mixed(word: str) -> bool:
    """Tell whether a word has a capital within it, as no name of a person has but for McIntyre: FinOps, DevRel."""
    return bool(re.search("[a-z][A-Z]", word)) and not re.match("Ma?c|De|La|Van|O[’']", word)


def _heads(words: list[str]) -> bool:
    return any(word in _words("units", "heads") for word in words)


def names(value: str) -> Iterator[EnglishName]:
    """Yield the names in a list, each without the words around it; what is no name is left out."""
    for piece in _pieces(value):
        inside = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<more>[^()]*)\)", piece)
        for text in (inside["name"], *_pieces(inside["more"])) if inside else (piece,):
            name = _bare(text)
            kind = kind_of_name(name) if name.lower() not in _words("nobody") else None
            if kind is not None and not (inside and text != inside["name"] and not _in_bracket(name, kind)):
                yield EnglishName(name, kind)


def _in_bracket(text: str, kind: NameKind) -> bool:
    """Tell whether a bracket behind a name names somebody else: a unit, or a person with a title or initials."""
    return kind is NameKind.UNIT or (kind is NameKind.PERSON and _INITIALS.fullmatch(text) is not None)


def _bare(text: str) -> str:
    text = re.sub(
        r"^(?:(?:the|our|a|an|and|by|via|from|with|council’s)\s)+", "", text.strip(" \t.*_:—-"), flags=re.IGNORECASE
    )
    return " ".join(text.split())


def listed(value: str) -> list[str]:
    """Return what commas and semicolons part in a list of names."""
    return names_parted(value, re.compile("[,;]"))


def names_parted(value: str, by: re.Pattern[str]) -> list[str]:
    """Return what separators part in a list of names, but not a post from its field."""
    return [piece.replace(_WITHIN, ",") for piece in by.split(_with_fields(value))]


def _with_fields(value: str) -> str:
    """Return a list with the comma within Assistant Head, Teaching as a sign of its own."""
    return _OF_FIELD.sub(lambda found: found[0].replace(",", _WITHIN), value)


def _pieces(value: str) -> Iterator[str]:
    yield from (piece.replace(_WITHIN, ",") for piece in _split(_with_fields(value)))


def _split(value: str) -> Iterator[str]:
    depth = first = 0
    for found in re.finditer(rf"[()]|{_SEPARATORS.pattern}", value):
        depth += (found[0] == "(") - (found[0] == ")")
        if depth <= 0 and found[0] not in "()":
            yield from _joined(value[first : found.start()])
            first = found.end()
    yield from _joined(value[first:])


def _joined(piece: str) -> Iterator[str]:
    """Split at `and` where names stand on both sides: Finance Team and Legal, but not Health and Safety Team."""
    if not re.search(any_of(_words("whole")), piece, re.IGNORECASE):
        for found in _AND.finditer(piece):
            left, right = piece[: found.start()], piece[found.end() :]
            if found[0].endswith("the ") or _complete(_bare(left), right):
                yield left
                yield from _joined(right)
                return
    yield piece


def _complete(left: str, right: str) -> bool:
    """Tell whether the words before `and` are a name of their own."""
    words = _WORD.findall(left)
    if not words or not right.strip():
        return False
    last, following = words[-1].lower(), _WORD.findall(right)
    headed = last in _words("units", "heads") or (_heads([word.lower() for word in words]) and len(words) > 1)
    if headed or _HANDLE.fullmatch(left) or _ACRONYM.fullmatch(left):
        return True
    named = kind_of_name(left) in (NameKind.PERSON, NameKind.MANY)
    if len(words) == len(following) == 1 and not named:  # Science and Monitoring
        return False
    return bool(following) and (named or not _heads([word.lower() for word in following]))
