"""Acts: what may be said and undone, and the records that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from act_support import (
    ASKED,
    DONE_2,
    PLAN,
    REACHED,
    TASKS,
    adopted,
    answer,
    ask,
    guard,
    nothing_known,
    plain,
    refused,
    stamp,
)
from msgspec.structs import replace
from support import day, journal, moment, replayed

from plantrack.errors import InputError, NotFoundError
from plantrack.evaluation.progress import Progress
from plantrack.model import commands as acts
from plantrack.model.commands import ReportInput
from plantrack.model.history import History
from plantrack.model.state import Status
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
)


def said(*entries: ReportInput, lines: str = "") -> list[dict[str, Any]]:
    """Return the records of what was said, without the stamp."""
    return plain(acts.say(PLAN, lambda _: replayed(lines), entries, stamp()))


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
        (ReportInput(ref="2.1"), "there is nothing to record for {ref}; give a status, a percentage or a note"),
        (
            ReportInput(ref="2.1", source="https://x"),
            "there is nothing to record for {ref}; give a status, a percentage or a note",
        ),
        (ReportInput(ref="2.1", percent=100.5), "{percent} is not a percentage; write a number from 0 to 100"),
        (ReportInput(ref="2.1", percent=-1), "{percent} is not a percentage; write a number from 0 to 100"),
        (ReportInput(ref="2.1", percent=float("nan")), "{percent} is not a percentage; write a number from 0 to 100"),
        (
            ReportInput(ref="1.1", percent=5),
            "{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.BLOCKED),
            "{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.DONE, problem="p"),
            "{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)",
        ),
        (
            ReportInput(ref="1.1", status=Status.DONE, next="n"),
            "{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)",
        ),
        (ReportInput(ref="1.1", note="n"), "{ref} is a milestone; a note alone belongs to its task {task}"),
        (ReportInput(ref="2", percent=5), "{ref} is not reported on itself; report on its sub-tasks: {below}"),
        (
            ReportInput(ref="2", status=Status.IN_PROGRESS),
            "{ref} is not reported on itself; report on its sub-tasks: {below}",
        ),
        (ReportInput(ref="2", status=Status.DONE), "{ref} is not finished; still open: {still}"),
        (ReportInput(ref="2", status=Status.CANCELLED), "{ref} is not finished; still open: {still}"),
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
         "there is nothing to record for {ref}; give a status, a percentage or a note"),
        (ReportInput(ref="1", note="无"), "",
         "there is nothing to record for {ref}; give a status, a percentage or a note"),
        (ReportInput(ref="1", status=Status.NOT_STARTED, percent=60), "",
         "{ref} is at {percent} and has started; give another status, or 0 percent"),
        (ReportInput(ref="1", status=Status.NOT_STARTED), SAID % ("in-progress", 60),
         "{ref} is at {percent} and has started; give another status, or 0 percent"),
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
        (ReportInput(ref="1", solved=True), "", "{ref} has no open problem to solve"),
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


SINCE = """
    {"kind": "report", "ref": "2.1", "on": "2024-05-10", "percent": 60, "problem": "资金"}
    {"kind": "report", "ref": "2.1", "on": "2024-05-12", "status": "%s"}
"""


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        (ReportInput(ref="2.1", period="2024-04", percent=40), SINCE % "done"),
        (ReportInput(ref="2.1", period="2024-04", status=Status.NOT_STARTED), SINCE % "in-progress"),
        (ReportInput(ref="2.1", period="2024-04", problem="征地"), SINCE % "done"),
        (ReportInput(ref="2.1", period="2024-04", status=Status.DONE), SINCE % "in-progress"),
    ],
)
def test_a_report_on_an_earlier_period_contradicts_nothing_newer(entry: ReportInput, lines: str) -> None:
    """It speaks of its period, and leaves what is newer as it is."""
    [made] = acts.say(PLAN, lambda _: replayed(lines), [entry], stamp())
    before = replayed(lines).of("2.1")
    after = History([*journal(lines), made]).at().of("2.1")
    names = ("status", "percent", "problem", "next", "finished", "reopened")
    assert [getattr(after, name) for name in names[:4]] == [getattr(before, name) for name in names[:4]]
    assert (after.done_since, after.shown) == (before.done_since, before.shown)


def test_done_for_an_earlier_period_does_not_outdo_a_newer_percentage() -> None:
    """What was at 60 % after the period was not done in it; a problem that is newer is not solved by it."""
    lines = SINCE.splitlines()[1]
    facts = refused(
        "{ref} was at {percent} on {day}, after {period}; what is done by now is reported without naming a period",
        lambda: said(ReportInput(ref="2.1", period="2024-04", status=Status.DONE), lines=lines),
    )
    assert facts == {"ref": "2.1", "percent": "60%", "day": day("2024-05-10"), "period": "2024-04"}
    refused(
        "{ref} has no open problem to solve",
        lambda: said(ReportInput(ref="2.1", period="2024-04", solved=True), lines=lines),
    )


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
        "{ref} is not finished; still open: {still}",
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


def test_what_is_said_of_problems_beside_a_claim_is_a_report() -> None:
    """A claim has no place for it, so it stands in a report of its own; the percentage may be missing."""
    known = replayed('{"kind": "report", "ref": "1", "on": "2024-05-01", "problem": "缺设备"}')
    entry = ReportInput(ref="1", status=Status.DONE, problem="无", note="已结项")
    made = acts.say(PLAN, lambda _: known, [entry], stamp(), guard(close="other-person"))
    assert plain(made) == [
        {"kind": "report", "on": "2024-05-20", "ref": "1", "problem": "无"},
        {"kind": "request", "on": "2024-05-20", "ref": "1", "what": "close", "reason": "已结项"},
    ]
    entry = replace(entry, problem=None, solved=True)
    solved = acts.say(PLAN, lambda _: known, [entry], stamp(), guard(close="recorded"))
    assert plain(solved)[0] == {"kind": "report", "on": "2024-05-20", "ref": "1", "solved": True}


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


def test_undoing_a_long_chain_of_undos() -> None:
    """Each takes back the one before; it is told what comes back at its end, also where forged ones form a ring."""
    lines = [Retraction(id=f"R{n}", act=f"A{n}", at=moment("2024-06-01T04:00:00Z"), by="刘洋", target=f"A{n - 1}")
             for n in range(3, 3000)]  # fmt: skip
    updates = [*journal(LOG), *lines]
    _, meant, back = acts.undo(History(updates), stamp(), "刘洋", "A2999")
    assert ([update.id for update in meant], back) == (["U2", "U3"], True)
    ring = [replace(lines[0], target="A4"), lines[1]]
    _, meant, _ = acts.undo(History(ring), stamp(), "刘洋", "A4")
    assert meant == ring[:1]


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
