"""What a report rests on: the bytes of the plan file, and the records that count, in whatever order they lie there."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from support import journal, plan_text

from plantrack.model.history import History
from plantrack.planfile import PlanFile, read_plan
from plantrack.planfile.provenance import provenance
from plantrack.version import __version__

UPDATES = journal("""
    {"kind": "report", "ref": "1", "on": "2024-02-01", "percent": 10}
    {"kind": "report", "ref": "1", "on": "2024-02-02", "percent": 20}
""")


@pytest.fixture
def file(tmp_path: Path) -> PlanFile:
    """Return a plan of one task as it was read."""
    (tmp_path / "plan.yaml").write_text(plan_text('tasks:\n  - {ref: "1", title: 甲}\n'), "utf-8")
    return read_plan(tmp_path)


def test_the_plan(file: PlanFile) -> None:
    """Its digest is that of the file's bytes: a comment more is another plan."""
    path = file.folder / "plan.yaml"
    found = provenance(file, History())
    assert (found.plan, found.version) == (sha256(path.read_bytes()).hexdigest()[:16], __version__)
    path.write_bytes(path.read_bytes() + b"# checked\n")
    assert (
        provenance(read_plan(file.folder), History()).plan == sha256(path.read_bytes()).hexdigest()[:16] != found.plan
    )


def test_the_journal(file: PlanFile) -> None:
    """A record more is another journal; the order of lines is none, and a line that stands twice counts once."""
    found = provenance(file, History(UPDATES)).journal
    assert found != provenance(file, History(UPDATES[:1])).journal
    assert found == provenance(file, History(UPDATES[::-1])).journal == provenance(file, History(UPDATES * 2)).journal


def test_known_at(file: PlanFile) -> None:
    """What was recorded later does not count; what was recorded at that moment does."""
    first = provenance(file, History(UPDATES[:1]))
    assert provenance(file, History(UPDATES), UPDATES[0].at) == first
    assert provenance(file, History(UPDATES), UPDATES[1].at) == provenance(file, History(UPDATES)) != first
