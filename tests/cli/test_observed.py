"""What a command rests on: nothing that it looks at is missed, nothing wrong is kept, whatever happens in between."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
import time_machine
from cli.forks import Forks, forks
from cli_support import ADOPTED, PLAN, Bench, environment
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from plantrack.cli import observed
from plantrack.cli.kept_answer import NUMBER, SUFFIX
from plantrack.cli.observed import KEPT, Observation

LATER = "2100-01-04T04:00:00Z"
"""Long after any file was written: its times are believed."""
WATCHED = """
import os, sys
import time_machine
time_machine.travel(sys.argv.pop()).start()
seen = set()
def watched(real):
    def look(path, *words, **named):
        seen.add(os.fsdecode(path)) if not isinstance(path, int) else None
        return real(path, *words, **named)
    return look
def heard(event, args):
    if event in ("open", "os.listdir", "os.scandir") and sys._getframe(1).f_code.co_filename != IMPORTING:
        seen.add(os.fsdecode(args[0])) if not isinstance(args[0], int) else None
IMPORTING = "<frozen importlib._bootstrap_external>"
os.stat, os.lstat = watched(os.stat), watched(os.lstat)
sys.addaudithook(heard)
from plantrack.cli import run
try:
    run()
finally:
    sys.stderr.write("\\n".join(seen))
"""
VIEWS = (
    "check", "status", "list --overdue", "show 2", "explain --compare default yinchuan-2025", "log",
    "baseline --lang en", "chart lights", "report --week 2024-W46 --format docx", "report --week 2024-W46 --plan fairs",
    "status --plan plans/fairs",
)  # fmt: skip


def marks(entry: Path) -> dict[str, object]:
    """Return the stamps that an answer rests on, by their paths."""
    content = entry.read_bytes()
    head = marshal.loads(content[2 * NUMBER : 2 * NUMBER + int.from_bytes(content[:NUMBER])])  # noqa: S302
    return {path: stamp for path, stamp, _ in head[-1]}


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_missed(bench: Bench, tmp_path: Path, view: str) -> None:
    """Each path that is opened, listed or looked at is marked; only folders on the way to one, and the cache, are not.

    Also beside a plan and a history that were kept, of which other files are looked at.
    """
    cache, rules = tmp_path / "cache", bench.folder / "lights"
    rules.mkdir()
    env = environment({"PLANTRACK_CACHE": str(cache)})
    words = [sys.executable, "-c", WATCHED, *view.split(), LATER]
    for _ in range(2):
        done = subprocess.run(words, cwd=bench.here, env=env, capture_output=True, check=False)
        (entry,) = cache.glob(f"*{SUFFIX}")
        found = {str(bench.here / path) for path in marks(entry)}
        entry.unlink()
        seen = {str(bench.here / path) for path in done.stderr.decode().split("\n")}
        assert len(seen) > 10
        assert {path for path in seen if not covered(path, found, cache)} == set()


def covered(path: str, found: set[str], cache: Path) -> bool:
    """Tell whether a path is marked, lies on the way to one that is, or is not there in a folder that is marked."""
    absent = not os.path.lexists(path) and str(Path(path).parent) in found
    beside = path.startswith((str(cache), sys.prefix, sys.base_prefix))
    return path in found or absent or beside or any(one.startswith(f"{path}/") for one in found)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The place of an answer."""
    return tmp_path / "cache" / f"answer{SUFFIX}"


def observation(kept: Path) -> Observation:
    """Return one that has all it needs, long after the program was written."""
    with time_machine.travel(LATER):
        found = Observation(str(kept))
    found.hold(b"said\n", paged=False)
    return found


@pytest.mark.parametrize("code", [0, 1])
def test_kept(kept: Path, code: int) -> None:
    """What was shown is kept, also that something was found."""
    observation(kept).keep(code)
    assert kept.read_bytes().endswith(b"said\n")
    assert (kept.stat().st_mode & 0o777, len(list(kept.parent.iterdir()))) == (0o600, 1)


@pytest.mark.parametrize("code", [None, 2, 3, 4, 5, 70, 130, 141, "1"])
def test_a_failure_is_not_kept(kept: Path, code: object) -> None:
    """Nor what was interrupted, or went nowhere."""
    observation(kept).keep(code)
    assert not kept.parent.exists()


def test_a_change_meanwhile_is_not_kept(kept: Path, tmp_path: Path) -> None:
    """Something was written after the command had looked at it, or appeared where nothing was."""
    for name in ("file", "nothing"):
        (tmp_path / "file").write_bytes(b"1")
        found = observation(kept)
        found.rests_on([str(tmp_path / name)])
        (tmp_path / name).write_bytes(b"other")
        found.keep(0)
        assert not kept.parent.exists()


def test_a_day_that_ended_meanwhile_is_not_kept(kept: Path) -> None:
    """Nobody knows which of the two days the command took for today."""
    found = observation(kept)
    found.holds_today(UTC)
    for moment, there in (("2100-01-05T00:00:00Z", False), ("2100-01-04T23:59:59Z", True)):
        with time_machine.travel(moment, tick=False):
            found.keep(0)
        assert kept.exists() is there


