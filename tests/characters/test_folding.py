"""One form for characters that are written in several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plantrack.characters.folding import folded, without
from plantrack.word_tables import word_table


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


def test_pairs() -> None:
    """Each traditional character has one simplified form, which is itself none of the traditional ones."""
    pairs = word_table("plantrack.characters", "traditional")["pairs"].split()
    assert {len(pair) for pair in pairs} == {2}
    assert len({pair[0] for pair in pairs}) == len(pairs)
    assert not {pair[0] for pair in pairs} & {pair[1] for pair in pairs}
