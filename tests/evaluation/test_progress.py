"""Progress: percent, expected, due, owing of every task as of a day."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from support import day, plan, plan_file, replayed, shown

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.curve import curve
from plantrack.evaluation.facts import Checkpoint, TaskFacts
from plantrack.evaluation.progress import Progress, measured_by_milestones
from plantrack.model.basis import Attribution, Basis, Decision
from plantrack.model.plan import Milestone, Text
from plantrack.model.state import Status

ONE = """
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-06-30}
"""
PUBLIC = """
    {"kind": "reschedule", "ref": "1", "on": "2024-02-01", "step": "approve", "due": "2024-09-30", "source": "https://a.cn"}
"""
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}}}\n'


def facts(text: str, lines: str, as_of: str, *, ref: str = "1", grace: int = 0) -> TaskFacts:
    """Return the facts of one task after a journal, as of a day."""
    found = plan(text)
    state = replayed(lines, day(as_of))
    return Progress(found, state, day(as_of), grace=grace).facts(found.by_ref[ref])


def told(found: TaskFacts) -> dict[str, Any]:
    """Return everything that views get to know of a task."""
    fields = {*found.__struct_fields__} - {"said", "heard", "unheard"}
    later = ("reported", "last_report", "promised_due", "days_past_promise", "stale", "ever_reported")
    return {name: getattr(found, name) for name in (*fields, *later)}


def test_everything_about_one_task_as_of_a_day() -> None:
    """A task with promise, extension, assignment, report and milestone, as it stands on 15 May."""
    text = """
        tasks:
        - ref: "1"
          title: 一
          kind: deliverable
          start: 2024-02-01
          due: 2024-06-30
          lead: [stic]
          support: [fund]
          milestones:
          - {ref: "1.1", title: 初稿, due: 2024-03-31, basis: document}
          - {ref: "1.2", title: 终稿, due: 2024-05-31}
    """
    lines = """
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}, "1.1": {"due": "2024-03-31"}}}
        {"kind": "reschedule", "ref": "1", "on": "2024-04-01", "step": "approve", "ask": "x", "due": "2024-07-31"}
        {"kind": "assign", "ref": "1", "on": "2024-04-02", "lead": ["smart"], "source": "https://a.gov.cn/1"}
        {"kind": "report", "ref": "1", "on": "2024-04-15", "status": "in-progress", "percent": 40}
        {"kind": "milestone", "ref": "1.1", "on": "2024-05-03", "state": "reached"}
    """
    title, end = Text("初稿", "初稿"), Text("终稿", "终稿")
    found = facts(text, lines, "2024-05-15")
    assert told(found) == {
        "task": found.task,
        "as_of": day("2024-05-15"),
        "status": Status.IN_PROGRESS,
        "percent": 40,
        "expected": Fraction(3500, 62),
        "reported": (1, 1),
        "last_report": day("2024-05-03"),
        "lead": ("smart",),
        "support": ("fund",),
        "lead_basis": Attribution("https://a.gov.cn/1"),
        "due": day("2024-07-31"),
        "due_basis": Decision("approved", "刘洋", day("2024-04-01")),
        "promised_due": day("2024-06-30"),
        "days_past_promise": 0,
        "start": day("2024-02-01"),
        "adopted": day("2024-01-10"),
        "days_left": 77,
        "overdue": False,
        "owed": True,
        "owes": None,
        "missed": 0,
        "checkpoints": (
            Checkpoint(
                milestone=Milestone("1.1", title, day("2024-03-31"), "document"),
                due=day("2024-03-31"),
                promised_due=day("2024-03-31"),
                done=day("2024-05-03"),
                overdue=False,
                days_late=45,
                basis="document",
                days_past_promise=33,
            ),
            Checkpoint(
                milestone=Milestone("1.2", end, day("2024-05-31")),
                due=day("2024-05-31"),
                promised_due=None,
                done=None,
                overdue=False,
                days_late=-16,
                basis=None,
            ),
        ),
        "children": (),
        "missed_since": None,
        "pending": (),
        "refused": None,
        "stale": False,
        "ever_reported": True,
    }


TAKEN = '{"kind": "report", "ref": "1", "on": "2024-07-%s", "status": "%s"}\n'


@pytest.mark.parametrize(
    ("lines", "as_of", "days"),
    [
        ("", "2024-07-10", None),
        (ADOPTED, "2024-06-29", 0),
        (ADOPTED, "2024-06-30", 0),
        (ADOPTED, "2024-07-10", 10),
        (ADOPTED + PUBLIC, "2024-07-10", 10),
        (ADOPTED + TAKEN % ("05", "done"), "2024-08-31", 5),
        (ADOPTED + TAKEN % ("05", "done") + TAKEN % ("20", "done"), "2024-08-31", 5),
        (ADOPTED + TAKEN % ("05", "done") + TAKEN % ("06", "in-progress"), "2024-07-10", 10),
        (ADOPTED + '{"kind": "report", "ref": "1", "on": "2024-06-20", "status": "done"}', "2024-08-31", 0),
        (ADOPTED + TAKEN % ("05", "cancelled"), "2024-08-31", None),
        ('{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {}}}', "2024-07-10", None),
    ],
)
def test_days_past_the_promise(lines: str, as_of: str, days: int | None) -> None:
    """From the original date, whatever was approved, to the day it was done first, or to as-of while it is open."""
    assert facts(ONE, lines, as_of).days_past_promise == days


def test_a_parent_is_not_past_its_promise() -> None:
    """Those below it are."""
    text = """
        tasks:
        - ref: "1"
          title: 一
          due: 2024-06-30
          tasks: [{ref: "1.1", title: 一之一, kind: deliverable, due: 2024-06-30}]
    """
    found = facts(text, ADOPTED + ADOPTED.replace('"1"', '"1.1"'), "2024-07-10")
    assert (found.promised_due, found.days_past_promise) == (day("2024-06-30"), None)
    assert [child.days_past_promise for child in found.children] == [10]


@pytest.mark.parametrize(
    ("as_of", "grace", "overdue", "left"),
    [
        ("2024-06-29", 0, False, 1),
        ("2024-06-30", 0, False, 0),
        ("2024-07-01", 0, True, -1),
        ("2024-07-01", 1, False, -1),
        ("2024-07-03", 3, False, -3),
        ("2024-07-04", 3, True, -4),
    ],
)
def test_a_task_is_overdue_after_its_day_and_the_grace(*, as_of: str, grace: int, overdue: bool, left: int) -> None:
    """Not on the day itself; grace is counted in calendar days; what is left to the date is told without it."""
    found = facts(ONE, "", as_of, grace=grace)
    assert (found.overdue, found.days_left) == (overdue, left)


@pytest.mark.parametrize(
    ("status", "overdue"),
    [("not-started", True), ("in-progress", True), ("blocked", True), ("done", False), ("cancelled", False)],
)
def test_a_closed_task_is_never_overdue(*, status: str, overdue: bool) -> None:
    """However late it was closed."""
    line = f'{{"kind": "report", "ref": "1", "on": "2024-08-01", "status": "{status}"}}'
    assert facts(ONE, line, "2024-07-31").overdue is True
    assert facts(ONE, line, "2024-08-01").overdue is overdue


@pytest.mark.parametrize(
    ("lines", "due", "basis", "promised"),
    [
        ("", "2024-06-30", "document", None),
        (ADOPTED, "2024-06-30", "document", "2024-06-30"),
        (
            '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-05-31"}}}',
            "2024-05-31", None, "2024-05-31",
        ),
        (
            ADOPTED + '{"kind": "reschedule", "ref": "1", "on": "2024-02-01", "step": "approve", "due": "2024-09-30"}',
            "2024-09-30", Decision("approved", "刘洋", day("2024-02-01")), "2024-06-30",
        ),
        (
            PUBLIC,
            "2024-09-30", Attribution("https://a.cn"), None,
        ),
        (
            ADOPTED + '{"kind": "adopt", "on": "2024-03-10", "promises": {"1": {"due": null}}}',
            None, None, "2024-06-30",
        ),
    ],
)  # fmt: skip
def test_current_and_promised_date_stand_side_by_side(
    lines: str, due: str | None, basis: Basis | None, promised: str | None
) -> None:
    """What was adopted or approved counts before the plan file, the promise stays, and the basis is always told."""
    text = """
        tasks:
        - {ref: "1", title: 一, kind: deliverable, due: 2024-06-30, basis: {due: document}}
    """
    found = facts(text, lines, "2024-05-01")
    assert (found.due, found.due_basis, found.promised_due) == (
        due and day(due), basis, promised and day(promised),
    )  # fmt: skip


LEADS = """
    tasks:
    - ref: "1"
      title: 一
      lead: [stic]
      start: 2024-02-01
      basis: {lead: document}
      tasks:
      - {ref: "1.1", title: 一之一, kind: ongoing}
      - {ref: "1.2", title: 一之二, kind: ongoing, lead: [fund], start: 2024-03-01}
    - {ref: "2", title: 二, kind: ongoing}
