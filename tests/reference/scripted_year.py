"""A year of a plan, act by act through the command line, and who performs it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
import yaml
from cli_support import Bench
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
"""When the year is over and its views are written."""


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


def performed(here: Path, monkeypatch: pytest.MonkeyPatch, cache: Path | None = None) -> Iterator[Year]:
    """Perform the year, with caches in a folder or without any, and stand in January after it."""
    for name in [name for name in os.environ if name.startswith(("PLANTRACK_", "LC_", "LANG", "GIT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLANTRACK_CACHE", str(cache or "off"))
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.chdir(here)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    found = Year(here)
    for act in acts():
        with time_machine.travel(act.at, tick=False):
            found.perform(act)
    with time_machine.travel(WRITTEN, tick=False):
        yield found
