"""What is compared: the values of JSON that the reference computes, too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from reference.days import next_period, period_of
from reference.evaluation import Facts, evaluate, leaves_of, number, open_dates, shown, summary
from reference.findings import RULES, findings
from reference.ranking import NUMBERS, ranking
from reference.report import report
from reference.tasks import Cut, pending


def differences(program: Any, reference: Any, where: str = "") -> dict[str, tuple[Any, Any]]:
    """Return what the program says and what the reference says, by place, of all on which they differ."""
    if isinstance(program, dict) and isinstance(reference, dict):
        places = [(name, program.get(name), reference.get(name)) for name in program | reference]
    elif isinstance(program, list) and isinstance(reference, list) and is_tasks(program) and is_tasks(reference):
        places = [(one["ref"], one, other) for one, other in zip(program, reference, strict=True)]
    else:
        return {where: (program, reference)} if program != reference else {}
    found: dict[str, tuple[Any, Any]] = {}
    for name, one, other in places:
        found |= differences(one, other, f"{where}/{name}")
    return found


def is_tasks(value: list[Any]) -> bool:
    """Tell whether a list is of tasks or milestones."""
    return bool(value) and isinstance(value[0], dict)


SAME = ("ref", "kind", "status", "lead", "support", "light", "days_past_promise")
"""What is written as the reference has it."""


def day(value: date | None) -> str | None:
    """Return a day as JSON has it."""
    return value.isoformat() if value else None


def percentage(value: Fraction | None) -> float | None:
    """Return a percentage as JSON has it."""
    tenths = shown(value)
    return None if tenths is None else float(tenths)


def wanted(cut: Cut, roots: list[Facts]) -> list[dict[str, Any]]:
    """Return what the tasks of `status --format json` should say."""
    return [wanted_of(cut, found) for found in roots]


def wanted_of(cut: Cut, found: Facts) -> dict[str, Any]:
    """Return what one task should say, with those below it."""
    refs = [found["ref"], *(stone["ref"] for stone in found["milestones"])]
    below = [one for one in leaves_of(found) if one["status"] != "cancelled"]
    return {
        **{name: found[name] for name in SAME}, "percent": percentage(found["percent"]),
        "expected": percentage(found["expected"]), "due": day(found["due"]), "promised_due": day(found["promised_due"]),
        "last_report": day(found["last_report"]), "reason": found["why"],
        "reported": [number(one["reported"] for one in below), len(below)], **owing(found),
        "next_due": day(min((one for one in open_dates(found) if one >= cut.as_of), default=None)),
        "past_due": day(min((one for one in open_dates(found) if one < cut.as_of), default=None)),
        "pending": sorted((one["what"], one["ref"]) for ref in refs for one in pending(cut, ref)),
        "milestones": [
            {name: stone[name] for name in ("ref", "days_past_promise")}
            | {name: day(stone[name]) for name in ("due", "promised_due", "done")}
            for stone in found["milestones"]
        ],
        "children": wanted(cut, found["children"]),
    }  # fmt: skip


OWING = ("owes", "missed", "missed_since")


def owing(found: Facts) -> dict[str, Any]:
    """Return for which period a report is missing, how many are missing in a row, and since when."""
    labels = [period.label for period in found["missing"]]
    return {
        "owes": labels[0] if labels else None,
        "missed": len(labels),
        "missed_since": labels[-1] if labels else None,
    }


def told(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the tasks of `status --format json` say, of what the reference computes."""
    return [told_of(task) for task in tasks]


NAMES = (
    *SAME, *OWING, "percent", "expected", "due", "promised_due", "last_report", "reported", "next_due", "past_due",
)  # fmt: skip


