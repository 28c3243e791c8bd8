"""The facts of a task in a draft: owners, kind, rhythm and due date, their basis, and the questions about them."""

from collections.abc import Iterator
from datetime import date

from plantrack.documents.deadlines import runs_on
from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.draft_task import DraftTask
from plantrack.documents.draft.repeated import Asked
from plantrack.documents.draft.writer import DraftWriter, short
from plantrack.documents.parsed_document import ClauseKind, Deadline, Rhythm
from plantrack.documents.tables.row_owners import led_by_people
from plantrack.errors import message
from plantrack.model.plan import Frequency

Days = tuple[date, date]
_REPORTED = {Rhythm.WEEK: Frequency.WEEK, Rhythm.MONTH: Frequency.MONTH, Rhythm.QUARTER: Frequency.QUARTER}


class FactWriter:
    """Writes what is known of a task; `period` are the first and the last day of the plan.

    `ask_dates` asks for a date where a deliverable has none.
    """

    def __init__(self, units: Directory, period: Days, writer: DraftWriter, *, ask_dates: bool = True) -> None:
        self._units, self._period, self._writer, self._ask_dates = units, period, writer, ask_dates

    def days(self, task: DraftTask) -> Days:
        """Return the days between which the milestones of a task must lie."""
        first, last = self._period
        return task.start or first, self._day(task.deadline) or last

    def lines(self, task: DraftTask) -> Iterator[str]:
        """Yield owners, deadline, their basis and questions. A parent has no kind; an inferred day is an assumption."""
        basis: dict[str, str] = {}
        yield from self._owners(task, basis)
        if task.kind is not None:
            yield from self._time(task, task.kind, basis)
            yield from self._how(task)
        if task.inferred and "due" in basis:
            basis["due"] = "assumed"
        if basis:
            yield f"basis: {{{', '.join(f'{field}: {word}' for field, word in basis.items())}}}"

    def _owners(self, task: DraftTask, basis: dict[str, str]) -> Iterator[str]:
        """Yield lead and support. A single responsible unit leads; among several, a person decides."""
        writer, ids, duty = self._writer, self._units.ids, led_by_people(task.duty)
        lead, support, responsible = ids(duty.lead), ids(duty.support), ids(duty.responsible)
        if len(responsible) == 1 and not lead:
            lead, responsible = responsible, []
        if lead:
            yield f"lead: [{', '.join(lead)}]"
            basis["lead"] = "document"
        if responsible:
            among = message("the document holds these units responsible and does not say who leads; move one to `lead`")
            yield from writer.ask_each(Asked.AMONG, task.ref, among)
        if together := list(dict.fromkeys([*support, *responsible])):
            yield f"support: [{', '.join(together)}]"
            basis["support"] = "assumed" if responsible else "document"
        if support and not (lead or responsible):
            only = message("the document names who supports, and not who leads")
            yield from writer.ask_each(Asked.SUPPORT_ONLY, task.ref, only)
        if duty.collective:
            yield writer.note(message("also, all together: {words}", words="、".join(duty.collective)))

    def _day(self, deadline: Deadline | str | None) -> date | None:
        """Return the day of a deadline within the plan."""
        first, last = self._period
        day = deadline.due if isinstance(deadline, Deadline) else None
        return day if day and first <= day <= last else None

    def _time(self, task: DraftTask, kind: ClauseKind, basis: dict[str, str]) -> Iterator[str]:
        """Yield kind and due date. A deliverable without a day in the plan gets the plan's last day as assumed."""
        day = self._day(task.deadline)
        asked = "".join(f"  {line}" for line in self._asked(task, kind))
        if day or kind is ClauseKind.DELIVERABLE:
            yield f"kind: {kind}"
            yield f"due: {day or self._period[1]}{asked}"
            basis["due"] = "document" if day else "assumed"
        else:
            yield f"kind: {kind}{asked}"

    def _asked(self, task: DraftTask, kind: ClauseKind) -> Iterator[str]:
        deadline, ask = task.deadline, self._writer.ask_each
        if deadline is None:
            if self._ask_dates and kind is ClauseKind.DELIVERABLE:
                yield from ask(Asked.DATE, task.ref, message("no date in the document"))
            return
        text = short(deadline if isinstance(deadline, str) else deadline.text)
        if isinstance(deadline, str) or deadline.due is None:
            said = message("the document says “{text}”", text=text)
            if kind is not ClauseKind.ONGOING:
                which = message("the document says “{text}”: which day?", text=text)
                yield from ask(Asked.UNREAD, task.ref, which, said)
            elif isinstance(deadline, str) or not runs_on(deadline):
                yield self._writer.note(said)
        elif not self._day(deadline):
            outside = message("the document says “{text}”, which is {due}, outside this plan",
                              text=text, due=deadline.due)  # fmt: skip
            yield from ask(Asked.OUTSIDE, task.ref, outside, outside)

    def _how(self, task: DraftTask) -> Iterator[str]:
        """Yield how often work that comes back is to be reported on, and that something is ticked off already."""
        if task.recurs in _REPORTED:
            yield f"report_every: {_REPORTED[task.recurs]}"
        elif task.recurs:
            yield self._writer.note(message("comes back every day, half-year or year"))
        if task.ticked:
            yield self._writer.note(
                message("ticked off in the document; once adopted, record it: plantrack done {ref}", ref=task.ref)
            )


def digits(number: float) -> str:
    """Return a number with at most three decimals, in digits only."""
    return f"{number:.3f}".rstrip("0").rstrip(".")
