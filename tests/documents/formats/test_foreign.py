"""What is said about formats that are not read."""

from __future__ import annotations

import pytest
from handmade import packed

from plantrack.documents.formats import read_source
from plantrack.documents.formats.foreign import refuse, refuse_parts
from plantrack.errors import PlanError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SAVE = "open it in Word or WPS, save it as .docx and give that file"
COPY = "give the document itself, or copy the table into a .docx file"
READ = r"run a text recognition \(OCR\) over it and save what it reads as .docx or .txt"
PRINT = "print it to PDF with its own reader, or copy the text and save it as .txt"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (OLE, "a.doc", rf"this is an old Word document \(.doc\); {SAVE}"), (OLE, "a.wps", rf"this is a WPS document \(.wps\); {SAVE}"),
        (OLE, "a.xls", rf"this is a workbook \(.xls\); {COPY}"), (rb"{\rtf1", "a", f"this is an RTF file; {SAVE}"),
        (b"\x89PNG\r\n", "a.png", f"this is a picture; {READ}"), (b"CAJ\0", "a", f"this is a CAJ file; {PRINT}"),
        (b"From: x\nMIME-Version: 1.0", "a.mht", "this is a web archive"), (b"Rar!", "a", "this is an archive; unpack it"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "it is locked with a password"),
        (packed({"OFD.xml": b""}), "a.ofd", f"this is an OFD document; {PRINT}"),
        (packed({"xl/workbook.xml": b""}), "a.docx", rf"this is a workbook \(.xlsx\); {COPY}"),
        (packed({"a.txt": b""}), "a.zip", "this is an archive; unpack it and give the document in it"),
    ],
)  # fmt: skip
def test_refused(content: bytes, name: str, said: str) -> None:
    """Each is named, with what to do, whatever the file is called."""
    with pytest.raises(PlanError, match=said):
        read_source(content, name)


def test_others() -> None:
    """What is none of them passes."""
    refuse(b"%PDF-1.4", "a.pdf")
    with pytest.raises(PlanError, match="this is an OpenDocument file"):
        refuse_parts(["content.xml"])