def told_of(task: dict[str, Any]) -> dict[str, Any]:
    """Return what one task says. The reasons of a parent are those of its leaves."""
    return {
        **{name: task[name] for name in NAMES}, "reason": None if task["children"] else task["reasons"][0],
        "milestones": [
            {name: stone[name] for name in ("ref", "due", "promised_due", "done", "days_past_promise")}
            for stone in task["milestones"]
        ],
        "pending": sorted((one["what"], one["ref"]) for one in task["pending"]),
        "children": told(task["children"]),
    }  # fmt: skip


def status_wanted(cut: Cut, roots: list[Facts]) -> dict[str, Any]:
    """Return what `status --format json` should say."""
    return {"tasks": wanted(cut, roots), "summary": summary_wanted(cut, roots)}


def status_told(view: dict[str, Any]) -> dict[str, Any]:
    """Return what `status --format json` says."""
    return {"tasks": told(view["tasks"]), "summary": view["summary"]}


def summary_wanted(cut: Cut, roots: list[Facts]) -> dict[str, Any]:
    """Return the numbers of the plan, under their own names and under those of before."""
    found = summary(cut, roots)
    return (
        {name.replace("-", "_"): many for name, many in found["lights"].items()}
        | found
        | {"late": found["overdue_tasks"], "milestones_late": found["missed_milestones"], "unreported": found["owed"]}
        | {name: None if found[name] is None else float(found[name]) for name in ("percent", "expected")}
    )


def findings_wanted(cut: Cut, roots: list[Facts]) -> dict[str, Any]:
    """Return what `check` should find."""
    return {"findings": once_each(findings(cut, roots))}


def findings_told(found: Iterable[Any]) -> dict[str, Any]:
    """Return what `check` finds by the rules that the reference has, too."""
    return {"findings": once_each((str(one.rule), one.ref or "") for one in found if one.rule in RULES)}


def check_told(view: dict[str, Any]) -> dict[str, Any]:
    """Return what `check --format json` finds by the rules that the reference has, too."""
    return {"findings": once_each((one["rule"], one["ref"] or "") for one in view["findings"] if one["rule"] in RULES)}


def once_each(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return findings in order, each once: several fields of a reference may have slipped."""
    return sorted(set(found))


def report_wanted(cut: Cut, roots: list[Facts], day: date, then: Cut) -> dict[str, Any]:
    """Return what the report on a quarter should tell; `then` is the plan at the end of the quarter before."""
    period = period_of(day, "quarter")
    found = ranking(cut, roots, (then, evaluate(then)))
    units = {unit: one | {"now": units_wanted(one["now"]), "before": units_wanted(one["before"])}
             for unit, one in found.items()}  # fmt: skip
    return report(cut, roots, period, next_period(period, "quarter")) | {"ranking": units}


def units_wanted(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the numbers of a unit as JSON has them."""
    return found and found | {name: percentage(found[name]) for name in ("percent", "expected")}


def units_told(found: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the numbers of a unit that the reference has, too."""
    return found and {name: found[name] for name in (*NUMBERS, "reports_due", "reports_given")}


def report_told(view: dict[str, Any]) -> dict[str, Any]:
    """Return what the report on a quarter tells."""
    return {
        "reached": sorted((one["ref"], one["date"], one["days_late"]) for one in view["reached"]),
        "past_promise": sorted((one["ref"], one["days_late"]) for one in view["past_promise"]),
        "late": sorted((one["ref"], one["date"], one["days_late"]) for one in view["late"]),
        "due_next": sorted((one["ref"], one["date"]) for one in view["due_next"]),
        "reported": sorted((one["id"], one.get("days_late")) for one in view["reported"]),
        "arrived_late": sorted(one["id"] for one in view["arrived_late"]),
        "unreported": {one["unit"] or "": one["refs"] for one in view["unreported"]},
        "requests": sorted((r["what"], r["ref"], r["asked_for"] or "", r["answer"]) for r in view["requests"]),
        "ranking": {
            one["unit"] or "": {name: one[name] for name in ("place", "place_before", "extensions")}
            | {"now": units_told(one["now"]), "before": units_told(one["before"])}
            for one in view["ranking"]
        },
    }  # fmt: skip
