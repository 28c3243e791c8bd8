"""Words of cells and sentences as HTML: lights in their colours, percentages with bars, addresses as links."""

from collections.abc import Callable
from html import escape
from typing import Any

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


def shown(cell: Words, ctx: RenderContext) -> str:
    """Return what a cell says: a light in its colour, a percentage with its bar, an address as a link."""
    return _SHOWN.get(type(cell), cell_words)(cell, ctx)


def _light(cell: LightCell, ctx: RenderContext) -> str:
    return cell_words(cell, ctx) if cell.show == "reasons" else light(cell.light, ctx, because=cell.show == "all")


def _transition(cell: TransitionCell, ctx: RenderContext) -> str:
    if not isinstance(cell.new, LightCell):
        return cell_words(cell, ctx)
    change = [joined((" ", cell_words(cell.change, ctx)))] if cell.change else []
    return joined((shown(cell.old, ctx), " → ", shown(cell.new, ctx), *change))


def _percent(cell: PercentCell, ctx: RenderContext) -> str:
    if cell.expected is None:
        return cell_words(cell, ctx)
    return joined((percent_words(cell.percent), " ", progress(cell.percent, cell.expected)))


def _statement(cell: StatementCell, ctx: RenderContext) -> Html:
    text, day, end = cell_words(cell, ctx).rpartition(str(cell.on))
    return joined((text, element("span", day, class_="day"), end))


def _list(cell: ListCell, ctx: RenderContext) -> Html:
    """Return a list; the first one of lines stands for the others, which a reader may open."""
    if cell.of != "lines":
        return _linked(cell, ctx)
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


_SHOWN: dict[type, Callable[[Any, RenderContext], str]] = {
    LightCell: _light, TransitionCell: _transition, PercentCell: _percent, StatementCell: _statement, ListCell: _list,
    LinkCell: _linked, UpdateCell: _linked,
}  # fmt: skip
"""How cells are shown that have more than words; the last three may hold an address."""


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
