"""The commands that judge and report: report, check, validate."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cli_support import Bench, Run
from docx import Document
from templates import paper, red_paper, saved

import plantrack
from plantrack.dates.periods import period
from plantrack.files import LARGEST_TEMPLATE
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.planfile import read_plan
from plantrack.render.pdf import BROWSERS
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
        ("--year 2024", ("2024-01-01", "2024-12-31", "2024", "2024-11-18")),
        ("--year 今年", ("2024-01-01", "2024-12-31", "2024", "2024-11-18")),
        ("--year last", ("2023-01-01", "2023-12-31", "2023", "2023-12-31")),
    ],
)
def test_period(bench: Bench, words: str, expected: tuple[str, str, str, str]) -> None:
    """The latest complete week, or the one named, as people write it; as of its last day, or of today while it runs."""
    assert span(bench, *words.split()) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-01-10", ("2024-12-30", "2025-01-05", "2025-W01", "2025-01-05")),
        ("2025-01-13", ("2024-01-01", "2025-01-12", "2024-01-01/2025-01-12", "2025-01-12")),
    ],
)
def test_the_period_after_the_plan(bench: Bench, today: str, expected: tuple[str, str, str, str]) -> None:
    """The latest complete week while it begins within the plan; then everything until its end."""
    with time_machine.travel(f"{today}T04:00:00Z"):
        assert span(bench) == expected


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
        (
            "--week this --month this",
            "a report is on one period; name it by --week, --month, --quarter, --half, --year, or --from with --to",
        ),
        (
            "--week this --from 2024-11-01",
            "a report is on one period; name it by --week, --month, --quarter, --half, --year, or --from with --to",
        ),
        ("--from 2024-11-01", "a range has two ends; give both --from and --to"),
        ("--to 2024-11-01", "a range has two ends; give both --from and --to"),
        (
            "--from 2024-11-02 --to 2024-11-01",
            "the range ends on 2024-11-01, before it begins on 2024-11-02; exchange the two",
        ),
        ("--from 2024-11-31 --to 2024-12-01", "'2024-11-31' is not a day; write it as YYYY-MM-DD"),
        ("--week 2024-W50", "this period begins on 2024-12-09; a report needs one that has begun"),
        ("--month 12月 --as-of 2024-12-31", "this period begins on 2024-12-01; a report needs one that has begun"),
        ("--month 11月 --as-of 2024-10-31", "this period begins on 2024-11-01; a report needs one that has begun"),
        ("--as-of 11月", "'11月' is 2024-11-01 to 2024-11-30; a single day is needed here"),
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
    history = History(open_journal(bench.journal).read().updates)
    view = periodic_report(
        file.plan, history, period("2024-W46"), zone=file.zone, as_of=date(2024, 11, 17), known_at=None,
        provenance=plantrack.provenance(file, history),
    )  # fmt: skip
    words = ("report", "--week", "2024-W46", "--lang", language)
    assert bench.run(*words) == Run(0, plantrack.to_text(view, language))
    assert bench.run(*words, "--format", "markdown") == Run(0, plantrack.to_markdown(view, language))
    assert bench.run(*words, "--format", "json") == Run(0, plantrack.to_json(view))


@pytest.mark.parametrize(
    ("words", "narrowed", "title"),
    [
        ("--unit fund", {"unit": "fund", "ref": None, "units": ["fund"], "refs": []}, "2024 (NSF Committee)"),
        (
            "--unit fund --lead stic --item 1",
            {"unit": None, "ref": "1", "units": ["fund", "stic"], "refs": ["1"]},
            "2024 (1 Hold the fairs) (NSF Committee, STI Bureau)",
        ),
        (
            "--item 1.2 --item 2",
            {"unit": None, "ref": None, "units": [], "refs": ["1.2", "2"]},
            "2024 (1.2 Win exhibitors, 2 Issue measures)",
        ),
    ],
)
def test_several_units_and_items(bench: Bench, words: str, narrowed: dict[str, Any], title: str) -> None:
    """A report is narrowed to what any of the units leads below any of the tasks; its title names them."""
    happened(bench)
    report = ("report", "--week", "2024-W46", *words.split())
    assert bench.json(*report)["narrowed"] == narrowed
    assert bench.run(*report, "--lang", "en").out.splitlines()[0] == f"Plan of the fairs: report on week 46 of {title}"


def test_a_year(bench: Bench) -> None:
    """A report on a year is named by it."""
    said = {"zh": "会展计划：2024年进展通报", "en": "Plan of the fairs: report on the year 2024"}
    for language, title in said.items():
        assert bench.run("report", "--year", "2024", "--lang", language).out.splitlines()[0] == title


def test_report_to_a_file(bench: Bench) -> None:
    """The week's report goes to a file in one command."""
    done = bench.run("report", "--format", "markdown", "-o", "report.md", "--lang", "en")
    assert done == Run(0, "", "report.md written\n")
    written = (bench.here / "report.md").read_text("utf-8")
    assert written.startswith("# Plan of the fairs: report on week 46 of 2024\n")
    assert "\n## Overall\n" in written


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
    assert bench.program(*words, env=env) == Run(0, "", "已写入report.xlsx\n")
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
    assert said == Run(
        2, "", "error: the package xlsxwriter is not installed; in a clone run `.uv/bin/uv sync --frozen --extra all`, "
        "elsewhere `pip install 'plantrack[office]'`\n",
    )  # fmt: skip
    assert not (bench.here / "report.xlsx").exists()


