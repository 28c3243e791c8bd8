"""The threat model in .github/SECURITY.md: each of its lines names tests that exist. Only two modules may connect."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import plantrack

PACKAGE = Path(plantrack.__file__).parent
ROOT = PACKAGE.parent
PAGE = (ROOT / ".github" / "SECURITY.md").read_text("utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")][1:]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
TOPICS = (
    "paths", "links", "permissions", "umask", "caches of other users", "YAML", "zip", "XML", "PDF", "markup", "escapes",
    "formulas", "workflow commands", "git options", "secrets",
    "addresses", "connections",
)  # fmt: skip
CONNECTING = {"socket", "ssl", "http", "ftplib", "smtplib", "urllib.request", "asyncio", "requests", "httpx"}


def test_every_topic_has_a_line() -> None:
    """What may be used against an office is written down, each once."""
    used = [topic for used, *_ in ROWS for topic in used.split(", ")]
    assert [topic for topic in TOPICS if used.count(topic) != 1] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_line_names_tests_that_exist(row: list[str]) -> None:
    """A promise without a test is none."""
    _, _, tests = row
    found = NAMED.findall(tests)
    assert len(found) == tests.count("`") // 2 > 0
    for file, name in found:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, (file, name)


def imported(path: Path) -> set[str]:
    """Return the names of the modules that a module imports, and of their first parts."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
        names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
    return names | {name.partition(".")[0] for name in names}


def test_who_may_connect() -> None:
    """Two modules that send notices import what could send anything, and those are loaded by name only."""
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if CONNECTING & imported(path)}
    assert found == {"notify/posting.py", "notify/smtp.py"}
    loading = {"plantrack.notify.smtp", "plantrack.notify.posting", "plantrack.notify.any_service"}
    assert [path.name for path in PACKAGE.rglob("*.py") if loading & imported(path)] == ["robots.py"]


def test_nothing_that_connects_is_loaded_for_a_text() -> None:
    """Who shows notices, or anything else, loads nothing that could send them."""
    asked = "import sys, plantrack.cli.delivery; print(*sorted({'smtplib', 'urllib.request', 'ssl'} & {*sys.modules}))"
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
