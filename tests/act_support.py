"""What tests of acts share: a short plan, what stamps a command, and how something is asked, answered and adopted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest
from support import day, journal, moment, plan

from plantrack.errors import InputError
from plantrack.model import adopting, requesting
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Approval, Approvals
from plantrack.model.promises import Amendment
from plantrack.model.state import State
from plantrack.model.updates import Answer, AnyUpdate, Stamp, Verdict, record

TASKS = """
    tasks:
    - ref: "1"
      title: {zh: 办展, en: Hold the fair}
      kind: deliverable
      due: 2024-06-30
      lead: [stic]
      milestones: [{ref: "1.1", title: 开幕, due: 2024-03-31}]
    - ref: "2"
      title: 平台
      tasks:
      - {ref: "2.1", title: 甲, kind: deliverable, due: 2024-06-30}
      - {ref: "2.2", title: 乙, kind: ongoing}
      - {ref: "2.3", title: 丙, tasks: [{ref: "2.3.1", title: 丁, kind: ongoing}]}
    indicators:
    - {id: firms, label: 高新企业, unit: 家, tasks: ["2.2"]}
    - {id: talent, label: 人才, unit: 人, target: {text: 200人以上, value: 200, unit: 人, basis: document}}
"""
PLAN: Plan = plan(TASKS)
REACHED = '{"kind": "milestone", "ref": "1.1", "on": "2024-03-30", "state": "reached"}'
DONE_2 = """
    {"kind": "report", "ref": "2.1", "on": "2024-05-01", "status": "done"}
    {"kind": "report", "ref": "2.2", "on": "2024-05-01", "status": "cancelled"}
"""


def stamp(on: str = "2024-05-20", act: str = "ACT", at: str = "2024-05-20T04:00:00Z") -> Stamp:
    """Return what stamps the updates of one command: ids ACT-1, ACT-2 …, by 刘洋."""
    numbers = count(1)
    return lambda: {"id": f"{act}-{next(numbers)}", "act": act, "at": moment(at), "by": "刘洋", "on": day(on)}


def plain(updates: Sequence[AnyUpdate]) -> list[dict[str, Any]]:
    """Return records without id, act, at and by."""
    return [{k: v for k, v in record(update).items() if k not in ("id", "act", "at", "by")} for update in updates]


def nothing_known(_: date | None) -> State:
    """Return the state of a plan about which nothing was said."""
    return State()


def refused(template: str, call: Callable[[], object]) -> dict[str, Any]:
    """Return the facts of the InputError with that template."""
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.message.template == template
    return caught.value.message.facts


def guard(lines: str = "", **approval: str) -> requesting.Guard:
    """Return who has to approve what, by default as usual, and what was recorded."""
    known = History(journal(lines)).at()
    return requesting.Guard(Approvals(**{what: Approval(who) for what, who in approval.items()}), known)


def ask(
    ref: str, due: str, reason: str | None = "意见较多", lines: str = "", on: str = "2024-05-20"
) -> list[AnyUpdate]:
    """Ask for another date after some journal lines."""
    return requesting.request(PLAN, guard(lines), ref, "extend", stamp(on), due=date.fromisoformat(due), reason=reason)


ASKED = """
    {"id": "ASK1", "act": "A1", "kind": "reschedule", "ref": "1", "step": "ask", "on": "2024-05-01", "due": "2024-07-31"}
    {"id": "ASK2", "act": "A2", "kind": "reschedule", "ref": "1.1", "step": "ask", "on": "2024-05-01", "due": "2024-04-30"}
"""  # noqa: E501
APPROVED = """
    {"kind": "reschedule", "ref": "1", "step": "ask", "on": "2024-05-01", "due": "2024-07-31", "id": "ASK1"}
    {"kind": "reschedule", "ref": "1", "step": "approve", "on": "2024-05-02", "due": "2024-07-31", "ask": "ASK1"}
"""


def cancel(ref: str, reason: str | None = "并入甲", lines: str = "", **approval: str) -> list[AnyUpdate]:
    """Ask that a task be cancelled after some journal lines."""
    return requesting.request(PLAN, guard(lines, **approval), ref, "cancel", stamp(), reason=reason)


def answer(
    typed: str | list[str], lines: str, verdict: Verdict, on: str = "2024-05-20", **approval: str
) -> list[Answer]:
    """Answer a request, or several in one act, after some journal lines."""
    known = guard(lines, **approval)
    return requesting.answer(
        PLAN,
        known,
        [typed] if isinstance(typed, str) else typed,
        verdict,
        stamp(on),
        reason="同意",
        source="深科〔2024〕3号",
    )


def adopted(
    text: str, updates: Sequence[AnyUpdate] = (), *, reason: str | None = None, act: str = "ACT", on: str = "2024-05-20"
) -> tuple[list[AnyUpdate], list[Amendment]]:
    """Adopt a plan after some updates."""
    return adopting.adopt(plan(text), History(updates).at(), stamp(on, act, f"{on}T04:00:00Z"), reason=reason)
