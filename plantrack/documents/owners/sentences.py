"""Owners inside sentences, before or behind what they are to do.

- 由A牵头,B、C配合,完成...; A负责落实...; A会同B制定...; 请A于...办结...; A要...; 市水务局加强...: ahead of theirs.
- ...,由A牵头,B配合。 and a sentence of nothing but owners follow theirs.

Only names in the form of a unit, or a person with an office (李某局长负责), are owners: 企业负责 and 牵头的 are none.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plantrack.characters.folding import folded
from plantrack.documents.owners.names import Name, like_office, like_unit, many, names, person
from plantrack.documents.owners.roles import LONGEST, NamedOwner, OwnerRole, parts
from plantrack.documents.vocabulary import any_of, expression, listed, table

_office_first = cache(
    lambda: re.compile(
        rf"[市省区县州镇乡团][^,的]{{1,14}}?{listed('owners', 'units', 'offices')}"
        rf"|(?!{listed('owners', 'sentence', 'helped')})(?:[^,的由、0-9 ]{{2,12}}?(?:管委会|委员会|[^全当各结布格]局)"
        r"|(?:[^,的由、0-9 ]{2,12}?)?(?:海关|办公室|秘书处)"
        rf"|(?!{any_of([word for words in table('verbs')['verbs'].values() for word in words])})"
        r"[^,的由、0-9 ]{2,4}?[处科股组])"
    )
)
"""An office whose action may follow without a word for its duty: 市水务局加强督导, 高新区管委会落实用地."""
_gate = cache(lambda: re.compile(listed("owners", "sentence", "by", "asked")))
_ending = cache(lambda: re.compile(f"{listed('owners', 'sentence', 'roles', 'closing')}$"))
_leading = cache(
    lambda: re.compile(f"{listed('owners', 'sentence', 'roles', 'duty')}|{listed('owners', 'together', 'words')}")
)
_trigger = cache(
    lambda: re.compile(f"{_gate().pattern}|{_leading().pattern}|{listed('owners', 'roles', 'support', 'responsible')}")
)
_never_doing = cache(lambda: tuple(table("owners")["sentence"]["never_doing"]))
_duty = cache(lambda: re.compile(listed("owners", "sentence", "duty")))
_inner = cache(lambda: re.compile(rf"[^、,和与及省市区县]{{1,6}}?{listed('owners', 'units', 'offices')}"))
"""What goes on with a name that seems to end: 市委|宣传部, 住房城乡|建设局."""
_QUOTED = re.compile(r"《[^《》\n]*+》|“[^“”\n]*+”")
_PHRASE = re.compile(r"[^,。;:!?\n]++")
_MARK = re.compile(
    r"\s*(?:\([0-9一二三四五六七八九十]{1,3}\)|[①-⑳]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.、)]?(?![0-9])"
    r"|[一二三四五六七八九十]{1,3}(?:[、.]|[是要])|[—●■◆•·▪*-]+|第[一二三四五六七八九十]{1,2}[是,])?\s*"
)
_GAP = re.compile(r"[ \t]*[,:][ \t]*")
_DONE = re.compile(r",[^,。;\n]{2,20}完成[ \t]*(?=[。;\n]|$)")
_WHEN = re.compile(r"[^\0]{1,16}?[前内底末旬日](?=由)")
"""What may stand before 由: by when."""
_ENDS = "。;!?\n"
_FAR = 60
"""Search radius, in characters, for the end of a name, and for the end of the sentence before owners."""
Found = tuple[int, tuple[NamedOwner, ...]]
"""Where the owners end, and who they are."""
_BY_RULE = re.compile(r"(?:按照?|依照|根据|结合|对照)[^,。;\n]{2,20},(?=[^\n]{4})")
"""What may stand between an office and what it does: 市粮食局按照“宁多勿缺”原则,补充冲锋舟."""
_LOCAL = re.compile("[市省区县州旗镇乡].{2,12}(?:中心|医院|学校|大学|学院|[总大支]队|集团|公司|馆|站)")
"""A body of a place, which is one that has to do something where a word says so: 市融媒体中心要."""
_NO_ACTION = re.compile("[0-9]{4}年|$")


class OwnerPlace(NamedTuple):
    """The span of owners, who they are, and whether what they are to do follows."""

    first: int
    last: int
    owners: tuple[NamedOwner, ...]
    ahead: bool = False


def owners_in_sentences(plain: str, text: str) -> Iterator[OwnerPlace]:
    """Yield the owners in the sentences of a text; `plain` is folded, with what is known already blanked."""
    run: list[OwnerPlace] = []
    plain = _QUOTED.sub(lambda found: "\0" * len(found[0]), plain)
    for phrase in _PHRASE.finditer(plain):
        mark = _MARK.match(plain, *phrase.span())
        first, last = mark.end() if mark else phrase.start(), phrase.end()
        if run and not _GAP.fullmatch(plain, run[-1].last, first):
            yield from _closed(plain, run)
            run = []
        told = _trigger().search(plain, first, last) or _office_first().match(plain, first, last)
        found = _owners(plain, text, first, last) if told else None
        if run and not found and (more := _brought_in(plain, text, first, last)):
            found = OwnerPlace(first, *more, more[0] < last)
        run += [found] if found else []
        if found is None or found.ahead:
            yield from _closed(plain, run)
            run = []
    yield from _closed(plain, run)


def _closed(plain: str, run: list[OwnerPlace]) -> Iterator[OwnerPlace]:
    """Yield a run of owners as one place, if it says who leads or answers, or is a sentence of its own."""
    if not run:
        return
    first, last, ahead = run[0].first, run[-1].last, run[-1].ahead
    owners = tuple(one for place in run for one in place.owners)
    if done := _DONE.match(plain, last):
        last, ahead = done.end(), False
    rest = plain[last : last + 2].lstrip(" \t")
    opens = plain[max(0, first - _FAR) : first].rstrip(" \t")[-1:] in _ENDS
    ends = not ahead and (not rest or rest[0] in _ENDS)
    if ahead or (opens and ends) or _leads(plain, first, last) or (ends and owners[-1].role is OwnerRole.SUPPORT):
        follows = _GAP.match(plain, last)
        yield OwnerPlace(first, follows.end() if follows and not ends else last, owners, not ends)


def _owners(plain: str, text: str, first: int, last: int) -> OwnerPlace | None:
    """Return the owners with which a phrase begins, or that it is."""
    last = first + len(plain[first:last].rstrip())
    whole = parts(text[first:last]) if last - first <= LONGEST and _ending().search(plain, first, last) else ()
    if when := _WHEN.match(plain, first, last):
        first = when.end()
    gate = _gate().match(plain, first, last)
    if whole and all(one.role and _known(one.name) for one in whole):
        return OwnerPlace(first if gate else max(first, plain.rfind("由", first, last)), last, whole)
    begin = gate.end() if gate else first
    for reader in (_with_role, _together, _asked if gate else _obliged):
        if found := reader(plain, text, begin, last):
            return OwnerPlace(first, *found, True)
    return None


def _leads(plain: str, first: int, last: int) -> bool:
    """Tell whether words say who leads, or who is to do something."""
    return bool(_gate().match(plain, first) or _leading().search(plain, first, last))


def _with_role(plain: str, text: str, first: int, last: int) -> Found | None:
    """Read A、B牵头...; a word of a role that only describes (A牵头的) gives none."""
    role = _role().search(plain, first, min(last, first + LONGEST))
    if role is None:
        return None
    lead = parts(text[first : role.end()])
    if one := person(text[first : role.start()]):
        return role.end(), (NamedOwner(one, OwnerRole.RESPONSIBLE),)
    if not lead or not all(one.role and _known(one.name) for one in lead):
        return None
    more = _brought_in(plain, text, role.end(), last)
    return (more[0], lead + more[1]) if more else (role.end(), lead)


@cache
def _role() -> re.Pattern[str]:
    manner, roles = listed("owners", "manner", "words"), listed("owners", "sentence", "roles")
    never = "|".join(table("owners")["sentence"]["never_before"])
    return re.compile(f"(?:{manner})*{roles}(?:负责)?(?!{never})")


def _together(plain: str, text: str, first: int, last: int) -> Found | None:
    """Read A会同B...."""
    at = re.compile(listed("owners", "together", "words")).search(plain, first, min(last, first + LONGEST))
    more = _brought_in(plain, text, at.start(), last) if at and _all_known(text[first : at.start()]) else None
    if at is None or more is None:
        return None
    return more[0], (*(NamedOwner(one, OwnerRole.LEAD) for one in names(text[first : at.start()])), *more[1])


def _brought_in(plain: str, text: str, first: int, last: int) -> Found | None:
    """Read 会同B...."""
    word = re.compile(listed("owners", "together", "words")).match(plain, first, last)
    return _listed(plain, text, word.end(), last, OwnerRole.SUPPORT) if word else None


def _asked(plain: str, text: str, first: int, last: int) -> Found | None:
    return _listed(plain, text, first, last, OwnerRole.RESPONSIBLE)


def _obliged(plain: str, text: str, first: int, last: int) -> Found | None:
    """Read A要... and A加强...; only offices are obliged so."""
    found = _listed(plain, text, first, last, OwnerRole.RESPONSIBLE)
    if found is None or found[0] == last:
        return None
    duty = _duty().match(plain, found[0], last)
    if not all(_office(one.name) or (duty and _LOCAL.fullmatch(folded(one.name.text))) for one in found[1]):
        return None
    if duty is None and not (_office_first().match(plain, first, last) and _does(plain, found[0])):
        return None
    end = duty.end() if duty else found[0]
    more = _brought_in(plain, text, end, last)
    return (more[0], found[1] + more[1]) if more else (end, found[1])


def _does(plain: str, place: int) -> bool:
    """Tell whether an action follows an office, and no title or other word: 县教育局2026年工作计划 is none."""
    if _NO_ACTION.match(plain, place):
        return False
    return not plain.startswith(_never_doing(), place) or _BY_RULE.match(plain, place) is not None


def _office(name: Name) -> bool:
    plain = folded(name.text)
    office = like_office(plain) or re.fullmatch("[^0-9]{2,4}[处科股组]", plain)
    return bool(office) and not plain.endswith(tuple(table("owners")["sentence"]["never_office"]))


def _listed(plain: str, text: str, first: int, last: int, role: OwnerRole) -> Found | None:
    """Read a list of units that the words of an action follow."""
    start = first
    while (mark := plain.find("、", start, last)) >= 0 and _all_known(text[start:mark]):
        start = mark + 1
    for end in _ends(plain, start, min(last, start + _FAR)):
        if _all_known(text[start:end]):
            return end, tuple(NamedOwner(one, role) for one in names(text[first:end]))
    return None


def _all_known(text: str) -> bool:
    found = tuple(names(text))
    return bool(found) and all(map(_known, found))


def _ends(plain: str, first: int, last: int) -> Iterator[int]:
    """Yield where the last name of a list can end: before words that go on with an action."""
    for found in _name_end().finditer(plain, first, last):
        name = plain[first : found.end()]
        sure = many(name) or (like_office(name) and not name.endswith("委"))
        more = None if sure else _inner().match(plain, found.end(), last)
        yield more.end() if more else found.end()


@cache
def _name_end() -> re.Pattern[str]:
    sentence, verbs = table("owners")["sentence"], table("verbs")
    units = table("owners")["units"]
    behind = [*sentence["behind"], *sentence["duty"], *verbs["manner"]["words"], *verbs["prepositions"]["words"]]
    behind += [word for words in verbs["verbs"].values() for word in words]
    many = r"等?(?:[0-9一二三四五六七八九十]+[个家])?(?:有关|相关|成员)?(?:部门|单位)"
    return re.compile(
        rf"(?:{any_of([*units['endings'], *units['short']])}(?:\([^()]{{2,20}}\))?(?:{many})?|{many})"
        rf"(?={any_of(behind)}|[0-9,]|$)"
    )


def _known(name: Name) -> bool:
    plain = folded(name.text)
    return (name.collective or like_unit(plain)) and not expression("owners", "sentence", "generic").fullmatch(plain)
