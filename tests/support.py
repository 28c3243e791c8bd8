"""What tests share: short plans and journals in their own language, with what does not matter filled in."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any

from plantrack.journal.lines import decode_file
from plantrack.model.history import History
from plantrack.model.percentages import Number, rounded_percent
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.updates import AnyUpdate
from plantrack.planfile import PlanFile, parse_plan

DEFAULTS = {
    "id": "p",
    "title": "计划",
    "issuer": "stic",
    "period": "{first: 2024-01-01, last: 2024-12-31}",
    "units": "{stic: {zh: 科创局, en: STI Bureau}, smart: {zh: 医学科学院, en: SMART}, fund: {zh: 基金委, en: NSF}}",
    "tasks": "[]",
}


def plan_text(text: str) -> str:
    """Return a whole plan.yaml: the keys given, indented as one likes, and the DEFAULTS for the others."""
    body = dedent(text)
    given = {line.partition(":")[0] for line in body.splitlines()}
    return body + "\n" + "".join(f"{key}: {value}\n" for key, value in DEFAULTS.items() if key not in given)


def plan_file(text: str) -> PlanFile:
    """Return the plan file of a short text, with its problems."""
    return parse_plan(plan_text(text), Path("p"), "plan.yaml")


def plan(text: str) -> Plan:
    """Return the plan of a short text, which must be free of problems."""
    found = plan_file(text)
    assert not found.problems, "\n".join(problem.text() for problem in found.problems)
    return found.plan


def journal(text: str) -> list[AnyUpdate]:
    """Return the updates of JSON lines; line n has id `u0n` and act `a0n`, recorded n minutes past noon on its day.

    A line without `on` (a retract) is recorded on the day of the line before. Whatever is given counts.
    """
    lines, day = [], date(2024, 1, 1)
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        given = json.loads(line)
        day = date.fromisoformat(given.get("on", str(day)))
        lines.append(json.dumps({**_stamp(number, day), **given}, ensure_ascii=False))
    found = decode_file("\n".join(lines).encode(), "journal")
    assert not found.problems, found.problems
    return found.updates


def _stamp(number: int, day: date) -> dict[str, Any]:
    noon = datetime(day.year, day.month, day.day, 4) + timedelta(minutes=number)  # noqa: DTZ001 - UTC by its Z
    return {"id": f"u{number:02}", "act": f"a{number:02}", "at": f"{noon.isoformat()}.000Z", "by": "刘洋"}


def history(text: str) -> History:
    """Return the history of the journal of JSON lines."""
    return History(journal(text))


def replayed(text: str, as_of: date | None = None, known_at: datetime | None = None) -> State:
    """Return the state of the journal of JSON lines, whole or cut."""
    return history(text).at(as_of, known_at)


def day(text: str) -> date:
    """Return the day written as 2024-11-17."""
    return date.fromisoformat(text)


def moment(text: str) -> datetime:
    """Return the moment written as 2024-11-17T08:00:00Z."""
    return datetime.fromisoformat(text)


def shown(percent: Number | None) -> float | None:
    """Return a percentage as every view shows it."""
    return None if percent is None else rounded_percent(percent)
