"""Errors: one tree with exit codes, and messages that are data until somebody reads them."""

from __future__ import annotations

import ast
import errno
import re
from pathlib import Path

import pytest

import plantrack
from plantrack.errors import (
    DeliveryError,
    InputError,
    JournalError,
    Message,
    NotFoundError,
    PlanError,
    PlantrackError,
    Problem,
    UsageError,
    message,
    reason,
)

CHINESE = {"no task {ref}": "没有任务 {ref}", "{what}, so stop": "{what},停止"}


def chinese(template: str) -> str:
    return CHINESE.get(template, template)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (PlantrackError, 70), (InputError, 2), (UsageError, 2), (DeliveryError, 2), (PlanError, 3), (NotFoundError, 4),
        (JournalError, 5),
    ],
)  # fmt: skip
def test_every_class_has_its_exit_code(kind: type[PlantrackError], code: int) -> None:
    """The class of an error alone decides how the program ends."""
    assert (kind.exit_code, issubclass(kind, PlantrackError)) == (code, True)


def test_a_delivery_may_be_uncertain() -> None:
    """Whoever sends again has to know whether the message may be there already."""
    sure, unsure = DeliveryError("{n} lost", n=1), DeliveryError("{n} lost", uncertain=True, n=1)
    assert [(error.uncertain, str(error)) for error in (sure, unsure)] == [(False, "1 lost"), (True, "1 lost")]


@pytest.mark.parametrize("layer", ["model", "dates", "evaluation", "checks", "reports"])
def test_the_pure_layers_know_no_command_line(layer: str) -> None:
    """No text there, docstrings included, names a command or an option, and none of their errors is one of usage."""
    for path in (Path(plantrack.__file__).parent / layer).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"(?<![\w-])--[a-z]|`plantrack |`update -", node.value), (path, node.value)
            if isinstance(node, ast.Name):
                assert "usage" not in node.id.lower(), (path, node.lineno)


def test_an_error_carries_its_message_as_data_and_as_english() -> None:
    """An error can be said in any language; untranslated it is English."""
    error = UsageError("no task {ref}", ref="6.2")
    assert error.message == Message("no task {ref}", {"ref": "6.2"})
    assert str(error) == "no task 6.2"
    assert error.message.text(chinese) == "没有任务 6.2"


def test_plan_errors_say_where_when_that_is_known() -> None:
    """Problems stand beside the message of a plan that cannot be read."""
    problem = Problem("plan.yaml", 3, 7, message("not a date"))
    assert PlanError("{file}: no plan", problems=(problem,), file="plan.yaml").problems == (problem,)
    assert PlanError("{file}: no plan", file="plan.yaml").problems == ()


def test_not_found_errors_name_the_candidates() -> None:
    """Whoever typed words that fit several tasks is told which."""
    error = NotFoundError("{words!r} fits several", candidates=(("1", "高交会"), ("2", "高交会筹备")), words="高交会")
    assert (str(error), error.candidates) == ("'高交会' fits several", (("1", "高交会"), ("2", "高交会筹备")))
    assert NotFoundError("nothing here").candidates == ()


def test_a_message_inside_a_message_is_translated_too() -> None:
    """A fact that is a message is said in the same language as the sentence around it."""
    said = message("{what}, so stop", what=message("no task {ref}", ref="6.2"))
    assert said.text(chinese) == "没有任务 6.2,停止"
    assert str(said) == "no task 6.2, so stop"


def test_why_the_system_refused_has_a_translation() -> None:
    """Where it is a usual reason; any other is told in the system's own words, and one without words as it is."""
    assert reason(FileNotFoundError(errno.ENOENT, "gone")) == message("No such file or directory")
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("mine")) == "mine"


@pytest.mark.parametrize("typed", ["{ref}", "{", "}", "{0}", "%s", "[bold]", "没有\x1b[31m"])
def test_facts_are_data_and_never_a_template(typed: str) -> None:
    """Whatever a person typed stands in the sentence as typed."""
    assert str(message("no task {ref}", ref=typed)) == f"no task {typed}"


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        (3, 7, "plan.yaml:3:7: no task 6.2"),
        (3, 0, "plan.yaml:3: no task 6.2"),
        (0, 0, "plan.yaml: no task 6.2"),
    ],
)
def test_a_problem_says_its_place_as_far_as_known(line: int, column: int, text: str) -> None:
    """Lines and columns count from 1, and 0 is not known."""
    problem = Problem("plan.yaml", line, column, message("no task {ref}", ref="6.2"))
    assert problem.text() == text
    assert problem.text(chinese) == text.replace("no task", "没有任务")
