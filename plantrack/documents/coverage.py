"""Coverage: which clause of a document became which task of a plan, and what has no counterpart.

Rejected phrases, such as slogans, are not counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from plantrack.documents.draft.figures import amount_of
from plantrack.documents.matching import Counterpart, counterparts_of, match_clauses, match_texts
from plantrack.documents.numbering import in_units, numbers, placed
from plantrack.documents.parsed_document import Clause, DocumentFigure, ParsedDocument, Unplaced
from plantrack.documents.similarity import comparable
from plantrack.model.measures import canonical_unit
from plantrack.model.plan import Figure, Plan, Target

One = TypeVar("One")
Other = TypeVar("Other")
Amount = tuple[float, float | None, str]
Key = tuple[int, Amount]


class TracedClause(Struct, frozen=True):
    """A clause, the number of its item in the plan, and its counterparts; none if it is open."""

    item: int
    clause: Clause
    counterparts: tuple[Counterpart, ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of the tasks, each once."""
        return tuple(dict.fromkeys(counterpart.ref for counterpart in self.counterparts))


class Coverage(Struct, frozen=True):
    """How a plan and a document cover each other.

    `tasks` have no clause; `figures` and `targets` of the document are not in the plan, although it can hold them;
    `extra_figures` are baseline figures that the document does not have; `unplaced` are sentences that tell something,
    in which nothing was read and of which the plan has nothing.
    """

    clauses: tuple[TracedClause, ...]
    tasks: tuple[Counterpart, ...]
    figures: tuple[DocumentFigure, ...]
    targets: tuple[DocumentFigure, ...]
    extra_figures: tuple[Figure, ...]
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def missing(self) -> tuple[TracedClause, ...]:
        """Return the clauses without a counterpart."""
        return tuple(traced for traced in self.clauses if not traced.counterparts)

    @property
    def open(self) -> int:
        """Return the number of entries without a counterpart."""
        return sum(map(len, (self.missing, self.tasks, self.figures, self.targets, self.extra_figures, self.unplaced)))


def coverage(plan: Plan, parsed: ParsedDocument, declined: Iterable[str] = ()) -> Coverage:
    """Return how a plan and a document cover each other; sentences with these words were declined as tasks."""
    clauses = [*_clauses(parsed)]
    counterparts = [*counterparts_of(plan)]
    found = match_clauses(clauses, counterparts)
    used = {place for places in found.values() for place in places}
    items = {comparable(item.title) for item in parsed.every()}
    free = [n for n, one in enumerate(counterparts) if n not in used and comparable(one.title) not in items]
    begun = [words.removesuffix("…") for words in declined]
    telling = [one for one in parsed.unplaced if one.tells and not any(words in one.text for words in begun)]
    words = match_texts([one.text for one in telling], [counterparts[place].title for place in free])
    figures, extra_figures = _baseline(plan, parsed)
    targets = _targets(plan, parsed)
    return Coverage(
        tuple(
            TracedClause(item, clause, tuple(counterparts[place] for place in found.get(number, ())))
            for number, (item, clause) in enumerate(clauses)
        ),
        tuple(
            counterparts[place]
            for number, place in enumerate(free)
            if number not in words.values() and not counterparts[place].direction
        ),
        tuple(one for one in figures if amount_of(in_units(one))),
        tuple(one for one in targets if amount_of(in_units(one))),
        extra_figures,
        tuple(one for number, one in enumerate(telling) if number not in words),
    )


def _clauses(parsed: ParsedDocument) -> Iterator[tuple[int, Clause]]:
    for number, item in zip(numbers(parsed.items), parsed.items, strict=True):
        yield from ((number, clause) for part in item.walk() for clause in part.clauses)


def _amount(entry: DocumentFigure | Figure | Target) -> Amount:
    figure = in_units(entry) if isinstance(entry, DocumentFigure) else entry
    return figure.value, figure.value_to, canonical_unit(figure.unit.strip())


def _bare(entry: Figure | Target) -> Amount:
    return entry.value, entry.value_to, ""


def _baseline(plan: Plan, parsed: ParsedDocument) -> tuple[tuple[DocumentFigure, ...], tuple[Figure, ...]]:
    """Return the figures that only the document has, and those that only the baseline has.

    Figures are paired by section and amount, then by amount, and those without a unit by value.
    """
    read = [(section, figure) for _, section, figure in placed(parsed.figures, parsed.sections, "f")]
    known = list(plan.baseline.figures) if plan.baseline else []
    read, known = _unlike(read, [(n, _amount(f)) for n, f in read], known, [(f.section, _amount(f)) for f in known])
    read, known = _unlike(read, [(0, _amount(f)) for _, f in read], known, [(0, _amount(f)) for f in known])
    read, known = _unlike(read, [(0, _amount(f)) for _, f in read], known, [(0, _bare(f)) for f in known])
    return tuple(figure for _, figure in read), tuple(known)


def _unlike(
    ours: Sequence[One], keys: Sequence[Key], theirs: Sequence[Other], others: Sequence[Key]
) -> tuple[list[One], list[Other]]:
    """Return the entries of both sides that are left after pairing equal keys."""
    both = Counter(keys) & Counter(others)
    return _rest(ours, keys, both), _rest(theirs, others, both)


def _rest(entries: Sequence[One], keys: Sequence[Key], both: Counter[Key]) -> list[One]:
    left, rest = Counter(both), []
    for entry, key in zip(entries, keys, strict=True):
        left[key] -= 1
        if left[key] < 0:
            rest.append(entry)
    return rest


def _targets(plan: Plan, parsed: ParsedDocument) -> tuple[DocumentFigure, ...]:
    """Return the numbers of the plan part that are neither under `figures` nor a target; each counts once."""
    targets = (indicator.target for indicator in plan.indicators)
    entries: list[Figure | Target] = [*plan.figures, *filter(None, targets)]
    ours = [(0, _amount(figure)) for figure in parsed.targets]
    read, known = _unlike(parsed.targets, ours, entries, [(0, _amount(entry)) for entry in entries])
    read, _ = _unlike(read, [(0, _amount(figure)) for figure in read], known, [(0, _bare(entry)) for entry in known])
    return tuple(read)
