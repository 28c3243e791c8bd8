"""Errors in Chinese: every word of them, but for what is typed as it stands: commands, options, keys, files, ids."""

from __future__ import annotations

import re
import shlex

import pytest
from cli_support import PLAN, Bench

from plantrack.model.commands import ReportInput
from plantrack.model.policy import Rule

WRONG = """
    nope | shw | done | status --as-off x | status --as-of 2024-11-31 | status --as-of 13月 | status --as-of 每周五
    status --as-of 9月底前 | status --as-of 11/12 | status --as-of 20日 | status --as-of 24年 | status --as-of 周末
    status --as-of 元旦 | status --as-of 春节 | status --as-of 每周 | status --as-of 自6月1日起 | status --as-of 年初
    status --as-of foo | status --format html | status -o x.doc | status -o nowhere/x.json | status --unit nope
    status --rules nope | status --plan nope | status --plan a --plan b | list --sort name | list --light foo
    list --status foo | list --kind rate | show | show nope | explain | explain 1.1 --compare a b | update 2
    update 2 --percent abc | update 2 --percent 101 | update 1 --percent 5 | update 2 --status not-started --percent 60
    update 2 --status cancelled | update 1.1.1 --note x | update 1.1.1 --status blocked | update 2 --solved
    update 2 --note x --on 2024-11-19 | update 2 --note x --for 2024-W46 | update 2 --note x --for 2024-11
    update 1 --note x --for 2024-10 | update - --percent 4 | done 1 | done 高交会 | measure nope 5
    measure hnte-count 很多 | measure hnte-count 5万个 | measure hnte-count 5万家 --period 2027
    measure hnte-count 两到三万家 | assign 2 nope | reschedule 2 | reschedule 2 2025-01-31
    reschedule 2 2024-12-31 --reason x | reschedule 2 2024-12-01 --reason x | reschedule 1.2 2024-12-31 --reason x
    reschedule --approve NOPE | approve NOPE | refuse NOPE | cancel 2 | undo NOPE | undo --by 王芳 | log --limit 0
    baseline --section 9 | report --week foo | report --week 2024-W46 --month 11月 | report --from 2024-01-01
    report --week 2025-W01 | report --year x | report -o x.odt | check --only foo | check --grace -1 | check --grace x
    check --new-since nope | check --baseline nope.json | check --new-since a --baseline b | date | import nope.docx
    import plans/fairs/plan.yaml | trace | new x | new X --title y --year 2025 | new fairs --title y --year 2025
    new x --title y --year 20255 | chart foo | chart gantt 9 | chart burnup 1 | chart gantt --width 3
    chart gantt -o x.doc | schema a b | comment 2 ""
"""
LINES = ["{", "[]", '{"note": "x"}', '{"ref": "2", "x": 1}', '{"ref": "2", "on": 5}', '{"ref": "2", "percent": [1]}',
         '{"ref": 2}', '{"ref": "2", "solved": "x"}', '{"ref": "2", "status": "foo"}', ""]  # fmt: skip
EDITS = [
    ("kind: ongoing", "kind: rate"),
    ("unit: 家, qualifier", "unitt: 家, qualifier"),
    ("due: 2024-10-15", "due: 15.10.2024"),
    ("issuer: stic", "issuer: sti\ncolour: red\nreport_every: day\nreport_due: 每天"),
    ("lead: [stic]\n    tasks", "lead: stic, x\n  foo\n    tasks"),
    ("id: fairs", "id: fairs：x\n\ttitle: y"),
    ("id: fairs", "id: [fairs"),
    ("id: fairs", "<<<<<<< HEAD\nid: fairs"),
    ("title: {zh: 会展计划", "title: {zh: 会展计划, xx: y"),
]
RECORDS = """
    {"kind": "praise", "id": "u9"}
    {"kind": "report", "id": "a", "act": "b", "at": "2024-11-01T00:00:00Z", "by": "x", "on": "2024-13-01", "ref": "2"}
    {"kind": "report", "id": "c", "act": "d", "at": "2024-11-01T00:00:00Z", "by": "x", "on": "2024-11-01", "ref": "7"}
    {x
    [1]
"""
_FILE = r"\S*\.(?:yaml|jsonl|json|docx|odt|doc|svg|png)\b"
QUOTED = re.compile(
    r"`[^`]*`|'[^']*'|“[^”]*”|\{\"[^}]*\}|(?<![A-Za-z0-9])--?[a-z]+(?:-[a-z]+)*|^  \S+|" + _FILE,
)
"""Code, what was typed, options, candidates at the beginning of their lines, and files."""
NAMES = {
    "git", "YAML", "JSON", "UTF-8", "plantrack", "plans", "fairs", "this", "last", "sti", "deliverable", "ongoing",
    "W46", "off",
    "week", "month", "quarter", "text", "json", "markdown", "html", "docx", "xlsx", "pdf", "csv", "science-2025",
    *Rule, *ReportInput.__struct_encode_fields__,
}  # fmt: skip
"""Names of files, formats, rules and keys, and what is written in a plan."""


def latin(said: str, words: str = "") -> set[str]:
    """Return the Latin words of a message that nobody typed and that name nothing that is typed."""
    lines = [line for line in said.splitlines() if not line.startswith(("用法：", "帮助见"))]
    found = re.findall(r"[A-Za-z][A-Za-z0-9-]*", " ".join(QUOTED.sub(" ", line) for line in lines))
    return {word for word in found if word not in NAMES and word not in words}


COMMANDS = [words.strip() for line in WRONG.split("\n") for words in line.split(" | ") if words.strip()]


def test_refused_commands(bench: Bench) -> None:
    """What is wrong, and what to do."""
    env = {"PLANTRACK_LANG": "zh"}
    done = {words: bench.run(*shlex.split(words), env=env) for words in COMMANDS}
    assert [words for words, run in done.items() if run.code == 0] == []
    assert {words: left for words, run in done.items() if (left := latin(run.err, words))} == {}


def test_lines_that_cannot_be_read(bench: Bench) -> None:
    """Of `update -`: by key and byte."""
    done = {line: bench.run("update", "-", "--lang", "zh", given=line) for line in LINES}
    assert {line: left for line, run in done.items() if run.code == 0 or (left := latin(run.err, line))} == {}


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_problems_of_a_plan(bench: Bench, old: str, new: str) -> None:
    """By file, line and column; keys and their values are named as they are written."""
    assert old in PLAN
    bench.file.write_text(PLAN.replace(old, new), "utf-8")
    done = bench.run("validate", "plans/fairs", "--lang", "zh")
    known = re.sub(r"(此处可用：|一组键：)[^；\n]*", "", done.out + done.err)
    assert (done.code in (1, 3), latin(known, new)) == (True, set())


def test_records_that_are_not_known(bench: Bench) -> None:
    """Lines of the journal, in `validate` and as findings."""
    bench.write(*(line.strip() for line in RECORDS.strip().splitlines()))
    for words in ("validate plans/fairs", "check"):
        done = bench.run(*words.split(), "--lang", "zh")
        assert (done.code, latin(done.out + done.err, "report")) == (1, set())
