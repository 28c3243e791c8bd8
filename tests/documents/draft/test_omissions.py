"""What a draft says of what became no task."""

from __future__ import annotations

from msgspec.structs import replace
from read_support import HARBOUR

from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.task_writer import left_lines
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import Skipped, Unplaced


def test_each_at_its_item() -> None:
    """What may be a task is a question; a saying is a comment with its reason; each stands below the innermost item.

    Of what was not placed, only what tells something.
    """
    first, second = HARBOUR.items[:2]
    part = replace(second, first=second.offset, clauses=())
    skipped = (
        Skipped("凝心聚力", RejectReason.SLOGAN.why, first.offset),
        Skipped("汛前腾空库容", RejectReason.UNKNOWN.why, second.offset),
    )
    unplaced = (Unplaced("3吨", second.first, tells=True), Unplaced("一句话", 0, tells=False))
    reading = replace(
        HARBOUR, items=(first, replace(second, parts=(part,))), skipped=skipped, unplaced=(*unplaced, unplaced[0])
    )
    left = Omissions(reading)
    said = [
        [*left_lines(left.of(item), "1", DraftWriter(str))]
        for item in (first, reading.items[1], *reading.items[1].parts)
    ]
    assert said == [
        ["# left out: “凝心聚力” (a principle or a saying: nothing is done by it)"],
        ["# ? is this a task: “3吨”?"] * 2,
        ["# ? is this a task: “汛前腾空库容”?"],
    ]
    assert left.of(None) == ()
