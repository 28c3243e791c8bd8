"""What is known here of a journal on a server: files in the user's cache, to which each command adds only what is new.

They are read as the files of any journal are, beside a snapshot. A file holds the updates of so many numbers of the
chain, a line each. What was added is on the disk before the position is: what a crash leaves behind it is
are cut off again; files that are gone or shorter are read anew. Each line is hashed behind the one before it, so that
nobody can change on the server what was read here, nor slip in anything before it, without being seen; a role that may
not read every line compares the last hash only, and reads anew once it may read others. A server that was restored and
got back what it had lost has the same lines by another chain: that is read anew, too.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import ESTALE
from hashlib import sha256
from itertools import groupby
from os import strerror, truncate
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from plantrack.errors import CacheError, JournalError, NotFoundError, reason
from plantrack.files import typed, write_private
from plantrack.journal.folder import SUFFIX, content_of
from plantrack.journal.locks import ENOUGH, locked
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import first_hash
from plantrack.journal.postgresql.verifying import changed
from plantrack.journal.tinydb import LineStorage
from plantrack.private import open_private

FORMAT = 3
"""To be raised when what is kept changes."""
BATCH = 10_000
"""How many numbers of the chain a file holds, and are asked for at once."""
POSITION, NAME = "position", "name"
SIGHT = """
    (select current_user || E'\\n' || string_agg(distinct m.unit, ' ') || E'\\n' ||
        coalesce(string_agg(distinct r.ref, ' '), '')
    from plantrack.member m left join plantrack.responsible r
        on r.plan = m.plan and r.unit = m.unit and now() >= r.since and now() < r.until
    where m.plan = j.plan and m.role = current_user having bool_and(m.only_own))
    """
"""Who asks, for which units, and about what it may read lines; nothing where it may read all of them."""
HEAD = f"""
    select j.n, j.hash, (select hash from plantrack.chain c where c.plan = j.plan and c.n = %s), {SIGHT}
    from plantrack.journal j where j.plan = %s
    """  # noqa: S608 - the words above
HEADS = f"select plan, n, hash, {SIGHT} from plantrack.journal j"  # noqa: S608 - the words above
NEXT = """
    select c.n, c.hash, u.salt, u.line from plantrack.chain c join plantrack.update u using (plan, id)
    where c.plan = %s and c.n > %s and c.n <= %s order by c.n
    """
NOT_KEPT = (
    "{file}: what the server has cannot be kept here: {why}; free some room, or name another folder in PLANTRACK_CACHE"
)
NONE = "{server}: there is no journal of plan {plan}; make it with `plantrack journal init`"
CLOSED = (
    "{server}: there is no plan {plan}, or this role has no rights in it; its office gives them with `plantrack "
    "journal grant`, and the owner of the tables makes a journal with `plantrack journal init`"
)
REVOKED = (
    "{server}: this role has no rights in plan {plan} any more; its office gives them with `plantrack journal grant`"
)
RESTRICTED = "select row_security_active('plantrack.journal')"
REWRITTEN = (
    "{server}: update {n} of plan {plan}, or one before it, is not the one that was read before: somebody has changed "
    "the journal; ask whoever owns the tables; what was read is in {folder}: delete it to go on with the journal as it "
    "is now"
)

SET_BACK = (
    "{server}: it has {n} updates of plan {plan}, of which {known} are known here: it was set back; "
    "`plantrack journal sync` sends what it lacks"
)
RECORDED_SINCE = (
    "{server}: it was set back to {n} updates of plan {plan}, and others were recorded since; it lacks {lost} that are "
    "known here; `plantrack journal sync` sends them, and goes on with the journal as it is then"
)

Head = tuple[int, bytes, str]
"""Number and hash of the last update of a journal, and which lines of it may be read; of one without any update, 0 and
the hash before the first."""


def heads(server: Server) -> dict[str, Head]:
    """Return the head of every journal on a server, by the id of its plan: one question, however many there are."""
    rows = server.run(lambda connection: connection.execute(HEADS).fetchall())
    return {plan: (n, last, sight or "") for plan, n, last, sight in rows}


def not_kept(error: OSError, place: Path) -> CacheError:
    """Return what is said where the system refuses to keep something at a place."""
    named = error.filename2 or error.filename
    where = typed(Path(named) if isinstance(named, str) else place)
    return CacheError(NOT_KEPT, file=where, why=reason(error))


class Position(Struct, frozen=True):
    """How far a journal was read: the number and hash of its last update, whose it is, and by which version.

    With which lines could be read, and how many bytes each file has by that.
    """

    n: int
    hash: bytes
    origin: tuple[int, str, str] = (0, "", "")
    sight: str = ""
    sizes: dict[str, int] = {}


class OneId(Struct, frozen=True):
    """What a line has for its id."""

    id: str


class Mirror:
    """The files of one plan on one server, as one role sees it."""

    def __init__(self, cache: Path, server: Server, plan: str) -> None:
        """Take the user's cache folder, the server, and the id of the plan."""
        self.server, self.plan = server, plan
        self._origin = (FORMAT, server.address, plan)
        self.folder = cache / f"{sha256(repr(self._origin).encode()).hexdigest()[:16]}.server"

    def refresh(
        self, telling: Callable[[int, int], None] = lambda done, of: None, patience: float | None = ENOUGH
    ) -> None:
        """Add what is new; `telling` hears how many updates of how many are here.

        Raises UnreachableError without a server, NotFoundError without a journal of the plan, JournalError for one that
        was changed, and CacheError where nothing can be written here, or others do for longer than `patience`.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self.folder, self.server.tell, patience):
                self._refresh(telling)
        except OSError as error:
            raise not_kept(error, self.folder) from None

    def _refresh(self, telling: Callable[[int, int], None]) -> None:
        position, fits = self._position(), self.known
        if fits:
            self._cut(position)
        n, last, before, sight = self._asked(position.n)
        if position.n > n or (position.n and before != position.hash):
            self._check_same(position, n, fits=fits and position.sight == sight)
            fits = False
        if not fits or position.sight != sight:
            position = self._keep(Position(0, first_hash(self.plan), self._origin, sight))
            self._cut(position)
        while position.n < n:
            end = min(n, (position.n // BATCH + 1) * BATCH)
            position = self._added(position, end)
            telling(end, n)
        if position.hash != last and n:
            raise changed(self.server, self.plan, n)

    def _check_same(self, position: Position, n: int, *, fits: bool) -> None:
        """Raise JournalError unless the lines here are on the server in the same order, by whichever chain."""
        left = self._left(position, min(n, position.n)) if fits else None
        if left is None or (left and position.n <= n):
            same, lost = self._lacking(position, n) if fits and not position.sight else (0, [])
            if lost:
                raise self._recorded_since(same, len(lost))
            raise self._rewritten(max(1, min(n, position.n)))
        if left:
            raise self._set_back(position, n)

    @property
    def head(self) -> Head:
        """Number and hash of the last update that was read, and which lines could be."""
        position = self._position()
        return position.n, position.hash, position.sight

    @property
    def readable(self) -> frozenset[str] | None:
        """The references of which this role may read the lines; None where it may read all lines."""
        sight = self._position().sight
        return frozenset(sight.rsplit("\n", 1)[-1].split()) if sight else None

    @property
    def n(self) -> int:
        """How many updates of the server were read."""
        return self._position().n

    @property
    def known(self) -> bool:
        """Whether anything was ever read here, and is still there."""
        position = self._position()
        return position.origin == self._origin and all(
            self._size(name) >= size for name, size in position.sizes.items()
        )

    def lost(self) -> list[tuple[str, str]]:
        """Return id and text of the lines that a server lacks which was set back, in their order; none by halves."""
        position = self._position()
        n, _, before, sight = self._asked(position.n)
        lines: list[bytes] = []
        if self.known and sight == position.sight == "" and before != position.hash and position.n:
            left = self._left(position, min(n, position.n))
            lines = self._lacking(position, n)[1] if left is None else left
        return [(_id_of(line), line.decode()) for line in lines]

    def forget(self) -> None:
        """Let everything be read anew."""
        (self.folder / POSITION).unlink(missing_ok=True)

    @property
    def knows_own_name(self) -> bool:
        """Whether the server has said under which name one writes to the journal, or that it knows of none."""
        return (self.folder / NAME).exists()

    @property
    def own_name(self) -> str | None:
        """Under which name one writes to the journal, as it was known last."""
        with suppress(OSError, ValueError), open_private(self.folder / NAME) as file:
            return file.read().decode() or None
        return None

    @own_name.setter
    def own_name(self, name: str | None) -> None:
        if name != self.own_name or not self.knows_own_name:
            with suppress(OSError):
                write_private(self.folder / NAME, (name or "").encode())

    def _position(self) -> Position:
        """Return how far it was read; before the first line, of nobody, where that is not known."""
        with suppress(OSError, ValueError):
            with open_private(self.folder / POSITION) as file:
                found = msgspec.json.decode(file.read(), type=Position)
            if found.origin == self._origin:
                return found
        return Position(0, first_hash(self.plan))

    def _keep(self, position: Position) -> Position:
        write_private(self.folder / POSITION, msgspec.json.encode(position))
        return position

    def _size(self, name: str) -> int:
        with suppress(OSError):
            return (self.folder / name).stat().st_size
        return 0

    def _cut(self, position: Position) -> None:
        """Cut off what was added after a position."""
        for path in self.folder.glob(f"*{SUFFIX}"):
            if path.stat().st_size > (size := position.sizes.get(path.name, 0)):
                truncate(path, size)

    def _asked(self, n: int) -> tuple[int, bytes, bytes | None, str]:
        """Return the head of the journal, with the hash of an update in it."""
        found = self.server.run(lambda connection: connection.execute(HEAD, (n, self.plan)).fetchone())
        if found is None:
            raise self._absent()
        return found[0], found[1], found[2], found[3] or ""

    def _added(self, position: Position, end: int) -> Position:
        """Add the updates up to a number to the file that holds them, and return the position after it."""
        rows = self._rows(position.n, end)
        last = self._checked(position, rows) if len(rows) == end - position.n else self._hash(end)
        sizes = dict(position.sizes)
        for number, added in groupby(rows, lambda row: (row[0] - 1) // BATCH):
            lines = "".join(f"{line}\n" for *_, line in added).encode()
            name = f"{number:08}{SUFFIX}"
            self._append(name, sizes.get(name, 0), lines)
            sizes[name] = sizes.get(name, 0) + len(lines)
        return self._keep(Position(end, last, self._origin, position.sight, sizes))

    def _append(self, name: str, size: int, lines: bytes) -> None:
        """Add lines to a file that has a size. Raises OSError where it has another: somebody removes the cache."""
        if self._size(name) != size:
            raise OSError(ESTALE, strerror(ESTALE), str(self.folder / name))
        LineStorage(self.folder / name).append(lines)

    def _left(self, position: Position, n: int) -> list[bytes] | None:
        """Return the lines here after a number, where those up to it are the same on the server; else None."""
        lines, there = self._lines(position), self._there(n)
        return lines[len(there) :] if lines[: len(there)] == there else None

    def _lacking(self, position: Position, n: int) -> tuple[int, list[bytes]]:
        """Return how many lines a server kept that was set back, and those that it lacks, where others follow by now.

        These are unknown here; behind them may be the first of the lines lost, which somebody has sent again. There are
        none to send where anything else is different.
        """
        lines, there = self._lines(position), self._there(n)
        same = next((k for k, (one, other) in enumerate(zip(lines, there, strict=False)) if one != other), 0)
        known = {_id_of(line) for line in lines}
        new = next((k for k, line in enumerate(there[same:], same) if _id_of(line) in known), n)
        sent = there[new:]
        return same, lines[same + len(sent) :] if lines[same : same + len(sent)] == sent else []

    def _lines(self, position: Position) -> list[bytes]:
        """Return the lines here."""
        files = sorted(position.sizes.items())
        return b"".join(content_of(self.folder / name)[:size] for name, size in files).split(b"\n")[:-1]

    def _there(self, n: int) -> list[bytes]:
        """Return the first lines on the server."""
        found: list[bytes] = []
        for first in range(0, n, BATCH):
            found += [line.encode() for *_, line in self._rows(first, min(n, first + BATCH))]
        return found

    def _rows(self, first: int, last: int) -> list[tuple[int, bytes, bytes, str]]:
        """Return number, hash, salt and line of the updates after a number up to another one."""
        return self.server.run(lambda connection: connection.execute(NEXT, (self.plan, first, last)).fetchall())

    def _checked(self, position: Position, rows: Iterable[tuple[int, bytes, bytes, str]]) -> bytes:
        """Return the hash of the last of some lines. Raises JournalError where one has another than it should have."""
        last = position.hash
        for n, found, salt, line in rows:
            last = sha256(last + salt + line.encode()).digest()
            if last != found:
                raise changed(self.server, self.plan, n)
        return last

    def _hash(self, n: int) -> bytes:
        return self._asked(n)[2] or b""

    def _absent(self) -> NotFoundError | JournalError:
        """Return why no journal of the plan is seen, as far as the server tells that to this role."""
        facts: dict[str, Any] = {"server": self.server.name, "plan": self.plan}
        if self.server.run(lambda connection: connection.execute(RESTRICTED).fetchone()) == (False,):
            return NotFoundError(NONE, **facts)
        if self._position().origin == self._origin:
            return JournalError(REVOKED, **facts)
        return NotFoundError(CLOSED, **facts)

    def _rewritten(self, n: int) -> JournalError:
        facts = {"server": self.server.name, "plan": self.plan, "n": n, "folder": typed(self.folder)}
        return JournalError(REWRITTEN, **facts)

    def _set_back(self, position: Position, n: int) -> JournalError:
        return JournalError(SET_BACK, server=self.server.name, plan=self.plan, n=n, known=position.n)

    def _recorded_since(self, same: int, lost: int) -> JournalError:
        return JournalError(RECORDED_SINCE, server=self.server.name, plan=self.plan, n=same, lost=lost)


def _id_of(line: bytes) -> str:
    return msgspec.json.decode(line, type=OneId).id
