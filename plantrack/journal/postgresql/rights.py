"""Who may do what on a server: the members of a plan, and which unit answers for what. The server decides by these."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from plantrack.journal.postgresql.connection import Connection, Server

May = Literal["read", "unit", "office"]
ADMIT = "select plantrack.admit(%s, %s, %s, %s, %s, %s)"
DISMISS = "select plantrack.dismiss(%s, %s)"
MEMBERS = "select role, unit, may, names, only_own from plantrack.member where plan = %s order by may, unit, role"
NAME = "select names[1] from plantrack.member where plan = %s and role = current_user and names <> '{}' order by unit"
UNSETTLED = "select plantrack.unsettled(%s, %s)"
SETTLE = "select plantrack.settle(%s, %s, %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[])"


class Member(Struct, frozen=True):
    """What a role may do in a plan: for which unit, if any, and under which names it writes, the usual one first.

    With `only_own` it reads what is about its unit's tasks only.
    """

    role: str
    unit: str
    may: May
    names: tuple[str, ...] = ()
    only_own: bool = False


class Charge(Struct, frozen=True):
    """A unit that answers for a task, milestone or indicator from one moment until another; None for always."""

    ref: str
    unit: str
    since: datetime | None = None
    until: datetime | None = None


def admit(server: Server, plan: str, member: Member) -> None:
    """Let a role do something in a plan, instead of what it did for that unit before. Raises JournalError."""
    values = (plan, member.role, member.unit, member.may, list(member.names), member.only_own)
    server.run(lambda connection: connection.execute(ADMIT, values))


def dismiss(server: Server, plan: str, role: str) -> bool:
    """Let a role do nothing in a plan any more; tell whether it did anything. Raises JournalError."""
    return bool(server.run(lambda connection: _value(connection, DISMISS, (plan, role))))


def members(server: Server, plan: str) -> list[Member]:
    """Return the members of a plan that one may know: its office all of them, others themselves."""
    rows = server.run(lambda connection: connection.execute(MEMBERS, (plan,)).fetchall())
    return [Member(role, unit, may, tuple(names), only_own) for role, unit, may, names, only_own in rows]


def own_name(server: Server, plan: str) -> str | None:
    """Return the name under which one usually writes in a plan; None where the server knows of none."""
    found: str | None = server.run(lambda connection: _value(connection, NAME, (plan,)))
    return found


def unsettled(server: Server, plan: str, *, anyway: bool) -> int | None:
    """Return how many records may have changed who answers for what, where the office has to settle that, or anyway.

    None for anybody but the office and the owner of the tables.
    """
    found: int | None = server.run(lambda connection: _value(connection, UNSETTLED, (plan, anyway)))
    return found


def settle(server: Server, plan: str, known: int, charges: Iterable[Charge]) -> None:
    """Say who answers for what of a plan, by so many records that may change it. Raises JournalError."""
    every = list(charges)
    columns: Sequence[list[Any]] = (
        [one.ref for one in every],
        [one.unit for one in every],
        [_moment(one.since, "-infinity") for one in every],
        [_moment(one.until, "infinity") for one in every],
    )
    server.run(lambda connection: connection.execute(SETTLE, (plan, known, *columns)))


def _moment(moment: datetime | None, otherwise: str) -> str:
    return moment.astimezone(UTC).isoformat() if moment else otherwise


def _value(connection: Connection, query: str, values: Sequence[object]) -> Any:
    found = connection.execute(query, values).fetchone()
    return found[0] if found else None
