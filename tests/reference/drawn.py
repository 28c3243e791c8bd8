"""What hypothesis draws: small plans, and journals about them, as plain values.

Days, references and moments are few, so that records collide. Everything is drawn from short lists, which is fast.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from reference.days import period_of
from reference.journal import Record
from reference.tasks import Plan, Task, nearest, walk

TITLE = {"zh": "任务", "en": "Task"}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range(-12, 400, 3)]
"""Days around the plan's year; every third, so that two records meet."""
FIRSTS = [date(2026, month, 1) for month in range(1, 13)] + [date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 8)]
"""First days of months and of weeks, on which periods begin."""
UNITS = {unit: {"zh": unit, "en": unit} for unit in ("office", "north", "south")}
DIRECTORIES: tuple[dict[str, Any], ...] = (
    UNITS,
    UNITS | {"north": {"zh": "北", "en": "North", "until": date(2026, 6, 30), "successor": "south"}},
    UNITS | {"south": {"zh": "南", "en": "South", "until": date(2026, 4, 11)}},
)
"""Those of a plan: all go on, one has a successor, or one ends without."""
WEIGHTS = (None, None, None, 1, 2, 3.5, 0.1)
CURVES: tuple[dict[str, float] | None, ...] = (
    None, None, None, {"03-31": 20, "06-30": 60}, {"02-20": 33.3, "2026-11-15": 90}, {"05-10": 100},
)  # fmt: skip
RULES = ("reported", "progress", "overdue", "lights")
"""What units are ranked by."""
EVERY = (None, None, "week", "month", "quarter")
REPORT_DUE = (
    None,
    None,
    None,
    "每周五",
    "每月25日",
    "次月5日",
    "3个工作日内",
    "5th of next month",
    "in 10 working days",
)
CALENDARS: tuple[dict[str, Any], ...] = (
    {}, {}, {"holidays": [date(2026, 6, 1) + timedelta(days=n) for n in range(9)], "reporting_moves": 1},
    {"workdays": [date(2026, 2, 18), date(2026, 2, 21)], "reporting_moves": 0},
)  # fmt: skip
"""Those of an office: nine days off in June, or two days of the Spring Festival that are worked."""
Drawn = TypeVar("Drawn")


class Pen:
    """Draws one thing after another."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def one(self, choices: Sequence[Drawn]) -> Drawn:
        """Draw one of some choices."""
        return self.draw(st.sampled_from(choices))

    def number(self, least: int, most: int) -> int:
        """Draw a number."""
        return self.draw(st.integers(least, most))


def given(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def leaf(pen: Pen, ref: str) -> Task:
    """Draw a task with nothing below it."""
    kind = pen.one(("deliverable", "deliverable", "ongoing"))
    stones = [
        given(ref=f"{ref}.{9 - n}", title=TITLE, due=pen.one(DAYS[4:-10]), weight=pen.one(WEIGHTS))
        for n in range(pen.one((0, 0, 1, 2)))
    ]
    return {
        "ref": ref, "title": TITLE, "kind": kind, "milestones": stones,
        **given(
            start=pen.one((None, None, *FIRSTS, *DAYS[8:40])),
            due=pen.one(DAYS[6:-10]) if kind == "deliverable" else None,
            weight=pen.one(WEIGHTS), curve=pen.one(CURVES), report_every=pen.one(EVERY), report_due=pen.one(REPORT_DUE),
            lead=pen.one((None, ["north"], ["south", "office"])), support=pen.one((None, None, ["north"])),
        ),
    }  # fmt: skip


def branch(pen: Pen, ref: str, depth: int) -> Task:
    """Draw a leaf, or a task with some below it."""
    if depth == 0 or pen.one((True, False)):
        return leaf(pen, ref)
    below = [branch(pen, f"{ref}.{n}", depth - 1) for n in range(1, pen.number(1, 3) + 1)]
    stones = [{"ref": f"{ref}.9", "title": TITLE, "due": pen.one(DAYS[4:-10])}] if pen.number(0, 3) == 0 else None
    more = given(
        milestones=stones, lead=pen.one((None, ["office"])), start=pen.one((None, None, *DAYS[4:20])),
        weight=pen.one(WEIGHTS), curve=pen.one(CURVES), report_every=pen.one(EVERY),
        due=pen.one((None, None, *DAYS[20:100])),
    )  # fmt: skip
    return {"ref": ref, "title": TITLE, "tasks": below, **more}


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Draw a plan of one to seven tasks, at most three levels deep."""
    pen = Pen(draw)
    roots = [branch(pen, str(n), 2 if n == 1 else 0) for n in range(1, pen.number(1, 3) + 1)]
    refs = [task["ref"] for root in roots for task in walk([root])]
    followed = pen.one(refs)
    policy = given(grace=pen.one((None, 0, 3)), behind=pen.one((None, 5, 20.5)), due_soon=pen.one((None, 0, 14)))
    return {
        "id": "drawn", "title": TITLE, "issuer": "office", "period": {"first": FIRST, "last": LAST},
        "units": pen.one(DIRECTORIES), "tasks": roots, "policy": policy, "bulletin": {"rank_by": pen.one(RULES)},
        "indicators": [{"id": "firms", "label": TITLE, "unit": "家", "tasks": [followed]}],
        **given(report_every=pen.one(EVERY), report_due=pen.one(REPORT_DUE), curve=pen.one(CURVES)),
    }  # fmt: skip


