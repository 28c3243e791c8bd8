"""What each unit leads."""

from __future__ import annotations

from plantrack.reports.leads import by_lead


def test_by_lead() -> None:
    """The unit with the most first, of equals the one met first; joint leads count each, and nobody is None."""
    found = {"1": ("stic",), "2": (), "3": ("fund", "stic"), "4": ()}
    assert by_lead(found, found.__getitem__) == [("stic", ["1", "3"]), (None, ["2", "4"]), ("fund", ["3"])]
    assert by_lead((), found.__getitem__) == []
