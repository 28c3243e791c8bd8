"""Where plans are, and the directory of units beside them: every problem has its line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plantrack.errors import NotFoundError, Problem
from plantrack.model.plan import FormerName, Unit
from plantrack.model.unit_directory import UnitDirectory
from plantrack.planfile.many import parse_directory, place_of_directory, place_of_plans, plan_folders, read_directory

WHOLE = """\
# the units of the city
units:
  stic:
    zh: 市科技创新局
    en: STI Bureau
    formerly: [{zh: 市科技创新委员会, en: STI Commission, until: 2024-01-31}]
  grid: {zh: 市网格办, en: Grid Office, until: 2024-06-30, successor: stic}
"""
FORMER = FormerName(zh="市科技创新委员会", en="STI Commission", until=date(2024, 1, 31))


def plans(place: Path, *folders: str) -> list[str]:
    """Make plans in folders, and return what is found below the place."""
    for folder in folders:
        (place / folder).mkdir(parents=True, exist_ok=True)
        (place / folder / "plan.yaml").touch()
    return sorted(str(found.relative_to(place)) for found in plan_folders(place) if isinstance(found, Path))


def test_plan_folders(tmp_path: Path) -> None:
    """Up to four folders below, but neither in the folder of a plan nor in a hidden one."""
    made = ("a", "b/c/d/e", "a/inside", ".git/x", "b/c/d/f/g")
    assert plans(tmp_path, *made) == ["a", "b/c/d/e"]


def test_the_place_is_a_plan(tmp_path: Path) -> None:
    """It counts, and so do those below it."""
    assert plans(tmp_path, ".", "a") == [".", "a"]


def test_links(tmp_path: Path) -> None:
    """A folder counts once, under its own name; links into others are followed."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "plan.yaml").touch()
    place = tmp_path / "plans"
    (place / "z").mkdir(parents=True)
    (place / "z" / "plan.yaml").touch()
    for name, target in (("a", "z"), ("round", "."), ("far", "../far")):
        (place / name).symlink_to(target)
    assert plans(place) == ["far", "z"]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """It is a problem in its place."""
    (tmp_path / "gone").symlink_to("nowhere")
    (found,) = plan_folders(tmp_path)
    assert isinstance(found, Problem)
    assert found.text() == f"{tmp_path}/gone: this link leads nowhere; correct or remove it"


def test_the_place(tmp_path: Path) -> None:
    """It is the nearest folder plans/ upwards, unless one is named."""
    (tmp_path / "plans" / "a").mkdir(parents=True)
    assert place_of_plans(None, tmp_path / "plans" / "a") == tmp_path / "plans"
    assert place_of_plans(tmp_path, tmp_path) == tmp_path
    with pytest.raises(NotFoundError, match="no such folder"):
        place_of_plans(tmp_path / "x", tmp_path)
    with pytest.raises(NotFoundError, match="no folder plans/ found"):
        place_of_plans(None, Path("/"))


def test_a_whole_directory() -> None:
    """It is written like the units of a plan."""
    stic = Unit(zh="市科技创新局", en="STI Bureau", formerly=(FORMER,))
    grid = Unit(zh="市网格办", en="Grid Office", until=date(2024, 6, 30), successor="stic")
    assert parse_directory(WHOLE, "units.yaml") == (UnitDirectory({"stic": stic, "grid": grid}), ())


@pytest.mark.parametrize("content", ["", "\n# none yet\n", "units: {}\n"])
def test_everything_is_optional(content: str) -> None:
    """A file that says nothing names no unit."""
    assert parse_directory(content, "units.yaml") == (UnitDirectory(), ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("units:\n  a: {zh: 甲, successor: b}\n", [
            "units.yaml:2:25: a has a successor and no last day; write `until:`",
            "units.yaml:2:25: no unit is called b; add it under `units:` or correct the name",
        ]),
        ("units:\n  a: {zh: 甲, until: 2024-01-01, successor: a}\n", [
            "units.yaml:2:44: a would succeed itself; correct `successor:`",
        ]),
        ("units:\n  a: {zh: 甲}\n  b: {zh: 乙, formerly: [{zh: 甲, until: 2024-01-01}]}\n", [
            "units.yaml:3:11: '甲' is also a name of a; a name belongs to one unit, so leave it out of one of them",
        ]),
        ("units:\n  a: {}\nunit: x\n", [
            "units.yaml:2:6: the key 'zh' is missing; add it here",
            "units.yaml:2:6: the key 'en' is missing; add it here",
            "units.yaml:3:1: unknown key 'unit'; did you mean 'units'?",
        ]),
        ("- a\n", ["units.yaml:1:1: a group of keys is expected here: units"]),
    ],
)  # fmt: skip
def test_problems(content: str, expected: list[str]) -> None:
    """Each has its line and column, and says what to do."""
    assert [problem.text() for problem in parse_directory(content, "units.yaml")[1]] == expected


def test_no_yaml(tmp_path: Path) -> None:
    """It is a problem, and no error: the plans are there all the same."""
    assert read_directory(tmp_path) == (UnitDirectory(), ())
    (tmp_path / "units.yaml").write_text("units: [\n", "utf-8")
    found, (problem,) = read_directory(tmp_path)
    assert (found, problem.line, problem.column) == (UnitDirectory(), 2, 1)
    (tmp_path / "units.yaml").write_bytes(b"\xff")
    _, (problem,) = read_directory(tmp_path)
    assert problem.message.text() == f"{tmp_path}/units.yaml: not UTF-8 at byte 0; save the file as UTF-8"


@pytest.mark.parametrize(
    ("folder", "directories", "expected"),
    [
        ("plans/fairs", ["plans"], "plans"),
        ("plans/a/b/fairs", ["plans", "plans/a"], "plans"),
        ("plans/a/b/c/d/fairs", ["plans"], None),
        ("fairs", ["fairs"], "fairs"),
        ("plans/fairs", ["plans", "plans/fairs"], "plans"),
        ("city/fairs", ["city", ""], None),
        ("plans/repository/fairs", ["plans", "plans/repository"], None),
        ("plans/repository/plans/fairs", ["plans"], None),
    ],
)
def test_the_place_of_a_directory(tmp_path: Path, folder: str, directories: list[str], expected: str | None) -> None:
    """Where `status --all` would read it: in `plans/`, or beside the plan; no other folder, no other repository."""
    (tmp_path / "plans" / "repository" / ".git").mkdir(parents=True)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in directories:
        (tmp_path / name / "units.yaml").touch()
    assert place_of_directory(tmp_path / folder) == (None if expected is None else tmp_path / expected)
