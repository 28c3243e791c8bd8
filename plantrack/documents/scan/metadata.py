"""What a document says of itself: its title, who issued it, and when it was published."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import dropwhile, pairwise

from msgspec import Struct

from plantrack.characters.folding import folded
from plantrack.dates.expressions import Precision, read
from plantrack.dates.mentions import find_dates
from plantrack.documents.english.period import TWO_YEARS
from plantrack.documents.language import is_english
from plantrack.documents.scan.markers import LEADS, Marker
from plantrack.documents.vocabulary import any_of, expression, table
from plantrack.errors import InputError

_HEAD = 30
"""Number of lines above the text to search, and maximum length of a signature in characters."""
_LONGEST_TITLE = 60
_DATED = re.compile(r"[12][0-9]{3}年|[一二][〇零○]")
"""A line that begins with a year is not the second half of a title."""
_NUMBERS = re.compile(r"[0-9〇零○一二三四五六七八九十年月日./ -]")
_NEXT_YEAR = (12, 15)
"""Month and day from which a plan is for the next year."""
_BESIDE = 4
"""Maximum number of other characters on a line with a date."""
_CLOSING_DAY = re.compile(r"(?<=[\s。委局厅部院府会司])(?:20|19)[0-9]{2}年[01]?[0-9]月[0-3]?[0-9]日$")
"""A date at the end of a text on one line."""
_BESIDE_DAY = re.compile(r"(?P<body>\S{3,30}?)[ ·|]+20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:印发)?(?: ·.*)?")
_CELLS = re.compile(r"(?<![^\t])[^\t:]{2,10}: ?\t[^\t]+")
_TITLES = 6
"""Number of lines among which the title is looked for."""
_SPEAKER = re.compile(r"(?P<body>[^\s。,;:、0-9]{2,12}人民政府)代?[省市区县州旗]长")
_AFTER = "关于|印发|二[〇零○]|工作|重点|[上下]半年|第[一二]学期"


class Metadata(Struct, frozen=True):
    """Title, issuer and day of publication, as far as the document states them."""

    title: str | None
    issuer: str | None
    published: date | None

    @property
    def year(self) -> int | None:
        """The year that a plan without one is for: that of publication, or the next where that is about to begin."""
        if self.published is None:
            return None
        return self.published.year + ((self.published.month, self.published.day) >= _NEXT_YEAR)


def metadata_of(text: str, plain: str, markers: Sequence[Marker]) -> Metadata:
    """Return the metadata in the lines above the first numbered one and in the last lines."""
    first = next((m.first for m in markers if m.alone and m.style not in LEADS and m.number), len(text))
    head = [*_lines(text, plain, 0, first)][:_HEAD]
    tail = [*_lines(text, plain, max(0, len(text) - 600), len(text))][-12:]
    title = _title(head)
    return Metadata(title, _issuer(head, tail, title), _published(head, tail))


def _issuer(head: list[tuple[str, str]], tail: list[tuple[str, str]], title: str | None) -> str | None:
    """Return the issuer, by a label, a signature, the title, or a line of its own; the title may give the full name."""
    below = dropwhile(lambda pair: not title or pair[0] not in title, head)
    named = next((line for line, plain in below if line != title and _is_body(plain)), None) or _from_title(title)
    told = _labelled(head, "issuer") or _labelled(tail, "issuer") or _signature(tail)
    if told and not (named and named.endswith(told)):
        return told
    return (
        named
        or _beside_day([*head, *reversed(tail)])
        or _spoken_for(head)
        or _labelled(head, "source")
        or _labelled(tail, "source")
    )


def _beside_day(lines: Sequence[tuple[str, str]]) -> str | None:
    """Return the body that stands on one line with a day and nothing else: 某区发展和改革局 2026年1月16日."""
    found = ((line, _BESIDE_DAY.fullmatch(plain)) for line, plain in lines)
    return next((line[: one.end("body")] for line, one in found if one and _is_body(one["body"])), None)


def _spoken_for(head: list[tuple[str, str]]) -> str | None:
    """Return the government whose head gives a report: 某市人民政府市长 张某某."""
    found = ((line, _SPEAKER.match(plain)) for line, plain in head)
    return next((line[: one.end("body")] for line, one in found if one), None)


def _is_body(plain: str) -> bool:
    """Tell whether a line is only the name of an issuing body."""
    found = _body().match(f"{plain}关于")
    return found is not None and found["body"] == plain


def _lines(text: str, plain: str, first: int, last: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a span outside of tables, each raw and folded, and labels with their values in cells."""
    for found in re.finditer(r"[^\n]+", text[first:last]):
        line = text[first + found.start() : first + found.end()].strip()
        told = plain[first + found.start() : first + found.end()]
        for pair in _CELLS.finditer(told) if "\t" in line else ():
            yield found[0][pair.start() : pair.end()].replace("\t", ""), pair[0].replace("\t", "")
        if line and "\t" not in line:
            yield line, plain[first + found.start() : first + found.end()].strip()


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\s\t【\[|])(?:{'|'.join(table('about')[name])})\s?[】\]]?\s?[:\t]\s?(?P<value>[^\s\t|]+)"
    )


