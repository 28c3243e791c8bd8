"""Files: paths as people type them, and writing a file whole or not at all."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from plantrack.errors import PlanError, UsageError, reason
from plantrack.private import check_private, check_regular, not_through_links, without_waiting

LARGEST_TEMPLATE = 16 * 2**20
TEMPORARY = ".plantrack-"
"""How the names of files begin that are written beside another one."""
TOO_LARGE = "{file}: larger than {n} bytes, as no paper of an office is; make its pictures smaller"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def typed(path: Path) -> str:
    """Return the path as a person here would type it: relative below the working directory, else as it is."""
    try:
        return real(path).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return os.fspath(path)


def read_template(path: Path) -> bytes:
    """Return the content of a template. Raises PlanError if it cannot be read, or is too large for a paper."""
    try:
        content = read_regular(path, LARGEST_TEMPLATE + 1)
    except OSError as error:
        raise PlanError("{file}: cannot be read: {why}", file=typed(path), why=reason(error)) from None
    if len(content) > LARGEST_TEMPLATE:
        raise PlanError(TOO_LARGE, file=typed(path), n=LARGEST_TEMPLATE)
    return content


def working_folder() -> Path:
    """Return the folder in which plantrack was started. Raises UsageError where it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("the working folder cannot be found: {why}; change to another", why=reason(error)) from None


def real(path: Path) -> Path:
    """Return the absolute path that links lead to; of links that lead to each other, the path as it is."""
    return Path(os.path.realpath(path))


def write_whole(path: Path, content: bytes, *, folders: bool = False) -> None:
    """Write a file so that it is either the old or the new one at every instant. Raises UsageError with the reason.

    With `folders`, the folders that it needs are made. A link stays, and what it points to is written; a pipe or
    device, such as /dev/stdout, is written into.
    """
    try:
        if folders:
            make_folder(path.parent)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(real(path), content)
            sync_folder(real(path).parent)
    except OSError as error:
        raise UsageError("{file}: cannot be written: {why}", file=typed(path), why=reason(error)) from None


def read_regular(path: Path, most: int = -1) -> bytes:
    """Return a regular file's content, or its first `most` bytes. Raises OSError where it is none.

    A pipe would wait for ever, and a device may never end.
    """
    with open(path, "rb", opener=without_waiting) as file:
        check_regular(os.fstat(file.fileno()))
        return file.read(most)


def open_at_end(path: Path) -> BinaryIO:
    """Open a file to add to what it holds. Raises OSError, also for a pipe that nobody reads."""
    return open(path, "ab", opener=without_waiting)


def write_private(path: Path, content: bytes, *, synced: bool = True) -> None:
    """Write a file for the user alone, beside its place and then into it; a link there is replaced. Raises OSError.

    What is not `synced` may be torn after a power cut: whoever reads it has to see that.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    check_private(path.parent.stat())
    _replace(path, content, mode=0o600, synced=synced)


def write_all(descriptor: int, content: bytes) -> None:
    """Write everything, however many writes the system makes of it."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe on the disk; Windows has no way to, nor has who may not read the folder."""
    if os.name == "posix" and os.access(folder, os.R_OK):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, safe on the disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def _replace(path: Path, content: bytes, mode: int | None = None, *, synced: bool = True) -> None:
    """Write a file beside its place and then into it; without a mode it has that of the file there before."""
    _remove_left(path)
    temporary = path.with_name(_temporary(path) + os.urandom(4).hex())
    descriptor = os.open(temporary, _NEW, 0o666 if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _lock(descriptor)
            file.write(content)
            file.flush()
            if synced:
                os.fsync(descriptor)
            if mode is None and path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
            temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _remove_left(path: Path) -> None:
    """Remove what was left beside a file by who was killed while writing it: nobody holds its lock any more."""
    for left in path.parent.glob(f"{_temporary(path)}*"):
        with suppress(OSError):
            descriptor = not_through_links(os.fspath(left), os.O_RDONLY)
            try:
                _lock(descriptor)
                left.unlink()
            finally:
                os.close(descriptor)


def _temporary(path: Path) -> str:
    """Return how the names of those beside a file begin; they are short, however long its own is."""
    return f"{TEMPORARY}{crc32(os.fsencode(path.name)):08x}-"


if sys.platform == "win32":  # pragma: no cover - there an open file cannot be removed

    def _lock(descriptor: int) -> None:
        pass

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
