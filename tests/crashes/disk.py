"""A disk that is watched and may fail: what a program does to its files, call by call.

The calls of `os` are replaced, and `open` by the one that is written in Python and uses them, so that nothing is
written past the record; `test_disk` holds it against the files that came of it. A rule is asked before each call: it
lets it be, raises an error in its place, or says how many bytes of a write get through.
"""

from __future__ import annotations

import _pyio  # type: ignore[import-not-found]
import builtins
import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

Tree = dict[str, bytes | None]
"""What lies in a folder, by path; a folder in it has no bytes."""


class Kind(StrEnum):
    """What a call does. The last is none: the command told its user that something was done."""

    MKDIR = "mkdir"
    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "fsync"
    RENAME = "rename"
    UNLINK = "unlink"
    CHMOD = "chmod"
    TOLD = "told"


class Call(NamedTuple):
    """A call: the path, the file meant (its name may change), where in the file, what is written, the new name."""

    kind: Kind
    path: str
    file: str = ""
    at: int = 0
    content: bytes = b""
    target: str = ""


Rule = Callable[[Call], int | None]


def no_rule(call: Call) -> None:
    """Let every call be."""


class Disk:
    """The files below a folder, with every call that changed them; `calls` came before it was watched."""

    def __init__(self, root: Path, rule: Rule = no_rule, calls: Iterable[Call] = ()) -> None:
        self.root, self.rule = root.resolve(), rule
        self.calls = list(calls)
        self._files = {call.target or call.path: call.file for call in calls if call.kind in (Kind.CREATE, Kind.RENAME)}
        self._opened: dict[int, tuple[str, str]] = {}
        self._real = {name: getattr(os, name) for name in REPLACED}

    @contextmanager
    def watched(self) -> Iterator[Disk]:
        """Record what this process does meanwhile."""
        with pytest.MonkeyPatch.context() as patch:
            for name in REPLACED:
                patch.setattr(os, name, getattr(self, f"_{name}"))
            patch.setattr(os, "rename", self._replace)
            patch.setattr(os, "remove", self._unlink)
            for module in (io, builtins):
                patch.setattr(module, "open", _pyio.open)
            patch.setattr(typer, "echo", self._telling(typer.echo))
            yield self

    def _name(self, path: Any) -> str | None:
        """Return a path from the root on, None for one elsewhere."""
        whole = Path(os.fsdecode(path))
        whole = whole.parent.resolve() / whole.name
        return whole.relative_to(self.root).as_posix() if whole.is_relative_to(self.root) else None

    def _record(self, call: Call, act: Callable[[], Any]) -> Any:
        """Do a call and record it, unless the rule forbids it."""
        self.rule(call)
        result = act()
        self.calls.append(call)
        return result

    def _telling(self, echo: Callable[..., None]) -> Callable[..., None]:
        def tell(*words: Any, **how: Any) -> None:
            echo(*words, **how)
            self.calls += [] if how.get("err") else [Call(Kind.TOLD, "")]

        return tell

    def _open(self, path: Any, flags: int, mode: int = 0o777, **how: Any) -> Any:
        name = None if isinstance(path, int) else self._name(path)

        def act() -> Any:
            return self._real["open"](path, flags, mode, **how)

        if name is None:
            return act()
        there = Path(path).exists()
        if there or not flags & os.O_CREAT:
            descriptor = act()
            file = self._files.setdefault(name, name)
        else:
            file = f"{name} made by call {len(self.calls)}"
            descriptor = self._record(Call(Kind.CREATE, name, file), act)
            self._files[name] = file
        self._opened[descriptor] = (name, file)
        if there and flags & os.O_TRUNC:
            self.calls.append(Call(Kind.TRUNCATE, name, file))
        return descriptor

    def _close(self, descriptor: int) -> None:
        self._opened.pop(descriptor, None)
        self._real["close"](descriptor)

    def _write(self, descriptor: int, content: Any) -> Any:
        if descriptor not in self._opened:
            return self._real["write"](descriptor, content)
        name, file = self._opened[descriptor]
        given = bytes(content)
        room = self.rule(Call(Kind.WRITE, name, file, content=given))
        count = self._real["write"](descriptor, given[:room])
        place = os.lseek(descriptor, 0, os.SEEK_CUR) - count
        self.calls.append(Call(Kind.WRITE, name, file, place, given[:count]))
        return count

    def _fsync(self, descriptor: int) -> None:
        name, file = self._opened[descriptor]
        self._record(Call(Kind.SYNC, name, file), lambda: self._real["fsync"](descriptor))

    def _ftruncate(self, descriptor: int, size: int) -> None:
        name, file = self._opened[descriptor]
        self._record(Call(Kind.TRUNCATE, name, file, size), lambda: self._real["ftruncate"](descriptor, size))

    def _mkdir(self, path: Any, mode: int = 0o777, **how: Any) -> None:
        self._named(Kind.MKDIR, path, lambda: self._real["mkdir"](path, mode, **how))

    def _chmod(self, path: Any, mode: int, **how: Any) -> None:
        self._named(Kind.CHMOD, path, lambda: self._real["chmod"](path, mode, **how))

    def _unlink(self, path: Any, **how: Any) -> None:
        if Path(path).exists():
            self._named(Kind.UNLINK, path, lambda: self._real["unlink"](path, **how))
            self._files.pop(self._name(path) or "", None)
        else:
            self._real["unlink"](path, **how)

    def _replace(self, path: Any, target: Any, **how: Any) -> None:
        self._named(Kind.RENAME, path, lambda: self._real["replace"](path, target, **how), target)
        old, new = self._name(path), self._name(target)
        if old is not None and new is not None:
            self._files[new] = self._files.pop(old, old)

    def _named(self, kind: Kind, path: Any, act: Callable[[], Any], target: Any = None) -> None:
        """Do a call that names a path."""
        name = self._name(path)
        if name is None or (kind is Kind.MKDIR and Path(path).exists()):
            act()
            return
        new = "" if target is None else self._name(target) or ""
        self._record(Call(kind, name, self._files.get(name, name), target=new), act)


REPLACED = ("open", "close", "write", "fsync", "ftruncate", "mkdir", "chmod", "unlink", "replace")


def tree(root: Path) -> Tree:
    """Return what lies in a folder."""
    found = sorted(root.rglob("*"))
    return {path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes() for path in found}


def put(root: Path, content: Tree) -> None:
    """Make a folder hold that and nothing else; what is there already as it should be is left alone."""
    here = tree(root)
    for name in sorted(here.keys() - content.keys(), reverse=True):
        (root / name).rmdir() if here[name] is None else (root / name).unlink()
    for name in sorted(content):
        wanted = content[name]
        if wanted is None:
            (root / name).mkdir(exist_ok=True)
        elif here.get(name) != wanted:
            (root / name).write_bytes(wanted)
