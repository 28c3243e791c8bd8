"""The office's calendar beside a plan, `calendar.yaml`: days off, days worked, and how a report moves from a day off.

    holidays: [2027-02-05, 2027-02-08]
    workdays: [2027-02-06]
    reporting_moves: 2

The file and every key of it are optional. `dates.workdays` says what a calendar means.
"""

from pathlib import Path

from plantrack.dates.workdays import Calendar
from plantrack.errors import Problem
from plantrack.files import typed
from plantrack.planfile import text_of
from plantrack.planfile.composing import compose
from plantrack.planfile.nodes import BAD, NodeReader


def read_calendar(folder: Path) -> tuple[Calendar, tuple[Problem, ...]]:
    """Return the calendar beside a plan and its problems. Raises PlanError where there is none, or it is no YAML."""
    path = folder / "calendar.yaml"
    return parse_calendar(text_of(path), typed(path))


def parse_calendar(content: str, file: str) -> tuple[Calendar, tuple[Problem, ...]]:
    """Read the text of a calendar.yaml; `file` is what problems call it. What cannot be read is left out."""
    if all(line.lstrip()[:1] in ("", "#") for line in content.splitlines()):
        return Calendar(), ()
    reader = NodeReader(file)
    found = reader.read(compose(content, file), Calendar)
    if found is not BAD and not reader.problems:  # entries left out would shift the places of those behind them
        _check(reader, found)
    return Calendar() if found is BAD else found, reader.sorted_problems()


def _check(reader: NodeReader, calendar: Calendar) -> None:
    """Note a day that is both off and worked."""
    for number, day in enumerate(calendar.workdays):
        node = reader.place(calendar, f"workdays[{number}]")
        if node and day in calendar.holidays:
            reader.problem(node, "{day} is among the holidays too; keep one of them", day=day)
