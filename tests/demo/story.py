"""The year of the demo, performed act by act through the command line: what the journals of the demo are made of."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
import time_machine
from cli_support import Bench
from reference.journal import Record, read, recorded

from plantrack.demo import LANGUAGES, plan_text

HERE = Path(__file__).parent
PLAN = "plantrack-demo"


class Act(NamedTuple):
    """A line of acts.txt in one language: when, who, and which words."""

    at: datetime
    by: str
    words: list[str]


def acts(language: str) -> Iterator[Act]:
    """Yield the acts of the year."""
    for line in (HERE / "acts.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            day, hour, by, *words = (_in(language, word) for word in shlex.split(line))
            yield Act(datetime.fromisoformat(f"{day}T{hour}+08:00"), by, words)


def _in(language: str, word: str) -> str:
    return word.split("¦")[LANGUAGES.index(language)] if "¦" in word else word


def performed(language: str) -> str:
    """Return the journal of the year in one language, in the order of recording."""
    with TemporaryDirectory() as folder, _alone(Path(folder)) as patch:
        bench = Bench(Path(folder), PLAN)
        bench.journal.mkdir(parents=True)
        for act in acts(language):
            bench.file.write_text(plan_text(PLAN, act.at.date(), language), "utf-8")
            entropy = sha256(act.at.isoformat().encode()).digest()
            patch.setattr(os, "urandom", lambda size, entropy=entropy: entropy[:size])
            with time_machine.travel(act.at, tick=False):
                _perform(bench, act)
        return "".join(f"{line}\n" for line in _lines(bench))


@contextmanager
def _alone(folder: Path) -> Iterator[pytest.MonkeyPatch]:
    """Work in a folder without configuration; nothing has to outlive a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("PLANTRACK_", "LC_", "LANG", "GIT_"))]:
            patch.delenv(name)
        patch.setenv("PLANTRACK_CACHE", "off")
        patch.setattr(os, "fsync", lambda _: None)
        patch.chdir(folder)
        yield patch


def _perform(bench: Bench, act: Act) -> None:
    before = read(_lines(bench)) if any(word[0] in "@^" for word in act.words) else []
    done = bench.run(*(_named(word, before) for word in act.words), "--by", act.by)
    assert done.code == 0, (act, done)


def _named(word: str, records: list[Record]) -> str:
    """Return a word of an act, or the id it means: @REF, the latest request; ^NAME, the latest act of a person."""
    if word[0] == "@":
        asked = [one for one in records if one["kind"] == "request" and one["ref"] == word[1:]]
        return str(max(asked, key=recorded)["id"])
    if word[0] == "^":
        return str(max((one for one in records if one["by"] == word[1:]), key=recorded)["act"])
    return word


def _lines(bench: Bench) -> list[str]:
    found = [line for path in bench.journal.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return sorted(found, key=lambda line: recorded(read([line])[0]))
