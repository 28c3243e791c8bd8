"""A plan as records: every field that was written, under the keys of plan.yaml, and nothing else."""

from __future__ import annotations

from datetime import date

from support import journal, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.exchange.records import Export, records
from plantrack.model.history import History
from plantrack.model.plan import Plan, Text

PLAN = """
    short: {zh: 短, en: Short}
    curve: {06-30: 50}
    policy: {grace: 3, severity: {overdue: warning}}
    units:
      stic: {zh: 科创局, en: STI Bureau, people: [刘洋], formerly: [{zh: 科委, en: Commission, until: 2023-12-31}]}
    sections: {1: 企业}
    baseline:
      year: 2023
      figures:
      - {id: firms, label: 企业, text: 超2.47万家, value: 24700, unit: 家, qualifier: 超, kind: measure, period: "2023",
         section: 1}
    indicators:
    - {id: number, label: 企业, unit: 家, tasks: ["1.1"], baseline: [firms], headline: true}
    tasks:
    - ref: "1"
      title: {zh: 一, en: One}
      directions: [{zh: 方向, en: A direction, sentence: 2}]
      tasks:
      - ref: "1.1"
        title: 一之一
        kind: deliverable
        lead: [stic]
        due: 2024-06-15
        basis: {lead: {public: "https://example.org/a"}, due: assumed}
        milestones: [{ref: "1.1.1", title: 节点, due: 2024-03-31, weight: 2.5}]
"""
REPORT = '{"kind": "report", "ref": "1.1", "on": "2024-03-01", "status": "in-progress", "percent": 12.34}'


def exported(plan: Plan, *, said: str = "") -> list[tuple[str, dict[str, object]]]:
    """Return the records of a plan as of a day in March."""
    day, history = date(2024, 3, 5), History(journal(said))
    view = Export(plan, evaluate(plan, history.at(day), day), history, day)
    return [(one.kind, one.values) for one in records(view)]


def test_a_plan() -> None:
    """Each thing in it is a record, in the order of the file; titles stay in two languages."""
    assert exported(plan(PLAN)) == [
        ("plan", {
            "schema": "plantrack.export/1", "id": "p", "title": Text("计划", "计划"), "issuer": "stic",
            "period": {"first": "2024-01-01", "last": "2024-12-31"}, "short": Text("短", "Short"),
            "curve": {"06-30": 50}, "policy": {"grace": 3, "severity": {"overdue": "warning"}},
            "baseline": {"year": 2023},
        }),
        ("unit", {
            "id": "stic", "zh": "科创局", "en": "STI Bureau", "people": ["刘洋"],
            "formerly": [{"zh": "科委", "en": "Commission", "until": "2023-12-31"}],
        }),
        ("section", {"number": 1, "title": Text("企业", "企业")}),
        ("baseline", {
            "id": "firms", "label": Text("企业", "企业"), "text": "超2.47万家", "value": 24700, "unit": "家",
            "kind": "measure", "period": "2023", "section": 1, "qualifier": "超",
        }),
        ("indicator", {
            "id": "number", "label": Text("企业", "企业"), "unit": "家", "tasks": ["1.1"], "baseline": ["firms"],
            "headline": True,
        }),
        ("task", {
            "ref": "1", "title": Text("一", "One"), "directions": [{"zh": "方向", "en": "A direction", "sentence": 2}],
        }),
        ("task", {
            "ref": "1.1", "parent": "1", "title": Text("一之一", "一之一"), "kind": "deliverable", "lead": ["stic"],
            "due": "2024-06-15", "basis": {"lead": {"public": "https://example.org/a"}, "due": "assumed"},
        }),
        ("milestone", {
            "ref": "1.1.1", "parent": "1.1", "title": Text("节点", "节点"), "due": "2024-03-31", "weight": 2.5,
        }),
    ]  # fmt: skip


def test_how_tasks_stand() -> None:
    """Stands beside the promise once something was recorded; a share has one decimal, and silence no value."""
    found = {values["ref"]: values for kind, values in exported(plan(PLAN), said=REPORT) if kind == "task"}
    names = ("status", "percent", "light", "as_of")
    assert {ref: [values.get(name) for name in names] for ref, values in found.items()} == {
        "1": ["in-progress", 12.3, "not-due", "2024-03-05"],
        "1.1": ["in-progress", 12.3, "not-due", "2024-03-05"],
    }
