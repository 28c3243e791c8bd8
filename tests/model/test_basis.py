"""Where an owner or a date comes from."""

from __future__ import annotations

import pytest

from plantrack.model.basis import Basis, Public, basis_word


@pytest.mark.parametrize(
    ("basis", "word"),
    [("document", "document"), ("assumed", "assumed"), (Public("https://a.gov.cn/1"), "public"), (None, None)],
)
def test_a_basis_has_one_word(basis: Basis | None, word: str | None) -> None:
    """Document, public or assumed; where nothing is stated there is none."""
    assert basis_word(basis) == word
