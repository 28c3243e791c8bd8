"""The check of all plans beside an earlier result, or a git revision: what was there fails no more."""

from __future__ import annotations

import shutil

import pytest
from cli_support import Bench, Run
from portfolio_support import copied
from repository import git

ENGLISH = ("--lang", "en")
BROKEN = (
    "plans/fairs/plan.yaml:3:1: not valid YAML: did not find expected node content; look here and at the line before"
)
SINCE = ("check", "--all", "--only", "overdue,unreported,quiet-slip", "--new-since", "main")


def test_an_earlier_result(city: Bench) -> None:
    """What it has too is known and fails no more; a plan that is gone since is told."""
    shutil.rmtree(city.here / "plans" / "broken")
    words = ("check", "--all", "--only", "overdue,unreported")
    assert city.run(*words, "--format", "json", "-o", "earlier.json").code == 1
    done = city.run(*words, "--baseline", "earlier.json", *ENGLISH)
    assert (done.code, done.out.splitlines()[-2:]) == (
        0,
        ["findings as of 2024-11-18: 7, new 0, known 7 (overdue 2, unreported 5)", "plans: 2; with errors 0"],
    )
    copied(city, "third")
    done = city.run(*words, "--baseline", "earlier.json", *ENGLISH)
    said = "plans/third/plan.yaml: warning: the plan is not in the earlier result: everything found is new"
    assert (done.code, done.out.splitlines()[0]) == (1, said)
    shutil.rmtree(city.folder)
    done = city.run(*words, "--baseline", "earlier.json", *ENGLISH)
    gone = "plans: the plan fairs was in the earlier result and is gone; put it back, or write a new result"
    assert (done.code, done.out.splitlines()[:2]) == (1, [said, gone])


@pytest.fixture
def committed(city: Bench) -> Bench:
    """Return a bench with the two plans that can be read, as they were committed on main."""
    shutil.rmtree(city.here / "plans" / "broken")
    git(city.here, "init", "-q", "-b", "main")
    commit(city)
    return city


def commit(bench: Bench) -> None:
    """Commit everything."""
    git(bench.here, "add", "-A")
    git(bench.here, "commit", "-q", "-m", "plans")


def test_new_since_a_revision(committed: Bench) -> None:
    """Of each plan fails only what the revision lacks; what is kept of a plan says nothing about another revision."""
    cache = {"PLANTRACK_CACHE": str(committed.here.parent / "cache")}
    count = "findings as of 2024-11-18: 7, new 0, known 7 (overdue 2, unreported 5)"
    for env in (None, cache, cache):
        done = committed.run(*SINCE, *ENGLISH, env=env)
        assert (done.code, done.err, done.out.splitlines()[-2:]) == (0, "", [count, "plans: 2; with errors 0"])
    committed.edit("due: 2024-11-16", "due: 2024-12-06")
    done = committed.run(*SINCE, *ENGLISH, env=cache)
    new = [line for line in done.out.splitlines() if " error [" in line]
    assert done.code == 1
    slip = (
        "plans/fairs/plan.yaml:29: error [quiet-slip] 1.1 Hold the Hi-Tech Fair: due was adopted as 2024-11-16, the "
        "plan says 2024-12-06; put it back, have an extension approved, or adopt it as an amendment with a reason"
    )
    assert new == [slip]
    assert done.out.splitlines()[1:-2] == ["plans/fairs: known 5", "plans/later: known 2"]
    alone = committed.run("check", "--plan", "fairs", *SINCE[2:], *ENGLISH)
    assert (alone.code, slip in alone.out) == (1, True)
    commit(committed)
    assert (
        committed.run(*SINCE, *ENGLISH, env=cache)
        .out.splitlines()[-2]
        .startswith("findings as of 2024-11-18: 8, new 0, known 8")
    )


def test_plans_that_a_revision_lacks(committed: Bench) -> None:
    """A plan that is new, could not be read then, cannot be read now, or is gone since, is told."""
    whole = committed.file.read_bytes()
    committed.file.write_text("id: [\n", "utf-8")
    commit(committed)
    committed.file.write_bytes(whole)
    copied(committed, "third")
    done = committed.run(*SINCE, *ENGLISH)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[:2] == [
        "plans/fairs/plan.yaml: warning: the plan in main cannot be read: everything found is new",
        "plans/third/plan.yaml: warning: the plan is not in main: everything found is new",
    ]
    shutil.rmtree(committed.here / "plans" / "later")
    shutil.rmtree(committed.here / "plans" / "third")
    committed.file.write_text("id: broken\ntitle: [\n", "utf-8")
    done = committed.run(*SINCE, *ENGLISH)
    assert (done.code, done.out.splitlines()[:2]) == (
        3,
        [
            BROKEN,
            "plans: the plan in plans/later is gone, and its promises with it; put it back",
        ],
    )


def test_new_since_what_is_no_revision(committed: Bench) -> None:
    """It is refused once, not for each plan; a plan that lies in no repository is told."""
    said = "error: there is no revision 'nowhere' here; correct the name, or fetch it with `git fetch --all --tags`\n"
    assert committed.run("check", "--all", "--new-since", "nowhere", *ENGLISH) == Run(2, "", said)
    (committed.here / "x.json").touch()
    said = "error: 'x.json' is a file and no git revision; give an earlier result with --baseline\n"
    assert committed.run("check", "--all", "--new-since", "x.json", *ENGLISH) == Run(2, "", said)
    shutil.rmtree(committed.here / ".git")
    said = (
        "plans/fairs/plan.yaml: plans/fairs is in no git repository; give a result of `plantrack check --format json` "
        "with --baseline instead"
    )
    done = committed.run(*SINCE, *ENGLISH)
    assert (done.code, done.out.splitlines()[0]) == (3, said)
