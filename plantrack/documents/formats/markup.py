"""Markup left in plain text: HTML entities, and forum tags such as `[size=1em]` and `[b]`."""

import html
import re
from collections import Counter

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10}[0-9]{0,2});")
_INLINE = "size|color|font|backcolor|background|url|email|b|i|u|s|sub|sup|em|strike|float|hide|free|shadow|glow"
_BLOCK = "p|align|center|left|right|indent|quote|code|list|li|ul|ol|table|tr|td|th|hr|br|h[1-6]|postbg|page|\\*"
_CONTENT = "img|attach|attachimg|media|flash|audio|video"
_TAG = re.compile(
    rf"\[(/?)(?:({_INLINE})|({_BLOCK})|({_CONTENT}))(=[^\[\]\n]{{0,300}}|(?:,[^\[\]\n]{{0,60}}))?\]", re.IGNORECASE
)
_EMBEDDED = re.compile(rf"\[({_CONTENT})(?:=[^\[\]\n]{{0,60}})?\][^\[\]\n]{{0,500}}\[/\1\]", re.IGNORECASE)


def resolved(text: str) -> str:
    """Return a text with entities decoded and forum tags removed; block tags become line breaks."""
    return _forum(_ENTITY.sub(lambda found: html.unescape(found[0]), text))


def _forum(text: str) -> str:
    """Remove forum tags. Without any closing tag or value, [b] and [i] are a legend, not markup."""
    tags = list(_TAG.finditer(text))
    if not any(tag[1] or tag[5] for tag in tags):
        return text
    counts = Counter((tag[2].lower(), tag[1]) for tag in tags if tag[2])
    parting = {name for (name, slash), n in counts.items() if not slash and n > 2 * counts[name, "/"]}
    return _TAG.sub(lambda tag: _left(tag, parting), _EMBEDDED.sub("", text))


def _left(tag: re.Match[str], parting: set[str]) -> str:
    """Return what replaces a tag; one that is hardly ever closed separates paragraphs like a block tag."""
    if tag[2] and tag[2].lower() not in parting:
        return ""
    return "" if tag[4] else "\t" if (tag[3] or "").lower() in ("td", "th") and not tag[1] else "\n"
