"""Coverage: what of a document a plan has, what it lacks, and what it has beyond."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from read_support import DELIVERABLE, DIRECTION, HARBOUR, ITEMS, clause, figure

from plantrack.documents.coverage import Coverage, coverage
from plantrack.documents.draft import draft
from plantrack.documents.parsed_document import Clause, Duty, Item, ParsedDocument, Unplaced
from plantrack.model.plan import Plan
from plantrack.planfile import parse_plan

DRAFT = draft(HARBOUR, "harbour", "harbour.txt")


def plan(text: str = DRAFT) -> Plan:
    """Return the plan of a text without problems."""
    found = parse_plan(text, Path("harbour"), "plan.yaml")
    assert found.problems == ()
    return found.plan


def edited(old: str, new: str) -> Plan:
    """Return the harbour's drafted plan after an edit in one place."""
    assert DRAFT.count(old) == 1, old
    return plan(DRAFT.replace(old, new))


def refs(found: Coverage) -> list[tuple[str, tuple[str, ...]]]:
    """Return the clauses with the tasks that stand for them."""
    return [(one.clause.title, one.refs) for one in found.clauses]


ALL = [
    ("编制智慧港口建设方案", ("1.1",)),
    ("持续推进岸电改造", ("1.2",)),
    ("建成冷链查验中心", ("2.1",)),
    ("坚持开放发展方向", ("2",)),
    ("新开航线5条以上", ("2.2",)),
    ("完成老旧码头改造", ("3.1",)),
]


def test_a_draft_covers_its_document() -> None:
    """Every clause has its task, a direction its item, every figure its place; nothing is left over."""
    found = coverage(plan(), HARBOUR)
    assert refs(found) == ALL
    assert (found.missing, found.tasks, found.figures, found.targets, found.extra_figures, found.open) == (
        (),
        (),
        (),
        (),
        (),
        0,
    )


def test_a_title_that_was_reworded() -> None:
    """A task still stands for its clause where most of the title is the same."""
    found = coverage(edited('title: "编制智慧港口建设方案"', 'title: "制定智慧港口建设方案（试行）"'), HARBOUR)
    assert (refs(found), found.open) == (ALL, 0)


def test_a_title_that_was_replaced() -> None:
    """Alone with its clause in one sentence, a task stands for it whatever it is called."""
    found = coverage(edited('title: "建成冷链查验中心"', 'title: "Cold chain"'), HARBOUR)
    assert (refs(found), found.open) == (ALL, 0)


def test_a_task_that_was_moved() -> None:
    """The same title counts wherever it stands."""
    moved = edited("place: {section: 1, sentence: 3}", "place: {section: 3, sentence: 9}")
    assert refs(coverage(moved, HARBOUR)) == ALL


TASK_2_1 = """\
      - ref: "2.1"
        title: "建成冷链查验中心"
        place: {section: 2, sentence: 1}
        kind: deliverable
        due: 2026-12-31  # ? no date in the document
        basis: {due: assumed}
"""


def test_a_clause_without_a_task() -> None:
    """It is told, and nothing else is touched."""
    found = coverage(edited(TASK_2_1, ""), HARBOUR)
    assert refs(found) == [(title, () if title == "建成冷链查验中心" else tasks) for title, tasks in ALL]
    assert ([one.clause.title for one in found.missing], found.open) == (["建成冷链查验中心"], 1)


def test_a_task_without_a_clause() -> None:
    """A task that the document does not ask for is told."""
    extra = TASK_2_1.replace("2.1", "2.3").replace("建成冷链查验中心", "举办论坛").replace("sentence: 1", "sentence: 7")
    found = coverage(edited(TASK_2_1, TASK_2_1 + extra), HARBOUR)
    assert (refs(found), [(task.ref, task.title) for task in found.tasks]) == (ALL, [("2.3", "举办论坛")])


def test_several_for_one() -> None:
    """A task may hold two clauses, and a clause two tasks."""
    first, second = (clause(title, DELIVERABLE, 1) for title in ("建成冷链查验中心", "新开航线5条以上"))
    both = Clause(first.title + second.title, DELIVERABLE, first.title + second.title, first.offset, 1)
    apart, together = (replace(ITEMS[1], clauses=clauses) for clauses in ((first, second), (both,)))
    of_one, of_two = (replace(HARBOUR, items=(item,), targets=()) for item in (together, apart))
    drafts = [plan(draft(reading, "harbour", "x")) for reading in (of_one, of_two)]
    assert [one.refs for one in coverage(drafts[0], of_two).clauses] == [("2.1",), ("2.1",)]
    assert [one.refs for one in coverage(drafts[1], of_one).clauses] == [("2.1", "2.2")]


