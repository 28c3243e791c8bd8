"""The ending of a file says the format where nothing else does, and must not say another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.errors import UsageError
from plantrack.render.file_endings import FORMATS_OF_ENDING, output_format

REPORT = ("text", "markdown", "html", "json", "docx", "xlsx", "pdf")
CHECK = ("text", "json", "github", "gitlab", "junit", "sarif")


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("r.txt", "text"),
        ("r.md", "markdown"),
        ("a.b/r.HTML", "html"),
        ("r.htm", "html"),
        ("r.json", "json"),
        ("r.docx", "docx"),
        ("r.tar.xlsx", "xlsx"),
        ("r.pdf", "pdf"),
        ("r", "text"),
        ("r.log", "text"),
        ("/dev/stdout", "text"),
        (".md", "text"),
    ],
)
def test_the_ending_decides(file: str, form: str) -> None:
    """In small or large letters; one that says nothing leaves the usual format."""
    assert output_format(None, Path(file), REPORT) == form


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ("gitlab", "quality.json"),
        ("sarif", "r.json"),
        ("sarif", "r.sarif"),
        ("junit", "r.xml"),
        ("github", "r.log"),
    ],
)
def test_formats_may_share_an_ending(form: str, file: str) -> None:
    """What other programs read has the ending that they ask for."""
    assert output_format(form, Path(file), CHECK) == form


def test_without_a_file_the_first_format_is_the_usual_one() -> None:
    """And the one given counts."""
    assert [output_format(None, None, REPORT), output_format("pdf", None, REPORT)] == ["text", "pdf"]


@pytest.mark.parametrize("ending", FORMATS_OF_ENDING)
def test_an_ending_of_a_format_that_the_command_lacks_is_refused(ending: str) -> None:
    """Rather than writing text into a file that says it is something else."""
    formats = ("github",)
    with pytest.raises(UsageError, match=f"this command cannot write \\{ending}; it writes: github"):
        output_format(None, Path(f"r{ending}"), formats)
