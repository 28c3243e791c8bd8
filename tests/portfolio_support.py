"""What tests of many plans share: a folder with the plan of the fairs, and copies of it under other names."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from cli_support import Bench

ENGLISH = ("--lang", "en")
BROKEN = (
    "plans/broken/plan.yaml:3:1: not valid YAML: did not find expected node content; look here and at the line before"
)
LONG_AGO = 1_700_000_000


def copied(bench: Bench, name: str, *changes: tuple[str, str], under: str = "plans") -> Bench:
    """Return a bench with a copy of the plan under another id, in which some texts are others."""
    found = Bench(bench.here, name)
    found.folder = bench.here / under / name
    found.file, found.journal = found.folder / "plan.yaml", found.folder / "journal"
    shutil.copytree(bench.folder, found.folder)
    found.edit("id: fairs", f"id: {name}")
    for old, new in changes:
        found.edit(old, new)
    return found


def without_journal(bench: Bench) -> None:
    """Take the records of a plan away."""
    shutil.rmtree(bench.journal)


def broken(here: Path, name: str, text: str = "id: broken\ntitle: [\n") -> None:
    """Write a plan that cannot be read."""
    (here / "plans" / name).mkdir(parents=True)
    (here / "plans" / name / "plan.yaml").write_text(text, "utf-8")


def long_ago(bench: Bench) -> None:
    """Let all files and folders be older than what may still change unseen."""
    for path in [bench.here, *bench.here.rglob("*")]:
        os.utime(path, (LONG_AGO, LONG_AGO))


def status(bench: Bench, *words: str, code: int = 0) -> dict[str, Any]:
    """Return the status of all plans for machines."""
    done = bench.run("status", "--all", *words, "--format", "json")
    assert (done.code, done.err) == (code, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def notes(bench: Bench, *words: str) -> list[tuple[str, str, str]]:
    """Return name, light and note of each plan in the status as text."""
    table = bench.run("status", "--all", *words, *ENGLISH).out.split("\nPlans, the worst first\n")[1].split("\n\n")[0]
    head, _, *rows = table.splitlines()
    ends = [head.index("Light"), head.index("Tasks"), head.index("Note")]
    return [(row[: ends[0]].strip(), row[ends[0] : ends[1]].strip(), row[ends[2] :].strip()) for row in rows]
