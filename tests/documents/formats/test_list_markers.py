"""What an item begins with."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.list_markers import MARKER


@pytest.mark.parametrize(
    "text", ["一、总", "（一）总", "(1)总", "1.总", "12、总", "第三章 总", "①总", "——总", "二是抓"]
)
def test_markers(text: str) -> None:
    """What an item begins with."""
    assert MARKER.match(text)


@pytest.mark.parametrize("text", ["1.5亿元", "2024年", "一个", "总一、", "十分"])
def test_no_markers(text: str) -> None:
    """What only looks like it."""
    assert not MARKER.match(text)
