"""Two plans that bulletins are judged by, the same bytes every time: what an office would circulate, on a large scale.

acts: 24 tasks of five units, and 147 acts between January and April 2026. long: 200 tasks under long titles.

python tests/bulletins.py FOLDER writes both as FOLDER/plans/acts and FOLDER/plans/long; their month is 2026-04.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import Any

from plantrack.journal.folder import week_file
from plantrack.journal.lines import encode
from plantrack.model.adopting import adopt
from plantrack.model.plan import Milestone, Plan, Task
from plantrack.model.state import State, Status
from plantrack.model.updates import Act, Answer, AnyUpdate, Comment, Measurement, MilestoneUpdate, Report, Request
from plantrack.model.updates.answer import Verdict
from plantrack.planfile import parse_plan

SEED = 2026
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
AS_OF = date(2026, 4, 30)
ACTS = 147
UNITS = {
    "office": ("办公室", "General Office"), "research": ("基础研究处", "Basic Research Division"),
    "industry": ("高新产业处", "High-tech Industry Division"), "funds": ("资金管理处", "Funds Division"),
    "talent": ("人才处", "Talent Division"),
}  # fmt: skip
ITEMS = [
    (
        "强化基础研究",
        "Strengthen basic research",
        "资助重点项目200项 新建联合实验室3家 发布开放课题清单 评估省级实验室",
    ),
    ("攻关核心技术", "Master core technologies", "下达攻关项目60项 编制技术路线图 组建创新联合体 验收在研项目"),
    ("壮大科技企业", "Grow technology firms", "认定高新技术企业 培育专精特新企业 举办创新创业大赛 走访重点企业"),
    ("完善资金管理", "Improve the use of funds", "修订资金管理办法 完成年度绩效评价 上线申报系统二期 开展专项审计整改"),
    ("引育科技人才", "Attract and train talent", "引进领军团队10个 兑现人才补贴 建设人才社区 举办青年论坛"),
    ("扩大开放合作", "Open up and cooperate", "签署合作协议5份 举办国际技术转移大会 建设海外创新中心 组织参展高交会"),
]
"""Each item with the titles of its tasks."""
LONG_ZH = (
    "会同有关部门和各区建立健全覆盖科技创新全过程的统筹协调、跟踪评估与动态调整工作机制，"
    "形成第{n}批可复制可推广的经验清单"
)
LONG_EN = (
    "Set up with the departments and districts concerned a mechanism of coordination, evaluation and adjustment"
    " that covers the whole course of innovation, and draw up list {n} of experience that others can take over"
)
SAID = [
    "已完成方案初稿并征求意见",
    "召开推进会2次，明确分工",
    "完成实地调研，形成报告",
    "合同已签订，进入实施",
    "材料已报市政府审定",
]
PROBLEMS = ["资金尚未下达，影响采购进度", "用地审批未完成", "合作单位更换负责人，需重新对接", "招标流标一次"]
STEPS = ["5月中旬前完成专家评审", "尽快组织第二次招标", "下月上旬提请局务会审议", "加快签订补充协议"]


def acts_plan() -> str:
    """Return the plan.yaml of 24 tasks."""
    tasks = [
        (f"{number}.{place}", zh, f"{en}: step {place}")
        for number, (_, en, titles) in enumerate(ITEMS, 1)
        for place, zh in enumerate(titles.split(), 1)
    ]
    return _plan("acts", "2026年科技工作要点", "Key tasks in science, 2026", [(zh, en) for zh, en, _ in ITEMS], tasks)


def long_plan() -> str:
    """Return the plan.yaml of 200 tasks under long titles, twenty below each item."""
    tasks = [
        (f"{item}.{place}", LONG_ZH.format(n=20 * item - 20 + place), LONG_EN.format(n=20 * item - 20 + place))
        for item in range(1, 11)
        for place in range(1, 21)
    ]
    items = [(f"第{n}个方面的重点工作", f"Field of work {n}") for n in range(1, 11)]
    return _plan("long", "2026年度督查事项总台账", "All matters under supervision, 2026", items, tasks)


def _plan(name: str, zh: str, en: str, items: list[tuple[str, str]], tasks: list[tuple[str, str, str]]) -> str:
    rng = Random(SEED)  # noqa: S311 - the same plan every time is the point
    units = [f"  {unit}: {{zh: {zh}, en: {en}}}" for unit, (zh, en) in UNITS.items()]
    lines = [
        f"id: {name}", f"title: {{zh: {zh}, en: '{en}'}}", "issuer: office",
        f"period: {{first: {FIRST}, last: {LAST}}}", "report_every: month", "units:", *units, "tasks:",
    ]  # fmt: skip
    for number, (title, english) in enumerate(items, 1):
        lines += [f'- ref: "{number}"', f"  title: {{zh: {title}, en: {english}}}", "  tasks:"]
        for ref, words, translated in tasks:
            if ref.split(".")[0] == str(number):
                lines += _task(ref, words, translated, rng)
    return "\n".join([*lines, *_indicators()]) + "\n"


def _task(ref: str, zh: str, en: str, rng: Random) -> Iterator[str]:
    """Every fourth task runs through the year; every third of the others has milestones."""
    yield f'  - ref: "{ref}"'
    yield f"    title: {{zh: {zh}, en: '{en}'}}"
    yield f"    lead: [{rng.choice(list(UNITS))}]"
    if ref.endswith("4"):
        yield "    kind: ongoing"
        return
    due = date(2026, rng.choice([3, 4, 5, 6, 9, 12]), rng.choice([15, 20, 25, 30]))
    yield "    kind: deliverable"
    yield f"    due: {due}"
    if ref.endswith(("1", "7")):
        yield "    milestones:"
        for number in (1, 2):
            stone = due - timedelta(days=25 * (3 - number))
            title = f"{{zh: 第{number}阶段验收, en: Acceptance of stage {number}}}"
            yield f'    - {{ref: "{ref}.{number}", title: {title}, due: {stone}}}'


def _indicators() -> list[str]:
    return dedent("""
        sections: {1: {zh: 2025年工作总结, en: Summary of 2025}}
        baseline:
          year: 2025
          figures:
          - {id: firms-2025, label: {zh: 高新技术企业, en: High-tech firms}, text: 2.58万家, value: 25800, unit: 家,
             kind: measure, period: "2025", section: 1}
        indicators:
        - {id: firms, label: {zh: 高新技术企业, en: High-tech firms}, unit: 家, tasks: ["3.1"], baseline: [firms-2025],
           headline: true, target: {text: 2.7万家, value: 27000, unit: 家, basis: document}}
    """).splitlines()


def acts_journal(plan: Plan) -> Iterator[AnyUpdate]:
    """Yield 147 acts: the adoption, then reports, milestones, numbers, requests and their answers, and remarks."""
    rng, leaves = Random(SEED), list(plan.leaves())  # noqa: S311 - the same journal every time is the point
    silent = {leaf.ref for leaf in leaves[5::8]}
    spoken = [leaf for leaf in leaves if leaf.ref not in silent]
    yield from _adopted(plan, rng)
    asked: Request | None = None
    for number in range(1, ACTS):
        day = date(2026, 1, 6) + timedelta(days=number * 114 // ACTS)
        act, task = _act(day, rng, number), spoken[number % len(spoken)]
        stamp = {**act.stamp(), "on": day}
        if asked:
            verdict: Verdict = rng.choice(("approve", "approve", "refuse"))
            reason = "按原定时限完成" if verdict == "refuse" else None
            yield Answer(
                **stamp, ref=asked.ref, request=asked.id, what="extend", verdict=verdict, due=asked.due, reason=reason
            )
            asked = None
        elif number % 24 == 5 and task.due and task.due > day:
            asked = Request(**stamp, ref=task.ref, what="extend", due=task.due + timedelta(days=30), reason="招标推迟")
            yield asked
        elif number % 31 == 9:
            value = 25800 + 6 * number
            yield Measurement(
                **stamp, ref="firms", value=value, unit="家", text=f"{value}家", period=f"2026-{day.month:02}"
            )
        elif number % 37 == 3:
            yield Comment(**stamp, ref=task.ref, text="分管局领导要求每周报送")
        elif task.milestones and number % 5 == 1:
            yield _stone(task.milestones, number, stamp)
        else:
            yield _report(task, day, stamp, rng)


def long_journal(plan: Plan) -> Iterator[AnyUpdate]:
    """Yield the adoption, and a report a month on three tasks of four."""
    rng = Random(SEED)  # noqa: S311 - the same journal every time is the point
    yield from _adopted(plan, rng)
    for month in range(1, 5):
        for place, task in enumerate(plan.leaves()):
            if place % 4:
                day = date(2026, month, 6 + place % 20)
                yield _report(task, day, {**_act(day, rng).stamp(), "on": day}, rng)


def _act(day: date, rng: Random, seconds: int = 0) -> Act:
    at = datetime.combine(day, time(2, 30), UTC) + timedelta(seconds=seconds)
    return Act(at, rng.choice(["刘洋", "陈静", "王磊", "赵敏", "孙悦"]), rng.randbytes)


def _adopted(plan: Plan, rng: Random) -> Iterable[AnyUpdate]:
    day = date(2026, 1, 5)
    stamp = {**_act(day, rng).stamp(), "on": day}
    return adopt(plan, State(), lambda: stamp, reason=None)[0]


def _stone(stones: tuple[Milestone, ...], number: int, stamp: dict[str, Any]) -> AnyUpdate:
    return MilestoneUpdate(**stamp, ref=stones[number % len(stones)].ref, state="reached")


def _report(task: Task, day: date, stamp: dict[str, Any], rng: Random) -> Report:
    """One report in seven names a problem; what is due soon is finished, but for every third task."""
    if task.due and (task.due - day).days < 12 and sum(map(int, task.ref.split("."))) % 3:
        return Report(**stamp, ref=task.ref, status=Status.DONE, progress="已完成并通过验收")
    share = min(95.0, 100 * (day - FIRST).days / ((task.due or LAST) - FIRST).days + rng.randint(-30, 12))
    told: dict[str, Any] = {
        "status": Status.IN_PROGRESS,
        "percent": max(3.0, round(share)),
        "progress": rng.choice(SAID),
    }
    if rng.randrange(7) == 0:
        told |= {"problem": rng.choice(PROBLEMS), "status": Status.BLOCKED}
    return Report(**stamp, ref=task.ref, **told, next=rng.choice(STEPS) if rng.randrange(3) == 0 else None)


def write(folder: Path, text: str, journal: Callable[[Plan], Iterable[AnyUpdate]]) -> None:
    """Write a plan folder; its name has to be the plan's id."""
    (folder / "journal").mkdir(parents=True)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    found = parse_plan(text, folder, "plan.yaml")
    if found.problems:
        raise ValueError("\n".join(problem.text() for problem in found.problems))
    for name, group in groupby(sorted(journal(found.plan), key=attrgetter("at")), week_file):
        (folder / "journal" / name).write_bytes(b"".join(map(encode, group)))


def write_all(folder: Path) -> None:
    """Write both plans below `folder/plans`."""
    write(folder / "plans" / "acts", acts_plan(), acts_journal)
    write(folder / "plans" / "long", long_plan(), long_journal)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
