"""The text of a YAML file becomes nodes, or an error with its place; nothing nests without end."""

from __future__ import annotations

import pytest

from plantrack.errors import PlanError
from plantrack.planfile.composing import UNMERGED, compose

CONTROL = "control characters are not allowed"
LOOK = "look here and at the line before"
SWALLOWED = "a full-width colon or comma (：，) swallowed a value here: write “: ” or “, ”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "id: e\ntitle: {zh: 甲\n",
            f"3:1: not valid YAML: did not find expected ',' or '}}'; {LOOK}",
        ),
        (
            "id: e\n\ttitle: 甲\n",
            f"2:1: not valid YAML: found a tab character that violates indentation; {LOOK}",
        ),
        (
            "id: e\n title: 甲\n",
            f"2:7: not valid YAML: mapping values are not allowed in this context; {LOOK}",
        ),
        ("id: e\n<<<<<<< HEAD\nday: x\n=======\nday: y\n>>>>>>> main\n", f"2:1: {UNMERGED.template}"),
        ('id: "e\n', f"2:1: not valid YAML: found unexpected end of stream; {LOOK}"),
        ("id: e\n---\nid: f\n", f"2:1: not valid YAML: but found another document; {LOOK}"),
        ("id: *e\n", f"1:5: not valid YAML: found undefined alias; {LOOK}"),
        ("id: e\ntitle：甲\nday: x\n", f"3:1: not valid YAML: could not find expected ':'; {SWALLOWED}"),
        ("id: e\ntitle： 甲\nday: x\n", f"3:1: not valid YAML: could not find expected ':'; {SWALLOWED}"),
        ("title: {zh: 甲， en: A}\n", f"1:18: not valid YAML: did not find expected ',' or '}}'; {SWALLOWED}"),
        ('title: {zh: "甲"，en: "A"}\n', f"1:16: not valid YAML: did not find expected ',' or '}}'; {SWALLOWED}"),
        (
            'title: {zh: "甲，乙：丙" en: A}  # 说明：，\n',
            f"1:21: not valid YAML: did not find expected ',' or '}}'; {LOOK}",
        ),
        ("id: e\ntitle: 深圳\x00\n", f"2:10: not valid YAML: unacceptable character #x0000: {CONTROL}; {LOOK}"),
        ("\x1bid: e\n", f"1:1: not valid YAML: unacceptable character #x001b: {CONTROL}; {LOOK}"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_syntax(text: str, said: str) -> None:
    """What is no YAML is an error with its place; a full-width mark outside quotes is named as the likely cause."""
    with pytest.raises(PlanError) as error:
        compose(text, "e.yaml")
    assert error.value.exit_code == 3
    assert str(error.value) == f"e.yaml:{said}"
    assert [problem.text() for problem in error.value.problems] == [f"e.yaml:{said}"]


@pytest.mark.parametrize("text", ["", "\n\n", "# 计划\n"])
def test_empty(text: str) -> None:
    """A text with nothing in it is told so."""
    with pytest.raises(PlanError, match=r"^e\.yaml: the file is empty; a plan begins with `id:`$"):
        compose(text, "e.yaml")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x: " + "[" * 900 + "]" * 900, "1:102"),
        ("x: " + "{a: " * 900 + "1" + "}" * 900, "1:396"),
        ("".join(" " * depth + "a:\n" for depth in range(900)), "100:100"),
        ("- " * 900 + "a", "1:199"),
    ],
    ids=["lists", "groups", "block", "dashes"],
)
def test_nested_too_deeply(text: str, place: str) -> None:
    """What nests deeper than any plan is refused with its place, before it can exhaust the stack."""
    with pytest.raises(PlanError) as error:
        compose(text, "e.yaml")
    assert str(error.value) == f"e.yaml:{place}: nested too deeply to be a plan; take levels out"


@pytest.mark.parametrize(
    "text", ["[" * 1_000_000, "{a: " * 3000 + "1" + "}" * 3000, "- " * 3000], ids=["lists", "groups", "dashes"]
)
def test_nested_without_end(text: str) -> None:
    """The same is said of what the parser gives up on first; where it does differs between its versions."""
    with pytest.raises(PlanError, match=r"^e.yaml:1:\d+: nested too deeply to be a plan; take levels out$"):
        compose(text, "e.yaml")


def test_nested_deeply_enough() -> None:
    """As deep as references go, and deeper, is no trouble."""
    assert compose("x: " + "[" * 98 + "]" * 98, "e.yaml").start_mark.line == 0
