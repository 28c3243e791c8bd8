"""The numbers of a draft: last year's figures, the plan's own, and an indicator for each that it promises to reach."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.documents.draft.draft_task import DraftTask
from plantrack.documents.draft.repeated import Asked
from plantrack.documents.draft.writer import DraftWriter, short
from plantrack.documents.figures.extraction import english_amounts, find_figures, scan_amounts
from plantrack.documents.language import is_english
from plantrack.documents.numbering import SpanIndex, in_units, placed
from plantrack.documents.parsed_document import DocumentFigure, Item, ParsedDocument, SummarySection
from plantrack.errors import InputError, Message, message
from plantrack.model.amount_reader import parse_range
from plantrack.model.amounts import Kind, Quantity, kinds_counted_in
from plantrack.model.measures import canonical_unit
from plantrack.model.numbers import MAGNITUDES
from plantrack.model.text import given_text

AIMED = (Kind.TARGET, Kind.STRETCH, Kind.GROWTH, Kind.MULTIPLE)
"""The kinds of planned numbers that become indicators."""
LEADING = 20
"""Maximum number of characters before the amount in a quote."""
_PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?(/[0-9]{4}(-(0[1-9]|1[0-2]))?)?")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?")


class TableNumbers(Struct, frozen=True):
    """The numbers of a table, which has no sections."""

    figures: tuple[DocumentFigure, ...]
    targets: tuple[DocumentFigure, ...]
    sections: tuple[SummarySection, ...] = ()
    items: tuple[Item, ...] = ()


Numbers = ParsedDocument | TableNumbers
"""What has numbers of last year, with the sections of their text, and of the plan, with its items."""


class WrittenAmount(Struct, frozen=True):
    """A number as the file states it: digits and text; `doubt` if the text is not the document's."""

    text: str
    value: str
    value_to: str | None
    doubt: Message | None


def baseline_lines(parsed: Numbers, year: int, writer: DraftWriter) -> Iterator[str]:
    """Yield last year's figures by section; `year` is the default for figures without one."""
    if not parsed.figures:
        return
    years = Counter(int(f.period[:4]) for f in parsed.figures if f.period and _PERIOD.fullmatch(f.period))
    before = years.most_common(1)[0][0] if years else year
    lines = [*_figures(parsed.figures, parsed.sections, "f", str(before), writer)]
    yield from ("", "baseline:", f"  year: {before}")
    yield from ("  figures:" if any(map(_entry, lines)) else "  figures: []", *("    " + line for line in lines))


def target_lines(parsed: Numbers, tasks: Iterable[DraftTask], year: str, writer: DraftWriter) -> Iterator[str]:
    """Yield the numbers of the plan part, and an indicator for each target; `tasks` are those of the draft."""
    lines = [*_figures(parsed.targets, parsed.items, "p", year, writer)]
    if lines:
        yield from ("", "figures:" if any(map(_entry, lines)) else "figures: []", *("  " + line for line in lines))
    indicators = [*_indicators(parsed, tasks, writer)]
    if indicators:
        yield from ("", "indicators:", *("  " + line for line in indicators))


def _entry(line: str) -> bool:
    return not line.startswith("#")


def _figures(
    figures: Sequence[DocumentFigure], entries: Sequence[Item] | Sequence[SummarySection],
    letter: str, year: str, writer: DraftWriter,
) -> Iterator[str]:  # fmt: skip
    for name, section, read in placed(figures, entries, letter):
        figure = in_units(read)
        amount = amount_of(figure)
        if amount is None:
            lost = message("a number that cannot stand here as it is: “{text}” ({label})",
                           text=short(figure.quote), label=short(figure.label))  # fmt: skip
            yield from writer.ask_each(Asked.NUMBER, name, lost, lost)
            continue
        period = figure.period if figure.period and _PERIOD.fullmatch(figure.period) else None
        yield from writer.ask_if(amount.doubt)
        yield f"- id: {name}"
        yield f"  label: {writer.text(figure.label)}"
        yield from ("  " + line for line in _numbers(figure, amount, writer))
        kind = figure.kind if figure.kind in kinds_counted_in(figure.unit) else Kind.MEASURE
        yield f"  kind: {kind.value}"
        yield f'  period: "{period or year}"'
        yield f"  section: {section}"


def _numbers(figure: DocumentFigure, amount: WrittenAmount, writer: DraftWriter) -> Iterator[str]:
    """Yield the fields that figures and targets share."""
    yield f"text: {writer.text(amount.text)}"
    yield f"value: {amount.value}"
    if amount.value_to:
        yield f"value_to: {amount.value_to}"
    yield f"unit: {writer.text(figure.unit)}"
    if given_text(figure.qualifier):
        yield f"qualifier: {writer.text(figure.qualifier)}"


