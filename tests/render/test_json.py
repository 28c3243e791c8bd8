"""Views for machines: which keys they have, and texts that any reader gets back as they were typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from showcase import (
    AS_OF,
    HOSTILE,
    HOSTILE_PLAN,
    HOSTILE_UPDATES,
    INERT,
    SHOWN,
    UPDATES,
    W46,
    ZONE,
    ctx,
    showcase_state,
    shown_overview,
    shown_report,
    shown_task,
)
from support import day, journal, moment, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.checks import CheckResult, located
from plantrack.checks.rules import CheckInput, check
from plantrack.evaluation.evaluate import DEFAULT_JUDGING, evaluate
from plantrack.model.history import History
from plantrack.model.policy import Rule
from plantrack.render import json as views
from plantrack.render import report_json
from plantrack.render.context import RenderContext, visible
from plantrack.reports.indicators import baseline
from plantrack.reports.listing import TaskFilter, listing
from plantrack.reports.log import Log, log_entries
from plantrack.reports.overview import overview, task_view
from plantrack.reports.periodic import periodic_report


def every_view(on: RenderContext, updates: list[Any]) -> dict[str, str]:
    """Return each view of a page's plan as of 17 November."""
    state = History(updates).at(AS_OF)
    roots = evaluate(on.plan, state, AS_OF)
    found = tuple(located(check(CheckInput(plan=on.plan, state=state, roots=roots)), "plan.yaml", {"1": 1}))
    return {
        "status": views.status(overview(on.plan, state, AS_OF), on),
        "show": views.show(task_view(on.plan, History(updates), "1", AS_OF, judging=DEFAULT_JUDGING), on),
        "list": views.listing(listing(on.plan, state, AS_OF, TaskFilter(), judging=DEFAULT_JUDGING), on),
        "log": views.log(Log(log_entries(History(updates), AS_OF), ({"kind": HOSTILE},)), on),
        "baseline": views.baseline(baseline(on.plan, state), on),
        "check": views.check(CheckResult(tuple(Rule), found), on),
        "report": report_json.report(periodic_report(on.plan, History(updates), W46, zone=ZONE), on),
    }


VIEWS = every_view(ctx("en"), UPDATES)


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_stands_in_its_envelope(name: str) -> None:
    """Schema, plan and the two dates come first."""
    found = json.loads(VIEWS[name])
    assert list(found)[:4] == ["schema", "plan", "as_of", "known_at"]
    assert [found[key] for key in list(found)[:4]] == [f"plantrack.{name}/1", "p", "2024-11-17", None]


@pytest.mark.parametrize("name", VIEWS)
def test_every_view(name: str, snapshot: SnapshotAssertion) -> None:
    """Its keys in their order, titles in both languages, dates as ISO 8601, amounts in the base unit."""
    assert VIEWS[name] == snapshot


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "check"])
def test_the_language_makes_no_difference(name: str) -> None:
    """Titles are always in both; only the sentences of findings are in the reader's."""
    assert every_view(ctx("zh"), UPDATES)[name] == VIEWS[name]


def test_a_finding_is_told_in_the_language_and_known_by_its_fingerprint() -> None:
    """The fingerprint is the same in both."""
    chinese, english = (
        json.loads(every_view(ctx(language), UPDATES)["check"])["findings"] for language in ("zh", "en")
    )
    assert [f["message"] for f in chinese] != [f["message"] for f in english]
    assert [f["fingerprint"] for f in chinese] == [f["fingerprint"] for f in english]


def test_the_keys_that_were_promised() -> None:
    """Of the issue: status, baseline, check, log and report."""
    found = {name: json.loads(text) for name, text in VIEWS.items()}
    task = found["status"]["tasks"][0]["children"][1]
    assert {
        "ref", "title", "kind", "lead", "support", "basis", "status", "percent", "expected", "reported", "light",
        "reasons", "due", "promised_due", "days_past_promise", "last_report", "owes",
        "missed", "missed_since", "milestones", "pending", "refused", "children",
    } <= set(task)  # fmt: skip
    assert set(task["basis"]) == {"lead", "due"}
    assert {"ref", "title", "due", "done"} <= set(task["milestones"][0])
    figure = found["baseline"]["figures"][0]
    assert {"id", "label", "value", "unit", "qualifier", "kind", "period", "section", "target", "measured"} <= set(
        figure
    )
    assert {"value", "unit", "qualifier", "text", "on", "period", "source", "comparable"} <= set(figure["measured"][0])
    assert set(found["check"]["findings"][0]) == {
        "rule",
        "severity",
        "ref",
        "message",
        "file",
        "line",
        "known",
        "fingerprint",
    }
    assert set(found["check"]["counts"]) == set(Rule)
    assert {"id", "act", "at", "on", "by", "ref", "kind", "source"} <= set(found["log"]["updates"][0])
    assert set(found["report"]) == {
        "schema", "plan", "as_of", "known_at", "period", "summary", "previous", "reached", "reported", "late",
        "past_promise", "amendments", "extensions", "extensions_by_unit", "requests", "at_risk",
        "unreported", "due_next", "indicators", "arrived_late", "assumed", "tasks", "units",
        "changed", "restated", "sentences", "narrowed", "grounds", "sections", "shown", "issue", "ranked_by", "ranking",
        "reminded",
    }  # fmt: skip
    assert found["report"]["period"] == {"first": "2024-11-11", "last": "2024-11-17", "label": "2024-W46"}


