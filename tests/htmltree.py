"""A page of HTML as a tree, read strictly: every element is closed as it must be, and no attribute stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Node:
    """An element: its name, its attributes, and what is in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.inside: list[Node | str] = []

    def walk(self, *names: str) -> Iterator[Node]:
        """Yield the elements below this one in their order, those of these names if any are given."""
        for child in self.inside:
            if isinstance(child, Node):
                if not names or child.name in names:
                    yield child
                yield from child.walk(*names)

    def one(self, name: str, **attributes: str) -> Node:
        """Return the only element of that name, and with these attributes, below this one."""
        (found,) = (n for n in self.walk(name) if attributes.items() <= n.attributes.items())
        return found

    @property
    def text(self) -> str:
        """Return all text below, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.inside)

    def texts(self, *names: str) -> list[str]:
        """Return the text of each element of these names, on one line."""
        return [" ".join(node.text.split()) for node in self.walk(*names)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]
        self.declared: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.declared.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def tree(source: str) -> Node:
    """Return a whole page as its `html` element."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert reader.declared == ["doctype html"]
    assert len(reader.open) == 1
    return reader.open[0].one("html")
