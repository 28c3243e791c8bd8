"""Evidence: sources that are local files, kept by their path from the plan's folder and a digest of their content."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from plantrack.errors import Problem, message
from plantrack.model.history import History
from plantrack.model.updates import Evidence

_FILE_NAME = re.compile(r"(?!.*://)[^\n]*\.(?:pdf|docx?|xlsx?|pptx?|txt|md|csv|html?|jpe?g|png|zip)", re.IGNORECASE)


def looks_like_file(source: str) -> bool:
    """Tell whether a source is written like the name of a file."""
    return _FILE_NAME.fullmatch(source) is not None


def evidence(source: str, folder: Path) -> Evidence:
    """Return a source as it is kept: a file that exists with its digest, anything else as it was typed."""
    path = Path(source)
    digest = _digest(path)
    if digest is None:
        return Evidence(source)
    try:
        name = os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:  # on another drive
        name = str(path.resolve())
    return Evidence(Path(name).as_posix(), digest)


def changed_evidence(history: History, folder: Path, places: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """Yield a warning for each file of a record in force that is gone or changed; `places` says where a record is."""
    for update in history.in_force():
        for kept in update.evidence:
            now = _digest(folder / kept.name) if kept.digest else None
            if now == kept.digest:
                continue
            gone = message("the file {name} is gone; it is the evidence of this record, so put it back", name=kept.name)
            other = message("the file {name} is another than when it was recorded as evidence", name=kept.name)
            file, line = places.get(update.id, ("", 0))
            yield Problem(file, line, 0, other if now else gone, warning=True)


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, in hexadecimal digits; None where there is no such file or it cannot be read."""
    from hashlib import file_digest

    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # a text is seldom a path
        return None
