"""What `check` finds of tasks and dates, rule by rule: rule and reference of each finding."""

from __future__ import annotations

from collections.abc import Iterator

from reference.evaluation import Facts, everywhere, leaves_of, thresholds
from reference.journal import Record
from reference.slips import slips
from reference.tasks import CLOSED, Cut, said, walk

Finding = tuple[str, str]

RULES = (
    "overdue", "off-track", "unreported", "quiet-slip", "unapproved", "self-approved", "done-with-open-children",
    "done-with-open-milestones", "behind", "due-soon", "no-lead",
)  # fmt: skip


def findings(cut: Cut, roots: list[Facts]) -> list[Finding]:
    """Return what is found, in no order."""
    found = (
        cut.objections
        + [("quiet-slip", ref) for ref in slips(cut)]
        + [one for task in everywhere(roots) for one in of_task(cut, task)]
    )
    return found + [
        ("done-with-open-children", task["ref"]) for task in walk(cut.plan["tasks"]) if too_early(cut, task, roots)
    ]


def of_task(cut: Cut, task: Facts) -> Iterator[Finding]:
    """Yield what is found of one task and its milestones."""
    ref, closed = task["ref"], task["status"] in CLOSED
    if task["overdue"]:
        yield "overdue", ref
    yield from (("overdue", stone["ref"]) for stone in task["milestones"] if stone["missed"])
    if task["status"] == "done" and not all(stone["done"] for stone in task["milestones"]):
        yield "done-with-open-milestones", ref
    if not task["children"]:
        yield from of_leaf(cut, task)
    open_stones = [(stone["ref"], stone["due"]) for stone in task["milestones"] if not stone["done"]]
    for one, day in [(ref, task["due"]), *open_stones]:
        if not closed and day is not None and 0 <= (day - cut.as_of).days <= thresholds(cut).due_soon:
            yield "due-soon", one


def of_leaf(cut: Cut, task: Facts) -> Iterator[Finding]:
    """Yield what is found of tasks with nothing below them alone."""
    ref, is_open = task["ref"], task["status"] not in CLOSED
    if task["light"] == "off-track" and task["why"] != "overdue":
        yield "off-track", ref
    if task["missing"]:
        yield "unreported", ref
    known = task["percent"] is not None and task["expected"] is not None
    if is_open and known and task["expected"] - task["percent"] > thresholds(cut).behind:
        yield "behind", ref
    if is_open and all(has_ended(cut, unit) for unit in task["lead"]):
        yield "no-lead", ref


def has_ended(cut: Cut, unit: str) -> bool:
    """Tell whether a unit has ended, and nobody succeeds it."""
    until = cut.plan["units"][unit].get("until")
    return until is not None and cut.as_of > until


def too_early(cut: Cut, task: Record, roots: list[Facts]) -> bool:
    """Tell whether a parent was reported as closed while something below it is open."""
    if not task.get("tasks") or said(cut, task["ref"], "status") not in CLOSED:
        return False
    found = next(one for one in everywhere(roots) if one["ref"] == task["ref"])
    return any(leaf["status"] not in CLOSED for leaf in leaves_of(found))
