"""What tests of lights share: a few tasks, what was said of them, and their lights by any rules."""

from __future__ import annotations

from support import day, plan, replayed

from plantrack.evaluation.facts import Light, TaskFacts
from plantrack.evaluation.lights.judge import Judge
from plantrack.evaluation.lights.packaged import packaged
from plantrack.evaluation.lights.rules import RuleSet
from plantrack.evaluation.progress import Progress

TASKS = """
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      start: 2024-01-01
      due: 2024-12-31
      curve: {06-28: 50}
      milestones: [{ref: "1.1", title: 初稿, due: 2024-05-31}]
    - {ref: "2", title: 二, kind: ongoing}
    - {ref: "3", title: 三, kind: deliverable, start: 2024-03-01, due: 2024-12-31}
"""
"""On 28 June task 1 should be at 50%."""
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-12-31"}, "2": {}, "3": {}}}\n'


def said(on: str, fields: str = '"status": "in-progress"', ref: str = "1") -> str:
    """Return report lines of some days, with a line break after each, so that others may follow."""
    return "".join(f'{{"kind": "report", "ref": "{ref}", "on": "{one}", {fields}}}\n' for one in on.split())


def at(percent: float) -> str:
    """Return the lines of a task that was adopted, reached its milestone and said in May and June how far it is."""
    return ADOPTED + reached("2024-05-20") + said("2024-05-20 2024-06-27", f'"percent": {percent}')


def reached(on: str) -> str:
    """Return the line of the milestone reached on a day."""
    return f'{{"kind": "milestone", "ref": "1.1", "on": "{on}", "state": "reached"}}\n'


def moved(due: str, on: str = "2024-12-01", more: str = "") -> str:
    """Return the line of an extension of task 1."""
    return f'{{"kind": "reschedule", "ref": "1", "on": "{on}", "step": "approve", "due": "{due}", "ask": "x"{more}}}\n'


def facts_of(lines: str, as_of: str, ref: str = "1", text: str = TASKS) -> TaskFacts:
    """Return the facts of a leaf after a journal, as of a day."""
    found = plan(text)
    return Progress(found, replayed(lines, day(as_of)), day(as_of)).facts(found.by_ref[ref])


def light_of(lines: str, as_of: str, ref: str = "1", rules: RuleSet | None = None) -> Light:
    """Return the light of a leaf after a journal, as of a day; by the program's own rules unless others are given."""
    return Judge(rules or packaged("default")).light(facts_of(lines, as_of, ref))
