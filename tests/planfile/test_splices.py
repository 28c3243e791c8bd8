"""What differs between two readings of a plan, written into its text; everything else stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from support import DEFAULTS, day

from plantrack.model.basis import Attribution, BasisSet
from plantrack.model.plan import Indicator, Milestone, Plan, Target, Task, TaskKind, Text, Unit
from plantrack.model.planning import with_changed, with_indicator, with_milestone, with_task, with_unit
from plantrack.planfile.composing import compose
from plantrack.planfile.parsing import parse
from plantrack.planfile.splices import Editor, spliced

LI = Attribution(assigned="李雷", on=day("2024-01-12"))
NEW = Task("1.9", Text("新", "New"), kind=TaskKind.DELIVERABLE, due=day("2024-06-30"), basis=BasisSet(due=LI))
LEAF = Task("9", Text("新", "新"), kind=TaskKind.ONGOING)
STONE = Milestone("1.9", Text("a: b", "a: b"), day("2024-03-31"), "document", 2.5)
UNIT = Unit("新处", "New", people=("li", "韩 梅"))
RATE = Indicator("rate", Text("率", "率"), "%", headline=True, target=Target("5%", 5, "%", "document"))

Change = Callable[[Plan], Plan]


def below(ref: str | None, task: Task = NEW) -> Change:
    """Return the change that adds a task."""
    return lambda plan: with_task(plan, ref, task)


def stone(ref: str) -> Change:
    """Return the change that adds a milestone."""
    return lambda plan: with_milestone(plan, ref, STONE)


def changed(name: str, **fields: Any) -> Change:
    """Return the change of some fields."""
    return lambda plan: with_changed(plan, name, **fields)


def edited(text: str, change: Change) -> str:
    """Return a text after a change, which reads as the plan that was asked for."""
    old, _, problems = parse(text, "p", "plan.yaml")
    assert problems == ()
    wanted = change(old)
    editor = Editor(text)
    editor.change(compose(text, "plan.yaml"), old, wanted)
    after = spliced(text, editor.splices)
    assert parse(after, "p", "plan.yaml") == (wanted, parse(after, "p", "plan.yaml")[1], ())
    return after


CASES: dict[str, tuple[Change, str]] = {
    "below a block, in its indentation, before the next one and before comments that are not its own": (
        below("1"),
        """\
tasks:
    -   ref: "1"   # one
        title: 一

        tasks:
          - ref: "1.1"
            title: 甲
            kind: ongoing # runs
            # of 1.1

          # of the list

    # of 2
    -   {ref: "2", title: 二, kind: ongoing}
---
tasks:
    -   ref: "1"   # one
        title: 一

        tasks:
          - ref: "1.1"
            title: 甲
            kind: ongoing # runs
            # of 1.1
          - ref: "1.9"
            title: {zh: "新", en: "New"}
            kind: deliverable
            due: 2024-06-30
            basis: {due: {assigned: "李雷", on: 2024-01-12}}

          # of the list

    # of 2
    -   {ref: "2", title: 二, kind: ongoing}
""",
    ),
    "at the top, on one line as the last one is": (
        below(None, LEAF),
        """\
tasks:
- {ref: "1", title: 一, kind: ongoing}

- {ref: "2", title: 二, kind: ongoing}   # two
---
tasks:
- {ref: "1", title: 一, kind: ongoing}

- {ref: "2", title: 二, kind: ongoing}   # two

- {ref: "9", title: "新", kind: ongoing}
""",
    ),
    "below nothing so far": (
        below(None, LEAF),
        """\
tasks: []  # none yet
---
tasks:  # none yet
  - ref: "9"
    title: "新"
    kind: ongoing
""",
    ),
    "the first below a leaf, which loses its kind": (
        below("1"),
        """\
tasks:
- kind: ongoing  # runs
  ref: "1"
  title: 一