"""


@pytest.mark.parametrize(
    ("ref", "line", "lead", "basis"),
    [
        ("1.1", "", ("stic",), "document"),
        ("1.2", "", ("fund",), None),
        ("2", "", (), None),
        (
            "1.1",
            '{"kind": "assign", "ref": "1", "on": "2024-02-01", "lead": ["smart"]}',
            ("smart",),
            Decision("assigned", "刘洋", day("2024-02-01")),
        ),
        (
            "1.1",
            '{"kind": "assign", "ref": "1.1", "on": "2024-02-01", "lead": ["smart"]}',
            ("smart",),
            Decision("assigned", "刘洋", day("2024-02-01")),
        ),
        ("1.2", '{"kind": "assign", "ref": "1.2", "on": "2024-02-01", "lead": []}', ("stic",), "document"),
        (
            "2",
            '{"kind": "assign", "ref": "2", "on": "2024-02-01", "lead": ["smart"], "source": "https://a.gov.cn/1"}',
            ("smart",),
            Attribution("https://a.gov.cn/1"),
        ),
    ],
)
def test_the_nearest_lead_answers(ref: str, line: str, lead: tuple[str, ...], basis: Basis | None) -> None:
    """A lead is inherited, its basis with it; nobody is made up where nobody is named."""
    found = facts(LEADS, line, "2024-05-01", ref=ref)
    assert (found.lead, found.lead_basis) == (lead, basis)


@pytest.mark.parametrize(
    ("ref", "line", "start"),
    [
        ("1.1", "", "2024-02-01"),
        ("1.2", "", "2024-03-01"),
        ("2", "", "2024-01-01"),
        ("1.2", '{"kind": "adopt", "on": "2024-01-10", "promises": {"1.2": {"start": "2024-04-01"}}}', "2024-04-01"),
    ],
)
def test_the_nearest_start_counts(ref: str, line: str, start: str) -> None:
    """A task begins when its adoption, itself, the nearest above or else the plan says."""
    assert facts(LEADS, line, "2024-05-01", ref=ref).start == day(start)


@pytest.mark.parametrize(
    ("lines", "percent"),
    [
        ("", None),
        ('{"kind": "report", "ref": "1", "on": "2024-02-01", "status": "in-progress"}', None),
        ('{"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 0}', 0),
        ('{"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 40}', 40),
        ('{"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 40, "status": "done"}', 100),
        ('{"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 40, "status": "cancelled"}', 40),
    ],
)
def test_percent_is_what_was_reported(lines: str, percent: float | None) -> None:
    """Null until reported; done shows 100."""
    assert facts(ONE, lines, "2024-05-01").percent == percent


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-01-31", 0), ("2024-02-01", 12.5), ("2024-02-03", 25), ("2024-02-04", 37.5), ("2024-02-09", 100),
        ("2024-03-01", 100),
    ],
)  # fmt: skip
def test_expected_grows_by_the_working_day_from_start_to_due(as_of: str, expected: float) -> None:
    """Eight days are worked from the first to the tenth: not Saturday the 3rd, but Sunday the 4th."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, start: 2024-02-01, due: 2024-02-10}]'
    assert facts(text, "", as_of).expected == expected


