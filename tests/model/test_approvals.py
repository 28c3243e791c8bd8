"""Approvals: which answers and closing reports take effect, by everything recorded and the policy adopted by then."""

from __future__ import annotations

import pytest
from support import day, history, moment

from plantrack.model.approvals import pending, refused_claim
from plantrack.model.basis import Decision
from plantrack.model.state import DueDate, Status

ADOPT = (
    '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-06-30"}},'
    ' "terms": {"policy": {"approval": {"extend": "%s", "cancel": "%s", "close": "%s"}}}}\n'
)
RECORDED, OTHER, FREE = (ADOPT % ((who,) * 3) for who in ("recorded", "other-person", "none"))
REASONED = FREE.replace("}}}}", '}}}, "reason": "简化"}')
ADOPT_MORE = '{"kind": "adopt", "on": "2024-02-10", "promises": {"1": {"weight": 2}}}\n'
REPORT = '{"kind": "report", "ref": "1", "on": "2024-03-01", "status": "%s"%s}\n'
ASK = '{"kind": "request", "id": "ASK", "ref": "1", "on": "2024-03-01", "what": "%s"%s, "by": "陈静"}\n'
ANSWER = '{"kind": "answer", "ref": "1", "on": "2024-03-02", "request": "ASK", "what": "%s", "verdict": "%s"%s}\n'
DUE = ', "due": "2024-07-31"'
EXTEND = ASK % ("extend", DUE)
EXTENDED = ANSWER % ("extend", "approve", DUE)
OLD = '{"kind": "reschedule", "ref": "1", "on": "2024-03-02", "step": "approve", "due": "2024-07-31"%s}\n'


def outcome(lines: str) -> tuple[Status | None, DueDate | None, list[tuple[str, bool]]]:
    """Return status and due date of task 1, and the objections: rule, and whether the record is void."""
    found = history(lines)
    known = found.at().of("1")
    return known.status.value, known.due.value, [(str(one.rule), one.void) for one in found.objections()]


PROMISED, MOVED, OWN = (
    DueDate(day("2024-06-30")),
    *(DueDate(day("2024-07-31"), Decision("approved", by, day("2024-03-02"))) for by in ("刘洋", "陈静")),
)
VOID = [("unapproved", True)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (RECORDED + REPORT % ("cancelled", ""), (None, PROMISED, VOID)),
        (RECORDED + REPORT % ("done", ""), (None, PROMISED, VOID)),
        (RECORDED + REPORT % ("blocked", ""), (Status.BLOCKED, PROMISED, [])),
        (FREE + REPORT % ("cancelled", ""), (Status.CANCELLED, PROMISED, [])),
        (REPORT % ("cancelled", "") + RECORDED.replace("01-10", "04-10"), (Status.CANCELLED, PROMISED, [])),
        (RECORDED + REASONED + REPORT % ("cancelled", ""), (Status.CANCELLED, PROMISED, [])),
        (RECORDED + FREE + REPORT % ("cancelled", ""), (None, PROMISED, [*VOID, *VOID])),
        (RECORDED + RECORDED.replace("06-30", "12-31"), (None, PROMISED, VOID)),
        (RECORDED + ADOPT_MORE, (None, PROMISED, [])),
        (RECORDED + EXTEND + EXTENDED, (None, MOVED, [])),
        (RECORDED + EXTENDED + EXTEND, (None, MOVED, [])),
        (RECORDED + EXTENDED, (None, PROMISED, VOID)),
        (RECORDED + EXTEND + ANSWER % ("extend", "approve", ', "due": "2025-07-31"'), (None, PROMISED, VOID)),
        (RECORDED + EXTEND + ANSWER % ("close", "approve", ""), (None, PROMISED, VOID)),
        (RECORDED + EXTEND + ANSWER % ("extend", "refuse", "") + EXTENDED, (None, PROMISED, VOID)),
        (RECORDED + EXTEND + EXTENDED + ANSWER % ("extend", "refuse", ""), (None, MOVED, VOID)),
        (RECORDED + ASK % ("cancel", "") + ANSWER % ("cancel", "approve", ""), (Status.CANCELLED, PROMISED, [])),
        (RECORDED + ASK % ("close", "") + ANSWER % ("close", "approve", ""), (Status.DONE, PROMISED, [])),
        (RECORDED + ASK % ("close", "") + ANSWER % ("close", "refuse", ""), (None, PROMISED, [])),
        (RECORDED + OLD % "", (None, PROMISED, VOID)),
        (FREE + OLD % "", (None, MOVED, [])),
        (OLD % "", (None, MOVED, [])),
        (RECORDED + EXTEND + OLD % ', "ask": "ASK"', (None, MOVED, [])),
    ],
    ids=[
        "cancelled by hand", "done by hand", "another status", "a policy without approval", "before the adoption",
        "a later policy", "a later policy without a reason", "another day without a reason", "more without a reason",
        "answered", "in any order", "no request", "another date", "another thing", "after a refusal",
        "after an approval", "a cancellation", "a claim", "a refused claim", "the earlier kind by hand",
        "the earlier kind under a policy without approval", "the earlier kind before any policy",
        "the earlier kind as an answer",
    ],
)  # fmt: skip
def test_what_takes_effect(lines: str, expected: tuple[Status | None, DueDate | None, list[tuple[str, bool]]]) -> None:
    """A record past the policy that was adopted by then changes nothing, and is told."""
    assert outcome(lines) == expected


