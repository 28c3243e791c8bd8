"""Answers: the same bytes as without, and only while everything they rest on is what it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import md5
from pathlib import Path
from time import monotonic, sleep
from zlib import crc32

import pytest
from cli.forks import Forks, forks
from cli.test_streams import CLOSED, FAILED, FULL, redirected
from cli_support import PLAN, Bench, Run, environment, on_terminal

from plantrack.cli.kept_answer import NUMBER, SUFFIX, packed

LATER = "2100-01-04T04:00:00Z"
"""Long after any file was written: its times are believed."""
MOMENTS = (LATER, pytest.param(None, marks=pytest.mark.slow, id="now"))
VIEWS = (
    "check", "check --format json", "status", "status 2 --lang en", "list --overdue", "show 2", "explain 2", "log",
    "baseline", "report --week 2024-W46", "report --week last --format html", "report --week 2024-W46 --format docx",
    "chart gantt",
)  # fmt: skip
REPORT = {
    "kind": "report", "id": "R1", "act": "A1", "at": "2024-11-10T17:00:00.000Z", "by": "刘洋", "on": "2024-11-08",
    "ref": "2", "percent": 40,
}  # fmt: skip


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    """Start the process that forks once for all."""
    folder = tmp_path_factory.mktemp("forks")
    with forks(folder / "forks", folder) as found:
        yield found


@pytest.fixture
def asking(started: Forks, bench: Bench, tmp_path: Path) -> Forks:
    """Ask in the folder of the bench, long after its files were written."""
    started.here, started.moment = bench.here, LATER
    started.env = {"PLANTRACK_CACHE": str(tmp_path / "cache")}
    return started


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of the answers."""
    return tmp_path / "cache"


def entry(cache: Path) -> Path:
    """Return the only answer that is kept."""
    (found,) = cache.glob(f"*{SUFFIX}")
    return found


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_written_is_written_again(asking: Forks, moment: str | None) -> None:
    """The same bytes and exit code as without; also where everything was made a moment ago."""
    asking.moment = moment
    for view in VIEWS:
        first, second = asking.ask(view), asking.ask(view)
        assert (view, first.recalled, second.recalled) == (view, False, True)
        assert first.run == second.run == asking.afresh(view), view
        assert first.run.out


# What makes an answer stale


