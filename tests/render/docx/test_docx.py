"""The report as an official document: what it says of any plan, and that people's text stays text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx_fixtures import LANGUAGES, made, many, told
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, ctx, shown_report
from support import journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.errors import UsageError
from plantrack.model.plan import Plan
from plantrack.render.docx.document import report

pytestmark = pytest.mark.slow  # whole documents

ONE = plan('tasks: [{ref: "1", title: 唯一任务, kind: deliverable, due: 2024-11-30}]')
SHIPPED = Path(__file__).parents[3] / "plans" / "shenzhen-sti-2024"


@LANGUAGES
def test_the_whole_document(language: str, snapshot: SnapshotAssertion) -> None:
    """Title, numbered sections with their tables, issuer and date; the annex, and what it rests on."""
    assert told(report(shown_report(), ctx(language))) == snapshot


def test_a_report_without_updates(snapshot: SnapshotAssertion) -> None:
    """Sections that have nothing to say are left out."""
    lines = told(made(ONE, journal('{"kind": "adopt", "on": "2024-09-18", "promises": {"1": {}}}')))
    assert lines == snapshot


@LANGUAGES
@pytest.mark.parametrize(
    ("plan_of", "week"),
    [
        pytest.param(lambda: plan(""), "2024-W46", id="no task"),
        pytest.param(lambda: ONE, "2024-W46", id="one task"),
        pytest.param(lambda: ONE, "2023-W40", id="year not begun"),
        pytest.param(lambda: SHOWN, "2024-W02", id="no updates"),
        pytest.param(lambda: many(300, "名" * 78), "2024-W46", id="300 tasks", marks=pytest.mark.slow),
    ],
)
def test_any_plan(plan_of: Callable[[], Plan], week: str, language: str) -> None:
    """Nothing to tell is told, too; every title stands in the document."""
    of = plan_of()
    text = "\n".join(told(made(of, [], language, week)))
    assert [task.ref for task in of.tasks if task.title.in_language(language) not in text] == []
    assert text.startswith("[Title] ")


@LANGUAGES
def test_a_hostile_report_is_inert(language: str) -> None:
    """Titles, notes, names, units and references: no link, no field and no mark-up comes of them."""
    written = made(HOSTILE_PLAN, HOSTILE_UPDATES, language)
    assert sum(line.count(INERT) for line in told(written)) > 30
    with ZipFile(BytesIO(written)) as archive:
        text, related = (
            archive.read("word/document.xml").decode(),
            archive.read("word/_rels/document.xml.rels").decode(),
        )
    assert all(tag not in text for tag in ("<w:hyperlink", "<w:fld", "<w:instr", "<w:object", "<w:altChunk"))
    assert "External" not in related
    assert "javascript:1" in text


@pytest.mark.slow
def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Another process, another order of hashes, another time zone, another moment: the same file."""
    written = []
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        file = tmp_path / f"{seed}.docx"
        words = [
            "report",
            "--week",
            "2024-W46",
            "--plan",
            str(SHIPPED),
            "--lang",
            "zh",
            "--format",
            "docx",
            "-o",
            str(file),
        ]
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PLANTRACK_CACHE": "off"}
        subprocess.run([sys.executable, "-m", "plantrack", *words], check=True, env=surroundings, capture_output=True)
        written.append(file.read_bytes())
    assert written[0] == written[1]
    with ZipFile(BytesIO(written[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to install."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as error:
        report(shown_report(), ctx("en"))
    assert str(error.value) == (
        "the package docx is not installed; in a clone run `.uv/bin/uv sync --frozen --extra all`, "
        "elsewhere `pip install 'plantrack[office]'`"
    )
