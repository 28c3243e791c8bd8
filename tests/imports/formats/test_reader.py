"""The limit that all readers share."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.reader import within
from plantrack.errors import PlanError


def test_within() -> None:
    """Two million characters are a text, one more is none."""
    within(2_000_000)
    with pytest.raises(PlanError, match="longer than 2000000 characters; this is no plan"):
        within(2_000_001)
