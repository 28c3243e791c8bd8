"""The report in sentences: only what the numbers say, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, W46, ZONE, ctx, shown_report
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.reports.cells import ListCell
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.bulletin import bulletin, light_shares


def reported(text: str, lines: str, on: str = "2024-11-17", **cut: Any) -> PeriodicReport:
    """Return the week's report on a short plan and journal."""
    return periodic_report(plan(text), History(journal(lines)), period_of(day(on), "week"), zone=ZONE, **cut)


def sentences(view: PeriodicReport, on: RenderContext) -> list[str]:
    """Return the sentences of a report's first paragraph."""
    return [message_words(said, on) for said in bulletin(view)]


def paragraph(view: PeriodicReport, on: RenderContext) -> str:
    """Return them as one paragraph."""
    return message_words(ListCell(tuple(bulletin(view)), "sentences"), on)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentences(language: str, snapshot: Any) -> None:
    """Three: the lights with their shares; progress in points and what was reached; what is worst and what is owed."""
    told = sentences(shown_report(), ctx(language))
    assert told == snapshot
    assert len(told) == 3


def test_a_plan_without_tasks() -> None:
    """Says so, and nothing else."""
    assert paragraph(reported("", ""), ctx("en")) == "There is no task in this report."
    assert paragraph(reported("", ""), ctx("zh")) == "本通报不含任务。"


def test_nothing_that_nobody_said() -> None:
    """Before adoption and without a report there are no late tasks, no silence and no changes to tell of."""
    quiet = reported("""
        tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]
    """, "")  # fmt: skip
    assert sentences(quiet, ctx("en")) == [
        "As of 17 November 2024, of 1 task: not due 1 (100%).",
        "Nobody has reported a percentage where 87.3% is expected.",
    ]


def test_the_shares_are_of_all_tasks() -> None:
    """They add up to the whole, with those that were cancelled; these count no further."""
    found = reported(
        """
        tasks:
        - {ref: "1", title: 一, kind: ongoing}
        - {ref: "2", title: 二, kind: ongoing}
        - {ref: "3", title: 三, kind: ongoing}
        """,
        """
        {"kind": "report", "ref": "1", "on": "2024-11-11", "status": "cancelled"}
        {"kind": "report", "ref": "2", "on": "2024-11-11", "status": "done"}
        """,
    )
    assert sentences(found, ctx("en")) == [
        (
            "As of 17 November 2024, of 3 tasks: done 1 (33.3%), not due 1 (33.3%), cancelled 1 (33.3%); lights against"
            " the period before: 1 better."
        ),
        "1 of 2 tasks ever reported on; reached in this period: 1 task, namely 2 二.",
    ]
    assert [(part.meaning, part.count) for part in light_shares(found)] == [
        (Meaning.DONE, 1), (Meaning.NOT_DUE, 1), (Meaning.CANCELLED, 1),
    ]  # fmt: skip


def test_a_report_on_days_to_come_says_so() -> None:
    """It is what would be if nothing more were recorded."""
    found = replace(reported('tasks: [{ref: "1", title: 一, kind: ongoing}]', ""), projected=True)
    assert sentences(found, ctx("en"))[0] == (
        "As of 17 November 2024, if nothing more were recorded, of 1 task: not due 1 (100%)."
    )
    assert sentences(found, ctx("zh"))[0] == "若此后再无记录，至2024年11月17日，1项任务中，未到期1项（占100%）。"


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        ("98.6", "Progress averages 98.6%, as expected (1 of 1 tasks ever reported on)."),
        ("99.6", "Progress averages 99.6%, 1 point ahead of the 98.6% expected (1 of 1 tasks ever reported on)."),
        ("96.6", "Progress averages 96.6%, 2 points behind the 98.6% expected (1 of 1 tasks ever reported on)."),
    ],
)
def test_progress_is_told_in_points(percent: str, told: str) -> None:
    """The difference is that of the digits shown."""
    tasks = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-11-20}]'
    line = f'{{"kind": "report", "ref": "1", "on": "2024-11-11", "percent": {percent}}}'
    assert sentences(reported(tasks, line), ctx("en"))[1] == told


def test_what_the_lights_say_is_not_told_again() -> None:
    """All that is owed has the light of silence: no count is there "in addition"; the past promise stands alone."""
    tasks = """
        report_every: week
        tasks: [{ref: "1", title: 一, kind: ongoing}, {ref: "2", title: 二, kind: deliverable, due: 2024-11-30}]
    """
    lines = """
        {"kind": "adopt", "on": "2024-11-04", "promises": {"1": {}, "2": {"due": "2024-11-12"}}}
        {"kind": "report", "ref": "2", "on": "2024-11-13", "status": "done"}
    """
    assert sentences(reported(tasks, lines), ctx("zh")) == [
        "截至2024年11月17日，2项任务中，完成1项（占50%）、应报未报1项（占50%）；亮灯与上期相比，好转1项。",
        "平均进度100%，与应达进度持平（2项任务中1项曾有报送）；本期完成任务1项：2 二，晚于承诺时限。",
        "超过承诺时限的任务1项。",
    ]


