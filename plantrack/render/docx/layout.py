"""The page layout of GB/T 9704-2012: A4, the text area, its grid of 22 lines by 28 characters, fonts and styles."""

from msgspec import Struct

TWIP, EMU = 1440 / 25.4, 36000
"""Units per millimetre; a twip is a twentieth of a point."""
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{WORDS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
LANGUAGES = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'

SHORT, LONG = 210, 297
TOP, LEFT, WIDTH, HEIGHT = 37, 28, 156, 225
RIGHT, BOTTOM = SHORT - LEFT - WIDTH, LONG - TOP - HEIGHT
FOOT = 23
"""The distance of the page number from the lower edge; its dashes are 7 mm below the text area."""
CHARACTERS = 28
LINE = 28 * 20
"""The distance of lines in twips: 28 points, at which 22 of them fit into the text area."""
BODY = 320
"""The text size, number 3 (16 points), in twips: the width of a character."""
CLOSER = int(WIDTH * TWIP / CHARACTERS - BODY) - 1
"""Character spacing in twips that fits 28 characters on a line."""
ABOVE, RULE = round(35 * TWIP), 11
"""The space above the name of the issuing body in twips, and above the red rule in points."""
RED = "C00000"

SONG, FANG, KAI, HEI, BIAO = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
ROMAN = "Times New Roman"
FONTS = {
    BIAO: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,STZhongsong,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,STFangsong,Noto Serif CJK SC", KAI: "楷体,KaiTi,STKaiti,Noto Serif CJK SC",
    HEI: "SimHei,STHeiti,Noto Sans CJK SC", SONG: "SimSun,STSong,Noto Serif CJK SC", ROMAN: "Liberation Serif",
}  # fmt: skip
"""Each font with its alternatives: its names on other systems, and substitutes."""


class Style(Struct, frozen=True):
    """A paragraph style. Sizes are in half points; `form` holds further properties as XML."""

    name: str
    font: str = FANG
    size: int = 32
    form: str = ""
    closer: int = 0
    colour: str = "auto"


def _lines(twips: int, rule: str = "exact", before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="{rule}"/>'


def rule(edge: str, colour: str = "auto", *, space: int = 1, size: int = 6) -> str:
    """Return a rule at an edge of a paragraph, `size` in eighths of a point and `space` in points from its text."""
    return f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_FREE = '<w:snapToGrid w:val="0"/>'
_OPEN = _FREE + _lines(240, "auto")
_CENTRED = '<w:jc w:val="center"/>'
_INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_HEADING = _KEPT + _lines(LINE)
_TITLE_ENDS = f'{_CENTRED}<w:outlineLvl w:val="0"/>'
RULED = f"<w:pBdr>{rule('bottom', RED, space=RULE, size=18)}</w:pBdr>"
"""The red rule below the head of the first page."""


def _table(name: str, size: int) -> tuple[Style, ...]:
    """Return the styles of a table, with a fifth of the size between its lines."""
    kinds = (("Head", HEI, "center"), ("Text", FANG, "left"), ("Number", FANG, "right"))
    return tuple(
        Style(
            f"{name} {kind}",
            font,
            size,
            f'{_KEPT * (kind == "Head")}{_FREE}{_lines(size * 12)}<w:jc w:val="{side}"/>',
        )
        for kind, font, side in kinds
    )


STYLES = (
    Style("Normal", form=_lines(LINE)),
    Style("Issuing Body", BIAO, 72, _KEPT + _FREE + _lines(240, "auto", before=ABOVE) + _CENTRED, colour=RED),
    Style("Issue", form=_KEPT + _lines(LINE) + _CENTRED),
    Style("Title", BIAO, 44, _KEPT + _FREE + _lines(700, after=LINE) + _TITLE_ENDS),
    Style("Compact Title", BIAO, 32, _KEPT + _FREE + _lines(440) + _TITLE_ENDS),
    Style("Recipients", form=_KEPT + _lines(LINE)),
    Style("Compact Recipients", size=22, form=_KEPT + _FREE + _lines(310)),
    Style("heading 1", HEI, form=f'{_HEADING}{_INDENTED}<w:outlineLvl w:val="0"/>'),
    Style("Body Text", form=f'{_lines(LINE)}{_INDENTED}<w:jc w:val="both"/>', closer=CLOSER),
    Style("Compact Heading", HEI, 26, f'{_KEPT}{_FREE}{_lines(380)}{_INDENTED}<w:outlineLvl w:val="0"/>'),
    Style("Compact Text", size=22, form=f'{_FREE}{_lines(310)}{_INDENTED}<w:jc w:val="both"/>'),
    Style("Annex List", form=f"{_KEPT}{_lines(LINE, before=LINE)}{_INDENTED}"),
    Style("Signature", form=f'<w:keepLines/>{_lines(LINE)}<w:jc w:val="right"/>'),
    Style("Annex", HEI, form=f"<w:keepNext/>{_lines(LINE)}"),
    Style("Annex Title", BIAO, 44, _KEPT + _FREE + _lines(700) + _TITLE_ENDS),
    Style("heading 2", HEI, 28, f'{_KEPT}{_FREE}{_lines(360, before=120, after=40)}<w:outlineLvl w:val="1"/>'),
    Style("Table Note", FANG, 21, f"{_FREE}{_lines(280, after=20)}"),
    *_table("Table", 18),
    *_table("Long Table", 15),
    Style("Picture", form=f"{_OPEN}{_CENTRED}"),
    Style("Small Print", FANG, 16, f'<w:keepLines/>{_FREE}{_lines(220, before=100)}<w:jc w:val="both"/>'),
    Style("Copies", FANG, 28, f"<w:keepLines/>{_lines(500, before=240)}"),
    Style("End", form=_FREE + _lines(20), size=2),
    Style("Odd Footer", SONG, 28, f'{_OPEN}<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>'),
    Style("Even Footer", SONG, 28, f'{_OPEN}<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>'),
)


def styles() -> str:
    """Return the styles part."""
    return f'<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts_of(FANG)}<w:sz w:val="32"/>{LANGUAGES}</w:rPr></w:rPrDefault></w:docDefaults>{"".join(map(style_of, STYLES))}</w:styles>'


def style_of(style: Style) -> str:
    """Return a style, which is based on no other, so that it looks the same in any document."""
    default = ' w:default="1"' if style.name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier(style.name)}"><w:name w:val="{style.name}"/><w:qFormat/>'
        f'<w:pPr>{style.form}</w:pPr><w:rPr>{fonts_of(style.font)}<w:color w:val="{style.colour}"/>'
        f'<w:spacing w:val="{style.closer}"/><w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>{LANGUAGES}</w:rPr></w:style>'
    )


