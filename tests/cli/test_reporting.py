"""The commands that judge and report: report, check, validate."""

from __future__ import annotations

import re
from datetime import date

import pytest
from cli_support import Bench, Run

import plantrack
from plantrack.dates.periods import period
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.model.policy import Rule
from plantrack.planfile import read_plan
from plantrack.reports.periodic import periodic_report

# report


def span(bench: Bench, *words: str) -> tuple[str, str, str, str]:
    """Return first and last day, label and as-of of a report."""
    found = bench.json("report", *words)
    named = found["period"]
    return named["first"], named["last"], named["label"], found["as_of"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ("2024-11-11", "2024-11-17", "2024-W46", "2024-11-17")),
        ("--week last", ("2024-11-11", "2024-11-17", "2024-W46", "2024-11-17")),
        ("--week this", ("2024-11-18", "2024-11-24", "2024-W47", "2024-11-18")),
        ("--week 2024-W40", ("2024-09-30", "2024-10-06", "2024-W40", "2024-10-06")),
        ("--week 2024W9", ("2024-02-26", "2024-03-03", "2024-W09", "2024-03-03")),
        ("--month last", ("2024-10-01", "2024-10-31", "2024-10", "2024-10-31")),
        ("--month this", ("2024-11-01", "2024-11-30", "2024-11", "2024-11-18")),
        ("--month 2024-02", ("2024-02-01", "2024-02-29", "2024-02", "2024-02-29")),
        ("--quarter last", ("2024-07-01", "2024-09-30", "2024-Q3", "2024-09-30")),
        ("--quarter 2024-Q4", ("2024-10-01", "2024-12-31", "2024-Q4", "2024-11-18")),
        ("--from 2024-11-01 --to 2024-11-10", ("2024-11-01", "2024-11-10", "2024-11-01/2024-11-10", "2024-11-10")),
        ("--from 2024-11-01 --to 2024-11-01", ("2024-11-01", "2024-11-01", "2024-11-01/2024-11-01", "2024-11-01")),
        ("--week 2024-W46 --as-of 2024-11-18", ("2024-11-11", "2024-11-17", "2024-W46", "2024-11-18")),
        ("--week W46", ("2024-11-11", "2024-11-17", "2024-W46", "2024-11-17")),
        ("--week 上周", ("2024-11-11", "2024-11-17", "2024-W46", "2024-11-17")),
        ("--month 10月", ("2024-10-01", "2024-10-31", "2024-10", "2024-10-31")),
        ("--month october", ("2024-10-01", "2024-10-31", "2024-10", "2024-10-31")),
        ("--quarter 三季度", ("2024-07-01", "2024-09-30", "2024-Q3", "2024-09-30")),
        ("--quarter Q3", ("2024-07-01", "2024-09-30", "2024-Q3", "2024-09-30")),
        ("--half 上半年", ("2024-01-01", "2024-06-30", "2024-H1", "2024-06-30")),
        ("--week 2024-W50", ("2024-12-09", "2024-12-15", "2024-W50", "2024-12-09")),
    ],
)
def test_period(bench: Bench, words: str, expected: tuple[str, str, str, str]) -> None:
    """The latest complete week, or the one named, as people write it; as of its last day, or of today while it runs."""
    assert span(bench, *words.split()) == expected


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--week 2024-W54", "'2024-W54' is not a week; write this, last or a name such as 2024-W46"),
        ("--week 46", "'46' is not a week; write this, last or a name such as 2024-W46"),
        ("--month 2024-13", "'2024-13' is not a month; write this, last or a name such as 2024-11"),
        ("--month 46", "'46' is not a month; write this, last or a name such as 2024-11"),
        ("--month 三季度", "'三季度' is not a month; write this, last or a name such as 2024-11"),
        ("--week 2024-11-11", "'2024-11-11' is not a week; write this, last or a name such as 2024-W46"),
        ("--month 每月5日", "'每月5日' is not a month; write this, last or a name such as 2024-11"),
        ("--quarter 2024-Q5", "'2024-Q5' is not a quarter; write this, last or a name such as 2024-Q4"),
        ("--week this --month this", "name one period: --week, --month, --quarter, --half, or --from with --to"),
        ("--week this --from 2024-11-01", "name one period: --week, --month, --quarter, --half, or --from with --to"),
        ("--from 2024-11-01", "a range has two ends: give both --from and --to"),
        ("--to 2024-11-01", "a range has two ends: give both --from and --to"),
        ("--from 2024-11-02 --to 2024-11-01", "the range ends on 2024-11-01, before it begins on 2024-11-02"),
        ("--from 2024-11-31 --to 2024-12-01", "'2024-11-31' is not a day; write it as 2024-11-17"),
        ("--as-of 11月", "'11月' is 2024-11-01 to 2024-11-30; a single day belongs here"),
    ],
)
def test_wrong_period(bench: Bench, words: str, error: str) -> None:
    """A name that is no period is wrong usage; what can be written is said."""
    assert bench.run("report", *words.split(), "--lang", "en") == Run(2, "", f"error: {error}\n")


