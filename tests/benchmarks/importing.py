"""Import: what it costs to read a long document, from starting the process to the end of what was read."""

from __future__ import annotations

from pathlib import Path

from benchmarks.cases import child, importing
from benchmarks.document import text
from benchmarks.tables import Budget, Table, mebibytes, median_of, milliseconds, times
from benchmarks.timing import in_turns

HEADER = ("characters", "time", "processor time", "peak memory", "against the empty app", "budget")


def measure(scratch: Path, runs: int, characters: int) -> Table:
    """Read a generated document; the budget is in seconds and holds for the whole process."""
    document = scratch / "document.txt"
    document.write_text(text(characters), encoding="utf-8")
    pairs = in_turns(child("reference"), importing(document), runs)
    sample = pairs.second
    row = (
        f"{characters:,}", milliseconds(sample.seconds), milliseconds(sample.cpu), mebibytes(sample.memory),
        times(pairs.ratio), Budget(2).verdict(sample.seconds, "s"),
    )  # fmt: skip
    return Table("import of a document", HEADER, (row,), (median_of(runs),))
