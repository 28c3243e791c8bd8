"""Some tasks in numbers: as a summary has them, and what several parts come to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from msgspec.msgpack import decode, encode
from strategies import DAYS, PLAN, journals

from plantrack.evaluation.evaluate import evaluate, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate
from plantrack.reports.portfolio.numbers import PortfolioNumbers, added, numbers_of
from plantrack.reports.summary import summarise

NOTHING = numbers_of(())


@given(updates=journals(), as_of=DAYS)
def test_a_summary_and_back(updates: list[AnyUpdate], as_of: date) -> None:
    """After any journal the summary is the same as the plan's own, also where it was kept."""
    roots = evaluate(PLAN, History(updates).at(as_of), as_of)
    found = decode(encode(numbers_of(roots)), type=PortfolioNumbers)
    assert found.summary == summarise(roots)
    assert found.due == sum(leaf.facts.owed for leaf in leaves(roots))
    assert found.given == found.due - found.summary.owed


@given(updates=journals(), as_of=DAYS)
def test_the_parts_come_to_the_whole(updates: list[AnyUpdate], as_of: date) -> None:
    """The items together have the numbers of the plan: its tasks count alike, as none has a weight."""
    roots = evaluate(PLAN, History(updates).at(as_of), as_of)
    whole, parts = numbers_of(roots), [numbers_of((top,)) for top in roots]
    assert added(parts).summary == whole.summary
    assert (added(parts).due, added(parts).weight) == (whole.due, whole.weight)
    assert added([*parts, NOTHING]) == added(parts)


def numbers(**lights: int) -> PortfolioNumbers:
    """Return the numbers of tasks with these lights."""
    found = {Meaning(name.replace("_", "-")): n for name, n in lights.items()}
    return PortfolioNumbers(
        {**NOTHING.counts, "tasks": sum(found.values())}, found, {Meaning.UNREPORTED: 1}, "50/1", "100/1", 4, 2
    )


def test_a_part_that_said_nothing_counts_as_nothing_done() -> None:
    """As in a plan, its expected progress counts; a part without a curve has no weight."""
    silent = PortfolioNumbers(NOTHING.counts, {}, {}, None, "50/1", 0, 6)
    assert added([numbers(done=1), silent]).percent == "25/2"
    assert added([numbers(done=1), silent]).expected == "125/2"
    assert added([silent]).percent is None
    assert added([]) == NOTHING


def test_many_digits() -> None:
    """A percentage over so many dates that its divisor exceeds a machine word is kept exactly."""
    third = PortfolioNumbers({}, {}, {}, f"1/{3**50}", None, 0, 1)
    seventh = PortfolioNumbers({}, {}, {}, f"1/{7**50}", None, 0, 1)
    both = added([third, seventh])
    assert Fraction(both.percent or 0) == Fraction(3**50 + 7**50, 2 * 21**50)
    assert decode(encode(both), type=PortfolioNumbers) == both


def test_reports_given() -> None:
    """Of those that were due; without any there is no share."""
    assert (numbers(done=1).given, numbers(done=1).reporting) == (3, 75)
    assert NOTHING.reporting is None


def test_the_worse_come_first() -> None:
    """By the share of the worst light, then of the next one; what has no task comes last."""
    some = [numbers(off_track=1, done=1), numbers(off_track=1, done=9), numbers(unreported=9), numbers(done=9), NOTHING]
    assert sorted([*reversed(some)], key=lambda one: one.badness, reverse=True) == some
    assert [one.worst for one in some] == ["off-track", "off-track", "unreported", "done", None]
