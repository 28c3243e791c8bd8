"""Means: how what is below adds up, leaf by leaf, each with its weight."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed, shown

from plantrack.evaluation.facts import TaskFacts
from plantrack.evaluation.progress import Progress
from plantrack.evaluation.rollup import means, shares
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.state import Status
from plantrack.model.updates import AnyUpdate

TREE = """
    tasks:
    - ref: "1"
      title: 一{one}
      tasks:
      - {{ref: "1.1", title: 一之一, kind: deliverable, due: 2024-12-31}}
      - {{ref: "1.2", title: 一之二, kind: deliverable, due: 2024-12-31{inner}}}
      - {{ref: "1.3", title: 一之三, kind: deliverable, due: 2024-12-31}}
    - {{ref: "2", title: 二, kind: deliverable, due: 2024-12-31{two}}}
"""


def tree(one: float | None = None, inner: float | None = None, two: float | None = None) -> Plan:
    """Return the plan of a task with three below it, beside a task alone, with weights."""
    return plan(
        TREE.format(
            one=f"\n      weight: {one}" if one else "",
            inner=f", weight: {inner}" if inner else "",
            two=f", weight: {two}" if two else "",
        )
    )


def facts(found: Plan, lines: str = "", as_of: str = "2024-06-28") -> tuple[TaskFacts, ...]:
    """Return the facts of the top-level tasks after a journal."""
    return _all(Progress(found, replayed(lines, day(as_of)), day(as_of)))


def _all(progress: Progress) -> tuple[TaskFacts, ...]:
    return tuple(map(progress.facts, progress.plan.tasks))


def said(**percents: object) -> str:
    """Return a report on each leaf: `a`, `b`, `c` below 1, and `d`; a number, or a status."""
    refs = {"a": "1.1", "b": "1.2", "c": "1.3", "d": "2"}
    fields = {n: f'"status": "{v}"' if isinstance(v, str) else f'"percent": {v}' for n, v in percents.items()}
    return "\n".join(
        f'{{"kind": "report", "ref": "{refs[name]}", "on": "2024-02-05", {field}}}' for name, field in fields.items()
    )


def shared(roots: tuple[TaskFacts, ...]) -> dict[str, float]:
    """Return the share of every leaf that counts."""
    return {leaf.task.ref: round(float(share), 4) for share, leaf in shares(roots)}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((None, None, None), (1, 1, 1, 1)),
        ((1, None, None), (0.6667, 0.6667, 0.6667, 2)),
        ((None, None, 1), (0.6667, 0.6667, 0.6667, 2)),
        ((3, None, 1), (1, 1, 1, 1)),
        ((None, None, 3), (0.3333, 0.3333, 0.3333, 3)),
        ((None, 2, None), (0.75, 1.5, 0.75, 1)),
        ((1, 2, 1), (0.5, 1, 0.5, 2)),
    ],
)
def test_shares(weights: tuple[float | None, float | None, float | None], expected: tuple[float, ...]) -> None:
    """All leaves count alike, until a weight stands beside them: then each of those side by side by its own, or 1."""
    assert shared(facts(tree(*weights))) == dict(zip(("1.1", "1.2", "1.3", "2"), expected, strict=True))


def test_the_weight_of_what_was_cancelled_goes_to_the_others() -> None:
    """A cancelled leaf has no share, and a task of which all is cancelled weighs nothing."""
    assert shared(facts(tree(3, 2, 1), said(b="cancelled"))) == {"1.1": 1.125, "1.3": 1.125, "2": 0.75}
    gone = said(a="cancelled", b="cancelled", c="cancelled")
    assert shared(facts(tree(3, 2, 1), gone)) == {"2": 1}
    assert shares(facts(tree(3, 2, 1), gone + "\n" + said(d="cancelled"))) == []


@pytest.mark.parametrize(
    ("weights", "lines", "expected"),
    [
        ((None, None, None), "", None),
        ((None, None, None), said(a=40, d=80), 30),
        ((None, None, 3), said(a=40, d=80), 63.3),
        ((None, 4, None), said(a=100), 12.5),
        ((None, 4, None), said(b=100), 50),
        ((1, None, 1), said(a=90, b="cancelled", c=30, d=0), 30),
        ((1, None, 1), said(a=0), 0),
    ],
)
def test_percent(weights: tuple[float | None, float | None, float | None], lines: str, expected: float | None) -> None:
    """The mean by share; a silent deliverable counts 0, and while all are silent nothing is known."""
    assert shown(means(facts(tree(*weights), lines))[0]) == expected


MIXED = """
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-06-28}
    - {ref: "2", title: 二, kind: ongoing}
    - {ref: "3", title: 三, kind: ongoing, curve: {06-28: 50}}
