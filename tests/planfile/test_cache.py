"""The cache of read plans: the same plan, only faster, and never a wrong one."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import pytest
from kept_shapes import shape
from msgspec.msgpack import decode, encode
from msgspec.structs import replace
from support import plan_text

from plantrack.errors import PlanError
from plantrack.model import plan as plan_module
from plantrack.model.plan import Plan
from plantrack.planfile import PlanFile, read_plan
from plantrack.planfile import cache as cache_module
from plantrack.planfile.cache import FORMAT, CachedPlan, PlanCache
from plantrack.stamps import stamp_of

TASKS = 'tasks: [{ref: "1", title: One, kind: ongoing}]'
SHIPPED = Path(__file__).parents[2] / "plans" / "shenzhen-sti-2024"
NOW = datetime(2100, 1, 1, tzinfo=UTC)
"""Long after any file was written: its times are believed."""


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
    first, second = twice(SHIPPED, tmp_path)
    assert second == first
    assert len(list(tmp_path.iterdir())) == 1


def test_another_content_is_another_plan(folder: Path, tmp_path: Path) -> None:
    """One byte of difference, and the file is read again."""
    cache = tmp_path / "cache"
    assert read_plan(folder, cache).plan.tasks[0].title.en == "One"
    (folder / "plan.yaml").write_text(plan_text(TASKS.replace("One", "Two")), encoding="utf-8")
    assert read_plan(folder, cache).plan.tasks[0].title.en == "Two"


@pytest.mark.parametrize(("name", "value"), [("__version__", "0.0.1"), ("FORMAT", 0)])
def test_an_entry_of_another_version_is_not_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Another version of the program, or another format of the entry, reads the file again."""
    with monkeypatch.context() as earlier:
        earlier.setattr(f"plantrack.planfile.cache.{name}", value)
        first = read_plan(folder, tmp_path / "cache")
    monkeypatch.setattr("plantrack.planfile.parse_plan", lambda *_: "read again")
    with pytest.raises(AttributeError, match="'str'"):
        read_plan(folder, tmp_path / "cache")
    monkeypatch.undo()
    assert read_plan(folder, tmp_path / "cache") == first


def test_touched_code_changes_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modification times decide nothing: those of an installed program are whatever its archive had."""
    first = read_plan(folder, tmp_path / "cache")
    monkeypatch.setattr("plantrack.planfile.parse_plan", None)
    for path in (Path(plan_module.__file__), Path(cache_module.__file__), folder / "plan.yaml"):
        kept = path.stat()
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns + 10**9))
        assert read_plan(folder, tmp_path / "cache") == first
        os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


def test_the_format_is_raised_with_the_fields_of_a_plan() -> None:
    """Raise FORMAT when this fails, and put the new digest here: an entry must never be read as other fields."""
    lines = "\n".join(shape(Plan, set()))
    assert (FORMAT, f"{crc32(lines.encode()):08x}") == (17, "c4968b3c"), lines


def test_a_plan_with_problems_is_not_kept(folder: Path, tmp_path: Path) -> None:
    """Its problems are told at every reading."""
    (folder / "plan.yaml").write_text(plan_text(TASKS.replace("kind", "knid")), encoding="utf-8")
    first, second = twice(folder, tmp_path / "cache")
    assert second == first
    assert first.problems
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 100, b"\x81\xa1x" + b"\x91" * 100_000, b"cut", b"no text"])
def test_a_damaged_entry_is_no_entry(folder: Path, tmp_path: Path, damage: bytes) -> None:
    """The plan is read from its file, and kept anew."""
    first = read_plan(folder, tmp_path / "cache")
    (entry,) = (tmp_path / "cache").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes({b"cut": whole[:-5], b"no text": whole.replace(b"One", b"\xff\xfe\xfd")}.get(damage, damage))
    assert read_plan(folder, tmp_path / "cache") == first
    assert entry.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    """A file stands where the cache folder should be."""
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    first, second = twice(folder, tmp_path / "cache")
    assert second == first
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize("harm", ["readable by others", "a folder for others", "a link", "a pipe"])
def test_only_the_users_own_entries_are_believed(folder: Path, tmp_path: Path, harm: str) -> None:
    """What somebody else could have written, or led elsewhere, is not read: the plan file is."""
    cache = tmp_path / "cache"
    read_plan(folder, cache)
    (entry,) = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, entry.stat().st_mode & 0o777) == (0o700, 0o600)
    forged = entry.read_bytes().replace(b"One", b"Two")
    entry.unlink()
    place = tmp_path / "elsewhere" if harm == "a link" else entry
    if harm == "a pipe":
        os.mkfifo(entry)
    else:
        place.write_bytes(forged)
        place.chmod(0o644 if harm == "readable by others" else 0o600)
    if harm == "a link":
        entry.symlink_to(place)
    if harm == "a folder for others":
        cache.chmod(0o755)
    assert PlanCache(cache, folder / "plan.yaml", NOW).recall() is None
    assert read_plan(folder, cache).plan == read_plan(folder).plan
    if harm == "a link":
        assert (place.read_bytes(), entry.is_symlink()) == (forged, False)


def test_a_file_with_the_same_stamp_is_not_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, times and inode tell that nothing changed, once the times are old enough."""
    first = read_plan(folder, tmp_path / "cache", NOW)
    monkeypatch.setattr("plantrack.planfile.content_of", None)
    assert read_plan(folder, tmp_path / "cache", NOW) == first


