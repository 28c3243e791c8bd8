"""Lists as CSV: stable columns, what RFC 4180 asks for, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, SHOWN, UPDATES, ctx
from support import day, journal, plan, replayed

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.render import csv as views
from plantrack.reports import listing as lists
from plantrack.reports.listing import TaskFilter
from plantrack.reports.log import Log, log_entries

PLAN = plan("""
    units: {stic: {zh: 科创局, en: STI Bureau}, fund: {zh: 基金委, en: "NSF, Committee"}}
    tasks:
    - ref: "1"
      title: {zh: 一, en: One}
      tasks:
      - ref: "1.1"
        title: {zh: "办好“高交会”, 一届", en: 'Hold the "Fair", once'}
        kind: deliverable
        due: 2024-06-30
        lead: [stic, fund]
        milestones: [{ref: "1.1.1", title: {zh: 初稿, en: Draft}, due: 2024-05-31, basis: document}]
    - {ref: "2", title: {zh: 二, en: =cmd}, kind: ongoing, lead: [fund]}
""")
LINES = """
    {"kind": "adopt", "on": "2024-01-10", "promises": {"1.1": {"due": "2024-06-15"}, "1.1.1": {"due": "2024-05-31"}}}
    {"kind": "report", "ref": "1.1", "on": "2024-06-20", "status": "in-progress", "percent": 33.3, "source": "+1" MORE}
    {"kind": "measure", "ref": "gone", "on": "2024-06-21", "value": 1, "unit": "家", "text": "1家"}
    {"kind": "retract", "target": "u02", "at": "2024-06-22T17:00:00.000Z"}
""".replace("MORE", ', "evidence": [{"name": "a.pdf", "digest": "ab"}, {"name": "公报"}]')
TODAY = day("2024-07-02")
CHOSEN = (PLAN, replayed(LINES.replace('"u02"', '"u99"'), TODAY), TODAY, TaskFilter())


def test_tasks() -> None:
    """A row for each task: codes, ISO dates, percentages as every view shows them, empty where nobody said."""
    found = lists.listing(*CHOSEN, judging=DEFAULT_JUDGING)
    assert views.listing(found, ctx("en", of=PLAN)) == (
        "ref,title,item,kind,lead,support,status,percent,expected,light,reasons,due,promised_due,days_past_promise,"
        "last_report,milestones_reached,milestones\r\n"
        '1.1,"Hold the ""Fair"", once",1,deliverable,"STI Bureau, NSF, Committee",,in-progress,33.3,100,off-track,'
        "overdue far-behind milestone-overdue,2024-06-15,2024-06-15,17,2024-06-20,0,1\r\n"
        '2,\'=cmd,2,ongoing,"NSF, Committee",,,,,not-due,not-adopted,,,,,0,0\r\n'
    )


def test_milestones() -> None:
    """A row for each milestone, with its task and the days by which it is late."""
    found = lists.milestones(*CHOSEN, judging=DEFAULT_JUDGING)
    assert views.milestones(found, ctx("zh", of=PLAN)) == (
        "ref,title,task,task_title,lead,due,basis,promised_due,reached,days_late\r\n"
        '1.1.1,初稿,1.1,"办好“高交会”, 一届",科创局、基金委,2024-05-31,document,2024-05-31,,32\r\n'
    )


def test_a_milestone_that_was_reached_late() -> None:
    """It is late by the days after the promise."""
    reached = '{"kind": "milestone", "ref": "1.1.1", "on": "2024-06-17", "state": "reached"}'
    chosen = (PLAN, replayed(f"{LINES}\n{reached}", TODAY), TODAY, TaskFilter())
    found = views.milestones(lists.milestones(*chosen, judging=DEFAULT_JUDGING), ctx("zh", of=PLAN))
    assert found.splitlines()[1].endswith(",2024-05-31,document,2024-05-31,2024-06-17,17")


def test_records() -> None:
    """A row for each record with all its sources, moments in the plan's time zone; what was taken back says so."""
    found = Log(log_entries(History(journal(LINES)), TODAY), ({"kind": "mood"},))
    assert views.log(found, ctx("en", of=PLAN)) == (
        "on,recorded,by,ref,title,kind,what,source,in_force,id,act\r\n"
        '2024-01-10,2024-01-10 12:01,刘洋,,,adopt,"adopted, 2 references",,yes,u01,a01\r\n'
        "2024-06-20,2024-06-20 12:02,刘洋,1.1,"
        '"Hold the ""Fair"", once",report,"in progress, 33.3%",\'+1; a.pdf; 公报,no,u02,a02\r\n'
        "2024-06-21,2024-06-21 12:03,刘洋,gone,,measure,1,,yes,u03,a03\r\n"
        ",2024-06-23 01:00,刘洋,,,retract,takes back u02,,yes,u04,a04\r\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_s_text_is_run(language: str) -> None:
    """Whatever a person typed is read back as text on one line, and no cell begins as a formula does."""
    on = ctx(language, of=HOSTILE_PLAN)
    state = History(HOSTILE_UPDATES).at(AS_OF)
    chosen = (HOSTILE_PLAN, state, AS_OF, TaskFilter())
    for shown in (
        views.listing(lists.listing(*chosen, judging=DEFAULT_JUDGING), on),
        views.milestones(lists.milestones(*chosen, judging=DEFAULT_JUDGING), on),
        views.log(Log(log_entries(History(HOSTILE_UPDATES), AS_OF)), on),
    ):
        head, *rows = csv.reader(StringIO(shown, newline=""))
        assert rows
        assert all(len(row) == len(head) for row in rows)
        assert all(cell.isprintable() for row in rows for cell in row)
    for text in ("=1", " \t=1", "+1", "-1", "@x", "＝1", "＠x"):
        assert views._inert(text) == f"'{text}"  # noqa: SLF001 - each sign, whatever texts the showcase has
    assert [views._inert(text) for text in ("", "a=1", "1-2", "'=1")] == ["", "a=1", "1-2", "'=1"]  # noqa: SLF001


def test_columns_are_the_same_in_every_language() -> None:
    """Only titles, units and what a record says differ."""
    entries = Log(log_entries(History(UPDATES), AS_OF))
    zh, en = (list(csv.DictReader(StringIO(views.log(entries, ctx(on)), newline=""))) for on in ("zh", "en"))
    assert len(zh) == len(en) == len(entries.entries)
    same = ("on", "recorded", "by", "ref", "kind", "source", "in_force", "id", "act")
    assert [[row[key] for key in same] for row in zh] == [[row[key] for key in same] for row in en]
    assert SHOWN.title.zh != SHOWN.title.en
