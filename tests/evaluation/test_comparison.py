"""Comparison: this year's numbers beside last year's, and the way to a target."""

from datetime import date

import pytest
from msgspec.structs import replace
from support import journal, plan

from plantrack.evaluation.comparison import Change, change, distance
from plantrack.model.amount_reader import parse_quantity, parse_range
from plantrack.model.amounts import Kind
from plantrack.model.plan import Figure, Indicator, Text
from plantrack.model.updates import Measurement


def figure(text: str, kind: str = "measure", period: str = "2023") -> Figure:
    """Return last year's figure from its text."""
    found = parse_range(text)
    return Figure(
        "last",
        Text("数", "number"),
        text,
        found.value,
        found.unit,
        Kind(kind),
        period,
        1,
        found.qualifier,
        found.value_to,
    )


def measure(text: str, more: str = "") -> Measurement:
    """Return this year's measurement from its text, with further keys if given."""
    now = parse_quantity(text)
    qualifier = f', "qualifier": "{now.qualifier}"' if now.qualifier else ""
    more = more if "period" in more else f'{more}, "period": "2024"'
    (found,) = journal(
        f'{{"kind": "measure", "ref": "x", "on": "2024-12-31", "value": {now.value}, "unit": "{now.unit}",'
        f' "text": "{text}"{qualifier}{more}}}'
    )
    assert isinstance(found, Measurement)
    return found


@pytest.mark.parametrize(
    ("last", "kind", "now", "expected"),
    [
        ("2000家", "measure", "2500家", Change(25, "percent", approximate=False)),
        ("2000家", "measure", "1500家", Change(-25, "percent", approximate=False)),
        ("2000家", "measure", "2000家", Change(0, "percent", approximate=False)),
        ("超2.47万家", "measure", "25000家", Change(1.2, "percent", approximate=True)),
        ("2.47万家", "measure", "突破2.5万家", Change(1.2, "percent", approximate=True)),
        ("1000家以上", "measure", "1100家", Change(10, "percent", approximate=True)),
        ("1580.25亿元", "measure", "1600亿元", Change(1.2, "percent", approximate=False)),
        ("7.5%", "growth", "8.2%", Change(0.7, "points", approximate=False)),
        ("7.5%", "growth", "超7%", Change(-0.5, "points", approximate=True)),
        ("5.81%", "measure", "6.01%", Change(0.2, "points", approximate=False)),
        ("全球第二", "rank", "首位", Change(1, "places", approximate=False)),
        ("全球第二", "rank", "第4位", Change(-2, "places", approximate=False)),
        ("连续20年", "streak", "连续21年", Change(1, "years", approximate=False)),
        ("连续8个月", "streak", "连续9个月", None),
        ("第25届", "edition", "第26届", None),
        ("5%至6%", "growth", "7%", None),
        ("2倍", "multiple", "3倍", None),
        ("5亿元以上", "threshold", "6亿元以上", None),
        ("500亿元", "stretch", "600亿元", Change(20, "percent", approximate=False)),
        ("0家", "measure", "5家", None),
        ("3.2‰", "measure", "3.5‰", Change(0.03, "points", approximate=False)),
        ("0.5个百分点", "measure", "0.8个百分点", Change(0.3, "points", approximate=False)),
    ],
)
def test_a_number_is_compared_with_the_year_before(last: str, kind: str, now: str, expected: Change | None) -> None:
    """Amounts change in percent, rates in points, ranks in places (up is better), streaks in years.

    A change between qualified figures is approximate; editions, multiples, conditions and ranges do not change, and
    from nothing there is no percent.
    """
    assert change(figure(last, kind), measure(now)) == expected


@pytest.mark.parametrize(
    ("last", "now", "unit"), [(0.7, 0.8, ""), (3.2, 13.2, "%"), (7, 8, "成"), (3, 103, "‰"), (1, 11, "个百分点")]
)
def test_a_fraction_changes_in_points(last: float, now: float, unit: str) -> None:
    """七成 and 八成 are 10 points apart; of a fraction in percent, points are its own."""
    before = Figure("last", Text("数", "number"), "…", last, unit, Kind.FRACTION, "2023", 1)
    (found,) = journal(
        f'{{"kind": "measure", "ref": "x", "on": "2024-12-31", "value": {now}, "unit": "{unit}", "text": "…",'
        ' "period": "2024"}'
    )
    assert isinstance(found, Measurement)
    assert change(before, found) == Change(10, "points", approximate=False)


