"""Entities and the markup of forums go; brackets of the text itself stay."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.markup import resolved


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲&nbsp;乙&amp;丙&#12288;丁&#x4e00;&ldquo;戊&rdquo;", "甲\xa0乙&丙\u3000丁一“戊”"),
        ("R&D投入；AT&T", "R&D投入；AT&T"),
        ("[size=1em]一[size=1em] [size=1em]二[size=1em]三", "\n一\n \n二\n三"),
        ("全市[size=4]大[/size]事，[b]要[/b]办", "全市大事，要办"),
        ("见[url=http://a.cn]附件[/url][img]http://a.cn/1.png[/img]", "见附件"),
        ("[p]一[/p][align=center]二[/align]", "\n一\n\n二\n"),
        ("〔2024〕5号、[2024]5号、[1]、[i]、[b]", "〔2024〕5号、[2024]5号、[1]、[i]、[b]"),
    ],
)
def test_resolved(text: str, left: str) -> None:
    """Tags that part paragraphs become breaks, others leave nothing."""
    assert resolved(text) == left
