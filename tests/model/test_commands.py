"""Acts: what may be said, asked, adopted and undone, and the records that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest
from msgspec import to_builtins
from msgspec.structs import replace
from support import day, journal, moment, plan, replayed

from plantrack.errors import InputError, NotFoundError, message
from plantrack.evaluation.progress import Progress
from plantrack.model import commands as acts
from plantrack.model.commands import ReportInput, Stamp
from plantrack.model.history import History
from plantrack.model.plan import Frequency, Plan, TaskKind, Text
from plantrack.model.policy import Approval, Approvals, Policy
from plantrack.model.promises import Amendment, terms_of
from plantrack.model.state import Promise, State, Status, Terms
from plantrack.model.updates import (
    Adoption,
    Answer,
    AnyUpdate,
    Assignment,
    Measurement,
    MilestoneUpdate,
    Report,
    Request,
    Retraction,
    Verdict,
    record,
)

TASKS = """
    tasks:
    - ref: "1"
      title: {zh: 办展, en: Hold the fair}
      kind: deliverable
      due: 2024-06-30
      lead: [stic]
      milestones: [{ref: "1.1", title: 开幕, due: 2024-03-31}]
    - ref: "2"
      title: 平台
      tasks:
      - {ref: "2.1", title: 甲, kind: deliverable, due: 2024-06-30}
      - {ref: "2.2", title: 乙, kind: ongoing}
      - {ref: "2.3", title: 丙, tasks: [{ref: "2.3.1", title: 丁, kind: ongoing}]}
    indicators:
    - {id: firms, label: 高新企业, unit: 家, tasks: ["2.2"]}
    - {id: talent, label: 人才, unit: 人, target: {text: 200人以上, value: 200, unit: 人, basis: document}}
"""
PLAN: Plan = plan(TASKS)
DONE_2 = """
    {"kind": "report", "ref": "2.1", "on": "2024-05-01", "status": "done"}
    {"kind": "report", "ref": "2.2", "on": "2024-05-01", "status": "cancelled"}
"""

REACHED = '{"kind": "milestone", "ref": "1.1", "on": "2024-03-30", "state": "reached"}'


def stamp(on: str = "2024-05-20", act: str = "ACT", at: str = "2024-05-20T04:00:00Z") -> Stamp:
    """Return what stamps the updates of one command: ids ACT-1, ACT-2 …, by 刘洋."""
    numbers = count(1)
    return lambda: {"id": f"{act}-{next(numbers)}", "act": act, "at": moment(at), "by": "刘洋", "on": day(on)}


def said(*entries: ReportInput, lines: str = "") -> list[dict[str, Any]]:
    """Return the records of what was said, without the stamp."""
    return plain(acts.say(PLAN, lambda _: replayed(lines), entries, stamp()))


def plain(updates: Sequence[AnyUpdate]) -> list[dict[str, Any]]:
    """Return records without id, act, at and by."""
    return [{k: v for k, v in record(update).items() if k not in ("id", "act", "at", "by")} for update in updates]


def nothing_known(_: date | None) -> State:
    """Return the state of a plan about which nothing was said."""
    return State()


def refused(template: str, call: Callable[[], object]) -> dict[str, Any]:
    """Return the facts of the InputError with that template."""
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.message.template == template
    return caught.value.message.facts


def test_everything_said_about_a_task_is_one_report() -> None:
    """Status, percent, note (as progress), problem, next, source, on the command's day."""
    entry = ReportInput(
        ref="2.1", status=Status.BLOCKED, percent=40, note="推进中", problem="资金", next="催办", source="https://x"
    )
    assert said(entry) == [
        {
            "kind": "report", "on": "2024-05-20", "ref": "2.1", "status": "blocked", "percent": 40,
            "progress": "推进中", "problem": "资金", "next": "催办", "source": "https://x",
        }
    ]  # fmt: skip


def test_several_references_are_one_act_in_the_order_typed() -> None:
    """Each has its own id; words of a title stand for a reference, and a line of `update -` may bring its own day."""
    entries = [ReportInput(ref="hold fair", percent=5), ReportInput(ref="2.1", note="x", on=day("2024-05-02"))]
    updates = acts.say(PLAN, nothing_known, entries, stamp())
    assert [(u.id, u.act, u.ref, u.on) for u in updates if isinstance(u, Report)] == [
        ("ACT-1", "ACT", "1", day("2024-05-20")),
        ("ACT-2", "ACT", "2.1", day("2024-05-02")),
    ]


@pytest.mark.parametrize(
    ("status", "step"), [("done", "reached"), ("in-progress", "reopened"), ("not-started", "reopened")]
)
def test_a_milestone_is_reached_or_open_again(status: str, step: str) -> None:
    """`done` on a milestone reaches it; anything before that opens it again."""
    entry = ReportInput(ref="1.1", status=Status(status), note="如期", source="https://x")
    assert said(entry, lines=REACHED) == [
        {"kind": "milestone", "on": "2024-05-20", "ref": "1.1", "state": step, "note": "如期", "source": "https://x"}
    ]


def test_a_reopened_milestone_is_no_longer_reached() -> None:
    """What was said counts in the state: reached on its day, then not."""
    reached = acts.say(PLAN, nothing_known, [ReportInput(ref="1.1", status=Status.DONE)], stamp("2024-03-30"))
    known, entry = History(reached).at(), ReportInput(ref="1.1", status=Status.IN_PROGRESS)
    opened = acts.say(PLAN, lambda _: known, [entry], stamp("2024-04-02", "LATER"))
    days = [History([*reached, *opened]).at(day(on)).of("1.1").done_since for on in ("2024-04-01", "2024-04-02")]
    assert days == [day("2024-03-30"), None]


