"""How alike two texts are, and what is near to what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.similarity import (
    RARE,
    TRIED,
    SimilarityIndex,
    best_matches,
    bigrams,
    comparable,
    containment,
    similarity,
)


def test_bare() -> None:
    """Punctuation, blanks, width and traditional forms are no difference."""
    assert comparable("《智慧港口》 建设，５个 ＡＢ") == comparable("智慧港口建设5个ab") == "智慧港口建设5个ab"


@pytest.mark.parametrize(
    ("one", "other", "alike", "held"),
    [
        ("建设智慧港口", "建设智慧港口", 1, 1),
        ("建设智慧港口", "加快建设智慧港口", 10 / 12, 1),
        ("建设智慧港口", "举办航运论坛", 0, 0),
        ("港", "港", 1, 1),
        ("", "港", 0, 0),
        ("。", "。", 0, 0),
    ],
)
def test_likeness(one: str, other: str, alike: float, held: float) -> None:
    """The same pairs of neighbours make texts alike, and one part of another."""
    part, whole = bigrams(comparable(one)), bigrams(comparable(other))
    assert similarity(part, whole) == pytest.approx(alike)
    assert containment(part, whole) == held


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_mutual(one: str, other: str) -> None:
    """Which comes first makes no difference, and it lies between 0 and 1."""
    assert 0 <= similarity(bigrams(one), bigrams(other)) == similarity(bigrams(other), bigrams(one)) <= 1


def test_near() -> None:
    """The texts that share the most come first; what everybody has in common tells nothing."""
    index = SimilarityIndex(map(bigrams, ["建设智慧港口", "智慧工地", "举办论坛"]))
    assert index.near(bigrams("推进智慧港口")) == [0, 1]
    common = SimilarityIndex(map(bigrams, ["推进"] * (RARE + 1)))
    assert common.near(bigrams("推进")) == []
    assert len(SimilarityIndex(map(bigrams, ["推进"] * RARE)).near(bigrams("推进"))) == TRIED


def test_paired() -> None:
    """The best match wins, each text is taken once, and of equal matches the earliest."""
    assert list(best_matches({(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.8, (1, 0): 0.5})) == [(0, 1), (1, 0)]
    assert list(best_matches({(0, 0): 0.6, (0, 1): 0.6, (1, 0): 0.6, (1, 1): 0.6})) == [(0, 0), (1, 1)]
