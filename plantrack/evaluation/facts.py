"""Facts: what can be said about one task as of a day. `progress` works them out; `lights` judges them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from plantrack.errors import Message
from plantrack.evaluation.owing import missing
from plantrack.model.basis import Basis
from plantrack.model.percentages import Exact
from plantrack.model.plan import Milestone, Task, Text
from plantrack.model.state import CLOSED, ReferenceState, Status
from plantrack.model.updates import Answer, Request


class Checkpoint(Struct, frozen=True):
    """A milestone as of a day: when it is due now, when it was promised, and when it was reached.

    `days_late` counts from the current due date to as-of; negative while there is time. `days_past_promise` counts from
    the day promised first to the one on which it was reached, or to as-of while it is open: 0 when it is not past, None
    where no day was promised, and for what is open of a closed task.
    """

    milestone: Milestone
    due: date
    promised_due: date | None
    done: date | None
    overdue: bool
    days_late: int
    basis: Basis | None
    days_past_promise: int | None = None


class OpenDate(Struct, frozen=True):
    """The due date of a task, or of a milestone of it, that is still open, and where it comes from.

    `days_left` is negative once it has passed; it is overdue when its grace has passed as well.
    """

    task: Task
    milestone: Milestone | None
    day: date
    days_left: int
    overdue: bool
    basis: Basis | None

    @property
    def item(self) -> Task | Milestone:
        """Return what is due."""
        return self.milestone or self.task

    @property
    def passed(self) -> bool:
        """Tell whether the day is over."""
        return self.days_left < 0


class TaskFacts(Struct, frozen=True, kw_only=True, dict=True):
    """One task as of a day. Percentages are 0–100. What few views show is worked out when it is asked for.

    `said` is what was recorded about it, and `heard` what counts as reports on it: that, and what was recorded about
    its milestones and its indicators. `owed` tells whether a report that is due is owed for some period; `owes` names
    the latest such period if the report was not given, `missed` counts how many are missing in a row, and
    `missed_since` names the first of these. `unheard` is the first day of the latest period whose report is due, owed
    or not, unless it is known to be given. `expected` is where the task should be by its curve. `pending` are the
    requests about the task and its milestones that await an answer, `refused` is the refusal to accept it as done,
    unless somebody reported on it since.
    """

    task: Task
    as_of: date
    status: Status | None
    percent: Exact | None
    expected: Exact | None
    lead: tuple[str, ...]
    support: tuple[str, ...]
    lead_basis: Basis | None
    due: date | None
    due_basis: Basis | None
    start: date
    adopted: date | None
    days_left: int | None
    overdue: bool
    owed: bool
    owes: str | None
    missed: int
    missed_since: str | None = None
    checkpoints: tuple[Checkpoint, ...]
    children: tuple[TaskFacts, ...] = ()
    said: ReferenceState
    heard: Sequence[ReferenceState]
    unheard: date | None = None
    pending: tuple[Request, ...] = ()
    refused: Answer | None = None

    @property
    def points_behind(self) -> Exact | None:
        """Return how many percentage points the task is behind its curve; None where nobody gave a percentage."""
        return None if self.percent is None or self.expected is None else self.expected - self.percent

    @cached_property
    def last_report(self) -> date | None:
        """The day of the last report here and below."""
        days = [max(said.report_days) for said in self.heard if said.report_days]
        days += [on for said in self.heard for on, _ in said.answers]
        return max([*days, *[day for child in self.children if (day := child.last_report)]], default=None)

    @property
    def reported(self) -> tuple[int, int]:
        """Return on how many of the leaves at and below the task anything was ever reported, and of how many."""
        found = [leaf.ever_reported for leaf in self.leaves() if leaf.status is not Status.CANCELLED]
        return sum(found), len(found)

    @property
    def ever_reported(self) -> bool:
        """Tell whether anything was reported on the task itself."""
        for said in self.heard:  # noqa: SIM110 - every light asks, and a generator costs more
            if said.report_days or said.answers:
                return True
        return False

    @property
    def stale(self) -> bool:
        """Tell whether nothing was reported since the latest period began whose report is due."""
        return self.unheard is not None and (self.last_report or date.min) < self.unheard

    @property
    def promised_due(self) -> date | None:
        """Return the due date that was promised first."""
        return self.said.promised_due

    @cached_property
    def days_past_promise(self) -> int | None:
        """Days from the day promised first to the one on which the task was done, or to as-of while it is open.

        0 when it is not past; None for a parent, for what was cancelled, and where no day was promised.
        """
        promised = self.said.promised_due
        if self.children or promised is None or self.status is Status.CANCELLED:
            return None
        return max(((self.said.done_since or self.as_of) - promised).days, 0)

    @property
    def missing(self) -> Message | str | None:
        """Return the latest period whose report is missing, and how many are in a row where there are several."""
        return missing(self.owes, self.missed, self.missed_since)

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to do here."""
        return self.status in CLOSED

    def leaves(self) -> Iterator[TaskFacts]:
        """Yield the task, or all those below it that have no sub-tasks."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def own_open_dates(self) -> list[OpenDate]:
        """Return the dates still open of the milestones, and then of the task itself."""
        if self.closed:
            return []
        points = [point for point in self.checkpoints if point.done is None]
        dates = [OpenDate(self.task, p.milestone, p.due, -p.days_late, p.overdue, p.basis) for p in points]
        own, basis = self.due, self.due_basis
        return [*dates, OpenDate(self.task, None, own, self.days_left or 0, self.overdue, basis)] if own else dates

    def open_dates(self) -> list[OpenDate]:
        """Return every date still open here and below."""
        below = (found for child in self.children for found in child.open_dates())
        return [*self.own_open_dates(), *below]

    @property
    def next_due(self) -> OpenDate | None:
        """Return the next date of a milestone or a task that is still open and has not passed."""
        return min(
            (found for found in self.open_dates() if not found.passed), key=lambda found: found.day, default=None
        )

    @property
    def past_due(self) -> OpenDate | None:
        """Return the earliest date of a milestone or a task that is still open and has passed."""
        passed = (found for found in self.open_dates() if found.passed)
        return min(passed, key=lambda found: found.day, default=None)


class Meaning(StrEnum):
    """What a light says. From best to worst for a parent, which takes the worst of its leaves."""

    CANCELLED = "cancelled"
    DONE = "done"
    NOT_DUE = "not-due"
    ON_TRACK = "on-track"
    ATTENTION = "attention"
    UNREPORTED = "unreported"
    OFF_TRACK = "off-track"


class Colour(StrEnum):
    """The colour of a light. Offices give the same colour different meanings, so a light's meaning comes first."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    PURPLE = "purple"
    GREY = "grey"