def _labelled(lines: list[tuple[str, str]], name: str) -> str | None:
    for line, plain in lines:
        found = _label(name).search(plain)
        if found and not (name == "source" and expression("about", "press").search(found["value"])):
            return line[found.start("value") : found.end("value")].strip("】]|") or None
    return None


# the title


def _title(head: list[tuple[str, str]]) -> str | None:
    """Return the first line that can be a title, with the next if it continues; a whole one goes before others."""
    given = _labelled(head, "title")
    if given:
        return given
    kept = [(line, plain) for line, plain in _first_words(head) if not _tells(plain)]
    able = [*_titles(kept)][:_TITLES]
    first = next(iter(able), None)
    if first is None or kind_of(first) or _whole(first):
        return first
    return next(filter(_whole, able), first)


def _titles(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines that can be titles, each with the next if it continues."""
    taken = ""
    for (line, plain), (more, _) in pairwise([*lines, ("", "")]):
        if len(line) > _LONGEST_TITLE or line == taken or expression("about", "not_title").search(plain):
            continue
        joins = _runs_on(line, more) and len(line + more) <= _LONGEST_TITLE
        taken = more if joins else ""
        yield line + taken


def _runs_on(line: str, more: str) -> bool:
    """Tell whether the next line continues a title: a bracket is open, or only then the title is complete."""
    if line.count("（") > line.count("）"):
        return True
    if _whole(line) or not _whole(more):
        return False
    body = re.sub(r"\s", "", folded(line))
    dated = _dated_body().match(body + folded(more))
    return not _DATED.match(more) or _is_body(folded(line)) or (dated is not None and dated.end() == len(body))


def _first_words(head: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lines, with the title at the start of a long first line split off."""
    if not head or (len(head[0][0]) <= _LONGEST_TITLE and not head[0][1].endswith("。")):
        return head
    line, plain = head[0]
    first = re.split("[ 。]", plain, maxsplit=1)[0]
    return [(line[: len(first)], first), *head] if len(first) <= _LONGEST_TITLE and _whole(first) else head


def _tells(plain: str) -> bool:
    """Tell whether a line is labelled metadata."""
    return any(_label(name).search(plain) for name in ("issuer", "source", "published", "other"))


def _whole(title: str) -> bool:
    """Tell whether a title is complete: it ends with the word for a kind of document."""
    kinds = table("headings")["kinds"]
    words = [*kinds["plan"], *kinds["summary"], *kinds["minutes"], *kinds["other"], "通知", "函"]
    return re.search(rf"(?:{'|'.join(words)})(?:\([^()]*\))?$", folded(title)) is not None


def kind_of(title: str) -> str | None:
    """Return the kind of document that a title names: plan, summary, minutes or other; its last such word decides.

    A notice that asks others for theirs is `other`.
    """
    title = folded(title)
    if _asking().search(title):
        return "other"
    name = "en/headings" if is_english(title) else "headings"
    title = title.lower() if is_english(title) else title
    best = (0, None)
    for kind, words in table(name)["kinds"].items():
        place = max(title.rfind(word) + len(word) if word in title else 0 for word in words)
        if place > best[0]:
            best = (place, kind)
    return best[1]


@cache
def _asking() -> re.Pattern[str]:
    asking = table("headings")["asking"]
    return re.compile(rf"(?:{'|'.join(asking['verbs'])}).*(?:{'|'.join(asking['titles'])})$")


# who and when


@cache
def _body() -> re.Pattern[str]:
    bodies = any_of(table("about")["bodies"])
    others = ")(?<!".join(table("about")["no_bodies"])
    return re.compile(rf"^(?P<body>[^\s。,;:、0-9]{{1,24}}?(?:{bodies}))(?<!{others})(?={_AFTER})")


@cache
def _dated_body() -> re.Pattern[str]:
    bodies = any_of([*table("about")["bodies"], *table("about")["offices"]])
    return re.compile(
        rf"(?P<body>[^\s。,;:、0-9]{{2,24}}(?:{bodies}))(?=20[0-9]{{2}}年|二[〇零○][〇零○一二三四五六七八九]{{2}}年"
        r"|1[0-3][0-9]年度|(?<!一)一[〇零○一二三][〇零○一二三四五六七八九]年度)"
    )


def _from_title(title: str | None) -> str | None:
    whole = re.sub(r"\s", "", title or "")
    if dated := _dated_body().match(folded(whole)):
        return whole[: dated.end()]
    words = re.sub(
        r"^关于(?:印发)?|(?:[2２][0０][0-9０-９]{2}[—–~至-]{1,2})?[2２][0０][0-9０-９]{2}(?:年度?|学年)",
        "",
        title or "",
    )
    found = _body().search(folded(words))
    return words[slice(*found.span("body"))] if found else None


def _signature(tail: list[tuple[str, str]]) -> str | None:
    """Return the line above a closing date."""
    ends = tuple(table("about")["bodies"])
    for (line, plain), (_, day) in pairwise(tail):
        dated = len(_NUMBERS.sub("", day)) <= _BESIDE and any(first == 0 for first, _ in _days(day))
        if dated and len(plain) <= _HEAD and plain.endswith(ends):
            return re.sub(r"\s", "", line)
    return None


def _published(head: list[tuple[str, str]], tail: list[tuple[str, str]]) -> date | None:
    """Return the labelled date, or that of the signature, or the first one above the text."""
    for lines in (head, tail):
        for _, plain in lines:
            found = _label("published").search(plain)
            if found and (day := _day(plain[found.start("value") : found.start("value") + 16])):
                return day
    for beside in (0, _BESIDE):
        for _, plain in reversed(tail):
            if len(_NUMBERS.sub("", plain)) <= beside and (day := _day(plain)):
                return day
    if tail and (closing := _CLOSING_DAY.search(tail[-1][1])) and (day := _day(closing[0])):
        return day
    return next((day for _, plain in head if len(plain) < 2 * _LONGEST_TITLE and (day := _day(plain))), None)


def _day(plain: str) -> date | None:
    """Return the first day with a year that a folded text names."""
    return next((day for _, day in _days(plain)), None)


def _days(plain: str) -> Iterator[tuple[int, date]]:
    """Yield the days that a folded text names with their year, and where each stands."""
    for one in find_dates(plain):
        with suppress(InputError):
            found = read(plain[one.first : one.last], *TWO_YEARS)
            if found.precision is Precision.DAY:
                yield one.first, found.first
