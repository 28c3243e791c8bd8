"""A published annual plan as a plan that is tracked. A script can do what a command does.

read_plan(folder)            the plan file: its plan, its journal's folder, its time zone, its problems
open_journal(folder)         the journal; `.read().updates` is everything recorded, `.append(…)` records
History(updates)             the history: `.at(as_of, known_at)` is the state of the plan on a day
evaluate(plan, state, day)  every task as of a day, with its light
overview(plan, state, day)   the plan at a glance
period(name)                 2024-W46, 2024-11 or 2024-Q4 as days
periodic_report(…)           what a period brought
provenance(file, history)    what a report rests on: digests and version
check(CheckInput(…))           the findings of a case: a plan, its state and its evaluation
to_text, to_markdown, to_json   a view written down
PlantrackError               the root of everything that can go wrong
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plantrack.checks.rules import CheckInput, check
    from plantrack.dates.periods import period
    from plantrack.errors import PlantrackError
    from plantrack.evaluation.evaluate import evaluate
    from plantrack.journal import open_journal
    from plantrack.model.history import History
    from plantrack.planfile import read_plan
    from plantrack.planfile.provenance import provenance
    from plantrack.render import to_json, to_markdown, to_text
    from plantrack.reports.overview import overview
    from plantrack.reports.periodic import periodic_report

_HOMES = {
    "CheckInput": "plantrack.checks.rules",
    "History": "plantrack.model.history",
    "PlantrackError": "plantrack.errors",
    "check": "plantrack.checks.rules",
    "provenance": "plantrack.planfile.provenance",
    "open_journal": "plantrack.journal",
    "overview": "plantrack.reports.overview",
    "period": "plantrack.dates.periods",
    "periodic_report": "plantrack.reports.periodic",
    "read_plan": "plantrack.planfile",
    "evaluate": "plantrack.evaluation.evaluate",
    "to_json": "plantrack.render",
    "to_markdown": "plantrack.render",
    "to_text": "plantrack.render",
}

__all__ = [
    "CheckInput",
    "History",
    "PlantrackError",
    "check",
    "evaluate",
    "open_journal",
    "overview",
    "period",
    "periodic_report",
    "provenance",
    "read_plan",
    "to_json",
    "to_markdown",
    "to_text",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that commands import only what they use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plantrack' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
