"""A year of a plan, act by act through the command line: its views are what the reference computes from the journal."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
import yaml
from cli_support import Bench
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
from reference.journal import Record, end_of_day, read, recorded, undone_by
from reference.tasks import Cut, cut

HERE = Path(__file__).parent
EDITS = {
    "@rename": [
        (
            "rd: {zh: 科研处, en: Research Division}",
            """rd: {zh: 科研处, en: Research Division, until: 2026-06-30, successor: innovation}
  innovation: {zh: 创新处, en: Innovation Division}""",
        ),
        ("weight: 1.5", "weight: 2"),
    ],
    "@slip": [("due: 2026-12-15", "due: 2026-12-30"), ("title: {zh: 改造闸口", "title: {zh: 启动闸口改造")],
}
"""What people change in plan.yaml: a unit that has another name from July on, with an amendment; and a quiet slip."""
WRITTEN = datetime.fromisoformat("2027-01-11T10:00:00+08:00")


View = tuple[str, dict[str, Any], dict[str, Any]]
"""The name of a view, what the program says in it, and what the reference says."""


class Act(NamedTuple):
    """A line of year.txt: when, who, which words, and whether it is refused."""

    at: datetime
    by: str
    words: list[str]
    refused: bool


def acts() -> Iterator[Act]:
    """Yield the acts of the year."""
    for text in (HERE / "year.txt").read_text("utf-8").splitlines():
        if not text.startswith("#"):
            day, hour, by, *words = shlex.split(text)
            refused = words[0] == "!"
            yield Act(datetime.fromisoformat(f"{day}T{hour}+08:00"), by, words[refused:], refused)


class Year:
    """The year as it was performed: the folder with the plan and its journal."""

    def __init__(self, here: Path) -> None:
        self.bench = Bench(here, "harbour")
        self.bench.journal.mkdir(parents=True)
        self.bench.file.write_text((HERE / "year.yaml").read_text("utf-8"), "utf-8")

    def lines(self) -> list[str]:
        """Return the lines of the journal."""
        return [
            line for path in sorted(self.bench.journal.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
        ]

    def perform(self, act: Act) -> None:
        """Perform one act; what is refused writes nothing, and an undo takes back what the reference says."""
        before = read(self.lines())
        if act.words[0] in EDITS:
            for old, new in EDITS[act.words[0]]:
                self.bench.edit(old, new)
            return
        words = [self.named(word, before) for word in act.words]
        done = self.bench.run(*words, "--by", act.by)
        after = read(self.lines())
        assert (done.code != 0) == act.refused, (act, done.out, done.err)
        assert (len(after) == len(before)) == act.refused, act
        if words == ["undo"]:
            assert after[-1]["target"] == undone_by(before, act.by)

    def named(self, word: str, records: list[Record]) -> str:
        """Return a word of an act, or the id it means: @REF, the latest request; ^ACTOR, the actor's latest act."""
        if word[0] == "@":
            asked = [one for one in records if one["kind"] == "request" and one["ref"] == word[1:]]
            return str(max(asked, key=recorded)["id"])
        if word[0] == "^":
            return str(max((one for one in records if one["by"] == word[1:]), key=recorded)["act"])
        return word

    def cut(self, as_of: date, over: date, known_at: date | None = None) -> Cut:
        """Return what the reference works on."""
        plan = yaml.safe_load(self.bench.file.read_text("utf-8"))
        before = end_of_day(known_at, "Asia/Shanghai") if known_at else None
        return cut(plan, self.lines(), as_of, over, known=before, calendar={})


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    """Perform the year, and stand in January after it."""
    for name in [name for name in os.environ if name.startswith(("PLANTRACK_", "LC_", "LANG", "GIT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLANTRACK_CACHE", "off")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    found = Year(tmp_path)
    for act in acts():
        with time_machine.travel(act.at, tick=False):
            found.perform(act)
    with time_machine.travel(WRITTEN, tick=False):
        yield found


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
