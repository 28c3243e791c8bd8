"""What the plan and the journal say about one task: owners, dates, status, percentage, promise, milestones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from reference.approvals import answered, asked, judged
from reference.days import Calendar
from reference.journal import Record, in_force, key, last_value, latest_run, read, recorded, until

Task = dict[str, Any]
Plan = dict[str, Any]
CLOSED = ("done", "cancelled")


@dataclass(frozen=True)
class Cut:
    """A plan, and the records of its journal that are in force and take effect: all, and those of a day's cut.

    `objections` is what is found of records that do not or should not take effect. `over` is the last day that is over
    now: today still runs.
    """

    plan: Plan
    everything: list[Record]
    objections: list[tuple[str, str]]
    records: list[Record]
    as_of: date
    over: date
    calendar: Calendar

    @property
    def ended(self) -> date:
        """Return the last day that is over by the day asked about: that day itself, unless it is today."""
        return self.over if self.as_of == self.over + timedelta(days=1) else self.as_of

    @property
    def due_by(self) -> date:
        """Return by when a report had to be in that is missed: by that day, and no later than now."""
        return min(self.as_of, self.over)


def cut(
    plan: Plan, lines: Iterable[str], as_of: date, over: date, *, known: datetime | None, calendar: Calendar
) -> Cut:
    """Return what counts of a journal as of the end of a day, of what was recorded before a moment."""
    judgement = judged(in_force(read(lines), known))
    objections = [(rule, record.get("ref", "")) for rule, record in judgement.objections if record["on"] <= as_of]
    return Cut(plan, judgement.effective, objections, until(judgement.effective, as_of), as_of, over, calendar)


def exact(number: float) -> Fraction:
    """Return a number of a file exactly as it is written there."""
    return Fraction(str(number))


# The tree


def walk(tasks: list[Task]) -> Iterator[Task]:
    """Yield every task and what is below it, in the order of the file."""
    for task in tasks:
        yield task
        yield from walk(task.get("tasks", []))


def leaves(task: Task) -> list[Task]:
    """Return the tasks below that have nothing below them; a leaf is its own."""
    return [found for found in walk([task]) if not found.get("tasks")]


def lineage(plan: Plan, ref: str) -> list[Task]:
    """Return a task and all above it, the nearest first."""

    def path(tasks: list[Task]) -> list[Task]:
        for task in tasks:
            if task["ref"] == ref:
                return [task]
            if below := path(task.get("tasks", [])):
                return [*below, task]
        return []

    return path(plan["tasks"])


def nearest(plan: Plan, ref: str, name: str) -> Any:
    """Return what the task says under a name, else the nearest above it that says something."""
    return next((task[name] for task in lineage(plan, ref) if task.get(name)), None)


# Promises


def promise(cut: Cut, ref: str) -> tuple[Record, date] | None:
    """Return what was promised of a reference, and when it was adopted: the adoption recorded first that names it."""
    naming = [r for r in cut.records if r["kind"] == "adopt" and ref in r["promises"]]
    if not naming:
        return None
    first = min(naming, key=recorded)
    return first["promises"][ref], first["on"]


def adopted(cut: Cut, ref: str) -> date | None:
    """Return since when a reference is promised."""
    found = promise(cut, ref)
    return found[1] if found else None


def promised_day(cut: Cut, ref: str) -> date | None:
    """Return the day that was promised."""
    found = promise(cut, ref)
    return as_day(found[0].get("due")) if found else None


def as_day(value: Any) -> date | None:
    """Return a day of a file as a day."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def currently(cut: Cut, ref: str, name: str) -> tuple[Any] | None:
    """Return what the last adoption, assignment or approval that says something under a name says of a reference."""

    def written(record: Record) -> tuple[Any] | None:
        if record["kind"] == "adopt":
            named = record["promises"].get(ref, {})
            return (named[name],) if name in named else None
        if record["kind"] == "assign" and record["ref"] == ref and record.get(name) is not None:
            return (record[name],)
        if name == "due" and record.get("ref") == ref and approves(record, "extend") and record.get("due"):
            return (record["due"],)
        return None

    return last_value(cut.records, written)


def approves(record: Record, what: str) -> bool:
    """Tell whether a record approves an extension, a cancellation or a claim of completion."""
    answer = answered(record)
    return answer is not None and (answer["what"], answer["verdict"]) == (what, "approve")


