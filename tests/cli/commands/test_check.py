"""The commands that judge: what `check` finds and `validate` shows, and their exit codes."""

from __future__ import annotations

import os
import re

import pytest
from cli_support import Bench, Run
from repository import git

from plantrack.files import typed
from plantrack.model.policy import Rule

# check


def test_check(bench: Bench) -> None:
    """Findings are one per line with file, line, rule and reference, then their counts; the exit code is 1."""
    assert bench.run("check", "--lang", "en") == Run(
        1,
        "plans/fairs/plan.yaml:26: error [overdue] 1.1 Hold the Hi-Tech Fair: "
        "due 2024-11-16 (assumed), 2 days ago, and not done\n"
        "plans/fairs/plan.yaml:31: error [overdue] 1.1.1 Hold the Hi-Tech Fair, milestone “Programme issued”: "
        "due 2024-10-15 (assumed), not reached\n"
        "plans/fairs/plan.yaml:26: error [unreported] 1.1 Hold the Hi-Tech Fair: no report for 2024-10\n"
        "plans/fairs/plan.yaml:32: error [unreported] 1.2 Win exhibitors: no report for 2024-10\n"
        "plans/fairs/plan.yaml:33: error [unreported] 2 Issue measures: no report for 2024-10\n"
        "plans/fairs/plan.yaml:26: warning [assumed-due] 1.1 Hold the Hi-Tech Fair: due 2024-11-16, "
        "which neither the document nor a published source says\n"
        "plans/fairs/plan.yaml:31: warning [assumed-due] 1.1.1 Programme issued: due 2024-10-15, "
        "which neither the document nor a published source says\n"
        "plans/fairs/plan.yaml:33: warning [assumed-due] 2 Issue measures: due 2024-12-31, "
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


def test_units_add_up(bench: Bench) -> None:
    """Findings on what either leads, whichever comes last."""
    stic, fund = (found(bench, "--only", "unreported", "--lead", unit) for unit in ("stic", "fund"))
    assert [code for code, _ in (stic, fund)] == [1, 1]
    for words in ("--lead stic --lead fund", "--unit 基金委 --lead stic"):
        assert found(bench, "--only", "unreported", *words.split()) == (1, sorted([*stic[1], *fund[1]]))
    assert found(bench, "--only", "overdue", "--lead", "stic", "--lead", "fund")[0] == 1
    assert found(bench, "--only", "overdue", "--lead", "fund") == (0, [])


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
    assert plan.startswith("plans/fairs/plan.yaml:33: error [invalid-plan] ")
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
        "file": "plans/fairs/plan.yaml", "line": 26,
    }  # fmt: skip
    bench.file.write_text("# moved down\n" + bench.file.read_text("utf-8"), "utf-8")
    later = bench.json("check", "--lang", "zh", "--as-of", "2024-11-25")["findings"][0]
    assert (later["fingerprint"], later["line"], "超期9天" in later["message"]) == (mark, 27, True)
    assert len({entry["fingerprint"] for entry in view["findings"]}) == 8


