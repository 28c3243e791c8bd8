"""Spacing: spaces with a meaning stay, one each; those of the layout are removed.

A blank within a number, between a number and its unit, or around full-width punctuation says nothing. One behind a
marker does ("一 2024年", "1 加强"), and so does one between two words.
"""

import re

from plantrack.documents.formats.list_markers import MARKER

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003134f"
_BLANK = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(f"[{_BLANK}]+")
_LEAD = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇]{1,5}[章节篇条]?|第[一二三四五六七八九十百零〇]{1,5}部分|附[件表录图]?[0-9]{0,2}|[表图][0-9]{0,2}|序号"
    r"|(?:[0-9]{1,3}[.、] |- (?:\[[ xX]\] )?)?[A-Z]{1,2}[0-9]{1,2}(?:\.[0-9]{1,2})?"
    r"|[0-9]{1,3}(?! [0-9]{3}(?:[^0-9]|$))(?![0-9])|[0-9]{1,3}[.．、)）]|[(（][^()（）]{1,4}[)）]) "
)
_PARTED = re.compile(
    f"(?<=[^\\s\u3000]{{6}})[ \xa0]*+\u3000{{2}}[{_BLANK}]*+(?=\\S)|(?<=[。；！？”])[ \xa0]{{4}}[{_BLANK}]*+(?=\\S)"
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BRACKETED = f"[（(]{_NUMERAL}[)）](?![项款目条])"
_GLUED = re.compile(
    f"(?<=[{HAN}])(?<!第)(?={_BRACKETED})|(?<=[{HAN}])(?={_NUMERAL}、[^，。；、：\\n]{{2,30}}[（(]一[)）])"
    "|(?<=总结|计划|打算|安排|思路|要点|方案|意见|措施|报告|總結|計劃|報告|要點)(?=一、)"
)
"""A marker directly after a word, because the line break between them was lost."""
_HEADED = re.compile(f"(?<=[。）〕)])(?=(?:{_NUMERAL}、|{_BRACKETED})[^。；：;:]{{2,40}}$)")
"""A heading behind the last sentence of a line."""
_KINDS = "总结|计划|打算|安排|思路|要点|方案|意见|措施|报告|分工|清单|通知|總結|計劃|報告|要點|清單"
_DAY = "20[0-9]{2}年[01]?[0-9]月[0-3]?[0-9]日"
_ADDRESS = "各[^。：:]{2,60}[：:]"
_BEGUN = re.compile(
    f"(?:{MARKER.pattern})(?<![—●■◆○▪•· ])|[0-9]{{1,2}}[.．](?=[0-9]{{1,2}}月)|【|{_DAY}$|{_ADDRESS}$"
    "|(?:附件|来源|发布(?:时间|日期)|浏览次数|[上下]一[篇条]|责任编辑)[：:]"
    "|(?:20[0-9]{2}年|[上下]半年)[^，。；：、]{2,14}$"
)
"""What began a line: a marker, a button, a day, an address, a label, a heading that names a year."""
_ENDED = re.compile(f"(?:[。！？】]|[〕）)][0-9]+号|{_DAY}|^{_ADDRESS}|{_KINDS})$")
"""What ended one: a sentence, a day, a file number, an address, the kind of a document."""
_SEVERAL = 3
_TITLED = re.compile(
    "^([^ \u3000。，；：]{6,60}(?:总结|计划|打算|安排|思路|要点|报告|總結|計劃|報告|要點))[ \u3000]+(?=20[0-9]{2}年)"
)
"""The title of a text on one line, before its first sentence."""
_LONG = 120
_SPACED = re.compile(f"(?<![{HAN}])[{HAN}](?: [{HAN}](?![{HAN}])){{2,}}|^[{HAN}] [{HAN}]$")
_DATE = "[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]"
_MARK = "[0-9]{1,2}[.．、)）](?![0-9])"
_RULES = (
    (re.compile(r"(?<![0-9.,])([0-9]{1,3}(?: [0-9]{3})+)(?![0-9])"), lambda found: found[1].replace(" ", "")),
    (re.compile(r"(?<![0-9])(19|20) ([0-9]{2}) ?(?=年)"), r"\1\2"),
    (re.compile(f"(?<=[0-9])([.．]) ([0-9]{{1,4}}) ?(?=[%％‰{HAN}])"), r"\1\2"),
    (re.compile(f"(?<=[{HAN}])(?!(?:19|20)[0-9]{{2}} )([0-9]++) ([0-9]{{1,4}}(?:\\.[0-9]+)?(?=[{HAN}%％]))"), r"\1\2"),
    (re.compile(r"(?<=[0-9]) ([.,])(?=[0-9])"), r"\1"),
    (re.compile(f"(?<=[0-9%％]) (?=[{HAN}%％‰℃])"), ""),
    (
        re.compile(f"(?<=[{HAN}]) (?=[0-9])(?!{_DATE}|{_MARK})"),
        "",
    ),
    (re.compile(r" (?=[，。、；：！？）》”’】〕％])"), ""),
    (re.compile(r"(?<=[，、（《“‘【〔]) "), ""),
    (re.compile(r"(?<=第) (?=[一二三四五六七八九十百0-9])"), ""),
    (re.compile(r"(?<=第)([一二三四五六七八九十百0-9]{1,4}) (?=[届次个批期季轮])"), r"\1"),
)
_BETWEEN = re.compile(f"(?<=[{HAN}，。、；：！？）》”]) (?=[{HAN}（《“0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{HAN}（《“])")


def split_paragraphs(text: str) -> str:
    """Return a text with line breaks where ideographic or many spaces separate paragraphs."""
    return split_items(_PARTED.sub("\n", text))


def split_items(text: str) -> str:
    """Return a text with line breaks before its markers if several directly follow a word.

    Only long lines have lost their line breaks; in others a marker in brackets is a reference.
    """
    if len(text) < _LONG:
        return text
    text = _HEADED.sub("\n", _rolled_out(_TITLED.sub(r"\1\n", text)))
    if len(_GLUED.findall(text)) < 2:  # noqa: PLR2004 - one may be a reference
        return text
    return _GLUED.sub("\n", text)


def _rolled_out(text: str) -> str:
    """Return a text with line breaks for blanks between what ended and what began a line, if there are several."""
    pieces = re.split("[ \u3000]+", text)
    begun = [bool(_BEGUN.match(piece)) for piece in pieces]
    if sum(begun[1:]) < _SEVERAL:
        return text
    breaks = (begins or _ENDED.search(before) for before, begins in zip(pieces, begun[1:], strict=False))
    parted = (("\n" if parts else " ") + piece for parts, piece in zip(breaks, pieces[1:], strict=True))
    return pieces[0] + "".join(parted)


def tidied(line: str) -> str:
    """Return a line or a cell with single spaces, only where they have a meaning."""
    line = _RUN.sub(" ", line).strip()
    if " " not in line:
        return line
    line = _SPACED.sub(lambda found: found[0].replace(" ", ""), line)
    lead = _LEAD.match(line)
    head, rest = (line[: lead.end()], line[lead.end() :]) if lead else ("", line)
    for pattern, left in _RULES:
        rest = pattern.sub(left, rest)
    return head + rest


def without_layout_spaces(paragraph: str) -> str:
    """Return a paragraph without spaces between Chinese words, which come from the layout."""
    lead = _LEAD.match(paragraph)
    end = lead.end() if lead else 0
    return paragraph[:end] + _BETWEEN.sub("", paragraph[end:])
