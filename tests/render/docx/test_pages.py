"""How long a bulletin is in pages, as LibreOffice lays them out, and where its pages end."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import bulletins
import pytest
from cli_support import SHIPPED, Bench
from required import require

from plantrack.render.pdf import OFFICES, TAGGED

MOST = {"shipped": 4, "acts": 10, "long": 25}
"""How many pages a report has at most: the week of the shipped plan, the month of 147 acts, that of 200 long titles."""
PERIODS = {"shipped": "--week 2024-W46", "acts": "--month 2026-04", "long": "--month 2026-04"}
HEAD = "bulletin: {heading: {zh: 督查通报, en: Supervision bulletin}, to: [{zh: 各处室, en: All divisions}]}\n"
HEADING = re.compile(r"[一二三四五六七八九十]+、\S{2,12}|[0-9]+\. [A-Z][\w ]+")
NUMBER = re.compile(r"— [0-9]+ —")
FULL = [
    (name, "", language)
    for name in PERIODS
    for language in ("zh", "en", "both")
    if (name, language) != ("long", "both")
]
BRIEF = [(name, "--brief", language) for name in PERIODS for language in ("zh", "en")]
Pages = dict[tuple[str, str, str], list[str]]


def printed(here: Path) -> Pages:
    """Return the text of each page of the full reports, and of the brief ones below a head; all printed at once."""
    office, bench = require(*OFFICES), Bench(here, "none")
    bulletins.write_all(here)
    shutil.copytree(SHIPPED, here / "plans" / "shipped")
    for report in (*FULL, *BRIEF):
        name, brief, language = report
        folder = here / "plans" / name
        if brief and "\nbulletin:" not in (plan := (folder / "plan.yaml").read_text("utf-8")):
            (folder / "plan.yaml").write_text(f"{plan}\n{HEAD}", "utf-8")
        words = (
            *PERIODS[name].split(),
            *brief.split(),
            "--lang",
            language,
            "-o",
            str(here / f"{'_'.join(report)}.docx"),
        )
        assert bench.run("report", "--plan", str(folder), *words).code == 0
    printing = (
        f"-env:UserInstallation={(here / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        TAGGED,
        "--outdir",
        here,
    )
    subprocess.run([office, *printing, *here.glob("*.docx")], cwd=here, capture_output=True, check=True)
    return {report: text_of(here / f"{'_'.join(report)}.pdf") for report in (*FULL, *BRIEF)}


def text_of(file: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


@pytest.mark.slow
def test_pages(tmp_path: Path) -> None:
    """Few pages in either language, with both less than twice as many; a brief report has one; none ends badly."""
    found = printed(tmp_path)
    counts = {report: len(pages) for report, pages in found.items()}
    assert {report: count for report, count in counts.items() if report[2] != "both" and count > most(report)} == {}
    for name in ("shipped", "acts"):
        assert counts[name, "", "both"] < 2 * max(counts[name, "", "zh"], counts[name, "", "en"])
    assert_ends_well([page for language in ("zh", "en") for page in found["acts", "", language]])


def most(report: tuple[str, str, str]) -> int:
    """Return how many pages a report has at most: a brief one has one, also below those who issue and receive it."""
    return 1 if report[1] else MOST[report[0]]


def assert_ends_well(pages: list[str]) -> None:
    """Hold that no page ends with a heading or the heads of a table alone, nor begins with what was left over."""
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip() and not NUMBER.fullmatch(line.strip())]
        assert not HEADING.fullmatch(lines[-1])
        assert len(lines) > 4
