"""Edits of plan.yaml: any change of any plan leaves everything else byte for byte, or writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_support import PLAN, SHIPPED
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from support import day, plan_text
from yaml import CollectionNode, MappingNode, Node

from plantrack.demo import plan_text as demo_plan
from plantrack.errors import InputError, PlanError, PlantrackError, UsageError
from plantrack.model.basis import Attribution, BasisSet, StatedBasis
from plantrack.model.plan import Indicator, Milestone, Plan, Target, Task, TaskKind, Text, Unit
from plantrack.model.planning import (
    next_reference,
    with_changed,
    with_indicator,
    with_milestone,
    with_task,
    with_unit,
)
from plantrack.planfile.composing import compose
from plantrack.planfile.editing import edit, edited
from plantrack.planfile.new_plan import fresh_plan
from plantrack.planfile.parsing import parse

Change = Callable[[Plan], Plan]
BLOCKS = """\
units:
    stic: {zh: 局, en: Bureau} # first

    # the fund
    fund:
        zh: '基金委'
        en: Fund
        people:
        - li   # of the fund
        - 韩梅
indicators:
-   id: firms
    label: 企业
    unit: 家
    # so many
    target:
        text: 200家以上
        qualifier: 以上 # at least
        value: 200
        unit: 家
        basis:
            assigned: 李雷
            on: 2024-01-12

# what to do
tasks:
-   ref: '1'
    title:
        # in both
        zh: 一
        en: "One"   # first
    lead:
    -   stic # lead
    basis: {lead: assumed,
            due: document}   # sure
    tasks:

    -   kind: ongoing   # runs
        ref: '1.1'
        title: >
            甲
            乙

    -   {ref: '1.2', kind: deliverable, title: 乙, due: 2024-06-30, milestones: [
            {ref: '1.2.1', title: 甲, due: 2024-03-31},   # the first
            {ref: '1.2.2', title: 乙, due: 2024-06-30}    # the last
        ]}
    # more of 1
# more
-   ref: "2"
    due: 2024-12-31
    title: 二
    support: fund
    kind: deliverable
    # nothing follows"""
EMPTY = "units: {stic: {zh: 局, en: Bureau}}\ntasks: # none yet\n"
HEAD = "id: {id}\ntitle: 计划\nissuer: stic\nperiod: {{first: 2024-01-01, last: 2024-12-31}}\n"


@cache
def texts() -> list[tuple[str, str]]:
    """Return the folders' names and the texts of many plans."""
    fresh = [next(iter(fresh_plan(Path("nowhere"), "p", "计划", 2024, language).values())) for language in ("zh", "en")]
    blocks, empty = HEAD.format(id="p") + BLOCKS, HEAD.format(id="p") + EMPTY
    plans = (*fresh, blocks, blocks.replace("\n", "\r\n"), demo_plan("p", day("2026-05-18"), "en"), empty)
    return [*(("p", text) for text in plans), ("fairs", PLAN)]


