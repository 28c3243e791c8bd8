"""The bulletin of all plans as one HTML file, like the report of one plan."""

from plantrack.render.cells import message_words
from plantrack.render.context import RenderContext
from plantrack.render.html import document
from plantrack.render.html.elements import around, element
from plantrack.render.html.part import contents, section_content
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.portfolio.portfolio import Portfolio
from plantrack.reports.portfolio.sections import bulletin, days, title


def report(view: Portfolio, ctx: RenderContext) -> str:
    """Return the report as one file; with both languages it has a part for each, and links between them."""
    titles = [message_words(title(view), page) for page in ctx.pages]
    return document(titles, [piece for page in ctx.pages for piece in _part(view, page)], ctx)


def _part(view: Portfolio, ctx: RenderContext) -> tuple[str, ...]:
    """Return the report in the language of the context, as parts to join."""
    parts = [
        (f"{ctx.language}-{found.key}", message_words(found.title, ctx), section_content(found, ctx))
        for found in bulletin(view)
    ]
    head = element("h1", message_words(title(view), ctx)), element("p", message_words(days(view), ctx))
    lines = (
        (element("header", *head),),
        (contents(parts, ctx),),
        *(around("section", (element("h2", name), *inside), id=key) for key, name, inside in parts),
    )
    inside = ("\n", *(piece for line in lines for piece in (*line, "\n")))
    return around("article", inside, id=ctx.language, lang=LANGUAGES[ctx.language].tag)
