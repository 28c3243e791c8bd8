"""Reminded: who was told what and when, and the first record after that which answers it."""

from __future__ import annotations

from support import history, plan

from plantrack.dates.periods import period
from plantrack.reports.reminded import Reminded, reminded

PLAN = plan("""
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      due: 2024-05-31
      lead: [smart]
      milestones: [{ref: "1.1", title: 里程碑, due: 2024-05-10}]
    - {ref: "2", title: 二, kind: ongoing, lead: [fund]}
    indicators: [{id: firms, label: 企业, unit: 家, tasks: ["2"]}]
""")


def notice(on: str, unit: str, *matters: str, level: str = "lead", state: str = "sent") -> str:
    """Return the line of a notice; a matter is written as cause, reference, due date and more fields."""
    found = ", ".join(f"{{{matter}}}" for matter in matters)
    return (
        f'{{"kind": "notice", "on": "{on}", "state": "{state}", "unit": "{unit}", "level": "{level}", '
        f'"channel": "text", "matters": [{found}]}}\n'
    )


def matter(cause: str, ref: str, due: str, step: int, more: str = "") -> str:
    """Return a matter as it stands in a line."""
    return f'"cause": "{cause}", "ref": "{ref}", "due": "{due}", "step": {step}{more}'


OVERDUE = matter("overdue", "1", "2024-05-31", 1)
MISSING = matter("unreported", "2", "2024-05-31", 1, ', "period": "2024-05"')
ASKED = matter("request-unanswered", "1", "2024-05-29", 1, ', "request": "r1"')
TOLD = (
    notice("2024-06-03", "smart", OVERDUE, state="sending")
    + notice("2024-06-03", "smart", OVERDUE)
    + notice("2024-06-03", "fund", MISSING)
    + notice("2024-06-03", "stic", ASKED, level="office")
    + notice("2024-06-12", "stic", OVERDUE.replace('"step": 1', '"step": 7'), level="office")
)


ANSWERED = """
    {"kind": "answer", "on": "2024-06-05", "ref": "1", "what": "extend", "verdict": "refuse", "request": "r1"}
"""


def lines(text: str, label: str = "2024-06") -> list[str]:
    """Return a line for each thing that was told in a period."""
    return [line(one) for one in reminded(PLAN, history(text).in_force(), period(label))]


def line(one: Reminded) -> str:
    """Return one thing in short."""
    answer = f"{one.answer.on} {type(one.answer).__name__}" if one.answer else "open"
    told = f"{'+'.join(one.units)} {'+'.join(one.levels)} {one.first} {one.last} {one.times}"
    return f"{one.matter.cause} {one.matter.ref} {one.matter.step:+} | {told} | {answer}"


def test_nobody_answered() -> None:
    """What was sent counts, however many messages told it; what was only being sent does not."""
    assert lines(TOLD) == [
        "overdue 1 +7 | smart+stic lead+office 2024-06-03 2024-06-12 2 | open",
        "unreported 2 +1 | fund lead 2024-06-03 2024-06-03 1 | open",
        "request-unanswered 1 +1 | stic office 2024-06-03 2024-06-03 1 | open",
    ]
    assert lines(TOLD, "2024-05") == lines("") == []


def test_answered() -> None:
    """By the first record after the notice: a report, a measurement, an answer, an acknowledgement, another request."""
    before = """
    {"kind": "report", "on": "2024-06-02", "ref": "1", "percent": 50}
    {"kind": "request", "id": "r1", "on": "2024-05-29", "ref": "1", "what": "extend", "due": "2024-07-31"}
    """
    for records, answers in (
        ('{"kind": "report", "on": "2024-06-13", "ref": "1", "percent": 60}', ["2024-06-13 Report", "open", "open"]),
        ('{"kind": "milestone", "on": "2024-06-13", "ref": "1.1", "state": "reached"}', ["open"] * 3),
        ('{"kind": "comment", "on": "2024-06-13", "ref": "1", "text": "好"}', ["open"] * 3),
        (
            '{"kind": "measure", "on": "2024-06-04", "ref": "firms", "value": 5, "unit": "家", "text": "5家"}',
            ["open", "2024-06-04 Measurement", "open"],
        ),
        (
            '{"kind": "acknowledge", "on": "2024-06-04", "ref": "2", "for": "2024-05"}',
            ["open", "2024-06-04 Acknowledgement", "open"],
        ),
        (
            '{"kind": "request", "on": "2024-06-05", "ref": "1", "what": "cancel", "reason": "并入"}',
            ["2024-06-05 Request", "open", "open"],
        ),
        (
            ANSWERED,
            ["open", "open", "2024-06-05 Answer"],
        ),
    ):
        found = {
            one.rpartition(" | ")[0].split(" ")[0]: one.rpartition(" | ")[2] for one in lines(before + TOLD + records)
        }
        assert [found[name] for name in ("overdue", "unreported", "request-unanswered")] == answers, records


def test_recorded_later_for_an_earlier_day() -> None:
    """What was recorded after the notice answers it, though it took effect before; what was known then does not."""
    report = '{"kind": "report", "on": "2024-06-02", "at": "%s", "ref": "2", "percent": 60}'
    assert lines(TOLD + report % "2024-06-04T00:00:00.000Z")[-1].endswith("| 2024-06-02 Report")
    assert [one for one in lines(TOLD + report % "2024-06-02T00:00:00.000Z") if not one.endswith("open")] == []


def test_the_open_ones_stand_first() -> None:
    """Then those that were told first."""
    report = '{"kind": "report", "on": "2024-06-13", "ref": "1", "percent": 60}'
    assert [one.split(" ")[0] for one in lines(TOLD + report)] == ["unreported", "request-unanswered", "overdue"]