STATUSES = (None, "not-started", "in-progress", "in-progress", "blocked", "done", "cancelled")
PERCENTS = (None, 0, 0.04, 5, 33.3, 60, 99.9, 99.96, 100)
REASON = "意见较多"


def earlier(pen: Pen, plan: Plan, ref: str, day: date) -> str:
    """Draw the name of a period before the one that holds a day: one before it, two, or one that a task never owes.

    That is one of another length than that in which the task reports, or one that there is not.
    """
    every = nearest(plan, ref, "report_every") or plan.get("report_every", "month")
    length = pen.one((every, every, every, "week", "month", "quarter"))
    one = period_of(period_of(day, length).first - timedelta(days=1), length)
    return pen.one((one.label, one.label, period_of(one.first - timedelta(days=1), length).label, "2026-99"))


class Subject:
    """What a record may be about: the references of a plan, and the records before it."""

    def __init__(self, plan: Plan, before: list[Record]) -> None:
        tasks = list(walk(plan["tasks"]))
        self.plan, self.before = plan, before
        self.tasks = [task["ref"] for task in tasks]
        self.leaves = [task["ref"] for task in tasks if not task.get("tasks")]
        self.stones = [stone["ref"] for task in tasks for stone in task.get("milestones", [])]


def report(pen: Pen, about: Subject, day: date) -> Record:
    """Draw a report, now and then on a parent, or for the period before."""
    ref = pen.one(about.leaves if pen.number(0, 9) else about.tasks)
    said = given(status=pen.one(STATUSES), percent=pen.one(PERCENTS), next=pen.one((None, "印发")))
    late = {"for": earlier(pen, about.plan, ref, day)} if pen.number(0, 3) == 0 else {}
    return {"ref": ref, **late, **(said or {"progress": pen.one(("推进中", " \u200b\t"))})}


def milestone(pen: Pen, about: Subject, day: date) -> Record:
    """Draw that a milestone was reached, or is open again."""
    return {"ref": pen.one(about.stones), "state": pen.one(("reached", "reached", "reopened"))}


def comment(pen: Pen, about: Subject, day: date) -> Record:
    """Draw a comment, which is no report."""
    return {"ref": pen.one(about.tasks), "text": "知悉"}


def measure(pen: Pen, about: Subject, day: date) -> Record:
    """Draw a measurement."""
    return {"ref": "firms", "value": 5, "unit": "家", "text": "5家"}


def assign(pen: Pen, about: Subject, day: date) -> Record:
    """Draw other owners."""
    return {"ref": pen.one(about.leaves), pen.one(("lead", "support")): pen.one((["north"], ["office", "south"], []))}


def reschedule(pen: Pen, about: Subject, day: date) -> Record:
    """Draw a step of an extension as it was recorded once."""
    step = pen.one(("ask", "approve", "refuse"))
    due = None if step == "refuse" else str(pen.one(DAYS))
    said = given(due=due, reason=REASON, ask=None if step == "ask" else pen.one(IDS))
    return {"ref": pen.one([*about.leaves, *about.stones]), "step": step, **said}


def request(pen: Pen, about: Subject, day: date) -> Record:
    """Draw a request."""
    what = pen.one(("extend", "cancel", "close"))
    due = str(pen.one(DAYS)) if what == "extend" else None
    return {"ref": pen.one([*about.leaves, *about.stones] if due else about.leaves), "what": what, **given(due=due)}


def answer(pen: Pen, about: Subject, day: date) -> Record:
    """Draw an answer, mostly to a request and to the very thing that it asks for."""
    asked = pen.one([one for one in about.before if one["kind"] == "request"] or [{"id": "u00"}])
    said = given(due=asked.get("due"), request=asked["id"] if pen.number(0, 9) else pen.one(IDS))
    verdict = pen.one(("approve", "approve", "refuse"))
    return {"ref": asked.get("ref", "1"), "what": asked.get("what", "extend"), "verdict": verdict, **said}