def pending(cut: Cut, ref: str | None) -> list[Record]:
    """Return the requests about a reference, or about any, that nobody answered by the day."""
    answers = [(answer.get("request"), answer["ref"]) for record in cut.records if (answer := answered(record))]
    requests = [request for record in cut.records if (request := asked(record)) and ref in (None, request["ref"])]
    return [request for request in requests if (request["id"], request["ref"]) not in answers]


# Owners and dates


def due(cut: Cut, ref: str, planned: date | None) -> date | None:
    """Return the current due date: what was adopted or approved last, else what the plan file says.

    An extension that was recorded after the task was closed, or the milestone or its task, moves nothing there.
    """
    closings = [at for at in (closed_at(cut, ref), closed_at(cut, task_of(cut, ref))) if at]
    kept = [
        r for r in cut.records if r["at"] <= min(closings, default=r["at"]) or r.get("ref") != ref or not extends(r)
    ]
    found = currently(replace(cut, records=kept), ref, "due")
    return as_day(found[0]) if found else planned


def extends(record: Record) -> bool:
    """Tell whether a record approves an extension."""
    return approves(record, "extend")


def task_of(cut: Cut, ref: str) -> str:
    """Return the reference of the task to which a milestone belongs; a task is its own."""
    owners = {stone["ref"]: task["ref"] for task in walk(cut.plan["tasks"]) for stone in task.get("milestones", [])}
    return str(owners.get(ref, ref))


def closed_at(cut: Cut, ref: str) -> datetime | None:
    """Return when it was first recorded that a leaf is done or cancelled or a milestone reached, and is still."""
    task = next((task for task in walk(cut.plan["tasks"]) if task["ref"] == ref), {"tasks": True})
    leaf = not task.get("tasks")
    steps = [(record, record["state"] == "reached") for record in cut.records if is_step(record, ref)]
    said = [(record, found == "done") for record, found in statuses(cut, ref)] if leaf else steps
    since: datetime | None = None
    for record, done in sorted(said, key=lambda pair: key(pair[0])):
        since = min(since or record["at"], record["at"]) if done else None
    if leaf and status(cut, ref) == "cancelled":
        since = max((record for record, _ in said), key=key)["at"]
    return since


def is_step(record: Record, ref: str) -> bool:
    """Tell whether a record says that a milestone was reached or is open again."""
    return bool(record["kind"] == "milestone" and record["ref"] == ref)


def start(cut: Cut, ref: str) -> date:
    """Return when a task begins: as it was adopted, else as the plan says, of itself or the nearest above."""
    for task in lineage(cut.plan, ref):
        found = currently(cut, task["ref"], "start") or (task.get("start"),)
        if found[0]:
            day = as_day(found[0])
            assert day is not None
            return day
    first: date = cut.plan["period"]["first"]
    return first


def lead(cut: Cut, ref: str) -> list[str]:
    """Return who leads: whom the task or the nearest above names, as assigned or adopted last, or as the plan says."""
    for task in lineage(cut.plan, ref):
        units = (currently(cut, task["ref"], "lead") or (task.get("lead"),))[0]
        if units:
            return answering(cut, units)
    return []


def answering(cut: Cut, units: list[str]) -> list[str]:
    """Return who answers on the day: a successor answers for what it took over from the day on which a unit ended."""
    found = []
    for named in units:
        unit = named
        while "successor" in cut.plan["units"][unit] and cut.as_of > cut.plan["units"][unit]["until"]:
            unit = cut.plan["units"][unit]["successor"]
        found.append(unit)
    return list(dict.fromkeys(found))


def support(cut: Cut, ref: str) -> list[str]:
    """Return who supports the task itself."""
    found = currently(cut, ref, "support")
    return answering(cut, found[0] if found else lineage(cut.plan, ref)[0].get("support", []))


# What was reported


def reports(cut: Cut, task: Task) -> list[Record]:
    """Return what counts as a report on a task.

    Updates and claims that it is done, its milestones, and measurements of the indicators that follow it.
    """
    stones = [stone["ref"] for stone in task.get("milestones", [])]
    followed = [one["id"] for one in cut.plan.get("indicators", []) if task["ref"] in one.get("tasks", [])]
    names = {"report": [task["ref"]], "milestone": stones, "measure": followed, "request": [task["ref"]]}
    named = [record for record in cut.records if record.get("ref") in names.get(record["kind"], [])]
    return [record for record in named if record.get("what", "close") == "close" and says_something(record)]


