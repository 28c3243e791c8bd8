"""A year of a plan, act by act through the command line: its views are what the reference computes from the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from reference.compare import (
    check_told,
    differences,
    findings_wanted,
    report_told,
    report_wanted,
    status_told,
    status_wanted,
    summary_wanted,
)
from reference.evaluation import evaluate, leaves_of
from reference.journal import read
from reference.scripted_year import WRITTEN, Year, performed

from plantrack.journal import folder

View = tuple[str, dict[str, Any], dict[str, Any]]
"""The name of a view, what the program says in it, and what the reference says."""


@pytest.fixture(params=["off", pytest.param("snapshots", marks=pytest.mark.slow)])
def year(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    """Perform the year without any cache, and with a snapshot from the first record on."""
    monkeypatch.setattr(folder, "SHORT", 0)
    yield from performed(tmp_path, monkeypatch, tmp_path / "cache" if request.param == "snapshots" else None)


DAYS = [date(2026, month, 15) for month in range(1, 13)] + [
    date(2026, 1, 31), date(2026, 2, 21), date(2026, 2, 22), date(2026, 4, 5), date(2026, 5, 20), date(2026, 5, 21),
    date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 31), date(2026, 12, 31),
]  # fmt: skip
"""The middle of each month, and around turns of periods, a week of holidays, dates of tasks and the unit's last day."""
KNOWN = (date(2026, 2, 3), date(2026, 3, 31), date(2026, 5, 6))
"""Before late reports, undone acts and corrections were recorded."""
QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))


def test_every_view_of_the_year(year: Year) -> None:
    """Status and check of many days, status of now and as it was known then, and the reports on the quarters."""
    assert_it_is_whole(year)
    views = [*days(year), *now(year), *as_known(year), *quarters(year)]
    found = {view: differences(program, reference) for view, program, reference in views}
    assert {view: differing for view, differing in found.items() if differing} == {}


def days(year: Year) -> Iterator[View]:
    """Yield status and check of each day."""
    for day in DAYS:
        there = year.cut(day, day)
        roots = evaluate(there)
        found = json.loads(year.bench.run("check", "--as-of", str(day), "--format", "json").out)
        program = status_told(year.bench.json("status", "--as-of", str(day))) | check_told(found)
        yield f"status and check of {day}", program, status_wanted(there, roots) | findings_wanted(there, roots)


def now(year: Year) -> Iterator[View]:
    """Yield the status of now, as of which today's periods still run, and of a day to come."""
    today, later = WRITTEN.date(), WRITTEN.date() + timedelta(days=60)
    for day, words in ((today, ()), (later, ("--as-of", str(later)))):
        there = year.cut(day, today - timedelta(days=1))
        yield f"status of {day}", status_told(year.bench.json("status", *words)), status_wanted(there, evaluate(there))


def as_known(year: Year) -> Iterator[View]:
    """Yield the status of days as it was known then."""
    for day in KNOWN:
        there = year.cut(day, day, day)
        program = year.bench.json("status", "--as-of", str(day), "--known-at", str(day))
        yield f"status as known on {day}", status_told(program), status_wanted(there, evaluate(there))


def quarters(year: Year) -> Iterator[View]:
    """Yield the report on each quarter: what it brought, how things stood at its end, and at that of the one before."""
    for before, last in pairwise((date(2025, 12, 31), *QUARTERS)):
        there, then = year.cut(last, last), year.cut(before, before)
        roots = evaluate(there)
        program = year.bench.json("report", "--quarter", f"2026-Q{last.month // 3}")
        told = report_told(program) | status_told(program) | {"previous": program["previous"]}
        wanted = report_wanted(there, roots, last, then) | status_wanted(there, roots)
        yield f"report on the quarter to {last}", told, wanted | {"previous": summary_wanted(then, evaluate(then))}


def assert_it_is_whole(year: Year) -> None:
    """Assert that the year has twelve tasks, five actors, 120 acts, and all kinds of requests and of answers."""
    records, there = read(year.lines()), year.cut(QUARTERS[-1], QUARTERS[-1])
    said = {record.get("what") for record in records} | {record.get("verdict") for record in records}
    assert said == {None, "extend", "cancel", "close", "approve", "refuse"}
    assert len([leaf for root in evaluate(there) for leaf in leaves_of(root)]) == 12
    assert len({record["by"] for record in records}) == 5
    assert len({record["act"] for record in records}) >= 120
