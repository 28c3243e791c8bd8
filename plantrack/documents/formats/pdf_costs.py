"""What drawing a PDF costs: a form costs its size each time it is drawn, a font each time it is used anew."""

import sys
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from plantrack.budget import Budget, Work

_UNPACKED = 4 * 1024 * 1024
LIMITS = {
    "zlib_maximum_output_length": _UNPACKED, "lzw_maximum_output_length": _UNPACKED,
    "run_length_maximum_output_length": _UNPACKED, "brotli_maximum_output_length": _UNPACKED,
    "array_based_stream_maximum_output_length": _UNPACKED, "stream_filters_maximum_length": 2,
}  # fmt: skip
"""What pypdf may unpack for one stream."""
_ARMOUR = ("/ASCIIHexDecode", "/ASCII85Decode")
"""Filters that only make bytes printable. What is packed more than once is a bomb."""
_FONT = 1024
"""What a font costs on top of its tables."""


class DrawingCosts:
    """Counts what is drawn on pages, before pypdf draws it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._known: dict[int, tuple[Any, Any]] = {}
        self._forms: dict[str, int] = {}

    def open_page(self, page: Any) -> None:
        """Count a page, without the forms that are drawn on it."""
        contents = page.get("/Contents")
        contents = contents.get_object() if contents is not None else []
        for one in contents if isinstance(contents, list) else [contents]:
            self._budget.spend(Work.DRAWN, _size(one.get_object()))
        self._budget.spend(Work.FONTS, self._fonts(page))
        self._forms = self._once(_at(page, "/Resources", "/XObject"), self._sizes)

    def visit(self, operator: bytes, operands: list[Any], *_: Any) -> None:
        """Count a form that is about to be drawn."""
        size = self._forms.get(operands[0], 0) if operator == b"Do" and operands else 0
        self._budget.spend(Work.DRAWN, size)

    def _once(self, of: Any, cost: Callable[[Any], Any]) -> Any:
        """Return the cost of a dictionary that pages share; kept with it, so that no other gets its id."""
        if id(of) not in self._known:
            self._known[id(of)] = of, cost(of)
        return self._known[id(of)][1]

    def _fonts(self, of: Any) -> int:
        """Return the size of the tables by which pypdf reads the fonts of a page or form."""
        return int(self._once(_at(of, "/Resources", "/Font"), _tables))

    def _sizes(self, forms: Any) -> dict[str, int]:
        """Return what drawing a form of each name costs at most, of these and of those within them."""
        found: dict[str, int] = defaultdict(int)
        waiting, seen = [forms], {id(forms): forms}
        while waiting:
            for name, one in waiting.pop().items():
                form = _at(one.get_object())
                if form.get("/Subtype") == "/Form":
                    found[name] = max(found[name], _size(form) + self._fonts(form))
                    within = _at(form, "/Resources", "/XObject")
                    if id(within) not in seen:
                        seen[id(within)] = within
                        waiting.append(within)
        return found


def _at(of: Any, *keys: str) -> Any:
    """Return the dictionary below the keys, or an empty one."""
    for key in keys:
        of = of.get(key) if isinstance(of, dict) else None
        of = of.get_object() if of is not None else None
    return of if isinstance(of, dict) else {}


def _size(stream: Any) -> int:
    """Return the size of a stream; one that is packed more than once has no limit."""
    if not hasattr(stream, "get_data"):
        return 0
    filters = stream.get("/Filter", [])
    filters = filters.get_object() if hasattr(filters, "get_object") else filters
    if isinstance(filters, list) and not all(one in _ARMOUR for one in filters[:-1]):
        return sys.maxsize
    return len(stream.get_data())


def _tables(fonts: Any) -> int:
    return sum(_FONT + _size(_at(font.get_object(), "/ToUnicode")) for font in fonts.values())
