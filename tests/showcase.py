"""What the views are tested on: a small plan with something for every column, its journal, and a hostile pair of both.

The report is on 2024-W46, 11 to 17 November; every task owes a report each week from 2024-W39 on.
"""

from __future__ import annotations

from datetime import timedelta, timezone

from support import day, journal, plan

from plantrack.dates.periods import Period, period_of
from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.updates import AnyUpdate
from plantrack.render.context import RenderContext
from plantrack.reports.overview import Overview, TaskView, overview, task_view
from plantrack.reports.periodic import PeriodicReport, periodic_report

ZONE = timezone(timedelta(hours=8))
AS_OF = day("2024-11-17")
W46: Period = period_of(AS_OF, "week")
WIDTHS = [80, 200, None]

SHOWN: Plan = plan("""
    title: {zh: 科技创新计划, en: Innovation plan}
    report_every: week
    sections: {1: {zh: 企业, en: Firms}, 2: {zh: 展会, en: Fairs}}
    baseline:
      year: 2023
      figures:
      - id: firms-2023
        label: {zh: 高新企业, en: High-tech firms}
        text: 超2.47万家
        value: 24700
        unit: 家
        qualifier: 超
        kind: measure
        period: "2023"
        section: 1
      - {id: fair-2023, label: {zh: 届次, en: Edition}, text: 第25届, value: 25, unit: 届, kind: edition,
         period: "2023", section: 2}
    indicators:
    - id: firms
      label: {zh: 高新企业, en: High-tech firms}
      unit: 家
      tasks: ["1.1"]
      baseline: [firms-2023]
      headline: true
      target: {text: 2.6万家以上, value: 26000, unit: 家, qualifier: 以上, basis: document}
    - {id: edition, label: {zh: 届次, en: Edition}, unit: 届, tasks: ["2.1"], baseline: [fair-2023]}
    - {id: deals, label: {zh: 交易金额, en: Value of deals}, unit: 元, tasks: ["2.1"]}
    tasks:
    - ref: "1"
      title: {zh: 壮大企业, en: Grow firms}
      lead: [stic]
      basis: {lead: assumed}
      directions: [{zh: 支持企业牵头, en: Let firms lead}]
      tasks:
      - ref: "1.1"
        title: {zh: 培育高新企业, en: Foster high-tech firms}
        kind: ongoing
        place: {section: 1, sentence: 2}
      - ref: "1.2"
        title: {zh: 印发扶持办法, en: Issue the measures}
        kind: deliverable
        due: 2024-11-30
        lead: [smart]
        support: [fund]
        basis: {lead: document}
        milestones:
        - {ref: "1.2.1", title: {zh: 起草, en: Drafted}, due: 2024-10-31, basis: assumed}
        - {ref: "1.2.2", title: {zh: 送审, en: Submitted}, due: 2024-11-20, basis: document}
    - ref: "2"
      title: {zh: 办好展会, en: Hold the fair}
      tasks:
      - ref: "2.1"
        title: {zh: 办展, en: Run the fair}
        kind: deliverable
        due: 2024-11-16
        lead: [stic]
        basis: {lead: document, due: {public: "https://example.org/dates"}}
        milestones:
        - {ref: "2.1.1", title: {zh: 开幕, en: Opened}, due: 2024-11-14, basis: {public: "https://example.org/dates"}}
      - {ref: "2.2", title: {zh: 总结, en: Sum up}, kind: deliverable, due: 2024-11-10, basis: {due: assumed}}
""")

LINES = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"lead": ["stic"]}, "1.1": {}, "1.2": {"due": "2024-10-31", "lead": ["smart"]}, "1.2.1": {"due": "2024-10-31"}, "1.2.2": {"due": "2024-11-20"}, "2.1": {"due": "2024-11-16"}, "2.1.1": {"due": "2024-11-14"}, "2.2": {"due": "2024-11-10"}, "firms": {"target": 26000}}}
    {"kind": "reschedule", "on": "2024-10-20", "ref": "1.2", "step": "ask", "due": "2024-11-30", "reason": "意见较多"}
    {"kind": "reschedule", "on": "2024-10-21", "ref": "1.2", "step": "approve", "due": "2024-11-30", "ask": "u02"}
    {"kind": "report", "on": "2024-11-05", "ref": "1.1", "status": "in-progress", "progress": "推进中"}
    {"kind": "report", "on": "2024-11-06", "ref": "1.2", "percent": 40, "problem": "资金未到位"}
    {"kind": "report", "on": "2024-11-08", "ref": "1.2", "status": "in-progress", "next": "征求意见", "at": "2024-11-13T02:00:00.000Z"}
    {"kind": "report", "on": "2024-11-09", "ref": "2.2", "status": "done"}
    {"kind": "retract", "target": "a07"}
    {"kind": "measure", "on": "2024-11-12", "ref": "firms", "value": 25000, "unit": "家", "qualifier": "突破", "text": "突破2.5万家", "period": "2024"}
    {"kind": "milestone", "on": "2024-11-14", "ref": "2.1.1", "state": "reached", "source": "https://example.org/fair"}
    {"kind": "report", "on": "2024-11-16", "ref": "2.1", "status": "done", "progress": "圆满闭幕"}
    {"kind": "measure", "on": "2024-11-16", "ref": "edition", "value": 26, "unit": "届", "text": "第26届", "period": "2024", "comparable": false, "note": "线上线下"}