def test_an_item_of_directions_only() -> None:
    """Its task bears the title of the item, and so is asked for."""
    reading = replace(
        HARBOUR, items=(replace(ITEMS[1], clauses=(clause("坚持开放发展方向", DIRECTION, 2),)),), targets=()
    )
    found = coverage(plan(draft(reading, "harbour", "x")), reading)
    assert (refs(found), found.open) == ([("坚持开放发展方向", ("2",))], 0)


def test_a_person_decides_what_a_direction_is() -> None:
    """A task may stand for a direction, and a direction for a task."""
    other = replace(
        ITEMS[1], clauses=(clause("坚持开放发展方向", DELIVERABLE, 2), clause("建成冷链查验中心", DIRECTION, 1))
    )
    found = coverage(plan(), replace(HARBOUR, items=(ITEMS[0], other, ITEMS[2])))
    assert [one.refs for one in found.clauses if one.item == 2] == [("2",), ("2.1",)]


def test_a_sentence_that_was_not_understood() -> None:
    """It is open where it tells something, until the plan has a task that is made of it."""
    reading = replace(
        HARBOUR, unplaced=(Unplaced("另外举办港口论坛2场", 0, tells=True), Unplaced("春风吹拂", 0, tells=False))
    )
    found = coverage(plan(), reading)
    assert ([one.text for one in found.unplaced], found.open) == (["另外举办港口论坛2场"], 1)
    extra = TASK_2_1.replace("2.1", "2.3").replace("建成冷链查验中心", "举办港口论坛2场").replace(", sentence: 1", "")
    found = coverage(edited(TASK_2_1, TASK_2_1 + extra), reading)
    assert (found.unplaced, found.tasks, found.open) == ((), (), 0)
    assert coverage(plan(), reading, ["另外举办港口…"]).open == 0


def test_a_number_that_no_plan_can_hold() -> None:
    """It is not missed: the draft says that it cannot stand there."""
    endless = replace(HARBOUR.figures[0], quote="∞", value=float("inf"))
    assert coverage(plan(), replace(HARBOUR, figures=(*HARBOUR.figures, endless))).open == 0


def test_parts() -> None:
    """Clauses of parts are traced like others."""
    first = replace(ITEMS[0], clauses=(), parts=(replace(ITEMS[0], title="方案"),))
    assert coverage(plan(), replace(HARBOUR, items=(first, *ITEMS[1:]))).open == 0
    reading = replace(HARBOUR, items=(first, *ITEMS[1:]))
    assert coverage(plan(draft(reading, "harbour", "x")), reading).open == 0


def test_figures() -> None:
    """A number counts once, in its section first; what one side lacks is told, and so is a target."""
    more = figure("新建泊位", "3个", 3, "个", period="2025", section=1)
    found = coverage(plan(), replace(HARBOUR, figures=(*HARBOUR.figures[1:], more)))
    assert (found.figures, [stranger.id for stranger in found.extra_figures]) == ((more,), ["f0-1"])
    found = coverage(plan(), replace(HARBOUR, targets=(replace(HARBOUR.targets[0], value=6),)))
    assert ([target.value for target in found.targets], found.open) == ([6], 1)


def test_a_figure_in_another_section() -> None:
    """A person may have put it elsewhere."""
    second = 'text: "5600艘次"\n      value: 5600\n      unit: "艘次"\n      kind: measure\n      period: "2025"\n      section: '
    elsewhere = edited(f"{second}2", f"{second}1")
    assert coverage(elsewhere, HARBOUR).open == 0


def test_a_figure_without_a_unit() -> None:
    """A person gave it one: its value tells."""
    bare = (replace(HARBOUR.figures[1], unit=""), *HARBOUR.figures[2:])
    found = coverage(plan(), replace(HARBOUR, figures=bare, targets=(replace(HARBOUR.targets[0], unit=""),)))
    assert (found.figures, found.targets, [stranger.id for stranger in found.extra_figures]) == ((), (), ["f0-1"])


def test_a_plan_without_places() -> None:
    """Without places, a task belongs to the item that its reference begins with."""
    bare = plan("\n".join(line for line in DRAFT.splitlines() if "place:" not in line))
    assert (refs(coverage(bare, HARBOUR)), coverage(bare, HARBOUR).open) == (ALL, 0)


def test_many_alike() -> None:
    """Many clauses of one title are paired off in their order."""
    clauses = tuple(Clause("推进改造", DELIVERABLE, "推进改造", number, 1) for number in range(300))
    reading: ParsedDocument = replace(
        HARBOUR, items=(Item(1, "改造", 0, 0, 300, Duty(), None, clauses),), targets=(), skipped=()
    )
    found = coverage(plan(draft(reading, "harbour", "x")), reading)
    assert [one.refs for one in found.clauses] == [(f"1.{number}",) for number in range(1, 301)]
