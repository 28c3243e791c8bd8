"""Patterns of phrases, built from the words in vocabulary/verbs.toml; `actions` gives them their meaning."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.vocabulary import any_of, listed, table

_PATTERNS = {
    "modal": "(?<![{no_modal}])(?:{modal})",
    "verb": "(?P<manner>(?:{manner}){{0,6}})(?P<verb>{verb})",
    "within": "(?P<manner>(?:{manner}){{0,4}})(?P<verb>{long_verb})",
    "led": "(?P<manner>(?:{manner}){{0,4}})(?P<verb>{deliverable}|{led})",
    "anywhere": "(?P<manner>)(?P<verb>{anywhere})",
    "preposition": "(?:{manner}){{0,3}}(?:{preposition})",
    "frame": ".*(?:{frame})$",
    "frame_opening": "(?:{frame_opening})",
    "amount": "{amount}",
    "reached": "(?:{reached})[^,]{{0,12}}?(?:{amount}|[0-9.]+%|[一二三四五六七八九]成)|{amount}(?:以上|左右)?$",
    "over": ".*(?:{over})$",
    "running": "{running}",
    "counted": "(?:{manner})*(?:{counted})",
    "deliverable": "{deliverable}",
    "direction": "(?:{manner})*?(?:{direction})",
}
_AMOUNT = (
    r"(?:(?<![0-9第.+-])[0-9][0-9.,]*(?:[—~至-][0-9.,]+)?[万亿百千]*(?:[余多]?{unit}|(?<=[万亿])|[余多])"
    r"|(?<![第一二三四五六七八九十])(?:两|[一二三四五六七八九十]{{1,3}}(?!期)){unit}$)"
)
_NO_MODAL = "相适对响反供呼回许认急所重主必需简摘纪"
"""After these characters, 要, 应, 可 and 需 are part of a word: 重要, 相应, 认可, 急需."""
_NO_ACTOR = re.compile("[,要应须将可]")
_SHORTEST_ACTOR, _LONGEST_ACTOR = 2, 24
_WORDS = {
    "modal": ("opening", "modal"), "preposition": ("prepositions", "words"), "frame": ("frames", "endings"),
    "frame_opening": ("frames", "openings"), "reached": ("amounts", "reached"), "over": ("amounts", "over"),
    "running": ("manner", "running"), "counted": ("counted", "verbs"), "deliverable": ("verbs", "deliverable"),
    "direction": ("verbs", "direction"), "led": ("prepositions", "led"), "anywhere": ("anywhere", "verbs"),
}  # fmt: skip


class PhraseRule(Struct, frozen=True):
    """A rule of the table about verb and object: the class that it gives, and where it applies."""

    verbs: re.Pattern[str]
    holds: re.Pattern[str]
    kind: str
    after: bool
    closing: bool
    counted: bool
    nominal: bool


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the compiled pattern of that name."""
    return re.compile(_PATTERNS[name].format_map(_fields()))


@cache
def rules() -> tuple[PhraseRule, ...]:
    """Return the rules of the table in their order; the words of `after_manner` may stand before a rule's verbs."""
    return tuple(_rule(one) for one in table("verbs")["rules"])


@cache
def ruled_verbs() -> re.Pattern[str]:
    """Return the verbs of all rules as one pattern: where none stands, no rule applies."""
    return re.compile("|".join(f"(?:{one['verbs']})" for one in table("verbs")["rules"]))


def _rule(one: dict[str, Any]) -> PhraseRule:
    return PhraseRule(
        verbs=re.compile(one["verbs"]), holds=re.compile(one.get("object", "")), kind=one["kind"],
        after=one.get("after", False), closing=one.get("closing", False), counted=one.get("counted", True),
        nominal=one.get("nominal", False),
    )  # fmt: skip


@cache
def _fields() -> dict[str, str]:
    verbs = [word for words in table("verbs")["verbs"].values() for word in words]
    return {
        **{name: listed("verbs", *path) for name, path in _WORDS.items()},
        "no_modal": _NO_MODAL,
        "verb": any_of(verbs),
        "long_verb": any_of([word for word in verbs if len(word) > 1]),
        "manner": f"(?:{listed('verbs', 'manner', 'words')})[地而]?",
        "amount": _AMOUNT.format(unit=_unit()),
    }


def _unit() -> str:
    """Return the pattern of a unit that makes a number something to reach."""
    words = table("figure_units")
    units = unit_words("measures", "classifiers", "nouns", "shares", "multiples").difference(words["no_goal"])
    return f"(?!{any_of(words['broken'])}){any_of(units)}"


def opening_end(plain: str, first: int) -> int | None:
    """Return the end of a word that introduces the verb of a phrase and is not part of its title: 要, 我们将, 并."""
    if plain.startswith("其中", first):
        return first + len("其中")
    words, prepositions = table("verbs")["opening"]["words"], tuple(table("verbs")["prepositions"]["words"])
    ends = (first + len(word) for word in words if plain.startswith(word, first))
    return max(
        (end for end in ends if pattern("verb").match(plain, end) or plain.startswith(prepositions, end)), default=None
    )


def modal_end(plain: str, first: int) -> int | None:
    """Return the end of an actor with its modal verb: 各区要制定方案."""
    for found in pattern("modal").finditer(plain, first + _SHORTEST_ACTOR):
        if found.start() - first > _LONGEST_ACTOR or _NO_ACTOR.search(plain, first, found.start()):
            return None
        if pattern("verb").match(plain, found.end()) or plain.startswith(tuple("将把在对与"), found.end()):
            return found.end()
    return None


def after_manner(plain: str, first: int = 0) -> Iterator[int]:
    """Yield the offsets at which a verb may begin after zero or more adverbs, each once, behind long adverbs first."""
    words, longest = _manner()
    waiting, seen = [first], set[int]()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        yield place
        for end in range(place + 1, min(len(plain), place + longest) + 1):
            if plain[place:end] in words:
                waiting += [end, end + 1] if plain.startswith(("地", "而"), end) else [end]


@cache
def _manner() -> tuple[frozenset[str], int]:
    words = frozenset(table("verbs")["manner"]["words"])
    return words, max(map(len, words))
