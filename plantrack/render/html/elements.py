"""Elements: HTML is built from text and elements, and text is escaped where it is inserted.

Unlike templates, these five names need no dependency, always escape, and are type-checked.
"""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. Any other text is escaped in an element."""

    __slots__ = ()


def joined(parts: Iterable[str]) -> Html:
    """Return text and elements one after the other."""
    return Html("".join([part if isinstance(part, Html) else escape(part) for part in parts]))


def element(name: str, /, *inside: str, **attributes: str | None) -> Html:
    """Return an element. `class_` and `data_x` become class and data-x; None omits an attribute."""
    return joined(around(name, inside, **attributes))


def around(name: str, inside: Iterable[str], /, **attributes: str | None) -> tuple[str, ...]:
    """Return an element as parts to join: of what is large, every element that is made takes a copy."""
    return (void(name, **attributes), *inside, Html(f"</{name}>"))


def void(name: str, /, **attributes: str | None) -> Html:
    """Return a void element, or a start tag."""
    given = [
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return Html(f"<{name}{''.join(given)}>")
