"""What is fuzzed: functions that take bytes of any kind, and raise nothing but what the program tells people.

What is read from the bytes is shown as well, so that what passes the readers meets the views.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from io import FileIO
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from handmade import packed, pdf_of
from msgspec.structs import replace
from support import day, plan, plan_text

from plantrack.checks.rules import CheckInput, check
from plantrack.cli.kept_answer import chunks, read_head
from plantrack.dates.deadlines import report_deadline
from plantrack.dates.expressions import read as read_days
from plantrack.dates.mentions import find_dates
from plantrack.dates.periods import Length, Period, parse_period, parse_span, period_of
from plantrack.documents.draft import draft
from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ImportHints
from plantrack.errors import PlantrackError
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.files import write_private
from plantrack.journal.lines import decode_file, encode
from plantrack.journal.snapshots import Records
from plantrack.model.amount_reader import parse_quantity, parse_range
from plantrack.model.amounts import Quantity
from plantrack.model.history import History
from plantrack.model.lookup import find_reference, find_unit
from plantrack.model.plan import Plan
from plantrack.planfile import decoded, parse_plan, read_plan
from plantrack.planfile.calendar import parse_calendar
from plantrack.planfile.earlier_results import earlier_fingerprints
from plantrack.planfile.light_rules import parse_rules
from plantrack.render import json
from plantrack.render.context import RenderContext
from plantrack.render.docx.document import report as docx
from plantrack.render.text import overview as text
from plantrack.render.text import periodic
from plantrack.reports.overview import overview
from plantrack.reports.periodic import periodic_report
from plantrack.reports.shape import Shape

ZONE = ZoneInfo("Asia/Shanghai")
AS_OF = day("2024-11-17")
FILE = Path("plan.yaml")
TASKS = """
    report_every: month
    indicators: [{id: firms, label: {zh: 企业, en: Firms}, unit: 家, tasks: ["1.2"]}]
    tasks:
    - ref: "1"
      title: {zh: 壮大企业, en: Grow firms}
      tasks:
      - {ref: "1.1", title: 印发扶持办法, kind: deliverable, due: 2024-10-31, lead: [stic],
         milestones: [{ref: "1.1.1", title: 起草, due: 2024-03-31}]}
      - {ref: "1.2", title: 服务企业, kind: ongoing, lead: [fund]}
    - {ref: "2", title: 办展会, kind: deliverable, due: 2024-12-31, lead: [smart]}
"""
PLAN: Plan = plan(TASKS)
"""What journals speak of."""


def show(plan: Plan, history: History) -> None:
    """Evaluate and check a plan, and write its status and the report on a week."""
    state, ctx = history.at(AS_OF), RenderContext(plan, "en", as_of=AS_OF)
    view = overview(plan, state, AS_OF)
    check(CheckInput(plan=plan, state=state, roots=view.roots, policy=plan.policy, objections=(*history.objections(),)))
    text.status(view, ctx)
    json.status(view, ctx)
    periodic.report(periodic_report(plan, history, period_of(AS_OF, Length.WEEK), zone=ZONE), ctx)


def plan_file(data: bytes) -> None:
    """Read a plan.yaml."""
    show(parse_plan(decoded(data, FILE), Path("p"), "plan.yaml").plan, History([]))


def calendar(data: bytes) -> None:
    """Read a calendar.yaml, and judge by it."""
    found, _ = parse_calendar(decoded(data, FILE), "calendar.yaml")
    overview(PLAN, History([]).at(AS_OF), AS_OF, judging=JudgingPolicy(found))


def lights(data: bytes) -> None:
    """Read light rules, and judge by them."""
    rules = parse_rules(decoded(data, FILE), "office", "office.yaml")
    view = overview(PLAN, History([]).at(AS_OF), AS_OF, judging=JudgingPolicy(rules=rules))
    text.status(view, RenderContext(PLAN, "zh", as_of=AS_OF))


def journal(data: bytes) -> None:
    """Read a file of the journal, and write its records again."""
    found = decode_file(data, "journal", places=True)
    assert decode_file(data, "journal").updates == found.updates
    again = b"".join(map(encode, found.updates))
    assert decode_file(again, "journal").updates == found.updates
    show(PLAN, History(found.updates))


def document(content: bytes, name: str) -> None:
    """Read a document, and draft a plan from it, which can be read."""
    parsed = parse_document(read_source(content, name), ImportHints(year=2026))
    parse_plan(draft(parsed, "drafted", name), Path("drafted"), "plan.yaml")


def plain(data: bytes) -> None:
    """Read a plain text."""
    document(data, "a.txt")


def markdown(data: bytes) -> None:
    """Read Markdown."""
    document(data, "a.md")


def page(data: bytes) -> None:
    """Read a web page."""
    document(data, "a.html")


PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")


def word(data: bytes) -> None:
    """Read a Word file whose parts are the bytes, with a zero byte between them."""
    parts = data.split(b"\0", len(PARTS) - 1)
    document(packed({"[Content_Types].xml": b"<Types/>", **dict(zip(PARTS, parts, strict=False))}), "a.docx")


def package(data: bytes) -> None:
    """Read the bytes of a Word file."""
    document(data, "a.docx")


def pdf(data: bytes) -> None:
    """Read the bytes of a PDF."""
    document(data, "a.pdf")


def drawing(data: bytes) -> None:
    """Read a PDF whose page draws what the bytes say."""
    document(pdf_of(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)), "a.pdf")


def paper(data: bytes) -> None:
    """Write a report on an office's paper, the bytes of a Word file."""
    view = periodic_report(PLAN, History([]), period_of(AS_OF, Length.WEEK), zone=ZONE)
    docx(replace(view, shape=Shape(issue=1)), RenderContext(PLAN, "en", as_of=AS_OF, template=data))


