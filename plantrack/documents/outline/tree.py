"""The tree of a text: its numbered parts, each with a title, a body and the parts below it.

The text is split where its highest list has its markers, each piece again by what it holds, and so on. Of the lists of
a span, those that lie between two markers of another are below it. Of the others, the one with roles in its headings,
then the one that reaches over most of the span parts it: numbers, headings of the format, lines that name a role.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded, without
from plantrack.documents.deadlines import without_labels
from plantrack.documents.formats.list_markers import STEP
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import LONGEST, PartRole, is_bare, role_of, title_end, year_in
from plantrack.documents.scan.markers import HEADINGS, LEADS, Marker, MarkerRun, ranks
from plantrack.documents.vocabulary import expression

_LEAST = 2
"""Minimum number of parts of a list, unless its style is that of chapters."""
_LONE = (
    "一、", "(一)", "第一部分", "第一节", "【一】", "Part 1", "Priority 1", "Goal 1", "Objective 1", "O1", "period",
)  # fmt: skip
"""Styles of which a single marker that begins a line parts a text."""
_LINED = (*HEADINGS, "【】")
"""Styles whose heading is the whole line."""
_DEEPEST = 9
_SEVERAL = 4
"""From this many parts of one paragraph each, the last part is one paragraph, too."""
_MOSTLY = 0.6
"""Share of parts with a heading from which all parts of a list are read as headed."""
_LINES = 5
"""From this many lines on, a text has the markers of its chapters at the start of lines."""
_TOLD = (PartRole.SUMMARY, PartRole.PLAN)
_ENDING = (PartRole.ANNEXES, PartRole.GUARANTEES, PartRole.CONDUCT)
_STOPS = tuple("。;!?:)")
_LEAD = re.compile(r"(?:[^。,;:!?、0-9\n\t(《]{3,24}|[^\W0-9]{3,6},[^\W0-9]{3,6})。(?=[^\n]{6})")
"""A short sentence at the start of a paragraph, which heads what follows in it; or two halves: 抓项目,增后劲。"""
_SAID = re.compile(r"[^。,;:、0-9\n(“《]{3,10}(?=,)")
"""The first words of a thought, which head it: 一是抓标准,制定标准2项。"""
_MANY = 3
"""From this many paragraphs on that begin so, they part a text without any other parts."""


class TextPart(Struct, frozen=True):
    """A part of a text: its title and the title's offset; [body, last) is the text below it, with that of its parts.

    `first` is where its marker stands, `number` the value of that (its place in the list without one), `label` the
    number as written. The whole text has no title.
    """

    number: int
    title: str
    offset: int
    first: int
    body: int
    last: int
    label: str = ""
    style: str = ""
    role: PartRole | None = None
    year: int | None = None
    parts: tuple["TextPart", ...] = ()

    @property
    def own_last(self) -> int:
        """Where its own text ends and that of its first part begins."""
        return self.parts[0].first if self.parts else self.last


def tree(doc: ScannedText) -> TextPart:
    """Return a whole text with its parts."""
    return part_of(doc, TextPart(0, "", 0, 0, 0, len(doc.text)))


def part_of(doc: ScannedText, part: TextPart, depth: int = 0) -> TextPart:
    """Return a part with everything below it."""
    markers = _markers(doc, part, depth)
    pieces = _pieces(doc, markers, part) if markers else _unnumbered(doc, part, depth)
    pieces = [piece for piece in pieces if not _only_labels(doc, piece)]
    below = [part_of(doc, piece, depth + 1) for piece in pieces] if depth < _DEEPEST else []
    if depth == 0 and below and (before := _preface(doc, part, below[0].first)):
        below.insert(0, before)
    return replace(part, parts=tuple(below))


def _only_labels(doc: ScannedText, part: TextPart) -> bool:
    """Tell whether a part says only who and by when: - 负责人:张某某."""
    owners = ((one.offset or 0, len(one.quote or "")) for one in doc.duties_in(part.offset, part.last))
    spans = ((first - part.offset, first + length - part.offset) for first, length in owners)
    plain = doc.folded[part.offset : part.last]
    return re.search(r"\w", plain) is not None and not re.search(r"\w", without_labels(without(plain, spans)))


def _preface(doc: ScannedText, part: TextPart, last: int) -> TextPart | None:
    """Return the text above the first heading as a part without a title, if it has parts of its own."""
    before = part_of(doc, replace(part, last=last), 1)
    return before if sum(one.style not in HEADINGS for one in before.parts) >= _LEAST else None


# which markers part a span


def _markers(doc: ScannedText, part: TextPart, depth: int) -> list[Marker]:
    """Return the markers that part a span: those of its main list, and of lists of its rank or above behind it."""
    runs = [run for whole in doc.runs_over(part.body, part.last) if (run := whole.within(part.body, part.last))]
    inline = depth == 0 or part.role in _TOLD
    able = [run for run in runs if _parts_text(doc, run, part, depth, inline=inline)]
    tops = _tops(doc, able)
    if depth == 0:
        tops += [run for run in able if run.style in HEADINGS and run not in tops and _tell(doc, run)]
    if not tops:
        return []
    main = max(tops, key=lambda run: _weight(doc, run, part, depth))
    rank = ranks()[main.style]
    told = {doc.heading(marker).role for marker in main.markers}
    later = (run for run in tops if run.first > main.last and ranks()[run.style] <= rank)
    behind = (marker for run in later for marker in run.markers if _goes_on(doc, marker, told))
    return sorted([*main.markers, *behind], key=lambda marker: marker.first)


def _goes_on(doc: ScannedText, marker: Marker, told: Collection[PartRole | None]) -> bool:
    """Tell whether a marker behind a list stands beside it; a line with a role may head what is below the last part."""
    if marker.style != HEADINGS[0]:
        return True
    role = doc.heading(marker).role
    return role in _ENDING or (role in _TOLD and role not in told)


def _parts_text(doc: ScannedText, run: MarkerRun, part: TextPart, depth: int, *, inline: bool) -> bool:
    """Tell whether a list can part a span: it has several markers, or one of a chapter; thoughts begin lines."""
    begins = sum(marker.alone for marker in run.markers)
    if run.style in LEADS and not inline and 2 * begins < len(run.markers):
        return False
    scattered = 2 * begins < len(run.markers) and not run.markers[0].alone
    if depth == 0 and scattered and doc.text.count("\n", part.body, part.last) >= _LINES:
        return False
    return len(run.markers) >= _LEAST or (begins > 0 and _may_be_alone(doc, run.markers[0], part))


def _may_be_alone(doc: ScannedText, marker: Marker, part: TextPart) -> bool:
    """Tell whether a single marker parts a span: one of a chapter, one that others are like, one below 1.1."""
    if marker.style in (*_LONE, *HEADINGS) or doc.styles[marker.style] >= _LEAST:
        return True
    return bool(part.label) and doc.folded[marker.first : marker.body].startswith(f"{folded(part.label).rstrip('.')}.")


def _weight(doc: ScannedText, run: MarkerRun, part: TextPart, depth: int) -> tuple[int, bool, bool, bool, int]:
    """Return what makes a list the main one of a span: roles, no announced principles, numbers, and its reach."""
    tell = _tell(doc, run) if depth == 0 else 0
    return (
        tell, not _decoy(doc, run) and not _is_aside(doc, run), run.style != LEADS[-1], run.style not in LEADS,
        part.last - run.first,
    )  # fmt: skip


def _tops(doc: ScannedText, runs: Sequence[MarkerRun]) -> list[MarkerRun]:
    """Return the lists that are below no other.

    Below another is what lies between two of its markers, and what stands behind its last one and is of a lower style,
    or of one that others have between its markers. Few lists reach over one place: each style has one. A line that
    names another role than summary or plan (前言) heads no list behind it.
    """
    tops: list[MarkerRun] = []
    around: list[MarkerRun] = []
    between: set[str] = set()
    highest = len(ranks())
    for run in runs:
        ended = [one for one in around if one.last < run.first and one.style != "——" and not _is_aside(doc, one)]
        highest = min([highest, *(ranks()[one.style] for one in ended)])
        around = [one for one in around if one.last >= run.first]
        if any(one.style != "——" and _between(one, run) for one in around):
            between.add(run.style)
        elif ranks()[run.style] <= highest and run.style not in between:
            tops.append(run)
            around.append(run)
    return tops


def _is_aside(doc: ScannedText, run: MarkerRun) -> bool:
    return run.style == HEADINGS[0] and doc.heading(run.markers[-1]).role not in (*_TOLD, PartRole.NOTES)


def _between(outer: MarkerRun, inner: MarkerRun) -> bool:
    before, after = outer.around(inner.first)
    return before.first < inner.first and inner.last < after.first


def _tell(doc: ScannedText, run: MarkerRun) -> int:
    """Return how many of the roles summary and plan the headings of a list name: at their end, or for a year."""
    told = (doc.heading(marker) for marker in run.markers)
    return len(
        {
            one.role
            for one in told
            if one.role in _TOLD and ((one.role and is_bare(one.role, folded(one.title))) or year_in(folded(one.title)))
        }
    )


def _decoy(doc: ScannedText, run: MarkerRun) -> bool:
    """Tell whether the words before a list announce principles, requirements or terms instead of tasks."""
    before = doc.folded[max(0, run.first - 60) : run.first].rstrip()
    phrase = re.split(r"[。,;\n]", before.rstrip("。:\n "))[-1]
    return bool(expression("headings", "decoys").search(phrase))


# the pieces between markers


def _pieces(doc: ScannedText, markers: Sequence[Marker], part: TextPart) -> list[TextPart]:
    """Return the parts that markers begin; the last one ends with the span, or before the closing words."""
    ends = [marker.first for marker in markers[1:]] + [_closing(doc, markers[-1].body, part.last)]
    if len(ends) >= _SEVERAL and all(
        _paragraph(doc, m.body, end) >= end - 1 for m, end in zip(markers, ends[:-1], strict=False)
    ):
        ends[-1] = _paragraph(doc, markers[-1].body, ends[-1])
        while doc.folded.startswith(f"\n{STEP}", ends[-1]):  # bullets below it
            ends[-1] = _paragraph(doc, ends[-1] + 1, part.last)
    spans = [*zip(markers, ends, strict=True)]
    headed = sum(_headed(doc, marker, end) for marker, end in spans) >= _MOSTLY * len(spans)
    return [piece(doc, place, marker, end, headed=headed) for place, (marker, end) in enumerate(spans, 1)]


def _headed(doc: ScannedText, marker: Marker, last: int) -> bool:
    """Tell whether a part begins with a heading: a short first sentence."""
    if marker.style in _LINED or marker.first == marker.body:
        return True
    end = title_end(doc.folded, marker.body)
    return end - marker.body <= LONGEST and end < last


def piece(doc: ScannedText, place: int, marker: Marker, last: int, *, headed: bool) -> TextPart:
    """Return the part that a marker begins, up to `last`; `headed` says whether its first sentence heads the others."""
    lined, start = marker.style in _LINED, _behind_owners(doc, marker.body, last)
    end = _paragraph(doc, start, last) if lined else min(title_end(doc.folded, start), last)
    owners = next((duty.offset for duty in doc.duties_in(start, last) if not duty.ahead), None)
    if marker.style in LEADS and (said := _SAID.match(doc.folded, start, last)):
        end, headed = said.end(), True
    elif not headed:
        end = owners if owners is not None else _paragraph(doc, start, last)
    elif owners is not None:
        end = min(end, owners)
    title = doc.text[start:end].strip().rstrip("。;；:：，,、】 ")
    body = marker.body if not headed else min(end + (doc.folded[end : end + 1] in ("。", ":", ",")), last)
    plain = doc.folded[start:end].rstrip(": ")
    return TextPart(
        number=marker.number or place, title=title, offset=start, first=marker.first, body=body, last=last,
        label=doc.text[marker.first : marker.body].strip(), style=marker.style,
        role=role_of(plain) if len(title) <= LONGEST else None, year=year_in(plain),
    )  # fmt: skip


def _behind_owners(doc: ScannedText, first: int, last: int) -> int:
    """Return where a title begins: behind the owners that stand ahead of it."""
    duty = next(iter(doc.duties_in(first, last)), None)
    ahead = duty if duty and duty.ahead and duty.offset == first else None
    return first + len(ahead.quote or "") if ahead else first


def _paragraph(doc: ScannedText, first: int, last: int) -> int:
    end = doc.folded.find("\n", first, last)
    return end if end >= 0 else last


def _closing(doc: ScannedText, first: int, last: int) -> int:
    """Return the end of the last part: before closing words, a signature or annexes; an address may open a list."""
    found = (one.start() for one in expression("tense", "closing").finditer(doc.folded, first, last))
    return next((place for place in found if not _opens_list(doc, place, last)), last)


def _opens_list(doc: ScannedText, place: int, last: int) -> bool:
    """Tell whether those who listen are addressed (各位代表) and a list of several lines follows."""
    if not doc.folded.startswith(("各位", "同志们"), place):
        return False
    runs = (run.within(place, last) for run in doc.runs_over(place, last))
    return any(run and sum(marker.alone for marker in run.markers) >= _SEVERAL for run in runs)


# parts without markers


def _unnumbered(doc: ScannedText, part: TextPart, depth: int) -> list[TextPart]:
    """Return the parts below short lines that head sentences, or the paragraphs that begin with short sentences."""
    lines = [(part.body + m.start(), m[0]) for m in re.finditer(r"[^\n]+", doc.folded[part.body : part.last])]
    marked = ([*_heading_lines(lines)] if depth else []) or [*_leads(lines)]
    if depth == 0 and len(marked) < _MANY:
        return []
    return _pieces(doc, marked, part) if marked else []


def _heading_lines(lines: Sequence[tuple[int, str]]) -> Iterator[Marker]:
    """Yield the short lines that head sentences, if all other lines are sentences."""
    heads = [_heads(line, after) for (_, line), (_, after) in pairwise([*lines, (0, " ")])]
    if sum(heads) >= _LEAST and all(head or line[-1] in _STOPS for head, (_, line) in zip(heads, lines, strict=True)):
        firsts = (first for head, (first, _) in zip(heads, lines, strict=True) if head)
        yield from (Marker(HEADINGS[-1], 0, first, first, alone=True) for first in firsts)


def _heads(line: str, after: str) -> bool:
    return len(line) <= LONGEST and "\t" not in line and line[-1] not in _STOPS and after[-1:] == "。"


def _leads(lines: Sequence[tuple[int, str]]) -> Iterator[Marker]:
    """Yield the beginnings of paragraphs, if most of several begin with a short sentence that heads them."""
    led = [first for first, line in lines if _LEAD.match(line)]
    if len(led) >= _LEAST and 2 * len(led) > len(lines):
        yield from (Marker("", 0, first, first, alone=True) for first in led)
