"""The facts of a task in a draft: owners, kind and due date, their basis, and the questions about them."""

from collections.abc import Iterator
from datetime import date

from plantrack.characters.folding import folded
from plantrack.documents.deadlines import runs_on
from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.writer import DraftWriter, short
from plantrack.documents.parsed_document import ClauseKind, Deadline, Duty
from plantrack.errors import Message, message

Days = tuple[date, date]


class FactWriter:
    """Writes what is known of a task; `period` are the first and the last day of the plan.

    `ask_dates` asks for a date where a deliverable has none.
    """

    def __init__(self, units: Directory, period: Days, writer: DraftWriter, *, ask_dates: bool = True) -> None:
        self._units, self._period, self._writer, self._ask_dates = units, period, writer, ask_dates

    def lines(
        self, duty: Duty, deadline: Deadline | str | None, kind: ClauseKind | None, *, inferred: bool = False
    ) -> Iterator[str]:
        """Yield owners, deadline, their basis and questions. A parent has no kind; an inferred day is an assumption."""
        basis: dict[str, str] = {}
        yield from self._owners(duty, basis)
        if kind is not None:
            yield from self._time(deadline, kind, basis)
        if inferred and "due" in basis:
            basis["due"] = "assumed"
        if basis:
            yield f"basis: {{{', '.join(f'{field}: {word}' for field, word in basis.items())}}}"

    def _owners(self, duty: Duty, basis: dict[str, str]) -> Iterator[str]:
        """Yield lead and support. A single responsible unit leads; among several, a person decides."""
        writer, ids = self._writer, self._units.ids
        lead, support, responsible = ids(duty.lead), ids(duty.support), ids(duty.responsible)
        if len(responsible) == 1 and not lead:
            lead, responsible = responsible, []
        if lead:
            yield f"lead: [{', '.join(lead)}]"
            basis["lead"] = "document"
        if responsible:
            yield writer.ask(
                message("the document holds these units responsible and does not say who leads; move one to `lead`")
            )
        if together := list(dict.fromkeys([*support, *responsible])):
            yield f"support: [{', '.join(together)}]"
            basis["support"] = "assumed" if responsible else "document"
        if support and not (lead or responsible):
            yield writer.ask(message("the document names who supports, and not who leads"))
        if duty.collective:
            yield writer.note(message("also, all together: {words}", words="、".join(duty.collective)))

    def _time(self, deadline: Deadline | str | None, kind: ClauseKind, basis: dict[str, str]) -> Iterator[str]:
        """Yield kind and due date. A deliverable without a day in the plan gets the plan's last day as assumed."""
        first, last = self._period
        doubt = self._doubt(deadline, kind)
        ask = f"  {self._writer.ask(doubt)}" if doubt else ""
        if isinstance(deadline, Deadline) and deadline.due and first <= deadline.due <= last:
            yield f"kind: {kind}"
            yield f"due: {deadline.due}{ask}"
            basis["due"] = "document"
        elif kind is ClauseKind.DELIVERABLE:
            yield f"kind: {kind}"
            yield f"due: {last}{ask}"
            basis["due"] = "assumed"
        else:
            yield f"kind: {kind}{ask}"

    def _doubt(self, deadline: Deadline | str | None, kind: ClauseKind) -> Message | None:
        """Return the question about a date that is missing, unreadable, outside the plan, or without a year."""
        first, last = self._period
        if deadline is None:
            asked = self._ask_dates and kind is ClauseKind.DELIVERABLE
            return message("no date in the document") if asked else None
        text = short(deadline if isinstance(deadline, str) else deadline.text)
        if isinstance(deadline, str) or deadline.due is None:
            ongoing = kind is ClauseKind.ONGOING and isinstance(deadline, Deadline) and runs_on(deadline)
            return None if ongoing else message("the document says “{text}”: which day?", text=text)
        if not first <= deadline.due <= last:
            return message("the document says “{text}”, which is {due}, outside this plan",
                           text=text, due=deadline.due)  # fmt: skip
        return None if str(deadline.due.year) in folded(text) else message("“{text}” names no year", text=text)
