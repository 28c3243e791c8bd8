"""Similarity of texts by shared character bigrams, and matching of many texts.

Chinese has no spaces between words, and a shortened or reworded title keeps most of its bigrams. Texts are compared
only with those that share a rare bigram, so that ten thousand against ten thousand is fast.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from plantrack.characters.folding import folded

RARE = 40
"""A bigram in more texts than this is not rare."""
TRIED = 8
"""Number of nearest texts that are compared."""

Bigrams = frozenset[str]
_NOT_COMPARED = re.compile(r"[\W_]+")


def comparable(text: str) -> str:
    """Return the letters, digits and characters of a text, folded and in lower case."""
    return _NOT_COMPARED.sub("", folded(text)).lower()


def bigrams(plain: str) -> Bigrams:
    """Return the bigrams of a text in its comparable form; for a single character, itself."""
    return frozenset(map("".join, pairwise(plain))) or frozenset([plain] if plain else [])


def similarity(one: Bigrams, other: Bigrams) -> float:
    """Return the Dice coefficient of two texts, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0


def containment(part: Bigrams, whole: Bigrams) -> float:
    """Return the share of one text that another contains, from 0 to 1."""
    return len(part & whole) / len(part) if part else 0


class SimilarityIndex:
    """An index of texts by their bigrams, for finding similar ones."""

    def __init__(self, texts: Iterable[Bigrams]) -> None:
        self.texts: Sequence[Bigrams] = tuple(texts)
        self._holders: dict[str, list[int]] = {}
        for place, text in enumerate(self.texts):
            for pair in text:
                self._holders.setdefault(pair, []).append(place)

    def near(self, text: Bigrams) -> list[int]:
        """Return the positions of the texts that share the most rare bigrams with this one, nearest first."""
        known = (self._holders.get(pair, ()) for pair in text)
        found = Counter(place for holders in known if len(holders) <= RARE for place in holders)
        return [place for place, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:TRIED]]


def best_matches(scores: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a greedy one-to-one match, highest score first, then in order."""
    left, right = set[int](), set[int]()
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            yield one, other
