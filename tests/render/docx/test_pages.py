"""How long a bulletin is in pages, as LibreOffice lays them out, and where its pages end."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import bulletins
import pytest
from required import require

from plantrack.render.pdf import OFFICES

SHIPPED = Path(__file__).parents[3] / "plans" / "shenzhen-sti-2024"
PERIODS = {"shipped": "--week 2024-W46", "acts": "--month 2026-04", "long": "--month 2026-04"}
"""The week of the shipped plan, the month of 147 acts, and that of 200 tasks under long titles."""
HEAD = "bulletin: {heading: {zh: 督查通报, en: Supervision bulletin}, to: [{zh: 各处室, en: All divisions}]}\n"
HEADING = re.compile(r"[一二三四五六七八九十]+、\S{2,12}|[0-9]+\. [A-Z][\w ]+")
NUMBER = re.compile(r"— [0-9]+ —")

pytestmark = pytest.mark.slow  # LibreOffice


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of two large plans."""
    require(*OFFICES)
    folder = tmp_path_factory.mktemp("bulletins")
    bulletins.write_all(folder)
    return folder / "plans"


@cache
def pages(plan: Path, period: str, language: str) -> list[str]:
    """Return the text of each page of a report."""
    command = [sys.executable, "-m", "plantrack", "report", *period.split(), "--plan", str(plan), "--lang", language]
    made = subprocess.run([*command, "--format", "pdf"], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.stdout, check=True, capture_output=True)
    return text.stdout.decode().split("\f")[:-1]


def folder_of(plans: Path, name: str) -> Path:
    """Return the folder of a plan."""
    return SHIPPED if name == "shipped" else plans / name


@pytest.mark.parametrize(("name", "most"), [("shipped", 4), ("acts", 10), ("long", 25)])
def test_length(plans: Path, name: str, most: int) -> None:
    """In either language, and with both less than twice as long as with the longer one."""
    count = {one: len(pages(folder_of(plans, name), PERIODS[name], one)) for one in ("zh", "en", "both")}
    assert max(count["zh"], count["en"]) <= most
    assert count["both"] < 2 * max(count["zh"], count["en"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PERIODS)
def test_the_brief_report_is_one_page(plans: Path, name: str, language: str) -> None:
    """Of each plan, in either language."""
    assert len(pages(folder_of(plans, name), f"{PERIODS[name]} --brief", language)) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PERIODS)
def test_the_brief_report_below_a_head_is_one_page(plans: Path, name: str, language: str, tmp_path: Path) -> None:
    """With a body that issues it, and those whom it goes to."""
    folder = tmp_path / folder_of(plans, name).name
    shutil.copytree(folder_of(plans, name), folder)
    with (folder / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "bulletin: {heading: {zh: 督查通报, en: Supervision bulletin}, to: [{zh: 各处室, en: All divisions}]}\n"
        )
    assert len(pages(folder, f"{PERIODS[name]} --brief", language)) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_ends_with_a_heading(plans: Path, language: str) -> None:
    """Nor with the heads of a table alone, nor does one begin with what was left over."""
    for page in pages(plans / "acts", "--month 2026-04", language):
        lines = [line.strip() for line in page.splitlines() if line.strip() and not NUMBER.fullmatch(line.strip())]
        assert not HEADING.fullmatch(lines[-1])
        assert len(lines) > 4
