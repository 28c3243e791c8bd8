"""The overview: the plan at a glance, and one task whole."""

from __future__ import annotations

import pytest
from showcase import AS_OF, SHOWN, UPDATES, showcase_state, shown_overview, shown_task
from support import day, journal, plan

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, walk
from plantrack.model.basis import Attribution, Basis, Decision
from plantrack.model.history import History
from plantrack.model.state import Promise
from plantrack.reports.overview import LastWords, Statement, overview, task_view
from plantrack.reports.summary import summarise


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
DECIDED = Decision("assigned", "刘洋", day("2024-02-01"))
ASSIGNED = '{{"kind": "assign", "on": "2024-02-01", "ref": "{ref}", "support": ["{unit}"], "source": {source}}}'


@pytest.mark.parametrize(
    ("ref", "assigned", "basis"),
    [
        ("1", None, "document"),
        ("2", None, None),
        ("3", None, None),
        ("1", ("smart", "null"), DECIDED),
        ("1", ("fund", "null"), DECIDED),
        ("3", ("smart", '"https://example.org"'), Attribution("https://example.org")),
    ],
)
def test_where_supporting_units_come_from(ref: str, assigned: tuple[str, str] | None, basis: Basis | None) -> None:
    """As with leads: the plan's grounds hold for its units; an assignment says who made it, or has its address."""
    lines = ASSIGNED.format(ref=ref, unit=assigned[0], source=assigned[1]) if assigned else ""
    view = task_view(plan(SUPPORTED), History(journal(lines)), ref, AS_OF, judging=DEFAULT_JUDGING)
    assert view.support_basis == basis


def test_requests_that_came_late() -> None:
    """Of what is shown; late are those asked for after the date."""
    lines = """
        {"kind": "reschedule", "on": "2024-11-11", "ref": "1.2.1", "step": "ask", "due": "2024-11-30"}
        {"kind": "reschedule", "on": "2024-11-11", "ref": "1.2", "step": "ask", "due": "2024-12-31"}
        {"kind": "reschedule", "on": "2024-11-11", "ref": "2.2", "step": "ask", "due": "2024-12-31"}
    """
    view = task_view(SHOWN, History(journal(lines)), "1.2", AS_OF, judging=DEFAULT_JUDGING)
    assert [(entry.update.id, entry.late) for entry in view.history] == [("u01", True), ("u02", False)]


def test_a_view_shows_the_state_of_its_day() -> None:
    """The overview as of a day is that of the records admitted then."""
    for as_of in map(day, ("2024-09-17", "2024-11-08", "2024-11-17")):
        admitted = [u for u in UPDATES if u.on is None or u.on <= as_of]
        assert overview(SHOWN, History(UPDATES).at(as_of), as_of) == overview(SHOWN, History(admitted).at(), as_of)
