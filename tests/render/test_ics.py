"""A plan as a calendar: what RFC 5545 asks for, the same bytes each time, and events that are changed, not doubled."""

from __future__ import annotations

import json
from typing import Any

import icalendar
import pytest
import rfc5545
from msgspec.structs import replace
from rfc5545 import Component
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, UPDATES, ctx
from support import day, history, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.exchange.records import Export, records
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render.ics import RECORD, calendar, folded

WORK: Plan = plan("""
    title: {zh: 计划, en: "Plan, of the year; all"}
    reminders: [{day: -5, about: [date]}, {day: -1}, {day: 2}, {day: -3, to: [office]}]
    period: {first: 2024-10-01, last: 2024-11-30}
    tasks:
    - ref: "1"
      title: {zh: 印发办法, en: "Issue \\\\ the measures, and; more"}
      kind: deliverable
      due: 2024-11-15
      lead: [fund]
      milestones: [{ref: "1.1", title: {zh: 初稿, en: Draft}, due: 2024-10-25, basis: assumed}]
""")
ADOPTED = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"due": "2024-11-15"}, "1.1": {}}}
    {"kind": "report", "ref": "1", "on": "2024-10-20", "status": "in-progress"}
"""
ASKED = '{"kind": "request", "ref": "1", "on": "2024-11-01", "what": "extend", "due": "2024-11-29", "reason": "r"}\n'
APPROVED = """
    {"kind": "answer", "ref": "1", "on": "2024-11-04", "what": "extend", "verdict": "approve", "due": "2024-11-29", "request": "u03", "by": "张敏"}
