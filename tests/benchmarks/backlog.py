"""Backlog.md from npm: a Markdown file for each task, written here the way its own `task create` writes them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.cases import AS_OF, case, child, copy, status, update
from benchmarks.timing import Job, in_turns, run_once
from benchmarks.versus import Missing, Versus

RUNS = 3
"""Enough for what takes seconds."""
TASK = """---
id: TASK-{number}
title: {title}
status: {status}
assignee: []
created_date: '2024-01-02 09:00'
labels: []
dependencies: []
ordinal: {number}000
---
"""


def compare(scratch: Path, runs: int, tasks: int, updates: int) -> Iterator[Versus | Missing]:
    """Yield its list against status, and its edit of one task against update."""
    if shutil.which("backlog") is None:
        yield Missing("Backlog.md", "npm install --global backlog.md")
        return
    plan, runs = case(tasks, updates), min(runs, RUNS)
    folder = filled(plan, scratch)
    listed, edited = backlog(folder, "task", "list"), backlog(folder, "task", "edit", "2", "--status", "In Progress")
    yield Versus("`status`", "`backlog task list --plain`", in_turns(listed, status(plan), runs))
    yield Versus("`update`", "`backlog task edit`", in_turns(edited, update(copy(plan, scratch)), runs))


def filled(plan: Path, scratch: Path) -> Path:
    """Return a repository with the tasks of the plan in it."""
    folder = scratch / "backlog.md"
    folder.mkdir()
    run_once(Job(("git", "init", "--quiet"), folder))
    run_once(Job(("backlog", "init", "plan", "--defaults"), folder))
    run_once(Job(("backlog", "config", "set", "remoteOperations", "false"), folder))
    exported = scratch / "backlog.json"
    run_once(child("export_tasks", str(plan), AS_OF, str(exported)))
    for number, given in enumerate(json.loads(exported.read_text(encoding="utf-8")), 1):
        _write(folder / "backlog" / "tasks", number, given)
    return folder


def _write(folder: Path, number: int, given: dict[str, Any]) -> None:
    title, done = given["description"], given["status"] == "completed"
    text = TASK.format(number=number, title=title, status="Done" if done else "To Do")
    (folder / f"task-{number} - {title.replace(' ', '-')}.md").write_text(text, encoding="utf-8")


def backlog(folder: Path, *words: str) -> Job:
    """Return a command of Backlog.md's with plain output."""
    return Job(("backlog", *words, "--plain"), folder)
