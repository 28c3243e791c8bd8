"""The period of a draft: the year that the document names, or what its dates and numbers suggest."""

from collections.abc import Iterator
from datetime import MAXYEAR, date

from plantrack.documents.language import CHINESE
from plantrack.documents.parsed_document import Deadline, ParsedDocument
from plantrack.documents.tables.table_plan import YEARS_ASKED
from plantrack.errors import Message, UsageError, message

_PUBLICATION = message("no year of the plan is named; this is the year of publication: is it right?")
_FIGURES = message("no year of the plan is named; this follows that of the figures: is it right?")
_TERMS = ((2, 7), (9, 1))
"""The first and the last months of school terms, whose days a title does not name."""
_ASSUMED = message("the title names no days: are these the first and the last day of the plan?")


def period_of(parsed: ParsedDocument, document_name: str) -> tuple[date, date, Message | None]:
    """Return the first and last day of the plan, and a question if no heading names its year.

    Raises UsageError if nothing suggests a year.
    """
    dues = [deadline.due for deadline in deadlines(parsed) if deadline.due]
    if parsed.period and (parsed.language != CHINESE or not dues or _within(parsed.period, min(dues), max(dues))):
        months = tuple(day.month for day in parsed.period)
        return (*parsed.period, None if parsed.language == CHINESE and months not in _TERMS else _ASSUMED)
    if parsed.year is not None and parsed.year_stated:
        return (*_whole(parsed.year_first or parsed.year, parsed.year), None)
    if dues:
        known = [due.year for due in dues] + ([parsed.published.year] if parsed.published else [])
        return (*_whole(min(known), max(dues).year), YEARS_ASKED)
    if parsed.published:
        return (*_whole(parsed.published.year, parsed.published.year), _PUBLICATION)
    measured = [int(figure.period[:4]) for figure in parsed.figures if figure.period and figure.period[:4].isdecimal()]
    if measured and 1 <= (last := max(measured)) < MAXYEAR:
        return (*_whole(last + 1, last + 1), _FIGURES)
    raise UsageError("{file} does not say which year the plan is for; say it with --year", file=document_name)


def deadlines(parsed: ParsedDocument) -> Iterator[Deadline]:
    """Yield every deadline of the items, their clauses and parts."""
    for item in parsed.every():
        yield from filter(None, (item.deadline, *(clause.deadline for clause in item.clauses)))


def _within(period: tuple[date, date], first: date, last: date) -> bool:
    return period[0] <= first <= last <= period[1]


def _whole(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)
