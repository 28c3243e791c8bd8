"""The limit that all readers share."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.reader import check_length
from plantrack.errors import PlanError


def test_within() -> None:
    """Half a million characters are a text, one more is none."""
    check_length(500_000)
    with pytest.raises(PlanError, match="longer than 500000 characters; save the part that holds the plan"):
        check_length(500_001)
