"""Parts of zip files within limits."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from handmade import W, packed

from plantrack.archive import Archive
from plantrack.errors import PlanError


def test_xml() -> None:
    """A part, nothing where there is none, and the strict namespace as the usual one."""
    strict = b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    archive = Archive(packed({"a.xml": strict}))
    assert archive.xml("a.xml").tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    assert archive.xml("b.xml") is None


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (b" " * (33 * 1024 * 1024), "the parts unpack to more than 33554432 bytes; this is no document"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml declares entities"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"), "a.xml declares entities or is no plain XML"),
        (b"<a>" + b"<b/>" * 500_001 + b"</a>", "more than 500000 tags"),
        (f"<a {W}><b></a>".encode(), "the file is damaged: .*; open it in Word or WPS and save it anew"),
    ],
)
def test_hostile(part: bytes, said: str) -> None:
    """A bomb, entities, a part in another charset, too many tags, and broken XML."""
    with pytest.raises(PlanError, match=said):
        Archive(packed({"a.xml": part})).xml("a.xml")


def test_no_archive() -> None:
    """A file that is cut off."""
    with pytest.raises(PlanError, match="the file is damaged"):
        Archive(packed({"a.xml": b"<a/>"})[:40])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged(method: int) -> None:
    """Every byte of a file may be wrong: it is read, or refused with a sentence."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("a.xml"), b"<a/>" * 9, method)
    whole = file.getvalue()
    for place in range(len(whole)):
        for byte in (0, 0x7F, 0xFF):
            with suppress(PlanError):
                Archive(whole[:place] + bytes([byte]) + whole[place + 1 :]).files()


def test_entries() -> None:
    """More parts than any document has are counted before they are read."""
    with pytest.raises(PlanError, match="more than 20000 parts in one file; this is no document"):
        Archive(packed({f"{n}": b"" for n in range(20_001)}))


def test_one_budget() -> None:
    """Parts that are small enough each are counted together."""
    archive = Archive(packed({f"{n}.xml": b"<a>" + b"<b/>" * 300_000 + b"</a>" for n in range(2)}))
    archive.xml("0.xml")
    with pytest.raises(PlanError, match="more than 500000 tags"):
        archive.xml("1.xml")


def test_files() -> None:
    """Every part once; pictures are bytes like any other, XML under another ending is held against the same limits."""
    picture = bytes(range(256)) * 9
    assert Archive(packed({"a.xml": b"<a/>", "b.png": picture})).files() == {"a.xml": b"<a/>", "b.png": picture}
    with pytest.raises(PlanError, match=r"b\.png declares entities"):
        Archive(packed({"b.png": b'\xef\xbb\xbf\n<!DOCTYPE a [<!ENTITY b "c">]><a/>'})).files()


def test_files_that_are_too_large_together() -> None:
    """Each part is small enough; what they unpack to is not."""
    with pytest.raises(PlanError, match="the parts unpack to more than 33554432 bytes"):
        Archive(packed({f"{n}.png": b" " * (12 * 1024 * 1024) for n in range(3)})).files()
