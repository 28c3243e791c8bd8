"""How alike two texts are, by the pairs of neighbouring characters that they share; and pairing off many such texts.

Words are not parted in Chinese, and a title that a person shortened or reworded keeps most of its pairs. Texts are
compared only with those that share a rare pair, so that ten thousand against ten thousand stays quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from plantrack.documents.folding import folded

RARE = 40
"""A pair of characters that stands in more texts than this tells nothing."""
TRIED = 8
"""So many of the texts that share the most are compared."""

Bigrams = frozenset[str]


def comparable(text: str) -> str:
    """Return the letters, digits and characters of a text in one form, without punctuation and blanks."""
    return "".join(filter(str.isalnum, folded(text))).lower()


def bigrams(text: str) -> Bigrams:
    """Return the pairs of neighbouring characters; of a single character, itself."""
    plain = comparable(text)
    return frozenset(map("".join, pairwise(plain))) or frozenset([plain] if plain else [])


def similarity(one: Bigrams, other: Bigrams) -> float:
    """Return from 0 to 1 how much of two texts is the same."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0


def containment(part: Bigrams, whole: Bigrams) -> float:
    """Return from 0 to 1 how much of one text stands in another."""
    return len(part & whole) / len(part) if part else 0


class SimilarityIndex:
    """Texts by the pairs in them, for finding those that are near another one."""

    def __init__(self, texts: Iterable[Bigrams]) -> None:
        self.texts: Sequence[Bigrams] = tuple(texts)
        self._holders: dict[str, list[int]] = {}
        for place, text in enumerate(self.texts):
            for pair in text:
                self._holders.setdefault(pair, []).append(place)

    def near(self, text: Bigrams) -> list[int]:
        """Return the places of the texts that share the most rare pairs with this one, the nearest first."""
        found = Counter(place for pair in text for place in self._rare(pair))
        return [place for place, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:TRIED]]

    def _rare(self, pair: str) -> Sequence[int]:
        holders = self._holders.get(pair, ())
        return holders if len(holders) <= RARE else ()


def best_matches(scores: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a one-to-one match, the highest score first; of equal scores the earliest."""
    left, right = set[int](), set[int]()
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            yield one, other
