"""Views for machines. Keys never change meaning within a version; titles are always `{zh, en}`; dates are ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from plantrack.checks import Checked, Finding
from plantrack.lights.judge import Tried
from plantrack.lights.rules import RuleSet
from plantrack.model.facts import Facts
from plantrack.model.plan import Text, basis_word
from plantrack.model.update import Measure, record
from plantrack.progress import Change
from plantrack.render.page import COMMAND, SPELLED, Page
from plantrack.reports.explanation import Comparison, Explanation
from plantrack.reports.history import Entry, Log
from plantrack.reports.numbers import Baseline, BaselineLine, Followed
from plantrack.reports.overview import Overview, TaskView
from plantrack.reports.periodic import Dated, Told
from plantrack.standing import Standing

Json = dict[str, Any]
_ESCAPED = {code: f"\\u{code:04x}" for code in SPELLED if code >= ord("\x7f")}
"""What JSON would let through as it is; it escapes the controls below by itself."""


def dump(value: object) -> str:
    """Return a value as indented JSON text that ends with a line feed; what could not be seen is escaped."""
    written = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return COMMAND.sub(r"\\u0023", written.translate(_ESCAPED)) + "\n"


def envelope(view: str, page: Page, **content: object) -> str:
    """Return a view's content inside what every view has."""
    head = {"schema": f"plantrack.{view}/1", "plan": page.plan.id, "as_of": page.as_of, "known_at": page.known_at}
    judged = {"rules": page.rules.id} if page.rules else {}
    return dump({**head, **judged, **content})


def text(words: Text) -> Json:
    """Return words in both languages."""
    return {"zh": words.zh, "en": words.en}


def task(standing: Standing) -> Json:
    """Return one task as of a day, with those below it."""
    facts = standing.facts
    return {
        "ref": facts.task.ref,
        "title": text(facts.task.title),
        "kind": facts.task.kind,
        "lead": facts.lead,
        "support": facts.support,
        "basis": {"lead": basis_word(facts.lead_basis), "due": basis_word(facts.due_basis)},
        "status": facts.status,
        "percent": facts.percent,
        "expected": facts.expected,
        "reported": facts.reported,
        "light": standing.light.meaning,
        "colour": standing.light.shade,
        "reasons": [reason.code for reason in standing.light.reasons],
        "due": facts.due,
        "promised_due": facts.promised_due,
        "days_past_promise": facts.days_past_promise,
        "last_report": facts.last_report,
        "milestones": milestones(facts),
        "children": [task(child) for child in standing.children],
    }


def milestones(facts: Facts) -> list[Json]:
    """Return a task's milestones; `done` is the day one was reached, or null."""
    return [
        {
            "ref": point.milestone.ref,
            "title": text(point.milestone.title),
            "due": point.due,
            "done": point.done,
            "promised_due": point.promised_due,
            "basis": basis_word(point.basis),
        }
        for point in facts.checkpoints
    ]


def measure(found: Measure) -> Json:
    """Return one measurement."""
    return {
        "value": found.value,
        "unit": found.unit,
        "qualifier": found.qualifier,
        "text": found.text,
        "on": found.on,
        "period": found.period,
        "published": found.published,
        "source": found.source,
        "comparable": found.comparable,
        "note": found.note,
    }


def change(found: Change | None) -> Json | None:
    """Return how a measurement stands to last year's figure."""
    return None if found is None else {"amount": found.amount, "unit": found.unit, "approximate": found.approximate}


def indicator(line: Followed) -> Json:
    """Return an indicator with last year's figure, its measurements and its target."""
    return {
        "id": line.indicator.id,
        "label": text(line.indicator.label),
        "unit": line.indicator.unit,
        "tasks": line.indicator.tasks,
        "headline": line.indicator.headline,
        "baseline": line.figure and {"id": line.figure.id, "value": line.figure.value, "text": line.figure.text},
        "target": target(line),
        "measured": [measure(found) for found in line.measured],
        "latest": line.latest and measure(line.latest),
        "change": change(line.change),
    }


def target(line: Followed) -> Json | None:
    """Return an indicator's target and what is missing to it, in the base unit."""
    wanted = line.indicator.target
    if wanted is None:
        return None
    return {
        "value": wanted.value,
        "value_to": wanted.value_to,
        "unit": wanted.unit,
        "qualifier": wanted.qualifier,
        "text": wanted.text,
        "basis": basis_word(wanted.basis),
        "missing": line.missing,
    }


def figure(line: BaselineLine) -> Json:
    """Return a figure of last year with what was measured since."""
    found = line.figure
    return {
        "id": found.id,
        "label": text(found.label),
        "value": found.value,
        "value_to": found.value_to,
        "unit": found.unit,
        "qualifier": found.qualifier,
        "kind": found.kind,
        "period": found.period,
        "section": found.section,
        "target": next((target(f) for f in line.continued if f.indicator.target), None),
        "measured": [measure(m) for m in line.measured],
        "change": next((change(f.change) for f in line.continued if f.change), None),
    }


def plain(value: Struct) -> Json:
    """Return a value whose field names are its keys."""
    found: Json = msgspec.to_builtins(value)
    return found


def finding(found: Finding, page: Page) -> Json:
    """Return a finding; its message is in the page's language, its fingerprint in none."""
    return {
        "rule": found.rule,
        "severity": found.severity,
        "ref": found.ref,
        "message": page.tell(found.message),
        "file": found.file,
        "line": found.line,
        "known": found.known,
        "fingerprint": found.fingerprint,
    }


