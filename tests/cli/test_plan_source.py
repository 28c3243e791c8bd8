"""Which plan a command works on."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import Bench, Run


def test_plan_upwards(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one plan under the nearest folder `plans` upwards is meant, from any depth."""
    deep = bench.here / "reports" / "2024"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert bench.json("status")["plan"] == "fairs"
    monkeypatch.chdir(bench.journal)
    assert bench.json("status")["plan"] == "fairs"


def another(bench: Bench, name: str) -> Path:
    """Put a further plan on the bench."""
    folder = bench.here / "plans" / name
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(bench.file.read_text("utf-8").replace("id: fairs", f"id: {name}"), "utf-8")
    return folder


def test_several_plans(bench: Bench) -> None:
    """Where there are several one is to be chosen; they are named."""
    another(bench, "labs")
    done = bench.run("status", "--lang", "en")
    assert done == Run(
        4,
        "",
        "error: there are several plans here; choose one with --plan\n"
        f"  fairs  {bench.here}/plans/fairs\n  labs  {bench.here}/plans/labs\n",
    )


def test_within_the_folder_of_a_plan(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own plan is meant, whatever other plans are beside or above it."""
    labs = another(bench, "labs")
    monkeypatch.chdir(labs)
    assert bench.json("status")["plan"] == "labs"
    monkeypatch.chdir(bench.journal)
    assert bench.json("status")["plan"] == "fairs"
    alone = labs.rename(tmp_path / "labs")
    monkeypatch.chdir(alone)
    assert bench.json("status")["plan"] == "labs"
    (alone / "plan.yaml").unlink()
    assert bench.run("status").code == 4


@pytest.mark.parametrize("given", ["labs", "plans/labs", "plans/labs/plan.yaml", "{here}/plans/labs"])
def test_plan_by_option(bench: Bench, given: str) -> None:
    """A plan is named by its id, its folder or its file; the option goes before the environment."""
    another(bench, "labs")
    words = ["status", "--plan", given.format(here=bench.here), "--format", "json"]
    assert '"plan": "labs"' in bench.run(*words, env={"PLANTRACK_PLAN": "fairs"}).out


def test_plan_by_environment(bench: Bench) -> None:
    """PLANTRACK_PLAN names it for a whole session; empty is unset."""
    another(bench, "labs")
    words = ["status", "--format", "json"]
    assert '"plan": "labs"' in bench.run(*words, env={"PLANTRACK_PLAN": "labs"}).out
    assert bench.run(*words, env={"PLANTRACK_PLAN": ""}).code == 4


def test_no_plan_here(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, what to do is said."""
    monkeypatch.chdir(tmp_path)
    said = "error: no plan found; run this below a folder plans/, or name a plan with --plan\n"
    assert bench.run("status", "--lang", "en") == Run(4, "", said)
