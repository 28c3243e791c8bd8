"""The elements of a web page: the document, boilerplate, and what is not shown."""

import re
from contextlib import suppress
from typing import Any

from msgspec import Struct

from plantrack.budget import Budget, Work
from plantrack.documents.vocabulary import words_of
from plantrack.errors import PlanError

UNSEEN = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "canvas", "audio",
    "video", "object", "embed", "iframe", "select", "button", "input", "textarea", "datalist", "map", "applet",
    "frameset", "noframes", "rp", "rt", "del", "s", "strike",
))  # fmt: skip
_BESIDE = frozenset(["nav", "footer", "aside", "menu", "dialog"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_MOST_OF = 0.6
_LITTLE = 0.25


class Weight(Struct):
    """The size of the text of an element, the part in links, and whether it holds a main heading."""

    text: int = 0
    linked: int = 0
    heading: bool = False

    @property
    def plain(self) -> int:
        """The text that is no link."""
        return self.text - self.linked


class PageLayout(Struct):
    """The elements of a page: `main` holds the document, if one surely does."""

    main: Any
    boilerplate: set[Any]


def parse_html(text: str, budget: Budget) -> Any:
    """Return the root of a page. Raises PlanError if it is too large or too deeply nested."""
    from plantrack.extras import needs

    etree = needs("lxml.etree", "documents")
    budget.spend(Work.TAGS, text.count("<"))
    content = text.replace("\0", "").encode("utf-8", "replace")
    with suppress(etree.LxmlError):
        etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_AttributeCount(budget)))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.LxmlError:
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise PlanError("its elements are nested too deeply; open it in a browser, copy the text and save it as .txt")
    if root is None:
        raise PlanError("there is no text in this page; open it in a browser, copy the text and save it as .txt")
    return root


class _AttributeCount:
    """A target of the parser that builds no tree, whose time would be quadratic in the attributes of a tag."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count the attributes of a tag, each as often as the parser goes through them."""
        self.budget.spend(Work.ATTRIBUTES, len(attributes) * (1 + len(attributes) // 100))

    def close(self) -> None:
        """Return nothing."""


def layout_of(root: Any) -> PageLayout:
    """Find the main element and the boilerplate of a page, by the names of elements and the text in them."""
    weights = _weights(root)
    total = weights.pop(root)
    main = _main(weights, total)
    holding = set(main.iterancestors()) if main is not None else set()
    boilerplate = {
        one
        for one, weight in weights.items()
        if one is not main and one not in holding and _is_boilerplate(one, weight, total)
    }
    return PageLayout(main, boilerplate)


def _main(weights: dict[Any, Weight], total: Weight) -> Any:
    """Return the smallest element that is named like a document container and holds most of the text."""
    fit = [one for one, weight in weights.items() if _is_container(one) and weight.plain >= _MOST_OF * total.plain]
    return min(fit, key=lambda one: weights[one].text, default=None)


def _is_boilerplate(one: Any, weight: Weight, total: Weight) -> bool:
    if weight.heading or _is_container(one):
        return False
    named = one.tag in _BESIDE or one.get("role") in _ROLES or bool(_names(one) & words_of("boilerplate", "blocks"))
    return named and weight.plain <= _LITTLE * total.plain


def _weights(root: Any) -> dict[Any, Weight]:
    """Return the weights of the root and of every named element, in one walk."""
    from lxml import etree

    found: dict[Any, Weight] = {}
    open_ones: list[Weight] = []
    links = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, one in walk:
        links += (1 if event == "start" else -1) * (one.tag == "a" and one.get("href") is not None)
        if event == "start":
            open_ones.append(_own(one, links))
            continue
        weight = open_ones.pop()
        if one is root or one.tag in _BESIDE or one.get("class") or one.get("id") or one.get("role"):
            found[one] = weight
        if open_ones:
            _add(open_ones[-1], weight, "" if one is root else one.tail, links)
    return found


def _own(one: Any, links: int) -> Weight:
    if is_unseen(one):
        return Weight()
    size = len((one.text or "").strip())
    return Weight(size, size if links else 0, one.tag == "h1")


def _add(outer: Weight, inner: Weight, tail: str | None, links: int) -> None:
    size = len((tail or "").strip())
    outer.text += inner.text + size
    outer.linked += inner.linked + (size if links else 0)
    outer.heading = outer.heading or inner.heading


def is_unseen(one: Any) -> bool:
    """Tell whether an element is not shown."""
    if one.tag in UNSEEN or one.get("hidden") is not None:
        return True
    style = one.get("style")
    return bool(style and len(style) < 5000 and _HIDDEN.search(style))  # noqa: PLR2004  # longer ones are pictures


def _is_container(one: Any) -> bool:
    if one.tag in ("article", "main") or one.get("role") == "main":
        return True
    called = f"{one.get('id') or ''} {one.get('class') or ''}"[:500].lower().split()
    return any(re.sub(r"[-_]?[0-9_]+$", "", name) in words_of("boilerplate", "containers") for name in called)


def _names(one: Any) -> set[str]:
    called = f"{one.get('id') or ''} {one.get('class') or ''}"[:500]
    return {word.lower() for word in _WORD.findall(called)}
