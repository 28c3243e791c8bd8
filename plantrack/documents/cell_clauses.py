"""What the cells of a table say, in the language of their document: clauses, one task, a deadline, a rhythm."""

from msgspec import Struct

from plantrack.documents.annotations import Span
from plantrack.documents.assignment import clauses_of_cell
from plantrack.documents.clauses.english import clauses_in
from plantrack.documents.deadlines import deadline_of_value, latest
from plantrack.documents.english.dates import DateReading, day_named
from plantrack.documents.language import ENGLISH
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Rhythm, Skipped
from plantrack.documents.rhythms import rhythm_of_cell
from plantrack.documents.scan import ScannedText


class CellReader(Struct, frozen=True):
    """Reads spans of cells. `years` are those of the plan, `calendar` the same for an English text.

    `first_leads` says that the first of several units leads.
    """

    doc: ScannedText
    years: Span
    calendar: DateReading
    first_leads: bool

    @property
    def english(self) -> bool:
        """Whether the document is English."""
        return self.doc.language == ENGLISH

    def clauses(self, first: int, last: int, row: Deadline | None) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
        """Return the clauses of a cell, each with its own deadline or else that of the row, and what was left out."""
        if self.english:
            return clauses_in(self.doc, first, last, self.calendar, listed=True), ()
        return clauses_of_cell(self.doc, first, last, self.years, row)

    def whole(self, first: int, last: int) -> Clause:
        """Return the words of a cell as one task."""
        found, _ = self.clauses(first, last, None)
        kinds = {one.kind for one in found}
        kind = ClauseKind.DELIVERABLE if ClauseKind.DELIVERABLE in kinds else ClauseKind.ONGOING
        words = self.doc.text[first:last]
        only = found[0] if len(found) == 1 else None
        return Clause(
            words, kind, words, first, 1, deadline=latest(one.deadline for one in found if one.deadline),
            recurs=only.recurs if only else None, milestones=only.milestones if only else (),
        )  # fmt: skip

    def deadline(self, first: int, last: int) -> Deadline | None:
        """Return the deadline that the words of a cell name, without a day where a person must decide."""
        if self.english:
            words = self.doc.text[first:last]
            return Deadline(day_named(words, self.calendar), words, first)
        return deadline_of_value(self.doc, first, last, *self.years)

    def rhythm(self, first: int, last: int) -> Rhythm | None:
        """Return how often the work comes back, by the words of a cell that says when."""
        return rhythm_of_cell(self.doc.text[first:last])
