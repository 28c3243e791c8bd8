"""Headings in an English text that have neither a number nor a format: short lines alone, in capitals or in bold.

A line is one where something else follows it: a sentence, an entry of a list, a row. Lines of the same look that
follow each other are a list. Capitals head what other lines do, and bold ones the least.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from plantrack.documents.english.dates import dates_in
from plantrack.documents.english.label_words import LabelRole, labels
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.scan.markers import HEADINGS, Marker

_LONGEST, _MOST_WORDS = 70, 10
_LETTERS = 4
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")


def lone_headings(plain: str, skip: Collection[int], title: str) -> Iterator[Marker]:
    """Yield the headings of a folded text below its title. `skip` holds the offsets of markers."""
    lines = [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", plain)]
    steps = SpanIndex(
        (one.value, one.last, True) for one in labels(plain, 0, len(plain)) if one.role is LabelRole.MILESTONES
    )
    looks = [_look(plain, first, line) if first not in skip and not steps.at(first) else "" for first, line in lines]
    begins = plain.find(title) + len(title) if title and title in plain else 0
    heads = [
        (first, look)
        for ((first, _), look), (_, after) in pairwise([*zip(lines, looks, strict=True), ((0, ""), "end")])
        if look not in ("", "label") and after not in (look, "label", "end") and first >= begins
    ]
    present = {look for _, look in heads}
    for first, look in heads:
        style = {"capitals": HEADINGS[0], "bold": HEADINGS[-1]}.get(look, HEADINGS["capitals" in present])
        yield Marker(style, 0, first, first, alone=True)


def _look(plain: str, first: int, line: str) -> str:
    """Return how a line that can be a heading is set, or nothing."""
    if any(labels(plain, first, first + len(line))):
        return ""
    if re.match(r"[A-Z][\w ]{1,24}: (?!.*[.!?] [A-Z])", line):
        return "label"
    words = line.strip(" *_#")
    short = len(words) <= _LONGEST and len(words.split()) <= _MOST_WORDS and "\t" not in line
    if not short or not words[:1].isupper() or words[-1] in ".;:,!?)":
        return ""
    if any(one.last == len(words) for one in dates_in(words)):
        return ""
    if _BOLD.fullmatch(line.strip()):
        return "bold"
    letters = [char for char in words if char.isalpha()]
    return "capitals" if len(letters) >= _LETTERS and words.upper() == words else "plain"
