"""A report on a plan with a long history is the same whether early reports were settled or all records were read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from benchmarks.generate import write
from cli_support import Bench

from plantrack.journal.snapshots import Records
from plantrack.model.history import History

TASKS, UPDATES = 40, 1300
REPORTS = (
    "report --week 2024-W46",
    "report --week 2024-W30 --full",
    "report --month 2024-10 --known-at 2024-10-12",
    "report --quarter 2024-Q3 --as-of 2024-09-01 --format json",
    "report --week 2024-W46 --item 1 --format markdown",
    "report --month 2024-11 --lead unit-3",
)


@pytest.mark.parametrize("broken", [False, True])
def test_reports_of_a_settled_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, broken: bool) -> None:
    """Byte for byte, without a cache and with one, and where the journal has a line that cannot be read."""
    bench = Bench(tmp_path / "here", f"tasks-{TASKS}")
    write(bench.folder, TASKS, UPDATES)
    if broken:
        with (bench.journal / "2024-W20.jsonl").open("ab") as file:
            file.write(b"{torn\n")
    settled, asked = Records.settled, list[History | None]()

    def noted(records: Records, until: date, known: datetime) -> History | None:
        asked.append(settled(records, until, known))
        return asked[-1]

    with time_machine.travel("2024-11-18T04:00:00Z"):
        for command in REPORTS[:2] if broken else REPORTS:
            monkeypatch.setattr(Records, "settled", lambda *_: None)
            whole = bench.run(*command.split(), env={"PLANTRACK_CACHE": "off"})
            monkeypatch.setattr(Records, "settled", noted)
            for cache in ("off", str(tmp_path / "cache")):
                assert bench.run(*command.split(), env={"PLANTRACK_CACHE": cache}) == whole, command
    assert {found is None for found in asked} == {broken}
