"""The periodic report as data: each list holds what belongs there, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from section_fixtures import said_sections
from showcase import AS_OF, LINES, SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from strategies import DAYS, PLAN, journals
from support import day, journal, moment, plan, replayed

from plantrack.dates.periods import Length, Period, parse_period, period_of
from plantrack.evaluation.evaluate import evaluate, leaves
from plantrack.evaluation.facts import Meaning
from plantrack.model.basis import Attribution, basis_word
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate
from plantrack.render.cells import cell_words, message_words
from plantrack.reports.indicators import indicator_progress
from plantrack.reports.overview import overview
from plantrack.reports.periodic import Assumed, DueItem, PeriodicReport, periodic_report
from plantrack.reports.sections.bulletin import bulletin
from plantrack.reports.sections.overall import items
from plantrack.reports.summary import summarise

QUIET = """
    report_every: week
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-06-30, lead: [stic]}
    - {ref: "2", title: 二, kind: ongoing, lead: [stic, fund]}
    - {ref: "3", title: 三, kind: ongoing}
"""
ADOPTED = '{"kind": "adopt", "on": "2024-01-03", "promises": {"1": {}, "2": {}, "3": {}}}\n'


def report(text: str, lines: str, period: Period, **cut: Any) -> PeriodicReport:
    """Return the report on a short plan and journal."""
    return periodic_report(plan(text), History(journal(lines)), period, zone=ZONE, **cut)


def week(name: str) -> Period:
    """Return the week of that name."""
    return parse_period(name, Length.WEEK, AS_OF)


def dated(entries: tuple[DueItem, ...]) -> list[tuple[str, str, int]]:
    """Return reference, day and days late of each entry."""
    return [(entry.ref, str(entry.day), entry.days) for entry in entries]


def test_what_was_reached() -> None:
    """Milestones by the day they were reached, tasks by the day they were done, in the order of the plan."""
    found = shown_report().reached
    assert dated(found) == [("2.1.1", "2024-11-14", 0), ("2.1", "2024-11-16", 0)]
    assert [(e.task.ref, e.lead, e.lead_basis, e.basis, e.promised) for e in found] == [
        ("2.1", ("stic",), "document", Attribution("https://example.org/dates"), day("2024-11-14")),
        ("2.1", ("stic",), "document", Attribution("https://example.org/dates"), day("2024-11-16")),
    ]


def test_what_was_reported() -> None:
    """Reports, milestones and measurements that took effect in the week, in the order of the plan; nothing undone."""
    assert [t.id for t in shown_report().reported] == ["u09", "u10", "u11", "u12"]


def test_what_is_late() -> None:
    """Tasks and milestones past their current date, the latest first, with their owners."""
    found = shown_report().late
    assert dated(found) == [("1.2.1", "2024-10-31", 17), ("2.2", "2024-11-10", 7)]
    assert [(e.task.ref, e.lead, e.basis) for e in found] == [("1.2", ("smart",), "assumed"), ("2.2", (), "assumed")]


def test_an_approved_extension_is_not_late() -> None:
    """1.2 was promised for 31 October and moved to 30 November; what was promised stays beside it."""
    month = periodic_report(SHOWN, History(UPDATES), period_of(day("2024-10-31"), "month"), zone=ZONE)
    assert dated(month.due_next) == [
        ("2.2", "2024-11-10", 0), ("2.1.1", "2024-11-14", 0), ("2.1", "2024-11-16", 0), ("1.2.2", "2024-11-20", 0),
        ("1.2", "2024-11-30", 0),
    ]  # fmt: skip
    assert (month.due_next[-1].promised, dated(month.late)) == (day("2024-10-31"), [])


def test_amendments_of_the_period_and_extensions_of_all_times() -> None:
    """Extensions asked for or answered in the period stand first, else in the order of asking; the units follow."""
    lines = (
        ADOPTED
        + """
        {"kind": "reschedule", "ref": "1", "on": "2024-01-04", "step": "ask", "due": "2024-07-31"}
        {"kind": "reschedule", "ref": "1", "on": "2024-01-05", "step": "ask", "due": "2024-08-31"}
        {"kind": "reschedule", "ref": "1", "on": "2024-01-16", "step": "refuse", "ask": "u03"}
        {"kind": "reschedule", "ref": "2", "on": "2024-01-17", "step": "ask", "due": "2024-08-31"}
        {"kind": "adopt", "on": "2024-01-09", "promises": {"1": {"due": "2024-07-15"}}}
        {"kind": "adopt", "on": "2024-01-18", "promises": {"1": {"due": "2024-07-31"}}}
        {"kind": "adopt", "on": "2024-01-22", "promises": {"1": {"due": "2024-08-15"}}}
    """
    )
    found = report(QUIET, lines, week("2024-W03"), as_of=day("2024-01-31"))
    assert [amended.update.id for amended in found.amendments] == ["u07"]
    assert [extension.ask.id for extension in found.extensions] == ["u03", "u05", "u02"]
    assert [(line.unit, line.asked) for line in found.extensions_by_unit] == [("stic", 3), ("fund", 1)]


def test_what_is_at_risk() -> None:
    """Off track or asking for attention, but not past its date: that stands under late."""
    assert [(s.ref, s.light.meaning) for s in shown_report().at_risk] == [("1.2", Meaning.OFF_TRACK)]


def test_who_owes_a_report() -> None:
    """By unit, the one that owes most first; joint leads owe each; what nobody leads is owed by nobody."""
    found = report(QUIET, ADOPTED, week("2024-W03")).unreported
    assert [(entry.unit, [s.ref for s in entry.tasks]) for entry in found] == [
        ("stic", ["1", "2"]),
        ("fund", ["2"]),
        (None, ["3"]),
    ]


def test_a_report_on_a_week_tells_who_was_silent_in_it() -> None:
    """The week is complete at the end of its last day, and the report speaks as of then."""
    told = ADOPTED + '{"kind": "report", "ref": "1", "on": "2024-01-10", "status": "in-progress"}\n'
    owing = [report(QUIET, told, week(name)).summary.owed for name in ("2024-W02", "2024-W03", "2024-W04")]
    assert owing == [2, 3, 3]


def test_what_is_due_next() -> None:
    """In the period that follows, the earliest first; closed tasks and reached milestones are not due."""
    found = shown_report()
    assert (found.period.next().label, dated(found.due_next)) == ("2024-W47", [("1.2.2", "2024-11-20", 0)])


def test_indicators_stand_beside_last_year() -> None:
    """As of the report's day: the measurements of W46 are there, and were not the week before."""
    found = shown_report()
    assert [(f.indicator.id, f.latest and f.latest.value) for f in found.indicators] == [
        ("firms", 25000),
        ("edition", 26),
        ("deals", None),
    ]
    before = periodic_report(SHOWN, History(UPDATES), W46.previous(), zone=ZONE)
    assert [f.latest for f in before.indicators] == [None, None, None]


