"""The patterns of phrases, made of the words in vocabulary/verbs.toml. What they mean is said in `actions`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from plantrack.documents.figures.unit_words import unit_words
from plantrack.documents.vocabulary import any_of, table

_PATTERNS = {
    "opening": "其中|(?:{opening})(?=(?:{manner})*(?:{verb})|{preposition})",
    "modal": "[^,要应须将可]{{2,24}}?(?<![{no_modal}])(?:{modal})(?=(?:{manner})*(?:{verb})|[将把在对与])",
    "verb": "(?P<manner>(?:{manner}){{0,6}})(?P<verb>{verb})",
    "within": "(?P<manner>(?:{manner}){{0,4}})(?P<verb>{long_verb})",
    "led": "(?P<manner>(?:{manner}){{0,4}})(?P<verb>{deliverable}|{led})",
    "anywhere": "(?P<manner>)(?P<verb>{anywhere})",
    "preposition": "(?:{manner}){{0,3}}(?:{preposition})",
    "frame": ".*(?:{frame})$",
    "frame_opening": "(?:{frame_opening})",
    "amount": "{amount}",
    "reached": "(?:{reached})[^,]{{0,12}}?(?:{amount}|[0-9.]+%)|{amount}(?:以上|左右)?$",
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
"""Behind these 要, 应, 可 and 需 are part of a word: 重要, 相应, 认可, 急需."""
_WORDS = {
    "opening": ("opening", "words"),
    "modal": ("opening", "modal"),
    "preposition": ("prepositions", "words"),
    "frame": ("frames", "endings"),
    "frame_opening": ("frames", "openings"),
    "reached": ("amounts", "reached"),
    "over": ("amounts", "over"),
    "running": ("manner", "running"),
    "counted": ("counted", "verbs"),
    "deliverable": ("verbs", "deliverable"),
    "direction": ("verbs", "direction"),
    "led": ("prepositions", "led"),
    "anywhere": ("anywhere", "verbs"),
}


class PhraseRule(Struct, frozen=True):
    """A rule about verb and object, as the table has it: what it makes of a phrase, and where it holds."""

    verbs: re.Pattern[str]
    holds: re.Pattern[str]
    kind: str
    after: bool
    closing: bool
    counted: bool


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one of the patterns."""
    return re.compile(_PATTERNS[name].format_map(_fields()))


@cache
def rules() -> tuple[PhraseRule, ...]:
    """Return the rules of the table in their order. Words that say how may stand before a rule's verbs."""
    return tuple(_rule(one) for one in table("verbs")["rules"])


def _rule(one: dict[str, Any]) -> PhraseRule:
    return PhraseRule(
        verbs=re.compile(f"(?:{_fields()['manner']})*?(?:{one['verbs']})"),
        holds=re.compile(one.get("object", "")),
        kind=one["kind"],
        after=one.get("after", False),
        closing=one.get("closing", False),
        counted=one.get("counted", True),
    )


@cache
def _fields() -> dict[str, str]:
    verbs = [word for words in table("verbs")["verbs"].values() for word in words]
    return {
        **{name: any_of(_listed(*path)) for name, path in _WORDS.items()},
        "no_modal": _NO_MODAL,
        "verb": any_of(verbs),
        "long_verb": any_of([word for word in verbs if len(word) > 1]),
        "manner": f"(?:{any_of(_listed('manner', 'words'))})[地而]?",
        "amount": _AMOUNT.format(unit=_unit()),
    }


def _unit() -> str:
    """Return the pattern of a unit that makes a number something to reach."""
    words = table("figure_units")
    units = unit_words("measures", "classifiers", "nouns", "shares", "multiples").difference(words["no_goal"])
    return f"(?!{any_of(words['broken'])}){any_of(units)}"


def _listed(section: str, name: str) -> list[str]:
    words: list[str] = table("verbs")[section][name]
    return words