def test_a_change_that_times_do_not_show_is_seen(folder: Path, tmp_path: Path) -> None:
    """A file that was changed shortly before it was looked at is compared by its content."""
    cache, path = tmp_path / "cache", folder / "plan.yaml"
    changed = datetime.fromtimestamp(path.stat().st_ctime_ns / 10**9, UTC)
    assert read_plan(folder, cache, changed + timedelta(seconds=1)).plan.tasks[0].title.en == "One"
    path.write_text(plan_text(TASKS.replace("One", "Two")), encoding="utf-8")
    (entry,) = cache.iterdir()
    whole = entry.read_bytes()
    end = 8 + int.from_bytes(whole[:8])
    head = encode(replace(decode(whole[8:end], type=CachedPlan), stamp=stamp_of(path)))
    entry.write_bytes(len(head).to_bytes(8) + head + whole[end:])
    assert read_plan(folder, cache, NOW).plan.tasks[0].title.en == "Two"


def test_a_file_that_was_compared_is_known_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compared when it was old enough is not read the next time."""
    first = read_plan(folder, tmp_path / "cache", datetime(2000, 1, 1, tzinfo=UTC))
    assert read_plan(folder, tmp_path / "cache", NOW) == first
    monkeypatch.setattr("plantrack.planfile.content_of", None)
    assert read_plan(folder, tmp_path / "cache", NOW) == first


def test_a_file_that_is_gone_is_no_plan(folder: Path, tmp_path: Path) -> None:
    """An entry never stands for a file that is not there."""
    read_plan(folder, tmp_path / "cache", NOW)
    (folder / "plan.yaml").unlink()
    with pytest.raises(PlanError, match="No such file or directory"):
        read_plan(folder, tmp_path / "cache", NOW)


def refs(plan: Plan) -> tuple[str, ...]:
    return (*plan.by_ref, *plan.milestones)


def test_a_plan_may_be_as_little_as_references_stand_in(tmp_path: Path) -> None:
    """All that is asked about a reference is answered as by the whole plan."""
    whole = read_plan(SHIPPED, tmp_path, NOW)
    for ref in refs(whole.plan):
        found = read_plan(SHIPPED, tmp_path, NOW, [ref])
        assert [task.ref for task in found.plan.tasks] == [ref.partition(".")[0]]
        assert told(found, ref) == told(whole, ref)


def told(file: PlanFile, ref: str) -> tuple[object, ...]:
    plan, lines = file.plan, {name: line for name, line in file.lines.items() if name.partition(" ")[0] == ref}
    about = [answer(ref) for answer in (plan.find, plan.task_of, plan.title_of, plan.every, plan.report_due_of)]
    return (*about, [*plan.lineage(ref)], plan.mostly_assumed, replace(plan, tasks=()), lines)


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        (["6.2"], ["6"]),
        (["6.2", "1"], ["1", "6"]),
        (["6.2", "99"], None),
        (["1 1.1"], None),
        ([" 6.2"], None),
        ([""], None),
        (["基础研究"], None),
        ([], None),
    ],
)
def test_where_not_all_are_references_the_plan_is_whole(
    tmp_path: Path, asked: list[str], items: list[str] | None
) -> None:
    """Words of a title, or what stands nowhere, are looked for in all of it."""
    whole = read_plan(SHIPPED, tmp_path, NOW)
    found = read_plan(SHIPPED, tmp_path, NOW, asked)
    assert [task.ref for task in found.plan.tasks] == (items or [task.ref for task in whole.plan.tasks])
    assert (found == whole) == (items is None)
