"""The normalised text, whatever the format was: one line for each paragraph, heading or row of a table."""

import re
from collections.abc import Iterable
from itertools import groupby

from plantrack.characters.cleaning import cleaned
from plantrack.documents.formats.boilerplate import facts_in, is_fact, without_boilerplate
from plantrack.documents.formats.cell_lines import with_rows
from plantrack.documents.formats.heading_lines import headed, level_of
from plantrack.documents.formats.list_markers import BULLET, DEEPEST, MARKER, STEP
from plantrack.documents.formats.markup import resolved
from plantrack.documents.formats.spacing import split_paragraphs, tidied
from plantrack.tables.heads import is_head

_BESIDE_LABEL = re.compile(r"(?<=[:：])[ \u3000]*\t")
_DIGITS = str.maketrans("０１２３４５６７８９％", "0123456789%")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_LED = re.compile(rf"({MARKER.pattern})\t([^\t]*)")


def prepared(text: str) -> str:
    """Return a text without forum tags, entities, ligatures and invisible characters; spaces are unchanged."""
    return cleaned(resolved(text)).translate(_LIGATURES)


def normalised_lines(lines: Iterable[str]) -> list[str]:
    """Return lines as clean ones, none empty, with tabs between cells and narrow numbers; headings stay headings."""
    clean = (
        headed(line, level)
        for level, same in groupby(lines, key=level_of)
        for row in _POINT.sub(".", prepared("\n".join(same)).translate(_DIGITS)).split("\n")
        for line in _lines(row)
    )
    return with_rows(without_boilerplate([line for line in clean if line.strip()]))


def _lines(row: str) -> list[str]:
    indent = _nesting(row)
    led = _LED.fullmatch(row.strip())
    if led:
        row = f"{led[1]} {led[2]}"
    if "\t" in row and is_fact(row) and not is_head(row.split("\t")[1].strip()):
        row = _BESIDE_LABEL.sub("", row).replace("\t", " ")
    if "\t" in row:
        return ["\t".join(tidied(cell) for cell in row.split("\t"))]
    first, *others = [" ".join(map(tidied, facts_in(line))) for line in split_paragraphs(row).split("\n")]
    return [indent + first, *others]


def _nesting(row: str) -> str:
    """Return the indent of a bullet that is below others."""
    blank = len(row) - len(row.lstrip(" "))
    return STEP * min(blank // len(STEP), DEEPEST - 1) if blank and BULLET.match(row, blank) else ""
