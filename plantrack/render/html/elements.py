"""Elements: HTML is built from text and elements, and text is escaped where it is inserted.

Unlike templates, these four names need no dependency, always escape, and are type-checked.
"""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. Any other text is escaped in an element."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Html:
    """Return text and elements one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def element(name: str, /, *inside: str, **attributes: str | None) -> Html:
    """Return an element. `class_` and `data_x` become class and data-x; None omits an attribute."""
    return Html(f"{void(name, **attributes)}{joined(inside)}</{name}>")


def void(name: str, /, **attributes: str | None) -> Html:
    """Return a void element, or a start tag."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    return Html("".join([f"<{name}", *(f' {key}="{escape(value)}"' for key, value in given.items()), ">"]))