def test_the_parts_of_a_report(bench: Bench) -> None:
    """Chosen by their keys in any number of words, the most important, or everything; by one of these."""

    def headings(*chosen: str) -> list[str]:
        done = bench.run("report", "--format", "markdown", "--lang", "en", *chosen)
        assert done.code == 0
        return [line.removeprefix("## ") for line in done.out.splitlines() if line.startswith("## ")]

    assert headings("--sections", "problems,overall", "--sections", " summary ") == [
        "Problems",
        "Overall",
        "In numbers",
    ]
    assert headings("--brief") == ["Overall", "Problems"]
    assert {"In numbers", "Item by item", "Annex"} < set(headings("--full"))
    for wrong in (("--brief", "--full"), ("--sections", "overall", "--brief")):
        done = bench.run("report", *wrong, "--lang", "en")
        assert (done.code, done.err) == (
            2,
            "error: --sections, --brief and --full exclude each other; give one of them\n",
        )
    done = bench.run("report", "--sections", "overall,late,sumary", "--lang", "en")
    assert done.code == 2
    assert done.err.startswith("error: no part of the report is called 'sumary'; write one of overall, summary, items,")


def test_the_number_of_an_issue(bench: Bench) -> None:
    """It is the one given, else counted from the adoption; 0 is none."""
    assert bench.run("report", "--issue", "12", "--lang", "zh").out.splitlines()[1].startswith("第12期 · 2024年")
    assert bench.run("report", "--issue", "0", "--lang", "zh").code == 2


def lines(written: Path) -> list[str]:
    """Return the lines of a document."""
    return [one.text for one in Document(str(written)).paragraphs]


def test_a_template(bench: Bench) -> None:
    """The file that was given, else the one of the plan; only documents are written on it."""
    (bench.here / "given.docx").write_bytes(red_paper())
    (bench.folder / "own.docx").write_bytes(saved(paper("自用纸", "{{report}}")))
    words = "report", "--lang", "zh", "--issue", "12", "-o", "report.docx"
    assert bench.run(*words, "--template", "given.docx").code == 0
    assert lines(bench.here / "report.docx")[1] == "第12期　科创局"
    bench.edit("language: zh", "language: zh\nbulletin: {template: own.docx}")
    assert bench.run(*words).code == 0
    assert lines(bench.here / "report.docx")[0] == "自用纸"
    assert bench.run(*words, "--template", "given.docx").code == 0
    assert lines(bench.here / "report.docx")[0] == "科技创新局督查通报"
    assert bench.run("report", "--lang", "zh").code == 0


def test_a_template_that_cannot_be_used(bench: Bench) -> None:
    """One sentence says why, and no file is written."""
    (bench.here / "bare.docx").write_bytes(saved(paper("正文")))
    (bench.here / "large.docx").write_bytes(bytes(LARGEST_TEMPLATE + 1))
    for name, code, said in (
        ("none.docx", 3, ("error: none.docx: cannot be read: No such file or directory; "
         "check the path and who may read it\n")),
        ("large.docx", 3, ("error: large.docx: larger than 16777216 bytes, as no paper of an office is; "
         "make its pictures smaller\n")),
        ("bare.docx", 3, "error: the template has 0 paragraphs that say {{report}}; write one for the report\n"),
    ):  # fmt: skip
        assert bench.run("report", "--template", name, "-o", "report.docx", "--lang", "en") == Run(code, "", said)
    assert not (bench.here / "report.docx").exists()
    done = bench.run("report", "--template", "bare.docx", "-o", "report.html", "--lang", "en")
    assert done == Run(2, "", "error: --template is for documents; give --format docx or pdf, or a file that ends so\n")


def test_from_html(bench: Bench) -> None:
    """It prints a PDF of the page, beside a range of days or not."""
    said = "error: --from html prints a PDF; give --format pdf, or a file that ends in .pdf\n"
    assert bench.run("report", "--from", "html", "--lang", "en") == Run(2, "", said)
    twice = bench.run("report", "--from", "2024-11-01", "--from", "2024-11-02", "--to", "2024-11-03", "--lang", "en")
    assert twice == Run(2, "", "error: --from was given more than once; it takes one value\n")
    nowhere = {"PATH": str(bench.here)}
    for words, program in (((), "LibreOffice"), (("--from", "html"), "no browser")):
        ranged = "report", "--from", "2024-11-01", "--to", "2024-11-10", *words, "-o", "x.pdf", "--lang", "en"
        done = bench.run(*ranged, env=nowhere)
        assert done.code == 2
        assert done.err.startswith(f"error: {program} is ")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for a browser is a shell script")
def test_what_is_printed_is_the_page(bench: Bench) -> None:
    """With its charts; a program stands in for the browser that gives back what it is to print."""
    browser = bench.here / BROWSERS[0]
    browser.write_text("#!/bin/sh\ncp report.html report.pdf\n", "utf-8")
    browser.chmod(0o755)
    words = "report", "--week", "2024-W46", "--lang", "en"
    bench.run(*words, "-o", "page.html")
    path = {"PATH": f"{bench.here}{os.pathsep}{os.environ['PATH']}"}
    assert bench.run(*words, "--from", "html", "-o", "page.pdf", env=path).code == 0
    page, printed = ((bench.here / name).read_text("utf-8") for name in ("page.html", "page.pdf"))
    assert printed == page
    assert "burnup" in page


@pytest.mark.parametrize("name", ["burnup", "lights"])
def test_the_charts_of_a_page_are_those_of_chart(bench: Bench, tmp_path: Path, name: str) -> None:
    """As of the same day, whatever the report has worked out for that day already."""
    day = ("--as-of", "2024-11-17", "--lang", "en")
    assert bench.run("report", "--week", "2024-W46", *day, "-o", str(tmp_path / "page.html")).code == 0
    assert bench.run("chart", name, *day, "--width", "724", "-o", str(tmp_path / "chart.svg")).code == 0
    assert (tmp_path / "chart.svg").read_text("utf-8") in (tmp_path / "page.html").read_text("utf-8")