@pytest.mark.parametrize("on", ["2024-02-01", "2024-03-03"])
def test_a_second_answer_does_nothing_whatever_day_it_names(on: str) -> None:
    """The one recorded first counts."""
    second = EXTENDED.replace("2024-03-02", on).replace('"kind"', '"at": "2024-03-09T00:00:00Z", "kind"')
    assert outcome(RECORDED + EXTEND + ANSWER % ("extend", "refuse", "") + second) == (None, PROMISED, VOID)


@pytest.mark.parametrize(
    ("adopted", "expected"),
    [
        (OTHER, (None, PROMISED, [("self-approved", True)])),
        (RECORDED, (None, OWN, [("self-approved", False)])),
        (FREE, (None, OWN, [])),
        ("", (None, OWN, [("self-approved", False)])),
    ],
)
def test_who_approves_what_he_asked_for(
    adopted: str, expected: tuple[Status | None, DueDate | None, list[tuple[str, bool]]]
) -> None:
    """It is marked, and takes no effect where the policy wants another person; then another one may still approve."""
    own = EXTENDED.replace("}\n", ', "by": "陈静"}\n')
    assert outcome(adopted + EXTEND + own) == expected
    assert outcome(adopted + EXTEND + own.replace("approve", "refuse"))[2] == []
    assert outcome(OTHER + EXTEND + own + EXTENDED)[1] == MOVED


def test_a_void_status_leaves_what_else_was_said() -> None:
    """The rest of the report counts, also as the report of its day; one that says nothing else is none."""
    found = history(RECORDED + REPORT % ("cancelled", ', "progress": "并入"')).at().of("1")
    assert (found.status.value, found.progress.value, found.report_days) == (None, "并入", {day("2024-03-01")})
    assert history(RECORDED + REPORT % ("cancelled", "")).at().of("1").report_days == set()


def test_an_answer_falls_with_its_request() -> None:
    """A retraction of the request by hand leaves no date moved; as known before, it was."""
    lines = RECORDED + EXTEND + EXTENDED + '{"kind": "retract", "target": "ASK", "at": "2024-03-05T00:00:00Z"}'
    assert outcome(lines) == (None, PROMISED, VOID)
    assert history(lines).at(None, moment("2024-03-04T00:00:00Z")).of("1").due.value == MOVED


def test_what_is_pending_on_a_day() -> None:
    """From the day of the request to that of the answer."""
    found = history(RECORDED + EXTEND + EXTENDED)
    days = ("2024-02-28", "2024-03-01", "2024-03-02")
    assert [[asked.id for asked in pending(found.at(day(on)), "1")] for on in days] == [[], ["ASK"], []]


def test_a_refused_claim_is_told_until_a_report() -> None:
    """A newer report, claim or approval ends it; a refusal of something else is none."""
    refusal = RECORDED + ASK % ("close", "") + ANSWER % ("close", "refuse", ', "reason": "缺报告"')
    found = refused_claim(history(refusal).at(), "1")
    assert found is not None
    assert found.reason == "缺报告"
    later = REPORT.replace("03-01", "03-09") % ("in-progress", "")
    assert refused_claim(history(refusal + later).at(), "1") is None
    assert refused_claim(history(RECORDED + EXTEND + ANSWER % ("extend", "refuse", "")).at(), "1") is None


@pytest.mark.parametrize("terms", ['{"policy": {}}', '{"policy": {"approval": {"cancel": "perhaps"}}}', "{}"])
def test_terms_that_name_no_readable_policy_guard_nothing(terms: str) -> None:
    """Records count as they are."""
    adopt = f'{{"kind": "adopt", "on": "2024-01-10", "promises": {{"1": {{}}}}, "terms": {terms}}}\n'
    assert outcome(adopt + REPORT % ("cancelled", ""))[0] is Status.CANCELLED
