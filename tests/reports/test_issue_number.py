"""The number of an issue is counted from the day of adoption, in reports of one length."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from support import history, plan

from plantrack.dates.periods import Period, parse_span, period
from plantrack.reports.issue_number import issue_number
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.shape import Shape

TASKS = plan("""
    tasks:
    - {ref: "1", title: 一, kind: ongoing}
    - {ref: "2", title: 二, kind: ongoing}
""")
ADOPTED = """
    {"kind": "adopt", "on": "2024-02-29", "promises": {"1": {}}}
    {"kind": "adopt", "on": "2024-04-10", "promises": {"2": {}}, "reason": "新增"}
"""


def report(days: Period, lines: str = ADOPTED) -> PeriodicReport:
    """Return the report on a period."""
    return periodic_report(TASKS, history(lines), days, zone=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("2024-W08", None), ("2024-W09", 1), ("2024-W10", 2), ("2025-W01", 45), ("2024-01", None), ("2024-02", 1),
        ("2024-05", 4), ("2024-Q1", 1), ("2024-Q4", 4), ("2024-H2", 2), ("2024", 1), ("2026", 3),
    ],
)  # fmt: skip
def test_the_first_issue_is_of_the_period_of_adoption(name: str, number: int | None) -> None:
    """Whatever was adopted later; a period before has none."""
    assert issue_number(report(period(name))) == number


def test_without_adoption_and_of_other_days_there_is_none() -> None:
    """Nothing to count from, and nothing that comes out regularly."""
    days = parse_span("2024-03-05/2024-03-20")
    assert days is not None
    assert issue_number(report(period("2024-05"), "")) is None
    assert issue_number(report(days)) is None


def test_the_number_given_counts() -> None:
    """An office that began otherwise says so."""
    view = replace(report(period("2024-05")), shape=Shape(issue=17))
    assert issue_number(view) == 17
