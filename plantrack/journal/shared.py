"""The journal of a plan that many keep on a server, and what was recorded here while there was no answer from it.

That lies in the folder beside the plan, as any journal does, until `plantrack journal sync` sends it; it stays there.
Both together are the journal: the order of updates means nothing, and what is in both counts once.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Literal, TypeVar
from weakref import finalize

from msgspec import Struct, json

from plantrack.errors import CacheError, JournalError, Message, Problem, RefusedError, UnreachableError
from plantrack.files import typed, write_private
from plantrack.journal.folder import content_of, record_files
from plantrack.journal.lines import JournalContents, decode_file, merge
from plantrack.journal.stores.lines import JournalLine, chunked, once, read_lines
from plantrack.model.updates import AnyUpdate
from plantrack.private import open_private
from plantrack.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from plantrack.journal import FolderJournal
    from plantrack.journal.aside import Aside, Words
    from plantrack.journal.postgresql.connection import Server
    from plantrack.journal.postgresql.listening import Listener
    from plantrack.journal.postgresql.mirror import Head, Mirror
    from plantrack.journal.postgresql.store import PostgresJournal


class SharedPlace(Struct, frozen=True):
    """Where a journal is shared: the server's address, the plan's id, the folder beside it and the user's cache.

    `settle` is called after something was recorded there, so that the server knows who answers for what by now.
    Where it is known to be `silent`, and why, it is not asked.
    """

    address: str
    plan: str
    folder: Path
    cache: Path | None
    settle: "Callable[[Server], None]" = lambda server: None
    silent: Message | None = None


class Refused(Struct, frozen=True):
    """An act that the server refuses for good, why, and the lines of it that are not there."""

    act: str
    why: Message
    lines: tuple[str, ...]


class Synced(Struct, frozen=True):
    """What was brought together: how many updates were sent and came in, what was refused, and what is broken."""

    sent: int
    received: int
    refused: tuple[Refused, ...] = ()
    problems: tuple[Problem, ...] = ()


Event = Literal["read", "unknown", "recorded", "waiting"]
Tell = Callable[[Event, UnreachableError | None], None]
"""Is told, once each, what was done without an answer, and why there was none: the journal was `read` as it is known
here, nothing is known of it (`unknown`), something was `recorded`; and that records wait here, though there is one.
What it raises ends the reading."""
Found = TypeVar("Found")
BATCH = 1000
"""How many lines a server that was set back is sent at once."""
REMOVED = "{folder} was removed while it was read; run this again"
SENT = "sent"
"""The file in the mirror with the stamps of the files here, as they were when the server had everything in them."""


class SharedJournal:
    """A journal on a server, with the folder of what it has not got yet.

    Where there was no answer once, this journal asks no more: nobody is to wait twice.
    """

    def __init__(self, place: SharedPlace, kept: "PostgresJournal", beside: "FolderJournal", tell: Tell) -> None:
        """Take the place, and the journals on the server and in the folder of it."""
        self._kept, self._beside, self._tell = kept, beside, tell
        self._cache, self._settle = place.cache, place.settle
        said = place.silent
        self.silent = UnreachableError(said.template, **said.facts) if said else None
        """Why there was no answer, once."""
        self._told: set[str] = set()
        self.head: Head | None = None
        """The head of the journal on the server when it was read first; None before, and without an answer."""
        self._n = 0
        """How many updates of the server are to be read from the files here."""

    @cached_property
    def _mirror(self) -> "Mirror":
        from plantrack.journal.postgresql.mirror import Mirror

        return Mirror(self._cache or self._temporary(), self._kept.server, self._kept.plan)

    def _temporary(self) -> Path:
        from plantrack.journal.postgresql.mirror import not_kept

        try:
            folder = Path(mkdtemp(prefix="plantrack-"))
        except OSError as error:
            raise not_kept(error, Path("TMPDIR")) from None
        finalize(self, rmtree, folder, ignore_errors=True)
        return folder

    def _refresh(self) -> None:
        """Fetch what is new on the server; everything for this command alone, where the cache does not keep it."""
        from plantrack.journal.postgresql.mirror import Mirror

        try:
            self._ask(self._mirror.refresh)
        except CacheError:
            other = Mirror(self._temporary(), self._kept.server, self._kept.plan)
            self._ask(other.refresh)
            self._mirror = other

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act on the server; without an answer from it, beside the plan."""
        try:
            self._ask(lambda: self._kept.append(updates))
        except UnreachableError as error:
            self._beside.append(updates)
            self._say("recorded", error)
        else:
            with suppress(JournalError):  # it is kept, whatever stands in the way of reading it again
                self._ask(lambda: self._mirror.refresh(patience=0))
            with suppress(JournalError):
                self._ask(lambda: self._settle(self._kept.server))

    def own_name(self) -> str | None:
        """Return the name under which whoever asks writes, as the server knows it, or knew it last; None of nobody."""
        from plantrack.journal.postgresql.rights import own_name

        try:
            name: str | None = self._ask(lambda: own_name(self._kept.server, self._kept.plan))
        except UnreachableError:
            return self._mirror.own_name
        self._mirror.own_name = name
        return name

    @property
    def readable(self) -> frozenset[str] | None:
        """The references of which whoever asks may read the records, as last known; None where that is everything."""
        return self._mirror.readable

    @property
    def knows_own_name(self) -> bool:
        """Whether it is known here, though maybe from earlier on, under which name whoever asks writes."""
        return self._mirror.knows_own_name

    def check_chain(self) -> None:
        """Raise JournalError where the server's journal is not the one that was committed."""
        from plantrack.journal.postgresql.verifying import check_chain

        self._ask(lambda: check_chain(self._kept.server, self._kept.plan))

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Let nobody else append; without the server, nobody else here."""
        with ExitStack() as stack:
            try:
                self._ask(lambda: stack.enter_context(self._kept.exclusive()))
            except UnreachableError:
                stack.enter_context(self._beside.exclusive())
            yield

    def telling(self) -> AbstractContextManager[None]:
        """Let nobody else tell people meanwhile. Raises JournalError without the server, which knows who tells."""
        return self._kept.telling()

    def folders(self) -> tuple[Path, ...]:
        """Return the folders whose files are the journal, with what is new on the server.

        Where there is no answer from it, that is told, and what is known of it here has to do.
        """
        try:
            self._refresh()
            head = self._mirror.head
            self.head, self._n = self.head or head, head[0]
            if self._ask(lambda: any(self._waiting())):
                self._say("waiting", None)
        except UnreachableError as error:
            known = self._mirror.known
            self._n = self._mirror.n if known else 0
            self._say("read" if known else "unknown", error)
        return (self._beside.folder, self._mirror.folder)

    def check_read(self) -> None:
        """Raise JournalError where files were removed while they were read, so that updates may be missing."""
        if self._n and not (self._mirror.known and self._mirror.n >= self._n):
            raise JournalError(REMOVED, folder=typed(self._mirror.folder))

    @cached_property
    def _listener(self) -> "Listener":
        from plantrack.journal.postgresql.listening import Listener

        return Listener(self._kept.server.address, self._kept.plan)

    def wait(self, seconds: float) -> None:
        """Wait until somebody records something about the plan, at most so long; without an answer, as long."""
        self.silent = None
        self._listener.wait(seconds)

    def sync(self) -> Synced:
        """Send what was recorded here without the server, and fetch what is new there. Again, it changes nothing.

        What the server refuses for good stays here, and stops nothing else; but of what it had before it was set back
        all is sent, or what comes before the first refusal, which is raised. Raises UnreachableError without a server,
        and JournalError where it could not keep anything now: its disk is full, say.
        """
        before, sent = self._mirror.n, 0
        restored = self._restored()
        self._refresh()
        refused: list[Refused] = []
        problems: list[Problem] = []
        for batch in self._waiting(problems):
            done, errors = self._sent(batch)
            sent += done
            refused += errors
        self._refresh()
        self._settle(self._kept.server)
        return Synced(restored + sent, self._mirror.n - before - sent, tuple(refused), tuple(problems))

    def set_aside(self, done: Synced, words: "Words") -> "Aside":
        """Move what stays here of what was brought together to a file beside the folder, and return what that is."""
        from plantrack.journal.aside import set_aside

        refused = {line: one.why for one in done.refused for line in one.lines}
        return set_aside(self._beside.folder, self.aside, refused, words)

    @property
    def aside(self) -> Path:
        """The file with what was set aside."""
        from plantrack.journal.aside import NAME

        return self._beside.folder.with_name(NAME)

    def _restored(self) -> int:
        """Send a server that was set back what it lacks and is known here, in the order in which it had it.

        So others, too, find there what they know. Return how many lines that were.
        """
        lost, first = self._mirror.lost(), 0
        while run := _ascending(lost[first : first + BATCH]):
            self._kept.add([key for key, _ in run], [text for _, text in run])
            first += len(run)
        if lost:
            self._mirror.forget()  # the order there may be another one now
        return len(lost)

    @property
    def waiting(self) -> int:
        """How many records here the server has not got."""
        return sum(map(len, self._waiting()))

    def _waiting(self, problems: list[Problem] | None = None) -> Iterator[list[JournalLine]]:
        """Yield what the server has not got, a batch at a time, and note what is wrong with the other lines here.

        Where there was nothing once, these files are looked at again only when they have changed.
        """
        stamps = {path.name: stamp_of(path) for path in record_files(self._beside.folder)}
        if stamps == self._sent_before():
            return
        paths = [self._beside.folder / name for name in stamps]
        found = (read_lines(content_of(path), typed(path)) for path in paths)
        nothing = True
        for chunk in chunked(self._kept.plan, once(found, {})):
            if problems is not None:
                problems += chunk.problems
            ids = self._kept.missing({line.id: line.text for line in chunk.lines})
            nothing &= not (ids or chunk.problems)
            if ids:
                yield [line for line in chunk.lines if line.id in ids]
        if nothing:
            with suppress(OSError):
                write_private(self._mirror.folder / SENT, json.encode(stamps))

    def _sent(self, lines: Sequence[JournalLine]) -> tuple[int, list[Refused]]:
        """Send lines at once, or act by act where one is refused; return how many, and which acts were refused why."""
        try:
            self._kept.add([line.id for line in lines], [line.text for line in lines])
        except RefusedError as error:
            acts = [[*act] for _, act in groupby(lines, key=lambda line: line.act)]
            if len(acts) == 1:
                ids = self._kept.missing({line.id: line.text for line in lines})
                left = tuple(line.text for line in lines if line.id in ids)
                return len(lines) - len(left), [Refused(lines[0].act, error.message, left)]
            each = [self._sent(act) for act in acts]
            return sum(done for done, _ in each), [one for _, errors in each for one in errors]
        return len(lines), []

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        folders = self.folders()
        found = merge(decode_file(content_of(path), path, places=places) for path in record_files(*folders))
        self.check_read()
        return found

    def _ask(self, work: Callable[[], Found]) -> Found:
        """Return what the server is needed for. Raises UnreachableError."""
        if self.silent:
            raise self.silent
        try:
            return work()
        except UnreachableError as error:
            self.silent = error
            raise

    def _say(self, event: Event, error: UnreachableError | None) -> None:
        if event not in self._told:
            self._told.add(event)
            self._tell(event, error)

    def _sent_before(self) -> dict[str, Stamp]:
        """Return the stamps of the files here, as they were when the server had everything in them."""
        with suppress(OSError, ValueError), open_private(self._mirror.folder / SENT) as file:
            return json.decode(file.read(), type=dict[str, Stamp])
        return {}


def _ascending(lines: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the first lines of which each has a higher id than the one before: a server keeps them in this order."""
    end = next((n for n, (one, other) in enumerate(pairwise(lines), 1) if one[0] >= other[0]), len(lines))
    return lines[:end]
