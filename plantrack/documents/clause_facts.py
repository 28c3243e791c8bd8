"""What a clause is, who answers for it and by when: by its own words and those around it in its sentence.

- Its owners are those ahead of it in its sentence (由A牵头,完成...), else those behind it, else those that open its
  paragraph.
- A date in the clause is its deadline, or one before it, or one behind it that is no mere step.
- A numeric goal or a day makes a deliverable, unless a level is maintained. What comes back has a rhythm, and no day.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.annotations import Annotations
from plantrack.documents.clauses import LEADING
from plantrack.documents.clauses.actions import RejectReason
from plantrack.documents.deadlines import latest
from plantrack.documents.owners import merged
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, Rhythm, Skipped
from plantrack.documents.scan import ScannedText
from plantrack.documents.steps import checkpoints, ends_all, gives_deadline, named_after, repeats, rhythm, words_after

_FAR = 400
"""Search radius, in characters, for the sentence around a clause."""

_LONGEST = 2000
"""Maximum length of a paragraph, in characters, that owners open for all of it."""
_STOPS = "。;\n"
"""A date applies to what follows it, up to one of these."""
_STOP = re.compile("[。\n]")
_KEPT_UP = re.compile(r"保持|稳定在|维持|不低于上年|持续|每[年季月周天日]|常态化")
"""Words for a level that is maintained through the year, whatever numbers stand with it."""
_HELD = re.compile("(?:举行|举办|舉行|舉辦|开展|進行|进行|召开|开放|出刊|更新)$")
"""What ends words that say when something is held: 故事会每周六举行."""
_BROAD = re.compile("半年|季度|全年|年内|年度")


def dated(doc: ScannedText, clause: Clause, here: Annotations, following: int | None, given: Deadline | None) -> Clause:
    """Return a clause with its kind, deadline (or that of its owners or its row), steps and rhythm."""
    recurs = _rhythm(doc, clause, following)
    if recurs and not (recurs is Rhythm.YEAR and _counts(clause, here)):
        return replace(clause, kind=ClauseKind.ONGOING, recurs=recurs)
    behind = _times_behind(doc, clause, here, following)
    deadline = _deadline(doc, clause, here, behind) or given
    title = clause.title if deadline or not clause.quote.endswith(clause.title) else clause.quote
    steps, kind = checkpoints(doc, clause, behind), kind_of(doc, clause, here, deadline)
    if kind is ClauseKind.DELIVERABLE and deadline is None:
        deadline = _over_the_year(doc, clause, here)
    return replace(clause, title=title, kind=kind, deadline=deadline, milestones=steps)


def all_dated(doc: ScannedText, tasks: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return clauses with the deadline of the last one of their sentence, if that is of all: …,8月31日前全部完成."""
    found: list[Clause] = []
    for task in reversed(tasks):
        bare = task.kind is ClauseKind.DELIVERABLE and task.deadline is None and task.recurs is None
        found.append(replace(task, deadline=_of_all(doc, task, found[-1])) if bare and found else task)
    return tuple(reversed(found))


def _of_all(doc: ScannedText, task: Clause, after: Clause) -> Deadline | None:
    """Return the deadline behind the next clause, if that is of the same sentence and owners, and closes it."""
    time, end = after.deadline, after.offset + len(after.quote)
    if time is None or time.offset < end or (after.sentence, after.duty) != (task.sentence, task.duty):
        return None
    near = not _STOP.search(doc.folded, task.offset + len(task.quote), time.offset)
    return time if near and ends_all(words_after(doc, time)) else None


def _over_the_year(doc: ScannedText, clause: Clause, here: Annotations) -> Deadline | None:
    """Return the last day of the plan's year for what is to be reached over it: 全年培训500人次."""
    if here.year is None or not doc.folded.startswith("全年", clause.offset):
        return None
    return Deadline(date(here.year, 12, 31), doc.text[clause.offset : clause.offset + 2], clause.offset)


def _rhythm(doc: ScannedText, clause: Clause, following: int | None) -> Rhythm | None:
    """Return how often a clause comes back, by its own words or those up to the next one in its sentence."""
    _, last = _sentence(doc, clause.offset, clause.offset + len(clause.quote))
    return rhythm(doc.folded[clause.offset : last if following is None else min(last, following)])


def owners_ahead(doc: ScannedText, clause: Clause, here: Annotations) -> Duty | None:
    """Return the owners ahead of a clause in its sentence, with those who support them, or 由... behind it there."""
    end = clause.offset + len(clause.quote)
    said = here.owners(*_sentence(doc, clause.offset, end, "。\n"))
    ahead = [one for one in said if one.ahead]
    told = [one for one in ahead if (one.quote or "").startswith(("由", "并由"))]
    led = [one for one in ahead if one.place <= clause.offset][-1:] or told[:1]
    near = here.owners(*_sentence(doc, clause.offset, end))
    helping = [one for one in near if not one.ahead and only_helps(one)]
    return merged([*led, *helping]) if led else None


