"""Minutes of a meeting: what it decided is the plan; what it heard or stressed, and who attended, is none.

The words for what the meeting did (会议听取, 会议议定) hold for what follows them, up to the next ones or to the next
chapter. What stands below none of them is work where it names who does it.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from msgspec.structs import replace

from plantrack.characters.folding import folded, without
from plantrack.documents.language import ENGLISH
from plantrack.documents.numbering import SpanIndex
from plantrack.documents.outline.tree import TextPart, piece
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.headings import title_end
from plantrack.documents.scan.markers import HEADINGS, LEADS, Marker
from plantrack.documents.vocabulary import expression, table

Span = tuple[int, int]
_SENTENCE = re.compile(r"[^。;\n]+[。;]?")
_OPENS = re.compile(r"[^,。;:\n]{0,10}:|,")
"""What follows the words for a decision that the next words say."""
_ABOUT = re.compile(r"关于(?=[^\n]{2})")
_HELD = re.compile(r"(20[0-9]{2})年 ?[0-9]{1,2}月 ?[0-9]{1,2}日[^。\n]{0,60}?(?:会议|召开|主持)")
_HEAD = 2000
"""Number of characters at the beginning of minutes in which they say when the meeting was."""
_present = cache(lambda: re.compile(rf"{table('minutes')['present']}[^\n]*", re.MULTILINE))


class _Voice(Enum):
    """What the meeting did with what follows."""

    DECIDED = "decided"
    HEARD = "heard"
    ASKED = "asked"
    HEADED = "headed"


_SAID = (_Voice.DECIDED, _Voice.HEARD, _Voice.ASKED)


def year_held(doc: ScannedText) -> int | None:
    """Return the year in which a meeting was held."""
    found = _HELD.search(folded(doc.text[:_HEAD]))
    return int(found[1]) if found else None


def decided(doc: ScannedText) -> tuple[ScannedText, tuple[Span, ...]]:
    """Return minutes with everything blanked that the meeting did not decide, and where that stands."""
    spans = tuple(_undecided(doc))
    aside = SpanIndex((first, last, True) for first, last in spans)
    found = tuple(one for one in doc.amounts.found if not aside.at(one.first))
    return replace(
        doc,
        folded=without(doc.folded, spans),
        duties=tuple(one for one in doc.duties if not aside.at(one.offset or 0)),
        dates=tuple(one for one in doc.dates if not aside.at(one.first)),
        amounts=replace(doc.amounts, found=found),
    ), spans


def decisions(doc: ScannedText, whole: TextPart) -> TextPart | None:
    """Return minutes of which the rest is blanked as a plan: its parts and tables with work; None if there are none."""
    parts = tuple(_working(doc, whole)) if whole.parts else tuple(_sentences(doc))
    return replace(whole, parts=parts) if parts or doc.tables else None


def _working(doc: ScannedText, part: TextPart, depth: int = 0) -> Iterator[TextPart]:
    """Yield the parts of a part in which anything is left, without 关于 before their titles."""
    alone = depth > 0 or doc.language != ENGLISH
    for one in part.parts:
        below = tuple(_working(doc, one, depth + 1))
        own = [*doc.gaps(one.body, one.own_last)]
        said = _words(_present().sub("", folded(doc.text[one.body : one.own_last])))
        left = len(own) > 1 or any(_words(doc.folded[first:last]) for first, last in own)
        if below or left or (alone and not said and not one.parts and _words(doc.folded[one.offset : one.body])):
            about = _ABOUT.match(one.title)
            place = about.end() if about else 0
            yield replace(one, title=one.title[place:], offset=one.offset + place, parts=below)


def _words(text: str) -> bool:
    return re.search(r"\w", text) is not None


def _sentences(doc: ScannedText) -> Iterator[TextPart]:
    """Yield what is left of a text without parts, each sentence as one."""
    found = (one for one in _SENTENCE.finditer(doc.folded) if _words(one[0]))
    for number, one in enumerate(found, 1):
        first = one.start() + len(one[0]) - len(one[0].lstrip())
        yield piece(doc, number, Marker("", 0, first, first, alone=False), one.end(), headed=False)


# what was not decided


def _undecided(doc: ScannedText) -> Iterator[Span]:
    """Yield the spans outside of tables that are no work, in order."""
    tables = SpanIndex((one.first, one.last, True) for one in doc.tables)
    spans = _english(doc) if doc.language == ENGLISH else _chinese(doc)
    yield from (span for span in spans if not tables.at(span[0]))


def _english(doc: ScannedText) -> Iterator[Span]:
    """Yield the lines that neither say what was agreed nor are listed below such a line."""
    pattern = re.compile(table("minutes")["en"]["decided"], re.IGNORECASE)
    starts = {marker.first: marker.style for marker in doc.markers if marker.alone}
    chapter = next((style for style in starts.values() if style != HEADINGS[0]), "")
    work = False
    for line in re.finditer(r"[^\n]+", doc.folded):
        first = line.start() + len(line[0]) - len(line[0].lstrip())
        headed = starts.get(first) == chapter
        work = bool(pattern.match(line[0])) or (work and first in starts and not headed)
        if not work:
            yield line.span()


def _chinese(doc: ScannedText) -> Iterator[Span]:
    """Yield the sentences that the meeting heard, and those without owners of which nothing is said."""
    events = sorted([*_voices(doc), *_chapters(doc)], key=lambda event: event[0])
    ends = [*(first for first, _ in events[1:]), len(doc.folded)]
    announced, above = _Voice.ASKED, True
    below = voice = announced
    for (first, told), last in zip(events, ends, strict=True):
        above = above and told is not None
        announced = _Voice.DECIDED if above and told is _Voice.DECIDED else announced
        below = (
            _Voice.DECIDED if voice is _Voice.HEADED and told is _Voice.DECIDED else below if not told else announced
        )
        voice = told or below
        if voice in (_Voice.HEARD, _Voice.ASKED):
            yield from _said(doc, first, last, voice)
        elif (words := _pattern().match(doc.folded, first)) and (opens := _OPENS.match(doc.folded, words.end())):
            yield first, opens.end()


def _said(doc: ScannedText, first: int, last: int, voice: _Voice) -> Iterator[Span]:
    """Yield the sentences of a span that are no work: all that were heard, of others those without owners.

    Owners of one half of a sentence do the next half, too.
    """
    owned = False
    for one in _SENTENCE.finditer(doc.folded, first, last):
        owned = (owned and doc.folded[one.start() - 1] == ";") or bool(doc.duties_in(*one.span()))
        if voice is _Voice.HEARD or not owned or expression("minutes", "follow_up").search(one[0]):
            yield one.span()


def _voices(doc: ScannedText) -> Iterator[tuple[int, _Voice]]:
    """Yield where the meeting is said to do something; a line on who attended ends with itself."""
    yield 0, _Voice.ASKED
    for found in _pattern().finditer(doc.folded):
        told = _Voice.HEARD if found["present"] else _Voice.DECIDED if found["announced"] else None
        yield found.start(), told or next(voice for voice in _SAID if found[voice.value])


def _chapters(doc: ScannedText) -> Iterator[tuple[int, _Voice | None]]:
    """Yield where the headings of chapters begin, and the words below; a chapter of one sentence has no heading."""
    alone = [marker for marker in doc.markers if marker.alone and marker.style not in LEADS]
    for marker in alone:
        if marker.style == alone[0].style:
            end = title_end(doc.folded, marker.body)
            line = doc.folded.find("\n", marker.body)
            headed = end + 1 < (line if line >= 0 else len(doc.folded)) or doc.folded[end : end + 1] == "\n"
            yield marker.first, _Voice.HEADED
            yield (end if headed else marker.body), None


@cache
def _pattern() -> re.Pattern[str]:
    words = table("minutes")
    said = "|".join(f"(?P<{voice.value}>{'|'.join(words[voice.value])})" for voice in _SAID)
    announced = "|".join(words["announced"])
    return re.compile(
        rf"(?P<present>{words['present']})|{words['meeting']}(?:{said})|(?P<announced>{announced})", re.MULTILINE
    )
