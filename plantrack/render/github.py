"""Findings for GitHub Actions: a workflow command each, which becomes an annotation, and a summary of the step.

GitHub shows the first ten annotations of each kind, so the most severe come first; the summary has them all.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from plantrack.checks import Checked, Finding
from plantrack.render.findings import counted, place, ranked, sentence, weight
from plantrack.render.page import Page, visible

SUMMARY_ROOM = 1 << 20
"""The bytes that the summary of a step may take; GitHub shows nothing of a longer one."""
_RESERVED = 256
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def check(view: Checked, page: Page) -> str:
    """Return a command for each finding, the most severe first, and a last line that counts them."""
    lines = [_command(found, page) for found in ranked(view.findings)]
    return "".join(f"{line}\n" for line in (*lines, counted(view, page)))


def _command(found: Finding, page: Page) -> str:
    kind = "notice" if found.known else found.severity
    title = found.rule + (page.say(" ({note})", note=page.say("known")) if found.known else "")
    facts = {"file": visible(found.file or ""), "line": found.line if found.file else None, "title": title}
    told = ",".join(f"{name}={str(fact).translate(_PROPERTY)}" for name, fact in facts.items() if fact)
    return f"::{kind} {told}::{sentence(found, page).translate(_DATA)}"


def summary(view: Checked, page: Page, room: int = SUMMARY_ROOM) -> str:
    """Return the findings as a Markdown table of at most `room` bytes; a last line says how many are left out."""
    from plantrack.render.markdown import section
    from plantrack.render.section import Section

    columns = (page.say("Severity"), page.say("Rule"), page.say("What"), page.say("Place"))
    rows = tuple((weight(f, page), f.rule, sentence(f, page), place(f)) for f in ranked(view.findings))
    table = Section(page.title(page.plan.title), (counted(view, page),), columns, rows)
    return _cut(section(table, page) + "\n", len(rows), page, room)


def _cut(text: str, rows: int, page: Page, room: int) -> str:
    lines = text.splitlines(keepends=True)
    ends = list(accumulate(len(line.encode()) for line in lines))
    if ends[-1] <= room:
        return text
    left = len(lines) - bisect_right(ends, room - _RESERVED)
    if left > rows:
        return ""
    return "".join(lines[: len(lines) - left]) + "\n" + page.say("and {n} more", n=left) + "\n"
