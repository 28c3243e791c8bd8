"""The scan of a text: each finder goes over the whole text once, and later steps ask for what is in a part."""

from __future__ import annotations

from plantrack.documents.deadlines import find_times
from plantrack.documents.figures.extraction import scan_amounts
from plantrack.documents.folding import folded
from plantrack.documents.outline.markers import find_markers, find_runs
from plantrack.documents.outline.metadata import metadata_of
from plantrack.documents.owners import find_duties
from plantrack.documents.scanned_text import ScannedText


def scan(text: str) -> ScannedText:
    """Return a normalised text with everything found in it."""
    plain = folded(text)
    markers = tuple(find_markers(plain))
    return ScannedText(
        text=text,
        folded=plain,
        metadata=metadata_of(text, plain, markers),
        markers=markers,
        runs=find_runs(markers),
        duties=find_duties(text, plain),
        dates=find_times(plain),
        amounts=scan_amounts(text, plain),
    )
