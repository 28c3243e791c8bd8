"""What a report rests on: the digest of the plan file as it lies there, and of the records that count."""

from datetime import datetime
from hashlib import sha256

from plantrack.model.history import DIGEST_BYTES, History
from plantrack.planfile import NAME, PlanFile, content_of
from plantrack.reports.periodic import Provenance
from plantrack.version import __version__

SHOWN = 16
"""Characters of a digest that are shown."""


def provenance(file: PlanFile, history: History, known_at: datetime | None = None) -> Provenance:
    """Return the digests of a plan file's bytes and of what was recorded up to a moment, and the program's version.

    What the digest of the journal promises is said at `History.digest`.
    """
    plan = sha256(content_of(file.folder / NAME)).hexdigest()
    journal = f"{history.digest(known_at):0{2 * DIGEST_BYTES}x}"
    return Provenance(plan[:SHOWN], journal[:SHOWN], __version__)