def attempt(read: Callable[..., object], *given: object) -> object:
    """Return what is read, or nothing where it is refused."""
    with suppress(PlantrackError):
        return read(*given)
    return None


def dates(data: bytes) -> None:
    """Read days, periods, report rules, and the days that a text mentions."""
    said, year = data.decode("utf-8", "replace"), Period(day("2024-01-01"), day("2024-12-31"))
    attempt(read_days, said, AS_OF, year)
    attempt(parse_span, said)
    attempt(report_deadline, said, period_of(AS_OF, Length.MONTH))
    for length in (Length.WEEK, Length.MONTH, Length.QUARTER, Length.HALF, Length.YEAR):
        attempt(parse_period, said, length, AS_OF)
    list(find_dates(said))


def amounts(data: bytes) -> None:
    """Read amounts and ranges, and write them."""
    said = data.decode("utf-8", "replace")
    for found in (attempt(read, said, unit) for read in (parse_quantity, parse_range) for unit in (None, "元", "%")):
        if isinstance(found, Quantity):
            for language in ("zh", "en"):
                found.text(language)


def references(data: bytes) -> None:
    """Look for a task, milestone, indicator or unit by what was typed."""
    said = data.decode("utf-8", "surrogateescape")
    attempt(find_reference, PLAN, said)
    attempt(find_unit, PLAN, said)


@cache
def folder() -> Path:
    """Return a folder of the user alone, in which there is nothing yet."""
    return Path(mkdtemp())


def result(data: bytes) -> None:
    """Read an earlier result of a check."""
    file = folder() / "before.json"
    file.write_bytes(data)
    earlier_fingerprints(file, "p")


def stamped(kind: str, number: int, day: str, **said: object) -> dict[str, object]:
    """Return a record as the journal keeps it."""
    stamp = {"kind": kind, "id": f"01{number}", "act": f"01{number}", "at": f"{day}T02:00:00.000Z", "by": "x"}
    return {**stamp, "on": day, **said}


RECORDS = b"".join(
    encode(record)
    for record in (
        stamped("adopt", 1, "2024-01-02", promises={"1.1": {}}),
        stamped("report", 2, "2024-03-02", ref="1.1", percent=30, status="in-progress", problem="x"),
        stamped("milestone", 3, "2024-04-02", ref="1.1.1", state="reached"),
        stamped("request", 4, "2024-10-02", ref="1.1", what="extend", due="2024-12-01", reason="x"),
        stamped("answer", 5, "2024-10-03", ref="1.1", what="extend", request="014", verdict="approve"),
        stamped("measure", 6, "2024-10-04", ref="firms", value=5, unit="家", text="5家", period="2024-09"),
        stamped("assign", 7, "2024-10-05", ref="1.2", lead=["stic"]),
        stamped("comment", 8, "2024-10-06", ref="2", text="x"),
    )
)
NOW = datetime(2100, 1, 1, tzinfo=UTC)
"""Long after the files were written."""


@cache
def entry() -> Path:
    """Return the file of the snapshot of a journal."""
    (folder() / "journal").mkdir()
    (folder() / "journal" / "2024-W01.jsonl").write_bytes(RECORDS)
    recalled()
    return next((folder() / "cache").glob("*.history"))


def recalled() -> History:
    """Return the history of that journal as a command reads it."""
    records = Records([folder() / "journal"], folder() / "cache", NOW)
    return records.continued or History(records.contents.updates)


def snapshot(data: bytes) -> None:
    """Show what an entry of the cache recalls."""
    write_private(entry(), data)
    show(PLAN, recalled())


def plan_cache(data: bytes) -> None:
    """Read a plan beside an entry of the cache, whole and one task of it."""
    for refs in ((), ("1.1",)):
        write_private(kept_plan(), data)
        show(read_plan(kept_plan().parents[1] / "p", kept_plan().parent, NOW, refs).plan, History([]))


@cache
def kept_plan() -> Path:
    """Return the file of a plan in the cache."""
    (folder() / "p").mkdir()
    (folder() / "p" / FILE).write_text(plan_text(TASKS), "utf-8")
    read_plan(folder() / "p", folder() / "plans", NOW)
    return next((folder() / "plans").glob("*.msgpack"))


def answer(data: bytes) -> None:
    """Read what a command has written before, from the bytes of an entry of the cache."""
    file = folder() / "written.answer"
    write_private(file, data)
    with FileIO(file) as kept:
        if read_head(kept):
            list(chunks(kept))


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        plan_file, calendar, lights, journal, plain, markdown, page, word, package, pdf, drawing, paper, dates,
        amounts, references, result, snapshot, plan_cache, answer,
    )
}  # fmt: skip


def run(target: str, data: bytes) -> None:
    """Give bytes to a target; what it refuses is fine."""
    with suppress(PlantrackError):
        TARGETS[target](data)
