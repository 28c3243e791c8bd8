"""Comparison of two issues of a document: clauses added, removed or changed, and the plan tasks affected."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from plantrack.documents.coverage import coverage
from plantrack.documents.matching import LIKE
from plantrack.documents.numbering import numbers, sole
from plantrack.documents.parsed_document import Clause, Duty, Item, ParsedDocument
from plantrack.documents.similarity import SimilarityIndex, best_matches, bigrams, comparable, similarity
from plantrack.model.plan import Plan

OWNERS = ("lead", "support", "responsible", "collective")


class ClausePlace(Struct, frozen=True):
    """A clause with its item, or part of one, and the item's number in the plan; without a clause, the item itself."""

    number: int
    item: Item
    clause: Clause | None = None

    @property
    def entry(self) -> Clause | Item:
        """Return the clause, or the item."""
        return self.clause or self.item

    @property
    def own(self) -> bool:
        """Tell whether it has owners of its own."""
        return self.entry.duty != Duty()

    @property
    def duty(self) -> Duty:
        """Return its own owners, or else its item's."""
        return self.entry.duty if self.own else self.item.duty

    @property
    def due(self) -> object:
        """Return its own due date, or else its item's."""
        found = self.entry.deadline or self.item.deadline
        return found and found.due


class Difference(Struct, frozen=True):
    """A clause that was added (no `old`), removed (no `new`) or changed, with the fields and tasks affected.

    A change of an item's heading or owners is one difference, not one of each clause below it.
    """

    old: ClausePlace | None
    new: ClausePlace | None
    fields: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


class Reissue(Struct, frozen=True):
    """How two issues of a document differ; `same` counts the clauses that do not."""

    came: tuple[Difference, ...]
    went: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    same: int


def reissue(old: ParsedDocument, new: ParsedDocument, plan: Plan | None = None) -> Reissue:
    """Return what was added, removed and changed from one issue to the next, with the plan tasks affected."""
    before, after = [*_places(old)], [*_places(new)]
    refs = [traced.refs for traced in coverage(plan, old).clauses] if plan else [()] * len(before)
    match = dict(_matched(before, after))
    arrived = set(range(len(after))) - {*match.values()}
    both = [
        Difference(before[one], after[other], _fields(before[one], after[other]), refs[one])
        for one, other in sorted(match.items())
    ]
    return Reissue(
        came=tuple(Difference(None, after[place]) for place in sorted(arrived)),
        went=tuple(
            Difference(before[place], None, (), refs[place]) for place in range(len(before)) if place not in match
        ),
        changed=(*_items(both), *(difference for difference in both if difference.fields)),
        same=sum(not difference.fields for difference in both),
    )


def _places(parsed: ParsedDocument) -> Iterator[ClausePlace]:
    for number, item in zip(numbers(parsed.items), parsed.items, strict=True):
        yield from (ClausePlace(number, part, clause) for part in item.walk() for clause in part.clauses)


def _fields(old: ClausePlace, new: ClausePlace) -> tuple[str, ...]:
    """Return the fields that differ between two versions of a clause or item, without inherited ones."""
    inherited = not (old.own or new.own)
    differs = {
        "title": _reworded(old.entry.title, new.entry.title) or _reworded(_quote(old), _quote(new)),
        "due": old.clause is not None and old.due != new.due,
        **{field: not inherited and getattr(old.duty, field) != getattr(new.duty, field) for field in OWNERS},
        "kind": old.clause is not None and new.clause is not None and old.clause.kind != new.clause.kind,
    }
    return tuple(field for field, changed in differs.items() if changed)


def _reworded(old: str, new: str) -> bool:
    return old != new and comparable(old) != comparable(new)


def _quote(place: ClausePlace) -> str:
    return place.clause.quote if place.clause else ""


def _items(both: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the changes of items as a whole; an item is the same if most of its clauses are."""
    below: dict[int, list[tuple[ClausePlace, ClausePlace, tuple[str, ...]]]] = defaultdict(list)
    for one in both:
        if one.old and one.new:
            below[one.old.item.offset].append((one.old, one.new, one.refs))
    for found in below.values():
        most = Counter(new.item.offset for _, new, _ in found).most_common(1)[0][0]
        old, new = next((old, new) for old, new, _ in found if new.item.offset == most)
        fields = _fields(ClausePlace(old.number, old.item), ClausePlace(new.number, new.item))
        if sole(old.item) and sole(new.item):
            fields = tuple(field for field in fields if field != "title")
        if fields:
            refs = tuple(dict.fromkeys(ref for _, _, refs in found for ref in refs))
            yield Difference(ClausePlace(old.number, old.item), ClausePlace(new.number, new.item), fields, refs)


def _matched(before: Sequence[ClausePlace], after: Sequence[ClausePlace]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of old and new clauses: by title within the item, by title, then by similarity."""
    old, new = (dict(enumerate(_comparable_titles(places))) for places in (before, after))
    for start in (0, 1):
        known: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, titles in reversed(new.items()):
            known[titles[start:]].append(place)
        for place, titles in [*old.items()]:
            if same := known[titles[start:]]:
                yield place, same[-1]
                del old[place], new[same.pop()]
    right = [*new]
    index = SimilarityIndex(bigrams(titles[-1]) for titles in new.values())
    left = {place: bigrams(titles[-1]) for place, titles in old.items()}
    near = ((place, other) for place, title in left.items() for other in index.near(title))
    scores = {(place, right[other]): similarity(left[place], index.texts[other]) for place, other in near}
    yield from best_matches({pair: score for pair, score in scores.items() if score >= LIKE})


def _comparable_titles(places: Sequence[ClausePlace]) -> Iterator[tuple[str, ...]]:
    items = {title: comparable(title) for title in {place.item.title for place in places}}
    return ((items[place.item.title], comparable(place.entry.title)) for place in places)
