"""What must hold between the parts of a plan. Each rule is shown by what it says, and by what it lets pass."""

from __future__ import annotations

import pytest
from support import plan_file, plan_text

from plantrack.model.plan import Plan
from plantrack.planfile.composing import compose
from plantrack.planfile.consistency import ORIGIN, RULES
from plantrack.planfile.nodes import NodeReader

FIGURE = "label: 企业, kind: measure, period: '2023', section: 0"


def said(text: str) -> list[str]:
    """Return what is wrong with a plan, by place. The first line of the text is line 1."""
    return [problem.text().removeprefix("plan.yaml:") for problem in plan_file(text.lstrip("\n")).problems]


def outside(place: str, day: str, first: str, last: str) -> str:
    """Return what is said of a day outside what it belongs to."""
    return f"{place}: {day} lies outside the dates of what this belongs to ({first} to {last}); move one of them"


GOOD = {
    "nothing to do": "tasks: []",
    "everything": """
        period: {first: 2024-01-01, last: 2024-12-31}
        sections: {0: 总述}
        baseline:
          year: 2023
          figures:
          - {id: old, text: 超2.47万家, value: 24700, unit: 家, label: 企业, kind: measure, period: "2023", section: 0}
        figures:
        - {id: rent, text: "over 24,700", value: 24700, unit: 家, label: 租, kind: measure, period: "2024", section: 99}
        - {id: loan, text: 3亿5千6百万元, value: 3.56, unit: 亿元, label: 贷, kind: measure, period: "2024", section: 9}
        - {id: load, text: 500千瓦, value: 500, unit: 千瓦, label: 电, kind: measure, period: "2024", section: 99}
        - {id: span, text: 七千到九千亿元, value: 700000000000, value_to: 900000000000, unit: 元, label: 资,
           kind: measure, period: "2024", section: 99}
        - {id: fund, text: 20亿元, value: 2000000000, unit: 元, label: 钱, kind: measure, period: "2024", section: 99}
        indicators:
        - {id: firms, label: 企业, unit: 家, tasks: ["1", "1.2"], baseline: [old]}
        - {id: people, label: 人才, unit: 人, target: {text: 200人以上, value: 200, unit: 人, basis: document}}
        tasks:
        - ref: "1"
          title: 一
          start: 2024-01-01
          due: 2024-12-31
          lead: [stic, smart]
          tasks:
          - {ref: "1.2", title: 一之二, kind: ongoing, support: [fund]}
          - ref: "1.10"
            title: 一之十
            kind: deliverable
            start: 2024-03-01
            due: 2024-03-01
            milestones: [{ref: "1.10.1", title: 开始, due: 2024-03-01}]
        """,
    "ranges": """
        figures:
        - {id: gdp, text: 5%—6%, value: 5, value_to: 6, unit: "%", label: 增速, kind: growth, period: "2024",
           section: 1}
        indicators:
        - {id: firms, label: 企业, unit: 家,
           target: {text: 2至3万家, value: 20000, value_to: 30000, unit: 家, basis: document}}
        """,
    "units under one name": """
        baseline:
          year: 2023
          figures:
          - {id: area, text: 3万平方米, value: 30000, unit: ㎡, label: 面积, kind: measure, period: "2023", section: 0}
        indicators: [{id: area-now, label: 面积, unit: 平方米, baseline: [area]}]
        """,
    "curves, weights and a policy": """
        curve: {01-01: 0, 06-30: 40, 2024-12-31: 100}
        policy: {lights: yinchuan-2025, grace: 0, due_soon: 0, behind: 0, severity: {overdue: "off"}}
        tasks:
        - {ref: "1", title: 一, kind: ongoing, start: 2024-03-01, due: 2024-06-30, weight: 0.5,
           curve: {03-01: 10, 05-01: 10, 06-30: 90}}
        - ref: "2"
          title: 二
          kind: ongoing
          milestones: [{ref: "2.1", title: 开始, due: 2024-03-01, weight: 3}]
        """,
    "a bulletin and short titles": """
        short: 计划
        bulletin: {heading: 科创局, to: [各区, {zh: 各处室, en: Divisions}], copy: [市府办], sections: overall,
          rank_by: overdue, name_worst: true, template: 红头.docx}
        tasks: [{ref: "1", title: 一, short: {zh: 甲, en: One}, kind: ongoing}]
        """,
    "a ladder of reminders": """
        reminders:
        - {day: -250, to: [lead]}
        - {day: 1, to: lead, about: [date, report], colour: yellow}
        - {day: 1, to: [superior, office], about: date, name: {zh: 黄单, en: Yellow sheet}}
        - {day: 250, to: [lead, superior, office], about: request, colour: red}
        """,
    "a plan over the turn of the year": """
        period: {first: 2024-09-01, last: 2025-08-31}
        curve: {09-01: 5, 12-31: 30, 02-28: 50, 08-31: 100}
        """,
    "a reference that says nothing of its place": """
        tasks: [{ref: "7", title: 一, tasks: [{ref: "3.1", title: 二, kind: ongoing}]}]
        """,
}


