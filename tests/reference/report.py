"""The report on a period: what was reached in it, what is late at its end, who owes, and what is due next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from reference.approvals import amends, answered, asked
from reference.days import Period, last_of, period_of
from reference.evaluation import Facts, everywhere, leaves_of
from reference.journal import Record, key, recorded
from reference.owing import frequency, report_day
from reference.tasks import CLOSED, Cut, walk


class Dated(NamedTuple):
    """A task or milestone: its due date, the day it was reached, whether it is open, overdue, and past the promise."""

    ref: str
    due: date | None
    done: date | None
    open: bool
    late: bool
    past_promise: int | None


def dates(roots: list[Facts]) -> Iterator[Dated]:
    """Yield what is dated."""
    for found in everywhere(roots):
        is_open = found["status"] not in CLOSED
        for stone in found["milestones"]:
            still = is_open and not stone["done"]
            yield Dated(stone["ref"], stone["due"], stone["done"], still, stone["missed"], stone["days_past_promise"])
        yield Dated(found["ref"], found["due"], found["done"], is_open, found["overdue"], found["days_past_promise"])


def within(day: date | None, period: Period) -> bool:
    """Tell whether a day lies in a period."""
    return day is not None and period.first <= day <= period.last


def report(cut: Cut, roots: list[Facts], period: Period, following: Period) -> dict[str, Any]:
    """Return what the report on a period tells, as of its end."""
    leaves = sorted((leaf for root in roots for leaf in leaves_of(root)), key=lambda one: str(one["ref"]))
    dated = sorted(dates(roots), key=lambda one: one.ref)
    zone = ZoneInfo(cut.plan.get("timezone", "Asia/Shanghai"))
    late = [record for record in cut.records if record["on"] < period.first and is_news(cut, record)]
    return {
        "reached": [(one.ref, str(one.done), one.past_promise or 0) for one in dated if within(one.done, period)],
        "past_promise": [(one["ref"], one["days_past_promise"]) for one in leaves if one["days_past_promise"]],
        "late": [(one.ref, str(one.due), (cut.as_of - one.due).days) for one in dated if one.due and one.late],
        "due_next": [(one.ref, str(one.due)) for one in dated if one.open and within(one.due, following)],
        "reported": sorted((one["id"], days_late(cut, one)) for one in cut.records if within(one["on"], period)),
        "arrived_late": sorted(one["id"] for one in late if within(one["at"].astimezone(zone).date(), period)),
        "unreported": owing_by_unit(leaves),
        "requests": sorted(requests(cut)),
    }


def is_news(cut: Cut, record: Record) -> bool:
    """Tell whether a record is no adoption that changes nothing: one after others, which say the same or later days."""
    earlier = [one for one in cut.records if one["kind"] == "adopt" and recorded(one) < recorded(record)]
    if record["kind"] != "adopt" or not earlier:
        return True
    newer = [one for one in earlier if key(one) > key(record)]
    said = {ref for one in newer for ref in one["promises"]}
    terms = None if any("terms" in one for one in newer) else record.get("terms")
    promises = {ref: named for ref, named in record["promises"].items() if ref not in said}
    return amends(record | {"promises": promises, "terms": terms}, earlier)


def owing_by_unit(leaves: list[Facts]) -> dict[str, list[str]]:
    """Return what each unit owes a report on; joint leads owe each, and what nobody leads is owed by nobody."""
    found: dict[str, list[str]] = {}
    for leaf in leaves:
        for unit in leaf["lead"] or [""]:
            if leaf["missing"]:
                found.setdefault(unit, []).append(leaf["ref"])
    return found


def days_late(cut: Cut, record: Record) -> int | None:
    """Return by how many days a report for an earlier period came after it was due; nothing for any other record."""
    task = next((task for task in walk(cut.plan["tasks"]) if task["ref"] == record.get("ref")), None)
    last = last_of(record["for"]) if "for" in record else None
    if task is None or last is None:
        return None
    period = period_of(last, frequency(cut, task))
    if period.label != record["for"]:
        return None
    on: date = record["on"]
    return max(0, (on - report_day(cut, task, period)).days)


def requests(cut: Cut) -> Iterator[tuple[str, str, str, str]]:
    """Yield of each request what it asks for, its reference, the day asked for, and its answer.

    An approval without a request on the same reference has taken effect all the same, and stands for both.
    """
    answers = [answer for record in cut.records if (answer := answered(record))]
    asks = {request["id"]: request for record in cut.records if (request := asked(record))}
    for request in asks.values():
        yield request["what"], request["ref"], str(request.get("due", "")), verdict(answers, request)
    for answer in answers:
        request = asks.get(answer.get("request") or "")
        lone = request is None or request["ref"] != answer["ref"]
        if lone and answer["verdict"] == "approve" and answer.get("due"):
            yield answer["what"], answer["ref"], str(answer["due"]), "approved"


def verdict(answers: list[Record], request: Record) -> str:
    """Return how a request was answered: an approval moved the date, so it counts before a refusal."""
    given = {one["verdict"] for one in answers if one.get("request") == request["id"] and one["ref"] == request["ref"]}
    return "approved" if "approve" in given else "refused" if "refuse" in given else "pending"
