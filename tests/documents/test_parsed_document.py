"""The values of a reading: frozen, and complete where a document says nothing."""

from __future__ import annotations

import pytest

from plantrack.documents.parsed_document import ClauseKind, Duty, ImportHints, Source


def test_nothing_said() -> None:
    """Nobody, no wish, no warning."""
    assert Duty() == Duty((), (), (), (), None, None)
    assert ImportHints() == ImportHints(None, None, None)
    assert Source("一", "0") == Source("一", "0", None, ())


def test_frozen() -> None:
    """What was read is not changed."""
    with pytest.raises(AttributeError):
        Source("一", "0").text = "二"  # type: ignore[misc]


def test_kinds() -> None:
    """The words for the kinds are those of plan.yaml and of the JSON."""
    assert list(ClauseKind) == ["deliverable", "ongoing", "direction"]
