"""A process that copies plans from a folder into a store, killed again and again, each time a little later.

Run as a program of its own: SOURCE TARGET PLAN... It prints what the target holds after the copy that was not killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from journal.processes import an_act, child, tell
from journal.stores.made import folder_store

from plantrack.journal.addresses import is_server
from plantrack.journal.lines import encode
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.stores import lines
from plantrack.journal.stores.comparing import compare
from plantrack.journal.stores.copying import copy
from plantrack.journal.stores.lines import Store
from plantrack.journal.stores.server import ServerStore
from plantrack.model.updates import Report

ACTS, KILLS = 150, 25
lines.CHUNK = 20


def write(place: Path, plan: str) -> int:
    """Write a plan with acts of up to nine updates, each of which says of how many its act is; return their number."""
    chance = random.Random(ACTS)  # noqa: S311 - the same every time
    folder = place / plan / "journal"
    folder.mkdir(parents=True)
    acts = [an_act(chance.randint(1, 9), "推进" * chance.choice([1, 500])) for _ in range(ACTS)]
    (folder / "2024-W46.jsonl").write_bytes(b"".join(encode(update) for act in acts for update in act))
    return sum(map(len, acts))


def opened(target: str) -> Store:
    """Return the store to copy into."""
    return ServerStore(Server(target)) if is_server(target) else folder_store(Path(target))


def main(source: str, target: str, *plans: str) -> None:
    """Copy and kill, then copy to the end."""
    chance = random.Random(plans[0])  # noqa: S311 - the same every time
    for number in range(KILLS):
        _kill(source, target, plans, 3 * number + chance.randint(0, 3), chance.uniform(0, 0.004))
        for plan in plans:
            _check(opened(target), plan)
    same = copy(folder_store(Path(source)), opened(target), plans, None).same
    found = [*compare(folder_store(Path(source)), opened(target), plans, lambda done, of: None)]
    tell({"same": same and all(plan.same for plan in found), "updates": sum(plan.there.updates for plan in found)})


def _kill(source: str, target: str, plans: Sequence[str], chunks: int, seconds: float) -> None:
    """Let a process copy so many chunks, those that are there among them, and kill it so much later."""
    heard, said = os.pipe()

    def work() -> None:
        copy(folder_store(Path(source)), opened(target), plans, lambda done, of: tell_chunk(said))

    process = child(work)
    os.close(said)
    for _ in range(chunks):
        assert os.read(heard, 1), "it ended by itself"
    end = perf_counter() + seconds
    while perf_counter() < end:
        pass
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(heard)


def tell_chunk(said: int) -> None:
    """Tell that a chunk is done."""
    os.write(said, b".")


def _check(store: Store, plan: str) -> None:
    """Fail where an act is not whole, or a line cannot be read."""
    if plan not in store.plans():
        return
    acts: dict[str, list[float | None]] = {}
    for chunk in store.chunks(plan):
        assert not chunk.problems
        for line in chunk.lines:
            assert isinstance(line.record, Report)
            acts.setdefault(line.act, []).append(line.record.percent)
    assert all(said == [len(said)] * len(said) for said in acts.values())


if __name__ == "__main__":
    main(*sys.argv[1:])
