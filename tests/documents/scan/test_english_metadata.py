"""Title, issuer and day of English documents."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.characters.folding import folded
from plantrack.documents.scan.english_metadata import english_metadata
from plantrack.documents.scan.metadata import Metadata


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Harbourside Council\nAnnual Delivery Plan 2026/27\n\nPublished: 15 March 2026\nProgress\nWe opened it.",
            Metadata("Annual Delivery Plan 2026/27", "Harbourside Council", date(2026, 3, 15)),
        ),
        (
            "Strategic Plan\n2026–2028\nIssued by: Oak Trust\nDate: March 5, 2026",
            Metadata("Strategic Plan 2026–2028", "Oak Trust", date(2026, 3, 5)),
        ),
        ("# widget\n\nA small library.\n\n## Roadmap\n- [ ] v1.0", Metadata("widget", None, None)),
        ("Alder Rivers Trust: Annual Plan\n1 April 2026", Metadata("Alder Rivers Trust: Annual Plan", "Alder Rivers Trust", date(2026, 4, 1))),
        ("Home > News\nWork plan of the Parks Department\nApproved 2026-01-05", Metadata("Work plan of the Parks Department", "Parks Department", date(2026, 1, 5))),
        (
            "City of Fairview – 2026 Work Plan\nPrepared by the Office of Parks, January 12, 2026\nDeadline: May 5, 2026",
            Metadata("City of Fairview – 2026 Work Plan", "Office of Parks", date(2026, 1, 12)),
        ),
        (
            "Oak Council\nAnnual Plan 2026/27\n1 April 2026 - 31 March 2027\nApproved by Cabinet on 4 May 2026\nOpen it.",
            Metadata("Annual Plan 2026/27", "Oak Council", date(2026, 5, 4)),
        ),
        ("1. Open the hub.\n2. Close it.", Metadata(None, None, None)),
    ],
)  # fmt: skip
def test_metadata(text: str, found: Metadata) -> None:
    """A title names a kind of plan and may take two lines; an issuer has a label, a line, or a place in the title."""
    assert english_metadata(text, folded(text)) == found