def test_what_arrived_late() -> None:
    """u06 took effect on 8 November and was recorded on the 13th: the report on W46 tells it, that on W45 counts it."""
    assert [t.id for t in shown_report().arrived_late] == ["u06"]
    assert [t.id for t in periodic_report(SHOWN, History(UPDATES), W46.previous(), zone=ZONE).reported] == [
        "u04",
        "u05",
        "u06",
    ]


@pytest.mark.parametrize(("on", "late"), [("2024-11-10", True), ("2024-11-11", False), ("2024-11-12", False)])
def test_what_took_effect_in_the_period_is_not_late(*, on: str, late: bool) -> None:
    """However many days later it was recorded, within the same week; it is among what was reported."""
    lines = f'{{"kind": "report", "ref": "1", "on": "{on}", "progress": "x", "at": "2024-11-17T04:00:00Z"}}'
    found = report(QUIET, lines, W46)
    assert (bool(found.arrived_late), bool(found.reported)) == (late, not late)


@pytest.mark.parametrize(("at", "late"), [("2024-11-10T15:59:59Z", False), ("2024-11-10T16:00:00Z", True)])
def test_the_day_of_recording_is_a_day_of_the_plan(*, at: str, late: bool) -> None:
    """W46 begins on 11 November at midnight in Shenzhen, which is 16:00 UTC on the 10th."""
    lines = f'{{"kind": "report", "ref": "1", "on": "2024-11-08", "progress": "x", "at": "{at}"}}'
    assert bool(report(QUIET, lines, W46).arrived_late) is late


def test_what_rests_on_assumption() -> None:
    """Leads and dates of leaves, and dates of milestones, whose basis is neither the document nor a source."""
    assert shown_report().assumed == Assumed(lead=("1.1",), due=("2.2",), milestones=("1.2.1",))


def test_nothing_rests_on_assumption_twice() -> None:
    """Every basis that is shown as assumed anywhere in the report is counted in its last section, and only those."""
    found = shown_report()
    shown = {e.ref for e in (*found.late, *found.due_next, *found.reached) if basis_word(e.basis) == "assumed"}
    assert shown <= {*found.assumed.due, *found.assumed.milestones}


