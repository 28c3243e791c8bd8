"""Files of the user alone, opened only where nobody else could have written them.

An answer is looked up before anything else is loaded: this imports nothing that Python has not loaded already.
"""

import errno
import os
import stat
from io import FileIO


def open_private(path: str | os.PathLike[str]) -> FileIO:
    """Open a regular file that belongs to the user alone, in a folder that does. Raises OSError for any other."""
    check_private(os.stat(os.path.dirname(path) or "."))  # noqa: PTH116, PTH120 - pathlib is not loaded yet
    file = FileIO(path, "rb", opener=not_through_links)
    try:
        found = os.fstat(file.fileno())
        check_private(found)
        check_regular(found)
    except BaseException:
        file.close()
        raise
    return file


def check_private(found: os.stat_result) -> None:
    """Raise OSError for what belongs to others, or what they may read."""
    if os.name == "posix" and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def check_regular(found: os.stat_result) -> None:
    """Raise OSError for what is no regular file: a folder, pipe, socket or device."""
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))  # as of a socket


def not_through_links(path: str, flags: int) -> int:
    """Open a file, but no link to one; `opener` of open()."""
    return without_waiting(path, flags | getattr(os, "O_NOFOLLOW", 0))


def without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe does not wait for its other end. `opener` of open()."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