WORDS = st.sampled_from(["新", "a: b # c", 'it\'s "so"', "- x", "甲\n乙", "null", "[x]", "😀", "abc"])
TITLES = st.builds(Text, WORDS, WORDS) | WORDS.map(lambda words: Text(words, words))
DAYS = st.dates(day("2024-01-01"), day("2024-12-31"))
BASES: st.SearchStrategy[StatedBasis | None] = st.sampled_from(
    [None, "document", "assumed", Attribution("https://a.cn/1"), Attribution(assigned="李 雷", on=day("2024-01-12"))]
)
BASIS_SETS = st.builds(BasisSet, BASES, BASES, BASES)
WEIGHTS = st.none() | st.sampled_from([0.5, 1.0, 3.25, 100000.0])
MARKS = st.sampled_from([(), ("a1",), ("a1", "李 雷"), ("x", "null", "甲")])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Return any change; what it is about is drawn when the plan is known."""
    number, kind = (
        draw(st.integers(0, 10**6)),
        draw(st.sampled_from(["top", "below", "stone", "unit", "rate", *EDITED])),
    )
    title, due, basis = draw(TITLES), draw(DAYS), draw(BASES)
    fields = draw(EDITED[kind]) if kind in EDITED else {}

    def change(plan: Plan) -> Plan:
        refs, units = [*plan.by_ref], [*plan.units]
        ref = refs[number % len(refs)] if refs else None
        used = [*refs, *plan.milestones]
        if kind in ("top", "below"):
            above = ref if kind == "below" else None
            task = Task(next_reference(above, used), title, kind=TaskKind.DELIVERABLE, due=due, lead=(units[0],))
            return with_task(plan, above, replace(task, basis=BasisSet(due=basis)))
        if kind == "stone" and ref:
            return with_milestone(plan, ref, Milestone(next_reference(ref, used), title, due, basis))
        if kind == "unit":
            return with_unit(plan, f"u{number}", Unit(title.zh, title.en, people=("li",)))
        if kind == "rate":
            target = Target("200家以上", 200, "家", basis or "document", "以上")
            return with_indicator(plan, Indicator(f"i{number}", title, "家", tuple(refs[:1]), target=target))
        names = {"task": refs, "milestone": [*plan.milestones], "named": [*plan.indicator_by_id], "body": units}.get(
            kind
        )
        if not names:
            return plan
        own = {name: tuple(units[:value]) if name in OWNERS else value for name, value in fields.items()}
        return with_changed(plan, names[number % len(names)], **own)

    return change


KINDS = st.sampled_from(TaskKind)
OWNERS = ("lead", "support")
SOME = st.integers(0, 2)
EDITED: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "task": st.fixed_dictionaries(
        {}, optional={"title": TITLES, "short": st.none() | TITLES, "lead": SOME, "support": SOME, "basis": BASIS_SETS,
                      "start": st.none() | DAYS, "due": st.none() | DAYS, "weight": WEIGHTS, "kind": KINDS},
    ),
    "milestone": st.fixed_dictionaries({}, optional={"title": TITLES, "due": DAYS, "basis": BASES, "weight": WEIGHTS}),
    "named": st.fixed_dictionaries({}, optional={"label": TITLES, "headline": st.booleans(), "target": st.none()}),
    "body": st.fixed_dictionaries({}, optional={"zh": WORDS, "en": WORDS, "people": MARKS}),
}  # fmt: skip
"""What is changed of a task, a milestone, an indicator and a unit."""


@given(which=st.integers(0, 6), sequence=st.lists(changes(), min_size=1, max_size=6))
def test_any_sequence_of_changes(which: int, sequence: list[Change]) -> None:
    """Each gives the plan that was asked for, without touching a comment, or is refused for what is wrong with it."""
    name, text = texts()[which]
    for change in sequence:
        try:
            after, old, new = edited(text, Path(name), "plan.yaml", change)
        except InputError:
            continue
        assert (new.plan, new.problems) == (change(old.plan), ())
        assert [*_comments(text)] == [line for line in _comments(after) if line in {*_comments(text)}]
        text = after


def _comments(text: str) -> list[str]:
    """Return the lines that are nothing but a comment."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


LISTED = (0, 1, 2, 3, 4, 6)
"""The plans that have tasks."""


@given(which=st.sampled_from(LISTED), kind=st.sampled_from(["task", "milestone", "named", "body"]), data=st.data())
def test_only_the_lines_of_an_entry_change(which: int, kind: str, data: st.DataObject) -> None:
    """What stands before and after it is the same."""
    name, text = texts()[which]
    plan, _, _ = parse(text, name, "plan.yaml")
    every: dict[str, Iterable[str]] = {
        "task": plan.by_ref, "milestone": plan.milestones, "named": plan.indicator_by_id, "body": plan.units,
    }  # fmt: skip
    names = [*every[kind]]
    if not names:
        return
    entry = data.draw(st.sampled_from(names))
    units = [*plan.units]
    fields = {n: tuple(units[:v]) if n in OWNERS else v for n, v in data.draw(EDITED[kind]).items()}
    try:
        after, _, _ = edited(text, Path(name), "plan.yaml", lambda plan: with_changed(plan, entry, **fields))
    except InputError:
        return
    first, last = _lines_of(entry, compose(text, "plan.yaml"), text)
    before, now = text.splitlines(keepends=True), after.splitlines(keepends=True)
    for what, start, end, *_ in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        assert what == "equal" or (first <= start and end <= last + 1), (entry, fields)


