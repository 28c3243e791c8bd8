"""Measures everything, prints the tables, and puts them and the picture beside this file.

    python tests/benchmarks/run.py [--quick] [--runs N]
        [--only budgets|startup|fold|scale|rivals|import|ledgers|server|portfolio]

Each part stands on its own: its ratios come from what ran in turns there. --quick only prints.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path[0] = str(Path(__file__).parents[1])

from benchmarks import (  # noqa: E402 - found by the path
    budgets,
    fold,
    importing,
    ledgers,
    picture,
    portfolio,
    rivals,
    scale,
    server,
    startup,
)
from benchmarks.tables import Table, markdown, put  # noqa: E402

HERE = Path(__file__).parent


class Size(NamedTuple):
    """How much of everything. Start-up is short and noisy and gets more runs than what takes seconds."""

    startup: int
    others: int
    tasks: tuple[int, ...]
    updates: tuple[int, ...]
    characters: int = 60_000
    ledgers: int = 300
    budgets: int = 15
    wide: bool = True
    plans: tuple[int, int] = (1_000, 1_000)
    cities: tuple[int, ...] = (100, 1_000)


WHOLE = Size(31, 3, (10, 1_000, 10_000), (0, 50_000, 500_000))
QUICK = Size(9, 1, (10, 1_000), (0, 50_000), ledgers=10, budgets=3, wide=False, plans=(20, 50), cities=(20,))


def measure(part: str, size: Size, scratch: Path) -> Table:
    """Measure one part. The whole scale also leaves its picture."""
    tasks, updates = size.tasks[-1], size.updates[-1]
    parts: dict[str, Callable[[], Table]] = {
        "budgets": lambda: budgets.measure(scratch, size.budgets, wide=size.wide),
        "startup": lambda: startup.measure(scratch, size.startup),
        "fold": lambda: fold.measure(scratch, size.others, updates),
        "scale": lambda: _scale(size, scratch),
        "rivals": lambda: rivals.measure(scratch, size.others, tasks, updates),
        "import": lambda: importing.measure(scratch, size.startup, size.characters),
        "server": lambda: server.measure(scratch, size.budgets, *size.plans),
        "ledgers": lambda: ledgers.measure(scratch, size.others, size.ledgers, 40),
        "portfolio": lambda: portfolio.measure(scratch, size.others, size.cities),
    }
    return parts[part]()


def _scale(size: Size, scratch: Path) -> Table:
    cells = tuple(scale.cells(scratch, size.others, size.tasks, size.updates))
    if size.tasks == WHOLE.tasks:
        (HERE / "cost.svg").write_text(picture.svg(cells), encoding="utf-8")
    return scale.table(cells, size.others)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure plantrack.")
    parser.add_argument("--quick", action="store_true", help="small sizes and few runs; only print the tables")
    parser.add_argument("--only", choices=NAMES, help="only this part; the tables of the others stay as they are")
    parser.add_argument("--runs", type=int, metavar="N", help="runs of everything, instead of its own number")
    given = parser.parse_args()
    size = QUICK if given.quick else WHOLE
    if given.runs:
        size = size._replace(startup=given.runs, others=given.runs, budgets=given.runs)
    for part in [given.only] if given.only else NAMES:
        with tempfile.TemporaryDirectory(prefix="plantrack-benchmarks-") as scratch:
            table = measure(part, size, Path(scratch))
        sys.stdout.write(markdown(table) + "\n")
        sys.stdout.flush()
        if not given.quick:
            put(HERE / "README.md", table)


NAMES = ("budgets", "startup", "fold", "scale", "rivals", "import", "ledgers", "server", "portfolio")

if __name__ == "__main__":
    main()
