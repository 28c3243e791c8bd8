"""A city with 10,000 plans and 100,000,000 updates: its sizes and times, from what a part of it is measured to take.

    python tests/benchmarks/city.py [PLANS]     of a thousand updates each, by default 200, on a server of its own

What grows with the number of updates is multiplied; that it does is shown by measuring at half of the plans, too. Days
of work are drawn at random, second by second, to see how many acts come at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple

sys.path[0] = str(Path(__file__).parents[1])

import psycopg  # noqa: E402
from benchmarks.server import SETTINGS, TICKS, many_plans  # noqa: E402 - found by the path
from postgres_server import cluster  # noqa: E402

from plantrack.journal.postgresql.connection import Server  # noqa: E402
from plantrack.journal.postgresql.migrating import migrate  # noqa: E402
from plantrack.journal.postgresql.mirror import heads  # noqa: E402
from plantrack.journal.postgresql.store import PostgresJournal  # noqa: E402
from plantrack.journal.stores import copying  # noqa: E402
from plantrack.journal.stores.folders import FolderStore  # noqa: E402
from plantrack.journal.stores.server import ServerStore  # noqa: E402
from plantrack.model.updates import AnyUpdate, Unknown  # noqa: E402

copying.STREAMS = 1
"""All is copied on one connection, whose processor time is asked for."""
PLANS, UPDATES = 10_000, 100_000_000
EACH = 1_000
DAYS, HOURS, PEAK = 250, 8, 10
"""Working days of a year, hours of a day, and how many times as much as usual comes in the busiest hour."""
RELATIONS = """
    select c.relname, case c.relkind when 'i' then 'index' else 'table' end, pg_relation_size(c.oid)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'plantrack' and c.relkind in ('r', 'i') and pg_relation_size(c.oid) > 1000000 order by 3 desc
    """


OTHERS = "insert into plantrack.journal select 'other-' || n, 0, '' from generate_series(1, %s) n"


class Measured(NamedTuple):
    """What a number of updates took: bytes by relation, seconds of the server's processor time, and others."""

    updates: int
    sizes: dict[str, int]
    copied: float
    appended: float
    freezing: float
    asked: float


def main() -> None:
    """Measure, multiply, and print."""
    plans = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    half, whole = (measure(number) for number in (plans // 2, plans))
    print("| relation | bytes for each update, at half | at all | of 100,000,000 |\n|:--|--:|--:|--:|")  # noqa: T201
    for name, size in whole.sizes.items():
        before, now = half.sizes.get(name, 0) / half.updates, size / whole.updates
        print(f"| {name} | {before:.0f} | {now:.0f} | {now * UPDATES / 2**30:.0f} GiB |")  # noqa: T201
    total = sum(whole.sizes.values()) / whole.updates
    peak = busiest_second()
    rows = (
        ("together", f"{total:.0f} bytes", f"{total * UPDATES / 2**30:.0f} GiB"),
        ("copied by COPY, one processor", f"{whole.updates / whole.copied:,.0f} a second",
         f"{UPDATES / whole.updates * whole.copied / 3600:.1f} hours"),
        ("an act of one update, on the server", f"{whole.appended * 1000:.2f} ms of one processor",
         f"{100 * whole.appended * peak:.1f} % of one in the busiest second ({peak} acts)"),
        ("vacuum freeze", f"{whole.updates / whole.freezing:,.0f} updates a second",
         f"{UPDATES / whole.updates * whole.freezing / 3600:.2f} hours"),
        ("heads of all journals", f"{whole.asked * 1000:.1f} ms of {PLANS:,} plans", "asked once by `status --all`"),
    )  # fmt: skip
    print("\n| what | measured | of 10,000 plans and 100,000,000 updates |\n|:--|--:|--:|")  # noqa: T201
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))  # noqa: T201


def measure(plans: int) -> Measured:
    """Copy so many plans to a new server, append to one, freeze, and ask for all heads."""
    place = many_plans(plans, EACH)
    names = [path.name for path in place.iterdir()]
    with cluster(*SETTINGS) as server:
        migrate(Server(server.address()))
        store = FolderStore(place, {name: place / name / "journal" for name in names}, place)
        target = Server(server.address())
        copying.copy(store, ServerStore(target), names, None)
        copied = spent(target)
        appended = append(Server(server.address()), names[0], list(islice(records(store, names[1]), 500)))
        with psycopg.connect(server.address(), autocommit=True) as connection:
            sizes = {f"{name} ({kind})": size for name, kind, size in connection.execute(RELATIONS)}
            begun = perf_counter()
            connection.execute("vacuum freeze plantrack.update, plantrack.chain")
            freezing = perf_counter() - begun
            connection.execute(OTHERS, (PLANS - plans,))
        begun = perf_counter()
        assert len(heads(Server(server.address()))) == PLANS
        return Measured(plans * EACH, sizes, copied, appended, freezing, perf_counter() - begun)


def append(server: Server, plan: str, updates: list[AnyUpdate]) -> float:
    """Append acts to a plan; return the server's processor time for one."""
    journal, before = PostgresJournal(server, plan), spent(server)
    for update in updates:
        journal.append([update])
    return (spent(server) - before) / len(updates)


def records(store: FolderStore, plan: str) -> Iterator[AnyUpdate]:
    """Yield the updates of a plan."""
    lines = (line for chunk in store.chunks(plan) for line in chunk.lines)
    return (line.record for line in lines if not isinstance(line.record, Unknown))


def spent(server: Server) -> float:
    """Return the processor time of the process that a server has for our connection."""
    ticks = Path(f"/proc/{server.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / TICKS


def busiest_second() -> int:
    """Draw the seconds of the busiest hour of a year, and return how many acts come in the busiest of them."""
    chance, a_second = Random(1), UPDATES / (DAYS * HOURS * 3600) * PEAK  # noqa: S311 - the same every time
    busiest = 0
    for _ in range(DAYS * 3600):
        busiest = max(busiest, round(chance.gauss(a_second, a_second**0.5)))
    return busiest


if __name__ == "__main__":
    main()
