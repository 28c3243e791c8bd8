"""A document that was issued again: what came, went and changed, and the tasks that it touches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from read_support import HARBOUR, ITEMS

from plantrack.documents.draft import draft
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Item
from plantrack.documents.reissue import Difference, Reissue, reissue
from plantrack.planfile import parse_plan

PLAN = parse_plan(draft(HARBOUR, "harbour", "harbour.txt"), Path("harbour"), "plan.yaml").plan


def issued(*items: Item) -> Reissue:
    """Return how a document with these items differs from the harbour's."""
    return reissue(HARBOUR, replace(HARBOUR, items=items), PLAN)


def changed(item: Item, place: int, **changes: Any) -> Item:
    """Return an item with one of its clauses changed."""
    clauses = (*item.clauses[:place], replace(item.clauses[place], **changes), *item.clauses[place + 1 :])
    return replace(item, clauses=clauses)


def told(differences: tuple[Difference, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return the titles of then and now, what changed, and the tasks."""
    return [
        ("→".join(place.entry.title for place in (one.old, one.new) if place), one.fields, one.refs)
        for one in differences
    ]


def test_the_same() -> None:
    """Nothing is told of the same document."""
    assert issued(*ITEMS) == Reissue((), (), (), 6)


def test_offsets_and_numbers_do_not_count() -> None:
    """Neither does where a clause stands, nor how its item is numbered, nor the width of its characters."""
    moved = replace(ITEMS[1], number=7, clauses=tuple(replace(c, offset=c.offset + 9) for c in ITEMS[1].clauses))
    assert issued(ITEMS[0], moved, ITEMS[2]) == Reissue((), (), (), 6)
    wide = changed(ITEMS[1], 2, title="新开航线５条以上", quote="新开航线５条以上")
    assert issued(ITEMS[0], wide, ITEMS[2]) == Reissue((), (), (), 6)


def test_one_came() -> None:
    """A clause that is new touches no task."""
    new = Clause("举办航运论坛", ClauseKind.DELIVERABLE, "举办航运论坛", 0, 4)
    found = issued(ITEMS[0], replace(ITEMS[1], clauses=(*ITEMS[1].clauses, new)), ITEMS[2])
    assert (told(found.came), found.went, found.changed, found.same) == ([("举办航运论坛", (), ())], (), (), 6)


def test_one_went() -> None:
    """A clause that is gone touches the task that stood for it."""
    found = issued(ITEMS[0], replace(ITEMS[1], clauses=ITEMS[1].clauses[1:]), ITEMS[2])
    assert (found.came, told(found.went), found.changed) == ((), [("建成冷链查验中心", (), ("2.1",))], ())


def test_one_was_reworded() -> None:
    """A clause of which most is the same has changed."""
    found = issued(changed(ITEMS[0], 0, title="编制智慧港口建设三年方案", quote="编制智慧港口建设三年方案"), *ITEMS[1:])
    assert told(found.changed) == [("编制智慧港口建设方案→编制智慧港口建设三年方案", ("title",), ("1.1",))]
    assert (found.came, found.went, found.same) == ((), (), 5)


def test_a_date_an_owner_and_a_kind() -> None:
    """What changed of a clause is named; an owner of the item is told once."""
    later = changed(ITEMS[0], 0, deadline=Deadline(date(2026, 10, 31), "10月底前", 0))
    mild = changed(ITEMS[2], 0, kind=ClauseKind.ONGOING)
    found = issued(later, replace(ITEMS[1], duty=Duty(lead=("货运处",))), mild)
    assert told(found.changed) == [
        ("扩大对外开放→扩大对外开放", ("lead", "responsible"), ("2.1", "2", "2.2")),
        ("编制智慧港口建设方案→编制智慧港口建设方案", ("due",), ("1.1",)),
        ("完成老旧码头改造→完成老旧码头改造", ("kind",), ("3.1",)),
    ]


def test_lead_and_support() -> None:
    """Each field that changed is named: two that swap their parts are a change of both, one that joins is of one."""
    one = Duty(lead=("规划处",), support=("技术处",))
    was = replace(HARBOUR, items=(changed(ITEMS[0], 0, duty=one),))
    for duty, fields in (
        (Duty(lead=("技术处",), support=("规划处",)), ("lead", "support")),
        (replace(one, support=("技术处", "财务处")), ("support",)),
    ):
        now = replace(HARBOUR, items=(changed(ITEMS[0], 0, duty=duty),))
        assert [found.fields for found in reissue(was, now).changed] == [fields]


def test_a_heading() -> None:
    """That an item is called otherwise is told of the item."""
    found = issued(replace(ITEMS[0], title="建设绿色港口"), *ITEMS[1:])
    assert told(found.changed) == [("建设智慧港口→建设绿色港口", ("title",), ("1.1", "1.2"))]
    assert found.same == 6


def test_without_a_plan() -> None:
    """The clauses are told, without tasks."""
    found = reissue(HARBOUR, replace(HARBOUR, items=ITEMS[:2]))
    assert told(found.went) == [("完成老旧码头改造", (), ())]