def test_an_ongoing_task_has_no_curve() -> None:
    """Even one that ends on a day."""
    text = 'tasks: [{ref: "1", title: 一, kind: ongoing, start: 2024-02-01, due: 2024-02-10}]'
    assert facts(text, "", "2024-02-05").expected is None


def expected(text: str, as_of: str, lines: str = "", ref: str = "1", calendar: Calendar = NONE) -> float | None:
    """Return where a task should be at the end of a day."""
    found = plan(text)
    state = replayed(lines, day(as_of))
    return shown(Progress(found, state, day(as_of), calendar=calendar).facts(found.by_ref[ref]).expected)


def test_expected_goes_by_the_offices_calendar() -> None:
    """With the first two days off, six are left."""
    office = Calendar(holidays=(day("2024-02-01"), day("2024-02-02")))
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, start: 2024-02-01, due: 2024-02-10}]'
    assert [expected(text, f"2024-02-0{n}", calendar=office) for n in (2, 4, 9)] == [0, 16.7, 100]


CURVES = """
    curve: {03-29: 10, 2024-06-28: 40}
    tasks:
    - {ref: "1", title: 一, kind: deliverable, due: 2024-12-31}
    - ref: "2"
      title: 二
      curve: {06-28: 70}
      tasks:
      - {ref: "2.1", title: 二之一, kind: deliverable, due: 2024-12-31}
      - {ref: "2.2", title: 二之二, kind: deliverable, due: 2024-12-31, curve: {03-29: 50}}
      - {ref: "2.3", title: 二之三, kind: ongoing}
    - {ref: "3", title: 三, kind: ongoing}
    - {ref: "4", title: 四, kind: deliverable, due: 2024-06-28}
"""


