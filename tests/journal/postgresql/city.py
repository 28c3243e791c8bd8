"""Two plans on a server, and the roles of a city that log in: a table of who does what, for tests of rights."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from postgres_server import database

from plantrack.cli.clock import now
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.rights import Charge, Member, admit, settle
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.model.updates import Act

ROLES = (
    "office", "stic", "fund", "narrow", "ended", "left", "joined", "morrow", "coming", "reader", "foreign", "stranger",
)  # fmt: skip
MEMBERS = (
    Member("office", "", "office", ("张敏",)),
    Member("stic", "stic", "unit", ("科创局", "陈静")),
    Member("fund", "fund", "unit", ("刘洋",)),
    Member("narrow", "fund", "unit", ("周宁",), only_own=True),
    Member("ended", "old", "unit", ("旧单位",)),
    Member("left", "left", "unit", ("离任单位",)),
    Member("joined", "joined", "unit", ("接任单位",)),
    Member("morrow", "morrow", "unit", ("明日单位",)),
    Member("coming", "next", "unit", ("新单位",)),
    Member("reader", "", "read"),
)
"""Who does what in the plan of the fairs; `foreign` is a unit of another plan, and `stranger` of none."""
SOON = now() + timedelta(days=30)
CHARGES = (
    *(Charge(ref, "stic") for ref in ("1", "1.1", "1.1.1", "2", "fair-area", "hnte-count")),
    Charge("1.2", "fund"),
    Charge("1.2", "old", until=datetime(2024, 12, 31, tzinfo=UTC)),
    Charge("1.2", "left", until=now() - timedelta(days=1)),
    Charge("1.2", "joined", since=now() - timedelta(days=1)),
    Charge("1.2", "morrow", since=now() + timedelta(hours=1)),
    Charge("2", "next", since=SOON),
)


class Stamped:
    """Records of one act, as the command line would make them now."""

    def __init__(self, by: str, ago: timedelta = timedelta(0)) -> None:
        """Take who acts, and how long ago."""
        self.at = now() - ago
        self._act = Act(self.at, by, os.urandom)

    def record(self, kind: str = "report", **said: Any) -> dict[str, Any]:
        """Return a record of the act with what is given, or left out where that is None."""
        stamp = self._act.stamp()
        stamp["at"] = stamp["at"].isoformat(timespec="milliseconds").replace("+00:00", "Z")
        usual: dict[str, Any] = {"on": f"{self.at:%Y-%m-%d}", "ref": "2", "percent": 40} if kind == "report" else {}
        every = {"kind": kind, **stamp, **usual, **said}
        return {key: value for key, value in every.items() if value is not None}


def line_of(record: dict[str, Any]) -> str:
    """Return a record as the line that keeps it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


class City(NamedTuple):
    """A server with the plan of the fairs and another one, and what was recorded there before anybody attacks."""

    address: str
    suffix: str
    office_report: dict[str, Any]
    office_retract: dict[str, Any]
    stic_report: dict[str, Any]
    fund_report: dict[str, Any]

    def role(self, name: str) -> str:
        """Return the name of a role on the server, where roles are everybody's."""
        return f"{name}_{self.suffix}"

    def of(self, name: str) -> str:
        """Return the address as a role."""
        return self.address.replace("//postgres@", f"//{self.role(name)}@")

    def login(self, name: str) -> psycopg.Connection[tuple[Any, ...]]:
        """Return a connection of a role."""
        return psycopg.connect(self.of(name), autocommit=True)

    def state(self) -> list[Any]:
        """Return everything that is stored: rows, rights, functions, triggers and policies."""
        with psycopg.connect(self.address) as connection:
            return [connection.execute(query).fetchall() for query in STATE]


TABLES = ("journal", "update", "chain", "member", "responsible", "settled", "migration", "field", "file", "directory")
STATE = [
    f"select row::text from {table} row order by 1".encode()  # noqa: S608 - the names below
    for table in (
        *(f"plantrack.{name}" for name in TABLES), "pg_roles", "pg_auth_members", "pg_policy",
        "(select * from pg_proc where pronamespace = 'plantrack'::regnamespace or oid >= 16384)",
        "(select oid, relname, relacl, relowner, relrowsecurity, relhastriggers from pg_class where oid >= 16384)",
        "(select * from pg_trigger where tgrelid = 'plantrack.update'::regclass)",
        "(select * from pg_operator where oid >= 16384)",
    )
]  # fmt: skip
"""Queries for all that is stored."""


@contextmanager
def city(server: str) -> Iterator[City]:
    """Yield a city in a new database of a server; its roles are gone afterwards."""
    with database(server) as address:
        suffix = address.rpartition("/")[2].removeprefix("plantrack_")
        names = [f"{name}_{suffix}" for name in ROLES]
        with psycopg.connect(server, autocommit=True) as admin:
            for name in names:
                admin.execute(f'create role "{name}" login'.encode())
            try:
                yield _filled(address, suffix)
            finally:
                for name in names:
                    admin.execute(f'drop owned by "{name}"'.encode())
                    admin.execute(f'drop role "{name}"'.encode())


def _filled(address: str, suffix: str) -> City:
    server = Server(address)
    migrate(server)
    for plan in ("fairs", "other"):
        start_journal(server, plan)
    for member in MEMBERS:
        admit(server, "fairs", Member(f"{member.role}_{suffix}", *member_rest(member)))
    admit(server, "other", Member(f"foreign_{suffix}", "stic", "unit", ("外人",)))
    settle(server, "fairs", 0, CHARGES)
    settle(server, "other", 0, [Charge("2", "stic")])
    office, stic, fund = Stamped("张敏"), Stamped("科创局"), Stamped("刘洋")
    made = {
        "office_report": office.record(ref="2"),
        "stic_report": stic.record(ref="2", percent=50, progress="机密的进展"),
        "fund_report": fund.record(ref="1.2", percent=10),
    }
    made["office_retract"] = office.record("retract", target=made["stic_report"]["act"])
    journal = PostgresJournal(server, "fairs")
    journal.add([one["id"] for one in made.values()], [line_of(one) for one in made.values()])
    other = Stamped("外人").record(progress="另一个计划的秘密")
    PostgresJournal(server, "other").add([other["id"]], [line_of(other)])
    server.close()
    return City(address, suffix, **made)


def member_rest(member: Member) -> tuple[Any, ...]:
    """Return what a member is beside its role."""
    return (member.unit, member.may, member.names, member.only_own)
