"""Markdown: the text without markup and without what is struck out; list numbers stay as written."""

import re

from plantrack.budget import Budget
from plantrack.characters.charset import decoded
from plantrack.documents.formats.heading_lines import BOLD, BOLD_LINE
from plantrack.documents.formats.plain_reader import paragraphs
from plantrack.documents.formats.reader import ExtractedText
from plantrack.tables.sheets import MARKDOWN

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(title|date|source|author|issuer)[ \t]*:[ \t]*[\"']?([^\n\"']{1,300})", re.MULTILINE)
_TITLE = re.compile(r"\s*# +([^\n]{1,200})")
_FACTS = {
    "title": "{}", "date": "发布时间：{}", "source": "信息来源：{}", "author": "信息来源：{}",
    "issuer": "信息来源：{}",
}  # fmt: skip
_DROPPED = re.compile(
    r"^[ ]{0,3}(?:(?:```|~~~)[^\n]*|=+|(?:[-*_] ?){3,}|\[[^\]\n]{1,80}\]:[^\n]*)[ \t]*$|\[\^[^\]\n]{1,40}\]:?",
    re.MULTILINE,
)
_UNDERLINED = re.compile(r"^[ ]{0,3}(?![-*+>#|] )(\S[^\n]{0,200})\n[ ]{0,3}(?:(=)=+|---+)[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"^[ ]{0,3}(```|~~~)[^\n]*\n.*?(?:^[ ]{0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^(?=[ \t]*[#*+-])", re.MULTILINE)
_RULES = (
    (re.compile(r"</t[dh]>[ \t\n]{0,20}(?=<t[dh])", re.IGNORECASE), "\t"),
    (re.compile(r"<(?:br|/?p|/?div|/tr|/li)(?:[ /][^<>\n]{0,200})?>", re.IGNORECASE), "\n"),
    (re.compile(r"<(?:https?://[^<>\s]{1,500})>|</?[A-Za-z][^<>\n]{0,300}>"), ""),
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{0,300})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,80}\])"), r"\1"),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"~~(?=\S)[^~\n]{1,500}~~"), ""),
    (re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$", re.MULTILINE), r"\n\1 \2\n"),
    (BOLD_LINE, rf"\n{'#' * BOLD} \1\2\n"),
    (re.compile(r"^([ \t]*)[*+-][ \t]+(?=\S)", re.MULTILINE), r"\1- "),
    (re.compile(r"(?<!\\)(?:\*\*\*?|~~|(?<!\w)___?(?=\S)|(?<=\S)___?(?!\w))"), ""),
    (re.compile(r"(?<!\\)(?:\*(?=[^\s0-9*])|(?<=[^\s0-9*])\*|(?<!\w)_(?=\S)|(?<=[^\s\\])_(?!\w))"), ""),
    (re.compile(r"`{1,2}([^`\n]{1,500})`{1,2}"), r"\1"),
    (re.compile(r"\\$", re.MULTILINE), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


class MarkdownReader:
    """Files named as Markdown, which cannot be told from plain text by content."""

    def detect(self, content: bytes, name: str) -> bool:
        """Decide by the name."""
        return bool(MARKDOWN.search(name))

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the lines of the text without markup."""
        found = decoded(content, encoding)
        text = _without_marks(found.text.replace("\r\n", "\n"))
        return ExtractedText(paragraphs(text), found.encoding, found.warnings)


def _headed(title: str, text: str) -> bool:
    """Tell whether a text begins with a heading that says all of a title, and may say more."""
    heading = _TITLE.match(text)
    left = iter(heading[1] if heading else "")
    return all(letter in left for letter in title if not letter.isspace())


def _without_marks(text: str) -> str:
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        said = [(key, words) for key, words in _FIELD.findall(front[1]) if key != "title" or not _headed(words, text)]
        text = "\n\n".join([*(_FACTS[key].format(words.strip()) for key, words in said), text])
    first, *others = text.split("<!--")
    text = first + "".join(other.partition("-->")[2] for other in others)
    text = _FENCED.sub(lambda code: _CODE.sub("    ", code[0]), text)
    text = _UNDERLINED.sub(lambda found: f"{'#' if found[2] else '##'} {found[1]}", text)
    text = _DROPPED.sub("", text)
    for pattern, left in _RULES:
        text = pattern.sub(left, text)
    return text
