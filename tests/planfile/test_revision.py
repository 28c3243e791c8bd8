"""A plan folder at a revision: the committed bytes and nothing else, from a repository that is only read."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from functools import partial
from hashlib import sha1
from pathlib import Path

import pytest
from repository import ALONE, git, git_bytes
from support import plan_text

import plantrack
from plantrack.errors import UsageError
from plantrack.journal import TRACKED, open_journal
from plantrack.planfile import read_plan
from plantrack.planfile import revision as revisions
from plantrack.planfile.calendar import read_calendar

pytestmark = pytest.mark.slow  # hundreds of processes of git

at_revision = partial(revisions.at_revision, records=TRACKED)
FILES = {
    "plan.yaml": b"id: old\r\ntitle: \xe8\xae\xa1\xe5\x88\x92\n",
    "calendar.yaml": b"holidays: [2024-10-01]\r\n",
    "lights/own.yaml": b"\xff\xfe\x00\x01",
    "journal/2024-W46.jsonl": b'{"id": "a"}\r\n\n\xe4\xb8',
    "journal/2024-W47.jsonl": b"",
}
UNKNOWN = "there is no revision {!r} here; correct the name, or fetch it with `git fetch --all --tags`"


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's configuration out of it, and every temporary folder in sight."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan folder in a repository, committed twice: FILES, tagged `first`, and then another plan.yaml."""
    made = tmp_path / "repository" / "年度 计划" / "科学 2024"
    made.mkdir(parents=True)
    git(made, "init", "-q", "-b", "main", str(tmp_path / "repository"))
    write(made, FILES)
    write(made, {"notes.txt": b"no", "journal/.gitignore": b".lock\n", "journal/old/2023-W01.jsonl": b"no"})
    commit(made)
    git(made, "tag", "-a", "-m", "v", "first")
    write(made, {"plan.yaml": b"id: new\n"})
    commit(made)
    return made


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def commit(folder: Path) -> str:
    """Commit everything, and return the commit's id."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "计划")
    return git(folder, "rev-parse", "HEAD").strip()


def laid(folder: Path, revision: str) -> dict[str, bytes] | None:
    """Return everything that stands in the temporary folder."""
    with at_revision(folder, revision) as found:
        return below(found) if found else None


def below(folder: Path) -> dict[str, bytes]:
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder: Path, revision: str) -> str:
    """Return what is said against a revision."""
    with pytest.raises(UsageError) as error, at_revision(folder, revision):
        pass
    return str(error.value)


# What is laid out


def test_the_committed_bytes(folder: Path) -> None:
    """Plan, calendar, lights and journal are there byte for byte, and nothing else is."""
    assert laid(folder, "first") == FILES


def test_the_name_stays(folder: Path) -> None:
    """The folder is called as the plan's own, which the plan's id must equal, and only its owner may look into it."""
    with at_revision(folder, "first") as found:
        assert found is not None
        assert (found.name, found.parents[1]) == (folder.name, Path(tempfile.gettempdir()))
        assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700


def test_it_reads_as_a_plan(tmp_path: Path) -> None:
    """What is laid out is read like any plan: without problems, with its calendar and its journal."""
    folder = tmp_path / "plans" / "p"
    write(folder, {"plan.yaml": plan_text('tasks: [{ref: "1", title: One, kind: ongoing}]').encode()})
    write(folder, {"calendar.yaml": b"reporting_moves: 2\n", "journal/2024-W01.jsonl": b"cut off\n"})
    git(tmp_path, "init", "-q")
    commit(folder)
    (folder / "plan.yaml").write_text("broken", encoding="utf-8")
    with at_revision(folder, "HEAD") as found:
        assert found is not None
        file = read_plan(found)
        assert (file.plan.id, file.problems, list(file.plan.by_ref)) == ("p", (), ["1"])
        assert read_calendar(found)[0].reporting_moves == 2
        assert len(open_journal(file.journal).read().problems) == 1


def test_uncommitted_changes_do_not_leak(folder: Path) -> None:
    """Neither the index nor the working tree counts: changed, added, staged and deleted files are as committed."""
    before = laid(folder, "HEAD")
    write(folder, {"plan.yaml": b"staged", "journal/2024-W48.jsonl": b"staged"})
    git(folder, "add", "-A")
    write(folder, {"plan.yaml": b"changed", "lights/more.yaml": b"new"})
    (folder / "calendar.yaml").unlink()
    assert laid(folder, "HEAD") == before == {**FILES, "plan.yaml": b"id: new\n"}


def test_stored_bytes_whatever_a_checkout_makes_of_them(folder: Path) -> None:
    """Attributes that change lines or words at a checkout or in an archive do not count."""
    write(folder, {".gitattributes": b"*.yaml text eol=crlf ident export-subst\n*.jsonl export-ignore\n"})
    write(folder, {"plan.yaml": b"id: $Id$ $Format:%H$\n"})
    git(folder, "add", "--renormalize", ".")
    commit(folder)
    assert laid(folder, "HEAD") == {
        **FILES, "plan.yaml": b"id: $Id$ $Format:%H$\n", "calendar.yaml": b"holidays: [2024-10-01]\n",
    }  # fmt: skip


def test_it_is_gone_afterwards(folder: Path) -> None:
    """Nothing stays behind, and a plan that was changed there is no obstacle."""
    with at_revision(folder, "first") as found:
        assert found is not None
        (found / "more").write_bytes(b"")
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_it_is_gone_after_an_exception(folder: Path) -> None:
    """An error of whoever looks into it passes through as it is, and nothing stays behind."""
    with pytest.raises(OSError, match="mine"), at_revision(folder, "first"):
        raise OSError("mine")
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


# What was not there


def test_no_plan_then(folder: Path) -> None:
    """Before the plan was committed there was none, and no folder is made."""
    git(folder, "checkout", "-q", "--orphan", "empty")
    git(folder, "rm", "-rfq", "--cached", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "nothing")
    with at_revision(folder, "empty") as found:
        assert found is None
        assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_moved_folder(folder: Path) -> None:
    """A plan that stood elsewhere then is none."""
    moved = folder.with_name("moved")
    git(folder.parent, "mv", folder.name, moved.name)
    commit(moved)
    assert laid(moved, "HEAD") == {**FILES, "plan.yaml": b"id: new\n"}
    assert laid(moved, "first") is None


def test_only_a_plan_file_makes_a_plan(folder: Path) -> None:
    """A journal alone is no plan."""
    (folder / "plan.yaml").unlink()
    commit(folder)
    assert laid(folder, "HEAD") is None


def test_links_are_not_followed(folder: Path) -> None:
    """A link in the place of a file is no file, whatever it points to; one in the place of plan.yaml is no plan."""
    (folder / "calendar.yaml").unlink()
    (folder / "calendar.yaml").symlink_to("/etc/hostname")
    (folder / "journal" / "2024-W48.jsonl").symlink_to("2024-W46.jsonl")
    (folder / "lights" / "own.yaml").unlink()
    (folder / "lights").rmdir()
    (folder / "lights").symlink_to("journal")
    commit(folder)
    kept = {name: content for name, content in FILES.items() if name.startswith("journal")}
    assert laid(folder, "HEAD") == {**kept, "plan.yaml": b"id: new\n"}
    (folder / "plan.yaml").unlink()
    (folder / "plan.yaml").symlink_to("notes.txt")
    commit(folder)
    assert laid(folder, "HEAD") is None


def tree(folder: Path, *entries: tuple[str, str, str]) -> str:
    """Store a tree that git itself would not make; return its id."""
    raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(found) for mode, name, found in entries)
    return git_bytes(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw).decode().strip()


def test_hostile_names(tmp_path: Path) -> None:
    """A name that leads elsewhere is left out, and so are folders, submodules and names of other files."""
    folder = tmp_path / "p"
    folder.mkdir()
    git(folder, "init", "-q")
    blob = git_bytes(folder, "hash-object", "-w", "--stdin", given=b"{}").decode().strip()
    names = (
        "../../evil.jsonl", "../plan.yaml", "..", "/evil.jsonl", "..\\..\\evil.jsonl", "c:evil.jsonl", "a/b.jsonl",
        "a.jsonl~", "a.json", "a.JSONL", ".lock", "\x1b[31m\n.jsonl", "-rf.jsonl", "2024 周.jsonl",
    )  # fmt: skip
    inner = tree(folder, *(("100644", name, blob) for name in names), ("40000", "d.jsonl", tree(folder)))
    lights = tree(folder, ("160000", "module.yaml", blob), ("100755", "x.yaml", blob), ("120000", "y.yaml", blob))
    root = tree(
        folder, ("40000", "calendar.yaml", inner), ("40000", "journal", inner), ("40000", "lights", lights),
        ("100644", "plan.yaml", blob), ("100644", "../up.yaml", blob),
    )  # fmt: skip
    made = git(folder, "commit-tree", "-m", "evil", root).strip()
    left = ("plan.yaml", "lights/x.yaml", "journal/\x1b[31m\n.jsonl", "journal/-rf.jsonl", "journal/2024 周.jsonl")
    assert laid(folder, made) == dict.fromkeys(left, b"{}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "temporary"]


# How a revision is named


@pytest.mark.parametrize(
    "revision", ["first", "tags/first", "HEAD~1", "HEAD^", "main~", "main@{1}", "other", "HEAD^{/计划}~1", "first^{}"]
)
def test_names_of_a_revision(folder: Path, revision: str) -> None:
    """Tags, branches, steps back, the reflog and searches name a revision."""
    git(folder, "branch", "other", "first")
    assert laid(folder, revision) == FILES


@pytest.mark.parametrize("revision", ["@", "@{1 day ago}", "main@{now}", "HEAD", "refs/heads/main"])
def test_names_of_the_latest_revision(folder: Path, revision: str) -> None:
    """A day before the reflog begins stands for its beginning, as git has it, with a warning that is passed over."""
    git(folder, "reflog", "expire", "--expire=all", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "again")
    assert laid(folder, revision) == {**FILES, "plan.yaml": b"id: new\n"}


def test_ids(folder: Path) -> None:
    """A commit's id names it, whole and cut short."""
    whole = git(folder, "rev-parse", "HEAD~1").strip()
    assert laid(folder, whole) == laid(folder, whole[:8]) == FILES


