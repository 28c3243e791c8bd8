"""Words of cells and sentences as HTML: lights in their colours, percentages with bars, addresses as links."""

from html import escape

from plantrack.errors import Message
from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Light
from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined
from plantrack.render.i18n import LANGUAGES
from plantrack.render.linked import Words, link_words, pieces
from plantrack.render.phrases import SIGNS, counted_lights, light_name, percent_words, reasons_words
from plantrack.reports.cells import (
    LightCell,
    LinkCell,
    ListCell,
    PercentCell,
    StatementCell,
    TransitionCell,
    UpdateCell,
)

LINKED = LinkCell | UpdateCell | ListCell
"""Cells that may hold an address."""


def shown(cell: Words, ctx: RenderContext) -> str:
    """Return what a cell says: a light in its colour, a percentage with its bar, an address as a link."""
    if isinstance(cell, LightCell) and cell.show != "reasons":
        return light(cell.light, ctx, because=cell.show == "all")
    if isinstance(cell, TransitionCell) and isinstance(cell.new, LightCell):
        change = [joined((" ", cell_words(cell.change, ctx)))] if cell.change else []
        return joined((shown(cell.old, ctx), " → ", shown(cell.new, ctx), *change))
    if isinstance(cell, PercentCell) and cell.expected is not None:
        return joined((percent_words(cell.percent), " ", progress(cell.percent, cell.expected)))
    if isinstance(cell, ListCell) and cell.of == "lines":
        return _folded(cell, ctx)
    if isinstance(cell, StatementCell):
        text, day, end = cell_words(cell, ctx).rpartition(str(cell.on))
        return joined((text, element("span", day, class_="day"), end))
    return _linked(cell, ctx) if isinstance(cell, LINKED) else cell_words(cell, ctx)


def _folded(cell: ListCell, ctx: RenderContext) -> Html:
    """Return lines whose first one stands for the others, which a reader may open."""
    first, *rest = (element("div", _linked(line, ctx)) for line in cell.parts)
    return element("details", element("summary", first), *rest, class_="lines")


def sentence(words: Message | ListCell, ctx: RenderContext) -> str:
    """Return a sentence; the addresses in it are links."""
    return _linked(words, ctx)


def _linked(words: Words, ctx: RenderContext) -> Html:
    """Return what some words say; an address in them is a link that tells nothing of where it was followed."""
    return joined(
        _link(part, ctx) if isinstance(part, LinkCell) else cell_words(part, ctx) for part in pieces(words, ctx)
    )


def _link(link: LinkCell, ctx: RenderContext) -> Html:
    return element("a", link_words(link, ctx), href=link.address, rel="noopener noreferrer")


def light(light: Light, ctx: RenderContext, *, because: bool = True) -> Html:
    """Return sign and name of a light in its colour, and its reasons; a parent shows each of its counts as a light."""
    if light.counts:
        comma = LANGUAGES[ctx.language].comma
        parts = (_named(SIGNS[one], words, USUAL_COLOURS[one]) for one, words in counted_lights(light, ctx))
        return Html(escape(comma).join(parts))
    named = _named(SIGNS[light.meaning], light_name(light, ctx), light.shade)
    reasons = reasons_words(light, ctx) if because else ""
    return joined((named, " ", reasons)) if reasons else named


def _named(sign: str, name: str, shade: Colour) -> Html:
    return Html(f'<b class="{shade}"><span class="sign" aria-hidden="true">{sign}</span> {escape(name)}</b>')


def progress(percent: float, expected: float) -> Html:
    """Return the bar of a percentage with a mark at the expected one."""
    return Html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8"></rect>'
        f'<rect class="full" width="{percent:.1f}" height="8"></rect>'
        f'<rect class="mark" x="{min(expected, 98):.1f}" width="2" height="8"></rect></svg>'
    )