@pytest.mark.parametrize(
    ("entry", "template"),
    [
        (ReportInput(ref="2.1"), "nothing is said about {ref}; give a status, a percentage or a note"),
        (
            ReportInput(ref="2.1", source="https://x"),
            "nothing is said about {ref}; give a status, a percentage or a note",
        ),
        (ReportInput(ref="2.1", percent=100.5), "{percent:g} is not a percentage; write a number from 0 to 100"),
        (ReportInput(ref="2.1", percent=-1), "{percent:g} is not a percentage; write a number from 0 to 100"),
        (ReportInput(ref="2.1", percent=float("nan")), "{percent:g} is not a percentage; write a number from 0 to 100"),
        (
            ReportInput(ref="1.1", percent=5),
            "{ref} is a milestone: it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.BLOCKED),
            "{ref} is a milestone: it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.DONE, problem="p"),
            "{ref} is a milestone: it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.DONE, next="n"),
            "{ref} is a milestone: it can be reached (`done`) or open again (`in-progress`)",
        ),
        (ReportInput(ref="1.1", note="n"), "{ref} is a milestone; a note alone belongs to its task {task}"),
        (ReportInput(ref="2", percent=5), "{ref} says nothing of its own; report on what is below it: {below}"),
        (
            ReportInput(ref="2", status=Status.IN_PROGRESS),
            "{ref} says nothing of its own; report on what is below it: {below}",
        ),
        (ReportInput(ref="2", status=Status.DONE), "{ref} is not finished: still open are {still}"),
        (ReportInput(ref="2", status=Status.CANCELLED), "{ref} is not finished: still open are {still}"),
    ],
)
def test_what_cannot_be_said_is_refused(entry: ReportInput, template: str) -> None:
    """Each with the sentence that says what to do instead."""
    refused(template, lambda: said(entry))


SAID = """
    {"kind": "report", "ref": "1", "on": "2024-05-01", "status": "%s", "percent": %s}
"""
BLANK = "\u200b\u3000\t\x00\ufeff\u2060\u00ad\u3164"


