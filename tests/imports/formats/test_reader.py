"""The limit that all readers share."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.reader import within
from plantrack.errors import PlanError


def test_within() -> None:
    """Half a million characters are a text, one more is none."""
    within(500_000)
    with pytest.raises(PlanError, match="longer than 500000 characters; save the part that holds the plan"):
        within(500_001)