"""


@pytest.mark.parametrize(
    ("lines", "percent"),
    [
        ("", None),
        ('{"kind": "report", "ref": "2", "on": "2024-02-05", "percent": 90}', None),
        ('{"kind": "report", "ref": "3", "on": "2024-02-05", "percent": 30}', 15),
        ('{"kind": "report", "ref": "1", "on": "2024-02-05", "percent": 30}', 15),
        ('{"kind": "report", "ref": "1", "on": "2024-02-05", "status": "cancelled"}', None),
    ],
)
def test_both_means_are_over_the_tasks_with_a_curve(lines: str, percent: float | None) -> None:
    """A silent one counts 0; an ongoing task to which the plan gives no curve counts in neither."""
    roots = facts(plan(MIXED), lines)
    assert [leaf.task.ref for _, leaf in shares(roots)] == (["3"] if "cancelled" in lines else ["1", "3"])
    assert means(roots) == (percent, 50 if "cancelled" in lines else 75)


@pytest.mark.parametrize("curve", ["", ", curve: {12-31: 100}"])
def test_an_item_and_the_plan_have_the_same_progress(curve: str) -> None:
    """One deliverable at 80 and one silent ongoing task: 80 everywhere, or 40 everywhere where that one has a curve."""
    text = f"""
        tasks:
        - ref: "1"
          title: 一
          tasks:
          - {{ref: "1.1", title: 一之一, kind: deliverable, due: 2024-06-28}}
          - {{ref: "1.2", title: 一之二, kind: ongoing{curve}}}
    """
    [item] = facts(plan(text), '{"kind": "report", "ref": "1.1", "on": "2024-02-05", "percent": 80}')
    assert item.percent == means([item])[0] == (40 if curve else 80)
    assert item.reported == (1, 2)


def test_nothing_expected() -> None:
    """Of ongoing tasks alone nothing is."""
    roots = facts(plan('tasks: [{ref: "1", title: 一, kind: ongoing}]'))
    assert (means(roots), means(())) == ((None, None), (None, None))


def test_a_mean_is_exact() -> None:
    """A third is a third, so that 100 is reached only where all is done; weights are what they are written as."""
    assert means(facts(tree(), said(a="done", b="done", c="done")))[0] == 75
    assert means(facts(tree(inner=0.1), said(a="done")))[0] == Fraction(300, 4) / Fraction(21, 10)
    nearly = facts(tree(), said(a="done", b="done", c=99.9, d="done"))
    assert means(nearly)[0] == Fraction(39990, 400) / 1


@given(updates=journals(), as_of=DAYS)
def test_without_weights_a_mean_is_over_the_leaves(updates: list[AnyUpdate], as_of: date) -> None:
    """After any journal: shares are all 1, and the mean is the plain one."""
    roots = _all(Progress(PLAN, History(updates).at(as_of), as_of))
    leaves = [leaf for top in roots for leaf in (top.children or (top,)) if leaf.status is not Status.CANCELLED]
    expected = [leaf.expected for leaf in leaves if leaf.expected is not None]
    assert [share for share, _ in shares(roots)] == [1] * len(expected)
    assert means(roots)[1] == (Fraction(sum(expected), len(expected)) if expected else None)


@given(weights=st.tuples(*[st.none() | st.floats(0.001, 1000)] * 3))
def test_shares_add_up_to_the_number_of_leaves(weights: tuple[float | None, float | None, float | None]) -> None:
    """Whatever the weights, so a task above counts for as much as it has leaves."""
    found = tree(*(weight and round(weight, 3) for weight in weights))
    assert sum(share for share, _ in shares(facts(found))) == 4
