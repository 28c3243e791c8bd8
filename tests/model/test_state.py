"""State: the last writer of each field wins, and what else is said is a set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from strategies import journals
from support import day, replayed

from plantrack.model.basis import Attribution, Basis, Decision
from plantrack.model.history import History
from plantrack.model.state import DueDate, Owners, Promise, ReferenceState, State
from plantrack.model.updates import AnyUpdate, Assignment, Measurement, MilestoneUpdate, Report, Reschedule


def decided(how: Literal["assigned", "approved"], update: Assignment | Reschedule) -> Basis:
    """Return the basis of a decision: its address, else who made it, when, and the paper."""
    if (update.source or "").startswith("https://"):
        return Attribution(update.source or "")
    return Decision(how, update.by, update.on, update.source)


def set_by(update: AnyUpdate) -> dict[tuple[str, str], object]:
    """Return what an update other than an adoption sets, by reference and field: the specification, spelled out."""
    if isinstance(update, Report):
        if all(
            v is None or v is False or v == ""
            for v in (update.status, update.percent, update.progress, update.problem, update.next, update.solved)
        ):
            return {}
        closes = update.status in ("done", "cancelled")
        said = {n: getattr(update, n) for n in ("status", "percent", "progress") if getattr(update, n) is not None}
        if closes or update.solved or update.problem:
            said["problem"] = None if closes or update.problem == "无" else update.problem
        said["next"] = None if closes else update.next
        return {(update.ref, name): value for name, value in said.items()}
    if isinstance(update, Assignment):
        given = {"lead": update.lead, "support": update.support}
        return {
            (update.ref, name): Owners(units, decided("assigned", update))
            for name, units in given.items()
            if units is not None
        }
    if isinstance(update, Reschedule) and update.step == "approve" and update.due:
        return {(update.ref, "due"): DueDate(update.due, decided("approved", update))}
    return {}


OVER = {"2024-02": day("2024-02-29"), "2024-W10": day("2024-03-10"), "2024-Q1": day("2024-03-31")}
"""The last day of each period that the reports are on."""


def order(update: Any) -> tuple[date, date, datetime, str]:
    """Return by what writers are compared: a report on an earlier period counts as of that period's last day."""
    over = OVER[update.period] if isinstance(update, Report) and update.period else update.on
    return min(update.on, over), update.on, update.at, update.id


@given(updates=journals(retracting=False))
def test_the_greatest_on_at_and_id_wins(updates: list[AnyUpdate]) -> None:
    """Of the writers of a field the one that took effect last wins, then the one recorded last, then the greater id."""
    plain = [u for u in updates if isinstance(u, (Report, MilestoneUpdate, Assignment, Reschedule, Measurement))]
    expected: dict[tuple[str, str], object] = {}
    for update in sorted(plain, key=order):
        expected |= set_by(update)
    state = History(plain).at()
    assert {(ref, name): getattr(state.of(ref), name).value for ref, name in expected} == expected
    assert state.kept(Measurement, "firms") == {u for u in plain if isinstance(u, Measurement)}


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (("2024-02-02", "05:00", "a"), ("2024-02-01", "06:00", "b"), "first"),
        (("2024-02-01", "05:00", "b"), ("2024-02-01", "06:00", "a"), "second"),
        (("2024-02-01", "05:00", "b"), ("2024-02-01", "05:00", "a"), "first"),
    ],
)
def test_the_day_counts_before_the_moment_and_the_moment_before_the_id(
    first: tuple[str, str, str], second: tuple[str, str, str], winner: str
) -> None:
    """Three ties broken, one after the other."""
    lines = [
        f'{{"kind": "report", "ref": "1", "on": "{on}", "at": "2024-02-03T{at}:00Z", "id": "{name}", "next": "{text}"}}'
        for text, (on, at, name) in (("first", first), ("second", second))
    ]
    assert replayed("\n".join(lines)).of("1").next.value == winner
    assert replayed("\n".join(reversed(lines))).of("1").next.value == winner


def test_states_are_equal_when_they_hold_the_same() -> None:
    """A state is compared by what it holds, not by how it came about."""
    line = '{"kind": "report", "ref": "1", "on": "2024-02-01", "status": "done"}'
    assert (replayed(line) == replayed(line), replayed(line) == State(), replayed("") == State()) == (True, False, True)
    nothing: object = {}
    assert replayed(line) != nothing


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ([], None),
        (["done"], "2024-02-01"),
        (["done", "done"], "2024-02-01"),
        (["done", "in-progress"], None),
        (["done", "in-progress", "done"], "2024-02-03"),
        (["in-progress", "cancelled"], None),
        (["done", "cancelled"], None),
    ],
)
def test_done_since(said: list[str], since: str | None) -> None:
    """The first day of the last unbroken run, whatever the order of lines; to say it again moves no day."""
    lines = [
        f'{{"kind": "report", "ref": "1", "on": "2024-02-{number:02}", "status": "{status}"}}'
        for number, status in enumerate(said, 1)
    ]
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        assert replayed(text).of("1").done_since == (since and day(since))