def says_something(record: Record) -> bool:
    """Tell whether a report says anything: a text of blanks, zero-width and control characters says nothing."""
    texts = "".join(record.get(name) or "" for name in ("progress", "problem", "next"))
    stated = [record.get(name) for name in ("status", "percent", "solved")] != [None, None, None]
    return record["kind"] != "report" or stated or any(unicodedata.category(one)[0] not in "ZC" for one in texts)


def said(cut: Cut, ref: str, name: str) -> Any:
    """Return what the last report on a task that says something under a name says."""
    found = last_value(
        cut.records,
        lambda r: (r[name],) if r["kind"] == "report" and r["ref"] == ref and r.get(name) is not None else None,
    )
    return found[0] if found else None


def statuses(cut: Cut, ref: str) -> list[tuple[Record, str]]:
    """Return the records that set the status of a leaf, each with what it sets: reports, and approvals to close it."""
    found = []
    for record in cut.records:
        if record.get("ref") == ref and record["kind"] == "report" and record.get("status"):
            found.append((record, record["status"]))
        elif record.get("ref") == ref and (approves(record, "close") or approves(record, "cancel")):
            found.append((record, "done" if approves(record, "close") else "cancelled"))
    return found


def status(cut: Cut, ref: str) -> str | None:
    """Return the status of a leaf; nothing until somebody reports one."""
    found = statuses(cut, ref)
    return max(found, key=lambda pair: key(pair[0]))[1] if found else None


def done_since(cut: Cut, ref: str) -> date | None:
    """Return the day on which a leaf was done, and has been since."""
    done = {record["id"] for record, found in statuses(cut, ref) if found == "done"}
    return latest_run([record for record, _ in statuses(cut, ref)], lambda record: record["id"] in done)


def reached(cut: Cut, ref: str) -> date | None:
    """Return the day on which a milestone was reached, and has been since."""
    said_of_it = [record for record in cut.records if is_step(record, ref)]
    return latest_run(said_of_it, lambda record: record["state"] == "reached")


def days_past_promise(cut: Cut, ref: str, done: date | None, state: str | None) -> int | None:
    """Return by how many days a task or milestone is past the day promised: until it was reached, else until now.

    None where no day was promised, and where a task was closed without reaching it.
    """
    promised = promised_day(cut, ref)
    until = done or (None if state in CLOSED else cut.as_of)
    return max(0, (until - promised).days) if promised and until else None


def is_past(cut: Cut, day: date | None) -> bool:
    """Tell whether as-of is after a due date and the days of grace."""
    grace = timedelta(days=cut.plan.get("policy", {}).get("grace", 0))
    return day is not None and cut.as_of > day + grace


def milestones(cut: Cut, task: Task, state: str | None = None) -> list[Record]:
    """Return each milestone of a task with this status: its days, when it was reached, and whether it is missed."""
    found = []
    for stone in task.get("milestones", []):
        day, done = due(cut, stone["ref"], stone["due"]), reached(cut, stone["ref"])
        missed = state not in CLOSED and done is None and is_past(cut, day)
        found.append({
            "ref": stone["ref"], "due": day, "promised_due": promised_day(cut, stone["ref"]), "done": done,
            "missed": missed, "weight": exact(stone.get("weight", 1)),
            "days_past_promise": days_past_promise(cut, stone["ref"], done, state),
        })  # fmt: skip
    return found


def measured_by_milestones(task: Task) -> bool:
    """Tell whether the milestones measure the task: one of them has a weight."""
    return any(stone.get("weight") for stone in task.get("milestones", []))


def percent(cut: Cut, task: Task) -> Fraction | None:
    """Return how far a leaf is: 100 when done, else what was reported, else the weight of the milestones reached."""
    if status(cut, task["ref"]) == "done":
        return Fraction(100)
    told = said(cut, task["ref"], "percent")
    if told is not None or not measured_by_milestones(task):
        return None if told is None else exact(told)
    stones = milestones(cut, task)
    got = sum((stone["weight"] for stone in stones if stone["done"]), Fraction(0))
    return 100 * got / sum(stone["weight"] for stone in stones) if got else None