FORMATS = {
    "github": "::error file=plans/fairs/plan.yaml,line=26,title=overdue::1.1 Hold the Hi-Tech Fair: due ",
    "gitlab": '[\n  {\n    "description": "1.1 Hold the Hi-Tech Fair: due ',
    "junit": '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plantrack" tests="20" failures="5" errors="0">',
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
        "| plans/fairs/plan.yaml:26 |\n"
        "| error | overdue | 1.1.1 Hold the Hi-Tech Fair, milestone “Programme issued”: due 2024-10-15 (assumed), "
        "not reached | plans/fairs/plan.yaml:31 |\n"
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


@pytest.mark.parametrize("name", ["plan.yaml", "journal/2024-W38.jsonl", "../plan.schema.json", "../../.git/config"])
def test_a_summary_in_a_plan(bench: Bench, name: str) -> None:
    """What belongs to a plan or to git gets nothing added to it."""
    words = ("check", "--format", "github", "--lang", "en")
    (bench.here / ".git").mkdir()
    done, before = bench.run(*words), bench.files()
    file = f"plans/fairs/{name}"
    said = "warning: {} belongs to a plan or to git; write the output to another file\n"
    found = bench.run(*words, env={"GITHUB_STEP_SUMMARY": file})
    assert found == Run(1, done.out, said.format(typed(bench.here / file)))
    assert bench.files() == before


def test_a_summary_that_is_no_file(bench: Bench) -> None:
    """A pipe that nobody reads would wait for ever; that is a warning, too."""
    os.mkfifo(bench.here / "pipe")
    words = ("check", "--format", "github", "--lang", "en")
    said = "warning: pipe: cannot be written: Not a regular file\n"
    assert bench.run(*words, env={"GITHUB_STEP_SUMMARY": "pipe"}) == Run(1, bench.run(*words).out, said)


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


def test_validate_warns_of_a_template_that_is_not_there(bench: Bench) -> None:
    """The exit code stays: nothing but the report in Word needs it."""
    bench.file.write_text(bench.file.read_text("utf-8") + "bulletin: {template: 红头.docx}\n", "utf-8")
    assert bench.run("validate") == Run(
        0,
        "plans/fairs/plan.yaml: 警告：计划文件夹中没有红头.docx；请放入该文件，或更正 `template:`\n"
        "plans/fairs/plan.yaml：错误0个，警告1个\n",
    )


def test_validate_tells_of_contacts(bench: Bench) -> None:
    """The problems of that file come with those of the plan."""
    (bench.folder / "contacts.yaml").write_text("units: {stic: {people: [{name: 张三, mail: zhang}]}}\n", "utf-8")
    assert bench.run("validate", "--lang", "en") == Run(
        1,
        "plans/fairs/contacts.yaml:1:42: 'zhang' is not of the form that belongs here: a mail address, as in"
        " zhang@example.org\nplans/fairs/plan.yaml: errors 1, warnings 0\n",
    )


def test_validate_warns_of_contacts_that_git_tracks(bench: Bench) -> None:
    """Addresses of people are not for everybody who reads the repository."""
    (bench.folder / "contacts.yaml").write_text("office: []\n", "utf-8")
    git(bench.here, "init", "-q")
    assert bench.run("validate", "--lang", "en") == Run(0, "plans/fairs/plan.yaml: no problems\n")
    git(bench.here, "add", "--force", "plans/fairs/contacts.yaml")
    assert bench.run("validate", "--lang", "en") == Run(
        0,
        "plans/fairs/contacts.yaml: warning: git tracks this file, so that everybody reads the addresses;"
        " run `git rm --cached contacts.yaml` beside it\nplans/fairs/plan.yaml: errors 0, warnings 1\n",
    )


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
        f"{file}:4: warning: recorded at 2024-11-20 08:00, more than a day from now; whose clock is wrong?",
        f"{file}:5: this line cannot be read as a record; restore it from git, or delete it if it was cut off",
        "plans/fairs/plan.yaml: errors 2, warnings 3",
    ])  # fmt: skip


def test_check_and_validate_judge_records_alike(bench: Bench) -> None:
    """Records on a task that an amendment dropped later are known to both, whatever the day of the check."""
    stamp = {"act": "A", "by": "刘洋", "at": "2024-11-05T00:00:00.000Z", "on": "2024-11-05"}
    adopted = {"kind": "adopt", "promises": {"9": {}}}
    dropped = {"kind": "adopt", "promises": {"9": {"dropped": True}}, "at": "2024-11-12T00:00:00.000Z"}
    bench.write(
        {**stamp, "id": "A1", **adopted},
        {**stamp, "id": "R1", "kind": "report", "ref": "9", "percent": 5},
        {**stamp, "id": "A2", **dropped, "on": "2024-11-12"},
    )
    assert "nothing called 9" not in bench.run("validate", "--lang", "en").out
    checked = bench.run("check", "--only", "unknown-record", "--as-of", "2024-11-06", "--lang", "en")
    assert (checked.code, "nothing called 9" in checked.out) == (0, False)


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
    said = "error: there is no plan at labs; name a folder with a plan.yaml, or an id under plans/\n"
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
        said = f"error: there is no plan at {name}; name a folder with a plan.yaml, or an id under plans/\n"
        assert bench.run("validate", "fairs", name, "--lang", "en") == Run(4, "", said)
