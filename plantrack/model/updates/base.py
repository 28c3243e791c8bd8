"""What all updates have in common, the act that stamps them, and how one is written. The kinds have their own files."""

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import Meta, Struct, to_builtins

from plantrack.errors import InputError, Message, message
from plantrack.model.basis import Attribution, Basis, Decision
from plantrack.model.period_names import last_day
from plantrack.model.state import Key
from plantrack.model.text import given_text

Percent = Annotated[float, Meta(ge=0, le=100)]

ADDRESS = r"https?://\S+$"
LONGEST_TEXT = 64 * 2**10
"""The longest text of a record, in bytes of UTF-8."""
TOO_LONG = "nothing was recorded: {text}… has more than {n} bytes; shorten it, and name the whole text as its source"
SHORT = 8
"""How many of its last characters stand for an id."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Evidence(Struct, frozen=True, omit_defaults=True):
    """Where something can be read: an address, a document, or a file by its path from the plan's folder.

    `digest` is the SHA-256 of the file's content when it was recorded, in hexadecimal digits; None for no local file.
    """

    name: str
    digest: str | None = None


class UnitIds(Struct, frozen=True):
    """A fact of a message: units, to be shown by their names."""

    ids: tuple[str, ...]


class Update(
    Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What every record has: its id, the act it belongs to, when it was recorded (UTC) and by whom."""

    remarked: ClassVar[tuple[str, ...]] = ()

    id: str
    act: str
    at: Annotated[datetime, Meta(tz=True)]
    by: str

    @property
    def short(self) -> str:
        """Return what people call an update by: the end of its act's id."""
        return self.act[-SHORT:]

    @property
    def sources(self) -> tuple[str, ...]:
        """Return where it can be read, the first source first."""
        further: tuple[Evidence, ...] = getattr(self, "evidence", ())
        names = (getattr(self, "source", None), *(one.name for one in further))
        return tuple(dict.fromkeys(name for name in names if name and given_text(name)))

    def remarks(self) -> Iterable[Message]:
        """Return what is shown in brackets after the words of the update: the fields `remarked`, a note or a reason."""
        return [typed_text(text) for name in self.remarked if (text := given_text(getattr(self, name)))]


class DatedUpdate(Update, frozen=True, kw_only=True, gc=False):
    """A record that took effect on a day, in the plan's time zone.

    `evidence` has its sources but the first, which is its `source`, and every source that is a local file.
    """

    is_report: ClassVar[bool] = False

    on: date
    evidence: tuple[Evidence, ...] = ()

    @property
    def key(self) -> Key:
        """Return what decides between two writers of one field."""
        return (self.on, self.on, self.at, self.id)


class ReferenceUpdate(DatedUpdate, frozen=True, kw_only=True, gc=False):
    """A record about one task, milestone or indicator. `is_report` kinds count as the report that a task owes."""

    ref: str

    @property
    def refs(self) -> Collection[str]:
        """Return the references that the record names."""
        return (self.ref,)

    def decision(self, how: Literal["assigned", "approved"], source: str | None) -> Basis:
        """Return the basis of what the record decides: published where its source is an address, else who decided."""
        if source and re.match(ADDRESS, source):
            return Attribution(source)
        return Decision(how, self.by, self.on, source)

    def narrowed(self, known: Collection[str]) -> Self | None:
        """Return what the record says about some references."""
        return self if self.ref in known else None


def precedence(update: DatedUpdate, period: str | None) -> Key:
    """Return the key under which a report writes: one on an earlier period overwrites nothing newer than that."""
    if period is None:
        return (update.on, update.on, update.at, update.id)
    last = last_day(period)
    return (min(update.on, last), *update.key[1:]) if last else update.key


def ulid(milliseconds: int, randomness: int) -> str:
    """Return 26 characters that sort by time: 48 bits of milliseconds since 1970, then 80 bits of randomness."""
    number = milliseconds << 80 | randomness
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


class Act:
    """One command's doing: gives all its updates one act id, one moment and ids that sort in order of making."""

    def __init__(self, at: datetime, by: str, entropy: Callable[[int], bytes]) -> None:
        self.at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        self.by = by
        self._milliseconds = round(self.at.timestamp() * 1000)
        self._next = int.from_bytes(entropy(10), "big") >> 1
        self.id = self._new_id()

    def _new_id(self) -> str:
        self._next += 1
        return ulid(self._milliseconds, self._next)

    def stamp(self) -> dict[str, Any]:
        """Return id, act, at and by for the next update of this act."""
        return {"id": self._new_id(), "act": self.id, "at": self.at, "by": self.by}


Stamp = Callable[[], dict[str, Any]]
"""Returns id, act, at, by and on of the next update of a command."""


class Unknown(Struct, frozen=True):
    """A record of a kind, or with a field, that this version does not know: kept, shown in the log, never applied."""

    record: dict[str, Any]


def record(update: Update | Unknown) -> dict[str, Any]:
    """Return the update as plain values with keys in fixed order; `at` in UTC, with milliseconds."""
    if isinstance(update, Unknown):
        return update.record
    plain: dict[str, Any] = to_builtins(update)
    precision = "microseconds" if update.at.microsecond % 1000 else "milliseconds"
    with suppress(OverflowError):  # a moment at the end of time stays as it was written
        plain["at"] = update.at.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")
    return plain


def check_lengths(update: Update) -> None:
    """Refuse a text that is too long to be kept in a journal. Raises InputError."""
    for name in update.__struct_fields__:
        text = getattr(update, name)
        if isinstance(text, str) and len(text.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
            raise InputError(TOO_LONG, text=text[:20], n=LONGEST_TEXT)


def day_in(moment: datetime, zone: tzinfo | None) -> date:
    """Return the day of a moment in a time zone."""
    return _local(moment, zone).date()


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC, as records have it: two of one time zone are compared ten times as fast as others."""
    return _local(moment, UTC)


def minute_in(moment: datetime, zone: tzinfo) -> str:
    """Return a moment in a time zone, as it is shown: 2024-11-18 12:00."""
    return f"{_local(moment, zone):%Y-%m-%d %H:%M}"


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:  # at the ends of time
        return moment


def typed_text(text: str) -> Message:
    """Return text that somebody typed as a message."""
    return message("{text}", text=text)


def transition(old: Message | None, new: Message | None) -> Message:
    """Return what something was and what it becomes; only the latter where it was nothing, or the same."""
    return message("{new}", new=new) if old in (None, new) else message("{old} → {new}", old=old, new=new)