@pytest.mark.parametrize(
    "revision",
    [
        "nope", "", "-", "--", "--output=x", "--all", "--git-dir", "^HEAD", "first..HEAD", "HEAD:plan.yaml",
        "HEAD^{tree}", "a b", "main\nmain", "{0}", "0" * 40, "\x1b[31m", "\udcff", "HEAD~9",
    ],
)  # fmt: skip
def test_unknown_revisions(folder: Path, revision: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What names no commit is told as typed, and nothing that looks like an option is one."""
    monkeypatch.chdir(folder)
    before = sorted(folder.iterdir())
    assert refused(folder, revision) == UNKNOWN.format(revision)
    assert sorted(folder.iterdir()) == before


def test_a_branch_that_looks_like_an_option(folder: Path) -> None:
    """A branch of such a name, which git itself would not make, is a branch like any other."""
    heads = folder.parents[1] / ".git" / "refs" / "heads"
    (heads / "--all").write_text(git(folder, "rev-parse", "first^{}"), encoding="utf-8")
    assert laid(folder, "--all") == FILES


def test_a_branch_and_a_tag_of_one_name(folder: Path) -> None:
    """A name that fits both is refused, also where git is told not to warn; the longer names are not."""
    git(folder, "branch", "first", "HEAD")
    git(folder, "config", "core.warnAmbiguousRefs", "false")
    assert refused(folder, "first") == (
        "'first' fits several revisions; write the whole id, refs/heads/… or refs/tags/…"
    )
    assert laid(folder, "refs/tags/first") == FILES


def test_an_id_cut_too_short(folder: Path) -> None:
    """The beginning of several ids is refused, too."""
    base, made = git(folder, "rev-parse", "HEAD^{tree}").strip(), dict[str, bytes]()
    for number in range(99_999):
        body = f"tree {base}\nauthor a <a> {number} +0000\ncommitter a <a> 0 +0000\n\n".encode()
        short = sha1(b"commit %d\0%s" % (len(body), body), usedforsecurity=False).hexdigest()[:4]
        if short in made:
            break
        made[short] = body
    for stored in (made[short], body):
        git_bytes(folder, "hash-object", "-t", "commit", "-w", "--stdin", given=stored)
    assert "fits several revisions" in refused(folder, short)


# Where the repository is


def test_from_anywhere(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder says which repository is meant, not the working directory; it may be relative, or a link."""
    monkeypatch.chdir("/")
    assert laid(folder, "first") == FILES
    monkeypatch.chdir(folder)
    assert laid(Path(), "first") == laid(Path("../科学 2024"), "first") == FILES
    (tmp_path / "link").symlink_to(folder)
    with at_revision(tmp_path / "link", "first") as found:
        assert found is not None
        assert (found.name, below(found)) == (folder.name, FILES)


def test_a_plan_that_is_the_whole_repository(tmp_path: Path) -> None:
    """The plan's folder may be the repository's own."""
    folder = tmp_path / "-p"
    write(folder, FILES)
    git(folder, "init", "-q")
    commit(folder)
    assert laid(folder, "HEAD") == FILES


def test_a_linked_worktree(folder: Path, tmp_path: Path) -> None:
    """A worktree beside the repository has its own HEAD, and the same revisions."""
    git(folder, "worktree", "add", "-q", str(tmp_path / "linked"), "first")
    linked = tmp_path / "linked" / "年度 计划" / "科学 2024"
    assert laid(linked, "HEAD") == FILES
    assert laid(linked, "main") == {**FILES, "plan.yaml": b"id: new\n"}


def test_a_shallow_clone(folder: Path, tmp_path: Path) -> None:
    """What a clone has is read; what it was not given is told with how to fetch it, and that helps."""
    first = git(folder, "rev-parse", "first^{}").strip()
    git(tmp_path, "clone", "-q", "--depth=1", (tmp_path / "repository").as_uri(), "clone")
    clone = tmp_path / "clone" / "年度 计划" / "科学 2024"
    assert laid(clone, "HEAD") == {**FILES, "plan.yaml": b"id: new\n"}
    for revision in ("HEAD~1", first):
        assert refused(clone, revision) == (
            f"there is no revision {revision!r} in this shallow clone; fetch it with `git fetch --unshallow`; "
            "in CI set `fetch-depth: 0` (GitHub Actions) or `GIT_DEPTH: 0` (GitLab)"
        )
    git(clone, "fetch", "-q", "--unshallow")
    assert laid(clone, "HEAD~1") == laid(clone, first) == FILES


def test_a_clone_without_the_other_branches(folder: Path, tmp_path: Path) -> None:
    """A branch that only the other side has is fetched as its message says, and is then there."""
    git(folder, "branch", "other", "first")
    git(tmp_path, "clone", "-q", "--no-tags", (tmp_path / "repository").as_uri(), "clone")
    clone = tmp_path / "clone" / "年度 计划" / "科学 2024"
    assert refused(clone, "first") == UNKNOWN.format("first")
    git(clone, "fetch", "-q", "--all", "--tags")
    assert laid(clone, "first") == laid(clone, "origin/other") == FILES


HOOK = """\
#!{python}
import os
from pathlib import Path
from plantrack.planfile.revision import at_revision
with at_revision(Path({folder!r}), "first", ()) as found:
    told = (found / "plan.yaml").read_bytes()
told += os.environb.get(b"GIT_INDEX_FILE", b"none")
Path({told!r}).write_bytes(told)
"""


@pytest.mark.parametrize("place", ["repository", "linked"])
def test_inside_a_hook(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """A commit whose hook reads an earlier revision sees that revision, and is made."""
    git(folder, "worktree", "add", "-q", str(tmp_path / "linked"))
    plan, told = tmp_path / place / "年度 计划" / "科学 2024", tmp_path / "told"
    hook = tmp_path / "repository" / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable, folder=str(plan), told=str(told)), encoding="utf-8")
    hook.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(Path(plantrack.__file__).parents[1]))
    write(plan, {"plan.yaml": b"id: newest\n"})
    git(plan, "commit", "-q", "-a", "-m", "newest")
    assert told.read_bytes().startswith(FILES["plan.yaml"])
    assert not told.read_bytes().endswith(b"none")
    assert laid(plan, "HEAD") == {**FILES, "plan.yaml": b"id: newest\n"}


