"""Web pages: the lines of their document, with tables as rows and visible list numbers."""

import re
from typing import Any

from msgspec import Struct

from plantrack.budget import Budget, Work
from plantrack.characters.charset import decoded
from plantrack.documents.formats.boilerplate import is_fact
from plantrack.documents.formats.grid import Grid, GridCell, is_layout, one_line, rows, whole_number
from plantrack.documents.formats.heading_lines import BOLD, headed
from plantrack.documents.formats.list_markers import DEEPEST, MARKER, STEP
from plantrack.documents.formats.numerals import written
from plantrack.documents.formats.page_elements import PageLayout, is_unseen, layout_of, parse_html
from plantrack.documents.formats.reader import ExtractedText
from plantrack.documents.formats.spacing import HAN
from plantrack.documents.language import is_english

_NAME = re.compile(r"\.(?:html?|xhtml|shtml|jhtml)$", re.IGNORECASE)
_BEGINS = re.compile(
    rb"\s*+(?:<\?xml[^<]{0,200})?+(?:<!--.{0,2000}?-->\s*+)?+"
    rb"<(?:!doctype html|html|head|body|meta|title|div|p|table|span|h[1-6]|font|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset((
    "html", "body", "address", "article", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "caption", "thead", "tbody", "tfoot", "tr", "td",
    "th", "ul", "nav", "aside", "menu", "dir",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SOURCE_BREAK = re.compile(f"(?<=[{HAN}，、。；：])[ \t\r]*+\n\\s*+(?=[{HAN}，、。；：（《“])")
"""A line break of the source between Chinese words, which is no space."""
_SITE = re.compile(r" *[_|｜] *| +[-–—－] *| *-{2,} *")
_PARTED = re.compile(f"(?<=[{HAN}])[-–—_](?=[{HAN}0-9])")
_LONG_TEXT = 40
_TITLE_AT_TOP = 12
_MOST_SPAN = 1000
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")


class HtmlReader:
    """HTML, detected by its first tag or its file name."""

    def detect(self, content: bytes, name: str) -> bool:
        """Decide by the first tag, or else the name."""
        head = content[:4000]
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            head = head.replace(b"\0", b"")[2:]
        return bool(_BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) or _NAME.search(name))

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the lines of the document in a page."""
        found = decoded(content, encoding)
        return ExtractedText(page_lines(found.text, budget), found.encoding, found.warnings)


def page_lines(text: str, budget: Budget) -> list[str]:
    """Return the lines of a page: its title, facts about the document, and the main element."""
    root = parse_html(text, budget)
    layout = layout_of(root)
    walk = _HtmlWalk(layout, budget)
    walk.through(root)
    lines = [one for one in walk.lines if one.text.strip()]
    kept = [headed(_shown(one), one.level) for one in lines if _stays(one, main=layout.main is not None)]
    return _with_head(root, kept)


class _HtmlLine(Struct):
    """A line of a page, and whether it is in the main element, h1 or h2, and only links; its level as a heading."""

    text: str
    inside: bool = False
    heading: bool = False
    linked: bool = False
    level: int = 0


def _stays(line: _HtmlLine, *, main: bool) -> bool:
    """Tell whether to keep a line: outside of the main element only facts, headings and sentences stay."""
    text = line.text.strip()
    if line.inside or line.heading or is_fact(text):
        return True
    if line.linked:
        return False
    return not main or (len(text) >= _LONG_TEXT and "。" in text)


def _shown(line: _HtmlLine) -> str:
    """Return the text of a line; facts and links are no items of a list."""
    text = line.text.removeprefix("- ")
    return text if line.linked or is_fact(text) else line.text


def _with_head(root: Any, lines: list[str]) -> list[str]:
    """Return the lines with the title, source and date that only the head of the page gives.

    An English page with one first heading has its title there.
    """
    said = {(one.get("name") or "").lower(): one.get("content") or "" for one in root.iter("meta")}
    title = said.get("articletitle") or _page_title(_flowing(root.findtext(".//title") or ""))
    top = "".join("".join(lines[:_TITLE_AT_TOP]).split())
    headed = is_english(title) and len([*root.iter("h1")]) == 1
    head = [title] if title.strip() and not headed and "".join(title.split())[:20] not in top else []
    for name, words in (("contentsource", "来源"), ("pubdate", "发布时间")):
        if said.get(name) and not any(words[-2:] in line[:200] for line in lines[:_TITLE_AT_TOP]):
            head.append(f"{words}：{said[name]}")
    return head + lines


def _page_title(text: str) -> str:
    """Return the title of a page without the names of the site and its parts (某局-公开-2026年计划)."""
    title = _SITE.split(text)[0]
    return next((piece for piece in _PARTED.split(title) if re.search("20[0-9]{2}年", piece)), title)


class _HtmlList(Struct):
    """An open list: its number style (`bullet` or `none` without numbers), and the next number."""

    style: str
    next: int = 1


class _Sink:
    """The current target of text: the page, or a cell of a table."""

    def __init__(self) -> None:
        self.lines: list[_HtmlLine] = []
        self.parts: list[str] = []
        self.linked = self.plain = self.light = 0
        self.number = ""

    def flush(self, *, inside: bool, level: int) -> None:
        """End the line."""
        text = "".join(self.parts).strip(" \n")
        self.parts = []
        if text:
            number = "" if MARKER.match(text) or (level and self.number.endswith("- ")) else self.number
            linked, bold = self.linked > 0 and not self.plain, 0 if self.light else BOLD
            self.lines.append(_HtmlLine(number + text, inside, level in (1, 2), linked, level or bold))
            self.number = ""
        self.linked = self.plain = self.light = 0


class _HtmlWalk:
    """A walk through the elements without recursion, because pages may nest deeply."""

    def __init__(self, layout: PageLayout, budget: Budget) -> None:
        self.budget = budget
        self.layout = layout
        self.sinks = [_Sink()]
        self.grids: list[Grid[_HtmlLine]] = []
        self.lists: list[_HtmlList] = []
        self.inside = self.level = self.bold = self.links = self.pre = 0

    @property
    def lines(self) -> list[_HtmlLine]:
        return self.sinks[0].lines

    def through(self, root: Any) -> None:
        """Walk through an element and all in it."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: Any = None
        for event, one in walk:
            if event == "end":
                if one is not skipped:
                    self._end(one)
                self._say(one.tail)
            elif is_unseen(one) or one in self.layout.boilerplate:
                skipped = one
                walk.skip_subtree()
            else:
                self._start(one)
        self._flush()

    def _count(self, one: Any, by: int) -> None:
        self.inside += by * (one is self.layout.main)
        self.level += by * _LEVELS.get(one.tag, 0)
        self.bold += by * _is_bold(one)
        self.links += by * (one.tag == "a" and one.get("href") is not None)
        self.pre += by * (one.tag in ("pre", "xmp", "listing"))

    def _start(self, one: Any) -> None:
        if one.tag in _BLOCKS or one.tag == "br":
            self._flush()
        self._count(one, 1)
        if (open_it := _OPENING.get(one.tag)) is not None:
            open_it(self, one)
        self._say(one.text)

    def _end(self, one: Any) -> None:
        if one.tag in _BLOCKS:
            self._flush()
        if (close_it := _CLOSING.get(one.tag)) is not None:
            close_it(self, one)
        self._count(one, -1)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        sink = self.sinks[-1]
        text = text.replace("\r\n", "\n").replace("\t", "    ") if self.pre else _flowing(text)
        sink.parts.append(text)
        size = len(text.strip())
        sink.linked += size if self.links else 0
        sink.plain += 0 if self.links else size
        sink.light += 0 if self.bold else size

    def _flush(self) -> None:
        self.sinks[-1].flush(inside=bool(self.inside), level=min(self.level, 6))

    def open_list(self, one: Any) -> None:
        """Begin a list; only an ordered list has numbers."""
        style = _css_style(one) or (one.get("type") or "decimal" if one.tag == "ol" else "bullet")
        if one.tag == "ul" and style != "none":
            style = "bullet"
        self.lists.append(_HtmlList(style, whole_number(one.get("start"), 1, _MOST_SPAN)))

    def close_list(self, one: Any) -> None:
        self.lists.pop()

    def open_item(self, one: Any) -> None:
        if not self.lists or self.lists[-1].style == "none":
            return
        if self.lists[-1].style == "bullet":
            depth = sum(of.style == "bullet" for of in self.lists) - 1
            self.sinks[-1].number = f"{STEP * min(depth, DEEPEST - 1)}- "
            return
        of = self.lists[-1]
        number = whole_number(one.get("value"), of.next, _MOST_SPAN)
        said = written(number, of.style)
        self.sinks[-1].number = f"{said}、" if said and not said.isascii() else f"{said}. "
        of.next = number + 1

    def open_table(self, one: Any) -> None:
        self.grids.append([])

    def close_table(self, one: Any) -> None:
        """End a table; its lines go to the enclosing target."""
        grid = [row for row in self.grids.pop() if row]
        lines = [line for row in grid for cell in row for line in cell.lines]
        if not is_layout(grid):
            linked = all(line.linked for line in lines)
            lines = [_HtmlLine(row, bool(self.inside), linked=linked) for row in rows(grid, self.budget)]
        self.sinks[-1].lines += lines

    def open_row(self, one: Any) -> None:
        if self.grids:
            self.grids[-1].append([])

    def open_cell(self, one: Any) -> None:
        """Begin a cell, which collects its own text."""
        if self.grids:
            self.sinks.append(_Sink())

    def close_cell(self, one: Any) -> None:
        if not self.grids or len(self.sinks) == 1:
            return
        lines = self.sinks.pop().lines
        self.budget.spend(Work.REPEATED, sum(len(line.text) for line in lines))
        down, across = whole_number(one.get("rowspan"), 1, _MOST_SPAN), whole_number(one.get("colspan"), 1, _MOST_SPAN)
        cell = GridCell(one_line((line.text for line in lines), head=one.tag == "th"), lines, down, across)
        if not self.grids[-1]:
            self.grids[-1].append([])
        self.grids[-1][-1].append(cell)


_OPENING = {
    "ol": _HtmlWalk.open_list, "ul": _HtmlWalk.open_list, "li": _HtmlWalk.open_item, "table": _HtmlWalk.open_table,
    "tr": _HtmlWalk.open_row, "td": _HtmlWalk.open_cell, "th": _HtmlWalk.open_cell,
}  # fmt: skip
_CLOSING = {
    "ol": _HtmlWalk.close_list, "ul": _HtmlWalk.close_list, "table": _HtmlWalk.close_table, "td": _HtmlWalk.close_cell,
    "th": _HtmlWalk.close_cell,
}  # fmt: skip


def _is_bold(one: Any) -> bool:
    return one.tag in ("b", "strong") or bool(_BOLD.search((one.get("style") or "")[:500].lower()))


def _flowing(text: str) -> str:
    return _SPACE.sub(" ", _SOURCE_BREAK.sub("", text))


def _css_style(one: Any) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", (one.get("style") or "")[:500])
    return found[1] if found else ""
