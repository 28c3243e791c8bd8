"""Clients that record on a server, each a process of its own, forked from one that has imported everything.

Each line that it prints is a JSON value: [client, number, id, seconds] of an update that was acknowledged.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from time import monotonic

from journal.processes import an_act, child, tell
from msgspec.structs import replace

from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.store import PostgresJournal


def write(address: str, plans: int, client: int, count: int) -> None:
    """Record updates one after the other, and tell each that was acknowledged."""
    journal = PostgresJournal(Server(address), f"plan-{client % plans}")
    for number in range(count):
        updates = [replace(update, by=f"{client}") for update in an_act(1, f"{number}")]
        begun = monotonic()
        journal.append(updates)
        tell([client, number, updates[0].id, round(monotonic() - begun, 3)])


if __name__ == "__main__":
    where, *numbers = sys.argv[1:]
    many, clients, updates_each = map(int, numbers)
    started = [child(partial(write, where, many, n, updates_each)) for n in range(clients)]
    sys.exit(any(os.waitpid(process, 0)[1] for process in started))