REPORT_KEYS = [
    "schema", "plan", "as_of", "known_at", "period", "summary", "previous", "reached", "reported", "late", "at_risk",
    "unreported", "due_next", "indicators", "arrived_late", "assumed",
]  # fmt: skip


def happened(bench: Bench) -> None:
    """Let some things happen in and around the week 2024-W46."""
    stamp = {"by": "刘洋", "kind": "report"}
    bench.write(
        {**stamp, "id": "R1", "act": "A1", "at": "2024-11-12T04:00:00.000Z", "on": "2024-11-12", "ref": "1.2",
         "status": "in-progress", "progress": "谈了三家"},
        {**stamp, "id": "R2", "act": "A2", "at": "2024-11-13T04:00:00.000Z", "on": "2024-10-31", "ref": "2",
         "percent": 70},
        {"kind": "milestone", "id": "R3", "act": "A3", "at": "2024-11-14T04:00:00.000Z", "by": "刘洋",
         "on": "2024-11-14", "ref": "1.1.1", "state": "reached"},
    )  # fmt: skip


def test_report(bench: Bench) -> None:
    """What a week brought: reached, reported, late, owed, due next, arrived late, assumed."""
    happened(bench)
    found = bench.json("report", "--week", "2024-W46")
    assert [key for key in REPORT_KEYS if key not in found] == []
    assert found["period"] == {"first": "2024-11-11", "last": "2024-11-17", "label": "2024-W46"}
    assert [entry["ref"] for entry in found["reached"]] == ["1.1.1"]
    assert [entry["ref"] for entry in found["reported"]] == ["1.1.1", "1.2"]
    assert [(entry["ref"], entry["days_late"], entry["lead"]) for entry in found["late"]] == [("1.1", 1, ["stic"])]
    assert [entry["ref"] for entry in found["arrived_late"]] == ["2"]
    assert found["unreported"] == [
        {"unit": "stic", "count": 1, "refs": ["1.1"]},
        {"unit": "fund", "count": 1, "refs": ["1.2"]},
    ]
    assert found["due_next"] == []
    assert (found["summary"]["late"], found["previous"]["late"]) == (1, 0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_report_is_the_library_s(bench: Bench, language: str) -> None:
    """Text, Markdown and JSON are what a script gets: the same bytes."""
    happened(bench)
    file = read_plan(bench.folder)
    updates = open_journal(bench.journal).read().updates
    view = periodic_report(
        file.plan, History(updates), period("2024-W46"), zone=file.zone, as_of=date(2024, 11, 17), known_at=None,
        provenance=plantrack.provenance(file, History(updates)),
    )  # fmt: skip
    words = ("report", "--week", "2024-W46", "--lang", language)
    assert bench.run(*words) == Run(0, plantrack.to_text(view, language))
    assert bench.run(*words, "--format", "markdown") == Run(0, plantrack.to_markdown(view, language))
    assert bench.run(*words, "--format", "json") == Run(0, plantrack.to_json(view))


def test_report_to_a_file(bench: Bench) -> None:
    """The week's report goes to a file in one command."""
    done = bench.run("report", "--format", "markdown", "-o", "report.md", "--lang", "en")
    assert done == Run(0, "", "report.md written\n")
    written = (bench.here / "report.md").read_text("utf-8")
    assert written.startswith("# Plan of the fairs: report on week 46 of 2024\n")
    assert "\n## In numbers\n" in written


def test_report_of_the_shipped_plan(shipped: Bench) -> None:
    """The report of the week of the fair has the fair in it."""
    done = shipped.program("report", "--week", "2024-W46", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "Hold a successful 26th China Hi-Tech Fair" in done.out
    assert [entry["ref"] for entry in shipped.json("report", "--week", "2024-W46")["reached"]] == [
        "6.6.2",
        "6.6.3",
        "6.6",
    ]


def workbook(bench: Bench, **env: str) -> bytes:
    """Return the workbook that a program of its own writes."""
    words = ("report", "--week", "2024-W46", "--lang", "both", "--format", "xlsx", "-o", "report.xlsx")
    assert bench.program(*words, env=env) == Run(0, "", "report.xlsx written\n")
    return (bench.here / "report.xlsx").read_bytes()


def test_a_workbook_is_the_same_anywhere(bench: Bench) -> None:
    """The same plan, journal and days give the same bytes, whatever the time zone and the order of sets."""
    first = workbook(bench, PYTHONHASHSEED="1", TZ="UTC")
    assert first == workbook(bench, PYTHONHASHSEED="77", TZ="Asia/Tokyo")
    assert first.startswith(b"PK")


def test_a_workbook_without_its_package(bench: Bench) -> None:
    """One sentence says what to install, and no file is written."""
    (bench.here / "xlsxwriter.py").write_text("raise ModuleNotFoundError")
    said = bench.program("report", "--format", "xlsx", "-o", "report.xlsx", "--lang", "en")
    assert said == Run(2, "", "error: the package xlsxwriter is not installed; run: pip install 'plantrack[office]'\n")
    assert not (bench.here / "report.xlsx").exists()


# check


def test_check(bench: Bench) -> None:
    """Findings are one per line with file, line, rule and reference, then their counts; the exit code is 1."""
    assert bench.run("check", "--lang", "en") == Run(
        1,
        "plans/fairs/plan.yaml:25: error [overdue] 1.1 Hold the Hi-Tech Fair: "
        "due 2024-11-16 (assumed), 2 days ago, and not done\n"
        "plans/fairs/plan.yaml:29: error [overdue] 1.1.1 milestone Programme issued of Hold the Hi-Tech Fair: "
        "due 2024-10-15 (assumed) and not reached\n"
        "plans/fairs/plan.yaml:25: error [unreported] 1.1 Hold the Hi-Tech Fair: no report for 2024-10\n"
        "plans/fairs/plan.yaml:30: error [unreported] 1.2 Win exhibitors: no report for 2024-10\n"
        "plans/fairs/plan.yaml:31: error [unreported] 2 Issue measures: no report for 2024-10\n"
        "plans/fairs/plan.yaml:25: warning [assumed-due] 1.1 Hold the Hi-Tech Fair: due 2024-11-16, "
        "which neither the document nor a published source says\n"
        "plans/fairs/plan.yaml:29: warning [assumed-due] 1.1.1 Programme issued: due 2024-10-15, "
        "which neither the document nor a published source says\n"
        "plans/fairs/plan.yaml:31: warning [assumed-due] 2 Issue measures: due 2024-12-31, "
        "which neither the document nor a published source says\n"
        "findings as of 2024-11-18: 8 (overdue 2, unreported 3, assumed-due 3)\n",
    )


def found(bench: Bench, *words: str) -> tuple[int, list[tuple[str, str | None]]]:
    """Return the exit code of a check, and rule and reference of each finding, alike in text and for machines."""
    done = bench.run("check", *words, "--lang", "en")
    assert done.code == bench.run("check", *words, "--format", "json").code
    told = bench.json("check", *words)["findings"]
    assert len(re.findall(r"^plans/fairs/.*: error \[", done.out, re.MULTILINE)) == len(told)
    return done.code, [(entry["rule"], entry["ref"]) for entry in told]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--rule overdue", [("overdue", "1.1"), ("overdue", "1.1.1")]),
        ("--rule overdue --grace 2", [("overdue", "1.1.1")]),
        ("--rule overdue --grace 34", []),
        ("--rule overdue --as-of 2024-11-16", [("overdue", "1.1.1")]),
        ("--rule overdue --as-of 2024-10-15", []),
        ("--rule unreported --as-of 2024-10-30", []),
        ("--rule unreported --rule overdue --as-of 2024-11-01",
         [("overdue", "1.1.1"), ("unreported", "1.1"), ("unreported", "1.2"), ("unreported", "2")]),
        ("--rule invalid-plan", []),
        ("--rule journal-line", []),
    ],
)  # fmt: skip
def test_rules(bench: Bench, words: str, expected: list[tuple[str, str]]) -> None:
    """Only what was asked for is looked for: 1 when something is found, 0 when nothing is."""
    assert found(bench, *words.split()) == (1 if expected else 0, expected)