"""  # noqa: E501


def read(written: str) -> Any:
    """Return a calendar as the library reads it."""
    return icalendar.Calendar.from_ical(written)


def exported(lines: str = ADOPTED, language: str = "en", of: Plan = WORK) -> str:
    """Return the calendar of a plan as of 17 November."""
    known = history(lines)
    view = Export(of, evaluate(of, known.at(AS_OF), AS_OF), known, AS_OF)
    return calendar(view, ctx(language, of=of))


def events(lines: str = ADOPTED, language: str = "en") -> dict[str, Component]:
    """Return the events of that calendar by their names."""
    return {one.get("UID"): one for one in rfc5545.read(exported(lines, language).encode()).parts}


ALARM = ["BEGIN:VALARM", "ACTION:DISPLAY", r"DESCRIPTION:due: 1 Issue \\ the measures\, and\; more"]


def test_an_event() -> None:
    """It has every property that a calendar needs, an alarm at each step of the ladder before the day."""
    head, milestone, task, *_ = exported().split("BEGIN:VEVENT\r\n")
    assert head.splitlines()[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//plantrack//plantrack//EN",
        "CALSCALE:GREGORIAN",
        r"X-WR-CALNAME:Plan\, of the year\; all",
    ]
    assert milestone.splitlines()[7:9] == [
        r"DESCRIPTION:Plan\, of the year\; all\nUnit: NSF\n(assumed)",
        "LAST-MODIFIED:20241020T040200Z",
    ]
    assert task.splitlines() == [
        r"SUMMARY:due: 1 Issue \\ the measures\, and\; more",
        "DTSTART;VALUE=DATE:20241115",
        "DTEND;VALUE=DATE:20241116",
        "DTSTAMP:20241020T040200Z",
        "UID:task-1@p.plantrack",
        "SEQUENCE:0",
        "CATEGORIES:Task,NSF",
        r"DESCRIPTION:Plan\, of the year\; all\nUnit: NSF",
        "LAST-MODIFIED:20241020T040200Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        *ALARM,
        "TRIGGER:-P6DT15H",
        "END:VALARM",
        *ALARM,
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_an_alarm_on_no_day_off() -> None:
    """A step for the day itself rings on the next working day where that is a day off, as people are told then."""
    of = plan("""
        reminders: [{day: -1}, {day: 0}]
        tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-11-16}]
    """)
    (event,) = rfc5545.read(exported("", of=of).encode()).parts
    assert [one.get("TRIGGER") for one in event.parts] == ["-PT15H", "P2DT9H"]


def test_statuses() -> None:
    """What is assumed is tentative; what is done is marked and rings no more; report days of a unit are events, too."""
    found = events(ADOPTED + '{"kind": "milestone", "ref": "1.1", "on": "2024-10-30", "state": "reached"}\n', "zh")
    assert {
        name: (one.get("STATUS"), one.get("SUMMARY"), one.get("DTSTART"), len(one.parts)) for name, one in found.items()
    } == {
        "milestone-1.1@p.plantrack": ("CONFIRMED", "✓ 节点1.1 初稿", "20241025", 0),
        "task-1@p.plantrack": ("CONFIRMED", "到期：1 印发办法", "20241115", 2),
        "report-fund-2024-10@p.plantrack": ("CONFIRMED", "✓ 报送2024年10月进展：1 印发办法", "20241031", 0),
        "report-fund-2024-11@p.plantrack": ("CONFIRMED", "报送2024年11月进展：1 印发办法", "20241130", 1),
    }
    assert events()["milestone-1.1@p.plantrack"].get("STATUS") == "TENTATIVE"
    gone = events(ADOPTED + '{"kind": "report", "ref": "1", "on": "2024-11-02", "status": "cancelled"}\n')
    assert {one.get("STATUS") for name, one in gone.items() if "report" not in name} == {"CANCELLED"}


def test_a_reschedule_changes_the_same_event() -> None:
    """A second export has the same events; the one whose date moved is newer. To undo that makes it newer again."""
    undone = ADOPTED + ASKED + APPROVED + '{"kind": "retract", "target": "u04", "at": "2024-11-05T00:00:00.000Z"}'
    before, asked, after, back = (
        events(lines) for lines in (ADOPTED, ADOPTED + ASKED, ADOPTED + ASKED + APPROVED, undone)
    )
    assert {*before} == {*after} == {*asked} == {*back}
    name = "task-1@p.plantrack"
    assert [one[name].get("DTSTART") for one in (before, asked, after, back)] == [
        "20241115", "20241115", "20241129", "20241115",
    ]  # fmt: skip
    assert [one[name].get("SEQUENCE") for one in (before, asked, after, back)] == ["0", "0", "1", "2"]
    assert [one[name].get("DTSTAMP") for one in (before, asked, after, back)] == [
        "20241020T040200Z", "20241020T040200Z", "20241104T040400Z", "20241105T000000Z",
    ]  # fmt: skip
    milestone = "milestone-1.1@p.plantrack"
    assert before[milestone] == after[milestone] == back[milestone]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_another_reader_reads(language: str) -> None:
    """The library reads the same days, titles and records."""
    known = History(UPDATES)
    view = Export(SHOWN, evaluate(SHOWN, known.at(AS_OF), AS_OF), known, AS_OF)
    written = calendar(view, ctx(language))
    ours, theirs = rfc5545.read(written.encode()), read(written)
    assert [(one.get("UID"), one.get("SUMMARY"), one.get("DTSTART")) for one in ours.parts] == [
        (one["UID"], one["SUMMARY"], f"{one['DTSTART'].dt:%Y%m%d}") for one in theirs.walk("VEVENT")
    ]
    kept = [json.loads(one) for one in ours.all(RECORD)]
    assert kept == [json.loads(one) for one in theirs[RECORD]]
    assert [one["record"] for one in kept] == [one.kind for one in records(view)]


def test_hostile_texts() -> None:
    """What a person typed is shown as typed; nothing of it ends a line or begins a property."""
    known = History(HOSTILE_UPDATES)
    view = Export(HOSTILE_PLAN, evaluate(HOSTILE_PLAN, known.at(AS_OF), AS_OF), known, AS_OF)
    found = rfc5545.read(calendar(view, ctx("zh", of=HOSTILE_PLAN)).encode())
    assert found.get("X-WR-CALNAME") == f"标题 {INERT}"
    assert "节点1.1 节点 " + INERT in {one.get("SUMMARY").removeprefix("✓ ") for one in found.parts}


INJECTED = "a\\r\\nBEGIN:VEVENT\\nX:1;b,c\\\\n\\u2028"


def test_line_breaks_in_a_title() -> None:
    """They are spelled out."""
    title = '"' + INJECTED + '"'
    of = plan(f'tasks: [{{ref: "1", title: {title}, kind: deliverable, due: 2024-11-15}}]')
    (event,) = rfc5545.read(exported("", of=of).encode()).parts
    assert event.get("SUMMARY") == r"due: 1 a\x0d BEGIN:VEVENT X:1;b,c\n\u2028"


def test_a_backslash_before_a_capital() -> None:
    r"""It stays what it is: `\N` in a title is no line break, and the record of the task can be read again."""
    of = plan(r'tasks: [{ref: "1", title: "C:\\New", kind: deliverable, due: 2024-11-15}]')
    found = rfc5545.read(exported("", of=of).encode())
    assert found.parts[0].get("SUMMARY") == r"due: 1 C:\New"
    assert [json.loads(one)["title"]["zh"] for one in found.all(RECORD) if '"task"' in one] == [r"C:\New"]


@pytest.mark.parametrize("letter", ["a", "é", "中", "🙂"])
def test_long_lines(letter: str) -> None:
    """They are folded at 75 octets, between characters, and nothing of them is lost."""
    for length in range(200):
        lines = folded(text := f"X:{letter * length}").encode().split(b"\r\n")
        assert lines.pop() == b""
        assert max(map(len, lines)) <= 75
        assert "".join(line.decode().removeprefix(" ") for line in lines) == text


def test_the_same_bytes() -> None:
    """However often, whatever the clock says, and for a plan that nobody adopted, too."""
    assert exported() == exported()
    bare = rfc5545.read(exported("").encode()).parts
    assert {one.get("DTSTAMP") for one in bare} == {"20240930T160000Z"}


def test_a_known_day() -> None:
    """What was recorded later does not count."""
    known = history(ADOPTED + ASKED + APPROVED)
    view = Export(WORK, evaluate(WORK, known.at(AS_OF), AS_OF), known, AS_OF)
    shown = replace(ctx("en", of=WORK), known_at=day("2024-11-03"))
    found = rfc5545.read(calendar(view, shown).encode()).parts
    assert [one.get("SEQUENCE") for one in found if one.get("UID").startswith("task")] == ["0"]
