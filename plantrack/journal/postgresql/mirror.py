"""What is known here of a journal on a server: files in the user's cache, to which each command adds only what is new.

They are read as the files of any journal are, beside a snapshot. A file holds the updates of so many numbers of the
chain, a line each. What was added is on the disk before the position is: a crash leaves lines that come twice, and
count once. Each line is hashed behind the one before it, so that nobody can change on the server what was read here,
nor slip in anything before it, without being seen; a role that may not read every line compares the last hash only.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Struct

from plantrack.errors import JournalError, NotFoundError
from plantrack.files import typed, write_private
from plantrack.journal.folder import SUFFIX
from plantrack.journal.locks import locked
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.journal.postgresql.migrating import first_hash
from plantrack.journal.tinydb import LineStorage
from plantrack.private import open_private

FORMAT = 1
"""To be raised when what is kept changes."""
BATCH = 10_000
"""How many numbers of the chain a file holds, and are asked for at once."""
POSITION, NAME = "position", "name"
HEAD = """
    select j.n, j.hash, (select hash from plantrack.chain c where c.plan = j.plan and c.n = %s)
    from plantrack.journal j where j.plan = %s
    """
HEADS = "select plan, n, hash from plantrack.journal"
NEXT = """
    select c.n, c.hash, u.salt, u.line from plantrack.chain c join plantrack.update u using (plan, id)
    where c.plan = %s and c.n > %s and c.n <= %s order by c.n
    """
NONE = "{server}: there is no journal of plan {plan}; make it with `plantrack journal init`"
REWRITTEN = (
    "{server}: update {n} of plan {plan} is not the one that was read before: somebody has changed the journal; "
    "`plantrack journal verify` tells where; to go on with it as it is now, delete {folder}"
)


Head = tuple[int, bytes]
"""Number and hash of the last update of a journal; of one without any, 0 and the hash before the first."""


def heads(server: Server) -> dict[str, Head]:
    """Return the head of every journal on a server, by the id of its plan: one question, however many there are."""
    rows = server.run(lambda connection: connection.execute(HEADS).fetchall())
    return {plan: (n, last) for plan, n, last in rows}


class Position(Struct, frozen=True):
    """How far a journal was read: the number and hash of its last update, whose it is, and by which version."""

    n: int
    hash: bytes
    origin: tuple[int, str, str] = (0, "", "")


class Mirror:
    """The files of one plan on one server, as one role sees it."""

    def __init__(self, cache: Path, server: Server, plan: str) -> None:
        """Take the user's cache folder, the server, and the id of the plan."""
        self.server, self.plan = server, plan
        self._origin = (FORMAT, server.address, plan)
        self.folder = cache / f"{sha256(repr(self._origin).encode()).hexdigest()[:16]}.server"

    def refresh(self, telling: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Add what is new; `telling` hears how many updates of how many are here.

        Raises UnreachableError without a server, NotFoundError without a journal of the plan, and JournalError for one
        that was changed, or where nothing can be written here.
        """
        self._prepare()
        with locked(self.folder, self.server.tell):
            position = self._position()
            n, last, before = self.server.run(lambda connection: self._head(connection, position.n))
            if position.n > n or (position.n and before != position.hash):
                raise self._rewritten(min(position.n, n))
            while position.n < n:
                end = min(n, (position.n // BATCH + 1) * BATCH)
                position = self._added(position, end)
                telling(end, n)
            if position.hash != last and n:
                raise self._rewritten(n)

    @property
    def head(self) -> Head:
        """Number and hash of the last update that was read."""
        position = self._position()
        return position.n, position.hash

    @property
    def n(self) -> int:
        """How many updates of the server were read."""
        return self._position().n

    @property
    def known(self) -> bool:
        """Whether anything was ever read here."""
        return (self.folder / POSITION).exists()

    @property
    def own_name(self) -> str | None:
        """Under which name one writes to the journal, as it was known last."""
        with suppress(OSError, ValueError), open_private(self.folder / NAME) as file:
            return file.read().decode() or None
        return None

    @own_name.setter
    def own_name(self, name: str | None) -> None:
        if name != self.own_name:
            self._prepare()
            write_private(self.folder / NAME, (name or "").encode())

    def _prepare(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _position(self) -> Position:
        """Return how far it was read; what belongs to something else is removed."""
        with suppress(OSError, ValueError):
            with open_private(self.folder / POSITION) as file:
                found = msgspec.json.decode(file.read(), type=Position)
            if found.origin == self._origin:
                return found
        for path in self.folder.glob(f"*{SUFFIX}"):
            path.unlink()
        return Position(0, first_hash(self.plan))

    def _head(self, connection: Connection, n: int) -> tuple[int, bytes, bytes | None]:
        found = connection.execute(HEAD, (n, self.plan)).fetchone()
        if found is None:
            raise NotFoundError(NONE, server=self.server.name, plan=self.plan)
        return found[0], found[1], found[2]

    def _added(self, position: Position, end: int) -> Position:
        """Add the updates up to a number to the file that holds them, and return the position after it."""
        values = (self.plan, position.n, end)
        rows = self.server.run(lambda connection: connection.execute(NEXT, values).fetchall())
        last = self._checked(position, rows) if len(rows) == end - position.n else self._hash(end)
        for number, added in groupby(rows, lambda row: (row[0] - 1) // BATCH):
            lines = "".join(f"{line}\n" for *_, line in added).encode()
            LineStorage(self.folder / f"{number:08}{SUFFIX}").append(lines)
        found = Position(end, last, self._origin)
        write_private(self.folder / POSITION, msgspec.json.encode(found))
        return found

    def _checked(self, position: Position, rows: Iterable[tuple[int, bytes, bytes, str]]) -> bytes:
        """Return the hash of the last of some lines. Raises JournalError where one has another than it should have."""
        last = position.hash
        for n, found, salt, line in rows:
            last = sha256(last + salt + line.encode()).digest()
            if last != found:
                raise self._rewritten(n)
        return last

    def _hash(self, n: int) -> bytes:
        return self.server.run(lambda connection: self._head(connection, n))[2] or b""

    def _rewritten(self, n: int) -> JournalError:
        facts = {"server": self.server.name, "plan": self.plan, "n": n, "folder": typed(self.folder)}
        return JournalError(REWRITTEN, **facts)
