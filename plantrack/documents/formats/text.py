"""The normalised text, whatever the format was: one line for each paragraph, heading or row of a table."""

from __future__ import annotations

import re

from plantrack.documents.formats.blanks import mended, parted
from plantrack.documents.formats.characters import cleaned
from plantrack.documents.formats.furniture import without_furniture
from plantrack.documents.formats.markers import MARKER
from plantrack.documents.formats.markup import resolved

_LED = re.compile(rf"({MARKER.pattern})\t([^\t]*)")


def prepared(text: str) -> str:
    """Return a text without markup of forums, entities and characters that cannot be seen; blanks are as they were."""
    return cleaned(resolved(text))


def normalised(text: str) -> str:
    r"""Return a text as lines that are stripped, cleaned and never empty, parted by `\n`, with tabs between cells."""
    lines = (line for row in prepared(text).split("\n") for line in _lines(row))
    return "\n".join(without_furniture([line for line in lines if line.strip()]))


def _lines(row: str) -> list[str]:
    led = _LED.fullmatch(row.strip())
    if led:
        row = f"{led[1]} {led[2]}"
    if "\t" in row:
        return ["\t".join(mended(cell) for cell in row.split("\t"))]
    return [mended(line) for line in parted(row).split("\n")]
