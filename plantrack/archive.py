"""Zip files: their parts, with limits against zip bombs and hostile XML; and files with the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from plantrack.budget import Budget, Work, check
from plantrack.errors import PlanError
from plantrack.extras import needs

_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_ENTRY = b"PK\x01\x02"
"""What each entry in the list of parts begins with."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML, _BLANK = (".xml", ".rels"), b"\xef\xbb\xbf \t\r\n"
"""The endings of parts that are XML, and what may come before it."""


@contextmanager
def _damaged() -> Iterator[None]:
    """Turn anything that zipfile or lxml raises into one PlanError; a damaged file may break them in any way."""
    try:
        yield
    except PlanError:
        raise
    except Exception as error:  # noqa: BLE001
        why = str(error) or type(error).__name__
        raise PlanError("the file is damaged: {why}; open it in Word or WPS and save it anew", why=why) from None


class Archive:
    """A zip file of XML, and of pictures and fonts. Unpacking is counted against a budget, its own by default."""

    def __init__(self, content: bytes, budget: Budget | None = None) -> None:
        self._budget = budget or Budget()
        self._budget.spend(Work.PARTS, content.count(_ENTRY))
        with _damaged():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.parts = self._zip.namelist()

    def files(self) -> dict[str, bytes]:
        """Return the content of every part, each once. Raises PlanError if together they are too large, or hostile."""
        check(Work.BYTES, sum(entry.file_size for entry in self._zip.infolist()))
        return {part: self._content(part) for part in self.parts}

    def part(self, name: str) -> bytes | None:
        """Return the content of a part, or None without it. Raises PlanError if it is too large, or hostile."""
        return self._content(name) if name in self.parts else None

    def sheet_parts(self) -> dict[str, bytes]:
        """Return the parts of a workbook that are XML. Raises PlanError if together they are too large, or hostile."""
        return {part: self._sheet_part(part) for part in self.parts if part.lower().endswith(_XML)}

    def xml(self, part: str) -> Any:
        """Return the root of a part, or None without such a part. Raises PlanError for hostile XML."""
        if part not in self.parts:
            return None
        content = self._content(part).replace(*_STRICT)
        etree = needs("lxml.etree", "documents")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        with _damaged():
            return etree.fromstring(content, parser)

    def _sheet_part(self, part: str) -> bytes:
        content = self._unpacked(part, Work.SHEETS)
        _check_plain(part, content)
        return content

    def _unpacked(self, part: str, work: Work) -> bytes:
        with _damaged():
            entry = self._zip.getinfo(part)
            self._budget.spend(work, entry.file_size)
            if entry.compress_type not in _METHODS:
                raise NotImplementedError("That compression method is not supported")
            with self._zip.open(entry) as file:
                return file.read(entry.file_size)

    def _content(self, part: str) -> bytes:
        content = self._unpacked(part, Work.BYTES)
        if not part.lower().endswith(_XML) and not content.lstrip(_BLANK).startswith(b"<"):
            return content
        _check_plain(part, content)
        self._budget.spend(Work.TAGS, content.count(b"<"))
        self._budget.spend(Work.ATTRIBUTES, content.count(b"="))
        return content


def _check_plain(part: str, content: bytes) -> None:
    if b"\0" in content[:100] or _DOCTYPE.search(content):
        raise PlanError(
            "{part} declares entities or is no plain XML; open it in Word or WPS and save it anew",
            part=part,
        )


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the files in their order, without time stamps."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr, entry.create_system = method, 0o600 << 16, 3
            archive.writestr(entry, content)
    return made.getvalue()
