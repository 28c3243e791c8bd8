"""One form for characters that are written in several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.folding import folded, without


def test_forms() -> None:
    """Width, traditional characters, dashes, quotation marks and blanks."""
    assert (
        folded("（一）２０２４年，億萬個項目：「總結」－５％～６％\u3000％") == "(一)2024年,亿万个项目:“总结”—5%~6% %"
    )
    assert folded("显著、著名、。《》") == "显著、著名、。《》"


@given(st.text(max_size=200))
def test_places_stay(text: str) -> None:
    """Character for character: the length stays, and folding again changes nothing."""
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


def test_words_with_another_character() -> None:
    """計畫 is 计划, and 油畫 stays a picture."""
    assert folded("二、工作計畫與油畫") == "二、工作计划与油画"


def test_without() -> None:
    """Spans are blanked and the length stays; those that overlap or reach back are blanked once."""
    assert without("一二三四五六", [(1, 2), (3, 5)]) == "一 三  六"
    assert without("一二三四五六", [(1, 4), (2, 3), (3, 5)]) == "一    六"
    assert without("一二三", []) == "一二三"
