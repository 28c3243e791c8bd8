"""Words of closed lists: what is shown is what is accepted."""

from __future__ import annotations

from enum import StrEnum

import pytest
from differences import differing

from plantrack.errors import UsageError
from plantrack.evaluation.facts import Meaning
from plantrack.model.plan import TaskKind, Text
from plantrack.model.state import Status
from plantrack.render.choices import choose, names
from plantrack.render.context import plain

LISTS: dict[str, type[StrEnum]] = {"status": Status, "light": Meaning, "kind": TaskKind}


@pytest.mark.parametrize("of", LISTS)
def test_every_word_is_read_as_it_is_shown(of: str) -> None:
    """By its code, and by its name in both languages, however it is spaced and written."""
    named = names(of, LISTS[of])
    typed = {
        form: word for word, name in named.items() for form in (word.value, name.zh, name.en, f" {name.en.title()} ")
    }
    assert differing(typed, lambda form: choose(of, named, form), typed.get) == {}
    assert len(named) == len(LISTS[of])


def test_the_first_of_two_with_one_name_is_meant() -> None:
    """An office may call several lights the same; its own name is one choice."""
    own = Text(zh="红灯", en="red light")
    assert choose("light", {**names("light", Meaning), own: own}, "RED LIGHT") == own


def test_another_word_is_refused_with_those_there_are() -> None:
    """In the reader's language."""
    with pytest.raises(UsageError) as refused:
        choose("kind", names("kind", TaskKind), "活动")
    assert plain(refused.value.message, "en") == "'活动' is no kind of task; write deliverable, ongoing"
    assert plain(refused.value.message, "zh") == "“活动”不是有效的任务类别；可写：可交付、持续推进"
