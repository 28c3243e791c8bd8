"""Masking of everything that looks like a figure and is not one.

Titles, dates, document numbers, codes, quoted slogans: the patterns are in `vocabulary/figure_none.toml`.
"""

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
    """Return a folded text of the same length, with numbers that are not figures masked."""
    return _none().sub(lambda found: MASK * len(found[0]), text)