@pytest.mark.parametrize(
    ("ref", "march", "june"),
    [("1", 10, 40), ("2.1", 34.7, 70), ("2.2", 50, 66.3), ("2.3", 34.7, 70), ("3", None, None), ("4", 10, 100)],
)
def test_the_nearest_curve_counts(ref: str, march: float | None, june: float | None) -> None:
    """Its own, that of a task above, or the plan's, which is for deliverables only; curves are not mixed.

    It ends with the task: a point on the date itself does not hold back.
    """
    assert [expected(CURVES, on, ref=ref) for on in ("2024-03-29", "2024-06-28")] == [march, june]


def test_a_curve_reaches_100_at_the_date_that_counts() -> None:
    """A task that was extended keeps the points before its old date, and no other holds it back."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-06-28, curve: {03-29: 50, 06-28: 100}}]'
    approved = """
        {"kind": "reschedule", "ref": "1", "on": "2024-04-01", "step": "approve", "due": "2024-12-31", "ask": "x"}
    """
    assert [expected(text, on) for on in ("2024-03-29", "2024-06-27", "2024-06-28")] == [50, 99.2, 100]
    found = [expected(text, on, approved) for on in ("2024-03-29", "2024-04-01", "2024-06-28", "2024-12-31")]
    assert found == [50, 50.3, 66.3, 100]


def test_a_task_whose_date_was_brought_forward_is_there_earlier() -> None:
    """Points after the new date do not count."""
    text = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31, curve: {03-29: 50, 06-28: 60}}]'
    earlier = (
        '{"kind": "reschedule", "ref": "1", "on": "2024-01-01", "step": "approve", "due": "2024-04-30", "ask": "x"}'
    )
    assert [expected(text, on, earlier) for on in ("2024-03-29", "2024-04-30")] == [50, 100]


def test_a_task_without_a_date_ends_with_the_plan() -> None:
    """A deliverable whose date was taken away, and an ongoing task with a curve."""
    gone = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": null}}}'
    assert expected(ONE, "2024-06-30", gone) == 49
    text = 'tasks: [{ref: "1", title: 一, kind: ongoing, curve: {06-28: 40}}]'
    assert [expected(text, on) for on in ("2024-06-28", "2024-12-31")] == [40, 100]


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("", "2024-01-01 2024-12-31"),
        ('{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"start": "2024-06-03"}}}', "2024-06-03 2024-12-31"),
    ],
)
def test_the_curve_of_a_task(line: str, dates: str) -> None:
    """From the day before its start to its date; a point that is no day is left to the plan's problems."""
    found = plan_file(
        'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-12-31, curve: {02-30: 5, 07-01: 10}}]'
    ).plan
    start, due = map(day, dates.split())
    made = Progress(found, replayed(line), day("2024-05-01")).curve(found.tasks[0], due)
    assert made == curve(start, due, {day("2024-07-01"): 10})


WEIGHED = """
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-12-31
      curve: {06-28: 90}
      milestones:
      - {ref: "1.1", title: 起草, due: 2024-03-31, weight: 3}
      - {ref: "1.2", title: 送审, due: 2024-06-30}
      - {ref: "1.3", title: 印发, due: 2024-12-31, weight: 2.5}
"""
DRAFTED = '{"kind": "milestone", "ref": "1.1", "on": "2024-05-03", "state": "reached"}\n'


