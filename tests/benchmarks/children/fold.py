"""Reads and replays the journal of a plan folder, and prints the seconds that each of the two took.

python fold.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from plantrack.journal import open_journal
from plantrack.model.history import History

if __name__ == "__main__":
    start = perf_counter()
    updates = open_journal(Path(sys.argv[1]) / "journal").read().updates
    read = perf_counter()
    History(updates).at()
    sys.stdout.write(f"{read - start} {perf_counter() - read}\n")
