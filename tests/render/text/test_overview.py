"""Status and list as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from showcase import (
    AS_OF,
    HOSTILE_PLAN,
    HOSTILE_UPDATES,
    INERT,
    SHOWN,
    UPDATES,
    WIDTHS,
    ctx,
    showcase_state,
    shown_overview,
)
from support import day, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.render.text.overview import lead_text, listing, milestones_words, status
from plantrack.reports.listing import TaskFilter
from plantrack.reports.listing import listing as chosen
from plantrack.reports.overview import overview


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_status(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """The plan at a glance: items with their leads, bars, lights and dates, and the headline figures below."""
    shown = status(shown_overview(), ctx(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


@pytest.mark.parametrize("width", range(72, 130, 3))
def test_lines_are_broken_as_chinese_breaks_them(width: int) -> None:
    """On every narrow terminal, in every column: no line ends with what opens or begins with what closes.

    The name of a period is whole.
    """
    view = chosen(SHOWN, showcase_state(), AS_OF, TaskFilter(), judging=DEFAULT_JUDGING)
    lines = [*listing(view, ctx("zh", width)).splitlines(), *status(shown_overview(), ctx("zh", width)).splitlines()]
    parts = [part for line in lines for part in line.strip().split("  ")]
    assert [
        part for part in parts if part.endswith(("（", "2024-", "-W", "-W4")) or part.startswith(("、", "）", "，"))
    ] == []


def test_the_status_of_one_item() -> None:
    """The item and what is directly below it; headlines belong to the plan."""
    lines = status(shown_overview("2"), ctx("en")).splitlines()
    assert lines[:4] == [
        "Innovation plan (2 Hold the fair)",
        "as of 2024-11-17 · 2 tasks: done 1, off track 1",
        (
            "besides: reports owed on 1, 1 of them on a task that is off track; 1 task overdue (on assumed dates); "
            "1 task past the date promised (on assumed dates)"
        ),
        "",
    ]
    assert [line.split("  ")[0] for line in lines[4:] if "─" not in line] == ["No.", "2", "2.1", "2.2"]


@pytest.mark.parametrize(("as_of", "line"), [("2024-12-31", False), ("2025-01-01", True)])
def test_after_the_plan_ended_the_status_says_so(*, as_of: str, line: bool) -> None:
    """On a line of its own."""
    view = overview(SHOWN, showcase_state(), day(as_of))
    assert ("the plan ended 1 day ago, on 2024-12-31" in status(view, ctx("en")).splitlines()) is line


def test_before_adoption_the_status_says_so() -> None:
    """Nobody owes anything yet."""
    as_of = day("2024-09-17")
    lines = status(overview(SHOWN, History(UPDATES).at(as_of), as_of), ctx("en")).splitlines()
    assert lines[1:3] == [
        "as of 2024-09-17 · 4 tasks: not due 4",
        "nothing was adopted by then: no report is owed yet",
    ]


def test_a_plan_without_tasks() -> None:
    """No table of nothing, and no number is made up."""
    bare = plan("")
    assert status(overview(bare, History([]).at(), AS_OF), ctx("en", of=bare)) == (
        "计划\nas of 2024-11-17 · no tasks\nnothing was adopted by then: no report is owed yet\n"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Tasks without sub-tasks, with why each light is what it is, and how many they are."""
    view = chosen(SHOWN, showcase_state(), AS_OF, TaskFilter(), judging=DEFAULT_JUDGING)
    assert listing(view, ctx(language, width)) == snapshot


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "截至2024-11-17，没有符合条件的任务\n"), ("en", "no task fits, as of 2024-11-17\n")]
)
def test_an_empty_list_says_so(language: str, said: str) -> None:
    """Instead of a table without rows."""
    assert listing((), ctx(language)) == said


def test_who_leads_is_drawn_by_its_basis() -> None:
    """What was assumed stands back, what nobody leads stands out, what the document says is plain."""
    leads = [lead_text(top.facts, ctx("en")) for top in shown_overview().roots]
    below = [lead_text(child.facts, ctx("en")) for child in shown_overview().roots[0].children]
    assert [piece for text in (*leads, *below) for piece in text.pieces] == [
        ("STI Bureau (assumed)", "dim"),
        ("nobody", "yellow"),
        ("STI Bureau (assumed)", "dim"),
        ("SMART (document)", ""),
    ]


def test_milestones_reached_of_all() -> None:
    """Over the task and everything below it; a dash where there is none."""
    first, second = shown_overview().roots
    assert [milestones_words(s) for s in (first, second, *first.children)] == ["0/2", "1/1", "–", "0/2"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str, width: int | None) -> None:
    """Titles, units and labels of the plan, units and amounts of an edited journal."""
    state = History(HOSTILE_UPDATES).at(AS_OF)
    on = ctx(language, width, HOSTILE_PLAN)
    for shown in (
        status(overview(HOSTILE_PLAN, state, AS_OF), on),
        status(overview(HOSTILE_PLAN, state, AS_OF, "2"), on),
        listing(chosen(HOSTILE_PLAN, state, AS_OF, TaskFilter(), judging=DEFAULT_JUDGING), on),
    ):
        assert all(line.isprintable() for line in shown.split("\n"))
        assert INERT in shown or width is not None