def _lines_of(name: str, node: Node, text: str) -> tuple[int, int]:
    """Return the first and the last line of the entry of that name."""
    found: list[tuple[int, int]] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, MappingNode):
            keys = {key.value: (key, value) for key, value in one.value}
            if any(key in keys and keys[key][1].value == name for key in ("ref", "id")):
                return one.start_mark.line, _last(one)
            if name in keys:
                found.append((keys[name][0].start_mark.line, _last(keys[name][1])))
        if isinstance(one, CollectionNode):
            waiting += [part for pair in one.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    return found[-1]


def _last(node: Node) -> int:
    while isinstance(node, CollectionNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return int(node.end_mark.line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a plan with two tasks."""
    found = tmp_path / "p"
    found.mkdir()
    tasks = 'tasks:\n- {ref: "1", title: 一, kind: ongoing}\n- {ref: "2", title: 二, kind: ongoing}\n'
    (found / "plan.yaml").write_text(plan_text(tasks), "utf-8")
    return found


def renamed(title: str) -> Change:
    """Return the change of the title of the first task."""
    return lambda plan: with_changed(plan, "1", title=Text(title, title))


def test_what_is_written(folder: Path) -> None:
    """Nothing before it is asked for; then the file, whose mark at the beginning and rights stay."""
    path = folder / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    path.chmod(0o640)
    before = path.read_bytes()
    found = edit(folder, renamed("新"))
    assert (path.read_bytes(), found.before) == (before, before)
    found.write()
    assert path.read_bytes() == found.after == before.replace("title: 一".encode(), 'title: "新"'.encode())
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(folder: Path) -> None:
    """The file that it leads to is written."""
    path, real = folder / "plan.yaml", folder.parent / "real.yaml"
    path.rename(real)
    path.symlink_to(real)
    edit(folder, renamed("新")).write()
    assert (path.readlink(), '"新"' in real.read_text("utf-8")) == (real, True)


def test_what_was_changed_meanwhile_stays(folder: Path) -> None:
    """Nothing is written over what somebody else wrote."""
    found = edit(folder, renamed("新"))
    path = folder / "plan.yaml"
    path.write_bytes(path.read_bytes() + b"# mine\n")
    with pytest.raises(UsageError, match="was changed meanwhile"):
        found.write()
    assert path.read_bytes().endswith(b"# mine\n")


def test_a_plan_with_problems_is_not_edited(folder: Path) -> None:
    """They are told with their places."""
    path = folder / "plan.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: ongoing", "kind: odd", 1), "utf-8")
    with pytest.raises(PlanError) as refused:
        edit(folder, renamed("新"))
    assert [problem.line for problem in refused.value.problems] == [2]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": Text(" ", " ")}, "1: this is empty"),
        ({"weight": 0.0}, "0 is too small"),
        ({"kind": TaskKind.DELIVERABLE}, "1 is a deliverable without a date"),
        ({"lead": ("nobody",)}, "no unit is called nobody"),
        ({"due": day("2025-01-01")}, "1: 2025-01-01 lies outside"),
    ],
)
def test_a_change_that_would_bring_problems(folder: Path, change: dict[str, Any], why: str) -> None:
    """It is refused for them."""
    with pytest.raises(InputError, match=f"nothing was written: .*{why}"):
        edit(folder, lambda plan: with_changed(plan, "1", **change))


def test_what_would_read_as_something_else_is_not_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault of ours, and the file stays."""
    monkeypatch.setattr("plantrack.planfile.editing.spliced", lambda text, _: text.replace("一", "别的"))
    with pytest.raises(PlantrackError, match="would not read as it should") as fault:
        edit(folder, renamed("新"))
    assert (type(fault.value), fault.value.exit_code) == (PlantrackError, 70)


@pytest.mark.parametrize("tasks", ["tasks:\n", "tasks: # soon\n", "indicators:\ntasks:", "", "tasks: []\n"])
def test_lists_without_entries(tmp_path: Path, tasks: str) -> None:
    """The first task goes below a key that has no value, or that is missing."""
    text = HEAD.format(id="p") + "units: {stic: {zh: 局, en: Bureau}}\n" + tasks
    after, _, new = edited(text, tmp_path / "p", "plan.yaml", lambda plan: with_task(plan, None, FIRST))
    assert (new.plan.tasks, new.problems) == ((FIRST,), ())
    assert after.endswith('  - ref: "1"\n    title: "一"\n    kind: ongoing' + "\n" * (tasks[-1:] != ":"))


FIRST = Task("1", Text("一", "一"), kind=TaskKind.ONGOING)


def test_the_shipped_plan(tmp_path: Path) -> None:
    """One more item is six lines at its end."""
    text = (SHIPPED / "plan.yaml").read_text("utf-8")
    after, _, _ = edited(text, SHIPPED, "plan.yaml", lambda plan: with_task(plan, None, replace(FIRST, ref="11")))
    assert after == text + '  - ref: "11"\n    title: "一"\n    kind: ongoing\n'
