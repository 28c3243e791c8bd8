"""The normalised text, whatever the format was: one line for each paragraph, heading or row of a table."""

import re

from plantrack.characters.cleaning import cleaned
from plantrack.documents.formats.boilerplate import without_boilerplate
from plantrack.documents.formats.list_markers import MARKER
from plantrack.documents.formats.markup import resolved
from plantrack.documents.formats.spacing import split_paragraphs, tidied

_LED = re.compile(rf"({MARKER.pattern})\t([^\t]*)")


def prepared(text: str) -> str:
    """Return a text without forum tags, entities and invisible characters; spaces are unchanged."""
    return cleaned(resolved(text))


def normalised(text: str) -> str:
    r"""Return a text as clean, non-empty lines separated by `\n`, with tabs between cells."""
    lines = (line for row in prepared(text).split("\n") for line in _lines(row))
    return "\n".join(without_boilerplate([line for line in lines if line.strip()]))


def _lines(row: str) -> list[str]:
    led = _LED.fullmatch(row.strip())
    if led:
        row = f"{led[1]} {led[2]}"
    if "\t" in row:
        return ["\t".join(tidied(cell) for cell in row.split("\t"))]
    return [tidied(line) for line in split_paragraphs(row).split("\n")]
