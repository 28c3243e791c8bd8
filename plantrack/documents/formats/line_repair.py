"""Line repair: joining wrapped lines into paragraphs, by their width and indent."""

import re

from msgspec import Struct
from msgspec.structs import replace

from plantrack.documents.formats.heading_lines import level_of, signed
from plantrack.documents.formats.list_markers import MARKER, STEP, depths
from plantrack.documents.formats.spacing import HAN, without_layout_spaces
from plantrack.documents.language import is_english
from plantrack.tables.heads import is_head

NARROWEST, WIDEST = 16.0, 80.0
"""Programs wrap lines within these widths; shorter lines are lists, longer ones whole paragraphs."""
_NEAR, _FAR = 2.5, 4.0
_INDENT, _DEEPEST = 1.0, 4.0
_CODE = 2.0
"""From this indent on, `#` is no sign of a heading."""
_SAME = 2.0
ENDS = tuple("。；：！？.;:!?…")
_GOES_ON = tuple("，、（“《")
_BRACKET = re.compile(r"[（(〔][^（）()〔〕\t]*$")
_CLOSED = re.compile(r"[^（）()〔〕\t]*[）)〕]")
OPEN = re.compile(r"[（(][^（）()]*$|[0-9][.．]$")
STRONG = re.compile(
    r"第?[一二三四五六七八九十百]{1,5}[、章节篇]|[(（][一二三四五六七八九十]{1,3}[)）]"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,2}} ?(?=[{HAN}])(?![万亿个项倍元米公吨亩家人])"
)
_LABEL = re.compile(f"[{HAN}]{{2,6}}：")
_LOOSE = 0.15
"""Share by which a line may be shorter and still be wrapped: its characters may be narrow."""
_RULED = re.compile(r"[━─═=_—–-]{4,}")
"""A line that is drawn."""
_CLOSING = "”’）)》】"
_LONGEST_BRACKET = 200
_OWNED = re.compile(r"[。；！？][（(][^（）()]*[)）]$")
"""A sentence followed by a bracket, such as one with owners."""
TOKEN = re.compile(r"[“‘（《〔(]*+(?:[0-9A-Za-z.,%/+\-]++|.?)[，。、；：！？”’）》〕)%]*")
_HEAD = re.compile(r"(?P<label>[^\s:：,，。;；、|]{2,12})[:：]")
FEW = 3
_BY_HAN = re.compile(f"(?<=[{HAN}，。、]) | (?=[{HAN}])")
"""Spaces that copying from a PDF puts beside numbers, and that take hardly any room."""


class PageLine(Struct, frozen=True):
    """One line of a page. Widths are in characters: a Chinese one is 1 wide, a Latin one a half.

    `end` is how far to the right it reaches; `apart` says that an empty line stood before it. `faces` are the letters
    of its first and of its last Chinese words, where a page shows them. `depth` is below how many bullets it is one.
    """

    text: str
    indent: float
    end: float
    apart: bool = False
    faces: tuple[str, str] = ("", "")
    depth: int = 0

    @property
    def nested(self) -> str:
        """Its text, with the indent of its bullet."""
        return STEP * self.depth + self.text if self.depth else self.text


def with_depths(lines: list[PageLine]) -> list[PageLine]:
    """Return lines with the depths of their bullets."""
    found = depths((one.text, round(one.indent, 1)) for one in lines)
    return [replace(one, depth=depth) if depth else one for one, depth in zip(lines, found, strict=True)]


