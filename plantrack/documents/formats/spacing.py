"""Spacing: spaces with a meaning stay, one each; those of the layout are removed.

A blank within a number, between a number and its unit, or around full-width punctuation says nothing. One behind a
marker does ("一 2024年", "1 加强"), and so does one between two words.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plantrack.documents.formats.list_markers import MARKER
from plantrack.tables.heads import is_head

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003134f"
_BLANK = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = re.compile(f"[{_BLANK}]+")
_LEAD = re.compile(
    r"(?:第?[一二三四五六七八九十百零〇]{1,5}[章节篇条]?|第[一二三四五六七八九十百零〇]{1,5}部分|附[件表录图]?[0-9]{0,2}|[表图][0-9]{0,2}|序号"
    r"|(?:[0-9]{1,3}[.、] |- (?:\[[ xX]\] )?)?[A-Z]{1,2}[0-9]{1,2}(?:\.[0-9]{1,2})?"
    r"|[0-9]{1,3}(?! [0-9]{3}(?:[^0-9]|$))(?![0-9])|[0-9]{1,3}[.．、)）]"
    r"|[(（][0-9A-Za-z一二三四五六七八九十]{1,4}[)）]) "
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
_BEGUN = re.compile(
    f"(?:{MARKER.pattern})(?<![—●■◆○▪•· ])|[0-9]{{1,2}}[.．](?=[0-9]{{1,2}}[月日])|[●■◆○▪•]$|【"
    "|(?:20[0-9]{2}年|[上下]半年)[^，。；：、]{2,14}$|[━─═=_]{4,}$"
)
"""What began a line: a marker, a button, a heading that names a year, a ruled line."""
_ENDED = re.compile("(?:[。！？】]|。[（(][^（）()]*[)）]|总结|计划|方案|意见|措施)$")
"""What ended one: a sentence, or the kind of a document."""
_INNER = re.compile(
    f"(?:[ -~]|^.|[ \u3000][{HAN}]) (?:[ -~]|[{HAN}](?:[ ：]|$))|[>›»|] | (?:[>›»》]|[|]$)| [0-9.:]+(?![0-9.月年])"
)
"""A blank within a word, between Latin ones, or before a number."""
_CELL = re.compile(f"[\t|][^\t|]* [{HAN}]{{2,4}}$")
_MARKED = re.compile(f"(?!附)(?:{_LEAD.pattern[:-1]}|[0-9.]+|[●■◆○▪•])")
_WHOLE = re.compile(
    f"(?<= )[—-] [0-9]{{1,4}} [—-](?= |$)|(?<= )第 [0-9]{{1,4}} 页(?= |$)|(?<![^ ])[{HAN}](?: +[{HAN}](?= )){{2,}}"
    rf"|(?<= )[A-Z] (?=[{HAN}]+\|{{2,}})"
)
"""Words that belong together in spite of their blanks: the number of a page, a word written wide, a row of a group."""
_NAME = re.compile(f"[：:、，,\t|][{HAN}] [{HAN}](?:[：:、，,\t|]|$)")
"""A name of two characters with a blank between them."""
_DECIMALS = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}")
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
_BETWEEN = re.compile(
    f"(?<=[{HAN}，。、；：！？）》”]) (?![{HAN}]{{2,6}}：)(?=[{HAN}（《“0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{HAN}（《“])"
)


def split_paragraphs(text: str) -> str:
    """Return a text with line breaks where ideographic or many spaces separate paragraphs."""
    return split_items(_PARTED.sub("\n", text))


def split_items(text: str) -> str:
    """Return a text with line breaks before its markers if several directly follow a word.

    Only long lines have lost their line breaks; in others a marker in brackets is a reference.
    """
    text = rolled_out(text, _SEVERAL)
    if len(text) < _LONG:
        return text
    text = _HEADED.sub("\n", _TITLED.sub(r"\1\n", text))
    if len(_GLUED.findall(text)) < 2:  # noqa: PLR2004 - one may be a reference
        return text
    return _GLUED.sub("\n", text)


def rolled_out(text: str, least: int = 0) -> str:
    """Return a text with line breaks for blanks between what ended and what began a line, if there are several.

    Then any other blank was such a break, too, but for one in the middle of a sentence or behind a marker. Below heads
    of a table each is one.
    """
    pieces = re.split("[ \u3000]+", _WHOLE.sub(lambda found: found[0].replace(" ", ""), text))
    begun = [bool(_BEGUN.match(piece)) or n for piece, n in zip(pieces, _numbers(pieces), strict=True)]
    if sum(begun[1:]) < least:
        return text
    lines, cells = [pieces[0]], False
    for n, (before, piece) in enumerate(pairwise(pieces), 1):
        cells = cells or all(map(is_head, pieces[n : n + _SEVERAL]))
        ends = begun[n] or any(cell in piece[1:] for cell in "\t|") or _ENDED.search(before) or _parts(lines[-1], piece)
        named = _NAME.fullmatch(f"{lines[-1][-2:]} {piece[:2]}")
        marked = lines[-1] == before and _MARKED.fullmatch(before)
        if not named and (cells or (ends and not marked)):
            lines.append(piece)
        else:
            lines[-1] += f" {piece}"
    return "\n".join(lines)


def _numbers(pieces: Sequence[str]) -> Iterator[bool]:
    """Yield for each piece whether it is the number of a part that follows the one before: 1, 1.1, 1.1.1, 1.2, 2."""
    last: tuple[int, ...] = (0,)
    for piece in pieces:
        number = tuple(map(int, piece.split("."))) if _DECIMALS.fullmatch(piece) else ()
        follows = number in ((*last, 1), *((*last[:n], last[n] + 1) for n in range(len(last))))
        last = number if follows else last
        yield follows


def _parts(line: str, piece: str) -> bool:
    """Tell whether a blank behind a line parts it from the next words: it stands in no sentence and no word."""
    sentence = re.split("[。；：！？]", line[-_LONG:])[-1]
    return not ("，" in sentence or _INNER.search(f"{line[-2:]} {piece[:9]}") or _CELL.search(f"{line[-9:]} {piece}"))


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
    if rolled_out(paragraph, _SEVERAL) != paragraph:
        return paragraph
    indent = len(paragraph) - len(paragraph.lstrip())
    lead = _LEAD.match(paragraph, indent)
    end = lead.end() if lead else indent
    return paragraph[:end] + _BETWEEN.sub("", paragraph[end:])
