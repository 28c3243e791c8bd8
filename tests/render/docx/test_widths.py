"""The widths of columns."""

from __future__ import annotations

from docx.shared import Mm
from docx_fixtures import made, many, opened


def test_tables_are_as_wide_as_the_text() -> None:
    """The columns together fill the area to the twip, and none is without width."""
    document = opened(made(many(60, "名" * 80), []))
    for table in document.tables:
        widths = [int(column.width.twips) for column in table.columns if column.width]
        assert sum(widths) in {Mm(156).twips, Mm(225).twips}
        assert min(widths) > 400