ALIKE = """
    report_every: week
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-11-10, lead: [stic]}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-11-10, lead: [fund],
       milestones: [{ref: "2.1", title: 稿, due: 2024-11-10}]}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-11-22, lead: [smart]}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-11-22, lead: [smart]}
"""
ADOPTED = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"due": "2024-11-10"}, "2": {}, "3": {}, "4": {}}}
"""


def test_all_that_are_alike_are_named() -> None:
    """The longest late: where there are several of them, none stands out."""
    assert sentences(reported(ALIKE, ADOPTED), ctx("en")) == [
        (
            "As of 17 November 2024, of 4 tasks: off track 2 (50%), unreported 2 (50%); lights against the period"
            " before: 2 worse."
        ),
        "Nobody has reported a percentage where 98.9% is expected.",
        (
            "Longest overdue, by 7 days: 1 一, 2 二, 2.1 稿 (二), led by STI Bureau, NSF; in addition: reports owed on"
            " 4, 2 of them on tasks that are off track; 2 tasks overdue; 1 milestone missed; 1 task past the date promised."  # noqa: E501
        ),
    ]


def test_a_unit_that_leads_several_is_named_once() -> None:
    """Of what is longest late, also where another unit leads one of them with it."""
    *_, last = sentences(reported(ALIKE.replace("[fund]", "[stic, fund]"), ADOPTED), ctx("en"))
    assert last.startswith("Longest overdue, by 7 days: 1 一, 2 二, 2.1 稿 (二), led by STI Bureau, NSF; in addition:")


def test_more_than_three_are_not_all_named() -> None:
    """A sentence has three titles at most; a task that is done stands before milestones; its own are not named."""
    tasks = "".join(
        f"""
        - {{ref: "{n}", title: 任务{n}, kind: deliverable, due: 2024-12-31,
           milestones: [{{ref: "{n}.1", title: 稿, due: 2024-12-01}}]}}"""
        for n in range(1, 6)
    )
    lines = "".join(
        f"""
        {{"kind": "milestone", "ref": "{n}.1", "on": "2024-11-12", "state": "reached"}}"""
        for n in range(1, 6)
    )
    done = """
        {"kind": "report", "ref": "5", "on": "2024-11-13", "status": "done"}
    """
    assert sentences(reported("tasks:" + tasks, lines + done), ctx("zh"))[1].endswith(
        "；本期完成任务1项、节点5个：5 任务5、1.1 稿（任务1）、2.1 稿（任务2）等。"
    )


def test_where_nothing_is_late_the_blocked_are_the_worst() -> None:
    """By their short titles, which a plan may give."""
    found = reported(
        """
        tasks: [{ref: "1", title: 建设很长的平台, short: 平台, kind: ongoing}, {ref: "2", title: 二, kind: ongoing}]
        """,
        """
        {"kind": "report", "ref": "1", "on": "2024-11-12", "status": "blocked"}
        """,
    )
    assert sentences(found, ctx("zh"))[-1] == "受阻的有1 平台；共有受阻1项。"


def test_titles_are_inert() -> None:
    """What people typed is shown as they typed it."""
    found = periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE)
    for language in ("zh", "en"):
        said = paragraph(found, ctx(language))
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert INERT.replace("\\x1b", "\\x1b") in paragraph(found, ctx("en")) or not found.late


BY_BASIS = """
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-03-01, basis: {due: assumed}}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-06-03, basis: {due: document}}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-12-31}
"""


def test_a_date_that_was_given_goes_before_an_assumed_one() -> None:
    """Nobody is called the latest for a day that somebody here set, unless there is no other."""
    lines = """
        {"kind": "adopt", "on": "2024-11-12", "promises": {"1": {"due": "2024-03-01"}, "2": {"due": "2024-06-03"}}}
    """
    assert sentences(reported(BY_BASIS, lines), ctx("en"))[-1] == (
        "Longest overdue by a date that was given, by 167 days: 2 二; in addition: 2 tasks overdue (1 on assumed "
        "dates); 2 tasks past the date promised (1 on assumed dates)."
    )
    alone = sentences(reported(BY_BASIS.replace("document", "assumed"), lines), ctx("en"))[-1]
    assert alone.startswith("Longest overdue, by 261 days: 1 一; in addition: 2 tasks overdue (on assumed dates)")


def test_nothing_is_compared_with_a_time_before_the_adoption() -> None:
    """What was not due then became neither better nor worse."""
    history = History(journal('{"kind": "adopt", "on": "2024-11-06", "promises": {"1": {}, "2": {}, "3": {}}}'))
    of = plan("    report_every: week\n" + BY_BASIS)
    for length, first in (("month", True), ("week", False)):
        view = periodic_report(of, history, period_of(day("2024-11-17"), length), zone=ZONE)
        assert (view.is_first, bool(view.changed)) == (first, True)
        assert ("worse" in sentences(view, ctx("en"))[0]) is not first


def test_what_was_reached_is_first_where_little_was_told() -> None:
    """In a plan that is over, what is known comes before what is not."""
    lines = """
        {"kind": "adopt", "on": "2024-01-01", "promises": {"1": {"due": "2024-03-01"}, "2": {}, "3": {}}}
        {"kind": "report", "ref": "1", "on": "2025-01-02", "status": "done"}
    """
    told = sentences(reported(BY_BASIS, lines, "2025-01-05"), ctx("en"))
    assert told[0].startswith("Reached in this period: 1 task, namely 1 一, after the promise; progress averages 33.3%")
    assert told[1].startswith("As of 5 January 2025, of 3 tasks: done 1 (33.3%)")
