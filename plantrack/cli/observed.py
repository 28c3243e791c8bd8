"""What a command rests on, found out while it runs, so that what it writes can be kept as an answer (see `answers`).

Python tells of every file that is opened and of every folder that is listed before that happens: then they are marked.
The folder of each file is marked too, whose times change when something appears beside it, and so is everything in a
folder that is listed, which may be looked at without being opened. What Python does not tell, others say: where a plan
was looked for, and when its day ends. Whoever does what a second run would have to do again calls `spoil`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zlib import crc32

from plantrack.cli.clock import nanoseconds
from plantrack.cli.kept_answer import SUFFIX, packed
from plantrack.cli.marks import Mark, holds, is_racy, mark, stamp_of
from plantrack.files import TEMPORARY, write_private

SECOND = 10**9
LARGEST = 64 * 2**20
"""Maximum size of an answer that is kept, in bytes."""
LISTED = 10_000
"""Maximum number of entries of a folder that are marked."""
KEPT, ROOM = 200, 128 * 2**20
"""How many answers are kept, and how many bytes; the oldest are removed first."""
_IMPORTING = "<frozen importlib._bootstrap_external>"
"""The code that looks for modules: those that were loaded are marked in the end."""
_DIVIDING = os.fspath(Path(__file__).parents[1] / "processes.py")
"""The code that starts processes which read what was listed here, and nothing else."""
_STARTING = frozenset(("subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"))
_WRITING = os.O_WRONLY | os.O_RDWR


class Observation:
    """What is known of a command that is running."""

    def __init__(self, file: str) -> None:
        """Take the file in which its answer is to be kept."""
        self._file, self._cache = Path(file), os.fspath(Path(file).parent)
        self._started, self._begin, self._end = nanoseconds(), 0, sys.maxsize
        self._marks: dict[str, Mark | None] = {}
        self._links: list[tuple[str, str]] = []
        self._folders: set[str] = set()
        self._content: bytes | None = None
        self._paged, self._spoiled = False, False

    def spoil(self) -> None:
        """Keep no answer."""
        self._spoiled = True

    def rests_on(self, paths: Iterable[str]) -> None:
        """Mark what is looked at, whether it is there or not."""
        for path in paths:
            if path not in self._marks:
                self._marks[path] = None
                self._marks[path] = mark(path, self._started)

    def is_about(self, folder: str) -> None:
        """Mark what is in a folder, and the place that links on the way lead to."""
        self._links.append((folder, os.path.realpath(folder)))
        self._listed(folder)

    def holds_today(self, zone: tzinfo) -> None:
        """Let the answer hold on the day on which the command began, as a time zone has it."""
        today = datetime.fromtimestamp(self._started / SECOND, zone).date()
        begin, end = (datetime.combine(today + timedelta(more), time.min, zone).timestamp() for more in (0, 1))
        self._begin, self._end = int(begin * SECOND), int(end * SECOND)

    def hold(self, content: bytes, *, paged: bool) -> None:
        """Take what is about to be written to stdout; `paged` if a pager may show it."""
        self._content, self._paged = content, paged

    def listen(self) -> None:
        """Hear of what the command opens, lists and starts from now on; Python can never be told to stop that."""
        acts: dict[str, Callable[..., None]] = {"open": self._opened, "os.listdir": self._listed}
        acts |= {"os.scandir": self._listed} | dict.fromkeys(_STARTING, self._begun)

        def hear(event: str, args: tuple[Any, ...]) -> None:
            act = acts.get(event)
            if act and sys._getframe(1).f_code.co_filename not in (_IMPORTING, _DIVIDING):  # noqa: SLF001 - documented
                act(*args)

        sys.addaudithook(hear)

    def _opened(self, path: Any, _: object, flags: int) -> None:
        if isinstance(path, int):
            return
        name = os.fsdecode(path)
        folder = os.path.dirname(name)  # noqa: PTH120 - a Path takes time, and every opening comes here
        if folder == self._cache:
            return
        if flags & _WRITING:
            self.spoil()
        self.rests_on((name, folder or "."))

    def _listed(self, path: Any = None) -> None:
        folder = None if isinstance(path, int) else os.fsdecode(path or ".")
        if folder is None:
            self.spoil()
        elif folder != self._cache and folder not in self._folders:
            self._folders.add(folder)
            self.rests_on((folder,))
            with suppress(OSError):
                self._mark_all(folder, os.listdir(folder))  # noqa: PTH208 - as above

    def _mark_all(self, folder: str, names: list[str]) -> None:
        if len(names) > LISTED:
            self.spoil()
        else:
            self.rests_on(os.path.join(folder, name) for name in names)  # noqa: PTH118 - as above

    def _begun(self, *_: object) -> None:
        """Know nothing of what another program does; only a pager is started when all is known."""
        if self._content is None:
            self.spoil()

    def keep(self, code: object) -> None:
        """Keep the answer of a command that has ended with an exit code, unless what it rests on changed meanwhile."""
        content, marks = self._content, [*self._marks.values(), *self._program()]
        if self._spoiled or content is None or len(content) > LARGEST or code not in (0, 1):
            return
        sound = [mark for mark in marks if mark and holds(mark)]
        if len(sound) == len(marks) and nanoseconds() < self._end:
            self._write(int(code == 1), content, sound)

    def _program(self) -> Iterator[Mark | None]:
        """Yield the marks of the modules that were loaded, but those of the standard library."""
        for name, module in list(sys.modules.items()):
            spec = getattr(module, "__spec__", None)
            if name.partition(".")[0] not in sys.stdlib_module_names and spec and spec.has_location:
                stamp = stamp_of(spec.origin)
                yield None if is_racy(stamp, self._started) else (spec.origin, stamp, None)

    def _write(self, code: int, content: bytes, marks: list[Mark]) -> None:
        head = (self._begin, self._end, code, self._paged, len(content), crc32(content), self._links, marks)
        with suppress(OSError):
            write_private(self._file, packed(head, content), synced=False)
            _remove_oldest(self._cache)


def _remove_oldest(cache: str) -> None:
    """Remove answers that are too many or too large together, and what was left of some by a kill."""
    with os.scandir(cache) as entries:
        kept = [entry for entry in entries if entry.name.endswith(SUFFIX) or entry.name.startswith(TEMPORARY)]
    found = sorted(((entry.stat(follow_symlinks=False), entry.path) for entry in kept), key=_changed, reverse=True)
    size = 0
    for number, (stat, path) in enumerate(found):
        size += stat.st_size
        if number >= KEPT or size > ROOM:
            Path(path).unlink(missing_ok=True)


def _changed(found: tuple[os.stat_result, str]) -> int:
    return found[0].st_mtime_ns


_listening: list[Observation] = []


def begin(file: str) -> Observation | None:
    """Observe the command that is about to run, so that its answer can be kept in a file.

    Only the first of a process: a second finds much in memory.
    """
    if _listening:
        return None
    found = Observation(file)
    _listening.append(found)
    found.listen()
    return found
