"""Owners: in brackets, on lines of their own, in sentences, and in the columns of a table.

- (教育局牵头,财政局配合), (教育局、财政局负责), 【责任单位:教育局】, and lists of units alone that close a sentence.
- 牵头单位:教育局;配合单位:财政局 on a line or at the end of a sentence; labels on lines that follow each other are one.
- 由教育局牵头,制定办法 and the other forms that `sentences` reads; 负责人:王某, @王某 for persons.

A bracket without owners (2023—2025年), (市、区), (ABC) is ignored. `roles` reads a phrase, `names` a list of units.
The words stand in vocabulary/owners.toml.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plantrack.characters.folding import folded, without
from plantrack.documents.owners.names import like_office, like_unit, many, people
from plantrack.documents.owners.roles import (
    LABEL,
    LONGEST,
    NamedOwner,
    OwnerRole,
    duty,
    has_role,
    label_role,
    named,
    names_people,
    once,
    parts,
    says_first_leads,
)
from plantrack.documents.owners.sentences import OwnerPlace, owners_in_sentences
from plantrack.documents.parsed_document import Duty
from plantrack.documents.vocabulary import listed

__all__ = ["find_duties", "merged"]

_BRACKET = re.compile(r"\(((?:[^()\n]|\([^()\n]{0,40}\))*+)\)|【([^【】\n]*+)】|\[([^\[\]\n]*+)\]|〔([^〔〕\n]*+)〕")
_SEVERAL = 3
"""From this many clauses on that end with units in brackets, these are owners, without a word that says so."""
_CLAUSE_ENDS = ("", "\n", "。", ";", ",")
_CLOSING = re.compile(r"[ \t]*(?:[。;\n]|$)")
_STOP = re.compile(r"[。\n]|$")
_GAP = re.compile(r"[\s;,]*")
_MENTIONS = re.compile(
    r"(?:(?:\(|—{1,2} ?)(?P<units>[^()@\n。;]{2,24}?) ?|\(|(?<![A-Za-z0-9_.@/-]))"
    r"@[\w·][\w·-]{0,30}(?:[、, ]+@[\w·][\w·-]{0,30})*\)?"
)


def find_duties(text: str, plain: str) -> tuple[Duty, ...]:
    """Return the owners in a text, in order, each with the whole bracket or line as its quote.

    `plain` is the folded text.
    """
    places: list[OwnerPlace] = []
    first_leads = says_first_leads(plain)
    for reader in (_brackets, _labels, _mentions, owners_in_sentences):
        found = list(reader(plain, text))
        places += found
        plain = without(plain, (place[:2] for place in found))
    return tuple(
        replace(duty(owners, first_leads=first_leads), quote=text[a:b], offset=a, ahead=ahead)
        for a, b, owners, ahead in sorted(places, key=lambda place: place[:2])
    )


def merged(duties: Sequence[Duty]) -> Duty:
    """Return the owners of several places as one, each unit once in its strongest role.

    A single one keeps its quote; several have no literal one.
    """
    if len(duties) == 1:
        return duties[0]
    lead = once(tuple(unit for one in duties for unit in one.lead))
    answering = once(tuple(unit for one in duties for unit in one.responsible), but=lead)
    support = once(tuple(unit for one in duties for unit in one.support), but=lead + answering)
    many = once(tuple(word for one in duties for word in one.collective))
    persons = once(tuple(name for one in duties for name in one.people))
    return Duty(lead, support, answering, many, people=persons, ahead=any(one.ahead for one in duties))


def _brackets(plain: str, text: str) -> Iterator[OwnerPlace]:
    likely: list[OwnerPlace] = []
    ending = 0
    for found in _BRACKET.finditer(plain):
        first, last = found.span(found.lastindex or 0)
        if last - first <= LONGEST and (owners := _owners(text[first:last], plain, found)):
            ending += _ends_clause(plain, found)
            yield OwnerPlace(*found.span(), owners)
        elif last - first <= LONGEST and (owners := _at_clause_end(text[first:last], plain, found)):
            likely.append(OwnerPlace(*found.span(), owners))
    yield from likely if ending + len(likely) >= _SEVERAL else []


def _at_clause_end(phrase: str, plain: str, bracket: re.Match[str]) -> tuple[NamedOwner, ...]:
    """Return the units in a bracket that ends a clause; several such brackets in a document name owners."""
    found = parts(phrase) if _ends_clause(plain, bracket) else ()
    likely = (_unit_beside(folded(one.name.text)) or one.name.collective or one.name.person for one in found)
    return found if all(likely) else ()


def _ends_clause(plain: str, bracket: re.Match[str]) -> bool:
    return plain[bracket.end() : bracket.end() + 1] in _CLAUSE_ENDS


def _unit_beside(plain: str) -> bool:
    """Tell whether a name is that of a unit where other clauses end with units: 眼科 too, and 班主任."""
    ends = f"(?:[科室部处组办局队站所课场]|.?{listed('owners', 'people', 'offices')})"
    return like_unit(plain) or re.fullmatch(f"[^0-9a-zA-Z]{ends}", plain) is not None


def _owners(phrase: str, plain: str, bracket: re.Match[str]) -> tuple[NamedOwner, ...]:
    found = parts(phrase)
    if has_role(found):
        return found if named(found) or LABEL.match(folded(phrase)) else ()
    units = [folded(one.name.text) for one in found if not one.name.person]
    return found if units and _list_of_units(units, plain, bracket) else ()


def _list_of_units(listed: list[str], plain: str, bracket: re.Match[str]) -> bool:
    """Tell whether a list in brackets names owners: it follows a sentence, or ends it and names offices.

    After a label it is part of a name: 牵头单位:市农业局(市畜牧局).
    """
    far = max(0, bracket.start() - LONGEST)
    line = max(far, *(plain.rfind(stop, far, bracket.start()) + 1 for stop in "。;\n"))
    if any(label_role(found["word"]) for found in LABEL.finditer(plain, line, bracket.start())):
        return False
    if plain[max(0, bracket.start() - 9) : bracket.start()].rstrip(" ")[-1:] in ("。", ";"):
        return all(like_unit(one) or many(one) for one in listed) and any(like_unit(one) for one in listed)
    return (
        bool(_CLOSING.match(plain, bracket.end()))
        and all(like_office(one) or many(one) for one in listed)
        and any(like_office(one) and not many(one) for one in listed)
    )


def _labels(plain: str, text: str) -> Iterator[OwnerPlace]:
    """Yield each run of labels with owners, on one line or on consecutive lines."""
    runs: list[tuple[int, int]] = []
    for found in LABEL.finditer(plain):
        if label_role(found["word"]) is not None or names_people(found["word"]):
            first, last = found.start(), _value_end(plain, found.end())
            if runs and _GAP.fullmatch(plain, runs[-1][1], first):
                first = runs.pop()[0]
            runs.append((first, last))
    for first, last in runs:
        if last - first <= 2 * LONGEST and (owners := parts(text[first:last])):
            yield OwnerPlace(first, last, owners)


def _mentions(plain: str, text: str) -> Iterator[OwnerPlace]:
    """Yield names with @ before them, as lists of things to do have them: @小王, (@maria), (产品部 @小王)."""
    for found in _MENTIONS.finditer(plain):
        units = parts(text[slice(*found.span("units"))], OwnerRole.RESPONSIBLE) if found["units"] else ()
        words = text[found.end("units") if units else found.start() : found.end()].strip("()（）")
        persons = tuple(NamedOwner(one, OwnerRole.RESPONSIBLE) for one in people(words.strip().replace(" ", "、")))
        if persons:
            yield OwnerPlace(*found.span(), (*units, *persons))


def _value_end(plain: str, first: int) -> int:
    """Return the end of the names after a label: with the sentence or the line, or before the next label."""
    far = min(len(plain), first + 2 * LONGEST + 1)
    stop = _STOP.search(plain, first, far)
    end = stop.start() if stop else far
    following = LABEL.search(plain, first, end)
    last = following.start() if following else end
    return first + len(plain[first:last].rstrip(" \t;,"))
