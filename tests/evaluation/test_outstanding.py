"""Outstanding: what is owed as of a day and may be told; by whom, and from which day its ladder counts."""

from __future__ import annotations

from msgspec import UNSET
from support import day, history, plan

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, evaluate
from plantrack.evaluation.outstanding import Outstanding, outstanding

PLAN = plan("""
    report_every: month
    report_due: 次月5日
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        due: 2024-06-28
        lead: [smart]
        basis: {due: assumed}
        milestones: [{ref: "1.1.1", title: 里程碑, due: 2024-05-10}]
      - {ref: "1.2", title: 一之二, kind: ongoing}
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
""")
KNOWN = """
    {"kind": "adopt", "on": "2024-03-15", "promises": {"1": {}, "1.1": {"due": "2024-06-28"}, "1.2": {}}}
    {"kind": "request", "on": "2024-05-20", "ref": "1.1", "what": "extend", "due": "2024-07-31", "reason": "待批复"}
"""


def owed(text: str, known: str = KNOWN, until: str = "2024-06-10") -> list[Outstanding]:
    """Return what is owed on a day."""
    state = history(known).at(day(text))
    roots = evaluate(PLAN, state, day(text))
    return [*outstanding(PLAN, state, roots, day(until), DEFAULT_JUDGING)]


def line(one: Outstanding) -> str:
    """Return one thing in short."""
    return f"{one.cause} {one.ref} {one.due} since {one.since} by {'+'.join(one.units) or 'nobody'} row {one.row}"


def test_what_is_owed() -> None:
    """Open dates, missing and coming reports, requests; in the order of the plan, and nothing that nobody adopted."""
    assert [line(one) for one in owed("2024-06-03")] == [
        "overdue 1.1.1 2024-05-10 since 2024-05-10 by smart row 0",
        "due-soon 1.1 2024-06-28 since 2024-06-28 by smart row 0",
        "unreported 1.1 2024-05-07 since 2024-05-07 by smart row 1",
        "report-due 1.1 2024-06-05 since 2024-06-05 by smart row 0",
        "request-unanswered 1.1 2024-05-20 since 2024-05-20 by stic row 0",
        "unreported 1.2 2024-05-07 since 2024-05-07 by nobody row 1",
        "report-due 1.2 2024-06-05 since 2024-06-05 by nobody row 0",
    ]


def test_silence_lasts() -> None:
    """The latest report that is missing is due last; the ladder counts from the first one of the row."""
    found = [one for one in owed("2024-07-08") if one.cause == "unreported" and one.ref == "1.2"]
    assert [(one.period, one.first, line(one)) for one in found] == [
        ("2024-06", "2024-04", "unreported 1.2 2024-07-05 since 2024-05-07 by nobody row 3"),
    ]  # fmt: skip


def test_claimed() -> None:
    """Whose task waits to be verified owes its milestones and reports; the date is the office's until that answers."""
    claim = '{"kind": "request", "id": "c", "on": "2024-06-03", "ref": "1.1", "what": "close"}'
    found = [line(one).partition(" since")[0] for one in owed("2024-07-02", KNOWN + claim) if one.ref != "1.2"]
    assert found == [
        "overdue 1.1.1 2024-05-10", "unreported 1.1 2024-06-05", "request-unanswered 1.1 2024-05-20",
        "claim-to-verify 1.1 2024-06-03",
    ]  # fmt: skip
    refused = """
    {"kind": "answer", "on": "2024-06-05", "ref": "1.1", "what": "close", "verdict": "refuse", "request": "c"}
    """
    assert "overdue 1.1 2024-06-28" in {
        line(one).partition(" since")[0] for one in owed("2024-07-02", KNOWN + claim + refused)
    }


def test_closed() -> None:
    """Of what is done nothing is owed, whatever waits."""
    done = '{"kind": "report", "on": "2024-06-03", "ref": "1.1", "status": "done"}'
    assert {one.ref for one in owed("2024-06-03", KNOWN + done)} == {"1.2"}
    assert owed("2024-03-01") == []


def test_basis() -> None:
    """A date says where it comes from; what is no date has no basis."""
    assert [one.basis for one in owed("2024-06-03")[:3]] == [None, "assumed", UNSET]
