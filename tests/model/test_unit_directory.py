"""Which units of different plans are one: by id and name, or as a directory says; what is ambiguous stays apart."""

from __future__ import annotations

from datetime import date

from plantrack.model.plan import FormerName, Unit
from plantrack.model.unit_directory import Doubt, UnitDirectory, UnitOfPlan, matched

DAY = date(2024, 11, 18)
STI = Unit(
    zh="科创局", en="STI Bureau", formerly=(FormerName(zh="科创委", en="STI Commission", until=date(2024, 1, 31)),)
)
COMMISSION = Unit(zh="科创委", en="STI Commission")
EMPTY = UnitDirectory()
STATISTICS = Unit(zh="统计局", en="Statistics")
GRID = Unit(zh="网格办", en="Grid Office", until=date(2024, 6, 30), successor="sti")


def found(
    *units: tuple[str, Unit | None], directory: UnitDirectory = EMPTY, day: date = DAY
) -> dict[str, tuple[list[int], Doubt | None]]:
    """Return for each name in English the plans of which it is, and why it is in doubt; each unit is of a plan."""
    each = [UnitOfPlan(n, key, unit) for n, (key, unit) in enumerate(units)]
    made = matched(each, directory, day)
    assert sorted(member.plan for one in made for member in one.members) == [*range(len(units))]
    return {one.unit.en: ([member.plan for member in one.members], one.doubt) for one in made}


def test_by_id_and_name() -> None:
    """Both have to be the same; a former name is one, too, also through a third plan."""
    assert found(("sti", STI), ("sti", STI)) == {"STI Bureau": ([0, 1], None)}
    assert len(matched([UnitOfPlan(0, "sti", STI), UnitOfPlan(1, "other", STI)], EMPTY, DAY)) == 2
    assert found(("sti", COMMISSION), ("sti", STI)) == {"STI Bureau": ([0, 1], None)}
    bureau = Unit(zh="科创局", en="STI Bureau")
    assert found(("sti", COMMISSION), ("sti", bureau), ("sti", STI)) == {"STI Bureau": ([1, 0, 2], None)}


def test_one_id_with_two_names() -> None:
    """It is two units, and both are in doubt."""
    assert found(("sti", STI), ("sti", STATISTICS)) == {
        "STI Bureau": ([0], Doubt.OTHER_NAME),
        "Statistics": ([1], Doubt.OTHER_NAME),
    }


def test_an_id_without_a_unit() -> None:
    """It stands for its name."""
    assert found(("sti", None), ("sti", None)) == {"sti": ([0, 1], None)}


def test_a_directory() -> None:
    """A name that it has is enough; what it does not know is matched as without it."""
    directory = UnitDirectory({"sti": STI, "stat": STATISTICS})
    assert found(("a", STI), ("b", COMMISSION), ("c", Unit(zh="x", en="x")), directory=directory) == {
        "STI Bureau": ([0, 1], None),
        "x": ([2], None),
    }


def test_a_directory_with_another_name() -> None:
    """An id of the directory under a name that it does not have for it is in doubt."""
    directory = UnitDirectory({"sti": STI, "stat": STATISTICS})
    assert found(("sti", Unit(zh="x", en="x")), ("sti", STATISTICS), directory=directory) == {
        "x": ([0], Doubt.OTHER_NAME),
        "Statistics": ([1], Doubt.OTHER_ID),
    }


def test_a_name_of_several_units() -> None:
    """It is in doubt, unless the plan has the id of one of them."""
    directory = UnitDirectory({"sti": STI, "other": STI})
    assert found(("x", STI), directory=directory) == {"STI Bureau": ([0], Doubt.SEVERAL)}
    assert found(("sti", STI), directory=directory) == {"STI Bureau": ([0], None)}


def test_a_successor() -> None:
    """It answers from the day after the last one of the unit before it."""
    directory = UnitDirectory({"sti": STI, "grid": GRID})
    asked = (("grid", GRID), ("sti", STI))
    assert found(*asked, directory=directory) == {"STI Bureau": ([0, 1], None)}
    assert found(*asked, directory=directory, day=date(2024, 6, 30)) == {
        "Grid Office": ([0], None),
        "STI Bureau": ([1], None),
    }


def test_successors_in_a_ring() -> None:
    """They end where they began."""
    ring = UnitDirectory({"grid": Unit(zh="网格办", en="Grid Office", until=date(2024, 6, 30), successor="grid")})
    assert ring.acting("grid", DAY) == "grid"
