"""Plans and journals of any size, made from a seed: the same numbers give the same bytes.

They look like the real ones: items with tasks below them, milestones, indicators, units; one adoption, then reports,
milestones, measurements and some undone acts, in one file per week. Run as a script it writes a plan folder:

    python generate.py TASKS UPDATES FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from math import isqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

from plantrack.journal.folder import week_file
from plantrack.journal.lines import encode
from plantrack.model.adopting import adopt
from plantrack.model.plan import Plan, Task, TaskKind
from plantrack.model.state import State, Status
from plantrack.model.updates import Act, AnyUpdate, Measurement, MilestoneUpdate, Report, Retraction
from plantrack.planfile import parse_plan

SEED = 2024
FIRST, AS_OF, LAST = date(2024, 1, 1), date(2024, 11, 17), date(2024, 12, 31)
BEGIN, END = datetime(2024, 1, 2, 1, tzinfo=UTC), datetime(2024, 11, 17, 9, tzinfo=UTC)
UNITS = 12
VERBS = [("推进", "Advance"), ("制定", "Draw up"), ("建设", "Build"), ("完善", "Improve"), ("组织", "Organise")]
THINGS = [("重点实验室", "key laboratory"), ("攻关项目", "joint project"), ("管理办法", "rules of procedure"),
          ("人才计划", "talent programme"), ("年度论坛", "annual forum")]  # fmt: skip


def shape(tasks: int) -> tuple[int, int]:
    """Return into how many items that many tasks are sorted, and how many stand below each."""
    items = next(n for n in range(isqrt(tasks), 0, -1) if tasks % n == 0)
    return items, tasks // items - 1


def plan_text(tasks: int, seed: int = SEED) -> str:
    """Return a plan.yaml with that many tasks, items included, which is free of problems."""
    rng = Random(seed)  # noqa: S311 - the same plan every time is the point
    items, below = shape(tasks)
    units = [f"  unit-{n}: {{zh: 第{n}处, en: Division {n}}}" for n in range(1, UNITS + 1)]
    lines = [
        f"id: tasks-{tasks}", f"title: {{zh: {tasks}项任务, en: A plan of {tasks} tasks}}", "issuer: unit-1",
        f"period: {{first: {FIRST}, last: {LAST}}}", "report_every: month", "units:", *units, "tasks:",
    ]  # fmt: skip
    for item in range(1, items + 1):
        lines += _item(item, below, rng)
    lines.append("indicators:")
    lines += [
        f"- {{id: number-{n}, label: {{zh: 第{n}类企业, en: Companies of kind {n}}}, unit: 家, tasks: ['{n}.1']}}"
        for n in range(1, items + 1)
    ]
    return "\n".join(lines) + "\n"


def _item(item: int, below: int, rng: Random) -> Iterator[str]:
    yield f'- ref: "{item}"'
    yield f"  title: {_title(rng)}"
    yield f"  lead: [unit-{rng.randint(1, UNITS)}]"
    yield "  tasks:"
    for number in range(1, below + 1):
        yield from _task(f"{item}.{number}", rng)


def _task(ref: str, rng: Random) -> Iterator[str]:
    """Three in four can be ticked off: 15 in 100 of them due before AS_OF, every third with two milestones."""
    yield f'  - ref: "{ref}"'
    yield f"    title: {_title(rng)}"
    if rng.random() < 0.25:
        yield "    kind: ongoing"
        return
    early = rng.random() < 0.15
    due = _day(rng, date(2024, 5, 1), AS_OF) if early else _day(rng, AS_OF + timedelta(days=1), LAST)
    yield "    kind: deliverable"
    yield f"    due: {due}"
    if rng.random() < 1 / 3:
        yield "    milestones:"
        for number in (1, 2):
            stone = due - timedelta(days=rng.randint(0, 30) + 30 * (2 - number))
            yield f'    - {{ref: "{ref}.{number}", title: {_title(rng)}, due: {stone}}}'


def _title(rng: Random) -> str:
    (verb, verb_en), (thing, thing_en), number = rng.choice(VERBS), rng.choice(THINGS), rng.randint(1, 9999)
    return f"{{zh: {verb}第{number}号{thing}, en: {verb_en} {thing_en} {number}}}"


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, (last - first).days))


class Topics(NamedTuple):
    """What a journal can be about: tasks with nothing below them, milestones, indicators."""

    leaves: list[Task]
    stones: list[str]
    indicators: list[str]


def journal(plan: Plan, updates: int, seed: int = SEED) -> Iterator[AnyUpdate]:
    """Yield that many updates in the order of recording, from the adoption on the first working day up to AS_OF."""
    rng = Random(seed)  # noqa: S311 - the same journal every time is the point
    topics = Topics(list(plan.leaves()), list(plan.milestones), list(plan.indicator_by_id))
    last = ""
    for number in range(updates):
        act = Act(BEGIN + (END - BEGIN) * number / updates, f"officer-{rng.randint(1, 40)}", rng.randbytes)
        if number == 0:
            stamp = {**act.stamp(), "on": BEGIN.date()}
            yield from adopt(plan, State(), lambda: stamp, reason=None)[0]  # noqa: B023 - called at once
        elif last and rng.random() < 0.01:
            yield Retraction(**act.stamp(), target=last)
        else:
            yield _said(act, topics, rng)
            last = act.id


def _said(act: Act, topics: Topics, rng: Random) -> AnyUpdate:
    on = (act.at + timedelta(hours=8)).date()
    if rng.random() < 0.1:
        on = max(on - timedelta(days=rng.randint(1, 6)), BEGIN.date())
    drawn = rng.random()
    if drawn < 0.04:
        value = rng.randint(100, 30000)
        return Measurement(
            **act.stamp(), on=on, ref=rng.choice(topics.indicators), value=value, unit="家", text=f"{value}家"
        )
    if drawn < 0.12 and topics.stones:
        return MilestoneUpdate(**act.stamp(), on=on, ref=rng.choice(topics.stones), state="reached")
    return _report(act, rng.choice(topics.leaves), on, rng)


def _report(act: Act, task: Task, on: date, rng: Random) -> Report:
    """Every third task comes too late to be finished by its due date; the others are done a week before it."""
    late = sum(map(int, task.ref.split("."))) % 3 == 0
    if task.kind is TaskKind.DELIVERABLE and task.due and not late and on >= task.due - timedelta(days=7):
        return Report(**act.stamp(), on=on, ref=task.ref, status=Status.DONE)
    return Report(
        **act.stamp(), on=on, ref=task.ref, status=Status.IN_PROGRESS, percent=rng.randint(0, 99),
        progress=f"已召开第{rng.randint(1, 99)}次推进会，完成阶段任务",
    )  # fmt: skip


def write(folder: Path, tasks: int, updates: int) -> None:
    """Write a plan folder of that size; its name has to be the plan's id."""
    (folder / "journal").mkdir(parents=True)
    text = plan_text(tasks)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    plan = parse_plan(text, folder, "plan.yaml").plan
    for name, group in groupby(journal(plan, updates), week_file):
        (folder / "journal" / name).write_bytes(b"".join(map(encode, group)))


if __name__ == "__main__":
    write(Path(sys.argv[3]), int(sys.argv[1]), int(sys.argv[2]))
