"""Every task as of a day: the facts and light of a leaf, and what a parent says of those below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from reference.curves import expected, has_curve
from reference.lights import Thresholds, light, worst
from reference.owing import missing, owed_and_due, silent
from reference.tasks import (
    CLOSED,
    Cut,
    Task,
    adopted,
    days_past_promise,
    done_since,
    due,
    exact,
    is_past,
    lead,
    milestones,
    pending,
    percent,
    promised_day,
    reports,
    status,
    support,
)

Facts = dict[str, Any]


def evaluate(cut: Cut) -> list[Facts]:
    """Return the facts of the top-level tasks, with those of the tasks below them."""
    return [facts(cut, task) for task in cut.plan["tasks"]]


def facts(cut: Cut, task: Task) -> Facts:
    """Return what is known of a task as of a day."""
    day = due(cut, task["ref"], task.get("due"))
    known = {
        "ref": task["ref"], "kind": task.get("kind"), "lead": lead(cut, task["ref"]), "task": task,
        "support": support(cut, task["ref"]), "due": day, "promised_due": promised_day(cut, task["ref"]),
        "adopted": adopted(cut, task["ref"]),
    }  # fmt: skip
    return known | (parent(cut, task) if task.get("tasks") else leaf(cut, task, known))


def leaf(cut: Cut, task: Task, known: Facts) -> Facts:
    """Return what a leaf has of its own."""
    state, done = status(cut, task["ref"]), done_since(cut, task["ref"])
    days = [record["on"] for record in reports(cut, task)]
    found = {
        "status": state, "percent": percent(cut, task), "expected": expected(cut, task), "curve": has_curve(cut, task),
        "reported": bool(days), "last_report": max(days, default=None), "silent": silent(cut, task),
        "owed": owed_and_due(cut, task), "missing": missing(cut, task), "done": done,
        "overdue": state not in CLOSED and is_past(cut, known["due"]),
        "days_past_promise": days_past_promise(cut, task["ref"], done, state), "children": [],
        "milestones": milestones(cut, task, state),
    }  # fmt: skip
    meaning, why = light(known | found, cut.as_of, thresholds(cut))
    return found | {"light": meaning, "why": why}


def thresholds(cut: Cut) -> Thresholds:
    """Return how many points behind are too many and how many days before a date are soon."""
    policy = cut.plan.get("policy", {})
    return Thresholds(exact(policy.get("behind", 10)), policy.get("due_soon", 7))


def parent(cut: Cut, task: Task) -> Facts:
    """Return what those below a task make of it: it says nothing of its own, though notes on it are heard."""
    below = [facts(cut, child) for child in task["tasks"]]
    found = [one for child in below for one in leaves_of(child)]
    notes = [record["on"] for record in reports(cut, task)]
    state = status_above(below)
    return {
        "status": state, "milestones": milestones(cut, task, state), "percent": progress(below),
        "expected": should(below), "done": None,
        "reported": any(one["reported"] for one in found), "children": below, "days_past_promise": None,
        "last_report": max([*notes, *(one["last_report"] for one in below if one["last_report"])], default=None),
        "owed": [], "missing": [], "light": worst([one["light"] for one in found]), "why": None,
        "overdue": state not in CLOSED and is_past(cut, due(cut, task["ref"], task.get("due"))),
    }  # fmt: skip


def everywhere(roots: list[Facts]) -> Iterator[Facts]:
    """Yield every task from the top."""
    for found in roots:
        yield found
        yield from everywhere(found["children"])


def leaves_of(found: Facts) -> list[Facts]:
    """Return the facts of the leaves below."""
    return [one for child in found["children"] for one in leaves_of(child)] if found["children"] else [found]


def status_above(below: list[Facts]) -> str | None:
    """Return the status that those below make: closed when every one is, blocked when all that is still open is.

    Nothing is under way where nobody said anything, or nothing but that it was not started.
    """
    states = {one["status"] for one in below}
    if states <= {"done", "cancelled"}:
        return "done" if "done" in states else "cancelled"
    told = states - {None, "cancelled"}
    if told - {"done"} == {"blocked"}:
        return "blocked"
    return "in-progress" if told - {"not-started"} else next(iter(told), None)


def open_dates(found: Facts) -> Iterator[date]:
    """Yield the due dates that are still open: of a task, of its milestones, and of all below it."""
    if found["status"] not in CLOSED:
        days = [stone["due"] for stone in found["milestones"] if not stone["done"]]
        yield from (day for day in [found["due"], *days] if day)
    for child in found["children"]:
        yield from open_dates(child)


# Means


def counts(found: Facts) -> bool:
    """Tell whether a leaf counts in progress and expected: it has a curve and is not cancelled."""
    return bool(found["curve"]) and found["status"] != "cancelled"


def shares(siblings: list[Facts], whole: Fraction) -> list[tuple[Fraction, Facts]]:
    """Return the leaves that count, each with its share of a whole.

    Of those side by side that have any, each shares by its weight, 1 where it has none; where none of them has a
    weight, every leaf below counts alike.
    """
    counting = [(one, number(map(counts, leaves_of(one)))) for one in siblings]
    sharing = [(one, many) for one, many in counting if many]
    weighted = any(one["task"].get("weight") for one, _ in sharing)
    parts = [(one, exact(one["task"].get("weight", 1)) if weighted else Fraction(many)) for one, many in sharing]
    total = sum((part for _, part in parts), Fraction(0))
    found = []
    for one, part in parts:
        share = whole * part / total
        found += shares(one["children"], share) if one["children"] else [(share, one)]
    return found


def progress(siblings: list[Facts]) -> Fraction | None:
    """Return the mean progress of the leaves that count; a silent one counts 0; all silent, none is known."""
    counted = shares(siblings, Fraction(1))
    if all(one["percent"] is None for _, one in counted):
        return None
    return sum((share * (one["percent"] or 0) for share, one in counted), Fraction(0))


def should(siblings: list[Facts]) -> Fraction | None:
    """Return the mean of what is expected of the same leaves."""
    counted = shares(siblings, Fraction(1))
    return sum((share * (one["expected"] or 0) for share, one in counted), Fraction(0)) if counted else None


# The plan in numbers


def shown(number: Fraction | None) -> Fraction | None:
    """Return a percentage as it is shown: to one decimal, half up; 100 and 0 only where it is exactly that."""
    if number is None:
        return None
    tenths = Fraction(int(number * 10 + Fraction(1, 2)), 10)
    if tenths == 100 and number < 100:
        return Fraction(999, 10)
    return Fraction(1, 10) if tenths == 0 and number > 0 else tenths


def summary(cut: Cut, roots: list[Facts]) -> dict[str, Any]:
    """Return the plan in numbers, in two parts that never mix.

    The lights add up to the number of tasks; what is owed, overdue, missed, late and pending is told besides.
    """
    every = [one for root in roots for one in leaves_of(root)]
    live = [one for one in every if one["status"] != "cancelled"]
    owing = [one for one in every if one["missing"]]
    return {
        "total": len(every),
        "lights": {name: number(one["light"] == name for one in every) for name in LIGHTS},
        "owed": len(owing),
        "owed_off_track": number(one["light"] != "unreported" for one in owing),
        "overdue_tasks": number(one["overdue"] for one in live),
        "missed_milestones": number(stone["missed"] for one in everywhere(roots) for stone in one["milestones"]),
        "past_promise": number(one["days_past_promise"] for one in live),
        "pending": len(pending(cut, None)),
        "reported": number(one["reported"] for one in live),
        "percent": shown(progress(roots)),
        "expected": shown(should(roots)),
        "tasks": len(live),
    }


LIGHTS = ("done", "on-track", "attention", "off-track", "unreported", "not-due", "cancelled")


def number(things: Iterable[Any]) -> int:
    """Return how many of some things hold."""
    return sum(1 for thing in things if thing)
