"""The schedule for Mermaid: every line is one of a few forms, whatever the titles are."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from showcase import HOSTILE, HOSTILE_PLAN, HOSTILE_UPDATES, W46, ZONE, ctx, shown_report
from support import plan

from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render.mermaid import LONG, MOST, gantt
from plantrack.reports.periodic import periodic_report

DAY = r"\d{4}-\d\d-\d\d"
NAME = r"[0-9.]+ [^:;#%,\"'`<>&{}\\$~\x00-\x1f]+"
LINES = [
    rf"section {NAME}",
    rf"([✓●▲✗?·–][0-9]*)+ {NAME} :(done, |active, |crit, active, |crit, )?{DAY}, {DAY}",
    rf"◆ {NAME} :milestone, (done, |crit, )?{DAY}, 0d",
]
HEAD = "dateFormat YYYY-MM-DD\naxisFormat %Y-%m\ninclusiveEndDates\ntodayMarker off\n"
NASTY = (
    "```",
    "a:b;c#d",
    "%% x",
    "%%{init: {}}%%",
    "click 1 call x()",
    '"><script>',
    "section x",
    "#35;",
    "\\n",
    HOSTILE,
)


def chart(of: Plan, language: str = "en") -> tuple[str, tuple[str, ...]]:
    """Return the chart of a plan of which nobody reported, and its sentences, after reading it by the grammar."""
    drawn = gantt(periodic_report(of, History(), W46, zone=ZONE), ctx(language, of=of))
    assert drawn is not None
    kind, title, rest = drawn[0].split("\n", 2)
    assert kind == "gantt"
    assert re.fullmatch(r"title [^;#%]+", title)
    assert rest.startswith(HEAD)
    verticals = rf"(as of |截至|plan ends on |计划期至){DAY} :vert, {DAY}, 0d"
    for line in rest.removeprefix(HEAD).splitlines():
        assert re.fullmatch("|".join([*LINES, verticals]), line), line
    return drawn


def tasks(count: int, title: str = "t") -> Plan:
    """Return a plan of so many tasks in items of ten."""
    items = "".join(
        f"- {{ref: '{n}', title: i, tasks: ["
        + ", ".join(f"{{ref: '{n}.{m}', title: {title!r}, kind: deliverable, due: 2024-11-30}}" for m in range(1, 11))
        + "]}\n"
        for n in range(1, count // 10 + 1)
    )
    return plan(f"tasks:\n{items}")


def test_the_schedule() -> None:
    """Its title states what it shows; items are sections; tasks have start, due date, light and progress."""
    drawn = gantt(shown_report(), ctx("en"))
    assert drawn == (
        "gantt\ntitle 1 task overdue, 1 milestone missed\n" + HEAD + "as of 2024-11-17 :vert, 2024-11-17, 0d\n"
        "plan ends on 2024-12-31 :vert, 2024-12-31, 0d\n"
        "section 1 Grow firms\n"
        "✗ 1.2 Issue the measures 40％ :crit, 2024-01-01, 2024-11-30\n"
        "◆ 1.2.1 Drafted :milestone, crit, 2024-10-31, 0d\n"
        "◆ 1.2.2 Submitted :milestone, 2024-11-20, 0d\n"
        "section 2 Hold the fair\n"
        "✓ 2.1 Run the fair 100％ :done, 2024-01-01, 2024-11-16\n"
        "◆ 2.1.1 Opened :milestone, done, 2024-11-14, 0d\n"
        "✗ 2.2 Sum up :crit, 2024-01-01, 2024-11-10",
        ("Tasks without a date, which the chart leaves out: 1.",),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_plan(language: str) -> None:
    """No title ends a line, a chart or its fence."""
    chart(HOSTILE_PLAN, language)
    assert gantt(
        periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE), ctx(language, of=HOSTILE_PLAN)
    )


@given(title=st.one_of(st.sampled_from(NASTY), st.text(min_size=1).filter(lambda text: bool(text.strip()))))
@example("x" * 500)
def test_any_title(title: str) -> None:
    """Tasks, items and milestones: as many lines as without it, all of the same forms."""
    from msgspec.structs import replace

    from plantrack.model.plan import Text

    bare = plan("tasks: [{ref: '1', title: a, tasks: [{ref: '1.1', title: a, kind: deliverable, due: 2024-12-01}]}]")
    (top,) = bare.tasks
    named = replace(top, title=Text(title, title), tasks=(replace(top.tasks[0], title=Text(title, title)),))
    drawn, _ = chart(replace(bare, tasks=(named,)))
    assert len(drawn.split("\n")) == len(HEAD.splitlines()) + 6
    assert max(map(len, drawn.splitlines())) < LONG + 60


def test_a_large_plan_shows_its_items() -> None:
    """And says so; the most that is drawn is the same however large it is."""
    assert chart(tasks(MOST))[0].count(" t :") == MOST
    drawn, told = chart(tasks(300))
    assert drawn.count(" i :") == 30
    assert told == ("With 300 tasks the chart shows items only: 30 of 30.",)
    flat = plan(
        "tasks:\n" + "".join(f"- {{ref: '{n}', title: t, kind: deliverable, due: 2024-11-30}}\n" for n in range(1, 61))
    )
    drawn, told = chart(flat)
    assert drawn.count(" t :") == MOST
    assert told == ("With 60 tasks the chart shows items only: 40 of 60.",)


def test_nothing_with_a_date_is_no_chart() -> None:
    """Mermaid would show an error where there is no bar."""
    bare = plan("tasks: [{ref: '1', title: a, kind: ongoing}]")
    assert gantt(periodic_report(bare, History(), W46, zone=ZONE), ctx("en", of=bare)) is None
