"""Whatever the owner of a server changes in a journal is found."""

from __future__ import annotations

from itertools import count

import pytest
from journal.contract import EVERY_KIND
from journal.stores.made import encoded

from plantrack.journal.postgresql.connection import Server
from plantrack.journal.stores import chains
from plantrack.journal.stores.chains import check_chains
from plantrack.journal.stores.lines import JournalLine, read_lines
from plantrack.journal.stores.server import ServerStore

_numbers = count(1)
N = len(EVERY_KIND)


@pytest.fixture
def plan(tables: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the id of a plan with an update of every kind; chains are read in small parts."""
    monkeypatch.setattr(chains, "READ", 4)
    name = f"chain-{next(_numbers)}"
    with ServerStore(Server(tables)).adding(name) as adding:
        adding([line for line in read_lines(encoded(), "f") if isinstance(line, JournalLine)])
    return name


def faults(tables: str, plan: str, change: str | None = None) -> list[str]:
    """Let the owner change something, and return what is wrong then."""
    server = Server(tables)
    if change:
        server.connection.execute(change.encode(), {"plan": plan})
    (found,) = check_chains(server, [plan], lambda done, of: None)
    assert found.plan == plan
    return [str(fault) for fault in found.faults]


def test_sound(tables: str, plan: str) -> None:
    """A journal that nobody changed has no faults, nor has one without updates."""
    assert faults(tables, plan) == []
    with ServerStore(Server(tables)).adding("chain-empty"):
        assert faults(tables, "chain-empty") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "update plantrack.update set line = replace(line, '经费', '无') where plan = %(plan)s and id = 'u02'",
            ["update 2 (u02) is not what was committed"],
        ),
        ("delete from plantrack.update where plan = %(plan)s and id = 'u05'", ["update 5 (u05) was removed"]),
        (
            "delete from plantrack.chain where plan = %(plan)s and n in (3, 4)",
            [
                "updates 3 to 4 are missing from the chain",
                "u03 was added past the chain",
                "u04 was added past the chain",
            ],
        ),
        (
            """
            with gone as (delete from plantrack.chain where plan = %(plan)s and n > 9 returning id)
            delete from plantrack.update where plan = %(plan)s and id in (select id from gone)
            """,
            [f"the chain has 9 updates, and the journal says {N}"],
        ),
        (
            "update plantrack.journal set hash = '\\x00' where plan = %(plan)s",
            ["the journal says another last hash than the chain"],
        ),
        (
            "update plantrack.chain set id = 'u' || lpad((13 - n)::text, 2, '0') where plan = %(plan)s and n in (6, 7)",
            ["update 6 (u07) is not what was committed", "update 7 (u06) is not what was committed"],
        ),
    ],
    ids=["changed", "removed", "unchained", "shortened", "end", "reordered"],
)
def test_tampered(tables: str, plan: str, change: str, said: list[str]) -> None:
    """Lines that were changed, removed, slipped in or put into another order are told."""
    assert faults(tables, plan, change) == said
