"""Deadlines in a clause, a bracket or a cell: 9月底前, 2024年12月31日前, 三季度, 年内, 到2025年.

- A date with a bound (前, 底, 末, 内) is a deadline anywhere. A month, a quarter or a half-year without one is a
  deadline only at the start of a phrase, after 完成时限: or a word such as 力争, or when nothing else is there.
- A year alone is a deadline after 到 and 完成时限:. 全年 is one after 完成时限: and in a column of dates; before an
  action (全年培训5000人次) it is the time over which something is counted.
- A date without a year takes the year of the deadline before it in the sentence, or else the plan's year.
- A season (汛期前) is a deadline without a day. 自发文之日起30日内 is counted from the document's day.
- No deadline: until when a rule is in force (政策执行至), a date before the plan's year, one that recurs (每年6月底前),
  starts something (自1月1日起), describes (2023年印发的), or stands in 《》 or “”. 长期 and 立即 are no dates.

`plantrack.dates` finds dates and reads them; a date that it refuses is returned without a day. The words around dates
are in vocabulary/deadlines.toml.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from plantrack.characters.folding import folded, without
from plantrack.dates.expressions import read
from plantrack.dates.mentions import DateForm, DateMention
from plantrack.dates.periods import FIRST_YEAR, LAST_YEAR, Period
from plantrack.dates.spelling import one_spelling
from plantrack.documents.parsed_document import Deadline
from plantrack.documents.scan import ScannedText
from plantrack.documents.scan.months import in_full, month_at
from plantrack.documents.vocabulary import listed, table
from plantrack.errors import InputError

_PHRASE = re.compile(r"(?:^|[,。;、:(【\[\n\t )①-⑳]|[0-9]\.|[一二三四五六七八九十][是要])$")
"""The start of a phrase: after a comma or a marker."""
_OVER = re.compile(r"(?:全部|基本)?完成[ ]*(?=[,。;)】\]\n]|$)")
_DESCRIBES = re.compile(r"[^,。;\n、]{0,6}的")
_OWN_YEAR = re.compile(r"([0-9]{4})(?:[-./年]|-?[qh]|(?:[0-9]{4})?$)", re.IGNORECASE)
_ONE_HALF = re.compile("上(?:半年)?[、和及]$")
_BEFORE = 12
"""Search radius, in characters, for the words before a date."""
_AROUND = ("labels", "before", "never_behind", "never_before")
_around = cache(lambda: {name: tuple(table("deadlines")[name]["words"]) for name in _AROUND})
_labels = cache(lambda: re.compile(rf"{listed('deadlines', 'labels', 'words')}[】\]]? ?: ?(?P<value>[^。;)】\]\n]*)"))
_lasts = cache(
    lambda: re.compile(f"{listed('deadlines', 'validity', 'words')}(?:期限?|时间)?[为是至到:]*(?:延长|顺延)?[至到:]*$")
)
"""Words before the last day on which a rule is in force: 政策执行至."""
SINCE_ISSUE = (
    r"自?(?:本?(?:通知|方案|意见|文件|文|计划|办法|纪要|清单))?(?:印发|发文|发布|公布|下发|成文|发出)"
    r"(?:之日|日)?(?:起|后|之后|以后)"
)
"""The words before a length of time that is counted from the day of the document: 自发文之日起30日内."""
_ISSUED = re.compile(f"{SINCE_ISSUE}$")


def deadlines_among(dates: Iterable[DateMention], plain: str, first: int = 0) -> Iterator[DateMention]:
    """Yield the dates that are deadlines where they stand: in `plain`, folded text that begins at `first`."""
    for one in dates:
        if _is_deadline(plain, one.first - first, one.last - first, one.form):
            yield one


def find_deadlines(
    doc: ScannedText, first: int, last: int, year: int | None, since: int = FIRST_YEAR
) -> tuple[tuple[Deadline, ...], tuple[Deadline, ...]]:
    """Return the deadlines of a span in order, and those without a day, which a person must decide.

    `year` is the plan's. If it is None, only dates with a year of their own are read, from `since` on.
    """
    ahead = ((one.place - first, one.end - first) for one in doc.duties_in(first, last) if one.ahead)
    plain, inherited, sentence = without(doc.folded[first:last], ahead), year, 0
    found: list[tuple[Deadline, bool]] = []
    for one in deadlines_among(doc.dates_in(first, last), plain, first):
        if "。" in plain[sentence : one.first - first]:
            inherited = year
        literal = doc.text[one.first : one.last]
        sentence, inherited = one.last - first, _own_year(literal) or inherited
        found.append(_deadline(doc, one, first, inherited))
    since = year or since
    kept = tuple(one for one, able in found if able and (one.due is None or one.due.year >= since))
    return kept, tuple(one for one, able in found if not able)


def _deadline(doc: ScannedText, one: DateMention, first: int, year: int | None) -> tuple[Deadline, bool]:
    """Return a deadline, and whether its words can be read; those of a season name no day, and can."""
    literal = doc.text[one.first : one.last]
    if one.form is DateForm.COUNTED:
        since = _since_issue(doc, one, first)
        return since or Deadline(None, literal, one.first), since is not None
    due = _due(in_full(doc.folded[one.first : one.last], month_at(doc.months, one.first)), year)
    return Deadline(due, literal, one.first), due is not None or one.form is DateForm.SEASON


def _since_issue(doc: ScannedText, one: DateMention, first: int) -> Deadline | None:
    """Return the deadline that is counted from the day on which the document was issued, where that is known."""
    since = _ISSUED.search(doc.folded, max(first, one.first - 2 * _BEFORE), one.first)
    if since is None or doc.metadata.published is None:
        return None
    due = read(doc.folded[one.first : one.last], doc.metadata.published).last
    return Deadline(due, doc.text[since.start() : one.last], since.start())


def deadline_of_value(
    doc: ScannedText, first: int, last: int, year: int | None, since: int = FIRST_YEAR
) -> Deadline | None:
    """Return the latest deadline of the words after a label or in a column of dates.

    Words that name no day (汛期前, 长期坚持, 2月30日前) are one without a day; a value without words is None.
    """
    words = doc.text[first:last].strip()
    if not re.search(r"\w", words):
        return None
    whole = Deadline(_due_of_words(words, year), words, doc.text.index(words, first))
    return whole if whole.due else latest(find_deadlines(doc, first, last, year, since)[0]) or whole


def _due_of_words(words: str, year: int | None) -> date | None:
    """Return the day that words name; None if they name no day, or one that is told from today."""
    named = _own_year(words) or year
    due = _due(words, named)
    return due if due == _due(words, named, at_end=True) else None


def latest(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the latest of some deadlines; one without a day comes before all others."""
    return max(deadlines, key=lambda one: one.due or date.min, default=None)


