"""Answers: what a command that only reads has written, kept in the user's cache folder and written again.

It is looked for before anything else is loaded, so this imports nothing that takes time. An answer serves only the same
words in the same folder, environment and terminal, on the same day of the plan, by the same program, and while every
file and folder that it rests on is what it was (see `marks`; `observed` finds out which these are). Nothing is believed
that is not the user's own, and a damaged entry is ignored.
"""

from __future__ import annotations

import os
import sys
from io import RawIOBase, TextIOWrapper

from plantrack.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import FileIO
    from typing import Any, TextIO

    from plantrack.cli.kept_answer import Head
    from plantrack.cli.observed import Observation

READING = frozenset(("baseline", "chart", "check", "explain", "list", "log", "report", "show", "status"))
"""The commands that only read a plan."""
ALL = "--all"
"""Where all plans are meant, a row of each is kept instead."""
VOLATILE = ("_", "OLDPWD", "PWD", "SHLVL")
"""Variables that differ between two commands in one shell; no command looks at them."""

current: Observation | None = None
"""What is known of the command that is running, where its answer is to be kept."""


def asked(words: Sequence[str]) -> str | None:
    """Return the file of the answer to a command line; None where none is kept."""
    from plantrack.cli.kept_answer import SUFFIX

    folder = cache_folder()
    if not words or words[0] not in READING or folder is None or ALL in words:
        return None
    if os.name != "posix" or sys.stdout.encoding != "utf-8":
        return None
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib is not loaded yet
    except OSError:
        return None
    return os.path.join(folder, _digest(words, here, _terminals()) + SUFFIX)  # noqa: PTH118 - as above


def cache_folder() -> str | None:
    """Return the folder for caches: PLANTRACK_CACHE (`off` for none), else one in the user's cache folder."""
    given = os.environ.get("PLANTRACK_CACHE")
    if given:
        return None if given == "off" else given
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    home = os.environ.get("HOME")
    within = (base,) if base else (home, ".cache") if home else ()
    return os.path.join(*within, "plantrack") if within else None  # noqa: PTH118 - as above


def _digest(*asked: object) -> str:
    """Return what names a question. Only a digest is kept of the environment: it may hold secrets."""
    try:
        from _blake2 import blake2b  # `hashlib` loads OpenSSL
    except ImportError:
        from hashlib import blake2b

    from plantrack.cli.kept_answer import FORMAT

    environment = sorted((name, value) for name, value in os.environ.items() if name not in VOLATILE)
    program = (__version__, FORMAT, __file__, sys.version)
    name: str = blake2b(repr((program, asked, environment)).encode(), digest_size=16).hexdigest()
    return name


def _terminals() -> Any:
    """Return which streams are terminals, and how large that of the output is."""
    if not sys.stdout.isatty():
        return sys.stdin.isatty()
    try:
        return sys.stdin.isatty(), os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return sys.stdin.isatty(), None


def recall(file: str) -> int | None:
    """Write the answer that is kept in a file to stdout, and return its exit code; None where there is none that holds.

    Where stdout cannot be written, it fails once more for the command itself, which then says so.
    """
    from plantrack.cli.kept_answer import read_head
    from plantrack.private import open_private

    try:
        with open_private(file) as kept:
            head = read_head(kept)
            if head is None or not _holds(head):
                return None
            _write(kept, paged=head[3])
            return head[2]
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _holds(head: Head) -> bool:
    from plantrack.cli.clock import nanoseconds
    from plantrack.cli.marks import holds

    begin, end, *_, links, marks = head
    led = all(os.path.realpath(path) == place for path, place in links)
    return begin <= nanoseconds() < end and led and all(map(holds, marks))


def _write(kept: FileIO, *, paged: bool) -> None:
    if paged:
        from plantrack.cli.pager import piped

        content = kept.read()
        if piped(content.decode()):
            return
        kept.seek(-len(content), os.SEEK_END)
    from plantrack.cli.kept_answer import chunks

    try:
        for chunk in chunks(kept):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    except OSError as error:
        sys.stdout = TextIOWrapper(_Failing(error, sys.stdout), "utf-8", write_through=True)
        raise


class _Failing(RawIOBase):
    """A stream that fails as another one did, once."""

    def __init__(self, error: OSError, stream: TextIO) -> None:
        self._error: OSError | None = error
        self.fileno, self.isatty = stream.fileno, stream.isatty  # type: ignore[method-assign]

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        error = self._error
        if content and error:  # nothing is written to find out what kind of stream it is
            self._error = None
            raise error
        return len(content)
