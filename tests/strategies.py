"""What hypothesis draws from: journals of every kind of update about one small plan.

Days, moments and references are few, so that updates collide; retracts may name updates, acts, other retracts, and
what was never recorded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from support import plan

from plantrack.model.plan import Plan
from plantrack.model.reminding import Level
from plantrack.model.state import Promise, Status
from plantrack.model.updates import (
    Acknowledgement,
    Adoption,
    Answer,
    AnyDated,
    AnyUpdate,
    Assignment,
    Cause,
    Comment,
    LedgerReturn,
    Matter,
    Measurement,
    MilestoneUpdate,
    Notice,
    Report,
    Request,
    Reschedule,
    Retraction,
)

PLAN: Plan = plan("""
    report_every: month
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-06-15
      milestones:
      - {ref: "1.1", title: 里程碑, due: 2024-03-31}
    - {ref: "2", title: 二, kind: ongoing, report_every: week}
    - ref: "3"
      title: 三
      tasks:
      - {ref: "3.1", title: 三之一, kind: deliverable, start: 2024-03-10, due: 2024-09-30, report_every: quarter}
      - {ref: "3.2", title: 三之二, kind: ongoing, report_due: 次月5日}
    indicators:
    - {id: firms, label: 企业, unit: 家, tasks: ["3.2"]}
""")
"""The plan that the journals drawn here speak of."""

LEAVES = [task.ref for task in PLAN.leaves()]
DAYS: SearchStrategy[date] = st.dates(date(2023, 12, 20), date(2024, 7, 10))
MOMENTS: SearchStrategy[datetime] = st.integers(0, 12).map(
    lambda hours: datetime(2024, 3, 1, tzinfo=UTC) + timedelta(hours=hours)
)
_WORDS = st.sampled_from(["推进中", "资金未到位", "over budget"])
_LEAD = st.sampled_from([("stic",), ("smart", "fund"), ()])


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Draw from a strategy, or nothing."""
    return st.none() | strategy


_SAID: dict[str, SearchStrategy[Any]] = {
    "period": maybe(st.sampled_from(["2024-02", "2024-W10", "2024-Q1"])),
    "status": maybe(st.sampled_from(Status)),
    "percent": maybe(st.integers(0, 100).map(float)),
    "progress": maybe(_WORDS),
    "problem": maybe(_WORDS | st.just("无")),
    "next": maybe(_WORDS),
    "solved": st.booleans(),
}
_PROMISES = st.dictionaries(
    st.sampled_from([*LEAVES, "1.1", "firms"]),
    st.builds(Promise, due=maybe(DAYS), lead=_LEAD, start=maybe(DAYS)) | st.builds(Promise, target=st.integers(1, 9)),
    min_size=1,
)
_MATTERS = st.lists(
    st.builds(Matter, st.sampled_from(Cause), st.sampled_from([*LEAVES, "1.1"]), DAYS, st.integers(-3, 7)),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
KINDS: tuple[tuple[type[AnyDated], dict[str, SearchStrategy[Any]]], ...] = (
    (Report, {"ref": st.sampled_from(LEAVES), **_SAID}),
    (Comment, {"ref": st.sampled_from([*LEAVES, "1.1", "firms"]), "text": _WORDS}),
    (MilestoneUpdate, {"ref": st.just("1.1"), "state": st.sampled_from(["reached", "reopened"])}),
    (
        Measurement,
        {"ref": st.just("firms"), "value": st.integers(0, 9), "unit": st.just("家"), "text": st.just("若干家")},
    ),
    (Assignment, {"ref": st.sampled_from(LEAVES), "lead": maybe(_LEAD), "support": maybe(_LEAD)}),
    (
        Reschedule,
        {
            "ref": st.sampled_from([*LEAVES, "1.1"]),
            "step": st.sampled_from(["ask", "approve", "refuse"]),
            "due": maybe(DAYS),
            "ask": maybe(st.integers(0, 11).map(lambda number: f"u{number:02}")),
        },
    ),
    (
        Request,
        {
            "ref": st.sampled_from([*LEAVES, "1.1"]),
            "what": st.sampled_from(["extend", "cancel", "close"]),
            "due": maybe(DAYS),
            "reason": maybe(_WORDS),
        },
    ),
    (
        Answer,
        {
            "ref": st.sampled_from([*LEAVES, "1.1"]),
            "what": st.sampled_from(["extend", "cancel", "close"]),
            "verdict": st.sampled_from(["approve", "refuse"]),
            "due": maybe(DAYS),
            "request": maybe(st.integers(0, 11).map(lambda number: f"u{number:02}")),
        },
    ),
    (Adoption, {"promises": _PROMISES}),
    (LedgerReturn, {"unit": st.just("stic"), "period": st.just("2024-02"), "digest": st.just("ab12")}),
    (
        Notice,
        {
            "state": st.sampled_from(["sending", "sent"]),
            "unit": st.sampled_from(["stic", "fund", "firms"]),
            "level": st.sampled_from(Level),
            "channel": st.just("text"),
            "matters": _MATTERS,
        },
    ),
    (
        Acknowledgement,
        {
            "ref": st.sampled_from([*LEAVES, "1.1"]),
            "due": maybe(DAYS),
            "period": maybe(st.just("2024-02")),
            "note": maybe(_WORDS),
        },
    ),
)
"""How each kind of dated update is drawn; id, act, at and by are stamped by `journals`."""


@st.composite
def dated(draw: DrawFn, name: str, act: str) -> AnyDated:
    """Draw one update of any kind that has a day."""
    kind, fields = draw(st.sampled_from(KINDS))
    said = {field: draw(strategy) for field, strategy in fields.items()}
    made: AnyDated = kind(id=name, act=act, at=draw(MOMENTS), by="刘洋", on=draw(DAYS), **said)
    return made


@st.composite
def retracts(draw: DrawFn, name: str, act: str) -> Retraction:
    """Draw a retract of an update or an act that any journal drawn here may hold."""
    target = f"{draw(st.sampled_from('ua'))}{draw(st.integers(0, 11)):02}"
    return Retraction(id=name, act=act, at=draw(MOMENTS), by="陈静", target=target)


@st.composite
def journals(draw: DrawFn, *, retracting: bool = True) -> list[AnyUpdate]:
    """Draw up to twelve updates with ids `u00`, `u01` … in acts `a00` … of one or several updates each."""
    found: list[AnyUpdate] = []
    for number in range(draw(st.integers(0, 12))):
        act = f"a{draw(st.integers(0, number)):02}"
        taking = retracting and draw(st.integers(0, 3)) == 0
        found.append(draw((retracts if taking else dated)(f"u{number:02}", act)))
    return found