def test_amendments_and_extensions() -> None:
    """A reference that is new has no field; what nobody answered has nulls; units are told by their ids."""
    lines = """
        {"kind": "adopt", "on": "2024-11-11", "promises": {"1.2": {}, "2.2": {"due": "2024-11-10", "lead": ["stic"]}}}
        {"kind": "adopt", "on": "2024-11-12", "promises": {"2.2": {"due": "2024-11-14", "lead": ["fund"]}, "2.3": {}}, "reason": "r"}
        {"kind": "reschedule", "on": "2024-11-15", "ref": "2.2", "step": "ask", "due": "2024-11-24", "reason": "w"}
        {"kind": "reschedule", "on": "2024-11-11", "ref": "1.2.2", "step": "ask", "due": "2024-11-22", "reason": "v"}
        {"kind": "reschedule", "on": "2024-11-12", "ref": "1.2.2", "step": "approve", "due": "2024-11-22", "ask": "u04", "by": "张敏", "reason": "y"}
    """  # noqa: E501
    found = json.loads(report_json.report(periodic_report(SHOWN, History(journal(lines)), W46, zone=ZONE), ctx("en")))
    changes = [
        {"ref": "2.2", "field": "due", "old": "2024-11-10", "new": "2024-11-14"},
        {"ref": "2.2", "field": "lead", "old": ["stic"], "new": ["fund"]},
        {"ref": "2.3", "field": None, "old": None, "new": "2.3"},
    ]
    assert found["amendments"] == [{"on": "2024-11-12", "by": "刘洋", "reason": "r", "changes": changes}]
    assert found["extensions"] == [
        {
            "id": "u04", "what": "extend",
            "ref": "1.2.2", "task": "1.2", "title": {"zh": "送审", "en": "Submitted"}, "lead": ["smart"],
            "asked_on": "2024-11-11", "recorded_on": "2024-11-11",
            "asked_by": "刘洋", "reason": "v", "due_before": "2024-11-20",
            "promised_due": None, "asked_for": "2024-11-22", "answer": "approved", "answered_on": "2024-11-12",
            "answered_by": "张敏", "answer_reason": "y", "answer_source": None, "due_after": "2024-11-22", "days": 2,
            "late": False, "own": False,
        },
        {
            "id": "u03", "what": "extend",
            "ref": "2.2", "task": "2.2", "title": {"zh": "总结", "en": "Sum up"}, "lead": ["fund"],
            "asked_on": "2024-11-15", "recorded_on": "2024-11-15",
            "asked_by": "刘洋", "reason": "w", "due_before": "2024-11-14",
            "promised_due": "2024-11-10", "asked_for": "2024-11-24", "answer": "pending", "answered_on": None,
            "answered_by": None, "answer_reason": None, "answer_source": None, "due_after": None, "days": None,
            "late": True, "own": False,
        },
    ]  # fmt: skip
    assert found["requests"] == found["extensions"]
    rest = {"asked": 1, "refused": 0}
    assert found["extensions_by_unit"] == [
        {"unit": "smart", **rest, "approved": 1, "pending": 0, "late": 0, "days": 2, "reasons": ["v"]},
        {"unit": "fund", **rest, "approved": 0, "pending": 1, "late": 1, "days": 0, "reasons": ["w"]},
    ]


def test_what_was_reported_names_its_item() -> None:
    """The top-level task of a task or milestone; null for what the plan does not have."""
    lines = """
        {"kind": "report", "ref": "9", "on": "2024-11-12", "progress": "x"}
        {"kind": "report", "ref": "2.1.1", "on": "2024-11-13", "progress": "x"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-14", "progress": "x"}
    """
    found = json.loads(report_json.report(periodic_report(SHOWN, History(journal(lines)), W46, zone=ZONE), ctx("en")))
    assert [(entry["ref"], entry["item"]) for entry in found["reported"]] == [("1.2", "1"), ("2.1.1", "2"), ("9", None)]


