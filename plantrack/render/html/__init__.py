"""The report as one HTML file: nothing is fetched, it folds, filters and sorts where a script may run, and it prints.

elements   HTML from text and elements, escaped where it is put
tables     tables and what stands in their cells
tasks      the table of all tasks and its filters
part       the report in one language
style.css, script.js   how it looks, and what it does; part of the file, and named in its policy by their hashes
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from plantrack.render.cells import message_words
from plantrack.render.charts.svg import DARK, restyled
from plantrack.render.context import RenderContext
from plantrack.render.html.elements import Html, element, joined, void
from plantrack.render.html.part import part
from plantrack.render.i18n import LANGUAGES
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import report_title


def report(view: PeriodicReport, ctx: RenderContext) -> str:
    """Return the report as one file; in both languages it has a part for each, and links between them."""
    pages = ctx.pages
    parts = element("main", *(part(view, one) for one in pages))
    script = element("script", Html(_file("script.js")))
    body = element("body", _languages(pages), parts, script)
    head = _head(" / ".join(message_words(report_title(view), one) for one in pages))
    return f"<!doctype html>\n{element('html', head, body, lang=LANGUAGES[pages[0].language].tag)}\n"


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _style() -> str:
    """Return the style of the page; in the dark its pictures take other colours, too."""
    return f"{_file('style.css')}@media screen and (prefers-color-scheme: dark) {{ {restyled(DARK)} }}\n"


def _head(title: str) -> Html:
    return element(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=_policy()),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(_style())),
    )


def _policy() -> str:
    """Return what a browser may do with the page: use this style, run this script, and nothing else."""
    style, script = _hash(_style()), _hash(_file("script.js"))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _languages(pages: tuple[RenderContext, ...]) -> Html:
    """Return the links from language to language; nothing where there is one."""
    if len(pages) == 1:
        return joined(())
    marks = [(one.language, LANGUAGES[one.language].tag, LANGUAGES[one.language].name) for one in pages]
    links = (element("a", name, href=f"#{part}", lang=mark, hreflang=mark) for part, mark, name in marks)
    return element("nav", *links, class_="languages", aria_label="语言 / Language")
