"""Records that nobody writes by a command: whatever a journal holds, no view is a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
from cli.test_hostile_plans import VIEWS
from cli_support import Bench


def record(kind: str, number: int, **said: Any) -> dict[str, Any]:
    """Return a record as the journal keeps it, recorded so many seconds into an hour."""
    at = f"2024-11-05T03:{number // 60:02}:{number % 60:02}.000Z"
    return {"kind": kind, "id": f"R{number}", "act": f"A{number}", "at": at, "by": "张敏", **said}


def measured(number: int, value: float) -> dict[str, Any]:
    """Return a measurement of that value."""
    said = {"on": "2024-11-05", "ref": "hnte-count", "unit": "家", "text": "x", "period": "2024"}
    return record("measure", number, **said, value=value)


HOSTILE: dict[str, list[dict[str, Any]]] = {
    "numbers beyond all": [measured(n, value) for n, value in enumerate((1e24, -1e24, 1e36, 1e308, -1e308, 5e-324))],
    "a chain of retracts": [
        record("report", 0, on="2024-11-05", ref="2", percent=5),
        *(record("retract", number, target=f"A{number - 1}") for number in range(1, 3000)),
    ],
    "the ends of time": [
        record("report", 0, on="0001-01-01", ref="2", percent=5),
        record("report", 1, on="9999-12-31", ref="1.2", percent=5),
        record("request", 2, on="2024-11-05", ref="2", what="extend", due="9999-12-31", reason="x"),
        record("answer", 3, on="2024-11-05", ref="2", what="extend", request="R2", verdict="approve", due="9999-12-31"),
        record("adopt", 4, on="0001-01-01", promises={"1.1": {"due": "0001-01-01"}}),
        record("report", 5, on="2024-11-05", ref="2", percent=6) | {"at": "9999-12-31T23:59:59Z"},
        record("report", 6, on="2024-11-05", ref="2", percent=6) | {"at": "0001-01-01T00:00:00+14:00"},
    ],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_every_view_is_shown(bench: Bench, name: str) -> None:
    """And so is what would be undone."""
    bench.write(*HOSTILE[name])
    for words in VIEWS:
        done = bench.run(*words.split(), "--lang", "en", "--as-of", "2024-11-18")
        assert done.code == int(words == "check"), (words, done.err)
    assert bench.run("validate").code in (0, 1)
    assert bench.run("undo", HOSTILE[name][-1]["act"], "--dry-run").code in (0, 4)
