"""What an item begins with."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.list_markers import BULLET, DEEPEST, MARKER, depths


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


@pytest.mark.parametrize("text", ["- 修路", "* 修路", "•修路", "● 修路", "- [ ] 修路"])
def test_bullets(text: str) -> None:
    """Signs without a number."""
    assert BULLET.match(text)


@pytest.mark.parametrize("text", ["-5度", "——修路", "- ", "●●●", "*注"])
def test_no_bullets(text: str) -> None:
    """A dash or a star needs a blank and words behind it."""
    assert not BULLET.match(text)


def test_depths() -> None:
    """By the indent, or by another sign at the same; a line of text at the left ends the list."""
    lines = [
        ("- 甲", 0.0),
        ("- 乙", 1.0),
        ("* 丙", 1.0),
        ("- 丁", 1.0),
        ("续", 1.5),
        ("- 戊", 0.0),
        ("完。", 0.0),
        ("- 己", 2.0),
    ]
    assert [*depths(lines)] == [0, 1, 2, 1, 0, 0, 0, 0]
    assert max(depths([("- 甲", float(n)) for n in range(9)])) == DEEPEST - 1
