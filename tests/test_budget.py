"""The work that a document may cost."""

from __future__ import annotations

import pytest

from plantrack.budget import Budget, Work, check
from plantrack.errors import PlanError


def test_within() -> None:
    """Half a million characters are a text, one more is none, at once or one after the other."""
    check(Work.CHARACTERS, 500_000)
    with pytest.raises(PlanError, match="longer than 500000 characters; save the part that holds the plan"):
        check(Work.CHARACTERS, 500_001)
    budget = Budget()
    budget.spend(Work.CHARACTERS, 500_000)
    budget.spend(Work.TAGS, 500_000)
    with pytest.raises(PlanError, match="longer than 500000 characters"):
        budget.spend(Work.CHARACTERS)


def test_used_up() -> None:
    """A budget that is used up stays so, for any work: a library may have dropped the first error."""
    budget = Budget()
    for work, count in ((Work.PAGES, 2001), (Work.PAGES, 0), (Work.TAGS, 1)):
        with pytest.raises(PlanError, match="more than 2000 pages"):
            budget.spend(work, count)
