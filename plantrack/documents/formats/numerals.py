"""Numbers in the styles of automatic list numbering in Word and web pages."""

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HIGHEST = 9999


def counted(number: int) -> str:
    """Return a number from 1 to 9999 as a Chinese counting numeral: 十, 十二, 一百零五."""
    said = _spoken(number, "零" + _HAN[1:], "十百千")
    return said.removeprefix("一") if number in range(10, 20) else said


def _spoken(number: int, digits: str, places: str) -> str:
    said, gap = "", False
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            said = digits[digit] + (places[place - 1] if place else "") + (digits[0] if gap and said else "") + said
        gap = not digit
    return said


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    """Return a to z, then aa, bb, as Word does."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return a function that writes 1 to `last` as consecutive characters from `first` on, others in digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)]


def _in(digits: str) -> Callable[[int], str]:
    return lambda number: str(number).translate(str.maketrans("0123456789", digits))


_WRITTEN: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting", "cjk-ideographic", "simp-chinese-informal",
         "trad-chinese-informal"),
        counted,
    ),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "cjk-decimal"), _in(_HAN)),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "simp-chinese-formal"),
        lambda n: _spoken(n, _FORMAL, "拾佰仟"),
    ),
    **dict.fromkeys(("ideographTraditional", "cjk-heavenly-stem"), _of(_STEMS)),
    **dict.fromkeys(("ideographZodiac", "cjk-earthly-branch"), _of(_BRANCHES)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①", 20)),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _in("０１２３４５６７８９")),
    **dict.fromkeys(("decimalZero", "decimal-leading-zero"), lambda n: f"{n:02}"),
    **dict.fromkeys(("lowerLetter", "a", "lower-alpha", "lower-latin"), _letters),
    **dict.fromkeys(("upperLetter", "A", "upper-alpha", "upper-latin"), lambda n: _letters(n).upper()),
    **dict.fromkeys(("lowerRoman", "i", "lower-roman"), _roman),
    **dict.fromkeys(("upperRoman", "I", "upper-roman"), lambda n: _roman(n).upper()),
    "none": lambda n: "",
}  # fmt: skip
"""Number styles by their names in Word, in the HTML attribute `type` and in CSS."""


def written(number: int, style: str) -> str:
    """Return a number in a style of Word's `numFmt`, HTML's `type` or CSS; in digits for an unknown style."""
    return _WRITTEN.get(style, str)(number) if 0 < number <= _HIGHEST else str(number)