def test_nothing_found(bench: Bench) -> None:
    """Nothing found is said, too."""
    done = bench.run("check", "--rule", "overdue", "--as-of", "2024-10-15", "--lang", "en")
    assert done == Run(0, "nothing found as of 2024-10-15\n")
    assert bench.json("check", "--rule", "overdue", "--as-of", "2024-10-15")["counts"] == {"overdue": 0}


def test_problems_in_files(bench: Bench) -> None:
    """What is wrong in the plan or the journal is a finding with file and line."""
    bench.edit("due: 2024-12-31,", "due: 2025-12-31,")
    bench.write("<<<<<<< HEAD")
    done = bench.run("check", "--rule", "invalid-plan", "--rule", "journal-line", "--lang", "en")
    assert done.code == 1
    plan, journal, last = done.out.splitlines()
    assert plan.startswith("plans/fairs/plan.yaml:31: error [invalid-plan] ")
    assert journal.startswith("plans/fairs/journal/2024-W45.jsonl:1: error [journal-line] a merge marker; ")
    assert last == "findings as of 2024-11-18: 2 (invalid-plan 1, journal-line 1)"


def test_check_for_machines(bench: Bench) -> None:
    """Every key is there; the fingerprint does not change with the day, the language or the line."""
    view = bench.json("check", "--lang", "en")
    assert list(view) == ["schema", "plan", "as_of", "known_at", "rules", "findings", "counts"]
    assert view["counts"] == dict.fromkeys(Rule, 0) | {"overdue": 2, "unreported": 3, "assumed-due": 3}
    first = dict(view["findings"][0])
    mark = first.pop("fingerprint")
    assert first.pop("known") is False
    assert first == {
        "rule": "overdue", "severity": "error", "ref": "1.1",
        "message": "Hold the Hi-Tech Fair: due 2024-11-16 (assumed), 2 days ago, and not done",
        "file": "plans/fairs/plan.yaml", "line": 25,
    }  # fmt: skip
    bench.file.write_text("# moved down\n" + bench.file.read_text("utf-8"), "utf-8")
    later = bench.json("check", "--lang", "zh", "--as-of", "2024-11-25")["findings"][0]
    assert (later["fingerprint"], later["line"], "超期9天" in later["message"]) == (mark, 26, True)
    assert len({entry["fingerprint"] for entry in view["findings"]}) == 8


FORMATS = {
    "github": "::error file=plans/fairs/plan.yaml,line=25,title=overdue::1.1 Hold the Hi-Tech Fair: due ",
    "gitlab": '[\n  {\n    "description": "1.1 Hold the Hi-Tech Fair: due ',
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plantrack" tests="17" failures="5" errors="0">',
    "sarif": '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n',
}
"""What each of the formats for CI begins with."""


@pytest.mark.parametrize("form", FORMATS)
def test_formats_for_ci(bench: Bench, form: str) -> None:
    """The exit code is the same in each; a file holds what would be printed."""
    words = ("check", "--lang", "en", "--format", form)
    done = bench.run(*words)
    assert (done.code, done.err, done.out[: len(FORMATS[form])]) == (1, "", FORMATS[form])
    assert bench.run(*words) == done
    assert bench.run(*words, "-o", "found") == Run(1, "", "found written\n")
    assert (bench.here / "found").read_text("utf-8") == done.out
    assert bench.run(*words, "--rule", "overdue", "--grace", "90").code == 0


def test_a_rule_named_twice_is_tried_once(bench: Bench) -> None:
    """The same as named once."""
    once = bench.run("check", "--rule", "overdue", "--format", "junit")
    assert bench.run("check", "--rule", "overdue", "--rule", "overdue", "--format", "junit") == once


def test_the_summary_of_a_step(bench: Bench) -> None:
    """On GitHub the findings are added to what the step's summary has; no other format writes there."""
    file = bench.here / "summary.md"
    file.write_text("# before\n", "utf-8")
    env = {"GITHUB_STEP_SUMMARY": str(file)}
    words = ("check", "--rule", "overdue", "--lang", "en", "--format")
    for form in ("text", "json", "gitlab", "junit", "sarif"):
        assert bench.run(*words, form, env=env).err == ""
    assert file.read_text("utf-8") == "# before\n"
    assert bench.run(*words, "github", env=env) == bench.run(*words, "github")
    assert file.read_text("utf-8") == (
        "# before\n## Plan of the fairs\n\nfindings as of 2024-11-18: 2 (overdue 2)\n\n"
        "| Severity | Rule | What | Place |\n|---|---|---|---|\n"
        "| error | overdue | 1.1 Hold the Hi-Tech Fair: due 2024-11-16 (assumed), 2 days ago, and not done "
        "| plans/fairs/plan.yaml:25 |\n"
        "| error | overdue | 1.1.1 milestone Programme issued of Hold the Hi-Tech Fair: due 2024-10-15 (assumed) "
        "and not reached | plans/fairs/plan.yaml:29 |\n"
    )


def test_a_summary_that_is_full(bench: Bench) -> None:
    """Above 1 MiB GitHub would show nothing of it, so nothing is added."""
    file = bench.here / "summary.md"
    file.write_bytes(b"x" * ((1 << 20) - 100))
    assert bench.run("check", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(file)}).err == ""
    assert file.stat().st_size == (1 << 20) - 100


def test_a_summary_that_cannot_be_written(bench: Bench) -> None:
    """That is a warning; the annotations and the exit code are as without."""
    words = ("check", "--format", "github", "--lang", "en")
    done = bench.run(*words)
    for name, why in ((str(bench.here), "Is a directory"), ("/dev/full", "No space left on device")):
        said = f"warning: {name}: cannot be written: {why}\n"
        assert bench.run(*words, env={"GITHUB_STEP_SUMMARY": name}) == Run(1, done.out, said)


def test_overdue_until_all_is_done(shipped: Bench) -> None:
    """On the plan that is shipped: after its end what is open is overdue, and when all of it is done nothing is."""
    words = ("check", "--rule", "overdue", "--as-of", "2025-01-15", "--lang", "en")
    before = shipped.program(*words)
    assert (before.code, before.err) == (1, "")
    named = re.findall(r"^plans/shenzhen-sti-2024/plan\.yaml:\d+: error \[overdue\] (\S+) ", before.out, re.MULTILINE)
    tasks = [ref for ref in named if ref.count(".") == 1]
    assert tasks == ["1.2", "2.3", "3.3", "4.2", "7.3", "9.1", "9.2", "10.3", "10.4"]
    assert before.out.endswith(f"findings as of 2025-01-15: {len(named)} (overdue {len(named)})\n")
    roots = shipped.json("status")["tasks"]
    leaves = [child["ref"] for top in roots for child in top["children"]]
    assert (len(leaves), len(roots)) == (44, 10)
    done = shipped.program("done", *leaves, *(top["ref"] for top in roots), "--on", "2024-12-20", "--lang", "en")
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    assert [(r["ref"], r["status"], r["on"]) for r in shipped.records()[-54:]] == [
        (ref, "done", "2024-12-20") for ref in (*leaves, *(top["ref"] for top in roots))
    ]
    assert shipped.program(*words) == Run(0, "nothing found as of 2025-01-15\n")


# validate


def test_validate(bench: Bench) -> None:
    """A plan without problems is said to be so."""
    assert bench.run("validate", "--lang", "en") == Run(0, "plans/fairs/plan.yaml: no problems\n")
    assert bench.run("validate", "fairs") == Run(0, "plans/fairs/plan.yaml：没有问题\n")
    assert bench.run("validate", "plans/fairs/plan.yaml").code == 0


def test_validate_problems(bench: Bench) -> None:
    """Every problem of the plan in one run, each with line and column and what to do; the exit code is 1."""
    bench.edit('ref: "1.2"', 'ref: "1.1"')
    bench.edit("due: 2024-11-16", "due: 2024-11-31")
    bench.edit("kind: ongoing, lead: [fund]", "kind: ongoing, leads: [fund]")
    done = bench.run("validate", "--lang", "en")
    assert (done.code, done.err) == (1, "")
    *problems, last = done.out.splitlines()
    assert [line.split(" ")[0] for line in problems] == sorted(line.split(" ")[0] for line in problems)
    assert all(re.match(r"plans/fairs/plan\.yaml:\d+:\d+: ", line) for line in problems)
    for text in ("did you mean 'lead'?", "the day 2024-11-31 does not exist", "the reference 1.1 is used twice"):
        assert sum(text in line for line in problems) == 1, text
    assert last == f"plans/fairs/plan.yaml: errors {len(problems)}, warnings 0"


def test_validate_journal(bench: Bench) -> None:
    """Of the journal: broken lines are errors; records that are unknown, stray or from the future are warnings."""
    stamp = {"kind": "report", "act": "A", "by": "刘洋", "on": "2024-11-05", "percent": 5}
    bench.write(
        "<<<<<<< HEAD",
        {"kind": "poll", "id": "U1"},
        {**stamp, "id": "R1", "at": "2024-11-05T00:00:00.000Z", "ref": "9"},
        {**stamp, "id": "R2", "at": "2024-11-20T00:00:00.000Z", "ref": "2"},
        '{"kind":"report","id"',
    )
    done = bench.run("validate", "--lang", "en")
    assert done.code == 1
    file = "plans/fairs/journal/2024-W45.jsonl"
    assert sorted(done.out.splitlines()) == sorted([
        f"{file}:1: a merge marker; both sides belong here, so delete only this line",
        f"{file}:2: warning: a record of unknown kind 'poll'; kept and left alone",
        f"{file}:3: warning: the plan has nothing called 9; the record is kept and left alone",
        f"{file}:4: warning: recorded at 2024-11-20 00:00:00+00:00, more than a day from now; whose clock is wrong?",
        f"{file}:5: this line cannot be read as a record; restore it from git, or delete it if it was cut off",
        "plans/fairs/plan.yaml: errors 2, warnings 3",
    ])  # fmt: skip


def test_validate_warnings(bench: Bench) -> None:
    """Warnings alone are no failure."""
    bench.write({"kind": "poll", "id": "U1"})
    done = bench.run("validate", "--lang", "en")
    assert (done.code, done.out.splitlines()[-1]) == (0, "plans/fairs/plan.yaml: errors 0, warnings 1")


@pytest.mark.parametrize("content", [b"", b"id: [", b"- a list", b"\xff\xfe", b"title: x\n"])
def test_validate_what_is_no_plan(bench: Bench, content: bytes) -> None:
    """What cannot be read as a plan ends with 3, and says where."""
    bench.file.write_bytes(content)
    done = bench.run("validate", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert done.err.removeprefix("error: ").startswith("plans/fairs/plan.yaml:")


def test_validate_nothing(bench: Bench) -> None:
    """Where there is no plan there is nothing to validate."""
    said = "error: there is no plan at labs; a plan is a folder with a plan.yaml\n"
    assert bench.run("validate", "labs", "--lang", "en") == Run(4, "", said)


def second(bench: Bench) -> Bench:
    """Put another plan beside the plan of the fairs."""
    other = Bench(bench.here, "labs")
    other.journal.mkdir(parents=True)
    other.file.write_text(bench.file.read_text("utf-8").replace("id: fairs", "id: labs"), "utf-8")
    return other


def test_validate_several(bench: Bench) -> None:
    """Several plans one after the other, each once, in the order given; any file of a plan stands for the plan."""
    second(bench)
    files = ("plans/labs/plan.yaml", "plans/fairs/journal/2024-W38.jsonl", "plans/fairs/plan.yaml")
    said = "plans/labs/plan.yaml: no problems\nplans/fairs/plan.yaml: no problems\n"
    assert bench.run("validate", *files, "labs", "./plans/labs", "--lang", "en") == Run(0, said)


def test_validate_several_with_problems(bench: Bench) -> None:
    """What is wrong in one does not keep the others from being looked at; the greatest exit code counts."""
    other = second(bench)
    other.write("<<<<<<< HEAD")
    said = (
        "plans/labs/journal/2024-W45.jsonl:1: a merge marker; both sides belong here, so delete only this line\n"
        "plans/labs/plan.yaml: errors 1, warnings 0\n"
    )
    fine = "plans/fairs/plan.yaml: no problems\n"
    assert bench.run("validate", "labs", "fairs", "--lang", "en") == Run(1, said + fine)
    bench.file.write_bytes(b"\xff")
    error = "error: plans/fairs/plan.yaml: not UTF-8 at byte 0; save the file as UTF-8\n"
    assert bench.run("validate", "fairs", "labs", "--lang", "en") == Run(3, said, error)


def test_validate_one_of_several_is_missing(bench: Bench) -> None:
    """Where one of those named is no plan, none is looked at."""
    (bench.here / "notes.yaml").write_text("x", "utf-8")
    for name in ("nope", "notes.yaml"):
        said = f"error: there is no plan at {name}; a plan is a folder with a plan.yaml\n"
        assert bench.run("validate", "fairs", name, "--lang", "en") == Run(4, "", said)
