"""The year of the demo: everything that the program tells about a plan occurs in it, and nothing in it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from chinese_calendar import is_workday
from demo.story import acts

from plantrack.checks.rules import CheckInput, check
from plantrack.cli.commands.demo import USUAL
from plantrack.dates.periods import Length, period_of
from plantrack.demo import FIRST, LANGUAGES, LAST, ZONE, journal, plan_text
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate, leaves
from plantrack.evaluation.facts import Meaning, ReasonCode, RequestMark
from plantrack.evaluation.lights.packaged import NAMES, default_rules, packaged
from plantrack.evaluation.owing import days_late
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Rule
from plantrack.model.promises import slips, terms_of
from plantrack.model.section_keys import SectionKey
from plantrack.model.state import Status
from plantrack.model.updates import KINDS, Answer, Request, day_in, record
from plantrack.planfile import parse_plan
from plantrack.reports.periodic import Provenance, periodic_report
from plantrack.reports.sections.section_table import GROUPS, all_sections

DAYS = [FIRST + timedelta(days) for days in range(0, 365, 3)]
"""Days on which the year is looked at."""


@cache
def plan(day: date, language: str = "zh") -> Plan:
    """Return the plan as it stood on a day, which has no problems."""
    found = parse_plan(plan_text("demo", day, language), Path("demo"), "plan.yaml")
    assert not found.problems
    return found.plan


def history(day: date = LAST, language: str = "zh") -> History:
    """Return what was recorded up to a day."""
    return History([update for update in journal(language) if day_in(update.at, ZONE) <= day])


def findings(day: date) -> Iterator[Rule]:
    """Yield the rules of the check that find something on a day."""
    one, known = plan(day), history(day)
    state = known.at(day)
    case = CheckInput(
        plan=one, state=state, roots=evaluate(one, state, day), policy=one.policy,
        slips=tuple(slips(one, state, terms_of(one))), objections=tuple(known.objections()),
    )  # fmt: skip
    return (Rule(found.rule) for found in check(case))


def lights(day: date) -> Iterator[tuple[str, list[str]]]:
    """Yield the light of each task on a day and its reasons, by every set of rules that comes with the program."""
    one, state = plan(day), history(day).at(day)
    for name in NAMES:
        rules = default_rules(one.policy) if name == "default" else packaged(name)
        for leaf in leaves(evaluate(one, state, day, JudgingPolicy(rules=rules))):
            yield leaf.light.meaning, [reason.code for reason in leaf.light.reasons]


def test_every_light_and_every_reason_occurs() -> None:
    """By one of the packaged sets of rules; and so does every mark of a request."""
    found = [light for day in DAYS for light in lights(day)]
    assert {meaning for meaning, _ in found} == {*Meaning}
    assert {code for _, codes in found for code in codes} == {*ReasonCode, *RequestMark}


def test_every_status_occurs() -> None:
    """Also that nobody has said any."""
    evaluated = (evaluate(plan(day), history(day).at(day), day) for day in DAYS)
    assert {leaf.facts.status for roots in evaluated for leaf in leaves(roots)} == {None, *Status}


def test_on_the_usual_day_every_light_can_be_seen() -> None:
    """By the plan's own rules."""
    day = date.fromisoformat(USUAL)
    one, state = plan(day), history(day).at(day)
    rules = JudgingPolicy(rules=default_rules(one.policy))
    assert {leaf.light.meaning for leaf in leaves(evaluate(one, state, day, rules))} == {*Meaning}


def test_every_rule_of_the_check_finds_something() -> None:
    """But those for what no command writes: damaged or hand-made files and records."""
    broken = {Rule.UNAPPROVED, Rule.INVALID_PLAN, Rule.JOURNAL_LINE, Rule.UNKNOWN_RECORD}
    assert {rule for day in DAYS for rule in findings(day)} == {*Rule} - broken


def test_every_kind_of_record_and_of_request_occurs() -> None:
    """Each request is approved, refused and left open once; reports are late, taken back and brought back."""
    updates = history().updates
    left_out = {"reschedule", "ledger"}  # the first is of earlier versions
    assert {record(update)["kind"] for update in updates} == KINDS.keys() - left_out
    asked = {update.id: update.what for update in updates if isinstance(update, Request)}
    answers = {(update.what, update.verdict) for update in updates if isinstance(update, Answer)}
    assert answers == {(what, verdict) for what in ("extend", "cancel", "close") for verdict in ("approve", "refuse")}
    open_ones = asked.keys() - {update.request for update in updates if isinstance(update, Answer)}
    assert sorted(asked[name] for name in open_ones) == ["close", "extend"]
    assert {days_late(plan(LAST), update) for update in updates} == {None, 5, 7, 13, 14}
    taken = history().retracted()
    assert {one.id in taken or one.act in taken for one in history().retractions} == {True, False}


def test_every_section_of_a_report_has_something_to_say() -> None:
    """In the report of some week."""
    told = set()
    for period in (period_of(FIRST + timedelta(days), Length.WEEK) for days in range(0, 360, 7)):
        view = periodic_report(
            plan(period.last), history(period.last), period, zone=ZONE, provenance=Provenance("p", "j", "v"),
            judging=JudgingPolicy(rules=default_rules(plan(period.last).policy)),
        )  # fmt: skip
        told |= {key for key, one in all_sections(view).items() if one.rows or one.sentences or one.paragraphs}
    assert told == {*map(str, SectionKey)} - {SectionKey.CORRECTIONS}
    assert SectionKey.CORRECTIONS in GROUPS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_stands_on_every_day(language: str) -> None:
    """It has no problems on any day, says that it is made up, and every text is in one language."""
    for day in DAYS:
        one = plan(day, language)
        assert (one.example, one.language) == (day, language)
        assert ("虚构" in one.title.zh, "made-up" in one.title.en) == (True, True)
        assert "made up" in one.units[one.issuer].en
    said = [str(value) for update in history(LAST, language).updates for value in record(update).values()]
    assert not any("¦" in text for text in (plan_text("demo", LAST, language), *said))


def test_the_languages_tell_one_year() -> None:
    """Their records differ in words alone."""
    first, other = ([(u.id, u.at, u.ref, record(u)["kind"]) for u in journal(language)] for language in LANGUAGES)
    assert first == other


def test_people_act_on_working_days() -> None:
    """In office hours, in the order of the file."""
    moments = [act.at for act in acts("zh")]
    assert moments == sorted(moments)
    assert [at for at in moments if not (is_workday(at.date()) and 9 <= at.hour <= 17)] == []