USUAL_COLOURS = {
    Meaning.CANCELLED: Colour.GREY,
    Meaning.DONE: Colour.GREEN,
    Meaning.NOT_DUE: Colour.GREY,
    Meaning.ON_TRACK: Colour.GREEN,
    Meaning.ATTENTION: Colour.YELLOW,
    Meaning.UNREPORTED: Colour.PURPLE,
    Meaning.OFF_TRACK: Colour.RED,
}
"""The colour of each meaning where a rule names none."""


class ReasonCode(StrEnum):
    """Why a light is what it is; the words for it are the catalogue's."""

    CANCELLED = "cancelled"
    DONE = "done"
    REPORTED = "reported"
    OVERDUE = "overdue"
    REVISED_MISSED = "revised-missed"
    FAR_BEHIND = "far-behind"
    BEHIND = "behind"
    UNREPORTED = "unreported"
    NO_NEWS = "no-news"
    SILENT = "silent"
    BLOCKED = "blocked"
    NOT_STARTED = "not-started"
    MILESTONE_OVERDUE = "milestone-overdue"
    MADE_UP_LATE = "made-up-late"
    DUE_SOON = "due-soon"
    TIME_PASSED = "time-passed"
    NOT_ADOPTED = "not-adopted"
    NOTHING_OWED = "nothing-owed"
    PERCENT_UNKNOWN = "percent-unknown"
    STATUS_UNKNOWN = "status-unknown"


class RequestMark(StrEnum):
    """What is told beside the reasons of a light: requests that await an answer, and a claim that was refused."""

    EXTEND_PENDING = "extend-pending"
    CANCEL_PENDING = "cancel-pending"
    CLOSE_PENDING = "close-pending"
    CLOSE_REFUSED = "close-refused"


class Reason(Struct, frozen=True):
    """Why a light is what it is: a code and its number (days, points, periods)."""

    code: str
    number: float | None = None
    what: Message | str | None = None


class Light(Struct, frozen=True):
    """A judgement: its meaning and its reasons; for a parent also how many leaves have each light.

    `colour` and `words` are those of an office's own rule; None where the meaning's usual ones do. `missed` is, for a
    parent, the most periods in a row without a report on one leaf.
    """

    meaning: Meaning
    reasons: tuple[Reason, ...] = ()
    counts: tuple[tuple[Meaning, int], ...] = ()
    colour: Colour | None = None
    words: Text | None = None
    missed: int = 0

    @property
    def shade(self) -> Colour:
        """Return the colour it is shown in."""
        return self.colour or USUAL_COLOURS[self.meaning]
