"""What a draft says of what became no task."""

from __future__ import annotations

from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import Skipped


def test_reasons() -> None:
    """What may be a task is a question; a saying is a comment with its reason; each stands below its own item."""
    first, second = HARBOUR.items[:2]
    skipped = (
        Skipped("凝心聚力", RejectReason.SLOGAN.why, first.offset),
        Skipped("汛前腾空库容", RejectReason.UNKNOWN.why, second.offset),
    )
    left = Omissions(replace(HARBOUR, skipped=skipped))
    assert [*left.lines(first, 1, DraftWriter(str))] == [
        "# left out: “凝心聚力” (a principle or a saying: nothing is done by it)"
    ]
    assert [*left.lines(second, 2, DraftWriter(str))] == ["# ? is this a task: “汛前腾空库容”?"]
