"""The text of a plan.yaml: every problem at once and in order, and the lines of its references."""

from __future__ import annotations

import pytest
from support import plan_text

from plantrack.errors import PlanError
from plantrack.model.policy import Policy
from plantrack.planfile.parsing import parse

MISNAMED = (
    "plan.yaml:1:5: 'P' is not of the form that belongs here: "
    "lower-case letters, digits and hyphens, as in hi-tech-fair"
)
UNKNOWN = (
    "plan.yaml:8:10: unknown key 'zh：基金委'; known here: zh, en, people, formerly, until, successor; "
    "a full-width colon or comma (：，) made this one text: write “: ” or “, ”"
)
OUTSIDE = (
    "plan.yaml:18:53: 2024-10-31 lies outside the dates of what this belongs to (2024-01-01 to 2024-06-30); "
    "move one of them"
)


def told(text: str, folder: str) -> list[str]:
    """Return the problems of a plan that can be read."""
    _, _, problems = parse(text, folder, "plan.yaml")
    return [problem.text() for problem in problems]


def test_nothing_given() -> None:
    """Where the keys that every plan has are missing or wrong, all of that is told at once."""
    with pytest.raises(PlanError) as error:
        parse('id: P\ntitle: ""\nperiod: {first: 2024-02-30}\n', "p", "plan.yaml")
    assert [problem.text() for problem in error.value.problems] == [
        "plan.yaml:1:1: the key 'issuer' is missing; add it here",
        "plan.yaml:1:1: the key 'units' is missing; add it here",
        "plan.yaml:1:1: the key 'tasks' is missing; add it here",
        MISNAMED,
        "plan.yaml:2:8: this is empty; write the text or leave the key out",
        "plan.yaml:3:9: the key 'last' is missing; add it here",
        "plan.yaml:3:17: the day 2024-02-30 does not exist in the calendar; correct it",
    ]


def test_all_at_once() -> None:
    """Whatever is wrong in a plan that can be read is told in one run, in the order of the file."""
    text = """\
id: shenzhen-2024
title: {zh: 工作计划, en: Work Plan}
isuer: stic
issuer: stic
period: {first: 2024-01-01, last: 2024-12-31}
units:
  stic: {zh: 科创局, en: STI Bureau}
  fund: {zh：基金委, en: NSF}
tasks:
- ref: 6
  title: 企业
- ref: "7"
  title: 平台
  lead: [stic, fund, nobody]
  due: 2024-06-30
  due: 2024-09-30
  tasks:
  - {ref: "7.1", title: 论坛, kind: deliverable, due: 2024-10-31}
  - {ref: "7.1", title: 规划, kind: on-going}
"""
    assert told(text, "shenzhen") == [
        "plan.yaml:1:5: the plan is called shenzhen-2024, its folder shenzhen; give both one name",
        "plan.yaml:3:1: unknown key 'isuer'; did you mean 'issuer'?",
        UNKNOWN,
        'plan.yaml:10:8: the reference 6 must stand in quotes: "6"',
        "plan.yaml:14:22: no unit is called nobody; add it under `units:` or correct the name",
        "plan.yaml:16:3: the key 'due' appears twice; keep one of them",
        OUTSIDE,
        "plan.yaml:19:11: the reference 7.1 is used twice; give this one a new number",
        "plan.yaml:19:35: 'on-going' is no value of this key; did you mean 'ongoing'?",
    ]


def test_lines() -> None:
    """The line of every reference and id is known, of what could not be read too; the first one counts."""
    text = plan_text("""\
id: p
tasks:
- ref: "1"
  title: 一
  tasks:
  - {ref: "1.1", kind: ongoing}
  - ref: "1.2"
    title: 二
    kind: ongoing
    milestones: [{ref: "1.2.1", title: 开始, due: 2024-03-01}]
  - {ref: "1.1", title: 三, kind: ongoing}
indicators:
- {label: 企业, unit: 家, id: firms}
""")
    _, lines, _ = parse(text, "p", "plan.yaml")
    lines = {name: line for name, line in lines.items() if not name.startswith(" ")}
    assert lines == {"p": 1, "1": 3, "1.1": 6, "1.2": 7, "1.2.1": 10, "1.2.1 due": 10, "firms": 13}


def test_lines_of_what_is_promised() -> None:
    """Dates, units, weights, targets and terms of the plan have lines of their own, to point at what nobody adopted."""
    text = plan_text("""\
id: p
tasks:
- title: 一
  start: 2024-02-01
  due:
    2024-06-30
  kind: deliverable
  lead: [stic]
  support:
  - fund
  ref: "1"
  weight: 2
- {title: 二, due: 2024-06-30}
indicators:
- id: firms
  label: 企业
  unit: 家
  target: {text: 7家, value: 7, unit: 家, basis: document}
""")
    _, lines, _ = parse(text, "p", "plan.yaml")
    assert lines == {
        "p": 1, "1": 11, "1 start": 4, "1 due": 6, "1 lead": 8, "1 support": 10, "1 weight": 12, "firms": 15,
        "firms target": 18, " indicators": 15, " period": 22,
    }  # fmt: skip


def test_what_a_policy_may_not_say() -> None:
    """Thresholds, names and rules that are none are told where they stand, and those that a plan always has hold."""
    text = """\
curve: {06-30: 101, 6-30: 4}
policy: {grace: -1, behind: 200, due_soon: x, lights: ../x, severity: {overdu: error, overdue: fatal}, color: red}
tasks:
- {ref: "1", title: 一, kind: ongoing, weight: 0, curve: [1]}
"""
    plan, _, problems = parse(plan_text(text), "p", "plan.yaml")
    assert [problem.text().removeprefix("plan.yaml:") for problem in problems] == [
        "1:16: 101 is too large; write a number of 100 or less",
        "1:21: '6-30' is not of the form that belongs here: MM-DD, as in 06-30, or a whole day as YYYY-MM-DD",
        "2:17: -1 is too small; write a number of 0 or more",
        "2:29: 200 is too large; write a number of 100 or less",
        "2:44: 'x' is not a whole number; write at most 18 digits and nothing else",
        "2:55: '../x' is not of the form that belongs here: lower-case letters, digits and hyphens, as in hi-tech-fair",
        "2:72: 'overdu' is no value of this key; did you mean 'overdue'?",
        "2:96: 'fatal' is no value of this key; write one of error, warning, off",
        "2:104: unknown key 'color'; known here: lights, grace, due_soon, behind, approval, severity",
        "4:47: 0 is too small; write a number above 0",
        "4:57: a group of keys and values is expected here",
    ]
    assert (plan.policy, plan.curve, plan.tasks[0].weight) == (Policy(), {}, None)


def test_billion_laughs() -> None:
    """Aliases of aliases in a place that nobody reads cost nothing either."""
    laughs = "x0: &a0 [ha]\n" + "".join(f"x{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(40))
    _, lines, problems = parse(plan_text(f"id: p\n{laughs}endless: &e [*e]\n"), "p", "plan.yaml")
    assert (len(problems), lines) == (42, {"p": 1, " period": 47})


def test_deep_tree() -> None:
    """Tasks within tasks, far deeper than their references can tell, are refused with a place and no crash."""
    tree = '{ref: "1", title: 一, kind: ongoing}'
    for number in range(400):
        tree = f'{{ref: "{number + 2}", title: 一, tasks: [{tree}]}}'
    with pytest.raises(PlanError, match=r"^plan\.yaml:2:\d+: nested too deeply to be a plan; take levels out$"):
        parse(plan_text(f"id: p\ntasks: [{tree}]\n"), "p", "plan.yaml")
