"""Conditions: what each name in a rule looks at, on both sides of its edges."""

from __future__ import annotations

from fractions import Fraction

import pytest
from light_fixtures import ADOPTED, at, facts_of, moved, reached, said
from support import day

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.lights.conditions import CONDITIONS, TOLD, told_beside
from plantrack.evaluation.lights.rules import When

OUTSIDE = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": null}}}\n'
NOT_STARTED = '"status": "not-started"'
AGAIN = '{"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"due": "2024-11-30"}}}\n'

CASES: dict[str, list[tuple[str, str, str, object]]] = {
    "status": [("", "2024-01-20", "1", None), (said("2024-01-20"), "2024-01-20", "1", "in-progress")],
    "kind": [("", "2024-01-20", "1", "deliverable"), ("", "2024-01-20", "2", "ongoing")],
    "adopted": [(ADOPTED, "2024-01-09", "1", False), (ADOPTED, "2024-01-10", "1", True)],
    "reported": [(ADOPTED, "2024-01-20", "1", False), (reached("2024-01-20"), "2024-01-20", "1", True)],
    "report_owed": [(ADOPTED, "2024-02-28", "1", False), (ADOPTED, "2024-02-29", "1", True)],
    "status_known": [(at(5), "2024-06-28", "1", False), (said("2024-01-20"), "2024-01-20", "1", True)],
    "percent_known": [(said("2024-01-20"), "2024-01-20", "1", False), (at(0), "2024-06-28", "1", True)],
    "revised": [
        (ADOPTED, "2024-12-10", "1", False),
        ("", "2024-12-10", "1", False),
        (ADOPTED + moved("2025-01-15"), "2024-11-30", "1", False),
        (ADOPTED + moved("2025-01-15"), "2024-12-01", "1", True),
        (ADOPTED + moved("2025-01-15", more=', "source": "https://a.cn"'), "2024-12-01", "1", True),
        (moved("2025-01-15", more=', "source": "https://a.cn"'), "2024-12-01", "1", True),
        (ADOPTED + AGAIN, "2024-12-01", "1", True),
        ('{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-11-30"}}}', "2024-12-01", "1", False),
    ],
    "unreported": [
        (ADOPTED, "2024-02-28", "1", 0), (ADOPTED, "2024-02-29", "1", 1), (ADOPTED, "2024-06-30", "1", 5),
    ],
    "days_without_report": [
        ("", "2024-06-28", "1", None),
        (ADOPTED, "2024-01-10", "1", 0),
        (ADOPTED, "2024-01-17", "1", 7),
        (ADOPTED, "2024-03-05", "3", 4),
        (ADOPTED, "2024-02-05", "3", 0),
        (at(5), "2024-06-28", "1", 1),
    ],
    "expected": [("", "2024-06-28", "1", 50), ("", "2024-06-28", "2", None)],
    "points_behind": [
        ("", "2024-06-28", "1", None), (at(50), "2024-06-28", "1", 0), (at(20.1), "2024-06-28", "1", Fraction(299, 10)),
        (at(60), "2024-06-28", "1", -10), (said("2024-06-27", '"percent": 5', "2"), "2024-06-28", "2", None),
    ],
    "days_to_due": [
        ("", "2024-12-30", "1", 1), ("", "2024-12-31", "1", 0), ("", "2025-01-02", "1", -2),
        ("", "2024-12-30", "2", None),
    ],
    "workdays_to_due": [
        ("", "2024-12-27", "1", 2), ("", "2024-12-28", "1", 2), ("", "2024-12-31", "1", 0), ("", "2025-01-01", "1", 0),
        ("", "2025-01-02", "1", -1), ("", "2025-01-05", "1", -2), ("", "2024-12-30", "2", None),
    ],
    "days_overdue": [
        ("", "2024-12-31", "1", 0), ("", "2025-01-01", "1", 1), ("", "2025-01-01", "2", 0),
        (said("2025-02-01", '"status": "done"'), "2025-02-01", "1", 0),
    ],
    "days_late": [
        ("", "2024-05-31", "1", 0), ("", "2024-06-01", "1", 1), (reached("2024-06-01"), "2024-06-07", "1", 0),
        (reached("2024-06-01"), "2025-01-02", "1", 2), ("", "2025-01-02", "1", 216),
    ],
    "milestones_missed": [
        ("", "2024-05-31", "1", 0), ("", "2024-06-01", "1", 1), (reached("2024-06-01"), "2024-06-01", "1", 0),
    ],
    "made_up_late": [
        ("", "2024-06-01", "1", 0), (reached("2024-05-31"), "2024-05-31", "1", 0),
        (reached("2024-06-01"), "2024-06-30", "1", 1), (reached("2024-06-30"), "2024-06-30", "1", 1),
        (reached("2024-06-30"), "2024-07-01", "1", 0),
    ],
    "months_not_started": [
        ("", "2024-03-01", "3", 0),
        (said("2024-02-20", NOT_STARTED, "3"), "2024-02-29", "3", 0),
        (said("2024-02-20", NOT_STARTED, "3"), "2024-03-01", "3", 1),
        (said("2024-02-20", NOT_STARTED, "3"), "2024-04-30", "3", 2),
        (said("2024-02-20", NOT_STARTED, "3"), "2025-03-01", "3", 13),
        (said("2024-03-20", '"percent": 0', "3"), "2024-03-20", "3", 1),
        (said("2024-03-20", '"percent": 0.1', "3"), "2024-03-20", "3", 0),
        (said("2024-03-20", '"percent": 0, "status": "in-progress"', "3"), "2024-03-20", "3", 0),
    ],
    "time_passed": [
        ("", "2023-12-31", "1", 0), ("", "2024-01-01", "1", 0.3), ("", "2024-07-01", "1", 50),
        ("", "2024-12-31", "1", 100), ("", "2025-06-30", "1", 100), ("", "2024-07-01", "2", None),
        (OUTSIDE, "2024-07-01", "1", None), (moved("2023-06-30", "2024-01-01"), "2024-01-05", "1", 100),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "number"), [(name, n) for name, cases in CASES.items() for n in range(len(cases))])
