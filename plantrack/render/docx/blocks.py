"""Paragraphs, sentences and links as WordprocessingML. Text from people goes through `run` and nowhere else."""

import re
from collections.abc import Iterable
from html import escape

from plantrack.errors import Message
from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext, visible
from plantrack.render.docx.layout import KAI, fonts_of, identifier
from plantrack.render.i18n import LANGUAGES
from plantrack.render.linked import Words, link_words, pieces
from plantrack.reports.cells import LinkCell, ListCell, ReferencesCell

CHINESE = re.compile(r"[\u2e80-\uffef]")
BREAK = "<w:r><w:br/></w:r>"
LINKED = '<w:color w:val="0563C1"/><w:u w:val="single"/>'
STOPS = ("。", ".", "：", ":")
OPEN = "、\u200b"
"""The separator of references, at which every program may break a line."""


def run(text: str, form: str = "") -> str:
    """Return text as a run, escaped. Punctuation that both scripts share looks Chinese in Chinese text."""
    hint = '<w:rFonts w:hint="eastAsia"/>' if CHINESE.search(text) and "<w:rFonts" not in form else ""
    return f'<w:r><w:rPr>{hint}{form}</w:rPr><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>'


def heading(text: str, ctx: RenderContext) -> str:
    """Return text as a run of a heading: bold in English; Chinese headings have their own fonts instead."""
    return run(text, "" if ctx.language == "zh" else "<w:b/>")


def lead_in(text: str, ctx: RenderContext) -> str:
    """Return what a paragraph is about as the run that it begins with: in a font of its own, in English bold."""
    stop, after = ("", "") if text.endswith(STOPS) else (LANGUAGES[ctx.language].stop, LANGUAGES[ctx.language].space)
    return run(text + stop + after, fonts_of(KAI) if ctx.language == "zh" else "<w:b/>")


def paragraph(style: str, *runs: str, form: str = "") -> str:
    """Return a paragraph of a style; `form` holds further properties as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{identifier(style)}"/>{form}</w:pPr>{"".join(runs)}</w:p>'


def sentences(told: Iterable[Message | ListCell], ctx: RenderContext) -> str:
    """Return sentences as runs, each ending in a full stop, or in the colon before a table."""
    here = LANGUAGES[ctx.language]
    ended = ((words, "" if cell_words(words, ctx).endswith(STOPS) else here.stop) for words in told)
    between = run(here.space) if here.space else ""
    return between.join(runs(words, ctx) + (run(stop) if stop else "") for words, stop in ended)


def runs(words: Words, ctx: RenderContext) -> str:
    """Return the runs of a cell or a sentence, where the addresses of web pages are links with short text.

    Every program may break a line between references.
    """
    parts = pieces(words, ctx)
    return "".join(run(part) if isinstance(part, str) else _special(part, ctx) for part in parts)


def _special(cell: LinkCell | ReferencesCell, ctx: RenderContext) -> str:
    if isinstance(cell, LinkCell):
        return _link(cell, ctx)
    return run(cell_words(cell, ctx)).replace("、", OPEN)


def _link(link: LinkCell, ctx: RenderContext) -> str:
    """Return a link. Its address stands where a relationship will, once the document is written."""
    return f'<w:hyperlink r:id="{escape(link.address)}">{run(link_words(link, ctx), LINKED)}</w:hyperlink>'