def test_too_much_is_not_kept(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output or a folder that is too large, and nothing at all."""
    monkeypatch.setattr(observed, "LARGEST", 4)
    observation(kept).keep(0)
    monkeypatch.undo()
    monkeypatch.setattr(observed, "LISTED", 1)
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"")
    found = observation(kept)
    found.is_about(str(tmp_path))
    found.keep(0)
    Observation(str(kept)).keep(0)
    assert not kept.parent.exists()


def test_a_program_that_was_just_installed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files may change without another time."""
    monkeypatch.setattr(observed, "is_racy", lambda stamp, looked: True)
    observation(kept).keep(0)
    assert not kept.parent.exists()


def test_the_oldest_are_removed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number, and beyond a size; what a kill left, too, and nothing else."""
    kept.parent.mkdir(mode=0o700)
    names = [f"{number}{SUFFIX}" for number in range(KEPT)]
    for age, name in enumerate((".plantrack-0000-x", "old.msgpack", *reversed(names))):
        (kept.parent / name).write_bytes(b"12345")
        os.utime(kept.parent / name, (age, age))
    observation(kept).keep(0)
    assert {path.name for path in kept.parent.iterdir()} == {"old.msgpack", kept.name, *names[:-1]}
    monkeypatch.setattr(observed, "ROOM", kept.stat().st_size + 12)
    observation(kept).keep(0)
    assert {path.name for path in kept.parent.iterdir()} == {"old.msgpack", kept.name, *names[:2]}


# Whatever happens in between


@pytest.fixture(scope="module")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start the process that forks once for all offices."""
    folder = tmp_path_factory.mktemp("forks")
    with forks(folder / "forks", folder) as Office.asking:
        yield


class Office(RuleBasedStateMachine):
    """People record, edit, remove and wait, and look in between: what is shown is what there is."""

    asking: ClassVar[Forks]

    def __init__(self) -> None:
        super().__init__()
        self._left = ExitStack()
        here = Path(self._left.enter_context(TemporaryDirectory()))
        self.bench = Bench(here, "fairs")
        self.bench.journal.mkdir(parents=True)
        self.bench.file.write_text(PLAN, "utf-8")
        (self.bench.journal / "2024-W38.jsonl").write_text(json.dumps(ADOPTED, ensure_ascii=False) + "\n", "utf-8")
        self.asking.here, self.asking.moment = here, None
        self.asking.env = {"PLANTRACK_CACHE": str(here / "cache"), "PLANTRACK_ACTOR": "刘洋"}
        self.recalled = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._left.close()

    @rule(view=st.sampled_from(("check", "status", "list --overdue", "show 2", "log", "report --week last")))
    def look(self, view: str) -> None:
        """Look twice."""
        for _ in range(2):
            found = self.asking.ask(view)
            self.recalled += found.recalled
            assert found.run == self.asking.afresh(view)

    @rule(percent=st.integers(0, 99), ref=st.sampled_from(("1.1", "1.2", "2")))
    def record(self, percent: int, ref: str) -> None:
        """Report on a task."""
        assert self.asking.ask(f"update {ref} --percent {percent}").run.code == 0

    @rule()
    def undo(self) -> None:
        """Take the last report back, if there is one."""
        assert self.asking.ask("undo").run.code in (0, 2, 4)

    @rule(day=st.sampled_from(("2024-12-31", "2024-12-30", "2024-11-01")))
    def edit(self, day: str) -> None:
        """Write another due date into the plan, of the same length."""
        text = PLAN.replace("due: 2024-12-31, lead", f"due: {day}, lead")
        self.bench.file.write_text(text, "utf-8")

    @rule(name=st.sampled_from(("calendar.yaml", "lights", "other")))
    def come_and_go(self, name: str) -> None:
        """Let something beside the plan appear, or disappear."""
        path = self.bench.folder / name
        if path.is_dir():
            path.rmdir()
        elif path.exists():
            path.unlink()
        elif "." in name:
            path.write_text("holidays: [2024-11-15]\n", "utf-8")
        else:
            path.mkdir()

    @rule()
    def lose(self) -> None:
        """Remove the latest week."""
        max(self.bench.journal.glob("*.jsonl")).rename(self.bench.here / "lost")
        if not any(self.bench.journal.glob("*.jsonl")):
            (self.bench.here / "lost").rename(self.bench.journal / "2024-W38.jsonl")

    @rule(moment=st.sampled_from((None, "2100-01-04T04:00:00Z", "2100-01-04T17:00:00Z", "2101-06-01T00:00:00Z")))
    def wait(self, moment: str | None) -> None:
        """Let time pass, also back."""
        self.asking.moment = moment

    @rule(language=st.sampled_from(("zh", "en")))
    def speak(self, language: str) -> None:
        """Choose another language."""
        self.asking.env["PLANTRACK_LANG"] = language


TestOffice = pytest.mark.slow(pytest.mark.usefixtures("_started")(Office.TestCase))
TestOffice.settings = settings(max_examples=6, stateful_step_count=20, deadline=None)


@pytest.mark.usefixtures("_started")
def test_an_office(tmp_path: Path) -> None:
    """The same acts in an order that shows each of them."""
    office = Office()
    acts: tuple[Callable[[], object], ...] = (
        lambda: office.record(10, "2"), office.undo, lambda: office.edit("2024-12-30"), lambda: office.speak("en"),
        lambda: office.wait("2100-01-04T04:00:00Z"), lambda: office.come_and_go("calendar.yaml"),
        lambda: office.wait("2100-01-04T17:00:00Z"), lambda: office.come_and_go("calendar.yaml"), office.lose,
        lambda: office.edit("2024-12-31"), lambda: office.wait(None), lambda: office.record(20, "1.1"),
    )  # fmt: skip
    try:
        for act in acts:
            act()
            office.look("status")
        assert office.recalled >= len(acts)
    finally:
        office.teardown()
