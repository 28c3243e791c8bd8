"""The report as a page, read back: its parts by their keys, and the rows of its tables."""

from __future__ import annotations

from htmltree import Node, tree
from showcase import ctx, shown_report

from plantrack.render.html import report
from plantrack.reports.periodic import PeriodicReport


def shown(language: str, view: PeriodicReport | None = None) -> Node:
    """Return the page of a report, that of the plan shown unless another is given."""
    view = view or shown_report()
    return tree(report(view, ctx(language, of=view.plan)))


def within(written: str) -> Node:
    """Return a page with only that in it."""
    return tree(f"<!doctype html><html>{written}</html>")


def place(found: Node, key: str, language: str = "en") -> Node:
    """Return the part of the page that a section has: below a heading of the body, or a fold of the annex."""
    (one,) = (node for node in found.walk("section", "details") if node.attributes.get("id") == f"{language}-{key}")
    return one


def rows(table: Node) -> list[list[str]]:
    """Return the words in each row of a table's body."""
    return [row.texts("th", "td") for row in table.one("tbody").walk("tr")]