---
tasks:
- ref: "1"
  title: 一
  tasks:
    - ref: "1.9"
      title: {zh: "新", en: "New"}
      kind: deliverable
      due: 2024-06-30
      basis: {due: {assigned: "李雷", on: 2024-01-12}}
""",
    ),
    "the first below a leaf on one line": (
        below("1", LEAF),
        """\
tasks: [{ref: "1", title: 一, kind: ongoing}]
---
tasks: [{ref: "1", title: 一, tasks: [{ref: "9", title: "新", kind: ongoing}]}]
""",
    ),
    "in a list on several lines, whose last entry has no comma": (
        below(None, LEAF),
        """\
tasks: [
  {ref: "1", title: 一, kind: ongoing}  # one, of one
]
---
tasks: [
  {ref: "1", title: 一, kind: ongoing},  # one, of one
  {ref: "9", title: "新", kind: ongoing}
]
""",
    ),
    "in a list on several lines, each with a comma": (
        below(None, LEAF),
        """\
tasks: [
  {ref: "1", title: 一, kind: ongoing},  # one
]
---
tasks: [
  {ref: "1", title: 一, kind: ongoing},  # one
  {ref: "9", title: "新", kind: ongoing},
]
""",
    ),
    "the first milestone": (
        stone("1.1"),
        """\
tasks:
- ref: "1"
  title: 一
  tasks:
  - ref: "1.1"
    title: 甲
    kind: ongoing
---
tasks:
- ref: "1"
  title: 一
  tasks:
  - ref: "1.1"
    title: 甲
    kind: ongoing
    milestones:
      - {ref: "1.9", title: "a: b", due: 2024-03-31, basis: document, weight: 2.5}
""",
    ),
    "another milestone between brackets": (
        stone("1"),
        """\
tasks: [{ref: "1", title: 一, kind: ongoing, milestones: [
 {ref: "1.1", title: 甲, due: 2024-01-01}]}]
---
tasks: [{ref: "1", title: 一, kind: ongoing, milestones: [
 {ref: "1.1", title: 甲, due: 2024-01-01}, {ref: "1.9", title: "a: b", due: 2024-03-31, basis: document, weight: 2.5}]}]
""",
    ),
    "units in a block and between braces": (
        lambda plan: with_unit(plan, "new", UNIT),
        """\
units:
  stic:
    zh: 局
    en: B
  # of others
---
units:
  stic:
    zh: 局
    en: B
  new: {zh: "新处", en: "New", people: ["li", "韩 梅"]}
  # of others
""",
    ),
    "the first indicator, behind what stands before the tasks": (
        lambda plan: with_indicator(plan, RATE),
        """\
units: {stic: {zh: 局, en: B}}

# what to do
tasks: []
---
units: {stic: {zh: 局, en: B}}
indicators:
  - {id: rate, label: "率", unit: "%", target: {text: "5%", value: 5, unit: "%", basis: document}, headline: true}

# what to do
tasks: []
""",
    ),
    "several at once in an empty list, and two keys that are missing": (
        changed("1", lead=("stic", "fund"), support=("smart", "stic")),
        """\
tasks:
- {ref: "1", title: 一, lead: [], kind: ongoing}
---
tasks:
- {ref: "1", title: 一, lead: [stic, fund], kind: ongoing, support: [smart, stic]}
""",
    ),
    "texts keep their quotes, whether in one language or in two": (
        lambda plan: with_changed(
            with_changed(plan, "1", title=Text("a", "a"), short=Text("b", "c")), "2", title=Text("二", "it's")
        ),
        """\
tasks:
- {ref: '1', title: '一', short: 一, kind: ongoing}
- {ref: '2', title: {zh: 二, en: 'Two'}, kind: ongoing}
---
tasks:
- {ref: '1', title: "a", short: {zh: "b", en: "c"}, kind: ongoing}
- {ref: '2', title: {zh: 二, en: "it's"}, kind: ongoing}
""",
    ),
    "a text of several lines": (
        changed("1", title=Text("a", "a")),
        """\
