"""All plans of a folder: shown together, with the numbers that each shows alone; what cannot be read hides nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_support import HOSTILE, Bench, Run, on_terminal
from docx_fixtures import told
from openpyxl import load_workbook
from portfolio_support import copied, without_journal
from syrupy.assertion import SnapshotAssertion
from templates import paper, saved

ENGLISH = ("--lang", "en")
TITLE = "title: {zh: 会展计划, en: Plan of the fairs}"
BROKEN = (
    "plans/broken/plan.yaml:3:1: not valid YAML: did not find expected node content; look here and at the line before"
)


def period(year: int) -> tuple[str, str]:
    """Return the change that makes a plan one of another year."""
    return "{first: 2024-01-01, last: 2024-12-31}", f"{{first: {year}-01-01, last: {year}-12-31}}"


def status(bench: Bench, *words: str, code: int = 0) -> dict[str, Any]:
    """Return the status of all plans for machines."""
    done = bench.run("status", "--all", *words, "--format", "json")
    assert (done.code, done.err) == (code, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def notes(bench: Bench, *words: str) -> list[tuple[str, str, str]]:
    """Return name, light and note of each plan in the status as text."""
    table = bench.run("status", "--all", *words, *ENGLISH).out.split("\nPlans, the worst first\n")[1].split("\n\n")[0]
    head, _, *rows = table.splitlines()
    ends = [head.index("Light"), head.index("Tasks"), head.index("Note")]
    return [(row[: ends[0]].strip(), row[ends[0] : ends[1]].strip(), row[ends[2] :].strip()) for row in rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_status(city: Bench, snapshot: SnapshotAssertion, language: str) -> None:
    """By plan, by unit and by light, the worst first, with the share of reports given; what cannot be read is told."""
    assert city.run("status", "--all", "--lang", language) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
def test_report(city: Bench, snapshot: SnapshotAssertion, language: str) -> None:
    """The bulletin tells what moved in the period, and what is late over all plans."""
    assert city.run("report", "--all", "--week", "2024-W46", "--lang", language) == snapshot


def test_check(city: Bench, snapshot: SnapshotAssertion) -> None:
    """What is found in each plan, with the path of its file, the plan with the most errors first."""
    assert city.run("check", "--all", "--only", "overdue,unreported", *ENGLISH) == snapshot


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_report_for_others(city: Bench, snapshot: SnapshotAssertion, form: str) -> None:
    """The same as Markdown and for machines."""
    assert city.run("report", "--all", "--week", "2024-W46", *ENGLISH, "--format", form).out == snapshot


@pytest.mark.parametrize("form", ["json", "github", "gitlab", "junit", "sarif"])
def test_check_for_others(city: Bench, snapshot: SnapshotAssertion, form: str) -> None:
    """The formats of CI services have all plans, each finding at its file."""
    assert city.run("check", "--all", "--only", "overdue", *ENGLISH, "--format", form).out == snapshot


@pytest.mark.parametrize("plan", ["fairs", "later"])
def test_the_numbers_are_those_of_the_plan_alone(city: Bench, plan: str) -> None:
    """Status, report and check of one plan have the same numbers."""
    (row,) = (one for one in status(city, code=3)["plans"] if one["id"] == plan)
    assert row["summary"] == city.json("status", "--plan", plan)["summary"]
    done = city.run("report", "--all", "--week", "2024-W46", "--format", "json")
    (row,) = (one for one in json.loads(done.out)["plans"] if one["id"] == plan)
    alone = city.json("report", "--plan", plan, "--week", "2024-W46")
    assert (row["summary"], row["previous"]) == (alone["summary"], alone["previous"])
    assert row["reached"] == len(alone["reached"])
    given = {one["unit"]: (one["now"]["reports_given"], one["now"]["summary"]) for one in _with_summary(alone)}
    assert {one["unit"]: (one["reports_given"], one["summary"]) for one in row["units"]} == given
    done = city.run("check", "--all", "--format", "json", *ENGLISH)
    (found,) = (one for one in json.loads(done.out)["plans"] if one["id"] == plan)
    assert found["findings"] == city.json("check", "--plan", plan, *ENGLISH)["findings"]


def _with_summary(report: dict[str, Any]) -> list[dict[str, Any]]:
    own = {"reports_due", "reports_given"}
    return [
        {**one, "now": {**one["now"], "summary": {k: v for k, v in one["now"].items() if k not in own}}}
        for one in report["ranking"]
    ]


# Plans of every kind


def test_what_is_noted(bench: Bench) -> None:
    """A plan that ended, one that has not begun, one that nobody adopted, and one that nobody reported on."""
    copied(bench, "a-old", period(2023), (TITLE, "title: Old"))
    copied(bench, "b-next", period(2025), (TITLE, "title: Next"))
    without_journal(copied(bench, "c-draft", (TITLE, "title: Draft")))
    two, three = (f"{n} problems; validate plans/{name}" for n, name in ((2, "a-old"), (3, "b-next")))
    assert notes(bench) == [
        ("Plan of the fairs", "✗ off track 1, ? unreported 2", "–"),
        ("Old", "✗ off track 1, ? unreported 1, · not due 1", f"ended 323 days ago, on 2023-12-31; {two}"),
        ("Next", "✗ off track 1, · not due 2", f"begins in 44 days, on 2025-01-01; {three}"),
        ("Draft", "✗ off track 1, · not due 2", "nothing was adopted by then"),
    ]


def test_an_empty_folder(bench: Bench) -> None:
    """There is nothing to show, which is said."""
    (bench.here / "none").mkdir()
    said = "All plans (none)\nas of 18 November 2024\n\nOverall\nThere is no plan here.\n"
    assert bench.run("status", "--all", "none", *ENGLISH) == Run(0, said)
    assert bench.run("check", "--all", "none", *ENGLISH) == Run(
        0, "nothing found as of 2024-11-18\nplans: 0; with errors 0\n"
    )


def test_a_plan_without_tasks(bench: Bench) -> None:
    """It has no light."""
    text = bench.file.read_text("utf-8")
    bench.file.write_text(text[: text.index("indicators:")] + "tasks: []\n", "utf-8")
    without_journal(bench)
    assert notes(bench) == [("Plan of the fairs", "–", "no tasks; nothing was adopted by then")]


def test_the_same_id_in_two_folders(bench: Bench) -> None:
    """Both count, each with its folder."""
    shutil.copytree(bench.folder, bench.here / "plans" / "sub" / "fairs")
    found = status(bench)
    assert [(one["folder"], one["id"]) for one in found["plans"]] == [
        ("plans/fairs", "fairs"),
        ("plans/sub/fairs", "fairs"),
    ]
    assert found["summary"]["total"] == 6
    names = re.findall(r"^Plan of the fairs \(.*?\)", bench.run("status", "--all", *ENGLISH).out, re.MULTILINE)
    assert names == ["Plan of the fairs (plans/fairs)", "Plan of the fairs (plans/sub/fairs)"]


def test_links_in_a_circle(bench: Bench) -> None:
    """What links lead to twice counts once."""
    (bench.here / "plans" / "again").symlink_to(bench.here / "plans")
    (bench.here / "plans" / "twice").symlink_to(bench.folder)
    assert [one["folder"] for one in status(bench)["plans"]] == ["plans/fairs"]


def test_a_link_that_leads_nowhere(bench: Bench) -> None:
    """There may have been a plan, so it is told."""
    (bench.here / "plans" / "gone").symlink_to("/nowhere")
    (bench.here / "plans" / "itself").symlink_to("itself")
    assert unread(bench) == [
        "plans/gone: this link leads nowhere; correct or remove it",
        "plans/itself: this link leads nowhere; correct or remove it",
    ]


def test_where_plans_are_looked_for(bench: Bench) -> None:
    """In the folder that is named, or in the nearest plans/ upwards; without either it is told."""
    copied(bench, "moved", under="other")
    assert [one["folder"] for one in status(bench, "other")["plans"]] == ["other/moved"]
    assert [one["folder"] for one in status(bench, ".")["plans"]] == ["other/moved", "plans/fairs"]
    os.chdir(bench.folder)
    assert [one["id"] for one in status(bench)["plans"]] == ["fairs"]
    os.chdir("/")
    assert bench.run("status", "--all", *ENGLISH) == Run(
        4, "", "error: no folder plans/ found here or above; name a folder of plans\n"
    )
    assert bench.run("status", "--all", "nowhere", *ENGLISH) == Run(
        4, "", "error: nowhere: no such folder; name a folder of plans\n"
    )
    said = "'mysql://db/plans' is no address of a server: it does not begin with postgresql://"
    assert bench.run("status", "--all", "mysql://db/plans", *ENGLISH) == Run(
        2, "", f"error: {said}; write postgresql://host/database\n"
    )


# What cannot be read


def unread(bench: Bench) -> list[str]:
    """Return what cannot be read, beside the plan of the fairs, which is shown."""
    found = status(bench, code=3)
    assert [one["id"] for one in found["plans"]] == ["fairs"]
    problems = [problem for one in found["unread"] for problem in one["problems"]]
    places = (":".join(str(one[key]) for key in ("file", "line", "column") if one[key]) for one in problems)
    return [f"{place}: {one['message']['en']}" for place, one in zip(places, problems, strict=True)]


def gone(plan: Path) -> None:
    """Let the file of a plan be a link that leads nowhere."""
    (plan / "plan.yaml").unlink()
    (plan / "plan.yaml").symlink_to("gone.yaml")


def no_folder(plan: Path) -> None:
    """Let the journal of a plan be no folder."""
    shutil.rmtree(plan / "journal")
    (plan / "journal").write_text("x")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone, ["plans/later/gone.yaml: cannot be read: No such file or directory"]),
        (lambda plan: (plan / "plan.yaml").write_bytes(b"\xff"),
         ["plans/later/plan.yaml: not UTF-8 at byte 0; save the file as UTF-8"]),
        (lambda plan: (plan / "plan.yaml").write_text("id: x\ntitle: [\n"),
         [BROKEN.replace("broken", "later")]),
        (lambda plan: (plan / "plan.yaml").write_text("- x\n"),
         ["plans/later/plan.yaml: not a plan; a plan begins with `id:`, `title:` and `period:`"]),
        (no_folder,
         ["plans/later/journal: cannot be read: Not a directory"]),
    ],
)  # fmt: skip
def test_an_unreadable_plan(bench: Bench, spoil: Callable[[Path], object], said: list[str]) -> None:
    """It is told in its place, the others are shown, and the exit code is 3 at the end."""
    spoil(copied(bench, "later").folder)
    assert unread(bench) == said


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_folder_that_nobody_may_read(bench: Bench) -> None:
    """It may hold plans."""
    (bench.here / "plans" / "closed").mkdir(mode=0)
    assert unread(bench) == ["plans/closed: cannot be read: Permission denied"]


def test_no_plan_can_be_read(bench: Bench) -> None:
    """There are no numbers then, and that is told."""
    bench.file.write_text("id: broken\ntitle: [\n", "utf-8")
    done = bench.run("status", "--all", *ENGLISH)
    said = "Overall\nPlans that cannot be read, and count in no number: 1.\n"
    assert (done.code, said in done.out) == (3, True)


def test_problems_of_files_and_lines(bench: Bench) -> None:
    """A plan with problems is shown, with their number and how to see them."""
    bench.edit("kind: ongoing, lead: [fund]", "kind: ongoing, lead: [nobody]")
    bench.write("no json")
    see = "validate plans/fairs"
    assert [note for *_, note in notes(bench)] == [f"1 problem; {see}; 1 line of the journal cannot be read; {see}"]


# Hostile texts


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_hostile_title(bench: Bench, form: str) -> None:
    """It is nothing but words in any format."""
    bench.edit("en: Plan of the fairs", f"en: {json.dumps(HOSTILE)}")
    out = bench.run("report", "--all", "--week", "2024-W46", "--format", form, *ENGLISH).out
    assert "\x1b" not in out
    assert ("<b>" in out.replace("<b class", "")) == (form in ("text", "json"))


def test_a_workbook(city: Bench) -> None:
    """Everything together on the first sheet, then the lists, then a sheet per plan under a name that Excel takes."""
    name = "=HYPERLINK('x')[1]: a very long title of a plan, longer than a sheet's name"
    city.edit("en: Plan of the fairs", f"en: {json.dumps(name)}")
    assert city.run("report", "--all", "--week", "2024-W46", "-o", "all.xlsx", "--lang", "both").code == 3
    book = load_workbook(city.here / "all.xlsx")
    lists = ["总体情况", "超期", "各单位（全部计划合计）", "亮灯情况（最差的在前）"]
    english = ["Overall", "Late", "Units over all plans", "Lights, the worst first"]
    plans = ["=HYPERLINK('x') 1 a very long…", "Plan of the halls"]
    assert book.sheetnames == [*lists, "会展计划", "场馆计划", *english, *plans]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}


# Filters and options


UNITS = """\
units:
  sti: {zh: 科技创新局, en: STI Bureau, formerly: [{zh: 科创局, en: STI Commission, until: 2024-01-31}]}
