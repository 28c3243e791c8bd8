"""Labels and their values."""

from __future__ import annotations

import pytest

from plantrack.documents.english.label_words import LabelRole, labels, role_of_label

LEAD, SUPPORT, DUE, OTHER = LabelRole.LEAD, LabelRole.SUPPORT, LabelRole.DUE, LabelRole.OTHER


def told(text: str) -> list[tuple[LabelRole, str]]:
    """Return the role and the value of each label of a text."""
    return [(one.role, text[one.value : one.last]) for one in labels(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Build it. Owner: Highways Team. Due: Q3 2026.", [(LEAD, "Highways Team"), (DUE, "Q3 2026")]),
        ("Lead officer: J. Smith. Deadline: end of June 2026.", [(LEAD, "J. Smith"), (DUE, "end of June 2026")]),
        ("(Lead: Parks; Partners: Red Cross, YMCA)", [(LEAD, "Parks"), (SUPPORT, "Red Cross, YMCA")]),
        ("Owner: A | By when: May | KPI: 90% satisfied", [(LEAD, "A"), (DUE, "May"), (OTHER, "90% satisfied")]),
        ("- **Point of contact:** Dr. Ana Ruiz\n- Target date: 5 May", [(LEAD, "Dr. Ana Ruiz"), (DUE, "5 May")]),
        ("Milestones: draft in May; final in June. We go on.", [(LabelRole.MILESTONES, "draft in May; final in June")]),
        ("ACTION 3/1: Sales to draft it by May.", [(LabelRole.ACTION, "Sales to draft it by May")]),
        ("The owner of the site will decide. v1.0: stable", []),
        ("Owner:\nDue: ", []),
    ],
)
def test_values(text: str, found: list[tuple[LabelRole, str]]) -> None:
    """A value ends with its sentence, its bracket, its line, or before the next label."""
    assert told(text) == found


def test_roles() -> None:
    """Case and blanks do not matter; other words are no label."""
    assert (role_of_label("Responsible  Officer"), role_of_label("Roadmap")) == (LEAD, None)
