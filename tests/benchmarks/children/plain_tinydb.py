"""One thing done with a TinyDB as it comes, with its JSONStorage.

python plain_tinydb.py make FILE PLAN    the records of a plan's journal
python plain_tinydb.py insert FILE       one more
python plain_tinydb.py read FILE         all of them
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tinydb import TinyDB

ONE = {"kind": "report", "on": "2024-11-17", "ref": "1.1", "status": "in-progress"}


def records(plan: Path) -> Iterator[dict[str, Any]]:
    """Yield every record of a plan's journal as plain values."""
    for file in sorted((plan / "journal").glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def act(word: str, file: str, *plan: str) -> None:
    """Do one of the three."""
    with TinyDB(file) as database:
        if word == "make":
            database.insert_multiple(records(Path(plan[0])))
        elif word == "insert":
            database.insert(ONE)
        else:
            database.all()


if __name__ == "__main__":
    act(*sys.argv[1:])
