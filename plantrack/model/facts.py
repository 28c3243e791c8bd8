"""Facts: what can be said about one task as of a day. `progress` works them out; `lights` judges them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from plantrack.model.plan import Basis, Milestone, Task
from plantrack.model.update import CLOSED, Status


class Checkpoint(Struct, frozen=True):
    """A milestone as of a day: when it is due now, when it was promised, and when it was reached.

    `days_late` counts from the current due date to as-of; negative while there is time.
    """

    milestone: Milestone
    due: date
    promised_due: date | None
    done: date | None
    overdue: bool
    days_late: int
    basis: Basis


class Deadline(Struct, frozen=True):
    """A date that is still open, whether it has passed, and where it comes from."""

    day: date
    passed: bool
    basis: Basis


class Facts(Struct, frozen=True, kw_only=True):
    """One task as of a day. Percentages are 0–100; `reported` is (k, n) over the leaves at and below the task.

    `owes` names the latest complete period for which a report is owed and not given; `missed` counts how many such
    periods in a row. `expected` is where the task should be by its curve.
    """

    task: Task
    status: Status | None
    percent: float | None
    expected: float | None
    reported: tuple[int, int]
    last_report: date | None
    lead: tuple[str, ...]
    support: tuple[str, ...]
    lead_basis: Basis | None
    due: date | None
    due_basis: Basis | None
    promised_due: date | None
    start: date
    adopted: date | None
    days_left: int | None
    overdue: bool
    owed: bool
    owes: str | None
    missed: int
    checkpoints: tuple[Checkpoint, ...]
    children: tuple[Facts, ...] = ()

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to do here."""
        return self.status in CLOSED

    def open_dates(self) -> list[Deadline]:
        """Return every date still open here and below."""
        if self.closed:
            return []
        dates = [Deadline(c.due, c.days_late > 0, c.basis) for c in self.checkpoints if c.done is None]
        dates += [Deadline(self.due, (self.days_left or 0) < 0, self.due_basis or "assumed")] if self.due else []
        return dates + [deadline for child in self.children for deadline in child.open_dates()]

    @property
    def next_due(self) -> Deadline | None:
        """Return the next date that is still open, of a milestone or a task; where all have passed, the earliest."""
        dates = self.open_dates()
        ahead = [deadline for deadline in dates if not deadline.passed]
        return min(ahead or dates, key=lambda deadline: deadline.day, default=None)


class Meaning(StrEnum):
    """What a light says. From best to worst for a parent, which takes the worst of its leaves."""

    CANCELLED = "cancelled"
    DONE = "done"
    NOT_DUE = "not-due"
    ON_TRACK = "on-track"
    ATTENTION = "attention"
    UNREPORTED = "unreported"
    OFF_TRACK = "off-track"


class Reason(Struct, frozen=True):
    """Why a light is what it is: a code and its number (days, points, periods)."""

    code: str
    number: float | None = None
    what: str | None = None


class Light(Struct, frozen=True):
    """A judgement: its meaning and its reasons; for a parent also how many leaves have each light."""

    meaning: Meaning
    reasons: tuple[Reason, ...] = ()
    counts: tuple[tuple[Meaning, int], ...] = ()
