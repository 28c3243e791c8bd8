"""What a report rests on: the digest of the plan file as it lies there, and of the records that count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

import msgspec

from plantrack.model.state import distinct
from plantrack.model.update import AnyUpdate, record
from plantrack.planfile import NAME, PlanFile, content_of
from plantrack.reports.periodic import Provenance
from plantrack.version import __version__

SHOWN = 16
"""So many characters of a digest are shown."""


def provenance(file: PlanFile, updates: Iterable[AnyUpdate], known_at: datetime | None = None) -> Provenance:
    """Return the digests of a plan file's bytes and of what was recorded up to a moment, and the program's version.

    The digest of the journal does not depend on the order or the files of its lines.
    """
    known = (u for u in distinct(updates) if known_at is None or u.at <= known_at)
    lines = b"\n".join(msgspec.json.encode(record(u)) for u in sorted(known, key=lambda u: u.id))
    plan, journal = (sha256(content).hexdigest()[:SHOWN] for content in (content_of(file.folder / NAME), lines))
    return Provenance(plan, journal, __version__)
