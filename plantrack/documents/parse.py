"""From the text of a document to everything that is read from it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from plantrack.budget import Budget, Work
from plantrack.dates.periods import Period
from plantrack.documents.annotations import Annotations, Span, annotate
from plantrack.documents.assignment import PlanItems, item_of
from plantrack.documents.departments import with_departments
from plantrack.documents.english.dates import calendar_of
from plantrack.documents.english.period import previous
from plantrack.documents.english_assignment import english_item, items_of_prose, with_actions
from plantrack.documents.figures.extraction import find_figures
from plantrack.documents.language import ENGLISH
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.outline.minutes import decided, year_held
from plantrack.documents.outline.parts import (
    MINUTES,
    DocumentParts,
    aside_of,
    find_parts,
    looked_back,
    sections,
    with_owned,
    work_of,
)
from plantrack.documents.outline.tree import TextPart
from plantrack.documents.parsed_document import (
    DocumentFigure,
    ImportHints,
    Item,
    ParsedDocument,
    Skipped,
    Source,
    SummarySection,
)
from plantrack.documents.placement import unplaced
from plantrack.documents.plan_years import PlanYears, in_period, partly, years_of
from plantrack.documents.scan import ScannedText, scan
from plantrack.documents.scan.headings import LONGEST
from plantrack.documents.scan.metadata import kind_of
from plantrack.documents.table_items import owned_rows, table_items, with_row_targets
from plantrack.errors import PlanError, message

_GENERAL = message("it stands among general aims or guarantees")


def parse_document(source: Source, hints: ImportHints = ImportHints()) -> ParsedDocument:  # noqa: B008 - frozen
    """Return what a document says.

    Raises PlanError if it is neither a plan nor a summary of a year, or neither in Chinese nor in English.
    """
    doc, budget = scan(source.text, source.levels), Budget()
    budget.spend(Work.ENTRIES, len(doc.amounts.found))
    kind = kind_of(doc.metadata.title) if doc.metadata.title else None
    doc, heard = decided(doc) if kind == MINUTES and not hints.plan_heading else (doc, ())
    if heard and (held := hints.year or year_held(doc)):
        hints = replace(hints, year=held)
    parts = _parts(doc, hints, kind)
    read = _read(source, doc, parts, years_of(doc, parts, hints), budget)
    aside = (*aside_of(doc, parts), *heard) if read.items else ()
    return replace(read, unplaced=unplaced(doc, read, aside)) if parts.plan else read


def _parts(doc: ScannedText, hints: ImportHints, kind: str | None) -> DocumentParts:
    """Return the summary and the plan, one of which a document must have."""
    parts = find_parts(doc, hints, kind, len(doc.duties) + owned_rows(doc.tables))
    if parts.plan is None and parts.summary is None:
        raise PlanError(
            "no plan was found: no part is headed as one, and the title does not say so; "
            "if it is one, name the heading of the plan with --plan-heading"
        )
    return replace(parts, plan=parts.plan and with_owned(doc, parts.plan, parts.chapters))


def _read(source: Source, doc: ScannedText, parts: DocumentParts, years: PlanYears, budget: Budget) -> ParsedDocument:
    targets, before = _targets(doc, parts, years.plan)
    owned = Annotations() if doc.language == ENGLISH else annotate(doc, parts.plan, targets, years.span)
    plan_items = _planned(doc, parts, owned, (years.span, years.within), budget)
    pieces, told = _sections(doc, parts), [*_told(doc, plan_items.items, years.summary)]
    figures = (*_figures(doc, parts, pieces, told, years.summary), *before)
    past = SpanIndex((first, last, True) for first, last in told)
    targets = tuple(one for one in targets if past.at(one.offset) is None)
    return ParsedDocument(
        source=source, title=doc.metadata.title, issuer=doc.metadata.issuer, published=doc.metadata.published,
        summary_heading=(parts.summary.title or None) if parts.summary else None,
        sections=tuple(SummarySection(p.number, p.title, p.offset, p.first, p.last) for p in pieces),
        plan_heading=(parts.plan.title or None) if parts.plan else None,
        plan_span=(parts.plan.body, parts.plan.last) if parts.plan else None, year=years.plan,
        year_stated=years.stated, year_first=years.first, year_before=years.summary, items=plan_items.items,
        figures=in_period(figures, years.within and previous(years.within)),
        targets=in_period(_placed(plan_items.items, targets), years.within), skipped=plan_items.skipped,
        language=doc.language, period=partly(years.within) or years.part,
    )  # fmt: skip


def _sections(doc: ScannedText, parts: DocumentParts) -> tuple[TextPart, ...]:
    """Return the sections of the summary. In English a list is none, and one without sections is one."""
    if parts.summary is None:
        return ()
    found = sections(doc, parts.summary, parts.plan)
    if doc.language != ENGLISH:
        listed = all(one.style.startswith("-") and not one.parts for one in found)
        return (replace(parts.summary, number=1),) if found and listed and parts.summary.title else found
    headed = tuple(one for one in found if not one.style.startswith("-") and len(one.title) <= LONGEST)
    return headed or ((replace(parts.summary, number=1),) if parts.summary.title else ())


def _planned(
    doc: ScannedText, parts: DocumentParts, owned: Annotations, years: tuple[Span, Period | None], budget: Budget
) -> PlanItems:
    """Return the items of the plan: the parts with work, and the rows of tables outside of them."""
    if parts.plan is None:
        return PlanItems()
    rows, lost = table_items(doc, doc.tables, (parts.plan.body, parts.plan.last), *years)
    owned = replace(owned, rows=rows)
    work, aside = work_of(doc, parts.plan)
    within = SpanIndex((part.first, part.last, True) for part in (*work, *aside))
    read: list[tuple[Item, tuple[Skipped, ...]]] = [(row, ()) for row in rows if not within.at(row.first)]
    if doc.language == ENGLISH:
        calendar = calendar_of(doc.folded, years[1], doc.metadata.published)
        told = [english_item(doc, part, rows, calendar) for part in with_actions(doc, work, rows)]
        if not (told or rows or aside):
            told = items_of_prose(doc, parts.plan.body, parts.plan.last, calendar)
        read += ((item, ()) for item in told)
    else:
        read += (item_of(doc, part, owned) for part in work if part.last > part.first)
    read.sort(key=lambda pair: pair[0].first)
    for item, left in read:
        budget.spend(Work.ENTRIES, sum(1 + len(part.clauses) for part in item.walk()) + len(left))
    general = (Skipped(part.title, _GENERAL, part.offset) for part in aside)
    skipped = (*general, *lost, *(one for _, left in read for one in left), *owned.unread)
    return PlanItems(with_departments([item for item, _ in read]), tuple(sorted(skipped, key=lambda one: one.offset)))


def _told(doc: ScannedText, items: Iterable[Item], before: int | None) -> Iterator[tuple[int, int]]:
    """Yield the lines outside of the items that tell of the year before: 2025年,建成农村公路213公里."""
    within = SpanIndex((item.first, item.last, True) for item in items)
    line = rf"^(?:[0-9]{{1,2}}[.、] ?)?{before} ?年(?!度|来|以来|[底末]?前)[^\n\t]*[0-9][^\n\t]*$"
    yield from (one.span() for one in re.finditer(line, doc.folded, re.MULTILINE) if not within.at(one.start()))


def _figures(
    doc: ScannedText,
    parts: DocumentParts,
    pieces: tuple[TextPart, ...],
    told: Iterable[tuple[int, int]],
    before: int | None,
) -> tuple[DocumentFigure, ...]:
    """Return the figures of the year before: those of the summary, of all above it or the plan, of lines that tell."""
    spans = [(0, parts.before), *(span for span in told if span[0] >= parts.before)]
    if parts.summary and parts.summary.body >= parts.before:
        spans = [span for span in spans if not parts.summary.body <= span[0] < parts.summary.last]
        spans.append((parts.summary.body, parts.summary.last))
    spans += looked_back(doc, parts)
    return _placed(
        pieces,
        [f for first, last in spans for f in find_figures(doc.amounts, before, planned=False, first=first, last=last)],
    )


def _targets(
    doc: ScannedText, parts: DocumentParts, year: int | None
) -> tuple[tuple[DocumentFigure, ...], tuple[DocumentFigure, ...]]:
    """Return the figures of the plan and its aims, and what they start from; none in owner brackets or of the past."""
    if parts.plan is None:
        return (), ()
    owners = ((one.place, one.end, True) for one in doc.duties)
    aside = SpanIndex([*owners, *((first, last, True) for first, last in looked_back(doc, parts))])
    found = find_figures(doc.amounts, year, planned=True, first=parts.before, last=parts.plan.last)
    told = (one for one in found if aside.at(one.offset) is None)
    return with_row_targets(doc, told, (parts.before, parts.plan.last), year)


def _placed(pieces: Sequence[TextPart | Item], figures: Iterable[DocumentFigure]) -> tuple[DocumentFigure, ...]:
    """Return the figures with the number of the part around each; 0 if there is none."""
    numbers = SpanIndex((piece.first, piece.last, piece.number) for piece in pieces)
    return tuple(replace(figure, section=numbers.at(figure.offset) or 0) for figure in figures)
