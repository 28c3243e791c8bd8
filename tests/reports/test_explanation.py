"""Explanations: what is known of a task, every rule as tried on it, and what two offices see otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from light_fixtures import ADOPTED, TASKS, at, moved, said
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed, shown

from plantrack.dates.workdays import Calendar
from plantrack.evaluation.curve import Point, Stretch
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, evaluate, walk
from plantrack.evaluation.facts import Meaning
from plantrack.evaluation.lights.judge import SILENT_LIGHT
from plantrack.evaluation.lights.packaged import NAMES, packaged
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate
from plantrack.reports.explanation import Comparison, Explanation, compare, explain

WHOLE = plan(
    TASKS
    + """
    - ref: "4"
      title: 四
      tasks:
      - ref: "4.1"
        title: 四之一
        kind: deliverable
        due: 2024-12-31
        milestones: [{ref: "4.1.1", title: 初稿, due: 2024-05-31, weight: 1}]
"""
)


def why(ref: str, lines: str = "", as_of: str = "2024-06-28", judging: JudgingPolicy = DEFAULT_JUDGING) -> Explanation:
    """Return why a task has its light."""
    return explain(WHOLE, replayed(lines, day(as_of)), day(as_of), ref, judging=judging)


def test_a_task_with_a_curve() -> None:
    """Where as-of lies on it, how far behind the task is, and the working days that are left."""
    found = why("1", at(20), "2024-06-14", JudgingPolicy(rules=packaged("yinchuan-2025")))
    assert (found.rules.id, found.by_milestones, found.behind, found.workdays_left) == (
        "yinchuan-2025", False, 25.9, 138,
    )  # fmt: skip
    found = why("1", at(20), "2024-06-27")
    assert found.stretch == Stretch(Point(day("2023-12-31"), 0), Point(day("2024-06-28"), 50), 122, 123)
    assert (found.behind, found.workdays_left, shown(found.evaluation.facts.expected)) == (29.6, 129, 49.6)


def test_the_points_of_a_rule_are_those_between_the_percentages_shown() -> None:
    """49.6 less 20.1, and not 49.593 less 20.149."""
    found = why("1", at(20.149), "2024-06-27")
    points = {one.found for tried in found.tried for one in tried.conditions if one.name == "points_behind"}
    assert (points, found.behind) == ({29.5}, 29.5)


@pytest.mark.parametrize(
    ("ref", "stretch", "measured"), [("2", False, False), ("4.1", False, True), ("4", False, False)]
)
def test_a_task_without_a_curve(ref: str, *, stretch: bool, measured: bool) -> None:
    """An ongoing one, one that its milestones measure, and one with tasks below it."""
    found = why(ref)
    assert (found.stretch, found.by_milestones) == (None, measured)


def test_the_rule_that_gave_the_light() -> None:
    """The first that holds of all that were tried; a task with others below it tries none."""
    found = why("1", ADOPTED + said("2024-01-20", '"status": "blocked"'), "2024-01-25")
    assert [tried.number for tried in found.tried] == list(range(1, 15))
    assert found.fired is not None
    assert (found.fired.number, found.fired.rule.because) == (6, found.evaluation.light.reasons[0].code)
    above = why("4")
    assert (above.tried, above.fired, [child.ref for child in above.evaluation.children]) == ((), None, ["4.1"])


def test_on_the_offices_terms() -> None:
    """Its grace and its calendar count here, too."""
    late = ADOPTED + said("2024-12-20")
    assert [why("1", late, "2025-01-02", JudgingPolicy(grace=grace)).evaluation.facts.overdue for grace in (1, 2)] == [
        True,
        False,
    ]
    off = Calendar(holidays=(day("2024-12-30"),))
    assert [
        why("1", late, "2024-12-27", judging).workdays_left for judging in (DEFAULT_JUDGING, JudgingPolicy(off))
    ] == [2, 1]
    assert why("1", late + moved("2025-01-15"), "2024-12-31").workdays_left == 10


@given(updates=journals(), as_of=DAYS, name=st.sampled_from(NAMES))
def test_an_explanation_is_of_the_light_that_is_shown(updates: list[AnyUpdate], as_of: date, name: str) -> None:
    """After any journal: the standing is that of every view, and its first reason is that of the rule that fired.

    Where a rule says that all is well of what was not heard of, the light is that of silence.
    """
    state, judging = History(updates).at(as_of), JudgingPolicy(rules=packaged(name))
    for evaluation in walk(evaluate(PLAN, state, as_of, judging)):
        found = explain(PLAN, state, as_of, evaluation.ref, judging=judging)
        assert found.evaluation == evaluation
        assert (found.fired is None) == bool(evaluation.children)
        if found.fired and found.fired.rule.light is Meaning.ON_TRACK and evaluation.facts.stale:
            assert evaluation.light == SILENT_LIGHT
        elif found.fired:
            assert (found.fired.rule.light, found.fired.rule.because) == (
                evaluation.light.meaning, evaluation.light.reasons[0].code,
            )  # fmt: skip
        if found.stretch:
            assert found.stretch.percent == evaluation.facts.expected


LATE = said("2024-12-20", ref="3") + said("2024-12-20", ref="2")


def compared(one: str, other: str, lines: str, as_of: str = "2024-06-28") -> Comparison:
    """Return what differs between two rule sets."""
    sets = [
        (
            packaged(name),
            evaluate(WHOLE, replayed(lines, day(as_of)), day(as_of), JudgingPolicy(rules=packaged(name))),
        )
        for name in (one, other)
    ]
    return compare(sets[0], sets[1], WHOLE, day(as_of))


def test_what_two_offices_see_otherwise() -> None:
    """In meaning, or in colour, and not in words alone; tasks with others below them are not compared."""
    found = compared("default", "yinchuan-2025", at(40))
    assert [(a.ref, a.light.meaning.value, b.light.meaning.value) for a, b in found.differing] == [
        ("1", "on-track", "attention"), ("4.1", "attention", "not-due"),
    ]  # fmt: skip
    assert (found.tasks, found.first.id, found.second.id) == (4, "default", "yinchuan-2025")
    found = compared("default", "shenzhen-builder", ADOPTED + said("2024-12-20") + LATE, "2025-01-10")
    assert [(a.ref, a.light.shade.value, b.light.shade.value) for a, b in found.differing] == [
        ("3", "red", "orange"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_set_does_not_differ_from_itself(name: str) -> None:
    """Whatever it is."""
    assert compared(name, name, at(40)).differing == ()
