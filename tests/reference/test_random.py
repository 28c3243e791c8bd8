"""Any plan and journal: what the program shows of a day is what the reference says, number by number."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
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
from plantrack.dates.periods import period_of
from plantrack.dates.workdays import Calendar
from plantrack.evaluation.evaluate import JudgingPolicy
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


def both(case: Case) -> tuple[Any, Any]:
    """Return what the program and what the reference say of a case."""
    plan, as_of = msgspec.convert(case.plan, model.Plan), case.as_of
    calendar, rules = msgspec.convert(case.calendar, Calendar), read_rules("default", Path("none"), plan.policy)
    judging = JudgingPolicy(calendar, rules, plan.policy.grace, last_over(case))
    history = History(decode_file("\n".join(case.lines).encode(), "journal").updates)
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


@pytest.mark.slow
@settings(max_examples=2000)
@given(case=cases())
def test_two_thousand_plans_and_journals(case: Case) -> None:
    """The same, more often."""
    assert differences(*both(case)) == {}
