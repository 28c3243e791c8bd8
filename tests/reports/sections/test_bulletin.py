"""The report in sentences: only what the numbers say, in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, W46, ZONE, ctx, shown_report
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.reports.cells import ListCell
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.bulletin import bulletin


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
    """Counts with their shares, progress, what was reached, what is late, lights, silence, what comes next."""
    assert sentences(shown_report(), ctx(language)) == snapshot


def test_a_plan_without_tasks() -> None:
    """Says so, and nothing else."""
    assert paragraph(reported("", ""), ctx("en")) == "There is no task in this report."
    assert paragraph(reported("", ""), ctx("zh")) == "本通报没有任务。"


def test_nothing_that_nobody_said() -> None:
    """Before adoption and without a report there are no late tasks, no silence and no changes to tell of."""
    quiet = reported("""
        tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]
    """, "")  # fmt: skip
    assert sentences(quiet, ctx("en")) == [
        "Of 1 task: not due 1 (100%).",
        "Nobody has reported a percentage where 87.3% is expected.",
        "Ever reported on: 0 of 1.",
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
    assert sentences(found, ctx("en"))[:2] == [
        "Of 3 tasks: done 1 (33.3%), not due 1 (33.3%), cancelled 1 (33.3%).",
        "Ever reported on: 1 of 2.",
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
    """The longest late, the first due, the most in debt: where there are several of them, none stands out."""
    told = sentences(reported(ALIKE, ADOPTED), ctx("en"))
    assert told == [
        "Of 4 tasks: off track 2 (50%), unreported 2 (50%).",
        (
            "Besides: reports owed on 4, 2 of them on tasks that are off track; 2 tasks overdue; 1 milestone missed;"
            " 1 task past the date promised."
        ),
        "Nobody has reported a percentage where 98.9% is expected.",
        "Ever reported on: 0 of 4.",
        ("Longest past its date, by 7 days: 1 一, 2 二, 2.1 稿, led by STI Bureau, NSF."),
        "Against the period before, lights that are better: 0; worse: 2.",
        "Most reports owed: SMART (2).",
        "Due in week 47 of 2024, on 22 November 2024: 2 tasks, 3 三, 4 四.",
    ]


def test_a_period_before_that_was_restated() -> None:
    """The reader is told that the comparison is with what is known now."""
    late = (
        ADOPTED
        + """
        {"kind": "report", "ref": "1", "on": "2024-11-09", "percent": 40, "at": "2024-11-14T04:00:00.000Z"}
    """
    )
    told = "The numbers of the period before are those known now; what was restated is listed."
    assert told in sentences(reported(ALIKE, late), ctx("en"))
    assert told not in sentences(reported(ALIKE, ADOPTED), ctx("en"))


def test_titles_are_inert() -> None:
    """What people typed is shown as they typed it."""
    found = periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE)
    for language in ("zh", "en"):
        said = paragraph(found, ctx(language))
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert INERT.replace("\\x1b", "\\x1b") in paragraph(found, ctx("en")) or not found.late


@pytest.mark.parametrize(("language", "told"), [("zh", "欠报4项（医学科学院）。"), ("en", "Reports owed: 4 (SMART).")])
def test_one_unit_that_owes_everything(language: str, told: str) -> None:
    """There is no most of one."""
    assert told in sentences(reported(re.sub(r"lead: \[\w+\]", "lead: [smart]", ALIKE), ADOPTED), ctx(language))
