"""A reading held loosely against the one written by hand: shares of what is right, and a line for all that is not.

What a task inherits counts as said of it. A level more between two of the gold's is no fault, nor is a clause of a task
that stands below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.forms_pairs import SAME, Placed, covered, flat, is_leaf, likeness_of, pairs_of
from documents.forms_reading import MILESTONE, Number, Reading

from plantrack.documents.similarity import comparable

MEASURES = (
    "head",
    "year",
    "items",
    "owners",
    "persons",
    "dates",
    "steps",
    "recurs",
    "done",
    "targets",
    "figures",
    "sections",
    "kinds",
)
COUNTS = ("spurious", "past", "lost")
"""Nodes that nothing in the gold is like; texts that are no tasks and became some; clauses lost in silence."""
LEAST = 95
"""The share of each measure that has to be right, in percent."""


@dataclass
class Share:
    """How many of how many are right, and a line for each that is not."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, right: Any, said: str) -> None:
        """Count one, which is right or is said to be wrong."""
        self.of += 1
        self.right += bool(right)
        if not right:
            self.wrong.append(said)

    @property
    def percent(self) -> float | None:
        """Return the share, from 0 to 100; None where there is nothing to compare."""
        return 100 * self.right / self.of if self.of else None


@dataclass
class Comparison:
    """A reading held against its gold: which node is which, and the shares."""

    gold: Reading
    read: Reading
    right: list[Placed]
    found: list[Placed]
    pairs: dict[int, int]
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in MEASURES})
    counts: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in COUNTS})

    def misses(self) -> set[str]:
        """Return the measures in which the reading falls short. Whether a task is ongoing is told but not measured."""
        shares = {name: share.percent for name, share in self.shares.items() if name != "kinds"}
        low = {name for name, percent in shares.items() if percent is not None and percent < LEAST}
        spurious = len(self.counts["spurious"]) > len(self.right) * (100 - LEAST) / 100
        return low | ({"spurious"} if spurious else set()) | {name for name in ("past", "lost") if self.counts[name]}

    def of(self, one: Placed | None) -> Placed | None:
        """Return what a node of the gold was read as."""
        place = self.pairs.get(id(one)) if one else None
        return None if place is None else self.found[place]


def compare(right: Reading, read: Reading) -> Comparison:
    """Return how a reading differs from the right one."""
    nodes, found = [*flat(right.nodes)], [*flat(read.nodes)]
    result = Comparison(right, read, nodes, found, pairs_of(nodes, found))
    _head(result)
    for one in nodes:
        _node(result, one)
    _spurious(result)
    _texts(result)
    return result


def _head(result: Comparison) -> None:
    """Compare what is said of the whole document."""
    right, read, shares = result.gold, result.read, result.shares
    for name in ("title", "issuer"):
        if said := getattr(right, name):
            known = comparable(getattr(read, name) or "")
            plains = [
                comparable(said),
                *([comparable(right.also.issuer)] if name == "issuer" and right.also.issuer else []),
            ]
            fits = known and any(known in plain or plain in known for plain in plains)
            shares["head"].count(fits, f"{name}: {said} ← {getattr(read, name)}")
    if right.published and read.published != "":
        shares["head"].count(
            read.published in (right.published, right.also.published),
            f"published: {right.published} ← {read.published}",
        )
    if "language" in right.states or read.language != "zh":
        shares["head"].count(right.language == read.language, f"language: {right.language} ← {read.language}")
    if "plan_year" in right.states:
        guessed = not right.years and (read.asked or not read.years)
        shares["year"].count(guessed or right.years == read.years, f"{right.years} ← {read.years}")
    for said in right.sections:
        fits = any(likeness_of(comparable(said), comparable(one)) for one in read.sections)
        shares["sections"].count(fits, f"{said} ← {'; '.join(read.sections)}")
    for value, unit in right.figures:
        shares["figures"].count((value, unit) in read.figures, f"{value:g} {unit} ← {_near(value, read)}")
    for value in right.targets:
        shares["targets"].count(value in read.targets, f"{value} ← {read.targets}")


def _near(value: Number, read: Reading) -> list[tuple[Number, str]]:
    return [one for one in read.figures if one[0] == value]


def _node(result: Comparison, one: Placed) -> None:
    """Compare a node of the gold with what it was read as."""
    node, read = one.node, result.of(one)
    name = f"{'  ' * one.depth}{node.title}"
    if node.kind == MILESTONE:
        result.shares["steps"].count(_has_step(result, one, read), f"{name} {node.due} ← {shown(read)}")
        return
    found = bool(read) or _merged(result, one)
    result.shares["items"].count(found and _below_the_same(result, one, read), f"{name} ← {shown(read)}")
    read = read or (result.of(one.above) if found else None)
    _owners(result, one, read, name)
    _due(result, one, read, name)
    if node.kind and read:
        result.shares["kinds"].count(read.node.kind == node.kind, f"{name} {node.kind} ← {read.node.kind}")
    done = bool(one.first("done"))
    if node.done or (read and read.node.done):
        said = read and any((read.first("done"), *_said(read, "done")[1:]))
        result.shares["done"].count(bool(said) == done, f"{name} ← {shown(read)}")
    for value in node.target:
        fits = read and value in (*result.read.targets, *read.node.target)
        result.shares["targets"].count(fits, f"{name} {value} ← {shown(read)}")


def _merged(result: Comparison, one: Placed) -> bool:
    """Tell whether an only task was read as its item itself, with its words."""
    above = result.of(one.above)
    if above is None or one.above is None or sum(part.kind != MILESTONE for part in one.above.node.parts) > 1:
        return False
    return covered(one.plain, comparable(above.node.title + above.node.words))


