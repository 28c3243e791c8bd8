"""From the bytes of a file to its normalised text. Each format is a small reader; the first to detect it reads it."""

import hashlib
from pathlib import Path

from plantrack.budget import Budget, Work, check
from plantrack.documents.formats.docx_reader import DocxReader
from plantrack.documents.formats.foreign import refuse
from plantrack.documents.formats.heading_lines import levels
from plantrack.documents.formats.html_reader import HtmlReader
from plantrack.documents.formats.markdown_reader import MarkdownReader
from plantrack.documents.formats.normalisation import normalised_lines
from plantrack.documents.formats.pdf_reader import PdfReader
from plantrack.documents.formats.plain_reader import PlainTextReader
from plantrack.documents.formats.reader import FormatReader
from plantrack.documents.parsed_document import Source
from plantrack.errors import PlanError, reason
from plantrack.files import typed

READERS: tuple[FormatReader, ...] = (PdfReader(), DocxReader(), MarkdownReader(), HtmlReader(), PlainTextReader())
"""Tried in this order; the last one reads any text."""
MOST_BYTES = 50 * 1024 * 1024


def read_file(path: Path, encoding: str | None = None) -> Source:
    """Return the text of a file. Raises PlanError, naming the file, if it cannot be read or has no text."""
    content = content_of(path)
    try:
        return read_source(content, path.name, encoding)
    except PlanError as error:
        raise PlanError("{file}: {why}", file=typed(path), why=error.message) from None


def content_of(path: Path) -> bytes:
    """Return the content of a file, or as much of it as is too much. Raises PlanError, naming the file."""
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise PlanError("{file}: cannot be read: {why}", file=typed(path), why=reason(error)) from None


def read_source(content: bytes, name: str, encoding: str | None = None) -> Source:
    """Return the text of a document; its format is found by its content, then by its name.

    `encoding` is for formats that do not state their own. Raises PlanError that says what to do, UsageError for an
    encoding that is none.
    """
    if len(content) > MOST_BYTES:
        raise PlanError(
            "larger than {n} bytes, as no document is that people wrote; copy its text and save it as .txt",
            n=MOST_BYTES,
        )
    refuse(content, name)
    draft = next(reader for reader in READERS if reader.detect(content, name)).read(content, encoding, Budget())
    check(Work.CHARACTERS, sum(map(len, draft.lines)))
    lines = normalised_lines(draft.lines)
    text = "\n".join(lines)
    if not text:
        raise PlanError("there is no text in it; give the document itself")
    return Source(text, hashlib.sha256(content).hexdigest(), draft.encoding, draft.warnings, tuple(levels(lines)))
