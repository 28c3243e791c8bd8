"""Owners in an English text: behind labels, in brackets and behind a dash at the end, `@` names, and in sentences.

- `Lead: Finance Team. Support: IT`, `(Owner: J. Smith, due June)`, `[Programs]`, `— Housing Team`, `@maria`.
- `The Finance Team will publish …, with support from the Legal Team`, `led by …`, `in partnership with …`.

The author of the plan (`we`, `the Council`) is no owner. The words are in vocabulary/en/owners.toml.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from plantrack.characters.folding import without
from plantrack.documents.english.dates import dates_in
from plantrack.documents.english.label_words import LabelRole, labels
from plantrack.documents.english.names import EnglishName, NameKind, is_small_unit, is_unit, kind_of_name, listed, names
from plantrack.documents.english.verbs import verb_at
from plantrack.documents.parsed_document import Duty
from plantrack.documents.vocabulary import expression, table

Place = tuple[int, int, tuple[tuple[EnglishName, LabelRole], ...]]
"""The span of owners, and who they are, each with its role."""
_ROLES = (LabelRole.LEAD, LabelRole.SUPPORT)
_BRACKET = re.compile(
    r"[(\[](?P<inside>[^()\[\]\n]{2,160})[)\]](?=[ \t]*(?:[.;,:]|\n|$|[(\[]|and\s(?P<more>)))(?!\()", re.MULTILINE
)
_DASH = r"(?:—|--?|\|) ?"
_TAIL = re.compile(
    rf"(?<=\S) {_DASH}(?P<inside>[^\n—|.;]{{2,120}}?)(?: {_DASH}(?P<time>[^\n—|.;]{{3,30}}))?[ .]*$", re.MULTILINE
)
_HELPED = re.compile(
    r",? (?:and )?(?:with (?:the )?(?:support|help|assistance|input) (?:from|of)|(?:supported|assisted|helped) by"
    r"|(?:working )?in partnership with|working with|together with|with|support from) ",
    re.IGNORECASE,
)
"""Words between those who lead and those who support, in the value of one label."""
_OF_DATE = re.compile(
    r"(?:go-live|launch|completion|completed?|due|deadline|target)[ :]*"
    r"|(?:(?:by|in|before|during|end of|the)[ ]+)*"
    r"(?:(?:autumn|spring|summer|winter)(?: half)?(?:[ -]?term)?|half[- ]?term)"
    r"(?: (?:19|20)[0-9]{2}(?:[/-][0-9]{2})?)?|ongoing|annually|quarterly|monthly|weekly|daily|termly|tb[acd]",
    re.IGNORECASE,
)
"""Words before a date in a bracket, and times of the year that are no dates."""
_POST = re.compile(r"[(\[](?P<post>(?:[A-Z][\w&-]* ){1,3}[A-Z]\w+): \Z")
"""A post before who holds it: (Attendance Lead: Tom Beech)."""
_LONGEST_POST = 40
_ARTICLE = re.compile("^the ")
_FAR = 300
"""Maximum length of names behind `led by`, in characters."""
_HANDLE = re.compile(r"(?<![\w/.])@[A-Za-z][\w-]*(?![\w.]*@)")
_NAME = r"(?:[A-Z@][\w&’'.-]*|[A-Z]\.)(?:,? (?:(?:of|for|and|&|the|to) ){0,3}[A-Z@][\w&’'.-]*){0,12}"
_UNTIL = re.compile(
    r"[.;:()\[\]\n]|, (?:and |which|who|to|by|in|on|so|will|shall|must|should|is|are)\b"
    r"| (?:to|by|in|on|at|before|until|for|during|from|through|will|shall|must|should|so|who|which|that)\s"
    r"(?!the [A-Z]|[A-Z])|$"
)
"""Where the names behind `led by` end."""


def find_duties(text: str, plain: str) -> tuple[Duty, ...]:
    """Return the owners in a text, in order, each with the whole bracket, label or phrase as its quote."""
    places: list[Place] = []
    for reader in (_labelled, _bracketed, _behind_dash, _handles, _in_sentences):
        found = [place for place in reader(plain) if place[2]]
        places += found
        plain = without(plain, ((first, last) for first, last, _ in found))
    return tuple(
        _duty(owners, text[first:last], first) for first, last, owners in sorted(places, key=lambda one: one[:2])
    )


def _duty(owners: Iterable[tuple[EnglishName, LabelRole]], quote: str | None, offset: int | None) -> Duty:
    found = [*dict.fromkeys((_in_role(name, role), role) for name, role in owners)]

    def of(kind: NameKind, *roles: LabelRole) -> tuple[str, ...]:
        said = (name.text.removeprefix("@") for name, role in found if name.kind is kind and role in roles)
        return tuple(dict.fromkeys(said))

    lead, many = of(NameKind.UNIT, LabelRole.LEAD), of(NameKind.MANY, *_ROLES)
    support = tuple(name for name in of(NameKind.UNIT, LabelRole.SUPPORT) if name not in lead)
    people = of(NameKind.PERSON, *_ROLES)
    return Duty(lead=lead, support=support, collective=many, quote=quote, offset=offset, people=people)


def _in_role(name: EnglishName, role: LabelRole) -> EnglishName:
    """Return a name as its role makes it: who supports is rather an organisation than a person, but for `J. Smith`."""
    organised = role is LabelRole.SUPPORT and name.kind is NameKind.PERSON and not re.search(r"[@.]", name.text)
    return EnglishName(name.text, NameKind.UNIT) if organised else name


def _labelled(plain: str) -> Iterator[Place]:
    for one in labels(plain, 0, len(plain)):
        if one.role in _ROLES:
            post = _POST.search(plain, max(0, one.first - _LONGEST_POST), one.value)
            lead, support = _sides(plain[one.value : one.last])
            named = [(EnglishName(post["post"], NameKind.UNIT), one.role)] if post else []
            named += [(name, one.role) for name in names(lead)] + [(name, _ROLES[1]) for name in names(support)]
            yield post.start("post") if post else one.first, one.last, tuple(named)


def _sides(value: str) -> tuple[str, str]:
    """Return those who lead, and those behind words such as `with support from`."""
    helped = _HELPED.search(value)
    return (value[: helped.start()], value[helped.end() :]) if helped else (value, "")


def _bracketed(plain: str) -> Iterator[Place]:
    """Yield brackets at the end of a phrase that hold nothing but owners and dates.

    A person, or a word that may be anything, counts where several such brackets close a line.
    """
    ends = (one for one in _BRACKET.finditer(plain) if one["more"] is None or verb_at(plain, one.end("more")))
    found = [(one, _only_owners(_sides(one["inside"])[0])) for one in ends]
    loose = Counter(one[0][0] for one, owners in found if owners)
    for one, owners in found:
        sure = one[0][0] == "[" or any(name.kind is NameKind.UNIT or re.search("[@.]", name.text) for name in owners)
        if owners and (sure or loose[one[0][0]] > 1):
            helping = _only_owners(_sides(one["inside"])[1])
            both = [*((name, _ROLES[0]) for name in owners), *((name, _ROLES[1]) for name in helping)]
            yield *one.span(), tuple(both)


def _behind_dash(plain: str) -> Iterator[Place]:
    for one in _TAIL.finditer(plain):
        owners = _only_owners(one["inside"]) if one["time"] is None or any(dates_in(one["time"])) else ()
        if owners and all(name.kind is NameKind.UNIT or name.text.startswith("@") for name in owners):
            yield one.start("inside") - 2, one.end("inside"), tuple((name, LabelRole.LEAD) for name in owners)


def _only_owners(inside: str) -> tuple[EnglishName, ...]:
    """Return the names in a phrase; none if there are other words than names and dates in it."""
    left = without(inside, ((one.first, one.last) for one in dates_in(inside)))
    pieces = [_ARTICLE.sub("", piece.strip(" .")) for piece in listed(left) if re.search(r"\w", piece)]
    pieces = [piece for piece in pieces if not _OF_DATE.fullmatch(piece)]
    if not pieces or re.search(r"[0-9]", left) or any(kind_of_name(piece) is None for piece in pieces):
        return ()
    found = tuple(names(";".join(pieces)))
    named = (
        name.kind is not NameKind.MANY and (name.text[0] == "@" or not name.text.islower() or is_small_unit(name.text))
        for name in found
    )
    return found if all(named) else ()


def _handles(plain: str) -> Iterator[Place]:
    for one in _HANDLE.finditer(plain):
        yield *one.span(), tuple((name, LabelRole.LEAD) for name in names(one[0]))


# in sentences


@cache
def _subject() -> re.Pattern[str]:
    does = "|".join(table("en/owners")["phrases"]["does"])
    return re.compile(
        r"(?:^|(?<=[.;:!?)\]•—*\n] )|(?<=[\n\t])|(?<= - )|(?<=, )|(?<=[0-9] ))[ \t]*"
        rf"(?P<the>[Tt]he |[Oo]ur )?(?P<who>{_NAME})(?:,? with (?:the )?(?P<help>{_NAME}))?[ ,]+(?:{does})",
        re.MULTILINE,
    )


def _in_sentences(plain: str) -> Iterator[Place]:
    for role in reversed(_ROLES):
        found = [*_phrases(plain, role)]
        yield from found
        plain = without(plain, ((first, last) for first, last, _ in found))
    yield from _subjects(plain)


def _subjects(plain: str) -> Iterator[Place]:
    for one in _subject().finditer(plain):
        words = table("en/owners")
        itself = one["who"].lower() in (*words["ourselves"], *words["pronouns"])
        sure = re.search(r"\b(?:will|shall|must)\b", plain[one.end("who") : one.end()]) or _behind_label(plain, one)
        if itself or not (sure or verb_at(plain, one.end())):
            continue
        found = [name for name in names(one["who"]) if name.kind is NameKind.PERSON or is_unit(name.text)]
        if found and all(" " in name.text or name.kind is NameKind.UNIT for name in found):
            helping = [(name, LabelRole.SUPPORT) for name in names(one["help"] or "")]
            first = one.start("the") if one["the"] else one.start("who")
            yield first, one.end(), (*((name, LabelRole.LEAD) for name in found), *helping)


def _behind_label(plain: str, subject: re.Match[str]) -> bool:
    """Tell whether a subject is the first word behind a label, as that of an action."""
    return plain[max(0, subject.start() - 2) : subject.start()].rstrip(" ").endswith(":")


def _phrases(plain: str, role: LabelRole) -> Iterator[Place]:
    """Yield `led by …` and `with support from …`, up to the end of the names."""
    pattern = expression("en/owners", "phrases", role.value)
    place = 0
    while found := re.compile(rf",? ?\b(?:{pattern.pattern})\s+").search(plain, place):
        far = min(len(plain), found.end() + _FAR)
        stop = _UNTIL.search(plain, found.end(), far)
        last = stop.start() if stop else far
        last = next((found.end() + one.first for one in dates_in(plain[found.end() : last])), last)
        last = found.end() + len(plain[found.end() : last].rstrip())
        named = tuple(name for name in names(plain[found.end() : last]) if name.kind is not NameKind.MANY)
        place = last if named else found.end()
        if named:
            yield found.start(), last, tuple((name, role) for name in named)