def test_a_milestone_is_done_on_a_day_or_not_at_all() -> None:
    """A date or null, never true or false."""
    items = json.loads(VIEWS["status"])["tasks"]
    done = {m["ref"]: m["done"] for item in items for child in item["children"] for m in child["milestones"]}
    assert done == {"1.2.1": None, "1.2.2": None, "2.1.1": "2024-11-14"}


def test_an_update_is_told_as_recorded() -> None:
    """Every key that the journal holds, and whether it is in force; a record of unknown kind as it stands there."""
    found = json.loads(VIEWS["log"])
    assert found["unknown"] == [{"kind": HOSTILE}]
    retract = next(u for u in found["updates"] if u["kind"] == "retract")
    assert retract == {
        "id": "u08", "act": "a08", "at": "2024-11-09T04:08:00.000Z", "on": None, "by": "刘洋", "ref": None,
        "kind": "retract", "target": "a07", "source": None, "evidence": [], "in_force": True,
        "objection": None,
    }  # fmt: skip
    assert [u["id"] for u in found["updates"] if not u["in_force"]] == ["u07"]


def test_the_dates_of_a_view() -> None:
    """Known-at stands in the envelope where one was given."""
    on = RenderContext(SHOWN, as_of=day("2024-11-17"), known_at=day("2024-11-10"))
    found = json.loads(views.listing((), on))
    assert (found["as_of"], found["known_at"], found["tasks"]) == ("2024-11-17", "2024-11-10", [])


def test_a_plan_with_nothing_in_it() -> None:
    """Empty lists and nulls; every key is there."""
    bare = plan("")
    found = json.loads(views.status(overview(bare, History([]).at(), AS_OF), ctx("en", of=bare)))
    assert (found["tasks"], found["headlines"], found["ended_days_ago"]) == ([], [], None)
    assert json.loads(views.baseline(baseline(bare, History([]).at()), ctx("en", of=bare))) == {
        "schema": "plantrack.baseline/1", "plan": "p", "as_of": "2024-11-17", "known_at": None, "year": None,
        "figures": [], "without_baseline": [],
    }  # fmt: skip


def test_the_whole_task() -> None:
    """Promise, place in the document, directions, and what was last said, null where nothing was."""
    found = json.loads(views.show(shown_task("1.1"), ctx("en")))
    assert (found["promise"], found["adopted"], found["place"], found["directions"]) == (
        {}, "2024-09-18", {"section": 1, "sentence": 2}, [],
    )  # fmt: skip
    assert (found["progress"], found["problem"], found["next"]) == ("推进中", None, None)


def texts(value: object) -> list[str]:
    """Return every text within a JSON value."""
    if isinstance(value, dict):
        return [text for pair in value.items() for entry in pair for text in texts(entry)]
    if isinstance(value, list):
        return [text for entry in value for text in texts(entry)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_text_is_escaped(name: str) -> None:
    """In every view, from the plan and from an edited journal; whoever reads it gets the text as typed.

    Only the sentence of a finding is made for people, and spells out what cannot be seen.
    """
    printed = every_view(ctx("en", of=HOSTILE_PLAN), HOSTILE_UPDATES)[name]
    assert all(visible(line) == line for line in printed.splitlines())
    kept = INERT if name == "check" else HOSTILE
    assert any(kept in text for text in texts(json.loads(printed)))


def test_money_stays_whole() -> None:
    """An amount is printed with all its digits, not as 1.58e11."""
    lines = '{"kind": "measure", "on": "2024-11-12", "ref": "deals", "value": 158025000000, "unit": "元", "text": "x"}'
    found = views.baseline(baseline(SHOWN, History(journal(lines)).at()), ctx("en"))
    assert '"value": 158025000000,' in found


def test_the_views_of_one_state_agree() -> None:
    """The tasks of the report are those of the status, and the indicators those that stand in the baseline."""
    status, report = (json.loads(VIEWS[name]) for name in ("status", "report"))
    assert (report["tasks"], report["summary"]) == (status["tasks"], status["summary"])
    assert json.loads(views.status(shown_overview(), ctx("en"))) == status
    assert json.loads(report_json.report(shown_report(), ctx("en"))) == report
    assert showcase_state() == History(UPDATES).at(AS_OF, moment("2024-12-01T00:00:00Z"))
