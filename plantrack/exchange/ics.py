"""The records of a plan in a calendar that it was exported to, where each is a property of the whole."""

import re
from collections.abc import Iterator

from plantrack.exchange.entry import EntryPlace, ExportedEntry
from plantrack.exchange.json import read_line

NAME = "X-PLANTRACK-RECORD"
_PROPERTY = re.compile(rf"^{NAME}(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\;,nN])")


def is_export(content: bytes) -> bool:
    """Tell whether a text is a calendar that holds the records of a plan."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"BEGIN:VCALENDAR") and NAME.encode() in content


def read(content: bytes, file: str) -> Iterator[ExportedEntry]:
    """Yield the entries. Raises PlanError with its place where one is damaged."""
    text = re.sub(r"\r?\n[ \t]", "", content.decode("utf-8-sig", "replace"))
    for number, found in enumerate(_PROPERTY.finditer(text)):
        line = _ESCAPED.sub(_said, found[1].rstrip("\r"))
        yield read_line(line, EntryPlace(part=f"#records[{number}]"), file)


def _said(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