@pytest.mark.parametrize(
    ("entry", "before", "template"),
    [
        (ReportInput(ref="1", note=BLANK, problem=" ", next="\n", source="x"), "",
         "nothing is said about {ref}; give a status, a percentage or a note"),
        (ReportInput(ref="1", note="无"), "", "nothing is said about {ref}; give a status, a percentage or a note"),
        (ReportInput(ref="1", status=Status.NOT_STARTED, percent=60), "",
         "{ref} is at {percent:g}% and has started; give another status, or 0 percent"),
        (ReportInput(ref="1", status=Status.NOT_STARTED), SAID % ("in-progress", 60),
         "{ref} is at {percent:g}% and has started; give another status, or 0 percent"),
        (ReportInput(ref="1", percent=60), SAID % ("not-started", 0),
         "{ref} is not started; give its status too, `in-progress`"),
        (ReportInput(ref="1", status=Status.DONE, percent=60), "",
         "what is done is at 100 percent; leave the percentage of {ref} out"),
        (ReportInput(ref="1", percent=60), SAID % ("done", 40),
         "{ref} is closed; open it again first, with the status `in-progress`"),
        (ReportInput(ref="1", status=Status.DONE, next="验收"), "",
         "{ref} is closed and keeps no problem and no next step; write a note instead"),
        (ReportInput(ref="1", problem="缺人"), SAID % ("done", 100),
         "{ref} is closed and keeps no problem and no next step; write a note instead"),
        (ReportInput(ref="1", problem="缺人", solved=True), "",
         "a new problem of {ref} replaces the earlier one; leave `solved` out"),
        (ReportInput(ref="1", solved=True), "", "no problem of {ref} is in force that could be solved"),
        (ReportInput(ref="1.1", status=Status.IN_PROGRESS), "",
         "{ref} was never reached, so it cannot be opened again"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(entry: ReportInput, before: str, template: str) -> None:
    """Whether both parts are said now or one of them stands in the journal; and blank text says nothing."""
    refused(template, lambda: said(entry, lines=before))


@pytest.mark.parametrize(
    ("entry", "before"),
    [
        (ReportInput(ref="1", status=Status.NOT_STARTED, percent=0), SAID % ("in-progress", 60)),
        (ReportInput(ref="1", status=Status.IN_PROGRESS, percent=60), SAID % ("done", 40)),
        (ReportInput(ref="1", percent=100), SAID % ("done", 40)),
        (ReportInput(ref="1", note="已归档", problem="无", next="N/A"), SAID % ("done", 40)),
        (ReportInput(ref="1", problem="无"), ""),
    ],
)
def test_what_only_looks_like_a_contradiction_is_said(entry: ReportInput, before: str) -> None:
    """Something said of both, what is known already, and that there is neither a problem nor a next step."""
    assert len(said(entry, lines=before)) == 1


def test_a_contradiction_within_one_act() -> None:
    """What the same act says before about a task is known to what it says after, by their days."""
    first = ReportInput(ref="1", status=Status.NOT_STARTED)
    template = "{ref} is not started; give its status too, `in-progress`"
    refused(template, lambda: said(first, ReportInput(ref="1", percent=60)))
    assert len(said(first, ReportInput(ref="1", percent=60, on=day("2024-05-02")))) == 2
    assert len(said(first, ReportInput(ref="2.1", percent=60))) == 2


def test_blank_text_is_not_recorded() -> None:
    """What has no visible character is as if it were not given; other text stays as it was typed."""
    entry = ReportInput(ref="1", status=Status.BLOCKED, note=BLANK, problem=" 缺人\u200b", next="", source="\u2003")
    assert said(entry) == [
        {"kind": "report", "on": "2024-05-20", "ref": "1", "status": "blocked", "problem": " 缺人\u200b"}
    ]


@pytest.mark.parametrize("percent", [0, 100])
def test_a_percentage_runs_from_0_to_100(percent: float) -> None:
    """Both ends are percentages."""
    assert said(ReportInput(ref="2.1", percent=percent))[0]["percent"] == percent


def test_a_parent_may_carry_a_note() -> None:
    """A note, a problem or a next step of the whole item; its status and percentage stay those of what is below."""
    updates = acts.say(PLAN, nothing_known, [ReportInput(ref="2", note="专题会已开", problem="p", next="n")], stamp())
    assert plain(updates) == [
        {"kind": "report", "on": "2024-05-20", "ref": "2", "progress": "专题会已开", "problem": "p", "next": "n"}
    ]
    facts = Progress(PLAN, History(updates).at(), day("2024-05-20")).facts(PLAN.by_ref["2"])
    assert (facts.status, facts.percent, facts.reported) == (None, None, (0, 3))


def test_a_parent_is_done_when_every_leaf_is_closed() -> None:
    """Cancelled leaves are closed too; the error names those that are still open, at any depth."""
    facts = refused(
        "{ref} is not finished: still open are {still}",
        lambda: said(ReportInput(ref="2", status=Status.DONE), lines=DONE_2),
    )
    assert facts == {"ref": "2", "still": ("2.3.1",)}


def test_leaves_named_in_the_same_command_count_as_closed() -> None:
    """`done 2.3.1 2` in either order, with a parent between named or not."""
    named = [ReportInput(ref=ref, status=Status.DONE) for ref in ("2", "2.3", "2.3.1")]
    assert [entry["ref"] for entry in said(*named, lines=DONE_2)] == ["2", "2.3", "2.3.1"]
    assert [entry["ref"] for entry in said(named[2], named[0], lines=DONE_2)] == ["2.3.1", "2"]


def test_the_journal_is_read_only_to_close_a_parent() -> None:
    """An update appends without reading back, however long the journal is."""
    assert acts.say(PLAN, nothing_known, [ReportInput(ref="2.1", status=Status.DONE)], stamp())


@pytest.mark.parametrize(
    "bad", [ReportInput(ref="9", percent=5), ReportInput(ref="2.1"), ReportInput(ref="1.1", percent=5)]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bad_among_several_changes_nothing(bad: ReportInput, place: int) -> None:
    """Wherever it stands, no record is made at all: not even an id is given out."""
    entries = [ReportInput(ref="2.1", percent=5), ReportInput(ref="2.2", percent=5)]
    entries.insert(place, bad)

    def unused() -> dict[str, Any]:
        pytest.fail("a record was made")

    with pytest.raises((NotFoundError, InputError)):
        acts.say(PLAN, nothing_known, entries, unused)


def test_a_measurement_is_kept_as_written_and_as_a_value_in_the_base_unit() -> None:
    """突破2.5万家 is 25000家; whatever else is known stands beside it."""
    made = acts.measure(
        PLAN, "高新", "突破2.5万家", stamp(), period="2024", published=day("2025-01-20"), comparable=False, note="快报",
        source="https://x",
    )  # fmt: skip
    assert plain(made) == [
        {
            "kind": "measure", "on": "2024-05-20", "ref": "firms", "value": 25000, "unit": "家", "qualifier": "突破",
            "text": "突破2.5万家", "period": "2024", "published": "2025-01-20", "comparable": False, "note": "快报",
            "source": "https://x",
        }
    ]  # fmt: skip
    assert plain(acts.measure(PLAN, "firms", "250", stamp())) == [
        {"kind": "measure", "on": "2024-05-20", "ref": "firms", "value": 250, "unit": "家", "text": "250"}
    ]


def test_a_measurement_in_another_unit_is_refused() -> None:
    """And so is one of no indicator."""
    refused(
        "{text!r} is counted in {given}, but here the unit is {expected}",
        lambda: acts.measure(PLAN, "firms", "5人", stamp()),
    )
    with pytest.raises(NotFoundError):
        acts.measure(PLAN, "1", "5家", stamp())


def test_units_are_assigned_as_lead_or_as_support() -> None:
    """By id or by name, each once; the other role stays as it is."""
    lead = acts.assign(PLAN, "1", ["smart", "基金委", "医学科学院"], stamp(), support=False, source="https://x")
    support = acts.assign(PLAN, "2", ["NSF"], stamp(), support=True, source=None)
    assert plain([*lead, *support]) == [
        {"kind": "assign", "on": "2024-05-20", "ref": "1", "lead": ("smart", "fund"), "source": "https://x"},
        {"kind": "assign", "on": "2024-05-20", "ref": "2", "support": ("fund",)},
    ]


@pytest.mark.parametrize(("ref", "unit"), [("1.1", "stic"), ("9", "stic"), ("1", "nobody")])
def test_only_tasks_are_assigned_and_only_to_units_of_the_directory(ref: str, unit: str) -> None:
    """A milestone has no owner of its own."""
    with pytest.raises(NotFoundError):
        acts.assign(PLAN, ref, [unit], stamp(), support=False, source=None)


def guard(lines: str = "", **approval: str) -> acts.Guard:
    """Return who has to approve what, by default as usual, and what was recorded."""
    known = History(journal(lines)).at()
    return acts.Guard(Approvals(**{what: Approval(who) for what, who in approval.items()}), known)


def ask(
    ref: str, due: str, reason: str | None = "意见较多", lines: str = "", on: str = "2024-05-20"
) -> list[AnyUpdate]:
    """Ask for another date after some journal lines."""
    return acts.request(PLAN, guard(lines), ref, "extend", stamp(on), due=date.fromisoformat(due), reason=reason)


ASKED = """
    {"id": "ASK1", "act": "A1", "kind": "reschedule", "ref": "1", "step": "ask", "on": "2024-05-01", "due": "2024-07-31"}
    {"id": "ASK2", "act": "A2", "kind": "reschedule", "ref": "1.1", "step": "ask", "on": "2024-05-01", "due": "2024-04-30"}
"""  # noqa: E501
APPROVED = """
    {"kind": "reschedule", "ref": "1", "step": "ask", "on": "2024-05-01", "due": "2024-07-31", "id": "ASK1"}
    {"kind": "reschedule", "ref": "1", "step": "approve", "on": "2024-05-02", "due": "2024-07-31", "ask": "ASK1"}
"""


@pytest.mark.parametrize("ref", ["1", "1.1"])
def test_a_date_is_asked_for_with_a_reason(ref: str) -> None:
    """Of a task or a milestone; the request alone moves nothing."""
    updates = ask(ref, "2024-07-31")
    assert plain(updates) == [
        {"kind": "request", "on": "2024-05-20", "ref": ref, "what": "extend", "due": "2024-07-31", "reason": "意见较多"}
    ]
    assert History(updates).at().of(ref).due.value is None


@pytest.mark.parametrize(
    ("ref", "due", "reason", "lines", "template"),
    [
        ("1", "2024-07-31", None, "", "give a reason why the date of {ref} should move"),
        ("1", "2024-07-31", " ", "", "give a reason why the date of {ref} should move"),
        ("2.2", "2024-07-31", "r", "", "{ref} has no due date that could move"),
        ("1", "2024-06-30", "r", "", "{ref} is due on {day} already"),
        ("1.1", "2024-03-31", "r", "", "{ref} is due on {day} already"),
        ("1", "2024-07-31", "r", APPROVED, "{ref} is due on {day} already"),
        ("1", "2024-06-29", "r", "", "{ref} is due on {current}; an extension goes forward, not back to {day}"),
        ("1", "2024-07-30", "r", APPROVED, "{ref} is due on {current}; an extension goes forward, not back to {day}"),
        ("1.1", "2024-05-19", "r", "", "{day} is before {on}, the day of the request; ask for a later day"),
        ("1", "2024-09-30", "r", ASKED, "{ref}: {by} asked for the same on {on}; answer that request first: {id}"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    ref: str, due: str, reason: str | None, lines: str, template: str
) -> None:
    """Without a reason or a date that could move, not forward of what was recorded, into the past, or twice."""
    refused(template, lambda: ask(ref, due, reason, lines))


@pytest.mark.parametrize(
    ("ref", "on", "lines", "passed"),
    [
        ("1", "2024-06-30", "", None), ("1", "2024-07-01", "", "2024-06-30"), ("1.1", "2024-07-01", "", "2024-03-31"),
        ("1", "2024-07-31", APPROVED, None), ("1", "2024-08-01", APPROVED, "2024-07-31"),
    ],
)  # fmt: skip
def test_a_request_after_the_date_is_late(ref: str, on: str, lines: str, passed: str | None) -> None:
    """The date that had passed is told; on the very day it has not."""
    [asked] = ask(ref, "2024-09-30", lines=lines, on=on)
    assert acts.late_for(PLAN, replayed(lines), asked) == (passed and day(passed))


def cancel(ref: str, reason: str | None = "并入甲", lines: str = "", **approval: str) -> list[AnyUpdate]:
    """Ask that a task be cancelled after some journal lines."""
    return acts.request(PLAN, guard(lines, **approval), ref, "cancel", stamp(), reason=reason)


def test_a_cancellation_is_asked_for() -> None:
    """The task stays open until it is approved; where nobody has to approve, the approval is recorded with it."""
    asked, *approved = [*cancel("2.1"), *cancel("2.1", cancel="none")[1:]]
    assert plain([asked]) == [
        {"kind": "request", "on": "2024-05-20", "ref": "2.1", "what": "cancel", "reason": "并入甲"}
    ]
    assert History([asked]).at().of("2.1").status.value is None
    assert plain(approved) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "2.1", "request": "ACT-1", "what": "cancel",
            "verdict": "approve",
        }
    ]  # fmt: skip
    assert History([asked, *approved]).at().of("2.1").status.value is Status.CANCELLED


@pytest.mark.parametrize(
    ("ref", "reason", "lines", "template"),
    [
        ("2.1", "", "", "give a reason why {ref} should be cancelled"),
        ("2", "r", "", "{ref} says nothing of its own; cancel what is below it: {below}"),
        ("2.1", "r", DONE_2, "{ref} is closed already: {status}"),
    ],
)
def test_what_cannot_be_cancelled(ref: str, reason: str, lines: str, template: str) -> None:
    """Without a reason, an item, what is closed; a milestone is no task."""
    refused(template, lambda: cancel(ref, reason, lines))
    with pytest.raises(NotFoundError):
        cancel("1.1")


@pytest.mark.parametrize("who", ["recorded", "other-person"])
def test_done_becomes_a_request_where_closing_needs_approval(who: str) -> None:
    """What else is said is a report; milestones are reached as before, and a claim is made once."""
    entry = ReportInput(ref="1", status=Status.DONE, note="已结项", percent=100, source="结项报告")
    made = acts.say(PLAN, nothing_known, [entry, replace(entry, ref="1.1", percent=None)], stamp(), guard(close=who))
    assert plain(made) == [
        {"kind": "report", "on": "2024-05-20", "ref": "1", "percent": 100, "source": "结项报告"},
        {
            "kind": "request", "on": "2024-05-20", "ref": "1", "what": "close", "reason": "已结项",
            "source": "结项报告",
        },
        {
            "kind": "milestone", "on": "2024-05-20", "ref": "1.1", "state": "reached", "note": "已结项",
            "source": "结项报告",
        },
    ]  # fmt: skip
    state = History(made).at()
    assert (state.of("1").status.value, state.of("1").progress.value) == (None, "已结项")
    assert state.of("1").report_days == {day("2024-05-20")}
    claim = '{"kind": "request", "ref": "1", "on": "2024-05-01", "what": "close"}'
    for lines, template in (
        (claim, "{ref}: {by} asked for the same on {on}; answer that request first: {id}"),
        (DONE_2.replace("2.1", "1"), "{ref} is closed already: {status}"),
    ):
        known = guard(lines, close=who)
        with pytest.raises(InputError) as caught:
            acts.say(PLAN, nothing_known, [entry], stamp(), known)
        assert caught.value.message.template == template


def test_cancelled_is_no_status_to_report_where_it_needs_approval() -> None:
    """The remedy is told; where nobody has to approve, it is recorded as before."""
    entry = ReportInput(ref="1", status=Status.CANCELLED, note="并入甲")
    facts = refused(
        "cancelling {ref} needs approval",
        lambda: acts.say(PLAN, nothing_known, [entry], stamp(), guard()),
    )
    assert facts == {"ref": "1"}
    assert acts.say(PLAN, nothing_known, [entry], stamp(), guard(cancel="none")) == acts.say(
        PLAN, nothing_known, [entry], stamp()
    )


def answer(typed: str, lines: str, verdict: Verdict, on: str = "2024-05-20", **approval: str) -> list[Answer]:
    """Answer a request after some journal lines."""
    known = guard(lines, **approval)
    return acts.answer(PLAN, known, [typed], verdict, stamp(on), reason="同意", source="深科〔2024〕3号")


@pytest.mark.parametrize("typed", ["ASK1", "A1", "ask1", "K1"])
def test_an_approval_moves_the_date(typed: str) -> None:
    """The request is named by its id or its act's, whole or by the last characters, in any case; of any kind."""
    updates = answer(typed, ASKED, "approve")
    assert plain(updates) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "1", "request": "ASK1", "what": "extend",
            "verdict": "approve", "due": "2024-07-31", "reason": "同意", "source": "深科〔2024〕3号",
        }
    ]  # fmt: skip
    state = History([*journal(ASKED), *updates]).at()
    facts = Progress(PLAN, state, day("2024-05-20")).facts(PLAN.by_ref["1"])
    assert facts.due == day("2024-07-31")


def test_a_refusal_moves_nothing() -> None:
    """It carries no date."""
    updates = answer("ASK2", ASKED, "refuse")
    assert plain(updates) == [
        {
            "kind": "answer", "on": "2024-05-20", "ref": "1.1", "request": "ASK2", "what": "extend",
            "verdict": "refuse", "reason": "同意", "source": "深科〔2024〕3号",
        }
    ]  # fmt: skip
    assert History([*journal(ASKED), *updates]).at().of("1.1").due.value is None


SEVERAL = """
    {"id": "R1", "act": "ACT7", "kind": "request", "ref": "2.1", "on": "2024-05-01", "what": "cancel", "reason": "并入"}
    {"id": "R2", "act": "ACT7", "kind": "request", "ref": "2.2", "on": "2024-05-01", "what": "cancel", "reason": "并入"}
"""


@pytest.mark.parametrize(("typed", "refs"), [("ACT7", ["2.1", "2.2"]), ("R2", ["2.2"]), ("r1", ["2.1"])])
def test_an_act_stands_for_all_of_its_requests(typed: str, refs: list[str]) -> None:
    """One of them is named by its own id; what was answered already is left alone."""
    assert [found.ref for found in answer(typed, SEVERAL, "approve")] == refs
    first = (
        SEVERAL
        + '{"kind": "answer", "ref": "2.1", "on": "2024-05-02", "request": "R1", "what": "cancel", "verdict": "refuse"}'
    )
    assert [found.ref for found in answer("ACT7", first, "approve")] == ["2.2"]


REFUSED = (
    '{"kind": "answer", "ref": "1", "verdict": "refuse", "what": "extend", "on": "2024-05-12", "request": "ASK1",'
    ' "id": "ANSWER"}\n'
)


@pytest.mark.parametrize("on", ["2024-05-20", "2024-05-10"])
@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_request_is_answered_once(on: str, verdict: Verdict) -> None:
    """Whatever day the second answer names, and also where the first is of the earlier kind; unless it was undone."""
    earlier = '{"kind": "reschedule", "ref": "1", "step": "refuse", "on": "2024-05-12", "ask": "ASK1"}\n'
    for line in (REFUSED, earlier):
        with pytest.raises(InputError) as caught:
            answer("ASK1", ASKED + line, verdict, on)
        assert caught.value.message.template == "this request was answered on {on} by {by}: {verdict}"
        facts = caught.value.message.facts
        assert facts == {"on": day("2024-05-12"), "by": "刘洋", "verdict": message("refuse")}
    assert answer("ASK1", ASKED + REFUSED + '{"kind": "retract", "target": "ANSWER"}', verdict)


def test_an_answer_does_not_come_before_its_request() -> None:
    """Nor does an approval move a date back that moved further since."""
    refused("{ref} was asked about on {asked}; an answer cannot be dated {on}, before it",
            lambda: answer("ASK1", ASKED, "refuse", "2024-04-30"))  # fmt: skip
    further = ASKED + '{"kind": "adopt", "on": "2024-05-10", "promises": {"1": {"due": "2024-08-31"}}}'
    refused("{ref} is due on {current}; an extension goes forward, not back to {day}",
            lambda: answer("ASK1", further, "approve"))  # fmt: skip


def test_who_asked_does_not_approve_where_the_policy_wants_another() -> None:
    """Elsewhere it is told; to refuse what one asked for oneself takes nothing from anybody."""
    refused("{by} asked for this; the policy wants another person to approve it",
            lambda: answer("ASK1", ASKED, "approve", extend="other-person"))  # fmt: skip
    own = [answer("ASK1", ASKED, "approve"), answer("ASK1", ASKED, "refuse", extend="other-person")]
    by_other = answer("ASK1", ASKED.replace('"A1",', '"A1", "by": "陈静",'), "approve", extend="other-person")
    assert [acts.self_approved(guard(ASKED), found) for found in own] == [True, False]
    assert not acts.self_approved(guard(ASKED.replace('"A1",', '"A1", "by": "陈静",')), by_other)


@pytest.mark.parametrize("typed", ["", "XYZ", "ASK3"])
def test_no_such_request(typed: str) -> None:
    """An id of nothing, and nothing at all."""
    with pytest.raises(NotFoundError) as caught:
        answer(typed, ASKED, "approve")
    assert caught.value.message.template == "no such record: {typed!r}"


@pytest.mark.parametrize("verdict", ["approve", "refuse"])
def test_a_request_is_not_undone_while_its_answer_stands(verdict: Verdict) -> None:
    """Its answer is undone first, or both are of one act and go together."""
    asked, answered = journal(ASKED), answer("ASK1", ASKED, verdict)
    facts = refused(
        "the request was answered on {on} by {by} ({verdict}); undo the answer {id} first",
        lambda: acts.undo(History([*asked, *answered]), stamp(), "刘洋", "A1", PLAN.zone),
    )
    assert facts == {"on": day("2024-05-20"), "by": "刘洋", "id": "ACT", "verdict": message(verdict)}
    both = cancel("2.1", cancel="none")
    taken, *_ = acts.undo(History(both), stamp(at="2024-05-21T04:00:00Z"), "刘洋", "ACT", PLAN.zone)
    assert History([*both, *taken]).at() == State()


def test_an_ending_that_fits_several_acts_changes_nothing() -> None:
    """The candidates are told; guessing would answer, or undo, the wrong one."""
    lines = ASKED.replace("ASK2", "BSK1").replace('"A2"', '"B1"')
    for call in (
        lambda: answer("1", lines, "approve"),
        lambda: acts.undo(History(journal(lines)), stamp(), "刘洋", "1", PLAN.zone),
    ):
        with pytest.raises(NotFoundError) as caught:
            call()
        assert str(caught.value) == "'1' fits several; choose one"
        assert caught.value.candidates == (("A1", "2024-05-01 12:01 刘洋"), ("B1", "2024-05-01 12:02 刘洋"))


NONE: dict[str, Any] = {"weight": None, "curve": {}, "report_every": None, "report_due": None}
ONGOING, DELIVERABLE = TaskKind.ONGOING, TaskKind.DELIVERABLE
PROMISED = {
    "1": Promise(
        title=Text("办展", "Hold the fair"),
        parent=None,
        kind=DELIVERABLE,
        due=day("2024-06-30"),
        lead=("stic",),
        **NONE,
    ),
    "1.1": Promise(title=Text("开幕", "开幕"), parent="1", due=day("2024-03-31"), weight=None),
    "2": Promise(title=Text("平台", "平台"), parent=None, kind=None, **NONE),
    "2.1": Promise(title=Text("甲", "甲"), parent="2", kind=DELIVERABLE, due=day("2024-06-30"), **NONE),
    "2.2": Promise(title=Text("乙", "乙"), parent="2", kind=ONGOING, **NONE),
    "2.3": Promise(title=Text("丙", "丙"), parent="2", kind=None, **NONE),
    "2.3.1": Promise(title=Text("丁", "丁"), parent="2.3", kind=ONGOING, **NONE),
    "talent": Promise(title=Text("人才", "人才"), target=200, target_text="200人以上"),
}


def adopted(
    text: str, updates: Sequence[AnyUpdate] = (), *, reason: str | None = None, act: str = "ACT", on: str = "2024-05-20"
) -> tuple[list[AnyUpdate], list[Amendment]]:
    """Adopt a plan after some updates."""
    return acts.adopt(plan(text), History(updates).at(), stamp(on, act, f"{on}T04:00:00Z"), reason=reason)


def promises(updates: Sequence[AnyUpdate]) -> dict[str, Promise]:
    """Return what one adoption promises."""
    [update] = updates
    assert isinstance(update, Adoption)
    return update.promises


def test_the_first_adoption_names_the_whole_plan() -> None:
    """Every task, milestone and target, each with what the plan says and nothing it does not; no change is told."""
    updates, changes = adopted(TASKS, reason="印发")
    assert promises(updates) == PROMISED
    assert [(u.reason, u.on) for u in updates if isinstance(u, Adoption)] == [("印发", day("2024-05-20"))]
    assert changes == []


def test_there_is_nothing_to_adopt_twice() -> None:
    """A plan that says what was adopted gives no record, and asks for no reason."""
    first, _ = adopted(TASKS)
    assert adopted(TASKS, first) == ([], [])


AMENDED = (
    TASKS.replace("due: 2024-06-30\n      lead: [stic]", "due: 2024-07-15\n      lead: [stic, fund]")
    .replace('      - {ref: "2.2", title: 乙, kind: ongoing}\n', "")
    .replace('tasks: ["2.2"]', 'tasks: ["2.1"]')
    .replace('- {ref: "2.3",', '- {ref: "2.4", title: 戊, kind: deliverable, due: 2024-09-30}\n      - {ref: "2.3",')
    .replace(", target: {text: 200人以上, value: 200,", ", target: {text: 250人以上, value: 250,")
)  # fmt: skip


def test_an_amendment_names_only_what_differs() -> None:
    """Each change is told as old and new: a field, a new reference, a dropped one."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    updates, changes = adopted(AMENDED, first, reason="调整")
    assert promises(updates) == {
        "1": Promise(due=day("2024-07-15"), lead=("stic", "fund")),
        "2.4": Promise(title=Text("戊", "戊"), parent="2", kind=DELIVERABLE, due=day("2024-09-30"), **NONE),
        "talent": Promise(target=250, target_text="250人以上"),
        "2.2": Promise(dropped=True),
    }
    assert changes == [
        Amendment("1", "due", day("2024-06-30"), day("2024-07-15")),
        Amendment("1", "lead", ("stic",), ("stic", "fund")),
        Amendment("2.4", None, None, "2.4"),
        Amendment("talent", "target", 200, 250),
        Amendment("2.2", None, "2.2", None),
    ]


def test_the_first_promise_stays_beside_an_amendment() -> None:
    """What was promised is the earliest adoption; what is current is the latest; adopting again is nothing."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    second, _ = adopted(AMENDED, first, reason="调整")
    state = History([*first, *second]).at()
    facts = Progress(plan(AMENDED), state, day("2024-05-20")).facts(plan(AMENDED).by_ref["1"])
    assert (facts.promised_due, facts.due, facts.lead) == (day("2024-06-30"), day("2024-07-15"), ("stic", "fund"))
    assert adopted(AMENDED, [*first, *second]) == ([], [])


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_an_amendment_says_why(reason: str | None) -> None:
    """Without a reason nothing is adopted."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    refused("the plan was adopted before; give a reason why it changes", lambda: adopted(AMENDED, first, reason=reason))


def test_what_was_dropped_can_come_back() -> None:
    """It is told as new; its first promise is still the first one."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    second, _ = adopted(AMENDED, first, reason="调整", act="SECOND", on="2024-02-10")
    updates, changes = adopted(TASKS, [*first, *second], reason="恢复")
    assert Amendment("2.2", None, None, "2.2") in changes
    assert promises(updates)["2.2"] == Promise()
    state = History([*first, *second, *updates]).at()
    assert (state.of("2.2").in_plan, state.of("2.2").adopted_on) == (True, day("2024-01-10"))


def test_a_field_taken_out_of_the_plan_is_adopted_as_nothing() -> None:
    """A lead that nobody has any more."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    updates, changes = adopted(TASKS.replace("      lead: [stic]\n", ""), first, reason="调整")
    assert promises(updates) == {"1": Promise(lead=())}
    assert changes == [Amendment("1", "lead", ("stic",), ())]


def test_an_amendment_leaves_approved_extensions_alone() -> None:
    """The lead of task 1 changes; its date was moved by an approval and is not named, so it stays moved."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    moved = [*first, *journal(APPROVED)]
    amended = TASKS.replace("lead: [stic]", "lead: [fund]")
    updates, changes = adopted(amended, moved, reason="换单位")
    assert promises(updates) == {"1": Promise(lead=("fund",))}
    assert changes == [Amendment("1", "lead", ("stic",), ("fund",))]
    facts = Progress(plan(amended), History([*moved, *updates]).at(), day("2024-05-20")).facts(
        plan(amended).by_ref["1"]
    )
    assert (facts.due, facts.lead) == (day("2024-07-31"), ("fund",))


def test_what_was_never_named_is_named_without_being_an_amendment() -> None:
    """An adoption of before names dates and units alone; adopting again names the rest, and asks for no reason."""
    before = journal(
        """
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30", "lead": ["stic"]},
         "1.1": {"due": "2024-03-31"}, "2": {}, "2.1": {"due": "2024-06-30"}, "2.2": {}, "2.3": {}, "2.3.1": {},
         "talent": {"target": 200}}}
    """.replace("\n         ", "")
    )
    updates, changes = adopted(TASKS, before)
    assert changes == []
    assert promises(updates)["1"] == Promise(title=Text("办展", "Hold the fair"), parent=None, kind=DELIVERABLE, **NONE)
    state = History([*before, *updates]).at()
    assert state.of("1").promised == state.of("1").adopted == PROMISED["1"]
    assert adopted(TASKS, [*before, *updates]) == ([], [])
    refused("the plan was adopted before; give a reason why it changes", lambda: adopted(AMENDED, before))


def test_no_amendment_goes_back_behind_what_it_amends() -> None:
    """A day before an adoption in force of the same reference is refused; for what it does not name any day will do."""
    first, _ = adopted(TASKS, on="2024-03-10", act="FIRST")
    said = "what was adopted on {latest} cannot be amended as of {on}; write {latest} or later"
    facts = refused(said, lambda: adopted(AMENDED, first, reason="调整", on="2024-03-09"))
    assert facts == {"latest": day("2024-03-10"), "on": day("2024-03-09")}
    assert adopted(AMENDED, first, reason="调整", on="2024-03-10")[0]
    new = TASKS.replace('- {ref: "2.3",', '- {ref: "2.4", title: 戊, kind: ongoing}\n      - {ref: "2.3",')
    assert adopted(new, first, reason="补充", on="2024-01-10")[0]


def test_the_terms_of_the_plan_are_adopted_with_it() -> None:
    """Its period, rhythm, curve and policy, what counts as a report, and the digests of calendar and light rules."""
    told = plan(TASKS)
    state = History().at()
    [first], _ = acts.adopt(told, state, stamp("2024-01-10"), reason=None, terms=terms_of(told, "c1"))
    assert isinstance(first, Adoption)
    assert first.terms == Terms(
        period=told.period, timezone="Asia/Shanghai", report_every=Frequency.MONTH, report_due=None, curve={},
        policy=to_builtins(Policy()), indicators={"firms": ("2.2",)}, calendar="c1", lights=None,
    )  # fmt: skip
    strict = plan(TASKS + "    report_every: quarter\n    policy: {grace: 9999, severity: {overdue: warning}}\n")
    state = History([first]).at()
    [second], changes = acts.adopt(strict, state, stamp("2024-02-10", "B"), reason="放宽", terms=terms_of(strict, "c2"))
    assert changes == [
        Amendment("", "report_every", Frequency.MONTH, Frequency.QUARTER),
        Amendment("", "policy.grace", 0, 9999),
        Amendment("", "policy.severity", {}, {"overdue": "warning"}),
        Amendment("", "calendar", "c1", "c2"),
    ]
    assert isinstance(second, Adoption)
    assert (second.promises, [str(said) for said in second.words()]) == ({}, ["adopted: terms of the plan"])
    assert acts.adopt(strict, History([first, second]).at(), stamp(), reason="x", terms=terms_of(strict, "c2"))[0] == []


def test_after_the_first_adoption_was_undone_the_next_is_the_first() -> None:
    """It names the whole plan again, and asks for no reason."""
    first, _ = adopted(TASKS, on="2024-01-10", act="FIRST")
    taken, *_ = acts.undo(History(first), stamp(act="UNDO"), "刘洋", None)
    updates, changes = adopted(TASKS, [*first, *taken])
    assert (promises(updates), changes) == (PROMISED, [])


LOG = """
    {"kind": "report", "ref": "2.1", "on": "2024-05-01", "percent": 10, "act": "A1", "id": "U1"}
    {"kind": "report", "ref": "2.1", "on": "2024-05-02", "percent": 20, "act": "A2", "id": "U2"}
    {"kind": "report", "ref": "2.2", "on": "2024-05-02", "percent": 30, "act": "A2", "id": "U3"}
    {"kind": "report", "ref": "2.1", "on": "2024-05-03", "percent": 40, "act": "A3", "id": "U4", "by": "陈静"}
"""


def undone(updates: Sequence[AnyUpdate], number: int, typed: str | None = None, by: str = "刘洋") -> list[AnyUpdate]:
    """Return the updates with one more undo, recorded on day `number` of June."""
    on = f"2024-06-{number:02}"
    taken, *_ = acts.undo(History(updates), stamp(on, f"UNDO{number}", f"{on}T04:00:00Z"), by, typed)
    return [*updates, *taken]


def test_undo_tells_a_line_that_stands_twice_once() -> None:
    """As after a merge that repeated it."""
    _, meant, _ = acts.undo(History(journal(LOG) * 2), stamp(), "刘洋", None)
    assert [update.id for update in meant] == ["U2", "U3"]


def percents(updates: Sequence[AnyUpdate]) -> tuple[float | None, float | None]:
    """Return the percentages of 2.1 and 2.2."""
    state = History(updates).at()
    return state.of("2.1").percent.value, state.of("2.2").percent.value


def test_undo_takes_back_ones_own_latest_act_and_again_the_one_before() -> None:
    """All of an act together, never somebody else's, and nothing when nothing is left."""
    updates: list[AnyUpdate] = journal(LOG)
    taken, meant, _ = acts.undo(History(updates), stamp(), "刘洋", None)
    assert taken == [Retraction(id="ACT-1", act="ACT", at=moment("2024-05-20T04:00:00Z"), by="刘洋", target="A2")]
    assert meant == updates[1:3]
    updates = undone(updates, 1)
    assert [u.id for u in History(updates).in_force()] == ["U1", "U4"]
    updates = undone(updates, 2)
    assert [u.id for u in History(updates).in_force()] == ["U4"]
    with pytest.raises(NotFoundError) as caught:
        undone(updates, 3)
    assert str(caught.value) == "nothing of 刘洋 is in force that could be undone"
    assert percents(undone(updates, 3, by="陈静")) == (None, None)


@pytest.mark.parametrize("typed", ["A2", "U3", "u2", "2"])
def test_undo_by_id_takes_back_the_whole_act(typed: str) -> None:
    """The act's id, the id of one of its records, or how either ends; anybody's."""
    assert percents(undone(journal(LOG), 1, typed, by="陈静")) == (40, None)


def test_undoing_an_undo_restores() -> None:
    """And undoing that takes it away again; what is undone cannot be undone twice."""
    updates = undone(journal(LOG), 1)
    facts = refused("{typed} is undone already; undo its undo to restore it", lambda: undone(updates, 2, "A2"))
    assert facts == {"typed": "A2"}
    restored = undone(updates, 2, "UNDO1")
    assert percents(restored) == percents(journal(LOG)) == (40, 30)
    assert percents(undone(restored, 3, "UNDO2")) == (40, None)
    assert percents(undone(restored, 3)) == (40, None)


def test_a_retract_has_no_day_of_effect() -> None:
    """It takes away at every as-of, so the day of the command is left out."""
    taken, *_ = acts.undo(History(journal(LOG)), stamp(on="2024-05-30"), "刘洋", None)
    assert plain(taken) == [{"kind": "retract", "target": "A2"}]


KINDS: list[tuple[type[AnyUpdate], Callable[[], list[AnyUpdate]]]] = [
    (Report, lambda: acts.say(PLAN, nothing_known, [ReportInput(ref="2.1", percent=1)], stamp())),
    (MilestoneUpdate, lambda: acts.say(PLAN, nothing_known, [ReportInput(ref="1.1", status=Status.DONE)], stamp())),
    (Measurement, lambda: acts.measure(PLAN, "firms", "5家", stamp())),
    (Assignment, lambda: acts.assign(PLAN, "1", ["fund"], stamp(), support=False, source=None)),
    (Request, lambda: ask("1", "2024-07-31")),
    (Answer, lambda: [*answer("ASK1", ASKED, "refuse")]),
    (Adoption, lambda: adopted(TASKS)[0]),
    (Retraction, lambda: acts.undo(History(journal(LOG)), stamp(), "刘洋", None)[0]),
]


@pytest.mark.parametrize(("kind", "make"), KINDS, ids=[kind.__name__ for kind, _ in KINDS])
def test_every_record_carries_the_stamp(kind: type[AnyUpdate], make: Callable[[], list[AnyUpdate]]) -> None:
    """Id, act, moment and actor come from the command; so does the day, but for a retract."""
    [made] = make()
    assert type(made) is kind
    assert (made.id, made.act, made.at, made.by) == ("ACT-1", "ACT", moment("2024-05-20T04:00:00Z"), "刘洋")
    on: date | None = made.on
    assert on == (None if kind is Retraction else day("2024-05-20"))