tasks:
- ref: "1"
  title: |
    一
    二
  kind: ongoing
---
tasks:
- ref: "1"
  title: "a"
  kind: ongoing
""",
    ),
    "behind a text of several lines": (
        changed("1", weight=3.0),
        """\
tasks:
- ref: "1"
  kind: ongoing
  title: |
    一
---
tasks:
- ref: "1"
  kind: ongoing
  title: |
    一
  weight: 3
""",
    ),
    "keys that were missing, that go, and that change": (
        changed("1", lead=("fund",), support=("smart", "stic"), due=day("2024-07-31"), place=None, weight=2),
        """\
tasks:
- ref: "1"
  title: 一
  kind: deliverable
  lead: stic  # who
  # when
  due: 2024-06-30 # then
  basis:
    # sure
    due: document
  place: {section: 1}
---
tasks:
- ref: "1"
  title: 一
  kind: deliverable
  lead: fund  # who
  support: [smart, stic]
  # when
  due: 2024-07-31 # then
  basis:
    # sure
    due: document
  weight: 2
""",
    ),
    "lists in a block": (
        changed("1", lead=("smart",), support=("stic", "fund")),
        """\
tasks:
- ref: "1"
  title: 一
  kind: ongoing
  lead:
  - stic # a
  - fund # b
  support:
    - stic # c
---
tasks:
- ref: "1"
  title: 一
  kind: ongoing
  lead:
  - smart # a
  support:
    - stic # c
    - fund
""",
    ),
    "a basis that is another one": (
        changed("1", basis=BasisSet(due=LI)),
        """\
tasks:
- {ref: "1", title: 一, kind: deliverable, due: 2024-06-30, basis: {due: {public: "https://a.cn"}, lead: assumed}}
---
tasks:
- {ref: "1", title: 一, kind: deliverable, due: 2024-06-30, basis: {due: {assigned: "李雷", on: 2024-01-12}}}
""",
    ),
    "one language stood for both": (
        lambda plan: replace(
            plan,
            units={
                **plan.units,
                "stic": replace(plan.units["stic"], zh="科技局", en="科技局"),
                "fund": replace(plan.units["fund"], en="Fund"),
                "smart": replace(plan.units["smart"], zh="大数据中心"),
            },
        ),
        """\
units:
  stic: {zh: 科创局, people: [李雷]}
  fund: {zh: 基金委}
  smart: {zh: 智慧中心}
---
units:
  stic: {zh: "科技局", people: [李雷]}
  fund: {zh: 基金委, en: "Fund"}
  smart: {zh: "大数据中心", en: "智慧中心"}
""",
    ),
    "keys between braces go from the middle and from the end": (
        changed("1", weight=None, start=None, due=None),
        """\
tasks:
- {ref: "1", weight: 2, title: 一, kind: ongoing, start: 2024-01-02, due: 2024-06-30}
---
tasks:
- {ref: "1", title: 一, kind: ongoing}
""",
    ),
}
"""By what is shown: a change, and the text before and after it."""


def whole(text: str) -> str:
    """Return a plan with the keys given, behind the DEFAULTS for the others."""
    return "".join(f"{key}: {value}\n" for key, value in DEFAULTS.items() if f"\n{key}:" not in f"\n{text}") + text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", CASES)
def test_a_change(name: str, line_end: str) -> None:
    """What is added is written as its neighbours are, with the line ends of the file."""
    change, texts = CASES[name]
    before, after = (whole(text).replace("\n", line_end) for text in texts.split("---\n"))
    assert edited(before, change) == after


def test_no_line_end_at_the_end() -> None:
    """There is none afterwards either."""
    before = whole('tasks:\n- ref: "1"\n  title: 一\n  kind: ongoing')
    assert edited(before, below(None, LEAF)) == before + '\n- ref: "9"\n  title: "新"\n  kind: ongoing'
