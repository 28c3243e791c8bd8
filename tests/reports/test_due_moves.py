"""How often the due date of a task or milestone moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import PLAN, journals
from support import day, history, moment

from plantrack.model.history import History, in_order_of_recording
from plantrack.model.updates import AnyUpdate
from plantrack.reports.due_moves import DueMoves, MovesByReference

ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}, "2": {}}}\n'
ASKED = '{"kind": "request", "on": "2024-06-01", "ref": "1", "what": "extend", "due": "2024-08-31", "reason": "r"}\n'
APPROVED = """
{"kind": "answer", "on": "2024-06-02", "ref": "1", "what": "extend", "verdict": "approve", "due": "2024-08-31",
 "request": "u02", "by": "张敏"}
""".replace("\n ", " ")
REFUSED = (
    '{"kind": "answer", "on": "2024-06-02", "ref": "1", "what": "extend", "verdict": "refuse", "request": "u02"}\n'
)
UNDONE = '{"kind": "retract", "target": "u03", "at": "2024-06-03T00:00:00Z"}\n'
RESTORED = '{"kind": "retract", "target": "a04", "at": "2024-06-04T00:00:00Z"}\n'
SAME = '{"kind": "adopt", "on": "2024-07-01", "promises": {"1": {"due": "2024-06-30"}}, "reason": "r"}\n'
AMENDED = '{"kind": "adopt", "on": "2024-07-01", "promises": {"1": {"due": "2024-09-30"}}, "reason": "r"}\n'
EARLIER = '{"kind": "reschedule", "on": "2024-06-01", "ref": "1", "step": "ask", "due": "2024-08-31", "reason": "r"}\n'
MOVED = '{"kind": "reschedule", "on": "2024-06-02", "ref": "1", "step": "approve", "due": "2024-08-31", "ask": "u02"}\n'


@pytest.mark.parametrize(
    ("lines", "number", "at"),
    [
        ("", 0, None),
        (ADOPTED, 0, "2024-01-10T04:01:00Z"),
        (ADOPTED + ASKED, 0, "2024-01-10T04:01:00Z"),
        (ADOPTED + ASKED + REFUSED, 0, "2024-06-02T04:03:00Z"),
        (ADOPTED + ASKED + APPROVED, 1, "2024-06-02T04:03:00Z"),
        (ADOPTED + EARLIER + MOVED, 1, "2024-06-02T04:03:00Z"),
        (ADOPTED + ASKED + APPROVED + UNDONE, 2, "2024-06-03T00:00:00Z"),
        (ADOPTED + ASKED + APPROVED + UNDONE + RESTORED, 3, "2024-06-04T00:00:00Z"),
        (ADOPTED + SAME, 0, "2024-07-01T04:02:00Z"),
        (ADOPTED + AMENDED, 1, "2024-07-01T04:02:00Z"),
        (ADOPTED + APPROVED.replace("u02", "nobody"), 0, "2024-01-10T04:01:00Z"),
    ],
)
def test_how_often_it_moved(lines: str, number: int, at: str | None) -> None:
    """Approved extensions and amendments move a date; what is taken back moves it again, what is void never."""
    found = MovesByReference(history(lines))
    assert found.of("1") == DueMoves(number, moment(at) if at else None)
    assert found.of("2").number == 0


def test_a_cut() -> None:
    """Only what took effect by its day and was recorded by its moment counts."""
    whole = history(ADOPTED + ASKED + APPROVED + UNDONE)
    assert MovesByReference(whole, day("2024-06-01")).of("1").number == 0
    assert MovesByReference(whole, known_at=moment("2024-06-02T12:00:00Z")).of("1").number == 1


@given(journals())
def test_it_never_falls(updates: list[AnyUpdate]) -> None:
    """Whatever is recorded next, no date has moved less often than before."""
    recorded, before = in_order_of_recording(updates), dict[str, int]()
    for number in range(0, len(recorded) + 1, 3):
        moves = MovesByReference(History(recorded[:number]))
        now = {ref: moves.of(ref).number for ref in [*PLAN.by_ref, *PLAN.milestones]}
        assert all(now[ref] >= before.get(ref, 0) for ref in now)
        before = now
