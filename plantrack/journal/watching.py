"""What is added to the files of a journal while somebody watches."""

from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from plantrack.journal.folder import content_of, read_path, record_files
from plantrack.journal.lines import decode_file
from plantrack.model.updates import AnyUpdate


class Tail:
    """The files of a journal as far as they were read. What a merge put into the middle is found as well."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[tuple[int, int], int, int]] = {}
        self._seen: set[str] = set()

    def added(self, folders: Iterable[Path]) -> list[AnyUpdate]:
        """Return the updates that were not there before, in order of recording; at first all. Raises JournalError."""
        found = [update for path in record_files(*folders) for update in self._changed(path)]
        new = {update.id: update for update in found if update.id not in self._seen}
        self._seen |= new.keys()
        return sorted(new.values(), key=lambda update: (update.at, update.id))

    def _changed(self, path: Path) -> list[AnyUpdate]:
        """Return the updates behind what was read of a file, or all of them where that is no longer how it begins."""
        known = read_path(path, Path.stat, None)
        stamp = (known.st_mtime_ns, known.st_size) if known else (0, 0)
        before, end, checksum = self._read.get(path, ((0, 0), 0, 0))
        if stamp == before:
            return []
        content = content_of(path)
        whole = content.rfind(b"\n") + 1
        self._read[path] = stamp, whole, crc32(content[:whole])
        start = end if crc32(content[:end]) == checksum else 0
        return decode_file(content[start:], path).updates
