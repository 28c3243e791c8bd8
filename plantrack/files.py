"""Files: paths as people type them, and writing a file whole or not at all."""

import os
from pathlib import Path

from plantrack.errors import UsageError, reason


def typed(path: Path) -> str:
    """Return the path as a person here would type it: relative below the working directory, else as it is."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return os.fspath(path)


def write_whole(path: Path, content: bytes, *, folders: bool = False) -> None:
    """Write a file so that it is either the old or the new one at every instant. Raises UsageError with the reason.

    With `folders`, the folders that it needs are made. A link stays, and what it points to is written; a pipe or
    device, such as /dev/stdout, is written into.
    """
    try:
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        raise UsageError("{file}: cannot be written: {why}", file=typed(path), why=reason(error)) from None


def _replace(path: Path, content: bytes) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
