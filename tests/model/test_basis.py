"""Where an owner or a date comes from."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.model.basis import Attribution, Basis, Decision, basis_message, basis_word, decision


@pytest.mark.parametrize(
    ("basis", "word"),
    [
        ("document", "document"),
        ("assumed", "assumed"),
        (Attribution("https://a.gov.cn/1"), "public"),
        (Attribution(assigned="张敏", on=date(2024, 10, 8)), "assigned"),
        (Attribution(), None),
        (None, None),
    ],
)
def test_a_basis_has_one_word(basis: Basis | None, word: str | None) -> None:
    """Document, public, assigned or assumed; where nothing is stated there is none."""
    assert basis_word(basis) == word


def test_what_the_file_says_was_assigned_reads_as_what_the_journal_does() -> None:
    """By whom, on which day, and by which paper."""
    stated = Attribution(assigned="张敏", on=date(2024, 10, 8), paper="深科创〔2024〕5号")
    recorded = Decision("assigned", "张敏", date(2024, 10, 8), "深科创〔2024〕5号")
    assert decision(stated) == recorded
    said = " (assigned by 张敏 on 2024-10-08, 深科创〔2024〕5号)"
    assert [str(basis_message(one)) for one in (stated, recorded)] == [said, said]
