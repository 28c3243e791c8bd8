"""Changes: what is different since the period before, and what is known otherwise now about the period before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from showcase import ZONE
from strategies import DAYS, PLAN, journals
from support import day, journal, plan

from plantrack.dates.periods import Length, parse_period, period_of
from plantrack.evaluation.facts import Meaning
from plantrack.model.history import History
from plantrack.model.state import Status
from plantrack.model.updates import Adoption, AnyUpdate
from plantrack.reports.changes import FieldChange, TaskChange, Trend, recorded_since
from plantrack.reports.periodic import PeriodicReport, periodic_report

TASKS = """
    report_every: week
    tasks:
    - {ref: "1", title: 一, kind: deliverable, start: 2024-01-01, due: 2024-12-31, lead: [stic]}
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
"""
ADOPTED = '{"kind": "adopt", "on": "2024-01-03", "promises": {"1": {"due": "2024-12-31"}, "2": {}}}\n'
W04 = parse_period("2024-W04", Length.WEEK, day("2024-02-01"))
"""22 to 28 January; the week before it ends on the 21st."""


def said(ref: str, on: str, fields: str, at: str | None = None) -> str:
    """Return a report; `at` is the day on which it was recorded, if not on the day itself."""
    late = f', "at": "{at}T04:00:00.000Z"' if at else ""
    return f'{{"kind": "report", "ref": "{ref}", "on": "{on}", {fields}{late}}}\n'


def report(lines: str, **cut: Any) -> PeriodicReport:
    """Return the report on the fourth week."""
    return periodic_report(plan(TASKS), History(journal(ADOPTED + lines)), W04, zone=ZONE, **cut)


def told(found: PeriodicReport) -> list[tuple[str, dict[str, tuple[Any, Any]], str]]:
    """Return reference, what is different as old and new by name, and the direction."""
    return [
        (entry.task.ref, {d.field: (d.old, d.new) for d in entry.differences}, entry.direction.value)
        for entry in found.changed
    ]


@pytest.mark.parametrize(("now", "changes"), [(99.94, []), (99.84, ["percent"]), (100, ["percent"])])
def test_what_no_view_shows_is_no_change(now: float, changes: list[str]) -> None:
    """Percentages differ where their digits do: of a task, and of the numbers that were restated."""
    began = said("1", "2024-01-17", '"status": "in-progress", "percent": 99.96')
    found = report(began + said("1", "2024-01-24", f'"percent": {now}'))
    assert [d.field for entry in found.changed for d in entry.differences if d.field == "percent"] == changes
    restated = report(began + said("1", "2024-01-18", f'"percent": {now}', at="2024-01-25")).restated
    assert [number.field for number in restated.numbers] == changes
    assert [d.field for entry in restated.tasks for d in entry.differences] == changes


def test_what_changed_since_the_period_before() -> None:
    """Old and new of status, percent, light, due date and lead, by task, with the direction of the light."""
    lines = (
        said("1", "2024-01-17", '"status": "not-started", "percent": 0')
        + said("1", "2024-01-24", '"status": "in-progress", "percent": 20')
        + '{"kind": "reschedule", "ref": "1", "on": "2024-01-25", "step": "approve", "due": "2025-01-31"}\n'
        + '{"kind": "assign", "ref": "2", "on": "2024-01-26", "lead": ["smart"]}\n'
    )
    assert told(report(lines)) == [
        (
            "1",
            {
                "status": (Status.NOT_STARTED, Status.IN_PROGRESS),
                "percent": (0, 20),
                "due": (day("2024-12-31"), day("2025-01-31")),
            },
            "same",
        ),
        ("2", {"lead": (("fund",), ("smart",))}, "same"),
    ]


@pytest.mark.parametrize(
    ("lines", "light", "direction"),
    [
        (said("2", "2024-01-24", '"status": "in-progress"'), (Meaning.UNREPORTED, Meaning.ON_TRACK), "improved"),
        (said("2", "2024-01-17", '"status": "in-progress"'), (Meaning.ON_TRACK, Meaning.UNREPORTED), "worse"),
        (said("2", "2024-01-24", '"status": "cancelled"'), (Meaning.UNREPORTED, Meaning.CANCELLED), "same"),
    ],
)
def test_where_a_light_went(lines: str, light: tuple[Meaning, Meaning], direction: str) -> None:
    """From better to worse: done, on track or not due, attention, unreported, off track; to cancel improves nothing."""
    found = next(entry for entry in report(lines).changed if entry.task.ref == "2")
    assert FieldChange("light", *light) in found.differences
    assert found.direction is Trend(direction)


def test_to_begin_on_track_is_not_worse() -> None:
    """A task that was not due yet and is on track now stands as well as before."""
    began = journal(ADOPTED + said("2", "2024-01-10", '"status": "in-progress"'))
    second = parse_period("2024-W02", Length.WEEK, day("2024-02-01"))
    found = next(
        e for e in periodic_report(plan(TASKS), History(began), second, zone=ZONE).changed if e.task.ref == "2"
    )
    assert FieldChange("light", Meaning.NOT_DUE, Meaning.ON_TRACK) in found.differences
    assert found.direction is Trend.SAME


def test_nothing_changed() -> None:
    """A week in which nothing became another has no entry."""
    done = said("1", "2024-01-10", '"status": "done"') + said("2", "2024-01-10", '"status": "done"')
    assert report(done).changed == ()


def test_a_correction_is_restated() -> None:
    """What was recorded this week for the week before: old and new, and the record with author and reason."""
    early = said("1", "2024-01-17", '"status": "in-progress", "percent": 5')
    late = said("1", "2024-01-18", '"percent": 15, "progress": "更正"', at="2024-01-25")
    found = report(early + late).restated
    assert [(e.task.ref, e.differences, [u.id for u in e.records]) for e in found.tasks] == [
        ("1", (FieldChange("percent", 5, 15),), ["u03"])
    ]
    assert found.numbers == (FieldChange("percent", 5, 15),)
    assert (found.day, found.summary.percent) == (day("2024-01-21"), 5)
    assert (found.tasks[0].records[0].by, getattr(found.tasks[0].records[0], "progress")) == ("刘洋", "更正")  # noqa: B009


SUPPLEMENT = '{"kind": "adopt", "on": "2024-01-03", "at": "2024-01-24T04:00:00.000Z", "promises": {"1": %s, "2": {}}}\n'


@pytest.mark.parametrize(
    ("promise", "ids"),
    [
        ('{"due": "2024-12-31", "kind": "deliverable", "weight": 2}', []),
        ('{"due": "2024-11-30"}', ["u02"]),
    ],
    ids=["names more", "changes a date"],
)
def test_an_adoption_that_only_names_more_is_no_news(promise: str, ids: list[str]) -> None:
    """It causes no restatement and arrived late for nothing; an amendment does."""
    late = said("1", "2024-01-18", '"percent": 15', at="2024-01-25")
    found = report(SUPPLEMENT % promise + late)
    assert [u.id for u in found.arrived_late if isinstance(u, Adoption)] == ids
    assert [[u.id for u in entry.records] for entry in found.restated.tasks] == [[*ids, "u03"]]


def test_an_undoing_restates_too() -> None:
    """A report on last week that is taken back this week, and one that is restored."""
    lines = (
        said("1", "2024-01-17", '"percent": 5')
        + said("1", "2024-01-18", '"percent": 50')
        + '{"kind": "retract", "at": "2024-01-24T04:00:00.000Z", "target": "u03"}\n'
    )
    found = report(lines).restated
    assert [(e.differences, [u.id for u in e.records]) for e in found.tasks] == [
        ((FieldChange("percent", 50, 5),), ["u04"])
    ]
    restored = report(lines + '{"kind": "retract", "at": "2024-01-25T04:00:00.000Z", "target": "u04"}\n').restated
    assert restored.tasks == ()


def test_what_comes_on_the_first_day_is_no_restatement() -> None:
    """Monday morning's reports on the week that has just ended are what the predecessor knew."""
    late = said("1", "2024-01-19", '"percent": 15', at="2024-01-22")
    assert report(late).restated.tasks == ()
    assert report(late).previous == report(late).restated.summary