def width(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def line_of(raw: str, *, apart: bool = False) -> PageLine:
    """Return a line of plain text, whose leading spaces are its indent."""
    text = raw.strip()
    if "\t" in text:  # a row, whose first cell may be empty
        text = raw.rstrip().lstrip(" \u3000")
    raw = raw.expandtabs(4).rstrip()
    indent = width(raw) - width(raw.lstrip())
    text = signed(text) if indent < _CODE else text
    return PageLine(text, indent, indent + width(_BY_HAN.sub("", text)), apart)


def wrapped(lines: list[PageLine]) -> bool:
    """Tell whether lines were wrapped: many reach equally far, and most of those end in mid-sentence.

    If only lines with markers do so, they are headings of the same length.
    """
    lines = [one for one in lines if "\t" not in one.text]
    reach = _reach(lines)
    if not NARROWEST <= reach <= WIDEST:
        return False
    full = [n for n, one in enumerate(lines[:-1]) if one.end >= reach - _NEAR]
    broken = [n for n in full if not has_ended(lines[n].text) and not _begins(lines[n + 1])]
    longer = sum(one.end > reach + _FAR for one in lines)
    running = any(n and not MARKER.match(lines[n].text) for n in broken)
    return running and len(broken) >= FEW and len(broken) > len(full) * 0.6 and longer <= len(lines) * 0.05


def join_lines(lines: list[PageLine], *, exact: bool = False) -> list[str]:
    """Return the paragraphs of wrapped lines.

    `exact` means that widths were measured on a page rather than estimated.
    """
    reach = _reach([one for one in lines if "\t" not in one.text])
    loose = _NEAR if exact else _LOOSE * reach
    indents = sum(_INDENT <= one.indent <= _DEEPEST for one in lines) > 0.03 * len(lines)
    paragraphs: list[list[PageLine]] = []
    for one in lines:
        row = "\t" in one.text or (bool(paragraphs) and "\t" in paragraphs[-1][-1].text)
        if paragraphs and not row and not _begins_paragraph(paragraphs[-1], one, reach, indents, loose):
            paragraphs[-1].append(one)
        else:
            paragraphs.append([one])
    return [whole_of([of[0].nested, *(one.text for one in of[1:])]) for of in paragraphs]


def with_brackets(lines: list[PageLine]) -> list[PageLine]:
    """Return lines, those joined that part a bracket: such a break is of the width, even where no other is."""
    found: list[PageLine] = []
    for one in lines:
        opened = _BRACKET.search(found[-1].text) if found else None
        closed = _CLOSED.match(one.text) if opened and not (one.apart or _begins(one)) else None
        if opened and closed and len(opened[0]) + closed.end() <= _LONGEST_BRACKET:
            found[-1] = replace(found[-1], text=whole_of([found[-1].text, one.text]), end=one.end)
        else:
            found.append(one)
    return found


def _reach(lines: list[PageLine]) -> float:
    """Return the width of full lines: the largest that a tenth of the lines, at least three, come within two of.

    Where a third of the lines is longer, as on a short page, it is that of the longest.
    """
    ends = sorted((one.end for one in lines), reverse=True)
    others = ends[max(FEW - 1, len(ends) // 10) :]
    alike = next((a for a, b in zip(ends, others, strict=False) if a - b <= _SAME), ends[0] if ends else 0.0)
    return ends[0] if 3 * sum(end > alike + _FAR for end in ends) >= len(ends) > 0 else alike


def _begins_paragraph(paragraph: list[PageLine], one: PageLine, reach: float, indents: bool, loose: float) -> bool:  # noqa: FBT001
    before = paragraph[-1]
    if _RULED.fullmatch(before.text) or _RULED.fullmatch(one.text):
        return True
    if is_english(before.text) and is_english(one.text):
        return _parts_english(before, one, reach - (1 if has_ended(before.text) else loose))
    return _parts(paragraph, one, reach, indents, loose)


def _parts(paragraph: list[PageLine], one: PageLine, reach: float, indents: bool, loose: float) -> bool:  # noqa: FBT001
    """Tell whether a line begins a paragraph: the one before had room, or this one is indented or marked."""
    before = paragraph[-1]
    if _hangs(paragraph, one, reach):
        return False
    shifted = one.indent >= _INDENT and (indents or abs(one.indent - before.indent) > _INDENT / 2)
    if shifted or _other_face(paragraph, one) or level_of(before.text) or level_of(one.text):
        return True
    if before.text.endswith(_GOES_ON) or OPEN.search(before.text) or aside(one.text):
        return False
    heading = len(paragraph) == 1 and bool(MARKER.match(before.text)) and not indents
    ended = has_ended(before.text)
    marked = bool(STRONG.match(one.text))
    room = 0 if marked or labelled(one.text) else 1 if ended or one.apart else _NEAR if heading else loose
    if before.end + _needed(one.text) + room < reach:
        return True
    if one.apart or MARKER.match(one.text):
        return ended or (not indents and marked)
    return False


def _parts_english(before: PageLine, one: PageLine, full: float) -> bool:
    """Tell whether an English line begins a paragraph: below an empty line, with a marker, or below one with room.

    A page may break within a sentence, which then goes on in small letters.
    """
    room = before.end + _needed(one.text) < full
    if not room and not has_ended(before.text) and one.text[0].islower():
        return False
    return one.apart or room or bool(MARKER.match(one.text) and (has_ended(before.text) or one.indent < before.indent))


def _hangs(paragraph: list[PageLine], one: PageLine, reach: float) -> bool:
    """Tell whether a line continues a hanging indent after a full line."""
    first, before = paragraph[0], paragraph[-1]
    under = one.indent >= first.indent + _INDENT and (before is first or one.indent < before.indent + _INDENT)
    if not under or not MARKER.match(first.text) or MARKER.match(one.text) or has_ended(before.text):
        return False
    return before.end + _needed(one.text) + 1 >= reach


def _other_face(paragraph: list[PageLine], one: PageLine) -> bool:
    """Tell whether a numbered heading in a font of its own ends before a line."""
    before = paragraph[-1]
    if (
        len(paragraph) > 1
        or "" in (*before.faces, *one.faces)
        or before.faces[1] == one.faces[0]
        or has_ended(before.text)
    ):
        return False
    return bool(STRONG.match(before.text)) and before.faces[0] == before.faces[1]


def aside(text: str) -> bool:
    """Tell whether a line begins with a bracket that is not a marker and so continues the sentence."""
    return text.startswith(("（", "(")) and not MARKER.match(text)


def _begins(one: PageLine) -> bool:
    drawn = _RULED.fullmatch(one.text)
    return one.apart or bool(drawn or MARKER.match(one.text) or _LABEL.match(one.text)) or labelled(one.text)


def labelled(text: str) -> bool:
    """Tell whether a line begins with a label that is a head of tables."""
    found = _HEAD.match(text)
    return found is not None and is_head(found["label"])


def has_ended(text: str) -> bool:
    """Tell whether a line ends a sentence, or a bracket with owners behind one, or is drawn."""
    return (
        _RULED.fullmatch(text) is not None
        or text.rstrip(_CLOSING).endswith(ENDS)
        or bool(_OWNED.search(text[-_LONGEST_BRACKET:]))
    )


def _needed(text: str) -> float:
    """Return the room that the first token of a line would have needed on the line before."""
    found = TOKEN.match(text)
    return width(found[0]) if found else 0.0


def whole_of(texts: list[str]) -> str:
    """Return the texts joined; spaces within laid-out text come from the layout."""
    if len(texts) == 1:
        return texts[0]
    whole = texts[0]
    for text in texts[1:]:
        apart = is_english(whole) and is_english(text) and not re.search(r"\w-$", whole)
        whole += (" " if apart or _latin(whole[-1:], text[:1]) else "") + text
    return without_layout_spaces(whole)


def _latin(last: str, first: str) -> bool:
    """Tell whether a space is needed: between Latin words, but not beside numbers or Chinese."""
    return (last + first).isascii() and (last.isalpha() or last in ",;:!?") and first.isalpha()