HALF = Change(50.6, "share", approximate=False)


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2023", "2024", Change(-49.4, "percent", approximate=False)),
        ("2023", "2024-H1", HALF),
        ("2023", "2024-01/2024-11", HALF),
        ("2023-01/2023-12", "2024", Change(-49.4, "percent", approximate=False)),
        ("2023-H1", "2024-H1", Change(-49.4, "percent", approximate=False)),
        ("2023-01/2023-06", "2024-H1", Change(-49.4, "percent", approximate=False)),
        ("2023-02", "2024-02", Change(-49.4, "percent", approximate=False)),
        ("2023", "2023", None),
        ("2023", "2023-H1", None),
        ("2023", "2025", None),
        ("2023", "2023-07/2024-06", None),
        ("2023-H1", "2024", None),
        ("2023-H1", "2024-Q1", None),
        ("2023-12", "2024", None),
        ("2023", "foo", None),
        ("2023", "", None),
    ],
)
def test_only_the_same_part_of_the_year_is_compared(last: str, now: str, expected: Change | None) -> None:
    """A half-year against a year is no fall by half: it is told as a share of the whole, of what adds up."""
    measured = measure("800亿元", f', "period": "{now}"')
    assert change(figure("1580.25亿元", period=last), measured, cumulative=True) == expected
    whole = expected if expected is not HALF else None
    assert change(figure("1580.25亿元", period=last), measured) == whole


def test_a_year_that_runs_is_no_whole_year() -> None:
    """Recorded in November, the number of the year is told as a part of it; a share is 0 only where it is exactly 0."""
    for on, expected in (("2024-11-30", HALF), ("2024-12-31", Change(-49.4, "percent", approximate=False))):
        measured = replace(measure("800亿元"), on=date.fromisoformat(on))
        assert change(figure("1580.25亿元"), measured, cumulative=True) == expected
    tiny = change(figure("1580.25亿元"), measure("5元", ', "period": "2024-10"'), cumulative=True)
    assert tiny == Change(0.1, "share", approximate=False)


def test_a_rate_of_a_part_of_the_year_has_no_share() -> None:
    """Half a year's growth is no share of the year's."""
    measured = measure("5%", ', "period": "2024-H1"')
    assert change(figure("7.5%", "growth"), measured, cumulative=True) is None


@pytest.mark.parametrize("value", [1e35, 10**36])
def test_the_largest_number_is_compared_as_well(value: float) -> None:
    now = replace(measure("5元"), value=value)
    assert change(figure("100元"), now) == Change(float(value) - 100, "percent", approximate=False)


def test_what_is_marked_as_not_comparable_gets_no_change() -> None:
    """It is shown, and compared with nothing."""
    assert change(figure("2000家"), measure("2500家", ', "comparable": false')) is None


@pytest.mark.parametrize(
    ("target", "now", "missing"),
    [
        ("突破2.5万家", "24700家", 300),
        ("2.5万家", "25000家", 0),
        ("2.5万家", "2.6万家", 0),
        ("7.5%", "7%", 0.5),
        ("94%", "93.9%", 0.1),
        ("5%至6%", "4%", 1),
        ("5%至6%", "5%", 0),
        ("2至3天以内", "4天", 1),
        ("2至3天以内", "3天", 0),
    ],
)
def test_the_distance_to_a_target_is_what_is_missing(target: str, now: str, missing: float) -> None:
    """In the base unit; 0 when it is reached, as a range is with its lower end, or below the upper one if it limits."""
    assert distance(indicator(target), measure(now)) == missing


def test_a_rank_is_reached_with_a_smaller_number() -> None:
    """From the third place to the second one is missing; the first is past it."""
    missing = [distance(indicator("第2位"), measure(now), kind=Kind.RANK) for now in ("第3位", "第2位", "首位")]
    assert missing == [1, 0, 0]


def test_without_target_or_measurement_there_is_no_distance() -> None:
    """Nothing is said about what is not known."""
    assert (distance(indicator("2.5万家"), None), distance(replace(indicator("5家"), target=None), measure("5家"))) == (
        None,
        None,
    )


def indicator(target: str) -> Indicator:
    """Return an indicator with a target."""
    found = parse_range(target)
    further = f", value_to: {found.value_to}" if found.value_to else ""
    further += f", qualifier: {found.qualifier}" if found.qualifier else ""
    return plan(f"""
        indicators:
        - id: x
          label: 数
          unit: "{found.unit}"
          target: {{text: {target}, value: {found.value}, unit: "{found.unit}", basis: document{further}}}
    """).indicators[0]
