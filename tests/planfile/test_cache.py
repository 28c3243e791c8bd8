"""The cache of read plans: the same plan, only faster, and never a wrong one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import plan_text

from plantrack.planfile import PlanFile, read_plan
from plantrack.planfile.cache import READERS

TASKS = 'tasks: [{ref: "1", title: One, kind: ongoing}]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan folder."""
    made = tmp_path / "p"
    made.mkdir()
    (made / "plan.yaml").write_text(plan_text(TASKS), encoding="utf-8")
    return made


def twice(folder: Path, cache: Path) -> tuple[PlanFile, PlanFile]:
    return read_plan(folder, cache), read_plan(folder, cache)


def test_a_plan_read_twice_is_parsed_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading is the kept plan, equal in everything."""
    first = read_plan(folder, tmp_path / "cache")
    monkeypatch.setattr("plantrack.planfile.parse_plan", None)
    assert read_plan(folder, tmp_path / "cache") == first
    assert first == read_plan_without(folder, monkeypatch)


def read_plan_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> PlanFile:
    monkeypatch.undo()
    return read_plan(folder)


def test_the_shipped_plan_is_kept_whole(tmp_path: Path) -> None:
    """Every kind of value survives: texts, dates, bases with addresses, figures, sections."""
    shipped = Path(__file__).parents[2] / "plans" / "shenzhen-sti-2024"
    first, second = twice(shipped, tmp_path)
    assert second == first
    assert len(list(tmp_path.iterdir())) == 1


def test_another_content_is_another_plan(folder: Path, tmp_path: Path) -> None:
    """One byte of difference, and the file is read again."""
    cache = tmp_path / "cache"
    assert read_plan(folder, cache).plan.tasks[0].title.en == "One"
    (folder / "plan.yaml").write_text(plan_text(TASKS.replace("One", "Two")), encoding="utf-8")
    assert read_plan(folder, cache).plan.tasks[0].title.en == "Two"


def test_other_code_reads_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version made is not believed."""
    reader = tmp_path / "reader.py"
    reader.touch()
    monkeypatch.setattr("plantrack.planfile.cache.READERS", (reader,))
    first = read_plan(folder, tmp_path / "cache")
    os.utime(reader, ns=(1, 1))
    parsed: list[str] = []
    original = first

    def parse(content: str, folder: Path, file: str) -> PlanFile:
        parsed.append(content)
        return original

    monkeypatch.setattr("plantrack.planfile.parse_plan", parse)
    assert read_plan(folder, tmp_path / "cache") == first
    assert len(parsed) == 1


def test_the_code_that_decides_what_a_file_says() -> None:
    """The types of a plan, how its amounts and the days of its curves are read, and how nodes become values."""
    assert {path.name for path in READERS} == {
        "plan.py", "policy.py", "quantity.py", "curve.py", "composing.py", "nodes.py", "parsing.py", "rules.py",
    }  # fmt: skip
    assert all(path.is_file() for path in READERS)


def test_a_plan_with_problems_is_not_kept(folder: Path, tmp_path: Path) -> None:
    """Its problems are told at every reading."""
    (folder / "plan.yaml").write_text(plan_text(TASKS.replace("kind", "knid")), encoding="utf-8")
    first, second = twice(folder, tmp_path / "cache")
    assert second == first
    assert first.problems
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 100, b"cut"])
def test_a_damaged_entry_is_no_entry(folder: Path, tmp_path: Path, damage: bytes) -> None:
    """The plan is read from its file, and kept anew."""
    first = read_plan(folder, tmp_path / "cache")
    (entry,) = (tmp_path / "cache").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-5] if damage == b"cut" else damage)
    assert read_plan(folder, tmp_path / "cache") == first
    assert entry.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    """A file stands where the cache folder should be."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    first, second = twice(folder, tmp_path / "cache")
    assert second == first
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "in the way"