"""


@pytest.mark.parametrize("typed", ["stic", "科创局", "STI Bureau"])
def test_one_unit(city: Bench, typed: str) -> None:
    """Of every plan only what it leads, with the numbers of that plan alone."""
    found = status(city, "--unit", typed, code=3)
    assert found["narrowed"] == [typed]
    assert [one["summary"] for one in found["plans"]] == [
        city.json("status", "--plan", one["id"], "--unit", "stic")["summary"] for one in found["plans"]
    ]


def test_a_unit_that_no_plan_has(city: Bench) -> None:
    """It is told, with the units of the directory."""
    assert city.run("status", "--all", "--unit", "x", *ENGLISH) == Run(
        4, "", "error: no plan here that can be read has the unit x; write it as one of the plans does\n"
    )
    (city.here / "plans" / "units.yaml").write_text(UNITS, "utf-8")
    assert city.run("check", "--all", "--unit", "x", *ENGLISH) == Run(
        4,
        "",
        "error: no plan here that can be read has the unit x; write it as one of the plans does\n  sti  STI Bureau\n",
    )


def test_units_of_a_directory(city: Bench) -> None:
    """A unit has the name and the id that it has there, whatever a plan calls it."""
    (city.here / "plans" / "units.yaml").write_text(UNITS, "utf-8")
    copied(city, "third", ("stic: {zh: 科创局, en: STI Bureau}", "stic: {zh: 科技创新局, en: STIB}"))
    found = status(city, code=3)
    assert {one["unit"]: one["plans"] for one in found["by_unit"]} == {
        "sti": ["plans/fairs", "plans/third", "plans/later"],
        "fund": ["plans/fairs", "plans/third", "plans/later"],
    }
    assert found["units"]["sti"] == {"zh": "科技创新局", "en": "STI Bureau"}


def test_a_directory_with_problems(city: Bench) -> None:
    """They are told with line and column, and `check --all` fails."""
    (city.here / "plans" / "units.yaml").write_text("units:\n  stic: {zh: 科创局, successor: x}\n", "utf-8")
    shutil.rmtree(city.here / "plans" / "broken")
    said = "plans/units.yaml:2:30: stic has a successor and no last day; write `until:`\n"
    done = city.run("check", "--all", "--only", "overdue", "--unit", "fund", *ENGLISH)
    assert (done.code, said in done.out) == (1, True)
    shown = city.run("status", "--all", *ENGLISH)
    assert (shown.code, said in shown.out) == (3, True)


@pytest.mark.parametrize("words", [("status",), ("report", "--week", "2024-W46")])
def test_a_directory_that_cannot_be_read(bench: Bench, words: tuple[str, ...]) -> None:
    """The plans are shown, with the reason, once; the exit code is that of a file that cannot be read."""
    (bench.here / "plans" / "units.yaml").write_bytes(b"units: \xff")
    done = bench.run(*words, "--all", *ENGLISH)
    assert (done.code, done.err) == (3, "")
    assert "  plans/units.yaml: not UTF-8 at byte 7; save the file as UTF-8\n" in done.out


def test_units_in_doubt(city: Bench) -> None:
    """One id with two names is two units, which is told."""
    copied(city, "third", ("stic: {zh: 科创局, en: STI Bureau}", "stic: {zh: 统计局, en: Statistics}"))
    out = city.run("status", "--all", *ENGLISH).out
    elsewhere = "has the id stic, which is another unit elsewhere; write its names into units.yaml"
    assert out[out.index("Units in doubt") :] == (
        "Units in doubt\n"
        "Shown apart, as nothing says that they are one\n"
        f"  Statistics of third {elsewhere}\n  STI Bureau of fairs, later {elsewhere}\n"
    )
    assert re.findall(r"^(STI Bureau|Statistics) +[✗?]", out, re.MULTILINE) == ["Statistics", "STI Bureau"]


def test_as_of(bench: Bench) -> None:
    """All plans are shown as of that day, as people write it."""
    assert {one["as_of"] for one in status(bench, "--as-of", "2024-10-31")["plans"]} == {"2024-10-31"}
    assert status(bench, "--as-of", "10月底")["as_of"] == "2024-10-31"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["status", "--all", "--plan", "fairs"],
            "--plan is for one plan, --all for those of a folder; give one of them",
        ),
        (
            ["check", "--all", "--new-since", "main", "--baseline", "x.json"],
            "--new-since and --baseline are two ways of comparing; give one of them",
        ),
        (["report", "--all", "--item", "1"], "--item is for the report of one plan; leave it out, or leave out --all"),
        (["report", "--all", "--brief"], "--brief is for the report of one plan; leave it out, or leave out --all"),
        (["report", "plans"], "plans: a folder is for --all; name one plan with --plan"),
        (["check", "plans"], "plans: a folder is for --all; name one plan with --plan"),
    ],
)
def test_what_is_refused(bench: Bench, words: list[str], said: str) -> None:
    """What makes no sense for all plans is refused, and how to go on is said."""
    assert bench.run(*words, *ENGLISH) == Run(2, "", f"error: {said}\n")


def test_a_format_that_only_one_plan_has(bench: Bench) -> None:
    """It is refused before any plan is read."""
    said = "--all cannot be written as pdf; it is written as: text, markdown, html, json, docx, xlsx"
    assert bench.run("report", "--all", "-o", "x.pdf", *ENGLISH) == Run(2, "", f"error: {said}\n")


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_document(city: Bench, snapshot: SnapshotAssertion, language: str) -> None:
    """The same for printing: the text upright, in each language, and an annex with the tables, in both at once."""
    city.edit("en: Plan of the fairs", f"en: {json.dumps(HOSTILE)}")
    words = ("--week", "2024-W46", "--issue", "46", "--lang", language, "-o", "all.docx")
    assert city.run("report", "--all", *words).code == 3
    content = (city.here / "all.docx").read_bytes()
    assert told(content) == snapshot
    assert city.run("report", "--all", *words).code == 3
    assert (city.here / "all.docx").read_bytes() == content


def test_on_own_paper(city: Bench) -> None:
    """A city's paper has the head that it wants; its places are filled."""
    lines = ("Office of supervision", "No. {{issue}} of {{date}}, on {{period}}", "{{report}}")
    (city.here / "paper.docx").write_bytes(saved(paper(*lines)))
    words = ("report", "--all", "--week", "2024-W46", *ENGLISH, "-o", "all.docx", "--template", "paper.docx")
    said = "error: the template has a place {{issue}}, and this report has no number; give --issue N\n"
    assert city.run(*words) == Run(3, "", said)
    assert city.run(*words, "--issue", "46").code == 3
    assert told((city.here / "all.docx").read_bytes())[:4] == [
        "[Normal] Office of supervision",
        "[Normal] No. 46 of 17 November 2024, on week 46 of 2024",
        "[Title] Report on all plans (plans)",
        "[Compact Recipients] 11 November 2024 to 17 November 2024, as of 17 November 2024",
    ]


