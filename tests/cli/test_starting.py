"""The commands that begin: new."""

from __future__ import annotations

import re
import shlex

from cli_support import Bench

NEW = ("--title", "Science plan of 2027", "--year", "2027", "--lang", "en")


def test_a_new_plan_says_what_to_do_next_in_commands_that_run_as_they_stand(bench: Bench) -> None:
    """Also where the folder has a blank in its name."""
    told = bench.run("new", "science-2027", "--in", "other plans", *NEW)
    assert (told.code, told.err) == (0, "")
    commands = re.findall(r"`plantrack ([^`]+)`", told.out)
    assert [command.split()[0] for command in commands] == ["validate", "adopt"]
    for command in commands:
        ran = bench.run(*shlex.split(command), env={"PLANTRACK_LANG": "en"})
        assert (ran.code, ran.err) == (0, ""), ran


def test_a_dry_run_of_new_writes_nothing(bench: Bench) -> None:
    """It names the files and no next step."""
    before = bench.files()
    told = bench.run("new", "science-2027", "--dry-run", *NEW)
    assert (told.code, bench.files()) == (0, before)
    assert all(line.endswith(": would be written") for line in told.out.splitlines())