def labelled_values(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values of deadline labels (完成时限:长期坚持) in a part of a folded text."""
    yield from (found.span("value") for found in _labels().finditer(plain, first, last))


def without_labels(plain: str) -> str:
    """Return a folded text without deadline labels and their values."""
    return _labels().sub("", plain)


def times_with_owners(plain: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of times that follow owners in a folded text: (教育局;全年), (水利局负责,汛期前完成)."""
    yield from (found.span("value") for found in _behind().finditer(plain, first, last))


@cache
def _behind() -> re.Pattern[str]:
    again, running = (listed("deadlines", name, "words") for name in ("again", "running"))
    return re.compile(
        rf"[,;、](?P<value>[^,;、:()\n]{{1,12}}前{again}?|{running}(?:{again}|坚持|推进|开展|进行)?)(?=[,;、)】])"
    )


def runs_on(deadline: Deadline) -> bool:
    """Tell whether a deadline without a day says that the work has no end: 长期坚持."""
    running = listed("deadlines", "running", "words")
    return deadline.due is None and re.search(running, folded(deadline.text)) is not None


def _is_deadline(plain: str, first: int, last: int, form: DateForm) -> bool:
    around, head = _around(), plain[max(0, first - _BEFORE) : first]
    if _lasts().search(head):
        return False
    if head.endswith(around["never_behind"]) or plain.startswith(around["never_before"], last):
        return False
    if plain.startswith("去年", first) or _halves(head, plain, last):
        return False
    if form is DateForm.COUNTED:
        return not head.endswith(tuple(table("deadlines")["counted"]["never_behind"]))
    alone = not head.strip() and not plain[last : last + 9].strip("。 \n")
    labelled = head.rstrip(": ").endswith(around["labels"])
    bounded = form in (DateForm.BOUNDED, DateForm.SEASON)
    return bounded or alone or labelled or _leads(plain, head, last, form)


def _halves(head: str, plain: str, last: int) -> bool:
    """Tell whether a half of the year stands beside the other, as times when something is done: 上、下半年各1场."""
    return bool(_ONE_HALF.search(head)) or plain.startswith(("、下半年", "和下半年", "及下半年"), last)


def _leads(plain: str, head: str, last: int, form: DateForm) -> bool:
    """Tell whether a date without a bound stands where it says by when: behind 到, or at the start of a phrase."""
    if form is DateForm.WHOLE_YEAR:  # 全年完成 alone, and not what is counted over the year
        return _PHRASE.search(head) is not None and bool(_OVER.match(plain, last))
    if form is DateForm.YEAR:
        return head.endswith(("到", "力争", "至"))
    starts = _PHRASE.search(head) is not None or head.endswith(_around()["before"])
    return starts and not _DESCRIBES.match(plain, last)


def _own_year(time: str) -> int | None:
    found = _OWN_YEAR.match(one_spelling(time) if time[0] in "一二" else time)
    return int(found[1]) if found else None


def _due(literal: str, year: int | None, *, at_end: bool = False) -> date | None:
    """Return the last day of a date, read on the first or the last day of a year; None where it cannot be read."""
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    within = Period(date(year, 1, 1), date(year, 12, 31))
    try:
        found = read(literal, within.last if at_end else within.first, within)
    except InputError:
        return None
    return None if found.rule else found.last
