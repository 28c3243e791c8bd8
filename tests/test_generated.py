"""The documents say what the program has, and no more: commands, options, exit codes, JSON keys, records, rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import readme_tables as told
import typer
from generated import ROOT, stale
from read_support import DOCUMENT
from typer.testing import CliRunner

from plantrack.cli.app import COMMAND_MODULES, build
from plantrack.cli.error_boundary import BROKEN_PIPE
from plantrack.cli.interruption import INTERRUPTED
from plantrack.errors import PlantrackError
from plantrack.model.policy import Rule
from plantrack.model.updates import KINDS, DatedUpdate

README = (ROOT / "README.md").read_text("utf-8")
MACHINES = README.partition("## For machines")[2]
COMMANDS = [name for names in COMMAND_MODULES.values() for name in names]
FINE, FINDS = 0, 1
PRINTED = {
    "date": ["date", "每月25日"],
    "status": ["status"],
    "list": ["list"],
    "show": ["show", "6.6"],
    "explain": ["explain", "6.6"],
    "baseline": ["baseline"],
    "log": ["log"],
    "check": ["check", "--as-of", "2024-11-17"],
    "report": ["report", "--week", "2024-W46"],
    "import": ["import", str(DOCUMENT)],
    "trace": ["trace", "shenzhen-sti-2024", str(DOCUMENT)],
}
"""A call of each command that writes JSON, which fills what it writes."""
ENVELOPE = {"schema", "plan", "as_of", "known_at"}
BARE = {"import": {"schema", "plan"}, "trace": {"schema", "plan"}}
"""The envelope of what speaks of documents."""
STAMP = {field.encode_name for field in msgspec.structs.fields(DatedUpdate)}
"""What every record has; the page says so above the table."""


def options(command: str) -> set[str]:
    """Return the options that a command has, but for -h and --help."""
    app: Any = typer.main.get_command(build())
    own = app if command == "plantrack" else app.commands[command]
    return {name for param in own.params for name in (*param.opts, *param.secondary_opts) if name.startswith("-")}


def printed(command: str) -> Any:
    """Return the JSON that a command writes about the shipped plan."""
    done = CliRunner().invoke(build(), [*PRINTED[command], "--format", "json"])
    return json.loads(done.stdout)


def exit_codes(error: type[PlantrackError] = PlantrackError) -> Iterator[str]:
    """Return the exit codes of the tree of errors."""
    yield str(error.exit_code)
    for below in error.__subclasses__():
        yield from exit_codes(below)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_fresh() -> None:
    """The README's screens, the reference and the schema are what the program would write today."""
    assert [path.relative_to(ROOT) for path in stale()] == []


def test_commands() -> None:
    """The README's table of options names every command, and `plantrack` itself."""
    assert told.unlike(told.names(README, "options of"), {"plantrack", *COMMANDS}) == []


@pytest.mark.parametrize("command", ["plantrack", *COMMANDS])
def test_options(command: str) -> None:
    """It names every option of every command, and none that a command does not have."""
    assert told.unlike(told.of(README, "options of", command), options(command)) == []


def test_exit_codes() -> None:
    """Every exit code is explained."""
    real = {*exit_codes(), *map(str, (FINE, FINDS, INTERRUPTED, BROKEN_PIPE))}
    assert told.unlike(told.names(README, "exit code"), real) == []


def test_rules() -> None:
    """Every rule of the check is explained."""
    assert told.unlike(told.names(README, "rule of `check`"), set(Rule)) == []


def test_formats() -> None:
    """Every format of the check is explained."""
    app: Any = typer.main.get_command(build())
    (form,) = (param for param in app.commands["check"].params if "--format" in param.opts)
    assert told.unlike(told.names(README, "format of `check`"), set(form.type.choices)) == []


def test_kinds() -> None:
    """Every kind of record is explained."""
    assert told.unlike(told.names(README, "kind"), set(KINDS)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_fields(kind: str) -> None:
    """So is every field of each kind, and none that it does not have."""
    own = {field.encode_name for field in msgspec.structs.fields(KINDS[kind])} - STAMP
    assert told.unlike(told.of(README, "kind", kind), own) == []


@pytest.mark.parametrize("command", PRINTED)
def test_json_keys(command: str) -> None:
    """Every key at the top of a command's JSON is named with the command, and no other."""
    assert told.unlike(told.of(MACHINES, "command", command) | BARE.get(command, ENVELOPE), set(printed(command))) == []


@pytest.mark.parametrize("command", PRINTED)
def test_nested_json_keys(command: str) -> None:
    """Every key below, as of a task, a figure, a measurement, a finding or an update, is named too."""
    fields = {field for kind in KINDS for field in told.of(README, "kind", kind)}
    assert set(told.keys(printed(command))) - told.words(" ".join(told.spans(MACHINES))) - fields == set()


def test_json_keys_of_a_comparison() -> None:
    """Comparing two rule sets has keys of its own."""
    call = ["explain", "--compare", "default", "yinchuan-2025", "--format", "json"]
    keys = set(json.loads(CliRunner().invoke(build(), call).stdout))
    assert told.unlike(told.of(MACHINES, "command", "explain --compare") | ENVELOPE, keys) == []


def test_every_format_of_json_is_held() -> None:
    """The commands that write JSON are those that are held here."""
    assert {name for name in COMMANDS if "--format" in options(name)} == set(PRINTED)


def test_where_things_live() -> None:
    """Every file and folder that the page for contributors names is there, and every folder of the package is named."""
    page = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:plantrack|tests)[/\w.]*)`", page))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
    folders = {f"plantrack/{path.parent.name}" for path in (ROOT / "plantrack").glob("*/__init__.py")}
    assert sorted(folders - named) == []


TABLE = """\
| options of | they are |
|---|---|
| `plantrack` | `--debug` |
| `list`, `log` | `--by` (who) |
| `log` | `--since` |
"""


def test_an_option_that_is_not_told() -> None:
    """An option that the page lacks is found, and so is one that only the page has."""
    assert (found := told.of(TABLE, "options of", "log")) == {"--by", "--since"}
    assert told.unlike(found, {"--by", "--since", "--invented"}) == ["- --invented"]
    assert told.unlike(found, {"--by"}) == ["+ --since"]


def test_a_stale_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A document that the program would write otherwise is named, and so is one that is not there."""
    page, gone = tmp_path / "page.md", tmp_path / "gone.md"
    page.write_text("plantrack list --sort\n", "utf-8")
    monkeypatch.setattr("generated.DOCUMENTS", {page: lambda: "plantrack list --invented\n", gone: str})
    assert stale() == [page, gone]
    monkeypatch.setattr("generated.DOCUMENTS", {page: lambda: "plantrack list --sort\n"})
    assert stale() == []