def test_a_report_as_known_then_does_not_change() -> None:
    """With known-at, what is recorded afterwards changes nothing: the same value as before."""
    known = datetime(2024, 1, 28, 15, 59, 59, tzinfo=UTC)
    early = said("1", "2024-01-17", '"percent": 5')
    late = said("1", "2024-01-18", '"percent": 15', at="2024-02-05")
    assert report(early + late, known_at=known) == report(early, known_at=known)
    assert report(early + late).summary != report(early).summary


def test_an_adoption_that_counts_before_another_is_news() -> None:
    """It says for more days what the one recorded first says only from a later one: these are known otherwise now."""
    named = '"promises": {"2": {"lead": ["stic"]}}'
    lines = "".join(
        f'{{"kind": "adopt", "on": "{on}", {named}, "at": "2024-01-29T0{hour}:00:00.000Z"}}\n'
        for hour, on in enumerate(("2024-01-24", "2024-01-19"), 3)
    )
    found = periodic_report(plan(TASKS), History(journal(lines)), W04, zone=ZONE)
    (entry,) = found.restated.tasks
    assert entry.task.ref == "2"
    assert [record.on for record in entry.records] == [day("2024-01-19")]


@given(updates=journals(), on=DAYS)
def test_what_was_recorded_in_time_is_never_restated(updates: list[AnyUpdate], on: Any) -> None:
    """Where nothing was recorded after the first day, the period before is what it was; in any order of lines."""
    week = period_of(on, "week")
    found = periodic_report(PLAN, History(updates), week, zone=ZONE)
    assert found.restated == periodic_report(PLAN, History(updates[::-1]), week, zone=ZONE).restated
    then = found.restated.known_at
    if not recorded_since(History(updates), then, None, found.restated.day):
        assert (found.restated.numbers, found.restated.tasks, found.restated.summary) == ((), (), found.previous)
    for entry in found.restated.tasks:
        assert entry.records
    for changed in found.changed:
        assert isinstance(changed, TaskChange)
        assert all(difference.old != difference.new for difference in changed.differences)