@pytest.mark.parametrize("name", GOOD)
def test_good(name: str) -> None:
    """A sound plan passes every rule."""
    assert said(GOOD[name]) == []


BAD = {
    "a kind that its unit does not go with": (
        """
figures:
- {id: rise, text: 5家, value: 5, unit: 家, label: 增, kind: growth, period: "2024", section: 1}
indicators:
- {id: rate, label: 率, unit: "%", cumulative: true}
        """,
        [
            (
                "2:59: '家' does not go with the kind growth; a number counted in it is one of measure, streak, "
                "edition, target, stretch, parameter, threshold"
            ),
            "4:47: '%' does not add up over a year; remove `cumulative`",
        ],
    ),
    "two steps for the same": (
        """
reminders:
- {day: 3, to: [lead, office]}
- {day: 3, to: [office], about: report, colour: red}
        """,
        ["3:9: another step of day 3 tells the same people about the same; make them one"],
    ),
    "a deadline of reports that is none": (
        """
report_due: 有空时
tasks:
- {ref: "1", title: 一, kind: ongoing, report_due: 次月5日}
- {ref: "2", title: 二, kind: ongoing, report_due: 每月31日}
        """,
        [
            (
                "1:13: '有空时' is no deadline of reports; write every Friday, 25th of every month, 5th of next month "
                "or in 3 working days"
            ),
            "4:51: not every month has a day 31; write end of every month",
        ],
    ),
    "a basis with two origins, or with half of one": (
        """
indicators:
- id: firms
  label: 企业
  unit: 家
  target: {text: 200家, value: 200, unit: 家, basis: {on: 2024-01-01}}
tasks:
- ref: "1"
  title: 一
  kind: deliverable
  due: 2024-06-30
  lead: stic
  basis: {lead: {assigned: 张敏, on: 2024-01-01}, due: {assigned: 张敏}, support: {public: "https://a.cn"}}
  milestones:
  - {ref: "1.1", title: 甲, due: 2024-03-01, basis: {public: "https://a.cn", assigned: 张敏, on: 2024-01-01}}
        """,
        [f"{place}: {ORIGIN.format()}" for place in ("5:52", "12:54", "14:52")],
    ),
    "a task's reference twice": (
        """
tasks:
- {ref: "1", title: 一, kind: ongoing}
- {ref: "1", title: 二, kind: ongoing}
        """,
        ["3:9: the reference 1 is used twice; give this one a new number"],
    ),
    "a milestone's reference that a sub-task has": (
        """
tasks:
- ref: "1"
  title: 一
  milestones: [{ref: "1.1", title: 开始, due: 2024-03-01}]
  tasks:
  - {ref: "1.1", title: 二, kind: ongoing}
  - {ref: "1.1", title: 三, kind: ongoing}
        """,
        [
            "6:11: the reference 1.1 is used twice; give this one a new number",
            "7:11: the reference 1.1 is used twice; give this one a new number",
        ],
    ),
    "an id twice": (
        f"""
figures:
- {{id: firms, text: 7家, value: 7, unit: 家, {FIGURE}}}
indicators:
- {{id: firms, label: 企业, unit: 家}}
        """,
        ["4:8: the id firms is used twice; give this one another name"],
    ),
    "a figure's id twice": (
        f"""
baseline:
  year: 2023
  figures:
  - {{id: firms, text: 7家, value: 7, unit: 家, {FIGURE}}}
  - {{id: firms, text: 8家, value: 8, unit: 家, {FIGURE}}}
        """,
        ["5:10: the id firms is used twice; give this one another name"],
    ),
    "units that are not in the directory": (
        """
issuer: sticc
tasks:
- ref: "1"
  title: 一
  kind: ongoing
  lead: [stic, nobody]
  support:
  - fund
  - sasac
        """,
        [
            "1:9: no unit is called sticc; add it under `units:` or correct the name",
            "6:16: no unit is called nobody; add it under `units:` or correct the name",
            "9:5: no unit is called sasac; add it under `units:` or correct the name",
        ],
    ),
    "kinds": (
        """
tasks:
- ref: "1"
  title: 一
  kind: ongoing
  tasks:
  - {ref: "1.1", title: 二}
  - {ref: "1.2", title: 三, kind: deliverable}
        """,
        [
            "4:9: 1 has sub-tasks, so it has no kind of its own; remove `kind`",
            "6:11: 1.1 has no kind; write `kind: deliverable` or `kind: ongoing`",
            "7:11: 1.2 is a deliverable without a date; write `due: 2024-12-31`",
        ],
    ),
    "a period that ends before it begins": (
        "period: {first: 2024-12-31, last: 2024-01-01}\n",
        ["1:35: the period ends before it begins; correct one of its days"],
    ),
    "dates outside the period": (
        """
tasks:
- {ref: "1", title: 一, kind: deliverable, start: 2023-12-31, due: 2024-12-31}
- {ref: "2", title: 二, kind: deliverable, start: 2024-01-01, due: 2025-01-01}
        """,
        [
            outside("2:50", "2023-12-31", "2024-01-01", "2024-12-31"),
            outside("3:67", "2025-01-01", "2024-01-01", "2024-12-31"),
        ],
    ),
    "a child outside its parent's dates": (
        """
tasks:
- ref: "1"
  title: 一
  start: 2024-03-01
  due: 2024-06-30
  milestones:
  - {ref: "1.9", title: 早了, due: 2024-02-29}
  tasks:
  - {ref: "1.1", title: 二, kind: ongoing, start: 2024-02-29}
  - {ref: "1.2", title: 三, kind: deliverable, due: 2024-07-01}
        """,
        [
            outside("7:34", "2024-02-29", "2024-03-01", "2024-06-30"),
            outside("9:50", "2024-02-29", "2024-03-01", "2024-06-30"),
            outside("10:52", "2024-07-01", "2024-03-01", "2024-06-30"),
        ],
    ),
    "a milestone after its task": (
        """
tasks:
- ref: "1"
  title: 一
  kind: deliverable
  due: 2024-06-30
  milestones:
  - {ref: "1.1", title: 晚了, due: 2024-07-01}
        """,
        [
            outside("7:34", "2024-07-01", "2024-01-01", "2024-06-30"),
        ],
    ),
    "due before it starts": (
        """
tasks:
- ref: "1"
  title: 一
  kind: deliverable
  start: 2024-06-30
  due: 2024-06-29
        """,
        ["6:8: 1 is due on 2024-06-29, before it starts on 2024-06-30; correct one of them"],
    ),
    "a curve on days that are none, or not the plan's": (
        """
curve: {02-30: 10, 2025-01-01: 20, 2023-12-31: 0}
tasks:
- {ref: "1", title: 一, kind: ongoing, start: 2024-03-01, curve: {02-29: 10}}
- {ref: "2", title: 二, kind: deliverable, due: 2024-06-30, curve: {2024-07-01: 10}}
        """,
        [
            "1:8: the day 02-30 does not exist in the calendar; correct it",
            outside("1:8", "2025-01-01", "2024-01-01", "2024-12-31"),
            outside("1:8", "2023-12-31", "2024-01-01", "2024-12-31"),
            outside("3:65", "2024-02-29", "2024-03-01", "2024-12-31"),
            outside("4:67", "2024-07-01", "2024-01-01", "2024-06-30"),
        ],
    ),
    "a curve that falls": (
        """
curve: {06-30: 40, 03-31: 41}
tasks:
- {ref: "1", title: 一, kind: ongoing, curve: {03-31: 10, 04-30: 10, 05-31: 9.9}}
        """,
        [
            "1:8: the curve falls; what should be done by a later day is never less",
            "3:46: the curve falls; what should be done by a later day is never less",
        ],
    ),
    "numbers that their texts do not say": (
        f"""
figures:
- {{id: a, text: 超2.47万家, value: 2.47, unit: 家, {FIGURE}}}
- {{id: b, text: 7.5%, value: 7.5, unit: 个, {FIGURE}}}
- {{id: c, text: 很多家, value: 1, unit: 家, {FIGURE}}}
- {{id: d, text: "12", value: 12, unit: 家, {FIGURE}}}
indicators:
- id: e
  label: 人才
  unit: 人
  target: {{text: 200人以上, value: 201, unit: 位, basis: document}}
        """,
        [
            "2:33: the text '超2.47万家' says 24700, the value says 2.47; correct one of them",
            "3:41: the text '7.5%' is counted in %, the unit says 个; correct one of them",
            (
                "4:17: cannot read '很多家' as an amount; write a number with its unit, "
                "as in over 25,000 or CNY 1.58 billion"
            ),
            "10:33: the text '200人以上' says 200, the value says 201; correct one of them",
            "10:44: the text '200人以上' is counted in 人, the unit says 位; correct one of them",
            "10:44: the target is counted in 位, this indicator in 人; correct one of them",
        ],
    ),
    "a range whose ends are counted in two units": (
        f"""
figures:
- {{id: a, text: 2.~6万家, value: 60000, unit: 家, {FIGURE}}}
- {{id: b, text: 5个至6家, value: 6, unit: 人, {FIGURE}}}
        """,
        [
            "2:17: '2.~6万家' is counted in ., but here the unit is 家",
            "3:17: '5个至6家' is counted in 家, but here the unit is 人",
        ],
    ),
    "a section that is not there": (
        f"""
sections: {{1: 总述}}
baseline:
  year: 2023
  figures:
  - {{id: firms, text: 7家, value: 7, unit: 家, {FIGURE}}}
        """,
        ["5:97: there is no section 0 under `sections:`; add it or correct the number"],
    ),
    "indicators of what is not there": (
        f"""
baseline:
  year: 2023
  figures:
  - {{id: firms, text: 7家, value: 7, unit: 家, {FIGURE}}}
indicators:
- id: a
  label: 企业
  unit: 个
  tasks: ["1", "9.9"]
  baseline: [firm, firms]
tasks:
- {{ref: "1", title: 一, kind: ongoing, milestones: [{{ref: "1.1", title: 开始, due: 2024-03-01}}]}}
        """,
        [
            "9:16: no task has the reference 9.9; correct it or add the task",
            "10:14: no baseline figure is called firm; correct the name or add the figure",
            "10:20: firms is counted in 家, this indicator in 个; name a figure that is counted in the same",
        ],
    ),
    "an indicator of a milestone": (
        """
indicators: [{id: a, label: 企业, unit: 家, tasks: ["1.1"]}]
tasks:
- {ref: "1", title: 一, kind: ongoing, milestones: [{ref: "1.1", title: 开始, due: 2024-03-01}]}
        """,
        ["1:50: no task has the reference 1.1; correct it or add the task"],
    ),
    "no baseline at all": (
        "indicators: [{id: a, label: 企业, unit: 家, baseline: [firms]}]\n",
        ["1:53: no baseline figure is called firms; correct the name or add the figure"],
    ),
    "a time zone that is none": (
        "timezone: Asia/Shenzhen\n",
        ["1:11: no time zone is called 'Asia/Shenzhen'; write it as Asia/Shanghai"],
    ),
    "a time zone that is a path": (
        "timezone: ../../etc/passwd\n",
        ["1:11: no time zone is called '../../etc/passwd'; write it as Asia/Shanghai"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad(name: str) -> None:
    """Whatever does not hold is told where it stands, with what to do about it; and nothing else is."""
    text, problems = BAD[name]
    assert said(text) == problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{text: 5%—6%, value: 5, value_to: 7,", "'5%—6%' goes up to 6, the value up to 7; correct one of them"),
        ("{text: 5%—6%, value: 5,", "'5%—6%' goes up to 6, the value up to –; correct one of them"),
        ("{text: 5%, value: 5, value_to: 6,", "'5%' goes up to –, the value up to 6; correct one of them"),
    ],
)
def test_a_range_has_two_ends(text: str, problem: str) -> None:
    """Both stand in the text as well as in the values."""
    (told,) = said(f'figures: [{text} unit: "%", id: a, {FIGURE}}}]')
    assert told.endswith(f"the text {problem}")


def test_all_at_once() -> None:
    """All rules speak in one run, in the order of the file."""
    several = ["a milestone after its task", "an id twice", "a time zone that is none"]
    everything = "\n".join(BAD[name][0].strip("\n") for name in several)
    assert len(said(everything)) == 3
    lines = [int(problem.partition(":")[0]) for problem in said(everything)]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            'units: {stic: {people: 李雷}}\ntasks: [{ref: "1", title: 一, kind: ongoing, lead: [stic]}]\n',
            ["1:15: the key 'zh' is missing; add it here", "1:15: the key 'en' is missing; add it here"],
        ),
        (
            'indicators: [{id: a, label: 一, unit: 家, tasks: ["1"]}]\ntasks: [{ref: "1", kind: ongoing}]\n',
            ["2:9: the key 'title' is missing; add it here"],
        ),
        (
            f"""
baseline: {{year: 2023, figures: [{{id: firms, text: 7家, value: 7, {FIGURE}}}]}}
indicators: [{{id: a, label: 一, unit: 家, baseline: [firms]}}]
            """,
            ["1:34: the key 'unit' is missing; add it here"],
        ),
        (
            'tasks: [{ref: "1", title: 一, kind: on-going}]\n',
            ["1:36: 'on-going' is no value of this key; did you mean 'ongoing'?"],
        ),
        (
            'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-02-30}]\n',
            ["1:54: the day 2024-02-30 does not exist in the calendar; correct it"],
        ),
    ],
    ids=["unit", "task", "figure", "kind", "due"],
)
def test_nothing_follows_from_a_problem(text: str, problems: list[str]) -> None:
    """What could not be read is told once; nobody says in addition that it does not exist."""
    assert said(text) == problems


def test_every_rule_is_shown() -> None:
    """There is an example of each rule here."""
    plans = [NodeReader("plan.yaml").read(compose(plan_text(text), "plan.yaml"), Plan) for text, _ in BAD.values()]
    broken = {rule for plan in plans for rule in RULES if list(rule(plan))}
    assert broken == set(RULES)
