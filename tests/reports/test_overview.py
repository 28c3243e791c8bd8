"""The overview: the plan at a glance, and one task whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from showcase import AS_OF, SHOWN, UPDATES, showcase_state, shown_overview, shown_task
from support import day, journal, plan, replayed, shown

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, evaluate, walk
from plantrack.model.history import History
from plantrack.model.plan import Basis, Public
from plantrack.model.state import Promise
from plantrack.reports.overview import LastWords, Statement, Summary, overview, summarise, task_view

NOTHING = Summary(
    tasks=0, done=0, on_track=0, attention=0, off_track=0, late=0, milestones_late=0, past_promise=0, unreported=0,
    not_due=0, cancelled=0, reported=0, percent=None, expected=None,
)  # fmt: skip


def test_the_plan_in_numbers() -> None:
    """Over the leaves: one done, one on track, two off track of which one is past its date; two owe a report."""
    found = summarise(evaluate(SHOWN, showcase_state(), AS_OF))
    assert shown(found.expected) == 98.5
    assert found == Summary(
        tasks=4, done=1, on_track=1, attention=0, off_track=2, late=1, milestones_late=1, past_promise=2, unreported=2,
        not_due=0, cancelled=0, reported=3, percent=Fraction(140, 3), expected=found.expected,
    )  # fmt: skip


def test_cancelled_tasks_are_counted_apart() -> None:
    """They are no part of the other numbers; a silent deliverable counts as 0 beside one that spoke."""
    text = """
        tasks:
        - {ref: "1", title: 一, kind: deliverable, due: 2024-01-31}
        - {ref: "2", title: 二, kind: deliverable, due: 2024-12-31}
        - {ref: "3", title: 三, kind: deliverable, due: 2024-06-30}
    """
    lines = """
        {"kind": "adopt", "on": "2024-01-01", "promises": {"1": {}, "2": {}, "3": {}}}
        {"kind": "report", "ref": "1", "on": "2024-01-10", "status": "cancelled", "percent": 10}
        {"kind": "report", "ref": "3", "on": "2024-02-10", "status": "done"}
    """
    found = summarise(evaluate(plan(text), replayed(lines), day("2024-03-15")))
    assert shown(found.expected) == 30.9
    assert found == Summary(
        tasks=2, done=1, on_track=0, attention=0, off_track=0, late=0, milestones_late=0, past_promise=0, unreported=1,
        not_due=0, cancelled=1, reported=1, percent=50, expected=found.expected,
    )  # fmt: skip


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
    assert (found.past_promise, found.late) == (2, 0)


def test_percent_is_unknown_while_all_are_silent() -> None:
    """Nobody's silence is a zero; what is expected does not depend on anybody."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]'
    found = summarise(evaluate(plan(text), replayed(""), day("2024-12-01")))
    assert (found.percent, shown(found.expected), found.not_due) == (None, 91.2, 1)


def test_a_plan_without_tasks() -> None:
    """All numbers are nothing."""
    view = overview(plan(""), replayed(""), AS_OF)
    assert (view.summary, view.roots, view.headlines, view.adopted) == (NOTHING, (), (), False)


@pytest.mark.parametrize(
    ("as_of", "ended"), [("2024-12-30", None), ("2024-12-31", None), ("2025-01-01", 1), ("2025-02-01", 32)]
)
def test_days_since_the_plan_ended(as_of: str, ended: int | None) -> None:
    """None on its last day."""
    assert overview(SHOWN, showcase_state(), day(as_of)).ended == ended


def test_the_plan_at_a_glance() -> None:
    """All items, all indicators, and which of them are headlines."""
    view = shown_overview()
    assert [top.ref for top in view.roots] == ["1", "2"]
    assert [line.indicator.id for line in view.numbers] == ["firms", "edition", "deals"]
    assert [line.indicator.id for line in view.headlines] == ["firms"]
    assert (view.adopted, view.as_of, view.ref) == (True, AS_OF, None)


