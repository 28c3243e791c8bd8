"""What fuzzing begins with: what each target reads without a complaint, taken from the tests and the shipped plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zlib import crc32

from documents.formats.test_damaged import SEEDS
from documents.test_linear import FRAGMENTS
from fuzz import targets
from support import plan_text
from templates import red_paper

from plantrack.archive import Archive
from plantrack.cli.kept_answer import packed

HERE = Path(__file__).parents[1]
ROOT = HERE.parent
DATES = """2024-11-17|今天|下周五|11月17日|三季度末前|每月25日|2024-W46|上半年|国庆节前|15个工作日内|次月5日前
11月中旬至12月底|first friday of july|in 3 working days|end of every quarter|h1 2024|春节后第一个工作日|每两周周五
明年一季度|by 25 november"""
AMOUNTS = """超2.47万家|1580.25亿元|首位|翻一番|第26届|3.5%|25至30个|US$1.2 billion|近半|不低于95%|3-5 million
1,234.5|二十六|四千三百余项|3个百分点|-0.3|¥5万|百分之三十|三分之一|1.2.3|９０％|1e9|over 3 thousand people"""
REFERENCES = "1|1.1.1|扶持办法|grow firms|科创局|firms|1/2"
RULES = """id: office
title: {zh: 办公室, en: Office}
source: 通知
rules:
- {light: done, because: done, when: {status: [done]}}
- {light: off-track, because: overdue, when: {days_overdue: {at_least: 1}}}
- {light: attention, because: behind, when: {points_behind: {over: 10, at_most: 30}}}
- {light: unreported, because: unreported, when: {unreported: {at_least: 1}}}
- {light: on-track, because: reported}
"""
CALENDAR = b"holidays: [2027-02-05, 2027-02-08]\nworkdays: [2027-02-06]\nreporting_moves: 2\n"
CURVE = "tasks: [{ref: '1', title: 一, kind: deliverable, due: 2024-12-01, curve: {06-30: 50}, lead: [stic]}]"
DRAWN = (
    b"BT /F1 16 Tf 90 740 Td (2026 work plan of the harbour office 1, build 12 schools by June) Tj 0 -28 Td "
    b"[(d) -250 (e)] TJ T* (f) ' ET q 1 0 0 1 9 9 cm Q"
)
RESULT = b'{"schema": "plantrack.check/1", "plan": "p", "findings": [{"fingerprint": "a"}]}'


def lines(text: str) -> Iterable[bytes]:
    """Return what stands between the bars and ends of lines."""
    return (said.encode() for said in text.replace("\n", "|").split("|"))


def files(pattern: str) -> Iterable[bytes]:
    """Return the documents of the tests whose names are such, but those of one target alone."""
    return (path.read_bytes() for path in sorted((HERE / "documents" / "cases").glob(pattern)))


def words() -> Iterable[bytes]:
    """Return Word files."""
    return (SEEDS["packed.docx"], *files("*.docx"))


def parts_of(content: bytes) -> Iterator[bytes]:
    """Yield the parts of a Word file that are read."""
    parts = Archive(content).files()
    yield from (parts.get(name, b"") for name in targets.PARTS)


ALL: dict[str, Callable[[], Iterable[bytes]]] = {
    "plan_file": lambda: (
        *(path.read_bytes() for path in ROOT.glob("plans/*/plan.yaml")),
        (HERE / "reference" / "year.yaml").read_bytes(), plan_text(CURVE).encode(),
    ),
    "calendar": lambda: (CALENDAR,),
    "lights": lambda: (RULES.encode(),),
    "journal": lambda: (targets.RECORDS, *(path.read_bytes() for path in ROOT.glob("plans/*/journal/*.jsonl"))),
    "plain": lambda: (*files("*.txt"), "".join(FRAGMENTS).encode()),
    "markdown": lambda: files("*.md"),
    "page": lambda: (*files("*.html"), SEEDS["page.html"], SEEDS["old.html"]),
    "word": lambda: (b"\0".join(parts_of(content)) for content in words()),
    "package": words,
    "pdf": lambda: (SEEDS["text.pdf"], SEEDS["form.pdf"], *files("*.pdf")),
    "drawing": lambda: (DRAWN,),
    "paper": lambda: (red_paper(),),
    "dates": lambda: lines(DATES),
    "amounts": lambda: lines(AMOUNTS),
    "references": lambda: lines(REFERENCES),
    "result": lambda: (RESULT,),
    "snapshot": lambda: (targets.entry().read_bytes(),),
    "plan_cache": lambda: (targets.kept_plan().read_bytes(),),
    "answer": lambda: (packed((0, 9, 0, False, len(RESULT), crc32(RESULT), [], []), RESULT),),
}  # fmt: skip
"""By target."""
