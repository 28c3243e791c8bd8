"""Texts that nobody writes in a record: refused above 64 KiB, and shown in time where one stands in a journal."""

from __future__ import annotations

import pytest
from cli_support import Bench

LONGEST = 64 * 1024
SAID = "has more than 65536 bytes; shorten it, and name the whole text as its source"


@pytest.mark.parametrize(
    "words",
    [
        ("update", "2", "--percent", "5", "--note"),
        ("update", "2", "--percent", "5", "--problem"),
        ("comment", "2"),
        ("reschedule", "2", "2025-01-31", "--reason"),
        ("update", "2", "--percent", "5", "--by", "刘洋", "--source"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("fragment", ["a", "一"])
def test_refused_above_64_kib(bench: Bench, words: tuple[str, ...], fragment: str) -> None:
    """One line says so, and nothing is recorded; a text that is just as long as allowed is kept whole."""
    fits = fragment * (LONGEST // len(fragment.encode()))
    done = bench.run(*words, fits + fragment * 2, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: nothing was recorded: {fragment * 20}… {SAID}\n"
    assert bench.records() == []
    assert bench.run(*words, fits).code == 0
    (record,) = bench.records()
    assert fits in record.values()