def _without_a_trace(bench: Bench) -> None:
    """Change the plan file without changing its size or the time of its modification."""
    before = bench.file.stat()
    bench.edit("en: Issue measures", "en: Issue measured")
    os.utime(bench.file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _copied_back(bench: Bench) -> None:
    """Put another file in the place of a journal's, with its times."""
    path = next(bench.journal.glob("*.jsonl"))
    other = path.with_suffix(".copy")
    other.write_bytes(path.read_bytes().replace(b"2024-12-31", b"2024-11-30"))
    shutil.copystat(path, other)
    other.replace(path)


def _another_plan(bench: Bench) -> None:
    other = bench.folder.with_name("other")
    shutil.copytree(bench.folder, other)
    (other / "plan.yaml").write_text(PLAN.replace("id: fairs", "id: other"), "utf-8")


def _moved(bench: Bench) -> None:
    """Move the folder that the plan is a link to, and let the link follow."""
    store = bench.here / "store"
    (bench.here / "moved").mkdir()
    (store / "fairs").rename(bench.here / "moved" / "fairs")
    _linked(bench, bench.here / "moved" / "fairs")


def _linked(bench: Bench, place: Path) -> None:
    bench.folder.unlink()
    bench.folder.symlink_to(place)


CALENDAR = "holidays: [2099-12-25]\n"
STALE: dict[str, Callable[[Bench], object]] = {
    "a record is added": lambda bench: bench.write(REPORT, week="2024-W38"),
    "a week begins": lambda bench: bench.write(REPORT),
    "a record is gone": lambda bench: next(bench.journal.glob("*.jsonl")).write_bytes(b""),
    "a week is gone": lambda bench: next(bench.journal.glob("*.jsonl")).unlink(),
    "the journal is gone": lambda bench: shutil.rmtree(bench.journal),
    "a file has the times of another": _copied_back,
    "the plan is edited": lambda bench: bench.edit("due: 2024-12-31", "due: 2024-12-30"),
    "the plan has the size and time it had": _without_a_trace,
    "the plan is gone": lambda bench: bench.file.unlink(),
    "a calendar appears": lambda bench: (bench.folder / "calendar.yaml").write_text(CALENDAR, "utf-8"),
    "light rules appear": lambda bench: (bench.folder / "lights").mkdir(),
    "another plan appears": _another_plan,
    "a line cannot be read": lambda bench: bench.write("{"),
    "the journal may not be read": lambda bench: bench.journal.rename(bench.folder / "elsewhere"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_does_not_hold_is_not_believed(bench: Bench, asking: Forks, tmp_path: Path, moment: str | None) -> None:
    """The command runs then; when all is as it was before, but written anew, it runs as well."""
    asking.moment = moment
    whole = tmp_path / "whole"
    shutil.copytree(bench.here, whole)
    for how, act in STALE.items():
        shutil.rmtree(bench.here / "plans")
        shutil.copytree(whole / "plans", bench.here / "plans")
        before = [asking.ask("status") for _ in range(2)][-1]
        assert (how, before.recalled) == (how, True)
        act(bench)
        found = asking.ask("status")
        assert (how, found.recalled) == (how, False)
        assert found.run == asking.afresh("status"), how


def test_where_links_lead(bench: Bench, asking: Forks) -> None:
    """Another place of the same files is another answer: it is shown where they are."""
    (bench.here / "store").mkdir()
    bench.folder.rename(bench.here / "store" / "fairs")
    bench.folder.symlink_to(bench.here / "store" / "fairs")
    view = "check --format json --plan plans/fairs"
    assert [asking.ask(view).recalled for _ in range(2)] == [False, True]
    _moved(bench)
    found = asking.ask(view)
    assert (found.recalled, found.run) == (False, asking.afresh(view))


@pytest.mark.parametrize(
    ("moment", "recalled"),
    [
        ("2100-01-04T15:59:59Z", True),
        ("2100-01-04T16:00:00Z", False),
        ("2100-01-03T16:00:00Z", True),
        ("2100-01-03T15:59:59Z", False),
    ],
)
def test_a_day_ends(asking: Forks, moment: str, recalled: bool) -> None:  # noqa: FBT001
    """At midnight in Shenzhen; and it had not begun before midnight, where a clock is set back."""
    asking.ask("status")
    asking.moment = moment
    found = asking.ask("status")
    assert (found.recalled, found.run) == (recalled, asking.afresh("status"))


@pytest.mark.parametrize(
    "env",
    [{"LANG": "en_GB.UTF-8"}, {"PLANTRACK_LANG": "en"}, {"TZ": "UTC"}, {"NO_COLOR": "1"}, {"HOME": "/"}, {"X": ""}],
)
def test_another_environment(asking: Forks, env: dict[str, str]) -> None:
    """Is another question; what differs between two commands in a shell is none."""
    assert [asking.ask("status").recalled for _ in range(2)] == [False, True]
    assert asking.ask("status", {"_": "/bin/x", "SHLVL": "7", "OLDPWD": "/x", "PWD": "/y"}).recalled
    found = asking.ask("status", env)
    assert (found.recalled, found.run) == (False, asking.afresh("status", env))


def test_another_folder(bench: Bench, asking: Forks, tmp_path: Path) -> None:
    """Files are named from where one is, and plans are looked for from there."""
    (bench.here / "plans" / "deep").mkdir()
    assert [asking.ask("check").recalled for _ in range(2)] == [False, True]
    deep = asking.ask("check", here=bench.here / "plans" / "deep")
    assert (deep.recalled, deep.run) == (False, asking.ask("check", {"PLANTRACK_CACHE": "off"}, deep_of(bench)).run)
    nowhere = asking.ask("check", here=tmp_path)
    assert (nowhere.recalled, nowhere.run.code) == (False, 4)


def deep_of(bench: Bench) -> Path:
    return bench.here / "plans" / "deep"


@pytest.mark.parametrize("given", ["fairs", "plans/fairs", "plans/fairs/plan.yaml"])
def test_a_plan_is_nearer(bench: Bench, asking: Forks, given: str) -> None:
    """A folder that is called as the plan that was given changes which is meant, or that it is one of several."""
    view = f"status --plan {given}"
    assert [asking.ask(view).recalled for _ in range(2)] == [False, True]
    other = bench.here / "fairs"
    shutil.copytree(bench.folder, other)
    found = asking.ask(view)
    assert found.run == asking.afresh(view)
    assert found.recalled is (given != "fairs")


# What is damaged, or of others


def _damaged(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda kept: kept.write_bytes(change(kept.read_bytes()))


def _flipped(place: int) -> Callable[[bytes], bytes]:
    return lambda content: bytes([*content[:place], content[place] ^ 1, *content[place:][1:]])


def _replaced(make: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda kept: make(kept) if kept.rename(kept.with_name("x")) else None


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": _damaged(lambda content: b""),
    "without a head": _damaged(lambda content: content[:7]),
    "without content": _damaged(lambda content: content[: 2 * NUMBER + int.from_bytes(content[:NUMBER])]),
    "truncated": _damaged(lambda content: content[:-1]),
    "longer": _damaged(lambda content: content + b"x"),
    "changed in its length": _damaged(_flipped(2)),
    "changed in its head": _damaged(_flipped(40)),
    "changed in its content": _damaged(_flipped(-10)),
    "of another shape": _damaged(lambda content: packed((0, 2**62), b"")),  # type: ignore[arg-type]
    "no tuple": _damaged(lambda content: packed(7, b"")),  # type: ignore[arg-type]
    "readable by others": lambda kept: kept.chmod(0o604),
    "in a folder that others may read": lambda kept: kept.parent.chmod(0o755),
    "a link": _replaced(lambda kept: kept.symlink_to("x")),
    "a pipe": _replaced(lambda kept: os.mkfifo(kept, 0o600)),
    "a folder": _replaced(lambda kept: kept.mkdir(0o700)),
    "gone": lambda kept: kept.unlink(),
}


def test_what_is_damaged_is_not_believed(asking: Forks, cache: Path) -> None:
    """Nor what may be of others. The command runs then."""
    wanted = asking.afresh("status")
    for damage, act in DAMAGES.items():
        shutil.rmtree(cache, ignore_errors=True)
        assert (asking.ask("status").run, asking.ask("status").recalled) == (wanted, True)
        act(entry(cache))
        found = asking.ask("status")
        assert (damage, found.run, found.recalled) == (damage, wanted, False)


def test_an_answer_is_the_users_alone(asking: Forks, cache: Path) -> None:
    """Mode 600, in a folder of mode 700; of the environment, which may hold secrets, nothing is kept."""
    asking.ask("status", {"TOKEN": "a secret"})
    assert (entry(cache).stat().st_mode & 0o777, cache.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not [path for path in cache.iterdir() if b"a secret" in path.read_bytes() or "secret" in path.name]


def test_a_folder_that_cannot_be_written_is_no_error(bench: Bench, asking: Forks) -> None:
    """Nothing is kept then."""
    env = {"PLANTRACK_CACHE": str(bench.file / "cache")}
    assert [asking.ask("status", env) for _ in range(2)] == [(asking.afresh("status"), False)] * 2


# What is not kept


def _in_days_to_come(bench: Bench) -> None:
    bench.write({**REPORT, "at": "2100-01-05T04:00:00.000Z"})


NOT_KEPT: dict[str, Callable[[Bench], object]] = {
    "status -o out.txt": lambda bench: None,
    "report --week 2024-W46 -o /dev/stdout --format text": lambda bench: None,
    "show 9": lambda bench: None,
    "status --help": lambda bench: None,
    "status --wrong": lambda bench: None,
    "list --mine": lambda bench: None,
    "check --format github": lambda bench: None,
    "check --new-since HEAD": lambda bench: None,
    "validate": lambda bench: None,
    "update 2 --percent 5 --dry-run": lambda bench: None,
    "status": lambda bench: bench.write("{"),
    "log": _in_days_to_come,
}
ENVIRONMENT = {"PLANTRACK_ACTOR": "", "GITHUB_STEP_SUMMARY": "summary", "GIT_CONFIG_COUNT": "0"}


@pytest.mark.parametrize("view", NOT_KEPT)
def test_what_is_not_kept(bench: Bench, asking: Forks, cache: Path, view: str) -> None:
    """What writes elsewhere, warns, fails, asks git, or shows what another moment shows otherwise."""
    subprocess.run(["git", "init", "-q"], cwd=bench.here, check=True)
    NOT_KEPT[view](bench)
    asking.ask(view, ENVIRONMENT)
    assert not list(cache.glob(f"*{SUFFIX}"))


def test_without_a_cache(bench: Bench, asking: Forks) -> None:
    """Nothing is kept anywhere."""
    before = bench.files()
    assert [asking.ask("status", {"PLANTRACK_CACHE": "off"}).recalled for _ in range(2)] == [False, False]
    assert bench.files() == before


# Streams and terminals


@pytest.mark.parametrize(("streams", "why"), [(">/dev/full", FULL), (">&-", CLOSED)])
def test_where_it_cannot_be_written(bench: Bench, streams: str, why: str) -> None:
    """It is said as without an answer: one line, exit code 2."""
    kept = redirected(bench, "status", "")
    assert kept.code == 0
    assert redirected(bench, "status", streams) == Run(2, "", FAILED.format(why))
    assert redirected(bench, "status", "2>&-") == kept


def test_nobody_reads_it(bench: Bench, asking: Forks) -> None:
    """A reader that has gone is told by the exit code alone."""
    for _ in range(2):
        done = subprocess.run(
            ["/bin/bash", "-c", f"{sys.executable} -m plantrack status | true; echo ${{PIPESTATUS[0]}}"],
            cwd=bench.here, env=environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert (done.stdout, done.stderr) in (("141\n", ""), ("0\n", ""))


def test_on_a_terminal(bench: Bench, tmp_path: Path) -> None:
    """In the same colours and width, through the same pager."""
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "the pager:"\ncat\n')
    pager.chmod(0o700)
    env = {"PLANTRACK_PAGER": str(pager)}
    views = {width: [on_terminal(bench, "status", columns=width) for _ in range(2)] for width in (80, 120)}
    assert views[80][0] == views[80][1] != views[120][0] == views[120][1]
    bench.write(*({**REPORT, "id": f"R{n}", "act": f"A{n}"} for n in range(60)))
    first, second = (on_terminal(bench, "log", env=env) for _ in range(2))
    assert first == second
    assert first.out.startswith("the pager:\n")
    plain = [on_terminal(bench, "log", "--no-pager", env=env) for _ in range(2)]
    assert plain[0] == plain[1] == Run(0, first.out.removeprefix("the pager:\n"))


LARGE = """
import os, resource, sys
from plantrack.cli.answers import recall
code = recall(sys.argv[1])
sys.stderr.write(f"{code} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")
"""


def test_a_large_answer_is_never_in_memory_whole(tmp_path: Path) -> None:
    """One of 60 MB takes less than 32 MiB."""
    (tmp_path / "cache").mkdir(0o700)
    kept, content = tmp_path / "cache" / f"x{SUFFIX}", b"0123456789\n" * 5_500_000
    kept.write_bytes(packed((0, 2**62, 1, False, len(content), crc32(content), [], []), content))
    kept.chmod(0o600)
    words = ["sh", "-c", f'{sys.executable} -c "$1" "$2" | md5sum', "sh", LARGE, str(kept)]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=True)

    assert done.stdout.split()[0] == md5(content, usedforsecurity=False).hexdigest()
    code, most = map(int, done.stderr.split())
    assert code == 1
    assert most < 32 * 2 ** (20 if sys.platform == "darwin" else 10)


@pytest.mark.slow
def test_killed_at_any_instant(bench: Bench, asking: Forks, cache: Path) -> None:
    """Whatever was being written then, the next view is the same, and little is left beside the answers."""
    env, asking.moment = {"PLANTRACK_CACHE": str(cache)}, None
    began = monotonic()
    wanted = bench.program("status", env=env)
    whole = monotonic() - began
    for n in range(20):
        for kept in cache.iterdir():
            kept.unlink()
        words = [sys.executable, "-m", "plantrack", "status"]
        with subprocess.Popen(
            words, cwd=bench.here, env=environment(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as killed:
            sleep(whole * (0.6 + n / 40))
            killed.kill()
        assert [asking.ask("status").run for _ in range(2)] == [wanted] * 2
        assert len(list(cache.iterdir())) <= 3
