"""Paragraphs, sentences and links as WordprocessingML. Text from people goes through `run` and nowhere else."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from msgspec.structs import replace

from plantrack.errors import Message
from plantrack.model.plan import Text
from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext, visible
from plantrack.render.docx.layout import KAI, fonts_of, identifier
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.cells import LinkCell, ListCell, ReferencesCell, ReportCell, TextCell, UpdateCell
from plantrack.reports.links import is_web, short_address

CHINESE = re.compile(r"[\u2e80-\uffef]")
BREAK = "<w:r><w:br/></w:r>"
LINKED = '<w:color w:val="0563C1"/><w:u w:val="single"/>'
STOPS = ("。", ".", "：", ":")
OPEN = "、\u200b"
"""The separator of references, at which every program may break a line."""
_MARK = re.compile("\ue000([0-9]+)\ue001")
"""What stands for a link, or for references, while a sentence is worded."""


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


def runs(words: ReportCell | Message | Text | str | None, ctx: RenderContext) -> str:
    """Return the runs of a cell or a sentence, where the addresses of web pages are links with short text.

    Every program may break a line between references.
    """
    made: list[str] = []
    parts = _MARK.split(cell_words(_marked(words, made, ctx), ctx))
    return "".join("".join(made[int(part) :][:1]) if n % 2 else run(part) for n, part in enumerate(parts) if part)


def _marked(words: Any, made: list[str], ctx: RenderContext) -> Any:
    """Return words with marks in the place of links and references, whose runs are made here."""
    if isinstance(words, Message):
        return replace(words, facts={name: _marked(fact, made, ctx) for name, fact in words.facts.items()})
    if isinstance(words, ListCell):
        return replace(words, parts=tuple(_marked(part, made, ctx) for part in words.parts))
    if isinstance(words, TextCell) and isinstance(words.text, Message):
        return replace(words, text=_marked(words.text, made, ctx))
    if isinstance(words, UpdateCell):
        return _sourced(words, made, ctx)
    if isinstance(words, ReferencesCell):
        made.append(run(cell_words(words, ctx)).replace("、", OPEN))
    elif isinstance(words, LinkCell) and is_web(words.address):
        made.append(_link(words, ctx))
    else:
        return words
    return TextCell(f"\ue000{len(made) - 1}\ue001")


def _sourced(cell: UpdateCell, made: list[str], ctx: RenderContext) -> TextCell:
    """Return what an update says with marks in the place of the addresses that it rests on."""
    words = cell_words(cell, ctx)
    for source in filter(is_web, cell.update.sources):
        made.append(_link(LinkCell(source), ctx))
        words = words.replace(visible(source), f"\ue000{len(made) - 1}\ue001")
    return TextCell(words)


def _link(link: LinkCell, ctx: RenderContext) -> str:
    """Return a link. Its address stands where a relationship will, once the document is written."""
    words = cell_words(link.text, ctx) if link.text else short_address(link.address)
    return f'<w:hyperlink r:id="{escape(link.address)}">{run(words, LINKED)}</w:hyperlink>'
