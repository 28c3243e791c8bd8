"""A scanned text is asked for what stands in a part of it."""

from __future__ import annotations

from plantrack.documents.scan import scan


def test_only_what_stands_in_the_part() -> None:
    """Owners count where their bracket begins, dates only where they lie in the part as a whole."""
    text = "开展培训（市教育局负责）。9月底前推进试点（市财政局牵头）。"
    doc = scan(text)
    second = text.index("9月")
    assert [one.offset for one in doc.duties_in(second, len(text))] == [text.index("（市财政局")]
    assert [one.offset for one in doc.duties_in(0, second)] == [text.index("（市教育局")]
    assert [text[one.first : one.last] for one in doc.dates_in(0, len(text))] == ["9月底前"]
    assert doc.dates_in(0, second + 2) == ()
