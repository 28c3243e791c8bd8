"""The threat model in .github/SECURITY.md: each of its lines names tests that exist. Nothing opens a connection."""

from __future__ import annotations

import ast
import re
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


def test_no_connection() -> None:
    """No module of the program imports what could send anything."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not CONNECTING & {part for name in names for part in (name, name.partition(".")[0])}, path