def identifier(name: str) -> str:
    """Return the identifier of a style."""
    return name.title().replace(" ", "")


def fonts_of(chinese: str, latin: str = ROMAN) -> str:
    """Return the fonts of a run, by script."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{chinese}"/>'


def fonts() -> str:
    """Return the fonts part, which names substitutes."""
    return f"<w:fonts {NAMESPACES}>{''.join(map(_font, FONTS))}</w:fonts>"


def _font(name: str) -> str:
    kind, script = "swiss" if name == HEI else "roman", "00" if name == ROMAN else "86"
    return f'<w:font w:name="{name}"><w:altName w:val="{FONTS[name]}"/><w:charset w:val="{script}"/><w:family w:val="{kind}"/><w:pitch w:val="variable"/></w:font>'


def settings() -> str:
    """Return the settings part: odd and even pages have different footers."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>'
    )


def page_setup(feet: str) -> str:
    """Return the page setup with footers; page numbers begin at 1."""
    edges = {"top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "header": 15, "footer": FOOT, "gutter": 0}
    margins = " ".join(f'w:{name}="{round(mm * TWIP)}"' for name, mm in edges.items())
    return (
        f'<w:sectPr>{feet}<w:pgSz w:w="{round(SHORT * TWIP)}" w:h="{round(LONG * TWIP)}"/><w:pgMar {margins}/>'
        f'<w:pgNumType w:start="1"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )
