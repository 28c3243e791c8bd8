"""No output replaces a file of a plan, of a journal or of git, whatever name or link leads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.errors import UsageError
from plantrack.planfile.protected import check_output

REFUSED = (
    "plan.yaml", "./journal/../plan.yaml", "plan.yaml.old", "calendar.yaml", "contacts.yaml", "lights/office.yaml",
    "journal/2024-W45.jsonl", "journal/new.html", "journal/deep/new.html", "journal", "link.html", ".gitattributes",
    "journal/.gitattributes", "../.git/config", "../.git", "elsewhere/2024-W45.html", "../plan.schema.json",
    "plan.schema.json", "paper/../office.docx", "paper.docx",
)  # fmt: skip
ALLOWED = (
    "report.html", "report.docx", "elsewhere.schema.json", "../../plan.schema.json", "lights.html",
    "../journal/report.html", "../calendar.yaml", "../../git/x.md", "free.html",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a plan, in which we work."""
    made = tmp_path / "plans" / "p"
    (made / "journal").mkdir(parents=True)
    (made / "plan.yaml").touch()
    (made / "link.html").symlink_to("plan.yaml")
    (made / "elsewhere").symlink_to("journal")
    (made / "free.html").symlink_to("report.html")
    (made / "paper.docx").symlink_to("office.docx")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("name", REFUSED)
def test_refused(folder: Path, name: str) -> None:
    """With the path, and what to do instead."""
    with pytest.raises(UsageError, match=r"^.* belongs to a plan or to git; write the output to another file$"):
        check_output(folder / name, folder / "office.docx")


@pytest.mark.parametrize("name", ALLOWED)
def test_allowed(folder: Path, name: str) -> None:
    """Files beside a plan, and folders called like its own where no plan is."""
    check_output(folder / name, folder / "office.docx")
    assert not (folder / "report.html").exists()