def only_helps(duty: Duty) -> bool:
    """Tell whether owners only support others."""
    return bool(duty.support) and not duty.lead and not duty.responsible


def owners_behind(doc: ScannedText, clause: Clause, here: Annotations) -> Duty:
    """Return the owners behind a clause, or those that open its paragraph."""
    behind = (one for one in here.next_duties(clause.offset) if not one.ahead)
    return next(behind, None) or _opening(doc, clause, here)


def _opening(doc: ScannedText, clause: Clause, here: Annotations) -> Duty:
    """Return the owners that open the paragraph of a clause, or stand above it with a colon: 市财政局负责:."""
    above = here.duty_before(clause.offset)
    line = doc.folded.rfind("\n", max(0, clause.offset - _LONGEST), clause.offset)
    before = doc.folded[max(line, above.place - _FAR, 0) : above.place]
    opens = above.place > line and "。" not in before.rstrip()[:-1]
    return above if above.ahead and (opens or doc.folded[above.end - 1] == ":") else Duty()


def kind_of(doc: ScannedText, clause: Clause, here: Annotations, deadline: Deadline | None) -> ClauseKind:
    """Return the kind of a clause: a numeric goal or a day makes a deliverable, unless a level is maintained."""
    end = clause.offset + len(clause.quote)
    counted = _counts(clause, here) or (deadline is not None and deadline.due is not None)
    kept_up = _KEPT_UP.search(doc.folded, clause.offset, end)
    return ClauseKind.DELIVERABLE if counted and not kept_up else clause.kind


def _counts(clause: Clause, here: Annotations) -> bool:
    return bool(here.between(clause.offset, clause.offset + len(clause.quote)).goals)


def without_times(doc: ScannedText, clauses: Sequence[Clause], here: Annotations) -> tuple[Clause, ...]:
    """Return the clauses without those that only give a date of the one before them."""
    kept: list[Clause] = []
    for clause in clauses:
        time = next(iter(here.times(clause.offset, clause.offset + len(clause.quote))), None)
        if not time or not LEADING.fullmatch(doc.folded, clause.offset, time.offset):
            kept.append(clause)
        elif not kept:
            kept += [clause] if words_after(doc, time) else []
        elif _says_again(doc, kept[-1], clause, words_after(doc, time)):
            kept += _own(clause, kept[-1], time, here)
        else:
            kept.append(clause)
    return tuple(kept)


def with_their_dates(
    doc: ScannedText, clauses: Sequence[Clause], skipped: Sequence[Skipped], here: Annotations
) -> tuple[tuple[Clause, ...], tuple[Skipped, ...]]:
    """Return clauses with words that name no action, but a rhythm, or a date behind them: 系统调试,8月完成测试."""
    ends = {one.offset + len(one.what): one for one in skipped if one.why == RejectReason.UNKNOWN.why}
    named: list[Clause] = []
    found: list[Skipped] = []
    for clause in clauses:
        before = ends.get(_edge(doc, clause.offset))
        time = next(iter(here.times(clause.offset, clause.offset + len(clause.quote))), None)
        if before and time and LEADING.fullmatch(doc.folded, clause.offset, time.offset):
            what = Clause(before.what, ClauseKind.DELIVERABLE, before.what, before.offset, clause.sentence)
            if repeats(words_after(doc, time), what):
                named.append(what)
                found.append(before)
        named.append(clause)
    running = [one for one in ends.values() if _HELD.search(one.what) and rhythm(folded(one.what))]
    named += (Clause(one.what, ClauseKind.ONGOING, one.what, one.offset, 1) for one in running)
    left = tuple(one for one in skipped if one not in found and one not in running)
    return tuple(sorted(named, key=lambda one: one.offset)), left


def _edge(doc: ScannedText, offset: int) -> int:
    """Return where the words before a comma end."""
    while offset and doc.folded[offset - 1] in " ,":
        offset -= 1
    return offset


def _says_again(doc: ScannedText, before: Clause, clause: Clause, words: str) -> bool:
    """Tell whether a clause only gives a date of the one before it; behind ; it seldom does."""
    parted = ";" in doc.folded[before.offset + len(before.quote) : clause.offset]
    return repeats(words, before) and (not parted or ends_all(words))


