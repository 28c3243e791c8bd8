"""A table as it stands on a sheet: the order of its columns, those that become several, and those that are hidden."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from showcase import ctx
from support import day

from plantrack.errors import message
from plantrack.evaluation.facts import Light, Meaning
from plantrack.render.xlsx.dimensions import A4
from plantrack.render.xlsx.grid import arranged, distinct, grid, split
from plantrack.reports.cells import (
    ChangeCell,
    DayCell,
    LightCell,
    PercentCell,
    ReportCell,
    ReportColumn,
    ReportSection,
    TextCell,
    TransitionCell,
)

OFF, ON = LightCell(Light(Meaning.OFF_TRACK), "name"), LightCell(Light(Meaning.ON_TRACK), "name")
ONE, OTHER = TextCell("one"), TextCell("other")


def section(keys: str, *rows: tuple[ReportCell | None, ...]) -> ReportSection:
    """Return a section whose columns have these keys, and are called by them."""
    columns = tuple(ReportColumn(key, message("{key}", key=key)) for key in keys.split())
    return ReportSection("x", message("What"), columns=columns, rows=rows)


def keys(found: ReportSection) -> list[str]:
    """Return the keys of the columns."""
    return [column.key for column in found.columns]


def test_order() -> None:
    """First the columns named, then the others, and at last those that are empty."""
    found = arranged(section("a b c d", (ONE, None, OTHER, None)), ("d", "c"))
    assert keys(found) == ["c", "a", "d", "b"]
    assert found.rows == ((OTHER, ONE, None, None),)
    assert keys(arranged(section("a b c"), ("c",))) == ["c", "a", "b"]


def test_what_something_was_and_became() -> None:
    """Two columns, and a third of the difference; where nothing changed the second alone has a cell."""
    change = TransitionCell(PercentCell(30), PercentCell(55), ChangeCell(25, "points"))
    found = split(section("a b", (ONE, change), (OTHER, PercentCell(7)), (ONE, None)))
    assert keys(found) == ["a", "b_before", "b", "b_change"]
    assert found.rows == (
        (ONE, PercentCell(30), PercentCell(55), ChangeCell(25, "points")),
        (OTHER, None, PercentCell(7), None),
        (ONE, None, None, None),
    )


def test_no_difference_no_column() -> None:
    """What has no difference that is told becomes two columns."""
    found = split(section("a", (TransitionCell(OFF, ON),), (TransitionCell(None, OFF),)))
    assert (keys(found), found.rows) == (["a_before", "a"], ((OFF, ON), (None, OFF)))


def test_a_column_of_several_kinds() -> None:
    """It is not divided."""
    found = section("a", (TransitionCell(OFF, ON),), (ONE,))
    assert split(found) == found


def test_the_names_of_both_sides() -> None:
    """A title that names both is divided."""
    column = ReportColumn("transition", message("Due → asked"))
    found = ReportSection(
        "x", message("What"), columns=(column,), rows=((TransitionCell(DayCell(day("2024-11-17")), None),),)
    )
    assert grid(split(found), ctx("en"), A4).heads == ("Due, before", "Due date asked for")


def test_nothing_to_split() -> None:
    """A section without anything that became another stays as it is."""
    found = section("a b", (ONE, DayCell(day("2024-11-17"))))
    assert split(found) == found


def test_columns_that_are_hidden() -> None:
    """Those without anything, and those that are not among the ones named."""
    found = grid(section("a b c", (ONE, None, OTHER)), ctx("en"), A4, ("a",))
    assert (set(found.away), set(found.empty), found.shown) == ({2}, {1}, [0])
    assert [cell.words for cell in found.rows[0]] == ["one", "", "other"]


def test_a_table_without_rows_shows_its_columns() -> None:
    """So that it can be filled in."""
    assert grid(section("a b"), ctx("en"), A4).shown == [0, 1]


def test_the_page_limits_what_is_shown() -> None:
    """Long texts share the page; what is hidden takes none of it, and is not wider than a reader can take in."""
    long = TextCell("x" * 500)
    found = grid(section("a b c", (long, long, long)), ctx("en"), A4, ("a", "b"))
    assert round(sum(found.widths[:2])) == round(A4.room(2))
    assert found.widths[2] == 40


@given(st.lists(st.sampled_from(["A", "a", "A 2", "a 2", "b"])))
def test_no_two_heads_are_the_same(heads: list[str]) -> None:
    """As the columns of a table must have names of their own, whatever their case."""
    found = distinct(heads)
    assert len({head.casefold() for head in found}) == len(heads)
    assert all(new.startswith(old) for old, new in zip(heads, found, strict=True))
