"""Patterns made of the words in the table, and the table itself."""

from __future__ import annotations

import re

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.clauses.patterns import after_manner, pattern, rules
from plantrack.documents.parsed_document import ClauseKind
from plantrack.documents.vocabulary import table


@pytest.mark.parametrize("plain", ["40座", "2.5万人", "1,200家", "3—5个", "8%", "60余家"])
def test_amounts_are_numbers_of_something(plain: str) -> None:
    assert pattern("amount").search(f"建成{plain}以上")


@pytest.mark.parametrize("plain", ["500强", "5G", "第26届", "2024年", "“8+4”", "12345"])
def test_other_numbers_are_none(plain: str) -> None:
    assert not pattern("amount").search(f"建成{plain}")


def test_the_longest_word_is_the_verb_and_manner_goes_before() -> None:
    found = pattern("verb").match("持续推进甲")
    assert found
    assert (found["manner"], found["verb"]) == ("持续", "推进")


@pytest.mark.parametrize("kind", ["deliverable", "ongoing", "direction"])
def test_every_verb_of_the_table_is_read_as_one(kind: str) -> None:
    assert [word for word in table("verbs")["verbs"][kind] if not pattern("verb").match(word)] == []


def test_rules_say_what_they_make_of_a_phrase() -> None:
    known = {*ClauseKind, "effect", "slogan", "means"}
    assert [rule.kind for rule in rules() if rule.kind not in known] == []
    assert all(one["why"] for one in table("verbs")["rules"])


@pytest.mark.parametrize("name", ["verbs", "owners", "deadlines"])
def test_words_stand_simplified_and_in_half_width(name: str) -> None:
    words = re.findall(r'"([^"]*)"', str(table(name)).replace("'", '"'))
    assert [word for word in words if folded(word) != word] == []


def test_adverbs() -> None:
    """Words before a verb, however many there are: each place once, behind the longer word first."""
    assert [*after_manner("加快有序地推进")] == [0, 2, 5, 4]
    assert [*after_manner("牵头" * 5_000)] == [*range(0, 10_001, 2)]
