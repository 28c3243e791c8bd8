"""Elements: HTML is built from text and elements, and what is not HTML already is escaped where it is put.

A template engine would have to be installed, loaded and switched to escape; these four names need none of it, and the
type checker sees every piece.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. Whatever else is put into an element is escaped."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Html:
    """Return text and elements one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def element(name: str, /, *inside: str, **attributes: str | None) -> Html:
    """Return an element. Of `class_` and `data_x` become class and data-x; None leaves an attribute out."""
    return Html(f"{void(name, **attributes)}{joined(inside)}</{name}>")


def void(name: str, /, **attributes: str | None) -> Html:
    """Return an element that has nothing inside and no end, or the beginning of one."""
    given = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{''.join(given)}>")
