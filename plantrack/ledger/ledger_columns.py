"""The columns of a unit's ledger: what is shown of a task, milestone or indicator, and what is filled in."""

from msgspec import Struct

from plantrack.errors import Message, message


class LedgerColumn(Struct, frozen=True):
    """A column: its key, its head, its width in characters, and for one that the unit fills in what belongs there."""

    key: str
    title: Message
    width: float
    note: Message | None = None


ROW = LedgerColumn("row", message("Row"), 5)
REF = LedgerColumn("ref", message("No."), 8)
DUE = LedgerColumn("due", message("Due"), 11)
LEAD = LedgerColumn("lead", message("Lead"), 13)
STATUS = LedgerColumn("status", message("Status"), 10, message("Choose a word of the list."))
PERCENT = LedgerColumn("percent", message("Progress %"), 9, message("From 0% to 100%, as it stands in all."))
PROGRESS = LedgerColumn("progress", message("Progress in this period"), 30, message(
    "What was done in this period. What was said before stands beside it and need not be repeated."))  # fmt: skip
PROBLEM = LedgerColumn("problem", message("Problems"), 20, message(
    "A new problem. The one beside it stays open; once it is solved, write: none."))  # fmt: skip
NEXT = LedgerColumn("next", message("Next steps"), 20, message("What is done next, and by when."))
EVIDENCE = LedgerColumn("evidence", message("Evidence"), 16, message(
    "The number of a paper, a web address or the name of a file, beside what was done."))  # fmt: skip
REACHED = LedgerColumn("reached", message("Reached or not"), 11, message("Choose a word of the list."))
REACHED_ON = LedgerColumn("reached_on", message("Reached on"), 12, message("The day, as in 2024-06-30."))
NOTE = LedgerColumn("progress", message("What was done"), 34, message("What was done to reach it."))
VALUE = LedgerColumn("value", message("Value of this period"), 16, message(
    "The number with its unit, as written in reports, as in over 25,000 or CNY 2.85 billion."))  # fmt: skip
PERIOD = LedgerColumn("period", message("Period covered"), 16, message(
    "What the number covers: a month, the year up to now, as in 2024-11 or 2024-01/2024-11."))  # fmt: skip

TASK = LedgerColumn("task", message("Task"), 32)
COUNTED = (
    LedgerColumn("indicator", message("Indicator"), 30), LedgerColumn("tasks", message("Tasks followed"), 12),
    LedgerColumn("unit", message("Unit of count"), 10), LedgerColumn("last_year", message("Figure of last year"), 18),
    LedgerColumn("target", message("Target"), 18), LedgerColumn("latest", message("Latest value"), 18),
)  # fmt: skip
TABLES: dict[str, tuple[LedgerColumn, ...]] = {
    "tasks": (
        ROW, REF, TASK, LEAD, LedgerColumn("support", message("Support"), 13), DUE, STATUS, PERCENT,
        LedgerColumn("last_progress", message("Progress reported last"), 22), PROGRESS,
        LedgerColumn("last_problem", message("Open problem"), 16), PROBLEM,
        LedgerColumn("last_next", message("Next steps reported last"), 16), NEXT, EVIDENCE,
    ),
    "milestones": (
        ROW, REF, LedgerColumn("milestone", message("Milestone"), 32), TASK, LEAD, DUE, REACHED, REACHED_ON, NOTE,
        EVIDENCE,
    ),
    "indicators": (ROW, LedgerColumn("ref", REF.title, 15), *COUNTED, VALUE, PERIOD, EVIDENCE),
}  # fmt: skip
"""The columns of each sheet, from left to right."""
TITLES = {"tasks": message("Ledger"), "milestones": message("Milestones"), "indicators": message("Indicators")}
"""What each sheet is called."""
FILLED = tuple(dict.fromkeys(one.key for table in TABLES.values() for one in table if one.note))
"""The keys of the columns that a unit fills in."""
