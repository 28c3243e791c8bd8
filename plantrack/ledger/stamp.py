"""The stamp of a ledger: what was sent to whom, kept on a sheet that nobody sees, with a digest over all of it.

The ledger's number, which is shown, says the same but for the values, so that a sheet saved on its own tells it too.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256

import msgspec
from msgspec import Struct

from plantrack.model.updates import in_utc

SHEET = "plantrack"
"""The name of the sheet that nobody sees."""
MARK = "plantrack-ledger/1"
_HEAD = ("plan", "unit", "period", "as_of", "known_at")
_MOMENT = "%Y%m%dT%H%M%S%fZ"
Sent = dict[str, dict[str, str]]
"""The values that were sent, by reference and key of the column; blank cells are left out."""


class Stamp(Struct, frozen=True):
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


def _digest(rows: Iterable[Sequence[str]]) -> str:
    return sha256("\n".join(sorted("\t".join(row) for row in rows)).encode("utf-8", "surrogatepass")).hexdigest()
