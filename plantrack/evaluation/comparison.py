"""Comparison: this year's measurements beside last year's figures, and what is missing to a target."""

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from msgspec import Struct

from plantrack.dates.periods import DAY, Period, parse_span
from plantrack.model.amounts import AT_MOST, RATES, Kind, Quantity
from plantrack.model.percentages import rounded_percent
from plantrack.model.plan import Figure, Indicator
from plantrack.model.updates import Measurement


class Change(Struct, frozen=True):
    """How a measurement stands to last year's figure. `amount` is in percent, points, places or years by `unit`.

    With the unit `share` the measurement covers a part of the year: `amount` is its percentage of last year's whole.
    """

    amount: float
    unit: str
    approximate: bool


NO_CHANGE = (Kind.EDITION, Kind.THRESHOLD, Kind.MULTIPLE)
"""Kinds of which one number is no more or less than another."""


_POINTS = {"": Decimal(100), "成": Decimal(10), "‰": Decimal("0.1")}
"""How many percentage points one of a unit is, where that is not one."""


def span_of(measurement: Measurement) -> Period | None:
    """Return the days that a measurement covers; None where nobody said it."""
    return parse_span(measurement.period or "")


def is_news(figure: Figure, measurement: Measurement) -> bool:
    """Tell whether a measurement is of another period than a figure: one of the same only checks the figure."""
    return span_of(measurement) != parse_span(figure.period)


def change(figure: Figure, measurement: Measurement, *, cumulative: bool = False) -> Change | None:
    """Compare a measurement with the figure of the year before; None where no change can be stated.

    A change is stated between the same part of two years that follow each other. A shorter part of this year is told as
    its share of last year's whole where the numbers are `cumulative`. Nothing is stated for editions, conditions and
    growth by so many times, for ranges, and for measurements marked as not comparable.
    """
    before, now = parse_span(figure.period), _covered(measurement) if cumulative else span_of(measurement)
    ranged = figure.kind in NO_CHANGE or figure.value_to is not None
    if ranged or not measurement.comparable or before is None or now is None:
        return None
    measured = Quantity(measurement.value, measurement.unit, measurement.qualifier)
    approximate = not (figure.quantity.exact and measured.exact)
    if same_part(before, now):
        return _change(figure, measured, approximate=approximate)
    if cumulative and figure.value and figure.kind is Kind.MEASURE and _part_of_next_year(before, now):
        share = 100 * Fraction(str(measured.value)) / Fraction(_whole(figure))
        return Change(rounded_percent(share), "share", approximate)
    return None


def _covered(measurement: Measurement) -> Period | None:
    """Return the days over which a number has added up: a period that runs still, to the day of the measurement."""
    span = span_of(measurement)
    return span and Period(span.first, max(span.first, min(span.last, measurement.on)))


def _change(figure: Figure, measured: Quantity, *, approximate: bool) -> Change | None:
    difference = Decimal(str(measured.value)) - Decimal(str(figure.value))
    if figure.kind is Kind.RANK:
        return Change(figure.value - measured.value, "places", approximate)
    if figure.kind is Kind.STREAK:
        years = measured.value - figure.value
        return Change(years, "years", approximate) if figure.unit == "年" else None
    if figure.unit in RATES or figure.kind in (Kind.GROWTH, Kind.FRACTION):
        return Change(_rounded(_POINTS.get(figure.unit, 1) * difference, 2), "points", approximate)
    return Change(_rounded(100 * difference / _whole(figure), 1), "percent", approximate) if figure.value else None


def _whole(figure: Figure) -> Decimal:
    return abs(Decimal(str(figure.value)))


def _rounded(number: Decimal, places: int) -> float:
    """Return a number with that many decimals, half up, however large it is."""
    enough = Context(prec=max(number.adjusted(), 0) + places + 2)
    return float(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, enough))


def same_part(before: Period, now: Period) -> bool:
    """Tell whether two periods are the same part of two years that follow each other."""
    return _a_year_later(before.first) == now.first and _a_year_later(before.last + DAY) == now.last + DAY


def _part_of_next_year(before: Period, part: Period) -> bool:
    """Tell whether a period is a whole year, and another one lies in the year after it."""
    year = before.first.year
    whole = (before.first, before.last) == (date(year, 1, 1), date(year, 12, 31))
    return whole and part.first.year == part.last.year == year + 1


def _a_year_later(day: date) -> date:
    """Return the same day of the next year; 1 March for 29 February."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def distance(indicator: Indicator, measurement: Measurement | None, *, kind: Kind = Kind.MEASURE) -> float | int | None:
    """Return what is still missing to the indicator's target in its base unit; 0 when it is reached.

    A range is reached with its lower end, or kept below its upper one. A rank (`kind` of
    last year's figure) is reached with a smaller number.
    """
    target = indicator.target
    if target is None or measurement is None:
        return None
    if target.qualifier in AT_MOST or kind is Kind.RANK:
        return max(_exact(measurement.value - (target.value if target.value_to is None else target.value_to)), 0)
    return max(_exact(target.value - measurement.value), 0)


def _exact(amount: float) -> float | int:
    """Return an amount without the noise that a difference of fractions has: 0.1, not 0.09999999999999432."""
    return round(amount, 9) if isinstance(amount, float) else amount
