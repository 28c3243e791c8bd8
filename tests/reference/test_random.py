"""Any plan and journal: what the program shows of a day is what the reference says, number by number."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from reference.compare import (
    differences,
    findings_told,
    findings_wanted,
    report_told,
    report_wanted,
    status_told,
    status_wanted,
)
from reference.drawn import Case, cases
from reference.evaluation import evaluate as refer
from reference.tasks import cut

from plantrack.checks.rules import CheckInput, check
from plantrack.cli.context import Context, SharedOptions
from plantrack.dates.periods import period_of
from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.journal import folder
from plantrack.journal.lines import decode_file
from plantrack.model import plan as model
from plantrack.model.history import History
from plantrack.model.promises import slips
from plantrack.planfile.light_rules import read_rules
from plantrack.render import json as render
from plantrack.render.context import RenderContext
from plantrack.render.report_json import report
from plantrack.reports.overview import overview
from plantrack.reports.periodic import periodic_report

ZONE = ZoneInfo("Asia/Shanghai")


def last_over(case: Case) -> date:
    """Return the last day that is over."""
    return case.as_of - timedelta(days=case.ahead)


def both(case: Case, history: History | None = None) -> tuple[Any, Any]:
    """Return what the program and what the reference say of a case; the program by another history, where given."""
    plan, as_of = msgspec.convert(case.plan, model.Plan), case.as_of
    calendar, rules = msgspec.convert(case.calendar, Calendar), read_rules("default", Path("none"), plan.policy)
    judging = JudgingPolicy(calendar, rules, plan.policy.grace, last_over(case))
    history = history or History(decode_file("\n".join(case.lines).encode(), "journal").updates)
    cuts, ctx = (as_of, case.known), RenderContext(plan, as_of=as_of, calendar=calendar)
    view = overview(plan, history.at(*cuts), as_of, judging=judging)
    period = period_of(as_of, "quarter")
    quarter = periodic_report(plan, history, period, zone=ZONE, as_of=as_of, known_at=case.known, judging=judging)
    slipped = tuple(slips(plan, history.at(known_at=case.known)))
    found = check(
        CheckInput(
            plan=plan, state=history.at(*cuts), roots=view.roots, policy=plan.policy, slips=slipped,
            objections=tuple(one for one in history.objections(case.known) if one.update.on <= as_of),
        )
    )  # fmt: skip
    before = case.known and case.known + timedelta(microseconds=1)
    there, then = (
        cut(case.plan, case.lines, on, last_over(case), known=before, calendar=case.calendar)
        for on in (as_of, period.previous().last)
    )
    roots = refer(there)
    return (
        status_told(json.loads(render.status(view, ctx)))
        | findings_told(found)
        | report_told(json.loads(report(quarter, ctx))),
        status_wanted(there, roots) | findings_wanted(there, roots) | report_wanted(there, roots, as_of, then),
    )


@given(case=cases())
def test_any_plan_and_journal(case: Case) -> None:
    """Every task, every number, every light, the findings and the report on the quarter."""
    assert differences(*both(case)) == {}


@st.composite
def in_parts(draw: DrawFn) -> tuple[Case, int]:
    """Draw a case whose records were recorded one after another, and how many of them were there at first."""
    case = draw(cases())
    records = [json.loads(line) for line in case.lines]
    moments = sorted(record["at"] for record in records)
    lines = [json.dumps(record | {"at": at}) for record, at in zip(records, moments, strict=True)]
    return case._replace(lines=lines), draw(st.integers(0, len(lines)))


PLAIN = "id: p\ntitle: P\nissuer: a\nunits: {a: A}\nperiod: {first: 2026-01-01, last: 2026-12-31}\ntasks: []\n"
"""A plan whose journal is read."""


def assert_recalled(case: Case, first: int, *, beside: bool) -> None:
    """Compare what the program says when it first reads a journal, and when it reads it with what came later."""
    with TemporaryDirectory() as found, pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "SHORT", 0)
        patch.setenv("PLANTRACK_CACHE", f"{found}/cache")
        plan = Path(found, "p")
        (plan / "journal").mkdir(parents=True)
        (plan / "plan.yaml").write_text(PLAIN, "utf-8")
        for week, number in (("2026-W09", first), ("2026-W10" if beside else "2026-W09", len(case.lines))):
            there = sum(len(path.read_text("utf-8").splitlines()) for path in plan.glob("journal/*"))
            with (plan / "journal" / f"{week}.jsonl").open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in case.lines[there:number])
            history = Context(SharedOptions(str(plan))).history
            assert differences(*both(case._replace(lines=case.lines[:number]), history)) == {}


@given(drawn=in_parts(), beside=st.booleans())
def test_any_plan_and_journal_that_was_read_before(drawn: tuple[Case, int], *, beside: bool) -> None:
    """By the snapshot of what was there, and by what was appended since, in the same file or beside it."""
    assert_recalled(*drawn, beside=beside)


@pytest.mark.slow
@settings(max_examples=75)
@given(drawn=in_parts(), beside=st.booleans())
def test_more_journals_that_were_read_before(drawn: tuple[Case, int], *, beside: bool) -> None:
    """The same, more often."""
    assert_recalled(*drawn, beside=beside)


@pytest.mark.slow
@settings(max_examples=150)
@given(case=cases())
def test_more_plans_and_journals(case: Case) -> None:
    """The same, more often."""
    assert differences(*both(case)) == {}
