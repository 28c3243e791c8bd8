"""An owner of the tables who may not make roles: what an administrator has to do is told, and then it goes on."""

from __future__ import annotations

import psycopg
import pytest
from postgres_server import cluster

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import migrate, start_journal
from plantrack.journal.postgresql.rights import Member, admit, members

MEMBER = Member("writer", "stic", "unit", ("科创局",))


def test_an_owner_who_makes_no_roles() -> None:
    """Roles that are there already are used; those that are missing, and a grant that is not allowed, are named."""
    with cluster() as running, psycopg.connect(running.address(), autocommit=True) as administrator:
        administrator.execute("create role plain login; create role writer login")
        administrator.execute("create database plans owner plain")
        owner = Server(running.address("plans", "plain"))
        with pytest.raises(JournalError, match="plain may not create roles; let an administrator run CREATE ROLE for"):
            migrate(owner)
        for team in ("reader", "unit", "office"):
            administrator.execute(f"create role plantrack_{team} nologin".encode())
        assert "0002_rights.sql" in migrate(owner)
        start_journal(owner, "fairs")
        with pytest.raises(JournalError, match="GRANT plantrack_unit TO writer; let an administrator run that"):
            admit(owner, "fairs", MEMBER)
        assert members(owner, "fairs") == []
        administrator.execute("grant plantrack_unit to writer")
        admit(owner, "fairs", MEMBER)
        assert members(owner, "fairs") == [MEMBER]
        owner.close()