def amount_of(figure: DocumentFigure) -> WrittenAmount | None:
    """Return a number for the file, in the document's words if they state it, else written out; None if impossible."""
    value, value_to = _digits(figure.value), None if figure.value_to is None else _digits(figure.value_to)
    if value is None or (figure.value_to is not None and value_to is None):
        return None
    quotes = (figure.quote, folded(figure.quote))
    ends = (quote[start:] for quote in quotes for start in range(min(len(quote), LEADING)))
    literal = next((text for text in ends if _says(text, figure)), None)
    if literal:
        return WrittenAmount(literal, value, value_to, None)
    written = next((text for text in _written(figure, value, value_to) if _says(text, figure)), None)
    return WrittenAmount(written, value, value_to, _doubt(figure)) if written else None


def _written(figure: DocumentFigure, value: str, value_to: str | None) -> Iterator[str]:
    """Yield a number written out, first as people write it, then in plain digits."""
    if is_english(figure.unit):
        yield f"{value} {figure.unit}"
    yield Quantity(figure.value, figure.unit, figure.qualifier, figure.value_to).text("zh", figure.kind)
    yield f"{value}{figure.unit}" + (f"至{value_to}{figure.unit}" if value_to else "")


def _doubt(figure: DocumentFigure) -> Message | None:
    """Return the question about a number whose quote, read alone, gives another number or none."""
    quote = figure.quote
    scanned = english_amounts(quote, folded(quote)) if is_english(quote) else scan_amounts(quote)
    alone = map(in_units, find_figures(scanned, None, planned=False))
    amounts = [Quantity(one.value, one.unit, one.qualifier, one.value_to) for one in alone]
    if any(_same(amount, figure) for amount in amounts) or _counted_in_a_table(figure):
        return None
    if not amounts:
        return message("the document says “{text}”; is it right as it is written out here?", text=short(figure.quote))
    return message("two readings: the document says “{text}”, which alone is {other}; which is right?",
                   text=short(figure.quote), other=str(amounts[0]))  # fmt: skip


def _counted_in_a_table(figure: DocumentFigure) -> bool:
    """Tell whether the quote is the bare number of a figure whose unit stands in another cell."""
    digits = re.findall(r"[0-9][0-9.,]*", folded(figure.quote))
    if len(digits) != 1 or not _NUMBER.fullmatch(plain := digits[0].replace(",", "")):
        return False
    number = Decimal(plain)
    return any(number * size == Decimal(repr(figure.value)) for size in (1, *MAGNITUDES.values()))


def _says(text: str, figure: DocumentFigure) -> bool:
    try:
        found = parse_range(text)
    except InputError:
        return False
    return _same(found, figure) and given_text(figure.unit) is not None


def _same(amount: Quantity, figure: DocumentFigure) -> bool:
    same = (amount.value, amount.value_to) == (figure.value, figure.value_to)
    return same and canonical_unit(amount.unit) == canonical_unit(figure.unit)


def _digits(value: float) -> str | None:
    """Return a number as plan.yaml writes it; None for one that it cannot hold."""
    written = format(Decimal(repr(value)), "f").removesuffix(".0")
    return written if _NUMBER.fullmatch(written) else None


def _indicators(parsed: Numbers, tasks: Iterable[DraftTask], writer: DraftWriter) -> Iterator[str]:
    """Yield an indicator for each target, with its task and last year's figures of the same label."""
    refs = SpanIndex((*task.span, task.ref) for task in tasks)
    before: dict[tuple[str, str], list[str]] = {}
    for name, _, read in placed(parsed.figures, parsed.sections, "f"):
        figure = in_units(read)
        if amount_of(figure):
            before.setdefault((figure.label, canonical_unit(figure.unit)), []).append(name)
    for name, _, read in placed(parsed.targets, parsed.items, "p"):
        figure = in_units(read)
        amount = amount_of(figure)
        if amount is None or figure.kind not in AIMED:
            continue
        ref = refs.at(figure.offset)
        continued = before.get((figure.label, canonical_unit(figure.unit)), [])
        yield f"- id: i{name[1:]}"
        yield f"  label: {writer.text(figure.label)}"
        yield f"  unit: {writer.text(figure.unit)}"
        if ref:
            yield f"  tasks: [{writer.text(ref)}]"
        else:
            asked = writer.ask_each(Asked.AIM, f"i{name[1:]}", message("which task is it for?"))
            yield f"  tasks: []{''.join(f'  {line}' for line in asked)}"
        if continued:
            yield f"  baseline: [{', '.join(continued)}]"
        yield "  target:"
        yield from ("    " + line for line in (*_numbers(figure, amount, writer), "basis: document"))
