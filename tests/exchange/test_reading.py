"""Exports that are damaged are refused with the place, and what is none is left to others."""

from __future__ import annotations

import pytest
from exchange.test_rows import told

from plantrack.exchange.reading import entries_of

PLAN = b'{"record": "plan", "schema": "plantrack.export/1"}'
DAMAGED: dict[str, tuple[bytes, str]] = {
    "bytes in a line": (PLAN + b'\n{"record": "\xff"}', "x:2: it is not valid JSON"),
    "bytes in a document": (b'{"schema": "plantrack.export/1", "records": ["\xff"]}', "x: it is not valid JSON"),
    "bytes in a task": (b'[{"plantrack": "[]", "x": "\xff"}]', "x: it is not valid JSON"),
    "a task's attribute": (b'[{"plantrack": "[{\\"re"}]', "x#[0]: it is not valid JSON"),
    "a calendar's record": (
        b'BEGIN:VCALENDAR\r\nX-PLANTRACK-RECORD;VALUE=TEXT:{"reco\r\n rd": \r\nEND:VCALENDAR\r\n',
        "x#records[0]: it is not valid JSON",
    ),
    "too deep": (
        PLAN[:-1] + b', "policy": ' + b"[" * 90 + b"]" * 90 + b"}",
        "x: nested too deeply to be a plan; take levels out",
    ),
    "cut off": (PLAN + b'\n{"record": "task", "ref', "x:2: it is not valid JSON"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged(case: str) -> None:
    """One sentence says where, and what is wrong."""
    content, said = DAMAGED[case]
    assert told(content, "x") == [said]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"a record of what was done\n", b"record,what\nx,y\n", b'{"schema": "plantrack.list/1"}',
        b"PK\x03\x04record", b"\xff\xfe\x00record", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b'[{"description": "x"}]',
    ],
)  # fmt: skip
def test_none(content: bytes) -> None:
    """Documents and tables that only resemble an export are none."""
    assert entries_of(content, "x") is None
