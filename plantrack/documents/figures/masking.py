"""What is read for numbers: the text with everything blanked that looks like a number and is none.

Titles, dates, document numbers, codes, slogans in quotation marks: the patterns stand in `vocabulary/figure_none.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from plantrack.documents.vocabulary import table

MASK = "\x00"


@cache
def _none() -> re.Pattern[str]:
    rules = table("figure_none")
    quoted = f"“(?!{rules['quoted_unless']})[^“”\\n]{{0,{rules['quoted']}}}”"
    return re.compile("|".join([*(f"(?:{pattern})" for pattern in rules["patterns"]), quoted]))


def mask_non_figures(text: str) -> str:
    """Return a folded text of the same length, with blanks where numbers stand that are no figures."""
    return _none().sub(lambda found: MASK * len(found[0]), text)
