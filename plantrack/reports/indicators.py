"""Numbers: indicators with their measurements, and last year's figures with what was measured since."""

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import parse_span, span_label
from plantrack.errors import message
from plantrack.evaluation.comparison import Change, change, distance, is_news, same_part, span_of
from plantrack.model.amounts import Kind
from plantrack.model.plan import Figure, Indicator, Plan
from plantrack.model.state import Key, State
from plantrack.model.updates import Measurement
from plantrack.reports.cells import AmountCell, ChangeCell, TextCell


class IndicatorProgress(Struct, frozen=True):
    """An indicator as of a day: the figure of last year, the latest measurement, and how they stand to each other.

    `latest` is the measurement of the latest period, and of these the one latest in effect; those of a figure's own
    period are no news of this year and stay out of it. `figure` is that of the same part of last year, else the first.
    """

    indicator: Indicator
    figure: Figure | None
    measured: tuple[Measurement, ...]
    latest: Measurement | None
    change: Change | None
    missing: float | int | None


def indicator_progress(plan: Plan, state: State) -> tuple[IndicatorProgress, ...]:
    """Return every indicator of the plan in its order."""
    figures = {figure.id: figure for figure in plan.baseline.figures} if plan.baseline else {}
    return tuple(_follow(i, [figures[name] for name in i.baseline if name in figures], state) for i in plan.indicators)


def _follow(indicator: Indicator, figures: Sequence[Figure], state: State) -> IndicatorProgress:
    measured = tuple(sorted(state.kept(Measurement, indicator.id), key=lambda m: m.key))
    news = [m for m in measured if all(is_news(figure, m) for figure in figures)]
    latest = max(news, key=_recency, default=None)
    figure = next((f for f in figures if latest and _same_part(f, latest)), next(iter(figures), None))
    return IndicatorProgress(
        indicator=indicator,
        figure=figure,
        measured=measured,
        latest=latest,
        change=change(figure, latest, cumulative=indicator.cumulative) if figure and latest else None,
        missing=distance(indicator, latest, kind=figure.kind if figure else Kind.MEASURE),
    )


def _recency(measurement: Measurement) -> tuple[date, Key]:
    """Return the last day of the measurement's period, or its own day where nobody said one; then what decides."""
    span = span_of(measurement)
    return span.last if span else measurement.on, measurement.key


def _same_part(figure: Figure, measurement: Measurement) -> bool:
    before, now = parse_span(figure.period), span_of(measurement)
    return before is not None and now is not None and same_part(before, now)


def figure_cell(figure: Figure | None) -> AmountCell | None:
    """Return the cell of last year's figure, with its period where that is a part of a year."""
    if figure is None:
        return None
    span = parse_span(figure.period)
    whole = span is None or span_label(span) in (f"{span.first.year}", f"{span.first.year}/{span.last.year}")
    return AmountCell(figure.quantity, figure.text, figure.kind, period=None if whole else figure.period)


def measured_cell(found: Measurement | None, figure: Figure | None) -> AmountCell | None:
    """Return the cell of a measurement; what sort of number it is, last year's figure says."""
    if found is None:
        return None
    kind = figure.kind if figure else Kind.MEASURE
    return AmountCell(found.quantity, found.quantity.text("zh", kind), kind, period=found.period)


def change_cell(line: IndicatorProgress) -> ChangeCell | TextCell | None:
    """Return the cell of the change of the latest measurement; that it cannot be compared, where it is marked so."""
    if line.latest is not None and not line.latest.comparable:
        return TextCell(message("not comparable"))
    found = line.change
    return ChangeCell(found.amount, found.unit, found.approximate) if found else None


def target_cell(line: IndicatorProgress) -> AmountCell | None:
    """Return the cell of the target, with what is missing to it."""
    target = line.indicator.target
    return AmountCell(target.quantity, target.text, basis=target.basis, missing=line.missing) if target else None


class BaselineLine(Struct, frozen=True):
    """One figure of last year and the indicators that continue it, each beside this figure."""

    figure: Figure
    continued: tuple[IndicatorProgress, ...]

    @property
    def measured(self) -> list[Measurement]:
        """Return everything measured since, the earliest first."""
        return sorted((m for line in self.continued for m in line.measured), key=lambda m: m.key)


class BaselineTable(Struct, frozen=True):
    """Last year's figures in the order of the document, and the indicators for which last year had none."""

    lines: tuple[BaselineLine, ...]
    new: tuple[IndicatorProgress, ...]


def baseline(plan: Plan, state: State, sections: Collection[int] = ()) -> BaselineTable:
    """Return the figures of some sections or of all; indicators without a figure belong to no section."""
    figures: Sequence[Figure] = plan.baseline.figures if plan.baseline else ()
    chosen = tuple(
        BaselineLine(figure, tuple(_follow(i, [figure], state) for i in plan.indicators if figure.id in i.baseline))
        for figure in figures
        if not sections or figure.section in sections
    )
    new = (line for line in indicator_progress(plan, state) if line.figure is None and not sections)
    return BaselineTable(chosen, tuple(new))
