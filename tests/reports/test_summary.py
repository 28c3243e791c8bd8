"""The plan in numbers: the lights, which add up to the tasks, and what is told besides."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from showcase import AS_OF, SHOWN, ctx, showcase_state
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed, shown

from plantrack.errors import Message
from plantrack.evaluation.evaluate import evaluate
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate
from plantrack.render.cells import message_words
from plantrack.reports.cells import ListCell
from plantrack.reports.summary import LIGHTS, Summary, counts_told, overlays_told, summarise


def lights(**counts: int) -> dict[Meaning, int]:
    """Return how many tasks have each light."""
    return {meaning: counts.get(meaning.replace("-", "_"), 0) for meaning in LIGHTS}


def words(told: Message | ListCell | None) -> tuple[str, str]:
    """Return what is said in Chinese and in English."""
    assert told is not None
    return message_words(told, ctx("zh")), message_words(told, ctx("en"))


def test_the_plan_in_numbers() -> None:
    """One done, one on track, two off track of which one is past its date; two owe a report, and have another light."""
    found = summarise(evaluate(SHOWN, showcase_state(), AS_OF))
    assert shown(found.expected) == 98.5
    assert found == Summary(
        tasks=4, lights=lights(done=1, on_track=1, off_track=2), owed_by_light={Meaning.OFF_TRACK: 2}, overdue_tasks=1,
        overdue_assumed=1, missed_milestones=1, missed_assumed=1, past_promise=2, past_promise_assumed=1, pending=0,
        reported=3, counted=4, percent=Fraction(140, 3),
        expected=found.expected,
    )  # fmt: skip
    assert (found.owed, found.owed_off_track) == (2, 2)
    assert words(counts_told(found)) == ("共4项：完成1项、正常1项、滞后2项", "4 tasks: done 1, on track 1, off track 2")
    chinese, english = words(overlays_told(found))
    assert chinese == (
        "欠报2项，其中2项为滞后；超期任务1项（按推定时限）；超期节点1个（按推定时限）；超过承诺时限的任务2项（其中1项按推定时限）"
    )
    assert english.split("; ") == [
        "reports owed on 2, 2 of them on tasks that are off track", "1 task overdue (on assumed dates)",
        "1 milestone missed (on assumed dates)", "2 tasks past the date promised (1 on assumed dates)",
    ]  # fmt: skip


CANCELLED = """
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-01-31}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-12-31}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-06-30}
"""


def test_cancelled_tasks_have_a_light_and_count_in_nothing_else() -> None:
    """The lights add up to all tasks; a silent task counts as 0 beside one that spoke."""
    lines = """
        {"kind": "adopt", "on": "2024-01-01", "promises": {"1": {}, "2": {}, "3": {}}}
        {"kind": "report", "ref": "1", "on": "2024-01-10", "status": "cancelled", "percent": 10}
        {"kind": "report", "ref": "3", "on": "2024-02-10", "status": "done"}
        {"kind": "request", "ref": "2", "on": "2024-03-01", "what": "cancel"}
    """
    found = summarise(evaluate(plan(CANCELLED), replayed(lines), day("2024-03-15")))
    assert shown(found.expected) == 30.9
    assert found == Summary(
        tasks=3, lights=lights(done=1, unreported=1, cancelled=1), owed_by_light={Meaning.UNREPORTED: 1},
        overdue_tasks=0, overdue_assumed=0, missed_milestones=0, missed_assumed=0, past_promise=0,
        past_promise_assumed=0, pending=1, reported=1, counted=2, percent=Fraction(50),
        expected=found.expected,
    )  # fmt: skip
    assert words(overlays_told(found)) == ("欠报1项；待批申请1件", "reports owed on 1; 1 request pending")


def test_tasks_past_their_promise() -> None:
    """Open ones and finished ones alike, whatever was approved; not those on time, cancelled or promised for no day."""
    entries = [f'{{ref: "{n}", title: 一, kind: deliverable, due: 2024-03-31}}' for n in range(1, 7)]
    lines = """
        {"kind": "adopt", "on": "2024-01-01", "promises": {"1": {"due": "2024-01-31"}, "2": {"due": "2024-01-31"}, "3": {"due": "2024-01-31"}, "4": {"due": "2024-01-31"}, "5": {"due": "2024-03-31"}, "6": {}}}
        {"kind": "report", "ref": "2", "on": "2024-01-31", "status": "done"}
        {"kind": "report", "ref": "3", "on": "2024-02-01", "status": "done"}
        {"kind": "report", "ref": "4", "on": "2024-02-01", "status": "cancelled"}
        {"kind": "reschedule", "ref": "1", "on": "2024-01-20", "step": "approve", "due": "2024-02-29"}
    """  # noqa: E501
    found = summarise(evaluate(plan(f"tasks: [{', '.join(entries)}]"), replayed(lines), day("2024-02-15")))
    assert (found.past_promise, found.overdue_tasks) == (2, 0)


def test_percent_is_unknown_while_all_are_silent() -> None:
    """Nobody's silence is a zero; what is expected does not depend on anybody."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]'
    found = summarise(evaluate(plan(text), replayed(""), day("2024-12-01")))
    assert (found.percent, shown(found.expected), found.lights[Meaning.NOT_DUE]) == (None, 91.2, 1)


def test_no_tasks() -> None:
    """All counts are 0, nothing is known, and nothing is told besides."""
    found = summarise(())
    assert set(found.counts().values()) == {0}
    assert (found.percent, found.expected, overlays_told(found)) == (None, None, None)
    assert words(counts_told(found)) == ("没有任务", "no tasks")


@given(updates=journals(), as_of=DAYS)
def test_the_lights_add_up_to_the_tasks(updates: list[AnyUpdate], as_of: date) -> None:
    """After any journal, and over the items as over the plan."""
    roots = evaluate(PLAN, History(updates).at(as_of), as_of)
    found, items = summarise(roots), [summarise((top,)) for top in roots]
    assert sum(found.lights.values()) == found.tasks == sum(item.tasks for item in items)
    assert found.lights == {meaning: sum(item.lights[meaning] for item in items) for meaning in LIGHTS}
    parents = [(item, top.facts) for item, top in zip(items, roots, strict=True) if top.children]
    assert [(i.percent, i.expected) for i, _ in parents] == [(f.percent, f.expected) for _, f in parents]
