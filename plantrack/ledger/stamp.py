"""The stamp of a ledger: what was sent to whom, kept on a sheet that nobody sees, with a digest over all of it.

The ledger's number, which is shown, says the same but for the values, so that a sheet saved on its own tells it too.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from plantrack.archive import Archive
from plantrack.errors import InputError, PlantrackError
from plantrack.model.updates import in_utc

SHEET = "plantrack"
"""The name of the sheet that nobody sees."""
MARK = "plantrack-ledger/1"
_HEAD = ("plan", "unit", "period", "as_of", "known_at")
_MOMENT = "%Y%m%dT%H%M%S%fZ"
_NUMBER = re.compile(
    r"([\w.-]+)/([\w.-]+)/([0-9]{4}-(?:W[0-9]{2}|[0-9]{2}|Q[1-4]))/([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{8}T[0-9]{12}Z|0)"
)
_TIMES = re.compile(rb"<dcterms:(?:created|modified)[^<>]*>([^<>]*)<")
Sent = dict[str, dict[str, str]]
"""The values that were sent, by reference and key of the column; blank cells are left out."""


class LedgerStamp(Struct, frozen=True):
    """Which plan's ledger it is, of which unit for which period, and the state that it shows: as of a day, as known.

    `known_at` is the moment of the last record that counts; None where there was none. `sent` has every reference with
    its values; None where only the number is known.
    """

    plan: str
    unit: str
    period: str
    as_of: date
    known_at: datetime | None
    sent: Sent | None = None

    @property
    def number(self) -> str:
        """Return the ledger's number, as it is shown."""
        return f"{self.plan}/{self.unit}/{self.period}/{self.as_of}/{self._moment}"

    @property
    def _moment(self) -> str:
        return in_utc(self.known_at).strftime(_MOMENT) if self.known_at else "0"

    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows of the sheet that nobody sees: its mark and digest, the head, and a row per reference."""
        head = zip(_HEAD, (self.plan, self.unit, self.period, str(self.as_of), self._moment), strict=True)
        sent = (self.sent or {}).items()
        rows = [*head, *(("row", ref, msgspec.json.encode(values, order="sorted").decode()) for ref, values in sent)]
        return [(MARK, _digest(rows)), *rows]


def number_in(text: str) -> LedgerStamp | None:
    """Return what the number of a ledger says that stands in a text; None where there is none."""
    found = _NUMBER.search(text)
    with suppress(ValueError):
        return found and LedgerStamp(found[1], found[2], found[3], date.fromisoformat(found[4]), _moment_of(found[5]))
    return None


def is_stamp(rows: Sequence[Sequence[object]]) -> bool:
    """Tell whether the rows of a sheet hold a stamp, whole or not."""
    return any(MARK in row for row in rows)


def read_stamp(rows: Iterable[Sequence[object]]) -> LedgerStamp:
    """Return the stamp that stands in the rows of a sheet, in any order. Raises InputError where it was changed."""
    texts = [tuple(str(cell) for cell in row if cell is not None) for row in rows]
    found = {row[0]: row[1:] for row in texts if row and row[0] != "row"}
    kept = [row for row in texts if row and row[0] != MARK]
    try:
        if found[MARK] != (_digest(kept),):
            raise ValueError(MARK)
        head = "/".join(found[name][0] for name in _HEAD)
        sent = {row[1]: msgspec.json.decode(row[2], type=dict[str, str]) for row in kept if row[0] == "row"}
    except (LookupError, ValueError):
        raise _changed() from None
    stamp = number_in(head)
    if stamp is None:
        raise _changed()
    return replace(stamp, sent=sent)


def _changed() -> InputError:
    return InputError("what was sent stands on a hidden sheet, which was changed; fill in the ledger that was sent")


def _digest(rows: Iterable[Sequence[str]]) -> str:
    return sha256("\n".join(sorted("\t".join(row) for row in rows)).encode("utf-8", "surrogatepass")).hexdigest()


def _moment_of(text: str) -> datetime | None:
    return None if text == "0" else datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def as_sent(content: bytes) -> bool:
    """Tell whether a workbook was never saved since it was written, so that nobody can have filled it in."""
    try:
        times = _TIMES.findall(Archive(content).part("docProps/core.xml") or b"")
    except PlantrackError:  # no workbook of this kind, or a damaged one: not as it was sent
        return False
    return len(times) == 2 and times[0] == times[1]  # noqa: PLR2004
