"""The quick way to read a plan: what it reads, and that it reads nothing else than the careful way does."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.generate import plan_text as generated
from hypothesis import example, given
from hypothesis import strategies as st

from plantrack.errors import PlanError
from plantrack.planfile.node_parsing import parse_with_places
from plantrack.planfile.parsing import parse
from plantrack.planfile.quick import quick_plan
from plantrack.quoting import quoted

SHIPPED = Path(__file__).parents[2] / "plans" / "shenzhen-sti-2024" / "plan.yaml"
EVERY_KEY = """\
# 计划
id: p
title: {zh: 计划, en: Plan}
short: 计划
issuer: stic
language: zh
timezone: Asia/Shanghai
period: {first: 2024-01-01, last: 2024-12-31}
report_every: month
report_due: 次月5日
curve: {03-31: 20, 2024-06-30: 45.5}
policy: {lights: default, grace: 3, due_soon: 14, behind: 12.5, approval: {extend: none}, severity: {behind: off}}
bulletin:
  heading: 深圳市科技创新局
  to: [市政府, {zh: 各区, en: Districts}]
  sections: overall
  rank_by: progress
  name_worst: true
  template: red.docx
document: {title: 计划, published: 2024-01-02, source: https://example.org/plan}
units:
  stic:
    zh: 科创局
    en: 'STI Bureau'
    people: 王
    formerly: [{zh: 科创委, en: STI Commission, until: 2024-02-01}]
  fund: {zh: "基金委", en: "NSF \\u59d4", until: 2024-06-01, successor: stic}
sections:
  0: 总述
  1: {zh: 企业, en: Companies}
tasks:
- ref: "1"
  title: >-
    企业
    创新
  lead: stic
  weight: 2
  tasks:
  - {ref: "1.1", title: 论坛, kind: deliverable, start: 2024-02-01, due: 2024-10-31, lead: [stic], support: [fund]}
  - ref: '1.2'
    title: 二
    short: {zh: 二, en: Two}
    kind: ongoing
    place: {section: 1, sentence: 2}
    basis: {lead: document, support: assumed, due: {public: "https://example.org/x"}}
    report_every: week
    report_due: 每周五
    curve:
      12-31: 100
    milestones:
    - ref: "1.2.1"
      title: 开始
      due: 2024-03-01
      basis: assumed
      weight: 0.5
    directions:
    - {zh: 更多, en: More, sentence: 1}
baseline:
  year: 2023
  figures:
  - {id: firms, label: 企业, text: 超2.47万家, value: 24700, unit: 家, kind: target, section: 1, period: 2023,
     qualifier: 超}
figures:
- {id: range, label: 区, text: 5至8个, value: 5, unit: 个, kind: target, period: 2023-H1, section: 0, value_to: 8}
indicators:
- id: now
  label: 企业
  unit: 家
  tasks: "1.2"
  baseline: firms
  target: {text: 2.6万家, value: 26000, unit: 家, basis: document}
  headline: true
  cumulative: false
"""
PIECES = (
    *"-#:,[]{}&*!|>'\"%@`?~ \t\n\\0.5é深：，\u200b\u2028\ufeff\x85\x00", "- ", ": ", " #", "\n  ", "\n- ", "\n\n",
    "...\n", "---\n", "&a ", "*a", "<<: ", "! ", "!!str ", "!x ", "null", "~", "true", "yes", '""', "''", '" "',
    "1.10", '"1.1"', "'1'", "1e5", ".inf", "007", "+1", "-1", "0x1", "1_000", "100.5", "2024-02-30", "2024-1-1",
    "9999-12-31", "stic", "Stic", "nobody", "firms", "id: p\n", 'ref: "1"\n', "due: 2024-06-01\n", "{}", "[]", "[a]",
    "{zh: 甲, en: A}", "\\n", '"\\u200b"',
)  # fmt: skip
"""What is put anywhere into a plan: marks of YAML, and values that are read in one place and refused in another."""


@st.composite
def edited(draw: st.DrawFn) -> str:
    """Draw a plan with a few edits: pieces put in, taken out, or written twice."""
    text = draw(st.sampled_from((EVERY_KEY, ORDINARY, ORDINARY.replace("1.2", "1.1"), generated(6))))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 12))
        piece = draw(st.sampled_from((*PIECES, "", text[start:end] * 2)))
        text = text[:start] + piece + text[end:]
    return text


def outcome(text: str, *, careful: bool) -> object:
    """Return what reading a text comes to: a plan with its lines and problems, or an error with its problems."""
    try:
        return (parse_with_places if careful else parse)(text, "p", "plan.yaml")
    except PlanError as error:
        return str(error), error.problems


ORDINARY = EVERY_KEY.replace(">-\n    企业\n    创新", "企业创新").replace(",\n     qualifier", ", qualifier")
"""The same with everything on one line that may stand there."""


@pytest.mark.parametrize(
    "text", [ORDINARY, generated(200), SHIPPED.read_text("utf-8")], ids=["every", "200", "shipped"]
)
def test_a_plan_without_problems_is_read_quickly(text: str) -> None:
    """Every key, in every way to write it, is read as it is by the careful reader, with the same lines."""
    plan, lines, problems = parse_with_places(text, quick_id(text), "plan.yaml")
    assert problems == ()
    assert quick_plan(text) == (plan, lines)


def quick_id(text: str) -> str:
    return text.partition("\nid: " if text.startswith("#") else "id: ")[2].partition("\n")[0]


@given(edited())
@example(EVERY_KEY.replace("id: now", "id: p"))
@example(EVERY_KEY.replace("0: 总述", "00: 总述\n  0: 总述"))
@example(EVERY_KEY.replace("title: 二", "title: &a 二\n    short: &a 二", 1))
@example("- # 计划\n" + ORDINARY)
@example("- " * 200)
def test_both_ways_come_to_the_same(text: str) -> None:
    """Whatever is written: the same plan, lines and problems, or the same error."""
    assert outcome(text, careful=False) == outcome(text, careful=True)


@given(st.text(), st.booleans())
@example('说"不"', True)
def test_both_ways_read_what_is_written(text: str, bare: bool) -> None:  # noqa: FBT001
    """In quotes as the program writes it, or without, behind a key and between brackets."""
    said = text if bare else quoted(text)
    written = ORDINARY.replace("title: 论坛", f"title: {said}").replace("title: 企业创新", f"title: {said}")
    assert outcome(written, careful=False) == outcome(written, careful=True)


def nested(levels: int) -> str:
    """Return a plan whose tasks stand below one another."""
    below = "[]"
    for level in range(levels, 0, -1):
        kind = "" if level < levels else ", kind: ongoing"
        below = f'[{{ref: "{level}", title: 甲{kind}, tasks: {below}}}]'
    return EVERY_KEY.partition("tasks:")[0] + f"tasks: {below}\n"


@pytest.mark.parametrize("levels", [39, 40, 41, 47, 48, 49, 50, 400])
def test_both_ways_go_as_deep(levels: int) -> None:
    """How deeply tasks may nest is the same."""
    text = nested(levels)
    assert outcome(text, careful=False) == outcome(text, careful=True)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("2024-10-31", "2024-02-30"),
        ("title: 论坛", "title: &forum 论坛"),
        ("title: 论坛", "title: !!str 论坛"),
        ("title: 论坛", "titel: 论坛"),
        ("title: 论坛, ", ""),
        ('ref: "1.1"', "ref: 1.1"),
        ("title: 论坛", "title: null"),
        ("id: now", "id: now\n  id: then"),
        ("# 计划", "---\n---"),
        ("cumulative: false\n", "cumulative: false\n---\nid: p\n"),
    ],
)
def test_a_problem_is_left_to_the_careful_reader(written: str, instead: str) -> None:
    """What is not written as it ordinarily is, is read by who tells what is wrong with it, and where."""
    assert quick_plan(ORDINARY)
    assert written in ORDINARY
    assert quick_plan(ORDINARY.replace(written, instead, 1)) is None