@pytest.mark.parametrize(
    ("as_of", "due"),
    [("2024-03-31", 0), ("2024-04-01", 46.2), ("2024-07-01", 61.5), ("2025-01-01", 100)],
)
def test_milestones_with_weights_say_where_a_task_should_be(as_of: str, due: float) -> None:
    """By the weight of those whose dates have passed, not by the curve; one without a weight counts 1."""
    assert expected(WEIGHED, as_of) == due
    assert expected(WEIGHED, as_of, DRAFTED) == due


@pytest.mark.parametrize(
    ("lines", "percent"),
    [
        ("", None),
        (DRAFTED, 46.2),
        (DRAFTED + DRAFTED.replace("1.1", "1.2"), 61.5),
        (DRAFTED + DRAFTED.replace("1.1", "1.2") + DRAFTED.replace("1.1", "1.3"), 100),
        (DRAFTED + '{"kind": "milestone", "ref": "1.1", "on": "2024-05-04", "state": "reopened"}', None),
        (DRAFTED + '{"kind": "report", "ref": "1", "on": "2024-05-04", "percent": 20}', 20),
        (DRAFTED + '{"kind": "report", "ref": "1", "on": "2024-05-04", "percent": 0}', 0),
        (DRAFTED + '{"kind": "report", "ref": "1", "on": "2024-05-04", "status": "done"}', 100),
    ],
)
def test_milestones_with_weights_say_how_far_a_task_is(lines: str, percent: float | None) -> None:
    """Where nobody reported a percentage; while none is reached nothing is known."""
    assert shown(facts(WEIGHED, lines, "2024-06-01").percent) == percent


def test_a_milestone_that_moved_is_expected_later() -> None:
    """By the date that counts."""
    moved = """
        {"kind": "reschedule", "ref": "1.1", "on": "2024-03-01", "step": "approve", "due": "2024-05-31", "ask": "x"}
    """
    assert [expected(WEIGHED, on, moved) for on in ("2024-05-31", "2024-06-01")] == [0, 46.2]


def test_milestones_without_weights_do_not_measure() -> None:
    """They are dates only."""
    text = WEIGHED.replace(", weight: 3", "").replace(", weight: 2.5", "")
    assert expected(text, "2024-06-28") == 90
    assert facts(text, DRAFTED, "2024-06-01").percent is None
    assert [measured_by_milestones(plan(source).tasks[0]) for source in (text, WEIGHED, ONE)] == [False, True, False]


# Parents

TREE = """
    tasks:
    - ref: "1"
      title: 一
      tasks:
      - {ref: "1.1", title: 一之一, kind: deliverable, start: 2024-02-01, due: 2024-02-10}
      - {ref: "1.2", title: 一之二, kind: deliverable, start: 2024-02-01, due: 2024-02-20}
      - ref: "1.3"
        title: 一之三
        tasks:
        - {ref: "1.3.1", title: 一之三之一, kind: ongoing}
"""


def reports(**said: str) -> str:
    """Return a report on each task of TREE: `a="done"` for 1.1, `b="40"` for 1.2, `c=…` for 1.3.1."""
    refs = {"a": "1.1", "b": "1.2", "c": "1.3.1"}
    fields = {name: f'"percent": {text}' if text.isdigit() else f'"status": "{text}"' for name, text in said.items()}
    return "\n".join(
        f'{{"kind": "report", "ref": "{refs[name]}", "on": "2024-02-05", {field}}}' for name, field in fields.items()
    )


@pytest.mark.parametrize(
    ("said", "percent", "reported"),
    [
        ({}, None, (0, 3)),
        ({"a": "40"}, 20, (1, 3)),
        ({"a": "40", "b": "20"}, 30, (2, 3)),
        ({"c": "90"}, None, (1, 3)),
        ({"a": "40", "c": "in-progress"}, 20, (2, 3)),
        ({"a": "done", "b": "done", "c": "done"}, 100, (3, 3)),
        ({"a": "in-progress"}, None, (1, 3)),
        ({"a": "0"}, 0, (1, 3)),
        ({"a": "cancelled", "b": "50"}, 50, (1, 2)),
        ({"a": "cancelled", "b": "cancelled", "c": "cancelled"}, None, (0, 0)),
        ({"a": "33", "b": "34", "c": "90"}, 33.5, (3, 3)),
    ],
)
def test_a_parents_percent_is_the_mean_of_its_leaves(
    said: dict[str, str], percent: float | None, reported: tuple[int, int]
) -> None:
    """A silent task counts 0, a cancelled one and an ongoing one without a curve not at all; all silent is null.

    Beside it always stands how many of how many reported.
    """
    found = facts(TREE, reports(**said), "2024-02-05")
    assert (shown(found.percent), found.reported) == (percent, reported)


