"""The application: its commands, their help and their examples."""

from __future__ import annotations

import inspect
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import version

import psycopg
import pytest
from cli_support import Bench, Run
from command_tree import calls
from postgres_server import cluster
from read_support import DOCUMENT
from repository import git

from plantrack.cli.app import COMMAND_MODULES, build
from plantrack.cli.error_boundary import ALONE
from plantrack.cli.groups import GROUPS

COMMANDS = [name for commands in COMMAND_MODULES.values() for name in commands]
READING = ["status", "show", "list", "log", "baseline", "report", "check"]

# What the program offers


def test_commands(bench: Bench) -> None:
    """The help lists every command once, below what it is used for, and goes to stdout when it was asked for."""
    done = bench.run("--help")
    groups = re.findall(r"^(\w+):\n((?:  .*\n)+)", done.out, re.MULTILINE)[1:]
    listed = {heading: tuple(re.findall(r"^  (\w+)", rows, re.MULTILINE)) for heading, rows in groups}
    assert (done.code, listed, done.err) == (0, GROUPS, "")
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)


def test_version(bench: Bench) -> None:
    """The version is the installed one."""
    assert bench.run("--version") == Run(0, f"plantrack {version('plantrack')}\n")


@pytest.mark.parametrize(
    ("words", "loaded"),
    [
        (["status", "6", "--lang", "en"], ["status"]),
        (["--debug", "undo"], ["undo"]),
        ([], [ALONE]),
        (["--help"], [*COMMANDS, ALONE]),
        (["-h", "status"], [*COMMANDS, ALONE]),
        (["stauts"], [*COMMANDS, ALONE]),
    ],
)
def test_only_what_is_called_is_loaded(words: list[str], loaded: list[str]) -> None:
    """A command comes alone, for a fast start; where the words name none that there is, all are there."""
    app = build(words)
    found = [one.name for one in app.registered_commands] + [one.name for one in app.registered_groups]
    assert sorted(map(str, found)) == sorted(loaded)


def example(bench: Bench, name: str) -> list[str]:
    """Return the words of the example with which the help of a command ends."""
    help_text = bench.run(*name.split(), "--help").out
    words = shlex.split(help_text.partition("Example: ")[2].partition("\n\n")[0])
    start = words.index("plantrack") + 1
    assert words[start:][: len(name.split())] == name.split()
    return words[start:]


ON_SERVER = [name for name in calls() if name.startswith("journal ")]
ENDLESS = "watch"
"""The command that ends with Ctrl-C only; its tests run it."""


@pytest.mark.parametrize("name", [name for name in calls() if name not in (*ON_SERVER, ENDLESS)])
def test_examples(shipped: Bench, name: str) -> None:
    """Each command's help ends with an example that works on the plan that is shipped, and on a document beside it."""
    shutil.copy(DOCUMENT, shipped.here)
    words = example(shipped, name)
    git(shipped.here, "init", "-q", "-b", "main")
    git(shipped.here, "add", "-A")
    git(shipped.here, "commit", "-q", "-m", "x")
    shipped.run("done", "6.6")
    if "8QMVRXMS" in words:
        shipped.run("cancel", "6.5", "--reason", "x", "--by", "陈静")
        words[words.index("8QMVRXMS")] = shipped.json("log")["updates"][-1]["id"]
    if name == "ledger take":
        shipped.run("ledger", "send", "--per-unit", "ledgers")
    done = shipped.run(*words, *([] if name == "schema" else ["--lang", "en"]))
    warned = {"update": "warning: 6.5 still owes the report for ", "reschedule": "warning: it was due on 2024-12-31; "}
    warned |= dict.fromkeys(("add", "edit"), "warning: this differs from what was adopted: ")
    assert done.code == 0
    written = tuple(f"{name} written\n" for name in ("report.md", "gantt.svg", "plan.json", "sheet.docx"))
    assert done.err in ("", *written) or done.err.startswith(warned[name])


def test_examples_on_a_server(shipped: Bench) -> None:
    """So do those of the journals on a server, one after the other, and of the command that watches."""
    assert example(shipped, ENDLESS)[0] == ENDLESS
    with cluster() as server:
        with psycopg.connect(server.address(), autocommit=True) as connection:
            connection.execute("create role guangming_writer login")
        for name in ON_SERVER:
            words = [server.address() if word.startswith("postgresql://") else word for word in example(shipped, name)]
            done = shipped.run(*words, env={"PLANTRACK_JOURNAL": server.address(), "PLANTRACK_LANG": "en"})
            assert (name, done.code) == (name, 0), done


@pytest.mark.slow
def test_only_terminals_load_rich(bench: Bench) -> None:
    """A command whose output goes into a pipe or a file imports nothing of it, in any format and for any error."""
    commands = [
        "status", "status 1", "show 1.1", "list", "explain 1.1", "explain --compare default yinchuan-2025", "log",
        "baseline", "chart gantt", "chart lights --width 70", "chart units -o units.svg", "report --week 2024-W46",
        "check", "check --format github", "validate", "date 6月底", "update 1.1 --percent 40 --dry-run", "nothing",
        "status --help", "list --help --lang zh", "new p --title p --year 2025 --dry-run", "trace fairs nothing.txt",
        "report --week 2024-W46 -o report.md", "report --week 2024-W46 -o report.html --lang both",
        "report --week 2024-W46 --format docx", "report --week 2024-W46 --format xlsx",
    ]  # fmt: skip
    code = """if True:
        import sys
        from plantrack.cli.app import build
        for line in sys.argv[1:]:
            try:
                build(line.split())(line.split(), prog_name="plantrack")
            except SystemExit:
                pass
            if loaded := [name for name in sys.modules if name.partition(".")[0] == "rich"]:
                sys.exit(f"LOADED BY {line}: {loaded}")
    """
    done = subprocess.run(
        [sys.executable, "-c", code, *commands], cwd=bench.here, capture_output=True, text=True, errors="replace",
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.partition("LOADED")[2]) == (0, "")


def test_every_command_has_its_sentence() -> None:
    """A help text begins with a sentence on what the command does, in the imperative, and ends with the example."""
    for entry in build().registered_commands:
        assert entry.callback
        first, *_, last = (inspect.getdoc(entry.callback) or "").splitlines()
        assert first.endswith("."), entry.name
        assert last.startswith(f"Example: plantrack {'' if entry.name == ALONE else entry.name}".rstrip()), entry.name
