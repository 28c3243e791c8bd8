"""Names that the system refuses or cannot spell: one clear line and a documented code, wherever one is typed."""

from __future__ import annotations

import os

import pytest
from cli_support import Bench

LONG, UNDECODABLE, LOOP = "n" * 300, os.fsdecode(b"caf\xe9"), "loop"
COMMANDS = {
    "plan": ("status", "--plan", "{}"),
    "validate": ("validate", "{}"),
    "import": ("import", "{}"),
    "import into": ("import", "draft.txt", "-o", "plans/{}"),
    "new": ("new", "{}", "--title", "x", "--year", "2025"),
    "new in": ("new", "other", "--title", "x", "--year", "2025", "--in", "{}/x"),
    "earlier result": ("check", "--baseline", "{}"),
    "output": ("status", "-o", "{}/x.json"),
    "picture": ("chart", "gantt", "-o", "{}/x.svg"),
    "rules": ("report", "--rules", "{}"),
    "document": ("trace", "fairs", "{}"),
    "reference": ("show", "{}"),
    "day": ("status", "--as-of", "{}"),
}


@pytest.mark.parametrize("name", [LONG, UNDECODABLE, LOOP], ids=["300 characters", "undecodable", "a loop"])
@pytest.mark.parametrize("used", COMMANDS)
def test_one_line(bench: Bench, used: str, name: str) -> None:
    """Nothing is a fault of ours, nothing is written, and what is told can be printed anywhere."""
    (bench.here / LOOP).symlink_to(LOOP)
    before = bench.files()
    done = bench.run(*(word.format(name) for word in COMMANDS[used]), "--lang", "en")
    if (used, name) in (("new", LOOP), ("new in", UNDECODABLE)):  # an id and a folder like any other
        assert (done.code, done.err) == (0, "")
        return
    assert done.code in (2, 3, 4), done.err
    assert (done.out, done.err.startswith("error: ")) == ("", True)
    assert done.err.isascii()
    assert bench.files() == before


def test_a_source_with_a_strange_name_is_text(bench: Bench) -> None:
    """A text is seldom a path: one that no file can have is kept as it was typed."""
    for name in (LONG, LOOP):
        (bench.here / LOOP).unlink(missing_ok=True)
        (bench.here / LOOP).symlink_to(LOOP)
        assert bench.run("comment", "2", "推进", "--source", name).code == 0
    assert [record["source"] for record in bench.records()] == [LONG, LOOP]


def test_a_strange_folder_for_caches(bench: Bench) -> None:
    """The cache is done without."""
    expected = bench.run("status")
    for name in (LONG, UNDECODABLE, LOOP):
        assert bench.run("status", env={"PLANTRACK_CACHE": name}) == expected
