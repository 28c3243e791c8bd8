"""All plans of a folder: shown together, with the numbers that each shows alone; what cannot be read hides nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from typing import Any

import pytest
from cli_support import HOSTILE, Bench, Run, on_terminal
from docx_fixtures import told
from openpyxl import load_workbook
from portfolio_support import ENGLISH, copied, notes, status, without_journal
from pypdf import PdfReader
from required import require
from syrupy.assertion import SnapshotAssertion
from templates import paper, saved

from plantrack.render.formats import REPORT, REPORT_ALL

TITLE = "title: {zh: 会展计划, en: Plan of the fairs}"


def period(year: int) -> tuple[str, str]:
    """Return the change that makes a plan one of another year."""
    return "{first: 2024-01-01, last: 2024-12-31}", f"{{first: {year}-01-01, last: {year}-12-31}}"


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


def test_nothing_has_moved(city: Bench) -> None:
    """Progress that is what it was is told in words, not as a difference of nothing."""
    for language, said in (("en", "unchanged since the period before"), ("zh", "与上期持平")):
        out = city.run("report", "--all", "--week", "2024-W48", "--as-of", "2024-12-01", "--lang", language).out
        assert (said in out, "=" in out.split("\n\n")[1]) == (True, False)


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


def test_a_format_that_is_none(bench: Bench) -> None:
    """It is refused, and every format that is named instead is written."""
    said = "x.csv: this command cannot write .csv; it writes: text, markdown, html, json, docx, xlsx, pdf"
    assert bench.run("report", "--all", "-o", "x.csv", *ENGLISH) == Run(2, "", f"error: {said}\n")
    assert tuple(REPORT_ALL) == tuple(REPORT)


@pytest.mark.slow
def test_printed(bench: Bench) -> None:
    """The PDF is what LibreOffice makes of the document: it names every plan."""
    require("soffice")
    assert bench.run("report", "--all", "--week", "2024-W46", *ENGLISH, "-o", "x.pdf").code == 0
    pages = [page.extract_text() for page in PdfReader(bench.here / "x.pdf").pages]
    assert "11 November 2024 to 17 November 2024, as of 17 November 2024" in pages[0]
    assert "Plan of the fairs" in "".join(pages)


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