"""  # noqa: E501
UPDATES: list[AnyUpdate] = journal(LINES)

HOSTILE = "[red]x[/red] \x1b[31m <b> | @user $x$ [a](javascript:1) \u202e =cmd"
"""What a person may type: kept as typed, and never markup, a terminal escape, HTML, Markdown or a formula."""
INERT = r"[red]x[/red] \x1b[31m <b> | @user $x$ [a](javascript:1) \u202e =cmd"
"""How it is shown."""
_BAD = HOSTILE.replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
HOSTILE_PLAN: Plan = plan(f"""
    title: "标题 {_BAD}"
    report_every: week
    units: {{stic: {{zh: "单位 {_BAD}", en: "Unit {_BAD}"}}}}
    sections: {{1: "部分 {_BAD}"}}
    baseline:
      year: 2023
      figures:
      - {{id: f, label: "数据 {_BAD}", text: "5个", value: 5, unit: 个, kind: measure, period: "2023", section: 1}}
    indicators:
    - {{id: n, label: "指标 {_BAD}", unit: 个, tasks: ["1"], baseline: [f], headline: true}}
    - {{id: m, label: "新指标 {_BAD}", unit: 个, tasks: ["1"]}}
    tasks:
    - ref: "1"
      title: "任务 {_BAD}"
      kind: deliverable
      due: 2024-11-24
      lead: [stic]
      support: [stic]
      directions: [{{zh: "方向 {_BAD}", en: "Direction {_BAD}"}}]
      milestones: [{{ref: "1.1", title: "节点 {_BAD}", due: 2024-11-20}}, {{ref: "1.2", title: "又 {_BAD}", due: 2024-11-01}}]
    - {{ref: "2", title: "父 {_BAD}", lead: [stic], tasks: [{{ref: "2.1", title: "子 {_BAD}", kind: deliverable, due: 2024-11-01}}]}}
""")  # noqa: E501

_HOSTILE_LINES = r"""
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {"due": "2024-11-24"}, "1.1": {}, "1.2": {}, "2.1": {}, "BAD": {}}, "reason": "r BAD"}
    {"kind": "report", "on": "2024-11-12", "ref": "1", "status": "in-progress", "percent": 10, "progress": "p BAD", "problem": "q BAD", "next": "n BAD", "source": "s BAD", "by": "b BAD", "id": "i BAD", "act": "a BAD"}
    {"kind": "report", "on": "2024-11-12", "ref": "BAD", "progress": "stray"}
    {"kind": "milestone", "on": "2024-11-13", "ref": "1.1", "state": "reached", "note": "m BAD"}
    {"kind": "measure", "on": "2024-11-13", "ref": "n", "value": 7, "unit": "u BAD", "qualifier": "BAD", "text": "t BAD", "period": "BAD", "note": "o BAD"}
    {"kind": "measure", "on": "2024-11-13", "ref": "m", "value": 7, "unit": "u BAD", "text": "t BAD"}
    {"kind": "assign", "on": "2024-11-13", "ref": "1", "support": ["stic", "BAD"], "lead": ["BAD"]}
    {"kind": "reschedule", "on": "2024-11-13", "ref": "1", "step": "ask", "due": "2024-12-01", "reason": "w BAD", "ask": "BAD"}
    {"kind": "reschedule", "on": "2024-11-13", "ref": "1", "step": "refuse", "reason": "v BAD", "ask": "BAD"}
    {"kind": "report", "on": "2024-11-01", "ref": "1", "progress": "late BAD", "at": "2024-11-14T04:00:00Z"}
    {"kind": "retract", "target": "x BAD", "reason": "BAD"}
    {"kind": "reschedule", "on": "2024-11-14", "ref": "1", "step": "refuse", "reason": "v BAD", "ask": "u08", "by": "b BAD"}
    {"kind": "reschedule", "on": "2024-11-14", "ref": "BAD", "step": "approve", "due": "2024-12-01", "reason": "v BAD", "by": "b BAD"}
    {"kind": "adopt", "on": "2024-11-14", "promises": {"new BAD": {}, "1": {"lead": ["BAD"]}}, "reason": "r BAD", "by": "b BAD"}
"""  # noqa: E501
HOSTILE_UPDATES: list[AnyUpdate] = journal(_HOSTILE_LINES.replace("BAD", _BAD.replace(r"\x1b", r"\u001b")))
"""A journal whose every text was edited by hand, ids and references as well."""


def ctx(language: str, width: int | None = None, of: Plan = SHOWN) -> RenderContext:
    """Return a page of the plan as of 17 November."""
    return RenderContext(of, language, width, as_of=AS_OF)


def showcase_state() -> State:
    """Return the state of the plan shown, as of 17 November."""
    return History(UPDATES).at(AS_OF)


def shown_report() -> PeriodicReport:
    """Return the report on week 46 of 2024 of the plan shown."""
    return periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE)


def shown_overview(ref: str | None = None) -> Overview:
    """Return the overview of the plan shown."""
    return overview(SHOWN, showcase_state(), AS_OF, ref)


def shown_task(ref: str) -> TaskView:
    """Return one task of the plan shown."""
    return task_view(SHOWN, History(UPDATES), ref, AS_OF, judging=DEFAULT_JUDGING)
