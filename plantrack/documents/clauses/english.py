"""The actions of an English text, each with its owners, deadline, rhythm and milestones.

- A sentence is an action if it begins with a known verb, or with somebody who `will` do it.
- The first sentence of an entry of a list is one, whatever it begins with (`Windows support`), unless it only heads
  sentences that are.
- What follows an action belongs to it, up to the next: labels, brackets, sentences that explain it.

A title begins with the verb. Owners, and dates at its beginning and end, are no part of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import without
from plantrack.dates.mentions import DateForm, DateMention
from plantrack.documents.english.dates import DateReading, dates_in, day_named, deadline_of_value, deadlines, rhythm_in
from plantrack.documents.english.label_words import STEP, Labelled, LabelRole, labels
from plantrack.documents.english.sentences import sentences
from plantrack.documents.english.verbs import keeps_up, kind_by_verb, repeats, verb_at
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, DatedStep, Deadline, Duty, Rhythm
from plantrack.documents.scan import ScannedText
from plantrack.documents.vocabulary import any_of, expression, table
from plantrack.model.state import Status
from plantrack.tables.values import runs_on, status_of

_BOX = re.compile(r"[ \t]*(?:[-*•] )?\[(?P<mark>[ xX✓✔])\][ \t]*")
_BOX_LENGTH = 6
_LEADING = " \t\n.,;:—–-*•"
_EDGES = " .,;:—–-|*"
_COUNT = re.compile(r"(?<![\w./])(?:[£$€] ?)?[0-9][0-9,.]*(?![\w/]*[0-9])")
_THEN = re.compile(r",?\s(?:and\s(?:then\s)?(?P<will>will\s)?|then\s)")
_EACH = re.compile(r"\b(?:every|each|twice a|once a)\b", re.IGNORECASE)
_ADVERB = re.compile(r"(?:ly|yearly)(?=[.,;)]|$| (?:to|on|by|with|in|at|from|against|and|through)\b)")
_ASIDE = re.compile(r"[.!?] [(\[][^()\[\]\n]*[)\]](?=\s*$|\s*\n)")
"""A bracket of its own behind a sentence, at the end of a line."""
_SEVERAL = re.compile(r"ly (?:[\w-]+ )*?[\w-]+s\b")
_OFTEN = re.compile(r"\b(?:dai|week|month|quarter|term|year|fortnight)ly\b")
_NOT_WHEN = re.compile(r"(?:since|from|after|for)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:(?:will|shall|must|should|to) continue|continues?) to\b")
_FEWEST = 2
_TELLS = ("is", "are", "will", "has", "have", "of", "was", "were")
"""Words behind the first of a sentence by which it is no order: `Plans are in place`, `Support of the schools grew`."""
_HEADS = 12
"""Maximum number of words of a sentence that only heads others."""
_BESIDE = 12


class EnglishSentence(Struct, frozen=True):
    """An action in a sentence that begins at `start`: [first, last) from its verb on; `verb` is empty if unknown.

    `told` says that somebody is said to do it.
    """

    first: int
    last: int
    start: int
    verb: str = ""
    told: bool = False


def clauses_in(doc: ScannedText, first: int, last: int, calendar: DateReading, *, listed: bool) -> tuple[Clause, ...]:
    """Return the actions of a span in order; `listed` says that it is an entry of a list."""
    return tuple(_Reader(doc, first, last, calendar).clauses(listed=listed))


@cache
def _opening() -> re.Pattern[str]:
    """Return the pattern of words before a verb that say that it will be done: `In addition, we will`."""
    before = expression("en/verbs", "opening", "before").pattern
    who, modal = any_of(table("en/owners")["ourselves"]), expression("en/verbs", "opening", "modal").pattern
    aims = any_of(table("en/verbs")["direction"])
    return re.compile(
        rf"(?:(?:{before}),? ){{0,3}}(?:(?:the )?(?:{who}|there|plan) (?:{modal}) (?:(?:also|then|now) )?|we[’']ll "
        rf"|we (?:are )?(?={aims}))",
        re.IGNORECASE,
    )


class _Reader:
    def __init__(self, doc: ScannedText, first: int, last: int, calendar: DateReading) -> None:
        self._doc, self._first, self._last, self._calendar = doc, first, last, calendar
        self._labels = [*labels(doc.folded, first, last)]
        self._duties = doc.duties_in(first, last)
        told = [(one.first, one.value if one.role is LabelRole.ACTION else one.last) for one in self._labels]
        self._plain = self._blanked(told)
        self._bare = self._blanked([*told, *((duty.place, duty.end) for duty in self._duties)])

    def _blanked(self, spans: Iterable[tuple[int, int]]) -> str:
        """Return the text up to the end of this span, with some places and all that is before it blanked."""
        inside = sorted((max(a, self._first) - self._first, min(b, self._last) - self._first) for a, b in spans)
        return " " * self._first + without(self._doc.folded[self._first : self._last], inside)

    def clauses(self, *, listed: bool) -> Iterator[Clause]:
        spans = (half for span in sentences(self._plain, self._first, self._last) for half in self._halves(*span))
        found = [self._action(*span) for span in spans]
        kept = [
            n for n, one in enumerate(found)
            if (one.verb and (one.told or (listed and not n) or self._orders(one))) or (n and self._owned(one))
        ]  # fmt: skip
        if listed and found and 0 not in kept:
            heads = kept and len(self._bare[found[0].first : found[0].last].split()) <= _HEADS
            kept = kept if heads else [0, *kept]
        bounds = [self._first, *(found[n].start for n in kept[1:]), self._last]
        before = Duty()
        for n, (first, last) in zip(kept, pairwise(bounds), strict=False):
            if title := self._title(found[n]):
                one = self._clause(found[n], title, first, last, n + 1)
                again = self._behind(found[n]).endswith((" and", " then", " and will")) and one.duty == Duty()
                yield replace(one, duty=before) if again else one
                before = before if again else one.duty

    def _halves(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the two actions of a sentence that each have a date: build it by May and open it by June."""
        dates = [one for one in dates_in(self._plain[first:last]) if one.form is DateForm.BOUNDED]
        for found in _THEN.finditer(self._plain, first, last) if dates else ():
            dated = found["will"] or found.end() <= first + dates[-1].first
            apart = dated and first + dates[0].last <= found.start()
            if apart and verb_at(self._plain, found.end()):
                yield first, found.start()
                first = found.end()
        yield first, last

    # where an action begins

    def _action(self, first: int, last: int) -> EnglishSentence:
        """Return the action of a sentence, without the date and the words before its verb."""
        place, told = self._skip(first), False
        time = next(dates_in(self._bare[place:last]), None)
        if time and not time.first:
            behind = self._skip(place + time.last)
            led = self._bare[place + time.last : last].lstrip(" )")[:1] in (",", ":", "—", "-")
            place = behind if led or verb_at(self._bare, behind) else place
        if opened := _opening().match(self._bare, place, last):
            told, place = True, self._skip(opened.end())
        told = told or any(_does(duty, first, place) for duty in self._duties)
        unknown = re.compile("[a-z]+").match(self._bare, place, last) if told else None
        return EnglishSentence(place, last, first, verb_at(self._bare, place) or (unknown[0] if unknown else ""), told)

    def _skip(self, place: int) -> int:
        box = _BOX.match(self._bare, place)
        place = box.end() if box else place
        while place < self._last and self._bare[place] in _LEADING:
            place += 1
        return place

    def _orders(self, one: EnglishSentence) -> bool:
        """Tell whether a sentence orders something rather than tells about it."""
        words = self._bare[one.first : one.last].split()
        if len(words) <= _FEWEST or words[1] in _TELLS:
            return False
        return words[0][0].isupper() or self._behind(one).endswith((";", " and", " then", " and will"))

    def _owned(self, one: EnglishSentence) -> bool:
        """Tell whether a line of its own ends with owners in brackets."""
        begins = self._doc.folded[: one.start].rstrip(" ").endswith("\n")
        return begins and any(one.first < duty.place < one.last <= duty.end + 1 for duty in self._duties)

    def _behind(self, one: EnglishSentence) -> str:
        return self._doc.folded[max(0, one.start - _BESIDE) : one.start].rstrip().replace("\n", " ")

    # what it says

    def _title(self, one: EnglishSentence) -> str:
        """Return the words of an action without owners, and without dates at its end and in brackets."""
        plain, folded = self._bare[one.first : one.last], self._doc.folded[one.first : one.last]
        gone = [(n, n + 1) for n, (raw, left) in enumerate(zip(folded, plain, strict=True)) if raw != left]
        gone += [(time.first, time.last) for time in dates_in(plain) if _is_aside(plain, time)]
        words = re.sub(r"[(\[][\s,;]*[)\]]", " ", without(self._doc.text[one.first : one.last], sorted(gone)))
        words = re.sub(r"\s+(?=[,.;:])", "", " ".join(words.split())).strip(_EDGES)
        return words[:1].upper() + words[1:] if one.verb else words

    def _clause(self, one: EnglishSentence, title: str, first: int, last: int, number: int) -> Clause:
        """Return the clause of an action to which all that stands in [first, last) belongs."""
        told = [label for label in self._labels if first <= label.first < last]
        marks = (mark for label in told if label.role is LabelRole.MILESTONES for mark in self._marks(label))
        due, rhythm = self._due(one, told), self._rhythm(one, told)
        return Clause(
            title=title, kind=ClauseKind.ONGOING if rhythm else self._kind(one, told, due),
            quote=self._doc.text[one.first : one.last], offset=one.first, sentence=number,
            duty=merged(self._doc.duties_in(first, last)), deadline=None if rhythm else due, recurs=rhythm,
            milestones=tuple(marks), done=self._done(one, told),
        )  # fmt: skip

    def _values(self, told: Sequence[Labelled], role: LabelRole) -> list[str]:
        return [self._doc.folded[label.value : label.last] for label in told if label.role is role]

    def _due(self, one: EnglishSentence, told: Sequence[Labelled]) -> Deadline | None:
        """Return the deadline behind a label, or else the last one in the sentence; first those with a day."""
        text, calendar = self._doc.text, self._calendar
        values = [deadline_of_value(text, label, calendar) for label in told if label.role is LabelRole.DUE]
        bracket = _ASIDE.match(self._plain, one.last, self._last)
        inside = [*deadlines(self._plain, text, one.start, bracket.end() if bracket else one.last, calendar)]
        known = [time for time in (*values, *inside[-1:]) if time]
        return next((time for time in known if time.due), known[0] if known else None)

    def _marks(self, label: Labelled) -> Iterator[DatedStep]:
        value = self._doc.text[label.value : label.last]
        for piece in re.split(r"[;|\n]|, (?=[A-Za-z])", value):
            opens = STEP.match(f"\n{piece}") if value.startswith("\n") else None
            first = [(opens.start("time") - 1, opens.end("time") - 1)] if opens else []
            times = first or [(time.first, time.last) for time in dates_in(piece)]
            words = re.sub(r"[(\[]\s*[)\]]", "", without(piece, times))
            if words := " ".join(words.split()).strip(_EDGES):
                last = piece[slice(*times[-1])] if times else ""
                yield DatedStep(words, day_named(last, self._calendar) if last else None)

    def _rhythm(self, one: EnglishSentence, told: Sequence[Labelled]) -> Rhythm | None:
        """Return how often an action comes back: every quarter; reported quarterly; quarterly reports, if published."""
        if behind := next(filter(None, map(rhythm_in, self._values(told, LabelRole.DUE))), None):
            return behind
        words = " ".join(self._bare[one.first : one.last].split())
        named = (repeats(one.verb) and _SEVERAL.search(words)) or (keeps_up(one.verb) and _OFTEN.search(words))
        again = _EACH.search(words) or _ADVERB.search(words) or named
        return rhythm_in(words) if again else None

    def _kind(self, one: EnglishSentence, told: Sequence[Labelled], due: Deadline | None) -> ClauseKind:
        """Return the kind: a day or a number makes a deliverable, unless a level is kept up."""
        if any(map(runs_on, self._values(told, LabelRole.DUE))):
            return ClauseKind.ONGOING
        if not one.verb:
            goes_on = _GOES_ON.search(self._bare, one.first, one.last)
            return ClauseKind.ONGOING if goes_on else ClauseKind.DELIVERABLE
        plain = self._bare[one.first : one.last]
        numbers = without(plain, ((time.first, time.last) for time in dates_in(plain)))
        counted = (due is not None and due.due is not None) or bool(_COUNT.search(numbers))
        return ClauseKind.DELIVERABLE if counted and not keeps_up(one.verb) else kind_by_verb(one.verb)

    def _done(self, one: EnglishSentence, told: Sequence[Labelled]) -> bool:
        """Tell whether the document ticks an action off: in a box before it, or as its status."""
        box = _BOX.search(self._doc.folded, max(0, one.start - _BOX_LENGTH), one.first)
        return bool(box and box["mark"].strip()) or Status.DONE in map(status_of, self._values(told, LabelRole.STATUS))


def _does(duty: Duty, first: int, last: int) -> bool:
    """Tell whether owners are those who, before the verb of a sentence, will do what it says."""
    quote = duty.quote or ""
    return ":" not in quote and quote.endswith(" ") and first <= duty.place and duty.end <= last


def _is_aside(plain: str, time: DateMention) -> bool:
    """Tell whether a date is no part of a title: alone in brackets, or at the end."""
    words, before, after = plain[time.first : time.last], plain[: time.first].rstrip(), plain[time.last :].lstrip()
    enclosed = before[-1:] in ("(", "[") and after[:1] in (")", "]")
    return enclosed or (not after.strip(" .,;()[]") and not _NOT_WHEN.match(words))
