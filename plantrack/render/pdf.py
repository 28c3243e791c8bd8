"""The periodic report as PDF: the document printed by LibreOffice, or the page printed by a browser; the same bytes each time."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from plantrack.errors import UsageError
from plantrack.render.context import RenderContext
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.portfolio.portfolio import Portfolio

OFFICES = ("soffice", "libreoffice")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
PATIENCE = 300
"""Seconds after which a program has failed."""
_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate) ?[(]D:)[0-9]{14}")
_IDENTITY = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
"""The places of a PDF that differ each time it is made: its moment, and the digests that are made of that."""
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


def report(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as PDF: the document, printed by LibreOffice. Raises UsageError where that is not installed."""
    office = _installed(OFFICES)
    if office is None:
        raise UsageError("LibreOffice is not installed, which prints the document; install it, or print the page by"
                         " Chromium: --from html")  # fmt: skip
    from plantrack.render.docx import document

    return from_docx(office, document.report(view, ctx), view.as_of)


def bulletin(view: Portfolio, ctx: RenderContext) -> bytes:
    """Return the report on all plans as PDF: the document, printed by LibreOffice. Raises UsageError without it."""
    office = _installed(OFFICES)
    if office is None:
        raise UsageError("LibreOffice is not installed, which prints the document; install it, or write the page:"
                         " --format html")  # fmt: skip
    from plantrack.render.portfolio import portfolio_docx

    return from_docx(office, portfolio_docx.report(view, ctx), view.as_of)


def page(view: PeriodicReport, ctx: RenderContext) -> bytes:
    """Return the report as PDF: the web page, printed by a browser. Raises UsageError where none is installed."""
    browser = _installed(BROWSERS)
    if browser is None:
        raise UsageError("no browser is installed that prints the page; install Chromium, or leave out --from html")
    from plantrack.render import html

    return from_html(browser, html.report(view, ctx).encode(), view.as_of)


def from_docx(office: str, document: bytes, day: date) -> bytes:
    """Return the PDF that LibreOffice makes of a document, with tags for those who listen to it, dated that day."""
    command = [office, "-env:UserInstallation={folder}/profile", "--headless", "--convert-to", TAGGED, "--outdir", "."]
    return _dated(_made([*command, "report.docx"], "report.docx", document), day)


def from_html(browser: str, document: bytes, day: date) -> bytes:
    """Return the PDF that Chromium or one of its kind prints of a page, dated that day."""
    alone = ["--no-sandbox"] if getattr(os, "geuid", int)() == 0 and os.name == "posix" else []
    command = [browser, "--headless", "--disable-gpu", *alone, "--user-data-dir={folder}/profile"]
    command += ["--no-pdf-header-footer", "--print-to-pdf=report.pdf", "{folder}/report.html"]
    return _dated(_made(command, "report.html", document), day)


def _dated(made: bytes, day: date) -> bytes:
    """Return a PDF that tells the day of the report instead of the moment at which it was made, in as many bytes."""
    made = _MOMENT.sub(rb"\g<1>" + f"{day:%Y%m%d}000000".encode(), made)
    text, end = made[: made.rfind(b"trailer")], made[made.rfind(b"trailer") :]
    digest = blake2b(text + _IDENTITY.sub(b"", end), digest_size=16).hexdigest().upper().encode()
    return text + _IDENTITY.sub(digest, end)


def _installed(programs: Sequence[str]) -> str | None:
    return next((found for program in programs if (found := shutil.which(program))), None)


def _made(command: Sequence[str], name: str, document: bytes) -> bytes:
    """Return what a program makes of a file in a folder of its own, where nothing of the user's is read or left."""
    with TemporaryDirectory(prefix="plantrack-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        (here / name).write_bytes(document)
        words = [word.replace("{folder}", here.as_uri()) for word in command]
        try:
            zone = {**os.environ, "TZ": "UTC"}
            done = subprocess.run(words, cwd=here, env=zone, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - found by name
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError("{program} made no PDF: {why}", program=Path(command[0]).name, why=error) from None
        if not (made := here / "report.pdf").exists():
            why = done.stderr.decode(errors="replace").strip() or done.returncode
            raise UsageError("{program} made no PDF: {why}", program=Path(command[0]).name, why=why)
        return made.read_bytes()
