"""Owners in the cells of a row: units by their columns, and persons, who are people of a unit if one is known."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.english.names import is_given, is_unit, names, names_parted
from plantrack.documents.owners.names import LONGEST, Name, like_unit, people, without_office
from plantrack.documents.owners.roles import NamedOwner, OwnerRole, duty, parts
from plantrack.documents.parsed_document import Duty
from plantrack.documents.tables.task_sheets import TableRow
from plantrack.tables.heads import Column

_ROLES = {
    Column.LEAD: OwnerRole.LEAD,
    Column.RESPONSIBLE: OwnerRole.RESPONSIBLE,
    Column.SUPPORT: OwnerRole.SUPPORT,
}
_HAN = re.compile("[一-龥]")
_SPLIT = re.compile(r"[,;/、，；\n]")
_APART = re.compile(r"(?<=[一-龥])[ \u3000]+(?=[一-龥]{2})")
_AROUND = re.compile(r"\([^()]*\)|（[^（）]*）|[0-9+][0-9 \-]{5,}")
_PHONE = re.compile(r"[0-9+][0-9 \-]{5,}")
_INITIALS = re.compile(r"^@|\b[A-Z]\.|^(?:Mr|Mrs|Ms|Dr|Prof|Cllr)\b")
_ACRONYM = re.compile(r"[A-Z][A-Z&]{2,7}")
"""Letters that stand for a unit or a post; two may be the initials of a person."""
_HELPS = re.compile(
    r"^(?:and )?(?:with )?(?:support(?:ed)? (?:from|by)|(?:working |in partnership )?with) (?:the )?", re.IGNORECASE
)
_HELD = re.compile(r"(?P<post>[^()]+?) \((?P<person>@?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,2})\)")
"""A post with who holds it, or the other way round: M&E Officer (Peter Okello)."""
_ANY = re.compile("")
_MANY = re.compile("全[体科院校班员]|各|所有|有关|相关")


def duty_of(row: TableRow, *, first_leads: bool) -> Duty:
    """Return the owners of a row: units, each in the role of its column or of its cell, and persons.

    A unit in a column of persons leads; a person in one of units stays there, for the form of a name is no proof.
    Leaders (分管领导) are persons.
    `first_leads` says that the first of several units leads.
    """
    found = [one for column, role in _ROLES.items() for one in _named(row.text(column), role)]
    leaders = (one for one in people(row.text(Column.LEADER)) if one.person)
    found += (NamedOwner(one, OwnerRole.RESPONSIBLE) for one in leaders)
    return duty([*found, *_people(row.text(Column.PERSON))], first_leads=first_leads)


@lru_cache(maxsize=4096)
def _named(text: str, role: OwnerRole) -> tuple[NamedOwner, ...]:
    return parts(re.sub(r"[\r\n]+", "、", text), role) if _HAN.search(text) else (*_latin(text, role, _INITIALS),)


@lru_cache(maxsize=4096)
def _people(text: str) -> tuple[NamedOwner, ...]:
    """Return the persons that a cell names, without their telephone numbers, and the units among them, which lead."""
    if not _HAN.search(text):
        return (*_latin(_PHONE.sub("", text), OwnerRole.LEAD, _ANY),)
    pieces = map(without_office, _SPLIT.split(_AROUND.sub("", text)))
    called = (name.strip(" :：") for piece in pieces for name in _APART.split(piece))
    return tuple(NamedOwner(_name(name, _ANY), OwnerRole.LEAD) for name in called if 0 < len(name) <= LONGEST)


def _latin(text: str, role: OwnerRole, persons: re.Pattern[str]) -> Iterator[NamedOwner]:
    """Yield the names of a cell without Chinese ones; those behind words such as `with support from` support."""
    for name in (" ".join(name.split()).strip(" :.") for name in names_parted(text, _SPLIT)):
        if held := _HELD.fullmatch(name):
            yield NamedOwner(_name(held["post"], persons), role)
            yield NamedOwner(Name(held["person"], person=True), role)
            continue
        bare = _HELPS.sub("", name)
        if 0 < len(bare) <= LONGEST:
            own = role if bare == name else OwnerRole.SUPPORT
            both = [one.text for one in names(bare)] if is_given(bare) else []
            yield from (NamedOwner(_name(one, persons), own) for one in both or [bare])


def _name(text: str, persons: re.Pattern[str]) -> Name:
    """Return what a cell names: a unit or a role by its form, a word for many, else a person if the pattern fits."""
    if _HAN.search(text):
        whole = _MANY.match(text) is not None
        return Name(text, collective=whole, person=not whole and not like_unit(folded(text)))
    unit = _ACRONYM.fullmatch(text) is not None or is_unit(re.sub(r" *\([^()]*\)$", "", text))
    return Name(text.removeprefix("@"), person=not unit and (is_given(text) or persons.search(text) is not None))


def led_by_people(owners: Duty) -> Duty:
    """Return owners among which no unit answers with their persons as units, for a person to say of which they are."""
    people = owners.people
    if owners.lead or owners.responsible or owners.collective or not people:
        return owners
    return replace(owners, lead=people[:1], support=(*owners.support, *people[1:]))
