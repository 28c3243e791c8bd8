"""The list: tasks without sub-tasks, chosen and sorted."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from support import day, plan, replayed

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.evaluation.facts import Meaning
from plantrack.model.plan import Plan
from plantrack.model.state import Status
from plantrack.reports.listing import Sort, TaskFilter, listing, milestones
from plantrack.reports.narrowing import refs_below

PLAN: Plan = plan("""
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      tasks:
      - {ref: "1.1", title: 一之一, kind: deliverable, due: 2024-06-30, lead: [smart], support: [fund]}
      - {ref: "1.2", title: 一之二, kind: ongoing}
    - ref: "2"
      title: 二
      kind: deliverable
      due: 2024-12-31
      lead: [fund, stic]
      milestones: [{ref: "2.1", title: 初稿, due: 2024-05-31}, {ref: "2.2", title: 定稿, due: 2024-08-31}]
    - {ref: "3", title: 三, kind: deliverable, due: 2024-07-31}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-03-31, lead: [smart]}
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {}, "1.2": {}, "2": {}, "4": {}}}
    {"kind": "report", "ref": "4", "on": "2024-03-31", "status": "done"}
    {"kind": "report", "ref": "2", "on": "2024-06-20", "status": "in-progress", "percent": 50}
    {"kind": "report", "ref": "1.2", "on": "2024-06-20", "status": "blocked"}
"""
TODAY = day("2024-07-02")


def listed(sort: Sort = Sort.NUMBER, **chosen: Any) -> list[str]:
    """Return the references of the chosen tasks on 2 July."""
    return [s.ref for s in listing(PLAN, replayed(LINES), TODAY, TaskFilter(**chosen), sort, judging=DEFAULT_JUDGING)]


@pytest.mark.parametrize(
    ("chosen", "refs"),
    [
        ({}, ["1.1", "1.2", "2", "3", "4"]),
        ({"overdue": True}, ["1.1", "2"]),
        ({"due_by": day("2024-06-30")}, ["1.1", "2"]),
        ({"due_by": day("2024-06-29")}, ["2"]),
        ({"due_by": day("2024-07-31")}, ["1.1", "2", "3"]),
        ({"units": ("stic",)}, ["1.2", "2"]),
        ({"units": ("fund",)}, ["2"]),
        ({"mine": "fund"}, ["1.1", "2"]),
        ({"statuses": (Status.DONE,)}, ["4"]),
        ({"statuses": (Status.BLOCKED,)}, ["1.2"]),
        ({"lights": (Meaning.OFF_TRACK,)}, ["1.1"]),
        ({"lights": (Meaning.NOT_DUE,)}, ["3"]),
        ({"lights": (Meaning.ATTENTION,)}, ["1.2", "2"]),
        ({"unreported": True}, ["1.1"]),
        ({"units": ("fund", "smart")}, ["1.1", "2", "4"]),
        ({"statuses": (Status.DONE, Status.BLOCKED)}, ["1.2", "4"]),
        ({"lights": (Meaning.OFF_TRACK, Meaning.NOT_DUE)}, ["1.1", "3"]),
        ({"refs": refs_below(PLAN, ["1", "3", "1.1"])}, ["1.1", "1.2", "3"]),
        ({"words": ("一之",)}, ["1.1", "1.2"]),
        ({"words": ("二", "之")}, ["1.2"]),
        ({"words": ("初稿",)}, ["2"]),
        ({"words": ("初稿", "定稿")}, []),
    ],
)
def test_what_is_chosen(chosen: dict[str, Any], refs: list[str]) -> None:
    """Late counts milestones; due-by any open date; closed tasks are due by nothing; leads are inherited."""
    assert listed(**chosen) == refs


@pytest.mark.parametrize(
    ("one", "other"),
    list(
        product(
            [{"overdue": True}, {"units": ("smart",)}, {"unreported": True}],
            [{"mine": "fund"}, {"statuses": (Status.DONE,)}, {"lights": (Meaning.OFF_TRACK,)}],
        )
    ),
)
def test_choices_narrow_each_other(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two choices keep what each keeps alone."""
    assert listed(**one, **other) == [ref for ref in listed(**one) if ref in listed(**other)]


@pytest.mark.parametrize(
    ("sort", "refs"),
    [
        (Sort.NUMBER, ["1.1", "1.2", "2", "3", "4"]),
        (Sort.DUE, ["2", "1.1", "3", "1.2", "4"]),
        (Sort.LEAD, ["3", "2", "1.1", "4", "1.2"]),
        (Sort.NUMBER_DOWN, ["4", "3", "2", "1.2", "1.1"]),
        (Sort.DUE_DOWN, ["3", "1.1", "2", "1.2", "4"]),
        (Sort.LEAD_DOWN, ["1.2", "1.1", "4", "2", "3"]),
    ],
)
def test_what_a_list_is_sorted_by(sort: Sort, refs: list[str]) -> None:
    """By the plan's order; by the earliest open date, what has none always last; by lead, what nobody leads first."""
    assert listed(sort) == refs


@pytest.mark.parametrize(
    ("sort", "chosen", "refs"),
    [
        (Sort.NUMBER, {}, ["2.1", "2.2"]),
        (Sort.DUE_DOWN, {}, ["2.2", "2.1"]),
        (Sort.NUMBER, {"overdue": True}, ["2.1"]),
        (Sort.NUMBER, {"due_by": day("2024-08-31"), "words": ("定稿",)}, ["2.2"]),
        (Sort.NUMBER, {"words": ("二",), "units": ("smart", "fund")}, ["2.1", "2.2"]),
        (Sort.NUMBER, {"words": ("三",)}, []),
        (Sort.NUMBER, {"units": ("smart",)}, []),
    ],
)
def test_milestones(sort: Sort, chosen: dict[str, Any], refs: list[str]) -> None:
    """Each by its own date, by its title or that of its task, and else as its task is."""
    found = milestones(PLAN, replayed(LINES), TODAY, TaskFilter(**chosen), sort, judging=DEFAULT_JUDGING)
    assert [point.milestone.ref for _, point in found] == refs


def test_parents_are_not_listed() -> None:
    """A plan of no tasks gives an empty list."""
    assert listing(plan(""), replayed(""), TODAY, TaskFilter(), judging=DEFAULT_JUDGING) == ()
