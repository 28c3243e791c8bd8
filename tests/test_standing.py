"""Standing: facts and light of every task together."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed

from plantrack.lights import judge, worst
from plantrack.model.facts import Meaning
from plantrack.model.state import Cut, replay
from plantrack.model.update import AnyUpdate
from plantrack.progress import Progress
from plantrack.standing import leaves, standings, walk

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
    found = standings(plan(TREE), replayed(LINES), day("2024-06-15"))
    assert {standing.ref: standing.light.meaning.value for standing in walk(found)} == {
        "3": "unreported", "3.1": "unreported", "3.1.1": "done", "3.1.2": "unreported", "3.2": "on-track",
        "1": "not-due",
    }  # fmt: skip
    assert found[0].light.counts == ((Meaning.DONE, 1), (Meaning.ON_TRACK, 1), (Meaning.UNREPORTED, 1))


def test_tasks_stand_in_the_order_of_the_plan() -> None:
    """Walked from the top, a task comes before what is below it; leaves alone keep that order."""
    found = standings(plan(TREE), replayed(""), day("2024-06-15"))
    assert [standing.ref for standing in found] == ["3", "1"]
    assert [standing.ref for standing in walk(found)] == ["3", "3.1", "3.1.1", "3.1.2", "3.2", "1"]
    assert [standing.ref for standing in found[0].walk()] == ["3", "3.1", "3.1.1", "3.1.2", "3.2"]
    assert [standing.ref for standing in leaves(found)] == ["3.1.1", "3.1.2", "3.2", "1"]
    assert [standing.ref for standing in found[1].leaves()] == ["1"]


def test_grace_reaches_every_light() -> None:
    """A task one day late is off track without grace, and not with a day of it."""
    lines = """
        {"kind": "adopt", "on": "2024-06-20", "promises": {"1": {"due": "2024-06-30"}}}
        {"kind": "report", "ref": "1", "on": "2024-06-25", "percent": 95}
    """
    lights = [standings(plan(TREE), replayed(lines), day("2024-07-01"), grace)[1].light.meaning for grace in (0, 1)]
    assert lights == [Meaning.OFF_TRACK, Meaning.ON_TRACK]


@given(updates=journals(), as_of=DAYS)
def test_standings_are_the_facts_with_their_lights(updates: list[AnyUpdate], as_of: date) -> None:
    """After any journal: the facts are those of progress, a leaf is judged, and a parent is its worst child."""
    state = replay(updates, Cut(as_of=as_of))
    tops = standings(PLAN, state, as_of)
    assert tuple(top.facts for top in tops) == Progress(PLAN, state, as_of).all()
    for standing in walk(tops):
        below = [child.light for child in standing.children]
        assert standing.light == (worst(below) if below else judge(standing.facts))