def test_the_repository_of_a_hook_is_another(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook of one repository may look at a plan of another."""
    (tmp_path / "another").mkdir()
    git(tmp_path / "another", "init", "-q")
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "another" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "another"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another" / ".git" / "index.lock"))
    monkeypatch.setenv("GIT_PREFIX", "elsewhere/")
    assert laid(folder, "first") == FILES


def test_outside_of_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no repository is, a result that was kept does for a revision."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "p", FILES)
    said = "p is in no git repository; give a result of `plantrack check --format json` with --baseline instead"
    assert refused(tmp_path / "p", "HEAD") == said
    git(tmp_path, "init", "-q", "--bare", "p/bare")
    assert refused(tmp_path / "p" / "bare", "HEAD") == said.replace("p is", "p/bare is")


def test_a_repository_without_commits(folder: Path, tmp_path: Path) -> None:
    """HEAD of an empty repository is no revision."""
    write(tmp_path / "empty", FILES)
    git(tmp_path / "empty", "init", "-q")
    assert refused(tmp_path / "empty", "HEAD") == UNKNOWN.format("HEAD")


def test_a_repository_that_git_refuses(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git has against a repository is told in its own words, on one line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    said = refused(folder, "HEAD")
    assert said.startswith("git cannot read the repository of repository/年度 计划/科学 2024: fatal: detected dubious")
    assert "git config --global --add safe.directory" in said
    assert "\n" not in said


@pytest.mark.parametrize("lost", ["HEAD:./plan.yaml", "HEAD:./journal"])
def test_a_repository_that_lost_something(folder: Path, lost: str) -> None:
    """A stored object that is missing is named."""
    found = git(folder, "rev-parse", lost).strip()
    (folder.parents[1] / ".git" / "objects" / found[:2] / found[2:]).unlink()
    said = refused(folder, "HEAD")
    assert said.startswith("git cannot read the repository of ")
    assert found in said or "HEAD:./journal" in lost
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


# What it does to the repository, and needs


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file and folder with when it was last written, and its bytes."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


def test_the_repository_is_only_read(folder: Path) -> None:
    """Nothing in it is written, not for a moment, and a lock that somebody holds is no obstacle."""
    (folder.parents[1] / ".git" / "index.lock").touch()
    (folder / "plan.yaml").touch()
    before = everything(folder.parents[1])
    assert laid(folder, "first") == FILES
    assert everything(folder.parents[1]) == before


def test_three_processes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files there are, git is started three times, in the plan's folder."""
    write(folder, {f"journal/{number:03}.jsonl": b"%d\n" % number * 9999 for number in range(60)})
    commit(folder)
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(tmp_path / "trace"))
    found = laid(folder, "HEAD")
    started = [line for line in (tmp_path / "trace").read_text("utf-8").splitlines() if '"event":"start"' in line]
    assert found is not None
    assert (len(found), len(started)) == (65, 3)
    assert found["journal/042.jsonl"] == b"42\n" * 9999


def test_without_git(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed, that is said."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(folder, "HEAD") == (
        "git cannot be run: No such file or directory; install git and put it on the path"
    )


def test_a_git_that_does_not_answer(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("plantrack.planfile.revision.PATIENCE", 0.01)
    assert refused(folder, "HEAD") == (
        "git gave no answer within 0.01 seconds; try again, or give an earlier result with --baseline"
    )


def test_no_room_for_a_temporary_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written, that is said with the way out."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert refused(folder, "first") == (
        "the plan at 'first' cannot be laid out: No such file or directory; set TMPDIR to a folder that can be written"
    )
