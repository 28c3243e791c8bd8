"""What Taskwarrior is given: the program itself takes it, and gives the same plan back."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path

from exchange.test_round_trip import EXAMPLES, brought_in
from msgspec.structs import replace
from support import journal

from plantrack.evaluation.evaluate import evaluate
from plantrack.exchange.records import Export
from plantrack.model.history import History
from plantrack.model.plan import Plan, Text
from plantrack.render.context import RenderContext
from plantrack.render.formats import EXPORT, Format

DAY = date(2024, 11, 17)
SAID = """
    {"kind": "report", "ref": "1.1", "on": "2024-11-01", "status": "done"}
    {"kind": "report", "ref": "1.2", "on": "2024-11-02", "status": "cancelled"}
    {"kind": "milestone", "ref": "1.1.1", "on": "2024-10-10", "state": "reached"}
"""


def written(plan: Plan, said: str = "") -> bytes:
    """Return an export in English, as of a day."""
    history = History(journal(said))
    view = Export(plan, evaluate(plan, history.at(DAY), DAY), history, DAY)
    found = EXPORT[Format.TASKWARRIOR](view, RenderContext(plan, "en", as_of=DAY))
    assert isinstance(found, str)
    return found.encode()


def test_tasks() -> None:
    """A task for each leaf and milestone, due with the end of its day in the plan's time zone; the plan is one, too."""
    found = json.loads(written(EXAMPLES["fairs"](), SAID))
    records = [json.loads(task.pop("plantrack")) for task in found]
    assert [[one["record"] for one in kept] for kept in records[1:]] == [["task"], ["milestone"], ["task"], ["task"]]
    assert {one["record"] for one in records[0]} == {"plan", "unit", "section", "baseline", "indicator", "task"}
    assert [task.pop("uuid")[14] for task in found] == ["5"] * 5
    assert {task.pop("entry") for task in found} == {"20231231T160000Z"}
    assert found == [
        {"description": "Plan of the fairs", "due": "20241231T155959Z", "status": "deleted", "end": "20231231T160000Z"},
        {"description": "Hold the Hi-Tech Fair", "due": "20241116T155959Z", "project": "Hold the fairs",
         "tags": ["deliverable", "stic", "done"], "status": "completed", "end": "20241101T040000Z"},
        {"description": "Programme issued (Hold the Hi-Tech Fair)", "due": "20241015T155959Z",
         "project": "Hold the fairs", "tags": ["deliverable", "stic", "done"], "status": "completed",
         "end": "20241010T040000Z"},
        {"description": "Win exhibitors", "project": "Hold the fairs", "tags": ["ongoing", "fund", "cancelled"],
         "status": "deleted", "end": "20241102T040000Z"},
        {"description": "Issue measures", "due": "20241231T155959Z", "project": "Plan of the fairs",
         "tags": ["deliverable", "stic", "not_due"], "status": "pending"},
    ]  # fmt: skip


def test_the_program_itself(tmp_path: Path) -> None:
    """Taskwarrior imports it twice without doubling anything, and what it exports is the same plan."""
    odd = Text('[&open;] \\n "x" \x1b[31m\n  a:b\u2028', "🙂 &dquot; \\u0041")
    plan = EXAMPLES["fairs"]()
    plan = replace(plan, title=odd, tasks=(*plan.tasks[:1], replace(plan.tasks[1], title=odd)))
    (tmp_path / "plan.json").write_bytes(written(plan, SAID))
    (tmp_path / "rc").write_text(f"data.location={tmp_path}\nconfirmation=off\njson.array=on\n", "utf-8")
    environment = os.environ | {"HOME": str(tmp_path), "TASKRC": str(tmp_path / "rc")}
    for words in (("import", "plan.json"), ("import", "plan.json"), ("export",)):
        done = subprocess.run(["task", *words], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert len(json.loads(done.stdout)) == 5
    assert brought_in(done.stdout) == plan
