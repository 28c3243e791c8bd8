"""Exports that come in again: known by their content, whatever their name."""

from plantrack.exchange import json
from plantrack.exchange.entry import ExportedEntry


def entries_of(content: bytes, file: str) -> list[ExportedEntry] | None:
    """Return the entries of an export; None of what is none. Raises PlanError where it is one, and damaged."""
    if json.is_export(content):
        return json.read(content, file)
    return None
