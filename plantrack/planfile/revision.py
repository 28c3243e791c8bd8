"""A plan folder as it was committed at a git revision, laid out in a temporary folder. The repository is only read.

Nothing is checked out and no index is touched: the stored bytes are read by three processes of git. Where the plan's
folder stands says which repository is meant, so what a hook sets (GIT_DIR, GIT_INDEX_FILE …) is not handed on to git.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from plantrack.errors import UsageError, reason
from plantrack.files import real, typed
from plantrack.planfile import NAME

FILES = (NAME, "calendar.yaml", "lights/*.yaml")
"""The files that make up a plan, without its journal, whose files the caller names."""
PATIENCE = 120
"""Seconds for one process of git; a partial clone may fetch what it lacks."""
_PLACED = {"GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}


@contextmanager
def at_revision(folder: Path, revision: str, records: Sequence[str]) -> Iterator[Path | None]:
    """Lay out a plan's files, byte for byte as committed, in a temporary folder of the same name; it goes afterwards.

    `records` are patterns of the files in the journal's folder.

    Links, submodules and anything else are left out. None stands for no plan at that place then: `plan.yaml` was not
    committed yet or was no regular file, or the folder was moved since. Raises UsageError where git, the repository or
    the revision is missing. What is read from there needs no cache: its path is never the same again.
    """
    place = real(folder)
    files = _committed(place, revision, (*FILES, *(f"journal/{pattern}" for pattern in records)))
    if NAME not in files:
        yield None
        return
    with ExitStack() as stack:
        try:
            made = Path(stack.enter_context(TemporaryDirectory(prefix="plantrack-"))) / place.name
            for name, content in files.items():
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(content)
        except OSError as error:
            raise UsageError(
                "the plan at {revision!r} cannot be laid out: {why}; set TMPDIR to a folder that can be written",
                revision=revision, why=reason(error),
            ) from None  # fmt: skip
        yield made


def plans_gone(folder: Path, revision: str) -> list[str]:
    """Return the folders, as from the top of the repository, that held a plan with a journal then and hold none now."""
    top = Path(os.fsdecode(_asked(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    listed = _asked(folder, "ls-tree", "-r", "-z", "--full-tree", "--name-only", _commit(folder, revision))
    names = {PurePosixPath(os.fsdecode(name)) for name in listed.split(b"\0") if name}
    kept = {name.parent.parent for name in names if name.parent.name == "journal" and name.suffix == ".jsonl"}
    return sorted(str(one) for one in kept if one / NAME in names and not (top / one / NAME).is_file())


def plans_gone_below(place: Path, revision: str) -> list[str]:
    """Return those of these folders that are below a place."""
    prefix = os.fsdecode(_asked(place, "rev-parse", "--show-prefix").rstrip(b"\n"))
    return [folder for folder in plans_gone(place, revision) if f"{folder}/".startswith(prefix)]


def in_repository(folder: Path) -> bool:
    """Tell whether a folder lies in a git repository; False without git."""
    with suppress(UsageError):
        return _git(folder, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"
    return False


def tracked(path: Path) -> bool:
    """Tell whether a file is tracked by the git repository it lies in; False where there is none, or no git."""
    for place in (path.absolute(), real(path)):
        with suppress(UsageError):
            if _git(place.parent, "ls-files", "--error-unmatch", "--", place.name).returncode == 0:
                return True
    return False


def _committed(folder: Path, revision: str, patterns: Sequence[str]) -> dict[str, bytes]:
    """Return the contents of the plan's files at a revision; nothing where its plan.yaml is not among them."""
    within = [pattern.partition("*")[0] for pattern in patterns]
    listed = _asked(folder, "ls-tree", "-z", _commit(folder, revision), "--", *within)
    ids = dict(_regular(listed, patterns))
    return dict(zip(ids, _contents(folder, list(ids.values())), strict=True)) if NAME in ids else {}


def _regular(listed: bytes, patterns: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield name and id of every regular file that fits a pattern.

    Whoever made the tree may have put any name into it: one that leads elsewhere, on Windows too, is left out.
    """
    for entry in filter(None, listed.split(b"\0")):
        facts, _, written = entry.partition(b"\t")
        mode, _, found = facts.split()
        name = os.fsdecode(written)
        fits = any(fnmatchcase(name, pattern) and name.count("/") == pattern.count("/") for pattern in patterns)
        if mode.startswith(b"100") and fits and "\\" not in name and ":" not in name:
            yield name, found


def _contents(folder: Path, ids: Sequence[bytes]) -> Iterator[bytes]:
    answer = BytesIO(_asked(folder, "cat-file", "--batch", given=b"".join(found + b"\n" for found in ids)))
    for _ in ids:
        head = answer.readline().split()
        if head[1:2] != [b"blob"]:
            raise _unreadable(folder, b" ".join(head))
        yield answer.read(int(head[2]))
        answer.read(1)


def _commit(folder: Path, revision: str) -> str:
    """Return the id of the one commit that a revision names, however it is written."""
    where = ("--is-inside-work-tree", "--is-shallow-repository")
    done = _git(folder, "rev-parse", *where, "--verify", "--end-of-options", f"{revision}^{{commit}}")
    inside, shallow, *ids = done.stdout.decode().split() or ["", ""]
    if inside == "false" or b"not a git repository" in done.stderr:
        raise UsageError(_NO_REPOSITORY, folder=typed(folder))
    if not inside:
        raise _unreadable(folder, done.stderr)
    if b"is ambiguous" in done.stderr:
        raise UsageError(_AMBIGUOUS, revision=revision)
    if done.returncode or not ids[0].isalnum():
        raise UsageError(_NOT_IN_SHALLOW if shallow == "true" else _UNKNOWN, revision=revision)
    return ids[0]


_NO_REPOSITORY = (
    "{folder} is in no git repository; give a result of `plantrack check --format json` with --baseline instead"
)
_AMBIGUOUS = "{revision!r} fits several revisions; write the whole id, refs/heads/… or refs/tags/…"
_UNKNOWN = "there is no revision {revision!r} here; correct the name, or fetch it with `git fetch --all --tags`"
_NO_ANSWER = "git gave no answer within {n} seconds; try again, or give an earlier result with --baseline"
_NOT_IN_SHALLOW = (
    "there is no revision {revision!r} in this shallow clone; fetch it with `git fetch --unshallow`; "
    "in CI set `fetch-depth: 0` (GitHub Actions) or `GIT_DEPTH: 0` (GitLab)"
)


def _asked(folder: Path, *words: str, given: bytes = b"") -> bytes:
    done = _git(folder, *words, given=given)
    if done.returncode:
        raise _unreadable(folder, done.stderr)
    return done.stdout


def _unreadable(folder: Path, said: bytes) -> UsageError:
    why = " ".join(said.decode(errors="replace").split())
    return UsageError("git cannot read the repository of {folder}: {why}", folder=typed(folder), why=why)


def _git(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    handed = {name: value for name, value in os.environ.items() if name not in _PLACED}
    command = ["git", "-C", os.fspath(folder), "-c", "core.warnAmbiguousRefs=true", *words]
    try:
        return subprocess.run(  # noqa: S603
            command, input=given, env=handed | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UsageError(_NO_ANSWER, n=PATIENCE) from None
    except OSError as error:
        raise UsageError("git cannot be run: {why}; install git and put it on the path", why=reason(error)) from None