def test_the_summary_and_the_one_before() -> None:
    """As of the last day of the week, and as of the last day of the week before with what is known now."""
    found = shown_report()
    assert found.summary == summarise(evaluate(SHOWN, replayed(LINES, AS_OF), AS_OF))
    assert found.previous == summarise(evaluate(SHOWN, replayed(LINES, day("2024-11-10")), day("2024-11-10")))
    assert [(s.lights[Meaning.DONE], s.overdue_tasks, s.owed, s.reported) for s in (found.previous, found.summary)] == [
        (0, 0, 2, 2),
        (1, 1, 2, 3),
    ]


def test_as_of_a_later_day() -> None:
    """The week's own lists stay the week's; how things stand is that of the day given."""
    found = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2024-12-02"))
    assert [t.id for t in found.reported] == ["u09", "u10", "u11", "u12"]
    assert dated(found.late) == [
        ("1.2.1", "2024-10-31", 32), ("2.2", "2024-11-10", 22), ("1.2.2", "2024-11-20", 12), ("1.2", "2024-11-30", 2),
    ]  # fmt: skip


def test_as_of_within_the_period() -> None:
    """Half a week has half its reports."""
    found = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, as_of=day("2024-11-14"))
    assert ([t.id for t in found.reported], dated(found.reached)) == (
        ["u09", "u10"],
        [("2.1.1", "2024-11-14", 0)],
    )


def test_known_at_the_morning_before() -> None:
    """What had not been recorded by then is not told: the late line, the undo of u07, and the summary before it."""
    found = periodic_report(SHOWN, History(UPDATES), W46.previous(), zone=ZONE, known_at=moment("2024-11-09T04:07:30Z"))
    assert [t.id for t in found.reported] == ["u04", "u05", "u07"]
    assert dated(found.reached) == [("2.2", "2024-11-09", 0)]


def test_a_period_without_anything() -> None:
    """The next year: nothing reported, nothing due; how things stand is as it was left."""
    found = periodic_report(SHOWN, History(UPDATES), period_of(day("2025-06-15"), "quarter"), zone=ZONE)
    assert (found.reached, found.reported, found.due_next, found.arrived_late) == ((), (), (), ())
    assert (found.summary.lights[Meaning.DONE], found.summary.overdue_tasks) == (1, 2)


def test_a_week_before_adoption() -> None:
    """Nobody owes anything, nothing is late, every light is not-due, and nothing is promised."""
    found = periodic_report(SHOWN, History(UPDATES), week("2024-W20"), zone=ZONE)
    assert (
        found.unreported,
        found.late,
        found.reported,
        found.summary.lights[Meaning.NOT_DUE],
        found.summary.tasks,
    ) == (
        (),
        (),
        (),
        4,
        4,
    )
    assert {leaf.light.meaning for leaf in leaves(found.roots)} == {Meaning.NOT_DUE}


def test_the_week_across_new_year() -> None:
    """30 December 2024 to 5 January 2025 is 2025-W01; ongoing tasks owe their last report for it, and none after."""
    lines = ADOPTED + '{"kind": "report", "ref": "1", "on": "2025-01-01", "status": "done"}'
    found = report(QUIET, lines, period_of(day("2025-01-01"), "week"))
    assert (found.period.label, found.period.next().label) == ("2025-W01", "2025-W02")
    assert dated(found.reached) == [("1", "2025-01-01", 0)]
    owed = [
        [s.facts.owes for s in report(QUIET, lines, week(name)).roots] for name in ("2025-W01", "2025-W02", "2025-W09")
    ]
    assert owed == [[None, "2025-W01", "2025-W01"], [None, "2025-W01", "2025-W01"], [None, "2025-W01", "2025-W01"]]


def test_a_plan_without_baseline_and_a_plan_without_tasks() -> None:
    """Indicators have no figure; with no tasks every list is empty and every number nothing."""
    bare = report("indicators: [{id: deals, label: 交易额, unit: 元}]", "", W46)
    assert [(f.indicator.id, f.figure, f.change) for f in bare.indicators] == [("deals", None, None)]
    empty = report("", "", W46)
    assert (
        empty.reached, empty.reported, empty.late, empty.at_risk, empty.unreported, empty.due_next, empty.indicators,
        empty.arrived_late, empty.assumed, empty.roots, empty.amendments, empty.extensions, empty.extensions_by_unit,
    ) == ((), (), (), (), (), (), (), (), Assumed((), (), ()), (), (), (), ())  # fmt: skip
    assert (empty.summary, empty.previous) == (summarise(()), summarise(()))


