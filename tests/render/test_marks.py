"""Marks between sentences that were joined: whatever people end theirs with, no mark stands beside another."""

from __future__ import annotations

import html
import json
import re

import pytest
from docx_fixtures import opened
from showcase import AS_OF, UPDATES, W46, ZONE, ctx
from showcase import SHOWN as PLAN
from support import journal
from workbooks import shown_rows

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.render.formats import REPORT, Format
from plantrack.render.text.overview import status
from plantrack.render.text.task import log, show
from plantrack.reports.log import Log, log_entries
from plantrack.reports.overview import overview, task_view
from plantrack.reports.periodic import PeriodicReport, periodic_report

DOUBLED = re.compile(r"[。；，、：][。；，、：]|(?<![.\d])[.;,:] ?[,;.](?![.\d])|\. ,|; \.")
LINES = """
    {"kind": "report", "on": "2024-11-14", "ref": "1.2", "status": "in-progress", "percent": 45, "progress": "MARK", "problem": "MARK", "next": "MARK", "source": "MARK"}
    {"kind": "milestone", "on": "2024-11-14", "ref": "1.2.2", "state": "reached", "note": "MARK"}
    {"kind": "report", "on": "2024-11-15", "ref": "2.2", "for": "2024-W44", "progress": "MARK"}
    {"kind": "reschedule", "on": "2024-11-15", "ref": "1.2", "step": "ask", "due": "2024-12-30", "reason": "MARK"}
    {"kind": "comment", "on": "2024-11-15", "ref": "1.2", "text": "MARK"}
"""  # noqa: E501


def history(ending: str) -> History:
    """Return the history shown, and records whose texts all end in a mark."""
    return History([*UPDATES, *journal(LINES.replace("MARK", json.dumps(f"句{ending}")[1:-1]))])


def written(view: PeriodicReport, form: Format, language: str) -> str:
    """Return a report as the text that its readers see."""
    page = REPORT[form](view, ctx(language))
    if form is Format.DOCX:
        assert isinstance(page, bytes)
        found = opened(page)
        cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])
    if form is Format.XLSX:
        assert isinstance(page, bytes)
        return "\n".join(str(cell) for sheet in shown_rows(page).values() for row in sheet for cell in row)
    assert isinstance(page, str)
    return html.unescape(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", "\n", page))


@pytest.mark.parametrize("ending", ["。", "."])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_mark_stands_beside_another(language: str, ending: str) -> None:
    """In no report of any format, no state, no task and no log."""
    known = history(ending)
    report = periodic_report(PLAN, known, W46, zone=ZONE)
    state = known.at(AS_OF)
    pages = {form: written(report, form, language) for form in REPORT if form not in (Format.JSON, Format.PDF)}
    texts = {
        "log": log(Log(log_entries(known, AS_OF)), ctx(language)),
        "status": status(overview(PLAN, state, AS_OF), ctx(language)),
        "show": show(task_view(PLAN, known, "1.2", AS_OF, judging=DEFAULT_JUDGING), ctx(language)),
    }
    found = {name: DOUBLED.findall(text) for name, text in [*pages.items(), *texts.items()]}
    assert {name: marks for name, marks in found.items() if marks} == {}
