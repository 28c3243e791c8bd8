"""Addresses of web pages: which text is one, and the short text that stands for it in formats with links."""

import re

_WEB = re.compile(r"https?://([^\s/?#\\\[\]]+)(?:[/?#]\S*)?", re.IGNORECASE)


def is_web(address: str) -> bool:
    """Tell whether a text is the address of a web page and nothing else; no other kind of address becomes a link."""
    return bool(_WEB.fullmatch(address)) and address.isprintable()


def short_address(address: str) -> str:
    """Return the host of a web page's address, by which readers know a source; any other text stays as it is."""
    found = _WEB.fullmatch(address) if is_web(address) else None
    return found[1].rpartition("@")[2].removeprefix("www.") if found else address
