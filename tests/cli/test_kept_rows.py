"""The rows that are kept of plans: never another output than without them, and made anew only where something moved."""

from __future__ import annotations

import os
import shutil

import pytest
import time_machine
from cli_support import Bench, Run
from portfolio_support import copied, long_ago

from plantrack.cli import plan_rows
from plantrack.cli.context import Context
from plantrack.cli.kept_rows import MOST, SUFFIX

ASKED = (
    ("status", "--all"),
    ("status", "--all", "--as-of", "2024-10-31"),
    ("report", "--all", "--week", "2024-W46"),
    ("check", "--all"),
    ("check", "--all", "--only", "overdue"),
    ("status", "--all", "--unit", "fund"),
    ("status", "--all", "--rules", "yinchuan-2025"),
)


@pytest.fixture
def plans(bench: Bench) -> Bench:
    """Return a bench with three plans, whose files are older than what may still change unseen."""
    for name in ("second", "third"):
        copied(bench, name)
    long_ago(bench)
    return bench


def asked(plans: Bench, *words: str, cache: str = "cache") -> Run:
    """Return what is shown with a cache in a folder beside the plans."""
    return plans.run(*words, env={"PLANTRACK_CACHE": cache if cache == "off" else str(plans.here.parent / cache)})


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_with_and_without(plans: Bench, words: tuple[str, ...], rows_made: list[str]) -> None:
    """The same bytes without a cache, with a new one and with a full one, in either language."""
    without = asked(plans, *words, cache="off")
    assert asked(plans, *words) == without
    rows_made.clear()
    assert asked(plans, *words) == without
    assert rows_made == []
    assert asked(plans, *words, "--lang", "en") == asked(plans, *words, "--lang", "en", cache="off")


def test_one_that_moved(plans: Bench, rows_made: list[str]) -> None:
    """A record, a change of the plan, another calendar or rules: only that plan is read again."""
    second = Bench(plans.here, "second")
    asked(plans, "status", "--all")

    def read_again() -> list[str]:
        rows_made.clear()
        shown = asked(plans, "status", "--all")
        names = [*rows_made]
        assert shown == asked(plans, "status", "--all", cache="off")
        return names

    assert read_again() == []
    second.run("update", "2", "--percent", "10", "--plan", "second")
    assert read_again() == ["second"]
    (second.folder / "calendar.yaml").write_text("holidays: [2024-11-18]\n", "utf-8")
    assert read_again() == ["second"]
    second.edit("en: Plan of the fairs", "en: Another")
    assert read_again() == ["second"]
    shutil.rmtree(second.folder)
    assert read_again() == []


def test_a_change_that_leaves_no_trace(plans: Bench) -> None:
    """A file that is so young that it may change without another time is compared by its content."""
    asked(plans, "status", "--all")
    text = plans.file.read_text("utf-8")
    plans.file.write_text(text.replace("en: Plan of the fairs", "en: Plan of the xxxxx"), "utf-8")
    asked(plans, "status", "--all")
    times = plans.file.stat()
    plans.file.write_text(text.replace("en: Plan of the fairs", "en: Plan of the yyyyy"), "utf-8")
    os.utime(plans.file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "Plan of the yyyyy" in asked(plans, "status", "--all", "--lang", "en").out


def test_a_plan_that_is_written_meanwhile(plans: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed while a row was made is not kept."""
    question, changes = plan_rows._kept, ["en: Changed"]  # noqa: SLF001

    def kept(context: Context, *given: object) -> object:
        if changes and context.folder.name == "fairs":
            plans.edit("en: Plan of the fairs", changes.pop())
        return question(context, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(plan_rows, "_kept", kept)
    assert "Changed" not in asked(plans, "status", "--all", "--lang", "en").out
    assert "Changed" in asked(plans, "status", "--all", "--lang", "en").out


def test_another_day(plans: Bench, rows_made: list[str]) -> None:
    """What was shown yesterday is made anew, also as of a day that is over."""
    asked(plans, "status", "--all", "--as-of", "2024-10-31")
    rows_made.clear()
    with time_machine.travel("2024-11-18T16:00:00Z"):
        asked(plans, "status", "--all", "--as-of", "2024-10-31")
    assert sorted(rows_made) == ["fairs", "second", "third"]


def test_a_record_of_a_day_to_come(plans: Bench, rows_made: list[str]) -> None:
    """It may count by and by, so nothing is kept."""
    stamp = {"id": "X", "act": "X", "at": "2024-11-18T05:00:00.000Z", "by": "x", "on": "2024-11-18"}
    plans.write({"kind": "report", **stamp, "ref": "2", "status": "in-progress"})
    for _ in range(2):
        rows_made.clear()
        asked(plans, "status", "--all")
    assert rows_made == ["fairs"]


def test_what_cannot_be_read_is_not_kept(plans: Bench, rows_made: list[str]) -> None:
    """It is tried again."""
    plans.file.write_text("title: [\n", "utf-8")
    for _ in range(2):
        rows_made.clear()
        assert asked(plans, "status", "--all").code == 3
    assert rows_made == ["fairs"]


@pytest.mark.parametrize("spoil", ["cut", "other", "open", "text"])
def test_what_is_not_believed(plans: Bench, rows_made: list[str], spoil: str) -> None:
    """A damaged file, and one that others may have written, are ignored."""
    shown = asked(plans, "status", "--all")
    (file,) = (plans.here.parent / "cache").glob(f"*{SUFFIX}")
    if spoil == "open":
        file.chmod(0o644)
    else:
        content = file.read_bytes()
        file.write_bytes({"cut": content[:-1], "other": content[:99] + b"x" + content[100:], "text": b""}[spoil])
    rows_made.clear()
    assert asked(plans, "status", "--all") == shown
    assert sorted(rows_made) == ["fairs", "second", "third"]


def test_a_cache_that_cannot_be_written(plans: Bench) -> None:
    """It does without."""
    (plans.here.parent / "file").touch()
    assert asked(plans, "status", "--all", cache="file") == asked(plans, "status", "--all", cache="off")


def test_the_oldest_are_removed(plans: Bench) -> None:
    """Only so many questions are kept."""
    for day in range(1, MOST + 5):
        asked(plans, "status", "--all", "--as-of", f"2024-10-{day:02}")
    assert len([*(plans.here.parent / "cache").glob(f"*{SUFFIX}")]) == MOST
