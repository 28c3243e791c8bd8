"""Formats that are not supported, and what to do with such a document."""

import re

from plantrack.errors import Message, PlanError, message
from plantrack.tables.workbooks import OLE, locked

_SAVE = message("open it in Word or WPS, save it as .docx and give that file")
_READ = message("run a text recognition (OCR) over it and save what it reads as .docx or .txt")
_PRINT = message("print it to PDF with its own reader, or copy the text and save it as .txt")
_COPY = message("give the document itself, or copy the table into a .docx file")
_BROWSE = message("open it in a browser, save it as HTML and give that file")
_UNPACK = message("unpack it and give the document in it")

_Case = tuple[re.Pattern[bytes], Message, Message]
_MAGIC: tuple[_Case, ...] = (
    (re.compile(rb"\{\\rtf"), message("an RTF file"), _SAVE),
    (re.compile(rb"(?s)\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP"), message("a picture"), _READ),
    (re.compile(rb"CAJ\0|HN.{0,2}\xc8\0|KDH |TEB|NH\0", re.DOTALL), message("a CAJ file"), _PRINT),
    (re.compile(rb"7z\xbc\xaf|Rar!|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ"), message("an archive"), _UNPACK),
    (re.compile(rb"(?i)(?:[a-z-]{1,40}: [^\n]{0,500}\n){0,20}MIME-Version:"), message("a web archive (.mht)"), _BROWSE),
    (re.compile(rb"(?s)<\?xml.{0,400}progid=\"Word\.Document\""), message("a Word document in one XML file"), _SAVE),
)
"""The first bytes of a file, its format, and what to do."""
_PARTS = (
    ("OFD.xml", message("an OFD document"), _PRINT),
    ("xl/workbook.xml", message("a workbook (.xlsx)"), _COPY),
    ("ppt/presentation.xml", message("a presentation (.pptx)"), _SAVE),
    ("content.xml", message("an OpenDocument file"), _SAVE),
)
_NAMES = (
    (re.compile(r"\.(?:wps|wpt)$", re.IGNORECASE), message("a WPS document (.wps)"), _SAVE),
    (re.compile(r"\.(?:xls|et)$", re.IGNORECASE), message("a workbook (.xls)"), _COPY),
    (re.compile(r"\.(?:ppt|dps)$", re.IGNORECASE), message("a presentation (.ppt)"), _SAVE),
    (re.compile(""), message("an old Word document (.doc)"), _SAVE),
)


def refuse(content: bytes, name: str) -> None:
    """Raise PlanError, with what to do, for content of an unsupported format."""
    if content.startswith(OLE):
        _refuse_ole(content, name)
    for pattern, said, remedy in _MAGIC:
        if pattern.match(content[:4000]):
            raise _is(said, remedy)


def refuse_parts(parts: list[str]) -> None:
    """Raise PlanError for a zip file of an unsupported or unknown format."""
    for part, said, remedy in _PARTS:
        if part in parts:
            raise _is(said, remedy)
    raise _is(message("an archive"), _UNPACK)


def _refuse_ole(content: bytes, name: str) -> None:
    """Old Office files and encrypted new ones share a container format."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise locked()
    raise next(_is(said, remedy) for pattern, said, remedy in _NAMES if pattern.search(name))


def _is(said: Message, remedy: Message) -> PlanError:
    return PlanError("this is {format}; {remedy}", format=said, remedy=remedy)
