"""The report in sentences: only what the numbers say, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, W46, ZONE, page, shown_report
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.render.bulletin import paragraph, sentences
from plantrack.reports.periodic import PeriodicReport, periodic_report


def bulletin(text: str, lines: str, on: str = "2024-11-17", **cut: Any) -> PeriodicReport:
    """Return the week's report on a short plan and journal."""
    return periodic_report(plan(text), journal(lines), period_of(day(on), "week"), zone=ZONE, **cut)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentences(language: str, snapshot: Any) -> None:
    """Counts with their shares, progress, what was reached, what is late, lights, silence, what comes next."""
    assert list(sentences(shown_report(), page(language))) == snapshot


def test_a_plan_without_tasks() -> None:
    """Says so, and nothing else."""
    assert paragraph(bulletin("", ""), page("en")) == "There is no task in this report."
    assert paragraph(bulletin("", ""), page("zh")) == "本通报没有任务。"


def test_nothing_that_nobody_said() -> None:
    """Before adoption and without a report there are no late tasks, no silence and no changes to tell of."""
    quiet = bulletin("""
        tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31}]
    """, "")  # fmt: skip
    assert list(sentences(quiet, page("en"))) == [
        "Of 1 task: not due 1 (100.0%).",
        "Nobody has reported a percentage on a deliverable.",
    ]


def test_the_shares_are_of_the_tasks_that_were_not_cancelled() -> None:
    """They add up to the whole."""
    found = bulletin(
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
    assert next(sentences(found, page("en"))) == "Of 2 tasks: done 1 (50.0%), not due 1 (50.0%)."


def test_titles_are_inert() -> None:
    """What people typed is shown as they typed it."""
    found = periodic_report(HOSTILE_PLAN, HOSTILE_UPDATES, W46, zone=ZONE)
    for language in ("zh", "en"):
        said = paragraph(found, page(language))
        assert "\x1b" not in said
        assert "\u202e" not in said
    assert INERT.replace("\\x1b", "\\x1b") in paragraph(found, page("en")) or not found.late
