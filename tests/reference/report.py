"""The report on a period: what was reached in it, what is late at its end, who owes, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from reference.approvals import answered, asked
from reference.days import Period
from reference.evaluation import Facts, everywhere, leaves_of
from reference.journal import Record
from reference.tasks import CLOSED, Cut


class Dated(NamedTuple):
    """A task or milestone: its due date, the day it was reached, whether it is open and whether it is overdue."""

    ref: str
    due: date | None
    done: date | None
    open: bool
    late: bool


def dates(roots: list[Facts]) -> Iterator[Dated]:
    """Yield what is dated."""
    for found in everywhere(roots):
        is_open = found["status"] not in CLOSED
        for stone in found["milestones"]:
            still = is_open and not stone["done"]
            yield Dated(stone["ref"], stone["due"], stone["done"], still, stone["missed"])
        yield Dated(found["ref"], found["due"], found["done"], is_open, found["overdue"])


def within(day: date | None, period: Period) -> bool:
    """Tell whether a day lies in a period."""
    return day is not None and period.first <= day <= period.last


def report(cut: Cut, roots: list[Facts], period: Period, following: Period) -> dict[str, Any]:
    """Return what the report on a period tells, as of its end."""
    dated = sorted(dates(roots), key=lambda one: one.ref)
    zone = ZoneInfo(cut.plan.get("timezone", "Asia/Shanghai"))
    late = [record for record in cut.records if record["on"] < period.first]
    return {
        "reached": [(one.ref, str(one.done)) for one in dated if within(one.done, period)],
        "late": [(one.ref, str(one.due), (cut.as_of - one.due).days) for one in dated if one.due and one.late],
        "due_next": [(one.ref, str(one.due)) for one in dated if one.open and within(one.due, following)],
        "reported": sorted(record["id"] for record in cut.records if within(record["on"], period)),
        "arrived_late": sorted(one["id"] for one in late if within(one["at"].astimezone(zone).date(), period)),
        "unreported": owing_by_unit([leaf for root in roots for leaf in leaves_of(root)]),
        "extensions": sorted(extensions(cut)),
    }


def owing_by_unit(leaves: list[Facts]) -> dict[str, list[str]]:
    """Return what each unit owes a report on; joint leads owe each, and what nobody leads is owed by nobody."""
    found: dict[str, list[str]] = {}
    for leaf in leaves:
        for unit in leaf["lead"] or [""]:
            if leaf["missing"]:
                found.setdefault(unit, []).append(leaf["ref"])
    return found


def extensions(cut: Cut) -> Iterator[tuple[str, str, str]]:
    """Yield of each request to move a date its reference, the day asked for, and its answer.

    An approval without a request on the same reference has moved a date all the same, and stands for both.
    """
    answers = [answer for record in cut.records if (answer := answered(record)) and answer["what"] == "extend"]
    asks = {request["id"]: request for record in cut.records if (request := asked(record))}
    for request in asks.values():
        if request["what"] == "extend":
            yield request["ref"], str(request["due"]), verdict(answers, request)
    for answer in answers:
        request = asks.get(answer.get("request") or "")
        lone = request is None or request["ref"] != answer["ref"]
        if lone and answer["verdict"] == "approve" and answer.get("due"):
            yield answer["ref"], str(answer["due"]), "approved"


def verdict(answers: list[Record], request: Record) -> str:
    """Return how a request was answered: an approval moved the date, so it counts before a refusal."""
    given = {one["verdict"] for one in answers if one.get("request") == request["id"] and one["ref"] == request["ref"]}
    return "approved" if "approve" in given else "refused" if "refuse" in given else "pending"