def adopt(pen: Pen, about: Subject, day: date) -> Record:
    """Draw an adoption of all or of one reference, which may say why, and who has to approve what."""
    refs = [*about.tasks, *about.stones]
    chosen = refs if pen.one((True, True, False)) else [pen.one(refs)]
    promises = {
        ref: given(
            due=pen.one((None, None, *map(str, DAYS[10:-10]))), start=pen.one((None, None, None, *map(str, DAYS[:40]))),
            lead=pen.one((None, None, ["south"])), title=pen.one((None, None, None, TITLE)), weight=pen.one(WEIGHTS),
        )
        for ref in chosen
    }  # fmt: skip
    return {"promises": promises, **given(reason=pen.one((REASON, None)), terms=pen.one((None, None, *TERMS)))}


KINDS = {
    report: 8, milestone: 3, reschedule: 3, request: 3, answer: 3, adopt: 2, measure: 1, assign: 1, comment: 1,
}  # fmt: skip
"""How often each kind is drawn beside the others."""


def record(pen: Pen, about: Subject, day: date) -> Record:
    """Draw what a record with a day says."""
    kinds = [kind for kind, often in KINDS.items() for _ in range(often) if about.stones or kind is not milestone]
    kind = pen.one(kinds)
    return {"kind": kind.__name__, **kind(pen, about, day)}


TERMS = [
    {"policy": {"approval": approval}}
    for approval in (
        {"extend": "none", "cancel": "none", "close": "none"}, {"close": "recorded"},
        {"extend": "other-person", "cancel": "other-person", "close": "other-person"},
    )
]  # fmt: skip


class Case(NamedTuple):
    """A plan, the lines of its journal and an office's calendar; the day asked about, and how far it is ahead.

    `ahead` is how many days the day comes after the last that is over: none of a past day, one today, more of days to
    come. `known` is the moment up to which is known, None for everything recorded.
    """

    plan: Plan
    lines: list[str]
    calendar: dict[str, Any]
    as_of: date
    ahead: int
    known: datetime | None


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what is asked about."""
    pen = Pen(draw)
    plan = draw(plans())
    records: list[Record] = []
    for number in range(pen.number(0, 16)):
        records.append(stamped(pen, plan, records, number))
    lines = [json.dumps(one, ensure_ascii=False) for one in records]
    known = pen.one((None, None, None, *MOMENTS))
    return Case(plan, lines, pen.one(CALENDARS), asked_about(pen, plan), pen.one((0, 0, 1, 1, 2, 9, 45)), known)


def asked_about(pen: Pen, plan: Plan) -> date:
    """Draw the day that is asked about: any day, or one on or next to a turn of periods or a date of the plan."""
    if pen.one((True, False)):
        return pen.one(DAYS)
    tasks = list(walk(plan["tasks"]))
    dated = [*tasks, *(stone for task in tasks for stone in task.get("milestones", []))]
    dates: list[date] = [one[name] for one in dated for name in ("due", "start") if one.get(name)]
    turns: list[date] = [*FIRSTS, *(unit["until"] for unit in plan["units"].values() if "until" in unit)]
    return pen.one([*turns, *dates]) + timedelta(days=pen.one((-1, 0, 1, 3, 4, 5, 6)))


MOMENTS = [datetime(2026, 3, 1, 0, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(17)]
"""Few, so that records have the same."""
IDS = [f"u{n:02}" for n in range(17)]


def stamped(pen: Pen, plan: Plan, before: list[Record], number: int) -> Record:
    """Draw a record of a journal: one with a day, or a retract of one, of an act or of another retract."""
    act, at, day = f"a{pen.number(max(0, number - 1), number):02}", pen.one(MOMENTS), pen.one(DAYS)
    stamp = {"id": IDS[number], "act": act, "by": pen.one(("刘洋", "陈静")), "at": f"{at:%Y-%m-%dT%H:%M:00.000Z}"}
    if number == 0 and pen.number(0, 4):
        every = [task["ref"] for task in walk(plan["tasks"])]
        every += [stone["ref"] for task in walk(plan["tasks"]) for stone in task.get("milestones", [])]
        day = pen.one([*FIRSTS[:4], *DAYS[:12]])
        return stamp | {"kind": "adopt", "on": str(day), "promises": {ref: {} for ref in every}, "reason": REASON}
    if pen.number(0, 7) == 0:
        target = pen.one([*IDS[:number], *(f"a{n:02}" for n in range(number + 1))])
        return stamp | {"kind": "retract", "target": target}
    return stamp | {"on": str(day)} | record(pen, Subject(plan, before), day)