def test_a_condition(name: str, number: int) -> None:
    """What it finds in the facts of a task; None where nothing can be said."""
    lines, as_of, ref, expected = CASES[name][number]
    found = CONDITIONS[name](facts_of(lines, as_of, ref), NONE)
    assert (found, type(found) is bool) == (expected, type(expected) is bool)


def test_every_condition_is_shown() -> None:
    """Each that a rule may name (`When`) looks at something (`CONDITIONS`), and is shown above (`CASES`)."""
    assert set(CONDITIONS) == set(CASES) == set(When.__struct_fields__)
    assert set(TOLD) <= set(CONDITIONS)


def test_working_days_go_by_the_offices_calendar() -> None:
    """A day that it has off."""
    office = Calendar(holidays=(day("2024-12-30"),))
    assert CONDITIONS["workdays_to_due"](facts_of("", "2024-12-27"), office) == 1


def test_the_last_day_of_all() -> None:
    """No day comes after it, and none is asked for."""
    text = (
        'tasks: [{ref: "1", title: 一, kind: ongoing, due: 2999-12-31}]\nperiod: {first: 2024-01-01, last: 2999-12-31}'
    )
    for as_of, expected in (("2999-12-31", 0), ("2999-12-30", 1)):
        assert CONDITIONS["workdays_to_due"](facts_of("", as_of, text=text), NONE) == expected


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        ("unreported", ADOPTED, "2024-05 (4 periods in a row, since 2024-02)"),
        ("milestones_missed", ADOPTED, "1.1"),
        ("milestones_missed", ADOPTED + reached("2024-06-02"), None),
        ("days_to_due", ADOPTED, None),
    ],
)
def test_what_is_named_beside_a_number(name: str, lines: str, expected: str | None) -> None:
    """The period that is missing, or the milestone."""
    found = told_beside(name, facts_of(lines, "2024-06-03"))
    assert (found and str(found)) == expected


def test_points_behind_are_exact() -> None:
    """They are rounded where they are shown."""
    assert facts_of(at(44.44), "2024-06-28").points_behind == Fraction(556, 100)
