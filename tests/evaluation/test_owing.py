"""Owing: which reports are due on a task, by when they must be in, and which are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from strategies import DAYS, PLAN, journals
from support import day, plan, plan_file, replayed

from plantrack.dates.periods import DAY, Length, period, period_length, period_of
from plantrack.dates.workdays import Calendar, workdays_between
from plantrack.evaluation.owing import deadline, is_worked
from plantrack.evaluation.progress import Progress
from plantrack.model.history import History
from plantrack.model.plan import Plan, Task, TaskKind
from plantrack.model.state import State, Status
from plantrack.model.updates import AnyUpdate

ONE = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-06-30}]'
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}}}\n'


def owing(text: str, lines: str, as_of: str, ref: str = "1", over: date = date.max) -> tuple[bool, str | None, int]:
    """Return whether a report is owed, for which period it is missing, and how many in a row are."""
    found = plan(text)
    made = Progress(found, replayed(lines, day(as_of)), day(as_of), over=over).facts(found.by_ref[ref])
    return made.owed, made.owes, made.missed


EVERY = 'tasks: [{{ref: "1", title: 一, kind: {kind}, due: 2024-06-30, report_every: {every}}}]'


@pytest.mark.parametrize(
    ("every", "as_of", "expected"),
    [
        ("week", "2024-01-20", (False, None, 0)),
        ("week", "2024-01-21", (True, "2024-W03", 1)),
        ("week", "2024-01-27", (True, "2024-W03", 1)),
        ("week", "2024-01-28", (True, "2024-W04", 2)),
        ("month", "2024-02-28", (False, None, 0)),
        ("month", "2024-02-29", (True, "2024-02", 1)),
        ("month", "2024-05-30", (True, "2024-04", 3)),
        ("quarter", "2024-06-29", (False, None, 0)),
        ("quarter", "2024-06-30", (True, "2024-Q2", 1)),
    ],
)
def test_a_report_is_owed_for_each_complete_period_after_adoption(
    every: str, as_of: str, expected: tuple[bool, str | None, int]
) -> None:
    """Adopted on Wednesday 10 January: the week, month and quarter of that day are still free.

    Each is complete at the end of its last day.
    """
    assert owing(EVERY.format(kind="deliverable", every=every), ADOPTED, as_of) == expected


@pytest.mark.parametrize(
    ("adopted", "start", "expected"),
    [
        ("2024-02-01", "2024-01-01", (True, "2024-03", 2)),
        ("2024-02-02", "2024-01-01", (True, "2024-03", 1)),
        ("2024-01-10", "2024-02-01", (True, "2024-03", 2)),
        ("2024-01-10", "2024-03-01", (True, "2024-03", 1)),
        ("2024-01-10", "2024-03-02", (False, None, 0)),
        ("2024-01-01", "2024-01-01", (True, "2024-03", 3)),
    ],
)
def test_a_period_counts_when_it_begins_on_or_after_adoption_and_start(
    adopted: str, start: str, expected: tuple[bool, str | None, int]
) -> None:
    """On the later of the two, too: adopted on 1 January, January is owed."""
    text = f'tasks: [{{ref: "1", title: 一, kind: deliverable, start: {start}, due: 2024-06-30}}]'
    line = f'{{"kind": "adopt", "on": "{adopted}", "promises": {{"1": {{}}}}}}'
    assert owing(text, line, "2024-04-10") == expected


HOLIDAYS = """
    period: {first: 2026-01-01, last: 2026-12-31}
    report_every: week
    tasks: [{ref: "1", title: 一, kind: ongoing}, {ref: "2", title: 二, kind: ongoing, start: 2026-03-02}]