def test_a_milestone_is_reached_since() -> None:
    """As with tasks; a report without a status changes nothing."""
    lines = """
        {"kind": "milestone", "ref": "1.1", "on": "2024-02-01", "state": "reached"}
        {"kind": "milestone", "ref": "1.1", "on": "2024-03-01", "state": "reached"}
        {"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 5}
    """
    assert (replayed(lines).of("1.1").done_since, replayed(lines).of("1").done_since) == (day("2024-02-01"), None)
    reopened = '{"kind": "milestone", "ref": "1.1", "on": "2024-04-01", "state": "reopened"}'
    assert replayed(lines + reopened).of("1.1").done_since is None


def test_the_date_promised_first() -> None:
    """Of the earliest adoption, whatever later ones say; None where it named no date."""
    lines = """
        {"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"due": "2024-07-31"}, "2": {"due": "2024-07-31"}}}
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}, "2": {}, "3": {"due": null}}}
    """
    assert [replayed(lines).of(ref).promised_due for ref in "1239"] == [day("2024-06-30"), None, None, None]


def test_nothing_said_is_nothing() -> None:
    """Of a reference that nobody named there is no value, no day and no promise."""
    said = replayed("").of("1")
    assert said == ReferenceState()
    assert (said.status.value, said.promised, said.adopted, said.adopted_on, said.promised_due, said.in_plan) == (
        None, None, None, None, None, False,
    )  # fmt: skip


def test_what_is_read_cannot_be_written_by_accident() -> None:
    """A reference of which nothing is said is not kept for having been asked for."""
    state = State()
    assert state.of("1") == ReferenceState()
    assert (state, {*state.names()}) == (State(), set())


def test_what_is_adopted_by_now() -> None:
    """Each field as the latest adoption that names it says."""
    lines = """
        {"kind": "adopt", "on": "2024-03-10", "promises": {"1": {"target": 5}}}
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]}}}
        {"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"due": null, "target": 3}, "2": {"dropped": true}}}
    """
    assert replayed(lines).of("1").adopted == Promise(due=None, lead=("stic",), target=5)
    assert (replayed(lines).of("1").in_plan, replayed(lines).of("2").in_plan) == (True, False)


PROBLEM = '{"kind": "report", "ref": "1", "on": "2024-02-01", "problem": "缺人", "next": "招人"}\n'


@pytest.mark.parametrize(
    ("later", "problem", "next_step"),
    [
        ("", "缺人", "招人"),
        ('"percent": 40', "缺人", None),
        ('"next": "面试"', "缺人", "面试"),
        ('"solved": true', None, None),
        ('"problem": "无", "next": "无"', None, None),
        ('"problem": "None."', None, None),
        ('"problem": "缺钱"', "缺钱", None),
        ('"status": "done"', None, None),
        ('"status": "done", "problem": "尾款", "next": "归档"', None, None),
        ('"status": "cancelled"', None, None),
        ('"progress": "\u3000\u200b", "problem": " ", "next": ""', "缺人", "招人"),
        ('"progress": "无"', "缺人", "招人"),
    ],
)
def test_a_problem_stays_until_it_is_solved_and_a_next_step_until_the_next_report(
    later: str, problem: str | None, next_step: str | None
) -> None:
    """Or until the task is closed, for both; to open it again brings neither back. Each keeps the day it was said."""
    line = f'{{"kind": "report", "ref": "1", "on": "2024-02-03", {later}}}\n' if later else ""
    said = replayed(PROBLEM + line).of("1")
    assert (said.problem.value, said.next.value) == (problem, next_step)
    opened = '{"kind": "report", "ref": "1", "on": "2024-02-04", "status": "in-progress"}'
    again = replayed(PROBLEM + line + opened).of("1")
    assert (again.problem.value, again.next.value) == (problem, None)


@pytest.mark.parametrize(
    "text", ['"progress": "\u200b"', '"source": "x"', '"progress": "无"', '"problem": " \u3000"', '"next": ""']
)
def test_a_report_that_says_nothing_is_none(text: str) -> None:
    """Neither as evidence that somebody reported, nor for any field."""
    line = f'{{"kind": "report", "ref": "1", "on": "2024-02-01", {text}}}'
    assert replayed(line).of("1") == ReferenceState()


def test_a_copy_shares_what_is_not_changed_in_it() -> None:
    """And what is changed in it is not changed where it comes from."""
    lines = "".join(f'{{"kind": "report", "ref": "{ref}", "on": "2024-02-01", "percent": 5}}\n' for ref in "12")
    before, same = replayed(lines), replayed(lines)
    known = before.copy()
    known.change("1").report(day("2024-03-01"), None)
    known.change("3").report(day("2024-03-01"), None)
    assert (before, known.of("2") is before.of("2"), known.of("1") == before.of("1")) == (same, True, False)