def _own(clause: Clause, before: Clause, time: Deadline, here: Annotations) -> Iterator[Clause]:
    """Yield what only repeats the action before it as one of its own, if that has an earlier date: 12月底前建成."""
    dates = [one.due for one in here.times(before.offset, before.offset + len(before.quote)) if one.due]
    if dates and time.due and time.due > dates[0]:
        yield replace(clause, title=named_after(clause.title, before))


def _deadline(doc: ScannedText, clause: Clause, here: Annotations, behind: Sequence[Deadline]) -> Deadline | None:
    """Return the deadline of a clause: inside it, or before or behind it in the same sentence."""
    end = clause.offset + len(clause.quote)
    first, last = _sentence(doc, clause.offset, end)
    times = [time for time in here.times(first, last) if time.offset not in here.labelled]
    inside = [time for time in times if clause.offset <= time.offset < end]
    before = [time for time in times if first < time.offset < clause.offset and _holds(doc, time, clause, here)]
    given = [time for time in behind if gives_deadline(words_after(doc, time), clause)]
    ahead = [*inside[-1:], *before[-1:]]
    if given and ahead and _BROAD.search(folded(ahead[0].text)) and _sooner(given[-1], ahead[0]):
        return given[-1]
    return next(iter([*ahead, *given[-1:]]), None)


def _sooner(one: Deadline, other: Deadline) -> bool:
    return one.due is not None and other.due is not None and one.due <= other.due


def _times_behind(doc: ScannedText, clause: Clause, here: Annotations, following: int | None) -> list[Deadline]:
    """Return the dates behind a clause in its sentence, up to the next clause and what stands directly before that."""
    end = clause.offset + len(clause.quote)
    _, last = _sentence(doc, clause.offset, end)
    last = _goes_on(doc, here, last)
    times = here.times(end, last if following is None else min(last, following))
    return [time for time in times if time.offset not in here.labelled and not _leads(doc, time, following)]


def _goes_on(doc: ScannedText, here: Annotations, last: int) -> int:
    """Return the end of a sentence that goes on behind ; with a date of its action: 加装电梯9部;3月开工."""
    time = next(iter(here.next_times(last)), None)
    if time is None or doc.folded[last : last + 1] != ";" or doc.folded[last + 1 : time.offset].strip():
        return last
    told = ends_all(words_after(doc, time))
    return _sentence(doc, time.offset, time.offset + len(time.text))[1] if told else last


def _sentence(doc: ScannedText, first: int, last: int, stops: str = _STOPS) -> tuple[int, int]:
    start, end = max(0, first - _FAR), last + _FAR
    before = max(doc.folded.rfind(stop, start, first) for stop in stops)
    behind = (place for stop in stops if (place := doc.folded.find(stop, last, end)) >= 0)
    return max(before, start), min(behind, default=min(end, len(doc.folded)))


def _leads(doc: ScannedText, time: Deadline, following: int | None) -> bool:
    return following is not None and not doc.folded[time.offset + len(time.text) : following].strip(" ,")


def _holds(doc: ScannedText, time: Deadline, clause: Clause, here: Annotations) -> bool:
    """Tell whether a deadline before a clause applies to it: adjacent, before 并, or set off by a comma for all."""
    end = time.offset + len(time.text)
    if _leads(doc, time, clause.offset):
        return True
    apart = doc.folded[end : end + 1] == "," or joined(doc, clause)
    return apart and (clause.kind is ClauseKind.DELIVERABLE or _counts(clause, here))


def joined(doc: ScannedText, clause: Clause) -> bool:
    """Tell whether a clause goes on with the action before it: 完成改造,并接入平台."""
    return doc.folded[max(0, clause.offset - 2) : clause.offset].endswith(("并", "并且"))


def time_with_owners(doc: ScannedText, end: int, duty: Duty, here: Annotations) -> Deadline | None:
    """Return the deadline that stands with the owners of a clause, or after a label below it."""
    first = duty.place if duty.offset is not None else end
    labelled = [time for time in here.next_times(first) if time.offset in here.labelled]
    return labelled_together(doc, labelled, here, first)


def labelled_together(
    doc: ScannedText, labelled: Sequence[Deadline], here: Annotations, owners: int | None = None
) -> Deadline | None:
    """Return the latest of the deadlines in one place: with the same owners, or after the same label.

    If `owners` is given, owners named after that offset have deadlines of their own.
    """
    if not labelled:
        return None
    first, last = labelled[0].offset, labelled[-1].offset + 1
    line = doc.folded.find("\n", first, last)
    following = here.duty_from((first if owners is None else owners) + 1).offset
    stop = min(line if line >= 0 else last, last if following is None else following)
    return latest(time for time in labelled if time.offset < stop)