@pytest.mark.parametrize(
    ("said", "expected"),
    [({}, 43.2), ({"a": "cancelled"}, 36.4), ({"a": "cancelled", "b": "cancelled"}, None)],
)
def test_a_parents_expected_is_the_mean_of_its_leaves_curves(said: dict[str, str], expected: float | None) -> None:
    """Four of eight working days and four of eleven; ongoing and cancelled tasks have no curve."""
    assert shown(facts(TREE, reports(**said), "2024-02-05").expected) == expected


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, None),
        ({"a": "not-started"}, "not-started"),
        ({"a": "not-started", "b": "in-progress"}, "in-progress"),
        ({"a": "blocked"}, "blocked"),
        ({"a": "blocked", "b": "in-progress"}, "in-progress"),
        ({"a": "done"}, "in-progress"),
        ({"a": "done", "b": "not-started", "c": "not-started"}, "in-progress"),
        ({"a": "done", "b": "done", "c": "in-progress"}, "in-progress"),
        ({"a": "done", "b": "done", "c": "done"}, "done"),
        ({"a": "done", "b": "cancelled", "c": "done"}, "done"),
        ({"a": "cancelled", "b": "cancelled", "c": "cancelled"}, "cancelled"),
        ({"a": "cancelled"}, None),
        ({"a": "cancelled", "b": "not-started"}, "not-started"),
        ({"a": "cancelled", "b": "blocked"}, "blocked"),
    ],
)
def test_a_parents_status_follows_from_those_below(said: dict[str, str], status: str | None) -> None:
    """It is closed when every leaf is; what was cancelled does not set it in motion, and silence stays silence."""
    assert facts(TREE, reports(**said), "2024-02-05").status == status


def test_a_weight_makes_a_task_count_for_more() -> None:
    """Three times as much as the task beside it, for what is and for what should be."""
    text = TREE.replace("due: 2024-02-20}", "due: 2024-02-20, weight: 3}")
    found = facts(text, reports(a="80", b="20"), "2024-02-05")
    assert (found.percent, shown(found.expected)) == (35, 39.8)


def test_what_is_said_about_a_parent_itself_is_not_heard() -> None:
    """A parent says nothing of its own."""
    line = '{"kind": "report", "ref": "1", "on": "2024-02-05", "status": "done", "percent": 90}'
    found = facts(TREE, line, "2024-02-05")
    assert (found.status, found.percent, found.reported) == (None, None, (0, 3))


def test_a_parents_last_report_is_its_leaves_latest() -> None:
    """Children stand inside the facts of their parent."""
    lines = """
        {"kind": "report", "ref": "1.3.1", "on": "2024-02-03", "status": "in-progress"}
        {"kind": "report", "ref": "1.1", "on": "2024-02-01", "status": "in-progress"}
    """
    found = facts(TREE, lines, "2024-02-05")
    assert found.last_report == day("2024-02-03")
    assert [child.task.ref for child in found.children] == ["1.1", "1.2", "1.3"]
    assert found.children[0].last_report == day("2024-02-01")


# Milestones

STONES = """
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-12-31
      milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31}]
"""


@pytest.mark.parametrize(
    ("line", "as_of", "overdue", "done"),
    [
        ("", "2024-03-31", False, None),
        ("", "2024-04-01", True, None),
        ('{"kind": "milestone", "ref": "1.1", "on": "2024-05-01", "state": "reached"}', "2024-04-30", True, None),
        (
            '{"kind": "milestone", "ref": "1.1", "on": "2024-05-01", "state": "reached"}',
            "2024-05-01", False, "2024-05-01",
        ),
        ('{"kind": "milestone", "ref": "1.1", "on": "2024-05-01", "state": "reopened"}', "2024-05-01", True, None),
        ('{"kind": "report", "ref": "1", "on": "2024-05-01", "status": "done"}', "2024-05-01", False, None),
        ('{"kind": "report", "ref": "1", "on": "2024-05-01", "status": "cancelled"}', "2024-05-01", False, None),
        ('{"kind": "report", "ref": "1", "on": "2024-05-01", "status": "blocked"}', "2024-05-01", True, None),
        (
            '{"kind": "reschedule", "ref": "1.1", "on": "2024-04-01", "step": "approve", "due": "2024-05-01"}',
            "2024-05-01", False, None,
        ),
        (
            '{"kind": "reschedule", "ref": "1.1", "on": "2024-04-01", "step": "approve", "due": "2024-05-01"}',
            "2024-05-02", True, None,
        ),
    ],
)  # fmt: skip
def test_a_milestone_is_overdue_while_its_task_is_open(
    *, line: str, as_of: str, overdue: bool, done: str | None
) -> None:
    """Milestones of a closed task are no longer due; a reopened one is again, an extended one later."""
    (point,) = facts(STONES, line, as_of).checkpoints
    assert (point.overdue, point.done) == (overdue, done and day(done))


