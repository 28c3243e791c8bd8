"""The terms of a plan as its files say them: plan.yaml, and digests of calendar.yaml and of its own light rules.

Comments and layout of these two do not count.
"""

import os
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict

from plantrack.dates.workdays import NONE, Calendar
from plantrack.model.plan import Plan
from plantrack.model.promises import terms_of
from plantrack.model.state import Terms
from plantrack.planfile.light_rules import FOLDER, read_rules

DIGITS = 16
"""Characters of a digest that are kept."""


def read_terms(plan: Plan, folder: Path, calendar: Calendar = NONE) -> Terms:
    """Return the terms of the plan in a folder. Raises PlanError where its own light rules are none."""
    days = {name: value for name, value in asdict(calendar).items() if value != getattr(NONE, name)}
    own = os.path.lexists(folder / FOLDER / f"{plan.policy.lights}.yaml")
    return terms_of(
        plan, _digest(days) if days else None, _digest(read_rules(plan.policy.lights, folder)) if own else None
    )


def _digest(value: Any) -> str:
    from hashlib import sha256  # where there are such files only: it loads OpenSSL

    return sha256(msgspec.json.encode(value)).hexdigest()[:DIGITS]
