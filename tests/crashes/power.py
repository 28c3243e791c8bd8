"""What a disk may hold after a crash: the program was killed, or the power went, between two calls or within one.

A kill keeps what was done. A cut of the power keeps what was synced, and of the rest anything: the contents of a file
last until its own fsync, a name until that of its folder, and each may be lost alone. Of a write that was not synced a
part may be there, or zeros in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import PurePosixPath
from typing import NamedTuple

from crashes.disk import Call, Kind, Tree

NAMES = (Kind.MKDIR, Kind.CREATE, Kind.RENAME, Kind.UNLINK)
CONTENTS = (Kind.WRITE, Kind.TRUNCATE)
MOST_LOST = 2
"""How many calls that were not synced are lost together; besides, all of them are."""


class Crash(NamedTuple):
    """What the disk holds afterwards, and whether the command had told before that it was done."""

    tree: Tree
    told: bool
    how: str


def crashes(before: Tree, calls: Sequence[Call], step: int = 1) -> Iterator[Crash]:
    """Yield every different crash of a run; of writes every `step`-th prefix, and always all but the last byte.

    What is told last says that the command is done.
    """
    known = set()
    for crash in _each(before, calls, step):
        mark = (crash.told, tuple(sorted(crash.tree.items())))
        if mark not in known:
            known.add(mark)
            yield crash


def _each(before: Tree, calls: Sequence[Call], step: int) -> Iterator[Crash]:
    last = max((place for place, call in enumerate(calls) if call.kind is Kind.TOLD), default=len(calls))
    for count in range(len(calls) + 1):
        done = calls[:count]
        told = last < count
        where = f"after {done[-1].kind} of {done[-1].path}" if done else "at once"
        yield Crash(replay(before, done), told, f"killed {where}")
        for part in _parts(calls[count], step) if count < len(calls) else ():
            yield Crash(replay(before, [*done, part]), told, f"killed in the middle of what comes {where}")
        for kept in _cut(done, step):
            yield Crash(replay(before, kept), told, f"power cut {where}")


def _parts(call: Call, step: int) -> Iterator[Call]:
    """Yield the beginnings of a write."""
    size = len(call.content)
    for count in sorted({*range(step, size, step), size - 1} - {0, -1}):
        yield call._replace(content=call.content[:count])


def _cut(done: Sequence[Call], step: int) -> Iterator[list[Call]]:
    """Yield what of the calls a cut of the power may leave."""
    loose = [place for place, call in enumerate(done) if not _synced(call, done[place:])]
    lost = [set(some) for count in range(1, MOST_LOST + 1) for some in combinations(loose, count)]
    for places in (*lost, set(loose)):
        yield [call for place, call in enumerate(done) if place not in places]
    for place in loose:
        call = done[place]
        if call.kind is Kind.WRITE:
            for other in (*_parts(call, step), call._replace(content=bytes(len(call.content)))):
                yield [*done[:place], other, *done[place + 1 :]]


def _synced(call: Call, later: Iterable[Call]) -> bool:
    """Tell whether a call, or what it did, needs no sync any more."""
    if call.kind in CONTENTS:
        return any(one.kind is Kind.SYNC and one.file == call.file for one in later)
    if call.kind in NAMES:
        folder = _parent(call.target or call.path)
        return any(one.kind is Kind.SYNC and one.path == folder for one in later)
    return True


def replay(before: Tree, calls: Iterable[Call]) -> Tree:
    """Return what calls make of a folder."""
    names = {path: path for path in before}
    contents: Tree = dict(before)
    for call in calls:
        _apply(call, names, contents)
    found = {path: contents.get(file, b"") for path, file in names.items()}
    return {path: content for path, content in found.items() if _reached(path, found)}


def _apply(call: Call, names: dict[str, str], contents: Tree) -> None:
    old = contents.get(call.file) or b""
    match call.kind:
        case Kind.MKDIR:
            names[call.path] = call.path
            contents[call.path] = None
        case Kind.CREATE:
            names[call.path] = call.file
        case Kind.WRITE:
            end = call.at + len(call.content)
            contents[call.file] = old[: call.at].ljust(call.at, b"\0") + call.content + old[end:]
        case Kind.TRUNCATE:
            contents[call.file] = old[: call.at]
        case Kind.RENAME:
            names.pop(call.path, None)
            names[call.target] = call.file
        case Kind.UNLINK:
            names.pop(call.path, None)


def _reached(path: str, found: Tree) -> bool:
    """Tell whether all folders above a path are there."""
    above = [str(folder) for folder in PurePosixPath(path).parents][:-1]
    return all(folder in found and found[folder] is None for folder in above)


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent)