def _below_the_same(result: Comparison, one: Placed, read: Placed | None) -> bool:
    """Tell whether a node stands below what those above it were read as, with a level more at most."""
    if read is None:
        return True
    above = next((found for up in one.path() if (found := result.of(up))), None)
    if above is None:
        return read.depth <= one.depth + 1
    return any(up is above for up in read.path())


def _has_step(result: Comparison, one: Placed, read: Placed | None) -> bool:
    if read:
        return bool(read.first("due") == one.node.due)
    above = result.of(one.above)
    return above is not None and above.node.due == one.node.due


def _owners(result: Comparison, one: Placed, read: Placed | None, name: str) -> None:
    right = (one.first("lead") or (), one.first("support") or ())
    own = one.node.lead or one.node.support
    if own or (read and is_leaf(one.node) and (read.node.lead or read.node.support)):
        fits = read and any(_same_owners(right, said) for said in _owners_said(read))
        result.shares["owners"].count(fits, f"{name} {_units(right)} ← {_units(_owners_said(read)[0]) if read else ''}")
    if one.node.person or (read and is_leaf(one.node) and read.node.person):
        said = _said(read, "person") if read else []
        fits = any(_same_people(one.first("person") or (), people) for people in said)
        result.shares["persons"].count(fits, f"{name} {one.first('person')} ← {said}")


def _said(read: Placed, name: str) -> list[Any]:
    """Return what is said of a node, and what all the tasks below it have in common."""
    below = [getattr(node, name) for node in read.leaves()]
    common = [below[0]] if below and all(one == below[0] for one in below) else []
    return [read.first(name), *common]


def _owners_said(read: Placed) -> list[tuple[Any, Any, bool]]:
    told = next((one.node.told for one in (read, *read.path()) if one.node.lead), True)
    own = (read.first("lead") or (), read.first("support") or (), told)
    leaves = {(node.lead, node.support, node.told) for node in read.leaves()}
    return [own, *(leaves if len(leaves) == 1 else ())]


def _same_owners(right: tuple[Any, Any], said: tuple[Any, Any, bool]) -> bool:
    """Tell whether the same units lead and support; of several without a word for it, the first may lead."""
    lead, support, other_lead, other_support = ({comparable(unit) for unit in units} for units in (*right, *said[:2]))
    if (lead, support) == (other_lead, other_support):
        return True
    return not support and lead == other_lead | other_support and bool(other_lead)


def _same_people(right: Any, said: Any) -> bool:
    """Tell whether the same persons are named, with or without a rank or a title."""
    one, other = (sorted(map(comparable, people or ())) for people in (right, said))
    return len(one) == len(other) and all(a in b or b in a for a, b in zip(one, other, strict=True))


def _units(owners: Sequence[Any]) -> str:
    return "/".join("、".join(units) for units in owners[:2])


def _due(result: Comparison, one: Placed, read: Placed | None, name: str) -> None:
    node, right = one.node, one.first("due")
    if node.recurs:
        result.shares["recurs"].count(
            read and any((read.node.recurs, *_said(read, "recurs")[1:])), f"{name} {node.recurs} ← {shown(read)}"
        )
    if not (node.due or (result.of(one) and read and read.node.due and is_leaf(node))):
        return
    said = _said(read, "due") if read else []
    inside = [part.due for part in node.walk() if part.due]
    also = result.gold.also
    fits = right in said or also.days.get(right or "none") in {*filter(None, said)}
    fits = fits or (None in said and (one.node.assumed or (also.year_end and str(right).endswith("12-31"))))
    fits = fits or bool(not node.due and read and read.node.due in inside)
    result.shares["dates"].count(fits, f"{name} {right} ← {said} {shown(read)}")


def _spurious(result: Comparison) -> None:
    """Count tasks that the gold does not have; a level more is none, nor is a clause of a task without a result."""
    taken = {*result.pairs.values()}
    matched = {id(result.found[place].node) for place in taken}
    titles = [one.plain for one in result.right]
    for place, one in enumerate(result.found):
        if place in taken or one.node.kind in (MILESTONE, "direction") or _as_right(result, one):
            continue
        if one.node.kind == "ongoing" and one.above and id(one.above.node) in matched:
            continue
        if any(id(below) in matched for below in one.node.walk()):
            continue
        if any(covered(one.plain, title) and len(one.plain) < SAME * len(title) for title in titles):
            continue
        result.counts["spurious"].append(shown(one))


_TASKS = ("deliverable", "ongoing")


def _as_right(result: Comparison, one: Placed) -> bool:
    """Tell whether a note of the gold names a clause as one that may be a task of its own."""
    return any(likeness_of(one.plain, comparable(title)) for title in result.gold.also.tasks)


def _texts(result: Comparison) -> None:
    """Count the texts that must not be tasks, and the clauses of the gold that are nowhere at all."""
    tasks = [one for one in result.found if one.node.kind in _TASKS and not _as_right(result, one)]
    for said in result.gold.not_tasks:
        held = [one for one in tasks if comparable(said) in one.plain]
        result.counts["past"] += [f"{said} ← {shown(held[0])}"] if held else []
    if result.read.error:
        return
    told = [comparable(text) for text in result.read.unplaced]
    told += [comparable(one.node.title + one.node.words) for one in result.found]
    for one in result.right:
        if is_leaf(one.node) and result.of(one) is None and not any(covered(one.plain, text) for text in told):
            result.counts["lost"].append(one.node.title)


def shown(read: Placed | None) -> str:
    if read is None:
        return "–"
    node = read.node
    said = [f"{node.kind or 'group'}", _units((node.lead, node.support)) if node.lead or node.support else ""]
    said += [*node.person, node.due or "", f"each {node.recurs}" if node.recurs else "", "done" if node.done else ""]
    return f"{node.title[:60]} [{', '.join(one for one in said if one)}]"
