"""The periodic report as PDF, by whichever program is installed: LibreOffice from the document, or a browser from the page."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from plantrack.errors import UsageError
from plantrack.render.context import RenderContext
from plantrack.reports.periodic import PeriodicReport

OFFICES = ("soffice", "libreoffice")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
PATIENCE = 300
"""Seconds after which a program has failed."""
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as PDF. Raises UsageError where no program is installed that makes one."""
    if office := _installed(OFFICES):
        from plantrack.render.docx import document

        return from_docx(office, document.report(view, ctx))
    if (browser := _installed(BROWSERS)) and find_spec("plantrack.render.html"):
        from plantrack.render import html

        return from_html(browser, html.report(view, ctx).encode())
    raise UsageError("no program that makes PDF is installed; install LibreOffice or Chromium, or write --format docx")


def from_docx(office: str, document: bytes) -> bytes:
    """Return the PDF that LibreOffice makes of a document, with tags for those who listen to it."""
    command = [office, "-env:UserInstallation={folder}/profile", "--headless", "--convert-to", TAGGED, "--outdir", "."]
    return _made([*command, "report.docx"], "report.docx", document)


def from_html(browser: str, document: bytes) -> bytes:
    """Return the PDF that Chromium or one of its kind prints of a page."""
    alone = ["--no-sandbox"] if getattr(os, "geuid", int)() == 0 and os.name == "posix" else []
    command = [browser, "--headless", "--disable-gpu", *alone, "--user-data-dir={folder}/profile"]
    command += ["--no-pdf-header-footer", "--print-to-pdf=report.pdf", "{folder}/report.html"]
    return _made(command, "report.html", document)


def _installed(programs: Sequence[str]) -> str | None:
    return next((found for program in programs if (found := shutil.which(program))), None)


def _made(command: Sequence[str], name: str, document: bytes) -> bytes:
    """Return what a program makes of a file in a folder of its own, where nothing of the user's is read or left."""
    with TemporaryDirectory(prefix="plantrack-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        (here / name).write_bytes(document)
        words = [word.replace("{folder}", here.as_uri()) for word in command]
        try:
            done = subprocess.run(words, cwd=here, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - found by name
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError("{program} made no PDF: {why}", program=Path(command[0]).name, why=error) from None
        if not (made := here / "report.pdf").exists():
            why = done.stderr.decode(errors="replace").strip() or done.returncode
            raise UsageError("{program} made no PDF: {why}", program=Path(command[0]).name, why=why)
        return made.read_bytes()