@pytest.mark.parametrize(("ref", "below"), [("2", ["2", "2.1", "2.2"]), ("1.2", ["1.2"])])
def test_one_task_and_what_is_below_it(ref: str, below: list[str]) -> None:
    """The numbers are those of that task alone."""
    view = shown_overview(ref)
    assert [evaluation.ref for evaluation in walk(view.roots)] == below
    assert view.summary == summarise(view.roots)


def test_one_task_whole() -> None:
    """Its promise, what was last said of each thing, its indicators, and its history."""
    view = shown_task("1.2")
    assert view.promised == Promise(due=day("2024-10-31"), lead=("smart",))
    said = Statement("资金未到位", day("2024-11-06")), Statement("征求意见", day("2024-11-08"))
    assert view.words == LastWords(None, *said)
    assert view.numbers == ()
    assert [e.update.id for e in view.history] == ["u01", "u02", "u03", "u05", "u06"]


def test_an_item_shows_the_numbers_and_history_of_all_below_it() -> None:
    """Under its own title."""
    view = shown_task("2")
    assert view.promised is None
    assert [line.indicator.id for line in view.numbers] == ["edition", "deals"]
    assert [e.update.id for e in view.history] == ["u01", "u07", "u08", "u10", "u11", "u12"]


def test_a_task_as_it_stood_then() -> None:
    """As of a day and as known at a moment; a problem reported later is not there yet."""
    view = task_view(SHOWN, History(UPDATES), "1.2", day("2024-11-05"), judging=DEFAULT_JUDGING)
    assert (view.as_of, view.words, [e.update.id for e in view.history]) == (
        day("2024-11-05"), LastWords(), ["u01", "u02", "u03"],
    )  # fmt: skip


SUPPORTED = """
    tasks:
    - {ref: "1", title: 一, kind: ongoing, support: [fund], basis: {support: document}}
    - {ref: "2", title: 二, kind: ongoing, support: [fund]}
    - {ref: "3", title: 三, kind: ongoing}
"""
ASSIGNED = '{{"kind": "assign", "on": "2024-02-01", "ref": "{ref}", "support": ["{unit}"], "source": {source}}}'


@pytest.mark.parametrize(
    ("ref", "assigned", "basis"),
    [
        ("1", None, "document"),
        ("2", None, "assumed"),
        ("3", None, None),
        ("1", ("smart", "null"), "assumed"),
        ("1", ("fund", "null"), "document"),
        ("3", ("smart", '"https://example.org"'), Public("https://example.org")),
    ],
)
def test_where_supporting_units_come_from(ref: str, assigned: tuple[str, str] | None, basis: Basis | None) -> None:
    """As with leads: the plan's grounds hold for the plan's units; whoever came later is assumed, or has a source."""
    lines = ASSIGNED.format(ref=ref, unit=assigned[0], source=assigned[1]) if assigned else ""
    view = task_view(plan(SUPPORTED), History(journal(lines)), ref, AS_OF, judging=DEFAULT_JUDGING)
    assert view.support_basis == basis


def test_requests_that_came_late() -> None:
    """By their ids, of the whole plan."""
    lines = """
        {"kind": "reschedule", "on": "2024-11-11", "ref": "1.2.1", "step": "ask", "due": "2024-11-30"}
        {"kind": "reschedule", "on": "2024-11-11", "ref": "1.2", "step": "ask", "due": "2024-12-31"}
        {"kind": "reschedule", "on": "2024-11-11", "ref": "2.2", "step": "ask", "due": "2024-12-31"}
    """
    assert task_view(SHOWN, History(journal(lines)), "1.2", AS_OF, judging=DEFAULT_JUDGING).asked_late == {"u01", "u03"}


def test_a_view_shows_the_state_of_its_day() -> None:
    """The overview as of a day is that of the records admitted then."""
    for as_of in map(day, ("2024-09-17", "2024-11-08", "2024-11-17")):
        admitted = [u for u in UPDATES if u.on is None or u.on <= as_of]
        assert overview(SHOWN, History(UPDATES).at(as_of), as_of) == overview(SHOWN, History(admitted).at(), as_of)
