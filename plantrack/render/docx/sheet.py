"""The sheet that a document is printed on: its page setup upright and in landscape, and the room for text on either."""

from copy import deepcopy
from typing import Any

from plantrack.errors import PlanError
from plantrack.render.docx.layout import BOTTOM, FOOT, LEFT, LONG, RIGHT, SHORT, TOP, TWIP, WORDS

W = f"{{{WORDS}}}"
LEAST = round(50 * TWIP)
"""The least width and height of an area for text, in twips."""
SIDE, BELOW = round(15 * TWIP), round(18 * TWIP)
"""The margins of a page in landscape are no wider, except above, where it is bound: its tables need the room."""
_USUAL = {
    "w": SHORT, "h": LONG, "top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "footer": FOOT, "gutter": 0,
}  # fmt: skip


class PageSetup:
    """The page setup of a paper, and the same turned by a quarter: the edge on the left is at the top then.

    Pages in landscape follow others, so they have no first page and go on counting.
    """

    def __init__(self, setup: Any) -> None:
        self.upright, self.landscape = setup, deepcopy(setup)
        forget_first_page(self.landscape)
        if self.room(landscape=False) < self.height(landscape=False):
            _turn(self.landscape)
        if min(f(landscape=side) for f in (self.room, self.height) for side in (False, True)) < LEAST:
            raise PlanError("the margins of the template leave no room for a report; make them smaller")

    def room(self, *, landscape: bool) -> int:
        """Return the width of the text area in twips."""
        setup = self.landscape if landscape else self.upright
        return _twips(setup, "w") - sum(_twips(setup, edge) for edge in ("left", "right", "gutter"))

    def height(self, *, landscape: bool) -> int:
        """Return the height of the text area in twips."""
        setup = self.landscape if landscape else self.upright
        return _twips(setup, "h") - abs(_twips(setup, "top")) - abs(_twips(setup, "bottom"))


def forget_first_page(setup: Any) -> None:
    """Let the pages of a setup follow others: a new page, numbers that go on, and no head of a first page."""
    for name in ("type", "pgNumType", "titlePg"):
        for found in setup.findall(f"{W}{name}"):
            setup.remove(found)


def _measure(setup: Any, name: str) -> Any:
    """Return the element that says a measure, which is there from now on."""
    tag = f"{W}{'pgSz' if name in ('w', 'h') else 'pgMar'}"
    found = setup.find(tag)
    if found is None:
        found = setup.makeelement(tag)
        setup.append(found)
    return found


def _twips(setup: Any, name: str) -> int:
    """Return a measure of a page in twips; one that cannot be read is that of the standard."""
    found = _measure(setup, name).get(f"{W}{name}")
    try:
        return int(found)
    except (TypeError, ValueError):
        return round(_USUAL[name] * TWIP)


def _turn(setup: Any) -> None:
    """Turn a page by a quarter; the footer stays as far from the text as it was."""
    were = {name: _twips(setup, name) for name in _USUAL}
    right, left = (min(abs(were[edge]), SIDE) for edge in ("top", "bottom"))
    bottom = min(abs(were["right"]), BELOW)
    turned = {
        "w": were["h"], "h": were["w"], "top": were["left"], "right": right, "bottom": bottom, "left": left,
        "footer": max(bottom - abs(were["bottom"]) + were["footer"], 0),
    }  # fmt: skip
    for name, twips in turned.items():
        _measure(setup, name).set(f"{W}{name}", str(abs(twips)))
    _measure(setup, "w").set(f"{W}orient", "landscape")