"""


@pytest.mark.parametrize(
    ("ref", "as_of", "expected"),
    [
        ("1", "2026-02-07", (False, None, 0)),
        ("1", "2026-02-08", (True, "2026-W06", 1)),
        ("1", "2026-02-15", (True, "2026-W07", 2)),
        ("1", "2026-02-22", (True, "2026-W07", 2)),
        ("1", "2026-02-28", (True, "2026-W07", 2)),
        ("1", "2026-03-01", (True, "2026-W09", 3)),
        ("2", "2026-03-07", (False, None, 0)),
        ("2", "2026-03-08", (True, "2026-W10", 1)),
    ],
)
def test_a_week_of_holidays_owes_nothing(ref: str, as_of: str, expected: tuple[bool, str | None, int]) -> None:
    """Spring Festival is off from Sunday 15 to Monday 23 February: week 8 is skipped, the weeks beside it are a row.

    Adopted on Monday 2 February, week 6 is owed; a task that starts on Monday 2 March owes that week.
    """
    adopted = '{"kind": "adopt", "on": "2026-02-02", "promises": {"1": {}, "2": {}}}'
    assert owing(HOLIDAYS, adopted, as_of, ref) == expected


def test_the_calendar_says_which_periods_have_a_working_day() -> None:
    """The office's own comes first."""
    week = period("2024-W46")
    assert is_worked(week) is True
    assert is_worked(week, Calendar(holidays=tuple(day(f"2024-11-{n}") for n in range(11, 16)))) is False
    assert [is_worked(period("2026-W08"), one) for one in (Calendar(), Calendar(workdays=(day("2026-02-18"),)))] == [
        False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("length", [Length.MONTH, Length.QUARTER])
def test_only_an_office_takes_every_day_of_a_month_or_quarter_off(length: Length) -> None:
    """No notice does, nor the fixed holidays of a year without one."""
    found = [period_of(date(year, month, 1), length) for year in range(2000, 2040) for month in range(1, 13)]
    assert [one for one in found if not (is_worked(one) and workdays_between(one.first, one.last))] == []
    off = Calendar(holidays=tuple(found[0].first + n * DAY for n in range((found[0].last - found[0].first).days + 1)))
    assert [is_worked(one, off) for one in (found[0], found[0].next())] == [False, True]


def test_the_plans_last_period_may_be_a_holiday() -> None:
    """Then an ongoing task owes up to the week before."""
    text = HOLIDAYS.replace("2026-12-31", "2026-02-20").replace(", start: 2026-03-02", "")
    adopted = '{"kind": "adopt", "on": "2026-02-02", "promises": {"1": {}}}'
    assert owing(text, adopted, "2026-04-30") == (True, "2026-W07", 2)


DUE = 'tasks: [{{ref: "1", title: 一, kind: ongoing, report_every: {every}, report_due: {due}}}]'


@pytest.mark.parametrize(
    ("every", "due", "before", "owed_before", "owed_then"),
    [
        ("week", "每周五", "2024-11-16", "2024-W45", "2024-W46"),
        ("week", "3个工作日内", "2024-11-19", "2024-W45", "2024-W46"),
        ("month", "每月25日", "2024-11-29", "2024-10", "2024-11"),
        ("month", "次月5日", "2024-07-04", "2024-05", "2024-06"),
        ("month", "5th of next month", "2024-10-08", "2024-08", "2024-09"),
        ("quarter", "in 3 working days", "2024-07-02", "2024-Q1", "2024-Q2"),
    ],
)
def test_until_its_report_is_due_a_period_accuses_nobody(
    every: str, due: str, before: str, owed_before: str, owed_then: str
) -> None:
    """The period before decides until then; a deadline within the period waits for its end.

    5 October 2024 lies within days off, so the report moves to the second working day after them, the 9th.
    """
    adopted = '{"kind": "adopt", "on": "2024-01-01", "promises": {"1": {}}}'
    after = date.fromordinal(day(before).toordinal() + 1).isoformat()
    found = [owing(DUE.format(every=every, due=due), adopted, on)[1] for on in (before, after)]
    assert found == [owed_before, owed_then]


def test_the_nearest_deadline_counts() -> None:
    """Its own, that of a task above, else the plan's; without any, or with one that cannot be read, the last day."""
    found = plan_file("""
        report_due: 次月5日
        tasks:
        - ref: "1"
          title: 一
          report_due: 每月25日
          tasks:
          - {ref: "1.1", title: 一之一, kind: ongoing}
          - {ref: "1.2", title: 一之二, kind: ongoing, report_due: 3个工作日内}
          - {ref: "1.3", title: 一之三, kind: ongoing, report_due: 有空时}
        - {ref: "2", title: 二, kind: ongoing}
    """).plan
    days = {ref: str(deadline(found, ref, period("2024-07"))) for ref in ("1.1", "1.2", "1.3", "2")}
    assert days == {"1.1": "2024-07-25", "1.2": "2024-08-05", "1.3": "2024-07-31", "2": "2024-08-05"}
    assert deadline(plan(ONE), "1", period("2024-W46")) == day("2024-11-17")


JULY = ADOPTED + "".join(
    f'{{"kind": "report", "ref": "1", "on": "2024-{month:02}-10", "percent": {month}}}\n' for month in range(2, 7)
)
LATE = '{"kind": "report", "ref": "1", "on": "2024-08-20", "percent": 60, "for": "%s"}'


@pytest.mark.parametrize(
    ("line", "july", "august"),
    [
        ("", "2024-07", 2),
        (LATE.replace(', "for": "%s"', ""), "2024-07", 0),
        (LATE % "2024-07", None, 1),
        (LATE % "2024-06", "2024-07", 2),
        (LATE % "2024-W60", "2024-07", 2),
        (LATE % "2024-08", "2024-07", 0),
        ("\n".join(LATE.replace("2024-08-20", "2024-06-20") % month for month in ("2024-07", "2024-08")), "2024-07", 2),
        (LATE % "2024-07" + "\n" + LATE.replace(', "for": "%s"', ""), None, 0),
    ],
)
def test_a_report_answers_the_period_that_it_names(line: str, july: str | None, august: int) -> None:
    """July was missed: a report on 20 August leaves it missing, one for July answers July and not August.

    `july` is what is owed as of that day, `august` how many are missing in a row at the month's end.
    """
    text = ONE.replace("2024-06-30", "2024-12-31")
    assert owing(text, JULY + line, "2024-08-19")[1] == "2024-07"
    assert owing(text, JULY + line, "2024-08-20")[1] == july
    assert owing(text, JULY + line, "2024-08-31")[2] == august


def test_a_late_answer_is_news() -> None:
    """It is the last report, and nobody is silent."""
    found = plan(ONE)
    facts = Progress(found, replayed(JULY + LATE % "2024-07"), day("2024-08-25")).facts(found.tasks[0])
    assert (facts.last_report, facts.reported, facts.stale) == (day("2024-08-20"), (1, 1), False)


def test_nobody_owes_for_what_is_not_due_yet() -> None:
    """As of a day to come, and today, only what was due before today counts."""
    assert owing(ONE, ADOPTED, "2024-12-31", over=day("2024-05-30")) == (True, "2024-04", 3)
    assert owing(ONE, ADOPTED, "2024-06-01", over=day("2024-05-30")) == (True, "2024-04", 3)
    assert owing(ONE, ADOPTED, "2024-05-31", over=day("2024-05-30")) == (True, "2024-04", 3)
    assert owing(ONE, ADOPTED, "2024-05-31", over=day("2024-12-31")) == (True, "2024-05", 4)


EARLY = ONE.replace("due: 2024-06-30", "due: 2024-06-30, report_due: 每月25日")


@pytest.mark.parametrize(
    ("as_of", "over", "period"),
    [
        ("2024-06-01", "2024-05-30", "2024-05"), ("2024-06-30", "2024-05-28", "2024-05"),
        ("2024-06-01", "2024-05-27", "2024-04"), ("2024-05-29", "2024-05-28", "2024-04"),
        ("2024-05-30", "2024-05-28", "2024-04"), ("2999-12-31", "2024-05-28", "2024-05"),
    ],
)  # fmt: skip
def test_a_day_to_come_judges_the_periods_that_are_over_by_then(as_of: str, over: str, period: str) -> None:
    """And whose report was due by now, here on Tuesday 28 May: May runs until its end, and is owed from then on."""
    assert owing(EARLY, ADOPTED, as_of, over=day(over))[1] == period


def test_nothing_is_owed_before_adoption() -> None:
    """A plan that nobody adopted owes nobody a report."""
    assert owing(ONE, "", "2024-12-31") == (False, None, 0)
    assert owing(ONE, ADOPTED.replace('"1"', '"2"'), "2024-12-31") == (False, None, 0)


@pytest.mark.parametrize("status", ["done", "cancelled"])
@pytest.mark.parametrize("kind", ["deliverable", "ongoing"])
def test_a_closed_task_owes_nothing(kind: str, status: str) -> None:
    """From the day it was closed, and again when it is reopened."""
    lines = f"""{ADOPTED}
        {{"kind": "report", "ref": "1", "on": "2024-02-20", "status": "{status}"}}
        {{"kind": "report", "ref": "1", "on": "2024-05-20", "status": "in-progress"}}
    """
    text = EVERY.format(kind=kind, every="month")
    assert owing(text, lines, "2024-04-15") == (False, None, 0)
    assert owing(text, lines, "2024-05-20") == (True, "2024-04", 2)


@pytest.mark.parametrize(
    ("kind", "every", "as_of", "expected"),
    [
        ("ongoing", "month", "2024-12-30", (True, "2024-11", 10)),
        ("ongoing", "month", "2024-12-31", (True, "2024-12", 11)),
        ("ongoing", "month", "2025-06-01", (True, "2024-12", 11)),
        ("ongoing", "quarter", "2025-06-01", (True, "2024-Q4", 3)),
        ("ongoing", "week", "2025-06-01", (True, "2025-W01", 51)),
        ("deliverable", "month", "2025-06-01", (True, "2025-05", 16)),
        ("deliverable", "quarter", "2025-07-01", (True, "2025-Q2", 5)),
    ],
)
def test_an_ongoing_task_owes_up_to_the_plans_last_period(
    kind: str, every: str, as_of: str, expected: tuple[bool, str | None, int]
) -> None:
    """A deliverable owes until it is closed, also after the plan's end."""
    assert owing(EVERY.format(kind=kind, every=every), ADOPTED, as_of) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2024-04-30"], (True, None, 0)),
        (["2024-04-01"], (True, None, 0)),
        (["2024-05-01"], (True, "2024-04", 3)),
        (["2024-03-31"], (True, "2024-04", 1)),
        (["2024-02-01"], (True, "2024-04", 2)),
        (["2024-02-01", "2024-04-02"], (True, None, 0)),
    ],
)
def test_a_report_counts_for_the_period_of_its_day(days: list[str], expected: tuple[bool, str | None, int]) -> None:
    """What was said in May does not make up for April; missed periods are counted back from the latest."""
    said = [f'{{"kind": "report", "ref": "1", "on": "{on}", "progress": "推进中"}}' for on in days]
    assert owing(ONE, ADOPTED + "\n".join(said), "2024-05-15") == expected


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ('{"kind": "report", "ref": "1", "on": "2024-04-10", "problem": "资金未到位"}', True),
        ('{"kind": "milestone", "ref": "1.1", "on": "2024-04-10", "state": "reached"}', True),
        ('{"kind": "milestone", "ref": "1.1", "on": "2024-04-10", "state": "reopened"}', True),
        ('{"kind": "measure", "ref": "firms", "on": "2024-04-10", "value": 9, "unit": "家", "text": "9家"}', True),
        ('{"kind": "measure", "ref": "visitors", "on": "2024-04-10", "value": 9, "unit": "人", "text": "9人"}', False),
        ('{"kind": "report", "ref": "2", "on": "2024-04-10", "problem": "资金未到位"}', False),
        ('{"kind": "assign", "ref": "1", "on": "2024-04-10", "lead": ["fund"]}', False),
        ('{"kind": "reschedule", "ref": "1", "on": "2024-04-10", "step": "ask", "due": "2024-09-30"}', False),
        ('{"kind": "adopt", "on": "2024-04-10", "promises": {"1": {"due": "2024-09-30"}}}', False),
    ],
)
def test_reports_milestones_and_measures_are_reports(*, line: str, counts: bool) -> None:
    """A milestone of the task and a measurement of an indicator that follows it; nothing else."""
    text = """
        tasks:
        - ref: "1"
          title: 一
          kind: deliverable
          due: 2024-06-30
          milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31}]
        - {ref: "2", title: 二, kind: ongoing}
        indicators:
        - {id: firms, label: 企业, unit: 家, tasks: ["1"]}
        - {id: visitors, label: 观众, unit: 人, tasks: ["2"]}
    """
    expected = (True, None, 0) if counts else (True, "2024-04", 3)
    assert owing(text, ADOPTED + line, "2024-05-15") == expected


