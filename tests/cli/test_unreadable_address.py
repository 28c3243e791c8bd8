"""A plan that names a server nobody can read: no command takes the folder instead, and the line is told."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run

NO_ADDRESS = "{!r} is no address of a server: {}; write postgresql://host/database"
BEGINS = "it does not begin with postgresql://"
REFUSED = (
    "the address of a journal holds no password; "
    "put that into the file that PGPASSFILE names, or into the variable PGPASSWORD"
)
ADDRESSES = [
    ("postgres//db/plans", NO_ADDRESS.format("…", BEGINS)),
    ("", NO_ADDRESS.format("…", BEGINS)),
    ("host=db password=sesame", NO_ADDRESS.format("…", BEGINS)),
    (
        "postgresql://db/plans?nonsense=1",
        NO_ADDRESS.format("postgresql://db/plans?nonsense=…", "PostgreSQL has no parameter nonsense"),
    ),
    ("postgresql://me:sesame@db/plans", REFUSED),
]
COMMANDS = [("status",), ("log",), ("check",), ("report",), ("comment", "2", "x"), ("done", "2"), ("journal", "sync")]


@pytest.fixture(params=ADDRESSES, ids=lambda pair: pair[0])
def said(bench: Bench, request: pytest.FixtureRequest) -> str:
    """Let the plan name such an address, and return what is said of it."""
    address, words = request.param
    bench.edit("units:\n", f"journal: {address}\nunits:\n")
    return f"{words}\n"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_history(bench: Bench, said: str, words: tuple[str, ...]) -> None:
    """It is an error of the plan, with its line, and nothing is recorded."""
    before = bench.files()
    done = bench.run(*words, "--lang", "en", env={"PLANTRACK_LANG": "en"})
    assert (done.code, done.out) == (3, "")
    assert done.err.endswith(f"plans/fairs/plan.yaml:6: {said}")
    assert "sesame" not in done.err
    assert bench.files() == before


def test_validated(bench: Bench, said: str) -> None:
    """It is told with the other problems of the plan's files."""
    bench.edit("kind: ongoing, lead: [fund]", "kind: ongoing, lead: [nobody]")
    done = bench.run("validate", "--lang", "en")
    places = [line.split(":")[1] for line in done.out.splitlines() if line.startswith("plans/fairs/plan.yaml:")]
    assert (done.code, places.count("6"), len(set(places)), done.err) == (1, 1, 3, "")


def test_one_of_the_environment(bench: Bench) -> None:
    """What was typed there is no fault of the plan."""
    env = {"PLANTRACK_JOURNAL": "host=db password=sesame", "PLANTRACK_LANG": "en"}
    assert bench.run("comment", "2", "x", env=env) == Run(2, "", f"error: {NO_ADDRESS.format('host=…', BEGINS)}\n")
