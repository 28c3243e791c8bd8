"""What a sentence says behind an action with a date: its deadline, a step of it; and how often it comes back.

- 编制规划,9月底前印发: the deadline of the action. 建成冷库,6月底前验收: a step, and the deadline too.
- 改造食堂,9月启动 and 新增15件,6月底前上线8件以上: a step only.
- 每季度召开例会 and 每月25日前报送 come back; 到每月2500元 does not.
"""

import re
from collections.abc import Iterable
from functools import partial

from plantrack.characters.folding import folded
from plantrack.documents.clauses.patterns import pattern
from plantrack.documents.parsed_document import Clause, DatedStep, Deadline, Rhythm
from plantrack.documents.rhythms import rhythm_at_start, rhythms
from plantrack.documents.scan import ScannedText
from plantrack.documents.vocabulary import expression, table, words_of

_LONGEST = 24
"""Maximum length of a step, in characters."""
_STOP = re.compile(r"[,。;\n()]")
_PART = re.compile(r"[^0-9]{1,6}[0-9][0-9.,]*(?P<unit>[^0-9]{1,4}?)(?:以上|以下|左右)?")
_GOES_ON = re.compile(r"[0-9一二两三四五]{1,3}[次期场轮回篇份]|[,。;()“\n]|$|向|对|由|将|在")
"""What may follow besides a verb."""
_ON_ITS_DAY = re.compile(r"每(?:周|星期)[1-6一二三四五六日天](?![天个次])|每月第?[0-9一二三四五]{1,2}[日号个周]")
"""A day of the week or month on which something is done, with no verb behind it: 每周一升旗仪式."""
_words = partial(words_of, "deadlines", "steps")


def words_after(doc: ScannedText, time: Deadline) -> str:
    """Return the folded words from a date to the end of its phrase."""
    first = time.offset + len(time.text)
    while doc.folded[first : first + 1] in (",", " "):
        first += 1
    far = min(len(doc.folded), first + _LONGEST)
    stop = _STOP.search(doc.folded, first, far)
    return doc.folded[first : stop.start() if stop else far].rstrip()


def repeats(words: str, before: Clause) -> bool:
    """Tell whether the words of a date only say more of the action before it."""
    words = _bare(words)
    known = expression("deadlines", "again", "patterns").fullmatch(words) or pattern("deliverable").fullmatch(words)
    return words in ("", *table("deadlines")["again"]["words"]) or known is not None or is_step(words, before)


def partly(words: str, before: Clause) -> bool:
    """Tell whether words tell a part of the amount that an action is to reach: 上线8件以上."""
    part = _PART.fullmatch(words)
    if part and part["unit"] == "%":
        return True
    return part is not None and re.search(f"[0-9]{re.escape(part['unit'])}", before.quote) is not None


def is_step(words: str, before: Clause) -> bool:
    """Tell whether the words of a date name a step of the action before it."""
    words = _bare(words)
    closes = words in _words("closes") or expression("deadlines", "steps", "patterns").fullmatch(words)
    return bool(closes) or words in _words("begins") or partly(words, before)


def ends_all(words: str) -> bool:
    """Tell whether the words of a date tell of everything in their sentence: 全部完成."""
    return _bare(words) in _words("whole")


def gives_deadline(words: str, before: Clause) -> bool:
    """Tell whether the date of a step is that of the action, too: not where it only begins, or for a part of it."""
    return _bare(words) not in _words("begins") and not partly(words, before)


def _bare(words: str) -> str:
    return re.sub("^(?:[^0-9,]{2,3}前)?(?:全部|全面|基本|正式|一次性|按(?:程序|规定|要求)|依法|依规)(?=..)", "", words)


def checkpoints(doc: ScannedText, clause: Clause, times: Iterable[Deadline]) -> tuple[DatedStep, ...]:
    """Return the steps of a clause among the dates behind it, each with its words as they stand."""
    told = ((time, words_after(doc, time)) for time in times)
    return tuple(DatedStep(_literal(doc, time, words), time.due) for time, words in told if is_step(words, clause))


def named_after(words: str, before: Clause) -> str:
    """Return a title for words that do not say what they are done to: that of the action before them comes first."""
    verb = pattern("verb").match(folded(before.title))
    if verb and verb["verb"] not in table("deadlines")["builds"]["words"]:
        return words
    what = before.title[verb.end() :] if verb else re.split("[0-9]", before.title)[0]
    return f"{what}{words}" if len(what) <= _LONGEST and not re.search(r"[0-9,，]", what) else words


def _literal(doc: ScannedText, time: Deadline, words: str) -> str:
    first = doc.folded.index(words, time.offset + len(time.text))
    return doc.text[first : first + len(words)]


def rhythm(plain: str) -> Rhythm | None:
    """Return how often the work of a folded phrase comes back, or None if it is done once."""
    for last, found in rhythms(plain):
        if pattern("verb").match(plain, last) or _GOES_ON.match(plain, last):
            return found
    return rhythm_at_start(plain) if _ON_ITS_DAY.match(plain) else None
