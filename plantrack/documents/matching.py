"""Matching of the tasks of a plan with the clauses of a document.

A task or a direction matches a clause with the same title; or with a similar title in the same section; or one that
it contains or is contained in; or the only one left over in the same sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plantrack.documents.parsed_document import Clause
from plantrack.documents.similarity import (
    Bigrams,
    SimilarityIndex,
    best_matches,
    bigrams,
    comparable,
    containment,
    similarity,
)
from plantrack.model.plan import Plan

LIKE = 0.5
"""Minimum similarity of two titles of which one was derived from the other."""
HELD = 0.8
"""Minimum share of a text that another one contains."""

Matches = dict[int, list[int]]
_DIGITS = re.compile(r"[0-9][0-9.,]*")


class Counterpart(Struct, frozen=True):
    """A possible counterpart of a clause: a task without sub-tasks, or a direction of the task `ref`."""

    ref: str
    section: int
    sentence: int | None
    title: str
    direction: bool = False


def counterparts_of(plan: Plan) -> Iterator[Counterpart]:
    """Yield the tasks of a plan without sub-tasks, and every direction."""
    for top in plan.tasks:
        for task in top.walk():
            section = task.place.section if task.place else int(top.ref.partition(".")[0])
            if not task.tasks:
                yield Counterpart(task.ref, section, task.place.sentence if task.place else None, task.title.zh)
            for direction in task.directions:
                yield Counterpart(task.ref, section, direction.sentence, direction.zh, direction=True)


def match_clauses(clauses: Sequence[tuple[int, Clause]], counterparts: Sequence[Counterpart]) -> Matches:
    """Return the counterparts of each clause, by position."""
    found: Matches = defaultdict(list)
    matcher = _Matcher(clauses, counterparts, found)
    within, across = matcher.same(within=True), matcher.same(within=False)
    for match in (within, across, matcher.like(), matcher.held(), matcher.beside()):
        for clause, counterpart in match:
            found[clause].append(counterpart)
    return found


def match_texts(sentences: Sequence[str], titles: Sequence[str]) -> dict[int, int]:
    """Return for each sentence a title that it contains or is like, by position; most titles are made of it."""
    texts = [bigrams(comparable(text)) for text in sentences]
    index = SimilarityIndex(map(bigrams, map(comparable, titles)))
    scores = {
        (number, place): score
        for number, text in enumerate(texts)
        for place in index.near(text)
        if (score := containment(index.texts[place], text)) >= HELD
    }
    return dict(best_matches(scores))


class _Matcher:
    """Yields pairs of clauses and counterparts; each step takes the earlier ones into account."""

    def __init__(
        self, clauses: Sequence[tuple[int, Clause]], counterparts: Sequence[Counterpart], found: Matches
    ) -> None:
        self._clauses, self._counterparts, self._found = clauses, counterparts, found
        titles, quotes = [clause.title for _, clause in clauses], [clause.quote for _, clause in clauses]
        names = [counterpart.title for counterpart in counterparts]
        self._plain = {text: comparable(text) for text in {*titles, *quotes, *names}}
        pairs = {text: bigrams(plain) for text, plain in self._plain.items()}
        self._titles, self._quotes, self._names = ([pairs[text] for text in texts] for texts in (titles, quotes, names))

    def _open(self) -> list[int]:
        return [number for number in range(len(self._clauses)) if number not in self._found]

    def _free(self) -> list[int]:
        used = {place for places in self._found.values() for place in places}
        return [place for place in range(len(self._counterparts)) if place not in used]

    def same(self, *, within: bool) -> Iterator[tuple[int, int]]:
        """Yield pairs with the same title, in order; `within` restricts them to the same section."""
        known: dict[tuple[int, str], list[int]] = defaultdict(list)
        for place in reversed(self._free()):
            counterpart = self._counterparts[place]
            known[counterpart.section if within else 0, self._plain[counterpart.title]].append(place)
        for number in self._open():
            item, clause = self._clauses[number]
            section = item if within else 0
            if places := known[section, self._plain[clause.title]] or known[section, self._plain[clause.quote]]:
                yield number, places.pop()

    def like(self) -> Iterator[tuple[int, int]]:
        """Yield pairs with similar titles in the same section."""
        scores = {
            (number, place): score
            for number, place in self._near(self._open(), self._free(), self._titles)
            if (score := similarity(self._titles[number], self._names[place])) >= LIKE
        }
        yield from best_matches(scores)

    def held(self) -> Iterator[tuple[int, int]]:
        """Yield clauses that a task contains beside others, and tasks that contain part of a clause."""
        everything = range(len(self._counterparts))
        for number, place in self._near(self._open(), everything, self._titles):
            if number not in self._found and self._holds(number, place):
                yield number, place
        free = set(self._free())
        for number, place in self._near(range(len(self._clauses)), [*free], self._quotes):
            if place in free and containment(self._names[place], self._quotes[number]) >= HELD:
                free.discard(place)
                yield number, place

    def _holds(self, number: int, place: int) -> bool:
        """Tell whether a title contains a whole clause and more, including its numbers and negations."""
        clause, title = self._clauses[number][1].title, self._counterparts[place].title
        if self._plain[clause] == self._plain[title] or containment(self._titles[number], self._names[place]) < HELD:
            return False
        return set(_DIGITS.findall(clause)) <= set(_DIGITS.findall(title)) and ("不" in clause) == ("不" in title)

    def beside(self) -> Iterator[tuple[int, int]]:
        """Yield the one clause and one task that are left over in the same sentence."""
        clauses, tasks = defaultdict[tuple[int, int], list[int]](list), defaultdict[tuple[int, int], list[int]](list)
        for number in self._open():
            item, clause = self._clauses[number]
            clauses[item, clause.sentence].append(number)
        for place in self._free():
            counterpart = self._counterparts[place]
            if counterpart.sentence is not None and not counterpart.direction:
                tasks[counterpart.section, counterpart.sentence].append(place)
        for where, left in clauses.items():
            if len(left) == len(tasks[where]) == 1:
                yield left[0], tasks[where][0]

    def _near(
        self, clauses: Iterable[int], counterparts: Iterable[int], texts: Sequence[Bigrams]
    ) -> Iterator[tuple[int, int]]:
        """Yield the clauses with the nearest counterparts in their section."""
        sections: dict[int, list[int]] = defaultdict(list)
        for place in counterparts:
            sections[self._counterparts[place].section].append(place)
        indexes = {
            section: SimilarityIndex(self._names[place] for place in places) for section, places in sections.items()
        }
        for number in clauses:
            section = self._clauses[number][0]
            if section in indexes:
                yield from ((number, sections[section][near]) for near in indexes[section].near(texts[number]))
