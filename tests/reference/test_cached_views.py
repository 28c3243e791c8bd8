"""Every command writes the same bytes with a snapshot of the history and without, whatever has become of that."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.forks import forks
from cli_support import Run
from msgspec.structs import replace
from reference.scripted_year import WRITTEN, Year, performed

from plantrack.journal import folder
from plantrack.journal.entries import read_entry, write_entry
from plantrack.private import open_private

VIEWS = """
    check
    check --format json
    check --as-of 2026-06-30 --known-at 2026-07-15
    check --rule quiet-slip --rule unapproved --rule unknown-record --format sarif
    status
    status 2 --as-of 2026-05-20
    status --as-of 2027-03-01 --format json
    list --overdue
    list --milestones --as-of 2026-09-30
    list --format json
    show 4.1
    show 1.2 --as-of 2026-06-30 --known-at 2026-07-01 --format json
    explain 2.2
    explain 1.1 --format json
    show 4
    show 北
    log
    log 4.1 --format json
    baseline
    report --month 2026-12
    report --quarter 2026-Q2 --full
    report --week last --format json
    chart gantt
    chart lights
    chart burnup 4
    validate
    update 1.3 --status in-progress --percent 1 --note x --dry-run
    update 4.1 --on 2026-03-20 --note x --dry-run
    update 1.3 --for 2026-W53 --note x --dry-run
    done 1.1 --dry-run
    done 1.1 4.1 --dry-run
    comment firms x --dry-run
    comment 2.1 x --dry-run
    reschedule 2.1 2027-01-31 --reason x --dry-run
    cancel 3.1 --reason x --dry-run
    approve --dry-run
    assign 3.1 north --dry-run
    measure firms 2500家 --dry-run
    adopt --reason x --dry-run
    undo --by 刘洋 --dry-run
    undo --dry-run
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Perform the year without any cache; a snapshot is kept of every journal, and acts get the same ids."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "SHORT", 0)
        for found in performed(tmp_path_factory.mktemp("year"), patch):
            patch.setattr(os, "urandom", bytes)
            yield found


@pytest.fixture(scope="module")
def wanted(year: Year) -> dict[str, Run]:
    """Return what each command writes without a cache."""
    return written(year, "off")


def written(year: Year, cache: Path | str) -> dict[str, Run]:
    """Return what each command writes, with caches in a folder."""
    views = filter(None, map(str.strip, VIEWS.splitlines()))
    return {view: year.bench.run(*view.split(), env={"PLANTRACK_CACHE": str(cache)}) for view in views}


def differing(found: dict[str, Run], wanted: dict[str, Run]) -> dict[str, tuple[Run, Run]]:
    """Return the commands that write something else, with both."""
    return {view: (run, wanted[view]) for view, run in found.items() if run != wanted[view]}


def entry(cache: Path) -> Path:
    """Return the only snapshot."""
    (found,) = cache.glob("*.history")
    return found


def _changed(cache: Path, **fields: object) -> None:
    with open_private(entry(cache)) as file:
        found, body = read_entry(file), file.read()
    write_entry(entry(cache), replace(found, **fields), body)


def _damaged(cache: Path) -> None:
    with open_private(entry(cache)) as file:
        found, body = read_entry(file), bytearray(file.read())
    start = 0
    for part in found.parts:
        body[start + part.size // 2] ^= 1
        start += part.size
    write_entry(entry(cache), found, bytes(body))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": lambda cache: entry(cache).write_bytes(entry(cache).read_bytes()[:-100]),
    "damaged in the middle of every part": _damaged,
    "of another version": lambda cache: _changed(cache, version="0.0.1/1"),
    "of another plan": lambda cache: _changed(cache, folder=b"/elsewhere/journal"),
    "readable by others": lambda cache: entry(cache).chmod(0o644),
}


def test_every_command_writes_the_same(year: Year, wanted: dict[str, Run], tmp_path: Path) -> None:
    """With the cache empty, and warm."""
    cache = tmp_path / "cache"
    assert [differing(written(year, cache), wanted) for _ in range(2)] == [{}, {}]
    assert entry(cache)


@pytest.mark.slow
def test_every_command_writes_the_same_whatever_the_cache_is(
    year: Year, wanted: dict[str, Run], tmp_path: Path
) -> None:
    """Damaged in each way, and in a folder that cannot be written."""
    cache = tmp_path / "cache"
    assert [run.code for run in wanted.values()].count(0) > len(wanted) / 2
    year.bench.run("status", env={"PLANTRACK_CACHE": str(cache)})
    for damage, do in DAMAGES.items():
        do(cache)
        assert differing(written(year, cache), wanted) == {}, damage
    assert differing(written(year, year.bench.file / "cache"), wanted) == {}


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.5, 0.99])
def test_every_command_writes_the_same_beside_an_older_snapshot(
    year: Year, wanted: dict[str, Run], tmp_path: Path, share: float
) -> None:
    """One that was made when only a part of the journal was there, in the order of recording."""
    cache, whole = tmp_path / "cache", tmp_path / "whole"
    shutil.copytree(year.bench.journal, whole)
    lines = [(path, line) for path in sorted(whole.glob("*.jsonl")) for line in path.read_bytes().splitlines(True)]
    for path in year.bench.journal.glob("*.jsonl"):
        path.unlink()
    for path, line in lines[: int(len(lines) * share)]:
        with (year.bench.journal / path.name).open("ab") as file:
            file.write(line)
    year.bench.run("status", env={"PLANTRACK_CACHE": str(cache)})
    assert entry(cache)
    shutil.copytree(whole, year.bench.journal, dirs_exist_ok=True)
    assert differing(written(year, cache), wanted) == {}


@pytest.mark.slow
def test_every_command_writes_the_same_where_it_was_asked_before(year: Year, tmp_path: Path) -> None:
    """As a program, asked twice: what only reads is answered by what it wrote, unless it warns; the rest runs again."""
    with forks(tmp_path / "forks", year.bench.here) as asking:
        asking.moment, asking.env = str(WRITTEN), {"PLANTRACK_CACHE": str(tmp_path / "cache")}
        recalled = set()
        for view in filter(None, map(str.strip, VIEWS.splitlines())):
            if "--dry-run" not in view:
                first, second = asking.ask(view), asking.ask(view)
                assert (view, first.run, second.run) == (view, *[asking.afresh(view)] * 2)
                recalled |= {view} if second.recalled else set()
    assert len(recalled) > 20, recalled
