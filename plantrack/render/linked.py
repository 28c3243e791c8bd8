"""Words as text with the cells between that a format shows in its own way, such as the addresses of web pages."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.model.plan import Text
from plantrack.render.cells import cell_words, sourced
from plantrack.render.context import RenderContext
from plantrack.reports.cells import LinkCell, ListCell, ReferencesCell, ReportCell, TextCell, UpdateCell
from plantrack.reports.links import is_web, short_address

Words = ReportCell | Message | Text | str | None
_MARK = re.compile("\ue000([0-9]+)\ue001")
"""What stands for a cell while a sentence is worded."""


def pieces(words: Words, ctx: RenderContext) -> Iterator[str | LinkCell | ReferencesCell]:
    """Yield what some words say, with the addresses of web pages and the references in it as cells in their places."""
    marks = _Marks([], ctx)
    for n, part in enumerate(_MARK.split(cell_words(marks.set(words), ctx))):
        if n % 2:
            yield from marks.found[int(part) :][:1]
        elif part:
            yield part


def link_words(link: LinkCell, ctx: RenderContext) -> str:
    """Return the text of a link: what it is called, else its host."""
    return cell_words(link.text or short_address(link.address), ctx)


class _Marks(Struct, frozen=True):
    """Cells that were found in words, each of which has a mark with its number in its place."""

    found: list[LinkCell | ReferencesCell]
    ctx: RenderContext

    def set(self, words: Any) -> Any:
        """Return words with marks in the places of the cells."""
        if isinstance(words, Message):
            return replace(words, facts={name: self.set(fact) for name, fact in words.facts.items()})
        if isinstance(words, ListCell):
            return replace(words, parts=tuple(map(self.set, words.parts)))
        if isinstance(words, TextCell) and isinstance(words.text, Message):
            return replace(words, text=self.set(words.text))
        if isinstance(words, UpdateCell):
            return self._sourced(words)
        if isinstance(words, ReferencesCell) or (isinstance(words, LinkCell) and is_web(words.address)):
            return TextCell(self._mark(words))
        return words

    def _mark(self, cell: LinkCell | ReferencesCell) -> str:
        self.found.append(cell)
        return f"\ue000{len(self.found) - 1}\ue001"

    def _sourced(self, cell: UpdateCell) -> TextCell:
        """Return what an update says with marks in the places of the addresses that it rests on."""
        names = [self._mark(LinkCell(one)) if is_web(one) else one for one in cell.update.sources]
        return TextCell(sourced(cell, names, self.ctx))
