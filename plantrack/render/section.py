"""A section of a report: what every format lays out."""

from __future__ import annotations

from msgspec import Struct

from plantrack.evaluation.facts import Light

Cell = str | Light


class Section(Struct, frozen=True):
    """A heading, sentences, and a table that may be empty. Cells are safe to show; `right` names columns of numbers."""

    title: str
    sentences: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    right: tuple[int, ...] = ()
