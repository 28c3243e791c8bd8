"""The parts of a zip file, with limits against zip bombs and hostile XML."""

import io
import re
import zipfile
import zlib
from typing import Any

from plantrack.errors import PlanError
from plantrack.extras import needs

MOST_BYTES = 32 * 1024 * 1024
MOST_PARTS = 20_000
MOST_TAGS = 500_000
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML, _BLANK = (".xml", ".rels"), b"\xef\xbb\xbf \t\r\n"
"""The endings of parts that are XML, and what may come before it."""
_DAMAGED = "the file is damaged: {why}; open it in Word or WPS and save it anew"


class Archive:
    """A zip file of XML, and of pictures and fonts."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise PlanError(_DAMAGED, why=error) from None
        self.parts = self._zip.namelist()
        if len(self.parts) > MOST_PARTS:
            raise PlanError("more than {n} parts in one file; this is no document", n=MOST_PARTS)

    def files(self) -> dict[str, bytes]:
        """Return the content of every part, each once. Raises PlanError if together they are too large, or hostile."""
        if sum(entry.file_size for entry in self._zip.infolist()) > MOST_BYTES:
            raise PlanError("the parts unpack to more than {n} bytes; this is no document", n=MOST_BYTES)
        return {part: self._content(part) for part in self.parts}

    def xml(self, part: str) -> Any:
        """Return the root of a part, or None without such a part. Raises PlanError for hostile XML."""
        if part not in self.parts:
            return None
        content = self._content(part).replace(*_STRICT)
        etree = needs("lxml.etree", "documents")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(content, parser)
        except (etree.LxmlError, ValueError) as error:
            raise PlanError(_DAMAGED, why=error) from None

    def _content(self, part: str) -> bytes:
        try:
            if self._zip.getinfo(part).file_size > MOST_BYTES:
                raise PlanError("{part} unpacks to more than {n} bytes; this is no document", part=part, n=MOST_BYTES)
            with self._zip.open(part) as file:
                content = file.read(MOST_BYTES)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
            raise PlanError(_DAMAGED, why=error) from None
        if not part.lower().endswith(_XML) and not content.lstrip(_BLANK).startswith(b"<"):
            return content
        if b"\0" in content[:100] or _DOCTYPE.search(content):
            raise PlanError("{part} declares entities or is no plain XML; this is no document of an office", part=part)
        if content.count(b"<") > MOST_TAGS:
            raise PlanError("more than {n} tags; this is no page that people wrote", n=MOST_TAGS)
        return content
