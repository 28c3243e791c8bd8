"""Amendments: what each adoption after the first changed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from strategies import journals
from support import day, history, journal

from plantrack.model.history import History
from plantrack.model.promises import Amendment
from plantrack.model.updates import AnyUpdate
from plantrack.reports.requests import Amended, amendments

LINES = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]}, "2": {}, "firms": {"target": 200}}}
    {"kind": "adopt", "on": "2024-03-01", "promises": {"1": {"due": "2024-07-15"}, "3": {"due": "2024-09-30"}}, "reason": "调整"}
    {"kind": "adopt", "on": "2024-04-01", "promises": {"1": {"due": "2024-07-15"}, "2": {}}, "reason": "重申"}
    {"kind": "adopt", "on": "2024-05-01", "promises": {"2": {"dropped": true}, "1": {"lead": ["stic", "fund"]}, "firms": {"target": 250}}, "reason": "合并"}
"""  # noqa: E501


def told(lines: str, as_of: date | None = None) -> list[tuple[str, list[Amendment]]]:
    """Return the id of each amendment among the lines, and what it changed."""
    return [(a.update.id, list(a.changes)) for a in amendments(history(lines).in_force(as_of))]


SECOND = [Amendment("1", "due", day("2024-06-30"), day("2024-07-15")), Amendment("3", None, None, "3")]
FOURTH = [
    Amendment("2", None, "2", None),
    Amendment("1", "lead", ("stic",), ("stic", "fund")),
    Amendment("firms", "target", 200, 250),
]


def test_each_adoption_after_the_first_that_changes_something() -> None:
    """Fields as old and new, references new or dropped; the first changes nothing, nor does saying it again."""
    assert told(LINES) == [("u02", SECOND), ("u04", FOURTH)]
    updates = journal(LINES)
    assert amendments(History(updates).in_force())[0] == Amended(updates[1], tuple(SECOND))  # type: ignore[arg-type]


def test_an_amendment_that_was_undone_is_none() -> None:
    """The next one then stands against what had been adopted before it."""
    assert told(LINES + '{"kind": "retract", "target": "a02"}') == [
        ("u03", [Amendment("1", "due", day("2024-06-30"), day("2024-07-15"))]),
        ("u04", FOURTH),
    ]


def test_after_the_first_was_undone_the_next_is_the_first() -> None:
    """It promises, and amends nothing; what the undone one alone had named is new."""
    found = told(LINES + '{"kind": "retract", "target": "a01"}')
    assert [name for name, _ in found] == ["u03", "u04"]
    assert found[0] == ("u03", [Amendment("2", None, None, "2")])


def test_as_of_a_day() -> None:
    """What took effect later is not there yet."""
    assert told(LINES, day("2024-03-31")) == [("u02", SECOND)]
    assert told("") == []


@given(data=st.data(), updates=journals())
def test_the_order_of_lines_makes_no_difference(data: st.DataObject, updates: list[AnyUpdate]) -> None:
    """The day of effect, the moment and the id decide which adoption is the first."""
    assert amendments(History(data.draw(st.permutations(updates))).in_force()) == amendments(
        History(updates).in_force()
    )
