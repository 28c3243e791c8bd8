"""The report as one HTML file: it fetches nothing, folds, filters and sorts if scripts may run, and can be printed.

elements   HTML from text and elements, with escaping
words      cells and sentences: lights in their colours, bars, links
tables     tables, which become cards on a phone; filters: the ledger with its filters and its search
part       the report in one language
style.css, script.js   embedded in the file, and allowed by its policy through their hashes
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from plantrack.render.cells import message_words
from plantrack.render.charts.svg import DARK, restyled
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, around, element, joined, void
from plantrack.render.html.part import part
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections.section_table import report_title


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report as one file; with both languages it has a part for each, and links between them."""
    titles = [message_words(report_title(view), page) for page in ctx.pages]
    return document(titles, [piece for page in ctx.pages for piece in part(view, page)], ctx)


def document(titles: Sequence[str], parts: Sequence[str], ctx: RenderContext) -> str:
    """Return a page of parts, which are an article for each language, and links between these."""
    pages, script = ctx.pages, element("script", Html(_file("script.js")))
    head, main = _head(" / ".join(titles)), around("main", parts)
    page = around(
        "html", (head, *around("body", (_languages(pages), *main, script))), lang=LANGUAGES[pages[0].language].tag
    )
    return joined((Html("<!doctype html>\n"), *page, "\n"))


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def _head(title: str) -> Html:
    style = f"{_file('style.css')}@media screen and (prefers-color-scheme: dark) {{ {restyled(DARK)} }}\n"
    return element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=_policy(style)),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(style)),
    )


def _policy(style: str) -> str:
    """Return the policy of the page: use this style, run this script, and nothing else."""
    sources = (b64encode(sha256(source.encode()).digest()).decode() for source in (style, _file("script.js")))
    styles, scripts = (f"'sha256-{source}'" for source in sources)
    return f"default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"


def _languages(pages: tuple[RenderContext, ...]) -> Html:
    """Return the links between languages; nothing if there is only one."""
    if len(pages) == 1:
        return joined(())
    locales = {page.language: LANGUAGES[page.language] for page in pages}
    links = (element("a", of.name, href=f"#{name}", lang=of.tag, hreflang=of.tag) for name, of in locales.items())
    return element("nav", *links, class_="languages", aria_label="语言 / Language")
