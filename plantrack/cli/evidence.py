"""Evidence: sources that are local files, kept by their path from the plan's folder and a digest of their content.

Only files of the project are read: a record may name any path, also one that somebody else wrote.
"""

import os
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path

from plantrack.errors import Message, Problem, message
from plantrack.files import real
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate, Evidence, LedgerReturn

LARGEST = 256 * 2**20
"""Maximum size of evidence, in bytes."""
_FILE_NAME = r"(?i)(?!.*://)[^\n]*\.(?:pdf|docx?|xlsx?|pptx?|txt|md|csv|html?|jpe?g|png|zip)"


class Unread(Enum):
    """Why the content of a file is not known."""

    MISSING = "missing"
    OUTSIDE = "outside"
    LARGE = "large"


def evidence(source: str, folder: Path) -> tuple[Evidence, Message | None]:
    """Return a source as it is kept, and a warning, if any.

    A file of the project is kept with its digest, anything else as it was typed.
    """
    path = Path(source)
    if not _is_file(path):
        absent = message("there is no file {name} here; the source is kept as text", name=source)
        return Evidence(source), absent if re.fullmatch(_FILE_NAME, source) else None
    digest = _digest(path, project_folder(folder))
    if digest is Unread.OUTSIDE:
        outside = message("the file {name} lies outside the project, where nobody else can compare it; "
                          "the source is kept as text", name=source)  # fmt: skip
        return Evidence(source), outside
    if isinstance(digest, Unread):
        return Evidence(source), message("the file {name} cannot be read, or is too large; the source is kept as text",
                                         name=source)  # fmt: skip
    return Evidence(Path(os.path.relpath(real(path), real(folder))).as_posix(), digest), None


def changed_evidence(history: History, folder: Path, places: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """Yield a warning for each file of a record in force that is gone, changed or not read.

    `places` says where a record is.
    """
    project, digest = project_folder(folder), cache(_digest)
    for update in history.in_force():
        for kept in update.evidence:
            now = digest(folder / kept.name, project) if kept.digest else None
            if now != kept.digest and not (now is Unread.MISSING and _passed_through(update, kept)):
                file, line = places.get(update.id, ("", 0))
                yield Problem(file, line, 0, _told(kept.name, now), warning=True)


def _passed_through(update: AnyUpdate, kept: Evidence) -> bool:
    """Tell whether evidence is the ledger that a record was taken from, which the project need not keep."""
    source = getattr(update, "source", None) or ""
    return source == kept.name if isinstance(update, LedgerReturn) else source.startswith(f"{kept.name}#")


def _told(name: str, now: str | Unread | None) -> Message:
    """Return what is wrong with the evidence of a record."""
    if now is Unread.MISSING:
        return message("the file {name} is gone; it is the evidence of this record, so put it back", name=name)
    if now is Unread.OUTSIDE:
        return message(
            "the file {name}, the evidence of this record, lies outside the project and is not read", name=name
        )
    if now is Unread.LARGE:
        return message("the file {name}, the evidence of this record, is too large to be compared", name=name)
    return message("the file {name} is another than when it was recorded as evidence", name=name)


def project_folder(folder: Path) -> Path:
    """Return the folder of the project that a plan belongs to: its repository, else what `plans/` lies in."""
    here = real(folder)
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), None)
    return top or (here.parents[1] if here.parent.name == "plans" else here)


def _digest(path: Path, project: Path) -> str | Unread:
    """Return the SHA-256 of a regular file of the project in hexadecimal digits, or why it is not read."""
    from hashlib import file_digest

    try:
        place = real(path)
        if not place.is_relative_to(project):
            return Unread.OUTSIDE
        if not place.is_file():
            return Unread.MISSING
        if place.stat().st_size > LARGEST:
            return Unread.LARGE
        with place.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return Unread.MISSING


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a text is seldom a path
        return False
