"""The journal in memory: for dry runs, for tests, and for scripts that want to try something."""

from collections.abc import Iterable, Sequence

from plantrack.journal.lines import JournalContents, decode_file, encode
from plantrack.model.updates import AnyUpdate


class MemoryJournal:
    """Keeps updates as the same lines that a file would hold."""

    def __init__(self, updates: Iterable[AnyUpdate] = ()) -> None:
        self._content = bytearray()
        self.append(list(updates))

    def append(self, updates: Sequence[AnyUpdate]) -> None:
        """Keep the updates of one act."""
        self._content += b"".join(map(encode, updates))

    def read(self, *, places: bool = False) -> JournalContents:
        """Return everything kept."""
        return decode_file(bytes(self._content), "(memory)", places=places)
