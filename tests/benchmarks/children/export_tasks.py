"""Writes the tasks of a plan as they stand on a day into a file, as JSON for `task import`.

    python export_tasks.py FOLDER DAY FILE

All days are moved so that DAY becomes today: Taskwarrior has no as-of, and the same tasks have to be overdue.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from plantrack.evaluation.evaluate import TaskEvaluation, evaluate, walk
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.model.state import Status
from plantrack.planfile import read_plan


def tasks(folder: Path, day: date, today: date) -> Iterator[dict[str, Any]]:
    """Yield every task, parents too: Taskwarrior has no tree, so the item becomes the project."""
    found = read_plan(folder)
    state = History(open_journal(found.journal).read().updates).at(day)
    for evaluation in walk(evaluate(found.plan, state, day)):
        yield task(evaluation, found.plan.period.first, today - day)


def task(evaluation: TaskEvaluation, entry: date, moved: timedelta) -> dict[str, Any]:
    """Return one task; what is done ended on the day of its last report."""
    facts = evaluation.facts
    plain = {
        "description": facts.task.title.en,
        "project": evaluation.ref.partition(".")[0],
        "entry": moment(entry + moved),
        "status": "completed" if facts.status is Status.DONE else "pending",
    }
    if facts.due:
        plain["due"] = moment(facts.due + moved)
    if facts.status is Status.DONE and facts.last_report:
        plain["end"] = moment(facts.last_report + moved)
    return plain


def moment(day: date) -> str:
    """Return the end of the day the way Taskwarrior writes it."""
    return f"{day:%Y%m%d}T235959Z"


if __name__ == "__main__":
    today = date.today()  # noqa: DTZ011, TID251 - what Taskwarrior takes for today
    found = list(tasks(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), today))
    Path(sys.argv[3]).write_text(json.dumps(found), encoding="utf-8")