def test_how_often_is_inherited_and_overridden() -> None:
    """The plan owes quarterly, item 1 monthly, its second task weekly; a parent itself owes nothing."""
    text = """
        report_every: quarter
        tasks:
        - ref: "1"
          title: 一
          report_every: month
          tasks:
          - {ref: "1.1", title: 一之一, kind: ongoing}
          - {ref: "1.2", title: 一之二, kind: ongoing, report_every: week}
        - {ref: "2", title: 二, kind: ongoing}
    """
    line = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {}, "1.1": {}, "1.2": {}, "2": {}}}'
    found = {ref: owing(text, line, "2024-07-01", ref) for ref in ("1", "1.1", "1.2", "2")}
    assert found == {
        "1": (False, None, 0), "1.1": (True, "2024-06", 5), "1.2": (True, "2024-W26", 24), "2": (True, "2024-Q2", 1),
    }  # fmt: skip


def spelled_out(found: Plan, state: State, task: Task, as_of: date) -> tuple[bool, str | None]:
    """Return what a leaf owes by the rule, period by period."""
    adopted, status = state.of(task.ref).adopted_on, state.of(task.ref).status.value
    if adopted is None or status in (Status.DONE, Status.CANCELLED):
        return False, None
    begins = max(adopted, Progress(found, state, as_of).facts(task).start)
    now, owed = period_of(found.period.first, found.every(task.ref)), None
    while now.last <= as_of:
        within = task.kind is TaskKind.DELIVERABLE or now.first <= found.period.last
        due = deadline(found, task.ref, now) <= as_of
        if within and due and is_worked(now) and now.first >= begins:
            owed = now
        now = now.next()
    if owed is None:
        return False, None
    return True, None if any(on in owed for on in answering(found, state, task)) else owed.label


def answering(found: Plan, state: State, task: Task) -> Iterator[date]:
    """Yield the days of reports on a leaf; of one for another period, that period's first, if it had begun."""
    indicators = [indicator.id for indicator in found.indicators if task.ref in indicator.tasks]
    for said in map(state.of, [task.ref, *(stone.ref for stone in task.milestones), *indicators]):
        yield from said.report_days
        for on, name in said.answers:
            if period_length(name) is Length(found.every(task.ref)) and period(name).first <= on:
                yield period(name).first


@given(updates=journals(), as_of=DAYS)
def test_owing_is_as_the_rule_says(updates: list[AnyUpdate], as_of: date) -> None:
    """After any journal and on any day, owing agrees with the rule walked through period by period."""
    state = History(updates).at(as_of)
    for task in PLAN.leaves():
        found = Progress(PLAN, state, as_of).facts(task)
        assert (found.owed, found.owes) == spelled_out(PLAN, state, task, as_of)
        assert (found.missed > 0) == (found.owes is not None)
