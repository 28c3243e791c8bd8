"""Units, roles and persons in English lists."""

from __future__ import annotations

import pytest

from plantrack.documents.english.names import NameKind, kind_of_name, names

UNIT, PERSON, MANY = NameKind.UNIT, NameKind.PERSON, NameKind.MANY


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Highways Team", UNIT), ("Head of Waste", UNIT), ("Housing Director", UNIT), ("Finance", UNIT),
        ("Engineering", UNIT), ("HR", UNIT), ("University of Leeds", UNIT), ("the finance team", UNIT),
        ("J. Smith", PERSON), ("Maria Lopez", PERSON), ("@maria", PERSON), ("Dr. Ana Ruiz", PERSON), ("Maria", PERSON), ("Payments", UNIT),
        ("all services", MANY), ("Local schools", MANY), ("partners", MANY),
        ("Publish the annual accounts by the end of this long and winding year", None), ("", None),
    ],
)  # fmt: skip
def test_kinds(name: str, kind: NameKind | None) -> None:
    """Roles and teams are units; initials, `@` and capitals without a word of a unit are persons."""
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Finance Team and Legal", ["Finance Team", "Legal"]),
        ("Legal and the Audit Committee", ["Legal", "Audit Committee"]),
        ("Health and Safety Team", ["Health and Safety Team"]),
        ("Equality and Diversity Officer, @tom & @ann", ["Equality and Diversity Officer", "@tom", "@ann"]),
        ("University of Leeds and Northern Rail", ["University of Leeds", "Northern Rail"]),
        ("Finance (Maria Lopez); IT/HR", ["Finance", "IT", "HR"]),
        ("Maria Lopez (Finance Team)", ["Maria Lopez", "Finance Team"]),
        ("TBC", []),
        ("—", []),
    ],
)
def test_lists(value: str, found: list[str]) -> None:
    """A list parts at commas, strokes, and at `and` between names; nobody is named by TBC."""
    assert [name.text for name in names(value)] == found
