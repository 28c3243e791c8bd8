"""The options that commands share: each command has those of its sort, under the same names."""

from __future__ import annotations

from typing import Any

import pytest
from cli_support import Bench
from command_tree import calls, commands

from plantrack.cli.app import COMMAND_MODULES
from plantrack.errors import UsageError

VIEWING = ["--as-of", "--known-at", "--format", "--output", "-o", "--no-pager", "--plan", "--lang"]
RECORDING = ["--on", "--by", "--dry-run", "--plan", "--lang"]
READING = [*COMMAND_MODULES["show"], "report", "check"]


def parameters(name: str) -> list[Any]:
    """Return the parameters of a command as typer sees them."""
    return list(commands()[name].params)


def options(name: str) -> list[str]:
    """Return the options of a command, in the order of its help."""
    return [word for parameter in parameters(name) for word in parameter.opts if word.startswith("-")]


@pytest.mark.parametrize("name", READING)
def test_reading(name: str) -> None:
    """A command that shows something ends with plan, dates, language, format and file; one that judges, with rules."""
    expected = VIEWING if name in ("log", "baseline") else [*VIEWING, "--rules"]
    assert options(name)[-len(expected) :] == expected


@pytest.mark.parametrize("name", COMMAND_MODULES["record"])
def test_writing(name: str) -> None:
    """A command that records something ends with day, actor, dry run, plan and language; an undo has no day."""
    expected = RECORDING[1:] if name == "undo" else RECORDING
    assert [option for option in options(name) if option in RECORDING] == expected
    assert options(name)[-len(expected) :] == expected


def test_validate() -> None:
    """`validate` names its plan without an option."""
    assert options("validate") == ["--lang"]


@pytest.mark.parametrize("name", commands())
def test_every_parameter_is_explained(name: str) -> None:
    """Each has a sentence in the help, and a word or choices of its own where it takes a value."""
    for parameter in parameters(name):
        assert parameter.help.endswith("."), (name, parameter.name)
        assert parameter.name not in ("ctx", "view", "pen")
        own = parameter.metavar or getattr(parameter.type, "choices", None) or getattr(parameter, "is_flag", False)
        assert own, (name, parameter.name)


def test_one_value_is_given_once(bench: Bench) -> None:
    """An option that takes one value is refused where it stands twice, in every command; several values add up."""
    refused, added = set(), set()
    for name, found in calls().items():
        for option in (one for one in found.params if one.opts[0].startswith("-") and not one.is_flag):
            if option.multiple:
                added.add((name, option.opts[0]))
                continue
            refused.add(option.opts[0])
            given = ["x"] * option.nargs
            with pytest.raises(UsageError) as raised:
                found.make_context(name, [option.opts[-1], *given, option.opts[0], *given])
            assert str(raised.value) == f"{option.opts[0]} was given more than once; it takes one value"
    assert {"--plan", "--week", "--as-of", "--format", "--output", "--lang", "--sort", "--percent", "--on"} <= refused
    assert {one for one in added if one[0] in READING} == {
        ("status", "--lead"), ("list", "--lead"), ("list", "--item"), ("list", "--status"), ("list", "--light"),
        ("log", "--by"), ("baseline", "--section"), ("report", "--lead"), ("report", "--item"), ("check", "--lead"),
        ("report", "--from"),
        ("report", "--sections"), ("list", "--kind"), ("check", "--only"), ("check", "--fail-on"),
        ("check", "--warn-on"),
    }  # fmt: skip


def test_one_value_given_twice(bench: Bench) -> None:
    """It is an error in the reader's language, and nothing is recorded."""
    before = bench.files()
    for words in ("--on 2024-11-01 --on 2024-11-02", "--percent=40 --percent 50", "--plan fairs --plan fairs"):
        option = words.partition(" ")[0].partition("=")[0]
        done = bench.run("update", "2", *words.split(), "--note", "x", "--lang", "zh")
        assert done == (2, "", f"错误：{option}给出了不止一次；它只取一个值\n")
    assert bench.run("list", "--overdue", "--overdue") == bench.run("list", "--overdue")
    assert bench.files() == before


FORMATS = {
    "report": "text|markdown|html|json|docx|xlsx|pdf", "check": "text|json|github|gitlab|junit|sarif",
    "list": "text|json|csv", "log": "text|json|csv",
}  # fmt: skip
"""What is written in more than text and JSON."""


@pytest.mark.parametrize("name", READING)
def test_formats(name: str) -> None:
    """Text comes first and is the default; the others are named beside it."""
    (form,) = (parameter for parameter in parameters(name) if "--format" in parameter.opts)
    assert "|".join(form.type.choices) == FORMATS.get(name, "text|json")
    assert (form.help, form.show_default) == ("Output format; if not given, the file's ending decides.", "text")


def test_options_stand_anywhere(bench: Bench) -> None:
    """Before or after what they are about."""
    expected = bench.run("status", "1", "--lang", "en", "--as-of", "2024-11-01")
    assert expected.code == 0
    assert bench.run("status", "--as-of", "2024-11-01", "1", "--lang=en") == expected
