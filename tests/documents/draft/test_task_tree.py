"""The tree of a draft: `test_draft` compares it whole; here are its references, its levels and what is folded."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace
from read_support import DELIVERABLE, DIRECTION, HARBOUR, ITEMS, ONGOING

from plantrack.documents.draft.draft_task import DraftTask, deliverables
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.task_tree import draft_tasks
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item, ParsedDocument, Rhythm

JUNE = Deadline(date(2026, 6, 30), "6月底前", 0)


def tree(*items: Item, **changes: Any) -> tuple[DraftTask, ...]:
    """Return the tasks of a document with these items."""
    reading: ParsedDocument = replace(HARBOUR, items=items, skipped=(), **changes)
    return draft_tasks(reading, Omissions(reading))


def shown(tasks: tuple[DraftTask, ...]) -> list[str]:
    """Return each task as its reference, title, kind and day."""
    return [
        f"{one.ref} {one.title} {one.kind or '-'}"
        + (f" {one.deadline.due}" if isinstance(one.deadline, Deadline) else "")
        for task in tasks
        for one in task.walk()
    ]


def work(title: str, kind: ClauseKind = DELIVERABLE, **more: Any) -> Clause:
    """Return a clause."""
    return Clause(title, kind, title, 0, 1, **more)


def part(number: int, title: str, *clauses: Clause, parts: tuple[Item, ...] = (), **more: Any) -> Item:
    """Return an item."""
    return Item(number, title, 0, 0, 9, clauses=clauses, parts=parts, **more)


def test_references() -> None:
    """Items are counted, and what is to be done in them; a direction is no task."""
    assert [line.split()[0] for line in shown(tree(*ITEMS))] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1"]


def test_levels() -> None:
    """Parts keep the numbers of the document, and what the text before them asks for has those behind.

    A deadline holds for all that is below it, but not for what comes back.
    """
    running = part(4, "办实事", work("办实事"), deadline=JUNE)
    chapter = part(
        2, "民生", work("每季度通报", ONGOING, recurs=Rhythm.QUARTER), deadline=JUNE,
        parts=(part(3, "就业", work("培训2期"), parts=(part(1, "建园区", work("选址"), work("开工")),)), running),
    )  # fmt: skip
    assert shown(tree(part(1, "产业", work("引企业5家")), chapter)) == [
        "1 产业 -", "1.1 引企业5家 deliverable",
        "2 民生 -", "2.5 每季度通报 ongoing",
        "2.3 就业 -", "2.3.2 培训2期 deliverable 2026-06-30",
        "2.3.1 建园区 -", "2.3.1.1 选址 deliverable 2026-06-30", "2.3.1.2 开工 deliverable 2026-06-30",
        "2.4 办实事 deliverable 2026-06-30",
    ]  # fmt: skip


def test_numbers_that_are_not_unique() -> None:
    """They are counted on each level."""
    twice = (part(1, "一", work("甲")), part(1, "二", work("乙")))
    assert [line.split()[0] for line in shown(tree(part(7, "章", parts=twice)))] == [
        "7",
        "7.1",
        "7.1.1",
        "7.2",
        "7.2.1",
    ]


def test_owners_of_parts() -> None:
    """A clause has no owners of its own where it has those of its item."""
    led, other = Duty(lead=("规划处",)), Duty(lead=("财务处",))
    (top,) = tree(part(1, "章", work("甲", duty=led), work("乙", duty=other), duty=led))
    assert [task.duty for task in top.walk()] == [led, Duty(), other]


REPORT = "2026年滨海市政府工作报告"


def many(kind: ClauseKind) -> tuple[Clause, ...]:
    """Return more clauses than a report is divided into."""
    return tuple(work(f"推进工作{number}", kind) for number in range(100))


def test_a_long_report() -> None:
    """Its ongoing work stands as directions of what it is below; a part with more of it is one ongoing task."""
    groups = (
        part(1, "投资", *many(ONGOING)),
        part(2, "产业", work("建成园区"), work("推进改造", ONGOING), work("坚持", DIRECTION)),
        part(3, "改善环境", work("改善环境", ONGOING)),
        part(4, "产业强", work("产业强则经济强", DIRECTION)),
    )
    (task,) = tree(part(1, "经济", parts=groups), title=REPORT)
    assert shown((task,)) == ["1 经济 -", "1.1 投资 ongoing", "1.2 产业 -", "1.2.1 建成园区 deliverable"]
    assert [(len(one.directions), one.folded, one.doubtful) for one in (task, *task.tasks)] == [
        (2, 1, False), (100, 100, False), (2, 1, False),
    ]  # fmt: skip


def test_a_short_report_and_a_long_plan() -> None:
    """All that is to be done there is a task."""
    assert len(tree(part(1, "投资", *many(ONGOING)[:99]), title=REPORT)[0].tasks) == 99
    assert len(tree(part(1, "投资", *many(ONGOING)), title="2026年工作要点")[0].tasks) == 100


def test_deliverables() -> None:
    """What cannot be ticked off goes, with what is then empty."""
    tasks = tree(
        part(1, "投资", work("推进", ONGOING)),
        part(2, "产业", work("建成园区"), work("推进改造", ONGOING), work("坚持", DIRECTION)),
    )
    assert shown(deliverables(tasks)) == ["2 产业 -", "2.1 建成园区 deliverable"]
    assert deliverables(tasks)[0].directions == ()
