"""Updates: one record in the journal each, one file and one class for each kind.

Every class documents when it is valid, what applying it does and what retracting it does, and has the same methods:
`apply` changes a state, `refs` are the references named, `narrowed` keeps what is said about some of them, `words` and
`remarks` say it to people. `History` decides which are in force. Field order is the order of keys in a journal line.
"""

from typing import get_args

from plantrack.model.updates.acknowledgement import Acknowledgement
from plantrack.model.updates.adoption import AdoptedName, Adoption, UnitName
from plantrack.model.updates.answer import Answer, Verdict
from plantrack.model.updates.assignment import Assignment
from plantrack.model.updates.base import (
    SHORT,
    Act,
    DatedUpdate,
    Evidence,
    Stamp,
    UnitIds,
    Unknown,
    Update,
    check_lengths,
    day_in,
    in_utc,
    minute_in,
    record,
)
from plantrack.model.updates.comment import Comment
from plantrack.model.updates.ledger_return import LedgerReturn
from plantrack.model.updates.measurement import Measurement
from plantrack.model.updates.milestone import MilestoneUpdate
from plantrack.model.updates.notice import Cause, Matter, Notice, Thing
from plantrack.model.updates.report import Report
from plantrack.model.updates.request import Request, What
from plantrack.model.updates.reschedule import Reschedule
from plantrack.model.updates.retraction import Retraction

AnyDated = (
    Report
    | MilestoneUpdate
    | Comment
    | Measurement
    | Assignment
    | Request
    | Answer
    | Reschedule
    | Adoption
    | LedgerReturn
    | Notice
    | Acknowledgement
)
Changing = Report | Assignment | Request | Answer
"""The kinds whose words tell what they change as old → new."""
AnyUpdate = AnyDated | Retraction
"""The table of kinds: a new one is added here and, if it has a day, to `AnyDated`."""

KINDS: dict[str, type[AnyUpdate]] = {kind.__struct_config__.tag: kind for kind in get_args(AnyUpdate)}
"""Every kind by its word in a journal line."""


def meaning(update: AnyDated) -> AnyDated:
    """Return the request or the answer that a record of the earlier kind stands for; of another kind, the record."""
    return update.meaning if isinstance(update, Reschedule) else update


__all__ = [
    "KINDS", "SHORT", "Acknowledgement", "Act", "AdoptedName", "Adoption", "Answer", "AnyDated", "AnyUpdate",
    "Assignment", "Cause", "Changing", "Comment", "DatedUpdate", "Evidence", "LedgerReturn", "Matter", "Measurement",
    "MilestoneUpdate", "Notice", "Report", "Request", "Reschedule", "Retraction", "Stamp", "Thing", "UnitIds",
    "UnitName", "Unknown", "Update", "Verdict", "What", "check_lengths", "day_in", "in_utc", "meaning", "minute_in",
    "record",
]  # fmt: skip
