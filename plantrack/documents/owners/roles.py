"""Roles of units in one phrase: 教育局牵头,财政局、人社局配合 or 牵头单位:教育局;配合单位:财政局.

- Names belong to the next word of a role behind them, or to the label before them. Those without one answer together.
- 会同 parts one that leads from those it brings in.
- Where somebody leads, the others that answer support: so it is with A牵头,B、C按职责分工负责.
- A label that is no owner's (适用范围:, 完成时限:, 责任领导:) ends the names before it.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.owners.names import Name, like_unit, names, people
from plantrack.documents.parsed_document import Duty
from plantrack.documents.vocabulary import expression, listed, table

_PARTING = re.compile(r"[,;。\n]|(?<=牵头|负责|配合|主办|协办|参与)、|$")
LONGEST = 600
"""Maximum length of a phrase about owners, in characters."""
LABEL = re.compile(r"(?:^|(?<=[\s;,。.()\[\]【】、|]))(?P<word>(?:[^\s:;,。.()\[\]【】]|\((?:部门|单位)\)){2,12})\s*:")
"""A label with its colon."""
_roles = cache(lambda: {role: re.compile(listed("owners", "roles", role)) for role in OwnerRole})


class OwnerRole(StrEnum):
    """The role of a unit, the strongest first."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


class NamedOwner(Struct, frozen=True):
    """One unit or collective word with its role; None if no word gives one."""

    name: Name
    role: OwnerRole | None


@cache
def _tail() -> re.Pattern[str]:
    """Return the pattern of role words at the end of a phrase."""
    role = "|".join(listed("owners", "roles", one) for one in OwnerRole)
    manner = listed("owners", "manner", "words")
    nouns = listed("owners", "nouns", "words")
    return re.compile(rf"(?:{manner})*(?:{role})(?:{role}|{manner})*(?:{nouns})?$")


def label_role(word: str) -> OwnerRole | None:
    """Return the role of a label or column header, or None if it is not about owners."""
    plain = re.sub(r"\s", "", folded(word))
    if plain in table("owners")["nouns"]["alone"]:
        return OwnerRole.RESPONSIBLE
    for role in OwnerRole:
        found = _label_of(role).fullmatch(re.sub(r"\([^()]{3,}\)$", "", plain))
        if found and (found["noun"] or role is not OwnerRole.RESPONSIBLE or plain == "负责"):
            return role
    return None


@cache
def _label_of(role: OwnerRole) -> re.Pattern[str]:
    before, noun = listed("owners", "nouns", "before"), listed("owners", "nouns", "words")
    return re.compile(f"{before}*{listed('owners', 'roles', role)}(?:责任|落实|实施|负责)?(?P<noun>{noun})?")


def names_people(word: str) -> bool:
    """Tell whether a label or column header is that of persons who answer: 责任人."""
    plain = re.sub(r"\s", "", folded(word)).lower()
    return plain in table("owners")["people"]["labels"] or bool(
        expression("owners", "people", "patterns").fullmatch(plain)
    )


def role_in(tail: str) -> OwnerRole | None:
    """Return the strongest role among the words after names."""
    return next((role for role, words in _roles().items() if words.search(tail)), None)


def parts(text: str, role: OwnerRole | None = None) -> tuple[NamedOwner, ...]:
    """Return the owners of a phrase; `role` is the default role."""
    plain = folded(text)
    labels = list(LABEL.finditer(plain))
    if not labels:
        return tuple(_unlabelled(text, role))
    ends = [one.start() for one in labels[1:]] + [len(plain)]
    found = [part for one, end in zip(labels, ends, strict=True) for part in _of_label(one, text[one.end() : end])]
    return (*_unlabelled(text[: labels[0].start()], role), *found)


def _of_label(found: re.Match[str], value: str) -> Iterator[NamedOwner]:
    if names_people(found["word"]):
        return (NamedOwner(one, OwnerRole.RESPONSIBLE) for one in people(value))
    role = label_role(found["word"])
    return iter(()) if role is None else _unlabelled(value, role)


