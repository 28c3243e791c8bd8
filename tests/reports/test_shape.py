"""The shape of a report: which parts it shows, and in which order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from showcase import SHOWN, W46, ZONE, ctx, shown_report
from support import plan

from plantrack.errors import message
from plantrack.model.history import History
from plantrack.model.plan import Bulletin
from plantrack.model.section_keys import SectionKey
from plantrack.render.cells import message_words
from plantrack.reports.overview import LastWords, Statement
from plantrack.reports.periodic import periodic_report
from plantrack.reports.sections.section_table import GROUPS, SECTIONS, all_sections, report_sections
from plantrack.reports.shape import Shape


def test_every_part_has_a_key() -> None:
    """What a plan may choose is what there is."""
    assert {*SECTIONS, *GROUPS} == {*SectionKey}


@pytest.mark.parametrize(
    ("shape", "keys"),
    [
        (Shape(sections=(SectionKey.NEXT, SectionKey.OVERALL)), ["next", "overall"]),
        (Shape(sections=(SectionKey.CORRECTIONS,)), ["arrived_late", "restated"]),
        (Shape(brief=True), ["overall", "problems", "next"]),
        (Shape(full=True), [key for key in SECTIONS if key not in ("amendments", "reminders", "provenance")]),
    ],
)
def test_a_report_shows_what_was_chosen(shape: Shape, keys: list[str]) -> None:
    """In that order; a key of several tables stands for each of them."""
    assert [found.key for found in report_sections(replace(shown_report(), shape=shape))] == keys


def test_a_plan_keeps_its_choice() -> None:
    """It is that of the usual report; whoever asks for the brief or the full one gets it."""
    chosen = replace(SHOWN, bulletin=Bulletin(sections=(SectionKey.PROBLEMS, SectionKey.OVERALL)))
    found = replace(shown_report(), plan=chosen)
    assert [section.key for section in report_sections(found)] == ["problems", "overall"]
    brief = report_sections(replace(found, shape=Shape(brief=True)))
    assert [section.key for section in brief] == ["overall", "problems", "next"]


def test_a_brief_report_has_the_first_rows() -> None:
    """It says how many there are besides, and leaves out the columns that only those fill."""
    tasks = "".join(
        f"""
        - {{ref: "{n}", title: 任务{n}, kind: deliverable, due: 2024-11-0{n}}}"""
        for n in range(1, 9)
    )
    last = {"8": LastWords(problem=Statement("资金未到位", W46.first))}
    found = replace(periodic_report(plan("tasks:" + tasks), History(), W46, zone=ZONE), last_words=last)
    whole, brief = (
        next(one for one in report_sections(replace(found, shape=shape)) if one.key == "problems")
        for shape in (Shape(), Shape(brief=True))
    )
    assert (len(whole.rows), whole.sentences) == (8, ())
    assert brief.rows == tuple(row[:-1] for row in whole.rows[:5])
    assert [message_words(words, ctx("en")) for words in brief.sentences] == ["The full report has 3 more rows."]
    assert message_words(message("The full report has {n} more rows.", n=1), ctx("en")) == (
        "The full report has 1 more row."
    )
    assert [column.key for column in whole.columns] == [*(column.key for column in brief.columns), "problem"]


def test_a_brief_report_is_shorter_below_a_head() -> None:
    """The head of an official document takes room of its page."""
    tasks = [f'- {{ref: "{n}", title: 任务{n}, kind: deliverable, due: 2024-11-0{n}}}' for n in range(1, 9)]
    headed = plan("\n".join(["bulletin: {heading: 通报}", "tasks:", *tasks]))
    found = replace(periodic_report(headed, History(), W46, zone=ZONE), shape=Shape(brief=True))
    assert [len(one.rows) for one in report_sections(found) if one.key == "problems"] == [3]


def test_a_column_that_is_empty_throughout_is_left_out() -> None:
    """So that tables need less room; the values for machines keep it."""
    found = replace(shown_report(), shape=Shape(sections=(SectionKey.CHANGED,)))
    assert [column.key for column in report_sections(found)[0].columns] == [
        "ref",
        "task",
        "light",
        "status",
        "percent",
        "due",
        "lead",
    ]
    quiet = periodic_report(SHOWN, History(), W46, zone=ZONE)
    assert [column.key for column in all_sections(quiet)["ledger"].columns][-3:] == ["progress", "problem", "next"]
    ledger = next(one for one in report_sections(quiet) if one.key == "ledger")
    assert [column.key for column in ledger.columns] == ["ref", "task", "lead", "due", "light", "expected"]


@pytest.mark.parametrize("keys", [(), (SectionKey.PROBLEMS, SectionKey.NEXT)])
def test_what_is_assumed_is_noted_once(keys: tuple[SectionKey, ...]) -> None:
    """In the first part that is shown, whichever that is."""
    assumed = plan("""
        tasks:
        - {ref: "1", title: 一, kind: deliverable, due: 2024-11-01, lead: [stic], basis: {lead: assumed, due: assumed}}
    """)
    found = replace(periodic_report(assumed, History(), W46, zone=ZONE), shape=Shape(sections=keys))
    said = [message_words(words, ctx("en")) for section in report_sections(found) for words in section.sentences]
    first = [message_words(words, ctx("en")) for words in report_sections(found)[0].sentences]
    assert [words for words in said if "unless noted" in words] == ["Leads and due dates are assumed unless noted."]
    assert first[-1] == "Leads and due dates are assumed unless noted."