@pytest.mark.parametrize("columns", [80, 160])
def test_on_a_terminal(city: Bench, columns: int) -> None:
    """No line is wider than the terminal."""
    shown = on_terminal(city, "status", "--all", columns=columns)
    assert shown.code == 3
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown.out)
    assert max(map(len, plain.splitlines())) <= columns


@pytest.mark.parametrize("address", ["postgresql://db/p?nonsense=1", "postgresql://me:sesame@db/p", "postgres//db/p"])
@pytest.mark.parametrize("words", [("status",), ("check",), ("report",), ("status", "--rules", "default")])
def test_an_address_that_cannot_be_read(city: Bench, address: str, words: tuple[str, ...]) -> None:
    """It is a problem of its plan, with the line; the other plans are shown."""
    city.edit("units:\n", f"journal: {address}\nunits:\n")
    done = city.run(*words, "--all", "--format", "json")
    found = json.loads(done.out)
    assert (done.code, done.err, [one["id"] for one in found["plans"]]) == (3, "", ["later"])
    places = {(problem["file"], problem["line"]) for one in found["unread"] for problem in one["problems"]}
    assert ("plans/fairs/plan.yaml", 6) in places
    assert "sesame" not in done.out


def test_without_the_package_of_servers(city: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan on a server is not read then; those in folders are."""
    for name in [name for name in sys.modules if name.startswith(("psycopg", "plantrack.journal.postgresql"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    city.edit("units:\n", "journal: postgresql://db/p\nunits:\n")
    found = status(city, code=3)
    assert [one["id"] for one in found["plans"]] == ["later"]
    (said,) = (one["problems"][0] for one in found["unread"] if one["name"] == "plans/fairs")
    assert said["file"] == "plans/fairs/plan.yaml"
    assert "the package psycopg is not installed" in said["message"]["en"]
