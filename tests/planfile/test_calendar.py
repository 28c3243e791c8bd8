"""The office's calendar beside a plan: what it may say, and what is wrong in it, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import day

from plantrack.dates.workdays import Calendar
from plantrack.errors import PlanError
from plantrack.planfile.calendar import parse_calendar, read_calendar

WHOLE = """\
# days of the office
holidays: [2027-02-05, 2027-02-08]
workdays:
  - 2027-02-06
reporting_moves: 1
"""


def problems(content: str) -> list[str]:
    """Return the problems of a calendar file, as they are told."""
    return [problem.text() for problem in parse_calendar(content, "calendar.yaml")[1]]


def test_a_whole_calendar() -> None:
    """Days off, days worked, and the working day that a report moves to."""
    found = Calendar((day("2027-02-05"), day("2027-02-08")), (day("2027-02-06"),), 1)
    assert parse_calendar(WHOLE, "calendar.yaml") == (found, ())


@pytest.mark.parametrize("content", ["", "\n# nothing yet\n", "holidays: []\n"])
def test_everything_is_optional(content: str) -> None:
    """A file that says nothing changes nothing."""
    assert parse_calendar(content, "calendar.yaml") == (Calendar(), ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("holidays:\n- 2027-02-30\n- 2027-02-05\n",
         ["calendar.yaml:2:3: the day 2027-02-30 does not exist in the calendar; correct it"]),
        ("holiday: [2027-02-05]\n", ["calendar.yaml:1:1: unknown key 'holiday'; did you mean 'holidays'?"]),
        ("holidays: [2027-02-05]\nworkdays: [2027-02-06, 2027-02-05]\n",
         ["calendar.yaml:2:24: 2027-02-05 is among the holidays too; keep one of them"]),
        ("reporting_moves: -1\n", ["calendar.yaml:1:18: -1 is too small; write a number of 0 or more"]),
        ("reporting_moves: 999999999\n",
         ["calendar.yaml:1:18: 999999999 is too large; write a number of 250 or less"]),
        ("- 2027-02-05\n",
         ["calendar.yaml:1:1: a group of keys is expected here: holidays, workdays, reporting_moves"]),
    ],
)  # fmt: skip
def test_problems_have_their_line(content: str, expected: list[str]) -> None:
    """Each says what is wrong, where, and what to write."""
    assert problems(content) == expected


def test_what_cannot_be_read_is_left_out() -> None:
    """The rest of the calendar holds."""
    found, _ = parse_calendar("holidays: [soon, 2027-02-05]\n", "calendar.yaml")
    assert found == Calendar((day("2027-02-05"),))


def test_the_file_beside_the_plan(tmp_path: Path) -> None:
    """One that is no YAML says so."""
    (tmp_path / "calendar.yaml").write_text(WHOLE, "utf-8")
    assert read_calendar(tmp_path)[0].reporting_moves == 1
    (tmp_path / "calendar.yaml").write_text("holidays: [\n", "utf-8")
    with pytest.raises(PlanError, match="not valid YAML"):
        read_calendar(tmp_path)
