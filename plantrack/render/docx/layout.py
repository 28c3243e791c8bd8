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
EDGES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
FOOT = 23
"""The distance of the page number from the lower edge; its dashes are 7 mm below the text area."""
LINES, CHARACTERS = 22, 28
LINE = round(HEIGHT * TWIP / LINES)
BODY = 320
"""The text size, number 3 (16 points), in twips: the width of a character."""
CLOSER = int(WIDTH * TWIP / CHARACTERS - BODY) - 1
"""Character spacing in twips that fits 28 characters on a line."""

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


def _lines(twips: int, rule: str = "exact", before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{twips}" w:lineRule="{rule}"/>'


_OPEN = '<w:snapToGrid w:val="0"/>' + _lines(240, "auto")
_TIGHT = '<w:snapToGrid w:val="0"/>' + _lines(300)
_CENTRED = '<w:jc w:val="center"/>'
_INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_HEADING = "<w:keepNext/><w:keepLines/>" + _lines(LINE, before=LINE // 3, after=LINE // 8)
_TITLE, _TITLE_ENDS = '<w:keepNext/><w:keepLines/><w:snapToGrid w:val="0"/>', f'{_CENTRED}<w:outlineLvl w:val="0"/>'
STYLES = (
    Style("Normal", form=_lines(LINE)),
    Style("Title", BIAO, 44, _TITLE + _lines(700, after=LINE) + _TITLE_ENDS),
    Style("heading 1", HEI, form=f'{_HEADING}{_INDENTED}<w:outlineLvl w:val="0"/>'),
    Style("heading 2", KAI, form=f'{_HEADING}{_INDENTED}<w:outlineLvl w:val="1"/>'),
    Style("Body Text", form=f'{_INDENTED}<w:jc w:val="both"/>', closer=CLOSER),
    Style("Annex List", form="<w:keepNext/><w:keepLines/>"),
    Style("Signature", form='<w:keepLines/><w:jc w:val="right"/>'),
    Style("Annex", HEI, form="<w:keepNext/><w:pageBreakBefore/>"),
    Style("Annex Title", BIAO, 44, _TITLE + _lines(700, before=LINE, after=LINE // 2) + _TITLE_ENDS),
    Style("Table Head", HEI, 21, f"<w:keepNext/>{_TIGHT}{_CENTRED}"),
    Style("Table Text", FANG, 21, f'{_TIGHT}<w:jc w:val="left"/>'),
    Style("Table Number", FANG, 21, f'{_TIGHT}<w:jc w:val="right"/>'),
    Style("Picture", form=f"<w:keepNext/>{_OPEN}{_CENTRED}"),
    Style("caption", HEI, 21, '<w:snapToGrid w:val="0"/>' + _lines(330, after=LINE // 2) + _CENTRED),
    Style("End", form='<w:snapToGrid w:val="0"/>' + _lines(20), size=2),
    Style("Odd Footer", SONG, 28, f'{_OPEN}<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>'),
    Style("Even Footer", SONG, 28, f'{_OPEN}<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>'),
)


def styles() -> str:
    """Return the styles part."""
    return f'<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts_of(FANG)}<w:sz w:val="32"/>{LANGUAGES}</w:rPr></w:rPrDefault></w:docDefaults>{"".join(map(_style, STYLES))}</w:styles>'


def _style(style: Style) -> str:
    first = style.name == "Normal"
    default, based = (' w:default="1"', "") if first else ("", '<w:basedOn w:val="Normal"/>')
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier(style.name)}"><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f'<w:pPr>{style.form}</w:pPr><w:rPr>{fonts_of(style.font)}<w:spacing w:val="{style.closer}"/>'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
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


def room(*, landscape: bool) -> int:
    """Return the width of the text area in twips."""
    return round((HEIGHT if landscape else WIDTH) * TWIP)


def section(feet: str, *, landscape: bool, first: bool) -> str:
    """Return the page setup of the paragraphs before it; the first section of a language restarts page numbers at 1.

    In landscape the binding edge is at the top.
    """
    sizes, turn = ((LONG, SHORT), ' w:orient="landscape"') if landscape else ((SHORT, LONG), "")
    edges = (LEFT, TOP, RIGHT, BOTTOM, 15, 14, 0) if landscape else (TOP, RIGHT, BOTTOM, LEFT, 15, FOOT, 0)
    margins = " ".join(f'w:{name}="{round(mm * TWIP)}"' for name, mm in zip(EDGES, edges, strict=True))
    restart = '<w:pgNumType w:start="1"/>' if first else ""
    return (
        f'<w:sectPr>{feet}<w:type w:val="nextPage"/><w:pgSz w:w="{round(sizes[0] * TWIP)}" w:h="{round(sizes[1] * TWIP)}"{turn}/>'
        f'<w:pgMar {margins}/>{restart}<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )
