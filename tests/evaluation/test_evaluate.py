"""Standing: facts and light of every task together."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import DAYS, MOMENTS, PLAN, journals
from support import day, history, moment, plan, replayed, shown

from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, evaluate, evaluate_again, leaves, walk
from plantrack.evaluation.facts import Meaning, RequestMark
from plantrack.evaluation.lights.judge import Judge, worst
from plantrack.evaluation.lights.packaged import NAMES, packaged
from plantrack.evaluation.progress import Progress
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate

TREE = """
    tasks:
    - ref: "3"
      title: 三
      tasks:
      - ref: "3.1"
        title: 三之一
        tasks:
        - {ref: "3.1.1", title: 三之一之一, kind: deliverable, due: 2024-06-30}
        - {ref: "3.1.2", title: 三之一之二, kind: ongoing}
      - {ref: "3.2", title: 三之二, kind: ongoing}
    - {ref: "1", title: 一, kind: deliverable, due: 2024-06-30}
"""
LINES = """
    {"kind": "report", "ref": "3.1.1", "on": "2024-05-01", "status": "done"}
    {"kind": "adopt", "on": "2024-01-10", "promises": {"3.1.1": {}, "3.1.2": {}, "3.2": {}}}
    {"kind": "report", "ref": "3.2", "on": "2024-05-01", "status": "in-progress"}
"""


def test_each_task_has_its_light_and_each_parent_its_worst_leafs() -> None:
    """On 15 June 3.1.2 is silent, which is what its parents show; 1 was never adopted."""
    found = evaluate(plan(TREE), replayed(LINES), day("2024-06-15"))
    assert {evaluation.ref: evaluation.light.meaning.value for evaluation in walk(found)} == {
        "3": "unreported", "3.1": "unreported", "3.1.1": "done", "3.1.2": "unreported", "3.2": "on-track",
        "1": "not-due",
    }  # fmt: skip
    assert found[0].light.counts == ((Meaning.DONE, 1), (Meaning.ON_TRACK, 1), (Meaning.UNREPORTED, 1))


def test_tasks_stand_in_the_order_of_the_plan() -> None:
    """Walked from the top, a task comes before what is below it; leaves alone keep that order."""
    found = evaluate(plan(TREE), replayed(""), day("2024-06-15"))
    assert [evaluation.ref for evaluation in found] == ["3", "1"]
    assert [evaluation.ref for evaluation in walk(found)] == ["3", "3.1", "3.1.1", "3.1.2", "3.2", "1"]
    assert [evaluation.ref for evaluation in walk(found[:1])] == ["3", "3.1", "3.1.1", "3.1.2", "3.2"]
    assert [evaluation.ref for evaluation in leaves(found)] == ["3.1.1", "3.1.2", "3.2", "1"]
    assert [evaluation.ref for evaluation in leaves(found[1:2])] == ["1"]


def test_grace_reaches_every_light() -> None:
    """A task one day late is off track without grace, and not with a day of it."""
    lines = """
        {"kind": "adopt", "on": "2024-06-20", "promises": {"1": {"due": "2024-06-30"}}}
        {"kind": "report", "ref": "1", "on": "2024-06-25", "percent": 95}
    """
    judging = [JudgingPolicy(grace=grace) for grace in (0, 1)]
    lights = [evaluate(plan(TREE), replayed(lines), day("2024-07-01"), given)[1].light.meaning for given in judging]
    assert lights == [Meaning.OFF_TRACK, Meaning.ON_TRACK]


def test_the_rules_of_an_office_reach_every_light() -> None:
    """A task nine points behind three days before its date: well by one, urgent by another."""
    lines = """
        {"kind": "adopt", "on": "2024-06-20", "promises": {"1": {"due": "2024-06-30"}}}
        {"kind": "report", "ref": "1", "on": "2024-06-27", "status": "in-progress", "percent": 90}
    """
    found = {
        name: evaluate(plan(TREE), replayed(lines), day("2024-06-27"), JudgingPolicy(rules=packaged(name)))[1].light
        for name in ("default", "ouhai-2020", "xian-discipline")
    }
    assert {name: (light.meaning.value, light.shade.value) for name, light in found.items()} == {
        "default": ("attention", "yellow"), "ouhai-2020": ("on-track", "green"),
        "xian-discipline": ("attention", "yellow"),
    }  # fmt: skip


def test_the_calendar_of_an_office_reaches_the_curve() -> None:
    """Where the first half of the year is off, nothing is expected by its end."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]'
    off = Calendar(holidays=tuple(day("2024-01-01") + timedelta(n) for n in range(182)))
    found = [
        evaluate(plan(text), replayed(""), day("2024-06-30"), JudgingPolicy(office))[0] for office in (off, Calendar())
    ]
    assert [shown(evaluation.facts.expected) for evaluation in found] == [0, 49]


def test_what_judges_where_nothing_is_said() -> None:
    """The program's own rules, and the public calendar."""
    assert DEFAULT_JUDGING.judge.rules == packaged("default")


@given(updates=journals(), as_of=DAYS, name=st.sampled_from(NAMES))
def test_evaluations_are_the_facts_with_their_lights(updates: list[AnyUpdate], as_of: date, name: str) -> None:
    """After any journal and by any rules: the facts are those of progress, a leaf is judged, a parent its worst."""
    state, rules = History(updates).at(as_of), packaged(name)
    roots = evaluate(PLAN, state, as_of, JudgingPolicy(rules=rules))
    assert [top.facts for top in roots] == list(map(Progress(PLAN, state, as_of).facts, PLAN.tasks))
    for evaluation in walk(roots):
        below = [child.light for child in evaluation.children]
        missed = max(leaf.facts.missed for leaf in leaves([evaluation]))
        if below:
            assert evaluation.light == replace(worst(below), missed=missed)
        else:
            reasons = tuple(reason for reason in evaluation.light.reasons if reason.code not in set(RequestMark))
            assert replace(evaluation.light, reasons=reasons) == Judge(rules).light(evaluation.facts)


@given(updates=journals(), as_of=DAYS, moments=st.tuples(MOMENTS, st.none() | MOMENTS))
def test_what_was_evaluated_is_evaluated_again_in_another_state(
    updates: list[AnyUpdate], as_of: date, moments: tuple[datetime, datetime | None]
) -> None:
    """It is what that state alone gives; what neither state knows otherwise is taken over as it is."""
    known, (then, now) = History(updates), moments
    before, state = known.at(as_of, now), known.at(as_of, then)
    roots = evaluate(PLAN, before, as_of)
    found = evaluate_again(PLAN, roots, before, state, DEFAULT_JUDGING)
    assert found == evaluate(PLAN, state, as_of)
    assert evaluate_again(PLAN, roots, before, before, DEFAULT_JUDGING) == roots


def test_only_what_is_known_otherwise_is_evaluated_again() -> None:
    """A record that came later concerns its task and those above it; all others are the same ones."""
    late = '{"kind": "report", "ref": "3.1.1", "on": "2024-05-02", "at": "2024-06-10T00:00:00Z", "progress": "已完成"}'
    tasks, known, on = plan(TREE), history(LINES + late), day("2024-05-31")
    before, state = known.at(on), known.at(on, moment("2024-06-01T00:00:00Z"))
    roots = evaluate(tasks, before, on)
    found = evaluate_again(tasks, roots, before, state, DEFAULT_JUDGING)
    old = {one.ref: one for one in walk(roots)}
    assert [one.ref for one in walk(found) if one is not old[one.ref]] == ["3", "3.1", "3.1.1"]
    assert found == evaluate(tasks, replayed(LINES, on), on)


def test_tasks_that_share_a_reference_are_all_evaluated_again() -> None:
    """What `validate` reports hides no record: both tasks that have the milestone show what is known of it."""
    one = plan("""
        tasks:
        - ref: "1"
          title: 一
          kind: deliverable
          due: 2024-06-30
          milestones: [{ref: "1.1", title: 节点, due: 2024-05-01}]
    """)
    tasks = replace(one, tasks=(*one.tasks, replace(one.tasks[0], ref="2")))
    late = '{"kind": "milestone", "ref": "1.1", "on": "2024-05-02", "at": "2024-06-10T00:00:00Z", "state": "reached"}'
    known, on = history(LINES + late), day("2024-05-31")
    before, state = known.at(on), known.at(on, moment("2024-06-01T00:00:00Z"))
    roots = evaluate(tasks, before, on)
    assert [one.facts.checkpoints[0].done for one in roots] == [day("2024-05-02")] * 2
    found = evaluate_again(tasks, roots, before, state, DEFAULT_JUDGING)
    assert [one.facts.checkpoints[0].done for one in found] == [None, None]
