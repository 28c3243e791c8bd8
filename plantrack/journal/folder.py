"""The folder of a journal: a file per ISO week of recording, and one per act of several records.

It is read without locks and without TinyDB. Nothing outside this package knows the layout of the folder.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

from plantrack.errors import JournalError, reason
from plantrack.files import read_regular, typed
from plantrack.model.updates import AnyUpdate

Content = TypeVar("Content")
SUFFIX = ".jsonl"
SHORT = 250_000
"""How many bytes are read faster than remembered: a hundredth of a second."""
TRACKED = (f"*{SUFFIX}",)
"""Patterns of the files in the folder that hold records: what a revision of a journal is made of."""
PAUSE, PATIENCE = 0.001, 2.0
"""Seconds between two readings of a file that is being written, and after which the last one counts as it is."""
PENDING = ".pending"
"""The name of a file until it is whole."""
GIT_FILES = {".gitattributes": f"*{SUFFIX} merge=union text eol=lf\n", ".gitignore": f".lock\n{PENDING}\n"}
"""What git needs beside the records: to merge them as the union of their lines, and to leave the lock alone."""


def record_files(*folders: Path) -> list[Path]:
    """Return the files with records, folder by folder in the order of their weeks."""
    nothing: list[Path] = []
    return [path for folder in folders for path in read_path(folder, _sorted_files, nothing)]


def _sorted_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)


def content_of(path: Path) -> bytes:
    """Return the bytes of a file of the journal; nothing where there is no file yet.

    A last line that is not ended may be one that is being written. It was cut off if it stays while nobody writes.
    """
    content = read_path(path, read_regular, b"")
    return content if content[-1:] in (b"", b"\n") else _finished(path, content)


def _finished(path: Path, content: bytes) -> bytes:
    """Return what stands there once nobody writes at its end any more."""
    from plantrack.journal.locks import is_held

    end = monotonic() + PATIENCE
    while content[-1:] not in (b"", b"\n"):
        written, before = is_held(path.parent), content
        content = read_path(path, read_regular, b"")
        if monotonic() > end or (content == before and not written):
            break
        sleep(PAUSE)
    return content


def read_path(path: Path, read: Callable[[Path], Content], nothing: Content) -> Content:
    """Return what is read from a path, or `nothing` where it does not exist. Raises JournalError."""
    try:
        return read(path)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return nothing
        raise JournalError("{file}: cannot be read: {why}", file=typed(path), why=reason(error)) from None


def week_file(update: AnyUpdate) -> str:
    """Return the name of the file that keeps an update."""
    return f"{week_of(update.at)}{SUFFIX}"


def week_of(moment: datetime) -> str:
    """Return the ISO week of a moment in UTC."""
    year, week, _ = moment.astimezone(UTC).isocalendar()
    return f"{year}-W{week:02}"


def act_file(update: AnyUpdate) -> str:
    """Return the name of the file that keeps an act of several updates, of which this is one."""
    return week_file(update).replace(SUFFIX, f"-{update.act}{SUFFIX}")


def is_empty(folder: Path) -> bool:
    """Tell whether there is no record in a folder, nor a folder."""
    return not any(any(folder.glob(pattern)) for pattern in TRACKED)


def is_short(*folders: Path) -> bool:
    """Tell whether a journal is read faster than a snapshot of it."""
    found = (read_path(path, Path.stat, None) for path in record_files(*folders))
    return sum(file.st_size for file in found if file) < SHORT


def new_files(folder: Path) -> dict[Path, str]:
    """Return the files that a journal needs before its first record, without those that exist already."""
    return {path: text for name, text in GIT_FILES.items() if not (path := folder / name).exists()}
