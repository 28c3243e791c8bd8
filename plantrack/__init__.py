"""A published annual plan as a plan that is tracked. A script can do what a command does.

read_plan(folder)           the plan file: its plan, its journal's folder, its time zone, its problems
open_journal(folder)        the journal; `.read().updates` is everything recorded, `.append(…)` records
History(updates)            the history: `.at(as_of, known_at)` is the state of the plan on a day
evaluate(plan, state, day)  every task as of a day, with its light
overview(plan, state, day)  the plan at a glance
period(name)                2024-W46, 2024-11 or 2024-Q4 as days
periodic_report(…)          the report on a period
provenance(file, history)   digests and version that a report states
check(CheckInput(…))        the findings in a plan, its state and its evaluation
to_text, to_markdown, to_json: a view in that format
PlantrackError              the base class of all errors
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in `typing`, which would be imported before the command line listens to Ctrl-C."""
if TYPE_CHECKING:
    from typing import Any

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

__all__ = [
    "CheckInput", "History", "PlantrackError", "check", "evaluate", "open_journal", "overview", "period",
    "periodic_report", "provenance", "read_plan", "to_json", "to_markdown", "to_text",
]  # fmt: skip
_NAMES = {
    "checks.rules": ("CheckInput", "check"),
    "dates.periods": ("period",),
    "errors": ("PlantrackError",),
    "evaluation.evaluate": ("evaluate",),
    "journal": ("open_journal",),
    "model.history": ("History",),
    "planfile": ("read_plan",),
    "planfile.provenance": ("provenance",),
    "render": ("to_json", "to_markdown", "to_text"),
    "reports.overview": ("overview",),
    "reports.periodic": ("periodic_report",),
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that commands import only what they use."""
    from importlib import import_module

    for module, names in _NAMES.items():
        if name in names:
            return getattr(import_module(f"plantrack.{module}"), name)
    raise AttributeError(f"module 'plantrack' has no attribute {name!r}")
