"""Names of units from a list: 教育局、财政局和人社局等部门. Roles are not read here.

Lists part at 、 , ; and blanks, not within brackets. 和, 与 and 及 part only where units stand on both sides, so that
工业和信息化部 stays one. 等 goes, and words for many at once (各区政府, 有关部门) are told from units.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.documents.vocabulary import listed, table

LONGEST = 40
"""Maximum length of a unit's name, in characters."""
_SHORTEST = 3
_FAR = 200
"""Maximum length of a name with the words around it, in characters."""
_SEPARATORS = "、,;，；/／"
_ROUND = str.maketrans("〔〕[]【】", "()()()")
_OPENING, _ENDING = "(（[［〔【", ")）]］〕】"
_JOINT = re.compile(r"以及|和|与|及|暨")
_MORE = re.compile(
    r"(?<![高中初同])等(?P<more>(?:[0-9一二三四五六七八九十百]+[个家])?"
    r"(?P<words>[^等、,;()]{0,10}?(?:部门|单位|方面|机构|地区|地方|区县|企业|委办局|高校|院校|政府|处室|科室))?)$"
)
_office = cache(
    lambda: re.compile(rf"^.*{listed('owners', 'people', 'offices')}\s*(?=[\u4e00-\u9fff]{{2,3}}(?:[(（]|$))")
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SHORT_NAMES = range(2, 4)
_CROWDS = ("人员", "成员", "全体", "职工", "科室", "同志们", "待定")
"""What ends a word for several persons at once, or for none."""
_PIECES = re.compile(r"[、,;，；/\n]")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_WITHIN = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
"""Blanks within a name of two characters, as they are typeset: 孙 浩."""
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,8}(?=[(（]|$)|[A-Za-z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}")


class Name(Struct, frozen=True):
    """A unit, a word for many units, or a person. `note` is the role in brackets after it (牵头)."""

    text: str
    collective: bool = False
    note: str = ""
    person: bool = False


@cache
def _shape(name: str) -> re.Pattern[str]:
    tables = table("owners")
    level = listed("owners", "collective", "levels")
    lead, support = listed("owners", "roles", "lead"), listed("owners", "roles", "support")
    patterns = {
        "unit": rf".*(?:{listed('owners', 'units', 'endings')})(?:\([^()]*\))?",
        "collective": "|".join(f"(?:{one})" for one in tables["collective"]["patterns"])
        + f"|各.{{1,12}}(?:{listed('owners', 'units', 'endings')})",
        "office": rf".{{2,}}(?:{listed('owners', 'units', 'offices')})",
        "levels": rf"各级党委、(?:人民)?政府|各(?:{level})(?:[、和](?:{level})(?:\([^()]*\))?)+"
        "(?:人民政府|政府|党委|管委会|办事处)?",
        "nobody": "|".join((*tables["nobody"]["patterns"], rf"^{listed('owners', 'nobody', 'words')}\Z")),
        "before": rf"(?:.{{0,20}}(?<!自)由|(?:{listed('owners', 'before', 'words')}))",
        "note": rf"\((?P<note>(?:{lead}|{support})(?:单位|部门)?)\)$",
    }
    return re.compile(patterns[name])


def like_unit(plain: str) -> bool:
    """Tell whether a folded text has the form of a unit's name."""
    words = table("owners")
    if plain in words["units"]["short"]:
        return True
    named = _SHORTEST <= len(plain) <= LONGEST and _shape("unit").fullmatch(plain) is not None
    return named and plain not in words["collective"]["levels"]


def like_office(plain: str) -> bool:
    """Tell whether a folded text has a form that hardly anything but the name of an office has."""
    return plain in table("owners")["units"]["short"] or bool(_shape("office").fullmatch(plain))


def many(plain: str) -> bool:
    """Tell whether a folded text stands for many units at once."""
    plain = plain.translate(_ROUND)
    return len(plain) <= LONGEST and bool(_shape("collective").fullmatch(plain))


def names(text: str) -> Iterator[Name]:
    """Yield the names in a list, without the words around them."""
    for piece in _parts(re.sub(r" [+＋] ", "、", text)):
        before = ""
        for word in _rejoined(piece):
            if like_unit(folded(before)) and like_person(word):
                yield Name(word, person=True)
            else:
                yield from _of_piece(word)
            before = word


def people(text: str) -> Iterator[Name]:
    """Yield the persons in a list, and the units among them."""
    pieces = (_WITHIN.sub(r"\1\2", without_office(piece)) for piece in _PIECES.split(text))
    for word in (word for piece in pieces for word in _BLANKS.split(piece)):
        if _shape("nobody").search(folded(word)):
            continue
        if like_unit(folded(word)) or many(folded(word)):
            yield Name(word, many(folded(word)))
        elif (person := _PERSON.match(without_office(word))) and not person[0].endswith(_CROWDS):
            yield Name(person[0].strip(), person=True)


def person(text: str) -> Name | None:
    """Return the person that words name by office or as a person: 项目经理李某, 张某某副市长, 小王."""
    plain = folded(text).removesuffix("同志")
    office = listed("owners", "people", "offices")
    han = r"[\u4e00-\u9fff]"
    found = re.fullmatch(
        rf"(?:{han}{{0,8}}{office})?(?P<name>{han}某{{1,2}}|[小老](?![组师区学康微农年龄旧人家事板店城])"
        rf"{han})"
        rf"|{han}{{0,8}}{office}(?P<behind>{han}{{2,3}})|(?P<before>{han}{{2,3}}?)副?{office}",
        plain,
    )
    name = next((name for name in ("name", "behind", "before") if found and found[name]), None)
    return Name(text[slice(*found.span(name))], person=True) if found and name else None


def like_person(name: str) -> bool:
    """Tell whether a name is that of a person and not of a unit: two or three characters after a usual surname."""
    plain = folded(name)
    return len(plain) in _SHORT_NAMES and plain[0] in _SURNAMES and not like_unit(plain)


def without_office(text: str) -> str:
    """Return a name without the office before it: 市住建局局长 房大同."""
    return _office().sub("", text.strip().lstrip("@"))


def _parts(text: str) -> Iterator[str]:
    """Split a list at separators, but not in brackets or among the levels of 各省、自治区、直辖市."""
    kept = [found.span() for found in _shape("levels").finditer(folded(text))]
    depth = first = 0
    for place, char in enumerate(text):
        depth += (char in _OPENING) - (char in _ENDING)
        if char in _SEPARATORS and depth <= 0 and not any(a <= place < b for a, b in kept):
            yield text[first:place]
            first = place + 1
    yield text[first:]


def _rejoined(piece: str) -> Iterator[str]:
    """Split at spaces between two units; those within one come from a wrapped cell."""
    whole = ""
    for word in piece.split():
        if whole and (like_unit(folded(whole)) or many(folded(whole))):
            yield whole
            whole = ""
        whole += word
    yield whole


def _of_piece(piece: str) -> Iterator[Name]:
    if len(piece) > _FAR:
        return
    plain = folded(piece)
    if opening := _shape("before").match(plain):
        piece, plain = piece[opening.end() :], plain[opening.end() :]
    if more := _MORE.search(plain):
        yield from _of_piece(piece[: more.start()])
        if (words := more["words"]) and words not in table("owners")["others"]["words"]:
            yield Name(piece[more.start("words") :], collective=True)
    elif note := _shape("note").search(plain):
        yield from (Name(one.text, one.collective, note["note"]) for one in _of_piece(piece[: note.start()]))
    elif joint := _joint(plain):
        yield from _of_piece(piece[: joint.start()])
        yield from _of_piece(piece[joint.end() :])
    elif 1 < len(plain) <= LONGEST and not _shape("nobody").search(plain):
        yield Name(piece, many(plain))


def _joint(plain: str) -> re.Match[str] | None:
    """Return the last 和, 与 or 及 between two units."""
    if any(whole in plain for whole in table("owners")["units"]["whole"]) or len(plain) > 2 * LONGEST:
        return None
    joints = reversed([*_JOINT.finditer(plain)])
    return next((one for one in joints if _parts_units(plain[: one.start()], plain[one.end() :])), None)


def _parts_units(left: str, right: str) -> bool:
    sides = (left, _JOINT.split(right)[0] if not (like_unit(right) or many(right)) else right)
    return all(like_unit(side) or many(side) for side in sides) and sides[1] not in table("owners")["others"]["words"]