def dated(entry: Dated) -> Json:
    """Return a task or milestone with the date that matters."""
    titled = entry.milestone or entry.task
    return {
        "ref": entry.ref,
        "task": entry.task.ref,
        "title": text(titled.title),
        "date": entry.day,
        "promised_due": entry.promised,
        "days_late": entry.days,
        "lead": entry.lead,
        "basis": {"lead": basis_word(entry.lead_basis), "due": basis_word(entry.basis)},
    }


def told(entry: Told) -> Json:
    """Return an update as recorded, with the item it belongs to."""
    return {"item": entry.top and entry.top.ref, **record(entry.update)}


def units(page: Page) -> Json:
    """Return the directory of units, so that ids can be shown by name."""
    return {key: {"zh": unit.zh, "en": unit.en} for key, unit in page.plan.units.items()}


def status(view: Overview, page: Page) -> str:
    """Return the plan at a glance."""
    return envelope(
        "status",
        page,
        title=text(view.plan.title),
        ended_days_ago=view.ended,
        summary=plain(view.summary),
        units=units(page),
        tasks=[task(top) for top in view.tops],
        headlines=[indicator(line) for line in view.headlines],
    )


def show(view: TaskView, page: Page) -> str:
    """Return one task whole."""
    place, promised = view.standing.facts.task.place, view.promised
    return envelope(
        "show",
        page,
        task=task(view.standing),
        promise=promised and plain(promised),
        adopted=view.standing.facts.adopted,
        place=place and plain(place),
        directions=[{"zh": d.zh, "en": d.en, "sentence": d.sentence} for d in view.standing.facts.task.directions],
        **dict.fromkeys(("progress", "problem", "next")) | dict(view.words),
        indicators=[indicator(line) for line in view.numbers],
        history=[update(entry) for entry in view.history],
        units=units(page),
    )


def listing(view: Sequence[Standing], page: Page) -> str:
    """Return the chosen tasks."""
    return envelope("list", page, tasks=[task(standing) for standing in view], units=units(page))


def baseline(view: Baseline, page: Page) -> str:
    """Return last year's figures, and the indicators that have none."""
    return envelope(
        "baseline",
        page,
        year=page.plan.baseline and page.plan.baseline.year,
        figures=[figure(line) for line in view.lines],
        without_baseline=[indicator(line) for line in view.new],
    )


def check(view: Checked, page: Page) -> str:
    """Return the findings and how many each rule has."""
    counts = {rule: sum(f.rule == rule for f in view.findings) for rule in view.rules}
    return envelope("check", page, findings=[finding(f, page) for f in view.findings], counts=counts)


def update(entry: Entry) -> Json:
    """Return an update as recorded; `ref` is null for those on the plan as a whole."""
    found = record(entry.update)
    named = {key: found.pop(key, None) for key in ("id", "act", "at", "on", "by", "ref", "kind")}
    return {**named, **found, "source": found.get("source"), "in_force": entry.in_force}


def explain(view: Explanation, page: Page) -> str:
    """Return why a task has its light: inputs, the piece of its curve, and every rule as tried."""
    facts = view.standing.facts
    inputs = {
        "start": facts.start,
        "days_to_due": facts.days_left,
        "workdays_to_due": view.workdays_left,
        "points_behind": view.behind,
        "overdue": facts.overdue,
        "owes": facts.owes,
        "missed": facts.missed,
    }
    return envelope(
        "explain",
        page,
        task=task(view.standing),
        inputs=inputs,
        curve=view.stretch and {**plain(view.stretch), "percent": view.stretch.percent},
        rule_set=rule_set(view.rules),
        tried=[tried(one, view.fired) for one in view.tried],
    )


def rule_set(rules: RuleSet) -> Json:
    """Return whose rules they are and where they were published."""
    return {"id": rules.id, "title": text(rules.title), "source": rules.source}


def tried(one: Tried, fired: Tried | None) -> Json:
    """Return a rule as tried on a task; `fired` is true for the one that gave the light."""
    return {
        "rule": one.number,
        "light": one.rule.light,
        "because": one.rule.because,
        "conditions": [
            {**plain(condition), "assumed": condition.name in one.rule.assumed} for condition in one.conditions
        ],
        "holds": one.holds,
        "fired": fired is not None and fired.number == one.number,
    }


def compare(view: Comparison, page: Page) -> str:
    """Return the tasks whose lights differ between two rule sets."""
    return envelope(
        "explain",
        page,
        compared=[rule_set(view.first), rule_set(view.second)],
        tasks=view.tasks,
        differing=[
            {"ref": one.ref, "title": text(one.facts.task.title), "lights": [judged(one), judged(other)]}
            for one, other in view.differing
        ],
    )


def judged(standing: Standing) -> Json:
    """Return a light on its own."""
    found = standing.light
    return {"light": found.meaning, "colour": found.shade, "reasons": [reason.code for reason in found.reasons]}


def log(view: Log, page: Page) -> str:
    """Return the updates in order of recording, and the records that this version does not know."""
    return envelope("log", page, updates=[update(entry) for entry in view.entries], unknown=view.unknown)


def __getattr__(name: str) -> Any:
    """Load the report, the largest view, from its own module when it is asked for."""
    if name != "report":
        raise AttributeError(name)
    from plantrack.render.report_json import report

    return report