def _unlabelled(text: str, role: OwnerRole | None) -> Iterator[NamedOwner]:
    pending: list[Name] = []
    for piece in _pieces(text):
        for first, last, given in _with_role(piece):
            if given is OwnerRole.SUPPORT:  # those before the comma answer: 一车间;设备科配合
                yield from (_part(name, role) for name in pending)
                pending = []
            pending += names(piece[first:last])
            if given:
                yield from (_part(name, given) for name in pending)
                pending = []
    yield from (_part(name, role) for name in _noted(pending))


def _noted(found: list[Name]) -> list[Name]:
    """Return the names of a list, each without a note behind one that has 牵头 with the note of the next one."""
    notes = [one.note for one in found]
    led = next((place for place, note in enumerate(notes) if role_in(note) is OwnerRole.LEAD), len(found))
    for place in reversed(range(led + 1, len(found) - 1)):
        notes[place] = notes[place] or notes[place + 1]
    return [replace(one, note=note) for one, note in zip(found, notes, strict=True)]


def _part(name: Name, role: OwnerRole | None) -> NamedOwner:
    return NamedOwner(replace(name, note=""), (role_in(folded(name.note)) if name.note else None) or role)


def _pieces(text: str) -> list[str]:
    """Split a phrase at commas and full stops, without the words that make the first unit the lead."""
    plain, pieces, first = folded(text), [], 0
    for place in _PARTING.finditer(plain):
        if plain.count("〔", first, place.start()) > plain.count("〕", first, place.start()):
            continue
        piece = plain[first : place.start()]
        if not says_first_leads(piece) and piece.strip() != "下同":
            pieces.append(text[first : place.start()])
        first = place.end()
    return pieces


def _with_role(piece: str) -> Iterator[tuple[int, int, OwnerRole | None]]:
    """Yield the spans of names in a piece, each with its role."""
    plain = folded(piece).rstrip()
    together = re.search(listed("owners", "together", "words"), plain)
    tail = _tail().search(plain) if len(plain) <= LONGEST else None
    last, role = (tail.start(), role_in(tail[0])) if tail else (len(plain), None)
    if together and together.end() <= last and role is not OwnerRole.SUPPORT:
        before = _tail().search(plain[: together.start()])
        yield 0, before.start() if before else together.start(), OwnerRole.LEAD
        yield together.end(), last, OwnerRole.SUPPORT
    else:
        yield 0, last, role


def says_first_leads(plain: str) -> bool:
    """Tell whether a folded text says that the first unit of a list leads: 列第一位者为牵头单位."""
    return bool(expression("owners", "first", "patterns").search(plain))


def duty(found: Sequence[NamedOwner], *, first_leads: bool) -> Duty:
    """Return the owners of one place; if a unit leads, or the first one does, the others support it.

    Without a lead, those without a role are responsible.
    """
    lead = _units(found, OwnerRole.LEAD)
    plain, answering = _units(found, None), _units(found, OwnerRole.RESPONSIBLE)
    support = _units(found, OwnerRole.SUPPORT)
    if lead:
        support, answering = plain + answering + support, ()
    else:
        answering = _units(found, None, OwnerRole.RESPONSIBLE)
        if first_leads and found and not found[0].name.collective:
            lead, support, answering = answering[:1], answering[1:] + support, ()
    many = once(tuple(one.name.text for one in found if one.name.collective))
    persons = once(tuple(one.name.text for one in found if one.name.person))
    return Duty(lead, once(support, but=lead), once(answering, but=lead), many, people=persons)


def _units(found: Sequence[NamedOwner], *roles: OwnerRole | None) -> tuple[str, ...]:
    units = (one for one in found if not one.name.collective and not one.name.person)
    return once(tuple(one.name.text for one in units if one.role in roles))


def once(words: tuple[str, ...], but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words in order without repeats and without those in `but`."""
    return tuple(word for word in dict.fromkeys(words) if word not in but)


def named(found: Sequence[NamedOwner]) -> bool:
    """Tell whether a phrase has a unit with the form of a name, or a collective word."""
    return any(one.name.collective or like_unit(folded(one.name.text)) for one in found)


def has_role(found: Sequence[NamedOwner]) -> bool:
    """Tell whether any owner has a role."""
    return any(one.role for one in found)