def test_grace_holds_for_milestones_too() -> None:
    """One number of days for everything that is due."""
    assert [facts(STONES, "", "2024-04-03", grace=grace).checkpoints[0].overdue for grace in (2, 3)] == [True, False]


# This year beside the year before


CLOSED_ONE = """
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-06-30
      milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31, weight: 1}]
"""
EXTENDED = """
    {"kind": "request", "id": "E1", "ref": "%s", "what": "extend", "on": "2024-03-01", "due": "%s"}
    {"kind": "answer", "ref": "%s", "request": "E1", "what": "extend", "verdict": "approve", "on": "%s", "due": "%s", "at": "%s"}
"""  # noqa: E501


def extended(ref: str, due: str, on: str, at: str) -> str:
    """Return the lines of an extension that was approved on a day, and recorded at a moment."""
    return EXTENDED % (ref, due, ref, on, due, at)


@pytest.mark.parametrize("status", ["done", "cancelled"])
@pytest.mark.parametrize("on", ["2024-04-20", "2024-06-20"])
def test_what_was_closed_is_not_extended(status: str, on: str) -> None:
    """By what was recorded: a day before the closing does not help; a task that is open again has the later date."""
    closed = f"""{{"kind": "report", "ref": "1", "on": "2024-05-02", "status": "{status}"}}\n"""
    moved = extended("1", "2024-09-30", on, "2024-06-20T04:00:00Z")
    assert told(facts(CLOSED_ONE, closed + moved, "2024-07-15")) == told(facts(CLOSED_ONE, closed, "2024-07-15"))
    reopened = '{"kind": "report", "ref": "1", "on": "2024-07-10", "status": "in-progress"}'
    assert facts(CLOSED_ONE, closed + moved + reopened, "2024-07-15").due == day("2024-09-30")
    earlier = extended("1", "2024-09-30", on, "2024-04-20T04:00:00Z")
    assert facts(CLOSED_ONE, closed + earlier, "2024-07-15").due == day("2024-09-30")


def test_a_milestone_reached_is_not_extended() -> None:
    """Neither is one of a closed task: where the task should be, and how late a milestone came, stay as they were."""
    reached = '{"kind": "milestone", "ref": "1.1", "on": "2024-04-10", "state": "reached"}\n'
    done = '{"kind": "report", "ref": "1", "on": "2024-05-02", "status": "done"}\n'
    moved = extended("1.1", "2024-09-30", "2024-04-01", "2024-06-20T04:00:00Z")
    for closed in (reached, done, reached + done):
        found, without = (facts(CLOSED_ONE, closed + lines, "2024-07-15") for lines in (moved, ""))
        assert told(found) == told(without)
        assert found.checkpoints[0].due == day("2024-03-31")
    assert facts(CLOSED_ONE, moved, "2024-07-15").checkpoints[0].due == day("2024-09-30")


def test_an_amendment_moves_what_is_closed() -> None:
    """It was adopted with a reason, so its date is the one that counts, whatever extension came before it."""
    done = '{"kind": "report", "ref": "1", "on": "2024-05-02", "status": "done"}\n'
    moved = extended("1", "2024-09-30", "2024-06-10", "2024-06-10T04:00:00Z")
    amended = '{"kind": "adopt", "on": "2024-06-01", "promises": {"1": {"due": "2024-08-31"}}, "reason": "调整"}'
    assert facts(CLOSED_ONE, done + moved + amended, "2024-07-15").due == day("2024-08-31")
