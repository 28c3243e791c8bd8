"""The agenda as text, for machines and for spreadsheets."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from rich.cells import cell_len
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, UPDATES, WIDTHS, ctx
from support import day, plan, replayed
from syrupy.assertion import SnapshotAssertion

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.render import csv as rows
from plantrack.render import json as machines
from plantrack.render.text.agenda_table import agenda as as_text
from plantrack.reports.agenda import Agenda, agenda

ASKED = """
    {"kind": "adopt", "on": "2024-11-01", "promises": {"1": {"due": "2024-11-29"}, "1.1": {}, "2": {}}}
    {"kind": "request", "ref": "1", "on": "2024-11-12", "what": "extend", "due": "2024-12-06", "reason": "意见较多"}
"""
BRIEF: Plan = plan("""
    title: {zh: 计划, en: Plan}
    report_every: week
    tasks:
    - ref: "1"
      title: {zh: 印发办法, en: Rules}
      kind: deliverable
      due: 2024-11-29
      basis: {due: document}
      lead: [fund]
      milestones: [{ref: "1.1", title: {zh: 初稿, en: Draft}, due: 2024-11-15, basis: assumed}]
    - {ref: "2", title: {zh: 办会, en: Fair}, kind: ongoing}
""")


def brief(until: str = "2024-11-18") -> Agenda:
    """Return the short agenda of Sunday 17 November."""
    return agenda(BRIEF, replayed(ASKED), AS_OF, day(until), judging=DEFAULT_JUDGING)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_as_text(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """What is overdue with its days, and what is to come; nothing is wider than the terminal."""
    shown = as_text(agenda(SHOWN, History(UPDATES).at(AS_OF), AS_OF, day("2024-12-17"), judging=DEFAULT_JUDGING),
                    ctx(language, width))  # fmt: skip
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_a_request() -> None:
    """It stands with its day, what it asks for, who asked, and who answers; a weekend has no working day."""
    assert as_text(brief("2024-11-24"), ctx("en", of=BRIEF)).splitlines() == [
        "Agenda: Plan",
        "as of 2024-11-17, until 2024-11-24 · overdue 3, awaiting an answer 1, coming up 2",
        "",
        "Overdue",
        "Due                 What                                                                      Unit",
        "────────────────────────────────────────────────────────────────────────────────────────────────────",
        "2024-11-10 Sunday   report for week 46 of 2024 (2 periods in a row, since 2024-W45): 1 Rules  NSF",
        "5 working days ago  report for week 46 of 2024 (2 periods in a row, since 2024-W45): 2 Fair   nobody",
        "2024-11-15 Friday   milestone 1.1 Draft (assumed)                                             NSF",
        "no workday since",
        "",
        "Awaiting an answer",
        "Since               What                                         By    Unit",
        "─────────────────────────────────────────────────────────────────────────────────",
        "2024-11-12 Tuesday  1 Rules                                      刘洋  STI Bureau",
        "                    asks for 2024-12-06, request u02 (意见较多)",
        "",
        "Coming up",
        "Due                What                                 Unit",
        "──────────────────────────────────────────────────────────────",
        "2024-11-24 Sunday  report for week 47 of 2024: 1 Rules  NSF",
        "in 5 working days  report for week 47 of 2024: 2 Fair   nobody",
    ]


def test_nothing_to_do() -> None:
    """The numbers alone are told."""
    nothing = agenda(BRIEF, replayed(""), day("2024-11-01"), day("2024-11-14"), judging=DEFAULT_JUDGING)
    assert as_text(nothing, ctx("en", of=BRIEF)) == (
        "Agenda: Plan\n"
        "as of 2024-11-17, until 2024-11-14 · overdue 0, awaiting an answer 0, coming up 0\n"
        "nothing was adopted by then: no report is owed yet\n"
    )


def test_as_json() -> None:
    """Every entry has the same keys."""
    found = json.loads(machines.agenda(brief(), ctx("en", of=BRIEF)))
    assert [*found] == [
        "schema", "plan", "as_of", "known_at", "until", "adopted", "narrowed", "counts", "entries", "units",
    ]  # fmt: skip
    assert (found["schema"], found["until"], found["adopted"]) == ("plantrack.agenda/1", "2024-11-18", True)
    assert found["narrowed"] == {"unit": None, "ref": None, "units": [], "refs": []}
    assert found["counts"] == {"overdue": 3, "answers": 1, "coming": 0}
    measures, report = {"ref": "1", "title": {"zh": "印发办法", "en": "Rules"}}, found["entries"][0]
    assert report == {
        "kind": "report", "day": "2024-11-10", "workdays": -5, "overdue": True, "items": [measures], "units": ["fund"],
        "basis": None, "period": "2024-W46", "missed": 2, "missed_since": "2024-W45", "request": None,
    }  # fmt: skip
    assert found["entries"][3] == report | {
        "kind": "answer", "day": "2024-11-12", "workdays": -3, "overdue": False, "units": ["stic"], "period": None,
        "missed": 0, "missed_since": None,
        "request": {"id": "u02", "what": "extend", "on": "2024-11-12", "by": "刘洋", "due": "2024-12-06",
                    "reason": "意见较多"},
    }  # fmt: skip


def test_as_csv() -> None:
    """A row for each entry."""
    assert rows.agenda(brief(), ctx("zh", of=BRIEF)) == (
        "day,workdays,overdue,kind,refs,title,units,basis,period,missed,request,asked_by\r\n"
        "2024-11-10,-5,yes,report,1,印发办法,基金委,,2024-W46,2,,\r\n"
        "2024-11-10,-5,yes,report,2,办会,,,2024-W46,2,,\r\n"
        "2024-11-15,0,yes,milestone,1.1,初稿,基金委,assumed,,,,\r\n"
        "2024-11-12,-3,no,answer,1,印发办法,科创局,,,,u02,刘洋\r\n"
    )


def test_hostile_texts() -> None:
    """What a person typed is shown as typed in every format, and never as a formula."""
    view = agenda(
        HOSTILE_PLAN, History(HOSTILE_UPDATES).at(AS_OF), AS_OF, AS_OF + timedelta(30), judging=DEFAULT_JUDGING
    )
    shown = ctx("en", of=HOSTILE_PLAN)
    text = as_text(view, shown)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert f"1.2 又 {INERT}" in text
    assert r"Unit [red]x[/red] \u001b[31m <b>" in machines.agenda(view, shown)
    cells = [cell for row in csv.reader(StringIO(rows.agenda(view, shown))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not cell.lstrip("-").isdigit()]
