"""Numbers of lists, in every style that Word and web pages have."""

from __future__ import annotations

import pytest

from plantrack.documents.formats.numerals import counted, written


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
    ],
)
def test_counted(number: int, said: str) -> None:
    """As one counts aloud."""
    assert counted(number) == said


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("decimal", "3"), ("chineseCountingThousand", "三"), ("ideographDigital", "三"), ("chineseLegalSimplified", "叁"),
        ("ideographTraditional", "丙"), ("ideographZodiac", "寅"), ("decimalEnclosedCircle", "③"), ("decimalFullWidth", "３"),
        ("decimalZero", "03"), ("lowerLetter", "c"), ("upperLetter", "C"), ("lowerRoman", "iii"), ("I", "III"),
        ("none", ""), ("cjk-ideographic", "三"), ("no-such-style", "3"),
    ],
)  # fmt: skip
def test_written(style: str, said: str) -> None:
    """Each style by its name; digits where it is not known."""
    assert written(3, style) == said


def test_beyond_the_signs() -> None:
    """Circles end at 20, letters go on doubled, and what no list reaches is written in digits."""
    assert [written(21, "decimalEnclosedCircle"), written(27, "lowerLetter"), written(10_000, "chineseCounting")] == [
        "21", "aa", "10000",
    ]  # fmt: skip
