"""A command line for each error: how it comes about, on the bench of the command line."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any, Literal, NamedTuple

import pypdf
import pytest
from cli_support import PLAN, Bench
from docx.shared import Mm
from handmade import packed, pdf, word
from read_support import DOCUMENT
from repository import git
from spreadsheets import xlsx
from templates import REL, changed, paper, red_paper, related, saved, with_parts

from plantrack.budget import _LIMITS, Work

Step = Callable[[Bench, pytest.MonkeyPatch], None]


LEDGER = "2024-11/2024-11-18/20241118T000000000000Z\n"
"""What ends the number of a ledger."""


class Case(NamedTuple):
    """A command line that ends in an error, after some steps. `how` it is run decides where its output goes."""

    line: str
    steps: tuple[Step, ...] = ()
    given: str = ""
    how: Literal["here", "terminal", "full"] = "here"

    @property
    def words(self) -> list[str]:
        """The words of the command line; BYTES is what is not UTF-8."""
        return [word.replace("BYTES", "\udcff") for word in shlex.split(self.line)]


def did(*lines: str, by: str = "刘洋") -> Step:
    """Return the step of running commands before, all as one person."""

    def step(bench: Bench, _: pytest.MonkeyPatch) -> None:
        for line in lines:
            done = bench.run(*shlex.split(line), env={"PLANTRACK_ACTOR": by})
            assert done.code == 0, done

    return step


def exported(name: str, *words: str) -> Step:
    """Return the step of exporting the plan, or a part of it, into a file."""

    def step(bench: Bench, _: pytest.MonkeyPatch) -> None:
        done = bench.run("export", "json", *words, "-o", name)
        assert done.code == 0, done

    return step


def recorded(record: dict[str, Any]) -> Step:
    """Return the step of a record in the journal."""
    return lambda bench, _: bench.write(record, week="2024-W47")


def put(name: str, content: str | bytes) -> Step:
    """Return the step of writing a file."""

    def step(bench: Bench, _: pytest.MonkeyPatch) -> None:
        path = bench.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return step


def large(name: str, size: int) -> Step:
    """Return the step of writing a file of so many bytes, which takes no room."""

    def step(bench: Bench, _: pytest.MonkeyPatch) -> None:
        with (bench.here / name).open("r+b" if (bench.here / name).exists() else "wb") as file:
            file.truncate(size)

    return step


def edit(old: str, new: str) -> Step:
    """Return the step of changing the plan file in one place."""
    return lambda bench, _: bench.edit(old, new)


def gone(name: str) -> Step:
    """Return the step of removing a folder."""
    return lambda bench, _: shutil.rmtree(bench.here / name)


def blocked(name: str) -> Step:
    """Return the step of putting a folder where a file is to be."""

    def step(bench: Bench, _: pytest.MonkeyPatch) -> None:
        (bench.here / name).unlink(missing_ok=True)
        (bench.here / name).mkdir(parents=True)

    return step


def set_to(target: str, value: Any) -> Step:
    """Return the step of giving something of the program, or of what it stands on, another value."""
    return lambda _, patch: patch.setattr(target, value)


def variable(name: str, value: str) -> Step:
    """Return the step of setting a variable of the environment."""
    return lambda _, patch: patch.setenv(name, value)


def secret_file(content: str, mode: int) -> Step:
    """Return the step of a file of secrets."""

    def step(bench: Bench, patch: pytest.MonkeyPatch) -> None:
        file = bench.here / "secrets.toml"
        file.write_text(content, "utf-8")
        file.chmod(mode)
        patch.setenv("PLANTRACK_SECRETS", file.name)

    return step


def missing(module: str) -> Step:
    """Return the step of a module that is not installed."""
    return lambda _, patch: patch.setitem(sys.modules, module, None)


def limit(work: Work, most: int) -> Step:
    """Return the step of a smaller limit of what a document may cost."""
    return lambda _, patch: patch.setitem(_LIMITS, work, (most, _LIMITS[work][1]))


def program(name: str, script: str) -> Step:
    """Return the step of a program that alone is on the path."""

    def step(bench: Bench, patch: pytest.MonkeyPatch) -> None:
        file = bench.here.parent / "programs" / name
        file.parent.mkdir()
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)
        patch.setenv("PATH", str(file.parent))

    return step


def committed(bench: Bench, _: pytest.MonkeyPatch) -> None:
    """Commit everything to a repository, and tag it by a name that a branch has too."""
    git(bench.here, "init", "-q", "-b", "main")
    git(bench.here, "add", "-A")
    git(bench.here, "commit", "-q", "-m", "x")
    git(bench.here, "tag", "twice")
    git(bench.here, "branch", "twice")
    git(bench.here, "commit", "-q", "--allow-empty", "-m", "y")
    git(bench.here, "branch", "-f", "twice")


def shallow(bench: Bench, patch: pytest.MonkeyPatch) -> None:
    """Make it a clone without its history."""
    committed(bench, patch)
    shutil.move(bench.here, bench.here.with_name("origin"))
    git(bench.here.parent, "clone", "-q", "--depth", "1", bench.here.with_name("origin").as_uri(), "here")
    patch.chdir(bench.here)


def nowhere(bench: Bench, patch: pytest.MonkeyPatch) -> None:
    """Stand in a folder that is gone."""
    (bench.here / "gone").mkdir()
    patch.chdir(bench.here / "gone")
    (bench.here / "gone").rmdir()


def _failing(*_: Any) -> None:
    raise OSError(5, "Input/output error")


def _changing(content: bytes) -> Callable[[Any], bytes]:
    """Return what reads a file whose content is another one every second time."""
    contents = cycle((content, content + b"# changed"))
    return lambda _: next(contents)


def _nobody() -> str:
    raise KeyError


def _scan() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    return _pdf(writer)


def _pdf(writer: pypdf.PdfWriter) -> bytes:
    from io import BytesIO

    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _narrow() -> bytes:
    document = paper("{{report}}")
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(100)
    return saved(document)


def _papers(content: bytes) -> tuple[Step, ...]:
    return (put("paper.docx", content),)


TABLE = "<table><tr><td rowspan=2>x</td><td>y</td></tr><tr><td>z</td></tr></table>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
OWN_PAPER = "report --week W46 -o report.docx --template paper.docx"
HARBOUR = put("harbour-2026.txt", DOCUMENT.read_bytes())
RESULT = '{"schema": "plantrack.check/1", "plan": "other", "findings": []}'
PICTURE = '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x.example/x.png"/></v:rect></w:pict></w:r></w:p><w:sectPr'
FIELD = "<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p><w:sectPr"
SHORTER = "first: 2024-01-01, last: 2024-12-31"
STAMP = {"at": "2024-11-18T02:00:00.000Z", "on": "2024-11-18", "ref": "2", "what": "extend", "due": "2025-03-31"}
ASKED = recorded(STAMP | {"kind": "request", "id": "ASKED001", "act": "ASKED000", "by": "陈静", "reason": "x"})
ANSWERED = recorded(
    STAMP
    | {"kind": "answer", "id": "ANSWER01", "act": "ANSWER00", "by": "刘洋", "request": "ASKED001", "verdict": "approve"}
)
COSTLY: dict[Work, tuple[str, str | bytes]] = {
    Work.PARTS: ("plan.docx", word("")),
    Work.BYTES: ("plan.docx", word("")),
    Work.TAGS: ("plan.html", "<p>x"),
    Work.ATTRIBUTES: ("plan.html", "<p a=1>x"),
    Work.CHARACTERS: ("plan.txt", "x"),
    Work.CELLS: ("plan.html", TABLE),
    Work.REPEATED: ("plan.html", TABLE),
    Work.PAGES: ("plan.pdf", _scan()),
    Work.PIECES: ("plan.pdf", pdf([["x"]])),
    Work.ENTRIES: ("harbour-2026.txt", DOCUMENT.read_bytes()),
    Work.SHEETS: ("plan.xlsx", xlsx([["任务", "时限"]])),
    Work.AREA: ("plan.csv", "任务,时限"),
    Work.TABLE: ("plan.csv", "任务,时限"),
}
"""A small document for each kind of work of which none is left."""

CASES: Mapping[str, Case] = {
    # dates
    "{text!r} is not a day; write it as YYYY-MM-DD": Case("status --as-of 2024-02-30"),
    "{text!r} is not a {length}; write this, last or a name such as {example}": Case("report --week soon"),
    "{text!r}: {said}": Case("done 2 --on soon"),
    "{text!r} recurs ({rule}); write one of its days": Case("status --as-of 每周五"),
    "{text!r} is {first} to {last}; a single day is needed here": Case("status --as-of 11月"),
    "it is not clear whether that time is part of it; write by end of September": Case("list --due-by 'before June'"),
    "it is not clear of which week, month or quarter; write the date": Case("list --due-by 11月5日至周五"),
    "it ends before it begins; write both years": Case("list --due-by 12月至11月"),
    "it is not clear next year of which one is meant; write both years": Case("list --due-by 2023年12月至明年3月"),
    "{day} is a {weekday}, not a {said}; write the date alone": Case("list --due-by 11月17日（星期五）"),
    "weeks run from Monday to Sunday; write week of {day}": Case("list --due-by 'week ending November 14'"),
    "every second week is counted from today, and the plan ended on {last}": Case(
        "date 'every other friday'", (edit(SHORTER, "first: 2024-01-01, last: 2024-10-31"),)
    ),
    "no such day between {first} and {last}, the plan's days": Case(
        "date 每月25日", (edit(SHORTER, "first: 2024-11-01, last: 2024-11-20"),)
    ),
    "not every month has a day {day}; write end of every month": Case("date 每月31日"),
    "that day of this week ({day}) is not ahead; write Friday this week or Friday next week": Case("date monday"),
    "it can be {one} or {other}; write friday this week, last week or next week": Case("date 'next friday'"),
    "the plan is of another year than today; write the year as a number": Case(
        "date 今年", (edit(SHORTER, "first: 2023-01-01, last: 2023-12-31"),)
    ),
    "the plan runs from {first} to {last}; write the year with it": Case(
        "date 6月", (edit(SHORTER, "first: 2023-01-01, last: 2025-12-31"),)
    ),
    "its days off of {year} are joined with another holiday's; write the date": Case("date 2025年中秋节前"),
    "the days off of {year} are not known; write the date": Case("date 2099年春节前"),
    "{n} working days are too many to be counted": Case("date 'in 99999 working days'"),
    # amounts
    "{file} was saved since it was sent, and is not taken in; run `plantrack ledger take {file}`, "
    "or move it away, and send again": Case(
        "ledger send --per-unit . --period 2024-11", (put("stic-2024-11.xlsx", "filled in"),)
    ),
    "--ours and --theirs exclude each other; give one of them": Case("ledger take x.xlsx --ours --theirs"),
    "no ledger was named; give files, or a folder with --from": Case("ledger take"),
    "{file} holds no ledger; name a folder with files that end in {endings}": Case("ledger take --from plans"),
    "its name holds bytes that are not UTF-8; rename it": Case("ledger take BYTES.csv"),
    "it is a ledger of the plan {name}; take it there, with --plan": Case(
        "ledger take x.csv", (put("x.csv", f"other/stic/{LEDGER}"),)
    ),
    "it is a ledger of {unit}, which is no unit of the plan any more; enter it by `update`": Case(
        "ledger take x.csv", (put("x.csv", f"fairs/old/{LEDGER}"),)
    ),
    "it is a ledger of {unit}; leave out --by, or name that unit": Case(
        "ledger take x.csv --by fund", (put("x.csv", f"fairs/stic/{LEDGER}编号,状态\n2,\n"),)
    ),
    "it says neither which ledger it is nor what was sent; fill in the workbook that was sent, or keep the line with "
    "the number of the ledger": Case("ledger take x.csv", (put("x.csv", "编号,状态\n2,\n"),)),
    "no sheet has a column with the numbers of tasks beside one to fill in; restore the heads": Case(
        "ledger take x.csv", (put("x.csv", f"fairs/stic/{LEDGER}"),)
    ),
    "what was sent stands on a hidden sheet, which was changed; fill in the ledger that was sent": Case(
        "ledger take x.csv", (put("x.csv", "plantrack-ledger/1,0\nplan,fairs\n"),)
    ),
    "no unit was named; give one with --unit, or a folder for the ledgers of all with --per-unit": Case("ledger send"),
    "the files in the folder are named after their units; leave out --output": Case(
        "ledger send --per-unit d -o x.xlsx"
    ),
    "{unit} has no open task, so it gets no ledger; name another unit": Case(
        "ledger send --unit fund -o x.xlsx", (did("done 1.2"),)
    ),
    "{text!r} is counted in {given}, but here the unit is {expected}": Case("measure hnte-count 5平方米"),
    "{text!r} may be counted in {unit} or not; write the unit with the number": Case(
        "measure hnte-count 2.47万",
        (
            edit(
                "label: {zh: 高企数量, en: High-tech firms}, unit: 家",
                "label: {zh: 高企数量, en: High-tech firms}, unit: 万家",
            ),
        ),
    ),
    "{text!r} is a range; write the one amount that is meant": Case("measure hnte-count 2至3万家"),
    "cannot read {text!r} as an amount; write a number with its unit, as in over 25,000 or CNY 1.58 billion": Case(
        "measure hnte-count 很多"
    ),
    "{text!r} is not a percentage; write a number from 0 to 100": Case("update 2 --percent half"),
    "{percent} is not a percentage; write a number from 0 to 100": Case("update 2 --percent 120"),
    "{text!r} begins on {first}, after {day}; name a period that has begun": Case(
        "measure hnte-count 2.5万家 --period 2025"
    ),
    # reminders
    "--as-of and --format json show what would be told; add --dry-run, or a channel with --via": Case(
        "remind --as-of 2024-11-11"
    ),
    "nothing of {ref} is left to acknowledge; `plantrack show {ref}` shows what is open and acknowledged": Case(
        "ack 1.2", (did("ack 1.2"),)
    ),
    "there is no channel {name!r}; choose one of {names}": Case("remind --via telegraph"),
    "{file} names no sender of mail; add the key `sender:` with `mail:`": Case("remind --via eml:mail"),
    "{file} names no mail server; add the key `smtp:` with `host:`": Case(
        "remind --via smtp", (put("plans/fairs/contacts.yaml", "sender: {mail: office@example.org}"),)
    ),
    "the address in {name} must begin with https:// and name a server; copy it once more": Case(
        "remind --via wecom", (variable("PLANTRACK_WECOM_URL", "http://robots.example.org/0a1b2c3d"),)
    ),
    "the variable {name} is not set; set it, or put it into the file that {file} names": Case("remind --via apprise"),
    "apprise cannot read an address in {name}; see its documentation": Case(
        "remind --via apprise", (variable("PLANTRACK_APPRISE_URL", "nonsense://0a1b2c3d"),)
    ),
    "{file}: cannot be read: {why}; correct {name}": Case(
        "remind --via apprise", (variable("PLANTRACK_SECRETS", "none.toml"),)
    ),
    "{file}: others may read the secrets in it; make it yours alone with `chmod 600`": Case(
        "remind --via apprise", (secret_file("", 0o644),)
    ),
    '{file}: no file of secrets; write one line for each: PLANTRACK_SMTP_PASSWORD = "…"': Case(
        "remind --via apprise", (secret_file("0a1b2c3d", 0o600),)
    ),
    # reports on tasks
    "{day} is after today ({today}); record it once it has happened": Case("done 2 --on 2024-12-01"),
    "there is nothing to record for {ref}; give a status, a percentage or a note": Case("update 2 --source x"),
    "what is done is at 100 percent; leave the percentage of {ref} out": Case("update 2 --status done --percent 50"),
    "{ref} is at {percent} and has started; give another status, or 0 percent": Case(
        "update 2 --status not-started --percent 40"
    ),
    "{ref} is not started; give its status too, `in-progress`": Case(
        "update 2 --percent 5", (did("update 2 --status not-started"),)
    ),
    "{ref} is closed; open it again first, with the status `in-progress`": Case(
        "update 2 --percent 50", (did("done 2"),)
    ),
    "{ref} is closed and keeps no problem and no next step; write a note instead": Case(
        "update 2 --problem x", (did("done 2"),)
    ),
    "a new problem of {ref} replaces the earlier one; leave `solved` out": Case("update 2 --solved --problem x"),
    "{ref} has no open problem to solve": Case("update 2 --solved"),
    "{ref} is not reported on itself; report on its sub-tasks: {below}": Case("update 1 --percent 5"),
    "{ref} is not finished; still open: {still}": Case("done 1"),
    "{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)": Case("update 1.1.1 --percent 50"),
    "{ref} is a milestone; a note alone belongs to its task {task}": Case("update 1.1.1 --note x"),
    "{ref} was never reached, so it cannot be opened again": Case("update 1.1.1 --status in-progress"),
    "{ref} is not closed, so it cannot be opened again": Case("done 2 --reopen"),
    "cancelling {ref} needs approval": Case("update 2 --status cancelled"),
    "{typed!r} is no status; write {names}": Case("update 2 --status ready"),
    "the comment is blank; write what there is to say": Case("comment 2 ' '"),
    "nothing was recorded: {text}… has more than {n} bytes; shorten it, and name the whole text as its source": Case(
        "update -", given=f'{{"ref": "2", "note": "{"长" * 30000}"}}\n'
    ),
    "`update -` reads everything from its input; leave out other references and options": Case("update 2 -"),
    "no lines were read; each must be a record such as {example}": Case("update -"),
    "line {number}: {why}; nothing was recorded": Case("update -", given='{"ref": 2}\n'),
    "digests of evidence are computed here; name its files as 'source', one or a list of them": Case(
        "update -", given='{"ref": "2", "evidence": []}\n'
    ),
    "your name is unknown; give it with --by or PLANTRACK_ACTOR": Case(
        "update 2 --note x", (variable("PLANTRACK_ACTOR", ""), set_to("getpass.getuser", _nobody))
    ),
    # reports for an earlier period
    "{ref} reports every {length}; instead of {text} write {names}": Case("update 2 --note x --for W45"),
    "only a task without sub-tasks owes reports, so {ref} cannot answer for a period": Case(
        "update 1 --note x --for 2024-10"
    ),
    "{period} is not over on {day}; leave it out: a report answers the period of its day": Case(
        "update 2 --note x --for 2024-11"
    ),
    "{ref} owes no report for {period}: it was not adopted by {day}": Case(
        "update 2 --note x --for 2024-10", (gone("plans/fairs/journal"),)
    ),
    "{ref} owes no report for {period}, which begins before {since}": Case("update 2 --note x --for 2024-08"),
    "{ref} owes no report for {period}, which begins after the plan": Case(
        "update 1.2 --note x --for 2024-10", (edit(SHORTER, "first: 2024-01-01, last: 2024-09-30"),)
    ),
    "{ref} owes no report for {period}, which has no working day": Case(
        "update 2 --note x --for W40",
        (
            edit("language: zh", "language: zh\nreport_every: week"),
            put("plans/fairs/calendar.yaml", "holidays: [2024-09-30]\n"),
            put("plans/fairs/calendar.yaml", "holidays: [2024-09-30]\n"),
        ),
    ),
    "{ref} was at {percent} on {day}, after {period}; what is done by now is reported without naming a period": Case(
        "done 2 --for 2024-10", (did("update 2 --percent 50"),)
    ),
    # finding what is meant
    "no task or milestone is called {typed!r}": Case("show 9"),
    "{typed} is a milestone; name its task {task}": Case("assign 1.1.1 stic"),
    "{typed!r} fits several; choose one": Case("show 高交会"),
    "no indicator is called {typed!r}": Case("measure 9 5"),
    "no unit is called {typed!r}; choose one": Case("assign 2 nobody"),
    "no section {section}; the sections are {known}": Case("baseline --section 9"),
    "no rule is called {name!r}; the rules are {known}": Case("check --only late"),
    "{option} cannot stand before the command; write plantrack {name} {option} …": Case("--plan fairs status"),
    "--plan is for one plan, --all for those of a folder; give one of them": Case("status --all --plan fairs"),
    "no folder plans/ found here or above; name a folder of plans": Case("status --all", (gone("plans"),)),
    "no plan here that can be read has the unit {typed}; write it as one of the plans does": Case(
        "status --all --unit nobody"
    ),
    "{folder}: a folder is for --all; name one plan with --plan": Case("check plans"),
    "{option} is for the report of one plan; leave it out, or leave out --all": Case("report --all --brief"),
    "{path}: no such folder; name a folder of plans": Case("status --all nowhere"),
    "{file}: no result of `plantrack check --all --format json`; write one with that command and -o": Case(
        "check --all --baseline plans/fairs/plan.yaml"
    ),
    "{typed!r} fits several units of {plan}: {units}; write the id of one": Case("status --all --unit e"),
    "no such record: {typed!r}": Case("undo NOPE"),
    "{name} is no unit, and no unit lists that name under `people:`; name a person or unit of the plan": Case(
        "list --mine --by 王芳"
    ),
    "an answer is asked for by {day}, before {as_of}; name a later day": Case("sheet 2 --answer-by 2024-11-17"),
    "--mine names your units already; leave out --unit": Case("agenda --mine --unit stic"),
    "an agenda of {day} cannot reach to {until}; name a day from {day} to {last}": Case("agenda --until 2024-11-17"),
    "{typed!r} is no light; write {names}": Case("list --light pink"),
    "{typed!r} is no kind of task; write {names}": Case("list --kind huge"),
    "no light rules are called {name!r}": Case("status --rules nope"),
    "{file}: these are no light rules; see the problems": Case(
        "status --rules own", (put("plans/fairs/lights/own.yaml", "id: own\n"),)
    ),
    "{unit} ended on {day}; assign {acting}": Case(
        "assign 2 old",
        (edit("units:\n", "units:\n  old: {zh: 旧局, en: Old, until: 2024-01-31, successor: stic}\n"),),
    ),
    # requests
    "`reschedule` takes a reference and a date, as in `reschedule 6.2 2025-03-31`; answer with `approve` or `refuse`": (
        Case("reschedule 2")
    ),
    "give a reason why the date of {ref} should move": Case("reschedule 2 2025-03-31"),
    "give a reason why {ref} should be cancelled": Case("cancel 2"),
    "a refusal needs a reason; give it with --reason": Case("refuse ID --reason ' '"),
    "{ref} is not reported on itself; cancel its sub-tasks: {below}": Case("cancel 1 --reason x"),
    "{ref} has no due date to extend": Case("reschedule 1.2 2025-03-31 --reason x"),
    "{ref} is due on {day} already": Case("reschedule 2 2024-12-31 --reason x"),
    "{day} is before {on}, the day of the request; ask for a later day": Case("reschedule 1.1 2024-11-17 --reason x"),
    "{ref} is due on {current}; an extension goes forward, not back to {day}": Case(
        "reschedule 2 2024-12-01 --reason x"
    ),
    "{ref} was reached on {day}": Case("reschedule 1.1.1 2025-03-31 --reason x", (did("done 1.1.1"),)),
    "{ref} is closed already: {status}": Case("cancel 2 --reason x", (did("done 2"),)),
    "{ref}: {by} asked for the same on {on}; answer that request first: {id}": Case(
        "reschedule 2 2025-04-30 --reason x", (ASKED,)
    ),
    "this request was answered on {on} by {by}: {verdict}": Case("approve ASKED001", (ASKED, ANSWERED)),
    "{ref} was asked about on {asked}; an answer cannot be dated {on}, before it": Case(
        "approve ASKED001 --on 2024-11-17", (ASKED,)
    ),
    "{by} asked for this; the policy wants another person to approve it": Case(
        "approve ASKED001 --by 陈静",
        (
            edit("language: zh", "language: zh\npolicy: {approval: {extend: other-person}}"),
            did("adopt --reason x"),
            ASKED,
        ),
    ),
    "nothing of {by} is in force that could be undone": Case("undo --by 王芳"),
    "{typed} is undone already; undo its undo to restore it": Case("undo ADOPTED0", (did("undo ADOPTED0"),)),
    "the request was answered on {on} by {by} ({verdict}); undo the answer {id} first": Case(
        "undo ASKED001", (ASKED, ANSWERED)
    ),
    # what is written into the plan
    "{option} says nothing of this; write one of {known}": Case("edit 1.1.1 --lead stic"),
    "a basis or a source belongs to something; give one of {known} too": Case("edit 1.1 --basis document"),
    "an item stands at the top and belongs to no other; write `plantrack add task {ref}` for one below": Case(
        "add item 2 --title 新"
    ),
    "it belongs to a task; name it, as in `plantrack add {what} 6`": Case("add task --title 新"),
    "a milestone has a date; give it with --due": Case("add milestone 2 --title 新"),
    "it has no id yet; give it one, as in `plantrack add {what} hi-tech`": Case("add unit --title 新"),
    "an indicator counts something; say what, as in --unit 家": Case("add indicator n --title 新"),
    "a title is needed; give one with --title": Case("add task 1"),
    "{text!r} is not a weight; write a number such as 2 or 0.5": Case("edit 2 --weight heavy"),
    "there is a unit {name} already": Case("add unit fund --title 新"),
    "there is an indicator {name} already": Case("add indicator fair-area --title 新 --unit 家"),
    "no task, milestone, indicator or unit is called {typed!r}": Case("edit nothing --title 新"),
    "nothing is to be changed; say what, as in --title or --due": Case("edit 2"),
    "nothing was written: {why}": Case("edit 2 --due 2025-01-01"),
    "nothing was written: {file} has problems; correct them first": Case(
        "edit 2 --title 新", (edit("kind: ongoing, lead: [fund]", "kind: odd, lead: [nobody]"),)
    ),
    "nothing was written: {file} was changed meanwhile; try again": Case(
        "edit 2 --title 新", (set_to("plantrack.planfile.editing.content_of", _changing(PLAN.encode())),)
    ),
    "the plan was adopted before; give a reason why it changes": Case(
        "adopt", (edit("due: 2024-11-16", "due: 2024-11-17"),)
    ),
    "what was adopted on {latest} cannot be amended as of {on}; write {latest} or later": Case(
        "adopt --reason x --on 2024-09-01", (edit("due: 2024-11-16", "due: 2024-11-17"),)
    ),
    "a plan with problems cannot be adopted; `plantrack validate` shows them": Case(
        "adopt", (edit("due: 2024-11-16", "due: 2024-11-40"),)
    ),
    # the plan and its journal
    "no plan found; run this below a folder plans/, or name a plan with --plan": Case("status", (gone("plans"),)),
    "there are several plans here; choose one with --plan": Case("status", (put("plans/other/plan.yaml", ""),)),
    "several plans here are called {path}; give the folder of one": Case(
        "status --plan fairs", (put("fairs/plan.yaml", ""),)
    ),
    "there is no plan at {path}; name a folder with a plan.yaml, or an id under plans/": Case("status --plan nothing"),
    "{file}: the file is empty; a plan begins with `id:`": Case("status", (put("plans/fairs/plan.yaml", ""),)),
    "{file}: not a plan; a plan begins with `id:`, `title:` and `period:`": Case(
        "status", (put("plans/fairs/plan.yaml", "- x\n"),)
    ),
    "{file}: cannot be read as a plan; see the problems": Case(
        "status", (edit("id: fairs", "id: [fairs]"), edit("issuer: stic", "issuer: [stic]"))
    ),
    "{problem}": Case("status", (put("plans/fairs/plan.yaml", "id: [fairs\n"),)),
    "{file}: cannot be read: {why}": Case("status", (blocked("plans/fairs/plan.yaml"),)),
    "{file}: larger than 64 MiB, too large to be read; divide the plan": Case(
        "status", (large("plans/fairs/plan.yaml", 65 << 20),)
    ),
    "{file}: not UTF-8 at byte {byte}; save the file as UTF-8": Case(
        "status", (put("plans/fairs/plan.yaml", "id: 会\n".encode("gb18030")),)
    ),
    "{file}: nothing was recorded: {why}": Case("done 2", (set_to("os.fsync", _failing),)),
    "{file}: it is not known whether this was recorded: {why}; `plantrack log` shows what was": Case(
        "done 2", (did("comment 2 x"), set_to("os.fsync", _failing), set_to("os.ftruncate", _failing))
    ),
    "nothing was recorded: a text holds bytes that are not UTF-8; type it again": Case(
        "comment 2 BYTES", (did("comment 2 x"),)
    ),
    "{file}: {why}; check the path and who may use it": Case("status", (variable("PLANTRACK_PLAN", "a" * 300),)),
    "the working folder cannot be found: {why}; change to another": Case("new p --title p --year 2025", (nowhere,)),
    # journals on a server
    "the address of a journal holds no password; put that into the file that PGPASSFILE names, or into the variable "
    "PGPASSWORD": Case("status", (variable("PLANTRACK_JOURNAL", "postgresql://me:secret@db/plans"),)),
    "{address!r} is no address of a server: {why}; write postgresql://host/database": Case(
        "status", (variable("PLANTRACK_JOURNAL", "postgresql://[db/plans"),)
    ),
    "{server}: cannot be reached: {why}": Case(
        "status", (variable("PLANTRACK_JOURNAL", "postgresql://127.0.0.1:1/plans"),)
    ),
    "the journal of {plan} lies in its folder; name a server with `journal:` in plan.yaml, or with "
    "PLANTRACK_JOURNAL": Case("journal init"),
    "a grant is for one role; give a unit and a role, or only --office ROLE, or only --reader ROLE": Case(
        "journal grant"
    ),
    # exports that come in again
    "{file}: there is no plan in it; it has one record `plan`": Case(
        "import x.jsonl", (put("x.jsonl", '{"record": "unit", "schema": "plantrack.export/1"}\n'),)
    ),
    "{file}: this version does not read {schema}; it reads {known}": Case(
        "import x.jsonl", (put("x.jsonl", '{"record": "plan", "schema": "plantrack.export/9"}\n'),)
    ),
    "{file}: there are no `records` in it; export the plan again": Case(
        "import x.json", (put("x.json", '{"schema": "plantrack.export/1"}'),)
    ),
    "{where}: a record is a group of keys, one of which is `record`; correct it, or export the plan again": Case(
        "import x.json", (put("x.json", '{"schema": "plantrack.export/1", "records": [1]}'),)
    ),
    "{where}: the first row names no field here; name it, or empty the cell": Case(
        "import x.csv", (put("x.csv", "record,id\nplan,p,x\n"),)
    ),
    "{where}: {name} stands there twice; keep one of the two": Case(
        "import x.csv", (put("x.csv", "record,id,id\nplan,p,q\n"),)
    ),
    "{name} is too long for a cell of a workbook; export it as json or csv": Case(
        "export xlsx -o x.xlsx", (edit("en: Issue measures", f"en: {'x' * 32_768}"),)
    ),
    "{file} holds a part of its plan, and would take the rest away; choose another folder": Case(
        "import x.json --force", (exported("x.json", "1.2"),)
    ),
    # new plans
    "a plan needs a title; give one with --title": Case("new p --title ' ' --year 2025"),
    "{folder} is there already, and nothing was changed; choose another id": Case("new fairs --title p --year 2025"),
    "{id!r} cannot be a plan's id; begin with a letter, and write lower-case letters, digits and hyphens, as in "
    "science-2025": Case("new 科技 --title p --year 2025"),
    "{folder} holds something else than the demo; name another folder": Case("demo plans"),
    "the demo covers {first} to {last}, not {day}": Case("demo --day 2027-01-01"),
    "the guide has no page {typed!r}; choose one": Case("guide ' '"),
    # reports
    "no part of the report is called {word!r}; write one of {words}": Case("report --sections all"),
    "--sections, --brief and --full exclude each other; give one of them": Case("report --brief --full"),
    "{option} was given more than once; it takes one value": Case("report --week W45 --week W46"),
    "a report is on one period; name it by --week, --month, --quarter, --half, --year, or --from with --to": Case(
        "report --week W45 --month 2024-10"
    ),
    "a range has two ends; give both --from and --to": Case("report --from 2024-11-01"),
    "the range ends on {last}, before it begins on {first}; exchange the two": Case(
        "report --from 2024-11-10 --to 2024-11-01"
    ),
    "this period begins on {day}; a report needs one that has begun": Case("report --week W52"),
    "--from html prints a PDF; give --format pdf, or a file that ends in .pdf": Case("report --from html"),
    "--template is for documents; give --format docx or pdf, or a file that ends so": Case(
        "report --template paper.docx"
    ),
    "`explain` takes a task or two rule sets; write `explain REF` or `explain --compare default yinchuan-2025`": Case(
        "explain"
    ),
    "only the gantt chart takes an item; write `chart gantt {ref}`": Case("chart units 1"),
    "no language is called {word!r}; write zh or en": Case("status --lang fr"),
    # files that are written
    "{file}: this command cannot write {ending}; it writes: {formats}": Case("report -o report.csv"),
    "the format {form} contradicts the ending of {file}, which is for {meant}": Case(
        "report --format html -o report.md"
    ),
    "a picture is written as .svg or .png; {file} ends otherwise": Case("chart gantt -o plan.pdf"),
    "a file of the format {form} is not for a terminal; name one: -o report.{form}": Case(
        "report --format docx", how="terminal"
    ),
    "{file} belongs to a plan or to git; write the output to another file": Case(
        "report --format markdown -o plans/fairs/plan.yaml"
    ),
    "{file}: cannot be written: {why}": Case("report -o nowhere/report.md"),
    "the output cannot be written: {why}": Case("report", how="full"),
    "the package {module} is not installed; in a clone run `.uv/bin/uv sync --frozen --extra all`, elsewhere"
    " `pip install 'plantrack[{extra}]'`": Case("report -o report.xlsx", (missing("xlsxwriter"),)),
    "a picture of {width} × {height} pixels is too large; give a smaller --width, or write it as SVG": Case(
        "chart gantt -o plan.png", (set_to("plantrack.render.charts.png.MOST", 9),)
    ),
    "no font for this text is installed; install one, such as the package fonts-noto-cjk, or write the picture as SVG,"
    " which needs none": Case(
        "chart gantt -o plan.png", (set_to("plantrack.render.charts.png._family", lambda *_: None),)
    ),
    "LibreOffice is not installed, which prints the document; install it, or print the page by Chromium: --from html": (
        Case("report -o report.pdf", (variable("PATH", "/nonexistent"),))
    ),
    "LibreOffice is not installed, which prints the document; install it, or write the page: --format html": Case(
        "report --all -o all.pdf", (variable("PATH", "/nonexistent"),)
    ),
    "no browser is installed that prints the page; install Chromium, or leave out --from html": Case(
        "report --from html -o report.pdf", (variable("PATH", "/nonexistent"),)
    ),
    "{program} made no PDF: {why}": Case("report -o report.pdf", (program("soffice", "exit 3"),)),
    # the office's own paper
    "{file}: larger than {n} bytes, as no paper of an office is; make its pictures smaller": Case(
        OWN_PAPER, (large("paper.docx", 17 << 20),)
    ),
    "the template is no Word document (.docx): {why}": Case(OWN_PAPER, _papers(packed({"a.txt": b""}))),
    "the template has more than {n} parts, as no paper of an office has; save it anew": Case(
        OWN_PAPER, _papers(packed({f"{n}.bin": b"" for n in range(501)}))
    ),
    "the template has {n} paragraphs that say {place}; write one for the report": Case(
        OWN_PAPER, _papers(saved(paper("正文")))
    ),
    "{place} has no paragraph of its own; write it in one in the text of the template, outside tables and boxes": Case(
        OWN_PAPER, _papers(saved(paper("正文：{{report}}")))
    ),
    "the template has a place {place}, which there is not; there are: {places}": Case(
        OWN_PAPER, _papers(saved(paper("{{report}}", "{{isue}}")))
    ),
    "the template has a place {place}, and this report has no number; give --issue N": Case(
        OWN_PAPER.replace("--week W46", "--from 2024-11-12 --to 2024-11-17"), _papers(red_paper())
    ),
    "the template has a field {name}; page numbers are all it may have": Case(
        OWN_PAPER, _papers(changed(red_paper(), "word/document.xml", "<w:sectPr", FIELD))
    ),
    "the template has a picture that is elsewhere; insert the picture itself": Case(
        OWN_PAPER, _papers(changed(red_paper(), "word/document.xml", "<w:sectPr", PICTURE))
    ),
    "the template holds {what}; text and pictures are all it may hold": Case(
        OWN_PAPER, _papers(related(red_paper(), f"{REL}/oleObject", "file:///c:/x.bin"))
    ),
    "the margins of the template leave no room for a report; make them smaller": Case(OWN_PAPER, _papers(_narrow())),
    # published documents
    "`trace` takes a plan and a document; write `trace PLAN DOCUMENT` or `trace --diff OLD NEW`": Case("trace"),
    "{file}: {why}": Case("import notes.txt", (put("notes.txt", "会议记录\n今天讨论了三件事。\n"),)),
    "the document is in {language}; plantrack reads Chinese and English": Case(
        "import notes.txt", (put("notes.txt", "Der Plan wird bis Ende Juni für alle Schulen umgesetzt.\n"),)
    ),
    "{file} is a plan already; look at it with `plantrack status --plan {folder}`, or answer its questions with"
    " `plantrack import DOCUMENT -o {folder} --review`": Case("import plans/fairs/plan.yaml"),
    "{file} is a folder; give the document itself": Case("import plans"),
    "no plan was found: no part is headed as one, and the title does not say so; if it is one, name the heading of the"
    " plan with --plan-heading": Case("import notes.txt", (put("notes.txt", "会议记录\n今天讨论了三件事。\n"),)),
    "{file}: {why}. Name the heading of the plan with --plan-heading, look with --text at what was read, or bring it"
    " into a form that is read (guide import); --force drafts it all the same": Case(
        "import lost.txt", (put("lost.txt", "2026年工作计划\n一、工作任务\n春风吹拂。\n"),)
    ),
    "--review asks on a terminal; without one, answer the questions in plan.yaml": Case(
        "import harbour-2026.txt --review", (HARBOUR,)
    ),
    "--review writes what is answered into plan.yaml; leave out --dry-run and --format": Case(
        "import harbour-2026.txt --review --dry-run", (HARBOUR,), how="terminal"
    ),
    "no heading holds {words!r}; the headings found are: {known}": Case(
        "import harbour-2026.txt --plan-heading 目标", (HARBOUR,)
    ),
    "{file} does not say which year the plan is for; say it with --year": Case(
        "import plan.txt", (put("plan.txt", "工作计划\n一、建设港口。\n（一）完成码头改造。\n"),)
    ),
    "a draft needs a folder of its own; name it with -o plans/ID, as in -o plans/science-2025": Case(
        "import 计划.txt", (put("计划.txt", DOCUMENT.read_bytes()),)
    ),
    "{folder} has a journal, whose records would lose their tasks; choose another folder. --force replaces the plan,"
    " and keeps it as {old}": Case("import harbour-2026.txt -o plans/fairs", (HARBOUR,)),
    "{file} is there already; nothing was changed. --force replaces it, and keeps it as {old}": Case(
        "import harbour-2026.txt -o plans/fairs", (HARBOUR, gone("plans/fairs/journal"))
    ),
    "larger than {n} bytes, as no document is that people wrote; copy its text and save it as .txt": Case(
        "import plan.txt", (put("plan.txt", "x" * 99), set_to("plantrack.documents.formats.MOST_BYTES", 9))
    ),
    "there is no text in it; give the document itself": Case("import plan.txt", (put("plan.txt", " \n"),)),
    "this is no text: it holds bytes that no text has; give the document itself": Case(
        "import plan.txt", (put("plan.txt", bytes(range(32)) * 9),)
    ),
    "there is no encoding {encoding!r}; try utf-8, gb18030, big5 or utf-16": Case(
        "import harbour-2026.txt --encoding x", (HARBOUR,)
    ),
    "not {encoding} at byte {byte}; leave out --encoding to have it found, or name another": Case(
        "import harbour-2026.txt --encoding ascii", (HARBOUR,)
    ),
    "this is no text in UTF-8, GB18030 or Big5; name its encoding with --encoding": Case(
        "import plan.txt", (put("plan.txt", b"\xff\xfd\x81 \x80\xff" * 9),)
    ),
    "it is locked with a password; open it, save it without the password and give that file": Case(
        "import plan.docx", (put("plan.docx", LOCKED),)
    ),
    "there is no table in it, or an empty one; give the file that holds the tasks": Case(
        "import plan.csv", (put("plan.csv", ""),)
    ),
    "no table of tasks was found; two heads in one row must be known, such as 任务 and 完成时限, or Task and Due; "
    "these were found: {heads}": Case("import plan.csv", (put("plan.csv", "颜色,形状\n红,圆\n"),)),
    "the table says how its tasks stand; say as of which day with --on, as in --on {day}": Case(
        "import plan.csv -o plans/x --year 2024", (put("plan.csv", "任务,状态\n修桥,已完成\n"),)
    ),
    "only a table says how tasks stand; leave out --on and --by": Case(
        "import harbour-2026.txt -o plans/x --on 2024-01-01", (HARBOUR,)
    ),
    "larger than {n} bytes; save the table as a file of its own": Case(
        "import plan.csv", (put("plan.csv", "任务,状态\n"), set_to("plantrack.tables.sheets.MOST_BYTES", 9))
    ),
    "line {line}: {why}; a quotation mark may be missing there": Case(
        "import plan.csv", (put("plan.csv", '任务,时限\n"' + "长" * 140_000),)
    ),
    "the workbook is damaged: {why}; {remedy}": Case(
        "import plan.xlsx", (put("plan.xlsx", packed({"xl/workbook.xml": b"<a/>"})),)
    ),
    "its cells reach too far to be read; copy the table into a new workbook and save it as .xlsx": Case(
        "import plan.xls",
        (put("plan.xls", OLE + "Workbook\0".encode("utf-16-le")), set_to("plantrack.tables.trial._TRIAL", "exit(1)")),
    ),
    "this is {format}; {remedy}": Case("import plan.doc", (put("plan.doc", OLE),)),
    "the file is damaged: {why}; open it in Word or WPS and save it anew": Case(
        "import plan.docx", (put("plan.docx", b"PK\x03\x04nonsense"),)
    ),
    "{part} declares entities or is no plain XML; open it in Word or WPS and save it anew": Case(
        "import plan.docx",
        (put("plan.docx", with_parts(word(""), [("word/document.xml", b"<!DOCTYPE a><a/>")])),),
    ),
    "its elements are nested too deeply; open it in a browser, copy the text and save it as .txt": Case(
        "import plan.html", (put("plan.html", "<ul><li>" * 10_000 + "计划"),)
    ),
    "there is no text in this page; open it in a browser, copy the text and save it as .txt": Case(
        "import plan.html", (put("plan.html", "<!-- -->"),)
    ),
    "this PDF is a scan: its pages are pictures; run a text recognition (OCR) over it first": Case(
        "import plan.pdf", (put("plan.pdf", _scan()),)
    ),
    "the PDF cannot be read: {why}; open it, print it to a new PDF, or copy the text and save it as .txt": Case(
        "import plan.pdf", (put("plan.pdf", b"%PDF-1.4\n" + bytes(range(256))),)
    ),
    # the check against an earlier state
    "--new-since and --baseline are two ways of comparing; give one of them": Case(
        "check --new-since HEAD --baseline result.json"
    ),
    "--new-since compares plans in a folder with git; on a server, give an earlier result: --baseline": Case(
        "check --all postgresql://127.0.0.1:1/db --new-since main"
    ),
    "{revision!r} is a file and no git revision; give an earlier result with --baseline": Case(
        "check --new-since result.json", (committed, put("result.json", RESULT))
    ),
    "{folder} is in no git repository; give a result of `plantrack check --format json` with --baseline instead": Case(
        "check --new-since HEAD"
    ),
    "there is no revision {revision!r} here; correct the name, or fetch it with `git fetch --all --tags`": Case(
        "check --new-since nothing", (committed,)
    ),
    "there is no revision {revision!r} in this shallow clone; fetch it with `git fetch --unshallow`; in CI set"
    " `fetch-depth: 0` (GitHub Actions) or `GIT_DEPTH: 0` (GitLab)": Case("check --new-since HEAD~1", (shallow,)),
    "{revision!r} fits several revisions; write the whole id, refs/heads/… or refs/tags/…": Case(
        "check --new-since twice", (committed,)
    ),
    "git cannot read the repository of {folder}: {why}": Case(
        "check --new-since HEAD", (committed, variable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"))
    ),
    "git gave no answer within {n} seconds; try again, or give an earlier result with --baseline": Case(
        "check --new-since HEAD",
        (program("git", "exec /bin/sleep 9"), set_to("plantrack.planfile.revision.PATIENCE", 0.01)),
    ),
    "git cannot be run: {why}; install git and put it on the path": Case(
        "check --new-since HEAD", (variable("PATH", "/nonexistent"),)
    ),
    "the plan at {revision!r} cannot be laid out: {why}; set TMPDIR to a folder that can be written": Case(
        "check --new-since HEAD", (committed, set_to("tempfile.tempdir", "/nowhere"))
    ),
    "{file} is tracked by git, so that a change could rewrite it; keep the result out of the repository": Case(
        "check --baseline result.json", (put("result.json", RESULT), committed)
    ),
    "{file}: no result of `plantrack check --format json`; write one with that command and its option -o": Case(
        "check --baseline result.json", (put("result.json", "{}"),)
    ),
    "{file}: a result of the plan {other}, not of {plan}; name one of the same plan": Case(
        "check --baseline result.json", (put("result.json", RESULT),)
    ),
    # stores of journals
    "{path}: no such folder; name the folder of a plan or of plans, or a server: postgresql://host/database": (
        Case("journal copy nowhere archive")
    ),
    "there is no journal at {places}; name the folder of a plan or of plans, or a server that keeps some": Case(
        "journal verify empty empty", (put("empty/note.txt", ""),)
    ),
    "there is no journal of plan {plan} at {store}; correct --plan, or name another place": Case(
        "journal verify plans plans --plan other"
    ),
    "{file} and {other} are both plan {plan}; give the folder of one": Case(
        "journal copy plans archive", (put("plans/again/plan.yaml", PLAN),)
    ),
    # documents that cost too much
    **{
        _LIMITS[work][1].template: Case(f"import {name}", (put(name, content), limit(work, 0)))
        for work, (name, content) in COSTLY.items()
    },
}
"""The errors, by the template of their message, in the order in which a reader looks for them."""
