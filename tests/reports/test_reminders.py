"""Reminders: the ladder of a plan, who is told at which step, what is told once, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cli_support import SHIPPED
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import PLAN as DRAWN
from strategies import journals
from support import day, history, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.dates.workdays import Calendar, is_workday
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.reminding import Level
from plantrack.model.state import State
from plantrack.model.updates import Acknowledgement, AnyUpdate, Notice, Retraction, Thing
from plantrack.planfile import read_plan
from plantrack.reports.reminders import Reminders, reminders

PLAN = plan("""
    report_every: month
    policy: {approval: {extend: recorded}}
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-05-31, lead: [smart]}
    - {ref: "2", title: 二, kind: ongoing, lead: [fund, smart]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-06-28}
""")
ADOPTED = """
    {"kind": "adopt", "on": "2024-04-01", "promises": {"1": {"due": "2024-05-31"}, "2": {}, "3": {"due": "2024-06-28"}}}
"""
REPORTED = "\n".join(
    f'{{"kind": "report", "on": "2024-0{month}-20", "ref": "{ref}", "status": "in-progress"}}'
    for month in range(4, 9)
    for ref in "123"
)
"""Every report that is owed is given."""


def told(found: Reminders) -> list[str]:
    """Return a line for each thing that is told."""
    return [
        f"{one.unit} {one.level} {one.matter.step:+} {one.matter.cause} {one.matter.ref}" + " again" * one.matter.repeat
        for message in found.messages
        for one in message.reminders
    ]


def on(text: str, known: str, one: Plan = PLAN, judging: JudgingPolicy = DEFAULT_JUDGING) -> list[str]:
    """Return what is told on a day with a journal."""
    when = day(text)
    return told(reminders(one, history(known).at(when), when, judging))


def sent(found: Reminders, state: State, number: int, how: str = "sent") -> State:
    """Return a state in which everything was told."""
    after = state.copy()
    for place, message in enumerate(found.messages):
        name = f"n{number:03}-{place:03}-{how}"
        Notice(
            id=name, act=name, at=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(number), by="刘洋", on=found.day,
            state=how, unit=message.unit, level=message.level, channel="text", matters=message.matters,  # type: ignore[arg-type]
        ).apply(after)  # fmt: skip
    return after


def run(one: Plan, known: History, days: Sequence[date]) -> Iterator[tuple[date, Reminders]]:
    """Tell on each of the days what is to be told; what was told before is known."""
    notices: list[tuple[Reminders, int]] = []
    for number, when in enumerate(days):
        state = known.at(when)
        for found, earlier in notices:
            state = sent(found, state, earlier)
        found = reminders(one, state, when, DEFAULT_JUDGING)
        notices.append((found, number))
        yield when, found


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("2024-05-21", []),
        ("2024-05-22", ["smart lead -7 due-soon 1"]),
        ("2024-05-28", ["smart lead -3 due-soon 1"]),
        ("2024-05-31", ["smart lead +0 due-soon 1"]),
        ("2024-06-01", []),
        ("2024-06-03", ["smart lead +1 overdue 1", "smart superior +1 overdue 1"]),
        ("2024-06-12", ["smart lead +7 overdue 1", "smart superior +7 overdue 1", "stic office +7 overdue 1"]),
    ],
)
def test_the_usual_ladder(when: str, found: list[str]) -> None:
    """Working days before and after the due date: 10 June 2024 was a holiday, 1 June a Saturday."""
    assert [line for line in on(when, ADOPTED + REPORTED) if line.endswith(" 1")] == found


def test_nobody_leads() -> None:
    """The office is told of what nobody leads, once, whoever stands in the ladder."""
    assert on("2024-07-09", ADOPTED + REPORTED)[-1:] == ["stic office +7 overdue 3"]


def test_what_was_not_adopted_or_is_closed() -> None:
    """Nobody is told of what nobody promised, or of what is done."""
    done = '{"kind": "report", "on": "2024-06-01", "ref": "1", "status": "done"}'
    assert on("2024-06-12", REPORTED) == []
    assert on("2024-06-12", ADOPTED + REPORTED + "\n" + done) == []


def test_reports() -> None:
    """A report is due on the last day of its period; lasting silence climbs, and each period is told anew."""
    ladder = [line for line in on("2024-04-30", ADOPTED) if line.endswith(" 2")]
    assert ladder == ["fund lead +0 report-due 2", "smart lead +0 report-due 2"]
    assert on("2024-05-06", ADOPTED) == [
        "fund lead +1 unreported 2", "smart lead +1 unreported 1", "smart lead +1 unreported 2",
        "fund superior +1 unreported 2", "smart superior +1 unreported 1", "smart superior +1 unreported 2",
        "stic office +1 unreported 3",
    ]  # fmt: skip
    assert "stic office +7 unreported 2" in on("2024-06-03", ADOPTED)


def test_requests() -> None:
    """Who answers is told of a request that waits; it is no matter of the lead."""
    asked = """
    {"kind": "request", "on": "2024-05-09", "ref": "1", "what": "extend", "due": "2024-07-31", "reason": "待批复"}
    {"kind": "request", "on": "2024-05-09", "ref": "3", "what": "close", "reason": "已完成"}
    """
    known = ADOPTED + REPORTED + asked
    assert on("2024-05-09", known) == []
    assert on("2024-05-10", known) == ["stic office +1 request-unanswered 1", "stic office +1 claim-to-verify 3"]
    refused = (
        '{"kind": "answer", "on": "2024-05-13", "ref": "3", "what": "close", "verdict": "refuse", "request": "u18"}'
    )
    assert on("2024-05-20", known + refused) == ["stic office +7 request-unanswered 1"]


def test_a_ladder_of_its_own() -> None:
    """The plan says when, about what and whom; with no step nobody is told, and the grace of the policy counts."""
    ladder = "reminders: [{day: 2, to: [office], about: date}]"
    tasks = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-05-31, lead: [smart]}]'
    for head, grace, when, found in (
        (ladder, 0, "2024-06-04", ["stic office +2 overdue 1"]),
        ("reminders: []", 0, "2024-06-04", []),
        ("reminders: [{day: -10, about: [report]}]", 0, "2024-05-16", []),
        ("reminders: [{day: -10, about: [report]}]", 0, "2024-05-17", ["smart lead -10 report-due 1"]),
        (ladder, 4, "2024-06-04", []),
        (ladder, 4, "2024-06-05", ["stic office +2 overdue 1"]),
    ):
        judging = replace(DEFAULT_JUDGING, grace=grace)
        assert on(when, ADOPTED + REPORTED, plan(f"{head}\n{tasks}"), judging) == found, (head, grace)


def test_days_off() -> None:
    """Nothing is told on a day off; it is told on the next working day, and of several steps the highest."""
    calendar = Calendar(holidays=tuple(date(2024, 5, 31) + timedelta(n) for n in range(12)))
    away = replace(DEFAULT_JUDGING, calendar=calendar)
    found = {
        str(when): on(str(when), ADOPTED + REPORTED, judging=away)
        for when in (date(2024, 5, 30) + timedelta(n) for n in range(15))
    }
    assert {when: lines for when, lines in found.items() if lines} == {
        "2024-05-30": ["smart lead -3 due-soon 1"],
        "2024-06-12": ["smart lead +1 overdue 1", "smart superior +1 overdue 1"],
        "2024-06-13": ["smart lead +1 overdue 1", "smart superior +1 overdue 1"],
    }


def test_told_once() -> None:
    """What was sent is not sent again; a later date begins anew; what is only being sent may be a repeat."""
    when = day("2024-06-03")
    state = history(ADOPTED + REPORTED).at(when)
    first = reminders(PLAN, state, when, DEFAULT_JUDGING)
    assert told(reminders(PLAN, sent(first, state, 1), when, DEFAULT_JUDGING)) == []
    again = reminders(PLAN, sent(first, state, 1, "sending"), when, DEFAULT_JUDGING)
    assert told(again) == ["smart lead +1 overdue 1 again", "smart superior +1 overdue 1 again"]
    assert told(reminders(PLAN, sent(again, sent(first, state, 1, "sending"), 2), when, DEFAULT_JUDGING)) == []
    moved = """
    {"kind": "request", "on": "2024-06-03", "ref": "1", "what": "extend", "due": "2024-06-14", "reason": "待批复"}
    {"kind": "answer", "on": "2024-06-03", "ref": "1", "what": "extend", "verdict": "approve", "request": "u17",
     "due": "2024-06-14"}
    """.replace("\n     ", " ")
    later = history(ADOPTED + REPORTED + moved).at(when)
    assert told(reminders(PLAN, sent(first, later, 1), when, DEFAULT_JUDGING)) == []
    monday = day("2024-06-17")
    later = history(ADOPTED + REPORTED + moved).at(monday)
    assert told(reminders(PLAN, sent(first, later, 1), monday, DEFAULT_JUDGING))[:1] == ["smart lead +1 overdue 1"]


def test_another_lead_is_told() -> None:
    """Who takes a task over is told at the step that it has reached."""
    when, given_on = day("2024-06-04"), '{"kind": "assign", "on": "2024-06-04", "ref": "1", "lead": ["fund"]}'
    first = reminders(PLAN, history(ADOPTED + REPORTED).at(day("2024-06-03")), day("2024-06-03"), DEFAULT_JUDGING)
    state = sent(first, history(f"{ADOPTED}{REPORTED}\n{given_on}").at(when), 1)
    assert told(reminders(PLAN, state, when, DEFAULT_JUDGING)) == [
        "fund lead +1 overdue 1",
        "fund superior +1 overdue 1",
    ]


def test_acknowledged() -> None:
    """An acknowledgement ends the ladder of what it names; taken back, it goes on."""
    known = ADOPTED + REPORTED + '\n{"kind": "acknowledge", "on": "2024-05-29", "ref": "1", "due": "2024-05-31"}'
    assert on("2024-06-03", known) == []
    assert len(on("2024-06-03", known + '\n{"kind": "retract", "target": "u17"}')) == 2


def test_narrowed() -> None:
    """Only some units, or some references."""
    when = day("2024-05-06")
    state = history(ADOPTED).at(when)
    assert told(reminders(PLAN, state, when, DEFAULT_JUDGING, units=["fund"], refs=["1", "2"])) == [
        "fund lead +1 unreported 2", "fund superior +1 unreported 2",
    ]  # fmt: skip


@cache
def year(path: Path) -> tuple[str, ...]:
    """Return what is told on each day of 2024 on the shipped plan, if it is told every day."""
    file = read_plan(path)
    known = History(open_journal(file.journal).read().updates)
    days = [date(2024, 1, 1) + timedelta(n) for n in range(366)]
    return tuple(f"{when} {line}" for when, found in run(file.plan, known, days) for line in told(found))


def test_a_year(snapshot: SnapshotAssertion) -> None:
    """The shipped plan, told on each day of its year: a list that stays the same, each thing once."""
    lines = year(SHIPPED)
    assert len({line.split(" ", 1)[1] for line in lines if "report" not in line}) == sum(
        "report" not in line for line in lines
    )
    assert "\n".join(lines) == snapshot


def keys(found: Reminders) -> list[tuple[str, Level, Thing, int]]:
    """Return what names each thing that is told, but for those that are marked as repeats."""
    every = (one for message in found.messages for one in message.reminders if not one.matter.repeat)
    return [(one.unit, one.level, one.matter.thing, one.matter.step) for one in every]


@given(updates=journals(), days=st.sets(st.dates(date(2024, 1, 1), date(2024, 8, 1)), max_size=12))
def test_any_history_and_days(updates: list[AnyUpdate], days: set[date]) -> None:
    """Nothing is told twice unmarked, nothing on a day off, and nothing of what was acknowledged."""
    known, seen = History(updates), set[tuple[str, Level, Thing, int]]()
    for when, found in run(DRAWN, known, sorted(days)):
        assert found.day_off is not is_workday(when)
        assert not (found.day_off and found.messages)
        names = keys(found)
        assert len({*names}) == len(names)
        assert seen.isdisjoint(names)
        seen |= {*names}
        confirmed = {thing for known_one in known.at(when).all_kept(Acknowledgement) for thing in known_one.things}
        assert confirmed.isdisjoint(thing for _, _, thing, _ in names)


@given(updates=journals(retracting=False), when=st.dates(date(2024, 1, 1), date(2024, 8, 1)))
def test_taken_back(updates: list[AnyUpdate], when: date) -> None:
    """Whatever was told, taking all notices back tells everything again; the order of records never matters."""
    head = {"at": datetime(2025, 1, 1, tzinfo=UTC), "by": "陈静"}
    notices = [u for u in updates if isinstance(u, Notice)]
    back = [Retraction(id=f"r{n}", act=f"r{n}", target=u.id, **head) for n, u in enumerate(notices)]  # type: ignore[arg-type]
    without = History([u for u in updates if not isinstance(u, Notice)])
    found = reminders(DRAWN, History([*updates, *back]).at(when), when, DEFAULT_JUDGING)
    assert found == reminders(DRAWN, without.at(when), when, DEFAULT_JUDGING)
    assert found == reminders(DRAWN, History([*reversed(updates), *back]).at(when), when, DEFAULT_JUDGING)