def test_records_of_what_the_plan_does_not_have_come_last() -> None:
    """An update on a reference taken out of the plan, or an adoption that came late, belongs to no item."""
    lines = """
        {"kind": "report", "ref": "9", "on": "2024-01-09", "progress": "x"}
        {"kind": "report", "ref": "3", "on": "2024-01-10", "progress": "x"}
        {"kind": "adopt", "on": "2024-01-03", "promises": {"1": {}}, "at": "2024-01-09T04:00:00Z"}
    """
    found = report(QUIET, lines, week("2024-W02"))
    assert [t.id for t in found.reported] == ["u02", "u01"]
    assert [t.id for t in found.arrived_late] == ["u03"]


@given(updates=journals(), on=DAYS)
def test_the_report_agrees_with_the_overview_of_its_day(updates: list[AnyUpdate], on: date) -> None:
    """After any journal the report's numbers, items and indicators are those of the overview as of its last day."""
    period = period_of(on, "month")
    found = periodic_report(PLAN, History(updates), period, zone=ZONE)
    state = History(updates).at(period.last)
    view = overview(PLAN, state, period.last)
    assert (found.summary, found.roots, found.indicators) == (view.summary, view.roots, indicator_progress(PLAN, state))
    assert found.previous == periodic_report(PLAN, History(updates), period.previous(), zone=ZONE).summary


LATE = """
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-10-31, milestones: [{ref: "1.1", title: 稿, due: 2024-10-10}]}
    - {ref: "2", title: 二, kind: deliverable, due: 2024-11-12}
    - {ref: "3", title: 三, kind: deliverable, due: 2024-11-14}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-11-01}
"""
REACHED_LATE = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"due": "2024-10-31"}, "1.1": {"due": "2024-10-10"}, "2": {"due": "2024-11-12"}, "3": {"due": "2024-11-14"}, "4": {"due": "2024-11-01"}}}
    {"kind": "milestone", "ref": "1.1", "on": "2024-11-13", "state": "reached"}
    {"kind": "report", "ref": "1", "on": "2024-11-17", "status": "done"}
    {"kind": "report", "ref": "2", "on": "2024-11-13", "status": "done"}
    {"kind": "report", "ref": "3", "on": "2024-11-14", "status": "done"}
"""  # noqa: E501


def test_what_was_reached_late() -> None:
    """By the days between the date promised and the day it was reached; in time is 0."""
    found = report(LATE, REACHED_LATE, W46)
    assert dated(found.reached) == [
        ("1.1", "2024-11-13", 34), ("1", "2024-11-17", 17), ("2", "2024-11-13", 1), ("3", "2024-11-14", 0),
    ]  # fmt: skip
    told = [message_words(said, ctx("en")) for said in bulletin(found)]
    assert told[1].endswith("namely 1 一, 2 二, 3 三; 3 of them after the promise.")
    said = said_sections(found, ctx("en"))["progress"].paragraphs
    assert said[0] == (
        "1 一", ("13 November: milestone 1.1 稿 reached (34 days after the promise); 17 November: done (17 days after"
        " the promise)."),
    )  # fmt: skip


@pytest.mark.parametrize(("language", "end"), [("zh", "3 三，晚于承诺时限。"), ("en", "3 三, after the promise.")])
def test_the_only_one_reached_was_late(language: str, end: str) -> None:
    """There are no others of which it would be one."""
    lines = """
        {"kind": "adopt", "on": "2024-09-18", "promises": {"3": {"due": "2024-11-12"}}}
        {"kind": "report", "ref": "3", "on": "2024-11-14", "status": "done"}
    """
    assert message_words(list(bulletin(report(LATE, lines, W46)))[1], ctx(language)).endswith(end)


def test_the_tasks_past_their_promise_are_named() -> None:
    """Done or open, the latest first; as many as the summary counts."""
    found = report(LATE, REACHED_LATE, W46)
    assert [(one.ref, one.days, one.done) for one in found.past_promise] == [
        ("1", 17, True), ("4", 16, False), ("2", 1, True),
    ]  # fmt: skip
    assert found.summary.past_promise == len(found.past_promise)


def test_rows_of_a_narrowed_report_say_what_they_count() -> None:
    """An item of which only some tasks count says how many; one that is whole says nothing of it."""
    text = """
        tasks:
        - ref: "1"
          title: 一
          tasks:
          - {ref: "1.1", title: 甲, kind: deliverable, due: 2024-12-31, lead: [stic]}
          - {ref: "1.2", title: 乙, kind: deliverable, due: 2024-12-31, lead: [fund]}
        - {ref: "2", title: 二, kind: deliverable, due: 2024-12-31, lead: [stic]}
    """
    narrowed = periodic_report(plan(text), History(), W46, zone=ZONE, units=("stic",))
    for view, title in ((narrowed, "一 (1 of its 2 tasks)"), (report(text, "", W46), "一")):
        assert [cell_words(row[1], ctx("en")) for row in items(view).rows] == [title, "二"]
