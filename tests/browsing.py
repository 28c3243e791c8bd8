"""Reports to be opened in a real browser, and what tests look at there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, W46, ZONE, shown_report
from support import journal, plan

from plantrack.model.history import History
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.shape import Shape

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE, PHONE, HIGH = 1280, 390, 800
Opener = Callable[..., "Page"]
UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"


def many(number: int) -> PeriodicReport:
    """Return the report on so many tasks in each of three items, each reported on, with titles of 80 characters."""
    tasks = "".join(
        f'    - ref: "{item}"\n      title: {{zh: 第{item}项, en: Item {item}}}\n      lead: [stic]\n      tasks:\n'
        + "".join(
            f'      - {{ref: "{item}.{n}", title: {{zh: {"长" * 80}, en: {"long " * 8 + "x" * 40}}}, kind: deliverable,'
            f" due: 2024-{n % 12 + 1:02}-20}}\n"
            for n in range(1, number + 1)
        )
        for item in (1, 2, 3)
    )
    lines = "\n".join(
        f'{{"kind": "report", "on": "2024-11-12", "ref": "{item}.{n}", "percent": {n % 90},'
        f' "progress": "{"字" * (n % 40)}"}}'
        for item in (1, 2, 3)
        for n in range(1, number + 1)
    )
    of = plan("    title: {zh: 计划, en: A plan}\n    tasks:\n" + tasks)
    return periodic_report(of, History(journal(lines)), W46, zone=ZONE)


NOTED = plan('tasks: [{ref: "1", title: 培育高新技术企业和专精特新企业, kind: ongoing}]')
NOTE = f'{{"kind": "report", "on": "2024-11-12", "ref": "1", "progress": "{"长" * 3000}"}}'
SILENT = plan("""
    report_every: week
    tasks:
    - {ref: "1", title: Item, lead: [stic], tasks: [
        {ref: "1.1", title: First, kind: ongoing, lead: [smart]}, {ref: "1.2", title: Second, kind: ongoing},
        {ref: "1.3", title: Third, kind: ongoing}]}
""")
VIEWS: dict[str, Callable[[], PeriodicReport]] = {
    "shown": shown_report,
    "full": lambda: replace(shown_report(), shape=Shape(full=True)),
    "silent": lambda: periodic_report(SILENT, History(), W46, zone=ZONE),
    "many": lambda: many(100),
    "paper": lambda: many(20),
    "hostile": lambda: periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE),
    "note": lambda: periodic_report(NOTED, History(journal(NOTE)), W46, zone=ZONE),
    "bare": lambda: periodic_report(plan("title: {zh: 空计划, en: Empty plan}"), History(), W46, zone=ZONE),
}


@cache
def view(name: str) -> PeriodicReport:
    """Return a report, made when it is first asked for."""
    return VIEWS[name]()


def column(found: Page, number: int, language: str = "en", key: str = "ledger") -> list[str]:
    """Return the words in a column of the ledger, or of another table, of the rows that are shown."""
    rows = found.locator(f"#{language}-{key} tbody tr:visible")
    words: list[str] = rows.evaluate_all("(rows, n) => rows.map((row) => row.cells[n].innerText.trim())", number)
    return words


def ledger(opened: Opener, name: str, language: str = "en", width: int = WIDE, **more: Any) -> Page:
    """Return a page with its ledger unfolded."""
    found = opened(name, language, width, **more)
    found.locator(f"#{language}-ledger > summary").click()
    return found
